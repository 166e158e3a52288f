"""Whole short reports: where, when, whether summed and who, for every figure marked in the cases.

Those of scopes.jsonl were written, and their answers noted, before the code had read them; those of scopes_told.jsonl
were written with the rule that reads them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import casualties

REPORTS = [
    json.loads(line)
    for name in ("scopes.jsonl", "scopes_told.jsonl")
    for line in (Path(__file__).parent / "cases" / name).read_text("utf-8").splitlines()
]
CASES = [(report, figure) for report in REPORTS for figure in report["figures"]]


def name(case):
    report, figure = case
    return f"{report['published']}-{figure['figure']}"


def words(text):
    plain = re.findall(r"\w+", text.casefold().replace("-", ""))
    return {w for w in plain if w not in {"the", "a", "an", "of", "s"}}


def same_place(read, accepted):
    """One wording holds the other, or they share half of their words; None is a place left open."""
    if read is None or accepted is None:
        return read is accepted
    a, b = words(read), words(accepted)
    return bool(a and b) and (a <= b or b <= a or 2 * len(a & b) >= len(a | b))


def claim_of(report, figure):
    text, at = report["text"], -1
    pattern = re.compile(rf"(?<!\w){re.escape(figure['figure'])}(?![\w,]\w)")
    for _ in range(figure.get("nth", 0) + 1):
        at = pattern.search(text, at + 1).start()
    found = casualties.find_claims(text, published=report["published"])
    end = at + len(figure["figure"])
    return next((c for c in found if c.span.start < end and at < c.span.end), None)


def wrong(report, figure):
    """The fields in which the claim differs from what the report says."""
    claim = claim_of(report, figure)
    if claim is None:
        return ["found"]
    scope = claim.scope
    days = [str(scope.period.start), str(scope.period.end)] if scope.period.known else None
    right = {
        "place": any(same_place(scope.place.words, p) for p in figure["places"]),
        "period": days == figure.get("period", days),
        "cumulative": claim.cumulative is figure.get("cumulative", claim.cumulative),
        "group": scope.victims.group in figure.get("group", [scope.victims.group]),
    }
    return [field for field, held in right.items() if not held]


@pytest.mark.parametrize("case", [c for c in CASES if "fails" not in c[1]], ids=name)
def test_the_scope_of_a_figure(case):
    assert wrong(*case) == []


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, marks=pytest.mark.xfail(strict=True, reason=c[1]["why"]), id=name(c))
        for c in CASES
        if "fails" in c[1]
    ],
)
def test_a_known_failure_of_scope(case):
    assert wrong(*case) == []


@pytest.mark.parametrize("case", [c for c in CASES if "fails" in c[1]], ids=name)
def test_a_known_failure_fails_in_nothing_else(case):
    assert wrong(*case) == case[1]["fails"]
