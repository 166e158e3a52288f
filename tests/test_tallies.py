"""Tallies: what a coder would enter for the event that a report is about."""

from __future__ import annotations

import pytest
from compared import claim, of
from hypothesis import given
from hypothesis import strategies as st

from casualties.compare.evidence import FAR, opposed
from casualties.compare.facets import read_facets
from casualties.compare.outgrown import Later
from casualties.compare.reconcile import reconcile
from casualties.compare.statements import is_detail, is_specific, read_statements

HERE = {"where": "Tamra", "path": "TM/Tamra", "days": "2019-05-03"}
THERE = {"where": "Kolsa", "path": "TM/Kolsa", "days": "2019-05-03"}


def read(*several):
    """Claims of one report, one sentence each unless a quote says otherwise."""
    return of(
        *(claim(f"c{n}", at=60 * n, **{"quote": f"sentence {n}", **HERE, **said}) for n, said in enumerate(several))
    )


def tallied(outcome, *several):
    found = reconcile(read(*several)).tally(outcome)
    return None if found is None else (found.low, found.best, found.high)


SOLDIERS = {"who": "soldiers", "group": "security_forces"}
FARMERS = {"who": "farmers", "group": "civilians"}
ONE = {"quote": "one sentence"}
MONITOR = {"by": "a monitor", "kind": "monitor"}
NAMELESS = {"by": "police", "figure": "ten", "quote": "The list still holds the ten bodies that have no name yet."}
COUNTED = {"by": "a council", "figure": "62", "quote": "A council told of the 62 people who were killed there."}
CASES = [
    ([{"said": 4}], (4, 4, 4), "one figure"),
    ([{"said": "at least 4"}], (4, 4, 4), "an open end counts as its low"),
    ([{"said": "more than 25"}], (26, 26, 26), "more than 25 is 26"),
    ([{"said": "18-22"}], (18, 18, 22), "a range is a range"),
    ([{"said": "up to 6"}], (6, 6, 6), "a cap alone is the only number"),
    ([{"said": "about 30"}], (30, 30, 30), "coders enter the stated number"),
    ([{"said": 7}, {"said": 7, "by": "a monitor"}], (7, 7, 7), "a repeated mention"),
    ([{"said": 7}, {"said": 3, "part_of": "c0", "group": "children"}], (7, 7, 7), "a part is not added"),
    ([{"said": 7}, {"said": 1, "figure": "a", "who": "nurse", "group": "other"}], (7, 7, 7), "a detail is not added"),
    ([{"said": 2, **SOLDIERS, **ONE}, {"said": 3, **FARMERS, **ONE}], (5, 5, 5), "disjoint groups are added"),
    ([{"said": 1, "who": "child", **ONE}, {"said": 4, "who": "others", **ONE}], (5, 5, 5), "others come on top"),
    ([{"said": 18, **ONE}, {"said": "more than 25", **ONE}], (18, 18, 26), "two figures for one thing are a range"),
    ([{"said": 20, "by": "police"}, {"said": 95, "by": "the union"}], (20, 20, 95), "rivals span the range"),
    ([{"said": 95, "by": "the union"}, {"said": 20, "by": "police"}], (20, 20, 95), "in either order"),
    ([{"said": "at least 7"}, {"said": 4, "by": "an agency"}], (7, 7, 7), "the report's own floor stands"),
    ([{"said": "at least 80", **MONITOR}, {"said": 62, "by": "a council"}], (62, 62, 80), "a floor silences no rival"),
    ([{"said": "at least 80", **MONITOR}, {"said": 62, **MONITOR}], (80, 80, 80), "nor is a body its own rival"),
    ([{"said": "at least 80", **MONITOR}, {"said": 62}], (80, 80, 80), "nobody is named for the lower figure"),
    ([{"said": 9}, {"said": 5, "by": "an agency, initially"}], (9, 9, 9), "an early figure is set aside"),
    ([{"said": "vague 24", "figure": "dozens"}], (12, 12, 24), "dozens as coders enter them"),
    (
        [{"said": "vague 24", "figure": "dozens"}, {"said": 45, "by": "a witness"}],
        (45, 45, 45),
        "a number beats a word",
    ),
    ([{"said": "at least 7"}, {"said": "vague 24", "figure": "dozens", "by": "the mayor"}], (7, 7, 24), "a word above"),
    ([{"said": "vague 3", "figure": "several"}], (2, 2, 2), "a plural is at least two"),
    ([{"said": 7}, {"said": 30, **THERE}], (7, 7, 7), "another place is another event"),
    ([{"said": 7}, {"said": 7000, "cumulative": True, "days": None, "where": None, "path": None}], (7, 7, 7), "a war"),
    ([{"said": 7}, {"said": 40, "days": "2018-02-01"}], (7, 7, 7), "another day is another event"),
    ([{"said": 19}, {"said": 60, "days": "2019-04-29/2019-05-03", "on": "2019-05-02"}], (19, 19, 19), "held before it"),
    (
        [{"said": 60, "days": "2019-04-29/2019-05-03", "on": "2019-05-02"}, *2 * [{"said": 19}]],
        (19, 19, 19),
        "in any order",
    ),
    ([{"said": 19}, {"said": 60, "days": None, "on": "2019-05-02"}], (19, 19, 19), "held before it, of unknown days"),
    ([{"said": 19, "on": "2019-05-03"}, {"said": 60, "by": "a mayor", "on": "2019-05-04"}], (19, 19, 60), "held later"),
    ([{"said": 12, "who": "staff members"}, {"said": 19}], (19, 19, 19), "the staff are some of them"),
    ([{"said": 95, "by": "a mayor"}, {"said": 10, **NAMELESS}], (95, 95, 95), "those that are told out of all"),
    ([{"said": 95, "by": "a mayor"}, {"said": 62, **COUNTED}], (62, 62, 95), "those that somebody counted are a count"),
    ([{"said": 7}, {"said": 9, "status": "denied", "by": "police"}], (7, 7, 7), "what is denied counts for nothing"),
    ([{"said": 0}], (0, 0, 0), "zero was said"),
    ([{"said": 4, "outcome": "injured"}], None, "nothing is claimed, which is not zero"),
]


