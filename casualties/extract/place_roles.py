"""Place roles: whether something happened at a place, somebody spoke there, or the wounded were taken there."""

from __future__ import annotations

import functools

import regex

from casualties.extract.calendar_words import one_of
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_links import Link, Role
from casualties.extract.place_tellers import is_tellers
from casualties.extract.place_words import PlaceCue, place_list, place_set

_NEAR = 60
"""Characters before a place in which it is read who was taken there."""


def is_cared_for(opening: regex.Match[str], links: tuple[Link, ...], before: str, lexicon: Lexicon) -> bool:
    """ "two are in hospital", "recovering in a clinic", "arrived at the Nasser hospital", "died at the hospital"."""
    first = links[0]
    if (opening["head"] or "").lower() not in {"in", "at"} or not _is_care(first, opening.string, lexicon):
        return False
    if first.noun in place_set(lexicon, PlaceCue.CARE_OF_THE_DEAD):
        return True
    bare = first.name is None and not first.definite and opening.end() == first.span.start
    if bare and first.noun in place_set(lexicon, PlaceCue.CARE_ALONE) and not _befell(lexicon).search(before):
        return True
    if _carer(lexicon).search(before) and _takes_in(lexicon).match(opening.string, max(k.span.end for k in links)):
        return True
    return _cared_for(lexicon).search(before) is not None or _died(lexicon).search(before) is not None


