"""Joined dates: expressions of time that are read together: from Monday to Thursday, since the war began in March 2011.

"The same period last year" is read with the stretch told of before it.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import regex

from casualties.extract import days
from casualties.extract.calendar_words import TimeCue, calendar_of, one_of, word_list
from casualties.extract.lexicon import Lexicon
from casualties.extract.moments import Moment, Reach
from casualties.extract.stretch_forms import SAME_PERIOD
from casualties.extract.trie import lowered
from casualties.report import Span


def joined_moments(
    text: str,
    moments: Sequence[Moment],
    anchor: dt.date | None,
    lexicon: Lexicon,
    earlier: Callable[[], Sequence[Moment]] = tuple,
) -> tuple[Moment, ...]:
    """Expressions of time that are read together: "from Monday to Thursday", "since the war began in March 2011".

    `earlier` gives the joined ones of the sentence before.
    """
    if not moments:
        return ()
    read = [_part(text, m, lexicon) or _up_to(text, m, lexicon) for m in _joined(text, moments, anchor)]
    joined = _since(text, read, anchor, lexicon)
    if all(m.rule != SAME_PERIOD for m in joined):
        return joined
    return _compared([*earlier(), *joined])[-len(joined) :]


def _compared(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """ "94 since January 1, against 117 in the same period last year": the same days of that year."""
    found: list[Moment] = []
    for moment in moments:
        before = next((m for m in reversed(found) if m.known and m.rule != SAME_PERIOD), None)
        narrowed = _same_days(before, moment) if moment.rule == SAME_PERIOD and before is not None else None
        found.append(narrowed or moment)
    return tuple(found)


def _same_days(before: Moment, moment: Moment) -> Moment | None:
    """The days of a stretch in the year of another; None where it is no part of one year, or the same one."""
    if before.start is None or before.end is None or before.start.year != before.end.year or moment.start is None:
        return None
    year, end = moment.start.year, before.end
    if year >= before.start.year:
        return None
    first = days.make(year, before.start.month, before.start.day) or dt.date(year, 2, 28)
    last = days.make(year, end.month, end.day) or dt.date(year, 2, 28)
    return replace(moment, start=first, end=last)


_CONNECTOR = regex.compile(
    r"\s*,?\s*(?:and|or|to|until|through|till|into|and\s+into|[–—-])\s*(?:on\s+|the\s+)?(?:early\s+|late\s+)?",
    regex.IGNORECASE,
)
_RANGE_HEAD = regex.compile(r"(?:between|from)\s+(?:\w+\s+)?$", regex.IGNORECASE)


def _joined(text: str, moments: Sequence[Moment], anchor: dt.date | None) -> list[Moment]:
    """Two dates joined by "and", "to", "until" or a dash are one stretch: "from Monday to Thursday"."""
    joined: list[Moment] = []
    for moment in moments:
        first = joined[-1] if joined else None
        pair = _pair(text, first, moment, anchor) if first is not None else None
        if pair is None:
            joined.append(moment)
        else:
            joined[-1] = pair
    return joined


_DAY_RULES = {"date", "weekday", "day", "overnight", "from-to"}


def _pair(text: str, first: Moment, second: Moment, anchor: dt.date | None) -> Moment | None:
    if first.reach is not Reach.POINT or second.reach is not Reach.POINT:
        return None
    if not _CONNECTOR.fullmatch(text, first.span.end, second.span.start):
        return None
    ranged = _RANGE_HEAD.search(text, max(0, first.span.start - 20), first.span.start) is not None
    if not ranged and not {first.rule, second.rule} <= _DAY_RULES and first.rule != second.rule:
        return None
    start, end = _aligned(first, second, anchor)
    if start is None or end is None or start > end:
        return None
    return Moment(Span(first.span.start, second.span.end), Reach.POINT, start, end, "from-to", (), second.full)


def _aligned(first: Moment, second: Moment, anchor: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    """The first date read as the last one before the second: "28 November to 3 December 2014"."""
    start, end = first.start, second.end
    limit = end or anchor
    if limit is not None and len(first.key) == 1 and len(second.key) == 1:
        start = days.last_weekday(limit, first.key[0])
    elif limit is not None and len(first.key) == 2 and not first.full:
        month, day = first.key
        start = days.last_yearless(limit, month, day) if day else days.last_month_named(limit, month)[0]
    return start, end


def _since(text: str, moments: list[Moment], anchor: dt.date | None, lexicon: Lexicon) -> tuple[Moment, ...]:
    """Turns "since X" and "the war, which began in X" into stretches up to the anchor."""
    stretch = text[max(0, moments[0].span.start - _REACH) : moments[-1].span.end] if moments else ""
    if _opens_stretch(lexicon).search(lowered(stretch)) is None:
        return tuple(moments)
    found: list[Moment] = []
    for moment in moments:
        within = text[moment.span.start : moment.span.start + 5].lower() == "since"  # "since 2009" is one form
        reach = moment.span.start + 6 if within else moment.span.start
        head = _since_head(lexicon).search(text, max(0, moment.span.start - _REACH), reach)
        if head is None or moment.start is None or moment.reach is not Reach.POINT:
            found.append(moment)
            continue
        if found and found[-1].span.end > head.start("all"):
            found.append(moment)
            continue
        end = anchor if anchor is not None and anchor >= moment.start else None
        span = Span(head.start("all"), moment.span.end)
        found.append(
            replace(moment, span=span, reach=Reach.SINCE, end=end, until=moment.end, rule=f"since {moment.rule}")
        )
    return tuple(found)


@functools.cache
def _stretch_to(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "In the three months to", "the week of", right before a date."""
    return regex.compile(
        rf"(?P<all>(?:(?:in|over|during|for)\s+)?the\s+(?:(?P<number>{calendar_of(lexicon).number})\s+)?"
        r"(?:(?P<unit>hour|day|week|fortnight|month|year)s?\s+"
        r"(?:to|until|through|up\s+to|(?:that\s+)?end(?:ing|ed)(?:\s+on)?)|"
        r"week\s+(?P<from>of|from|(?:that\s+)?(?:beginning|began|starting|started|commencing)(?:\s+on)?))\s+)$",
        regex.IGNORECASE,
    )


