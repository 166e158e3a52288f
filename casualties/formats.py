"""Formats: one file as reports: text with its front matter, web page, or table of reports.

Nothing is guessed: an encoding is UTF-8 or declared, a date stands in the file or is unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import regex

from casualties.encodings import decode
from casualties.errors import DateError, ReportError
from casualties.report import Report, to_date
from casualties.row_files import Failure, Found, read_csv, read_jsonl, read_parquet
from casualties.show.position import Origin

FRONT_MATTER_KEYS = ("title", "published", "publisher", "report_id")


Reader: TypeAlias = Callable[[Path, str], Iterable[Found | Failure]]
"""Reads a file whose reports, unless they say otherwise, are called by the given id; raises `ReportError`."""

_CHARSET = regex.compile(rb"""<meta[^<>]{0,200}?charset\s{0,3}=\s{0,3}["']?([\w.:-]{2,40})""", regex.IGNORECASE)
_KEY_LINE = regex.compile(r"\s{0,8}([A-Za-z_]{1,40})\s{0,8}:(.*)")
_DATE_NAMES = frozenset(
    {"article:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date", "dcterms.created"}
)
"""Names of meta tags in which pages state when they appeared (Open Graph, schema.org, Dublin Core)."""


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
    known = _meta_tags(page)
    report = Report(text, report_id, _page_date(known), known.get("og:site_name"), known.get("og:title"))
    yield Found(report, Origin(str(path), None))


def _meta_tags(page: str) -> Mapping[str, str]:
    meta = _Meta()
    with suppress(AssertionError):  # Python's parser at "<![x[": what stood before it is known
        meta.feed(page)
    return meta.known


def _page_date(known: Mapping[str, str]) -> dt.date | None:
    """The first ISO date among the meta tags; pages also hold dates in free form, which are left unread."""
    for name in sorted(_DATE_NAMES & known.keys(), key=lambda n: (n != "article:published_time", n)):
        try:
            return to_date(known[name])
        except DateError:
            continue
    return None


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
