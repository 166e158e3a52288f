"""Place roles: whether something happened at a place, somebody spoke there, or the wounded were taken there."""

from __future__ import annotations

import functools

import regex

from casualties.extract.calendar_words import TimeCue, list_pattern, one_of
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_links import Link, Role
from casualties.extract.place_words import PlaceCue, place_list, place_set


def is_cared_for(opening: regex.Match[str], links: tuple[Link, ...], before: str, lexicon: Lexicon) -> bool:
    """ "two are in hospital", "recovering in a clinic", "had arrived at the Nasser hospital"."""
    first = links[0]
    if (opening["head"] or "").lower() not in {"in", "at"} or first.noun not in place_set(lexicon, PlaceCue.CARE):
        return False
    bare = first.name is None and not first.definite and opening.end() == first.span.start and len(links) == 1
    alone = bare and first.noun in place_set(lexicon, PlaceCue.CARE_ALONE)
    return alone or _cared_for(lexicon).search(before) is not None


@functools.cache
def _to_care(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Taken with burns to the general hospital in": where the wounded were brought."""
    care = one_of(place_list(lexicon, PlaceCue.CARE))
    return regex.compile(rf"\bto\s+(?:an?\s+|the\s+|two\s+|three\s+)?(?:\p{{Ll}}+\s+){{0,2}}?{care}\s+$")


@functools.cache
def _cared_for(lexicon: Lexicon) -> regex.Pattern[str]:
    """A word for being treated, and up to two small ones, right before a place."""
    return regex.compile(rf"\b{one_of(place_list(lexicon, PlaceCue.CARED_FOR))}\s+(?:\p{{Ll}}+\s+){{0,2}}$")


def role_of(before: str, after: str, lexicon: Lexicon) -> Role:
    """Whether the words around make it a speaker's place ("a doctor in Homs said") or a place of refuge."""
    near = before[-60:]
    if _to_care(lexicon).search(near):
        return Role.HARBOUR
    if _harbour(lexicon).search(near):
        return Role.HARBOUR
    if _REFUGE.match(after) or (_takes_in(lexicon).match(after) and _caring(lexicon).search(near)):
        return Role.HARBOUR
    if _elsewhere(lexicon).search(near) or _said_next(lexicon).match(after):
        return Role.SOURCE
    source = _source(lexicon).search(near)
    if source is None:
        return Role.EVENT
    speech = list_pattern(lexicon, TimeCue.SPEECH)
    speaks = speech.search(source["who"]) or speech.search(after) or speech.search(before[-90:])
    return Role.SOURCE if speaks else Role.EVENT


@functools.cache
def _said_next(lexicon: Lexicon) -> regex.Pattern[str]:
    """A word of speech right after a place, without a comma: "a nurse at the clinic said"."""
    return regex.compile(rf"\s+(?:also\s+)?{one_of(place_list(lexicon, PlaceCue.SAYS))}\b")


@functools.cache
def _caring(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Hospitals in", right before a place."""
    return regex.compile(rf"\b{one_of(place_list(lexicon, PlaceCue.CARE))}\s+$", regex.IGNORECASE)


@functools.cache
def _takes_in(lexicon: Lexicon) -> regex.Pattern[str]:
    """What a hospital does to the wounded: "received 14 wounded"."""
    return regex.compile(rf"\s+(?:ha[sd]\s+|have\s+|were\s+|was\s+)?{one_of(place_list(lexicon, PlaceCue.TAKES_IN))}\b")


_REFUGE = regex.compile(r",?\s+where\s+[^.;]{0,30}\b(?:taken|treated|rushed|brought|flown)\b")


@functools.cache
def _elsewhere(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "based in", "meeting in", "from Coventry in"."""
    return regex.compile(rf"(?:\b(?i:{one_of(place_list(lexicon, PlaceCue.ELSEWHERE))})|\bfrom\s+\p{{Lu}}[\w-]+)\s+$")


@functools.cache
def _source(lexicon: Lexicon) -> regex.Pattern[str]:
    who = one_of(place_list(lexicon, PlaceCue.SOURCE))
    return regex.compile(rf"(?P<who>(?i:\b{who}))(?:\s+\p{{Lu}}[\w.]*+){{0,3}}[\s,]+(?:\p{{Ll}}+\s+)?$")


@functools.cache
def _harbour(lexicon: Lexicon) -> regex.Pattern[str]:
    gap = r"(?:\s+(?!(?:after|when|following|from|during)\b)[^\s.;]+){0,5}\s+$"
    return regex.compile(rf"\b{one_of(place_list(lexicon, PlaceCue.HARBOUR))}{gap}", regex.IGNORECASE)
