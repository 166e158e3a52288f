"""One text: short reports with the figures that contradict each other in them, and look-alikes that do not."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from compared import claim, of

from casualties.compare.one_text import GRANTED
from casualties.compare.reconcile import reconcile
from casualties.extract.claims import find_claims

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "disputes.jsonl").read_text(encoding="utf-8").splitlines()
]


def _marked(case):
    reason = case.get("known_failure")
    return pytest.param(case, id=case["why"], marks=[pytest.mark.xfail(reason=reason, strict=True)] if reason else [])


@pytest.mark.parametrize("case", [_marked(case) for case in CASES])
def test_which_figures_of_a_report_contradict_each_other(case):
    claims = find_claims(case["text"], published=case["published"])
    figures = {c.claim_id: c.figure for c in claims}
    order = list(figures)
    told = {
        tuple(figures[i] for i in sorted(both, key=order.index))
        for found in reconcile(claims).conflicts
        for both in combinations(sorted(set(found.claim_ids)), 2)
    }
    assert told == {tuple(both) for both in case["conflicts"]}


def test_half_of_the_reports_hold_no_contradiction():
    without = [case for case in CASES if not case["conflicts"]]
    assert len(without) * 5 >= len(CASES) * 2


DAY = {"days": "2019-05-03", "on": "2019-05-04"}
TAMRA = {"where": "a mill in Tamra", "path": "XX/Coast/Tamra"}
MAYOR = {"by": "the mayor", "kind": "government", "at": 10, "quote": "The mayor said 31 people had died in the mill."}
UNION = {"by": "the union", "kind": "other", "at": 90}
TOLL = {**UNION, "quote": "The union's death toll stands at 44.", "cumulative": True}
COUNT = {"cumulative": False, **MAYOR, **TAMRA, **DAY}

GRANTS = [
    (claim("a", 31, **COUNT), claim("b", 44, **TOLL, **TAMRA, **DAY), "the toll is that of the one incident"),
    (
        claim("a", 31, **COUNT),
        claim("b", 44, **{**TOLL, "quote": "The union said 44 had died so far.", "on": "2019-05-04"}, **TAMRA),
        "both are of the same days and the toll is that of the one incident",
    ),
    (
        claim("a", 31, **COUNT),
        claim("b", 44, **UNION, quote="The union said 44.", on="2019-05-04", **TAMRA),
        "both are of the same days",
    ),
    (
        claim("a", 31, **{**COUNT, "path": "XX/Coast/Tamra?"}),
        claim("b", 44, **UNION, quote="The union said 44.", **DAY, where="Tamra mills", path="XX/Coast"),
        None,
    ),
    (
        claim("a", 31, **{**COUNT, "where": "Tamra, Coast", "path": None}),
        claim("b", 44, **UNION, quote="The union said 44.", **DAY, where="a mill in Tamra"),
        "both are of one place",
    ),
    (
        claim("a", 31, **{**COUNT, "where": None, "path": None}),
        claim("b", 44, **UNION, quote="The union said 44.", **DAY, where=None),
        "both are of one place",
    ),
    (
        claim("a", 31, **{**COUNT, "where": None, "path": None, "days": None}),
        claim("b", 44, **UNION, quote="The union said 44.", where=None, on="2019-05-04"),
        None,
    ),
    (
        claim("a", 31, **COUNT),
        claim("b", 44, **{**TOLL, "quote": "The union's toll of the attacks stands at 44."}, **TAMRA, **DAY),
        None,
    ),
    (
        claim("a", 31, **COUNT),
        claim("b", 24, **{**TOLL, "quote": "In all 24 people died in the attacks."}, **TAMRA, **DAY),
        "the toll is that of the one incident",
    ),
    (
        claim("a", 31, **COUNT),
        claim("b", 44, **{**TOLL, "quote": "The union has compiled 44 names."}, **TAMRA, **DAY),
        None,
    ),
    (
        claim("a", 31, **{**COUNT, "where": "Coast", "path": "XX/Coast"}),
        claim("b", 44, **{**TOLL, "where": "Coast", "path": "XX/Coast"}, **DAY),
        None,
    ),
    (
        claim("a", 31, **{**COUNT, "where": "Coast", "path": "XX/Coast"}),
        claim(
            "b", 44, **{**TOLL, "quote": "The union put the death toll at 44."}, where="Coast", path="XX/Coast", **DAY
        ),
        "the toll is that of the one incident",
    ),
    (
        claim("a", 31, **COUNT),
        claim("b", 44, **{**TOLL, "by": "the mayor", "kind": "government"}, **TAMRA, **DAY),
        None,
    ),
    (
        claim("a", 31, **COUNT),
        claim("b", 44, **{**TOLL, "report": "r2"}, **TAMRA, **DAY),
        None,
    ),
]


@pytest.mark.parametrize(("a", "b", "granted"), GRANTS, ids=range(len(GRANTS)))
def test_what_is_taken_for_granted_is_named_in_the_reason(a, b, granted):
    found = reconcile(of(a, b)).conflicts
    if granted is None:
        assert not found
        return
    (said,) = found
    assert said.reason.endswith(f", if {granted}.")
    assert said.certainty == "possible"
    assert set(granted.split(" and ")) <= GRANTED & set(said.assumptions)


def test_an_agreement_names_it_too():
    found = reconcile(of(claim("a", 31, **COUNT), claim("b", 31, **TOLL, **TAMRA, **DAY)))
    (said,) = [f for f in found if f.kind == "same_figure"]
    assert said.reason.endswith("two sources, if the toll is that of the one incident.")
