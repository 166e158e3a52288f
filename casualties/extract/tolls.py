"""Tolls: whether a figure is one incident's or a running or summed toll, and the day on which it held.

Summed: toll, total, so far, overall; since Friday, in the past two weeks, this year, in the war; across the country;
several strikes or places together.  As of: "as of Sunday noon", "by Friday", else the day of publication for a sum
that runs to it.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from casualties.amount import Bound
from casualties.extract.calendar_words import calendar_of, one_of
from casualties.extract.counted_days import count_from_event
from casualties.extract.date_roles import Dated, Role
from casualties.extract.decided import Decided
from casualties.extract.figures import Figure
from casualties.extract.lexicon import Lexicon
from casualties.extract.moments import Moment, Reach
from casualties.extract.own_dates import held_on, own_dates
from casualties.extract.place_map import read_map
from casualties.extract.running import is_of_incident, near_words, running_cue
from casualties.extract.sentences import Document, Kind
from casualties.extract.timeline import Timeline, read_timeline
from casualties.extract.toll_words import TollCue, toll_list, toll_pattern
from casualties.report import Span
from casualties.scope import Outcome, Period


@dataclass(frozen=True, slots=True)
class Toll:
    """Whether a figure sums several incidents or a stretch of time, and the day it held, if that can be told."""

    cumulative: bool
    as_of: dt.date | None = None


def find_tolls(document: Document, figures: Sequence[Figure], periods: Sequence[Period]) -> tuple[Decided[Toll], ...]:
    """One toll per figure, in the same order; `periods` are those of the same figures."""
    if not figures:
        return ()
    timeline = read_timeline(document)
    found: list[Decided[Toll]] = []
    dates = own_dates(document, figures)
    for index, (figure, period, own) in enumerate(zip(figures, periods, dates, strict=True)):
        why = _sums(document, figures, index, own, _days(period) if period.known else None)
        if why is None and figure.amount.high not in {0, 1} and _days(period) > _YEAR:
            why = f"{_days(period)} days"
        why = why or _by_span(figure, own, period, timeline)
        whole = figure.part_of
        if why is None and whole is not None and whole < index and found[whole].value.cumulative:
            why = None if own is not None and _is_single(document, figure, own) else _as_whole(figure)
        found.append(_toll(document, figure, own, timeline, why))
    return tuple(found)


def _toll(document: Document, figure: Figure, own: Dated | None, timeline: Timeline, why: str | None) -> Decided[Toll]:
    held, how = _as_of(document, figure, own, timeline)
    reason = f"summed: {why}" if why else "one incident"
    return Decided(Toll(why is not None, held), f"{reason}; held on {held} ({how})" if held else reason)


def _as_of(document: Document, figure: Figure, own: Dated | None, timeline: Timeline) -> tuple[dt.date | None, str]:
    """The day on which the figure held: stated, else the day of the words, else of publication."""
    stood = held_on(document, figure, own) if own is not None else None
    if own is not None and stood is not None:
        if count_from_event(document, own.moment) is not None:
            return None, f"stood so {own.moment.span.of(document.text)!r}, which does not say the day"
        return stood, f"stood so {own.moment.span.of(document.text)!r}"
    row = timeline.row(figure.sentence)
    for role, what in ((Role.AS_OF, "as of"), (Role.SPEECH, "said")):
        for dated in row:
            if dated.role is role and dated.moment.known and dated.moment.start == dated.moment.end:
                return dated.moment.end, f"{what} {dated.moment.span.of(document.text)!r}"
    return timeline.anchor, timeline.anchored_by


@functools.cache
def _single(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "A suicide attack", "the blast": one incident."""
    incident = one_of(toll_list(lexicon, TollCue.INCIDENT))
    return regex.compile(rf"\b(?:a|an|the|one|that|this)\s+(?:[\w.'’-]+\s+){{0,3}}{incident}\b", regex.IGNORECASE)


