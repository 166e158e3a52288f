"""Cardinals: bare numbers in digits and words, without hedges.

Found: "27", "1,729", "1.5 million", "10k", "2 lakh", "twenty-seven", "a hundred and five", "twelve hundred", "one and
a half million", "half a dozen", "three score", "two million three thousand", "nought point five", "a quarter of a
million".

word2number reads chunks below a thousand and nothing else: on whole phrases it is silently wrong ("a hundred and
five" gives 500), so the grammar of hundreds, scales, dozens and fractions is here.
"""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import NamedTuple

from word2number import w2n

from casualties.extract.numbertokens import Tokens, read_numeral
from casualties.extract.numberwords import ARTICLES, NumberVocabulary


class Cardinal(NamedTuple):
    """Tokens ``first`` up to ``last``; ``unit`` is the multiplier it ends in, 1 for none ("2 to 3 million")."""

    first: int
    last: int
    value: int | float
    unit: int = 1


@functools.cache
def _below_thousand(spelled: str) -> int:
    """A chunk below a thousand that opens with a digit word: the only thing word2number is asked."""
    return int(w2n.word_to_num(spelled))


_AND = frozenset({"and", "&"})
_HUNDRED = 100


class _Piece(NamedTuple):
    """One chunk with its scales: "two hundred", "three million"; ``digits`` if written in digits."""

    last: int
    value: Fraction
    unit: int
    top: int
    digits: bool


def read_cardinal(tokens: Tokens, at: int, words: NumberVocabulary) -> Cardinal | None:
    """The longest cardinal that begins at token `at`; None where none does."""
    plain = _plain(tokens, at, words)
    if plain is not None:
        return plain
    share = _share_of_scale(tokens, at, words)
    if share is not None:
        return share
    piece = _piece(tokens, at, words, opening=True)
    if piece is None:
        return None
    total, last, unit, limit = piece.value, piece.last, piece.unit, piece.top
    while limit > 1 and not tokens.parted(last):
        total, last, ended = _fraction_after(tokens, last, total, unit, words)
        if ended:
            break
        joined, following = _joint(tokens, last)
        more = _piece(tokens, following, words, opening=False)
        if more is None or not _fits(more, joined, limit, total):
            break
        if more.top > limit:  # "two thousand two million"
            scale = Fraction(more.unit)
            total = total * scale + more.value
        else:
            total += more.value
        last, unit, limit = more.last, more.unit, min(more.top, limit) if more.top < limit else more.top
    return _cardinal(at, last, total, unit)


def _plain(tokens: Tokens, at: int, words: NumberVocabulary) -> Cardinal | None:
    """The frequent case: one numeral or small word that nothing joins on to."""
    key, following = tokens.keys[at], tokens.keys[at + 1]
    if following == "," and _decimal_comma(tokens, at, words):
        return None
    if following in words.joining or (tokens.glued(at + 1) and following[:1].isalpha()):
        return None
    if tokens.is_numeral(at):
        number = read_numeral(key)
        return Cardinal(at, at + 1, number) if number is not None else None
    small = words.small.get(key)
    if small is None or (small[0] == "ten" and following in words.small):
        return None
    return Cardinal(at, at + 1, _below_thousand(small[1]))


def _cardinal(first: int, last: int, total: Fraction, unit: int) -> Cardinal:
    value: int | float = total.numerator if total.denominator == 1 else float(total)
    return Cardinal(first, last, value, unit)


def _joint(tokens: Tokens, at: int) -> tuple[str, int]:
    """What joins two pieces: nothing, "and", a comma, or a comma with "and"."""
    key = tokens.key(at)
    if key in _AND:
        return "and", at + 1
    if key == ",":
        return ("and", at + 2) if tokens.key(at + 1) in _AND else (",", at + 1)
    return "", at


def _fits(more: _Piece, joined: str, limit: int, total: Fraction) -> bool:
    """Whether a further piece belongs to the number: it is smaller than the scale before it."""
    if more.top > limit:
        return joined == "" and more.value // more.unit < limit and total < more.top and not more.digits
    if more.value >= limit or more.top == limit:
        return False
    if more.digits and more.unit == 1:  # "3 million and 21": two numbers
        return False
    return joined != "," or more.unit > 1 or more.value >= _HUNDRED


