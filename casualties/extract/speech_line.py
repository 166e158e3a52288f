"""Speech line: a sentence as words, each with its flags, as the grammar of speech reads it."""

from __future__ import annotations

import bisect
import functools
import operator
from collections.abc import Sequence
from typing import NamedTuple

from casualties.extract.entities import Names
from casualties.extract.plainwords import Words
from casualties.extract.speech_words import (
    AUXILIARY,
    BARRED,
    DETERMINER,
    ED,
    FINITE,
    ING,
    NOUN,
    PAST,
    PAST_FORM,
    PREPOSITION,
    WORD,
    Cues,
)
from casualties.report import Span

VERBAL = AUXILIARY | PAST | FINITE | PAST_FORM
"""Flags without one of which no word is `Line.verbal`."""
_ALWAYS_VERBAL = AUXILIARY | PAST
_BEFORE_NOUN = DETERMINER | PREPOSITION


class Line(NamedTuple):
    """A sentence as words.

    `lows` and `flags` are the words in lower case and the sets each is in; both may be asked up to `_OUTSIDE` places
    before the first word and behind the last, where nothing stands.  `sets` are all flags of the sentence at once.
    """

    words: Words
    texts: list[str]
    lows: list[str]
    flags: list[int]
    size: int
    sets: int
    cues: Cues
    names: Names

    def capital(self, at: int) -> bool:
        return self.texts[at][0].isupper()

    def text(self, start: int, end: int) -> str:
        return " ".join(self.texts[start:end])

    def known(self, start: int, end: int) -> bool:
        """Whether the words name someone the lexicon knows as a speaker."""
        return self.names.knows(" ".join(self.texts[start:end]))

    def verbal(self, at: int) -> bool:
        """Whether the word is, by form, the verb of a clause rather than part of a noun phrase."""
        flags = self.flags
        own = flags[at]
        if not own & VERBAL:
            return False
        if own & _ALWAYS_VERBAL:
            return not (own & ING and (flags[at - 1] | flags[at - 2]) & DETERMINER)  # "the mass killing" is a noun
        if own & FINITE and not own & NOUN:
            return not (own & ED and self._attributive(at))
        return own & PAST_FORM != 0 and not self._attributive(at)

    def _attributive(self, at: int) -> bool:
        """ "armed forces", "a displaced man", "United Nations": a participle that stands before its noun."""
        following, text = self.flags[at + 1], self.texts[at]
        if not following & WORD or following & _BEFORE_NOUN:
            return False
        if at == 0 or (text[0].isupper() and not text.isupper()):
            return True
        previous = self.flags[at - 1]
        opens = previous & _BEFORE_NOUN or not previous & WORD
        return bool(opens) or self.lows[at] in {"armed", "united", "combined"}

    def first_verbal(self, start: int, end: int) -> int | None:
        """The first word of a stretch that is `verbal`."""
        for at, flags in enumerate(self.flags[start:end], start):
            if flags & VERBAL and self.verbal(at):
                return at
        return None

    def holds(self, flags: int, start: int, end: int) -> bool:
        """Whether a word of a stretch has any of the flags."""
        if self.sets & flags:
            for own in self.flags[start:end]:
                if own & flags:
                    return True
        return False


_OUTSIDE = 12
_NOTHING = [""] * _OUTSIDE
_NONE = [0] * _OUTSIDE


def line_of(words: Words, barred: Sequence[Span], cues: Cues, names: Names) -> Line:
    """A sentence's words as a line whose `barred` stretches no speaker may hold."""
    flags = list(map(cues.flags.__getitem__, words.lows))
    for stretch in barred:
        first = bisect.bisect_right(words.ends, stretch.start)
        for at in range(first, bisect.bisect_left(words.starts, stretch.end, first)):
            flags[at] |= BARRED
    sets = functools.reduce(operator.or_, flags, 0)
    size = len(flags)
    flags += _NONE
    return Line(words, words.texts, words.lows + _NOTHING, flags, size, sets, cues, names)