@functools.cache
def _happened(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Two trains collided": one incident, told by its verb."""
    return regex.compile(
        rf"\b(?:when|as|after)\s+(?:[\w'’-]+\s+){{1,5}}?{one_of(toll_list(lexicon, TollCue.HAPPENED))}\b"
    )


def _sums(
    document: Document, figures: Sequence[Figure], index: int, own: Dated | None, length: int | None
) -> str | None:
    """Why the figure sums, or None; `own` is its own date, `length` that of its period in days, None if unknown."""
    figure = figures[index]
    if figure.implicit or figure.amount.high in {0, 1}:
        return None
    cue = running_cue(document, figure)
    if cue is not None:
        return repr(cue)
    single = _is_single(document, figure, own)
    return (
        _by_entry(document, figure)
        or (_by_date(own, document, single=single) if own is not None else None)
        or (None if single else _by_count(document, figure, own, length))
        or _by_words(document, figures, index, own, single=single)
        or _by_number(figure, own, length, single=single)
    )


def _is_single(document: Document, figure: Figure, own: Dated | None) -> bool:
    """Whether a word for one incident stands by the figure, or anywhere in a sentence of a year or month past."""
    words = near_words(document, figure)
    if own is not None and own.moment.rule in {"year", "month"}:
        words = document.words(document.sentences[figure.sentence])
    return _single(document.lexicon).search(words) is not None or _happened(document.lexicon).search(words) is not None


def _by_entry(document: Document, figure: Figure) -> str | None:
    """A sum because a digest counts by province ("Homs: 11 civilians"), or tells its total outside of any entry."""
    chart, sentence = read_map(document), document.sentences[figure.sentence]
    first, entry = chart.first_entry, chart.entry(figure.sentence)
    if first is None or sentence.kind is not Kind.PROSE:
        return None
    sums_up = toll_pattern(document.lexicon, TollCue.SUMS_UP).search(document.words(sentence))
    if figure.sentence < first or (entry is None and sums_up is not None):
        return "the total of a digest"
    return "the count of an entry" if entry == figure.sentence and figure.trigger.start < figure.span.end else None


def _by_count(document: Document, figure: Figure, own: Dated | None, length: int | None) -> str | None:
    """A sum because somebody kept count: "had by Friday recorded 90", "documented 12 in May", "died this month"."""
    near = near_words(document, figure)
    counts = toll_pattern(document.lexicon, TollCue.COUNTS).search(near)
    row = read_timeline(document).row(figure.sentence)
    lasting = own is None and (length is None or length > _FEW)
    if counts is not None and lasting and any(d.role is Role.AS_OF for d in row):
        return repr(counts.group())
    if own is None or own.moment.reach is not Reach.POINT or _days_of(own.moment) <= _FEW:
        return None
    if counts is not None and own.moment.rule in {"month", "week, month or year"}:
        return repr(counts.group())
    words = own.moment.span.of(document.text).lower()
    return repr(words) if words.startswith("this ") and _PERFECT.search(near) else None


_PERFECT = regex.compile(r"\b(?:has|have)\b", regex.IGNORECASE)


def _by_date(own: Dated, document: Document, *, single: bool) -> str | None:
    """A sum because of its date: "since Friday"; more than a month; "from 3 to 9 April"; "last month's total"."""
    text, days = document.text, _days_of(own.moment)
    words = own.moment.span.of(text)
    if own.moment.reach is Reach.SINCE and days != 1:
        return repr(words)
    if not single and (days > _MONTH or (days > _FEW and _RANGE.search(words))):
        return f"{days} days"
    if days > _FEW and _total(document.lexicon).match(text, own.moment.span.end):
        return repr(f"{words} total")
    if days > _FEW and text.startswith(" alone", own.moment.span.end):  # "in June alone"
        return repr(f"{words} alone")
    return None


@functools.cache
def _total(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Last month's total"."""
    return regex.compile(rf"\s+{calendar_of(lexicon).sum}\b", regex.IGNORECASE)


def _by_words(
    document: Document, figures: Sequence[Figure], index: int, own: Dated | None, *, single: bool
) -> str | None:
    """A sum because of the words near it: places, weather, strikes through days, people held, a war."""
    figure = figures[index]
    near, sentence = near_words(document, figure), document.sentences[figure.sentence]
    short = own is not None and _days_of(own.moment) <= _FEW
    if (
        figure.outcome is Outcome.DISPLACED
        and not short
        and not is_of_incident(document, figure)
        and not _single(document.lexicon).search(document.words(sentence))
    ):
        return "displacement is counted over an area"
    if _several(document, figures, index):
        return "several places or incidents"
    if not single:
        weather = toll_pattern(document.lexicon, TollCue.WEATHER).search(near)
        if weather is not None:
            return repr(weather.group())
        before = document.text[sentence.start : figure.span.end]
        several = toll_pattern(document.lexicon, TollCue.SEVERAL)
        strikes = several.search(near) or several.search(before)
        if strikes is not None and own is not None and _on_days(document, own.moment):
            return repr(strikes.group())
        goes_on = toll_pattern(document.lexicon, TollCue.GOES_ON).search(near) if own is None else None
        if goes_on is not None and _PERFECT.search(near) and not is_of_incident(document, figure):
            return repr(goes_on.group())
        held = figure.outcome is Outcome.DETAINED and own is None
        if held and toll_pattern(document.lexicon, TollCue.STOCK).search(near):
            return "a stock of people held"
    lasting = toll_pattern(document.lexicon, TollCue.LASTING).search(near)
    if lasting is not None and own is None and (figure.amount.low or 0) >= _HUNDRED:
        return repr(lasting.group())
    return None


def _by_number(figure: Figure, own: Dated | None, length: int | None, *, single: bool) -> str | None:
    """A sum because it is counted over more than a week, or because no incident without a date kills so many."""
    least = figure.amount.low or 0
    if own is not None or single or figure.part_of is not None:
        return None
    if length is not None and length > _WEEK and length not in _MONTHS and figure.amount.bound is not Bound.VAGUE:
        return f"{length} days"
    if least < _MANY:
        return None
    many_days = length is None or length > _FEW or least >= _HUGE
    return "too many for one incident without a date" if many_days else None


def _by_span(figure: Figure, own: Dated | None, period: Period, timeline: Timeline) -> str | None:
    """A sum because it has all the days of fighting or the like, and they are more than a night or two."""
    if own is not None or _days(period) < _FEW or figure.amount.high in {0, 1} or figure.outcome is Outcome.DETAINED:
        return None
    days = (period.start, period.end)
    return "the days of an event" if any(s.ended and (s.start, s.end) == days for s in timeline.spans) else None


_NEAR = 40
"""Figures on either side of one, among which its parts and those of its sentence stand."""


def _several(document: Document, figures: Sequence[Figure], index: int) -> bool:
    """Whether "three villages", "dozens of raids" or "parts of" stand by the figure; its own number does not count."""
    figure = figures[index]
    sentence, near = document.sentences[figure.sentence], figures[max(0, index - _NEAR) : index + _NEAR]
    start = max(sentence.start, min(figure.span.start, figure.trigger.start) - 60)
    end = min(sentence.end, max(figure.span.end, figure.trigger.end) + 60)
    for match in _many(document.lexicon).finditer(document.text, start, end):
        span = Span(*match.span())
        if not any(span.overlaps(f.span) for f in near if f.sentence == figure.sentence):
            return True
    if sum(_PLACED.match(document.text, f.span.end) is not None for f in near if f.part_of == index) > 1:
        return True
    after = figure.span.end, end
    text = document.text
    if _areas(document.lexicon).search(text, *after) is not None or _ACROSS.search(text, *after) is not None:
        return True
    return figure.outcome is not Outcome.MISSING and _two_places(document.lexicon).search(text, *after) is not None


def _on_days(document: Document, moment: Moment) -> bool:
    """Strikes that go on for days, or through two days that are both named; a night is one."""
    return _days_of(moment) > _FEW or (_days_of(moment) > 1 and " and " in moment.span.of(document.text))


_RANGE = regex.compile(r"\d\s*(?:and|to|[-–])\s*\d|\b(?:to|through|until|till)\b", regex.IGNORECASE)
""" "Between 20 and 26 February", "from 3 to 9 April"."""
_PLACED = regex.compile(r"\s+(?:of\s+(?:them|whom)\s+)?in\s+(?:the\s+)?\p{Lu}")
""" "Eleven of them in Garsen and nine in Bura"."""
_ACROSS = regex.compile(r"\b[Aa]cross\s+(?:the\s+)?(?:[\p{Ll}-]+\s+){0,2}\p{Lu}")
_WEEK, _MONTH = 7, 31
_MONTHS = range(28, 32)
"""An incident may be dated by its month alone."""
_YEAR = 366
_FEW = 3
_HUNDRED, _MANY, _HUGE = 100, 1000, 20_000


@functools.cache
def _many(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Three villages", "dozens of raids", "nearby towns"."""
    counting = "in|least|nearly|than|about|some|of|after|reported|recorded|documented|counted|registered"
    number = rf"(?<!\p{{L}}\.?\s|[\d,.])\d{{1,3}}|(?<=\b(?:{counting})\s)\d{{1,3}}"
    return regex.compile(
        r"\b(?:several|many|various|two|three|four|five|six|seven|eight|nine|ten|"
        rf"{number}|dozens\s+of|hundreds\s+of|scores\s+of|other|nearby)"
        rf"\s+(?:of\s+the\s+)?(?:[\w'’-]+\s+){{0,2}}{one_of(toll_list(lexicon, TollCue.MANY))}\b",
        regex.IGNORECASE,
    )


@functools.cache
def _areas(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "In rebel-held areas", "across parts of"."""
    areas = one_of(toll_list(lexicon, TollCue.AREAS))
    return regex.compile(
        rf"\b(?:in|on|across|of|around|hit)\s+(?:the\s+)?(?:[\p{{Ll}}-]+\s+){{0,2}}{areas}\b", regex.IGNORECASE
    )


@functools.cache
def _two_places(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "In Tapra and Old Kess"; never one place whose name holds "and"."""
    name = r"\p{Lu}[\p{L}'’-]++"
    half = one_of(toll_list(lexicon, TollCue.SECOND_HALF))
    return regex.compile(
        rf"\b(?<!\bState\s)(?<!\b(?:hospital|clinic)s?\s)(?:in|near|at)\s+(?:the\s+)?(?:\p{{Ll}}+\s+){{0,2}}{name}(?:\s+{name})?"
        rf"(?:\s+(?:town|village|city|district|province))?(?:,\s+{name})*\s+and\s+"
        rf"(?:in\s+|near\s+|(?:south|north|east|west)\s+of\s+)?(?!{half})\p{{Lu}}\p{{Ll}}"
    )


def _as_whole(figure: Figure) -> str | None:
    """A part of a sum is a sum itself, unless it is one person."""
    return None if figure.amount.high == 1 else "part of a sum"


def _days(period: Period) -> int:
    if period.start is None or period.end is None:
        return 1
    return (period.end - period.start).days + 1


def _days_of(moment: Moment) -> int:
    return 1 if moment.length is None else moment.length
