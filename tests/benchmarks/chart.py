"""The table and the chart of docs/performance.md."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from pathlib import Path

from measures import Row

START, END = "<!-- measured: written by tests/benchmarks/run.py --write -->", "<!-- end of measured -->"
_WIDTH, _LABEL, _BAR, _LINE = 860, 400, 330, 22


def write_page(page: Path, rows: Sequence[Row], versions: str, kind: str) -> None:
    """Replaces what stands between the two marks of the page, and the chart beside it."""
    page.with_suffix(".svg").write_text(chart(rows), encoding="utf-8")
    text = page.read_text(encoding="utf-8")
    head, _, rest = text.partition(START)
    _, _, tail = rest.partition(END)
    picture = "![Each measure against its target](performance.svg)"
    body = f"Measured in one run over {kind} text with {versions}.\n\n{picture}\n\n{table(rows)}"
    page.write_text(f"{head}{START}\n\n{body}\n\n{END}{tail}", encoding="utf-8")


def table(rows: Sequence[Row]) -> str:
    lines = ["| measure | text | measured | must | moonshot | holds | |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        sign = "≤" if row.better == "less" else "≥"
        value = "not measured" if row.value is None else f"{row.value:,.2f} {row.unit}"
        must, moonshot = ("" if t is None else f"{sign} {t:g}" for t in (row.must, row.moonshot))
        holds = {True: "yes", False: "no", None: ""}[row.holds]
        note = row.note.replace("|", "\\|")
        lines.append(f"| {row.what} | {row.mix} | {value} | {must} | {moonshot} | {holds} | {note} |")
    return "\n".join(lines)


def chart(rows: Sequence[Row]) -> str:
    """A bar for each measure on a logarithmic scale of times better than its target; left of the line it is missed."""
    shown = [(row, _times_better(row)) for row in rows if row.value is not None and row.must]
    height = _LINE * len(shown) + 50
    middle = _LABEL + _BAR // 2
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"',
        'font-family="sans-serif" font-size="12">',
        "<title>Each measure against its target</title>",
        "<style>text{fill:#222}.no{fill:#d55e00}.yes{fill:#0072b2}.axis{stroke:#777}",
        "@media (prefers-color-scheme: dark){text{fill:#ddd}}</style>",
    ]
    for number, (row, better) in enumerate(shown):
        top = 10 + number * _LINE
        length = max(-1.0, min(1.0, math.log10(better) / 2)) * _BAR / 2  # two powers of ten to each side
        left, kind = (middle, "yes") if length >= 0 else (middle + length, "no")
        name = html.escape(f"{row.what}, {row.mix}" if row.mix else row.what)
        told = f"{row.value:,.2f} {row.unit} (must {row.must:g})"
        parts += [
            f'<text x="{_LABEL - 8}" y="{top + 13}" text-anchor="end">{name}</text>',
            f'<rect class="{kind}" x="{left:.1f}" y="{top + 3}" width="{max(abs(length), 1):.1f}" height="13"/>',
            f'<text x="{_LABEL + _BAR + 8}" y="{top + 13}">{html.escape(told)}</text>',
        ]
    foot = height - 22
    parts.append(f'<line class="axis" x1="{middle}" y1="6" x2="{middle}" y2="{foot}"/>')
    for power, words in ((-2, "100 times short"), (0, "target"), (2, "100 times better")):
        parts.append(f'<text x="{middle + power * _BAR / 4:.0f}" y="{foot + 16}" text-anchor="middle">{words}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _times_better(row: Row) -> float:
    value, must = max(row.value or 0.0, 1e-3), row.must or 1.0
    return must / value if row.better == "less" else value / must
