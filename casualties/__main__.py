"""The terminal: ``python -m casualties REPORT...`` prints the claims of reports, then the findings about them.

With ``--out claims.parquet`` (or .csv, .jsonl) the reports are an archive: their claims are written as they are read.

Exit status: 0 when everything was read, 2 when something could not be (one line each on stderr; the rest is done),
130 when interrupted, 143 when terminated.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import io
import json
import os
import signal
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TypedDict

from tqdm import tqdm

from casualties.archive.forms import Form, Kind, csv_lines, form_of
from casualties.archive.journal import Progress, write_whole
from casualties.archive.run import reports_in, write_claims
from casualties.characters import inline
from casualties.claim import Claims
from casualties.compare.findings import Reconciliation
from casualties.compare.reconcile import reconcile
from casualties.errors import CasualtiesError, CasualtiesWarning, LexiconError, OutputError
from casualties.extract.claims import find_claims
from casualties.files import Failure, Reports, files_at, read_reports
from casualties.report import to_date
from casualties.scope import Outcome
from casualties.show.page import page_as_html
from casualties.show.position import Origin, Positions
from casualties.show.rows import Cell, claim_row, finding_row
from casualties.show.schemas import CLAIMS_SCHEMA, FINDINGS_SCHEMA
from casualties.show.text import claims_as_text, findings_as_text


class _Pace(TypedDict):
    mininterval: float


_LONG = 2.0
"""Seconds after which work counts as long, and a terminal gets a progress bar."""
_PACE: Mapping[bool, _Pace] = MappingProxyType({True: {"mininterval": 0.5}, False: {"mininterval": 30.0}})
"""Seconds between two lines of progress: on a terminal, and where they are kept, as in a log."""
_MOST_WORKERS = 256


@dataclasses.dataclass(frozen=True, slots=True)
class Result:
    """What a run has to show."""

    claims: Claims
    reconciliation: Reconciliation
    origins: Mapping[str, Origin]
    safe: bool = False


def main(argv: Sequence[str] | None = None) -> int:
    """Run with the given arguments (default: those of the process) and return the exit status."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:  # argparse has said on stderr what is wrong, or printed its help
        return stop.code if isinstance(stop.code, int) else 2
    try:
        _spare_the_reports(options)
        if _is_archive(options):
            return _archive(options)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("ignore")
            warnings.simplefilter("always", CasualtiesWarning)
            reports = read_reports(options.reports)
            result, failed = _run(reports, options.published, options.outcome)
            result = dataclasses.replace(result, safe=options.safe_csv)
        for line in [*(str(w.message) for w in caught), *failed]:
            _say(line)
        if reports or not reports.failures:
            _write(_FORMATS[_format(options)](result), options.out)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        _give_up_output()
        return 0
    except (KeyboardInterrupt, _Terminated) as stop:
        kept = "; what was done is kept. The same command goes on with it." if _is_archive(options) else ""
        print(f"casualties: interrupted{kept}", file=sys.stderr)
        return 130 if isinstance(stop, KeyboardInterrupt) else 143
    except CasualtiesError as error:
        _say(str(error))
        return 2
    except OSError as error:
        _say(f"{options.out or 'output'}: cannot be written: {error.strerror}.")
        _give_up_output()
        return 2
    return 2 if reports.failures or failed else 0


def _give_up_output() -> None:
    """What is left of the output goes nowhere: written at the end of the process, it would fail once more."""
    if sys.stdout is sys.__stdout__:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m casualties",
        description="Every casualty figure in the given reports, who claims it, and where figures agree or conflict.",
        epilog="Exit status: 0; 2 if something could not be read (said on stderr, the rest is done).",
    )
    parser.add_argument("reports", nargs="+", metavar="REPORT", help=".txt .html .csv .jsonl .parquet, or a folder")
    parser.add_argument(
        "--published",
        type=_date,
        metavar="DATE",
        help="publication date (YYYY-MM-DD) of reports that state none; relative dates are counted from it",
    )
    parser.add_argument(
        "--format",
        choices=(*_FORMATS, "jsonl", "parquet"),
        help="default: by the ending of --out, else text; json: claims and findings; csv, jsonl, parquet: the claims "
        "table; html: one page that stands alone",
    )
    parser.add_argument(
        "--outcome",
        action="extend",
        nargs="+",
        choices=tuple(str(o) for o in Outcome),
        metavar="OUTCOME",
        help=f"only these: {', '.join(Outcome)}",
    )
    parser.add_argument(
        "--out",
        metavar="FILE",
        help="write to this file (UTF-8) instead of the standard output; a claims table is written as the reports are "
        "read, and a run that was stopped goes on when the command is given again",
    )
    parser.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes that read an archive (1)")
    parser.add_argument(
        "--safe-csv", action="store_true", help="put a ' before each CSV cell that a spreadsheet would run as a formula"
    )
    return parser


def _date(text: str) -> dt.date | None:
    try:
        return to_date(text)
    except CasualtiesError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes from 1 to {_MOST_WORKERS}")
    return int(text)


def _format(options: argparse.Namespace) -> str:
    """What was asked for, else what the ending of the output says, else text."""
    asked: str | None = options.format
    ending = Path(options.out or "").suffix.lower().removeprefix(".")
    return asked or (ending if ending in {*_FORMATS, *Kind} else "text")


def _is_archive(options: argparse.Namespace) -> bool:
    """A claims table that goes to a file is written as the reports are read; all else is printed when all are read."""
    return options.out is not None and _format(options) in set(Kind)


