"""Bounds: what all claims together leave each topic, held against a linear program over the cells of the scopes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import math

import numpy as np
import pytest
from compared import claim, of
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from casualties.amount import Amount
from casualties.compare.facets import Reading
from casualties.compare.kinds import Kind
from casualties.compare.reconcile import reconcile, replay

PLACES = ["SY", "SY/A", "SY/B", "SY/A/X", "SY/A/Y", "SY/B/Z"]
DAYS = [1, 2, 3]
ALL = (1, 3)
STRETCHES = [(1, 1), (2, 2), (3, 3), ALL]
CROSSING = [*STRETCHES, (1, 2), (2, 3)]
"""A city for two days and its country for one of them have the city's day in common."""
SLIP = 1e-6
"""What the oracle's floating point may be off."""
CELLS = list(itertools.product(PLACES, DAYS))
"""Victims of a day whose place is known no closer than this: all of a place are its own and those further down."""


def covers(place, days, cell):
    inside = cell[0] == place or cell[0].startswith(f"{place}/")
    return inside and days[0] <= cell[1] <= days[1]


def row(name, place, days, amount, **more):
    start, end = (str(dt.date(2020, 1, day)) for day in days)
    base = claim(name, 1, where=place, path=place, days=f"{start}/{end}", **more)
    return dataclasses.replace(base, amount=amount)


def scope_of(c):
    return c.scope.place.place_id, (c.scope.period.start.day, c.scope.period.end.day)


def program(claims, objective=None):
    """The oracle: one variable a cell; every claim bounds the sum of the cells of its scope."""
    above, limits = [np.zeros(len(CELLS))], [0.0]
    for c in claims:
        held = np.array([float(covers(*scope_of(c), cell)) for cell in CELLS])
        above.append(-held)
        limits.append(-float(c.amount.low or 0))
        if c.amount.high is not None:
            above.append(held)
            limits.append(float(c.amount.high))
    aim = np.zeros(len(CELLS)) if objective is None else objective
    return linprog(aim, A_ub=np.array(above), b_ub=limits, method="highs")


def possible(claims):
    return program(claims).status == 0


def around(number, down, up):
    return Amount.at_least(max(0, number - down)) if up is None else Amount.between(max(0, number - down), number + up)


@st.composite
def tables(draw, *, true, days=STRETCHES, most=9):
    """Claims about scopes of one tree; `true` ones hold hidden numbers, others may be anything."""
    hidden = {cell: draw(st.integers(0, 9)) for cell in CELLS}
    claims = []
    for n in range(draw(st.integers(1, most))):
        place, when = draw(st.sampled_from(PLACES)), draw(st.sampled_from(days))
        truth = sum(number for cell, number in hidden.items() if covers(place, when, cell))
        number = truth if true else draw(st.integers(0, 40))
        said = around(number, draw(st.integers(0, 6)), draw(st.one_of(st.none(), st.integers(0, 6))))
        claims.append(row(f"c{n}", place, when, said, by=f"voice {n}"))
    return claims, hidden


@given(tables(true=True))
def test_true_claims_never_conflict_and_bounds_hold_the_truth(made):
    claims, hidden = made
    found = reconcile(of(*claims))
    assert found.conflicts == ()
    for topic in found.topics:
        place, days = scope_of(next(c for c in claims if c.claim_id == topic.claim_ids[0]))
        truth = sum(number for cell, number in hidden.items() if covers(place, days, cell))
        assert topic.tight_low <= truth <= top(topic)


@settings(max_examples=8, deadline=None)
@given(tables(true=True, most=300))
def test_true_claims_never_conflict_at_any_size(made):
    claims, _ = made
    assert reconcile(of(*claims)).conflicts == ()


@pytest.mark.parametrize("days", [[ALL], STRETCHES, CROSSING])
@given(data=st.data())
def test_bounds_are_those_of_the_linear_program(days, data):
    """In whole persons, whether the scopes form a tree or cross."""
    claims, _ = data.draw(tables(true=True, days=days))
    for topic in reconcile(of(*claims)).topics:
        place, when = scope_of(next(c for c in claims if c.claim_id == topic.claim_ids[0]))
        aim = np.array([float(covers(place, when, cell)) for cell in CELLS])
        assert topic.tight_low == math.ceil(program(claims, aim).fun - SLIP)
        most = program(claims, -aim)
        assert topic.tight_high == (None if most.status == 3 else math.floor(SLIP - most.fun))


