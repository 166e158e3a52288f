"""Nominals: the marks that no noun phrase crosses, and whether words can be a speaker or a name."""

from __future__ import annotations

from casualties.extract.speech_words import Line, Set

QUOTES = frozenset('"“”«»„')
_DASHES = frozenset({"—", "–", "--", "---", "-", "―"})
HARD = frozenset({",", ";", ":", "?", "!", "…", "|", "•", "*", "_"}) | QUOTES | _DASHES
RELATIVE = frozenset({"who", "which", "that"})
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})
BRACKETS = {")": "(", "]": "["}
LONGEST = 30
"""Words of a speaker with all appositions; longer stretches are clauses, not noun phrases."""
_TITLE_LETTERS = 6
"""A full stop after so short a capitalised word belongs to it ("Col.", "Supt.")."""


def is_stop(line: Line, at: int) -> bool:
    """A mark that no noun phrase crosses; the full stop of a title is none."""
    word = line.words[at]
    if word.low in HARD or word.low in {"(", "[", ")", "]"} or word.text in {"'", "‘", "’"}:
        return True
    if word.low != ".":
        return False
    previous = line.words[at - 1] if at else None
    last = all(not w.is_word for w in line.words[at + 1 :])
    return last or previous is None or not (previous.capital and len(previous.text) <= _TITLE_LETTERS)


def nominal(line: Line, start: int, end: int) -> bool:
    """Whether the words can be a speaker: there are any, and they do not open with a preposition or a time."""
    while start < end and line.lows[start] in {"and", "but", "or"}:
        start += 1
    if start >= end or not any(line.is_word(i) for i in range(start, end)):
        return False
    if line.has(start, Set.PREPOSITION) or line.lows[start] in line.cues.participle:
        return False
    return not all(line.has(i, Set.TIME) or line.has(i, Set.ADVERB) or not line.is_word(i) for i in range(start, end))


def name(line: Line, start: int, end: int) -> bool:
    """Capitalised words alone, as a person's name with or without a title."""
    words = line.words[start:end]
    return 0 < len(words) <= 8 and all(w.capital or w.low in {"of", "al", "the", "de", "."} for w in words)
