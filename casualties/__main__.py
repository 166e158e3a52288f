"""The terminal: ``python -m casualties REPORT...`` prints the claims of reports, then the findings about them.

Exit status: 0 when everything was read, 2 when something could not be (one line each on stderr; the rest is done),
130 when interrupted.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import datetime as dt
import io
import json
import os
import sys
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tqdm import tqdm

from casualties.claim import Claims
from casualties.compare.findings import Reconciliation
from casualties.compare.reconcile import reconcile
from casualties.errors import CasualtiesError, CasualtiesWarning, LexiconError
from casualties.extract.claims import find_claims
from casualties.files import Reports, read_reports
from casualties.report import to_date
from casualties.scope import Outcome
from casualties.show.page import page_as_html
from casualties.show.position import Origin, Positions
from casualties.show.rows import Cell, claim_row, finding_row
from casualties.show.schemas import CLAIMS_SCHEMA, FINDINGS_SCHEMA
from casualties.show.text import claims_as_text, findings_as_text

_LONG = 2.0
"""Seconds after which work counts as long, and a terminal gets a progress bar."""


@dataclasses.dataclass(frozen=True, slots=True)
class Result:
    """What a run has to show."""

    claims: Claims
    reconciliation: Reconciliation
    origins: Mapping[str, Origin]


def main(argv: Sequence[str] | None = None) -> int:
    """Run with the given arguments (default: those of the process) and return the exit status."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:  # argparse has said on stderr what is wrong, or printed its help
        return stop.code if isinstance(stop.code, int) else 2
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("ignore")
            warnings.simplefilter("always", CasualtiesWarning)
            reports = read_reports(options.reports)
            result, failed = _run(reports, options.published, options.outcome)
        for line in [*(str(w.message) for w in caught), *failed]:
            print("casualties:", " ".join(line.split()), file=sys.stderr)
        if reports or not reports.failures:
            _write(_FORMATS[options.format](result), options.out)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except KeyboardInterrupt:
        print("casualties: interrupted", file=sys.stderr)
        return 130
    except CasualtiesError as error:
        print(f"casualties: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"casualties: {options.out or 'output'}: cannot be written: {error.strerror}.", file=sys.stderr)
        return 2
    return 2 if reports.failures or failed else 0


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
        choices=tuple(_FORMATS),
        default="text",
        help="text (default); json: claims and findings; csv: the claims table; html: one page that stands alone",
    )
    parser.add_argument(
        "--outcome",
        action="extend",
        nargs="+",
        choices=tuple(str(o) for o in Outcome),
        metavar="OUTCOME",
        help=f"only these: {', '.join(Outcome)}",
    )
    parser.add_argument("--out", metavar="FILE", help="write to this file (UTF-8) instead of the standard output")
    return parser


def _date(text: str) -> dt.date | None:
    try:
        return to_date(text)
    except CasualtiesError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


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
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(CLAIMS_SCHEMA)
    table.writerows(claim_row(c) for c in result.claims)
    return out.getvalue()


def _html(result: Result) -> str:
    return page_as_html(result.reconciliation, origins=result.origins)


_FORMATS = {"text": _text, "json": _json, "csv": _csv, "html": _html}


def _write(text: str, out: str | None) -> None:
    if out is not None:
        Path(out).write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Files and pipes get UTF-8; a terminal that cannot show a character gets its escape.
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
