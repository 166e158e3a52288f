"""Tolls: whether a figure is one incident's or a running or summed toll, and the day on which it held.

Summed: toll, total, so far, overall; since Friday, in the past two weeks, this year, in the war; across the country;
several strikes or places together.  As of: "as of Sunday noon", "by Friday", else the day of publication for a sum
that runs to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from casualties.extract.decided import Decided
from casualties.extract.figures import Figure
from casualties.extract.moments import Moment, Reach
from casualties.extract.own_dates import held_on, own_dates
from casualties.extract.running import near_words, running_cue, toll_pattern
from casualties.extract.sentences import Document
from casualties.extract.timeline import Dated, Role, Timeline, read_timeline
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
        whole = figure.part_of
        if why is None and whole is not None and whole < index and found[whole].value.cumulative:
            why = _as_whole(figure)
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
        return stood, f"stood so {own.moment.span.of(document.text)!r}"
    row = timeline.row(figure.sentence)
    for role, what in ((Role.AS_OF, "as of"), (Role.SPEECH, "said")):
        for dated in row:
            if dated.role is role and dated.moment.known and dated.moment.start == dated.moment.end:
                return dated.moment.end, f"{what} {dated.moment.span.of(document.text)!r}"
    return timeline.anchor, timeline.anchored_by


_SINGLE = regex.compile(
    r"\b(?:a|an|the|one|that|this)\s+(?:[\w.-]+\s+){0,3}(?:attack|strike|airstrike|bombing|blast|explosion|ambush|raid|shooting|"
    r"crash|fire|earthquake|quake|accident|clash|assault|incident|landslide|stampede|collision|massacre|operation|rampage|siege|"
    r"bomb|storm|collapse|sinking|avalanche|tsunami|eruption|derailment|crush)\b",
    regex.IGNORECASE,
)  # fmt: skip


def _sums(
    document: Document, figures: Sequence[Figure], index: int, own: Dated | None, length: int | None
) -> str | None:
    """Why the figure sums, or None; `own` is its own date, `length` that of its period in days, None if unknown."""
    figure = figures[index]
    if figure.implicit or figure.amount.high in {0, 1}:
        return None
    near = near_words(document, figure)
    cue = running_cue(document, figure)
    if cue is not None:
        return repr(cue)
    if own is not None and own.moment.reach is Reach.SINCE and _days_of(own.moment) != 1:
        return repr(own.moment.span.of(document.text))
    single = _SINGLE.search(near)
    if own is not None and _days_of(own.moment) > _MONTH and single is None:
        return f"{_days_of(own.moment)} days"
    if (
        own is not None
        and single is None
        and _days_of(own.moment) > _FEW
        and _RANGE.search(own.moment.span.of(document.text))
    ):
        return f"{_days_of(own.moment)} days"
    sentence = document.words(document.sentences[figure.sentence])
    day = own is not None and _days_of(own.moment) <= _FEW
    if figure.outcome is Outcome.DISPLACED and not day and _SINGLE.search(sentence) is None:
        return "displacement is counted over an area"
    if _several(document, figures, figure):
        return "several places or incidents"
    weather = toll_pattern(document.lexicon, "weather").search(near)
    if weather is not None and single is None:
        return repr(weather.group())
    before = document.text[document.sentences[figure.sentence].start : figure.span.end]
    many = toll_pattern(document.lexicon, "several").search(near) or toll_pattern(document.lexicon, "several").search(
        before
    )
    if many is not None and single is None and own is not None and _on_days(document, own.moment):
        return repr(many.group())
    if figure.outcome is Outcome.DETAINED and own is None and single is None and _HELD.search(near):
        return "a stock of people held"
    lasting = toll_pattern(document.lexicon, "lasting").search(near)
    if lasting is not None and own is None and (figure.amount.low or 0) >= 100:
        return repr(lasting.group())
    many_days = length is None or length > _FEW or (figure.amount.low or 0) >= _HUGE
    if own is None and single is None and (figure.amount.low or 0) >= _MANY and many_days:
        return "too many for one incident without a date"
    return None


def _several(document: Document, figures: Sequence[Figure], figure: Figure) -> bool:
    """Whether "three villages", "dozens of raids" or "parts of" stand by the figure; its own number does not count."""
    sentence = document.sentences[figure.sentence]
    start = max(sentence.start, min(figure.span.start, figure.trigger.start) - 60)
    end = min(sentence.end, max(figure.span.end, figure.trigger.end) + 60)
    for match in _SEVERAL.finditer(document.text, start, end):
        span = Span(*match.span())
        if not any(span.overlaps(f.span) for f in figures if f.sentence == figure.sentence):
            return True
    after = figure.span.end, end
    text = document.text
    if _AREAS.search(text, *after) is not None or _ACROSS.search(text, *after) is not None:
        return True
    return figure.outcome is not Outcome.MISSING and _TWO_PLACES.search(text, *after) is not None


def _on_days(document: Document, moment: Moment) -> bool:
    """Strikes that go on for days, or through two days that are both named; a night is one."""
    return _days_of(moment) > _FEW or (_days_of(moment) > 1 and " and " in moment.span.of(document.text))


_RANGE = regex.compile(r"\d\s*(?:and|to|[-–])\s*\d|\bto\b", regex.IGNORECASE)
""" "Between 20 and 26 February", "from 3 to 9 April"."""
_HELD = regex.compile(
    r"\b(?:behind\s+bars|in\s+(?:prisons?|jails?)|being\s+held|still\s+held|are\s+held)\b", regex.IGNORECASE
)
_TWO_PLACES = regex.compile(
    r"\b(?<!\bState\s)(?:in|near|at)\s+(?:the\s+)?(?:\p{Ll}+\s+){0,2}\p{Lu}[\p{L}'’-]++(?:\s+\p{Lu}[\p{L}'’-]++)?(?:\s+(?:town|village|city|district|province))?"
    r"(?:,\s+\p{Lu}[\p{L}'’-]++)*\s+and\s+(?:in\s+|near\s+|(?:south|north|east|west)\s+of\s+)?(?!Herzegovina|Tobago|Nevis|Barbuda|Principe|Kashmir|Balu)\p{Lu}\p{Ll}"
)
_AREAS = regex.compile(
    r"\b(?:in|on|across|of|around|hit)\s+(?:the\s+)?(?:[\p{Ll}-]+\s+){0,2}(?:areas|neighbou?rhoods|districts|cities|towns|villages|parts\s+of|homes)\b",
    regex.IGNORECASE,
)
_ACROSS = regex.compile(r"\b[Aa]cross\s+(?:the\s+)?(?:[\p{Ll}-]+\s+){0,2}\p{Lu}")
_MONTH = 31
_YEAR = 366
_FEW = 3
_MANY = 1000
_HUGE = 20000
_SEVERAL = regex.compile(
    r"\b(?:several|many|various|two|three|four|five|six|seven|eight|nine|ten|(?<!\p{L}\.?\s|[\d,.])\d{1,3}|(?<=\b(?:in|least|nearly|than|about|some|of|after|reported|recorded|documented|counted|registered)\s)\d{1,3}|dozens\s+of|hundreds\s+of|scores\s+of|other|nearby)"
    r"\s+(?:of\s+the\s+)?(?:[\w'’-]+\s+){0,2}(?:cities|towns|villages|districts|provinces|departments|states|countries|regions|areas|"
    r"neighbou?rhoods|places|locations|homes|attacks|strikes|airstrikes|air\s+strikes|raids|air\s+raids|bombings|clashes|incidents|"
    r"shootings|checkpoints|mosques|camps|establishments|municipalities)\b",
    regex.IGNORECASE,
)  # fmt: skip


def _as_whole(figure: Figure) -> str | None:
    """A part of a sum is a sum itself, unless it is one person."""
    return None if figure.amount.high == 1 else "part of a sum"


def _days(period: Period) -> int:
    if period.start is None or period.end is None:
        return 1
    return (period.end - period.start).days + 1


def _days_of(moment: Moment) -> int:
    return _days(Period(moment.start, moment.end))
