"""Bare places: places that a sentence names without a preposition.

Found: the Ghouta massacre, from Bura (where people were taken or fled from), the mayor of Garsen, Garsen police;
countries that count their own ("Belgium reported 24 deaths"), open the sentence or own something in it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from casualties.extract.calendar_words import TimeCue, one_of, word_list
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_grammar import is_people, place_grammar
from casualties.extract.place_links import Link, Phrase, Role, is_name, links_at
from casualties.extract.place_standing import acts
from casualties.extract.place_words import PlaceCue, place_list, place_nouns, place_set
from casualties.extract.sentences import Sentence
from casualties.report import Span

_PROPER = r"\b(?P<name>\p{Lu}[\p{L}’'-]{2,}+(?:\s\p{Lu}[\p{L}’'-]{2,}+){0,2}+)"
_BRACKETED = regex.compile(_PROPER + r"\s\((?:\d[\d,.]*|\p{Ll}+)\)")
_OF_OR_IN = re.compile(r"(?:\s+\w+)?\s+(?:of|in)\s")
"""After a word for an office, of one word or two."""


class Around(NamedTuple):
    """A sentence: the text it stands in, itself, its number, its words in small letters, the countries it names."""

    text: str
    sentence: Sentence
    number: int
    low: str
    lands: Sequence[Span]
    lexicon: Lexicon

    def phrase(self, span: Span, role: Role, *, weak: bool = False) -> Phrase:
        """A name alone as a place phrase."""
        return Phrase(span, (Link(span, span.of(self.text), None, True),), role, self.number, weak)


def bare_places(around: Around, found: Sequence[Phrase]) -> list[Phrase]:
    """The places without a preposition of a sentence whose other place phrases are `found`."""
    bare = list(_of_events(around, found))
    bare += _counted(around, [*found, *bare])
    bare += _origins(around, [*found, *bare])
    offices = list(_offices(around, [*found, *bare]))
    text, lexicon = around.text, around.lexicon
    for span in around.lands:
        if _taken(span, (*found, *bare)) or is_people(span.of(text), lexicon):
            continue
        if _counts(lexicon).match(text, span.end, around.sentence.end):
            bare.append(around.phrase(span, Role.EVENT))
        elif _topical(around, span):
            bare.append(around.phrase(span, Role.NAMED))
    return bare + offices


def _taken(span: Span, found: Iterable[Phrase]) -> bool:
    return any(p.span.overlaps(span) for p in found)


def _of_events(around: Around, found: Sequence[Phrase]) -> Iterator[Phrase]:
    """Names right before a word for an event: "the Ghouta massacre"."""
    text, sentence, lexicon = around.text, around.sentence, around.lexicon
    grammar = place_grammar(lexicon)
    if not any(_name_before(around, hit.start()) for hit in grammar.events.finditer(around.low)):
        return
    for match in grammar.event.finditer(text, sentence.start, sentence.end):
        span = Span(*match.span("name"))
        if _taken(span, found) or not is_name(match["name"], lexicon) or _wages(around, span):
            continue
        if not is_people(match["name"].split()[0], lexicon) and not acts(text, span, sentence, lexicon):
            yield _titled(around, match)


def _titled(around: Around, match: regex.Match[str]) -> Phrase:
    """The place whose name an event bears, with the noun that goes with it: "the Garsen market blast"."""
    span = Span(*match.span("name"))
    moving = place_set(around.lexicon, PlaceCue.UNSETTLED)
    word = _NEXT.match(around.text, span.end, match.end())
    noun = word["noun"] if word is not None else None
    if word is None or noun is None or noun in moving or noun not in place_nouns(around.lexicon):
        return around.phrase(span, Role.TITLE)
    whole = Span(span.start, word.end())
    return Phrase(whole, (Link(whole, match["name"], noun, True),), Role.TITLE, around.number)


_NEXT = regex.compile(r"\s+(?P<noun>\p{Ll}+)(?=\s)")


def _counted(around: Around, found: Sequence[Phrase]) -> Iterator[Phrase]:
    """Names with a number in brackets ("Bura (12)"), and those of which it is said what befell them: "Bura was hit"."""
    for pattern in (_BRACKETED, *_suffering(around.lexicon)):
        for match in pattern.finditer(around.text, around.sentence.start, around.sentence.end):
            span = Span(*match.span("name"))
            if pattern is not _BRACKETED and not _opens(around, span.start):
                continue
            if not _taken(span, found) and is_name(match["name"], around.lexicon):
                yield around.phrase(span, Role.EVENT, weak=match.groupdict().get("razed") is None)


def _opens(around: Around, at: int) -> bool:
    """Whether a name opens its sentence or clause, and is no end of a longer one ("a family from Garsen was hit")."""
    before = around.text[max(around.sentence.start, at - 12) : at]
    return not before.strip("\"“‘'( -*•") or _CLAUSE.search(before) is not None


_CLAUSE = re.compile(r"(?:[,;:–—]|\b(?:and|while|when|after|before|as|where|that|also))\s+$")


@functools.cache
def _suffering(lexicon: Lexicon) -> tuple[regex.Pattern[str], ...]:
    """What befalls a place ("was shelled", "came under", "was the worst hit"), and that it has so many deaths."""
    befell, razed, saw, deaths = (
        one_of(place_list(lexicon, cue)) for cue in (PlaceCue.BEFELL, PlaceCue.RAZED, PlaceCue.SAW, PlaceCue.DEATHS)
    )
    been = r"(?:is|was|were|has\s+been|had\s+been|have\s+been)\s+(?:\p{Ll}+ly\s+|also\s+|being\s+|again\s+)?"
    return (
        regex.compile(rf"{_PROPER}\s+(?:{been}(?:(?P<razed>{razed})|{befell})|(?:came|comes)\s+under)\b"),
        regex.compile(rf"{_PROPER}\s(?:is|was|remains|remained)\s(?:the\s)?(?:worst|hardest)\b"),
        regex.compile(rf"{_PROPER}\s+(?:also\s+)?{saw}\s+(?:[\p{{L}}\d.,-]+\s+){{1,4}}?{deaths}\b"),
    )


def _name_before(around: Around, at: int) -> bool:
    """Whether one of the three words before an offset in the sentence has a capital, with no mark between."""
    start = around.sentence.start
    for word in reversed(around.text[start : start + at][-60:].split()[-3:]):
        if word != word.lower():
            return True
        if not word[-1].isalpha():
            return False
    return False


def _origins(around: Around, found: Sequence[Phrase]) -> Iterator[Phrase]:
    """Places after "from" or "fled": where people were abducted or driven out."""
    text, sentence = around.text, around.sentence
    for match in place_grammar(around.lexicon).origin.finditer(text, sentence.start, sentence.end):
        links = tuple(links_at(text, match.end(), sentence.end, around.lexicon))
        if links and links[0].name is not None:
            span = Span(links[0].span.start, max(link.span.end for link in links))
            if not _taken(span, found):
                yield Phrase(span, links, Role.ORIGIN, around.number)


def _offices(around: Around, found: Sequence[Phrase]) -> Iterator[Phrase]:
    """Places whose mayor, police or hospital speaks or acts."""
    text, sentence, lexicon = around.text, around.sentence, around.lexicon
    grammar = place_grammar(lexicon)
    if not any(
        _OF_OR_IN.match(around.low, hit.end()) or _name_before(around, hit.start())
        for hit in grammar.offices.finditer(around.low)
    ):
        return
    for match in grammar.office.finditer(text, sentence.start, sentence.end):
        span = Span(*match.span("of" if match["of"] else "name"))
        words = span.of(text)
        people = is_people(words, lexicon) or is_people(words.split()[0], lexicon)
        if not people and not _taken(span, found) and is_name(words, lexicon):
            sure = match["of"] and _seat(lexicon).match(text, match.start())  # only a place has a mayor
            yield around.phrase(span, Role.OFFICE, weak=not sure)


@functools.cache
def _seat(lexicon: Lexicon) -> regex.Pattern[str]:
    return regex.compile(rf"(?:{one_of(place_list(lexicon, PlaceCue.SEAT))})\s+of\b", regex.IGNORECASE)


@functools.cache
def _counts(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Belgium reported 24 deaths": a country that counts its own."""
    return regex.compile(
        r"\s+(?:on\s+\p{Lu}\p{Ll}+day\s+)?(?:has\s+|have\s+|had\s+)?(?:also\s+)?"
        rf"{one_of(place_list(lexicon, PlaceCue.COUNTS))}\s+(?:\p{{Ll}}+\s+){{0,3}}?\d"
    )


