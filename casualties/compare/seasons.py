"""Seasons: what a whole series of tolls tells that no pair of them does.

A toll that rises from first to last is told once.  In a long series whose figures are mostly not rounded, a fall is a
fall even where one of the two figures could have been rounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from casualties.amount import Bound
from casualties.compare.facets import Facets
from casualties.compare.kinds import Finding, Kind, finding
from casualties.compare.series import LONG_SERIES, RESTART_DAYS, History
from casualties.compare.verdicts import FALLING
from casualties.compare.wording import at_day, figure, ratio_of, scope_words, speaker

_ROUND = 10
_BESIDE = 2 * LONG_SERIES
"""So many figures before a fall show that the source does not round."""


def season_findings(histories: Iterable[History]) -> Iterator[Finding]:
    """Rises from first to last, and falls that only rounding would excuse."""
    for history in histories:
        if history.rises():
            yield _rise(history)
        if len(history.dated) > LONG_SERIES:
            yield from _rounded_falls(history)


def _rise(history: History) -> Finding:
    first = history.dated[0]
    steps = ", ".join(f"{figure(f)}" for f in history.dated)
    return finding(
        Kind.GROWTH_OVER_TIME,
        (f.claim_id for f in history.dated),
        f"The toll for {scope_words(first)} rises with time and never falls: {steps}.",
        scope=first.claim.scope,
        assumptions=() if len({f.source for f in history.dated}) == 1 else ("all count the same event",),
    )


def _rounded_falls(history: History) -> Iterator[Finding]:
    sources: defaultdict[str | None, list[Facets]] = defaultdict(list)
    for f in history.dated:
        if f.claim.cumulative and f.claim.amount.bound is Bound.EXACT and f.outcome in FALLING:
            sources[f.source].append(f)
    for told in sources.values():
        if len(told) > LONG_SERIES and _counts_heads(told):
            yield from _falls(told)


def _counts_heads(told: Sequence[Facets]) -> bool:
    """Fewer than half of the figures end in a zero; one in ten would by chance."""
    return 2 * sum((f.stated or 0) % _ROUND == 0 for f in told) < len(told)


def _falls(told: Sequence[Facets]) -> Iterator[Finding]:
    """Each lower figure after the highest so far, once for each level that the toll falls to."""
    highest = lowest = told[0]
    for at, f in enumerate(told):
        new = (f.as_of or 0) - (highest.as_of or 0) > RESTART_DAYS and 2 * (f.stated or 0) < (highest.stated or 0)
        if new or (f.stated or 0) >= (highest.stated or 0):
            highest = lowest = f
        elif (f.stated or 0) < (lowest.stated or 0):
            if f.nearly_meets(highest) or f.nearly_meets(lowest):
                yield _fall(highest, f, told[max(0, at - _BESIDE) : at])
            lowest = f


def _fall(early: Facets, late: Facets, beside: Sequence[Facets]) -> Finding:
    reason = (
        f"{speaker(late)} gave {at_day(early)}, then {at_day(late)} for {scope_words(late)}, without a word of "
        "correction; a toll cannot fall, and the figures around are not rounded."
    )
    return finding(
        Kind.FALLS_WITHOUT_REASON,
        (early.claim_id, late.claim_id),
        reason,
        gap=early.gap(late),
        ratio=ratio_of(early, late),
        scope=late.claim.scope,
        assumptions=("neither figure is rounded",),
        beside=(f.claim_id for f in beside if f not in (early, late)),
    )
