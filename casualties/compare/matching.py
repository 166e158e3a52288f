"""Matching: which incidents of several reports are one.

Two reports tell of one incident where the days meet, one place lies in the other, and the sentences share telling
words ("convoy", "wedding").  Words are weighed by how few incidents use them.  The best pairs are joined first, and
two groups only where most of their days and places bear it; an inverted index finds the pairs, so that a year of
reports stays near-linear.
"""

from __future__ import annotations

import bisect
import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from casualties.compare.evidence import is_country
from casualties.compare.facets import Facets
from casualties.compare.relations import DISJOINT, Relation, relate_places
from casualties.scope import Outcome

_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_POSTINGS = 30
"""A word that this many incidents hold finds no pairs any more; it still weighs a little."""
_CROWD = 100
_MOST_BESIDE = 8
"""In a crowd of incidents of one day and country each is weighed with this many next ones: those lead to the others."""
_LATE = 10
"""Days after an incident within which a report that names no day may still tell of it."""
_ONE = 0.55
"""Score from which two incidents are one."""
_FADING = 0.5
"""A word that n incidents say weighs 1 / n to this power; whoever does not say it has no part in that."""
_DAY, _PLACE, _COUNTRY, _WORDS = 0.3, 0.3, 0.15, 2.5
"""What is added for days that meet, places that meet (or only a country), and likeness of words (0 to 1)."""
_OTHER_DAY = 0.45
"""What a day or two between the named days takes off: a report's own day is often read as the incident's."""
_MOST_DAYS = 2
_TOLL = 0.15
"""Likeness of words from which a running toll without days may be the toll of an incident."""
_MOST_PARTING = 4
"""One report in so many may tell two groups apart that all others make one: a sentence of it was misread."""
_TELLING = 5
_FLED = Outcome.DISPLACED

Spot = tuple[object, ...]


