"""Place standing: whether a name that may be anything stands as a place does, by the words on either side of it.

"In" takes any name. A name behind "at", or behind what was done to it ("hit Hama", "air strikes on Douma"), is a place
if a word of harm stands before it, or a time or a further place behind it; initials before a weapon are a party.
"""

from __future__ import annotations

import functools
import re

import regex

from casualties.extract.calendar_words import calendar_of, one_of
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_grammar import SMALL_WORDS
from casualties.extract.place_links import Link
from casualties.extract.place_words import PlaceCue, place_list, place_set
from casualties.extract.sentences import Sentence
from casualties.report import Span

_NEED_A_NOUN = frozenset({"at", "over", "under", "behind", "into", "through"})
_LATER = 24
"""Characters before "at" in which a word of harm stands."""
_AFTER_AT = regex.compile(
    r"\s+(?:on\s+(?:\p{Lu}|\d)|early\s|late\s|overnight|yesterday|today|near\s|killed|killing|in\s+(?:the\s+)?\p{Lu})"
)
"""What follows a name at which something happened: when, or in what larger place."""
_AFTER_STRUCK = regex.compile(
    r"\s*(?:,|and\s+\p{Lu}\w+\s|on\s+(?:the\s+\w+\s+of|\p{Lu}|\d)|early\b|late\b|overnight|yesterday|today|in\s+the|near\b|that\b|"
    r"killed|killing)"
)
"""What follows the name of a place that was struck: when, where else, how many it killed."""
_AFTER_RAID = re.compile(r"[.”\"]*$|\s+ha(?:s|ve|d)\s")
"""What was struck from the air is a place where no noun follows ("raids on Houthi positions")."""
_INITIALS = 3


def needs_a_noun(head: str, links: tuple[Link, ...]) -> bool:
    """ "at", "over" and the like lack the noun that can be stood at, or a further link; "in" takes any name."""
    return head in _NEED_A_NOUN and links[0].noun is None and len(links) == 1


def stands_at(
    opening: regex.Match[str], links: tuple[Link, ...], text: str, sentence: Sentence, lexicon: Lexicon
) -> bool:
    """ "at Garsen on Thursday", "At Garsen nine were hurt", "the crush at Garsen": a name that stands as a place does.

    Whether it is known as one is asked later.
    """
    name = links[0].name
    if (opening["head"] or "").lower() != "at" or name is None or not text.startswith(name, opening.end()):
        return False
    if not text[sentence.start : opening.start()].strip("\"“”'‘’( "):
        return True
    first = max(sentence.start, opening.start() - _LATER)
    harm = _stood_before(lexicon).search(text, first, opening.start())
    return harm is not None or _AFTER_AT.match(text, links[0].span.end, sentence.end) is not None


def is_harmed_at(
    opening: regex.Match[str], links: tuple[Link, ...], text: str, sentence: Sentence, lexicon: Lexicon
) -> bool:
    """ "Nine died at Garsen after": a name right behind a word of harm and "at", with no noun behind it."""
    first = max(sentence.start, opening.start() - _LATER)
    harm = _stood_before(lexicon).search(text, first, opening.start())
    return harm is not None and _ENDED.match(text, links[0].span.end, sentence.end) is not None


def is_dated(links: tuple[Link, ...], text: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    """ "At Garsen in February": a name with a month behind it is a place's, known or not."""
    return _in_month(lexicon).match(text, links[0].span.end, sentence.end) is not None


@functools.cache
def _in_month(lexicon: Lexicon) -> regex.Pattern[str]:
    return regex.compile(rf"\s+in\s+{calendar_of(lexicon).month}\b", regex.IGNORECASE)


@functools.cache
def _stood_before(lexicon: Lexicon) -> regex.Pattern[str]:
    return regex.compile(rf"\b{one_of(place_list(lexicon, PlaceCue.STOOD_BEFORE))}\s+$", regex.IGNORECASE)


def is_struck(head: str, end: int, text: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a phrase, from its `head` to its `end`, is what a strike was on, and followed as a place is."""
    followed = _AFTER_STRUCK.match(text, end, sentence.end) or (
        head in place_set(lexicon, PlaceCue.FROM_THE_AIR) and _AFTER_RAID.match(text, end, sentence.end)
    )
    return bool(followed) and (head.endswith((" on", " of")) or head in place_set(lexicon, PlaceCue.STRUCK))


def is_ground(head: str, links: tuple[Link, ...], text: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    """ "The village of Garsen", "landed in Garsen"; "shelled Garsen", where no noun follows ("shelled Houthi men").

    What stands behind such words is a place, known or not.
    """
    if head in place_set(lexicon, PlaceCue.OF_A_PLACE):
        return True
    end = max(link.span.end for link in links)
    return head in place_set(lexicon, PlaceCue.GROUND) and _ENDED.match(text, end, sentence.end) is not None


_ENDED = regex.compile(
    rf"(?=[^\w\s'’-]|$|\s+(?:[^\p{{Ll}}]|{SMALL_WORDS}\b|\p{{Ll}}+(?:ing|ed)\b|overnight|yesterday|today|late|early|twice))"
)
"""Behind a name: a mark, a small word, an adverb or a verb, no noun that the name goes with."""


def acts(text: str, span: Span, sentence: Sentence, lexicon: Lexicon) -> bool:
    """ "US air strikes": initials stand for the adjective too, and say whose strikes they were."""
    name = span.of(text).replace(".", "")
    return len(name) <= _INITIALS and name.isupper() and bool(_weapon(lexicon).match(text, span.end, sentence.end))


_THAN = re.compile(r"\b(?:than|as)\s+$")
_BRACKETED = regex.compile(r"\s+\((?P<short>\p{L}{2,6})\)")


def is_elsewhere(text: str, span: Span, sentence: Sentence) -> bool:
    """ "More than in Garsen": what a figure is held against; "Nurses in Solidarity (NiS)": a body's name, for which the
    bracket is short, its preposition included.
    """
    if _THAN.search(text, max(sentence.start, span.start - 8), span.start) is not None:
        return True
    short = _BRACKETED.match(text, span.end, sentence.end)
    if short is None:
        return False
    letters = short["short"].lower()
    words = re.findall(r"\w+", text[max(sentence.start, span.start - 60) : span.end])[-len(letters) :]
    within = re.findall(r"\w+", span.of(text))
    return len(words) > len(within) and [w[0].lower() for w in words] == list(letters)


@functools.cache
def _weapon(lexicon: Lexicon) -> regex.Pattern[str]:
    sort, weapon = (one_of(place_list(lexicon, cue)) for cue in (PlaceCue.WEAPON_SORT, PlaceCue.WEAPON))
    return regex.compile(rf"\s+(?:{sort}\s+){{0,2}}(?:air)?{weapon}\b", regex.IGNORECASE)
