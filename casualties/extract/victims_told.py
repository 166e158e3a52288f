"""Victims told: who the people of a bare number are, where the words for them do not stand with the number.

Behind it ("nine were children", "180 of them alleged rebels", "brings to 61 the number of civilians"), before it as
those who were fired on ("opened fire on demonstrators, wounding four"), or in the sentence before ("I pulled out four
children. Two were dead").
"""

from __future__ import annotations

import functools

import regex

from casualties.extract import classes
from casualties.extract.figures import Figure
from casualties.extract.lexicon import Lexicon, all_words
from casualties.extract.numerals import find_phrases
from casualties.extract.sentences import Document
from casualties.extract.tokens import tokenize
from casualties.extract.victim_groups import group_behind
from casualties.extract.words import VictimWords
from casualties.scope import VictimGroup

_REACH = 60
"""Characters behind a number in which it is told who they were."""
_BACK = 120
"""Characters from those fired on to the number of those hit."""
_OF_AGE = 18
_THEM = r"\s+(?:of\s+(?:them|whom|these|those)\s+)?"
_IS = (
    r"(?:(?:were|was|are|is)\s+(?:also\s+|all\s+|believed\s+to\s+be\s+|reportedly\s+|mostly\s+|reported\s+to\s+be\s+)*)"
)
_WHO = (
    _THEM + _IS,
    r"\s+of\s+(?:them|whom|these|those)\s+" + _IS + r"?(?:alleged|suspected|presumed|supposed|reported)\s+",
    r"\s+of\s+(?:them|whom|these|those)\s+" + _IS + r"?(?:from|among|members\s+of)\s+(?:the\s+)?",
    r"\s+(?:as\s+)?the\s+(?:total\s+)?number\s+of\s+",
    r"(?P<one>,?\s+an?\s+)",
)
"""What stands between a number and the noun that tells who they were."""
_TELLS_WHO = regex.compile("|".join(f"(?:{way})" for way in _WHO), regex.IGNORECASE)
_UNDER = regex.compile(
    _THEM + _IS + r"?(?:aged\s+)?(?:under|below|younger\s+than)\s+(?:the\s+age\s+of\s+)?(\d{1,2}|eighteen)\b",
    regex.IGNORECASE,
)
_FIRED_ON_ENDS = regex.compile(
    r"[,\s](?:killing|wounding|injuring|leaving|hitting)\s+(?:and\s+(?:killing|wounding|injuring)\s+)?$"
)
_OPENS = regex.compile(r"[\"“”'‘\s]*+")


def told(document: Document, figure: Figure) -> tuple[VictimGroup, int] | None:
    """The group that the words around a bare number name, and where they begin."""
    return _behind(document, figure) or _fired_on(document, figure)


def _behind(document: Document, figure: Figure) -> tuple[VictimGroup, int] | None:
    """ "Nine were children", "180 of them alleged rebels", "six of them under the age of 18", "one, a policeman,"."""
    text, end = document.text, document.sentences[figure.sentence].end
    aged = _UNDER.match(text, figure.span.end, end)
    if aged is not None:
        young = not aged[1].isdigit() or int(aged[1]) <= _OF_AGE
        return (VictimGroup.CHILDREN, aged.start(1)) if young else None
    said = _TELLS_WHO.match(text, figure.span.end, end)
    if said is None or (said["one"] and figure.amount.high != 1):
        return None
    group = group_behind(document, said.end(), min(end, said.end() + _REACH))
    return (group, said.end()) if group is not None and group is not VictimGroup.UNSPECIFIED else None


def _fired_on(document: Document, figure: Figure) -> tuple[VictimGroup, int] | None:
    """ "Opened fire on demonstrators, wounding four": those who were attacked are those who were hit."""
    start = document.sentences[figure.sentence].start
    first = max(start, figure.span.start - _BACK)
    if not _FIRED_ON_ENDS.search(document.text, first, figure.span.start):
        return None
    found = list(_attack(document.lexicon).finditer(document.text, first, figure.span.start))
    if not found:
        return None
    group = group_behind(document, found[-1].end(), figure.span.start)
    return (group, found[-1].end()) if group is not None and group is not VictimGroup.UNSPECIFIED else None


@functools.cache
def _attack(lexicon: Lexicon) -> regex.Pattern[str]:
    words = sorted(all_words(lexicon.load("victims", VictimWords).attack), key=len, reverse=True)
    return regex.compile(
        rf"\b(?:{'|'.join(map(regex.escape, words))})\s+(?:the\s+|a\s+group\s+of\s+)?", regex.IGNORECASE
    )


def counted_before(document: Document, figure: Figure) -> tuple[VictimGroup, int] | None:
    """The only people counted in the sentence before a number that opens its own: "four children. Two were dead"."""
    own = document.sentences[figure.sentence]
    opening = _OPENS.match(document.text, own.start)
    if not figure.sentence or opening is None or opening.end() != figure.span.start:
        return None
    before = document.sentences[figure.sentence - 1]
    phrases = find_phrases(document.text, before.start, before.end, lexicon=document.lexicon)
    tokens = tokenize(document.text, before.start, before.end, phrases, document.lexicon)
    counts = [n for n, t in enumerate(tokens) if t.cls is classes.NUMBER]
    if len(counts) != 1 or before.paragraph != own.paragraph:
        return None
    phrase, least = tokens[counts[0]].phrase, figure.amount.low or 0
    if phrase is None or (phrase.amount.high is not None and phrase.amount.high < least):
        return None
    group = group_behind(document, tokens[counts[0]].end, before.end)
    return (group, tokens[counts[0]].end) if group is not None and group is not VictimGroup.UNSPECIFIED else None
