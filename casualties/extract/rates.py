"""Rates: how many per day, per head or on average, which count nobody in particular.

Found: "12 deaths per 1,000 births", "5 killed per day", "20 people a day", "one child every 40 minutes", "30 killed
daily", "each day 12 die", "an average of 7 men", "on average, 7 were killed", "a murder rate of 3".  The words are
in lexicon/en/notcounts.toml.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import regex

from casualties.extract.lexicon import Lexicon
from casualties.extract.numberforms import NotCountWords


class Mark(NamedTuple):
    """Words that make a rate of a number in their clause: of one before them, or (``ahead``) of one after."""

    start: int
    end: int
    ahead: bool


@dataclass(frozen=True, slots=True)
class RateFinder:
    """Patterns over a sentence: words after the number, words ahead of it, and what parts a clause."""

    after: regex.Pattern[str]
    ahead: regex.Pattern[str]
    parts: regex.Pattern[str]

    def rates(self, text: str, start: int, end: int) -> Rates:
        """What makes rates of numbers between these two places of a text; mostly nothing does."""
        after = [Mark(m.start(), m.end(), ahead=False) for m in self.after.finditer(text, start, end)]
        ahead = [Mark(m.start(), m.end(), ahead=True) for m in self.ahead.finditer(text, start, end)]
        return Rates(text, (*after, *ahead), self.parts)


@dataclass(frozen=True, slots=True)
class Rates:
    """The marks of a sentence; ``parts`` are words that begin another clause."""

    text: str
    marks: tuple[Mark, ...]
    parts: regex.Pattern[str]

    def hold(self, start: int, end: int) -> bool:
        """Whether the number there is the rate that one of the marks tells of."""
        return any(
            0 <= (start - mark.end if mark.ahead else mark.start - end) <= _REACH and not self._parted(mark, start, end)
            for mark in self.marks
        )

    def _parted(self, mark: Mark, start: int, end: int) -> bool:
        first, last = (mark.end, start) if mark.ahead else (end, mark.start)
        return self.parts.search(self.text, first, last) is not None


_REACH = 90
"""Signs between a number and what makes it a rate; a clause of news is seldom longer."""


@functools.cache
def rate_finder(lexicon: Lexicon) -> RateFinder:
    """The patterns of a language."""
    lists = lexicon.load("notcounts", NotCountWords).rate
    stretch = _any_of(word for entry in lists for word in entry.stretches)
    several = _any_of(f"{word}s" for entry in lists for word in entry.stretches)
    heads = _any_of(word for entry in lists for word in entry.heads)
    adverb = _any_of(word for entry in lists for word in entry.adverbs)
    going_on = _any_of(word for entry in lists for word in entry.goes_on)
    lasting = _any_of(word for entry in lists for word in entry.not_after)
    closed = rf"(?=\s*(?:$|[.,;:!?)\]\"”’—–])|\s+{going_on}\b)"
    after = "|".join(
        (
            rf"per\s+(?:{stretch}|{heads}|\d[\d,.]*)\b",
            rf"(?:each|every)\s+(?:single\s+)?(?:{stretch}\b|(?:\w+\s+)?{several}\b)",
            rf"(?<!\b{lasting}\s)an?\s+(?!second\b){stretch}\b{closed}",  # "12 in one blast, nine in a second"
            rf"{adverb}\b{closed}",
        )
    )
    ahead = _any_of(word for entry in lists for word in entry.ahead)
    parts = _any_of(word for entry in lists for word in entry.parts)
    return RateFinder(
        after=regex.compile(rf"\b(?:{after})"),
        ahead=regex.compile(rf"(?i)\b(?:{ahead}|(?:each|every)\s+{stretch})\b,?"),
        parts=regex.compile(rf"[,;:(){{}}\[\]—–]|\b{parts}\b"),
    )


def _any_of(words: Iterator[str]) -> str:
    longest = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(regex.escape(w, literal_spaces=True).replace(" ", r"\s+") for w in longest) + ")"
