"""Timeline: every expression of time in a report, and what it dates: an event, words, a count or the page."""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass
from enum import StrEnum

import regex

from casualties.extract.calendar_words import TimeCue, list_pattern, one_of, word_list
from casualties.extract.dates import find_moments, joined_moments, last_known, read_moments
from casualties.extract.lexicon import Lexicon
from casualties.extract.moments import Moment, Reach
from casualties.extract.sentences import Document


class Role(StrEnum):
    """What a moment dates: the event, somebody's words, the count, the page, all that a report covers, what an event
    is compared with, or what a speaker did at another time ("who has run the clinic since March").
    """

    EVENT = "event"
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


class Timeline:
    """The dated expressions of a document, each sentence's read when it is asked for, and the day they count from."""

    __slots__ = ("_document", "_last", "_raw", "_rows", "anchor", "anchored_by")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._raw: dict[int, tuple[Moment, ...]] = {}
        self._rows: dict[int, tuple[Dated, ...]] = {}
        self._last: list[Moment | None] = [None]
        self.anchor, self.anchored_by = anchor_of(document)

    def row(self, sentence: int) -> tuple[Dated, ...]:
        """Every dated expression of one sentence, in order."""
        found = self._rows.get(sentence)
        if found is None:
            moments = self._moments(sentence)
            document = self._document
            if moments and sentence and _is_cut_off(document, sentence, moments[0]):
                moments = moments[1:]
            following = sentence + 1
            if following < len(document.sentences) and _CLOCK.search(document.words(document.sentences[sentence])[-6:]):
                moments += tuple(m for m in self._moments(following)[:1] if _is_cut_off(document, following, m))
            found = tuple(Dated(m, sentence, _role(document, sentence, m, self.anchor)) for m in moments)
            self._rows[sentence] = found
        return found

    def events(self, sentence: int) -> tuple[Dated, ...]:
        """What dates an event in a sentence."""
        return tuple(d for d in self.row(sentence) if d.role is Role.EVENT)

    def compared(self, sentence: int) -> tuple[Dated, ...]:
        """What an event in a sentence is compared with: "the worst since the 2003 quake"."""
        return tuple(d for d in self.row(sentence) if d.role is Role.COMPARED)

    def _moments(self, sentence: int) -> tuple[Moment, ...]:
        document = self._document
        return joined_moments(document.text, self._read(sentence), self.anchor, document.lexicon)

    def _read(self, sentence: int) -> tuple[Moment, ...]:
        found = self._raw.get(sentence)
        if found is None:
            document, span = self._document, self._document.sentences[sentence].span
            before = functools.partial(self._before, sentence)
            found = read_moments(document.text, self.anchor, document.lexicon, span, before)
            self._raw[sentence] = found
        return found

    def _before(self, sentence: int) -> Moment | None:
        """The last known day ahead of a sentence; read forwards, so that no chain of "the next day" goes deep."""
        for number in range(len(self._last) - 1, sentence):
            self._last.append(last_known(self._read(number)) or self._last[number])
        return self._last[sentence]


@functools.lru_cache(maxsize=4)
def read_timeline(document: Document) -> Timeline:
    """The expressions of time of a document; the last few documents are kept."""
    return Timeline(document)


def _is_cut_off(document: Document, sentence: int, moment: Moment) -> bool:
    """Whether a moment opens a sentence and belongs to the one before: "at 2:20 a.m. | Thursday"."""
    start = document.sentences[sentence].start
    return moment.span.start == start and _CLOCK.search(document.text, start - 12, start) is not None


_CLOCK = regex.compile(r"\b[ap]\.m\.\s*$", regex.IGNORECASE)
_HEAD = 240
"""A dateline or a date of publication stands within so many characters of the start."""


_NEWS = (1000, 2999)
"""Years of publication that are taken for dates.  Databases write 0001-01-01 and 9999-12-31 for an unknown day, and
whatever is counted from there ("yesterday", "next week") soon leaves the calendar."""


def anchor_of(document: Document) -> tuple[dt.date | None, str]:
    """The day to count from, and where it came from: publication, else a full date in the head of the text."""
    published = document.report.published
    if published is not None and _NEWS[0] <= published.year <= _NEWS[1]:
        return published, "published " + published.isoformat()
    head = document.text[:_HEAD]
    if _YEAR.search(head) is None:
        return None, "no publication date"
    for moment in find_moments(head, None, document.lexicon):
        if (
            moment.full
            and moment.start is not None
            and moment.start == moment.end
            and _in_head(head, moment, document.lexicon)
        ):
            return moment.start, f"dateline {moment.start.isoformat()}"
    return None, "no publication date"


_YEAR = re.compile(r"\d{4}|\d\d[\s)]*[(–—-]")
"""What every full date holds: a year in four digits, or in two before a bracket or dash."""


def _in_head(text: str, moment: Moment, lexicon: Lexicon) -> bool:
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


def _role(document: Document, at: int, moment: Moment, anchor: dt.date | None) -> Role:
    sentence = document.sentences[at]
    before = document.text[max(sentence.start, moment.span.start - 160) : moment.span.start]
    after = document.text[moment.span.end : moment.span.end + 40]
    if moment.reach is not Reach.POINT and _superlative(document.lexicon).search(before):
        return Role.COMPARED
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
        and moment.span.start < _HEAD
        and len(moment.key) == 2
        and _in_head(document.text, moment, document.lexicon)
    ):
        is_field = _field(document.lexicon).match(document.words(sentence)) is not None
        return Role.COVER if (is_field and moment.start != anchor) or _is_long_past(moment, anchor) else Role.HEAD
    if _PUT.match(after):
        return Role.SPEECH
    if _is_aside(document.lexicon, before, document.text[moment.span.end : min(sentence.end, moment.span.end + 80)]):
        return Role.ASIDE
    return Role.SPEECH if _is_spoken(document.lexicon, before, after) else Role.EVENT


def _is_spoken(lexicon: Lexicon, before: str, after: str) -> bool:
    """Whether the date is that of words: "said on Friday", "officials on Friday raised", "was published in March"."""
    speech = _speech(lexicon).search(before)
    if speech is not None:
        passive = _passive(lexicon).search(before[: speech.start()])
        if passive is None or list_pattern(lexicon, TimeCue.ISSUED).search(speech.group().split()[0]) is not None:
            return True
    return _speaker(lexicon).search(before) is not None and _speaks(lexicon).match(after) is not None


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
