"""Nominals: the marks that no noun phrase crosses, and whether words can be a speaker or a name."""

from __future__ import annotations

from casualties.extract.speech_line import Line
from casualties.extract.speech_words import ADVERB, FULL_STOP, PARTICIPLE, PREPOSITION, STOP, TIME, WORD

BRACKETS = {")": "(", "]": "["}
"""Closing brackets with those that open them."""
LONGEST = 30
"""Words of a speaker with all appositions; longer stretches are clauses, not noun phrases."""
_TITLE_LETTERS = 6
"""A full stop after so short a capitalised word belongs to it ("Col.", "Supt.")."""
_LONGEST_NAME = 8
"""Words of a person's name with titles and stops."""
_JOINTS = frozenset({"and", "but", "or"})
_IN_NAMES = frozenset({"of", "al", "the", "de", "."})
_OPENS_NONE = PREPOSITION | PARTICIPLE
_SUBSTANCE = WORD | TIME | ADVERB


def is_stop(line: Line, at: int) -> bool:
    """A mark that no noun phrase crosses; the full stop of a title is none."""
    own = line.flags[at]
    if own & STOP:
        return True
    if not own & FULL_STOP:
        return False
    if not at or not (line.texts[at - 1][0].isupper() and len(line.texts[at - 1]) <= _TITLE_LETTERS):
        return True
    return not line.holds(WORD, at + 1, line.size)


def nominal(line: Line, start: int, end: int) -> bool:
    """Whether the words can be a speaker: there are any, and they do not open with a preposition or a time."""
    while start < end and line.lows[start] in _JOINTS:
        start += 1
    if start >= end or line.flags[start] & _OPENS_NONE:
        return False
    return WORD in [own & _SUBSTANCE for own in line.flags[start:end]]


def name(line: Line, start: int, end: int) -> bool:
    """Capitalised words alone, as a person's name with or without a title."""
    texts, lows = line.texts, line.lows
    return 0 < end - start <= _LONGEST_NAME and all(
        texts[at][0].isupper() or lows[at] in _IN_NAMES for at in range(start, end)
    )
