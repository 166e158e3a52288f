"""Events: which claims speak of one incident.

Claims of one report run on: one that names neither place nor day speaks of the incident before it.  Days that differ,
places that exclude each other, and a running toll beside an incident part them.  Across reports the day and the place
must both be known to fit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from casualties.compare.facets import Facets
from casualties.compare.relations import DISJOINT, Relation, relate_periods, relate_places

_LONG = 10
"""An incident lasts at most this many days; a longer stretch is a toll over a time."""
_TELLING = 6
_LOOK_BACK = 8
"""How many incidents back a sentence may return to."""


@dataclass(slots=True, eq=False)
class _Event:
    """Local to the gathering below; what leaves this module is a tuple of tuples."""

    members: list[Facets] = field(default_factory=list)
    dated: Facets | None = None
    placed: Facets | None = None
    background: bool = False

    def add(self, f: Facets) -> None:
        self.members.append(f)
        if f.has_period and (self.dated is None or _days(f) < _days(self.dated)):
            self.dated = f
        if (f.place or f.place_words) and self.placed is None:
            self.placed = f


def gather_events(several: Sequence[Facets]) -> tuple[tuple[Facets, ...], ...]:
    """The claims by incident: the incident of most claims first, then by first mention; tolls over time last."""
    events: list[_Event] = []
    by_report: defaultdict[object, list[_Event]] = defaultdict(list)
    by_day: defaultdict[object, list[_Event]] = defaultdict(list)
    for f in several:
        own = by_report[f.claim.report_id]
        found = _within_report(f, own) or _across_reports(f, by_day[(f.start, f.end)][-_LOOK_BACK:])
        if found is None:
            found = _Event(background=is_background(f))
            events.append(found)
        found.add(f)
        if found in own:
            own.remove(found)
        own.append(found)
        if f.has_period and found not in by_day[(f.start, f.end)]:
            by_day[(f.start, f.end)].append(found)
    events.sort(key=lambda e: (e.background, -len(e.members), e.members[0].index))
    return tuple(tuple(e.members) for e in events)


def is_background(f: Facets) -> bool:
    """A toll over a time, not of an incident: running over an unknown stretch of a whole country, or a long one."""
    if f.claim.cumulative and not f.has_period:
        return not any("/" in path for path in f.place)
    return f.has_period and _days(f) > _LONG


def _days(f: Facets) -> int:
    return (f.end or 0) - (f.start or 0) + 1


def _within_report(f: Facets, own: Sequence[_Event]) -> _Event | None:
    for event in reversed(own[-_LOOK_BACK:]):
        if event.background == is_background(f) and _fits_day(f, event) and _fits_place(f, event):
            return event
    return None


def _across_reports(f: Facets, same_day: Sequence[_Event]) -> _Event | None:
    """Another report's incident of the same day, where one place lies in the other."""
    if not f.has_period or is_background(f):
        return None
    for event in same_day:
        if event.placed is None or event.background:
            continue
        how = relate_places(f, event.placed)
        if how <= {Relation.SAME, Relation.INSIDE, Relation.CONTAINS}:
            return event
    return None


def _fits_day(f: Facets, event: _Event) -> bool:
    if event.dated is None or not f.has_period:
        return True
    return relate_periods(f, event.dated) != DISJOINT


def _fits_place(f: Facets, event: _Event) -> bool:
    if event.placed is None or relate_places(f, event.placed) != DISJOINT:
        return True
    return not _names(f).isdisjoint(_names(event.placed))


def _names(f: Facets) -> frozenset[str]:
    """The longer words of a place: one village may be resolved in two ways within a report."""
    return frozenset(word for part in f.place_words for word in part.split() if len(word) >= _TELLING)
