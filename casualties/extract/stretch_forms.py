"""Stretch forms: weeks, months and other stretches counted from a day: last week, the past 24 hours, since then."""

from __future__ import annotations

import datetime as dt

import regex

from casualties.extract import days
from casualties.extract.calendar_words import Calendar
from casualties.extract.date_forms import ABOUT, YEAR, compile_form
from casualties.extract.moments import Anchor, Context, Form, Reach, Reading

UNIT = "(?P<unit>minute|hour|day|night|week|month|year|decade)"
OVER = "(?:in|over|during|within|for|across)"
CLOSE = 60
"""Characters between a date and an expression that is counted from it ("on Monday, two days after")."""
_FEW = r"(?:recent|last few|past few|last several|past several|last couple of)"
_ENDS = r"(?:to|until|up|through|ended|ending|before)"
DAY_OF_EVENT = "day of the event"
SO_FAR = "so far"
SAME_PERIOD = "same period of a year"
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def stretch_forms(calendar: Calendar) -> tuple[Form, ...]:
    """Stretches that are counted from publication or from the date before."""
    number = rf"(?P<number>{calendar.number})"
    counted = (
        rf"\b(?:{OVER} )?(?:(?:the|this|its|their|our) )?(?:last|past|previous|preceding) "
        rf"{ABOUT}{number}[\s-]+{UNIT}s?\b(?: period)?"
    )
    nth = rf"\b(?:the|a|its|their) (?P<nth>{'|'.join(_ORDINALS)}) (?:straight |consecutive |successive )?day of\b"
    single = (
        r"\b(?:(?:the|this|in) past (?P<unit>day|week|fortnight|month|year|decade)|the last (?P<unit>fortnight))\b"
        r"(?P<number>)"
    )
    day = rf"\b(?:in|over|during|within) (?:the )?(?P<number>)(?P<unit>24)[\s-]*hours?\b(?! {_ENDS}\b)"
    unit = (
        rf"\b(?:(?:earlier|later) )?(?P<which>last|this|the (?:same|current)) {UNIT}(?:['’]s)?"
        rf"(?! (?:end|in {YEAR}))\b(?: so far)?"
    )
    so_far = (
        r"\b(?:(?:since )?(?:the )?(?:start|beginning) of (?:the|this) (?P<unit>year|month|week)\b"
        r"|(?:in )?(?:the )?(?P<unit>year|month|week)(?: |-)to(?: |-)date\b)"
    )
    weekend = r"\b(?P<which>last|this past|this|past|the previous|the past|the) weekend(?:['’]s)?\b"
    during = r"\b(?:during|in|over|throughout) (?:the|that) (?P<unit>month|year|week)\b"
    before = r"\b(?:in )?the (?P<unit>week|month|year) (?:before|earlier)\b(?! (?:the|last|that|this)\b)"
    many = rf"(?:{number}|several|many|recent|few)"
    length = rf"\b(?:{OVER}|after) (?:the )?{ABOUT}{many}[\s-]+(?:{UNIT}s?|centuries)\b(?!-)"
    vague = rf"\b(?:(?:a few|several|some|many) )?{UNIT}s (?:ago|earlier|before)\b(?! the\b)"
    shapes = (
        (SAME_PERIOD, Anchor.UNIT, _same_period(), _same, "same corresponding equivalent comparable"),
        (SO_FAR, Anchor.UNIT, _sum_of(calendar), _so_far, ""),
        ("stretch", Anchor.UNIT, counted, _stretch, "last past previous preceding"),
        ("nth day", Anchor.DAY, nth, _nth_day, " ".join(_ORDINALS)),
        (DAY_OF_EVENT, Anchor.DAY, _nth_of(calendar), _day_of_event, " ".join((*_ORDINALS, "opening"))),
        ("stretch", Anchor.UNIT, single, _stretch, "past last"),
        ("stretch", Anchor.UNIT, day, _stretch, ""),
        ("week, month or year", Anchor.UNIT, unit, _unit, "last this same current"),
        (SO_FAR, Anchor.UNIT, so_far, _so_far, "start beginning date"),
        ("weekend", Anchor.DAY, weekend, _weekend, "weekend"),
        ("since then", Anchor.DAY, r"\bsince then\b", _since_then, "since"),
        ("during the month", Anchor.UNIT, during, _that_unit, ""),
        ("unit before", Anchor.UNIT, before, _unit_before, "before earlier"),
        ("season", Anchor.SEASON, _season(calendar), _unknown, ""),
        ("vaguely counted", Anchor.UNIT, vague, _unknown, "ago earlier before"),
        ("length", Anchor.UNIT, length, _length, ""),
        ("length", Anchor.UNIT, rf"\b(?:{OVER} )?(?:the )?{_FEW} {UNIT}s\b", _length, "recent last past"),
    )
    return tuple(
        Form(rule, anchor, compile_form(shape), read, frozenset(beside.split()))
        for rule, anchor, shape, read, beside in shapes
    )


