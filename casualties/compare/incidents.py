"""Incidents: what one report says of one incident, as evidence for and against its being another report's.

A report has one vote, which its incidents share by the claims spent on each: a count says more than "many" or "a man".
Within an incident the claims vote on its days and its place, so that one that was misread is outvoted by the others.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TypeVar

from casualties.amount import Bound
from casualties.compare.facets import Facets
from casualties.compare.reach import is_country
from casualties.compare.relations import DISJOINT, Relation, relate_places
from casualties.compare.who import NAMES_GROUP, WHOLE
from casualties.scope import Outcome

T = TypeVar("T")
_WORD = re.compile(r"[^\W\d_]{4,}")
_ANY_REPORT = (
    "about according after afternoon against also among another april area around august authorities been before "
    "being bodies casualties city claimed country dead death deaths december died district during dying earlier "
    "east eastern eight eleven evening february five following four friday from governorate have hospital hurt "
    "including injured injuries injuring into january july june kill killed killing killings least left local "
    "march minister ministry monday month more morning most near nearly news night nine north northeast "
    "northeastern northern northwest northwestern november number october official officials other others "
    "outside over people person persons police province region reported reports said saturday saying says "
    "september seven several some south southeast southeastern southern southwest southwestern spokesman "
    "statement sunday than that their them there these they this those three thursday today told toll took total "
    "town tuesday twelve victims village wednesday week were west western what when where which while with "
    "within wounded wounding year years yesterday"
)
_COMMON = frozenset(_ANY_REPORT.split()) | NAMES_GROUP
"""Words of any report of the harmed: verbs of speech and harm, kinds of places and of victims, numbers, days."""
_UNRESOLVED = re.compile(r"[^/ ][^/]*\?")
_TELLING = 5
_SOUNDS_LIKE = 10
"""From here on a number tells something, of whomever."""
_FLED = Outcome.DISPLACED
_IN_PASSING = 0.25
"""What "many" or "a man" weighs beside a count."""
_LATE = 10
"""Days after an incident within which a report that names no day may still tell of it."""
_OF_THE_REPORT = re.compile(r", (?:event|date|period) of the report\b")
"""How a day is found that no sentence near the figure gives."""


@dataclass(slots=True, eq=False)
class Incident:
    """The claims of one report about one incident.  Local to the gathering; what leaves it are tuples of claims.

    ``told_from`` is the earliest day on which one of its figures held.
    """

    background: bool = False
    lasting: bool = False
    members: list[Facets] = field(default_factory=list)
    dated: Facets | None = None
    placed: Facets | None = None
    told_from: int | None = None

    def add(self, f: Facets) -> None:
        """Take in a claim; the shortest known period and the first known place stand for all.

        Where the displaced come from is not where it happened: that stands only while nothing else is known.
        """
        self.members.append(f)
        if f.as_of is not None and (self.told_from is None or f.as_of < self.told_from):
            self.told_from = f.as_of
        if f.has_period and (self.dated is None or days_of(f) < days_of(self.dated)):
            self.dated = f
        known = self.placed is not None and (self.placed.outcome is not _FLED or f.outcome is _FLED)
        if (f.place or f.place_words) and not known:
            self.placed = f


@dataclass(frozen=True, slots=True)
class Days:
    """Days that claims name, or the day up to which they knew; ``firm`` if a sentence near the figure gives them."""

    start: int | None
    end: int | None
    told: int | None
    firm: bool

    def apart(self, other: Days) -> int | None:
        """Days between, 0 where they meet; None if one is unknown and the reports are of about one time."""
        if self.start is not None and self.end is not None and other.start is not None and other.end is not None:
            return max(0, self.start - other.end, other.start - self.end)
        at = (self.told if self.end is None else self.end), (other.told if other.end is None else other.end)
        if at[0] is None or at[1] is None or abs(at[0] - at[1]) <= _LATE:
            return None
        return abs(at[0] - at[1])


@dataclass(frozen=True, slots=True)
class Where:
    """A place that claims name; equal ones are told apart by nothing."""

    place: tuple[str, ...]
    words: tuple[str, ...]
    names: frozenset[str]
    broad: bool
    example: Facets = field(compare=False)

    def meets(self, other: Where) -> bool | None:
        """Whether one lies in the other, or both name one town; None if it cannot be told."""
        if not self.names.isdisjoint(other.names):
            return True
        how = relate_places(self.example, other.example)
        if how <= {Relation.SAME, Relation.INSIDE, Relation.CONTAINS}:
            return True
        return False if how == DISJOINT else None


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """What matching needs to know of an incident, worked out once.

    ``weight`` is its part in its report's one vote; ``days`` and ``places`` are how that weight votes.
    """

    report: str | None
    background: bool
    lasting: bool
    main: bool
    weight: float
    days: Mapping[Days, float]
    places: Mapping[Where, float]
    words: frozenset[str]
    figures: frozenset[tuple[object, ...]]
    victims: frozenset[str]

    @property
    def voice(self) -> tuple[str | None, bool]:
        """A toll over a time is another voice of its report than the incidents."""
        return (self.report, self.background)

    @property
    def country(self) -> str | None:
        """The country that most of it names."""
        named = [(weight, where) for where, weight in self.places.items() if where.place]
        return max(named, key=itemgetter(0))[1].place[0].split("/")[0] if named else None

    def each_day(self) -> Iterable[int]:
        """Every day that it names."""
        return {
            day for d in self.days if d.start is not None and d.end is not None for day in range(d.start, d.end + 1)
        }

    def with_(self, other: Account) -> Account:
        """What two incidents that are one say together."""
        return dataclasses.replace(
            self,
            main=self.main or other.main,
            weight=self.weight + other.weight,
            days=_added(self.days, other.days),
            places=_added(self.places, other.places),
            words=self.words | other.words,
            figures=self.figures | other.figures,
            victims=self.victims | other.victims,
        )


def days_of(f: Facets) -> int:
    """How many days a known period lasts."""
    return (f.end or 0) - (f.start or 0) + 1


def accounts_of(incidents: Sequence[Incident]) -> list[Account]:
    """An account of each incident; the main ones have at least half as much weight as any other of their report."""
    weights = [sum(map(_weight, incident.members)) for incident in incidents]
    voices: defaultdict[object, list[float]] = defaultdict(list)
    names = [(i.members[0].claim.report_id, i.background) for i in incidents]
    for name, weight in zip(names, weights, strict=True):
        voices[name].append(weight)
    return [
        _account(incident, weight / sum(voices[name]), main=2 * weight >= max(voices[name]))
        for incident, name, weight in zip(incidents, names, weights, strict=True)
    ]


def _weight(f: Facets) -> float:
    """A count speaks of the incident; a word for a number, or one person, may be told in passing."""
    return _IN_PASSING if f.claim.amount.bound is Bound.VAGUE or (f.stated or 0) < 2 else 1.0


def _account(incident: Incident, weight: float, *, main: bool) -> Account:
    days: defaultdict[Days, float] = defaultdict(float)
    places: defaultdict[Where, float] = defaultdict(float)
    dated = any(f.has_period for f in incident.members)
    fled = all(f.outcome is _FLED for f in incident.members if f.place or f.place_words)
    for f in incident.members:
        if f.has_period:
            days[Days(f.start, f.end, None, not _OF_THE_REPORT.search(f.claim.how or ""))] += _weight(f)
        elif not dated and f.as_of is not None:
            days[Days(None, None, f.as_of, firm=False)] += _weight(f)
        if (f.place or f.place_words) and (fled or f.outcome is not _FLED):
            places[_where(f)] += _weight(f)
    return Account(
        report=incident.members[0].claim.report_id,
        background=incident.background,
        lasting=incident.lasting,
        main=main,
        weight=weight,
        days=_shared(days, weight),
        places=_shared(places, weight),
        words=_telling_words(incident.members),
        figures=_telling_figures(incident.members),
        victims=frozenset().union(*(f.words for f in incident.members)) - WHOLE - NAMES_GROUP,
    )


def _shared(votes: Mapping[T, float], weight: float) -> dict[T, float]:
    """The votes, so that they add up to `weight`."""
    whole = sum(votes.values())
    return {value: n * weight / whole for value, n in votes.items()}


def _added(one: Mapping[T, float], other: Mapping[T, float]) -> dict[T, float]:
    return {value: one.get(value, 0.0) + other.get(value, 0.0) for value in (*one, *other)}


def _where(f: Facets) -> Where:
    return Where(f.place, f.place_words, _names(f), is_country(f), f)


def _names(f: Facets) -> frozenset[str]:
    """The names in the words for a place."""
    words = (f.claim.scope.place.words or "").split()
    return frozenset(word.casefold()[:_TELLING] for word in words if word[:1].isupper() and len(word) >= _TELLING)


def _telling_words(members: Iterable[Facets]) -> frozenset[str]:
    """The words of the sentences and the larger numbers, without those that place, source and victims speak for."""
    spoken = {name for f in members for name in _spoken_for(f)}
    quotes = {f.claim.quote for f in members if f.claim.quote}
    words = {word for quote in quotes for word in _WORD.findall(quote.casefold())}
    told = {word for word in words if word not in _COMMON and word[:_TELLING] not in spoken}
    return frozenset(told)


def _telling_figures(members: Iterable[Facets]) -> frozenset[tuple[object, ...]]:
    """How many of whom: a number of named victims, and a larger one of anybody."""
    counted = [f for f in members if (f.stated or 0) > 1]
    named = {(f.stated, f.outcome, f.words - WHOLE) for f in counted if f.words - WHOLE}
    return frozenset(named | {(f.stated, f.outcome) for f in counted if (f.stated or 0) >= _SOUNDS_LIKE})


def _spoken_for(f: Facets) -> Iterator[str]:
    """How the names of places that are known, of countries and of sources begin."""
    place, source = f.claim.scope.place.words or "", f.claim.source
    known = " ".join(_UNRESOLVED.sub("", path) for path in f.place)
    names = (known, place if is_country(f) else "", source.words or "", source.relayed_by or "")
    yield from (word[:_TELLING] for text in names for word in _WORD.findall(text.casefold()))
