"""Relative forms: days named from another day: on Wednesday, yesterday, last week, past 24 hours, two days later."""

from __future__ import annotations

import datetime as dt

import regex

from casualties.extract import days
from casualties.extract.calendar_words import Calendar
from casualties.extract.date_forms import ABOUT, YEAR, compile_form
from casualties.extract.moments import Context, Form, Moment, Reach, Reading

_PART_OF_DAY = "(?:morning|afternoon|evening|night|midday|noon|lunchtime|midnight|dawn)"
_UNIT = "(?P<unit>minute|hour|day|night|week|month|year|decade)"
_OVER = "(?:in|over|during|within|for|across)"

_YESTERDAY = (
    rf"(?P<yesterday>(?:(?:late|early) )?yesterday(?:['’]s)?(?: {_PART_OF_DAY})?"
    r"|last (?:night|evening)(?:['’]s)?)"
)
_TODAY = (
    r"(?P<today>(?:(?:earlier|early|late|at \w+) )?today(?:['’]s)?|tonight|tomorrow|this (?:morning|afternoon|evening)"
    rf"|(?:{_OVER} )?(?:the )?(?:last|past) few hours|(?:a )?few (?:minutes|hours) ago|hours ago)"
)
_BEFORE = (
    rf"(?P<before>(?:the )?day before yesterday|(?:the )?previous (?:day|{_PART_OF_DAY})(?:['’]s)?"
    rf"|(?:the|a|one) (?:day|{_PART_OF_DAY}) (?:before|earlier|previously))"
)
_DAY_AFTER = r"(?P<since>(?:just )?(?:a|one) day after(?=\s+\w))"
_AFTER = r"(?P<after>(?:the )?(?:following|next) day|(?:the|a|one) day (?:after|later|afterwards))"
_SAME = r"(?P<same>(?:the same|that) (?:day|night|morning|evening|afternoon))"
_WHICH_DAY = r"(?P<which>this past|this|last|past|next|the following|the previous|the preceding|previous)"


def relative_forms(calendar: Calendar) -> tuple[Form, ...]:
    """Forms that are counted from publication or from the date before."""
    number = rf"(?P<number>{calendar.number})"
    weekday = (
        rf"(?:\b{_WHICH_DAY} )?\b(?P<weekday>{calendar.weekday})(?!\w)(?:['’]s)?"
        rf"(?: (?:(?:early|late) )?{_PART_OF_DAY})?(?: (?:of )?(?P<week>last|this) week)?"
    )
    stretch = (
        rf"\b(?:{_OVER} )?(?:(?:the|this|its|their|our) )?(?:last|past|previous|preceding) "
        rf"{ABOUT}{number}[\s-]+{_UNIT}s?\b(?: period)?"
    )
    unit = (
        rf"\b(?:(?:earlier|later) )?(?P<which>last|this|the (?:same|current)) {_UNIT}(?:['’]s)?"
        rf"(?! (?:end|in {YEAR}))\b(?: so far)?"
    )
    few = r"(?:recent|last few|past few|last several|past several|last couple of)"
    many = rf"(?:{number}|several|many|recent|few)"
    shapes = (
        ("weekday", weekday, _weekday),
        ("day", rf"\b(?:{_YESTERDAY}|{_TODAY})\b", _today),
        ("overnight", r"\bovernight\b", _overnight),
        ("neighbouring day", rf"\b(?:{_BEFORE}|{_DAY_AFTER}|{_AFTER}|{_SAME})\b", _neighbour),
        (
            "counted",
            rf"\b{ABOUT}{number}[\s-]+{_UNIT}s? (?P<way>ago|earlier|later|before|after|previously)\b",
            _counted,
        ),
        ("stretch", stretch, _stretch),
        (
            "nth day",
            rf"\b(?:the|a|its|their) (?P<nth>{'|'.join(_ORDINALS)}) (?:straight |consecutive |successive )?day of\b",
            _nth_day,
        ),
        ("stretch", r"\b(?:the|this|in) past (?P<unit>day|week|month|year|decade)\b(?P<number>)", _stretch),
        ("stretch", r"\b(?:in|over|during|within) (?:the )?(?P<number>)(?P<unit>24)[\s-]*hours?\b", _stretch),
        ("week, month or year", unit, _unit),
        ("so far", r"\b(?:since )?(?:the )?(?:start|beginning) of (?:the|this) (?P<unit>year|month|week)\b", _so_far),
        ("weekend", r"\b(?P<which>last|this past|this|past|the previous|the past|the) weekend(?:['’]s)?\b", _weekend),
        ("since then", r"\bsince then\b", _since_then),
        ("during the month", r"\b(?:during|in|over|throughout) (?:the|that) (?P<unit>month|year|week)\b", _that_unit),
        ("length", rf"\b(?:{_OVER}|after) (?:the )?{ABOUT}{many}[\s-]+(?:{_UNIT}s?|centuries)\b(?!-)", _length),
        ("length", rf"\b(?:{_OVER} )?(?:the )?{few} {_UNIT}s\b", _length),
    )
    return tuple(Form(rule, compile_form(shape), read) for rule, shape, read in shapes)


def _one(day: dt.date, key: tuple[int, ...] = ()) -> Reading:
    return Reading((day, day), key=key)


def _base(previous: Moment | None) -> dt.date | None:
    """The day of the date before; a month or year has no next day."""
    if previous is None or previous.start is None or previous.end is None:
        return None
    return previous.end if (previous.end - previous.start).days <= _FEW else None


_FEW = 7


