"""Place roles: whether something happened at a place, somebody spoke there, or the wounded were taken there."""

from __future__ import annotations

import functools

import regex

from casualties.extract.calendar_words import list_pattern, one_of
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_grammar import words_of
from casualties.extract.place_links import Link, Role


def is_cared_for(opening: regex.Match[str], links: tuple[Link, ...], before: str) -> bool:
    """ "still in hospital", "recovering at two hospitals", "had been admitted to the Nasser hospital"."""
    if (opening["head"] or "").lower() not in {"in", "at"} or links[0].noun not in _CARE:
        return False
    bare = links[0].name is None and not links[0].definite and opening.end() == links[0].span.start and len(links) == 1
    return (bare and links[0].noun in _CARE_ALONE) or _CARED_FOR.search(before) is not None


_CARE_ALONE = frozenset({"hospital", "hospitals", "clinics", "field hospitals"})
_CARE = _CARE_ALONE | {"clinic", "morgue", "mortuary", "field hospital"}
_CARED_FOR = regex.compile(
    r"\b(?:recover(?:ing|ed)|remain(?:s|ed|ing)?|still|admitted|treat(?:ed|ment)|receiv(?:ed|ing)|critical(?:ly)?|patients?|"
    r"beds?|condition|later|wounds|injuries|arriv(?:ed|ing)|seen)\s+(?:\p{Ll}+\s+){0,2}$"
)


def role_of(before: str, after: str, lexicon: Lexicon) -> Role:
    """Whether the words around make it a speaker's place ("a doctor in Homs said") or a place of refuge."""
    near = before[-60:]
    if _harbour(lexicon).search(near):
        return Role.HARBOUR
    if _REFUGE.match(after):
        return Role.HARBOUR
    if _elsewhere(lexicon).search(near) or _said_next(lexicon).match(after):
        return Role.SOURCE
    source = _source(lexicon).search(near)
    if source is None:
        return Role.EVENT
    speech = list_pattern(lexicon, "speech")
    speaks = speech.search(source["who"]) or speech.search(after) or speech.search(before[-90:])
    return Role.SOURCE if speaks else Role.EVENT


@functools.cache
def _said_next(lexicon: Lexicon) -> regex.Pattern[str]:
    """A word of speech right after a place, without a comma: "a nurse at the clinic said"."""
    return regex.compile(rf"\s+(?:also\s+)?{one_of(words_of(lexicon, 'says'))}\b")


_REFUGE = regex.compile(r",?\s+where\s+[^.;]{0,30}\b(?:taken|treated|rushed|brought|flown)\b")


@functools.cache
def _elsewhere(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "based in", "meeting in", "from Coventry in"."""
    return regex.compile(rf"(?:\b(?i:{one_of(words_of(lexicon, 'elsewhere'))})|\bfrom\s+\p{{Lu}}[\w-]+)\s+$")


@functools.cache
def _source(lexicon: Lexicon) -> regex.Pattern[str]:
    return regex.compile(
        rf"(?P<who>(?i:\b{one_of(words_of(lexicon, 'source'))}))(?:\s+\p{{Lu}}[\w.]*+){{0,3}}[\s,]+(?:\p{{Ll}}+\s+)?$"
    )


@functools.cache
def _harbour(lexicon: Lexicon) -> regex.Pattern[str]:
    gap = r"(?:\s+(?!(?:after|when|following|from|during)\b)[^\s.;]+){0,5}\s+$"
    return regex.compile(rf"\b{one_of(words_of(lexicon, 'harbour'))}{gap}", regex.IGNORECASE)
