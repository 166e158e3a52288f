"""Likeness: how much speaks for two incidents being one, and how much of what is said of them excludes it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from casualties.compare.incidents import Account, Where

_FADING = 0.5
"""A word that n incidents say weighs 1 / n to this power; whoever does not say it has no part in that."""
_DAY, _PLACE, _COUNTRY, _WORDS, _FIGURES = 0.3, 0.3, 0.15, 2.5, 0.5
"""What is added for days that meet, a place both name (or only a country), and likeness of words and of figures."""
_OTHER_DAY = 0.2
"""What each of a day or two between the named days takes off, and half of it where one is the day of the whole report:
a report's own day is often read as the incident's, and a night has two days."""
_OTHER_STORY = 0.2
"""What it takes off if both name their victims, and share neither a word for these nor any telling word."""
_MOST_DAYS = 2
_TOLL = 0.3
"""Likeness of words from which a running toll without days may be the toll of an incident."""
_MOSTLY, _A_GOOD_DEAL = 0.5, 0.25
"""What part of all that is said has to exclude the other, and has to be named by the report that tells two apart."""


class Likeness:
    """Compares accounts of incidents; how two places stand to each other is worked out once."""

    def __init__(self) -> None:
        self._met: dict[tuple[Where, Where], bool | None] = {}

    def excluded(self, a: Account, b: Account) -> bool:
        """Whether most of what is said of days and places excludes that the two are one."""
        days = sum(n * m for x, n in a.days.items() for y, m in b.days.items() if (x.apart(y) or 0) > _MOST_DAYS)
        places = sum(n * m for x, n in a.places.items() for y, m in b.places.items() if self._meet(x, y) is False)
        whole = a.weight * b.weight
        return days + places - days * places / whole >= _MOSTLY * whole

    def told_apart(self, a: Account, b: Account) -> bool:
        """Whether their own report tells two incidents apart: by days that it names, or by two towns or provinces."""
        whole = a.weight * b.weight
        days = [(n * m, bool(x.apart(y))) for x, n in a.days.items() for y, m in b.days.items() if x.firm and y.firm]
        places = [
            (n * m, self._meet(x, y) is False)
            for x, n in a.places.items()
            for y, m in b.places.items()
            if not (x.broad or y.broad)
        ]
        return _mostly_apart(days, whole) or _mostly_apart(places, whole)

    def alike(self, a: Account, b: Account, rarity: Mapping[str, float]) -> float:
        """How much of their telling words the two share: 0 to 1."""
        shared = math.fsum(rarity[word] for word in a.words & b.words)
        return shared / math.sqrt(_weight(a, rarity) * _weight(b, rarity)) if shared else 0.0

    def score(self, a: Account, b: Account, alike: float) -> float:
        """How much speaks for one event; 0 where days or places speak against it."""
        if self.excluded(a, b) or (a.background != b.background and alike < _TOLL):
            return 0.0
        other_story = not alike and a.victims and b.victims and a.victims.isdisjoint(b.victims)
        said = _WORDS * alike + _FIGURES * _of_figures(a, b) - bool(other_story) * _OTHER_STORY
        return round(said + self._of_days(a, b) + self._of_places(a, b), 9)  # whatever the order of the claims

    def _of_days(self, a: Account, b: Account) -> float:
        """What is known of their days: what meets speaks for one, what is near and named speaks against it."""
        worth = known = 0.0
        for x, n in a.days.items():
            for y, m in b.days.items():
                apart = x.apart(y)
                if apart is not None:
                    other = _OTHER_DAY * min(apart, _MOST_DAYS) / (1 if x.firm and y.firm else 2)
                    worth += n * m * (_DAY if apart == 0 else -other)
                    known += n * m
        return worth / known if known else 0.0

    def _of_places(self, a: Account, b: Account) -> float:
        """The closest place that both name, the less of it the more else of what they name excludes each other."""
        best = apart = 0.0
        for x, n in a.places.items():
            for y, m in b.places.items():
                meet = self._meet(x, y)
                if meet:
                    best = max(best, _COUNTRY if x.broad or y.broad else _PLACE)
                elif meet is False:
                    apart += n * m
        return best * (1 - apart / (a.weight * b.weight))

    def _meet(self, a: Where, b: Where) -> bool | None:
        if (a, b) not in self._met:
            self._met[a, b] = a.meets(b)
        return self._met[a, b]


def rarity_of(accounts: Iterable[Account]) -> dict[str, float]:
    """Weight of each word: the more incidents say it, the less it tells; reports without it do not matter."""
    held = Counter(word for account in accounts for word in account.words)
    return {word: 1 / n**_FADING for word, n in held.items()}


def _mostly_apart(named: Sequence[tuple[float, bool]], whole: float) -> bool:
    """Most of what is named parts the two, and it is a good deal of what is said."""
    parted = sum(weight for weight, apart in named if apart)
    return parted >= max(_A_GOOD_DEAL * whole, _MOSTLY * sum(weight for weight, _ in named))


def _of_figures(a: Account, b: Account) -> float:
    """How many of their figures the two share: 0 to 1."""
    shared = len(a.figures & b.figures)
    return shared / math.sqrt(len(a.figures) * len(b.figures)) if shared else 0.0


def _weight(account: Account, rarity: Mapping[str, float]) -> float:
    return math.fsum(rarity[word] for word in account.words)
