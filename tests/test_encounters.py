"""Encounters: reports that word the place and the day of one incident differently still meet."""

from __future__ import annotations

import pytest
from compared import claim, of

from casualties.compare.encounters import ASSUMED
from casualties.compare.kinds import Certainty
from casualties.compare.reconcile import reconcile

TOLD = "Gunmen stormed the bakery by the old lighthouse and shot at customers"
IN_TAMRA = {"where": "Tamra", "path": "TM/Coast/Tamra", "days": "2019-05-03", "at": 0}
ON_THE_COAST = {"where": "the coast", "path": "TM/Coast", "at": 0}
KOLSA = {**IN_TAMRA, "where": "Kolsa", "path": "TM/Coast/Kolsa"}
POLICE = {"by": "police", "kind": "military_police"}
FRONT = {"by": "the front", "kind": "armed_group"}


def meet(one, other):
    """What two reports' claims are to each other; the second names the province only and no day."""
    first = claim("a", **{**IN_TAMRA, "quote": f"{TOLD} on Friday", "report": "one", "on": "2019-05-03", **one})
    second = claim("b", **{**ON_THE_COAST, "quote": f"After {TOLD}", "report": "two", "on": "2019-05-03", **other})
    found = reconcile(of(first, second)).findings
    assert all(f.certainty is Certainty.POSSIBLE and ASSUMED in f.assumptions for f in found)
    return [f.kind.value for f in found]


CASES = [
    ({"said": 20, **POLICE}, {"said": 24, **FRONT}, ["contradicts_source"], "two sides"),
    ({"said": 20, **POLICE}, {"said": "at least 18", "by": "doctors"}, ["within_bound"], "a bound and a number"),
    ({"said": 20, **POLICE}, {"said": 20, **POLICE}, ["repeats_source"], "one source"),
    ({"said": 20}, {"said": 43, "on": "2019-05-04"}, ["growth_over_time"], "a toll that rose"),
    ({"said": 19, "by": "the charity"}, {"said": "at least 42", "on": "2019-07-12"}, [], "a toll that grew in silence"),
    ({"said": 60, "by": "a ministry", "days": "2019-04-28/2019-05-03"}, {"said": 30, "by": "a clinic"}, [], "a week"),
    ({"said": 20, **POLICE}, {"said": 6, "who": "gunmen", "group": "armed_group", **FRONT}, [], "other victims"),
    ({"said": 20, **POLICE}, {"said": 1, "figure": "a", **FRONT}, [], "one victim told of"),
    ({"said": 20, **POLICE}, {"said": 4, "figure": "4 others", "who": "others", **FRONT}, [], "those on top"),
]


@pytest.mark.parametrize(("one", "other", "kinds", "why"), CASES, ids=[c[3] for c in CASES])
def test_meetings(one, other, kinds, why):
    assert meet(one, other) == kinds, why


def test_two_towns_of_one_report_never_meet_as_one():
    rows = [
        claim("a", 20, report="one", quote=TOLD, **POLICE, **IN_TAMRA),
        claim("b", 7, report="two", quote=f"{TOLD} and", by="doctors", **IN_TAMRA),
        claim(
            "c", 9, report="two", quote=TOLD, by="clinic", **{**IN_TAMRA, "where": "Kolsa", "path": "TM/Coast/Kolsa"}
        ),
    ]
    assert all("c" not in f.claim_ids for f in reconcile(of(*rows)))


def test_a_source_that_says_it_corrects_has_not_fallen():
    again = {"days": "2019-05-03", "at": 0, "where": "Tamra", "path": "TM/Coast/Tamra", "report": "two", **POLICE}
    fixed = "Police had counted some twice at the bakery by the old lighthouse and revised 60 dead to 42"
    rows = [
        claim("all", 93, report="one", on="2019-05-04", quote=f"{TOLD}: 93 dead in all", **POLICE, **IN_TAMRA),
        claim("before", 60, quote=fixed, on="2019-05-04", **again),
        claim("now", 42, quote=fixed, on="2019-05-05", revises="before", **again),
        claim(
            "total", 76, quote=f"{TOLD}: that makes 76 dead", on="2019-05-05", **{**again, **ON_THE_COAST, "days": None}
        ),
    ]
    assert reconcile(of(*rows)).conflicts == ()


OTHERWISE = "The front said its gunmen had stormed a bakery near the lighthouse and left many customers dead there"


def test_who_names_the_province_alone_bears_its_town():
    """Two of three reports name the province; the dispute is still about the town, and is told."""
    rows = [
        claim("a", 20, report="one", quote=f"{TOLD} on Friday", on="2019-05-03", **POLICE, **IN_TAMRA),
        claim("b", 24, report="two", quote=OTHERWISE, on="2019-05-03", **FRONT, **ON_THE_COAST),
        claim("c", "vague 3", report="three", quote=f"{TOLD}, it was told", on="2019-05-03", **ON_THE_COAST),
    ]
    assert [set(f.claim_ids) for f in reconcile(of(*rows)).conflicts] == [{"a", "b"}]