@functools.cache
def _carer(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "A doctor", right before "at the hospital received 14 wounded"."""
    return regex.compile(rf"\b{one_of(place_list(lexicon, PlaceCue.CARER))}\s+$", regex.IGNORECASE)


def _is_care(link: Link, text: str, lexicon: Lexicon) -> bool:
    """Whether a link tells of a place where the wounded lie, in one word or in two ("the medical college")."""
    return link.noun in place_set(lexicon, PlaceCue.CARE) or _care(lexicon).search(link.span.of(text)) is not None


@functools.cache
def _care(lexicon: Lexicon) -> regex.Pattern[str]:
    return regex.compile(rf"\b{one_of(place_list(lexicon, PlaceCue.CARE))}\b", regex.IGNORECASE)


@functools.cache
def _befell(lexicon: Lexicon) -> regex.Pattern[str]:
    """A word for what befell a hospital, right before "in": "Blast in hospital in Garsen"."""
    return regex.compile(rf"\b{one_of(place_list(lexicon, PlaceCue.STOOD_BEFORE))}\s+$", regex.IGNORECASE)


@functools.cache
def _to_care(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Taken with burns to the general hospital in": where the wounded were brought."""
    care = one_of(place_list(lexicon, PlaceCue.CARE))
    return regex.compile(rf"\b(?:to|reached|from)\s+(?:\p{{Ll}}+\s+)?(?:[\p{{L}}'’-]+\s+){{0,3}}?{care}\s+$")


@functools.cache
def _cared_for(lexicon: Lexicon) -> regex.Pattern[str]:
    """A word for being treated, and up to two small ones, right before a place."""
    return regex.compile(rf"\b{one_of(place_list(lexicon, PlaceCue.CARED_FOR))}\s+(?:\p{{Ll}}+\s+){{0,2}}$")


@functools.cache
def _died(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Died of his burns": where those die who were hurt elsewhere; patients were not."""
    died, lay = (one_of(place_list(lexicon, cue)) for cue in (PlaceCue.DIED, PlaceCue.LAY))
    gap = r"(?:\s+(?!(?:when|after|as|while)\b)\p{Ll}+){0,5}"
    return regex.compile(rf"(?<!\b{lay}\s+(?:ha(?:ve|d)\s+)?)\b{died}{gap}\s+$", regex.IGNORECASE)


def is_fled_to(head: str, before: str, lexicon: Lexicon) -> bool:
    """ "Fled into the hills", "fled to the town of", "left for a camp in": where people found refuge."""
    return _fled(lexicon).search(f"{before}{head} " if head in _INTO else before) is not None


_INTO = frozenset({"into"})


@functools.cache
def _fled(lexicon: Lexicon) -> regex.Pattern[str]:
    gap = r"(?!(?:after|when|while|as|following|from|because|since|by|during|amid)\b)"
    near, goal = rf"(?:{gap}[\p{{L}}\p{{N}}'’-]+\s+){{0,4}}?", rf"(?:{gap}[\p{{L}}'’-]+\s+){{0,4}}"
    fled = one_of(place_list(lexicon, PlaceCue.FLED))
    return regex.compile(rf"\b{fled}\s+{near}(?:to|into|towards?|for)\s+{goal}$", regex.IGNORECASE)


def is_refuge(link: Link, before: str, lexicon: Lexicon) -> bool:
    """Whether those displaced who are counted at a place found refuge there: it is a shelter, and nothing befell it."""
    if link.noun not in place_set(lexicon, PlaceCue.SHELTER) and not _sheltering(lexicon).search(before[-_NEAR:]):
        return False
    return _befell_refuge(lexicon).search(before[-_NEAR:]) is None


@functools.cache
def _sheltering(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Camps around", right before a place."""
    return regex.compile(rf"\b{one_of(place_list(lexicon, PlaceCue.SHELTER))}\s+(?:\p{{Ll}}+\s+)?$", regex.IGNORECASE)


@functools.cache
def _befell_refuge(lexicon: Lexicon) -> regex.Pattern[str]:
    cues = (PlaceCue.STOOD_BEFORE, PlaceCue.EVENT, PlaceCue.STRIKE_NOUN, PlaceCue.STRIKE)
    befell = one_of(word for cue in cues for word in place_list(lexicon, cue) if word not in _INTO)
    return regex.compile(rf"\b{befell}\s+(?:(?:in|at|near|of|from)\s+)?(?:(?:the|an?)\s+)?$", regex.IGNORECASE)


def role_of(before: str, after: str, lexicon: Lexicon) -> Role:
    """Whether the words around make it a speaker's place ("a doctor in Homs said") or a place of refuge.

    `before` begins with the sentence.
    """
    near = before[-_NEAR:]
    if _laid(lexicon).search(near) or _held(lexicon).search(before) or _visit(lexicon).match(after):
        return Role.HARBOUR
    if _to_care(lexicon).search(near) or _harbour(lexicon).search(near) or _moved(lexicon).search(before):
        return Role.HARBOUR
    if _left(lexicon).search(near) or _REFUGE.match(after) or _hosts(lexicon).match(after):
        return Role.HARBOUR
    if _caring(lexicon).search(near) and _takes_in(lexicon).match(after):
        return Role.HARBOUR
    return Role.SOURCE if is_tellers(before, after, lexicon) else Role.EVENT


@functools.cache
def _caring(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Hospitals in", "surgeons in", right before a place."""
    care = one_of((*place_list(lexicon, PlaceCue.CARE), *place_list(lexicon, PlaceCue.CARER)))
    return regex.compile(rf"\b{care}\s+$", regex.IGNORECASE)


@functools.cache
def _takes_in(lexicon: Lexicon) -> regex.Pattern[str]:
    """What a hospital does to the wounded: "received 14 wounded"."""
    takes = one_of(place_list(lexicon, PlaceCue.TAKES_IN))
    beside = r"(?:(?:,\s+[^,;.]{1,40},)?\s+and\s+\p{Lu}[\p{L}'’-]*)?"
    return regex.compile(rf"{beside}\s+(?:ha[sd]\s+|have\s+|were\s+|was\s+|are\s+|is\s+)?{takes}\b")


_REFUGE = regex.compile(r",?\s+where\s+[^.;]{0,30}\b(?:taken|treated|rushed|brought|flown)\b")


@functools.cache
def _harbour(lexicon: Lexicon) -> regex.Pattern[str]:
    gap = r"(?:\s+(?!(?:after|when|following|from|during)\b)[^\s.;]+){0,5}\s+$"
    return regex.compile(rf"\b{one_of(place_list(lexicon, PlaceCue.HARBOUR))}{gap}", regex.IGNORECASE)


@functools.cache
def _moved(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Nine were taken to Hama and one to the burns unit in": a second goal of the same word."""
    harbour = one_of(place_list(lexicon, PlaceCue.HARBOUR))
    return regex.compile(
        rf"\b{harbour}\s[^.;:]{{1,80}}\s(?:and|,)\s[^.;:,]{{1,40}}\sto\s+(?:[\p{{L}}'’-]+\s+){{1,4}}$", regex.IGNORECASE
    )


@functools.cache
def _laid(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Were buried", right before a place."""
    return regex.compile(rf"\b{one_of(place_list(lexicon, PlaceCue.LAID))}\s+$", regex.IGNORECASE)


@functools.cache
def _hosts(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Houses 700 displaced people", right behind a place."""
    hosts = one_of(place_list(lexicon, PlaceCue.HOSTS))
    return regex.compile(
        rf"\s+(?:(?:now|also|are|is|ha[sd]|have)\s+){{0,2}}{hosts}\s[^.;:]{{0,30}}\b(?:displaced|evacuees|refugees)\b"
    )


@functools.cache
def _held(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "A funeral for six of them was held", up to two words before a place."""
    ceremony = one_of(place_list(lexicon, PlaceCue.CEREMONY))
    return regex.compile(
        rf"\b{ceremony}\b[^.;:]{{0,80}}\b(?:held|take\s+place|took\s+place)\s+(?:\p{{L}}+\s+){{0,2}}$", regex.I
    )


@functools.cache
def _visit(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "For a summit", right behind a place."""
    return regex.compile(rf"\s+{one_of(place_list(lexicon, PlaceCue.VISIT))}\b")


@functools.cache
def _left(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Had sailed from a beach near": where a journey began, or was to end."""
    return regex.compile(rf"\b{one_of(place_list(lexicon, PlaceCue.DEPARTED))}\s+(?:[\p{{Ll}}'’-]+\s+){{0,4}}$")


@functools.cache
def custody_ends(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Arrested at", right before a place."""
    custody = one_of(place_list(lexicon, PlaceCue.CUSTODY))
    return regex.compile(rf"\b{custody}\s+(?:\p{{L}}+\s+){{0,4}}$", regex.IGNORECASE)
