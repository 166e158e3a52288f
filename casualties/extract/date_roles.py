"""Date roles: what an expression of time dates: an event, words, a count or the page."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from enum import StrEnum

import regex

from casualties.extract.aftermath import is_aftermath, is_recovery
from casualties.extract.calendar_words import TimeCue, list_pattern, one_of, word_list
from casualties.extract.lexicon import Lexicon
from casualties.extract.moments import Moment, Reach
from casualties.extract.sentences import Document
from casualties.extract.spoken_dates import is_day_of_paper, is_day_of_words
from casualties.extract.stretch_forms import SO_FAR


class Role(StrEnum):
    """What a moment dates: the event, what came after it, somebody's words, the count, the page, all that a report
    covers, what an event is compared with, or what a speaker did at another time ("has run the clinic since March").
    """

    EVENT = "event"
    LATER = "later"
    COMPARED = "compared"
    SPEECH = "speech"
    ASIDE = "aside"
    AS_OF = "as of"
    HEAD = "head"
    COVER = "cover"


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment with the sentence it stands in and what it dates."""

    moment: Moment
    sentence: int
    role: Role


_A_DAY = 2
"""Days that one statement is made on, a night's being two: "in 2015 the mission recorded 40 deaths" is no speech."""
HEAD = 240
"""A dateline or a date of publication stands within so many characters of the start."""


def role_of(document: Document, at: int, moment: Moment, anchor: dt.date | None) -> Role:
    """What a moment of a sentence dates, by the words on either side of it."""
    sentence = document.sentences[at]
    before = document.text[max(sentence.start, moment.span.start - 160) : moment.span.start]
    after = document.text[moment.span.end : moment.span.end + 40]
    if moment.reach is not Reach.POINT and _superlative(document.lexicon).search(before):
        return Role.COMPARED
    if moment.rule == SO_FAR:
        return Role.EVENT  # "said the year's toll stands at 90"
    if document.text[moment.span.end - 2 : moment.span.end] in {"'s", "’s"} and not _speaks(document.lexicon).match(
        after
    ):
        return Role.EVENT  # "said in Friday's attack", "by Sunday's waves"
    if _covers(document.lexicon).search(before):
        return Role.COVER
    if _credit(document.lexicon).match(after) or _GMT.search(before):
        return Role.HEAD  # the caption of a picture, the head of a broadcast
    if _as_of(document.lexicon).search(before) and moment.reach is Reach.POINT:
        return Role.AS_OF
    if (
        moment.reach is Reach.POINT
        and moment.span.start < HEAD
        and len(moment.key) == 2
        and in_head(document.text, moment, document.lexicon)
    ):
        is_field = _field(document.lexicon).match(document.words(sentence)) is not None
        return Role.COVER if (is_field and moment.start != anchor) or _is_long_past(moment, anchor) else Role.HEAD
    if _PUT.match(after) or is_day_of_paper(document, sentence.span, moment.span):
        return Role.SPEECH
    if is_aftermath(document, sentence.span, moment):
        return Role.LATER
    if is_recovery(document, sentence.span, moment):
        return Role.ASIDE
    if _is_aside(document.lexicon, before, document.text[moment.span.end : min(sentence.end, moment.span.end + 80)]):
        return Role.ASIDE
    a_day = moment.reach is Reach.POINT and (moment.length or 1) <= _A_DAY
    of_words = a_day and is_day_of_words(document, sentence.span, moment.span)
    return Role.SPEECH if of_words or _is_spoken(document.lexicon, before, after) else Role.EVENT


def _is_spoken(lexicon: Lexicon, before: str, after: str) -> bool:
    """Whether the date is that of words: "said on Friday", "officials on Friday raised", "was published in March"."""
    speech = _speech(lexicon).search(before)
    if speech is not None:
        passive = _passive(lexicon).search(before[: speech.start()])
        if passive is None or list_pattern(lexicon, TimeCue.ISSUED).search(speech.group().split()[0]) is not None:
            return True
    if _had_reported(lexicon).search(before) is not None:
        return True
    return _speaker(lexicon).search(before) is not None and _speaks(lexicon).match(after) is not None


