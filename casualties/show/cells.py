"""Cells: what one cell of a table says, or why it cannot be read.

A row is plain Python: None for an empty cell, no pandas.  Reading is strict, because a table is where people type: a
cell that its column cannot hold makes an error that names the column, what stood there and what may stand there.
"""

from __future__ import annotations

import calendar
import datetime as dt
import reprlib
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from numbers import Integral
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import regex

from casualties.errors import DateError, TableError
from casualties.report import to_date

if TYPE_CHECKING:
    import pyarrow as pa

Row: TypeAlias = Mapping[str, object]
Word = TypeVar("Word", bound=StrEnum)

_COUNT = regex.compile(r"-?(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,19})(?:\.0{1,6})?")
_MONTH_OR_YEAR = regex.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>0[1-9]|1[0-2]))?")
LARGEST = 2**63 - 1
"""The largest number that a table holds, and so that one is read from: Python cannot even write 4,301 digits."""
_LONGEST_DATE = 60
_LONGEST_NUMBER = 400
"""Digits of a decimal that is written out: a few characters, 1E+999999999, can stand for a gigabyte of them."""
_TRUE = frozenset({"true", "yes", "1"})
_FALSE = frozenset({"false", "no", "0"})


def rows_of_batch(batch: pa.RecordBatch) -> list[Row]:
    """The rows of an Arrow batch as plain Python.

    Arrow holds what Python cannot: bytes that are no text in a column of text, days after the year 9999.  In place of
    such a cell stands the error that says so, which is neither text nor date, so that its row alone is refused.
    """
    try:
        return list(batch.to_pylist())
    except _UNHELD:
        columns = [[_held(cell) for cell in column] for column in batch.columns]
        return [dict(zip(batch.schema.names, cells, strict=True)) for cells in zip(*columns, strict=True)]


_UNHELD = (ValueError, OverflowError, LookupError)
"""What pyarrow raises there: for text and for dates, for days out of range, for time zones it does not know."""


def _held(cell: pa.Scalar) -> object:
    try:
        value: object = cell.as_py()
    except _UNHELD as error:
        return error
    return value


class _Brief(reprlib.Repr):
    """A value as Python writes it, cut short: a cell may hold a whole file, or lists in lists without end."""

    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = self.maxlong = 80


def brief(cell: object) -> str:
    """What stands in a cell, as a message quotes it."""
    try:
        return _Brief().repr(cell)
    except ValueError:
        return "a number of thousands of digits"


def text_cell(row: Row, column: str) -> str | None:
    """A cell of words, outer blanks removed; a whole number is read as its digits (report ids often are)."""
    cell = row.get(column)
    if cell is None:
        return None
    if isinstance(cell, str) or ((number := _whole(cell)) is not None and abs(number) <= LARGEST):
        words = verbatim(cell, column)
        return None if words is None else words.strip()
    raise TableError(f"{column} holds {brief(cell)}, which is not text.")


def _whole(cell: object) -> int | None:
    """The number of a cell that holds a whole one: 27, also as 27.0 (what pandas makes of a column with gaps), as
    Decimal("27.00") (what databases give) or of numpy; None for any other.
    """
    if isinstance(cell, Integral):
        return int(cell)
    if isinstance(cell, Decimal) and cell.is_finite() and cell.adjusted() <= _LONGEST_NUMBER:
        return int(cell) if cell == int(cell) else None
    return int(cell) if isinstance(cell, float) and cell.is_integer() else None


def verbatim(cell: object, column: str) -> str | None:
    """Words exactly as they stand, since offsets count their blanks; only a blank cell is none.

    Raises `TableError` for what cannot be written out.
    """
    if cell is None:
        return None
    number = None if isinstance(cell, str | bool) else _whole(cell)
    try:
        words = str(cell if number is None else number)
    except (ValueError, RecursionError):
        raise TableError(f"{column} holds {brief(cell)}, which cannot be written out.") from None
    return words if words.strip() else None


def figure_cell(cell: object) -> str | None:
    """A figure as written; 27, 27.0 and Decimal("27.00") are "27"."""
    if isinstance(cell, float | Decimal) and _whole(cell) is None:
        raise TableError(f"figure holds {brief(cell)}, which is not a count of people.")
    return verbatim(cell, "figure")


def date_cell(row: Row, column: str, *, part: int | None = None) -> dt.date | None:
    """A cell with an ISO date, a date or a timestamp.

    With `part`, ISO's shorter "2014-03" and "2014", of which tables of past events hold many, are read as their first
    (0) or last (-1) day.
    """
    cell, words = row.get(column), verbatim(row.get(column), column)
    if words is None:
        return None
    if len(words) > _LONGEST_DATE:
        raise DateError(f"{column}: {brief(words)} is not a date. Write it as YYYY-MM-DD, for example 2011-04-28.")
    shorter = _MONTH_OR_YEAR.fullmatch(words.strip()) if part is not None else None
    if shorter is not None:
        year, month = int(shorter["year"]), int(shorter["month"] or (1, 12)[part or 0])
        return dt.date(year, month, (1, calendar.monthrange(year, month)[1])[part or 0])
    try:
        return to_date(cell if isinstance(cell, str | dt.date) else words, column)
    except NotImplementedError:  # from pandas, whose days go beyond the years 1 to 9999
        raise DateError(f"{column}: {words} lies outside the calendar of the years 1 to 9999.") from None


def count_cell(row: Row, column: str) -> int | None:
    """A whole number, also as 27.0, Decimal("27.00") or "1,729"."""
    cell = row.get(column)
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    number: int | None = None
    if isinstance(cell, str) and _COUNT.fullmatch(cell.strip()):
        number = int(cell.strip().replace(",", "").partition(".")[0])
    elif not isinstance(cell, bool):
        number = _whole(cell)
    if number is None:
        wanted = "is not a whole number such as 27"
        raise TableError(f"{column} holds {brief(cell)}, which {wanted}. Correct it or leave it empty.")
    if abs(number) > LARGEST:
        raise TableError(f"{column} holds {brief(cell)}, beyond {LARGEST}, the largest number a table holds.")
    return number


def flag_cell(row: Row, column: str) -> bool | None:
    """True or false, also as yes or no, 1 or 0."""
    cell = row.get(column)
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    said = (verbatim(cell, column) or "").strip().casefold().removesuffix(".0")
    if said in _TRUE:
        return True
    if said in _FALSE:
        return False
    raise TableError(f"{column} holds {brief(cell)}. Write true or false, or leave it empty.")


def word_cell(row: Row, column: str, kind: type[Word]) -> Word | None:
    """One of a fixed list of words, in any case."""
    said = text_cell(row, column)
    if said is None:
        return None
    try:
        return kind(said.casefold())
    except ValueError:
        raise TableError(f"{column} holds {brief(said)}. Write one of {', '.join(kind)}.") from None