def _piece(tokens: Tokens, at: int, words: NumberVocabulary, *, opening: bool) -> _Piece | None:
    """A chunk below a thousand (or digits) with the scales that multiply it."""
    key = tokens.key(at)
    if not key or (tokens.parted(at) and not opening):
        return None
    digits = False
    if tokens.is_numeral(at):
        number = read_numeral(key)
        if number is None:
            return None
        value, last, digits = Fraction(str(number)), at + 1, True
        if tokens.key(last) == "," and _decimal_comma(tokens, at, words):
            value, last = value + Fraction(int(tokens.key(at + 2)), 10 ** len(tokens.key(at + 2))), at + 3
        letter = _letter_scale(tokens, last, value, words) if tokens.glued(last) else None
        if letter is not None:
            return _Piece(last + 1, value * letter, letter, 1, digits)
    elif key in words.small:
        value, last = _chunk(tokens, at, words)
    elif opening and key in ARTICLES and _multiplies(tokens, at + 1, words):
        value, last = Fraction(1), at + 1
    elif opening and _multiplies(tokens, at, words):
        value, last = Fraction(1), at
    else:
        return None
    return _scaled(tokens, value, at, last, words, digits=digits)


def _decimal_comma(tokens: Tokens, at: int, words: NumberVocabulary) -> bool:
    """ "3,5 million": one or two digits after a comma and before a scale are decimals."""
    decimals = tokens.key(at + 2)
    tied = tokens.glued(at + 1) and tokens.glued(at + 2) and decimals.isdecimal() and len(decimals) <= 2
    return (
        tied
        and tokens.is_numeral(at)
        and words.scales.get(tokens.key(at + 3), 0) >= 1000
        and tokens.keys[at].isdecimal()
    )


_CURRENCY = frozenset("$€£¥₹")


def _letter_scale(tokens: Tokens, at: int, value: Fraction, words: NumberVocabulary) -> int | None:
    """What a letter glued to digits multiplies by: "10k", "2.5m", "10m people"; none in "a 10m wall"."""
    if tokens.glued(at + 1) and tokens.is_word(at + 1):
        return None
    letter = tokens.written(at)
    if letter in words.unsure:
        scale, before = words.unsure[letter]
        sure = value.denominator > 1 or tokens.key(at - 2) in _CURRENCY or tokens.key(at + 1) in before
        return scale if sure else None
    return words.glued.get(letter)


def _multiplies(tokens: Tokens, at: int, words: NumberVocabulary) -> bool:
    """Whether a scale or group stands there that may open a number, alone or after an article: no plural, no letter."""
    key = tokens.key(at)
    if key in words.plurals or key == "score" or (len(key) <= 3 and key != "lac"):
        return False
    return key in words.scales or key in words.groups


def _chunk(tokens: Tokens, at: int, words: NumberVocabulary) -> tuple[Fraction, int]:
    """Words below a hundred: "twenty-seven", "twelve"; with the point's decimals ("two point five")."""
    kind, spelled = words.small[tokens.keys[at]]
    last = at + 1
    if kind == "ten":
        after = (
            last + 1 if tokens.key(last) in {"-", "‑", "–"} and (tokens.glued(last) or tokens.glued(last + 1)) else last
        )
        unit = words.small.get(tokens.key(after))
        if unit is not None and unit[0] == "unit" and not tokens.parted(after):
            spelled, last = f"{spelled} {unit[1]}", after + 1
    return _decimals(tokens, Fraction(_below_thousand(spelled)), last, words)


def _decimals(tokens: Tokens, whole: Fraction, last: int, words: NumberVocabulary) -> tuple[Fraction, int]:
    if tokens.key(last) != "point" or tokens.key(last + 1) not in words.small:
        return whole, last
    written, last = "", last + 1
    while tokens.key(last) in words.small and len(written) < 12:
        written += str(_below_thousand(words.small[tokens.keys[last]][1]))
        last += 1
    return whole + Fraction(int(written), 10 ** len(written)), last


