"""Meetings: what two figures of one scope are to each other where some count satisfies both."""

from __future__ import annotations

import math
from collections.abc import Iterable

from casualties.amount import Bound
from casualties.compare.evidence import Pair
from casualties.compare.facets import Facets
from casualties.compare.kinds import Finding, Kind, finding
from casualties.compare.one_text import GRANTED
from casualties.compare.wording import amount_words, figure, ratio_of, speaker

NEAR_SHARE = 0.02
"""Exact figures of two sources this close (or 1 apart) are more likely a slip than a dispute."""
SLACK_RATIO = 2.0
"""Above this multiple of a bound, lying inside it says little."""
SMALL = 20
"""Up to this, one more or less is not a slip of counting but another count: 6 and 7 are disputed by name."""


def pair_finding(
    kind: Kind,
    pair: Pair,
    reason: str,
    assumed: tuple[str, ...],
    replaced: str | None = None,
    *,
    beside: Iterable[str] = (),
    whole: str | None = None,
) -> Finding:
    """A finding about both claims, with their gap and ratio; its reason ends with what is taken for granted."""
    a, b = pair.a, pair.b
    granted = " and ".join(told for told in assumed if told in GRANTED)
    if granted:
        reason = f"{reason.removesuffix('.')}, if {granted}."
    return finding(
        kind,
        (a.claim_id, b.claim_id),
        reason,
        gap=a.gap(b),
        ratio=ratio_of(a, b),
        scope=a.claim.scope,
        assumptions=assumed,
        replaced=replaced,
        beside=beside,
        whole=whole,
    )


def near(a: Facets, b: Facets) -> bool:
    """Whether one of two figures may be a slip; measured on the far ends, so that a wider figure is no less near."""
    largest = max(f.low if math.isinf(f.high) else int(f.high) for f in (a, b))
    return largest > SMALL and a.gap(b) <= max(1, math.floor(NEAR_SHARE * largest))


def judge_meeting(pair: Pair, assumed: tuple[str, ...]) -> Finding:
    """Some count satisfies both as worded: the same figure, a bound, a round or vague word, or two ranges."""
    kind, reason = _how_they_meet(pair)
    return pair_finding(kind, pair, reason, assumed)


def _how_they_meet(pair: Pair) -> tuple[Kind, str]:
    a, b = pair.a, pair.b
    if (a.low, a.high) == (b.low, b.high):
        return Kind.SAME_FIGURE, _both_say(pair)
    x, y = f"{speaker(a)} said {figure(a)}", f"{speaker(b)} said {figure(b)}"
    bounds = {a.claim.amount.bound, b.claim.amount.bound}
    if Bound.VAGUE in bounds:
        vague, other = (a, b) if a.claim.amount.bound is Bound.VAGUE else (b, a)
        meant = f"“{figure(vague)}” ({speaker(vague)}), which is read as {amount_words(vague.claim.amount)}"
        return Kind.VAGUE_COVERS, f"{figure(other)} ({speaker(other)}) agrees with {meant}."
    if bounds & _LIMITS:
        return Kind.WITHIN_BOUND, _within(a, b)
    if bounds == {Bound.ABOUT, Bound.EXACT}:
        sharp = a if a.claim.amount.bound is Bound.EXACT else b
        said = _shared(a, b) if _is_round(sharp) else f"{figure(sharp)} is the sharper figure"
        return Kind.ROUNDS_TO, f"{x}; {y}: {said}."
    kind = Kind.ROUNDS_TO if Bound.ABOUT in bounds else Kind.RANGES_MEET
    return kind, f"{x}; {y}: {_shared(a, b)}."


_LIMITS = frozenset({Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN})


def _shared(a: Facets, b: Facets) -> str:
    """ "both allow 40 to 45"; without an upper end only where a bare number is read as that many or more."""
    low, high = max(a.low, b.low), min(a.high, b.high)
    if math.isinf(high):
        return f"a count may miss some of the victims, so both allow {low:,} or more"
    return f"both allow {low:,}{'' if high == low else f' to {high:,.0f}'}"