def _sum_of(calendar: Calendar) -> str:
    """The year's total, the death toll for the month."""
    unit = "(?P<unit>year|month|week)"
    return rf"(?:\b(?:the|this) {unit}['’]s(?= {calendar.sum}\b)|(?<={calendar.sum} )for the {unit}\b)"


def _nth_of(calendar: Calendar) -> str:
    """On the second day, on the opening day of the fighting."""
    return (
        rf"\b(?:on|during|by) (?:the|its|that|this) (?P<nth>{'|'.join(_ORDINALS)}|opening) (?:day|night)\b"
        rf"(?:(?! of\b)| of (?:the )?(?:[\w-]+ )?(?:{calendar.event}|{calendar.goes_on})\b)(?! (?:running|in a row))"
    )


def _same_period() -> str:
    """In the corresponding period last year, over the same months of 2018, the same time a year earlier."""
    stretch = r"(?:period|periods|stretch|span|time|time frame|timeframe|point|months?|weeks|days|quarter|half)"
    before = r"last year|year before|previous year|preceding year|a year (?:earlier|before|ago)"
    return (
        rf"\b(?:(?:{OVER}|by|at) )?the (?:same|corresponding|equivalent|comparable) (?:[\w-]+ )?{stretch} "
        rf"(?:(?:of|in|for) )?(?:the )?(?P<before>{before}|(?P<year>{YEAR}))\b"
    )


def _same(match: regex.Match[str], context: Context) -> Reading | None:
    """The whole year, until the stretch that it is compared with is read."""
    if match["year"]:
        return Reading(days.year_range(int(match["year"])), full=True)
    if context.anchor is None:
        return Reading(None)
    previous = context.previous
    base = previous.start.year if previous is not None and previous.start is not None else context.anchor.year
    year = context.anchor.year if match["before"].lower() == "last year" else base
    return Reading(days.year_range(year - 1), full=True)


def _season(calendar: Calendar) -> str:
    """Last summer, during Ramadan, on the first day of Eid, without a year."""
    return (
        rf"\b(?:(?:last|this|that|the previous) {calendar.season}|(?:in|during|over|since|at|on) (?:the )?"
        rf"(?:(?:holy month|first day|last day|eve|festival|month) of )?(?:{calendar.season}|{calendar.feast}))\b"
        rf"(?!,? (?:of )?{YEAR})(?! (?:of last|last|this) year)"
    )


def _unknown(_: regex.Match[str], __: Context) -> Reading:
    """Last summer, during Ramadan, days earlier: no day can be told."""
    return Reading(None, Reach.LENGTH)


def _stretch(match: regex.Match[str], context: Context) -> Reading | None:
    """From so long ago to publication: "the past 24 hours" is yesterday and today."""
    if context.anchor is None:
        return Reading(None, Reach.SINCE)
    if match["unit"] == "24":
        return Reading((context.anchor - days.DAY, context.anchor), Reach.SINCE)
    number = context.calendar.count(match["number"]) if match["number"] else 1
    return Reading((days.back(context.anchor, number, match["unit"].lower()), context.anchor), Reach.SINCE)