@given(tables(true=False, days=CROSSING))
def test_each_contradiction_across_scopes_is_the_least_one(made):
    """The linear program finds no solution for its claims, and one as soon as any of them is left out."""
    claims, _ = made
    by_id = {c.claim_id: c for c in claims}
    for found in reconcile(of(*claims)).conflicts:
        if found.kind in {Kind.PART_EXCEEDS_WHOLE, Kind.SUM_MISMATCH}:
            members = [by_id[i] for i in found.claim_ids]
            assert not possible(members)
            for left_out in members:
                assert possible([c for c in members if c is not left_out])


@given(tables(true=False, days=CROSSING))
def test_no_contradiction_is_missed(made):
    """Where no claims of the table are reported to exclude each other, the linear program has a solution."""
    claims, _ = made
    found = reconcile(of(*claims))
    grave = [f for f in found if f.is_conflict or f.kind is Kind.NEAR_MISS]
    if not grave:
        assert possible(claims) or any(f.gap for f in found if f.kind is Kind.ROUNDS_TO)


@given(tables(true=True, days=CROSSING), st.sampled_from(PLACES), st.sampled_from(CROSSING), st.integers(0, 6))
def test_one_more_true_claim_never_widens_a_bound(made, place, days, width):
    claims, hidden = made
    truth = sum(number for cell, number in hidden.items() if covers(place, days, cell))
    before = {scope(t): t for t in reconcile(of(*claims)).topics}
    more = row("new", place, days, around(truth, width, width), by="one more")
    after = {scope(t): t for t in reconcile(of(*claims, more)).topics}
    for key, topic in before.items():
        assert after[key].tight_low >= topic.tight_low
        assert top(after[key]) <= top(topic)


def top(topic):
    return math.inf if topic.tight_high is None else topic.tight_high


def scope(topic):
    return topic.scope.place.place_id, topic.scope.period


# ------------------------------------------------------------------ by hand
def test_two_cities_that_exceed_their_province():
    claims = [
        row("x", "SY/A/X", ALL, Amount.at_least(20), by="the council"),
        row("y", "SY/A/Y", ALL, Amount.exact(15), by="the clinic"),
        row("a", "SY/A", ALL, Amount.at_most(30), by="the ministry"),
    ]
    found = reconcile(of(*claims))
    (conflict,) = found.conflicts
    assert (conflict.kind, set(conflict.claim_ids), conflict.gap) == (Kind.SUM_MISMATCH, set("xya"), 5)
    assert "make at least 35" in conflict.reason
    assert "leave room for 30 at most: 5 too many" in conflict.reason
    assert conflict.repairs == (
        "without at least 20 (x), or with it changed by -5",
        "without 15 (y), or with it changed by -5",
        "without up to 30 (a), or with it changed by +5",
    )


def test_a_province_is_at_least_its_cities():
    claims = [
        row("x", "SY/A/X", ALL, Amount.at_least(20), by="the council"),
        row("y", "SY/A/Y", ALL, Amount.exact(15), by="the clinic"),
        row("a", "SY/A", ALL, Amount.between(10, 50), by="the ministry"),
    ]
    topics = {t.scope.place.place_id: t for t in reconcile(of(*claims)).topics}
    province, city = topics["SY/A"], topics["SY/A/X"]
    assert (province.low, province.high, province.tight_low, province.tight_high) == (10, 50, 35, 50)
    assert province.tight_by == ("x", "y")
    assert (city.tight_low, city.tight_high) == (20, 35)