@dataclass(slots=True, eq=False)
class Incident:
    """The claims of one report about one incident.  Local to the gathering; what leaves it are tuples of claims."""

    background: bool = False
    lasting: bool = False
    members: list[Facets] = field(default_factory=list)
    dated: Facets | None = None
    placed: Facets | None = None

    def add(self, f: Facets) -> None:
        """Take in a claim; the shortest known period and the first known place stand for all.

        Where the displaced come from is not where it happened: that stands only while nothing else is known.
        """
        self.members.append(f)
        if f.has_period and (self.dated is None or days_of(f) < days_of(self.dated)):
            self.dated = f
        known = self.placed is not None and (self.placed.outcome is not _FLED or f.outcome is _FLED)
        if (f.place or f.place_words) and not known:
            self.placed = f


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What matching needs to know of an incident, worked out once; ``told`` is the last day its figures held.

    Incidents of one ``spot`` name the same place and days.
    """

    report: str | None
    background: bool
    lasting: bool
    start: int | None
    end: int | None
    told: int | None
    placed: Facets | None
    broad: bool
    names: frozenset[str]
    words: frozenset[str]
    weight: float
    spot: Spot

    @property
    def voice(self) -> tuple[str | None, bool]:
        """Two incidents of one voice are never one: the report tells them apart."""
        return (self.report, self.background)


def days_of(f: Facets) -> int:
    """How many days a known period lasts."""
    return (f.end or 0) - (f.start or 0) + 1


@dataclass(frozen=True, slots=True)
class Matched:
    """The incidents in groups, one group per event, in the order of first mention; `within` are those of each block."""

    within: tuple[tuple[Incident, ...], ...]
    all: tuple[tuple[Incident, ...], ...]


def match_incidents(incidents: Sequence[Incident], blocks: Sequence[str]) -> Matched:
    """Matched within each block by itself, whatever the others hold; then across blocks, where a place is left open."""
    texts = [_words(incident) for incident in incidents]
    spots = _Spots()
    groups = _Groups(len(incidents))
    held: defaultdict[str, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        held[block].append(at)
    for own in held.values():
        _join_best({at: incidents[at] for at in own}, {at: texts[at] for at in own}, groups, spots)
    within = groups.told(incidents)
    open_ones = {at for at, incident in enumerate(incidents) if incident.placed is None or not incident.placed.place}
    if len(held) == 1 or not open_ones:
        return Matched(within, within)
    _join_best(dict(enumerate(incidents)), dict(enumerate(texts)), groups, spots, open_ones)
    return Matched(within, groups.told(incidents))


def _join_best(
    incidents: Mapping[int, Incident],
    texts: Mapping[int, frozenset[str]],
    groups: _Groups,
    spots: _Spots,
    open_ones: Set[int] | None = None,
) -> None:
    """Join the best pairs first; with `open_ones`, only pairs one of which is among them."""
    rarity = _rarity(texts.values())
    seen = {at: _seen(incident, texts[at], rarity) for at, incident in incidents.items()}
    groups.take(seen)
    pairs = _pairs(seen)
    if open_ones is not None:
        pairs = {(a, b) for a, b in pairs if a in open_ones or b in open_ones}
    scored = ((_score(seen[a], seen[b], rarity, spots), a, b) for a, b in pairs)
    for _, a, b in sorted((-score, a, b) for score, a, b in scored if score >= _ONE):
        groups.join(a, b, spots)


class _Spots:
    """How many days and which places part two spots, worked out once for any two."""

    def __init__(self) -> None:
        self._known: dict[tuple[Spot, Spot], tuple[int | None, bool | None]] = {}

    def between(self, a: _Seen, b: _Seen) -> tuple[int | None, bool | None]:
        """The days between the two, and whether their places meet; None for what cannot be told."""
        known = self._known.get((a.spot, b.spot))
        if known is None:
            known = self._known[a.spot, b.spot] = (_days_apart(a, b), _places_meet(a, b))
        return known

    def part(self, a: _Seen, b: _Seen) -> bool:
        """Whether days or places keep the two apart."""
        apart, meet = self.between(a, b)
        return (apart or 0) > _MOST_DAYS or meet is False


@dataclass(slots=True, eq=False)
class _Group:
    """Incidents that are one so far, with their voices, their spots and an incident of each.  Local to the matching."""

    members: list[int]
    voices: set[tuple[str | None, bool]]
    spots: Counter[Spot]
    example: dict[Spot, _Seen]

    def bears(self, other: _Group, spots: _Spots) -> bool:
        """Hardly a report parts the two, and most of the days and places may be one."""
        if _MOST_PARTING * len(self.voices & other.voices) > min(len(self.voices), len(other.voices)):
            return False
        pairs = itertools.product(self.spots.items(), other.spots.items())
        against = sum(n * m for (a, n), (b, m) in pairs if spots.part(self.example[a], other.example[b]))
        return 2 * against < len(self.members) * len(other.members)


class _Groups:
    """Which incidents are one so far.  Local to the matching."""

    def __init__(self, count: int) -> None:
        self._home = list(range(count))
        self._groups: dict[int, _Group] = {}

    def take(self, seen: Mapping[int, _Seen]) -> None:
        """Each incident that was not met before is a group of its own."""
        for at, one in seen.items():
            if at == self._home[at] and at not in self._groups:
                self._groups[at] = _Group([at], {one.voice}, Counter([one.spot]), {one.spot: one})

    def join(self, a: int, b: int, spots: _Spots) -> None:
        """Make one of the groups of the two, where they bear it."""
        first, second = sorted((self._home[a], self._home[b]))
        if first == second or not self._groups[first].bears(self._groups[second], spots):
            return
        one, moved = self._groups[first], self._groups.pop(second)
        one.members += moved.members
        one.voices |= moved.voices
        one.spots += moved.spots
        one.example |= moved.example
        for at in moved.members:
            self._home[at] = first

    def told(self, incidents: Sequence[Incident]) -> tuple[tuple[Incident, ...], ...]:
        """The incidents in groups, in the order of first mention."""
        return tuple(tuple(incidents[at] for at in self._groups[lead].members) for lead in sorted(self._groups))


def _words(incident: Incident) -> frozenset[str]:
    """The words of its sentences, once each."""
    quotes = {f.claim.quote for f in incident.members if f.claim.quote}
    return frozenset(word for quote in quotes for word in _WORD.findall(quote.casefold()))


def _rarity(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """Weight of each word: the more incidents say it, the less it tells; reports without it do not matter."""
    held = Counter(word for words in texts for word in words)
    return {word: 1 / n**_FADING for word, n in held.items()}


def _seen(incident: Incident, words: frozenset[str], rarity: Mapping[str, float]) -> _Seen:
    dated, placed = incident.dated, incident.placed
    start, end = (dated.start, dated.end) if dated else (None, None)
    told = max((f.as_of for f in incident.members if f.as_of is not None), default=None)
    return _Seen(
        report=incident.members[0].claim.report_id,
        background=incident.background,
        lasting=incident.lasting,
        start=start,
        end=end,
        told=told,
        placed=placed,
        broad=placed is None or is_country(placed),
        names=_names(placed) if placed else frozenset(),
        words=words,
        weight=math.fsum(rarity[word] for word in words),
        spot=(placed and (placed.place, placed.claim.scope.place.words), start, end, told if start is None else None),
    )


def _names(f: Facets) -> frozenset[str]:
    """The names in the words for a place."""
    words = (f.claim.scope.place.words or "").split()
    return frozenset(word.casefold()[:_TELLING] for word in words if word[:1].isupper() and len(word) >= _TELLING)


def _pairs(seen: Mapping[int, _Seen]) -> set[tuple[int, int]]:
    """Incidents of different reports that share a rare word, or stand near each other among those of a day."""
    words: defaultdict[str, list[int]] = defaultdict(list)
    days: defaultdict[int, list[int]] = defaultdict(list)
    for at, one in seen.items():
        if not one.lasting:
            for word in one.words:
                words[word].append(at)
            if one.start is not None and one.end is not None:
                for day in range(one.start, one.end + 1):
                    days[day].append(at)
    found: set[tuple[int, int]] = set()
    for held in words.values():
        if len(held) <= _MOST_POSTINGS:
            found.update(itertools.combinations(held, 2))
    for held in days.values():
        found.update(_beside(held, seen))
    return {(a, b) for a, b in found if seen[a].report != seen[b].report}


def _beside(held: Sequence[int], seen: Mapping[int, _Seen]) -> Iterator[tuple[int, int]]:
    """Of the incidents of one day, each with the next ones; of a crowd, with the next ones of its country."""
    countries: defaultdict[str | None, list[int]] = defaultdict(list)
    for at in held:
        placed = seen[at].placed
        countries[placed.place[0].split("/")[0] if placed is not None and placed.place else None].append(at)
    crowds = countries.values() if len(held) > _CROWD else [held]
    for crowd in crowds:
        most = _MOST_BESIDE if len(crowd) > _CROWD else _MOST_POSTINGS
        for n, a in enumerate(crowd):
            yield from ((a, b) for b in crowd[n + 1 : n + most])
    if len(crowds) > 1:
        for a in countries.get(None, ()):
            near = bisect.bisect(held, a)
            yield from (
                (min(a, b), max(a, b)) for b in held[max(0, near - _MOST_BESIDE) : near + _MOST_BESIDE] if a != b
            )


def _score(a: _Seen, b: _Seen, rarity: Mapping[str, float], spots: _Spots) -> float:
    """How much speaks for one event; 0 where a day or a place speaks against it."""
    apart, place = spots.between(a, b)
    if (apart or 0) > _MOST_DAYS or place is False:
        return 0.0
    shared = math.fsum([rarity[word] for word in a.words & b.words])
    alike = shared / math.sqrt(a.weight * b.weight) if shared else 0.0
    if a.background != b.background and alike < _TOLL:
        return 0.0
    day = 0.0 if apart is None else _DAY if apart == 0 else -_OTHER_DAY
    return _WORDS * alike + day + (0.0 if not place else _COUNTRY if a.broad or b.broad else _PLACE)


def _days_apart(a: _Seen, b: _Seen) -> int | None:
    """Days between the named days, 0 where they meet; None if one is unknown and the reports are of about one time."""
    if a.start is not None and b.start is not None:
        return max(0, a.start - (b.end or 0), b.start - (a.end or 0))
    at = (a.told if a.end is None else a.end), (b.told if b.end is None else b.end)
    if at[0] is None or at[1] is None or abs(at[0] - at[1]) <= _LATE:
        return None
    return abs(at[0] - at[1])


def _places_meet(a: _Seen, b: _Seen) -> bool | None:
    """Whether one place lies in the other, or both name one town; None if it cannot be told."""
    if a.placed is None or b.placed is None:
        return None
    if not a.names.isdisjoint(b.names):
        return True
    how = relate_places(a.placed, b.placed)
    if how <= {Relation.SAME, Relation.INSIDE, Relation.CONTAINS}:
        return True
    return False if how == DISJOINT else None
