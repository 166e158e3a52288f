"""Series: tolls of one scope over time; which later figure continues which earlier one."""

from __future__ import annotations

import itertools
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
    """The dated claims of one scope, oldest first."""

    dated: tuple[Facets, ...] = ()
    positions: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, several: Iterable[Facets]) -> History:
        """The dated ones of `several`, in the order of their days and figures."""
        dated = ((f.as_of, f.stated or 0, f.index, f) for f in several if f.as_of is not None and f.stated is not None)
        ordered = tuple(entry[-1] for entry in sorted(dated, key=lambda e: e[:3]))
        return cls(ordered, {f.index: at for at, f in enumerate(ordered)})

    def tells_pair(self, a: Facets, b: Facets) -> bool:
        """Whether the growth from `a` to `b` is worth a word of its own: in a long series, between neighbours only."""
        if len(self.dated) <= LONG_SERIES:
            return True
        return abs(self.positions.get(a.index, -2) - self.positions.get(b.index, -4)) == 1

    def continues(self, early: Facets, late: Facets) -> bool:
        """Whether the toll climbs from `early` to `late` without a silence longer than `OPEN_DAYS`."""
        if early.as_of is None or late.as_of is None or early.as_of >= late.as_of:
            return False
        low, high = early.stated or 0, late.stated or 0
        if high < low:
            return False
        day = early.as_of
        for entry in self.dated:
            at = entry.as_of or 0
            if day < at < late.as_of and low <= (entry.stated or 0) <= high and at - day <= OPEN_DAYS:
                day = at
        return late.as_of - day <= OPEN_DAYS

    def climbs_through(self, low: Facets, high: Facets) -> bool:
        """Two figures of one day stand in a rise: an earlier day has no more, a later day no less."""
        if low.as_of is None or low.as_of != high.as_of:
            return False
        before = [e for e in self.dated if (e.as_of or 0) < low.as_of]
        after = [e for e in self.dated if (e.as_of or 0) > low.as_of]
        return (
            bool(before)
            and bool(after)
            and all((e.stated or 0) <= (low.stated or 0) for e in before)
            and all((e.stated or 0) >= (high.stated or 0) for e in after)
        )

    def rises(self) -> bool:
        """Whether no later day has a smaller figure, over at least three figures and two days."""
        figures = [(e.as_of or 0, e.stated or 0) for e in self.dated]
        if len(figures) < 3 or figures[0][0] == figures[-1][0] or figures[0][1] == figures[-1][1]:
            return False
        steps = list(itertools.pairwise(figures))
        return all(a[1] <= b[1] and b[0] - a[0] <= OPEN_DAYS for a, b in steps)
