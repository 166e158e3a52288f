"""Events: which claims speak of one incident.

Claims of one report run on: one that names neither place nor day speaks of the incident before it.  Days that differ,
places that exclude each other, and a running toll beside an incident part them.  Across reports the incidents are then
matched (`matching`).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casualties.compare.facets import Facets
from casualties.compare.incidents import Incident, days_of
from casualties.compare.matching import match_incidents
from casualties.compare.partition import blocks_of, tied
from casualties.compare.reach import is_country
from casualties.compare.relations import DISJOINT, SAME, UNKNOWN, relate_candidates, relate_periods, relate_places
from casualties.scope import Outcome

_LONG = 10
"""An incident lasts at most this many days; a longer stretch is a toll over a time."""
_TELLING = 6
_TOWN = 3
"""Steps of a path down to the town: country, province, town; districts of one town are one place."""
_LOOK_BACK = 8
"""How many incidents back a sentence may return to."""


Event = tuple[Facets, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The claims by incident: the incident of most reports first, then of most claims, then by first mention.

    Tolls over time come last.  ``within`` are the incidents of each block by itself (`partition`): what other blocks
    hold must not change what is found in one.
    """

    all: tuple[Event, ...]
    within: tuple[Event, ...]


def gather_events(several: Sequence[Facets]) -> Gathered:
    """The incidents that the claims speak of."""
    reports: defaultdict[object, list[Incident]] = defaultdict(list)
    incidents: list[Incident] = []
    for f in several:
        own = reports[f.claim.report_id]
        found = _within_report(f, own)
        if found is None:
            found = Incident(background=is_background(f), lasting=f.has_period and days_of(f) > _LONG)
            incidents.append(found)
        found.add(f)
        if found in own:
            own.remove(found)
        own.append(found)
    if len(reports) < 2:
        alone = _in_order([i] for i in incidents)
        return Gathered(alone, alone)
    block = dict(zip((f.index for f in several), blocks_of(tied(f.claim) for f in several), strict=True))
    matched = match_incidents(incidents, [block[i.members[0].index] for i in incidents])
    return Gathered(_in_order(matched.all), _in_order(matched.within))


def _in_order(groups: Iterable[Sequence[Incident]]) -> tuple[Event, ...]:
    events = [_joined(group) for group in groups]
    events.sort(key=lambda e: (e[0], -len({f.claim.report_id for f in e[1]}), -len(e[1]), e[1][0].index))
    return tuple(members for _, members in events)


def _joined(group: Sequence[Incident]) -> tuple[bool, tuple[Facets, ...]]:
    members = sorted((f for incident in group for f in incident.members), key=lambda f: f.index)
    return all(incident.background for incident in group), tuple(members)


def is_background(f: Facets) -> bool:
    """A toll over a time, not of an incident: running over an unknown stretch of a whole country, or a long one."""
    if f.claim.cumulative and not f.has_period:
        return not any("/" in path for path in f.place)
    return f.has_period and days_of(f) > _LONG


def _within_report(f: Facets, own: Sequence[Incident]) -> Incident | None:
    for event in reversed(own[-_LOOK_BACK:]):
        if event.background == is_background(f) and _fits_day(f, event) and _fits_place(f, event):
            return event
    return None


def _fits_day(f: Facets, event: Incident) -> bool:
    """Whether the days meet; a figure that held before the first day of an incident is not of it."""
    known = event.dated
    if _before(event.told_from, f.start) or (known is not None and _before(f.as_of, known.start)):
        return False
    return known is None or not f.has_period or relate_periods(f, known) != DISJOINT


def _before(day: int | None, other: int | None) -> bool:
    return day is not None and other is not None and day < other


def _fits_place(f: Facets, event: Incident) -> bool:
    fled = event.placed is not None and (event.placed.outcome is Outcome.DISPLACED) != (f.outcome is Outcome.DISPLACED)
    if event.placed is None or fled or not _names(f).isdisjoint(_names(event.placed)):
        return True
    how = relate_places(f, event.placed)
    if how == UNKNOWN and f.place_words and f.has_period and event.dated is not None:
        return relate_periods(f, event.dated) == SAME  # two names that no gazetteer knows, on two days
    return how != DISJOINT


def _names(f: Facets) -> frozenset[str]:
    """The longer words of a place: one village may be resolved in two ways within a report."""
    return frozenset(word for part in f.place_words for word in part.split() if len(word) >= _TELLING)


def names_two_towns(event: Sequence[Facets]) -> bool:
    """Whether one report itself names two towns; another report's wording of the place is the same place."""
    towns: defaultdict[str | None, set[tuple[str, ...]]] = defaultdict(set)
    for f in event:
        if f.place and not is_country(f) and f.outcome is not Outcome.DISPLACED:
            towns[f.claim.report_id].add(tuple("/".join(path.split("/")[:_TOWN]) for path in f.place))
    pairs = (pair for named in towns.values() for pair in itertools.combinations(sorted(named), 2))
    return any(relate_candidates(a, b) == DISJOINT for a, b in pairs)
