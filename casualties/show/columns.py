"""Columns: rows of reports read into claims, and claims turned into columns that any table format can store."""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence

from casualties.claim import Claims
from casualties.errors import CasualtiesError, CasualtiesWarning, LexiconError, TableError
from casualties.extract.claims import find_claims
from casualties.show.cells import LARGEST, Row, brief, date_cell, text_cell
from casualties.show.characters import clipped
from casualties.show.rows import Cell
from casualties.show.schemas import Schema

_ID = 80
"""Characters of an id in a message: a cell may hold a whole file."""


def claims_of_rows(rows: Iterable[Row], first_met: Callable[[str, str], str | None]) -> Iterator[Claims]:
    """The claims of each row of a table of reports; a row that cannot be read is set aside with a warning.

    `first_met` gets a report's id and the row's number, and answers with the number of the row that used the id first
    (None or this row's own where it is new).
    """
    for number, row in enumerate(rows, 1):
        try:
            claims = _read(row)
            report_id = claims.reports[0].report_id
            first = first_met(report_id, str(number)) or str(number)
            if first != str(number):
                raise TableError(f"report_id {report_id!r} is that of row {first} already; ids must differ.")
        except LexiconError:  # no fault of this row: every other would fail alike
            raise
        except CasualtiesError as error:
            set_aside(number, row.get("report_id"), error)
            continue
        yield claims


def _read(row: Row) -> Claims:
    text = row["text"]
    if text is None:
        raise TableError("text is missing. Give the report's text, or '' for an empty report.")
    if not isinstance(text, str):
        raise TableError(f"text must be str, not {type(text).__name__}. Decode or convert it first.")
    return find_claims(
        text,
        published=date_cell(row, "published"),
        publisher=text_cell(row, "publisher"),
        report_id=text_cell(row, "report_id"),
        title=text_cell(row, "title"),
    )


def columns_of(rows: Iterable[tuple[Cell, ...]], schema: Schema) -> dict[str, list[Cell]]:
    """Each column of the schema with its cells, in order; what a table cannot store is mended as `storable` says."""
    cells = list(zip(*rows, strict=True)) or [()] * len(schema)
    named = zip(schema, cells, strict=True)
    return {name: [storable(name, cell) for cell in column] for name, column in named}


def storable(name: str, cell: Cell) -> Cell:
    """The cell as a table can hold it.

    Half a surrogate pair, which no table format can store, becomes U+FFFD: as long, so offsets hold.  A number above
    2**63 - 1 leaves its cell empty, with a `CasualtiesWarning`.
    """
    if isinstance(cell, str):
        return _encodable(cell)
    if type(cell) is int and cell > LARGEST:
        message = f"{name} {brief(cell)} is above {LARGEST}, the largest number a table holds; its cell is left empty."
        warnings.warn(message, CasualtiesWarning, stacklevel=2)
        return None
    return cell


def _encodable(words: str) -> str:
    try:
        words.encode()
    except UnicodeEncodeError:
        return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in words)
    return str(words)  # a word of a fixed list becomes a plain string


def report_unknown(unknown: Sequence[str], known: Sequence[str], what: str) -> None:
    """One warning that names the columns which are not read, and the likely one for each."""
    named = []
    for column in unknown:
        near = difflib.get_close_matches(column.casefold(), known, n=1)
        named.append(f"{column!r} (did you mean {near[0]!r}?)" if near else repr(column))
    message = f"unknown columns of a table of {what} are not read: {', '.join(named)}. Known: {', '.join(known)}."
    warnings.warn(message, CasualtiesWarning, stacklevel=4)


def set_aside(number: int, row_id: object, error: CasualtiesError) -> None:
    """The warning that a row could not be read; rows count from 1, without the heading."""
    named = clipped(row_id, _ID) if isinstance(row_id, str) else brief(row_id)
    name = f"row {number}" if row_id is None else f"row {number} ({named})"
    warnings.warn(f"{name} set aside: {error}", CasualtiesWarning, stacklevel=3)
