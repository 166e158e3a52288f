"""Spelling: telegrams in capitals read as if names alone were capitalised."""

from __future__ import annotations

import functools

import regex

from casualties.extract.gazetteer import PlaceWords
from casualties.extract.lexicon import Lexicon
from casualties.extract.sentences import Document
from casualties.extract.vocabulary import vocabulary

_WORD = regex.compile(r"[\p{L}\p{M}'’-]+")
_PARAGRAPH = regex.compile(r"(?:.++(?:\n(?![^\S\n]*+\n))?)++")
_HEAD = 2000
"""So much of a paragraph tells how it is written."""
_CAPITALS = 0.8
_FREQUENT = "etaoinsr"
"""Small letters that alone are more than a fifth of any text that is not in capitals."""


def mixed_case(document: Document) -> str:
    """The text, same length; in paragraphs that are all capitals, words that the lexicon knows become small."""
    text, here = document.text, document.span
    paragraphs = (m.span() for m in _PARAGRAPH.finditer(text, here.start, here.end))
    mixed: list[str] = []
    reached = 0
    for start, end in paragraphs:
        if _is_capitals(text[start : min(end, start + _HEAD)]):
            common = _common(document.lexicon)
            changed = _WORD.sub(lambda m, common=common: _small(m.group(), common), text[start:end])  # type: ignore[misc]
            mixed += text[reached:start], changed
            reached = end
    return "".join([*mixed, text[reached:]]) if mixed else text


def _is_capitals(head: str) -> bool:
    """Whether nearly all letters are capitals."""
    if sum(map(head.count, _FREQUENT)) > (1 - _CAPITALS) * len(head):
        return False
    letters = [c for c in head if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= _CAPITALS * len(letters)


def _small(word: str, common: frozenset[str]) -> str:
    low = word.lower()
    changed = low if low in common or low.endswith(("ing", "ed", "ly", "tion", "tions", "ment")) else word[0] + low[1:]
    return changed if len(changed) == len(word) else word


@functools.cache
def _common(lexicon: Lexicon) -> frozenset[str]:
    """Every word of the figure grammar and of the place lists but names."""
    known = {w for phrase in vocabulary(lexicon).entries for w in phrase}
    lists = lexicon.load("places", PlaceWords).list
    listed = {w for entry in lists if entry.name != "not_a_place" for words in entry.words for w in words.split()}
    return frozenset(known | listed)
