"""Event spans: from which day to which an event went on that the report says began, lasted or ended.

"The fighting, which started on Saturday, raged till Monday", "the shooting began at 11 p.m. on Saturday and lasted two
hours", "troops on Sunday ended the siege ... the attack had begun on Saturday": each of these days stands for all.
"""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from casualties.extract import days
from casualties.extract.calendar_words import TimeCue, calendar_of, list_pattern, one_of, word_list
from casualties.extract.date_roles import Dated, Role
from casualties.extract.event_mentions import read_mentions
from casualties.extract.lexicon import Lexicon
from casualties.extract.moments import Moment, Reach
from casualties.extract.sentences import Document
from casualties.extract.stretch_forms import DAY_OF_EVENT
from casualties.extract.wordfinder import WordFinder, word_finder
from casualties.report import Span

Row = Callable[[int], Sequence[Dated]]


@dataclass(frozen=True, slots=True)
class EventSpan:
    """The days of an event, the dates in the text that stand for them, and whether an end was told."""

    start: dt.date
    end: dt.date
    dates: tuple[Span, ...]
    ended: bool


@dataclass(frozen=True, slots=True)
class _Edge:
    """A date on which an event began or ended, its day, and the kinds of event it may be of."""

    dated: Dated
    day: dt.date
    families: frozenset[TimeCue]


_LONGEST = 10
"""Days: what goes on longer is a war or the like, and none of its days stands for all of them."""
_NEAR = 90
"""Characters between a word for an event and what tells of its beginning or end."""


def read_spans(document: Document, row: Row, anchor: dt.date | None) -> tuple[EventSpan, ...]:
    """The spans of the events of a document up to its day; `row` gives the dated expressions of a sentence."""
    begun: list[_Edge] = []
    ended: list[_Edge] = []
    found: list[EventSpan] = []
    for at in itertools.islice(_sentences(document), _MOST):
        starts, ends = list(_begun(document, at, row)), list(_ended(document, at, row))
        found += _ranged(document, at, row)
        if starts and ends:
            found.append(_span(starts[-1], ends[-1]))
        elif not ends:
            recent = begun[-1] if begun and at - begun[-1].dated.sentence <= _FOLLOWS else None
            first = starts[-1] if starts else recent
            told = _lasted(document, at, first) if first is not None else _by_the_clock(document, at, row)
            found += [told] if told is not None else []
        begun, ended = begun + starts, ended + (ends if not starts else [])
    found += _across(begun, ended)
    closed = {span for f in found for span in f.dates}
    still = (EventSpan(e.day, e.day, (e.dated.moment.span,), ended=False) for e in begun)
    still = (f for f in still if closed.isdisjoint(f.dates))
    known = (replace(f, end=min(f.end, anchor)) if anchor is not None else f for f in (*found, *still))
    return tuple(f for f in known if 0 <= (f.end - f.start).days <= _LONGEST)


_MOST = 60
"""Sentences with such words that are read; longer texts are several reports in one."""
_FOLLOWS = 2
"""Sentences from the beginning of an event to the one that says how long it went on."""


@functools.cache
def _verbs(lexicon: Lexicon) -> WordFinder:
    words = (word for cue in (TimeCue.BEGINS, TimeCue.LASTS, TimeCue.ENDS) for word in word_list(lexicon, cue))
    return word_finder(words, small=True)


def _sentences(document: Document) -> Iterator[int]:
    """The sentences that tell of a beginning, an end or how long something went on."""
    here, last = document.span, -1
    starts = [sentence.start for sentence in document.sentences]
    for match in _verbs(document.lexicon).finditer(document.text, here.start, here.end):
        number = bisect.bisect_right(starts, match.start()) - 1
        if number > last:
            last = number
            yield number


def _span(first: _Edge, last: _Edge) -> EventSpan:
    return EventSpan(first.day, last.day, (first.dated.moment.span, last.dated.moment.span), ended=True)


def _across(begun: Sequence[_Edge], ended: Sequence[_Edge]) -> Iterator[EventSpan]:
    """A beginning and an end that are told in different sentences, where only one event of their kind began."""
    for end in ended:
        alike = [b for b in begun if b.families & end.families]
        if len({b.day for b in alike}) == 1:
            yield _span(alike[0], end)


def _known(row: Sequence[Dated], *roles: Role) -> Iterator[tuple[Dated, dt.date]]:
    """The dates that are one day, with it."""
    for dated in row:
        start, end = dated.moment.start, dated.moment.until or dated.moment.end
        if dated.role in roles and start is not None and start == end:
            yield dated, start