@pytest.mark.parametrize(("several", "expected", "why"), CASES, ids=[c[2] for c in CASES])
def test_killed(several, expected, why):
    assert tallied("killed", *several) == expected, why


def test_the_main_event_is_the_one_most_claims_speak_of():
    assert tallied("killed", {"said": 30, **THERE}, {"said": 7}, {"said": 4, "outcome": "injured"}) == (7, 7, 7)
    assert tallied("killed", {"said": 30, **THERE}, {"said": 7}) == (30, 30, 30)


def test_another_event_may_be_asked_for():
    found = reconcile(read({"said": 30, **THERE}, {"said": 7}, {"said": 4, "outcome": "injured"}))
    there = next(t for t in found.topics if t.scope.place.words == "Kolsa")
    assert found.tally("killed", there).best == 30


def test_everything_is_used_or_set_aside_with_a_reason():
    found = reconcile(read({"said": 7}, {"said": 7}, {"said": 2, "part_of": "c0"}, {"said": 30, **THERE}))
    tally = found.tally("killed")
    assert set(tally.used) | {i for i, _ in tally.set_aside} == {"c0", "c1", "c2", "c3"}
    assert dict(tally.set_aside)["c3"] == "speaks of another event"
    assert tally.derivation == "7 (the report itself)"


def test_vague_words_are_a_parameter():
    found = reconcile(read({"said": "vague 24", "figure": "dozens"}))
    assert found.tally("killed", words={"dozen": (24, 36)}).high == 36


def test_a_tally_shows_itself_in_a_line():
    found = reconcile(read({"said": 95, "by": "the union"}, {"said": 20, "by": "police"}, {"said": 30, **THERE}))
    assert repr(found.tally()) == (
        "<tally: killed 20 to 95, best 20, from 95 (the union); 20 (police); 1 claim set aside>"
    )


TOLD = "A bomb hit a convoy of buses with evacuees at the river crossing"