@functools.cache
def _had_reported(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Had first reported ten dead late on": the day of an earlier count."""
    tells, dead = (one_of(word_list(lexicon, cue)) for cue in (TimeCue.TELLS, TimeCue.HARMED))
    return regex.compile(
        rf"\bhad\s+(?:[\w-]+\s+){{0,2}}?{tells}\s+(?:that\s+)?(?:[\w,.-]+\s+){{1,5}}?(?:{dead}|killed)\s+"
        r"(?:(?:on|late|early|earlier|by)\s+){0,3}$",
        regex.IGNORECASE,
    )


def _is_aside(lexicon: Lexicon, before: str, after: str) -> bool:
    """Whether the date is in a clause about a speaker: "the doctor, who has run the clinic since March, counted"."""
    clause, telling = _of_whom(lexicon).search(before), _tells(lexicon).match(after)
    if clause is None or telling is None:
        return False
    within = clause["clause"] + (telling["rest"] or "")
    return not any(list_pattern(lexicon, cue).search(within) for cue in (TimeCue.CAME_TO_HARM, TimeCue.HARMED))


@functools.cache
def _of_whom(lexicon: Lexicon) -> regex.Pattern[str]:
    """A relative clause or a participle behind a comma, up to the date."""
    opens = one_of(word_list(lexicon, TimeCue.OF_WHOM))
    return regex.compile(rf"(?:\b(?:who|whose|which|that)\b|,\s+{opens}\b)(?P<clause>[^,;.]*)$", regex.IGNORECASE)


@functools.cache
def _tells(lexicon: Lexicon) -> regex.Pattern[str]:
    """The rest of the clause, and what is told after it: ", put the dead at nine", " says nine were killed"."""
    tells = one_of(word_list(lexicon, TimeCue.TELLS))
    return regex.compile(
        rf"(?P<rest>[^,;.]{{0,50}},)?\s+(?:(?:has|have|had|later|also|earlier|then|first|at\s+first|initially)\s+){{0,2}}{tells}\b"
    )


def _is_long_past(moment: Moment, anchor: dt.date | None) -> bool:
    """Whether a full date in the head lies so far before publication that it is the incident's, and no dateline."""
    return moment.full and moment.start is not None and anchor is not None and (anchor - moment.start).days > _DATELINE


_DATELINE = 14
_GMT = regex.compile(r"\b(?:GMT|UTC)\s+$")
_PUT = regex.compile(
    r"\s+(?:put|raised|revised|lowered|gave)\s+(?:the|its|their)\s+(?:\w+\s+){0,2}?"
    r"(?:number|toll|figure|count|dead|wounded|injured|total)\b",
    regex.IGNORECASE,
)
""" "The mayor had on Monday put the number of dead at nine"."""


@functools.cache
def _covers(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "This update covers 6 to 12 March"."""
    return regex.compile(
        rf"\b{one_of(word_list(lexicon, TimeCue.COVERS))}:?\s+(?:the\s+)?(?:period\s+)?(?:from\s+|between\s+)?$",
        regex.IGNORECASE,
    )


@functools.cache
def _field(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Date of incident:", at the head of a line."""
    return regex.compile(rf"{one_of(word_list(lexicon, TimeCue.FIELD))}\s*:", regex.IGNORECASE)


@functools.cache
def _credit(lexicon: Lexicon) -> regex.Pattern[str]:
    """Who took a picture, right after its date."""
    agency = one_of(word_list(lexicon, TimeCue.PHOTO_AGENCY))
    return regex.compile(rf"[.,]?\s*(?:\(?(?:file\s+)?(?:photo|picture|image)\b|[/(]{agency}\b)", regex.IGNORECASE)


@functools.cache
def _superlative(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "The deadliest", "its first", "the most violent" in the clause before the date."""
    record, most = (one_of(word_list(lexicon, cue)) for cue in (TimeCue.SUPERLATIVE, TimeCue.MOST))
    return regex.compile(rf"\b(?:{record}|(?:the|its)\s+first|most\s+{most})\b[^.;]{{0,80}}$", regex.IGNORECASE)


@functools.cache
def _speaker(lexicon: Lexicon) -> regex.Pattern[str]:
    """Who speaks, right before the date: "officials on Wednesday raised the number"."""
    return regex.compile(
        rf"\b{one_of(word_list(lexicon, TimeCue.SPEAKER))}\s+(?:(?:on|late|early|earlier)\s+){{0,3}}$", regex.IGNORECASE
    )


@functools.cache
def _speaks(lexicon: Lexicon) -> regex.Pattern[str]:
    """A word of speech right after the date: "on Wednesday raised", "Friday's statement"."""
    return regex.compile(rf"\s+(?:\w+\s+)?{one_of(word_list(lexicon, TimeCue.SPEAKS))}\b", regex.IGNORECASE)


@functools.cache
def _as_of(lexicon: Lexicon) -> regex.Pattern[str]:
    return regex.compile(
        rf"\b{one_of(word_list(lexicon, TimeCue.AS_OF))}\s+"
        r"(?:(?:late|early|noon|midday|midnight|dawn|dusk|nightfall|sunset|morning|evening|on|of|the|the\s+end\s+of|[\d:.]+\s*[ap]\.?m\.?)"
        r"\s+){0,3}$",
        regex.IGNORECASE,
    )


@functools.cache
def _speech(lexicon: Lexicon) -> regex.Pattern[str]:
    """A word of speech before the date: "a statement of", "told a news conference late on", with up to four words."""
    ends = (
        r"(?:that(?!\s+(?:figure|number|toll|count|claim))|during|when|after|of|was|were|killed|died|wounded|injured|dead|lives|life)"
        r"\b"
    )
    return regex.compile(
        rf"\b{one_of(word_list(lexicon, TimeCue.SPEECH))}\s+"
        rf"(?:(?:of|dated)\s+|(?:(?!{ends})[^\s.;,\d]++\s+){{0,4}}(?:(?:on|late|early|earlier)\s+){{0,3}})$",
        regex.IGNORECASE,
    )


@functools.cache
def _passive(lexicon: Lexicon) -> regex.Pattern[str]:
    return regex.compile(rf"\b{one_of(word_list(lexicon, TimeCue.PASSIVE))}\s+(?:\w+ly\s+)?$", regex.IGNORECASE)


def in_head(text: str, moment: Moment, lexicon: Lexicon) -> bool:
    """Whether only names, marks and words like "published" stand before the date, as in a dateline."""
    line = text.rfind("\n", 0, moment.span.start) + 1
    before = text[line : moment.span.start]
    return (
        len(before) < 80
        and all(w[0].isupper() or not w[0].isalpha() for w in _of_page(lexicon).sub(" ", before).split())
        and not _PREPOSED.search(before)
        and not (not before.strip() and _TELLS_ON.match(text, moment.span.end))
    )


_PREPOSED = regex.compile(
    r"\b(?:on|in|since|from|by|during|after|before|until|between|throughout|last|this|late|early|around)\s*$",
    regex.IGNORECASE,
)
_TELLS_ON = regex.compile(r"(?:,\s*|\s+)(?:\p{Ll}|\d+\s+\p{Ll})[^\n]{20,}")
""" "July 15, nine people were killed": no dateline."""


@functools.cache
def _of_page(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Published", "last updated"."""
    return regex.compile(rf"\b{one_of(word_list(lexicon, TimeCue.PAGE))}\b", regex.IGNORECASE)
