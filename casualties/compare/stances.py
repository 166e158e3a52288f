"""Stances: claims of a large block that say the same of the same thing on the same day, and how two are related."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import combinations, product

from casualties.claim import Status
from casualties.compare import cues
from casualties.compare.facets import Facets
from casualties.compare.reach import adds, counts_its_own, singles_out, takes_some

_TRIED = 6
"""Claims of each stance among which a pair of two sources and two reports is looked for."""

_Key = tuple[object, ...]
Way = tuple[bool, ...]
_SIDES: tuple[Callable[[Facets], object], ...] = (
    lambda f: f.source,
    lambda f: f.claim.report_id,
    lambda f: f.claim.quote or f.claim_id,
)
"""What the claims of two stances may have in common: their source, their report, their sentence."""


class Stance:
    """Claims that say the same of the same thing on the same day, with how often each source and report occurs."""

    def __init__(self, members: list[Facets]) -> None:
        self.members = members
        self.lead = members[0]
        self._counted: dict[Way, Counter[object]] = {}

    def counted(self, way: Way) -> Counter[object]:
        """How often each source, report and sentence occurs, or each choice of these."""
        found = self._counted.get(way)
        if found is None:
            sides = [side for side, taken in zip(_SIDES, way, strict=True) if taken]
            if len(sides) == 1:
                found = Counter(map(sides[0], self.members))
            else:
                found = Counter(tuple(side(f) for side in sides) for f in self.members)
            self._counted[way] = found
        return found

    def ways(self, other: Stance) -> dict[Way, int]:
        """How many pairs have source, report and sentence in common, only some of these, or none."""
        own = len(self.members)
        at_least = {_NOTHING: own * (own - 1) // 2 if self is other else own * len(other.members)}
        for way in _IN_COMMON:
            if all(at_least[one] for one in _ONE_SIDE if any(map(operator.and_, one, way)) and one in at_least):
                at_least[way] = _in_common(self.counted(way), other.counted(way))
            else:
                at_least[way] = 0
        exactly: dict[Way, int] = {}
        for way in reversed((_NOTHING, *_IN_COMMON)):
            more = (n for other_way, n in exactly.items() if all(map(operator.ge, other_way, way)))
            exactly[way] = at_least[way] - sum(more)
        return exactly

    def examples(self, other: Stance) -> Iterator[tuple[Facets, Facets]]:
        """Every pair, those first among which most ways are soon found: the first few, then one source, one report."""
        few, others = self.members[:_TRIED], other.members[:_TRIED]
        yield from combinations(few, 2) if self is other else product(few, others)
        for side, way in zip(_SIDES, _ONE_SIDE, strict=True):
            names = self.counted(way).keys() & other.counted(way).keys()
            yield from _sharing(self.members, other.members, names, side)
        yield from combinations(self.members, 2) if self is other else product(self.members, other.members)


_NOTHING: Way = (False,) * len(_SIDES)
_IN_COMMON: tuple[Way, ...] = tuple(
    sorted((way for way in product((False, True), repeat=len(_SIDES)) if any(way)), key=lambda way: (sum(way), way))
)
_ONE_SIDE = tuple(tuple(n == at for n in range(len(_SIDES))) for at in range(len(_SIDES)))


def way_of(a: Facets, b: Facets) -> Way:
    """Which of source, report and sentence the two have in common."""
    return tuple(side(a) == side(b) for side in _SIDES)


def _sharing(
    some: Sequence[Facets], others: Sequence[Facets], names: Set[object], key: Callable[[Facets], object]
) -> Iterator[tuple[Facets, Facets]]:
    """Pairs that share one of `names`: the first claim that has it, and the first other one that does."""
    first: dict[object, Facets] = {}
    for f in some:
        first.setdefault(key(f), f)
    yield from ((first[key(f)], f) for f in others if key(f) in names and first[key(f)] is not f)


def _in_common(some: Counter[object], others: Counter[object]) -> int:
    """The pairs that share a name; of one and the same stance, every two claims that do."""
    if some is others:
        return sum(n * (n - 1) // 2 for n in some.values() if n > 1)
    return sum(some[name] * others[name] for name in some.keys() & others.keys())


def gather_stances(block: Sequence[Facets]) -> list[Stance]:
    """The claims gathered by everything that a verdict depends on but their source, report and sentence."""
    told: dict[str, _Key] = {}
    grouped: dict[_Key, list[Facets]] = {}
    for f in block:
        c = f.claim
        flags = told.get(f.beside)
        if flags is None:
            flags = told[f.beside] = cues.flags(f)
        key: _Key = (f.scope, f.ends, c.status, c.cumulative, f.as_of, c.source.kind, c.figure, flags)
        if f.relay is not None or c.part_of or c.revises or (own_words(f) and c.status is not Status.ASSERTED):
            key = (*key, c.claim_id)  # its own words matter: it stands for itself
        elif own_words(f):
            key = (*key, f.typed, *_bearing(f))
        grouped.setdefault(key, []).append(f)
    return [Stance(members) for members in grouped.values()]


def _bearing(f: Facets) -> _Key:
    """What a sentence, and who speaks in it, has to do with a verdict, beside the cues."""
    return (
        adds(f),
        singles_out(f),
        takes_some(f),
        cues.is_early(f),
        cues.is_late(f),
        cues.is_later(f),
        cues.is_replaced(f),
        cues.is_owned_up(f),
        f.source is None,
        counts_its_own(f),
        *(cues.in_sentence(f, words) for words in (cues.TOLL, cues.SUMMED, cues.ANOTHER)),
    )


def own_words(f: Facets) -> bool:
    """Whether a sentence stands beside the figure, so that a reader is shown more than its columns."""
    return f.claim.span is not None or f.claim.quote is not None
