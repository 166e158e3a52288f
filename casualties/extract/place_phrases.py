"""Place phrases: every wording in a sentence that says where, by grammar.

Found: in Daraa, near the town of Azaz, south of Damascus, 16 km north of Hama, in the Bab Amr district of Homs, in
Idlib province, at a market in Sanaa, on Istiklal Street, off the coast of Libya, attacks on Douma, hit the city of
Hama, Peru's Pataz province, the Ghouta massacre, Waco, Texas; the city, the province, the camp (for one named before).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import regex

from casualties.extract.calendar_words import one_of, word_list
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_grammar import Grammar, is_people, place_grammar, words_of
from casualties.extract.place_links import Link, Phrase, Role, is_name, links_at
from casualties.extract.place_roles import is_cared_for, role_of
from casualties.extract.sentences import Document, Sentence
from casualties.extract.trie import lowered
from casualties.report import Span


def find_phrases(
    document: Document, sentence: Sentence, index: int, text: str, lands: Sequence[Span]
) -> tuple[Phrase, ...]:
    """The place phrases of one sentence, in order; `text` is the document's, in mixed case and of the same length.

    `lands` are where the sentence names countries or their people.
    """
    lexicon = document.lexicon
    low = lowered(text[sentence.start : sentence.end])
    words = frozenset(_WORD.findall(low))
    found: list[Phrase] = []
    last = sentence.start
    for match in _openings(text, sentence, low, words, place_grammar(lexicon)):
        phrase = _phrase(match, text, sentence, index, lexicon) if match.start() >= last else None
        if phrase is not None:
            found.append(phrase)
            last = phrase.span.end
    if any(p.links[0].noun is None for p in found) and _is_titled(text[sentence.start : sentence.end]):
        found = [replace(p, weak=True) if p.links[0].noun is None else p for p in found]
    found += _bare_names(text, sentence, index, lexicon, _Around(found, low, lands))
    return tuple(sorted(found, key=lambda p: p.span.start))


_WORD = re.compile(r"\w+")


def _openings(
    text: str, sentence: Sentence, low: str, words: frozenset[str], grammar: Grammar
) -> Iterator[regex.Match[str]]:
    """What opens a phrase, tried at every place only where a direction may open one ("16 km north of")."""
    if not words.isdisjoint(grammar.directions) and not words.isdisjoint({"of", "from"}):
        yield from grammar.opening.finditer(text, sentence.start, sentence.end)
        return
    last = sentence.start
    for word in grammar.heads.finditer(low):
        at = sentence.start + word.start()
        match = grammar.opening.match(text, at, sentence.end) if at >= last else None
        if match is not None:
            yield match
            last = match.end()


_NEAR = 160
"""Who speaks or what is done is read from so many characters before a phrase."""


def _phrase(opening: regex.Match[str], text: str, sentence: Sentence, index: int, lexicon: Lexicon) -> Phrase | None:
    """The phrase that a preposition or a verb of attack opens."""
    links = _settled(tuple(links_at(text, opening.end(), sentence.end, lexicon)), lexicon)
    if not links:
        return None
    at = not _fits(opening, links)
    if at and not _stands_at(opening, links, text, sentence):
        return None
    if _acts(text, links[0].span, sentence):
        return None
    end = max(link.span.end for link in links)
    head = (opening["head"] or "").lower()
    strikes = words_of(lexicon, "strike") + words_of(lexicon, "strike_noun")
    start = opening.end("head") + 1 if head in strikes else opening.start()
    told = _telling(opening) and opening.end() >= links[0].span.start
    span = Span(start if told else links[0].span.start, end)
    before = text[max(sentence.start, opening.start() - _NEAR) : opening.start()]
    after = text[end : min(end + 50, sentence.end)]
    role = Role.HARBOUR if is_cared_for(opening, links, before) else role_of(before, after, lexicon)
    weak = (at or head in strikes) and links[0].noun is None
    followed = _AFTER_PLACE.match(text, end, sentence.end) or (
        _FROM_THE_AIR.search(head) and _DONE.match(text, end, sentence.end)
    )
    if weak and role is Role.EVENT and followed and _STRUCK.search(head):
        return Phrase(span, links, role, index, struck=len(links) == 1)
    return Phrase(span, links, role, index, weak)


def _settled(links: tuple[Link, ...], lexicon: Lexicon) -> tuple[Link, ...]:
    """ "a convoy in Marib" is in Marib, "a convoy" nowhere; one near a town says so."""
    if not links or links[0].name is not None or links[0].noun not in words_of(lexicon, "unsettled"):
        return links
    return links if links[0].beside else links[1:]


_STRUCK = regex.compile(r"^(?:on|hit|struck|bombed|shelled|bombarded|pounded|overran|landed on|fell on)$| (?:on|of)$")
_FROM_THE_AIR = re.compile(r"(?:air ?strikes?|raids?) on$")
_DONE = re.compile(r"[.”\"]*$|\s+ha(?:s|ve|d)\s")
"""What was struck from the air is a place where no noun follows ("raids on Houthi positions")."""
_AFTER_PLACE = regex.compile(
    r"\s*(?:,|and\s+\p{Lu}\w+\s|on\s+(?:the\s+\w+\s+of|\p{Lu}|\d)|early\b|late\b|overnight|yesterday|today|in\s+the|near\b|that\b|killed|killing)"
)
"""What follows the name of a place that was struck: when, where else, how many it killed."""


class _Around(NamedTuple):
    """What is known of a sentence: the phrases found in it, its text in small letters, the countries that it names."""

    found: list[Phrase]
    low: str
    lands: Sequence[Span]


def _bare_names(text: str, sentence: Sentence, index: int, lexicon: Lexicon, around: _Around) -> list[Phrase]:
    """Names without a preposition: before a word for an event, of an office, and countries that open the sentence."""
    bare: list[Phrase] = []
    found, low, lands = around
    grammar = place_grammar(lexicon)
    told: Iterable[regex.Match[str]] = (
        grammar.event.finditer(text, sentence.start, sentence.end)
        if any(_name_before(text, sentence, hit.start()) for hit in grammar.events.finditer(low))
        else ()
    )
    for match in told:
        span = Span(*match.span("name"))
        if not any(p.span.overlaps(span) for p in found) and is_name(match["name"], lexicon):
            if is_people(match["name"].split()[0], lexicon) or _acts(text, span, sentence):
                continue
            bare.append(Phrase(span, (Link(span, match["name"], None, True),), Role.NAMED, index))
    bare += _origins(text, sentence, index, lexicon, [*found, *bare])
    held = any(
        _OF_OR_IN.match(low, hit.end()) or _name_before(text, sentence, hit.start())
        for hit in grammar.offices.finditer(low)
    )
    offices = _offices(text, sentence, index, lexicon, [*found, *bare]) if held else []
    for span in lands:
        name = span.of(text)
        if any(p.span.overlaps(span) for p in (*found, *bare)) or is_people(name, lexicon):
            continue
        if _COUNTS.match(text, span.end, sentence.end):
            bare.append(Phrase(span, (Link(span, name, None, True),), Role.EVENT, index))
        elif _topical(text, sentence, span, lexicon):
            bare.append(Phrase(span, (Link(span, name, None, True),), Role.NAMED, index))
    return bare + offices


_OF_OR_IN = re.compile(r"(?:\s+\w+)?\s+(?:of|in)\s")
"""After a word for an office, of one word or two."""


def _name_before(text: str, sentence: Sentence, at: int) -> bool:
    """Whether one of the three words before an offset in the sentence has a capital, with no mark between."""
    for word in reversed(text[sentence.start : sentence.start + at][-60:].split()[-3:]):
        if word != word.lower():
            return True
        if not word[-1].isalpha():
            return False
    return False


def _origins(text: str, sentence: Sentence, index: int, lexicon: Lexicon, found: list[Phrase]) -> Iterator[Phrase]:
    """Places after "from" or "fled": where people were abducted or driven out."""
    for match in place_grammar(lexicon).origin.finditer(text, sentence.start, sentence.end):
        links = tuple(links_at(text, match.end(), sentence.end, lexicon))
        if links and links[0].name is not None:
            span = Span(links[0].span.start, max(link.span.end for link in links))
            if not any(p.span.overlaps(span) for p in found):
                yield Phrase(span, links, Role.ORIGIN, index)


def _offices(text: str, sentence: Sentence, index: int, lexicon: Lexicon, found: list[Phrase]) -> list[Phrase]:
    """Places whose mayor, police or hospital speaks or acts."""
    offices: list[Phrase] = []
    for match in place_grammar(lexicon).office.finditer(text, sentence.start, sentence.end):
        span = Span(*match.span("of" if match["of"] else "name"))
        words = span.of(text)
        if (
            any(p.span.overlaps(span) for p in found)
            or is_people(words, lexicon)
            or is_people(words.split()[0], lexicon)
        ):
            continue
        if is_name(words, lexicon):
            offices.append(Phrase(span, (Link(span, words, None, True),), Role.OFFICE, index, weak=True))
    return offices


_COUNTS = regex.compile(
    r"\s+(?:on\s+\p{Lu}\p{Ll}+day\s+)?(?:has\s+|have\s+|had\s+)?(?:also\s+)?(?:reported|confirmed|recorded|registered|counted|suffered)\s+(?:\p{Ll}+\s+){0,3}?\d"
)
""" "Belgium reported 24 deaths": a country that counts its own."""


def _is_titled(words: str) -> bool:
    """A headline with capitals on most words, where a capital shows no name."""
    long = [w for w in words.split() if len(w) > 3 and w[0].isalpha()]
    return len(long) >= 4 and sum(w[0].isupper() for w in long) > 0.7 * len(long)


_BY = regex.compile(
    r"\s+(?:(?:air|drone|military|special|missile)\s+){0,2}(?:air)?(?:strikes?|raids?|attacks?|bombings?|bombardments?|drones?|warplanes?|jets?|missiles?)\b",
    regex.IGNORECASE,
)


def _acts(text: str, span: Span, sentence: Sentence) -> bool:
    """ "US air strikes": initials stand for the adjective too, and say whose strikes they were."""
    name = span.of(text).replace(".", "")
    return len(name) <= 3 and name.isupper() and _BY.match(text, span.end, sentence.end) is not None


def _topical(text: str, sentence: Sentence, span: Span, lexicon: Lexicon) -> bool:
    """A country named at the head of its sentence or as an owner, unless it speaks or acts by an office."""
    after = text[span.end : min(sentence.end, span.end + 60)]
    if after.startswith(("-", "–")) or _acts(text, span, sentence) or _actor(lexicon).match(after):
        return False
    owner = after.startswith(("'s", "’s", "s "))
    return owner or len(text[sentence.start : span.start].split()) <= 2


@functools.cache
def _actor(lexicon: Lexicon) -> regex.Pattern[str]:
    who = one_of((*words_of(lexicon, "source"), *words_of(lexicon, "actor"), *word_list(lexicon, "speech")))
    return regex.compile(rf"(?:['’]?s)?\s+(?:[\w-]+\s+){{0,3}}?{who}\b", regex.IGNORECASE)


_OF = regex.compile(r"(?:north|south|east|west|outside|outskirts|vicinity) of$")
_TELLING = frozenset(["", "near", "outside", "off", "around", "between", "across", "throughout"])


def _telling(opening: regex.Match[str]) -> bool:
    """Whether the opening words belong to the wording of the place: "south of", "near", "outside"."""
    head = (opening["head"] or "").lower()
    return _OF.search(head) is not None or head in _TELLING or opening.end("head") + 1 < opening.end()


def _fits(opening: regex.Match[str], links: tuple[Link, ...]) -> bool:
    """ "at", "over" and the like need a noun that can be stood at, or a further link; "in" takes any name."""
    head = (opening["head"] or "").lower()
    return (
        head not in {"at", "over", "under", "behind", "into", "through"} or links[0].noun is not None or len(links) > 1
    )


def _stands_at(opening: regex.Match[str], links: tuple[Link, ...], text: str, sentence: Sentence) -> bool:
    """ "at Garsen on Thursday", "At Garsen nine were hurt", "the crush at Garsen": a name that stands as a place does.

    Whether it is known as one is asked later.
    """
    name = links[0].name
    if (opening["head"] or "").lower() != "at" or name is None or not text.startswith(name, opening.end()):
        return False
    first = not text[sentence.start : opening.start()].strip("\"“”'‘’( ")
    return (
        first
        or _BEFORE_AT.search(text, max(sentence.start, opening.start() - 24), opening.start()) is not None
        or (_AFTER_AT.match(text, links[0].span.end, sentence.end) is not None)
    )


_BEFORE_AT = regex.compile(
    r"\b(?:dead|deaths?|killed|wounded|injured|hurt|missing|crush|stampede|attacks?|blasts?|explosions?|bombings?|shootings?|"
    r"fire|crash|collapse|massacre|clash(?:es)?|toll|mine|camp|base|prison|wreck|accident)\s+$",
    regex.IGNORECASE,
)

_AFTER_AT = regex.compile(r"\s+(?:on\s+(?:\p{Lu}|\d)|early\s|late\s|overnight|yesterday|today|in\s+(?:the\s+)?\p{Lu})")
