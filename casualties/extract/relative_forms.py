"""Relative forms: days named from another day: on Wednesday, yesterday, the previous evening, two days later."""

from __future__ import annotations

import datetime as dt

import regex

from casualties.extract import days
from casualties.extract.calendar_words import Calendar
from casualties.extract.date_forms import ABOUT, compile_form
from casualties.extract.moments import Anchor, Context, Form, Moment, Reach, Reading
from casualties.extract.stretch_forms import CLOSE, OVER, UNIT

_PART_OF_DAY = "(?:morning|afternoon|evening|night|midday|noon|lunchtime|midnight|dawn)"

_YESTERDAY = (
    rf"(?P<yesterday>(?:(?:late|early) )?yesterday(?:['’]s)?(?: {_PART_OF_DAY})?"
    r"|last (?:night|evening)(?:['’]s)?)"
)
_TODAY = (
    r"(?P<today>(?:(?:earlier|early|late|at \w+) )?today(?:['’]s)?|tonight|tomorrow|this (?:morning|afternoon|evening)"
    rf"|(?:{OVER} )?(?:the )?(?:last|past) few hours|(?:a )?few (?:minutes|hours) ago|hours ago)"
)
_BEFORE = (
    r"(?P<before>(?:the )?day before yesterday|(?:the )?night before last"
    rf"|(?:the )?previous (?:day|{_PART_OF_DAY})(?:['’]s)?"
    rf"|(?:the|a|one) (?:day|{_PART_OF_DAY}) (?:before|earlier|previously))"
)
_DAY_AFTER = r"(?P<since>(?:just )?(?:a|one) day after(?=\s+\w))"
_AFTER = (
    r"(?P<after>(?:the )?(?:following|next) (?:day|morning|afternoon|evening|night)"
    r"|(?:the|a|one) day (?:after|later|afterwards))"
)
_SAME = r"(?P<same>(?:the same|that) (?:day|night|morning|evening|afternoon))"
_WHICH_DAY = r"(?P<which>this past|this|last|past|next|the following|the previous|the preceding|previous)"


def relative_forms(calendar: Calendar) -> tuple[Form, ...]:
    """Days that are counted from publication or from the date before."""
    number = rf"(?P<number>{calendar.number})"
    weekday = (
        rf"(?:\b(?P<week>last|this) week,? (?:on )?)?(?:\b{_WHICH_DAY} )?"
        rf"\b(?P<weekday>{calendar.weekday})(?:(?!\w)(?:['’]s)?|s(?= (?:\w+ )?{calendar.event}\b))"
        rf"(?: (?:(?:early|late) )?{_PART_OF_DAY}(?:['’]s)?)?(?: (?:of )?(?P<week>last|this) week)?"
    )
    counted = (
        rf"\b{ABOUT}{number}[\s-]+{UNIT}s? (?P<way>ago|earlier|later|before|after|previously)\b(?P<today> today\b)?"
    )
    shapes = (
        ("weekday", Anchor.WEEKDAY, weekday, _weekday, ""),
        ("day", Anchor.DAY, rf"\b(?:{_YESTERDAY}|{_TODAY})\b", _today, _OF_TODAY),
        (
            "overnight",
            Anchor.DAY,
            rf"\bovernight\b(?! from )(?: (?:(?:on|into) )?(?P<weekday>{calendar.weekday})\b)?",
            _overnight,
            "overnight",
        ),
        (
            "neighbouring day",
            Anchor.DAY,
            rf"\b(?:{_BEFORE}|{_DAY_AFTER}|{_AFTER}|{_SAME})\b",
            _neighbour,
            _OF_NEIGHBOURS,
        ),
        ("counted", Anchor.UNIT, counted, _counted, "ago earlier later before after previously"),
    )
    return tuple(
        Form(rule, anchor, compile_form(shape), read, frozenset(beside.split()), _NEAR if rule == "weekday" else _FAR)
        for rule, anchor, shape, read, beside in shapes
    )


_OF_TODAY = "yesterday today tonight tomorrow this last few ago"
_OF_NEIGHBOURS = "before previous previously earlier after following next later afterwards same that"
_NEAR, _FAR = 24, 120
"""Characters before a weekday, and before any other word of time, in which its expression begins."""


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
    if _ANY.search(match.string, max(0, match.start() - 12), match.start()):  # "on a Sunday"
        return Reading(None)
    if context.anchor is None:
        return Reading(None, key=(number,))
    which = " ".join((match["which"] or "").lower().split())
    if match["week"]:
        weeks = 7 if match["week"].lower() == "last" else 0
        return _one(days.week_of(context.anchor)[0] + dt.timedelta(days=number - 1 - weeks))
    if which == "next":
        return _one(days.next_weekday(context.anchor, number))
    if which in _FROM_THE_DAY_BEFORE:  # only these ask for the date before, which costs a look back
        base = _base(context.previous)
        if base is not None and which == "the following":
            return _one(days.next_weekday(base, number))
        if base is not None:
            return _one(days.last_weekday(base, number, strictly=True))
    if which == "" and context.future:
        return _one(days.next_weekday(context.anchor, number))
    return _one(days.last_weekday(context.anchor, number, strictly=which in {"last", "past"}), key=(number,))


