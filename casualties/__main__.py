"""The terminal: ``python -m casualties REPORT...`` prints the claims of reports, then the findings about them.

With ``--out claims.parquet`` (or .csv, .jsonl) the reports are an archive: their claims are written as they are read.

Exit status: 0 when everything was read, 2 when something could not be (one line each on stderr; the rest is done),
130 when interrupted, 143 when terminated.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TypedDict

from tqdm import tqdm

from casualties.archive.forms import FileFormat, Form, csv_lines, form_of
from casualties.archive.journal import Progress, write_whole
from casualties.archive.run import reports_in, write_claims
from casualties.characters import inline
from casualties.claim import Claims
from casualties.compare.findings import Reconciliation
from casualties.compare.reconcile import reconcile
from casualties.errors import CasualtiesError, CasualtiesWarning, LexiconError
from casualties.extract.claims import find_claims
from casualties.files import Reports, read_reports
from casualties.options import Options, read_options
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


@dataclasses.dataclass(frozen=True, slots=True)
class Result:
    """What a run has to show; ``safe`` is for a CSV whose cells no spreadsheet runs as formulas."""

    claims: Claims
    reconciliation: Reconciliation
    origins: Mapping[str, Origin]
    safe: bool = False


def main(argv: Sequence[str] | None = None) -> int:
    """Run with the given arguments (default: those of the process) and return the exit status."""
    try:
        options = read_options(argv)
    except SystemExit as stop:  # argparse has said on stderr what is wrong, or printed its help
        return stop.code if isinstance(stop.code, int) else 2
    except CasualtiesError as error:
        _say(str(error))
        return 2
    try:
        options.spare_the_reports()
        if options.archive:
            return _archive(options, options.archive)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("ignore")
            warnings.simplefilter("always", CasualtiesWarning)
            reports = read_reports(options.reports)
            result, failed = _run(reports, options)
        for line in [*(str(w.message) for w in caught), *failed]:
            _say(line)
        if reports or not reports.failures:
            _write(_FORMATS[options.format](result), options.out)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        _give_up_output()
        return 0
    except (KeyboardInterrupt, _Terminated) as stop:
        kept = "; what was done is kept. The same command goes on with it." if options.archive else ""
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


def _archive(options: Options, out: Path) -> int:
    """Streams the claims of an archive into a file, with progress, rate and all messages on stderr."""
    form = form_of(options.format, safe=options.safe_csv)
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
                kept=options.outcomes,
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


def _run(reports: Reports, options: Options) -> tuple[Result, list[str]]:
    """Claims and findings of the reports, and a line for each report that failed."""
    found: list[Claims] = []
    failed: list[str] = []
    # disable=None is tqdm's word for "only on a terminal"
    for report in tqdm(reports, desc="reports", unit="", delay=_LONG, disable=None, leave=False, file=sys.stderr):
        dated = report if report.published else dataclasses.replace(report, published=options.published)
        try:
            found.append(find_claims(dated))
        except LexiconError:  # no fault of this report: every other would fail alike
            raise
        except CasualtiesError as error:
            failed.append(f"{report.report_id}: {error}")
    claims = Claims.gather(found)
    if options.outcomes:
        claims = Claims(tuple(c for c in claims if c.outcome in options.outcomes), claims.reports, claims.mentions)
    origins = {r.report_id: o for r, o in zip(reports, reports.origins, strict=True)}
    return Result(claims, reconcile(claims), origins, options.safe_csv), failed


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
    rows = Form(FileFormat.CSV, result.safe).encode([claim_row(c) for c in result.claims])
    return csv_lines([list(CLAIMS_SCHEMA)]) + rows.decode()


def _jsonl(result: Result) -> str:
    return Form(FileFormat.JSONL).encode([claim_row(c) for c in result.claims]).decode()


def _html(result: Result) -> str:
    return page_as_html(result.reconciliation, origins=result.origins)


_FORMATS: Mapping[str, Callable[[Result], str]] = MappingProxyType(
    {"text": _text, "json": _json, "csv": _csv, "jsonl": _jsonl, "html": _html}
)


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
