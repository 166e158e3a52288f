"""How the time of every public function of text grows with it: ``python tests/benchmarks/growth.py [NAME]``.

Part of ``run.py``; alone it measures the functions whose name holds NAME.
"""

from __future__ import annotations

import dataclasses
import json
import re
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measures import Maker, Row

import casualties
from casualties import Claims, Reconciliation, Report, Span
from casualties.show.page import page_as_html

FAMILIES = {
    "digits": "1",
    "number words": "twenty one hundred ",
    "separators": "1,",
    "hedges": "at least about ",
    "to": "10 to ",
    "some of": "some of ",
    "blanks": "12    ",
    "one letter": "a",
    "killed": "killed ",
    "claims": "27 people were killed ",
    "claims, stopped": "27 people were killed. ",
    "of them": "of them 3 ",
    "speech": "he said 3 died, ",
    "quotes": '"3 dead ',
    "brackets": "(3 dead ",
    "places": "3 died in Homs, ",
    "days": "on Monday 3 died ",
    "lists": "3 killed, 4 hurt; ",
    "capital i": "\u0130 3 dead ",
    "line ends": "3 dead\n",
    "answers": "However, only 3 died, police said. ",
    "spoken days": "On Monday evening it had reported 3 dead. ",
    "late deaths": "Two who were shot on Friday died in hospital on Sunday, taking the toll to 3. ",
}
MADE = "a made report"
"""The family of the functions that show claims: as many claims as a report of that length holds."""
TOLD = {
    "one toll": "As of {day} May 2012, police had counted {n} dead in Homs.",
    "two sides": "The {name} army said {n} {other} soldiers were killed in Homs.",
    "a name and others": "The mayor and {n} others were killed in Homs on {day} May 2012.",
    "parts too large": "{day} people were killed in Homs, including {n} children.",
    "denials": "The army denied that {n} people were killed in Homs. Police said {n} were killed in Homs.",
}
"""Families of claims, a paragraph each: what is measured against what grows with the report, not its sentences."""
MOST_SECONDS = 6.0
"""Time for one text, beyond which the next longer one is not tried."""
MOST_SECONDS_ALL = 100.0
"""Time for all families of one function; one that is slow leaves the last families short, and the note says so."""


@dataclass(frozen=True, slots=True)
class Function:
    """What is done with a text before the clock runs, and what is measured."""

    read: Callable[[Any], object]
    prepare: Callable[[str], object] = lambda text: text
    shows: bool = False

    @property
    def families(self) -> tuple[str, ...]:
        """The made report alone where claims are only shown."""
        compares = (MADE, *TOLD) if self.read in (casualties.reconcile, Reconciliation.tally) else (MADE,)
        return compares if self.shows else tuple(FAMILIES)


