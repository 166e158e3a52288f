"""Kinds: what can be said of two or more claims, and the finding that says it."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from casualties.characters import inline
from casualties.scope import Scope


class Verdict(StrEnum):
    """What a finding means for a reader: what five kinds of difference there are."""

    AGREE = "agree"
    EXPLAINED = "explained"
    REVISION = "revision"
    CONFLICT = "conflict"
    REVIEW = "review"


class Kind(StrEnum):
    """What two or more claims are to each other; docs/how-it-decides.md has a section and an example for each."""

    SAME_FIGURE = "same_figure"
    WITHIN_BOUND = "within_bound"
    ROUNDS_TO = "rounds_to"
    RANGES_MEET = "ranges_meet"
    VAGUE_COVERS = "vague_covers"
    PART_WITHIN_WHOLE = "part_within_whole"
    SUM_SUPPORTS = "sum_supports"
    GROWTH_OVER_TIME = "growth_over_time"
    DIFFERENT_SCOPE = "different_scope"
    DIFFERENT_OUTCOME = "different_outcome"
    DIFFERENT_UNIT = "different_unit"
    DIFFERENT_METHOD = "different_method"
    REPEATS_SOURCE = "repeats_source"
    STALE_REPEAT = "stale_repeat"
    REVISED_UP = "revised_up"
    REVISED_DOWN = "revised_down"
    RETRACTED = "retracted"
    CONTRADICTS_ITSELF = "contradicts_itself"
    CONTRADICTS_SOURCE = "contradicts_source"
    FALLS_WITHOUT_REASON = "falls_without_reason"
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    SUM_MISMATCH = "sum_mismatch"
    COUNTED_TWICE = "counted_twice"
    STATUS_DISAGREES = "status_disagrees"
    DENIED = "denied"
    MISATTRIBUTED = "misattributed"
    RETOLD_DIFFERENTLY = "retold_differently"
    RATE_MISMATCH = "rate_mismatch"
    NEAR_MISS = "near_miss"
    OUTCOME_FLOW = "outcome_flow"

    @property
    def verdict(self) -> Verdict:
        """The verdict that every finding of this kind carries."""
        return _VERDICT_OF[self]


_KINDS_OF = {
    Verdict.AGREE: frozenset(
        {
            Kind.SAME_FIGURE,
            Kind.WITHIN_BOUND,
            Kind.ROUNDS_TO,
            Kind.RANGES_MEET,
            Kind.VAGUE_COVERS,
            Kind.PART_WITHIN_WHOLE,
            Kind.SUM_SUPPORTS,
        }
    ),
    Verdict.EXPLAINED: frozenset(
        {
            Kind.GROWTH_OVER_TIME,
            Kind.DIFFERENT_SCOPE,
            Kind.DIFFERENT_OUTCOME,
            Kind.DIFFERENT_UNIT,
            Kind.DIFFERENT_METHOD,
            Kind.REPEATS_SOURCE,
            Kind.STALE_REPEAT,
        }
    ),
    Verdict.REVISION: frozenset({Kind.REVISED_UP, Kind.REVISED_DOWN, Kind.RETRACTED}),
    Verdict.CONFLICT: frozenset(
        {
            Kind.CONTRADICTS_ITSELF,
            Kind.CONTRADICTS_SOURCE,
            Kind.FALLS_WITHOUT_REASON,
            Kind.PART_EXCEEDS_WHOLE,
            Kind.SUM_MISMATCH,
            Kind.COUNTED_TWICE,
            Kind.STATUS_DISAGREES,
            Kind.DENIED,
            Kind.MISATTRIBUTED,
            Kind.RETOLD_DIFFERENTLY,
            Kind.RATE_MISMATCH,
        }
    ),
    Verdict.REVIEW: frozenset({Kind.NEAR_MISS, Kind.OUTCOME_FLOW}),
}

_VERDICT_OF = {kind: verdict for verdict, kinds in _KINDS_OF.items() for kind in kinds}
_IDS_IN_NAME = 4
_VERDICT_ORDER = (Verdict.CONFLICT, Verdict.REVIEW, Verdict.REVISION, Verdict.EXPLAINED, Verdict.AGREE)


class Certainty(StrEnum):
    """``certain`` if every possible relation of the scopes gives the finding, else ``possible``."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is to be said of two or more claims.

    ``gap`` is the least distance between the two intervals in persons (0 where they meet, None where no two figures
    are measured against each other); ``ratio`` the larger stated value over the smaller (at least 1.0, None where one
    is zero or vague).  ``assumptions`` name what would make a possible finding certain; ``scope`` is what it speaks
    of; ``repairs`` name what would restore consistency, never applied; ``replaced`` is the claim that another one
    supersedes; ``n_pairs`` how many pairs of claims stand to each other as these do, where one is shown for all;
    ``beside`` names other claims that it rests on; ``whole`` is the claim that the others are parts of, or add up to.
    """

    finding_id: str
    kind: Kind
    verdict: Verdict
    certainty: Certainty
    claim_ids: tuple[str, ...]
    gap: int | None = None
    ratio: float | None = None
    reason: str = ""
    scope: Scope | None = None
    assumptions: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    replaced: str | None = None
    n_pairs: int = 1
    beside: tuple[str, ...] = ()
    whole: str | None = None

    @property
    def is_conflict(self) -> bool:
        return self.verdict is Verdict.CONFLICT

    def __repr__(self) -> str:
        return f"<{self.verdict}: {self.kind} ({self.certainty}), {inline(self.reason)}>"


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Conflicts first, certain before possible, then the widest ratio, then the widest gap, then by id."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[int, bool, float, int, str, str]:
    return (
        _VERDICT_ORDER.index(finding.verdict),
        finding.certainty is Certainty.POSSIBLE,
        -(finding.ratio or 0.0),
        -(finding.gap or 0),
        finding.kind,
        finding.finding_id,
    )


def finding(
    kind: Kind,
    claim_ids: Iterable[str],
    reason: str,
    *,
    gap: int | None = None,
    ratio: float | None = None,
    scope: Scope | None = None,
    assumptions: Iterable[str] = (),
    repairs: Iterable[str] = (),
    replaced: str | None = None,
    beside: Iterable[str] = (),
    whole: str | None = None,
) -> Finding:
    """A finding with the verdict of its kind; with any assumption left it is only possible."""
    ids, needed = tuple(claim_ids), tuple(assumptions)
    name = "+".join(ids) if len(ids) <= _IDS_IN_NAME else hashlib.sha256("+".join(ids).encode()).hexdigest()[:16]
    return Finding(
        finding_id=f"{kind}:{name}",
        kind=kind,
        verdict=kind.verdict,
        certainty=Certainty.POSSIBLE if needed else Certainty.CERTAIN,
        claim_ids=ids,
        gap=gap,
        ratio=ratio,
        reason=reason[:1].upper() + reason[1:],
        scope=scope,
        assumptions=needed,
        repairs=tuple(repairs),
        replaced=replaced,
        beside=tuple(beside),
        whole=whole,
    )


def standing_for(shown: Finding, pairs: int) -> Finding:
    """The same of `pairs` pairs of claims, of which these two are shown."""
    more = f"{pairs - 1:,} more {'pair' if pairs == 2 else 'pairs'}"
    reason = f"{shown.reason} The same holds for {more} like this one."
    return dataclasses.replace(shown, reason=reason, n_pairs=pairs)
