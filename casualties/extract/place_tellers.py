"""Place tellers: whether a place is where somebody speaks, or belongs to the words for who speaks.

Found: a doctor in Homs said, told a radio station in Homs, the union, which sits in Homs, says; the mayor of Homs, Rana
Idris, put the dead at nine.  Those who were harmed tell nothing: "killed two reporters in Homs, police said".
"""

from __future__ import annotations

import functools

import regex

from casualties.extract.calendar_words import TimeCue, list_pattern, one_of
from casualties.extract.classes import Class
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_words import PlaceCue, place_list, place_set
from casualties.extract.trie import lowered
from casualties.extract.vocabulary import vocabulary

_NEAR = 60
"""Characters before a place in which the words for who speaks stand."""


_SOON = 50
"""Characters behind a place in which a word of speech makes it the place of who speaks."""


def is_tellers(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether the words on either side of a place make it the speaker's; `before` begins with the sentence."""
    near = before[-_NEAR:]
    if _elsewhere(lexicon).search(near) or _said_next(lexicon).match(after):
        return True
    if _spoke(lexicon).search(before):
        return True
    if _described(lexicon).match(after) and _OPENS.search(before):
        return True
    if _who_tells(lexicon).match(after):
        return True
    named = _named(lexicon).match(after)
    if named is not None and named["closed"] and not _befell(lexicon).search(near):
        return True
    source = _source(lexicon).search(near)
    if source is None:
        return False
    if named is not None or _tells_next(lexicon).match(after):
        return True
    speech = list_pattern(lexicon, TimeCue.SPEECH)
    if not (speech.search(source["who"]) or speech.search(after[:_SOON]) or speech.search(before[-90:])):
        return False
    return not _is_harmed(before[: len(before) - len(near) + source.start()], lexicon)


_BREAK = regex.compile(r"[,;:.()\"“”–—]|\b(?:and|but|while|when|after|as|that)\b", regex.IGNORECASE)


def _is_harmed(before: str, lexicon: Lexicon) -> bool:
    """Whether the clause tells of a harm before the words for who may speak: "killed two | reporters"."""
    clause, known = _BREAK.split(before[-_NEAR:])[-1], vocabulary(lexicon).entries
    entries = (entry for word in lowered(clause).split() for entry in known.get((word,), ()))
    return any(e.cls in _HARMED and not (e.by or e.within or e.groups) for e in entries)


_HARMED = frozenset({Class.HARM, Class.PREDICATE})


_PERSON = r"\p{Lu}[\p{L}'’.-]*+(?:\s+(?:\p{Ll}{2,3}\s+)?\p{Lu}[\p{L}'’.-]*+){0,4}"
_OPENS = regex.compile(
    r"(?:^|[.;:\"“]\s)\W*(?:[\p{L}]{3,14},\s+)?[^,;:]{2,80},\s+(?:who|which|whose|an?|the|himself|herself)\b[^,;:]{0,120}$",
    regex.IGNORECASE,
)
"""Who is the subject of the sentence, and what is said of it between commas, up to a place in that."""


@functools.cache
def _described(lexicon: Lexicon) -> regex.Pattern[str]:
    """The end of what is said of a subject, and its word of speech: "a leader in Homs | , said"."""
    return regex.compile(rf",\s+{_telling(lexicon)}", regex.IGNORECASE)


@functools.cache
def _named(lexicon: Lexicon) -> regex.Pattern[str]:
    """The name of who speaks, behind the office: "the delegate in Homs | , Rana Idris, would not say"."""
    return regex.compile(rf",\s+{_PERSON}(?:\s+\(\w+\)|,\s+\d\d)?(?P<closed>,)?\s+(?:who\b|(?i:{_telling(lexicon)}))")


@functools.cache
def _befell(lexicon: Lexicon) -> regex.Pattern[str]:
    """A word for what befell a place, right before it: no office, whose holder could be named behind it."""
    events = (*place_list(lexicon, PlaceCue.EVENT), *place_list(lexicon, PlaceCue.STOOD_BEFORE))
    return regex.compile(rf"\b{one_of(events)}\s+$", regex.IGNORECASE)


@functools.cache
def _who_tells(lexicon: Lexicon) -> regex.Pattern[str]:
    """What is said of a person behind a place, and the word of speech: "an officer in Homs | , who ..., put"."""
    return regex.compile(rf",\s+(?:who|himself|herself)\b[^,;:]{{2,60}},\s+{_telling(lexicon)}")


def is_where_told(opens: bool, noun: str | None, after: str, lexicon: Lexicon) -> bool:
    """ "At the hospital a doctor said", "At a rally in Homs the president said": who spoke is named next."""
    if not opens or noun not in place_set(lexicon, PlaceCue.GATHERING, PlaceCue.CARE):
        return False
    return _then_said(lexicon).match(after) is not None


@functools.cache
def _then_said(lexicon: Lexicon) -> regex.Pattern[str]:
    return regex.compile(rf",?\s+(?:[\p{{L}}'’.-]+\s+){{1,5}}?{one_of(place_list(lexicon, PlaceCue.SAYS))}\b")


def _telling(lexicon: Lexicon) -> str:
    tells = one_of((*place_list(lexicon, PlaceCue.SAYS), *place_list(lexicon, PlaceCue.TELLS)))
    return rf"(?:(?:\p{{Ll}}+ly|also|later|then|had|has|have|however)[,\s]\s*){{0,2}}{tells}\b"


@functools.cache
def _said_next(lexicon: Lexicon) -> regex.Pattern[str]:
    """A word of speech right after a place, without a comma: "a nurse at the clinic said"."""
    return regex.compile(rf"\s+(?:also\s+)?{one_of(place_list(lexicon, PlaceCue.SAYS))}\b")


@functools.cache
def _spoke(lexicon: Lexicon) -> regex.Pattern[str]:
    """Who spoke, right behind the word of speech, up to a place: "said Rana Idris, 38, | at the morgue"."""
    says = one_of(place_list(lexicon, PlaceCue.SAYS))
    return regex.compile(rf"\b(?i:{says})\s+{_PERSON}(?:,\s+(?:\d\d|[^,;.:]{{2,60}})(?=,))?,?\s+$")


@functools.cache
def _tells_next(lexicon: Lexicon) -> regex.Pattern[str]:
    """A word that is one of speech behind who may speak: "the office in Homs put the dead at"."""
    return regex.compile(rf"\s+{_telling(lexicon)}")


@functools.cache
def _elsewhere(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "based in", "meeting in", "from Coventry in"."""
    return regex.compile(rf"(?:\b(?i:{one_of(place_list(lexicon, PlaceCue.ELSEWHERE))})|\bfrom\s+\p{{Lu}}[\w-]+)\s+$")


@functools.cache
def _source(lexicon: Lexicon) -> regex.Pattern[str]:
    who = one_of(place_list(lexicon, PlaceCue.SOURCE))
    return regex.compile(rf"(?P<who>(?i:\b{who}))(?:\s+\p{{Lu}}[\w.]*+){{0,3}}[\s,]+(?:\p{{Ll}}+\s+)?$")
