"""Events: the claims of one incident together, the next town's apart."""

from __future__ import annotations

import pytest
from compared import claim
from hypothesis import given
from hypothesis import strategies as st

from casualties.compare.events import gather_events, is_background
from casualties.compare.facets import facets_of

TAMRA = {"where": "Tamra", "path": "TM/Coast/Tamra"}
KOLSA = {"where": "Kolsa", "path": "TM/Coast/Kolsa"}
COAST = {"where": "the coast", "path": "TM/Coast"}
NOWHERE = {"where": None}


def events(*rows):
    facets = [facets_of(claim(f"c{n}", 5, at=n, **row), n) for n, row in enumerate(rows)]
    return [[f.claim_id for f in event] for event in gather_events(facets).all]


CASES = [
    ([{**TAMRA, "days": "2019-05-03"}, {**KOLSA, "days": "2019-05-03"}], [["c0"], ["c1"]], "two towns"),
    ([{**TAMRA, "days": "2019-05-03"}, {**TAMRA, "days": "2019-05-04"}], [["c0"], ["c1"]], "two days"),
    ([{**TAMRA, "days": "2019-05-03"}, NOWHERE], [["c0", "c1"]], "what names nothing runs on"),
    (
        [{**KOLSA, "days": "2019-05-02"}, {**TAMRA, "days": "2019-05-03"}, NOWHERE],
        [["c1", "c2"], ["c0"]],
        "from the last",
    ),
    (
        [{**TAMRA, "days": "2019-05-03"}, {**COAST, "days": "2019-05-03", "report": "r2"}],
        [["c0", "c1"]],
        "another report names the province only",
    ),
    (
        [{**TAMRA, "days": "2019-05-03"}, {**KOLSA, "days": "2019-05-03", "report": "r2"}],
        [["c0"], ["c1"]],
        "another report speaks of the next town",
    ),
    ([{**TAMRA, "days": "2019-05-03"}, {**TAMRA, "report": "r2"}], [["c0"], ["c1"]], "another report, no day"),
    (
        [{**TAMRA, "days": "2019-05-03"}, {**NOWHERE, "cumulative": True}],
        [["c0"], ["c1"]],
        "a running toll of no known days is not the incident's",
    ),
]


@pytest.mark.parametrize(("rows", "expected", "why"), CASES, ids=[c[2] for c in CASES])
def test_events(rows, expected, why):
    assert events(*rows) == expected, why


CONVOY = "A bomb hit a convoy of buses with evacuees at the river crossing"
TODAY = {"days": "2019-05-03", "on": "2019-05-03"}
ACROSS = [
    (
        [
            {**TAMRA, **TODAY, "quote": CONVOY},
            {**NOWHERE, "on": "2019-05-04", "quote": f"Toll of {CONVOY}", "report": "b"},
        ],
        [["c0", "c1"]],
        "another report names no day and no place, in the same words",
    ),
    (
        [
            {**TAMRA, **TODAY, "quote": CONVOY},
            {**TAMRA, "days": "2019-05-04", "quote": f"The toll rose after {CONVOY}", "report": "b"},
        ],
        [["c0", "c1"]],
        "the next day, the same place and words: the day of the telling",
    ),
    (
        [
            {**TAMRA, **TODAY, "quote": CONVOY},
            {**TAMRA, "days": "2019-05-04", "quote": "Gunmen fired at a wedding party", "report": "b"},
        ],
        [["c0"], ["c1"]],
        "the next day, the same place, another story",
    ),
    (
        [{**TAMRA, **TODAY, "quote": CONVOY}, {**KOLSA, **TODAY, "quote": CONVOY, "report": "b"}],
        [["c0"], ["c1"]],
        "the same words of the next town",
    ),
    (
        [
            {**TAMRA, **TODAY, "quote": CONVOY},
            {**TAMRA, "days": "2019-05-20", "quote": CONVOY, "report": "b"},
        ],
        [["c0"], ["c1"]],
        "the same words two weeks later",
    ),
    (
        [
            {**TAMRA, **TODAY, "quote": CONVOY},
            {**KOLSA, **TODAY, "quote": "Shells fell on the bakery", "report": "b"},
            {**TAMRA, **TODAY, "quote": CONVOY, "report": "b"},
        ],
        [["c0", "c2"], ["c1"]],
        "a report that parts two incidents keeps them apart",
    ),
]


@pytest.mark.parametrize(("rows", "expected", "why"), ACROSS, ids=[c[2] for c in ACROSS])
def test_events_across_reports(rows, expected, why):
    assert events(*rows) == expected, why


def test_the_event_of_most_reports_comes_first():
    rows = [{**KOLSA, **TODAY}, {**KOLSA, **TODAY}, {**KOLSA, **TODAY}, {**TAMRA, **TODAY}]
    rows.append({**TAMRA, **TODAY, "report": "b"})
    assert events(*rows) == [["c3", "c4"], ["c0", "c1", "c2"]]


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_every_claim_is_in_one_event_whatever_the_reports(reports, random):
    places = [random.choice([TAMRA, KOLSA, COAST, NOWHERE]) for _ in reports]
    days = [random.choice([{}, TODAY, {"days": "2019-05-04"}]) for _ in reports]
    rows = [{**p, **d, "report": r, "quote": CONVOY} for p, d, r in zip(places, days, sorted(reports), strict=True)]
    found = events(*rows)
    assert sorted(name for event in found for name in event) == sorted(f"c{n}" for n in range(len(rows)))


def test_a_war_is_background_and_a_week_is_not():
    war = claim("a", 5, days="2011-03-15/2013-04-30", at=0)
    siege = claim("b", 5, days="2019-05-03/2019-05-09", at=0, cumulative=True)
    assert is_background(facets_of(war, 0))
    assert not is_background(facets_of(siege, 0))


def test_where_the_displaced_come_from_is_not_where_it_happened():
    rows = [
        {**KOLSA, "days": "2019-05-03", "outcome": "displaced"},
        {**TAMRA, "days": "2019-05-03"},
        {**TAMRA, "days": "2019-05-03", "report": "r2"},
    ]
    assert events(*rows) == [["c0", "c1", "c2"]]


def test_one_report_that_was_misread_does_not_part_what_many_tell():
    """Four reports give the day, four the next one; in one of the latter a sentence stands with the day itself."""
    first, second = "A blast at the lighthouse bakery by the harbour", "The blast at the lighthouse bakery shook many"
    near = [{**TAMRA, "days": "2019-05-03", "report": f"n{n}", "quote": first} for n in range(4)]
    far = [{**TAMRA, "days": "2019-05-04", "report": f"f{n}", "quote": second} for n in range(4)]
    stray = {**TAMRA, "days": "2019-05-03", "report": "f0", "quote": first}
    assert [len(event) for event in events(*near, *far, stray)] == [9]
    assert [len(event) for event in events(*near[:1], *far[:1], stray)] == [2, 1]
