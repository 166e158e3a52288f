"""Amount: what a number phrase commits to.

"27", "at least 27" and "dozens" are three different statements.  An amount keeps the stated number (``value``) apart
from the closed interval of counts that the words allow (``low`` to ``high``, either of which may be open), and never
collapses one into the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from numbers import Integral

from casualties.errors import AmountError, InputTypeError, expect

ABOUT_TOLERANCE = 0.1
"""Half-width of "about n" as a share of n: "about 50" is read as 45-55."""


class Bound(StrEnum):
    """How the words limit the count (the ``bound`` column)."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Amount:
    """A count of people (or families, or households) as the words give it.

    ``value`` is the stated number, ``None`` for vague words and ranges; ``low`` and ``high`` are inclusive, ``None``
    is an open end.  ``approximate`` marks words that blur ("about", "nearly", "as many as", "dozens").

    >>> Amount.more_than(450)
    Amount(more_than 450: [451, ∞))
    """

    value: int | None
    bound: Bound
    low: int | None
    high: int | None
    approximate: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.bound, Bound):
            raise InputTypeError(f"the bound of an amount must be a Bound, not {self.bound!r}. Write Bound.EXACT, say.")
        for name in ("value", "low", "high"):
            number = getattr(self, name)
            if number is None:
                continue
            if _whole(number) < 0:
                raise AmountError(f"an amount cannot be negative: {number}. Give a count of 0 or more.")
            object.__setattr__(self, name, _whole(number))
        if self.low is not None and self.high is not None and self.low > self.high:
            raise AmountError(f"low {self.low} is above high {self.high}. Swap them or leave one end empty.")

    @classmethod
    def exact(cls, n: int) -> Amount:
        """ "27", "no one" (0), "a" before a victim (1)."""
        return cls(_whole(n), Bound.EXACT, n, n)

    @classmethod
    def at_least(cls, n: int) -> Amount:
        """ "at least 27", "27 or more"."""
        return cls(_whole(n), Bound.AT_LEAST, n, None)

    @classmethod
    def more_than(cls, n: int) -> Amount:
        """ "more than 450", "over 500": one more than the stated number."""
        return cls(n, Bound.MORE_THAN, _whole(n) + 1, None)

    @classmethod
    def at_most(cls, n: int, *, approximate: bool = False) -> Amount:
        """ "up to 30"; "as many as 30" is approximate as well."""
        return cls(_whole(n), Bound.AT_MOST, None, n, approximate)

    @classmethod
    def less_than(cls, n: int, *, approximate: bool = False) -> Amount:
        """ "fewer than 20"; "nearly 40" is approximate as well.  Less than 0 is taken as less than 1."""
        return cls(n, Bound.LESS_THAN, None, max(_whole(n) - 1, 0), approximate)

    @classmethod
    def about(cls, n: int, tolerance: float = ABOUT_TOLERANCE) -> Amount:
        """ "about 50", "some 50", "50 or so": `tolerance` is the half-width as a share of n."""
        try:
            share = Fraction(str(tolerance))  # exact: 50 * 1.1 is 55.000000000000007 in floating point
        except ValueError:
            raise AmountError(f"a tolerance is a share of the number, such as 0.1, not {tolerance!r}.") from None
        n = _whole(n)
        margin = n * share
        return cls(n, Bound.ABOUT, max(math.floor(n - margin), 0), math.ceil(n + margin), True)

    @classmethod
    def between(cls, low: int, high: int, *, approximate: bool = False) -> Amount:
        """ "between 10 and 15", "10-15", "27 or 28": both ends included, in either order."""
        low, high = sorted((_whole(low), _whole(high)))
        return cls(None, Bound.RANGE, low, high, approximate)

    @classmethod
    def vague(cls, low: int | None, high: int | None = None) -> Amount:
        """ "dozens" (at least 24), "several" (at least 3); see `extract.numerals` for the word tables."""
        return cls(None, Bound.VAGUE, low, high, True)

    @property
    def is_zero(self) -> bool:
        """Zero was said ("no one was hurt"), which is neither unknown nor unreported."""
        return self.low == 0 and self.high == 0

    @property
    def interval(self) -> str:
        """The interval in brackets: ``[27, 27]``, ``[451, ∞)``, ``(?, 30]`` for an unstated low end."""
        left = "(?" if self.low is None else f"[{self.low:,}"
        right = "∞)" if self.high is None else f"{self.high:,}]"
        return f"{left}, {right}"

    def meets(self, other: Amount) -> bool:
        """Some count satisfies both."""
        expect(other, Amount, "what an amount meets", "Write Amount.exact(3), say.")
        return max(self.low or 0, other.low or 0) <= min(_top(self), _top(other))

    def covers(self, other: Amount) -> bool:
        """Every count that `other` allows is allowed here too."""
        expect(other, Amount, "what an amount covers", "Write Amount.exact(3), say.")
        return (self.low or 0) <= (other.low or 0) and _top(other) <= _top(self)

    def __repr__(self) -> str:
        stated = "" if self.value is None else f" {self.value:,}"
        return f"Amount({self.bound}{stated}: {self.interval})"


def _whole(number: object) -> int:
    """The number, if it is one that people can be counted with: an int, numpy's too, or a whole decimal."""
    if isinstance(number, int):
        return number
    if isinstance(number, Integral):
        return int(number)
    if isinstance(number, Decimal) and number.is_finite() and number == number.to_integral_value():
        return int(number)
    kind = type(number).__name__
    raise InputTypeError(f"an amount counts in whole numbers, and {number!r} is {kind}. Give an int: int('27').")


def _top(amount: Amount) -> float:
    return math.inf if amount.high is None else amount.high
