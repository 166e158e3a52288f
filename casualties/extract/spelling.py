"""Spelling: telegrams in capitals read as if names alone were capitalised."""

from __future__ import annotations

import functools

import regex

from casualties.extract.lexicon import Lexicon
from casualties.extract.place_words import PlaceCue, place_nouns, place_set
from casualties.extract.sentences import Document
from casualties.extract.vocabulary import vocabulary

_WORD = regex.compile(r"[\p{L}\p{M}'’-]+")
_PARAGRAPH = regex.compile(r"(?:.++(?:\n(?![^\S\n]*+\n))?)++")
_HEAD = 2000
"""So much of a paragraph tells how it is written."""
_CAPITALS = 0.8
_FREQUENT = "etaoinsr"
"""Small letters that alone are more than a fifth of any text that is not in capitals."""

_SMALL_IN_CAPITALS = (
    PlaceCue.PREPOSITION, PlaceCue.STRIKE, PlaceCue.STRIKE_NOUN, PlaceCue.SOURCE, PlaceCue.SAYS, PlaceCue.ORIGIN,
    PlaceCue.ELSEWHERE, PlaceCue.OFFICE, PlaceCue.HARBOUR, PlaceCue.EVENT, PlaceCue.HEADLINE, PlaceCue.UNSETTLED,
    PlaceCue.ACTOR, PlaceCue.COMMON, PlaceCue.ENDS, PlaceCue.STOOD_BEFORE, PlaceCue.WEAPON, PlaceCue.WEAPON_SORT,
    PlaceCue.CARE, PlaceCue.CARED_FOR, PlaceCue.COUNTS,
)  # fmt: skip
"""The lists of place words that are no names in a telegram."""


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
    """Every word of the figure grammar, of the nouns for places and of the lists that make words small."""
    known = {w for phrase in vocabulary(lexicon).entries for w in phrase}
    phrases = (*place_nouns(lexicon), *place_set(lexicon, *_SMALL_IN_CAPITALS))
    listed = {word for phrase in phrases for word in phrase.split()}
    return frozenset(known | listed)