def _file(name: str, content: Callable[[str], str] = lambda text: text) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = Path(tempfile.gettempdir(), "casualties-growth", name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(content(text), encoding="utf-8")
        return path

    return write


def _reports(path: Path) -> object:
    with warnings.catch_warnings(action="ignore"):
        return casualties.read_reports([path])


def _typed(text: str) -> object:
    import pandas as pd

    return pd.DataFrame({"outcome": "killed", "figure": text.split("\n")[:1] or [""], "place": text[:200]})


def _from_frame(frame: Any) -> object:
    with warnings.catch_warnings(action="ignore"):
        return Claims.from_frame(frame)


def _claims(text: str) -> Claims:
    """The claims of a text, read paragraph by paragraph: the clock of the functions that show them comes after."""
    report, found, at = Report(text, "r"), [], 0
    for part in text.split("\n\n"):
        for claim in casualties.find_claims(part, report_id="r", published="2012-05-09"):
            span = Span(claim.span.start + at, claim.span.end + at)  # type: ignore[union-attr]
            name = f"r:{span.start}:{claim.outcome}"
            found.append(dataclasses.replace(claim, claim_id=name, span=span, part_of=None))
        at += len(part) + 2
    return Claims(tuple(found), (report,))


def _made(text: str) -> Reconciliation:
    return casualties.reconcile(_claims(text))


_PREFILTER = re.compile(casualties.prefilter())
FUNCTIONS: Mapping[str, Function] = {
    "find_claims": Function(casualties.find_claims),
    "find_amounts": Function(casualties.find_amounts),
    "prefilter": Function(lambda text: sum(1 for _ in _PREFILTER.finditer(text))),
    "read_reports .txt": Function(_reports, _file("t.txt")),
    "read_reports .txt, front matter": Function(
        _reports, _file("f.txt", lambda text: "---\ntitle: " + text.replace("\n", "\ntitle: "))
    ),
    "read_reports .html": Function(_reports, _file("p.html", lambda text: f"<article><p>{text}</p></article>")),
    "read_reports .html, tags": Function(_reports, _file("m.html", lambda text: f"<meta {text}")),
    "read_reports .csv": Function(_reports, _file("t.csv", lambda text: f"text\n{text}")),
    "read_reports .jsonl": Function(_reports, _file("t.jsonl", lambda text: json.dumps({"text": text}))),
    "read_reports .jsonl, lines": Function(_reports, _file("l.jsonl")),
    "Claims.from_frame": Function(_from_frame, _typed),
    "reconcile": Function(casualties.reconcile, _claims, shows=True),
    "repr of Claims": Function(repr, _claims, shows=True),
    "Claims in a notebook": Function(Claims._repr_html_, _claims, shows=True),
    "Claims.to_frame": Function(Claims.to_frame, _claims, shows=True),
    "Claims.to_hxl": Function(Claims.to_hxl, _claims, shows=True),
    "Claims.to_annotations": Function(Claims.to_annotations, _claims, shows=True),
    "Claims.to_schema_org": Function(Claims.to_schema_org, _claims, shows=True),
    "repr of Reconciliation": Function(repr, _made, shows=True),
    "Reconciliation in a notebook": Function(Reconciliation._repr_html_, _made, shows=True),
    "Reconciliation.to_json and back": Function(
        lambda made: Reconciliation.from_json(made.to_json()), _made, shows=True
    ),
    "Reconciliation.tally": Function(Reconciliation.tally, _made, shows=True),
    "the page": Function(page_as_html, _made, shows=True),
}


def growth(largest: int, named: str = "") -> Iterator[Row]:
    """How time grows with text, doubled up to a million characters: the worst step of each function."""
    for name, function in FUNCTIONS.items():
        if named not in name:
            continue
        end = time.perf_counter() + MOST_SECONDS_ALL
        steps = {family: list(_steps(function, family, largest, end)) for family in function.families}
        measured = [(*step, family) for family, found in steps.items() for step in found]
        if not measured:
            yield Row(f"{name}: t(2n) / t(n)", "all", None, "x", note="not measured: too slow for its time")
            continue
        ratio, size, took, family = max(measured)
        reached = [max((size for _, size, _ in found), default=0) for found in steps.values()]
        worst = f"worst: {family!r} at {size:,} characters, {took:.1f} s"
        note = f"{worst}; {sum(r >= largest for r in reached)} of {len(reached)} families reach {largest:,}"
        mix = "made" if function.shows else "adversarial"
        yield Row(f"{name}: t(2n) / t(n)", mix, ratio, "x", 2.5, 2.2, "less", note)


def _text(family: str, size: int) -> str:
    if family == MADE:
        return Maker("dense").text(size)[:size]
    if family in TOLD:
        return "\n\n".join(_told(TOLD[family], size))
    part = FAMILIES[family]
    return (part * (size // len(part) + 1))[:size]


def _told(pattern: str, size: int) -> Iterator[str]:
    """The same paragraph with other numbers, days and names, up to so many characters."""
    number = 0
    while size > 0:
        one, other = (_name(2 * number + n) for n in (0, 1))
        told = pattern.format(n=20 + number * 7 % 971, day=1 + number % 28, name=one, other=other)
        yield told
        size -= len(told) + 2
        number += 1


def _name(number: int) -> str:
    return "".join(chr(ord("a") + number // 26**place % 26) + "o" for place in (2, 1, 0)).capitalize() + "nian"


def _steps(function: Function, family: str, largest: int, end: float) -> Iterator[tuple[float, int, float]]:
    """Each doubling: how many times the time, the size it leads to, and the seconds there."""
    size = largest // 16
    before = _seconds(function, family, size, 2)
    while size < largest and before * 2 < MOST_SECONDS and time.perf_counter() < end:
        size *= 2
        took = _seconds(function, family, size, 2 if before < 0.5 else 1)
        if before > 0.02 or took > 0.04:  # below, the clock is measured
            yield took / before, size, took
        elif size >= largest:  # too fast to tell, and so much the better
            yield 2.0, size, took
        before = took


def _seconds(function: Function, family: str, size: int, times: int) -> float:
    """Processor time for one text, the best of some runs."""
    prepared = function.prepare(_text(family, size))
    runs = []
    for _ in range(times):
        start = time.process_time()
        function.read(prepared)
        runs.append(time.process_time() - start)
    return min(runs)


if __name__ == "__main__":
    for row in growth(1_000_000, *sys.argv[1:2]):
        print(f"{row.what} [{row.mix}]: {row.value or 0:.2f} {row.unit}; {row.note}", flush=True)
