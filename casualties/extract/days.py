"""Days: the arithmetic of calendars that the date grammar stands on.

Every function is pure: dates in, dates out.  A range is a pair of dates, both ends included.
"""

from __future__ import annotations

import calendar
import datetime as dt

Range = tuple[dt.date, dt.date]

DAY = dt.timedelta(days=1)


def make(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where there is none (31 June)."""
    if 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= calendar.monthrange(year, month)[1]:
        return dt.date(year, month, day)
    return None


def month_range(year: int, month: int) -> Range:
    """The first and last day of a month."""
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def year_range(year: int) -> Range:
    """The first and last day of a year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def third_of_month(year: int, month: int, part: str) -> Range:
    """Early is the 1st to 10th, mid the 11th to 20th, late the 21st to the end."""
    first, last = month_range(year, month)
    if part == "early":
        return first, first.replace(day=10)
    return (first.replace(day=11), first.replace(day=20)) if part == "mid" else (first.replace(day=21), last)


def third_of_year(year: int, part: str) -> Range:
    """Early is January to April, mid May to August, late September to December."""
    first = {"early": 1, "mid": 5, "late": 9}[part]
    return dt.date(year, first, 1), month_range(year, first + 3)[1]


def quarter(year: int, number: int) -> Range:
    """The first quarter is January to March."""
    return dt.date(year, 3 * number - 2, 1), month_range(year, 3 * number)[1]


def half(year: int, number: int) -> Range:
    """The first half is January to June."""
    return dt.date(year, 6 * number - 5, 1), month_range(year, 6 * number)[1]


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def holiday(year: int, month: int, day: int) -> dt.date:
    """A feast of a year; month 0 counts the day from Easter Sunday."""
    return easter(year) + dt.timedelta(days=day) if month == 0 else dt.date(year, month, day)


def last_weekday(anchor: dt.date, weekday: int, *, strictly: bool = False) -> dt.date:
    """The last such day (Monday is 1) on or before `anchor`; `strictly`: before it."""
    back = (anchor.isoweekday() - weekday) % 7
    return anchor - dt.timedelta(days=back or (7 if strictly else 0))


def next_weekday(anchor: dt.date, weekday: int) -> dt.date:
    """The first such day after `anchor`."""
    return anchor + dt.timedelta(days=(weekday - anchor.isoweekday() - 1) % 7 + 1)


def last_yearless(anchor: dt.date, month: int, day: int) -> dt.date | None:
    """The last such day on or before `anchor`; looks back to the last leap year for 29 February."""
    for year in range(anchor.year, max(anchor.year - 9, 0), -1):
        found = make(year, month, day)
        if found is not None and found <= anchor:
            return found
    return None


def next_yearless(anchor: dt.date, month: int, day: int) -> dt.date | None:
    """The first such day on or after `anchor`."""
    for year in range(anchor.year, anchor.year + 9):
        found = make(year, month, day)
        if found is not None and found >= anchor:
            return found
    return None


def last_month_named(anchor: dt.date, month: int, *, strictly: bool = False) -> Range:
    """The last such month that has begun by `anchor`; `strictly`: that is over."""
    year = anchor.year - (month > anchor.month or (strictly and month == anchor.month))
    return month_range(year, month)


def week_of(anchor: dt.date) -> Range:
    """Monday to Sunday around `anchor` (ISO 8601)."""
    monday = anchor - dt.timedelta(days=anchor.isoweekday() - 1)
    return monday, monday + 6 * DAY


def last_weekend(anchor: dt.date) -> Range:
    """The last Saturday and Sunday that have begun by `anchor`; on a Saturday, that day alone."""
    saturday = last_weekday(anchor, 6)
    return saturday, min(saturday + DAY, anchor)


def back(anchor: dt.date, number: int, unit: str) -> dt.date:
    """So many hours (24 to the day, rounded up), days, weeks, months, years or decades before `anchor`."""
    if unit in {"hour", "minute"}:
        return anchor - dt.timedelta(days=-(-number // 24) if unit == "hour" else 0)
    if unit in {"day", "night"}:
        return anchor - dt.timedelta(days=min(number, anchor.toordinal() - 1))
    if unit in {"week", "fortnight"}:
        number *= 2 if unit == "fortnight" else 1
        return anchor - dt.timedelta(days=min(7 * number, anchor.toordinal() - 1))
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit] * number
    index = max(anchor.year * 12 + anchor.month - 1 - months, 12)
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(anchor.day, calendar.monthrange(year, month + 1)[1]))
