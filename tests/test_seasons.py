"""Seasons: long series of tolls, day by day; what is wrong is told once, and days that are right are left alone."""

from __future__ import annotations

import datetime as dt

import pytest
from compared import claim, of
from hypothesis import given
from hypothesis import strategies as st

from casualties.compare.kinds import Kind
from casualties.compare.reconcile import reconcile

FIRST = dt.date(2019, 1, 1)


def season(tolls, **more):
    """One running toll a day, from the ministry unless `more` says otherwise."""
    said = {"by": "ministry", "kind": "government", "cumulative": True, **more}
    name = said.pop("name", "t")
    days = [str(FIRST + dt.timedelta(days=day)) for day, _ in tolls]
    return [claim(f"{name}{n}", toll, on=on, **said) for n, ((_, toll), on) in enumerate(zip(tolls, days, strict=True))]


def rising(days, start=1003, step=7):
    return [(day, start + step * day) for day in range(days)]


def told(rows):
    return [(f.kind, f.claim_ids) for f in reconcile(of(*rows)) if f.is_conflict or f.kind is Kind.DIFFERENT_SCOPE]


def test_a_count_that_begins_anew_is_told_once():
    tolls = rising(40) + [(400 + day, 23 + 9 * day) for day in range(40)]
    assert told(season(tolls)) == [(Kind.DIFFERENT_SCOPE, ("t39", "t40"))]


@pytest.mark.parametrize(
    ("toll", "falls"), [(1200, True), (1219, True), (1221, False)], ids=["to a round figure", "by one", "no fall"]
)
def test_a_fall_is_no_rounding_where_nothing_else_is_rounded(toll, falls):
    tolls = rising(40)
    tolls[32] = (32, toll)
    found = told(season(tolls))
    assert found == ([(Kind.FALLS_WITHOUT_REASON, ("t31", "t32"))] if falls else [])


def test_a_source_that_rounds_may_round_down():
    tolls = [(day, 1000 + 10 * day) for day in range(40)]
    tolls[32] = (32, 1300)
    assert told(season(tolls)) == []


def test_tolls_of_other_days_are_not_set_against_each_other():
    children = {"who": "children", "group": "children", "name": "c"}
    rows = season(rising(40)) + season([(day, 300 + day) for day in range(40)], **children)
    found = reconcile(of(*rows))
    pairs = [f.claim_ids for f in found if f.kind is Kind.PART_WITHIN_WHOLE]
    assert all(a[1:] == b[1:] for a, b in pairs)
    assert found.conflicts == ()


@given(st.lists(st.integers(0, 40), min_size=20, max_size=60), st.integers(900, 1100))
def test_a_season_that_never_falls_is_never_in_conflict(steps, start):
    tolls = [(day, start + sum(steps[: day + 1])) for day in range(len(steps))]
    assert told(season(tolls)) == []
