"""Report: a text with its date and publisher; Span: where something stands in it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from numbers import Integral

from casualties.errors import DateError, InputTypeError, SpanError, expect, expect_words


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: code points ``start`` up to, not including, ``end``; 0 <= start <= end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        for name in ("start", "end"):
            at = getattr(self, name)
            if type(at) is not int:
                expect(at, Integral, f"a span's {name}", "Write Span(0, 5), say.")
                object.__setattr__(self, name, int(at))
        if not 0 <= self.start <= self.end:
            raise SpanError(f"start {self.start} and end {self.end} are no stretch of a text. Write Span(0, 5), say.")

    def of(self, text: str) -> str:
        """The words that stand there."""
        expect(text, str, "the text of a span", "Give the report's text.")
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        expect(other, Span, "what a span overlaps", "Write Span(0, 5), say.")
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        expect(other, Span, "what a span contains", "Write Span(0, 5), say.")
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Report:
    """One text, with what is known of where and when it appeared.

    ``published`` is what relative dates ("yesterday") are counted from; without it they stay unknown.  ``report_id``
    defaults to a digest of the text, so that the same text always gets the same id.
    """

    text: str = field(repr=False)
    report_id: str = ""
    published: dt.date | None = None
    publisher: str | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            hint = " Decode it first: data.decode('utf-8')." if isinstance(self.text, bytes) else ""
            raise InputTypeError(f"a report's text must be str, not {type(self.text).__name__}.{hint}")
        expect_words(self, "a report's", "report_id", "publisher", "title")
        object.__setattr__(self, "published", as_day(self.published, "a report's published"))
        if not self.report_id:
            digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
            object.__setattr__(self, "report_id", digest[:12])


def as_day(value: object, what: str) -> dt.date | None:
    """The day of a date or a datetime; None stays None.

    Raises `DateError`, naming `what`, for anything else: words for a day are read where a report or a table comes in.
    """
    if value is None or type(value) is dt.date:
        return value
    if isinstance(value, dt.date):
        return to_date(value, what)
    raise DateError(f"{what} must be a date, not {value!r}. Write datetime.date(2011, 4, 28).")


def to_date(value: str | dt.date | None, what: str = "published") -> dt.date | None:
    """A date from an ISO string, a date or a datetime; None stays None.

    Raises `DateError`, naming `what`, for anything else: a guessed date would shift every "yesterday".
    """
    if value is None:
        return None
    day = value.date() if isinstance(value, dt.datetime) else value
    if isinstance(day, dt.date) and not isinstance(day, dt.datetime):  # as the NaT of pandas is, and its date() again
        return day
    if isinstance(value, str):
        try:
            return dt.datetime.fromisoformat(value.strip()).date()
        except ValueError:
            pass
    raise DateError(f"{what}: {value!r} is not a date. Write it as YYYY-MM-DD, for example 2011-04-28.")
