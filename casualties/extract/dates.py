"""Dates: every expression in a text that says when, resolved against the day of publication.

Found: 15 December 2011, December 15th, 12 FEB 90, 2011-12-15, 15/12/2011, 3-7 October, October 17th or 18th; March
2015, in March, late October 2014, last May, March last year; in 2015, between 2003 and 2011, the 1998 bombing,
mid-2012, the first half of 2015; on Wednesday, Saturday's, late on Friday, Monday night, last Friday, Tuesday of last
week, Friday and Saturday, between Monday and Thursday; today, this morning, yesterday, overnight, last night, the
previous day, two days later; the weekend; this, last, the past week, month, year; in the past 24 hours, over the last
two weeks, three days ago; since any of these, also "since the war began in March 2011", since then, so far this year.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import regex

from casualties.extract.calendar_words import TimeCue, calendar_of, list_pattern, one_of, word_list
from casualties.extract.date_forms import calendar_forms
from casualties.extract.joined_dates import joined_moments
from casualties.extract.lexicon import Lexicon
from casualties.extract.moments import Anchor, Context, Form, Moment, Reach
from casualties.extract.relative_forms import relative_forms
from casualties.extract.stretch_forms import stretch_forms
from casualties.extract.trie import lowered, trie
from casualties.report import Span


def find_moments(text: str, anchor: dt.date | None, lexicon: Lexicon) -> tuple[Moment, ...]:
    """Every expression of time in the text, in order; without an anchor only full dates are resolved."""
    return joined_moments(text, read_moments(text, anchor, lexicon), anchor, lexicon)


def read_moments(
    text: str,
    anchor: dt.date | None,
    lexicon: Lexicon,
    span: Span | None = None,
    before: Callable[[], Moment | None] = lambda: None,
) -> tuple[Moment, ...]:
    """The expressions of time within a span one by one; `before` gives the last known day ahead of them."""
    found: list[Moment] = []
    calendar = calendar_of(lexicon)
    for match, form in _matches(text, lexicon, span or Span(0, len(text))):
        to_come = functools.partial(_is_to_come, text, match.start(), lexicon)
        reading = form.read(match, Context(anchor, calendar, lambda: last_known(found) or before(), to_come))
        if reading is not None:
            first, last = reading.days or (None, None)
            moment = Moment(Span(*match.span("all")), reading.reach, first, last, form.rule, reading.key, reading.full)
            found.append(_not_after(moment, anchor))
    return tuple(found)


def last_known(moments: Sequence[Moment]) -> Moment | None:
    """The last of them that is a day or stretch of days, from which "the next day" is counted."""
    return next((m for m in reversed(moments) if m.known and m.reach is Reach.POINT), None)


def _not_after(moment: Moment, anchor: dt.date | None) -> Moment:
    """A stretch that has begun by the anchor ends there at the latest."""
    if anchor is None or not moment.known or moment.start is None or moment.end is None:
        return moment
    if moment.start <= anchor < moment.end:
        return replace(moment, end=anchor)
    return moment


def _matches(text: str, lexicon: Lexicon, span: Span) -> list[tuple[regex.Match[str], Form]]:
    """Matches of all forms, longest first where they overlap, in text order."""
    start, end = span.start, span.end
    low = lowered(text[start:end])
    anchored = _anchored(low, lexicon)
    if not anchored:
        return []
    words = frozenset(_WORD.findall(low))
    hits = [
        (m, form)
        for form in _forms(lexicon)
        if form.anchor in anchored and not (form.beside and form.beside.isdisjoint(words))
        for first, last in _windows(anchored[form.anchor], form.before, span)
        for m in form.pattern.finditer(text, first, last)
    ]
    if not hits:
        return []
    hits.sort(key=lambda h: (h[0].start("all"), -h[0].end("all")))
    barred = [m.span() for m in list_pattern(lexicon, TimeCue.NOT_A_DAY).finditer(text, start, end)]
    kept: list[tuple[regex.Match[str], Form]] = []
    reached = start
    for hit in hits:
        first, last = hit[0].span("all")
        if first >= reached and not any(a < last and first < b for a, b in barred):
            kept.append(hit)
            reached = last
    return kept


_AFTER = 90
"""Characters after a word of time in which the expression that holds it ends."""
_UNITS = ("hour", "hours", "minute", "minutes", "day", "days")
_WORD = re.compile(r"\w+")


def _anchored(low: str, lexicon: Lexicon) -> dict[Anchor, list[tuple[int, int]]]:
    """Where words of time stand in a text in small letters, for each class of them."""
    found: dict[Anchor, list[tuple[int, int]]] = {}
    anchors = _anchors(lexicon)
    for token in _anchor_scan(lexicon).finditer(low):
        word = token.group()
        if word[0].isdigit():
            classes: tuple[Anchor, ...] = (Anchor.YEAR,) if len(word) > 3 and word[:4].isdigit() else ()
            if not word.isdigit() and word.endswith(_UNITS):
                classes += (Anchor.UNIT, Anchor.DAY)
        else:
            classes = anchors[word]
        for anchor in classes:
            found.setdefault(anchor, []).append(token.span())
    return found


def _windows(places: Sequence[tuple[int, int]], before: int, span: Span) -> Iterator[tuple[int, int]]:
    """Stretches of a span around the places, joined where they meet."""
    start, end = span.start, span.end
    held: tuple[int, int] | None = None
    for first, last in places:
        window = max(start, start + first - before), min(end, start + last + _AFTER)
        if held is not None and window[0] <= held[1]:
            window = held[0], window[1]
        elif held is not None:
            yield held
        held = window
    if held is not None:
        yield held


@functools.cache
def _anchor_scan(lexicon: Lexicon) -> re.Pattern[str]:
    """The words of time, and what begins with a digit."""
    return re.compile(rf"(?<!\w)(?:\d\w*|{trie(_anchors(lexicon))}(?!\w))")


@functools.cache
def _anchors(lexicon: Lexicon) -> dict[str, tuple[Anchor, ...]]:
    """The classes of each word of time."""
    calendar = calendar_of(lexicon)
    units = ("minute", "hour", "day", "night", "week", "fortnight", "month", "year", "decade")
    parts = ("today", "yesterday", "tonight", "tomorrow", "morning", "afternoon", "evening", "night", "midday", "noon")
    classes = {
        Anchor.MONTH: (m.rstrip(".") for m in calendar.months),
        Anchor.WEEKDAY: (form for d in calendar.weekdays for form in (d.rstrip("."), d.rstrip(".") + "s")),
        Anchor.UNIT: (*units, *(u + "s" for u in units), "centuries", "quarter", "half"),
        Anchor.DAY: (
            *parts,
            "lunchtime",
            "midnight",
            "dawn",
            "day",
            "hours",
            "minutes",
            "overnight",
            "weekend",
            "then",
        ),
        Anchor.HOLIDAY: (_WORD.findall(name)[0] for name in calendar.holidays),
        Anchor.SEASON: (
            _WORD.findall(name)[0] for cue in (TimeCue.SEASON, TimeCue.FEAST) for name in word_list(lexicon, cue)
        ),
    }
    found: dict[str, tuple[Anchor, ...]] = {}
    for anchor, words in classes.items():
        for word in words:
            found[word] = (*found.get(word, ()), anchor) if anchor not in found.get(word, ()) else found[word]
    return found


def _is_to_come(text: str, at: int, lexicon: Lexicon) -> bool:
    return _future(lexicon).search(text, max(0, at - 40), at) is not None


@functools.cache
def _future(lexicon: Lexicon) -> regex.Pattern[str]:
    """A word of the future shortly before the date, with no end of a clause between."""
    return regex.compile(rf"\b{one_of(word_list(lexicon, TimeCue.FUTURE))}\b[^.;,]*$", regex.IGNORECASE)


@functools.cache
def _forms(lexicon: Lexicon) -> tuple[Form, ...]:
    calendar = calendar_of(lexicon)
    return calendar_forms(calendar) + relative_forms(calendar) + stretch_forms(calendar)