_ANY = regex.compile(r"\bon\s+(?:a|one|every|each)\s+$", regex.IGNORECASE)
_FROM_THE_DAY_BEFORE = frozenset({"the following", "the previous", "the preceding", "previous"})


def _today(match: regex.Match[str], context: Context) -> Reading | None:
    if context.anchor is None:
        return Reading(None)
    if match["yesterday"]:
        return _one(context.anchor - days.DAY)
    return _one(context.anchor + days.DAY * (match["today"].lower() == "tomorrow"))


def _overnight(match: regex.Match[str], context: Context) -> Reading:
    """The night that ends on the day of publication; "overnight on Tuesday" begins then, "overnight into" ends."""
    if context.anchor is None:
        return Reading(None)
    if not match["weekday"] or not match["weekday"][0].isupper():
        return Reading((context.anchor - days.DAY, context.anchor))
    day = days.last_weekday(context.anchor, context.calendar.weekdays[match["weekday"].lower()])
    first = day - days.DAY if _INTO.search(match.group()) else day
    return Reading((first, min(first + days.DAY, context.anchor)))


_INTO = regex.compile(r"\binto\b", regex.IGNORECASE)


def _neighbour(match: regex.Match[str], context: Context) -> Reading | None:
    """Counted from the date named before it; "the previous day" failing that from publication."""
    if match["since"]:  # "a day after 30 were killed": the day before what is told
        return _one(context.anchor - days.DAY) if context.anchor else Reading(None)
    if match["before"]:
        if match["before"].lower().endswith(("yesterday", "last")):
            return _one(context.anchor - 2 * days.DAY) if context.anchor else Reading(None)
        if _NOT_YET.search(match.group()) and _EVENT_TO_COME.match(match.string, match.end()):
            return None
        base = _base(context.previous) or context.anchor
        return _one(base - days.DAY) if base else Reading(None)
    base = _base(context.previous)
    if base is None:
        return Reading(None)
    if not match["after"]:
        return _one(base)
    return Reading(None) if base == context.anchor else _one(base + days.DAY)


_NOT_YET = regex.compile(r"before$", regex.IGNORECASE)
_EVENT_TO_COME = regex.compile(r"\s+(?:the|an?|his|her|its|their|elections?|voting|polls?|\p{Lu})")
""" "A day before the vote", "a day before Pakistanis vote": no day of the event."""


def _counted(match: regex.Match[str], context: Context) -> Reading | None:
    """ "three days ago" is a day, "two weeks ago" and longer only a length: nobody counts weeks to the day."""
    number, unit, way = context.calendar.count(match["number"]), match["unit"].lower(), match["way"].lower()
    if _LESS.search(match.string, max(0, match.start() - 12), match.start()):
        return Reading(None, Reach.LENGTH)
    if way == "after" and regex.match(r"\s+\w", match.string, pos=match.end()):  # "two days after the attack"
        return _after_event(match, context, number, unit)
    exact = unit in {"hour", "day", "night"} or (unit == "week" and number == 1)
    base = context.anchor if way == "ago" else _base(context.previous) or (context.anchor if way == "earlier" else None)
    if base is None or not exact:
        if unit in {"hour", "minute"}:
            return None
        if match["today"] and base is not None:  # "a year ago today"
            return _one(days.back(base, number, unit))
        if way == "ago" and base is not None and unit == "year":
            return Reading(days.year_range(base.year - number), full=True)
        if way == "ago" and base is not None and unit == "month":
            ago = days.back(base, number, unit)
            return Reading(days.month_range(ago.year, ago.month))
        return Reading(None, Reach.LENGTH)
    if way in {"later", "after"}:
        return _one(base + dt.timedelta(days=number * (7 if unit == "week" else 1) if unit != "hour" else 0))
    return _one(days.back(base, number, unit) if unit != "hour" or number >= 24 else base)


_LESS = regex.compile(r"\b(?:less\s+than|fewer\s+than|within|under|not\s+even|barely)\s+$", regex.IGNORECASE)
""" "Less than a month after" is any day of it."""


def _after_event(match: regex.Match[str], context: Context, number: int, unit: str) -> Reading | None:
    """ "on Monday, two days after the quake": the day of the quake, counted from the date before it or publication."""
    previous, base = context.previous, context.anchor
    if previous is not None and previous.start == previous.end:
        between = match.string[previous.span.end : match.start()]
        base = previous.end if len(between) < CLOSE and "." not in between else base
    if base is None:
        return Reading(None, Reach.LENGTH)
    ago = days.back(base, number, unit)
    if unit in {"hour", "day", "night"} or (unit == "week" and number == 1):
        return _one(ago if unit != "hour" or number >= 24 else base)
    if unit == "year":
        return Reading(days.year_range(base.year - number), full=True)
    return Reading(days.month_range(ago.year, ago.month)) if unit == "month" else Reading(None, Reach.LENGTH)
