"""Place links: the types of a wording that says where, and the noun phrases it is made of, smallest place first."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import regex

from casualties.extract.calendar_words import calendar_of, one_of
from casualties.extract.gazetteer import country_keys, country_pattern, meanings
from casualties.extract.geonames import key_of
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_grammar import is_people, place_grammar
from casualties.extract.place_words import PlaceCue, place_list, place_nouns, place_set
from casualties.report import Span


class Role(StrEnum):
    """What happened at a place: the event; somebody spoke; the wounded were taken there; people were taken or fled from
    it; an office that counts its own is of it; it heads an entry of a digest; an event bears its name; it was merely
    named.
    """

    EVENT = "event"
    SOURCE = "source"
    HARBOUR = "harbour"
    ORIGIN = "origin"
    OFFICE = "office"
    LABEL = "label"
    TITLE = "title"
    NAMED = "named"


BARE = frozenset({Role.NAMED, Role.TITLE})
"""Roles of a name that no preposition makes a place."""


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a phrase: "the Nuseirat camp" and then "central Gaza"; the name and the noun may be missing.

    ``beside`` if it lies not in the next link but by it: "a village north of", "the road near".
    """

    span: Span
    name: str | None
    noun: str | None
    definite: bool
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording that says where: its links from the smallest place up.

    `weak` if it needs a known name.
    """

    span: Span
    links: tuple[Link, ...]
    role: Role
    sentence: int
    weak: bool = False

    @property
    def named(self) -> bool:
        return any(link.name for link in self.links)


_OWNS = regex.compile(r"['’](?:s\b|S\b|\s)")


def without_person(links: tuple[Link, ...], text: str, end: int, lexicon: Lexicon) -> tuple[Link, ...]:
    """The links without a person's name at their end: "the mayor of Garsen, Rana Idris, said".

    A name of several words that no gazetteer knows and no noun goes with, between commas or before a verb.
    """
    last = links[-1] if len(links) > 1 else None
    if last is None or last.name is None or last.noun is not None or " " not in last.name:
        return links
    before = text[max(link.span.end for link in links[:-1]) : last.span.start]
    if before.strip() != "," or not _PERSON_ENDS.match(text, last.span.end, end):
        return links
    return links if meanings(last.name, (), lexicon) else links[:-1]


_PERSON_ENDS = regex.compile(r"(?:,\s+(?:\d\d\b|\p{Ll})|\s+(?:\(|\p{Ll}))")
"""What follows a person's name in apposition: a comma and the verb, an age, who that is."""


def links_at(text: str, at: int, end: int, lexicon: Lexicon) -> Iterator[Link]:
    """The noun phrase at a position, and up to three more that follow it: "a market in Sarmin, Idlib province"."""
    grammar = place_grammar(lexicon)
    held: Link | None = None
    leads = False
    for number in range(4):
        match = grammar.np.match(text, at, end)
        link = _link(match, lexicon) if match is not None else None
        if match is None or link is None or (number > 0 and link.name is None):
            break
        if held is not None:
            yield held
        held = link
        if match["owner"] and is_name(match["owner"], lexicon):
            yield held
            held = Link(Span(*match.span("owner")), match["owner"], None, True)
        following = grammar.joint.match(text, link.span.end, end)
        if following is None and (leads or link.noun in place_set(lexicon, PlaceCue.WAY)):
            following = (grammar.to if leads else grammar.leading).match(text, link.span.end, end)
            leads = following is not None and not leads
        if following is None:
            break
        held = replace(held, beside=_is_beside(following))
        at = following.end()
    if held is not None:
        yield replace(held, beside=False)


def _is_beside(joint: regex.Match[str]) -> bool:
    """ "near", "16 km north of": the place before lies by the place after, not in it."""
    if joint["comma"]:
        return False
    word = (joint["in"] or "").lower()
    return word not in {"in", "on", "of", "at", "inside"} or joint.end("in") + 1 < joint.end()


_CODE = regex.compile(r"\p{Lu}{1,4}-?\d+")
""" "Between M23 and the army": a body; a road has its article, "on the A14"."""


def _link(match: regex.Match[str], lexicon: Lexicon) -> Link | None:
    """A noun phrase as a place, None if its name is no place's: a month, a body, the owner of something else."""
    name = match["of"] or match["name"]
    noun = match["kind"] or match["noun"] or match["plain"]
    definite = (match["det"] or "").strip().lower() in {"the", "this", "that"}
    start, end = match.span()
    if name is None:
        land = next(
            (m.group() for m in country_pattern(lexicon).finditer(match.group()) if is_people(m.group(), lexicon)), None
        )
        return Link(Span(start, end), land, noun.lower(), definite) if noun else None
    trimmed = _trimmed(name.rstrip(".'’"), lexicon)
    if noun is None and not match["det"] and _CODE.fullmatch(trimmed) is not None:
        return None
    if noun is None and (is_people(trimmed, lexicon) or _OWNS.match(match.string, match.end("name"))):
        return None
    if not is_name(trimmed, lexicon) or _is_likeness(trimmed, lexicon):
        return None
    if not (match["noun"] or match["of"]):
        end = match.start("name") + name.index(trimmed) + len(trimmed)
    head, _, last = trimmed.rpartition(" ")
    if noun is None and head and last.lower() in place_nouns(lexicon):  # "Yunnan Province"
        trimmed, noun = head, last
    elif noun is None and trimmed.partition(" ")[0].lower() in place_set(lexicon, PlaceCue.KIND_FIRST) and head:
        noun = trimmed.partition(" ")[0]
    return Link(Span(start, end), trimmed, noun.lower() if noun else None, definite)


@functools.cache
def _not_places(lexicon: Lexicon) -> frozenset[str]:
    calendar = calendar_of(lexicon)
    return frozenset((*place_list(lexicon, PlaceCue.NOT_A_PLACE), *calendar.months, *calendar.weekdays))


@functools.cache
def _ends_name(lexicon: Lexicon) -> frozenset[str]:
    """What stands behind a name without a comma and is none of it."""
    return _not_places(lexicon) | place_set(lexicon, PlaceCue.HEADLINE)


def _is_likeness(name: str, lexicon: Lexicon) -> bool:
    """A compound that says what a thing is like, not where: "a Swift-themed class"."""
    _, hyphen, last = name.rpartition("-")
    return hyphen != "" and last in place_set(lexicon, PlaceCue.LIKENESS)


@functools.cache
def _held_by(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Houthi-held" before a name."""
    return regex.compile(rf"^\p{{Lu}}\p{{L}}+-{one_of(place_list(lexicon, PlaceCue.HELD_BY))}\s+")


@functools.lru_cache(maxsize=4096)
def _trimmed(name: str, lexicon: Lexicon) -> str:
    """A name up to a weekday, a medium or what happened that follows it without a comma (headlines, litter)."""
    name = _held_by(lexicon).sub("", name)
    if name.endswith("s") and key_of(name[:-1]) in country_keys(lexicon):  # an apostrophe lost: "Syrias war"
        return name[:-1]
    words = name.split(" ")
    for number, word in enumerate(words[1:], 1):
        if word.lower().rstrip(".") in _ends_name(lexicon):
            return " ".join(words[:number])
    return name


@functools.lru_cache(maxsize=4096)
def is_name(name: str, lexicon: Lexicon) -> bool:
    """Not a month, an organisation, a medium, a word that merely opens a sentence."""
    low = " ".join(name.lower().rstrip(".").split())
    barred = _not_places(lexicon)
    return low not in barred and low.split()[0] not in barred and len(low) > 1
