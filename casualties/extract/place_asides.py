"""Place asides: sentences that tell of something else than the report does, whose places later figures seldom have.

Found: Elsewhere, a mine ...; In a separate attack ...; what happened last year, or in a year before publication.
"""

from __future__ import annotations

import functools

import regex

from casualties.extract.calendar_words import one_of
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_words import PlaceCue, place_list
from casualties.extract.sentences import Document

_YEAR = regex.compile(r"\b(?:in|of|since|between)\s+(?:\p{L}+\s+)?(?P<year>(?:19|20)\d\d)\b(?!-)", regex.IGNORECASE)
_LONGEST = 20
"""Sentences of a paragraph back to the one that opens an aside."""


class Asides:
    """The asides of a document, each sentence read when it is asked for."""

    __slots__ = ("_document", "_old", "_opening")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._old: dict[int, bool] = {}
        self._opening: dict[int, bool] = {}

    def is_aside(self, number: int, at: int) -> bool:
        """Whether a sentence tells of another event than what a report comes back to in sentence `at`.

        Within its paragraph an aside goes on; one of a single sentence may go on in the next paragraph.
        """
        sentences = self._document.sentences
        here, there = sentences[number].paragraph, sentences[at].paragraph
        if here == there:
            return False
        if self._is_of_old(number):
            return True
        first = number
        while first and number - first < _LONGEST and sentences[first - 1].paragraph == here:
            first -= 1
        if not any(self._opens(n) for n in range(first, number + 1)):
            return False
        alone = number == first and (number + 1 == len(sentences) or sentences[number + 1].paragraph != here)
        return not (alone and abs(there - here) <= 1)

    def _opens(self, number: int) -> bool:
        """Whether a sentence begins as one does that leaves the event told of before it."""
        found = self._opening.get(number)
        if found is None:
            sentence, opening = self._document.sentences[number], _opening(self._document.lexicon)
            found = opening.match(self._document.text, sentence.start, sentence.end) is not None
            self._opening[number] = found
        return found

    def _is_of_old(self, number: int) -> bool:
        """Whether a sentence tells of what happened in an earlier year than that of publication."""
        found = self._old.get(number)
        if found is None:
            document, sentence = self._document, self._document.sentences[number]
            published = document.report.published
            years = _YEAR.finditer(document.text, sentence.start, sentence.end)
            past = published is not None and any(int(match["year"]) < published.year for match in years)
            found = past or _long_ago(document.lexicon).search(document.text, sentence.start, sentence.end) is not None
            self._old[number] = found
        return found


@functools.cache
def _opening(lexicon: Lexicon) -> regex.Pattern[str]:
    """How a sentence begins that leaves the event told of before it."""
    return regex.compile(rf"\W*{one_of(place_list(lexicon, PlaceCue.ASIDE))}\b", regex.IGNORECASE)


@functools.cache
def _long_ago(lexicon: Lexicon) -> regex.Pattern[str]:
    return regex.compile(rf"\b{one_of(place_list(lexicon, PlaceCue.LONG_AGO))}\b", regex.IGNORECASE)
