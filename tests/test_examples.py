"""The example reports: fit to be read, every figure in them found, and nothing concluded that a reader would reject.

tests/cases/examples.jsonl lists every figure, in the order of each text, and tests/cases/examples_findings.json what a
reader concludes from them.  `optional` marks what may be read either way.  What is known to go wrong stands there too
(`fails`, `extra`, `false`) and is expected exactly, so that an improvement is noticed as well as a loss.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path

import pytest

import casualties
from casualties.claim import Claim, Claims

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "examples" / "reports"
STEMS = sorted(path.stem for path in FOLDER.glob("*.txt"))
Expected = dict[str, object]

LINES = (Path(__file__).parent / "cases" / "examples.jsonl").read_text(encoding="utf-8").splitlines()
EXPECTED: list[Expected] = [json.loads(line) for line in LINES]
READER = json.loads((Path(__file__).parent / "cases" / "examples_findings.json").read_text(encoding="utf-8"))
CASES = [(stem, n, case) for stem in STEMS for n, case in enumerate(c for c in EXPECTED if c["report"] == stem)]


@functools.cache
def claims_of(stem: str) -> Claims:
    return casualties.find_claims(casualties.read_reports(FOLDER / f"{stem}.txt")[0])


@functools.cache
def aligned(stem: str) -> tuple[tuple[Claim | None, ...], tuple[Claim, ...]]:
    """The claim found for each expected figure, or None; and the claims found beside them.

    Expected figures are looked up in the text one after the other, so that equal numbers are told apart.
    """
    claims = claims_of(stem)
    text = claims.reports[0].text
    left, found, position = list(claims), [], 0
    for case in (c for c in EXPECTED if c["report"] == stem):
        match = re.compile(rf"(?<![\w,]){re.escape(str(case['figure']))}(?!\w|,\d)").search(text, position)
        assert match is not None, f"{stem}: {case['figure']!r} does not stand in the text after {position}"
        position = match.end()
        hit = next(
            (c for c in left if c.span and c.span.start < match.end() and match.start() < c.span.end
             and c.outcome == case["outcome"]),
            None,
        )  # fmt: skip
        found.append(hit)
        if hit is not None:
            left.remove(hit)
    return tuple(found), tuple(left)


def meets(expected: object, words: str | None) -> bool:
    """One wording holds the other, in any case; a list gives several right answers; None means nobody."""
    if isinstance(expected, list):
        return any(meets(e, words) for e in expected)
    if expected is None or words is None:
        return expected is None and words is None
    one, other = str(expected).casefold(), words.casefold()
    return one in other or other in one


def differences(case: Expected, claim: Claim) -> list[str]:
    """The names of the columns in which `claim` is not what `case` says."""
    period = [str(claim.scope.period.start), str(claim.scope.period.end)]
    checks = {
        "source": meets(case["source"], claim.source.words),
        "place": "place" not in case or meets(case["place"], claim.scope.place.words),
        "period": "period" not in case or case["period"] == period,
        "status": case.get("status", "asserted") == claim.status,
        "part_of": "part_of" not in case or claim.part_of is not None,
    }
    return [name for name, right in checks.items() if not right]


@pytest.mark.parametrize(("stem", "n", "case"), CASES, ids=[f"{s}-{n}-{c['figure']}" for s, n, c in CASES])
def test_figure_is_found_with_its_scope_and_source(stem, n, case):
    claim = aligned(stem)[0][n]
    missed = [] if case.get("optional") else ["missed"]
    wrong = missed if claim is None else differences(case, claim)
    assert wrong == case.get("fails", [])


def test_every_figure_listed_belongs_to_a_report():
    assert {c["report"] for c in EXPECTED} <= set(STEMS)


@pytest.mark.parametrize("stem", STEMS)
def test_nothing_else_is_found(stem):
    assert [c.figure for c in aligned(stem)[1]] == READER["extra"].get(stem, [])


def test_the_reports_are_fit_for_examples():
    """Enough of them, several outlets and days per event, each short and with its date and publisher."""
    reports = casualties.read_reports(FOLDER)
    assert reports.failures == ()
    assert len(reports) >= 12
    assert all(r.title and r.published and r.publisher for r in reports)
    assert [r.report_id for r in reports if not 120 <= len(r.text.split()) <= 350] == []
    events = [r.report_id.split("-")[3] for r in reports]
    assert len({e for e in events if events.count(e) > 1}) >= 4


def test_a_report_without_victims_has_no_claims():
    assert list(claims_of("2021-10-20-surfside-coast-wire")) == []


@functools.cache
def findings_of_all() -> casualties.Reconciliation:
    return casualties.reconcile([claims_of(stem) for stem in STEMS])


def told(finding: casualties.Finding) -> tuple[str, tuple[str, ...]]:
    """A finding as its kind and its figures, in the order of the claims."""
    figures = {c.claim_id: c.figure or "" for c in findings_of_all().claims}
    return finding.kind, tuple(figures[i] for i in finding.claim_ids)


def test_conflicts_are_those_a_reader_sees():
    """Told by the figures that stand against each other; `accepted` lists every conflict that a reader would grant."""
    accepted = {frozenset(figures) for figures in READER["accepted"]}
    found = [sorted(set(told(f)[1])) for f in findings_of_all().conflicts]
    assert sorted(figures for figures in found if frozenset(figures) not in accepted) == READER["false"]


@pytest.mark.parametrize("case", READER["required"], ids=lambda c: f"{c['kind']}-{'-'.join(c['figures'])}")
def test_finding_is_made(case):
    """Told by its figures, however many claims give one of them."""
    wanted = (case["kind"], set(case["figures"]))
    made = any((kind, set(figures)) == wanted for kind, figures in map(told, findings_of_all()))
    assert made != case.get("fails", False)
