"""Plot of a topic: its claims as intervals, source by source, with the range of a policy behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casualties.claim import Claims
from casualties.compare.findings import Reconciliation
from casualties.compare.policies import Policy, Range
from casualties.compare.topics import Topic
from casualties.errors import expect
from casualties.show.bars import Bar, bars_of, units_of
from casualties.show.canvas import FIGURE, GREY, axes_on, bare, beside, count_axis, key, names, nothing, title
from casualties.show.characters import clipped
from casualties.show.looks import OUTCOMES
from casualties.show.scale import Scale, scale_of
from casualties.show.text import scope_in_words, status_in_words
from casualties.show.topic_ranges import counted, range_in_words

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

MOST = 60
"""How many claims are drawn unless asked for more; the title says how many there are."""
_ROW = 0.3
_PARTS = ("dot", "hollow", "span", "open", "vague")


def plot_topic(
    found: Reconciliation | Claims,
    topic: Topic | str | None = None,
    *,
    policy: str | Policy | None = "ibc",
    most: int | None = MOST,
    ax: Axes | None = None,
) -> Axes:
    """The claims of a topic (default: the largest) as intervals on one axis, grouped by source.

    A dot is the number stated, a line what the words allow, an arrow an open end, hatching a vague word, a hollow dot
    a figure denied, withdrawn or supposed; ✗ marks a claim that another one contradicts.  The range of `policy` lies
    behind.  Of plain `Claims`, all are drawn, without a range.  Raises `PolicyError` for an unknown topic or policy.
    """
    expect(found, Reconciliation | Claims, "what is drawn", "Give what reconcile or find_claims gives.")
    claims, drawn, disputed, scope = _chosen(found, topic, policy)
    bars = bars_of(claims)
    shown = bars[:most]
    ax = axes_on(ax, 9, 1.6 + _ROW * max(len(shown), 2))
    if not bars:
        return nothing(ax, "no claims")
    ends = () if drawn is None else tuple(n for n in (drawn.low, drawn.high) if n is not None)
    scale = scale_of([n for bar in shown for n in bar.numbers] + list(ends))
    count_axis(ax, scale, units_of(bar.claim for bar in shown))
    bare(ax)
    ax.set_ylim(len(shown) - 0.4, -0.6)
    used = {part for row, bar in enumerate(shown) for part in _draw(ax, bar, row, scale)}
    _label(ax, shown, disputed)
    handles = _handles(used)
    if drawn is not None and not (drawn.low is None and drawn.high is None):
        handles.append(_band(ax, drawn, scale))
    key(ax, handles)
    total = counted(len(bars), "claim")
    left = f"the first {len(shown):,} of {total}" if len(shown) < len(bars) else total
    title(ax, scope, left)
    return ax


def _chosen(
    found: Reconciliation | Claims, topic: Topic | str | None, policy: str | Policy | None
) -> tuple[Claims, Range | None, frozenset[str], str]:
    """The claims, the range behind them, the ids of those in a conflict with another of them, and the title."""
    if isinstance(found, Claims):
        return found, None, frozenset(), ""
    if not found.topics and topic is None:
        return Claims(), None, frozenset(), ""
    chosen = found.topic(topic)
    ids = set(chosen.claim_ids)
    against = [f.claim_ids for f in found.conflicts if len(ids & set(f.claim_ids)) > 1]
    disputed = frozenset(i for several in against for i in several)
    drawn = None if policy is None else found.range(policy, chosen)
    return Claims(tuple(c for c in found.claims if c.claim_id in ids)), drawn, disputed, scope_in_words(chosen.scope)


def _draw(ax: Axes, bar: Bar, row: int, scale: Scale) -> list[str]:
    """One claim; which parts of the key it uses."""
    colour = OUTCOMES[bar.outcome].colour
    used: list[str] = []
    left = scale.low if bar.low is None else bar.low
    right = scale.high if bar.high is None else bar.high
    if not bar.silent and left != right:
        if bar.vague:
            ax.barh(row, right - left, left=left, height=0.5, facecolor="none", edgecolor=colour, hatch="////", lw=0)
        else:
            ax.plot([left, right], [row, row], color=colour, lw=2, solid_capstyle="butt")
        used.append("vague" if bar.vague else "span")
        for at, is_open, sign in ((left, bar.low is None, "<"), (right, bar.high is None, ">")):
            look = {"marker": sign, "ms": 7} if is_open else {"marker": "|", "ms": 9, "mew": 2}
            ax.plot([at], [row], color=colour, clip_on=False, ls="none", **look)  # type: ignore[arg-type]
            used += ["open"] if is_open else []
    if bar.stated is not None:
        ax.plot([bar.stated], [row], marker="o", ms=6.5, mec=colour, mew=1.6, mfc=colour if bar.held else "none")
        used.append("dot" if bar.held else "hollow")
    return used


def _label(ax: Axes, bars: Sequence[Bar], disputed: frozenset[str]) -> None:
    """Sources on the left, each named once; figures as written on the right, with ✗ where contradicted."""
    first = [n == 0 or bars[n - 1].who != bar.who for n, bar in enumerate(bars)]
    names(ax, range(len(bars)), [bar.who if begins else "" for bar, begins in zip(bars, first, strict=True)])
    for row, bar in enumerate(bars):
        status = status_in_words(bar.claim)
        sign = " ✗" if bar.claim.claim_id in disputed else ""
        beside(ax, row, f"{clipped(bar.figure, FIGURE)}{f' ({status})' if status else ''}{sign}")
        if first[row] and row:
            ax.axhline(row - 0.5, color=GREY, lw=0.5, alpha=0.5)


def _band(ax: Axes, drawn: Range, scale: Scale) -> Artist:
    left = scale.low if drawn.low is None else drawn.low
    right = scale.high if drawn.high is None else drawn.high
    words = f"{range_in_words(drawn)} (range under this policy)"
    if left == right:
        return ax.axvline(left, color=GREY, alpha=0.5, lw=4, zorder=0, label=words)
    return ax.axvspan(left, right, color=GREY, alpha=0.2, lw=0, zorder=0, label=words)


def _handles(used: set[str]) -> list[Artist]:
    """The key to the parts that were drawn."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    def line(words: str, marker: str, face: str = GREY, ls: str = "none") -> Line2D:
        return Line2D([], [], color=GREY, marker=marker, ls=ls, mfc=face, label=words)

    every: dict[str, Artist] = {
        "dot": line("number stated", "o"),
        "hollow": line("denied, withdrawn or supposed", "o", "none"),
        "span": line("what the words allow", "|", ls="-"),
        "open": line("open end", ">", ls="-"),
        "vague": Patch(facecolor="none", edgecolor=GREY, hatch="////", lw=0, label="vague word"),
    }
    return [every[part] for part in _PARTS if part in used]
