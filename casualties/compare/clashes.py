"""Clashes: figures of several scopes that cannot all be right, with the least set of them and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from casualties.compare.balance import Clash, Leaf, Row, balance, least_conflict
from casualties.compare.boxes import Box
from casualties.compare.cells import Cells, Excluded
from casualties.compare.evidence import FAR_APART
from casualties.compare.facets import Facets
from casualties.compare.kinds import Finding, Kind, finding
from casualties.compare.totals import mend, rounded
from casualties.compare.wording import counted_scope, figure, speaker


def across_rows(
    clash: Clash, leaves: Sequence[Leaf], by_id: Mapping[str, Facets], stated: frozenset[Row]
) -> Finding | None:
    """The least set of claims behind a clash, if nothing explains it."""
    least = least_conflict(leaves, clash.rows)
    nodes = {by_id[leaf.claim_id]: leaf.node for leaf in least}
    if len(set(nodes.values())) < 2:
        return None  # two claims of one topic: a pair of their own
    rows = [row for row in clash.rows if not nodes.keys().isdisjoint(nodes) and set(row.nodes) & set(nodes.values())]
    if any(row in stated for row in rows) and len(rows) == 1:
        return None  # totals.py weighs each statement by itself
    members = sorted(nodes, key=lambda f: f.index)
    wholes = {f for f in members if nodes[f] in {row.whole for row in rows}}
    assumed = _one_day(members, wholes, exact=any(row.exact for row in rows))
    if assumed is None:
        return None
    proof = balance(least, rows).clash
    if proof is None or _out_of_scale(members, proof.low.value, proof.high.value):
        return None
    above = [f.claim_id for f in wholes]
    return _finding(
        members,
        (_told(proof.low.leaves(), by_id), _told(proof.high.leaves(), by_id)),
        (int(proof.low.value), int(proof.high.value)),
        assumptions=(*assumed, *_meaning(rows, members), *rounded(members, rows, nodes)),
        repairs=mend(members, rows, nodes),
        whole=above[0] if len(above) == 1 else None,
    )


def across_cells(
    leaves: Sequence[Leaf], rows: Sequence[Row], boxes: Mapping[int, Box], by_id: Mapping[str, Facets]
) -> Finding | None:
    """The least set of claims that no count for each cell satisfies, if nothing explains it."""
    kept = list(leaves)
    for leaf in leaves:
        rest = [other for other in kept if other is not leaf]
        if _excluded(rest, rows, boxes) is not None:
            kept = rest
    proof = _excluded(kept, rows, boxes)
    if proof is None or len({leaf.node for leaf in kept}) < 2:
        return None
    members = sorted((by_id[leaf.claim_id] for leaf in kept), key=lambda f: f.index)
    wholes = {by_id[leaf.claim_id] for leaf, _ in proof.highs}
    assumed = _one_day(members, wholes, exact=False)
    if assumed is None or _out_of_scale(members, proof.low, proof.high):
        return None
    return _finding(
        members,
        (_told_often(proof.lows, by_id), _told_often(proof.highs, by_id)),
        (proof.low, proof.high),
        assumptions=assumed,
        repairs=_mend_cells(kept, rows, boxes, by_id),
    )


def _excluded(leaves: Sequence[Leaf], rows: Sequence[Row], boxes: Mapping[int, Box]) -> Excluded | None:
    """Only the scopes of these leaves count, so that the claims alone give the finding again."""
    nodes = {leaf.node for leaf in leaves}
    own = {n: box for n, box in boxes.items() if n in nodes}
    return Cells(leaves, [row for row in rows if nodes.issuperset(row.nodes)], own).excluded()


def _mend_cells(
    kept: Sequence[Leaf], rows: Sequence[Row], boxes: Mapping[int, Box], by_id: Mapping[str, Facets]
) -> Iterator[str]:
    """Which one claim, left out or changed by how much, would restore consistency; shown, never applied."""
    nodes = {leaf.node for leaf in kept}
    inner = [row for row in rows if nodes.issuperset(row.nodes)]
    own = {n: box for n, box in boxes.items() if n in nodes}
    for leaf in sorted(kept, key=lambda x: by_id[x.claim_id].index):
        of = f"{figure(by_id[leaf.claim_id])} ({leaf.claim_id})"
        rest = Cells([other for other in kept if other is not leaf], inner, own)
        low, high = rest.ends(leaf.node) if rest.excluded() is None else (0, None)
        by = low - leaf.high if leaf.high < low else high - leaf.low if high is not None and high < leaf.low else None
        yield f"without {of}" if by is None or leaf.low + by < 0 else f"without {of}, or with it changed by {by:+,.0f}"


def _finding(
    members: Sequence[Facets],
    told: tuple[str, str],
    ends: tuple[int, int],
    *,
    assumptions: Iterable[str],
    repairs: Iterable[str],
    whole: str | None = None,
) -> Finding:
    kind = Kind.PART_EXCEEDS_WHOLE if len(members) == 2 else Kind.SUM_MISMATCH
    gap = ends[0] - ends[1]
    return finding(
        kind,
        [f.claim_id for f in members],
        _reason(told, ends, kind),
        gap=gap,
        ratio=round(ends[0] / ends[1], 4) if ends[1] else None,
        scope=members[0].claim.scope,
        assumptions=assumptions,
        repairs=repairs,
        whole=whole,
    )


def _out_of_scale(members: Sequence[Facets], low: float, high: float) -> bool:
    """In a text, a scope that was misread is likelier than a part several times its whole."""
    return 0 < FAR_APART * high < low and not any(f.typed for f in members)


def _one_day(members: Sequence[Facets], wholes: Set[Facets], *, exact: bool) -> tuple[str, ...] | None:
    """What must be assumed of the days on which the figures held; None where the days explain the difference."""
    days = {f.as_of for f in members}
    if len(days) == 1:
        told = None not in days or (
            len({f.claim.report_id for f in members}) == 1 and not any(f.typed for f in members)
        )
        return () if told else ("all figures held on the same day",)
    if None in days:
        return ("all figures held on the same day",)
    latest_part = max((f.as_of or 0 for f in members if f not in wholes), default=0)
    earliest_whole = min((f.as_of or 0 for f in members if f in wholes), default=0)
    if exact or latest_part > earliest_whole:
        return None  # a toll that was counted later may be larger
    return ()


def _meaning(rows: Sequence[Row], members: Sequence[Facets]) -> Iterator[str]:
    if any(row.exact for row in rows) and len({f.outcome for f in members}) > 1:
        yield "casualties are the killed and the injured, and nobody else"


def _reason(told: tuple[str, str], ends: tuple[int, int], kind: Kind) -> str:
    """ "20 people killed in A (police) and 15 people killed in B (police) make at least 35, but ..."."""
    low, high = told
    if kind is Kind.PART_EXCEEDS_WHOLE:
        sizes = f"{ends[0]:,} > {ends[1]:,}"
        return f"{low}, although {high} should hold them: {sizes}; one of the two, or what it counts, must be wrong."
    room = f"leave room for {ends[1]:,} at most: {ends[0] - ends[1]:,} too many"
    return f"{low} make at least {ends[0]:,}, but {high} {room}."


def _told_often(leaves: Sequence[tuple[Leaf, int]], by_id: Mapping[str, Facets]) -> str:
    """A figure that bears on several others is counted more than once."""
    several = (_told([leaf], by_id) + (f", counted {times} times," if times > 1 else "") for leaf, times in leaves)
    return " and ".join(several)


def _told(leaves: Iterable[Leaf], by_id: Mapping[str, Facets]) -> str:
    told = (by_id[leaf.claim_id] for leaf in leaves)
    return " and ".join(f"{counted_scope(f)} ({speaker(f)})" for f in told)
