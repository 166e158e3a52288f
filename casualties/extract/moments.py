"""Moment: one expression of time and the days it gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import regex

from casualties.extract import days
from casualties.extract.calendar_words import Calendar
from casualties.report import Span


class Reach(StrEnum):
    """What an expression gives: the days of an event, a stretch up to now, or a length without an end."""

    POINT = "point"
    SINCE = "since"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Moment:
    """One expression of time; `start` and `end` are None where it cannot be resolved.

    ``key`` is what is needed to read it again from another day: (weekday,) or (month, day), where day 0 is the whole
    month; ``full`` if the year was said; ``until`` is the end of the date that a since-phrase counts from.
    """

    span: Span
    reach: Reach
    start: dt.date | None
    end: dt.date | None
    rule: str
    key: tuple[int, ...] = ()
    full: bool = False
    until: dt.date | None = None

    @property
    def known(self) -> bool:
        return self.start is not None and self.end is not None

    @property
    def length(self) -> int | None:
        """Its days, both ends included; None where it cannot be resolved."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative expression is counted from: publication, and the date named before it.

    What stands before it is asked for only by the few expressions that need it.
    """

    anchor: dt.date | None
    calendar: Calendar
    before: Callable[[], Moment | None]
    is_future: Callable[[], bool]

    @property
    def previous(self) -> Moment | None:
        return self.before()

    @property
    def future(self) -> bool:
        return self.is_future()


@dataclass(frozen=True, slots=True)
class Reading:
    """The days that a form gives in a context; None where they cannot be told."""

    days: days.Range | None
    reach: Reach = Reach.POINT
    key: tuple[int, ...] = ()
    full: bool = False


Reader = Callable[[regex.Match[str], Context], Reading | None]
"""None: the words are no expression of time after all."""


class Anchor(StrEnum):
    """A class of words one of which every match of a form holds, so that the form is tried only around them."""

    MONTH = "month"
    WEEKDAY = "weekday"
    YEAR = "year"
    UNIT = "unit"
    DAY = "day"
    HOLIDAY = "holiday"
    SEASON = "season"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say when: its name in explanations, the words it holds, its pattern (group `all`), how to read it.

    ``beside`` are words one of which every match holds besides its anchor, if there are such; ``before`` is how many
    characters before its anchor a match may begin.
    """

    rule: str
    anchor: Anchor
    pattern: regex.Pattern[str]
    read: Reader
    beside: frozenset[str] = frozenset()
    before: int = 120
