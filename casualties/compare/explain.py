"""Explain: a finding told with everything it rests on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from casualties.characters import inline
from casualties.compare.facets import Facets
from casualties.compare.kinds import Finding
from casualties.compare.relations import relate
from casualties.compare.wording import clip, day, figure, scope_words, speaker

_MOST_PAIRS = 6


def explain_finding(finding: Finding, facets: Mapping[str, Facets]) -> str:
    """The finding, its claims with their sentences, the relations of their scopes, and what was assumed."""
    members = [facets[claim_id] for claim_id in finding.claim_ids if claim_id in facets]
    beside = [facets[claim_id] for claim_id in finding.beside if claim_id in facets]
    return "\n".join(_shown(line) for line in _lines(finding, members, beside))


def _shown(line: str) -> str:
    """The line with its indent, and nothing in it that a terminal would obey."""
    words = line.lstrip(" ")
    return f"{' ' * (len(line) - len(words))}{inline(words)}"


def _lines(finding: Finding, members: list[Facets], beside: list[Facets]) -> Iterator[str]:
    yield f"{finding.verdict}: {finding.kind} ({finding.certainty})"
    yield f"  {finding.reason}"
    yield "claims"
    yield from _claims(members)
    if beside:
        yield "rests on"
        yield from _claims(beside)
    if len(members) > 1:
        yield "relations"
    for a, b in itertools.islice(itertools.combinations(members, 2), _MOST_PAIRS):
        parts = (f"{name} {' or '.join(sorted(how))}" for name, how in relate(a, b).dimensions)
        yield f"  {a.claim_id} to {b.claim_id}: {'; '.join(parts)}"
    if (left := len(members) * (len(members) - 1) // 2 - _MOST_PAIRS) > 0:
        yield f"  and {left:,} more"
    for assumption in finding.assumptions:
        yield f"assumed: {assumption}"
    for repair in finding.repairs:
        yield f"would restore consistency: {repair}"
    if finding.gap is not None:
        yield f"arithmetic: gap {finding.gap:,}" + ("" if finding.ratio is None else f", ratio {finding.ratio:g}")


def _claims(members: list[Facets]) -> Iterator[str]:
    for f in members:
        yield f"  {f.claim_id}: {figure(f)} {f.claim.amount.interval} {scope_words(f)}, said by {speaker(f)}, {day(f)}"
        if f.claim.quote:
            yield f"      “{clip(f.claim.quote)}”"
