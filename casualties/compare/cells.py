"""Cells: what scopes that cross leave each other, where bounds run along rows would be blunter than need be.

A city for a month and its country for a day have the city's day in common.  All scopes of a network cut each other
into cells; each cell holds an unknown count, a scope that holds whatever happened in it is the sum of its cells, and
an incident is no more than that.  The least and the largest sums that all figures allow are the tightest bounds there
are, and one more figure can only narrow them.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casualties.compare.balance import Balance, Leaf, Row, Step, pool_leaves
from casualties.compare.boxes import Box, Place, lies_in
from casualties.compare.simplex import Because, End, Program

MOST_NODES = 64
"""Beyond this many scopes that cross, their bounds stay those that run along the rows."""
_MOST_CELLS = 1000

_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Excluded:
    """Leaves that exclude each other: the low ends of the ones make more than the high ends of the others leave."""

    lows: tuple[tuple[Leaf, int], ...]
    highs: tuple[tuple[Leaf, int], ...]

    @property
    def low(self) -> int:
        return sum(leaf.low * times for leaf, times in self.lows)

    @property
    def high(self) -> int:
        return sum(int(leaf.high) * times for leaf, times in self.highs)


class Cells:
    """The scopes of one network cut into cells, with the ends that the leaves give.  Local to `bounds`."""

    def __init__(self, leaves: Sequence[Leaf], rows: Iterable[Row], boxes: Mapping[int, Box]) -> None:
        self._program = Program()
        self._lows, self._highs, _ = pool_leaves(leaves, hull=True)
        self._named: dict[int, int] = {}
        self._of: dict[int, int] = {}
        self.fits = len(boxes) <= MOST_NODES and self._cut(boxes)
        if self.fits:
            for row in rows:
                if not _told_by_cells(row, boxes):
                    self._tie(row)

    def excluded(self) -> Excluded | None:
        """The leaves that exclude each other; None where a count for each cell satisfies all."""
        because = self._program.settle()
        if because is None:
            return None
        scale = math.lcm(*(times.denominator for times in because.values()))
        lows, highs = (self._leaves(because, end, scale) for end in (End.LOW, End.HIGH))
        return Excluded(tuple(lows.items()), tuple(highs.items()))

    def sharpen(self, done: Balance) -> Balance:
        """The bounds of `done`, tightened; the cells must allow all leaves."""
        lows, highs = dict(done.lows), dict(done.highs)
        for node, name in self._named.items():
            least, most = (self._program.limit(name, end) for end in (End.LOW, End.HIGH))
            if least.value is not None and math.ceil(least.value) > done.low(node).value:
                lows[node] = self._step(math.ceil(least.value), least.because)
            if most.value is not None and math.floor(most.value) < done.high(node).value:
                highs[node] = self._step(math.floor(most.value), most.because)
        return Balance(lows, highs, done.clash, done.settled)

    def ends(self, node: int) -> tuple[int, int | None]:
        """The least and the most that the cells leave a scope; they must allow all leaves."""
        least, most = (self._program.limit(self._named[node], end).value for end in (End.LOW, End.HIGH))
        return math.ceil(least or 0), None if most is None else math.floor(most)

    # ------------------------------------------------------------------ cutting
    def _cut(self, boxes: Mapping[int, Box]) -> bool:
        """A count for each cell, a sum for each box; False where there are too many cells."""
        spaces: defaultdict[object, dict[int, Box]] = defaultdict(dict)
        for node, box in boxes.items():
            spaces[box.space].setdefault(node, box)
        for members in spaces.values():
            cuts = _Cuts(members)
            counted = {key: self._program.count() for key in cuts.every()}
            if len(counted) > _MOST_CELLS:
                return False
            for inner, outer in cuts.nested():
                self._program.total({counted[inner]: -1, **{counted[key]: 1 for key in outer}}, low=0)
            for node, box in members.items():
                self._name(node, box, [counted[key] for key in cuts.of(box)])
        return True

    def _name(self, node: int, box: Box, held: Sequence[int]) -> None:
        low, high = self._ends(node)
        if box.whole:
            self._named[node] = self._program.total(dict.fromkeys(held, 1), low, high)
        else:
            self._named[node] = self._program.count(low, high)
            self._program.total({self._named[node]: -1, **dict.fromkeys(held, 1)}, low=0)
        self._of[self._named[node]] = node

    def _tie(self, row: Row) -> None:
        for node in row.nodes:
            if node not in self._named:
                self._named[node] = self._program.count(*self._ends(node))
                self._of[self._named[node]] = node
        parts = Counter(self._named[part] for part in row.parts)
        terms = {self._named[row.whole]: 1, **{part: -times for part, times in parts.items()}}
        self._program.total(terms, 0, 0 if row.exact else None)

    def _ends(self, node: int) -> tuple[int, int | None]:
        low, high = self._lows.get(node), self._highs.get(node)
        top = None if high is None or math.isinf(high.value) else int(high.value)
        return (0 if low is None else int(low.value)), top

    # ------------------------------------------------------------------ what a bound rests on
    def _leaves(self, because: Because, end: End, scale: int) -> dict[Leaf, int]:
        bounds = self._lows if end is End.LOW else self._highs
        found: dict[Leaf, int] = {}
        for (name, side), times in sorted(because.items()):
            step = bounds.get(self._of.get(name, -1))
            if side is end and step is not None and step.leaf is not None and (end is End.HIGH or step.value):
                found[step.leaf] = int(times * scale)
        return found

    def _step(self, value: int, because: Because) -> Step:
        ends = (End.LOW, End.HIGH)
        return Step(value, terms=tuple(Step(0, leaf) for end in ends for leaf in self._leaves(because, end, 1)))


def _told_by_cells(row: Row, boxes: Mapping[int, Box]) -> bool:
    """Whether the cells alone make the whole at least the sum of the parts."""
    if row.exact or any(node not in boxes or not boxes[node].sure for node in row.nodes):
        return False
    whole, parts = boxes[row.whole], [boxes[part] for part in row.parts]
    apart = not any(a.meets(b) for a, b in itertools.combinations(parts, 2))
    return apart and whole.whole and all(whole.space == part.space and whole.covers(part) for part in parts)


class _Cuts:
    """The cells of one space: those of sure places by the boxes that hold them, others by place and day."""

    def __init__(self, members: Mapping[int, Box]) -> None:
        self._members = members
        self._places = {box.place: box.sure for box in members.values()}
        self._days = sorted({day for box in members.values() for day in (box.start, box.end + 1)})

    def every(self) -> list[_Key]:
        """Every cell that some box holds, once."""
        found = dict.fromkeys(self._key(place, day) for place in self._places for day in self._days)
        return [key for key in found if key]

    def of(self, box: Box) -> list[_Key]:
        """The cells of a box: at its place and, where these are sure, at the places in it."""
        days = [day for day in self._days if box.start <= day <= box.end]
        return [key for day in days for key in self._at(box.place, day)]

    def nested(self) -> Iterator[tuple[_Key, list[_Key]]]:
        """A place that may be elsewhere holds, day by day, no more than the place around it."""
        for place in (p for p, sure in self._places.items() if not sure):
            around = [p for p in self._places if p != place and lies_in(place, p)]
            for day in self._days if around else ():
                own, outer = self._key(place, day), self._at(max(around, key=len), day)
                if own and outer:
                    yield own, outer

    def _at(self, place: Place, day: int) -> list[_Key]:
        if not self._places[place]:
            return [key for key in [self._key(place, day)] if key]
        inside = (p for p, sure in self._places.items() if sure and lies_in(p, place))
        return [key for key in dict.fromkeys(self._key(p, day) for p in inside) if key]

    def _key(self, place: Place, day: int) -> _Key:
        inside = tuple(n for n, box in self._members.items() if box.has(place, day))
        return inside if self._places[place] or not inside else (place, day)
