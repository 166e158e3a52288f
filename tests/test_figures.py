"""Which numbers are claims: cases as data, one file per phenomenon in cases/figures.

A case holds a text and every claim it makes, no more and no fewer: `text`, `published` (ISO date or null), `expected`
and `comment`.  An expected claim has `figure`, `outcome`, `bound`, `value` (or `low` and `high` for a range, nothing
for vague words), and where they matter `status`, `unit`, `implicit` and `part_of` (the place of the whole in
`expected`).  `known_failure` gives the reason why a case does not pass yet; it is then a strict xfail.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest

import casualties
from casualties.amount import Bound
from casualties.claim import Claim, Status
from casualties.scope import Outcome, Unit

CASES = Path(__file__).parent / "cases" / "figures"
MANUAL = Path(__file__).parent.parent / "docs" / "figures.md"
ARTICLES = ("a", "an", "another")

Numbers = tuple[int, ...] | None
Key = tuple[str, str, Numbers]


class Expected(TypedDict):
    figure: str
    outcome: str
    bound: str
    value: NotRequired[int]
    low: NotRequired[int]
    high: NotRequired[int]
    status: NotRequired[str]
    unit: NotRequired[str]
    implicit: NotRequired[bool]
    part_of: NotRequired[int]


class Case(TypedDict):
    text: str
    published: str | None
    expected: list[Expected]
    comment: str
    known_failure: NotRequired[str]


def read_cases() -> dict[str, list[Case]]:
    files = sorted(CASES.glob("*.jsonl"))
    return {f.stem: [json.loads(line) for line in f.read_text(encoding="utf-8").splitlines()] for f in files}


def cases_as_params() -> list[object]:
    params: list[object] = []
    for phenomenon, cases in read_cases().items():
        for number, case in enumerate(cases, 1):
            reason = case.get("known_failure")
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            params.append(pytest.param(case, id=f"{phenomenon}-{number:03}", marks=marks))
    return params


def expected_key(want: Expected) -> Key:
    numbers: Numbers = None
    if want["bound"] == "range":
        numbers = (want["low"], want["high"])
    elif want["bound"] != "vague":
        numbers = (want["value"],)
    return want["outcome"], want["bound"], numbers


def claim_key(claim: Claim) -> Key:
    amount = claim.amount
    numbers: Numbers = None
    if amount.bound is Bound.RANGE:
        numbers = (amount.low or 0, amount.high or 0)
    elif amount.bound is not Bound.VAGUE:
        numbers = (-1 if amount.value is None else amount.value,)
    return str(claim.outcome), str(amount.bound), numbers


def same_figure(want: str, found: str) -> bool:
    """The same words, give or take a qualifier or a noun."""
    want, found = want.casefold(), found.casefold()
    return want in found or found in want


def pair(case: Case, claims: Sequence[Claim]) -> list[Claim | None]:
    """The claim for each expected one, in the order of the text."""
    free = list(claims)
    paired: list[Claim | None] = []
    for want in case["expected"]:
        alike = (c for c in free if claim_key(c) == expected_key(want))
        hit = next((c for c in alike if same_figure(want["figure"], c.figure or "")), None)
        if hit is not None:
            free.remove(hit)
        paired.append(hit)
    return paired


def details(case: Case, paired: Sequence[Claim | None]) -> tuple[list[str], list[str]]:
    """What the case says beyond amount and outcome, and what was found there, as readable lines."""
    wanted: list[str] = []
    found: list[str] = []
    whole_of = {c.claim_id: number for number, c in enumerate(paired) if c is not None}
    for want, claim in zip(case["expected"], paired, strict=True):
        if claim is None:
            continue
        figure = want["figure"]
        if "status" in want:
            wanted.append(f"{figure}: {want['status']}")
            found.append(f"{figure}: {claim.status}")
        if "unit" in want:
            wanted.append(f"{figure}: {want['unit']}")
            found.append(f"{figure}: {claim.scope.unit}")
        if "part_of" in want:
            wanted.append(f"{figure}: part of #{want['part_of']}")
            found.append(f"{figure}: part of #{whole_of.get(claim.part_of or '')}")
        if want.get("implicit"):
            wanted.append(f"{figure}: an article")
            first = (claim.figure or "?").casefold().split()[0]
            found.append(f"{figure}: {'an article' if first in ARTICLES else claim.figure}")
    return wanted, found


@pytest.mark.parametrize("case", cases_as_params())
def test_finds_every_claim_and_nothing_else(case: Case) -> None:
    claims = casualties.find_claims(case["text"], published=case["published"])
    wanted = sorted(map(str, map(expected_key, case["expected"])))
    assert sorted(str(claim_key(c)) for c in claims) == wanted, f"{case['text']} [{case['comment']}]"
    paired = pair(case, claims)
    missed = [want["figure"] for want, claim in zip(case["expected"], paired, strict=True) if claim is None]
    assert not missed, f"the numbers are right but stand elsewhere in the text: {case['text']}"
    wanted_details, found_details = details(case, paired)
    assert found_details == wanted_details, f"{case['text']} [{case['comment']}]"


def test_figures_stand_where_their_offsets_say() -> None:
    for case in (case for several in read_cases().values() for case in several):
        for claim in casualties.find_claims(case["text"], published=case["published"]):
            assert claim.span is not None
            assert claim.span.of(case["text"]) == claim.figure


def test_cases_are_well_formed() -> None:
    seen: set[str] = set()
    for phenomenon, cases in read_cases().items():
        for case in cases:
            where = f"{phenomenon}: {case['text']}"
            assert case["comment"], where
            assert case["text"] not in seen, where
            seen.add(case["text"])
            for number, want in enumerate(case["expected"]):
                assert want["figure"] in case["text"], where
                assert want["outcome"] in list(Outcome), where
                assert want["bound"] in list(Bound), where
                assert want.get("status", "asserted") in list(Status), where
                assert want.get("unit", "persons") in list(Unit), where
                assert want.get("part_of") != number, where
                assert want.get("part_of", 0) < len(case["expected"]), where
                assert ("low" in want and "high" in want) == (want["bound"] == "range"), where
                assert ("value" in want) == (want["bound"] not in {"range", "vague"}), where


def test_a_third_of_the_cases_makes_no_claim() -> None:
    cases = [case for several in read_cases().values() for case in several]
    silent = [case for case in cases if not case["expected"]]
    assert len(cases) >= 420
    assert len(silent) * 3 >= len(cases)


def test_the_manual_counts_the_cases_as_they_are():
    rows = re.findall(r"^\| ([a-z ]+) \| (\d+) \| (\d+) \|$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    told = {name: (int(cases), int(failures)) for name, cases, failures in rows}
    assert told == {
        name.replace("_", " "): (len(cases), sum("known_failure" in case for case in cases))
        for name, cases in read_cases().items()
    }
