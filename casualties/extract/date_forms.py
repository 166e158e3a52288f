"""Date forms: days, months and years of the calendar: 3 October, Oct. 3-7, March 2015, in 2011, the 1998 bombing."""

from __future__ import annotations

import datetime as dt

import regex

from casualties.extract import days
from casualties.extract.calendar_words import Calendar
from casualties.extract.moments import Anchor, Context, Form, Reading

YEAR = r"(?:1[5-9]\d\d|20\d\d)"
ABOUT = r"(?:(?:about|around|nearly|almost|some|roughly|just|over|more than|at least|only) )?"
_PART = r"(?:early(?: in)?|mid(?:dle of)?|late(?: in)?|(?:the )?(?:end|beginning|start|middle) of)"
_TH = "(?:st|nd|rd|th)?"
_COUNTED = r"\s+(?:people|persons|civilians|others|men|women|children|soldiers)\b"
""" "In June 12 people were killed" names no day."""
_NO_DAY = rf"(?!\s*(?:(?:[0-2]?\d|3[01])(?![\d,]*\d)(?!\s+(?:were|have|had)\b|{_COUNTED})|\d{{4}}\b))"
"""After a month without a day; "in December 291 were killed" has none."""
_RELATIVE_YEAR = "(?P<rel>(?:this|last) year)"
_SHORT_YEAR = r"'?(?P<short>\d\d)(?=[\s)]*[(–—-])"
"""12 FEB 90 (EFE): a year in two digits is read in datelines only, before a bracket or dash."""

_WHOLE_YEAR = rf"(?P<year>{YEAR}|(?:this|last|the) year)"
_FRACTION = (
    rf"\b(?:the )?(?P<nth>first|second|third|fourth|last) (?:(?P<unit>half|quarter) of {_WHOLE_YEAR}|"
    r"(?<=\b(?:in|during) the \w+ )(?P<unit>quarter)\b(?! of\b))"
)


