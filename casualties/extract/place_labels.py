"""Place labels: the place that heads an entry of a digest ("Homs: 11 civilians", "MARIB. A mine ...").

Also what a title or a field of a file names ("Location: Garsen").

One name before a colon may be a speaker or a dateline; a digest has several that the gazetteer knows.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import regex

from casualties.extract.calendar_words import one_of
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_links import Phrase, Role, links_at
from casualties.extract.place_words import PlaceCue, place_list
from casualties.extract.sentences import Document, Kind
from casualties.report import Span

_HEAD = regex.compile(r"[\s\-*•–—·▪►]*(?P<name>\p{Lu}[^\n:]{1,60}?)(?P<end>:(?=\s|$)|\s[-–—]\s|\.?\s*$)")
_TITLE = regex.compile(r"\p{Lu}[\p{L} .'’-]{2,40}:\s+(?P<name>\p{Lu}[^\n:]{1,60}?)\s+[-–—]\s")
""" "DR Congo: North Kivu - Flash Update": the title of a report on a part of a country."""
_SEVERAL = 2


class Labels(NamedTuple):
    """The labels of a document by their sentences, and which of those sentences head entries: their paragraphs."""

    phrases: dict[int, Phrase]
    heads: frozenset[int]


def read_labels(document: Document, text: str, is_known: Callable[[Phrase], bool]) -> Labels:
    """The labels of a document; `text` is its own in mixed case, `is_known` looks a phrase up."""
    sentences = document.sentences
    opened = [n for n, s in enumerate(sentences) if n == 0 or sentences[n - 1].paragraph != s.paragraph]
    heads = {n: label for n in opened if (label := _label(document, n, text)) is not None}
    known = [label for label in heads.values() if is_known(label)]
    if len({label.links[0].name for label in known}) < _SEVERAL:
        heads = {}
    elif 2 * len(known) <= len(heads):
        heads = {n: label for n, label in heads.items() if label in known}
    else:  # among towns that are known, one that is not
        heads = {n: label if label in known else replace(label, weak=False) for n, label in heads.items()}
    fields = {n: field for n in opened if (field := _field(document, n, text)) is not None}
    return Labels(heads | fields, frozenset(heads))


def _label(document: Document, number: int, text: str) -> Phrase | None:
    """The name at the head of a sentence that a colon, a dash or the sentence's end parts from the rest."""
    sentence = document.sentences[number]
    head = _HEAD.match(text, sentence.start, sentence.end)
    if head is None:
        return None
    alone = not head["end"].strip(". \n")
    if (
        alone
        and sentence.kind is not Kind.HEADING
        and not document.text[head.start("name") : head.end("name")].isupper()
    ):
        return None
    return _phrase(document, number, text, head.span("name"))


def _field(document: Document, number: int, text: str) -> Phrase | None:
    """The place that a field of a file or the title of a report names."""
    sentence = document.sentences[number]
    field = _fields(document.lexicon).match(text, sentence.start, sentence.end)
    if field is not None:
        named = _phrase(document, number, text, (field.end(), sentence.end))
        return replace(named, weak=False) if named is not None else None
    title = _TITLE.match(text, sentence.start, sentence.end) if number == 0 else None
    return _phrase(document, number, text, title.span("name")) if title is not None else None


def _phrase(document: Document, number: int, text: str, within: tuple[int, int]) -> Phrase | None:
    """What stands there as a place, if it is nothing but that."""
    start, end = within
    links = tuple(links_at(text, start, end, document.lexicon))
    last = max((link.span.end for link in links), default=start)
    if not links or links[0].name is None or text[last:end].strip(" .\n"):
        return None
    return Phrase(Span(start, last), links, Role.LABEL, number, weak=True)


@functools.cache
def _fields(lexicon: Lexicon) -> regex.Pattern[str]:
    return regex.compile(rf"[\s\-*•]*(?:{one_of(place_list(lexicon, PlaceCue.FIELD))})\s*:\s+", regex.IGNORECASE)


def bracketed_name(document: Document, figure: Span) -> Span | None:
    """The name right before a figure that fills its brackets, known or not: "in Homs (12), Tel Zibb (six)"."""
    text = document.text
    if text[figure.start - 1 : figure.start] != "(" or text[figure.end : figure.end + 1] != ")":
        return None
    match = _BRACKETED.search(text, max(0, figure.start - 60), figure.start)
    return Span(*match.span("name")) if match else None


_BRACKETED = regex.compile(
    r"(?:\b(?:in|by|at|from|and)|,)\s+(?P<name>\p{Lu}[\w'’.-]*+(?:\s+\p{Lu}[\w'’.-]*+){0,2})\s+\($"
)
