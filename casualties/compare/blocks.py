"""Blocks: which claims are compared with each other, and how many pairs each comparison stands for.

Claims may concern each other if one report makes them or if they name one place.  A small block is compared pair by
pair.  In a large one, claims that say the same of the same thing on the same day form a stance; two stances are
compared once for each way in which their claims may be related (one source or two, one report or two), and the
comparison stands for every such pair.  Nothing is left out in silence: what was not compared by itself is counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeVar

from casualties.compare import cues
from casualties.compare.evidence import Pair, pair_of
from casualties.compare.facets import Facets, Reading, ReadScope
from casualties.compare.relations import ScopeRelation, relate

MOST_IN_BLOCK = 60
"""Within a block of this many claims every pair is compared; beyond, stance against stance."""
MOST_TYPED = 24
"""The same for rows that a person typed without sentences: what sets them apart is in their columns."""
_WINDOW = 15
"""In a block of more than `MOST_IN_BLOCK` stances each is compared with this many next ones, by day and by figure."""
_TRIED = 6
"""Claims of each stance among which a pair of two sources and two reports is looked for."""

_Key = tuple[object, ...]
_Name = TypeVar("_Name")


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """A pair to be judged, and the number of pairs that stand to each other in the same way (itself among them)."""

    pair: Pair
    stands_for: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """What a table gives to compare: the comparisons, and the pairs there are in all."""

    comparisons: Iterator[Comparison]
    n_pairs: int


class Relater:
    """Pairs with the relation of their scopes, which is worked out once for any two scopes."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[tuple[ReadScope, ReadScope], ScopeRelation] = {}

    def pair(self, a: Facets, b: Facets) -> Pair:
        """The pair in the order of the claims."""
        if self._reading is Reading.TALLY:
            return pair_of(a, b, self._reading)
        if b.index < a.index:
            a, b = b, a
        scopes = (a.scope, b.scope)
        known = self._known.get(scopes)
        if known is None:
            known = self._known[scopes] = relate(a, b)
        return Pair(a, b, known)


