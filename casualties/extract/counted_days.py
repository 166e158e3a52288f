"""Counted days: "a week after the earthquake" is counted from the day that the text gives the earthquake.

Never from publication: where the text gives the event no day, no day is told.  What stood at a number, or had not
ended, so long after an event is of the event itself.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import replace

import regex

from casualties.extract import days
from casualties.extract.calendar_words import TimeCue, calendar_of, one_of, word_list
from casualties.extract.date_roles import Dated
from casualties.extract.event_mentions import read_mentions, tellers_of
from casualties.extract.figures import Figure
from casualties.extract.lexicon import Lexicon
from casualties.extract.moments import Moment, Reach
from casualties.extract.own_dates import is_recovered
from casualties.extract.running import is_running
from casualties.extract.sentences import Document
from casualties.extract.timeline import Timeline
from casualties.scope import Outcome

_RULES = frozenset({"counted", "neighbouring day"})
_CLOSE = 60
"""Characters between "a week after" and the word or the date of the event that it counts from."""
_EVENT_DAYS = 3


@functools.cache
def _count(lexicon: Lexicon) -> regex.Pattern[str]:
    """The number, the unit and the way of "a week after", "two days before", "a day after"."""
    number = calendar_of(lexicon).number
    return regex.compile(
        rf"(?:\w+\s+){{0,2}}?(?P<number>{number})[\s-]+(?P<unit>\p{{L}}+?)s?\s+(?P<way>after|before)",
        regex.IGNORECASE,
    )


_CLAUSE = regex.compile(r"\s+(?!(?:in|at|on|near|when|by|as|and|but|while|from|with)\b)\w", regex.IGNORECASE)
"""What is counted from: nothing in "killed two days before in Homs"."""
_BREAKS = regex.compile(r"[,;.:()]")
_LISTED = regex.compile(r",\s+(?=\p{Ll}+ing\b)")


def count_from_event(document: Document, moment: Moment) -> regex.Match[str] | None:
    """The number, unit and way of an expression of time that counts from an event, if it is such a one."""
    if moment.rule not in _RULES or _CLAUSE.match(document.text, moment.span.end) is None:
        return None
    return _count(document.lexicon).fullmatch(moment.span.of(document.text))


def counted_from_event(
    document: Document,
    figure: Figure,
    own: Dated,
    timeline: Timeline,
    told: Callable[[int], tuple[Dated, ...]],
) -> Dated | None:
    """A figure's own date counted from its event; the same date where it is counted from none.

    None where an aside ("..., a week after an attack") tells no day; `told` gives the days of an earlier sentence.
    """
    moment, text = own.moment, document.text
    count = count_from_event(document, moment)
    if count is None:
        return own
    behind = figure.span.start >= moment.span.end
    if behind and "," not in _LISTED.sub(" ", text[moment.span.end : figure.span.start]):
        return own  # "two days after a raid killed nine": of the raid
    if any(
        d.moment.span.end <= moment.span.start and d.moment.reach is Reach.POINT for d in timeline.row(own.sentence)
    ):
        return own  # "on Monday, two days after the quake": counted back from Monday
    day = _day_of_event(document, own, timeline, told)
    if not _happened_then(document, figure, moment):
        return own if day is None else replace(own, moment=replace(moment, start=day.start, end=day.end))
    if day is None and not behind and "," in text[figure.span.end : moment.span.start]:
        return None
    first, last = _shifted(document, day, count, timeline.anchor) if day is not None else (None, None)
    reach = Reach.LENGTH if first is None else Reach.POINT
    return replace(own, moment=replace(moment, start=first, end=last, reach=reach, rule="counted from the event"))


def _day_of_event(
    document: Document, own: Dated, timeline: Timeline, told: Callable[[int], tuple[Dated, ...]]
) -> Moment | None:
    """The day of the event that is counted from: in its clause, else in a sentence that told of it."""
    at, end = own.sentence, own.moment.span.end
    clause = document.text[end : end + _CLOSE]
    reach = end + len(_BREAKS.split(clause)[0])
    within = (d.moment for d in timeline.row(at) if end <= d.moment.span.start < reach)
    dated = next((m for m in within if m.reach is Reach.POINT and _is_a_day(m)), None)
    if dated is not None:
        return dated
    for mention in read_mentions(document).row(at):
        if end <= mention.span.start < reach:
            days_told = (d.moment for n in tellers_of(document, mention, at) for d in told(n))
            return next((m for m in days_told if _is_a_day(m)), None)
    return None


def _is_a_day(moment: Moment) -> bool:
    return moment.length is not None and moment.length <= _EVENT_DAYS


@functools.cache
def _stands(lexicon: Lexicon) -> regex.Pattern[str]:
    """Words of what was so at that time: "have died", "were still missing", "the mayor said"."""
    tells = one_of(word_list(lexicon, TimeCue.TELLS))
    return regex.compile(rf"\b(?:have|has|had|still|are|is|remain(?:s|ed)?|{tells})\b", regex.IGNORECASE)


def _happened_then(document: Document, figure: Figure, moment: Moment) -> bool:
    """Whether they came to harm so long after the event: "died a week after", not "have died" nor "were missing"."""
    if figure.outcome is Outcome.MISSING or is_running(document, figure) or is_recovered(document, figure):
        return False
    start = document.sentences[figure.sentence].start if moment.span.start > figure.span.start else moment.span.end
    end = max(moment.span.start, figure.span.end, figure.trigger.end)
    return _stands(document.lexicon).search(document.text, start, end) is None


def _shifted(
    document: Document, day: Moment, count: regex.Match[str], anchor: dt.date | None
) -> tuple[dt.date | None, dt.date | None]:
    """The days so long after or before an event; a time of more than a week, or a day to come, is not told."""
    number, unit = calendar_of(document.lexicon).count(count["number"]), count["unit"].lower()
    if day.start is None or day.end is None:
        return None, None
    if unit == "week" and number == 1:
        number, unit = 7, "day"
    if unit not in {"day", "night"}:
        return None, None
    step = number * days.DAY if count["way"].lower() == "after" else -number * days.DAY
    first, last = day.start + step, day.end + step
    return (first, last) if anchor is None or last <= anchor else (None, None)