def _weekday(match: regex.Match[str], context: Context) -> Reading | None:
    """The last such day on or before publication; "last Friday" before it, "next Friday" after it."""
    if not match["weekday"][0].isupper():
        return None
    number = context.calendar.weekdays[match["weekday"].lower()]
    if context.anchor is None:
        return Reading(None, key=(number,))
    which = " ".join((match["which"] or "").lower().split())
    if match["week"]:
        weeks = 7 if match["week"].lower() == "last" else 0
        return _one(days.week_of(context.anchor)[0] + dt.timedelta(days=number - 1 - weeks))
    if which == "next":
        return _one(days.next_weekday(context.anchor, number))
    base = _base(context.previous)
    if which == "the following" and base is not None:
        return _one(days.next_weekday(base, number))
    if which in {"the previous", "the preceding", "previous"} and base is not None:
        return _one(days.last_weekday(base, number, strictly=True))
    if which == "" and context.future:
        return _one(days.next_weekday(context.anchor, number))
    return _one(days.last_weekday(context.anchor, number, strictly=which in {"last", "past"}), key=(number,))


def _today(match: regex.Match[str], context: Context) -> Reading | None:
    if context.anchor is None:
        return Reading(None)
    if match["yesterday"]:
        return _one(context.anchor - days.DAY)
    return _one(context.anchor + days.DAY * (match["today"].lower() == "tomorrow"))


def _overnight(_: regex.Match[str], context: Context) -> Reading:
    """The night that ends on the day of publication."""
    return Reading((context.anchor - days.DAY, context.anchor) if context.anchor else None)


def _neighbour(match: regex.Match[str], context: Context) -> Reading | None:
    """Counted from the date named before it; "the previous day" failing that from publication."""
    base = _base(context.previous)
    if match["since"]:  # "a day after 30 were killed": the day before what is told
        return _one(context.anchor - days.DAY) if context.anchor else Reading(None)
    if match["before"]:
        if "yesterday" in match["before"].lower():
            return _one(context.anchor - 2 * days.DAY) if context.anchor else Reading(None)
        if _NOT_YET.search(match.group()) and _EVENT_TO_COME.match(match.string, match.end()):
            return None
        base = base or context.anchor
        return _one(base - days.DAY) if base else Reading(None)
    if base is None:
        return Reading(None)
    return _one(base + days.DAY) if match["after"] else _one(base)


_NOT_YET = regex.compile(r"before$", regex.IGNORECASE)
_EVENT_TO_COME = regex.compile(r"\s+(?:the|an?|his|her|its|their|elections?|voting|polls?|\p{Lu})")
""" "A day before the vote", "a day before Pakistanis vote": no day of the event."""


def _counted(match: regex.Match[str], context: Context) -> Reading | None:
    """ "three days ago" is a day, "two weeks ago" and longer only a length: nobody counts weeks to the day."""
    number, unit, way = context.calendar.count(match["number"]), match["unit"].lower(), match["way"].lower()
    if way == "after" and regex.match(r"\s+\w", match.string, pos=match.end()):  # "two days after the attack"
        return _after_event(match, context, number, unit)
    exact = unit in {"hour", "day", "night"} or (unit == "week" and number == 1)
    base = context.anchor if way == "ago" else _base(context.previous) or (context.anchor if way == "earlier" else None)
    if base is None or not exact:
        if unit in {"hour", "minute"}:
            return None
        if way == "ago" and base is not None and unit == "year":
            return Reading(days.year_range(base.year - number), full=True)
        if way == "ago" and base is not None and unit == "month":
            ago = days.back(base, number, unit)
            return Reading(days.month_range(ago.year, ago.month))
        return Reading(None, Reach.LENGTH)
    if way in {"later", "after"}:
        return _one(base + dt.timedelta(days=number * (7 if unit == "week" else 1) if unit != "hour" else 0))
    return _one(days.back(base, number, unit) if unit != "hour" or number >= 24 else base)


def _after_event(match: regex.Match[str], context: Context, number: int, unit: str) -> Reading | None:
    """ "on Monday, two days after the quake": the day of the quake, counted from the date before it or publication."""
    previous, base = context.previous, context.anchor
    if previous is not None and previous.start == previous.end:
        between = match.string[previous.span.end : match.start()]
        base = previous.end if len(between) < _CLOSE and "." not in between else base
    if base is None:
        return Reading(None, Reach.LENGTH)
    ago = days.back(base, number, unit)
    if unit in {"hour", "day", "night"} or (unit == "week" and number == 1):
        return _one(ago if unit != "hour" or number >= 24 else base)
    if unit == "year":
        return Reading(days.year_range(base.year - number), full=True)
    return Reading(days.month_range(ago.year, ago.month)) if unit == "month" else Reading(None, Reach.LENGTH)


_CLOSE = 60
"""Characters between a date and "two days after" that is counted from it."""


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


def _length(match: regex.Match[str], context: Context) -> Reading | None:
    """A stretch without an end; "has killed 60 in a week" ends at publication."""
    number = match.groupdict().get("number")
    if context.anchor is None or not number or not match.group().lower().startswith(("in ", "within ")):
        return Reading(None, Reach.LENGTH)
    start = days.back(context.anchor, context.calendar.count(number), match["unit"].lower())
    return Reading((start, context.anchor), Reach.LENGTH)


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _nth_day(match: regex.Match[str], context: Context) -> Reading | None:
    """ "on Tuesday, the fourth day of the siege": from its first day on."""
    previous, number = context.previous, _ORDINALS.index(match["nth"].lower())
    base = context.anchor
    if previous is not None and previous.start == previous.end and match.start() - previous.span.end < _CLOSE:
        base = previous.end
    if base is None or number == 0:
        return None
    return Reading((base - number * days.DAY, base), Reach.SINCE)
