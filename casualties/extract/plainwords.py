"""Plain words: a stretch of text cut into words, numbers and marks, offsets kept.

"U.N.", "1,230", "14th", "Al-Jazeera", "soldiers'", "@account" are one word each; any other sign is a mark of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

import regex

from casualties.report import Span


class Word(NamedTuple):
    """A word, number or mark; offsets are the report's."""

    start: int
    end: int
    text: str
    low: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum() or self.text[0] == "@"


@dataclass(frozen=True, slots=True)
class Words(Sequence[Word]):
    """The words of a stretch of text, kept as columns; a `Word` is made when one is asked for."""

    texts: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Word: ...

    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...

    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        if isinstance(at, slice):
            return list(map(Word, self.starts[at], self.ends[at], self.texts[at], self.lows[at]))
        return Word(self.starts[at], self.ends[at], self.texts[at], self.lows[at])

    def __iter__(self) -> Iterator[Word]:
        return map(Word, self.starts, self.ends, self.texts, self.lows)


_INITIALS = frozenset({"WHO", "IS", "US"})
"""Bodies whose initials are a relative pronoun, a verb, a pronoun in lower case."""
_WORD = regex.compile(
    r"""\#\d{2,4};\s?(?:s\b)?                                     # an apostrophe or quote left as "#39;"
      | (?:\p{Lu}\.){2,}+(?:-\p{L}++)?+                                        # U.N.
      | \p{N}++(?:[.,]\p{N}++)*+(?:\p{L}++)?                      # 1,230; 14th
      | @?[\p{L}\p{M}\p{N}_\u00ad]++(?:[-’'&./](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}\u00ad]++)*+(?:(?<=s)['’](?=\s))?
      | --++ | \.\.++ | \S""",
    regex.VERBOSE,
)
_PLAIN = re.compile(r"[\t\n\r -~À-ÖØ-öø-ÿ‘’“”–—…]*+")
"""Signs for which `_PLAIN_WORD` finds what `_WORD` finds, twice as fast."""
_PLAIN_WORD = re.compile(
    r"""[A-Za-z][a-z]*+(?=[ ,]) | ,          # most words: no need to look for what may join them to the next
      | \#\d{2,4};\s?(?:s\b)?
      | (?:[A-ZÀ-ÖØ-Þ]\.){2,}+(?:-[^\W\d_]++)?+
      | \d++(?:[.,]\d++)*+(?:[^\W\d_]++)?
      | @?\w++(?:[-’'&./](?=[^\W_])[^\W_]++)*+(?:(?<=s)['’](?=\s))?
      | --++ | \.\.++ | \S""",
    re.VERBOSE,
)


def words_of(text: str, span: Span) -> Words:
    """The words and marks between two offsets; `low` is in lower case, but for initials that spell a small word."""
    piece = text[span.start : span.end]
    texts = (_PLAIN_WORD if _PLAIN.fullmatch(piece) else _WORD).findall(piece)
    lows = list(map(str.casefold, texts))
    if not _INITIALS.isdisjoint(texts) and not piece.isupper():
        lows = [t if t in _INITIALS else low for t, low in zip(texts, lows, strict=True)]
    starts: list[int] = []
    ends: list[int] = []
    at, find = span.start, text.find
    for word in texts:
        at = find(word, at)  # nothing but blanks stands between two words
        starts.append(at)
        at += len(word)
        ends.append(at)
    return Words(texts, lows, starts, ends)
