"""Matching: which incidents of several reports are one.

Two reports tell of one incident where the days meet, one place lies in the other, and the sentences share telling
words ("convoy", "wedding").  Words are weighed by how few incidents use them.  The best pairs are joined first, and
two groups only where most of their days and places bear it; an inverted index finds the pairs, so that a year of
reports stays near-linear.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from casualties.compare.evidence import is_country
from casualties.compare.facets import Facets
from casualties.compare.relations import DISJOINT, Relation, relate_places

_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_POSTINGS = 30
"""A word that this many incidents hold finds no pairs any more; it still weighs a little."""
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
_TELLING = 5
_MOST_WEIGHED = 400
"""Pairs of incidents of two groups that are weighed before the groups are joined."""


@dataclass(slots=True, eq=False)
class Incident:
    """The claims of one report about one incident.  Local to the gathering; what leaves it are tuples of claims."""

    background: bool = False
    lasting: bool = False
    members: list[Facets] = field(default_factory=list)
    dated: Facets | None = None
    placed: Facets | None = None

    def add(self, f: Facets) -> None:
        """Take in a claim; the shortest known period and the first known place stand for all."""
        self.members.append(f)
        if f.has_period and (self.dated is None or days_of(f) < days_of(self.dated)):
            self.dated = f
        if (f.place or f.place_words) and self.placed is None:
            self.placed = f


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What matching needs to know of an incident, worked out once; ``told`` is the last day its figures held."""

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


def days_of(f: Facets) -> int:
    """How many days a known period lasts."""
    return (f.end or 0) - (f.start or 0) + 1


def match_incidents(incidents: Sequence[Incident]) -> list[list[Incident]]:
    """The incidents in groups, one group per event, in the order of first mention."""
    texts = [_words(incident) for incident in incidents]
    rarity = _rarity(texts)
    seen = [_seen(incident, words, rarity) for incident, words in zip(incidents, texts, strict=True)]
    scored = ((_score(seen[a], seen[b], rarity), a, b) for a, b in _pairs(seen))
    home = list(range(len(incidents)))
    groups = {at: [at] for at in home}
    for _, a, b in sorted((-score, a, b) for score, a, b in scored if score >= _ONE):
        first, second = sorted((home[a], home[b]))
        if first != second and _bear([seen[at] for at in groups[first]], [seen[at] for at in groups[second]]):
            moved = groups.pop(second)
            groups[first] += moved
            for at in moved:
                home[at] = first
    return [[incidents[at] for at in groups[lead]] for lead in sorted(groups)]


def _words(incident: Incident) -> frozenset[str]:
    """The words of its sentences, once each."""
    quotes = {f.claim.quote for f in incident.members if f.claim.quote}
    return frozenset(word for quote in quotes for word in _WORD.findall(quote.casefold()))


def _rarity(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """Weight of each word: the more incidents say it, the less it tells; reports without it do not matter."""
    held = Counter(word for words in texts for word in words)
    return {word: 1 / n**_FADING for word, n in held.items()}


def _seen(incident: Incident, words: frozenset[str], rarity: Mapping[str, float]) -> _Seen:
    dated = incident.dated
    return _Seen(
        report=incident.members[0].claim.report_id,
        background=incident.background,
        lasting=incident.lasting,
        start=dated.start if dated else None,
        end=dated.end if dated else None,
        told=max((f.as_of for f in incident.members if f.as_of is not None), default=None),
        placed=incident.placed,
        broad=incident.placed is None or is_country(incident.placed),
        names=_names(incident.placed) if incident.placed else frozenset(),
        words=words,
        weight=math.fsum(rarity[word] for word in words),
    )


def _names(f: Facets) -> frozenset[str]:
    """The names in the words for a place."""
    words = (f.claim.scope.place.words or "").split()
    return frozenset(word.casefold()[:_TELLING] for word in words if word[:1].isupper() and len(word) >= _TELLING)


def _pairs(seen: Sequence[_Seen]) -> set[tuple[int, int]]:
    """Incidents of different reports that share a rare word, or stand near each other among those of a day."""
    words: defaultdict[str, list[int]] = defaultdict(list)
    days: defaultdict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(seen):
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
        for n, a in enumerate(held):
            found.update((a, b) for b in held[n + 1 : n + _MOST_POSTINGS])
    return {(a, b) for a, b in found if seen[a].report != seen[b].report}


def _score(a: _Seen, b: _Seen, rarity: Mapping[str, float]) -> float:
    """How much speaks for one event; 0 where a day or a place speaks against it."""
    apart = _days_apart(a, b)
    if (apart or 0) > _MOST_DAYS:
        return 0.0
    shared = math.fsum(rarity[word] for word in a.words & b.words)
    alike = shared / math.sqrt(a.weight * b.weight) if shared else 0.0
    score = _WORDS * alike + (0.0 if apart is None else _DAY if apart == 0 else -_OTHER_DAY)
    if score + _PLACE < _ONE or (a.background != b.background and alike < _TOLL):
        return 0.0
    place = _places_meet(a, b)
    if place is False:
        return 0.0
    return score + (0.0 if not place else _COUNTRY if a.broad or b.broad else _PLACE)


def _bear(one: Sequence[_Seen], other: Sequence[_Seen]) -> bool:
    """No report parts two incidents of the group, and most of the days and places may be one."""
    if any(a.report == b.report and a.background == b.background for a in one for b in other):
        return False
    pairs = list(itertools.islice(itertools.product(one, other), _MOST_WEIGHED))
    against = sum((_days_apart(a, b) or 0) > _MOST_DAYS or _places_meet(a, b) is False for a, b in pairs)
    return 2 * against < len(pairs)


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
