"""Cells: bounds of scopes that cross, and of places that may be elsewhere."""

from __future__ import annotations

import pytest
from compared import claim, of

from casualties.compare.balance import Leaf, Row, balance
from casualties.compare.boxes import box_of
from casualties.compare.cells import Cells
from casualties.compare.facets import read_facets
from casualties.compare.reconcile import reconcile

DAY, LATER, BOTH = "2020-01-01", "2020-01-02", "2020-01-01/2020-01-02"

SURE = [
    # path and days of a part, the same of the whole, and whether the whole is sure to hold the part
    (("KE/Tana", DAY), ("KE", BOTH), True),
    (("KE/?/Garsen", DAY), ("KE", BOTH), True),
    (("KE/?/Garsen", DAY), ("KE/Tana", BOTH), False),
    (("KE/?/Garsen", DAY), ("KE/?/Garsen", BOTH), True),
    (("KE/Tana", BOTH), ("KE", DAY), False),
]


@pytest.mark.parametrize(("part", "whole", "held"), SURE)
def test_only_what_is_sure_to_lie_inside_adds(part, whole, held):
    """A third scope crosses both, so that the cells decide."""
    rows = [
        claim("part", 7, path=part[0], days=part[1], by="the clinic"),
        claim("whole", "at least 1", path=whole[0], days=whole[1], by="the council"),
        claim("cross", "at least 0", path="KE", days="2020-01-02/2020-01-03", by="the army"),
        claim("wide", "at least 0", path="KE", days="2019-12-31/2020-01-03", by="the agency"),
    ]
    topics = {t.claim_ids[0]: t for t in reconcile(of(*rows)).topics}
    assert topics["whole"].tight_low == (7 if held else 1)


def cut(*rows):
    facets = read_facets(rows)
    leaves = [Leaf(f.claim_id, n, f.low, f.high) for n, f in enumerate(facets)]
    return leaves, {n: box for n, f in enumerate(facets) for box in [box_of(f)] if box is not None}


def test_leaves_that_no_cells_allow_are_named_with_how_often_each_counts():
    leaves, boxes = cut(
        claim("a", "at least 9", path="KE/Tana", days=DAY),
        claim("b", "at least 9", path="KE/Kilifi", days=DAY),
        claim("c", "up to 10", path="KE", days=BOTH),
    )
    found = Cells(leaves, [], boxes).excluded()
    assert found is not None
    assert {leaf.claim_id: times for leaf, times in found.lows} == {"a": 1, "b": 1}
    assert {leaf.claim_id: times for leaf, times in found.highs} == {"c": 1}
    assert (found.low, found.high) == (18, 10)
    assert {leaf.claim_id for leaf, _ in (*found.lows, *found.highs)} == {"a", "b", "c"}


def test_stated_rows_count_beside_the_cells():
    leaves, boxes = cut(
        claim("a", 4, path="KE/Tana", days=DAY),
        claim("b", 5, path="UG", days=DAY),
        claim("c", "at least 1", path="SD", days=DAY),
    )
    rows = [Row(2, (0, 1))]
    cells = Cells(leaves, rows, boxes)
    assert cells.excluded() is None
    assert cells.ends(2) == (9, 9)
    assert cells.sharpen(balance(leaves, [])).high(2).value == 9
