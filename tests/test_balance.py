"""Balance: bounds and least contradictions, held against brute force and against a linear program."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from casualties.compare.balance import Leaf, Row, balance, least_conflict, pool_leaves, repairs


def program(leaves, rows, nodes, objective=None):
    """The oracle: one variable a node, never below 0, between the ends of its leaves, tied by the rows."""
    low, high = [0.0] * nodes, [math.inf] * nodes
    for leaf in leaves:
        low[leaf.node], high[leaf.node] = max(low[leaf.node], leaf.low), min(high[leaf.node], leaf.high)
    if any(a > b for a, b in zip(low, high, strict=True)):
        return None
    ties = np.zeros((len(rows), nodes))
    for n, row in enumerate(rows):
        ties[n, list(row.parts)] += 1
        ties[n, row.whole] -= 1
    exact = [n for n, row in enumerate(rows) if row.exact]
    loose = [n for n, row in enumerate(rows) if not row.exact]
    return linprog(
        np.zeros(nodes) if objective is None else objective,
        A_eq=ties[exact] if exact else None,
        b_eq=np.zeros(len(exact)) if exact else None,
        A_ub=ties[loose] if loose else None,
        b_ub=np.zeros(len(loose)) if loose else None,
        bounds=[(a, None if math.isinf(b) else b) for a, b in zip(low, high, strict=True)],
        method="highs",
    )


def possible(leaves, rows, nodes):
    found = program(leaves, rows, nodes)
    return found is not None and found.status == 0


counts = st.integers(0, 40)


@st.composite
def trees(draw, *, truth=False):
    """A network whose rows form no circle; with `truth`, every leaf holds the node's hidden number."""
    nodes, rows, waiting = 1, [], [0]
    for _ in range(draw(st.integers(1, 3))):
        whole = waiting.pop(draw(st.integers(0, len(waiting) - 1)))
        parts = tuple(range(nodes, nodes + draw(st.integers(1, 3))))
        nodes += len(parts)
        waiting += parts
        rows.append(Row(whole, parts, draw(st.booleans())))
    numbers = {}
    for node in waiting:
        numbers[node] = draw(counts)
    for row in reversed(rows):
        slack = 0 if row.exact else draw(st.integers(0, 9))
        numbers[row.whole] = sum(numbers[part] for part in row.parts) + slack
    leaves = []
    for n in range(draw(st.integers(1, 7))):
        node = draw(st.integers(0, nodes - 1))
        center = numbers[node] if truth else draw(counts)
        low = draw(st.integers(0, center))
        high = draw(st.one_of(st.just(math.inf), st.integers(center, center + 12)))
        leaves.append(Leaf(f"c{n}", node, low, high))
    return leaves, rows, nodes, numbers


@given(trees())
def test_a_clash_is_found_exactly_where_the_linear_program_has_no_solution(made):
    """Without circles, propagation decides whether all claims can be right."""
    leaves, rows, nodes, _ = made
    assert (balance(leaves, rows).clash is None) == possible(leaves, rows, nodes)


@given(trees())
def test_bounds_are_those_of_the_linear_program(made):
    """Without circles, no bound could be tighter."""
    leaves, rows, nodes, _ = made
    found = balance(leaves, rows)
    if found.clash is not None:
        return
    for node in range(nodes):
        aim = np.eye(nodes)[node]
        assert found.low(node).value == round(program(leaves, rows, nodes, aim).fun)
        top = program(leaves, rows, nodes, -aim)
        assert (math.inf if top.status == 3 else round(-top.fun)) == found.high(node).value


@given(trees(truth=True))
def test_bounds_hold_the_truth(made):
    """Claims that are true of hidden numbers never clash, and every bound holds its number."""
    leaves, rows, nodes, numbers = made
    found = balance(leaves, rows)
    assert found.clash is None
    assert all(found.low(n).value <= numbers[n] <= found.high(n).value for n in range(nodes))


@given(trees(), st.integers(0, 6), counts)
def test_one_more_claim_never_widens_a_bound(made, at, number):
    """As long as the claims still fit together."""
    leaves, rows, nodes, _ = made
    more = [*leaves, Leaf("new", at % nodes, max(0, number - 5), number + 5)]
    before, after = balance(leaves, rows), balance(more, rows)
    if after.clash is not None:
        return
    assert before.clash is None
    for node in range(nodes):
        assert before.low(node).value <= after.low(node).value
        assert after.high(node).value <= before.high(node).value


@given(trees())
def test_the_least_contradiction_is_one_and_each_smaller_choice_is_none(made):
    """The linear program agrees that the set is infeasible and that it is not without any one claim."""
    leaves, rows, nodes, _ = made
    least = least_conflict(leaves, rows)
    assert bool(least) != possible(leaves, rows, nodes)
    if least:
        assert not possible(least, rows, nodes)
        for leaf in least:
            assert possible([other for other in least if other is not leaf], rows, nodes)


@given(trees())
def test_containment_alone_conflicts_in_pairs(made):
    """Where every row has one part, every least contradiction is of two claims."""
    leaves, rows, nodes, _ = made
    chains = [Row(row.whole, (part,), exact=False) for row in rows for part in row.parts]
    assert len(least_conflict(leaves, chains)) in (0, 2)
    assert bool(least_conflict(leaves, chains)) != possible(leaves, chains, nodes)


@given(trees())
def test_a_repair_repairs_and_no_smaller_change_does(made):
    leaves, rows, nodes, _ = made
    least = least_conflict(leaves, rows)
    for repair in repairs(least, rows):
        if repair.by is None:
            continue

        def moved(by, leaf=repair.leaf):
            changed = dataclasses.replace(leaf, low=leaf.low + by, high=leaf.high + by)
            return [changed if other is leaf else other for other in least]

        assert possible(moved(repair.by), rows, nodes)
        assert not possible(moved(repair.by - (1 if repair.by > 0 else -1)), rows, nodes)


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=6))
def test_claims_of_one_scope_fit_together_exactly_if_every_two_do(ends):
    leaves = [Leaf(f"c{n}", 0, min(e), max(e)) for n, e in enumerate(ends)]
    pairwise = all(a.low <= b.high and b.low <= a.high for a in leaves for b in leaves)
    lows, highs, clash = pool_leaves(leaves, hull=True)
    assert (clash is None) == pairwise
    if clash is not None:  # the hull, so that nothing built on it is wrong whichever claim is right
        assert (lows[0].value, highs[0].value) == (min(x.low for x in leaves), max(x.high for x in leaves))


def test_the_derivation_names_what_a_bound_rests_on():
    rows = [Row(0, (1, 2)), Row(3, (0,), exact=False)]
    leaves = [Leaf("a", 1, 454, 454), Leaf("b", 2, 68, 68), Leaf("w", 3, 0, 499)]
    found = balance(leaves[:2], rows)
    assert (found.low(3).value, [x.claim_id for x in found.low(3).leaves()]) == (522, ["a", "b"])
    assert {x.claim_id for x in least_conflict(leaves, rows)} == {"a", "b", "w"}


def test_rows_that_chase_each_other_come_to_rest():
    """Two wholes that are each other's part plus somebody: no numbers fit, and the search still ends."""
    circle = [Row(0, (1, 2)), Row(1, (0, 3))]
    found = balance([Leaf("a", 2, 1, 5), Leaf("b", 3, 1, 5)], circle)
    assert found.clash is not None or not found.settled
