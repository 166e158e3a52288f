"""Spelling: telegrams in capitals read as if names alone were capitalised."""

from __future__ import annotations

import functools

import regex

from casualties.extract.gazetteer import PlaceWords
from casualties.extract.lexicon import Lexicon
from casualties.extract.sentences import Document
from casualties.extract.vocabulary import vocabulary

_WORD = regex.compile(r"[\p{L}\p{M}'’-]+")
_CAPITALS = 0.8
_FREQUENT = "etaoinsr"
"""Small letters that alone are more than a fifth of any text that is not in capitals."""


def mixed_case(document: Document) -> str:
    """The text, same length; where it is all capitals, words that the lexicon knows become small."""
    text = document.text
    head = text[:2000]
    if sum(head.count(c) for c in _FREQUENT) > (1 - _CAPITALS) * len(head):
        return text
    letters = [c for c in text[:2000] if c.isalpha()]
    if not letters or sum(c.isupper() for c in letters) < _CAPITALS * len(letters):
        return text
    common = _common(document.lexicon)
    return _WORD.sub(lambda m: _small(m.group(), common), text)


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