def compare_blocks(several: Sequence[Facets], reports: Iterable[list[Facets]], reading: Reading) -> Compared:
    """Every comparison that the claims, and those of each of the `reports`, call for."""
    relater = Relater(reading)
    links = _linked(several)
    places = list(_by_place(several))
    named_alike = _named_alike(places)
    within = [block for report in reports for block in _rows_of(report) if len(block) > 1]
    n_pairs = sum(len(b) * (len(b) - 1) // 2 for b in places) + sum(_across(b) for b in within) + len(links)
    n_pairs += sum(len(a) * len(b) for a, b in named_alike)

    def comparisons() -> Iterator[Comparison]:
        yield from (Comparison(relater.pair(a, b)) for a, b in links)
        for block in places:
            yield from _compare(block, relater)
        for one, other in named_alike:
            for a, b in product(_stances(one), _stances(other)):
                yield from _compare_stances(a, b, relater)
        for block in within:
            yield from _compare_places(block, relater)

    return Compared(comparisons(), n_pairs)


def place_key(f: Facets) -> object:
    """Claims with equal keys name one place; None for those that name none."""
    return f.scope.place or f.scope.place_words or None


def _linked(several: Sequence[Facets]) -> list[tuple[Facets, Facets]]:
    """A claim and the one that it says it revises, wherever they stand."""
    revising = [f for f in several if f.claim.revises is not None]
    by_id = {f.claim_id: f for f in several} if revising else {}
    found = ((f, by_id.get(f.claim.revises or "")) for f in revising)
    return [(f, other) for f, other in found if other is not None and other is not f]


def _by_place(several: Sequence[Facets]) -> Iterator[list[Facets]]:
    scopes: dict[ReadScope, list[Facets]] = {}
    for f in several:
        scopes.setdefault(f.scope, []).append(f)
    places: dict[_Key, list[list[Facets]]] = {}
    for scope, members in scopes.items():
        where = scope.place or scope.place_words
        if where:
            places.setdefault((scope.unit, scope.outcome, where), []).append(members)
    for groups in places.values():
        yield groups[0] if len(groups) == 1 else sorted((f for g in groups for f in g), key=lambda f: f.index)


def _named_alike(places: Iterable[list[Facets]]) -> list[tuple[list[Facets], list[Facets]]]:
    """Places that were typed without an id, with those of the same name that have one."""
    known: defaultdict[_Key, list[list[Facets]]] = defaultdict(list)
    typed: list[tuple[_Key, list[Facets]]] = []
    for block in places:
        scope = block[0].scope
        if scope.place_words:
            name: _Key = (scope.unit, scope.outcome, scope.place_words)
            if scope.place:
                known[name].append(block)
            else:
                typed.append((name, block))
    return [(one, other) for name, one in typed for other in known.get(name, ())]


def _rows_of(report: list[Facets]) -> list[list[Facets]]:
    """The claims of one report together; the rows of a long table place by place, whatever the outcome."""
    if len(report) <= MOST_IN_BLOCK:
        return [report]
    rows: defaultdict[object, list[Facets]] = defaultdict(list)
    for f in report:
        rows[place_key(f)].append(f)
    return list(rows.values())


def _block_key(f: Facets) -> _Key | None:
    """Two claims of one report with equal keys are compared in the block of their place already."""
    where = place_key(f)
    return None if where is None else (f.scope.unit, f.scope.outcome, where)


def _across(block: list[Facets]) -> int:
    """Pairs of a report's claims that are not of one place's block."""
    counts = Counter(_block_key(f) for f in block)
    within = sum(n * (n - 1) // 2 for key, n in counts.items() if key is not None)
    return len(block) * (len(block) - 1) // 2 - within


def _compare_places(block: list[Facets], relater: Relater) -> Iterator[Comparison]:
    for done in _compare(block, relater):
        where = _block_key(done.pair.a)
        if where is None or where != _block_key(done.pair.b):
            yield done


def _compare(block: list[Facets], relater: Relater) -> Iterator[Comparison]:
    if len(block) <= MOST_TYPED or (len(block) <= MOST_IN_BLOCK and any(map(_own_words, block))):
        yield from (Comparison(relater.pair(a, b)) for a, b in combinations(block, 2))
        return
    stances = _stances(block)
    for one, other in _neighbouring(stances):
        yield from _compare_stances(one, other, relater)


# ------------------------------------------------------------------ stances
class _Stance:
    """Claims that say the same of the same thing on the same day, with how often each source and report occurs."""

    def __init__(self, members: list[Facets]) -> None:
        self.members = members
        self.lead = members[0]
        self.sources = Counter([f.source for f in members])
        self.reports = Counter([f.claim.report_id for f in members])

    def ways(self, other: _Stance) -> dict[tuple[bool, bool], int]:
        """How many pairs share source and report, only the one, only the other, or neither."""
        own = len(self.members)
        every = own * (own - 1) // 2 if self is other else own * len(other.members)
        sources = _in_common(self.sources, other.sources)
        reports = _in_common(self.reports, other.reports)
        both = 0
        if sources and reports:
            voices = self.voices()
            both = _in_common(voices, voices if self is other else other.voices())
        return {
            (True, True): both,
            (True, False): sources - both,
            (False, True): reports - both,
            (False, False): every - sources - reports + both,
        }

    def voices(self) -> Counter[tuple[str | None, str | None]]:
        return Counter((f.source, f.claim.report_id) for f in self.members)

    def examples(self, other: _Stance) -> Iterator[tuple[Facets, Facets]]:
        """Every pair, those first among which most ways are soon found: the first few, one source, one report."""
        few, others = self.members[:_TRIED], other.members[:_TRIED]
        yield from combinations(few, 2) if self is other else product(few, others)
        if self is other:
            yield from _sharing(self.members, self.members, self.sources.keys(), lambda f: f.source)
            yield from combinations(self.members, 2)
        else:
            sources = self.sources.keys() & other.sources.keys()
            yield from _sharing(self.members, other.members, sources, lambda f: f.source)
            yield from product(self.members, other.members)


def _sharing(
    some: Sequence[Facets], others: Sequence[Facets], names: Set[str | None], key: Callable[[Facets], str | None]
) -> Iterator[tuple[Facets, Facets]]:
    """Pairs that share one of `names`: the first claim that has it, and the first other one that does."""
    first: dict[str | None, Facets] = {}
    for f in some:
        first.setdefault(key(f), f)
    yield from ((first[key(f)], f) for f in others if key(f) in names and first[key(f)] is not f)


def _in_common(some: Counter[_Name], others: Counter[_Name]) -> int:
    """The pairs that share a name; of one and the same stance, every two claims that do."""
    if some is others:
        return sum(n * (n - 1) // 2 for n in some.values() if n > 1)
    return sum(some[name] * others[name] for name in some.keys() & others.keys())


def _stances(block: Sequence[Facets]) -> list[_Stance]:
    """The claims gathered by everything that a verdict depends on but their source and report."""
    told: dict[str, _Key] = {}
    grouped: dict[_Key, list[Facets]] = {}
    for f in block:
        c = f.claim
        flags = told.get(f.beside)
        if flags is None:
            flags = told[f.beside] = cues.flags(f)
        key: _Key = (f.scope, f.ends, c.status, c.cumulative, f.as_of, c.source.kind, c.figure, flags)
        if _own_words(f) or f.relay is not None or c.part_of or c.revises:
            key = (*key, c.claim_id)  # its own words matter: it stands for itself
        grouped.setdefault(key, []).append(f)
    return [_Stance(members) for members in grouped.values()]


def _own_words(f: Facets) -> bool:
    return f.claim.span is not None or f.claim.quote is not None


def _neighbouring(stances: list[_Stance]) -> Iterator[tuple[_Stance, _Stance]]:
    """Every two stances, and each with itself; if they are too many, those that are next in day or figure."""
    yield from ((s, s) for s in stances if len(s.members) > 1)
    if len(stances) <= MOST_IN_BLOCK:
        yield from combinations(stances, 2)
        return
    leads = [s.lead for s in stances]
    by_day = sorted(range(len(stances)), key=lambda n: (leads[n].as_of or 0, leads[n].low, n))
    by_figure = sorted(range(len(stances)), key=lambda n: (leads[n].low, leads[n].high, n))
    near = {
        (min(a, b), max(a, b))
        for order in (by_day, by_figure)
        for at, a in enumerate(order)
        for b in order[at + 1 : at + 1 + _WINDOW]
    }
    yield from ((stances[a], stances[b]) for a, b in sorted(near))


def _compare_stances(one: _Stance, other: _Stance, relater: Relater) -> Iterator[Comparison]:
    """One comparison for each way in which a claim of the one may be related to a claim of the other."""
    if len(one.members) == len(other.members) == 1:
        yield Comparison(relater.pair(one.lead, other.lead))
        return
    left = {way: count for way, count in one.ways(other).items() if count}
    for a, b in one.examples(other):
        way = (a.source == b.source, a.claim.report_id == b.claim.report_id)
        if way in left:
            yield Comparison(relater.pair(a, b), left.pop(way))
            if not left:
                return
