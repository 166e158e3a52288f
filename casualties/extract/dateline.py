"""Dateline: the place that opens a report, before its agency, its date and its first words."""

from __future__ import annotations

import regex

from casualties.extract.gazetteer import Meaning
from casualties.extract.place_grammar import is_people
from casualties.extract.place_links import Link, Phrase, Role
from casualties.extract.place_meanings import Located, narrowed
from casualties.extract.sentences import Document
from casualties.report import Span

_DATELINE = regex.compile(  # BAGHDAD (Reuters) - ; QUITO, Ecuador— ; SANTIAGO, 3 MAY 89 (EFE) -- ; TRIPOLI Gunmen ...
    r"(?:\A|\n)\s*(?:\([^)]{0,60}\)\s*)?(?P<name>\p{Lu}[\p{Lu}\p{M}'’. -]{2,30}?|\p{Lu}[\w' -]{2,24}?)"
    r"(?:,\s*(?P<in>\p{Lu}[\w. ]{1,24}?))?"
    r"(?:,?\s+(?:\w{3,9}\.?\s+\d{1,2}|\d{1,2}\s+\w{3,9})(?:\s+\d{2,4})?)?\s*(?:\([^)]{1,40}\)\s*)?"
    r"(?:(?<![^\s)])-|[–—]|--|(?<=\p{Lu}{2}[\p{Lu} ,.]{0,30})(?=\s\p{Lu}\p{Ll}|\s\p{Lu}\s))"
)


def read_dateline(document: Document, about: tuple[str, ...]) -> Located | None:
    """The place that opens the report: BAGHDAD (Reuters) -, KUNMING -, QUITO, Ecuador—."""
    match = _DATELINE.search(document.text, max(0, document.span.start - 1), document.span.start + 400)
    if match is None or is_people(match["name"].split()[0], document.lexicon):
        return None
    span = Span(*match.span("name"))
    link = Link(span, match["name"].strip().title(), None, True)
    outer = (Link(Span(*match.span("in")), match["in"], None, True),) if match["in"] else ()
    found: tuple[Meaning, ...] = ()
    for part in (*outer, link):
        found = narrowed(document, part, about, found)
    return Located(Phrase(span, (link, *outer), Role.NAMED, 0), found) if found else None
