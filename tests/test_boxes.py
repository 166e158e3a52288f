"""Boxes: which scopes share cells, and which cross, held against comparing every two and every cell."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualties.compare.boxes import Box, cross, lies_in, touching

PLACES = [("id", "SY"), ("id", "SY", "A"), ("id", "SY", "B"), ("id", "SY", "A", "X"), ("words", "ardan", "tamra")]
boxes = st.lists(
    st.builds(
        lambda place, days, whole: Box("who", place, place[0] == "id", *sorted(days), whole),
        st.sampled_from(PLACES),
        st.tuples(st.integers(1, 5), st.integers(1, 5)),
        st.booleans(),
    ),
    max_size=7,
)


def cells(box):
    return {(p, day) for p in PLACES for day in range(1, 6) if box.has(p, day)}


@given(boxes)
def test_boxes_cross_where_cells_are_shared_and_neither_holds_the_other(several):
    """Boxes of one place that fill another count as crossing too: the whole is then no more than they are."""
    crossing = any(
        cells(a) & cells(b) and not (a.whole and cells(a) >= cells(b)) and not (b.whole and cells(b) >= cells(a))
        for a, b in itertools.combinations(several, 2)
    )
    filled = any(
        a.whole and set(_days(a)) == {day for b in several if b is not a and _within(b, a) for day in _days(b)}
        for a in several
    )
    assert cross(several) == (crossing or filled)


def _within(box, other):
    return box.whole and box.place == other.place and other.covers(box)


def _days(box):
    return range(box.start, box.end + 1)


def groups(pairs, count):
    """Who is linked with whom, directly or through others."""
    linked = {n: frozenset({n}) for n in range(count)}
    for a, b in pairs:
        together = linked[a] | linked[b]
        linked.update(dict.fromkeys(together, together))
    return set(linked.values())


@given(boxes)
def test_all_that_share_cells_with_a_whole_around_them_are_linked(several):
    pairs = itertools.permutations(range(len(several)), 2)
    near = ((a, b) for a, b in pairs if several[a].whole and lies_in(several[b].place, several[a].place))
    share = [(a, b) for a, b in near if cells(several[a]) & cells(several[b])]
    assert groups(touching(several), len(several)) == groups(share, len(several))


MEETS = [
    (("id", "KE"), ("id", "KE", "?", "Garsen"), True),
    (("id", "KE", "Tana"), ("id", "KE", "?", "Garsen"), True),
    (("id", "KE", "Tana"), ("id", "KE", "Kilifi"), False),
    (("words", "ardan"), ("words", "kolsa"), True),
    (("words", "ardan"), ("id", "KE"), False),
]


@pytest.mark.parametrize(("one", "other", "meet"), MEETS)
def test_a_place_that_may_be_elsewhere_meets_its_neighbours(one, other, meet):
    a, b = (Box("who", p, p[0] == "id" and "?" not in p, 1, 1, whole=True) for p in (one, other))
    assert a.meets(b) == b.meets(a) == meet
