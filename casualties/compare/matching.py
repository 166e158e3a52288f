"""Matching: which incidents of several reports are one.

Two reports tell of one incident where the days meet, one place lies in the other, and the sentences share telling
words ("convoy", "wedding").  What reports mainly tell of is matched first, the best pairs before the others; then what
they tell in passing finds its place, and brings no two groups together.  Groups stay apart where most of what they say
excludes the other, or where reports tell the two apart.  An inverted index finds the pairs, so that a year of reports
stays near-linear.
"""

from __future__ import annotations

import bisect
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from casualties.compare.incidents import Account, Incident, accounts_of
from casualties.compare.likeness import Likeness, rarity_of

_MOST_POSTINGS = 30
"""A word that this many incidents hold finds no pairs any more; it still weighs a little."""
_CROWD = 100
_MOST_BESIDE = 8
"""In a crowd of incidents of one day and country each is weighed with this many next ones: those lead to the others."""
_ONE, _MAYBE = 0.5, 0.3
"""Score from which two groups of incidents are one, and from which two incidents of them lead to the question."""
_MOST_PARTING = 4
"""One vote in so many may tell two groups apart that all others make one: a sentence of it was misread."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The incidents in groups, one group per event, in the order of first mention; `within` are those of each block."""

    within: tuple[tuple[Incident, ...], ...]
    all: tuple[tuple[Incident, ...], ...]


def match_incidents(incidents: Sequence[Incident], blocks: Sequence[str]) -> Matched:
    """Matched within each block by itself, whatever the others hold; then across blocks, where a place is left open."""
    groups = _Groups(accounts_of(incidents))
    held: defaultdict[str, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        held[block].append(at)
    for own in held.values():
        groups.join_best(own)
    within = groups.told(incidents)
    open_ones = {at for at, incident in enumerate(incidents) if incident.placed is None or not incident.placed.place}
    if len(held) == 1 or not open_ones:
        return Matched(within, within)
    groups.join_best(range(len(incidents)), open_ones)
    return Matched(within, groups.told(incidents))


class _Groups:
    """Which incidents are one so far.  Local to the matching."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._accounts = accounts
        self._likeness = Likeness()
        self._home = list(range(len(accounts)))
        self._members = {at: [at] for at in self._home}
        self._said = dict(enumerate(accounts))
        """What the incidents of a group say together."""

    def join_best(self, among: Sequence[int], open_ones: Set[int] | None = None) -> None:
        """Join the best pairs first, the main incidents before the others; with `open_ones`, only pairs with one."""
        own = {at: self._accounts[at] for at in among}
        rarity = rarity_of(own.values())
        candidates = []
        for a, b in _pairs(own):
            if open_ones is None or a in open_ones or b in open_ones:
                alike = self._likeness.alike(own[a], own[b], rarity)
                score = self._likeness.score(own[a], own[b], alike)
                if score >= _MAYBE:
                    candidates.append((not (own[a].main and own[b].main), -score, a, b, alike))
        for in_passing, _, a, b, alike in sorted(candidates):
            first, second = sorted((self._home[a], self._home[b]))
            self._join(first, second, alike, rarity, in_passing=in_passing)

    def _join(self, first: int, second: int, alike: float, rarity: Mapping[str, float], *, in_passing: bool) -> None:
        """Make one of two groups, where all that both say bears it."""
        if first == second:
            return
        one, other = self._said[first], self._said[second]
        if in_passing and one.main and other.main:
            return
        alike = max(alike, self._likeness.alike(one, other, rarity))
        if self._likeness.score(one, other, alike) < _ONE or self._told_apart(first, second):
            return
        self._said[first] = one.with_(self._said.pop(second))
        moved = self._members.pop(second)
        self._members[first] += moved
        for at in moved:
            self._home[at] = first

    def _told_apart(self, first: int, second: int) -> bool:
        """Whether more than a misread sentence of the reports that know both tells them apart."""
        voices: defaultdict[tuple[str | None, bool], list[Account]] = defaultdict(list)
        for at in self._members[first]:
            voices[self._accounts[at].voice].append(self._accounts[at])
        parting = 0.0
        for at in self._members[second]:
            b = self._accounts[at]
            for a in voices.get(b.voice, ()):
                if self._likeness.told_apart(a, b):
                    parting += min(a.weight, b.weight)
        return _MOST_PARTING * parting > min(self._said[first].weight, self._said[second].weight)

    def told(self, incidents: Sequence[Incident]) -> tuple[tuple[Incident, ...], ...]:
        """The incidents in groups, in the order of first mention."""
        return tuple(tuple(incidents[at] for at in self._members[lead]) for lead in sorted(self._members))


def _pairs(accounts: Mapping[int, Account]) -> set[tuple[int, int]]:
    """Incidents of different reports that share a rare word, or stand near each other among those of a day."""
    words: defaultdict[str, list[int]] = defaultdict(list)
    days: defaultdict[int, list[int]] = defaultdict(list)
    for at, account in accounts.items():
        if not account.lasting:
            for word in account.words:
                words[word].append(at)
            for day in account.each_day():
                days[day].append(at)
    found: set[tuple[int, int]] = set()
    for held in words.values():
        if len(held) <= _MOST_POSTINGS:
            found.update(itertools.combinations(held, 2))
    for held in days.values():
        found.update(_beside(held, accounts))
    return {(a, b) for a, b in found if accounts[a].report != accounts[b].report}


def _beside(held: Sequence[int], accounts: Mapping[int, Account]) -> Iterator[tuple[int, int]]:
    """Of the incidents of one day, each with the next ones; of a crowd, with the next ones of its country."""
    countries: defaultdict[str | None, list[int]] = defaultdict(list)
    for at in held:
        countries[accounts[at].country].append(at)
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