def _scaled(tokens: Tokens, value: Fraction, first: int, last: int, words: NumberVocabulary, *, digits: bool) -> _Piece:
    """The chunk with its hundred, the fraction between ("two and a half million"), and its scales.

    A bare scale ("million dead") opens the number itself, so a paragraph may begin with it.
    """
    unit = top = 1
    opens = last == first
    if tokens.key(last) in {"hundred", "hundreds"} and (opens or not tokens.parted(last)):
        value, last, unit, top = value * _HUNDRED, last + 1, _HUNDRED, _HUNDRED
        value, last, unit, top = _after_hundred(tokens, value, last, words, digits=digits)
    if unit == 1:
        value, last = _mixed(tokens, value, last, words)
    while True:
        at = last + 1 if tokens.key(last) == "-" and tokens.glued(last) and tokens.glued(last + 1) else last
        key = tokens.key(at)
        parted = tokens.parted(at) and not (opens and at == first)
        if key in words.groups and not parted:
            return _Piece(at + 1, value * words.groups[key], words.groups[key], 1, digits)
        scale = words.scales.get(key)
        if scale is None or scale <= top or parted:
            return _Piece(last, value, unit, top, digits)
        value, last, unit, top = value * scale, at + 1, scale, scale


def _after_hundred(
    tokens: Tokens, value: Fraction, last: int, words: NumberVocabulary, *, digits: bool
) -> tuple[Fraction, int, int, int]:
    """ "... and five" after a hundred, unless a hundred of its own follows ("one hundred and five hundred")."""
    at = last + 1 if tokens.key(last) in _AND else last
    rest: tuple[Fraction, int] | None = None
    if tokens.key(at) in words.small and words.small[tokens.key(at)][0] != "zero" and not tokens.parted(at):
        rest = _chunk(tokens, at, words)
    elif digits and at > last and tokens.is_numeral(at) and len(tokens.key(at)) <= 2:
        rest = Fraction(int(tokens.key(at))), at + 1
    if rest is None and tokens.key(last) == "point":
        value, last = _decimals(tokens, value, last, words)
        return value, last, _HUNDRED, _HUNDRED
    if rest is None or tokens.key(rest[1]) in {"hundred", "hundreds"} or rest[0] >= _HUNDRED:
        return value, last, _HUNDRED, _HUNDRED
    return value + rest[0], rest[1], 1, 1


def _mixed(tokens: Tokens, value: Fraction, last: int, words: NumberVocabulary) -> tuple[Fraction, int]:
    """ "two and a half", "one and three quarters": the fraction before a scale or on its own."""
    at = last
    if tokens.between(last, last + 3) == ("-", "and", "-"):  # "two-and-a-half"
        at = last + 1
    if tokens.key(at) not in _AND or value >= 1000 or value.denominator != 1:
        return value, last
    share = _share(tokens, at + 2 if at > last else at + 1, words)
    return (value + share[0], share[1]) if share is not None else (value, last)


def _share(tokens: Tokens, at: int, words: NumberVocabulary) -> tuple[Fraction, int] | None:
    """ "a half", "one quarter", "three quarters", "half"."""
    key = tokens.key(at)
    if key in {"half", "quarter"}:
        return Fraction(1, words.parts[key]), at + 1
    after = at + 2 if tokens.key(at + 1) == "-" else at + 1
    parts = words.parts.get(tokens.key(after))
    if parts is None:
        return None
    if key in ARTICLES:
        return Fraction(1, parts), after + 1
    if key in words.small:
        count = _below_thousand(words.small[key][1])
        return (Fraction(count, parts), after + 1) if 0 < count < parts else None
    return None


def _fraction_after(
    tokens: Tokens, last: int, total: Fraction, unit: int, words: NumberVocabulary
) -> tuple[Fraction, int, bool]:
    """ "one million and a half": the fraction is of the last scale, or of one that follows it, and ends the number."""
    if unit < 1000 or tokens.key(last) not in _AND:
        return total, last, False
    share = _share(tokens, last + 1, words)
    if share is None or tokens.key(share[1]) == "of":
        return total, last, False
    scale = words.scales.get(tokens.key(share[1]))
    return (total + share[0] * (scale or unit), share[1] + 1 if scale else share[1], True)


def _share_of_scale(tokens: Tokens, at: int, words: NumberVocabulary) -> Cardinal | None:
    """ "half a million", "half-dozen", "a half dozen", "a quarter of a million", "three quarters of a million"."""
    share = _share(tokens, at, words)
    if share is None:
        return None
    last = share[1]
    if tokens.key(last) in {"-", "of"}:
        last += 1
    if tokens.key(last) in ARTICLES:
        last += 1
    key = tokens.key(last)
    scale = words.scales.get(key) or words.groups.get(key)
    if scale is None or key in words.plurals or tokens.parted(last):
        return None
    return _cardinal(at, last + 1, share[0] * scale, scale)
