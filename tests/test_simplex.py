"""Simplex: the least and largest sums, held against SciPy's linear program."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from casualties.compare.simplex import End, Program

ends = st.tuples(st.integers(0, 20), st.none() | st.integers(0, 20))


@st.composite
def programs(draw):
    """A few counts and sums of them, each between two ends or above one."""
    counts = [draw(ends) for _ in range(draw(st.integers(1, 5)))]
    times = st.integers(-1, 2)
    totals = [
        ([draw(times) for _ in counts], draw(st.integers(-5, 30)), draw(st.none() | st.integers(0, 15)))
        for _ in range(draw(st.integers(1, 5)))
    ]
    return [(low, None if up is None else low + up) for low, up in counts], totals


def built(counts, totals):
    program = Program()
    names = [program.count(low, high) for low, high in counts]
    sums = []
    for times, low, up in totals:
        terms = {name: n for name, n in zip(names, times, strict=True) if n}
        sums.append(program.total(terms, low, None if up is None else low + up))
    return program, names, sums


def oracle(counts, totals, aim):
    rows = np.array([times for times, _, _ in totals], dtype=float)
    lows = np.array([low for _, low, _ in totals], dtype=float)
    capped = [n for n, (_, _, up) in enumerate(totals) if up is not None]
    highs = np.array([totals[n][1] + totals[n][2] for n in capped], dtype=float)
    above = np.vstack([-rows, rows[capped]])
    # Presolving, HiGHS takes some programs without an end for impossible ones.
    ends = np.concatenate([-lows, highs])
    return linprog(aim, A_ub=above, b_ub=ends, bounds=counts, method="highs", options={"presolve": False})


@example(([(0, None), (1, None), (0, None)], [([1, 1, -1], 0, 1)]))
@given(programs())
def test_ends_can_be_kept_exactly_where_the_oracle_finds_values(made):
    program, _, _ = built(*made)
    because = program.settle()
    assert (because is None) == (oracle(*made, np.zeros(len(made[0]))).status == 0)


@example(([(0, None), (1, None), (0, None)], [([1, 1, -1], 0, 1)]))
@given(programs())
def test_ends_that_exclude_each_other_are_a_proof(made):
    """Counted as often as said, the low ends make more than the high ends, whatever the counts are."""
    counts, totals = made
    program, names, sums = built(counts, totals)
    because = program.settle()
    if because is None:
        return
    unit = {name: np.eye(len(names))[n] for n, name in enumerate(names)}
    rows = unit | {name: np.array(times, dtype=float) for name, (times, _, _) in zip(sums, totals, strict=True)}
    low = dict(zip(names, (low for low, _ in counts), strict=True)) | dict(
        zip(sums, (low for _, low, _ in totals), strict=True)
    )
    high = dict(zip(names, (high for _, high in counts), strict=True)) | dict(
        zip(sums, (None if up is None else low + up for _, low, up in totals), strict=True)
    )
    weighed = sum(-end * float(times) * rows[name] for (name, end), times in because.items())
    total = sum(times * (low[name] if end is End.LOW else -high[name]) for (name, end), times in because.items())
    assert np.allclose(weighed, 0)
    assert total > 0


@example(([(0, None), (1, None), (0, None)], [([1, 1, -1], 0, 1)]))
@given(programs())
def test_limits_are_those_of_the_oracle(made):
    program, names, sums = built(*made)
    if program.settle() is not None:
        return
    for name, aim in zip(names, np.eye(len(names)), strict=True):
        agrees(program, name, made, aim)
    for name, (times, _, _) in zip(sums, made[1], strict=True):
        agrees(program, name, made, np.array(times, dtype=float))


def agrees(program, name, made, aim):
    least, most = oracle(*made, aim), oracle(*made, -aim)
    assert float(program.limit(name, End.LOW).value) == pytest.approx(least.fun)
    top = program.limit(name, End.HIGH).value
    assert top is None if most.status == 3 else float(top) == pytest.approx(-most.fun)


def test_a_sum_may_be_made_of_sums():
    program = Program()
    one, other = program.count(2, 5), program.count(3)
    both = program.total({one: 1, other: 1}, high=9)
    twice = program.total({both: 2})
    assert program.settle() is None
    assert [program.limit(twice, end).value for end in (End.LOW, End.HIGH)] == [10, 18]
