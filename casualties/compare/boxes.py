"""Boxes: scopes as a place and a stretch of days; which of them may share victims, and which cross.

Only what is certain counts: a name that may mean two places has no box.
"""

from __future__ import annotations

import bisect
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casualties.compare.facets import Facets

Place = tuple[str, ...]
_MOST_WEIGHED = 40_000
"""Pairs of boxes, one of them of a place that may be elsewhere, that are weighed for crossing."""


@dataclass(frozen=True, slots=True)
class Box:
    """A scope as a place and a stretch of days; boxes of two spaces (who is counted) share no cells.

    ``whole`` if it holds whatever happened in it; ``sure`` if its place is known to be apart from every other one that
    does not hold it and lies not in it.
    """

    space: object
    place: Place
    sure: bool
    start: int
    end: int
    whole: bool

    def has(self, place: Place, day: int) -> bool:
        """Whether what happened at the place on the day happened in the box."""
        return self.start <= day <= self.end and lies_in(place, self.place)

    def covers(self, other: Box) -> bool:
        """Whether place and days lie in those of this box."""
        return self.start <= other.start and other.end <= self.end and lies_in(other.place, self.place)

    def meets(self, other: Box) -> bool:
        """Whether the two may have a cell in common."""
        if self.space != other.space or self.start > other.end or other.start > self.end:
            return False
        if self.sure and other.sure:
            return lies_in(self.place, other.place) or lies_in(other.place, self.place)
        return self.place[0] == other.place[0]


def lies_in(place: Place, other: Place) -> bool:
    """Whether a place certainly lies in the other one, or is the same."""
    return place == other or (place[: len(other)] == other and not _may_be_elsewhere(other))


def _may_be_elsewhere(place: Place) -> bool:
    return place[0] == "id" and any(name.endswith("?") for name in place)


def box_of(f: Facets) -> Box | None:
    """The place and days of a scope; None where the place is unknown or the figure is of some incident or other.

    Days that are not both known are a space of their own.
    """
    place = place_path(f)
    if place is None or not may_be_part(f):
        return None
    sure = place[0] == "id" and not _may_be_elsewhere(place)
    if f.start is None or f.end is None:
        return Box((*who(f), f.start, f.end), place, sure, 0, 0, may_be_whole(f))
    return Box(who(f), place, sure, f.start, f.end, may_be_whole(f))


def place_path(f: Facets) -> Place | None:
    """The place from the largest part to the smallest; None where it is not known, or may be several."""
    if len(f.place) == 1:
        return ("id", *f.place[0].split("/"))
    return ("words", *reversed(f.place_words)) if f.place_words and not f.place else None


def who(f: Facets) -> tuple[object, ...]:
    """What two figures have in common that count the same outcome of the same people."""
    return (f.unit, f.outcome, f.group, f.words)


def may_be_part(f: Facets) -> bool:
    """Read from a text, a figure must say when: most figures of a report are of different incidents."""
    return f.typed or f.has_period


def may_be_whole(f: Facets) -> bool:
    """Read from a text, only a summed toll is sure to hold the incidents of its place and days."""
    return f.typed or (f.has_period and f.claim.cumulative is True)


def touching(boxes: Sequence[Box | None]) -> Iterator[tuple[int, int]]:
    """Pairs of boxes, enough to link all those that share days with a whole of their place or of a place around it."""
    merged: dict[tuple[object, Place], list[tuple[int, int, int]]] = {}
    wholes = ((box.start, box.end, n, box) for n, box in enumerate(boxes) if box is not None and box.whole)
    for start, end, n, box in sorted(wholes, key=lambda w: w[:3]):
        own = merged.setdefault((box.space, box.place), [])
        if own and start <= own[-1][1]:
            yield own[-1][2], n
            own[-1] = (own[-1][0], max(end, own[-1][1]), own[-1][2])
        else:
            own.append((start, end, n))
    for n, scope in enumerate(boxes):
        for length in range(1, len(scope.place) + 1 if scope is not None else 1):
            if scope is not None:
                own = merged.get((scope.space, scope.place[:length]), [])
                yield from ((other, n) for other in _met(own, scope, len(boxes)))


def _met(merged: Sequence[tuple[int, int, int]], box: Box, most: int) -> Iterator[int]:
    """Those of the stretches that share days with the box, from the last to the first."""
    at = bisect.bisect_right(merged, (box.end, math.inf, most))
    while at and merged[at - 1][1] >= box.start:
        at -= 1
        yield merged[at][2]


# ------------------------------------------------------------------ which cross
def cross(boxes: Sequence[Box]) -> bool:
    """Whether two boxes share cells and neither holds the other, or those of one place may fill another."""
    doubtful = [box for box in boxes if not box.sure]
    if len(doubtful) * len(boxes) > _MOST_WEIGHED or any(
        _may_cross(one, other) for one in doubtful for other in boxes if one is not other
    ):
        return True
    places: defaultdict[tuple[object, Place], list[Box]] = defaultdict(list)
    for box in boxes:
        places[(box.space, box.place)].append(box)
    if any(map(_cross_in_time, places.values())):
        return True
    ends = {key: _Ends(own) for key, own in places.items()}
    return any(
        above in ends and ends[above].cut(box)
        for box in boxes
        for shorter in range(1, len(box.place))
        for above in [(box.space, box.place[:shorter])]
    )


def _may_cross(one: Box, other: Box) -> bool:
    return one.meets(other) and not (one.whole and one.covers(other)) and not (other.whole and other.covers(one))


def _cross_in_time(boxes: Sequence[Box]) -> bool:
    """Boxes of one place."""
    around: list[tuple[Box, int]] = []
    for box in sorted(boxes, key=lambda b: (b.start, -b.end, not b.whole)):
        while around and around[-1][0].end < box.start:
            around.pop()
        days = box.end - box.start + 1
        if around:
            outer, left = around[-1]
            if box.end > outer.end or not outer.whole or left <= days * box.whole:
                return True
            around[-1] = (outer, left - days * box.whole)
        around.append((box, days))
    return False


class _Ends:
    """The first and last days of the boxes of one place."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._starts = sorted(box.start for box in boxes)
        self._ends = sorted(box.end for box in boxes)
        incidents = [box for box in boxes if not box.whole]
        self._begun = sorted(box.start for box in incidents)
        self._over = sorted(box.end for box in incidents)

    def cut(self, box: Box) -> bool:
        """Whether one of them begins or ends within the days of a box further down, or is an incident of those days."""
        begins = bisect.bisect_right(self._starts, box.start) < bisect.bisect_right(self._starts, box.end)
        ends = bisect.bisect_left(self._ends, box.start) < bisect.bisect_left(self._ends, box.end)
        return begins or ends or bisect.bisect_right(self._begun, box.end) > bisect.bisect_left(self._over, box.start)