def across(*several):
    """Claims of one report each about one incident."""
    rows = (
        claim(f"c{n}", at=0, quote=f"{TOLD}, report {n}", report=f"r{n}", **{**HERE, **said})
        for n, said in enumerate(several)
    )
    found = reconcile(of(*rows)).tally("killed")
    return found.low, found.high


ACROSS = [
    ([{"said": 22, "on": "2019-05-03"}, {"said": 126, "on": "2019-05-05"}], (126, 126), "a toll that rose"),
    (
        [{"said": 126, "on": "2019-05-05", **MONITOR}, {"said": 130, "on": "2019-05-06", "by": "the UN"}],
        (126, 130),
        "two bodies that nearly agree",
    ),
    (
        [{"said": 112, "on": "2019-05-04", **MONITOR}, {"said": 126, "on": "2019-05-05", **MONITOR}],
        (126, 126),
        "one body that counts on",
    ),
    (
        [
            {"said": 20, "on": "2019-05-03", "by": "police", "kind": "military_police"},
            {"said": 95, "on": "2019-05-04", "by": "the front", "kind": "armed_group"},
        ],
        (20, 95),
        "what the other side tells is no growth",
    ),
    ([{"said": 37}, {"said": 37}, {"said": 2400}], (37, 37), "another toll in a third report"),
    ([{"said": 26}, {"said": 11, "who": "children", "group": "children"}], (26, 26), "the children only"),
]


@pytest.mark.parametrize(("several", "expected", "why"), ACROSS, ids=[c[2] for c in ACROSS])
def test_killed_across_reports(several, expected, why):
    assert across(*several) == expected, why


STEPS = [
    ([("2019-05-03", 70), ("2019-05-04", 126)], (126, 126), "an early figure was outgrown"),
    ([("2019-05-03", 100), ("2019-05-04", 112), ("2019-05-07", 126)], (100, 126), "the next day hardly more is told"),
    ([("2019-05-03", 70), ("2019-05-03", 100), ("2019-05-04", 112), ("2019-05-07", 126)], (100, 126), "both"),
]


@pytest.mark.parametrize(("told", "expected", "why"), STEPS, ids=[c[2] for c in STEPS])
def test_what_is_an_early_figure(told, expected, why):
    rows = [claim(f"c{n}", said, on=day, at=0, report=f"r{n}", **HERE) for n, (day, said) in enumerate(told)]
    found = reconcile(of(*rows)).tally()
    assert (found.low, found.high) == expected, why


@given(
    st.lists(
        st.tuples(
            st.integers(1, 70),
            st.sampled_from([None, "2019-05-03", "2019-05-04", "2019-05-06"]),
            st.sampled_from([(None, "none"), ("a", "monitor"), ("b", "government"), ("c", "armed_group")]),
            st.sampled_from(["unspecified", "children"]),
            st.sampled_from("xyz"),
        ),
        min_size=2,
        max_size=8,
    )
)
def test_what_is_looked_up_by_day_and_number_is_what_comparing_each_with_each_finds(told):
    rows = [
        claim(f"c{n}", said, on=on, by=by, kind=kind, group=group, report=report, at=0, quote=f"sentence {n}", **HERE)
        for n, (said, on, (by, kind), group, report) in enumerate(told)
    ]
    statements = read_statements(read_facets(rows), {}, {})
    later = Later(statements)
    for s in statements:
        risen = any(_outgrows(t, s) for t in statements) and not any(_hardly_higher(t, s) for t in statements)
        assert (later.outgrowing(s) is not None) == risen


def _outgrows(late, early):
    a, b = early.lead, late.lead
    if not (a.as_of and b.as_of and a.as_of < b.as_of) or a.claim.report_id == b.claim.report_id:
        return False
    if is_detail(b) or (is_specific(b) and a.group is not b.group) or opposed(a.claim.source.kind, b.claim.source.kind):
        return False
    times = 1 if a.source is not None and a.source == b.source else 1.25
    return early.high * times < late.low <= FAR * max(early.high, 4)


def _hardly_higher(late, early):
    a, b = early.lead, late.lead
    other = a.source is None or a.source != b.source
    return bool(a.as_of and b.as_of and a.as_of < b.as_of) and other and early.high <= late.low < early.high * 1.25
