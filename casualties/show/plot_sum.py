"""Plot of a sum: the parts laid end to end, what they make together, and the whole that was stated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casualties.claim import Claim
from casualties.compare.facets import stated_number
from casualties.compare.findings import Reconciliation
from casualties.compare.kinds import Finding, Kind, Verdict
from casualties.errors import expect
from casualties.show.bars import Bar, bar_of, units_of
from casualties.show.canvas import GREY, axes_on, bare, beside, count_axis, names, nothing, title
from casualties.show.looks import OUTCOMES, VERDICTS
from casualties.show.scale import Scale, scale_from_zero
from casualties.show.text import kind_in_words, reason_in_words, scope_in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SUMS = (Kind.SUM_MISMATCH, Kind.SUM_SUPPORTS)


def plot_sum(found: Reconciliation, finding: Finding | str | None = None, *, ax: Axes | None = None) -> Axes:
    """How a sum comes about (default: the first that does not add up, else the first that does).

    Each part begins where the one before ends; hatching is what its words allow beyond the number stated, an arrow an
    open end.  Below stand their sum and the whole that a source gives.  Raises `PolicyError` for an unknown finding.
    """
    expect(found, Reconciliation, "what is drawn", "Give what reconcile gives.")
    chosen = found.finding(finding) if isinstance(finding, str) else finding or _first(found)
    by_id = {c.claim_id: c for c in found.claims}
    members = [] if chosen is None else [by_id[i] for i in chosen.claim_ids if i in by_id]
    if chosen is None or len(members) < 2:
        return nothing(axes_on(ax, 9, 2), "no sum among these claims")
    whole = _whole(chosen, members)
    parts = [bar_of(c) for c in members if c is not whole]
    ax = axes_on(ax, 9, 1.9 + 0.46 * (len(parts) + 2))
    total = sum(_stated(bar) for bar in parts)
    last = bar_of(whole)
    tops = [total, *last.numbers, sum(_stated(b) if b.high is None else b.high for b in parts)]
    scale = scale_from_zero(max(tops))
    count_axis(ax, scale, units_of(members))
    bare(ax)
    rows = _parts(ax, parts)
    _bar(ax, rows, 0, total, GREY)
    _end(ax, rows + 1, last, scale)
    victims = [b.claim.scope.victims.words or "" for b in (*parts, last)]
    names(ax, range(rows + 2), [*(b.who for b in parts), "together", last.who], [*victims[:-1], "", victims[-1]])
    figures = [*(b.figure for b in parts), f"= {total:,}", f"stated: {last.figure}"]
    for row, words in enumerate(figures):
        beside(ax, row, words)
    if chosen.is_conflict:
        _gap(ax, rows + 1, total, _stated(last))
    ax.axhline(rows - 0.5, color=GREY, lw=1)
    ax.set_ylim(rows + 1.6, -0.6)
    look = VERDICTS[chosen.verdict]
    scope = f": {scope_in_words(chosen.scope)}" if chosen.scope else ""
    title(ax, f"{look.sign} {kind_in_words(chosen)}{scope}", reason_in_words(chosen, by_id))
    return ax


def _first(found: Reconciliation) -> Finding | None:
    return next((f for kind in _SUMS for f in found.findings if f.kind is kind), None)


def _whole(finding: Finding, members: Sequence[Claim]) -> Claim:
    """The claim that the finding names as the whole; of a finding that names none, the largest."""
    named = [c for c in members if c.claim_id == finding.whole]
    return named[0] if named else max(members, key=lambda c: stated_number(c.amount) or 0)


def _stated(bar: Bar) -> int:
    return stated_number(bar.claim.amount) or 0


def _parts(ax: Axes, parts: Sequence[Bar]) -> int:
    """The parts from top to bottom, each joined to the next; how many there are."""
    at = 0
    for row, bar in enumerate(parts):
        stated = _stated(bar)
        colour = OUTCOMES[bar.outcome].colour
        _bar(ax, row, at, stated, colour)
        if bar.high is None:
            ax.plot([at + stated], [row], marker=">", ms=8, color=colour, clip_on=False)
        elif bar.high > stated:
            ax.barh(
                row,
                bar.high - stated,
                left=at + stated,
                height=0.5,
                facecolor="none",
                edgecolor=colour,
                hatch="////",
                lw=0,
            )
        at += stated
        ax.plot([at, at], [row, row + 1], color=GREY, lw=0.9, ls=":")
    return len(parts)


def _bar(ax: Axes, row: int, left: float, width: float, colour: str) -> None:
    ax.barh(row, width, left=left, height=0.5, color=colour, alpha=0.75, lw=0)


def _end(ax: Axes, row: int, whole: Bar, scale: Scale) -> None:
    """The whole as stated, with what its words allow."""
    colour = OUTCOMES[whole.outcome].colour
    _bar(ax, row, 0, _stated(whole), colour)
    if whole.high is None:
        ax.plot([_stated(whole), scale.high], [row, row], color=colour, lw=2)
        ax.plot([scale.high], [row], marker=">", ms=8, color=colour, clip_on=False)
    elif whole.low is not None and whole.low < whole.high:
        ax.plot([whole.low, whole.high], [row, row], color="0.4", lw=2, marker="|", ms=10)


def _gap(ax: Axes, row: int, total: int, stated: int) -> None:
    """What lies between the sum and the whole."""
    colour = VERDICTS[Verdict.CONFLICT].colour
    left, width = min(total, stated), abs(total - stated)
    ax.barh(row, width, left=left, height=0.5, facecolor="none", edgecolor=colour, hatch="xxx", lw=1)
    ax.plot([total, total], [row - 1, row + 0.3], color=GREY, lw=0.9, ls=":")
