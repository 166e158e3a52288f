"""Incidents of several reports: what each report says of one is together, what it says of another is apart.

A case of `cases/incidents.jsonl` holds the reports, the incidents as lists of "report:figure", and the conflicts, in
which near misses count too.  A figure stands for the first claim of that report with these words.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest

import casualties
from casualties.compare.events import gather_events
from casualties.compare.facets import in_text_order, read_facets
from casualties.compare.findings import Reconciliation
from casualties.compare.kinds import Verdict

CASES = Path(__file__).parent / "cases" / "incidents.jsonl"


class Told(TypedDict):
    """One report of a case."""

    id: str
    published: str
    text: str


class Case(TypedDict):
    """Reports, and what a reader takes from all of them."""

    name: str
    comment: str
    reports: list[Told]
    incidents: list[list[str]]
    conflicts: list[list[str]]
    known_failure: NotRequired[str]


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case: Case = json.loads(line)
        reason = case.get("known_failure")
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        yield pytest.param(line, id=case["name"], marks=marks)


@functools.cache
def reconciled(line: str) -> Reconciliation:
    """The reports of a case, read and reconciled once."""
    reports = json.loads(line)["reports"]
    return casualties.reconcile(
        [casualties.find_claims(r["text"], published=r["published"], report_id=r["id"]) for r in reports]
    )


def labels(found: Reconciliation) -> dict[str, str]:
    """By claim id, the report and the figure."""
    return {c.claim_id: f"{c.report_id}:{c.figure}" for c in found.claims}


def incidents(found: Reconciliation) -> dict[str, int]:
    """The number of the incident in which each figure stands first."""
    names = labels(found)
    events = gather_events(read_facets(in_text_order(found.claims))).all
    home = {f.claim_id: number for number, event in enumerate(events) for f in event}
    for topic in found.topics:  # tolls over a time share a topic where they name one place and time
        home |= dict.fromkeys(topic.claim_ids, min(home[i] for i in topic.claim_ids))
    first: dict[str, int] = {}
    for claim in found.claims:
        first.setdefault(names[claim.claim_id], home[claim.claim_id])
    return first


@pytest.mark.parametrize("line", list(cases()))
def test_incidents_and_their_conflicts(line):
    case, found = json.loads(line), reconciled(line)
    names, home = labels(found), incidents(found)
    together = [{home[figure] for figure in incident} for incident in case["incidents"]]
    assert [len(homes) for homes in together] == [1] * len(together), case["comment"]
    assert len(set().union(*together)) == len(together), "two incidents made one"

    disputed = [{names[i] for i in f.claim_ids} for f in found if f.verdict in (Verdict.CONFLICT, Verdict.REVIEW)]
    assert sorted(map(sorted, disputed)) == sorted(map(sorted, case["conflicts"])), case["comment"]

    of = {figure: number for number, incident in enumerate(case["incidents"]) for figure in incident}
    for said in found:
        if said.verdict is Verdict.AGREE:
            told = {of[names[i]] for i in said.claim_ids if names[i] in of}
            assert len(told) <= 1, f"figures of two incidents agree: {said.reason}"
