"""Blocks: which claims are compared with each other, and how many pairs each comparison stands for.

Claims may concern each other if one report makes them or if they name one place.  A small block is compared pair by
pair.  In a large one, claims that say the same of the same thing on the same day form a stance; two stances are
compared once for each way in which their claims may be related (one source or two, one report or two, one sentence or
two), and the comparison stands for every such pair.  Nothing is left out in silence: what was not compared by itself
is counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product

from casualties.compare.evidence import Pair, alike, pair_of
from casualties.compare.facets import Facets, Reading, ReadScope
from casualties.compare.relations import ScopeRelation, relate
from casualties.compare.stances import Stance, Way, gather_stances, own_words, way_of

MOST_IN_BLOCK = 60
"""Within a block of this many claims every pair is compared; beyond, stance against stance."""
MOST_TYPED = 24
"""The same for rows that a person typed without sentences: what sets them apart is in their columns."""
_WINDOW = 15
"""In a block of more than `MOST_IN_BLOCK` stances each is compared with this many next ones, by day and by figure."""

_MOST_SENTENCES = 2_000
"""Pairs of sentences of two stances that are held against each other word by word."""

_Key = tuple[object, ...]


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
            for a, b in _across_stances(gather_stances(one), gather_stances(other)):
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
    if len(block) <= MOST_TYPED or (len(block) <= MOST_IN_BLOCK and any(map(own_words, block))):
        yield from (Comparison(relater.pair(a, b)) for a, b in combinations(block, 2))
        return
    stances = gather_stances(block)
    for one, other in _neighbouring(stances):
        yield from _compare_stances(one, other, relater)


# ------------------------------------------------------------------ stances
def _neighbouring(stances: list[Stance]) -> Iterator[tuple[Stance, Stance]]:
    """Every two stances, and each with itself; if they are too many, those that are next in day or figure."""
    yield from ((s, s) for s in stances if len(s.members) > 1)
    if len(stances) <= MOST_IN_BLOCK:
        yield from combinations(stances, 2)
        return
    yield from _next_ones(stances)


def _across_stances(one: list[Stance], other: list[Stance]) -> Iterator[tuple[Stance, Stance]]:
    """Every stance of the one block with every one of the other; if they are too many, those that are next."""
    if len(one) + len(other) <= MOST_IN_BLOCK:
        yield from product(one, other)
        return
    first = set(one)
    for a, b in _next_ones([*one, *other]):
        if (a in first) != (b in first):
            yield a, b


def _next_ones(stances: list[Stance]) -> Iterator[tuple[Stance, Stance]]:
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


def _compare_stances(one: Stance, other: Stance, relater: Relater) -> Iterator[Comparison]:
    """One comparison for each way in which a claim of the one may be related to a claim of the other."""
    if len(one.members) == len(other.members) == 1:
        yield Comparison(relater.pair(one.lead, other.lead))
    elif own_words(one.lead) and own_words(other.lead) and not (_agree(one.lead, other.lead)):
        yield from _compare_sentences(one, other, relater)
    else:
        left = {way: count for way, count in one.ways(other).items() if count}
        for a, b in one.examples(other):
            way = way_of(a, b)
            if way in left:
                yield Comparison(relater.pair(a, b), left.pop(way))
                if not left:
                    return


def _agree(a: Facets, b: Facets) -> bool:
    """Figures of the same days that meet agree, however alike or unlike their sentences are."""
    return a.has_period and b.has_period and a.meets(b)


def _compare_sentences(one: Stance, other: Stance, relater: Relater) -> Iterator[Comparison]:
    """Whether sentences are alike decides whether their figures can be at odds: that is a way to be related as well."""
    pairs = combinations(one.members, 2) if one is other else product(one.members, other.members)
    first: dict[Way, tuple[Facets, Facets]] = {}
    counts: Counter[Way] = Counter()
    for a, b in islice(pairs, _MOST_SENTENCES):
        way = (*way_of(a, b), alike(a, b))
        first.setdefault(way, (a, b))
        counts[way] += 1
    yield from (Comparison(relater.pair(*pair), counts[way]) for way, pair in first.items())
