"""Options: what a command line asks for, as one value, or why it cannot be done."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casualties.archive.forms import FileFormat
from casualties.errors import CasualtiesError, OutputError
from casualties.files import files_at
from casualties.report import to_date
from casualties.row_files import Failure
from casualties.scope import Outcome

_FORMATS = ("text", "json", "csv", "html", "jsonl", "parquet")
_MOST_WORKERS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The files to be read, and what is made of them.

    ``published`` is the date of reports that state none; ``format`` is one of text, json, csv, html, jsonl, parquet;
    ``outcomes`` are those wanted (none: all); ``out`` is None for the standard output.
    """

    reports: tuple[str, ...]
    published: dt.date | None = None
    format: str = "text"
    outcomes: tuple[str, ...] = ()
    out: str | None = None
    workers: int = 1
    safe_csv: bool = False

    @property
    def archive(self) -> Path | None:
        """The file of a claims table, which is written as the reports are read; all else is made when all are read."""
        return Path(self.out) if self.out is not None and self.format in set(FileFormat) else None

    def spare_the_reports(self) -> None:
        """Raises `OutputError` where the output, or its list of failures, would take the place of a report."""
        if self.out is None:
            return
        written = [self.out, f"{self.out}.failed.jsonl"] if self.archive else [self.out]
        by_real_path = {os.path.realpath(name): name for name in written}
        for found in files_at(self.reports):
            if not isinstance(found, Failure) and (name := by_real_path.get(os.path.realpath(found[0]))):
                raise OutputError(f"{name}: is among the reports to be read. Name another file for the output.")


def read_options(argv: Sequence[str] | None) -> Options:
    """The options in the given arguments (None: those of the process).

    Raises `SystemExit` for what is no command line, said on stderr, and for ``--help``; `OutputError` for a table that
    cannot be printed.
    """
    given = parser().parse_args(argv)
    options = Options(
        reports=tuple(given.reports),
        published=given.published,
        format=given.format or _format_of(given.out),
        outcomes=tuple(given.outcome or ()),
        out=given.out,
        workers=given.workers,
        safe_csv=given.safe_csv,
    )
    if options.format == FileFormat.PARQUET and options.out is None:
        raise OutputError("a Parquet table is not printed. Name a file: --out claims.parquet")
    return options


def _format_of(out: str | None) -> str:
    """The format that the ending of the output names, else text."""
    ending = Path(out or "").suffix.lower().removeprefix(".")
    return ending if ending in _FORMATS else "text"


def parser() -> argparse.ArgumentParser:
    """The options as argparse takes them, with what each means."""
    made = argparse.ArgumentParser(
        prog="python -m casualties",
        description="Every casualty figure in the given reports, who claims it, and where figures agree or conflict.",
        epilog="Exit status: 0; 2 if something could not be read (said on stderr, the rest is done).",
    )
    made.add_argument("reports", nargs="+", metavar="REPORT", help=".txt .html .csv .jsonl .parquet, or a folder")
    made.add_argument(
        "--published",
        type=_date,
        metavar="DATE",
        help="publication date (YYYY-MM-DD) of reports that state none; relative dates are counted from it",
    )
    made.add_argument(
        "--format",
        choices=_FORMATS,
        help="default: by the ending of --out, else text; json: claims and findings; csv, jsonl, parquet: the claims "
        "table; html: one page that stands alone",
    )
    made.add_argument(
        "--outcome",
        action="extend",
        nargs="+",
        choices=tuple(str(o) for o in Outcome),
        metavar="OUTCOME",
        help=f"only these: {', '.join(Outcome)}",
    )
    made.add_argument(
        "--out",
        metavar="FILE",
        help="write to this file (UTF-8) instead of the standard output; a claims table is written as the reports are "
        "read, and a run that was stopped goes on when the command is given again",
    )
    made.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes that read an archive (1)")
    made.add_argument(
        "--safe-csv", action="store_true", help="put a ' before each CSV cell that a spreadsheet would run as a formula"
    )
    return made


def _date(text: str) -> dt.date | None:
    try:
        return to_date(text)
    except CasualtiesError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes from 1 to {_MOST_WORKERS}")
    return int(text)