def _both_say(pair: Pair) -> str:
    a, b = pair.a, pair.b
    if pair.same_source:
        return f"{speaker(a)} said {figure(a)} twice: one source, counted once."
    if a.source is None and b.source is None:
        return f"Two reports said {figure(a)} in their own words: two sources."
    return f"{speaker(a)} and {speaker(b)} both said {figure(a)}: two sources."


def _within(a: Facets, b: Facets) -> str:
    loose, tight = (a, b) if _is_looser(a, b) else (b, a)
    slack = (tight.stated or 0) - (loose.stated or 0)
    ratio = ratio_of(a, b) or 1.0
    apart = "right on the bound" if not slack else f"{abs(slack):,} apart"
    times = f"{ratio:.1f} times the bound" if slack > 0 else f"the bound is {ratio:.1f} times as many"
    little = f"; {times}, so this says little" if ratio > SLACK_RATIO else ""
    return f"{figure(tight)} ({speaker(tight)}) fits {figure(loose)} ({speaker(loose)}): {apart}{little}."


def _is_looser(a: Facets, b: Facets) -> bool:
    """Whether `a` is the bound that `b` lies in; of two bounds, or of none, the wider one."""
    limits = a.claim.amount.bound in _LIMITS, b.claim.amount.bound in _LIMITS
    if limits[0] != limits[1]:
        return limits[0]
    return a.high - a.low > b.high - b.low or (math.isinf(a.high) and a.low < b.low)


def judge_rounding(pair: Pair, assumed: tuple[str, ...]) -> Finding:
    """The two meet only if one of them was rounded, or both."""
    a, b = pair.a, pair.b
    if _is_round(a) and _is_round(b):
        reason = f"{figure(a)} ({speaker(a)}) and {figure(b)} ({speaker(b)}) may be one number, rounded."
        return pair_finding(Kind.ROUNDS_TO, pair, reason, (*assumed, f"{figure(a)} and {figure(b)} are round numbers"))
    sharp, blunt = (a, b) if a.wide_high - a.wide_low < b.wide_high - b.wide_low else (b, a)
    reason = (
        f"{figure(blunt)} ({speaker(blunt)}) may be {figure(sharp)} ({speaker(sharp)}) rounded; the latter is sharper."
    )
    return pair_finding(Kind.ROUNDS_TO, pair, reason, (*assumed, f"{figure(blunt)} is a round number"))


def _is_round(f: Facets) -> bool:
    return f.wide_low < f.low or f.claim.amount.bound is Bound.ABOUT


def passed_on(pair: Pair) -> bool:
    """Whether both come from one speaker, by different ways."""
    a, b = pair.a, pair.b
    if _copied(pair):
        return True
    if pair.same_source and a.source is not None:
        return a.relay != b.relay or not pair.same_report
    return bool(a.relay and a.relay == b.source) or bool(b.relay and b.relay == a.source)


def _copied(pair: Pair) -> bool:
    """Two reports print one sentence."""
    quote = pair.a.claim.quote
    return not pair.same_report and quote is not None and quote == pair.b.claim.quote


def judge_repeat(pair: Pair, assumed: tuple[str, ...]) -> Finding:
    """One speaker's figure, told twice: corroboration does not rise."""
    a, b = pair.a, pair.b
    named = a if a.claim.source.words else b
    origin = speaker(named) if named.claim.source.words else "one writer"
    how = "one sentence, printed twice" if _copied(pair) else "one origin, told twice"
    same = figure(a) == figure(b)
    what = f"{figure(a)} comes from {origin} both times" if same else f"{figure(a)} and {figure(b)} come from {origin}"
    reason = f"{what}: {how}."
    return pair_finding(Kind.REPEATS_SOURCE, pair, reason, assumed)
