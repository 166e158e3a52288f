"""Aftermath: what came after the harm: late deaths, arrests, visits, searches, funerals.

Its day is no day of the event, and nobody's but theirs who died late or were arrested then.
"""

from __future__ import annotations

import functools

import regex

from casualties.extract.calendar_words import TimeCue, calendar_of, list_pattern, one_of, word_list
from casualties.extract.lexicon import Lexicon
from casualties.extract.moments import Moment, Reach
from casualties.extract.sentences import Document
from casualties.report import Span

_FEW = 3
"""Days: "of 78 people arrested this year 51 are missing" is a count."""
_NEAR = 120
"""Characters on either side of a date in which the words stand that tell what it is the day of."""


def is_aftermath(document: Document, sentence: Span, moment: Moment) -> bool:
    """Whether a date is that of what came after the harm: "two of the wounded died on Sunday"."""
    lexicon, text, span = document.lexicon, document.text, moment.span
    if (
        moment.reach is not Reach.POINT
        or (moment.length or 1) > _FEW
        or _of_event_behind(lexicon).match(text, span.end)
    ):
        return False
    start, end = max(sentence.start, span.start - _NEAR), min(sentence.end, span.end + _NEAR)
    before, after = _CLAUSE.split(text[start : span.start])[-1], _CLAUSE.split(text[span.end : end])[0]
    opens = start == sentence.start and len(text[start : span.start].split()) <= _OPENS
    if _late_death(lexicon).search(before) or (_dies(lexicon).search(before) and _of_wounds(lexicon).match(after)):
        return True
    if _goes_ahead(lexicon).search(before) or (opens and _late_death(lexicon).search(after)):
        return True
    done = _done(lexicon).search(before)
    if done is not None:
        harms = _harms_too(lexicon, text[start : span.start - len(before) + done.start()])
        return not harms and not _harms_then(lexicon, after)
    done = _done_then(lexicon).match(after) if opens else None
    return done is not None and list_pattern(lexicon, TimeCue.CAME_TO_HARM).search(text, span.end, sentence.end) is None


def is_recovery(document: Document, sentence: Span, moment: Moment) -> bool:
    """Whether a date is that on which the dead were found: "six more bodies were recovered on Sunday"."""
    text, span = document.text, moment.span
    if moment.reach is not Reach.POINT or (moment.length or 1) > _FEW:
        return False
    before = _CLAUSE.split(text[max(sentence.start, span.start - _NEAR) : span.start])[-1]
    return _found(document.lexicon).search(before) is not None


def is_of_aftermath(document: Document, sentence: Span, trigger: Span, *, died: bool) -> bool:
    """Whether a figure's word of harm tells of a late death, or else of what is done to people after the event."""
    lexicon, text = document.lexicon, document.text
    start, end = max(sentence.start, trigger.start - _NEAR), min(sentence.end, trigger.end + _NEAR)
    if died:
        late = _late_death(lexicon).finditer(text, start, end)
        told = [m.span("death") if m["death"] else m.span() for m in late]
        told += [m.span() for m in _dated_death(lexicon).finditer(text, start, end)]
    else:
        told = [m.span() for m in list_pattern(lexicon, TimeCue.AFTERWARDS).finditer(text, start, end)]
    return any(Span(*span).overlaps(trigger) for span in told)


_CLAUSE = regex.compile(r"[.;,:](?=\s)")
_OPENS = 2
"""Words before a date that opens its sentence: "On Sunday two of the wounded died"."""


def _harms_too(lexicon: Lexicon, before: str) -> bool:
    """ "Killed nine and arrested 12 on Sunday": harm told in the same breath has the same day."""
    harm = list_pattern(lexicon, TimeCue.CAME_TO_HARM).search(before)
    harm = harm or list_pattern(lexicon, TimeCue.VIOLENCE).search(before)
    return harm is not None and _AND.search(before, harm.end()) is not None


def _harms_then(lexicon: Lexicon, after: str) -> bool:
    """ "Arrived on Sunday and killed nine"."""
    goes_on = _AND_THEN.match(after)
    return goes_on is not None and any(
        list_pattern(lexicon, cue).search(after[goes_on.end() :][:_SOON])
        for cue in (TimeCue.CAME_TO_HARM, TimeCue.VIOLENCE)
    )