def _unit(match: regex.Match[str], context: Context) -> Reading | None:
    """This week, last month, last year: by the calendar, weeks from Monday to Sunday."""
    unit = match["unit"].lower()
    if unit not in {"week", "month", "year"}:
        return None
    if match["which"].lower().endswith("same") and context.previous is not None:
        return _that_unit(match, context)
    if context.anchor is None:
        return Reading(None)
    back = match["which"].lower() == "last"
    day = (
        days.back(context.anchor.replace(day=1) if back and unit == "month" else context.anchor, 1, unit)
        if back
        else context.anchor
    )
    if unit == "week":
        span = days.week_of(day)
    else:
        span = days.month_range(day.year, day.month) if unit == "month" else days.year_range(day.year)
    return Reading(span)


def _so_far(match: regex.Match[str], context: Context) -> Reading | None:
    if context.anchor is None:
        return Reading(None, Reach.SINCE)
    unit = match["unit"].lower()
    start = days.week_of(context.anchor)[0] if unit == "week" else context.anchor.replace(day=1)
    return Reading((start.replace(month=1) if unit == "year" else start, context.anchor), Reach.SINCE)


def _weekend(match: regex.Match[str], context: Context) -> Reading | None:
    """The last Saturday and Sunday before publication."""
    if context.anchor is None:
        return Reading(None)
    anchor = context.anchor
    if match["which"].lower().split()[-1] in {"last", "previous", "past"} and anchor.isoweekday() >= 6:
        anchor -= dt.timedelta(days=anchor.isoweekday() - 5)
    return Reading(days.last_weekend(anchor))


def _since_then(_: regex.Match[str], context: Context) -> Reading | None:
    previous = context.previous
    if context.anchor is None or previous is None or previous.start is None or previous.start > context.anchor:
        return Reading(None, Reach.SINCE)
    return Reading((previous.start, context.anchor), Reach.SINCE)


def _that_unit(match: regex.Match[str], context: Context) -> Reading | None:
    """ "during the month": the month named before."""
    previous = context.previous
    if previous is None or previous.start is None:
        return Reading(None, Reach.LENGTH)
    start, unit = previous.start, match["unit"].lower()
    if unit == "week":
        return Reading(days.week_of(start))
    return Reading(days.month_range(start.year, start.month) if unit == "month" else days.year_range(start.year))


def _unit_before(match: regex.Match[str], context: Context) -> Reading | None:
    """ "the year before": the one ahead of that named before, or of publication."""
    previous, unit = context.previous, match["unit"].lower()
    base = previous.start if previous is not None and previous.start is not None else context.anchor
    if base is None:
        return Reading(None, Reach.LENGTH)
    day = days.back(base.replace(day=1) if unit == "month" else base, 1, unit)
    if unit == "week":
        return Reading(days.week_of(day))
    return Reading(days.month_range(day.year, day.month) if unit == "month" else days.year_range(day.year))


def _length(match: regex.Match[str], context: Context) -> Reading | None:
    """A stretch without an end; "has killed 60 in a week" ends at publication."""
    number = match.groupdict().get("number")
    if context.anchor is None or not number or not match.group().lower().startswith(("in ", "within ")):
        return Reading(None, Reach.LENGTH)
    start = days.back(context.anchor, context.calendar.count(number), match["unit"].lower())
    return Reading((start, context.anchor), Reach.LENGTH)


def _nth_day(match: regex.Match[str], context: Context) -> Reading | None:
    """ "on Tuesday, the fourth day of the siege": from its first day on."""
    previous, number = context.previous, _ORDINALS.index(match["nth"].lower())
    base = context.anchor
    if previous is not None and previous.start == previous.end and match.start() - previous.span.end < CLOSE:
        base = previous.end
    if base is None or number == 0:
        return None
    return Reading((base - number * days.DAY, base), Reach.SINCE)


def _day_of_event(match: regex.Match[str], context: Context) -> Reading | None:
    """ "On the second day": counted from the day named before it, unless the report says when its event began."""
    nth = match["nth"].lower()
    number = 0 if nth == "opening" else _ORDINALS.index(nth)
    previous = context.previous
    if previous is None or previous.start is None or (previous.length or 0) > _EVENT_DAYS:
        return Reading(None, key=(number,))
    day = previous.start + number * days.DAY
    return Reading((day, day) if context.anchor is None or day <= context.anchor else None, key=(number,))


_EVENT_DAYS = 7