def test_a_disputed_city_does_not_poison_its_province():
    claims = [
        row("x", "SY/A/X", ALL, Amount.exact(20), by="police"),
        row("z", "SY/A/X", ALL, Amount.exact(95), by="the union"),
        row("a", "SY/A", ALL, Amount.at_least(10), by="the ministry"),
    ]
    found = reconcile(of(*claims))
    topics = {t.scope.place.place_id: t for t in found.topics}
    assert [set(f.claim_ids) for f in found.conflicts] == [{"x", "z"}]
    assert (topics["SY/A/X"].tight_low, topics["SY/A/X"].tight_high) == (20, 95)
    assert (topics["SY/A"].tight_low, topics["SY/A"].tight_high) == (20, None)


def test_a_contradicted_row_does_not_move_bounds_further():
    claims = [
        row("x", "SY/A/X", ALL, Amount.exact(50), by="the council"),
        row("a", "SY/A", ALL, Amount.exact(30), by="the ministry"),
        row("s", "SY", ALL, Amount.at_most(40), by="the government"),
    ]
    found = reconcile(of(*claims))
    assert {frozenset(f.claim_ids) for f in found.conflicts} == {frozenset("xa")}
    topics = {t.scope.place.place_id: t for t in found.topics}
    assert (topics["SY"].tight_low, topics["SY"].tight_high) == (30, 40)


def test_a_later_count_of_a_part_may_exceed_an_earlier_count_of_the_whole():
    early, late = {"by": "the ministry", "on": "2020-01-04"}, {"by": "the council", "on": "2020-01-09"}
    part, whole = Amount.exact(50), Amount.exact(30)
    assert reconcile(of(row("x", "SY/A/X", ALL, part, **late), row("a", "SY/A", ALL, whole, **early))).conflicts == ()
    (found,) = reconcile(of(row("x", "SY/A/X", ALL, part, **early), row("a", "SY/A", ALL, whole, **late))).conflicts
    assert (found.kind, found.certainty) == (Kind.PART_EXCEEDS_WHOLE, "certain")


READINGS = [(Reading.LITERAL, 20, 20), (Reading.DOCUMENTED, 20, None), (Reading.TALLY, 20, None)]


@pytest.mark.parametrize(("reading", "low", "high"), READINGS)
def test_an_exact_number_may_be_read_as_a_floor(reading, low, high):
    claims = [
        row("x", "SY/A/X", ALL, Amount.exact(20), by="the council"),
        row("z", "SY/A/X", ALL, Amount.exact(20), by="the clinic"),
        row("a", "SY/A", ALL, Amount.at_least(5), by="the ministry"),
    ]
    topics = {t.scope.place.place_id: t for t in reconcile(of(*claims), reading=reading).topics}
    assert (topics["SY/A/X"].tight_low, topics["SY/A/X"].tight_high) == (low, high)


def test_stated_sums_bound_their_whole():
    rows = [
        claim("a", 454, by="observatory", where="Syria"),
        claim("b", 68, by="observatory", where="Syria", who="soldiers", group="security_forces"),
        claim("w", "more than 500", by="observatory", where="Syria", how="sum_of:a,b"),
    ]
    topics = {t.claim_ids: t for t in reconcile(of(*rows)).topics}
    assert (topics["a", "w"].tight_low, topics["a", "w"].tight_high) == (522, 522)
    assert topics["a", "w"].tight_by == ("a", "b")


def test_casualties_are_the_killed_and_the_injured():
    rows = [
        row("k", "SY/A", ALL, Amount.exact(12), by="the clinic"),
        row("i", "SY/A", ALL, Amount.between(20, 25), by="the clinic", outcome="injured"),
        row("c", "SY/A", ALL, Amount.at_least(30), by="the army", outcome="killed_or_injured"),
    ]
    topics = {t.claim_ids[0]: t for t in reconcile(of(*rows)).topics}
    assert (topics["c"].tight_low, topics["c"].tight_high) == (32, 37)
    assert (topics["k"].tight_low, topics["k"].tight_high) == (12, 12)


