"""Formats: one file's bytes as reports: text with its front matter, web page, or table of reports.

Nothing is guessed: an encoding is UTF-8 or declared, a date stands in the file or is unknown.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import json
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import regex

from casualties.errors import CasualtiesError, CasualtiesWarning, DateError, ReportError
from casualties.report import Report, to_date
from casualties.show.cells import date_cell, text_cell
from casualties.show.position import Origin
from casualties.show.schemas import REPORT_COLUMNS

FRONT_MATTER_KEYS = ("title", "published", "publisher", "report_id")


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


Reader: TypeAlias = Callable[[Path, str], Iterable[Found | Failure]]
"""Reads a file whose reports, unless they say otherwise, are called by the given id; raises `ReportError`."""

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = regex.compile(rb"""<meta[^<>]{0,200}?charset\s{0,3}=\s{0,3}["']?([\w.:-]{2,40})""", regex.IGNORECASE)
_KEY_LINE = regex.compile(r"\s{0,8}([A-Za-z_]{1,40})\s{0,8}:(.*)")
_DATE_NAMES = frozenset(
    {"article:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date", "dcterms.created"}
)
"""Names of meta tags in which pages state when they appeared (Open Graph, schema.org, Dublin Core)."""


def decode(data: bytes, declared: str | None = None) -> str:
    """Text of bytes: by their byte-order mark, else as `declared`, else as UTF-8; every line end becomes LF."""
    mark, encoding = next((m for m in _MARKS if data.startswith(m[0])), (b"", declared or "utf-8"))
    data = data.removeprefix(mark)
    try:
        text = data.decode(encoding)
    except LookupError:
        raise ReportError(f"declares the encoding {encoding!r}, which is unknown. Save it as UTF-8.") from None
    except UnicodeDecodeError as error:
        where = f"byte {data[error.start]:#04x} at offset {error.start}"
        raise ReportError(f"not {encoding.upper()} text ({where}). Save it as UTF-8.") from None
    if "\0" in text:
        raise ReportError("holds zero bytes: it is not text, or UTF-16 without its mark. Save it as UTF-8.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(path: Path, report_id: str) -> Iterator[Found]:
    """A plain text, with or without front matter."""
    text = decode(path.read_bytes())
    known, body, first_line = split_front_matter(text)
    report = Report(
        body,
        known.get("report_id") or report_id,
        to_date(known.get("published") or None),
        known.get("publisher") or None,
        known.get("title") or None,
    )
    yield Found(report, Origin(str(path), first_line))


def split_front_matter(text: str) -> tuple[dict[str, str], str, int]:
    """What the block says, the text after it, and the line (from 1) on which that text begins.

    A block is taken for one when the first line is ``---`` and the second ``word: ...``; anything else is text.
    """
    lines = text.split("\n")
    if len(lines) < 2 or lines[0].rstrip() != "---" or not _KEY_LINE.fullmatch(lines[1]):
        return {}, text, 1
    known: dict[str, str] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == "---":
            return known, "\n".join(lines[number:]), number + 1
        if line.strip():
            key, value = _key_and_value(line, number)
            if key in known:
                raise ReportError(f"line {number}: {key!r} stands twice in the front matter. Keep one.")
            known[key] = value
    raise ReportError("the front matter that opens on line 1 is not closed. End it with a line '---'.")


def _key_and_value(line: str, number: int) -> tuple[str, str]:
    match = _KEY_LINE.fullmatch(line)
    key = match.group(1).casefold() if match else line.strip()
    if match is None or key not in FRONT_MATTER_KEYS:
        expected = ", ".join(FRONT_MATTER_KEYS)
        raise ReportError(f"line {number}: unknown front matter {key[:40]!r}; expected {expected}, or a line '---'.")
    value = match.group(2).strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return key, value


class _Meta(HTMLParser):
    """What a page's head says of it: dates, site name, title."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            return
        said = {name: value or "" for name, value in attrs}
        name = (said.get("property") or said.get("name") or said.get("itemprop") or "").casefold()
        if name and said.get("content"):
            self.known.setdefault(name, said["content"].strip())


def read_html(path: Path, report_id: str) -> Iterator[Found]:
    """A web page: its article's text, without menus and comments; date, site and title from its meta tags."""
    try:
        import trafilatura  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ReportError(f"a web page needs trafilatura ({error}). Run: pip install 'casualties[html]'") from error
    data = path.read_bytes()
    declared = _CHARSET.search(data[:4096])
    page = decode(data, declared.group(1).decode("ascii") if declared else None)
    text = trafilatura.extract(page, include_comments=False, include_tables=True)
    if not text:
        raise ReportError("no article text found in the page. Save the article's text as .txt.")
    meta = _Meta()
    meta.feed(page)
    known = meta.known
    report = Report(text, report_id, _page_date(known), known.get("og:site_name"), known.get("og:title"))
    yield Found(report, Origin(str(path), None))


def _page_date(known: Mapping[str, str]) -> dt.date | None:
    """The first ISO date among the meta tags; pages also hold dates in free form, which are left unread."""
    for name in sorted(_DATE_NAMES & known.keys(), key=lambda n: (n != "article:published_time", n)):
        try:
            return to_date(known[name])
        except DateError:
            continue
    return None


def read_csv(path: Path, report_id: str) -> Iterator[Found | Failure]:
    """A table with a heading line; cells parted by commas, semicolons or tabs."""
    text = decode(path.read_bytes())
    first_line = text.partition("\n")[0]
    for delimiter in ",;\t":
        heading = [name.strip().strip('"') for name in first_line.split(delimiter)]
        if "text" in heading:
            break
    else:
        raise ReportError(f"the table needs the column 'text'; its first line is {first_line[:80]!r}.")
    _check_columns(path, heading)
    for number, cells in enumerate(_csv_rows(text, delimiter)[1:], 1):
        if len(cells) > len(heading):
            yield _bad_row(path, number, f"{len(cells)} cells, but the heading has {len(heading)}. Quote the text.")
        elif cells:
            yield _row_report(path, number, report_id, dict(zip(heading, cells, strict=False)))


def _csv_rows(text: str, delimiter: str) -> list[list[str]]:
    limit = csv.field_size_limit(2**31 - 1)  # a long report is longer than the 131,072 characters csv allows
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ReportError(f"not a readable CSV table: {error}. Write it with a CSV writer.") from None
    finally:
        csv.field_size_limit(limit)


def read_jsonl(path: Path, report_id: str) -> Iterator[Found | Failure]:
    """One JSON object per line."""
    unknown: set[str] = set()
    for number, line in enumerate(decode(path.read_bytes()).split("\n"), 1):
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
            for row in batch.to_pylist():
                number += 1
                yield _row_report(path, number, report_id, row)
    except pa.ArrowException as error:
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
        message = f"{path}: unknown columns are not read: {', '.join(unknown)}. Known: {known}."
        warnings.warn(message, CasualtiesWarning, stacklevel=2)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
        ".html": read_html,
        ".htm": read_html,
        ".csv": read_csv,
        ".jsonl": read_jsonl,
        ".parquet": read_parquet,
    }
)
"""The reader of each file ending."""
