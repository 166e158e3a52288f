"""Plain words: a stretch of text cut into words, numbers and marks, offsets kept.

"U.N.", "1,230", "14th", "Al-Jazeera", "soldiers'", "@account" are one word each; any other sign is a mark of its own.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

import regex


class Words(NamedTuple):
    """The words, numbers and marks of a stretch of text, kept as columns; offsets are the report's."""

    texts: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]


_INITIALS = frozenset({"WHO", "IS", "US"})
"""Bodies whose initials are a relative pronoun, a verb, a pronoun in lower case."""
_WORD = regex.compile(
    r"""(\#\d{2,4};\s?(?:s\b)?                                    # an apostrophe or quote left as "#39;"
      | (?:\p{Lu}\.){2,}+(?:-\p{L}++)?+                                        # U.N.
      | \p{N}++(?:[.,]\p{N}++)*+(?:-years?-old(?!\w)|\p{L}++)?      # 1,230; 14th; 30-year-old
      | @?[\p{L}\p{M}\p{N}_\u00ad]++(?:[-’'&./](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}\u00ad]++)*+(?:(?<=s)['’](?=\s))?
      | --++ | \.\.++ | \S)""",
    regex.VERBOSE,
)
_PLAIN = re.compile(r"[\t\n\r -~À-ÖØ-öø-ÿ‘’“”–—…]*+")
"""Signs for which `_PLAIN_WORD` finds what `_WORD` finds, twice as fast."""
_PLAIN_WORD = re.compile(
    r"""([A-Za-z][a-z]*+(?=[ ,]) | ,         # most words: no need to look for what may join them to the next
      | \#\d{2,4};\s?(?:s\b)?
      | (?:[A-ZÀ-ÖØ-Þ]\.){2,}+(?:-[^\W\d_]++)?+
      | \d++(?:[.,]\d++)*+(?:-years?-old(?!\w)|[^\W\d_]++)?
      | @?\w++(?:[-’'&./](?=[^\W_])[^\W_]++)*+(?:(?<=s)['’](?=\s))?
      | --++ | \.\.++ | \S)""",
    re.VERBOSE,
)


def words_of(text: str, start: int, end: int) -> Words:
    """The words and marks between two offsets; `low` is in lower case, but for initials that spell a small word."""
    piece = text[start:end]
    parts = (_PLAIN_WORD if _PLAIN.fullmatch(piece) else _WORD).split(piece)  # words, and the blanks around them
    texts = parts[1::2]
    places = list(accumulate(map(len, parts), initial=start))
    lows = list(map(str.casefold, texts))
    if not _INITIALS.isdisjoint(texts) and not piece.isupper():
        lows = [t if t in _INITIALS else low for t, low in zip(texts, lows, strict=True)]
    return Words(texts, lows, places[1:-1:2], places[2::2])
