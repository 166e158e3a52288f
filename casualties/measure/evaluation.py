"""An evaluation: what was found, field by field, with the counts behind each rate and every error by its kind."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from casualties.claim import Claims
from casualties.compare.findings import Reconciliation
from casualties.compare.reconcile import reconcile
from casualties.errors import InputTypeError, PolicyError, expect_function
from casualties.extract.claims import find_claims
from casualties.measure.annotations import Annotated, read_annotations
from casualties.measure.intervals import interval
from casualties.measure.judging import FIELDS
from casualties.measure.scores import Error, Score, score
from casualties.report import Report

PRECISION, RECALL, FOUND = "found precision", "found recall", "found F1"
WHOLE, IMPLICIT = "whole claim F1", "implicit singulars found"
_NAMES = (PRECISION, RECALL, FOUND, WHOLE, IMPLICIT, *FIELDS)
"""The figures, in the order of the table."""


@dataclass(frozen=True, repr=False)
class Evaluation:
    """The scores of annotated reports; its repr is the table, `figures()` the rates, `errors` what went wrong."""

    scores: tuple[Score, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.scores, tuple) or not all(isinstance(s, Score) for s in self.scores):
            kind = type(self.scores).__name__
            raise InputTypeError(f"Evaluation holds a tuple of Score, not {kind} of anything else. Call evaluate.")

    @property
    def errors(self) -> tuple[Error, ...]:
        """Every error, in the order of the reports."""
        return tuple(e for s in self.scores for e in s.errors)

    @property
    def conflicts(self) -> tuple[int, int, int]:
        """Pairs of claims in conflict: right, missed, false."""
        right, missed, false = (sum(s.conflicts[n] for s in self.scores) for n in range(3))
        return right, missed, false

    def counts(self, name: str) -> list[tuple[int, int]]:
        """(right, judged) of a figure per report; F1 counts both sides, so that right / judged is the F1.

        Raises `PolicyError` for a name that no figure has.
        """
        if name not in _NAMES:
            raise PolicyError(f"no figure is called {name!r}. Choose one of {', '.join(_NAMES)}.")
        if name == PRECISION:
            return [(s.found, s.found + s.invented) for s in self.scores]
        if name == RECALL:
            return [(s.found, s.found + s.missed) for s in self.scores]
        if name == FOUND:
            return [(2 * s.found, 2 * s.found + s.invented + s.missed) for s in self.scores]
        if name == WHOLE:
            return [(2 * s.whole, 2 * s.found + s.invented + s.missed) for s in self.scores]
        if name == IMPLICIT:
            return [s.implicit for s in self.scores]
        return [s.fields.get(name, (0, 0)) for s in self.scores]

    def figures(self) -> dict[str, float]:
        """Each rate that can be told, from 0 to 1, by name, in the order of the table."""
        rates: dict[str, float] = {}
        for name in _NAMES:
            right, every = _sum(self.counts(name))
            if every:
                rates[name] = right / every
        return rates

    def against(self, stored: Mapping[str, float]) -> list[str]:
        """One line per rate that rose or fell against stored figures, what fell first.

        `stored` maps names of figures to rates, as `figures` gives them; raises `InputTypeError` for anything else.
        """
        if not isinstance(stored, Mapping) or not all(isinstance(rate, int | float) for rate in stored.values()):
            raise InputTypeError("figures are stored as a mapping of names to rates. Give what figures() gave.")
        now = self.figures()
        moved = [(now[n] - stored[n], n) for n in now if n in stored and round(now[n] - stored[n], 4)]
        return [f"{'lost' if by < 0 else 'gained'}: {n} {stored[n]:.3f} -> {now[n]:.3f}" for by, n in sorted(moved)]

    def errors_by_kind(self) -> dict[str, list[Error]]:
        """The errors gathered by kind, the most frequent kind first."""
        kinds = Counter(e.kind for e in self.errors)
        return {kind: [e for e in self.errors if e.kind == kind] for kind, _ in kinds.most_common()}

    def __repr__(self) -> str:
        lines = [f"{'':26} rate    95 %            right of judged, {len(self.scores)} reports"]
        for name, rate in self.figures().items():
            right, every = _sum(self.counts(name))
            span = interval(self.counts(name))
            between = f"{span[0]:.3f} - {span[1]:.3f}" if span else ""
            lines.append(f"{name:26} {rate:.3f}   {between:15} {right} of {every}")
        right, missed, false = self.conflicts
        lines.append(f"{'conflict pairs':26} {right} right, {missed} missed, {false} false")
        return "\n".join(lines)


def evaluate(
    annotated: str | Path | Iterable[Annotated],
    *,
    find: Callable[[Report], Claims] = find_claims,
    compare: Callable[[Claims], Reconciliation] = reconcile,
) -> Evaluation:
    """Find the claims of annotated reports, compare them, and score both against the annotation.

    ``annotated`` is a path as for `read_annotations`, or annotated reports; ``find`` and ``compare`` are the steps
    measured.  Rates are shares from 0 to 1.  Claims told by an article alone ("a woman was killed") and hypothetical
    ones count for none of the rates but "implicit singulars found".  Raises `ReportError` for an unreadable file, and
    `InputTypeError` for what is neither a path nor annotated reports, and for steps that give something else.
    """
    expect_function(find, "find")
    expect_function(compare, "compare")
    return Evaluation(tuple(score(one, find(one.report), compare) for one in _read(annotated)))


def _read(annotated: str | Path | Iterable[Annotated]) -> tuple[Annotated, ...]:
    if isinstance(annotated, str | Path):
        return read_annotations(annotated)
    reports = tuple(annotated) if isinstance(annotated, Iterable) else ()
    if not isinstance(annotated, Iterable) or not all(isinstance(one, Annotated) for one in reports):
        kind = type(annotated).__name__
        raise InputTypeError(f"evaluate takes a path or what read_annotations gives, not {kind} of anything else.")
    return reports


def _sum(counts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    both = list(counts)
    return sum(right for right, _ in both), sum(every for _, every in both)


def to_json(figures: Mapping[str, float]) -> str:
    """Figures to store beside the annotations, rounded to four digits."""
    return json.dumps({name: round(rate, 4) for name, rate in figures.items()}, indent=1) + "\n"
