"""Balance: what follows for scopes that add up, and the least set of figures that cannot all be right.

A node is a scope, a leaf what one claim says of a node, a row says that a whole is (or is at least) the sum of its
parts.  Bounds run along the rows until nothing changes, and each keeps the step that gave it.  Where a node's lower
bound passes its upper one, the leaves below the two steps hold a contradiction; a deletion filter leaves the least.

Within one node claims fit together exactly if every two of them do.  With rows of one part every least contradiction
is a pair.  Where rows form no circle the bounds are the tightest there are (those of a linear program).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_ROUNDS = 2
"""A row is looked at this many times per node and row of its network; a network without circles needs fewer."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One claim's figure for one node, both ends included."""

    claim_id: str
    node: int
    low: int
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """The whole is the sum of its parts (`exact`), or at least their sum (parts that share no victims)."""

    whole: int
    parts: tuple[int, ...]
    exact: bool = True

    @property
    def nodes(self) -> tuple[int, ...]:
        return (self.whole, *self.parts)


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """Why a bound holds: a leaf says so, or a row makes it of other bounds.

    A row gives the sum of `terms`, or what `whole` leaves for the term at `but` beside the others.
    """

    value: float
    leaf: Leaf | None = None
    row: Row | None = None
    terms: tuple[Step, ...] = ()
    whole: Step | None = None
    but: int = -1

    @property
    def of(self) -> tuple[Step, ...]:
        """The bounds that this one was made of."""
        others = self.terms if self.but < 0 else (*self.terms[: self.but], *self.terms[self.but + 1 :])
        return others if self.whole is None else (self.whole, *others)

    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves that the bound rests on, each once, in the order of the arithmetic."""
        return tuple(dict.fromkeys(step.leaf for step in self.steps() if step.leaf is not None))

    def steps(self) -> Iterator[Step]:
        """This step and all below it, each once."""
        seen: set[Step] = set()
        todo = [self]
        while todo:
            step = todo.pop()
            if step not in seen:
                seen.add(step)
                yield step
                todo.extend(reversed(step.of))


_FLOOR = Step(0)
_SKY = Step(math.inf)


@dataclass(frozen=True, slots=True, eq=False)
class Clash:
    """A node whose lower bound passes its upper one."""

    node: int
    low: Step
    high: Step

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that the two bounds were made with, the latest first."""
        rows = (step.row for bound in (self.low, self.high) for step in bound.steps())
        return tuple(dict.fromkeys(row for row in rows if row is not None))


@dataclass(frozen=True, slots=True, eq=False)
class Balance:
    """The bounds of every node, and the first clash there is; `settled` is False where the bounds were still moving."""

    lows: Mapping[int, Step]
    highs: Mapping[int, Step]
    clash: Clash | None = None
    settled: bool = True

    def low(self, node: int) -> Step:
        return self.lows.get(node, _FLOOR)

    def high(self, node: int) -> Step:
        return self.highs.get(node, _SKY)


