"""Position: where a figure stands, as file:line:column, so that a reader can go and look."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casualties.claim import Claim, Claims
from casualties.report import Report, Span


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report came from: a file's name (with the row, for a table), and the line on which its text begins.

    ``first_line`` counts from 1; it is None when the text is not the file's own lines (web page, table).
    """

    name: str
    first_line: int | None = 1


class Positions:
    """The positions of the claims of one `Claims`; `origins` names the files of reports by report id.

    ``by_id`` are the claims by their ids.
    """

    def __init__(self, claims: Claims, origins: Mapping[str, Origin] | None = None) -> None:
        self.by_id = {c.claim_id: c for c in claims}
        self._reports = {r.report_id: r for r in claims.reports}
        self._lines: dict[str, Sequence[int]] = {}  # worked out once for each report: every claim of it asks
        self._origins = dict(origins or {})

    def report(self, report_id: str | None) -> Report | None:
        """The report of that id, if it is at hand."""
        return None if report_id is None else self._reports.get(report_id)

    def name(self, report_id: str | None) -> str:
        """What to call a report: its file, else its id."""
        if report_id is None:
            return "typed"
        origin = self._origins.get(report_id)
        return report_id if origin is None else origin.name

    def of(self, claim: Claim) -> str:
        """ "toll.txt:14:5" for a figure in a file; "page.html, text 14:5" where the text is not the file's lines."""
        name, within = self.name(claim.report_id), self.within(claim)
        if not within:
            return name
        origin = self._origins.get(claim.report_id or "")
        return f"{name}, text {within}" if origin and origin.first_line is None else f"{name}:{within}"

    def within(self, claim: Claim) -> str:
        """Line and column of the figure in its file, "14:5"; empty when there is no text at hand."""
        report = self.report(claim.report_id)
        if report is None or claim.span is None or claim.span.end > len(report.text):
            return ""
        starts = self._lines.get(report.report_id)
        if starts is None:
            starts = self._lines[report.report_id] = line_starts(report.text)
        line, column = line_and_column(starts, claim.span.start)
        origin = self._origins.get(report.report_id)
        skipped = origin.first_line - 1 if origin and origin.first_line else 0
        return f"{line + skipped}:{column}"


def by_report(claims: Iterable[Claim]) -> dict[str | None, list[Claim]]:
    """The claims of each report, in the order in which the reports first appear."""
    grouped: dict[str | None, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(claim.report_id, []).append(claim)
    return grouped


def line_and_column(starts: Sequence[int], offset: int) -> tuple[int, int]:
    """Line and column of a code point, both counted from 1; `starts` are the `line_starts` of its text."""
    line = bisect.bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def line_starts(text: str) -> Sequence[int]:
    """Where each line of a text begins."""
    return (0, *(at + 1 for at, c in enumerate(text) if c == "\n"))


def figure_in_quote(claim: Claim, report: Report | None) -> Span | None:
    """Where the figure stands in the claim's sentence, or None when that cannot be told."""
    quote, figure = claim.quote, claim.figure
    if not quote or not figure:
        return None
    if report is not None and claim.span is not None:
        start, end = claim.span.start, claim.span.end
        at = report.text.find(quote, max(0, end - len(quote)), start + len(quote))
        if 0 <= at <= start:
            return Span(start - at, end - at)
    at = quote.find(figure)
    return Span(at, at + len(figure)) if at >= 0 and quote.count(figure) == 1 else None