def _begun(document: Document, at: int, row: Row) -> Iterator[_Edge]:
    """ "The attack began late on Saturday", "on Saturday fighting broke out"."""
    text, sentence = document.text, document.sentences[at]
    for dated, day in _known(row(at), Role.EVENT):
        end = dated.moment.span.end
        verb = _begins_before(document.lexicon).search(text, max(sentence.start, end - 140), end)
        verb = verb or _begins_after(document.lexicon).match(text, end, sentence.end)
        families = _of(document, at, verb.start("verb")) if verb is not None else None
        if families is not None:
            yield _Edge(dated, day, families)


def _ended(document: Document, at: int, row: Row) -> Iterator[_Edge]:
    """ "Raged till Monday", "the siege ended on Sunday", "forces on Sunday ended the siege"."""
    text, sentence = document.text, document.sentences[at]
    for dated, day in _known(row(at), Role.EVENT, Role.AS_OF):
        span = dated.moment.span
        verb = _until(document.lexicon).search(text, max(sentence.start, span.start - 90), span.start)
        verb = verb or _ends_after(document.lexicon).match(text, span.end, sentence.end)
        families = _of(document, at, verb.start("verb"), verb.end()) if verb is not None else None
        if families is not None:
            yield _Edge(dated, day, families)


def _of(document: Document, at: int, verb: int, behind: int | None = None) -> frozenset[TimeCue] | None:
    """The kinds of the event that a verb is said of, in the clause before it or right behind it; None for another."""
    sentence = document.sentences[at]
    start = max(sentence.start, verb - _NEAR)
    end = min(sentence.end, max(behind or verb, verb) + _BEHIND) if behind is not None else verb
    own = [m for m in read_mentions(document).row(at) if start <= m.span.start < end]
    if any(m.other for m in own):
        return None
    lasting = list_pattern(document.lexicon, TimeCue.GOES_ON).search(document.text, start, end) is not None
    families = frozenset(f for m in own for f in m.families) | (
        frozenset({TimeCue.VIOLENCE}) if lasting else frozenset()
    )
    if not families and start == sentence.start and _IT.match(document.text, start):
        return frozenset({TimeCue.VIOLENCE})  # of what the sentence before told
    return families or None


_BEHIND = 30


def _ranged(document: Document, at: int, row: Row) -> Iterator[EventSpan]:
    """ "The fighting went on from Saturday to Monday"."""
    for dated in row(at):
        start, end, span = dated.moment.start, dated.moment.end, dated.moment.span
        if dated.moment.rule == "from-to" and dated.role is Role.EVENT and start is not None and end is not None:
            before = document.text[max(document.sentences[at].start, span.start - _NEAR) : span.start]
            if _goes_on_from(document.lexicon).search(before) and _of(document, at, span.start) is not None:
                yield EventSpan(start, end, (span,), ended=True)


def _by_the_clock(document: Document, at: int, row: Row) -> EventSpan | None:
    """ "Stormed the post at 11 p.m. on Friday ... the gunbattle lasted till dawn": the last day with its hour."""
    for before in range(at, max(at - _FOLLOWS - 1, -1), -1):
        for dated, day in reversed(list(_known(row(before), Role.EVENT))):
            begun = _Edge(dated, day, frozenset())
            return _lasted(document, at, begun) if _hour(document.text, dated.moment) is not None else None
    return None


def _lasted(document: Document, at: int, first: _Edge) -> EventSpan | None:
    """ "And lasted two hours", "until dawn", "for three days", told after the beginning."""
    text, sentence, moment = document.text, document.sentences[at], first.dated.moment
    goes_on = at == first.dated.sentence or moment.span.start >= sentence.start  # a clock's "p.m." may cut it in two
    start = moment.span.end if goes_on else sentence.start
    told = _how_long(document.lexicon).search(text, start, sentence.end)
    if told is None:
        return None
    if not goes_on and _of(document, at, told.start("verb")) is None and not _IT.match(text, sentence.start):
        return None
    hour = _hour(text, moment)
    number = calendar_of(document.lexicon).count(told["number"]) if told["number"] else 0
    unit = (told["unit"] or "").lower()
    if unit == "day":
        more = number - 1
    elif unit == "hour":
        more = (hour + number) // 24 if hour is not None else 0
    else:
        more = int(told["night"] is not None or (hour is not None and hour >= _EVENING))
    return EventSpan(first.day, first.day + more * days.DAY, (moment.span,), ended=True)


_IT = regex.compile(r"\W*(?:it|this|that|they)\b", regex.IGNORECASE)
_EVENING = 17
_CLOCK = regex.compile(
    r"\b(\d{1,2})(?:(?:[:.]\d\d)?\s*(?:([ap])\.?\s?m\b\.?|(?=hrs?\b|hours\b))|[:.][0-5]\d\b)", regex.IGNORECASE
)
_PART = regex.compile(r"\b(?:late|evening|night|nightfall|dusk|sunset|midnight)\b", regex.IGNORECASE)