def pool_leaves(leaves: Sequence[Leaf], *, hull: bool) -> tuple[dict[int, Step], dict[int, Step], Clash | None]:
    """The bounds that each node's own leaves give: their intersection.

    Where they exclude each other: their hull, so that one dispute does not poison what is built on it; or, without
    `hull`, a clash.
    """
    nodes: defaultdict[int, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        nodes[leaf.node].append(leaf)
    lows, highs = {}, {}
    clash = None
    for node, own in nodes.items():
        low, high = max(own, key=lambda x: x.low), min(own, key=lambda x: x.high)
        if low.low > high.high:
            clash = clash or Clash(node, Step(low.low, low), Step(high.high, high))
            if hull:
                low, high = min(own, key=lambda x: x.low), max(own, key=lambda x: x.high)
        lows[node], highs[node] = Step(low.low, low), Step(high.high, high)
    return lows, highs, clash


def balance(leaves: Sequence[Leaf], rows: Sequence[Row], *, hull: bool = False) -> Balance:
    """The tightest bounds that follow, or the first clash."""
    lows, highs, clash = pool_leaves(leaves, hull=hull)
    if clash is not None and not hull:
        return Balance(lows, highs, clash)
    waiting = dict.fromkeys(rows)
    touching: defaultdict[int, list[Row]] = defaultdict(list)
    for row in waiting:
        for node in row.nodes:
            touching[node].append(row)
    left = {row: _ROUNDS * (len(waiting) + len(touching)) for row in waiting}
    settled = True
    while waiting:
        row = next(iter(waiting))
        del waiting[row]
        left[row] -= 1
        if left[row] < 0:
            settled = False
            continue
        for node in _apply(row, lows, highs):
            low, high = lows.get(node, _FLOOR), highs.get(node, _SKY)
            if low.value > high.value:
                return Balance(lows, highs, Clash(node, low, high), settled)
            waiting.update((other, None) for other in touching[node] if other is not row)
    return Balance(lows, highs, None, settled)


def _apply(row: Row, lows: dict[int, Step], highs: dict[int, Step]) -> Iterator[int]:
    """Every bound that the row tightens; the nodes whose bounds moved."""
    below = tuple(lows.get(node, _FLOOR) for node in row.parts)
    above = tuple(highs.get(node, _SKY) for node in row.parts)
    whole_low, whole_high = lows.get(row.whole, _FLOOR), highs.get(row.whole, _SKY)
    least = sum(step.value for step in below)
    capped = sum(step.value for step in above if not math.isinf(step.value))
    open_ends = sum(math.isinf(step.value) for step in above)
    if least > whole_low.value:
        lows[row.whole] = Step(least, None, row, below)
        yield row.whole
    if row.exact and not open_ends and capped < whole_high.value:
        highs[row.whole] = Step(capped, None, row, above)
        yield row.whole
    for at, node in enumerate(row.parts):
        room = whole_high.value - (least - below[at].value)
        if room < above[at].value:
            highs[node] = Step(room, None, row, below, whole_high, at)
            yield node
        if not row.exact or open_ends - math.isinf(above[at].value):
            continue
        need = whole_low.value - (capped - (0 if math.isinf(above[at].value) else above[at].value))
        if need > below[at].value:
            lows[node] = Step(need, None, row, above, whole_low, at)
            yield node


# ------------------------------------------------------------------ the least contradiction
def least_conflict(leaves: Sequence[Leaf], rows: Sequence[Row]) -> tuple[Leaf, ...]:
    """A set of leaves that cannot all be right while every smaller choice of them can; empty if all can be.

    A deletion filter: each leaf in turn is left out for good if the others still clash.
    """
    first = balance(leaves, rows).clash
    if first is None:
        return ()
    kept = list(dict.fromkeys((*first.low.leaves(), *first.high.leaves())))
    for leaf in tuple(kept):
        rest = [other for other in kept if other is not leaf]
        if balance(rest, rows).clash is not None:
            kept = rest
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class Repair:
    """Leaving out one leaf, or moving it by `by` persons, would end a contradiction."""

    leaf: Leaf
    by: int | None


def repairs(conflict: Sequence[Leaf], rows: Sequence[Row]) -> tuple[Repair, ...]:
    """For each leaf of a least contradiction: the smallest change that ends it, None where no change of it can.

    All of them end it when left out, since the set is the least one.
    """
    found = []
    for leaf in conflict:
        rest = balance([other for other in conflict if other is not leaf], rows)
        low, high = rest.low(leaf.node).value, rest.high(leaf.node).value
        by = low - leaf.high if leaf.high < low else high - leaf.low if high < leaf.low else None
        reachable = by is not None and leaf.low + by >= 0 and not math.isinf(by)
        found.append(Repair(leaf, int(by) if by is not None and reachable else None))
    return tuple(found)