def test_scopes_that_cross_share_a_cell():
    """The country's first day and the city's three days have the city's first day in common."""
    claims = [
        row("city", "SY/A/X", ALL, Amount.at_most(20), by="the council"),
        row("day", "SY", (1, 1), Amount.exact(30), by="the ministry"),
        row("rest", "SY/A/X", (2, 3), Amount.exact(15), by="the clinic"),
        row("others", "SY/B", (1, 1), Amount.exact(28), by="the army"),
        row("all", "SY", ALL, Amount.at_least(1), by="the agency"),
    ]
    topics = {t.claim_ids[0]: t for t in reconcile(of(*claims)).topics}
    assert (topics["city"].tight_low, topics["city"].tight_high) == (15, 17)
    assert set(topics["city"].tight_by) == {"day", "rest", "others"}
    assert topics["all"].tight_low == 45


def test_figures_of_scopes_that_cross_may_exclude_each_other():
    """No two of them do, and none holds the others: the second day of the country has no room for both cities."""
    claims = [
        row("x", "SY/A/X", (1, 2), Amount.at_least(30), by="the council"),
        row("y", "SY/B/Z", (2, 3), Amount.at_least(30), by="the clinic"),
        row("first", "SY", (1, 1), Amount.at_most(10), by="the ministry"),
        row("second", "SY", (2, 2), Amount.at_most(25), by="the army"),
        row("third", "SY", (3, 3), Amount.at_most(20), by="the agency"),
    ]
    found = reconcile(of(*claims))
    (conflict,) = found.conflicts
    assert (conflict.kind, set(conflict.claim_ids), conflict.gap) == (
        Kind.SUM_MISMATCH,
        {c.claim_id for c in claims},
        5,
    )
    assert "make at least 60" in conflict.reason
    assert "leave room for 55 at most: 5 too many" in conflict.reason
    assert "without at least 30 (x), or with it changed by -5" in conflict.repairs
    assert "without up to 25 (second), or with it changed by +5" in conflict.repairs
    assert replay(found, conflict) == conflict


def test_days_that_fill_a_stretch_bound_it_from_above():
    claims = [row(f"d{day}", "SY/A", (day, day), Amount.exact(10), by="the clinic") for day in (1, 2, 3)]
    whole = row("all", "SY/A", ALL, Amount.at_least(5), by="the council")
    topics = {t.claim_ids[0]: t for t in reconcile(of(*claims, whole)).topics}
    assert (topics["all"].tight_low, topics["all"].tight_high) == (30, 30)


def test_too_many_scopes_that_cross_keep_true_bounds_and_the_result_says_so():
    claims = [
        row(f"{place} {n}", place, (n, n + 1), Amount.exact(2), by="the clinic")
        for place in ("SY", "SY/A", "SY/A/X")
        for n in range(1, 28)
    ]
    found = reconcile(of(*claims[:40]))
    assert found.complete
    many = reconcile(of(*claims))
    assert not many.complete
    assert all(t.tight_low == t.tight_high == 2 for t in many.topics)


def test_casualties_of_one_report_hold_no_killed_of_another_where_neither_names_a_place():
    of_two = [
        claim("dead", 1729, where=None, report="r1"),
        claim("all", 0, "killed_or_injured", where=None, report="r2"),
    ]
    assert reconcile(of(*of_two)).findings == ()
    of_one = [dataclasses.replace(c, report_id="r1") for c in of_two]
    assert [f.kind for f in reconcile(of(*of_one))] == [Kind.PART_EXCEEDS_WHOLE]


@pytest.mark.parametrize(
    ("whole", "at", "kinds"),
    [
        (500, 50, ["part_exceeds_whole"]),
        (400, 50, ["part_exceeds_whole"]),
        (399, 50, []),
        (399, None, ["part_exceeds_whole"]),
        (0, 50, ["part_exceeds_whole"]),
    ],
)
def test_in_a_text_a_part_several_times_its_whole_was_misread(whole, at, kinds):
    read = {"cumulative": True, "by": "the ministry", "on": "2020-02-01"}
    city = claim("a", 1000, at=at and 10, where="Tamra", path="XX/Coast/Tamra", days="2020-01-01/2020-01-31", **read)
    province = claim("b", whole, at=at, where="Coast", path="XX/Coast", days="2020-01-01/2020-01-31", **read)
    assert [f.kind.value for f in reconcile(of(city, province)).conflicts] == kinds