def _topical(around: Around, span: Span) -> bool:
    """A country named at the head of its sentence or as an owner, unless it speaks or acts by an office."""
    text, sentence, lexicon = around.text, around.sentence, around.lexicon
    after = text[span.end : min(sentence.end, span.end + 60)]
    if after.startswith(("-", "–")) or acts(text, span, sentence, lexicon) or _actor(lexicon).match(after):
        return False
    if _wages(around, span):
        return False
    owner = after.startswith(("'s", "’s", "s "))
    return owner or len(text[sentence.start : span.start].split()) <= 2


def _wages(around: Around, span: Span) -> bool:
    """Whether a country owns what one country does to another: "Ruritania's air raids"; a town is shelled itself."""
    return span in around.lands and _waged(around.lexicon).match(around.text, span.end) is not None


@functools.cache
def _waged(lexicon: Lexicon) -> regex.Pattern[str]:
    """What a country wages and owns, two words between at the most: "'s heavy air raids"."""
    waged = one_of(place_list(lexicon, PlaceCue.WAGED))
    return regex.compile(rf"['’]s?\s+(?:\p{{Ll}}[\w-]*\s+){{0,2}}?{waged}\b", regex.IGNORECASE)


@functools.cache
def _actor(lexicon: Lexicon) -> regex.Pattern[str]:
    """A word for who acts or speaks, up to three words behind a country."""
    listed = (*place_list(lexicon, PlaceCue.SOURCE), *place_list(lexicon, PlaceCue.ACTOR))
    who = one_of((*listed, *word_list(lexicon, TimeCue.SPEECH)))
    return regex.compile(rf"(?:['’]?s)?\s+(?:[\w-]+\s+){{0,3}}?{who}\b", regex.IGNORECASE)
