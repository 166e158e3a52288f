"""Number tokens: a text cut into words, digit numerals and marks, offsets kept.

Digit numerals found: plain ("1729"), grouped by commas, apostrophes, points or blanks (plain, thin, no-break and
narrow: "40 000"), grouped the Indian way ("2,50,000"), decimals ("1.5", ".08"), in any script's decimal digits. Soft
hyphens and zero-width characters inside a word or number are passed over.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

MAX_DIGITS = 18
"""A longer run of digits without separators counts nothing: it is a code, and reading it would be slow."""

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BLANK = " \u00a0\u2009\u202f\u2007"
# `re` and not `regex`: twice as fast here, and every sentence that may hold a number passes through it.
_TOKEN = re.compile(
    rf"""
    ( [^\W\d_]++ (?: [{_INVISIBLE}'’]++ [^\W\d_]++ )*+
    | \d{{1,3}} (?: (?:,[{_INVISIBLE}]?\d{{3}}){{1,6}}+ | (?:['’]\d{{3}}){{1,6}}+ | (?:[{_BLANK}]\d{{3}}){{1,6}}+
                  | (?:\.\d{{3}}){{2,6}}+ | (?:,\d{{2}}(?=,)){{1,7}}+,\d{{3}} ) (?!\d|,\d) (?:\.\d++(?![.\d]))?
    | \d++ (?:[{_INVISIBLE}]++\d++)*+ (?:\.\d++(?!\.\d))?
    | (?<![\w.,]) \.\d++ (?!\.)
    | [^\s{_INVISIBLE}]
    )""",
    re.VERBOSE,
)
_NOT_DIGIT = re.compile(rf"[,'’{_BLANK}{_INVISIBLE}]++")
_DROPPED = re.compile(rf"[{_INVISIBLE}]++")
_OUTSIDE = ("",) * 12
"""Empty keys after the last, so that a look past either end finds nothing (a negative index wraps to them)."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Keys (words in small letters, numerals and marks as written) with their offsets in ``text``; ``size`` of them."""

    text: str
    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    size: int

    def key(self, at: int) -> str:
        """The key at a place, empty up to twelve tokens outside the text."""
        return self.keys[at]

    def between(self, first: int, last: int) -> tuple[str, ...]:
        """The keys from `first` up to `last`, cut at the text's ends."""
        return tuple(self.keys[max(first, 0) : max(last, 0)])

    def written(self, at: int) -> str:
        """The token as it stands, capitals kept; empty outside the text."""
        return self.text[self.starts[at] : self.ends[at]] if 0 <= at < self.size else ""

    def capital(self, at: int) -> bool:
        return self.written(at)[:1].isupper()

    def glued(self, at: int) -> bool:
        """Whether the token at `at` follows the one before it without a blank."""
        return 0 < at < self.size and self.starts[at] == self.ends[at - 1]

    def parted(self, at: int) -> bool:
        """Whether a blank line stands before the token: no phrase runs across it."""
        if not 0 < at < self.size:
            return False
        a, b = self.ends[at - 1], self.starts[at]
        return b - a > 1 and self.text.count("\n", a, b) > 1

    def is_numeral(self, at: int) -> bool:
        return is_numeral(self.keys[at])

    def is_word(self, at: int) -> bool:
        return self.keys[at][:1].isalpha()


def is_numeral(key: str) -> bool:
    """Whether a key is written in digits."""
    return key[:1].isdecimal() or (key[:1] == "." and len(key) > 1)


@dataclass(frozen=True, slots=True)
class PhraseIndex(Generic[T]):
    """Phrases of a lexicon that stand before or after a place, with what each means; the longest that fits is found."""

    table: dict[str, tuple[tuple[tuple[str, ...], T], ...]]

    @classmethod
    def after(cls, phrases: Iterable[tuple[str, T]]) -> PhraseIndex[T]:
        """Phrases that begin at a place; look up with `begins`."""
        return cls(_by(phrases, 0))

    @classmethod
    def before(cls, phrases: Iterable[tuple[str, T]]) -> PhraseIndex[T]:
        """Phrases that end at a place; look up with `ends`."""
        return cls(_by(phrases, -1))

    def begins(self, tokens: Tokens, at: int) -> tuple[T, int] | None:
        """What the phrase that begins at token `at` means, and the token after it."""
        for keys, meaning in self.table.get(tokens.keys[at], ()):
            if len(keys) == 1 or tokens.between(at, at + len(keys)) == keys:
                return meaning, at + len(keys)
        return None

    def ends(self, tokens: Tokens, at: int) -> tuple[T, int] | None:
        """What the phrase that ends before token `at` means, and its first token."""
        for keys, meaning in self.table.get(tokens.keys[at - 1], ()):
            if len(keys) == 1 or tokens.between(at - len(keys), at) == keys:
                return meaning, at - len(keys)
        return None


def keys_of(phrase: str) -> tuple[str, ...]:
    """A phrase of the lexicon as the keys that a text's tokens have."""
    tokens = cut(phrase, 0, len(phrase))
    return tokens.between(0, tokens.size)


def _by(phrases: Iterable[tuple[str, T]], place: int) -> dict[str, tuple[tuple[tuple[str, ...], T], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], T]]] = {}
    for phrase, meaning in phrases:
        keys = keys_of(phrase)
        found.setdefault(keys[place], []).append((keys, meaning))
    return {key: tuple(sorted(entries, key=lambda e: -len(e[0]))) for key, entries in found.items()}


def cut(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text` from `start` to `end`."""
    written = text[start:end]
    low = written.lower()
    simple = low.isascii()
    if len(low) != len(written):  # one capital, "İ", has a small form of two characters
        low = written
    # Gaps and tokens by turns, and where each begins: without a match for every token, which is twice as slow.
    parts = _TOKEN.split(low)
    offsets = [*itertools.accumulate(map(len, parts), initial=start)]
    keys = parts[1::2]
    if not simple:
        keys = [k if k.isascii() else _plain(k) for k in map(str.lower, keys)]
    return Tokens(text, [*keys, *_OUTSIDE], offsets[1:-1:2], offsets[2::2], len(keys))


def cut_apart(tokens: Tokens, at: int) -> Tokens:
    """The tokens with the blank-grouped numeral at `at` cut after its first group ("March 12 300": day and count)."""
    start, end = tokens.starts[0], tokens.ends[-1]
    break_at = tokens.starts[at] + len(tokens.written(at).split()[0])
    parts = cut(tokens.text, start, break_at), cut(tokens.text, break_at, end)
    keys = [k for part in parts for k in part.keys[: part.size]]
    starts, ends = ([x for part in parts for x in getattr(part, name)] for name in ("starts", "ends"))
    return Tokens(tokens.text, [*keys, *_OUTSIDE], starts, ends, len(keys))


def read_numeral(key: str) -> int | float | None:
    """What a digit numeral says; None for a run too long to be a count."""
    bare = key if key.isalnum() else _NOT_DIGIT.sub("", key)
    if bare.count(".") > 1:
        bare = bare.replace(".", "")
    if len(bare) > MAX_DIGITS:
        return None
    if "." not in bare:
        return int(bare)
    number = float(bare)
    return int(number) if number.is_integer() else number


def _plain(key: str) -> str:
    """Without invisible characters, curly apostrophes straightened, wide letters and digits narrowed."""
    key = _DROPPED.sub("", key).replace("’", "'")
    if key.isascii() or not (key[0].isalpha() or key[0].isdecimal()):  # a superscript is a footnote, no digit
        return key
    return unicodedata.normalize("NFKC", key) or key
