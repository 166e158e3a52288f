"""Looks: how outcomes and verdicts are told apart at sight, never by colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from casualties.compare.kinds import Verdict
from casualties.scope import Outcome


@dataclass(frozen=True, slots=True)
class Look:
    """A sign of one character, a style of line (as CSS names it), a colour, and the word for it.

    The colours are Okabe and Ito's palette for colour-blind readers, its yellows darkened so that every one keeps a
    contrast of 3 to 1 on white and on the dark grounds of notebooks.
    """

    sign: str
    line: str
    colour: str
    word: str


OUTCOMES: Mapping[Outcome, Look] = MappingProxyType(
    {
        Outcome.KILLED: Look("K", "solid", "#d55e00", "killed"),
        Outcome.INJURED: Look("I", "dashed", "#0080c4", "injured"),
        Outcome.MISSING: Look("M", "dotted", "#b58900", "missing"),
        Outcome.DETAINED: Look("D", "double", "#009e73", "detained"),
        Outcome.ABDUCTED: Look("A", "wavy", "#c76ba0", "abducted"),
        Outcome.DISPLACED: Look("F", "dashed", "#808080", "displaced (fled)"),
        Outcome.KILLED_OR_INJURED: Look("C", "double", "#d55e00", "killed or injured (casualties)"),
    }
)
VERDICTS: Mapping[Verdict, Look] = MappingProxyType(
    {
        Verdict.CONFLICT: Look("✗", "solid", "#d55e00", "conflict"),
        Verdict.REVIEW: Look("?", "dashed", "#b58900", "to review"),
        Verdict.REVISION: Look("↻", "double", "#c76ba0", "revision"),
        Verdict.EXPLAINED: Look("Δ", "dotted", "#0080c4", "explained"),
        Verdict.AGREE: Look("✓", "solid", "#009e73", "agreement"),
    }
)


def rules() -> str:
    """The looks as CSS, one class each: a line under a figure, a border beside a finding, the colour of a bar."""
    figures = (
        f".casualties mark.{o}{{text-decoration-style:{k.line};text-decoration-color:{k.colour}}}\n"
        f".casualties svg.{o}{{color:{k.colour}}}\n"
        for o, k in OUTCOMES.items()
    )
    findings = (
        f".casualties .finding.{v}{{border-left-style:{k.line};border-left-color:{k.colour}}}\n"
        for v, k in VERDICTS.items()
    )
    return "".join((*figures, *findings))
