"""Bars: what a claim looks like on an axis: its ends, the number it states, and how firmly it is held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casualties.amount import Amount, Bound
from casualties.claim import Claim, Status
from casualties.compare.wording import amount_words
from casualties.scope import Outcome


@dataclass(frozen=True, slots=True)
class Bar:
    """One claim to be drawn.  ``low`` and ``high`` are its ends, None where open; ``stated`` is the number it names,
    or the nearest that its words allow: 451 for "more than 450".

    ``who`` and ``figure`` are the source's and the figure's words as they stand in the claim.  ``vague`` marks words
    without a number ("dozens"); ``held`` is False for what is denied, withdrawn or only supposed.
    """

    claim: Claim
    who: str
    figure: str
    low: int | None
    high: int | None
    stated: int | None
    vague: bool
    held: bool

    @property
    def outcome(self) -> Outcome:
        return self.claim.outcome

    @property
    def silent(self) -> bool:
        """Neither end is known, so that there is nothing to draw."""
        return self.low is None and self.high is None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that an axis must reach."""
        return tuple(n for n in (self.low, self.stated, self.high) if n is not None)


def units_of(claims: Iterable[Claim]) -> str:
    """What the claims count, for an axis: "persons", or "persons, families" where they count several things."""
    return ", ".join(dict.fromkeys(str(c.scope.unit) for c in claims))


_NOT_HELD = (Status.DENIED, Status.RETRACTED, Status.HYPOTHETICAL)


def bar_of(claim: Claim) -> Bar:
    """The bar of a claim."""
    amount = claim.amount
    vague = amount.bound is Bound.VAGUE
    return Bar(
        claim=claim,
        who=claim.source.words or claim.source.source_id or "no source named",
        figure=claim.figure or amount_words(amount),
        low=amount.low,
        high=amount.high,
        stated=None if vague or amount.value is None else _within(amount, amount.value),
        vague=vague,
        held=claim.status not in _NOT_HELD,
    )


def bars_of(claims: Iterable[Claim]) -> list[Bar]:
    """The bars of claims, source by source in the order of their lowest figures, each source's from low to high."""
    bars = [bar_of(c) for c in claims]
    least: dict[str, int] = {}
    for bar in bars:
        least[bar.who] = min(least.get(bar.who, _at(bar)), _at(bar))
    return sorted(bars, key=lambda b: (least[b.who], b.who, _at(b)))


def _at(bar: Bar) -> int:
    return next((n for n in (bar.stated, bar.low, bar.high) if n is not None), 0)


def _within(amount: Amount, number: int) -> int:
    number = number if amount.low is None else max(number, amount.low)
    return number if amount.high is None else min(number, amount.high)
