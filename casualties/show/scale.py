"""Scale: where a number stands on an axis from the smallest to the largest, and which numbers the axis names."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

_WIDE = 30
"""From this ratio of largest to smallest on, the axis is logarithmic: 3 beside 100 would be a dot at the edge."""
_FROM_ZERO = 0.4
"""Below this share of the largest, the smallest number stands close enough to zero to show it."""
_SMALL = 5
"""Below this, every number from zero on is shown."""
_MARGIN = 0.12
_BEYOND = 1.5
"""What a logarithmic axis shows beyond its numbers, as a factor."""
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from ``low`` to ``high``, with the numbers to be named on it, ascending."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[int, ...]

    def share(self, number: float) -> float:
        """How far along the axis `number` stands: 0.0 at its low end, 1.0 at its high end, never outside."""
        low, at, high = (stretch(n) if self.logarithmic else n for n in (self.low, number, self.high))
        return min(1.0, max(0.0, (at - low) / (high - low)))

    def at(self, share: float) -> float:
        """The number that stands there: the inverse of `share`."""
        if not self.logarithmic:
            return self.low + share * (self.high - self.low)
        low, high = stretch(self.low), stretch(self.high)
        return unstretch(low + share * (high - low))


def stretch(number: float) -> float:
    """The logarithm of one more, so that 0 has a place too."""
    return math.log1p(max(number, 0))


def unstretch(at: float) -> float:
    """The number whose `stretch` it is."""
    return math.expm1(at)


def scale_of(numbers: Iterable[int]) -> Scale:
    """The axis that shows all of `numbers` (0 or more) with room at both ends; 0 to 1 where there are none."""
    known = sorted(numbers)
    if not known:
        return Scale(0, 1, logarithmic=False, ticks=(0, 1))
    least, most = known[0], known[-1]
    positive = next((n for n in known if n > 0), 1)
    if most >= _WIDE * positive:
        low = least / _BEYOND
        return Scale(low, most * _BEYOND, logarithmic=True, ticks=_powers(low, most * _BEYOND))
    span = most - least or max(2, most // 5)
    low = 0 if least < _FROM_ZERO * most or most < _SMALL else max(0, least - _MARGIN * span)
    high = max(most, 1) + _MARGIN * (span if low else max(most, 1))
    return Scale(low, high, logarithmic=False, ticks=_even(low, high))


def scale_from_zero(most: int) -> Scale:
    """The even axis from zero to a little beyond `most`, for lengths that are added up."""
    high = max(most, 1) * (1 + _MARGIN)
    return Scale(0, high, logarithmic=False, ticks=_even(0, high))


def _even(low: float, high: float) -> tuple[int, ...]:
    """About five whole, round numbers between the ends."""
    rough = max(1.0, (high - low) / _STEPS)
    power = 10 ** math.floor(math.log10(rough))
    step = next(max(1, math.floor(power * m)) for m in (1, 2, 2.5, 5, 10) if power * m >= rough or m == 10)
    return tuple(range(math.ceil(low / step) * step, math.floor(high) + 1, step))


def _powers(low: float, high: float) -> tuple[int, ...]:
    """Powers of ten, with 0 where the axis starts there; at most six of them."""
    tens = [10**n for n in range(math.floor(math.log10(high)) + 1) if 10**n >= low]
    thin = tens[:: math.ceil(len(tens) / 6)]
    return (0, *thin) if low == 0 else tuple(thin)