_SOON = 40
_AND_THEN = regex.compile(r",?\s+(?:and|before|then)\b")
_AND = regex.compile(r"\b(?:and|while|then|before)\b|,")


@functools.cache
def _of_event_behind(lexicon: Lexicon) -> regex.Pattern[str]:
    """A word for an event that a date stands before: "victims of the 5 May raid died"."""
    return regex.compile(rf"\s+(?:[\w-]+\s+)?{calendar_of(lexicon).event}\b", regex.IGNORECASE)


def _words(lexicon: Lexicon, *cues: TimeCue) -> tuple[str, ...]:
    return tuple(one_of(word_list(lexicon, cue)) for cue in cues)


@functools.cache
def _late_death(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Succumbed", "died in hospital", "died of their wounds", "the injured died", "a victim of the blast died"."""
    alone, dies, care, hurt = _words(lexicon, TimeCue.SUCCUMBED, TimeCue.DIES, TimeCue.CARE, TimeCue.HURT)
    few = r"(?:(?!(?:and|or|but|when|while|after|as)\b)[\w'’-]+\s+)"
    return regex.compile(
        rf"\b(?:{alone}|{dies}\s+(?:later\s+)?(?:in|at|of|from)\s+{few}{{0,3}}{care}|"
        rf"{hurt}\s+{few}{{0,8}}(?P<death>{dies})|later\s+{dies}|{dies}\s+later)\b",
        regex.IGNORECASE,
    )


@functools.cache
def _dies(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Died late on", right before a date."""
    (dies,) = _words(lexicon, TimeCue.DIES)
    return regex.compile(rf"\b{dies}\s+(?:(?:on|early|late|at)\s+){{0,2}}$", regex.IGNORECASE)


@functools.cache
def _of_wounds(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Of wounds", right after it."""
    (care,) = _words(lexicon, TimeCue.CARE)
    return regex.compile(rf"\s+(?:in|at|of|from)\s+(?:[\w'’-]+\s+){{0,3}}{care}\b", regex.IGNORECASE)


@functools.cache
def _dated_death(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Died on Tuesday of wounds"."""
    dies, care = _words(lexicon, TimeCue.DIES, TimeCue.CARE)
    return regex.compile(
        rf"\b{dies}\s+(?:[\w'’]+\s+){{1,4}}?(?:in|at|of|from)\s+(?:[\w'’-]+\s+){{0,3}}{care}\b", regex.IGNORECASE
    )


@functools.cache
def _goes_ahead(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "The search began", "a rescue operation was called off", "the funeral was held", with few words to the date."""
    nouns, does = _words(lexicon, TimeCue.AFTERMATH, TimeCue.GOES_AHEAD)
    few = r"(?:[^\s;.]++\s+){0,4}"
    return regex.compile(rf"\b{nouns}\s+{few}?{does}\s+{few}$", regex.IGNORECASE)


@functools.cache
def _done(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Were arrested", "visited the wounded", with few words to the date and none of another happening."""
    (done,) = _words(lexicon, TimeCue.AFTERWARDS)
    known = r"the\s+(?:wounded|injured|victims|dead|survivors)"
    other = r"(?:that|when|where|who|which|after|before|since|killed|died|wounded|injured|dead|and)\b"
    return regex.compile(rf"\b{done}\s+(?:{known}\s+|(?!{other})[^\s;.,]++\s+){{0,6}}$", regex.IGNORECASE)


@functools.cache
def _done_then(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "On Tuesday police arrested two suspects"."""
    (done,) = _words(lexicon, TimeCue.AFTERWARDS)
    return regex.compile(rf",?\s+(?:[^\s;.,]++\s+){{0,5}}?{done}\b", regex.IGNORECASE)


@functools.cache
def _found(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Bodies were recovered", "pulled four bodies", with few words to the date and none of another happening."""
    remains, recovery = _words(lexicon, TimeCue.REMAINS, TimeCue.RECOVERY)
    few = r"(?:(?!(?:after|when|where|who|which|that|killed|died|since)\b)[^\s;.,]++\s+)"
    return regex.compile(
        rf"\b(?:{remains}\s+{few}{{0,6}}?{recovery}|{recovery}\s+{few}{{0,6}}?{remains})\s+{few}{{0,6}}$",
        regex.IGNORECASE,
    )