def _hour(text: str, moment: Moment) -> int | None:
    """The hour at which it began, from the clock or the part of the day by the date; None if neither is told."""
    near = text[max(0, moment.span.start - 30) : moment.span.end + 20].partition(";")[0]
    clock = _CLOCK.search(near)
    if clock is not None:
        return int(clock[1]) % 12 + 12 * (clock[2] or "a").lower().startswith("p") if clock[2] else int(clock[1])
    return 22 if _PART.search(near) else None


@functools.cache
def _begins_before(lexicon: Lexicon) -> regex.Pattern[str]:
    """The verb and at most eight words to the end of the date, none of them of what comes after the beginning."""
    begins = one_of(word_list(lexicon, TimeCue.BEGINS))
    word = r"(?!(?:and|but|till|until|into|through|to)\b)[^\s;,]++"
    return regex.compile(rf"\b(?P<verb>{begins})\s+(?:{word}\s+){{0,8}}{word}$", regex.IGNORECASE)


@functools.cache
def _begins_after(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "On Saturday fighting broke out"."""
    begins = one_of(word_list(lexicon, TimeCue.BEGINS))
    return regex.compile(rf",?\s+(?:[^\s;,.]++\s+){{0,5}}?(?P<verb>{begins})\b", regex.IGNORECASE)


@functools.cache
def _until(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Raged till the early hours of", "ended late on", right before a date."""
    lasts, ends = (one_of(word_list(lexicon, cue)) for cue in (TimeCue.LASTS, TimeCue.ENDS))
    return regex.compile(
        rf"\b(?:(?P<verb>{lasts})\s+(?:[^\s;.]++\s+){{0,4}}?(?:till|until|into|through|to)|"
        rf"(?P<verb>{ends})(?:\s+(?:an?|the|their|its)\s+(?:[\w-]+\s+){{0,2}}?[\w-]+)?)\s+"
        r"(?:(?:on|at|in|of|by|the|early|late|around|about|shortly|after|before|hours|dawn|noon|midnight|morning|evening|"
        r"night|afternoon|small|[\d:.]+|[ap]\.?m\.?)\s+){0,6}$",
        regex.IGNORECASE,
    )


@functools.cache
def _goes_on_from(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Went on from", right before two dates."""
    lasts = one_of(word_list(lexicon, TimeCue.LASTS))
    return regex.compile(rf"\b{lasts}\s+(?:[^\s;.]++\s+){{0,3}}?(?:from|between)\s+$", regex.IGNORECASE)


@functools.cache
def _ends_after(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Forces on Sunday ended the siege"."""
    ends = one_of(word_list(lexicon, TimeCue.ENDS))
    return regex.compile(rf"\s+(?P<verb>{ends})\s+(?:an?|the|their|its)\b", regex.IGNORECASE)


@functools.cache
def _how_long(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Lasted, villagers said, more than two hours", "went on until dawn", "raged through the night"."""
    calendar = calendar_of(lexicon)
    lasts, dawn, night = (one_of(word_list(lexicon, c)) for c in (TimeCue.LASTS, TimeCue.DAWN, TimeCue.ALL_NIGHT))
    aside = r"(?:,[^,;.]{1,40},)?"
    return regex.compile(
        rf"\b(?P<verb>{lasts})\b{aside}\s+(?:(?:for|about|around|some|over|more\s+than|at\s+least|almost|nearly)\s+)*"
        rf"(?:(?P<number>{calendar.number})\s+(?P<unit>hour|day)s?\b|(?:(?:till|until|to|into)\s+(?:the\s+)?)?"
        rf"(?:(?P<night>{night})|{dawn}|\d{{1,2}}(?:[:.]\d\d)?\s*a\.?m)\b)",
        regex.IGNORECASE,
    )


def spread(dated: Dated, spans: Sequence[EventSpan], anchor: dt.date | None) -> Dated:
    """A date that stands for all the days of its event, with all of them; "the second day" counted from its first."""
    if dated.moment.rule == DAY_OF_EVENT and spans:
        day = spans[0].start + dated.moment.key[0] * days.DAY
        last = spans[0].end if spans[0].ended else anchor
        if last is None or day <= last:
            return replace(dated, moment=replace(dated.moment, start=day, end=day))
    found = next((s for s in spans if s.ended and dated.moment.span in s.dates), None)
    return dated if found is None else _all_days(dated, found)


def whole_of(dated: Dated, spans: Sequence[EventSpan]) -> Dated:
    """A date within the days of an event, with all of them."""
    start, end = dated.moment.start, dated.moment.end
    if start is None or end is None:
        return dated
    found = next((s for s in spans if s.ended and s.start <= start and end <= s.end), None)
    return dated if found is None else _all_days(dated, found)


def _all_days(dated: Dated, span: EventSpan) -> Dated:
    moment = replace(dated.moment, start=span.start, end=span.end, reach=Reach.POINT, rule=LASTED, until=None)
    return replace(dated, moment=moment)


LASTED = "days of the event"
