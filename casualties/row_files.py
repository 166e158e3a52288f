"""Row files: tables of reports on disk, CSV, JSON Lines and Parquet, read row by row in constant memory."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from casualties.csv_rows import csv_rows
from casualties.encodings import flaw, lines_of, opened
from casualties.errors import CasualtiesError, CasualtiesWarning, ReportError
from casualties.report import Report
from casualties.show.cells import date_cell, rows_of_batch, text_cell
from casualties.show.characters import clipped
from casualties.show.position import Origin
from casualties.show.schemas import REPORT_COLUMNS


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or a row of one ("tolls.csv, row 3"), that could not be read, and why."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Found:
    """A report and where it came from."""

    report: Report
    origin: Origin


def read_csv(path: Path, report_id: str) -> Iterator[Found | Failure]:
    """A table with a heading line, read row by row; cells parted by commas, semicolons or tabs."""
    with opened(path) as stream:
        first_line = next(stream, "").removesuffix("\n")
        if reason := flaw(first_line):
            raise ReportError(reason)
        for delimiter in ",;\t":
            heading = [name.strip().strip('"') for name in first_line.split(delimiter)]
            if "text" in heading:
                break
        else:
            raise ReportError(f"the table needs the column 'text'; its first line is {first_line[:80]!r}.")
        doubled = next((name for name in heading if heading.count(name) > 1), None)
        if doubled is not None:
            raise ReportError(f"the column {doubled!r} stands twice in the table. Rename or drop one.")
        _check_columns(path, heading)
        for number, cells in enumerate(csv_rows(stream, delimiter, len(heading)), 1):
            if isinstance(cells, ReportError):
                yield _bad_row(path, number, str(cells))
            elif reason := next(filter(None, map(flaw, cells)), None):
                yield _bad_row(path, number, reason)
            elif len(cells) > len(heading):
                yield _bad_row(path, number, f"{len(cells)} cells, but the heading has {len(heading)}. Quote the text.")
            elif cells:
                yield _row_report(path, number, report_id, dict(zip(heading, cells, strict=False)))


def read_jsonl(path: Path, report_id: str) -> Iterator[Found | Failure]:
    """One JSON object per line, read line by line."""
    unknown: set[str] = set()
    for number, line in lines_of(path):
        if isinstance(line, ReportError):
            yield _bad_row(path, number, str(line))
            continue
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield _bad_row(path, number, f"not JSON: {error}. Write one object per line.")
            continue
        if not isinstance(row, dict):
            yield _bad_row(path, number, f"expected a JSON object with 'text', got {type(row).__name__}.")
            continue
        unknown |= row.keys() - set(REPORT_COLUMNS)
        yield _row_report(path, number, report_id, row)
    _check_columns(path, sorted(unknown))


def read_parquet(path: Path, report_id: str) -> Iterator[Found | Failure]:
    """A Parquet table, read batch by batch."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise ReportError(f"a Parquet table needs pyarrow ({error}). Run: pip install 'casualties[parquet]'") from error
    try:
        table = pq.ParquetFile(path)
        names: list[str] = table.schema_arrow.names
        _check_columns(path, names)
        if "text" not in names:
            raise ReportError(f"the table needs the column 'text'; it has {', '.join(names) or 'none'}.")
        number = 0
        for batch in table.iter_batches(batch_size=1024, columns=[n for n in names if n in REPORT_COLUMNS]):
            for row in rows_of_batch(batch):
                number += 1
                yield _row_report(path, number, report_id, row)
    except (pa.ArrowException, ValueError, OSError) as error:  # names of columns that are no text, pages cut short
        if isinstance(error, ReportError) or (isinstance(error, OSError) and error.errno is not None):
            raise
        raise ReportError(f"not a readable Parquet file: {error}") from None


def _row_report(path: Path, number: int, report_id: str, row: Mapping[str, object]) -> Found | Failure:
    text = row.get("text")
    if not isinstance(text, str):
        what = "missing" if text is None else f"not text but {type(text).__name__}"
        return _bad_row(path, number, f"text is {what}.")
    try:
        report = Report(
            text,
            text_cell(row, "report_id") or f"{report_id}-{number}",
            date_cell(row, "published"),
            text_cell(row, "publisher"),
            text_cell(row, "title"),
        )
    except CasualtiesError as error:
        return _bad_row(path, number, str(error))
    return Found(report, Origin(f"{path}, row {number}", None))


def _bad_row(path: Path, number: int, reason: str) -> Failure:
    return Failure(f"{path}, row {number}", reason)


def _check_columns(path: Path, names: Iterable[str]) -> None:
    unknown = [name for name in names if name not in REPORT_COLUMNS]
    if unknown:
        known = ", ".join(REPORT_COLUMNS)
        named = clipped(", ".join(unknown), _NAMED)
        message = f"{path}: unknown columns are not read: {named}. Known: {known}."
        warnings.warn(message, CasualtiesWarning, stacklevel=2)


def count_rows(path: Path) -> int | None:
    """How many reports a table will give, roughly, without reading it; None where only reading tells."""
    ending = path.suffix.lower()
    if ending == ".jsonl":
        with path.open("rb") as file:
            return sum(piece.count(b"\n") for piece in iter(lambda: file.read(_PIECE), b""))
    if ending == ".parquet":
        try:
            import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

            return int(pq.read_metadata(path).num_rows)
        except (ImportError, ValueError, NotImplementedError, OSError):  # what is wrong is said where the file is read
            return None
    return None if ending == ".csv" else 1


_PIECE = 2**20
_NAMED = 300
"""Characters of a message that names columns: a heading may be anything."""
