"""Numerals: every number phrase of a text, what it commits to, and what kind of number it is.

Found: digits and words ("27", "1,729", "1.5 million", "twelve hundred", "half a dozen"), hedges before and after ("at
least 27", "30 or so"), ranges ("between 10 and 15", "27 or 28"), vague words ("dozens", "a handful of") and zero ("no
one", "no" before a noun). Ages, dates, names, money and other numbers that count nobody are found too, each with its
`Form`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real

from casualties.amount import ABOUT_TOLERANCE, Amount, Bound
from casualties.errors import AmountError, InputTypeError, expect
from casualties.extract.hedges import Limits, commit, hedge_table
from casualties.extract.lexicon import Lexicon, expect_lexicon
from casualties.extract.notcounts import not_count, unit_of
from casualties.extract.numberdates import MARKS, code
from casualties.extract.numberforms import COUNTS, Form, Place, Shape
from casualties.extract.numbertokens import MAX_DIGITS, Tokens, cut, cut_apart
from casualties.extract.quantities import (
    CARDINAL,
    NO,
    PRONOUN,
    SHARE,
    Quantity,
    QuantityTable,
    days_apart,
    might_count,
    opens_number,
    quantity_table,
    read_quantity,
)
from casualties.extract.ranges import Hedged, hedged, join_ranges
from casualties.extract.vague import ACLED_VAGUE, DEFAULT_VAGUE, VagueTable
from casualties.report import Span

__all__ = ["ACLED_VAGUE", "DEFAULT_VAGUE", "Form", "NumberPhrase", "VagueTable", "find_amounts", "find_phrases"]

_ENGLISH = Lexicon()
_AND_ALSO = {("and",), (",",), (",", "and"), ("or",)}
_EXACT, _RANGE = Bound.EXACT, Bound.RANGE
_COUNT, _DECIMAL, _AGE, _ORDINAL, _DURATION = Form.COUNT, Form.DECIMAL, Form.AGE, Form.ORDINAL, Form.DURATION
_UNREAD = frozenset({Form.DATE, Form.TIME, Form.FRACTION})
"""The number in these is a part of what is said ("two-thirds" is not two)."""
_AMOUNTS = frozenset({Form.COUNT, Form.DECIMAL, Form.MONEY, Form.DURATION, Form.MEASURE})


@dataclass(frozen=True, slots=True)
class NumberPhrase:
    """A number phrase: ``text[start:end] == text`` in code points; ``core`` is the number without its hedges.

    ``value`` is the stated number (450 for "more than 450"), None for ranges, vague words and unreadable codes; ``low``
    and ``high`` are inclusive, None is an open end.
    """

    start: int
    end: int
    text: str
    value: int | float | None
    bound: Bound
    low: int | float | None
    high: int | float | None
    approximate: bool
    form: Form
    core: Span

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def amount(self) -> Amount:
        """What the phrase says of a number of people; `AmountError` where it cannot (2.5, an age, a date)."""
        if self.form not in COUNTS:
            raise AmountError(
                f"{self.text!r} is a number of kind {self.form}, no count of people. Give a whole number."
            )
        value, low, high = (None if n is None else int(n) for n in (self.value, self.low, self.high))
        return Amount(value, self.bound, low, high, self.approximate)


def find_phrases(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    lexicon: Lexicon = _ENGLISH,
    vague: VagueTable = DEFAULT_VAGUE,
    tolerance: float = ABOUT_TOLERANCE,
) -> tuple[NumberPhrase, ...]:
    """Every number phrase of every form between two offsets, in order, not overlapping.

    `vague` says what "dozens" and its like commit to, `tolerance` how far "about n" reaches (a share of n, 0 to 1).
    "a" and "an" alone are no number phrases.  Raises `InputTypeError` unless `text` is a string.
    """
    if not isinstance(text, str):
        raise InputTypeError(f"text must be str, not {type(text).__name__}. Decode bytes first.")
    table = quantity_table(lexicon)
    end = len(text) if end is None else end
    if not might_count(text, start, end, table):
        return ()
    tokens = cut(text, start, end)
    opening = opens_number(tokens, table)
    for at in opening:
        if " " in tokens.keys[at] and days_apart(tokens, at, table):
            tokens = cut_apart(tokens, at)
            opening = opens_number(tokens, table)
            break
    quantities, settled = _quantities(tokens, opening, table, vague)
    hedges = hedge_table(lexicon)
    parts = join_ranges(tokens, hedged(tokens, quantities, hedges, tolerance), hedges)
    phrases: list[NumberPhrase] = []
    for n, part in enumerate(parts):
        if n and _repeats(tokens, parts[n - 1], part):
            phrases.append(_phrase(tokens, part, table, Form.OTHER))
            continue
        listed = n > 0 and phrases[-1].form is _AGE and _also_age(tokens, parts[n - 1], part, table)
        phrases.append(_phrase(tokens, part, table, _AGE if listed else None))
    phrases.extend(_written(tokens, shape) for shape in settled)
    return tuple(_apart(sorted(phrases, key=lambda p: (p.start, -p.end))))


def find_amounts(
    text: str,
    *,
    lexicon: Lexicon = _ENGLISH,
    vague: VagueTable = DEFAULT_VAGUE,
    tolerance: float = ABOUT_TOLERANCE,
) -> tuple[NumberPhrase, ...]:
    """The number phrases that say how many: counts, decimals, and sums or lengths in words ("$20", "three days").

    Not among them: ages, dates, years, times, ordinals, compounds ("15-member"), shares, names, codes, sizes glued to
    their unit ("180ml") and "no" before a noun.  Parameters as for `find_phrases`.

    Raises `InputTypeError` for what is no text, lexicon or table of vague words, `AmountError` for a tolerance below 0.
    """
    expect_lexicon(lexicon)
    expect(vague, VagueTable, "vague", "Write DEFAULT_VAGUE or ACLED_VAGUE of casualties.extract.numerals, say.")
    if not isinstance(tolerance, Real | Decimal) or not math.isfinite(tolerance) or tolerance < 0:
        raise AmountError(f"a tolerance is a share of the number, such as 0.1, not {tolerance!r}.")
    found = find_phrases(text, lexicon=lexicon, vague=vague, tolerance=tolerance)
    return tuple(p for p in found if p.form in _AMOUNTS and not _is_size(text, p))


def _is_size(text: str, phrase: NumberPhrase) -> bool:
    return phrase.form is Form.MEASURE and text[phrase.core.end : phrase.core.end + 1].isalpha()


def _quantities(
    tokens: Tokens, opening: Sequence[int], table: QuantityTable, vague: VagueTable
) -> tuple[list[Quantity], list[Shape]]:
    """The quantities in order; dates and codes told by their marks are settled at once, so that nothing joins them."""
    found: list[Quantity] = []
    settled: list[Shape] = []
    reached = 0
    for at in opening:
        if at < reached:
            continue
        if (tokens.keys[at + 1] in MARKS or len(tokens.keys[at]) > MAX_DIGITS) and tokens.is_numeral(at):
            shape = code(Place(tokens, table.forms, at, at + 1, at, at + 1, None))
            if shape is not None:
                settled.append(shape)
                reached = shape.last
                continue
        quantity = read_quantity(tokens, at, table, vague)
        if quantity is not None:
            found.append(quantity)
            reached = quantity.last
    return found, settled


def _repeats(tokens: Tokens, before: Hedged, part: Hedged) -> bool:
    """ "twelve (12)": the same number said again in brackets."""
    again = tokens.between(before.last, part.first) == ("(",) and tokens.key(part.last) == ")"
    return again and part.limits is not None and before.limits is not None and part.limits.value == before.limits.value


def _also_age(tokens: Tokens, before: Hedged, part: Hedged, table: QuantityTable) -> bool:
    """ "aged six and nine": a bare number joined to an age, with no noun of its own."""
    gap = tokens.between(before.core[1], part.first)
    following = tokens.key(part.last)
    alone = not following[:1].isalpha() or following in table.forms.function
    return gap in _AND_ALSO and part.kind is CARDINAL and not part.hedges and alone


def _phrase(tokens: Tokens, part: Hedged, table: QuantityTable, known: Form | None) -> NumberPhrase:
    first, last = part.core
    limits = part.limits or Limits(None, _EXACT, None, None)
    form, left, right = (known, first, last) if known else _form(tokens, part, limits, table)
    start = tokens.starts[min(part.first, left)]
    if form in _UNREAD or (form is _ORDINAL and not tokens.is_numeral(first)):
        limits = Limits(None, _EXACT, None, None)
    elif form is _DURATION and limits.value is not None and any(h.spans for h in part.hedges):
        limits, start = commit(limits.value, (), 0), tokens.starts[first]
    end = tokens.ends[max(part.last, right) - 1]
    core = Span(tokens.starts[first], tokens.ends[last - 1])
    return NumberPhrase(
        start,
        end,
        tokens.text[start:end],
        limits.value,
        limits.bound,
        limits.low,
        limits.high,
        limits.approximate,
        form,
        core,
    )


def _form(tokens: Tokens, part: Hedged, limits: Limits, table: QuantityTable) -> tuple[Form, int, int]:
    first, last = part.core
    if part.kind is NO:
        return Form.ZERO_DETERMINER, first, last
    if part.kind is SHARE or part.kind is PRONOUN:
        return (Form.FRACTION if part.kind is SHARE else Form.PRONOUN), first, last
    stated = limits.value if limits.bound is not _RANGE else limits.high
    place = Place(tokens, table.forms, first, last, part.first, part.last, stated, part.joined)
    shape = unit_of(place) if part.kind is not CARDINAL else not_count(place)
    if shape is not None:
        return shape.form, shape.first, shape.last
    whole = not any(type(n) is float for n in limits[:4])
    return (_COUNT if whole else _DECIMAL), first, last


def _written(tokens: Tokens, shape: Shape) -> NumberPhrase:
    """A date or code as it stands; it has no value."""
    start, end = tokens.starts[shape.first], tokens.ends[shape.last - 1]
    text = tokens.text[start:end]
    return NumberPhrase(start, end, text, None, _EXACT, None, None, False, shape.form, Span(start, end))


def _apart(phrases: Sequence[NumberPhrase]) -> Iterator[NumberPhrase]:
    """Without those that begin inside an earlier one."""
    reached = -1
    for phrase in phrases:
        if phrase.start >= reached:
            yield phrase
            reached = phrase.end
