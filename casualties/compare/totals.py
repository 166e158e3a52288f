"""Totals: what each stated part and each sum says by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casualties.compare.balance import Leaf, Row, balance, least_conflict, repairs
from casualties.compare.facets import Facets, ids_in_order
from casualties.compare.kinds import Finding, Kind, finding
from casualties.compare.sums import Sum
from casualties.compare.wording import counted, figure, ratio_of, speaker

_STRANGE = 0.2
"""Figures that miss each other by more than a fifth were hardly meant as parts and whole."""


def sum_findings(sums: Iterable[Sum], parts: Iterable[tuple[Facets, Facets]]) -> list[Finding]:
    """What each sum and each stated part says by itself."""
    found = [_weigh_part(part, whole) for part, whole in parts]
    found += [_weigh_sum(row) for row in sums]
    return [f for f in found if f is not None]


def _weigh_part(part: Facets, whole: Facets) -> Finding | None:
    if part.silent or whole.silent:
        return None
    ids = ids_in_order((part, whole))
    of = f"{counted(part)} of {counted(whole)}: stated as a part"
    fixes: Iterable[str] = ()
    if part.low > whole.high:
        excess = f"{part.low:,} > {whole.high:,.0f}"
        reason = (
            f"{of}, but a part cannot exceed its whole ({excess}); one of the two, or what it counts, must be wrong."
        )
        kind = Kind.PART_EXCEEDS_WHOLE
        fixes = mend((part, whole), [Row(0, (1,), exact=False)], {whole: 0, part: 1})
    else:
        kind, reason = Kind.PART_WITHIN_WHOLE, f"{of}, and no larger than the whole."
    gap, ratio = part.gap(whole), ratio_of(part, whole)
    return finding(
        kind, ids, reason, gap=gap, ratio=ratio, scope=whole.claim.scope, repairs=fixes, whole=whole.claim_id
    )


def _weigh_sum(row: Sum) -> Finding | None:
    whole, parts = row.whole, row.parts
    if any(f.silent for f in (whole, *parts)):
        return None
    total = sum(f.stated or 0 for f in parts)
    assumed = () if row.stated else ("the parts share no victims and make up the whole",)
    nodes = {f: n for n, f in enumerate((whole, *parts))}
    adds = Row(0, tuple(range(1, len(nodes))))
    clash = least_conflict([Leaf(f.claim_id, n, f.low, f.high) for f, n in nodes.items()], [adds])
    if not clash:
        reason = f"{_terms(parts)} = {total:,} supports {figure(whole)} ({speaker(whole)})."
        ids = ids_in_order((whole, *parts))
        of = whole.claim_id
        return finding(Kind.SUM_SUPPORTS, ids, reason, gap=0, scope=whole.claim.scope, assumptions=assumed, whole=of)
    residue = (whole.stated or 0) - total
    if not row.stated and abs(residue) > _STRANGE * total:
        return None
    least = {leaf.claim_id for leaf in clash}
    parts = tuple(f for f in parts if f.claim_id in least)
    total, low, high = (sum(n) for n in zip(*((f.stated or 0, f.low, f.high) for f in parts), strict=True))
    few = high < whole.low
    gap = int(whole.low - high if few else low - whole.high)
    too = f"{gap:,} too {'few' if few else 'many'} in the parts"
    told = f"{_terms(parts)} = {total:,}" if len(parts) > 1 else f"{_terms(parts)} in one part alone"
    reason = f"{told}, but {speaker(whole)} gave {figure(whole)}: {too}."
    members = (whole, *parts)
    return finding(
        Kind.SUM_MISMATCH,
        ids_in_order(members),
        reason,
        gap=gap,
        ratio=round(max(total, whole.stated or 0) / max(1, min(total, whole.stated or 0)), 4),
        scope=whole.claim.scope,
        assumptions=(*assumed, *rounded(members, [adds], nodes)),
        repairs=mend(members, [adds], nodes),
        whole=whole.claim_id,
    )


def rounded(members: Sequence[Facets], rows: Sequence[Row], nodes: Mapping[Facets, int]) -> Iterator[str]:
    """What must be assumed where the contradiction would vanish if round numbers were rounded ones."""
    wide = [Leaf(f.claim_id, nodes[f], f.wide_low, f.wide_high) for f in members]
    if balance(wide, rows).clash is None:
        blunt = [figure(f) for f in members if (f.low, f.high) != (f.wide_low, f.wide_high)]
        yield f"{' and '.join(blunt)} {'is' if len(blunt) == 1 else 'are'} exact, not rounded"


def mend(members: Sequence[Facets], rows: Sequence[Row], nodes: Mapping[Facets, int]) -> list[str]:
    """Which one claim, left out or changed by how much, would restore consistency; shown, never applied."""
    named = {f.claim_id: f for f in members}
    leaves = [Leaf(f.claim_id, nodes[f], f.low, f.high) for f in sorted(members, key=lambda f: f.index)]
    found = []
    for repair in repairs(leaves, rows):
        of = f"{figure(named[repair.leaf.claim_id])} ({repair.leaf.claim_id})"
        found.append(f"without {of}" if repair.by is None else f"without {of}, or with it changed by {repair.by:+,}")
    return found


def _terms(parts: Iterable[Facets]) -> str:
    return " + ".join(figure(f) for f in parts)