@functools.cache
def _part_of(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "In the first two weeks of", right before a month."""
    number = calendar_of(lexicon).number
    return regex.compile(
        rf"(?P<all>(?:(?:in|over|during|for)\s+)?the\s+(?P<nth>first|last)\s+(?:(?P<number>{number})\s+)?"
        r"(?P<unit>day|week|fortnight)s?\s+of\s+)$",
        regex.IGNORECASE,
    )


def _part(text: str, moment: Moment, lexicon: Lexicon) -> Moment | None:
    """ "The first two weeks of May"."""
    if moment.rule != "month" or moment.start is None or moment.end is None:
        return None
    head = _part_of(lexicon).search(text, max(0, moment.span.start - 60), moment.span.start)
    if head is None:
        return None
    long = {"day": 1, "week": 7, "fortnight": 14}[head["unit"].lower()]
    more = (calendar_of(lexicon).count(head["number"] or "one") * long - 1) * days.DAY
    span = Span(head.start("all"), moment.span.end)
    if head["nth"].lower() == "first":
        return replace(moment, span=span, end=min(moment.end, moment.start + more))
    return replace(moment, span=span, start=max(moment.start, moment.end - more))


def _up_to(text: str, moment: Moment, lexicon: Lexicon) -> Moment:
    """ "In the week to Sunday", "the 24 hours to Friday", "the three months to June": the stretch that ends there."""
    head = _stretch_to(lexicon).search(text, max(0, moment.span.start - 60), moment.span.start)
    if head is None or moment.start is None or moment.end is None or moment.reach is not Reach.POINT:
        return moment
    number, end = calendar_of(lexicon).count(head["number"] or "one"), moment.end
    if head["from"]:
        start = days.week_of(end)[0] if head["from"].lower() == "of" else end
        end = start + 6 * days.DAY
    elif head["unit"].lower() == "month" and moment.rule == "month":
        start = days.back(moment.end.replace(day=1), number - 1, "month")
    else:
        start = days.back(end, number, head["unit"].lower())
        start += days.DAY * (head["unit"].lower() not in {"hour", "day"})
    if moment.rule != "month" and moment.start != moment.end:
        return moment
    reach = Reach.POINT if head["from"] else Reach.SINCE
    span = Span(head.start("all"), moment.span.end)
    return replace(moment, span=span, reach=reach, start=start, end=end, rule=f"stretch to {moment.rule}")


_REACH = 110
"""Characters before a date in which "since" or the name of a war may make a stretch of it."""


@functools.cache
def _opens_stretch(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b{one_of(('since', *word_list(lexicon, TimeCue.CONFLICT)))}")


@functools.cache
def _since_head(lexicon: Lexicon) -> regex.Pattern[str]:
    conflict, began = one_of(word_list(lexicon, TimeCue.CONFLICT)), one_of(word_list(lexicon, TimeCue.BEGAN))
    return regex.compile(
        rf"""(?P<all> \b since \s+ (?: [^\s.;:,]++ \s+ ){{0,12}}
                    | (?<! \b(?:night|day|hours|days|evening) \s of \s ) \b {conflict}
                      ,?\s+ (?:[^\s.;:,]++ \s+){{0,4}}? {began} \s+ (?:[^\s.;:]++ \s+){{0,8}}
              ) $""",
        regex.VERBOSE | regex.IGNORECASE,
    )