def _spare_the_reports(options: argparse.Namespace) -> None:
    """Raises `OutputError` where the output, or its list of failures, would take the place of a report."""
    if options.out is None:
        return
    written = [options.out, f"{options.out}.failed.jsonl"] if _is_archive(options) else [options.out]
    by_real_path = {os.path.realpath(name): name for name in written}
    for found in files_at(options.reports):
        if not isinstance(found, Failure) and (name := by_real_path.get(os.path.realpath(found[0]))):
            raise OutputError(f"{name}: is among the reports to be read. Name another file for the output.")


def _archive(options: argparse.Namespace) -> int:
    """Streams the claims of an archive into a file, with progress, rate and all messages on stderr."""
    out = Path(options.out)
    form = form_of(_format(options), safe=options.safe_csv)
    total = reports_in(options.reports)
    with _stoppable(), tqdm(total=total, desc="reports", unit="", file=sys.stderr, **_PACE[sys.stderr.isatty()]) as bar:

        def tell(progress: Progress) -> None:
            bar.set_postfix_str(f"{progress.claims:,} claims", refresh=False)
            if bar.n == 0 and progress.items:
                bar.initial = progress.items  # of the run that was stopped: no part of this one's rate
            bar.update(progress.items - bar.n)

        def warn(said: str) -> None:
            bar.write(f"casualties: {inline(said)}", file=sys.stderr)

        with warnings.catch_warnings():
            warnings.simplefilter("always", CasualtiesWarning)
            warnings.showwarning = lambda message, *_: warn(str(message))
            done = write_claims(
                options.reports,
                out,
                form,
                workers=options.workers,
                published=options.published,
                kept=options.outcome or (),
                tell=tell,
                warn=warn,
            )
    _say(_told(done, out))
    return 2 if done.failed else 0


def _told(done: Progress, out: Path) -> str:
    said = f"{done.reports:,} reports, {done.claims:,} claims in {out}"
    if done.without_text:
        said += f"; {done.without_text:,} without text"
    if done.failed:
        said += f"; {done.failed:,} failed, listed in {out}.failed.jsonl"
    return f"{said}."


class _Terminated(BaseException):
    """The system asks the process to end; not an error, so that nothing takes it for one."""


@contextmanager
def _stoppable() -> Iterator[None]:
    """Makes a request to end an exception, so that what was done is kept."""

    def end(*_: object) -> None:
        raise _Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(reports: Reports, published: dt.date | None, outcomes: Sequence[str] | None) -> tuple[Result, list[str]]:
    """Claims and findings of the reports, and a line for each report that failed."""
    found: list[Claims] = []
    failed: list[str] = []
    # disable=None is tqdm's word for "only on a terminal"
    for report in tqdm(reports, desc="reports", unit="", delay=_LONG, disable=None, leave=False, file=sys.stderr):
        dated = report if report.published else dataclasses.replace(report, published=published)
        try:
            found.append(find_claims(dated))
        except LexiconError:  # no fault of this report: every other would fail alike
            raise
        except CasualtiesError as error:
            failed.append(f"{report.report_id}: {error}")
    claims = Claims.gather(found)
    if outcomes:
        claims = Claims(tuple(c for c in claims if c.outcome in outcomes), claims.reports, claims.mentions)
    origins = {r.report_id: o for r, o in zip(reports, reports.origins, strict=True)}
    return Result(claims, reconcile(claims), origins), failed


def _text(result: Result) -> str:
    claims = claims_as_text(result.claims, origins=result.origins, limit=None)
    findings = findings_as_text(result.reconciliation, origins=result.origins, limit=None)
    return f"{claims}\n\n{findings}\n"


def _json(result: Result) -> str:
    positions = Positions(result.claims, result.origins)
    claims = [_named(CLAIMS_SCHEMA, claim_row(c)) | {"position": positions.of(c)} for c in result.claims]
    findings = [_named(FINDINGS_SCHEMA, finding_row(f)) for f in result.reconciliation.findings]
    return json.dumps({"claims": claims, "findings": findings}, ensure_ascii=False, indent=1) + "\n"


def _named(schema: Iterable[str], cells: Iterable[Cell]) -> dict[str, Cell]:
    values = (c.isoformat() if isinstance(c, dt.date) else c for c in cells)
    return dict(zip(schema, values, strict=True))


def _csv(result: Result) -> str:
    rows = Form(Kind.CSV, result.safe).encode([claim_row(c) for c in result.claims])
    return csv_lines([list(CLAIMS_SCHEMA)]) + rows.decode()


def _html(result: Result) -> str:
    return page_as_html(result.reconciliation, origins=result.origins)


_FORMATS = {"text": _text, "json": _json, "csv": _csv, "html": _html}


def _write(text: str, out: str | None) -> None:
    if out is not None:
        _write_file(Path(os.path.realpath(out)), text.encode("utf-8", "backslashreplace"))
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Files and pipes get UTF-8; a terminal that cannot show a character gets its escape.
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
    sys.stdout.write(text)
    sys.stdout.flush()


def _write_file(out: Path, content: bytes) -> None:
    """A file is whole or as it was; a pipe or a device is written to and never replaced."""
    if out.exists() and not out.is_file():
        out.write_bytes(content)
    else:
        write_whole(out, [content])


def _say(line: str) -> None:
    """A line on the standard error; names of files and columns come from outside, and a terminal obeys ESC."""
    print("casualties:", inline(line), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
