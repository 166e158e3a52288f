"""Series: tolls over time, and the balance of the dead and the missing."""

from __future__ import annotations

import datetime as dt

import pytest
from compared import claim, of
from hypothesis import given
from hypothesis import strategies as st

from casualties.compare.facets import facets_of
from casualties.compare.kinds import Kind
from casualties.compare.reconcile import reconcile
from casualties.compare.series import OPEN_DAYS, History


def history(*figures):
    return [facets_of(claim(f"c{n}", said, on=on), n) for n, (said, on) in enumerate(figures)]


def test_a_toll_continues_without_a_long_silence():
    early, middle, late = history((4, "2019-05-01"), (20, "2019-05-25"), (98, "2019-06-20"))
    assert History.of([early, middle, late]).continues(early, late)
    assert not History.of([early, late]).continues(early, late)
    assert not History.of([early, middle, late]).continues(late, early)
    assert OPEN_DAYS < 50


def test_a_fall_does_not_continue():
    early, late = history((20, "2019-05-01"), (4, "2019-05-02"))
    assert not History.of([early, late]).continues(early, late)


@pytest.mark.parametrize(
    ("figures", "rises"),
    [
        ([(4, "2019-05-01"), (12, "2019-05-02"), (12, "2019-05-03"), (20, "2019-05-04")], True),
        ([(4, "2019-05-01"), (12, "2019-05-02"), (11, "2019-05-03")], False),
        ([(4, "2019-05-01"), (4, "2019-05-02"), (4, "2019-05-03")], False),
        ([(4, "2019-05-01"), (12, "2019-05-02")], False),
        ([(4, "2019-05-01"), (12, "2019-05-02"), (20, "2019-09-01")], False),
        ([(4, "2019-05-01"), (12, "2019-05-01"), (20, "2019-05-01")], False),
    ],
)
def test_rises(figures, rises):
    assert History.of(history(*figures)).rises() is rises


@given(st.lists(st.integers(1, 9), min_size=3, max_size=8))
def test_one_source_that_only_climbs_is_never_in_conflict(steps):
    tolls = [sum(steps[: n + 1]) for n in range(len(steps))]
    rows = [claim(f"c{n}", toll, by="ministry", on=f"2019-05-{n + 1:02}") for n, toll in enumerate(tolls)]
    assert reconcile(of(*rows)).conflicts == ()


@given(st.lists(st.integers(1, 9), min_size=3, max_size=8), st.data())
def test_one_fall_in_a_climb_is_found(steps, data):
    tolls = [100 + sum(steps[: n + 1]) for n in range(len(steps))]
    at = data.draw(st.integers(1, len(tolls) - 1))
    tolls[at] = 40
    rows = [claim(f"c{n}", toll, by="ministry", on=f"2019-05-{n + 1:02}") for n, toll in enumerate(tolls)]
    found = reconcile(of(*rows)).conflicts
    assert {f.kind for f in found} == {Kind.FALLS_WITHOUT_REASON}
    assert all(f"c{at}" in f.claim_ids for f in found)


MAYOR = {"by": "the mayor", "kind": "government"}


def test_dead_and_missing_that_do_not_balance_want_a_look():
    rows = [
        claim("d1", 12, on="2021-06-29", **MAYOR),
        claim("m1", 149, "missing", on="2021-06-29", **MAYOR),
        claim("d2", 28, on="2021-07-05", **MAYOR),
        claim("m2", 117, "missing", on="2021-07-05", **MAYOR),
    ]
    found = [f for f in reconcile(of(*rows)) if f.kind is Kind.OUTCOME_FLOW]
    assert [f.claim_ids for f in found] == [("d1", "m1", "d2", "m2")]
    assert "12 + 149 = 161" in found[0].reason
    assert "28 + 117 = 145" in found[0].reason
    assert found[0].gap == 16
    assert reconcile(of(*rows)).conflicts == ()


def test_missing_who_lie_among_the_dead_are_counted_twice():
    rows = [
        claim("d", 95, on="2021-07-14", figure="95 dead, 14 missing, of whom 10 are unidentified bodies", **MAYOR),
        claim("m", 14, "missing", on="2021-07-14", **MAYOR),
    ]
    assert [f.kind for f in reconcile(of(*rows)).conflicts] == [Kind.COUNTED_TWICE]


@pytest.mark.parametrize(("said", "wrong"), [("116 a day", False), ("177 a day", True), ("roughly 120 per day", False)])
def test_a_rate_is_the_total_over_its_days(said, wrong):
    quote = f"In that month 3,486 people were killed, {said}, the ministry said."
    month = claim("c", 3486, at=14, figure="3,486", by="ministry", days="2006-07-01/2006-07-30", quote=quote)
    assert [f.kind for f in reconcile(of(month)).conflicts] == ([Kind.RATE_MISMATCH] if wrong else [])


@pytest.mark.parametrize(("said", "wrong"), [("a quarter, or 25 per cent", False), ("40%", True)])
def test_a_share_is_the_part_of_its_whole(said, wrong):
    quote = f"Of the 120 dead 30 were children, {said}."
    rows = [
        claim("w", 120, at=7, quote=quote, by="doctors"),
        claim("p", 30, at=16, quote=quote, by="doctors", group="children", part_of="w"),
    ]
    assert [f.kind for f in reconcile(of(*rows)).conflicts] == ([Kind.RATE_MISMATCH] if wrong else [])


def ministry(name, said, on, *, total):
    days = None if total else on
    return claim(name, said, by="ministry", on=on, days=days, cumulative=total)


@pytest.mark.parametrize(("today", "wrong"), [(1049, False), (1048, True), (1100, True)])
def test_the_new_victims_of_a_day_make_its_total(today, wrong):
    rows = [
        ministry("before", 1000, "2019-05-03", total=True),
        ministry("new", 49, "2019-05-04", total=False),
        ministry("after", today, "2019-05-04", total=True),
    ]
    found = reconcile(of(*rows)).conflicts
    assert [(f.kind, set(f.claim_ids)) for f in found] == (
        [(Kind.SUM_MISMATCH, {"before", "new", "after"})] if wrong else []
    )


def test_a_daily_figure_is_never_measured_against_a_running_total():
    rows = [ministry(f"t{n}", 900 + n, f"2019-05-{n:02}", total=True) for n in (1, 2, 3)]
    rows += [ministry(f"d{n}", 1, f"2019-05-{n:02}", total=False) for n in (2, 3)]
    assert reconcile(of(*rows)).conflicts == ()


def test_a_count_that_begins_anew_has_not_fallen():
    rows = [ministry("old", 4047, "2024-12-04", total=True), ministry("new", 123, "2026-03-05", total=True)]
    (found,) = reconcile(of(*rows)).findings
    assert found.kind is Kind.DIFFERENT_SCOPE


def test_no_fall_is_missed_in_a_long_series():
    tolls = [1000 + 5 * n for n in range(150)]
    tolls[77] = 600
    start = dt.date(2019, 1, 1)
    rows = [ministry(f"c{n}", toll, str(start + dt.timedelta(days=n)), total=True) for n, toll in enumerate(tolls)]
    (found,) = reconcile(of(*rows)).conflicts
    assert (found.kind, found.claim_ids) == (Kind.FALLS_WITHOUT_REASON, ("c76", "c77"))
