"""Series: tolls of one scope over time; which later figure continues which earlier one."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casualties.compare.facets import Facets

OPEN_DAYS = 30
"""How long the toll of one event keeps rising as bodies are found and the wounded die; later, two bodies disagree."""


LONG_SERIES = 12
"""Beyond this many dated figures, growth is told step by step and as a whole, not for every two of them."""
RESTART_DAYS = 60
"""A count that falls to less than half after such a silence has begun anew."""


@dataclass(frozen=True, slots=True)
class History:
    """The dated claims of one scope, oldest first; ``before`` gives each claim's predecessor of the same source.

    ``highest`` is the highest figure up to each claim, ``lowest`` the lowest from it on; ``first_told`` the day on
    which a source first gave a figure.
    """

    dated: tuple[Facets, ...] = ()
    days: tuple[int, ...] = ()
    highest: tuple[int, ...] = ()
    lowest: tuple[int, ...] = ()
    first_told: Mapping[tuple[str | None, int, float], int] = field(default_factory=dict)
    positions: Mapping[int, int] = field(default_factory=dict)
    before: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, several: Iterable[Facets]) -> History:
        """The dated ones of `several`, in the order of their days and figures."""
        dated = ((f.as_of, f.stated or 0, f.index, f) for f in several if f.as_of is not None and f.stated is not None)
        ordered = tuple(entry[-1] for entry in sorted(dated, key=lambda e: e[:3]))
        latest: dict[str | None, int] = {}
        before: dict[int, int] = {}
        first_told: dict[tuple[str | None, int, float], int] = {}
        for f in ordered:
            if f.source in latest:
                before[f.index] = latest[f.source]
            latest[f.source] = f.index
            first_told.setdefault((f.source, f.low, f.high), f.as_of or 0)
        stated = [f.stated or 0 for f in ordered]
        return cls(
            dated=ordered,
            days=tuple(f.as_of or 0 for f in ordered),
            highest=tuple(itertools.accumulate(stated, max)),
            lowest=tuple(itertools.accumulate(reversed(stated), min))[::-1],
            first_told=first_told,
            positions={f.index: at for at, f in enumerate(ordered)},
            before=before,
        )

    def tells_pair(self, a: Facets, b: Facets) -> bool:
        """Whether the growth from `a` to `b` is worth a word of its own: in a long series, between neighbours only."""
        if len(self.dated) <= LONG_SERIES:
            return True
        return abs(self.positions.get(a.index, -2) - self.positions.get(b.index, -4)) == 1

    def follows(self, a: Facets, b: Facets) -> bool:
        """Whether one of the two is the next figure of the other's source."""
        return self.before.get(a.index) == b.index or self.before.get(b.index) == a.index

    def tells_fall(self, a: Facets, b: Facets) -> bool:
        """Whether a fall between the two is worth a word of its own: in a long series, from one figure to the next."""
        if len(self.dated) <= LONG_SERIES:
            return True
        return self.follows(a, b)

    def continues(self, early: Facets, late: Facets) -> tuple[Facets, ...]:
        """The steps by which the toll climbs from `early` to `late` without a silence longer than `OPEN_DAYS`, both
        included; empty if it does not.
        """
        if early.as_of is None or late.as_of is None or early.as_of >= late.as_of:
            return ()
        low, high = early.stated or 0, late.stated or 0
        if high < low:
            return ()
        steps, day = [early], early.as_of
        for entry in itertools.islice(self.dated, bisect_right(self.days, day), None):
            at = entry.as_of or 0
            if late.as_of - day <= OPEN_DAYS or at >= late.as_of or at - day > OPEN_DAYS:
                break  # no more steps are needed, or none is near enough
            if day < at and low <= (entry.stated or 0) <= high:
                steps.append(entry)
                day = at
        return (*steps, late) if late.as_of - day <= OPEN_DAYS else ()

    def climbs_through(self, low: Facets, high: Facets) -> tuple[Facets, ...]:
        """Two figures of one day stand in a rise: an earlier day has no more, a later day no less; those two days.

        Empty if there is no such rise.
        """
        if low.as_of is None or low.as_of != high.as_of:
            return ()
        before, after = bisect_left(self.days, low.as_of) - 1, bisect_right(self.days, low.as_of)
        if before < 0 or after == len(self.days):
            return ()
        climbs = self.highest[before] <= (low.stated or 0) and self.lowest[after] >= (high.stated or 0)
        return (self.dated[before], low, high, self.dated[after]) if climbs else ()

    def told_before(self, f: Facets, day: int) -> bool:
        """Whether its source gave the very figure before that day."""
        first = self.first_told.get((f.source, f.low, f.high))
        return first is not None and first < day

    def rises(self) -> bool:
        """Whether no later day has a smaller figure, over at least three figures and two days."""
        figures = [(e.as_of or 0, e.stated or 0) for e in self.dated]
        if len(figures) < 3 or figures[0][0] == figures[-1][0] or figures[0][1] == figures[-1][1]:
            return False
        steps = list(itertools.pairwise(figures))
        return all(a[1] <= b[1] and b[0] - a[0] <= OPEN_DAYS for a, b in steps)


def near_in_series(a: Facets, b: Facets, one: History, other: History) -> bool:
    """In long series a figure is set against the next one of its source, and against what others say that day.

    Two tolls of different months tell nothing of each other, and there are a million pairs of them in three years.
    """
    if len(one.dated) <= LONG_SERIES or len(other.dated) <= LONG_SERIES:
        return True
    return a.as_of == b.as_of or (one is other and one.follows(a, b))


def gather_histories(several: Iterable[Facets]) -> dict[object, History]:
    """The dated claims by what they count: who, what and where, and for an incident's toll the days as well."""
    keys: dict[tuple[object, ...], list[Facets]] = {}
    for f in several:
        if f.as_of is not None:
            keys.setdefault(
                (f.scope, f.claim.cumulative, None if f.place or f.place_words else f.claim.report_id), []
            ).append(f)
    grouped: defaultdict[object, list[Facets]] = defaultdict(list)
    for members in keys.values():
        grouped[history_key(members[0])] += members
    return {key: History.of(members) for key, members in grouped.items()}


def history_key(f: Facets) -> object:
    """Claims with equal keys belong to one history."""
    days = (f.start, f.end) if f.claim.cumulative is False else ()
    where = f.place or f.place_words or f.claim.report_id
    return (f.unit, f.outcome, f.group, f.words, where, f.claim.cumulative, days)
