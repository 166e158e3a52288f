"""Containment: which scopes hold which others, and which of those share no victims.

Found by keys, not by comparing every two: the places above a place are the beginnings of its path, and among the
figures of one place a period looks for the shortest one around it.  Only what is certain counts: a name that may mean
two places holds nothing, and neither does an unknown period.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence

from casualties.compare.balance import Row
from casualties.compare.boxes import Place, may_be_part, may_be_whole, place_path, who
from casualties.compare.facets import Facets
from casualties.compare.relations import DISJOINT, INSIDE, SAME, relate_periods, relate_places
from casualties.scope import Outcome

_MOST_TRIED = 64
"""Periods of one place that are tried as the one around another."""
_MOST_APART = 400
"""Parts of one whole among which those that share no victims are looked for."""

_Who = tuple[object, ...]


def containing_rows(nodes: Sequence[Facets]) -> Iterator[Row]:
    """Rows between the scopes of `nodes` (one claim for each), named by their position.

    A whole is at least the sum of its parts that share no victims; casualties are the killed and the injured.
    """
    yield from _outcome_rows(nodes)
    inside: defaultdict[int, list[int]] = defaultdict(list)
    index = _Index(nodes)
    for node, f in enumerate(nodes):
        for whole in index.around(node, f):
            inside[whole].append(node)
    for whole, parts in inside.items():
        apart = _apart(parts[:_MOST_APART], nodes)
        if len(apart) > 1:
            yield Row(whole, tuple(apart), exact=False)
        single = set(parts) - set(apart) if len(apart) > 1 else parts
        yield from (Row(whole, (part,), exact=False) for part in sorted(single))


def _outcome_rows(nodes: Sequence[Facets]) -> Iterator[Row]:
    scopes: defaultdict[_Who, dict[Outcome, int]] = defaultdict(dict)
    for node, f in enumerate(nodes):
        if may_be_part(f):
            where: object = place_path(f) or f.place or f.place_words or ("unplaced", f.claim.report_id)
            scopes[(f.unit, f.group, f.words, where, f.start, f.end)].setdefault(f.outcome, node)
    for by_outcome in scopes.values():
        whole = by_outcome.get(Outcome.KILLED_OR_INJURED)
        parts = tuple(by_outcome[o] for o in (Outcome.KILLED, Outcome.INJURED) if o in by_outcome)
        if whole is not None and parts:
            yield Row(whole, parts, exact=len(parts) == 2)


class _Index:
    """The nodes that may be wholes, by who and where, each with its periods in order."""

    def __init__(self, nodes: Sequence[Facets]) -> None:
        self._nodes = nodes
        self._periods: dict[tuple[_Who, Place], list[tuple[int, int, int]]] = {}
        self._undated: dict[tuple[_Who, Place], int] = {}
        for node, f in enumerate(nodes):
            where = place_path(f)
            if where is None or not may_be_whole(f):
                continue
            if f.start is not None and f.end is not None:
                self._periods.setdefault((who(f), where), []).append((f.start, -f.end, node))
            else:
                self._undated.setdefault(((*who(f), f.start, f.end), where), node)
        for periods in self._periods.values():
            periods.sort()

    def around(self, node: int, f: Facets) -> list[int]:
        """The nodes next around `f`: none of them holds another, and whatever else holds `f` holds one of them."""
        where = place_path(f)
        if where is None or not may_be_part(f):
            return []
        found: list[int] = []
        for above in range(len(where)):
            other = self._holding((who(f), where[: len(where) - above]), f, node)
            if other is None or relate_places(f, self._nodes[other]) not in (SAME, INSIDE):
                continue
            days = (relate_periods(self._nodes[closer], self._nodes[other]) for closer in found)
            if not any(how in (SAME, INSIDE) for how in days):
                found.append(other)
        return found

    def _holding(self, key: tuple[_Who, Place], f: Facets, node: int) -> int | None:
        if f.start is None or f.end is None:
            found = self._undated.get(((*key[0], f.start, f.end), key[1]))
            return None if found == node else found
        periods = self._periods.get(key, [])
        at = bisect.bisect_right(periods, (f.start, 0, len(self._periods)))
        best: tuple[int, int] | None = None
        for start, minus_end, other in reversed(periods[max(0, at - _MOST_TRIED) : at]):
            holds = other != node and start <= f.start and f.end <= -minus_end
            if holds and (best is None or -minus_end - start < best[0]):
                best = (-minus_end - start, other)
        return None if best is None else best[1]


def _apart(parts: Sequence[int], nodes: Sequence[Facets]) -> list[int]:
    """Parts of which no two share victims, chosen in order: their places part ways, or their days do."""
    chosen: list[int] = []
    for node in parts:
        if all(_share_nothing(nodes[node], nodes[other]) for other in chosen):
            chosen.append(node)
    return chosen


def _share_nothing(a: Facets, b: Facets) -> bool:
    return relate_periods(a, b) == DISJOINT or relate_places(a, b) == DISJOINT