def calendar_forms(calendar: Calendar) -> tuple[Form, ...]:
    """Forms that name a day, month or year."""
    month = rf"(?P<month>\b{calendar.month}\b\.?)"
    weekday = rf"(?:(?:(?:early|late) )?\b{calendar.weekday},? (?:the )?)?"
    more = (
        rf"(?:\s*(?:,\s*)?(?:and|or|&|to|until|through|[–-])\s*(?:{calendar.weekday} )?(?P<last>[0-3]?\d){_TH}"
        r"(?![\d,:.]*\d))?"
    )
    year = rf"(?:,? (?:of )?(?P<year>{YEAR}|{_RELATIVE_YEAR}|{_SHORT_YEAR})(?!\d))?"
    month_year = rf"(?:\s*,? (?:of )?(?P<year>{YEAR}|{_RELATIVE_YEAR})(?!\d))?"
    day_first = rf"{weekday}\b(?:the )?(?P<day>[0-3]?\d){_TH}{more}(?: of)? {month}{year}"
    no_day = rf"(?!\d|:\d|\s*(?:a|p)\.?m\b|,\d{{3}}|{_COUNTED})"
    month_first = rf"{weekday}{month} (?P<day>[0-3]?\d){_TH}{no_day}{more}{year}"
    months = rf"(?P<nth>first|last) (?P<count>{calendar.number}) months"
    between = rf"\b(?:between|from|in)?\s*(?P<year>{YEAR})\s*(?:and|to|until|through|[–-])\s*(?P<until>{YEAR})\b(?!-\d)"
    before_year = r"(?:in|since|between|during|of|by|throughout|until|till|from|back in|for|year)"
    no_year = r"(?![-–,]?\d| (?:people|men|women))"
    numeric = r"\b(?P<a>[0-3]?\d)(?P<sep>[-/.])(?P<b>[0-3]?\d)[-/.](?P<year>(?:19|20)\d\d)\b"
    of_event = rf"\b(?:the|an?|its|their|{calendar.grave}) (?P<year>{YEAR}) (?=(?:\w+ )?{calendar.event}\b)"
    part = r"(?P<part>(?:early|mid|late)[\s-]+)?"
    shapes = (
        ("date", Anchor.YEAR, r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b", _iso),
        ("date", Anchor.YEAR, numeric, _numeric),
        ("date", Anchor.MONTH, day_first, _day),
        ("date", Anchor.MONTH, month_first, _day),
        ("month", Anchor.MONTH, rf"(?:(?P<part>{_PART})[\s-]+)?{month}{month_year}{_NO_DAY}", _month),
        ("months of a year", Anchor.UNIT, rf"\b(?:the )?{months} of {_WHOLE_YEAR}", _months),
        ("half or quarter", Anchor.UNIT, _FRACTION, _fraction),
        ("years", Anchor.YEAR, between, _years),
        ("year", Anchor.YEAR, rf"\b{before_year} (?:the year )?{part}(?P<year>{YEAR})\b{no_year}", _year),
        ("year", Anchor.YEAR, rf"\b(?P<part>early|mid|late)(?:[\s-]+| in )(?P<year>{YEAR})\b", _year),
        ("year", Anchor.YEAR, rf"\bthe (?P<part>start|beginning|middle|end) of (?P<year>{YEAR})\b{no_year}", _year),
        ("year", Anchor.YEAR, of_event, _year),
        ("decade", Anchor.YEAR, rf"\b(?:in )?the {part}(?P<year>(?:1[89]|20)\d0)s\b", _decade),
        (
            "holiday",
            Anchor.HOLIDAY,
            rf"\b(?P<holiday>{calendar.holiday})(?:['’]s)?(?: (?:of |in )?(?P<year>{YEAR}|{_RELATIVE_YEAR}))?\b",
            _holiday,
        ),
    )
    beside = {"months of a year": "months", "half or quarter": "half quarter"}
    return tuple(
        Form(rule, anchor, compile_form(shape), read, frozenset(beside.get(rule, "").split()))
        for rule, anchor, shape, read in shapes
    )


def compile_form(shape: str) -> regex.Pattern[str]:
    """A form's pattern, in which a blank is written for any run of blanks; the group `all` is the whole."""
    spaced = shape.replace(" ", r"\s+")
    return regex.compile(rf"(?P<all>{spaced})", regex.IGNORECASE)


def _iso(match: regex.Match[str], _: Context) -> Reading | None:
    day = days.make(int(match["year"]), int(match["month"]), int(match["day"]))
    return None if day is None else Reading((day, day), full=True)


def _numeric(match: regex.Match[str], context: Context) -> Reading | None:
    """Day first unless that is no date or lies after publication: 31-08-2014, 8/31/2014."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    options = [d for d in (days.make(year, b, a), days.make(year, a, b)) if d is not None]
    past = [d for d in options if context.anchor is None or d <= context.anchor]
    day = next(iter(past or options), None)
    return None if day is None else Reading((day, day), full=True)


def _month_number(match: regex.Match[str], context: Context) -> int | None:
    """The month, unless the word is a small "may" or "march"."""
    word = match["month"].rstrip(".")
    return context.calendar.months[word.lower()] if word[0].isupper() else None


def _year_said(match: regex.Match[str], context: Context) -> int | None:
    """The year as a number; "last year" needs an anchor, a short one is this century's unless that is the future."""
    groups = match.re.groupindex
    if not match["year"]:
        return None
    if "short" in groups and match["short"]:
        limit = context.anchor.year if context.anchor else 2029
        return int(match["short"]) + (2000 if int(match["short"]) + 2000 <= limit else 1900)
    if match["year"][0].isdigit():
        return int(match["year"])
    if context.anchor is None:
        return None
    if match["year"].lower().startswith("the"):  # the year that was named before it, or that of publication
        previous = context.previous
        return previous.start.year if previous is not None and previous.start is not None else context.anchor.year
    return context.anchor.year - match["year"].lower().startswith("last")


def _day(match: regex.Match[str], context: Context) -> Reading | None:
    month, first = _month_number(match, context), int(match["day"])
    if month is None:
        return None
    last = int(match["last"]) if match["last"] else first
    year = _year_said(match, context)
    if not 1 <= first <= 31 or not first <= last <= 31:
        return None
    if year is not None:
        start, end = days.make(year, month, first), days.make(year, month, last)
    elif context.anchor is not None:
        named = days.next_yearless if context.future else days.last_yearless
        start = named(context.anchor, month, first)
        end = start and days.make(start.year, month, last)
    else:
        return Reading(None, key=(month, first)) if days.make(2000, month, first) else None
    return Reading((start, end), key=(month, first), full=year is not None) if start and end else None


def _holiday(match: regex.Match[str], context: Context) -> Reading | None:
    """The last such day on or before publication, or that of the year said."""
    month, day = context.calendar.holidays[" ".join(match["holiday"].lower().replace("’", "'").split())]
    year = _year_said(match, context)
    if year is not None:
        found = days.holiday(year, month, day)
        return Reading((found, found), full=True)
    if context.anchor is None:
        return Reading(None)
    found = days.holiday(context.anchor.year, month, day)
    if found > context.anchor:
        found = days.holiday(context.anchor.year - 1, month, day)
    return Reading((found, found))


_NEEDS = regex.compile(
    r"\b(?:in|since|during|last|this|next|of|early|late|mid|until|till|by|between|and|from|to|through|throughout|for|month|"
    r"every|back\s+in|end|beginning|start|middle|again\s+in)[\s-]+$",
    regex.IGNORECASE,
)
"""What must stand before a month without day and year; "may" and "march" are words too."""


def _month(match: regex.Match[str], context: Context) -> Reading | None:
    number = _month_number(match, context)
    head = match.string[max(0, match.start("month") - 16) : match.start("month")]
    needs = _NEEDS.search(head) or _subject(match) or _TO_MONTH.match(match.string, match.end("month"))
    if number is None or (match["year"] is None and needs is None) or match["month"].lower() in {"mar", "sep", "jan"}:
        return None
    said = _year_said(match, context)
    strictly = needs is not None and needs.group().lower().startswith("last")
    if said is not None:
        year = said
    elif context.anchor is not None:
        year = days.last_month_named(context.anchor, number, strictly=strictly)[0].year
        year += context.future and (year, number) < (context.anchor.year, context.anchor.month)
    else:
        return Reading(None, key=(number, 0))
    part = _part(match["part"])
    span = days.third_of_month(year, number, part) if part else days.month_range(year, number)
    if said is None and context.anchor is not None and span[0] > context.anchor and not context.future:
        span = days.third_of_month(year - 1, number, part) if part else days.month_range(year - 1, number)
    if match["year"] and not match["year"][0].isdigit() and context.anchor is not None and span[0] > context.anchor:
        return Reading(None if not context.future else span)  # "killed in March this year", published in January
    return Reading(span, key=(number, 0), full=said is not None)


_TO_MONTH = regex.compile(rf"\s*[–—-]\s*\p{{Lu}}\p{{Ll}}{{2,8}}\.?\s+{YEAR}\b")
""" "January-June 2015": the first month needs no more."""
_IS_TOLD = regex.compile(r"\s+(?:was|saw|brought|has\s+been|had|proved|closed|ended)\b")


def _subject(match: regex.Match[str]) -> regex.Match[str] | None:
    """ "November was calmer": a month that opens its sentence as the subject."""
    before = match.string[max(0, match.start("month") - 3) : match.start("month")].rstrip(" \n")
    return _IS_TOLD.match(match.string, match.end("month")) if not before or before[-1] in ".!?:" else None


def _part(words: str | None) -> str | None:
    if not words:
        return None
    low = words.lower()
    if "end" in low or "late" in low:
        return "late"
    return "mid" if "mid" in low else "early"


def _fraction(match: regex.Match[str], context: Context) -> Reading | None:
    """ "The second quarter", "the first half of this year": the last one that has begun, up to publication."""
    quarters, anchor = match["unit"].lower() == "quarter", context.anchor
    said = _year_said(match, context)
    year = said or (anchor.year if anchor and not match["year"] else None)
    nth = match["nth"].lower()
    last = 4 if quarters else 2
    number = last if nth == "last" else ("first", "second", "third", "fourth").index(nth) + 1
    if year is None or number > last:
        return None
    part = days.quarter if quarters else days.half
    if anchor is not None and part(year, number)[0] > anchor and not (match["year"] or "").strip().isdigit():
        if said is not None:  # "the second half of the year", written in May
            return None
        year -= 1
    start, end = part(year, number)
    return Reading((start, min(end, anchor) if anchor is not None and start <= anchor else end), full=True)


def _months(match: regex.Match[str], context: Context) -> Reading | None:
    """ "the first eleven months of 2012"."""
    year, count = _year_said(match, context), context.calendar.count(match["count"])
    if year is None or not 1 <= count <= 12:
        return None
    first, last = days.year_range(year)
    if match["nth"].lower() == "first":
        return Reading((first, days.month_range(year, count)[1]), full=True)
    return Reading((days.month_range(year, 13 - count)[0], last), full=True)


def _years(match: regex.Match[str], _: Context) -> Reading | None:
    start, end = int(match["year"]), int(match["until"])
    return Reading((days.year_range(start)[0], days.year_range(end)[1]), full=True) if start < end else None


def _year(match: regex.Match[str], _: Context) -> Reading | None:
    year, part = int(match["year"]), match.groupdict().get("part")
    third = _part(part)
    span = days.third_of_year(year, third) if third else days.year_range(year)
    return Reading(span, full=True)


def _decade(match: regex.Match[str], _: Context) -> Reading | None:
    first = int(match["year"])
    start, end = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get((match["part"] or "").lower().strip(" -"), (0, 9))
    return Reading((dt.date(first + start, 1, 1), dt.date(first + end, 12, 31)), full=True)
