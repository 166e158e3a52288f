"""CSV rows: the rows of a CSV table, one at a time; a row that is none costs itself, not those after it.

A quote that is never closed would take in all that follows.  So a row ends where it grows beyond any report, and what
the quote had swallowed is read again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

import regex

from casualties.errors import ReportError

_LONGEST = 2**24
"""Characters of a row after its first line: far more than a report, and little enough to hold."""
_NEVER_CLOSED = "a quote is never closed"
_IN_WORDS = (("unexpected end", _NEVER_CLOSED), ("expected after", "more follows a closing quote"))
"""What Python's csv says, by a sign of it, in words that tell what to look for."""


class _Lines(Iterator[str]):
    """Lines that can be given back to be read once more; ``number`` is the last one's, the heading is 1."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: list[str] = []
        self.number = 1

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._lines)
        self.number += 1
        return line

    def give_back(self, lines: list[str]) -> None:
        self._again.extend(reversed(lines))
        self.number -= len(lines)


def csv_rows(lines: Iterator[str], delimiter: str, width: int) -> Iterator[list[str] | ReportError]:
    """The cells of each row below a heading of `width` cells; for a row that is no CSV, why, with its lines.

    An empty line is a row without cells.  After a bad row the next one begins with the first line that reads as a row
    by itself; the lines before it are told with the bad one.
    """
    source, beginning = _Lines(lines), _beginning(delimiter, width)
    while True:
        taken: list[str] = []
        first = source.number + 1
        try:
            row = _row(_whole(source, taken), delimiter)
        except csv.Error as error:
            reason = str(error)
        else:
            if row is None:
                return
            yield row
            continue
        # Where a row begins, the quote that broke this one is that row's own, and this one's was never closed.
        open_ended = reason == _NEVER_CLOSED or beginning.fullmatch(taken[-1]) is not None
        source.give_back(taken[1:] if open_ended else [])
        for line in source:
            if beginning.fullmatch(line):
                source.give_back([line])
                break
        yield ReportError(_told(first, source.number, _NEVER_CLOSED if open_ended else reason))


def _row(lines: Iterator[str], delimiter: str) -> list[str] | None:
    """The next row, None at the end.  Raises `csv.Error`."""
    # A long report is longer than the 131,072 characters csv allows; the limit is everybody's, so it is put back.
    limit = csv.field_size_limit(2**31 - 1)
    try:
        return next(csv.reader(lines, delimiter=delimiter, strict=True), None)
    except csv.Error as error:
        known = (words for sign, words in _IN_WORDS if sign in str(error))
        raise csv.Error(next(known, str(error))) from None
    finally:
        csv.field_size_limit(limit)


def _whole(source: Iterator[str], taken: list[str]) -> Iterator[str]:
    """The lines of one row, which are kept in `taken`."""
    size = 0
    for line in source:
        size += len(line) if taken else 0
        taken.append(line)
        if size > _LONGEST:
            raise csv.Error(_NEVER_CLOSED)
        yield line


def _beginning(delimiter: str, width: int) -> regex.Pattern[str]:
    """A line that is a row of `width` cells, or breaks off inside a quoted one; a bare cell holds no quote."""
    inside = r'"(?:[^"]++|"")*+'
    cell = rf'(?:{inside}"|[^"{delimiter}\n]*+)'
    whole = rf"{cell}(?:{delimiter}{cell}){{{width - 1}}}"
    broken = rf"(?:{cell}{delimiter}){{0,{width - 1}}}{inside}"
    return regex.compile(rf"(?:{whole}|{broken})\n?")


def _told(first: int, last: int, reason: str) -> str:
    lines = f"line {first} is" if first == last else f"lines {first:,} to {last:,} are"
    return f"{lines} no CSV: {reason}. Write the table with a CSV writer."
