"""Plot of tolls: the figures of one place and outcome over time, source by source, with revisions and stale repeats."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from casualties.claim import Claim, Claims
from casualties.compare.facets import stated_number
from casualties.compare.findings import Reconciliation
from casualties.compare.kinds import Finding, Kind, Verdict
from casualties.compare.topics import Topic
from casualties.compare.who import read_victims
from casualties.errors import expect
from casualties.scope import Scope
from casualties.show.bars import Bar, bar_of, units_of
from casualties.show.canvas import GREY, LABEL, axes_on, bare, count_axis, nothing, small, title, width_of
from casualties.show.characters import clipped
from casualties.show.looks import VERDICTS
from casualties.show.scale import Scale, scale_of
from casualties.show.text import scope_in_words
from casualties.show.topic_ranges import counted

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

MOST = 7
"""How many sources get a line, a marker and a name of their own: as many as colour-blind readers can tell apart."""
_EPOCH = dt.date(1970, 1, 1)
_FEW_DAYS = 8
_DATE = 0.55
"""The inches of an axis that a date takes, slanted as it is."""
_COLOURS = ("#d55e00", "#0080c4", "#009e73", "#c76ba0", "#b58900", "#5d4fb3", "#7a5230")
_MARKERS = ("o", "s", "^", "D", "v", "P", "X")


def plot_tolls(
    found: Reconciliation | Claims, topic: Topic | str | None = None, *, most: int = MOST, ax: Axes | None = None
) -> Axes:
    """The dated claims about the outcome, victims and place of a topic (default: the largest), by day and source.

    A marker is the number stated, or the end that the words give; a stroke is what they allow, an arrow an open end.
    An arc leads from a figure to the one that replaces it; a crossed-out figure is a stale repeat.  Beyond `most`
    sources, the rest are grey.  Of plain `Claims`, all are drawn.  Raises `PolicyError` for an unknown topic.
    """
    expect(found, Reconciliation | Claims, "what is drawn", "Give what reconcile or find_claims gives.")
    claims, findings, words = _chosen(found, topic)
    dated = sorted((c for c in claims if _number(c) is not None and c.as_of is not None), key=_when)
    ax = axes_on(ax, 9.5, 4.6)
    if not dated:
        return nothing(ax, "no dated claims")
    scale = scale_of([n for c in dated for n in bar_of(c).numbers] + [_number(c) or 0 for c in dated])
    count_axis(ax, scale, units_of(dated), axis="y")
    bare(ax)
    ax.grid(visible=True, axis="y", color=GREY, alpha=0.3, linewidth=0.8)
    handles = _series(ax, dated, scale, most)
    handles += _open_ends(dated)
    handles += _changes(ax, {c.claim_id: c for c in dated}, findings)
    _days(ax, dated)
    legend = ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False, fontsize=small())
    for text in legend.get_texts():
        text.set_parse_math(False)
    left = len(claims) - len(dated)
    title(
        ax, words, f"{counted(len(dated), 'claim')}{f'; {left:,} without a day or a number not shown' if left else ''}"
    )
    return ax


def _chosen(
    found: Reconciliation | Claims, topic: Topic | str | None
) -> tuple[Sequence[Claim], Sequence[Finding], str]:
    if isinstance(found, Claims):
        return found, (), "Tolls over time"
    if not found.topics and topic is None:
        return (), (), ""
    scope = found.topic(topic).scope
    alike = [c for c in found.claims if _about(c.scope) == _about(scope)]
    return alike, found.findings, scope_in_words(Scope(scope.outcome, scope.unit, scope.victims, scope.place))


def _about(scope: Scope) -> tuple[object, ...]:
    """What tolls of one series share: everything but the days that they cover, which grow with the toll."""
    place = scope.place.place_id or (scope.place.words or "").casefold()
    return (scope.outcome, scope.unit, read_victims(scope.victims)[0], place)


def _number(claim: Claim) -> int | None:
    return stated_number(claim.amount)


def _day(claim: Claim) -> int:
    """The day on which the figure held, in matplotlib's days since 1970."""
    return (claim.as_of or _EPOCH).toordinal() - _EPOCH.toordinal()


def _when(claim: Claim) -> tuple[dt.date, int]:
    return claim.as_of or dt.date.min, _number(claim) or 0


def _series(ax: Axes, dated: Sequence[Claim], scale: Scale, most: int) -> list[Artist]:
    """A line per source, those with most claims first; a handle each."""
    from matplotlib.lines import Line2D

    sources: dict[str, list[Bar]] = {}
    for claim in dated:
        bar = bar_of(claim)
        sources.setdefault(claim.source.identity or bar.who, []).append(bar)
    ordered = sorted(sources.values(), key=lambda bars: (-len(bars), bars[0].who))
    handles: list[Artist] = []
    looks = itertools.chain(zip(_COLOURS, _MARKERS, strict=True), itertools.repeat((GREY, ".")))
    for at, (bars, (colour, marker)) in enumerate(zip(ordered, looks, strict=False)):
        own = at < min(most, len(_COLOURS))
        colour, marker = (colour, marker) if own else (GREY, ".")
        for bar in bars:
            _draw(ax, bar, scale, colour, marker)
        unnamed = bars[0].claim.source.identity is None
        days, numbers = [_day(b.claim) for b in bars], [_number(b.claim) or 0 for b in bars]
        if own and not unnamed:
            ax.plot(days, numbers, color=colour, lw=1.2, alpha=0.8)
        if own:
            ls = "none" if unnamed or len(bars) == 1 else "-"
            handles.append(Line2D([], [], color=colour, marker=marker, ls=ls, label=clipped(bars[0].who, LABEL)))
    others = len(ordered) - min(most, len(_COLOURS))
    if others > 0:
        handles.append(Line2D([], [], color=GREY, marker=".", ls="none", label=counted(others, "other source")))
    return handles


def _draw(ax: Axes, bar: Bar, scale: Scale, colour: str, marker: str) -> None:
    day, at = _day(bar.claim), _number(bar.claim) or 0
    low = scale.low if bar.low is None else bar.low
    high = scale.high if bar.high is None else bar.high
    if low != high:
        ends = [low, high] if bar.low is None or bar.high is not None else [low, _reach(scale, low)]
        if bar.low is None:
            ends = [_reach(scale, high, down=True), high]
        ax.plot([day, day], ends, color=colour, lw=1.4, ls=":" if bar.vague else "-")
        for end, is_open, sign in ((ends[0], bar.low is None, "v"), (ends[1], bar.high is None, "^")):
            ax.plot([day], [end], marker=sign if is_open else "_", ms=5, color=colour, ls="none")
    ax.plot(
        [day], [at], marker=marker, ms=7, color=colour, ls="none", mfc=colour if bar.held else "none", clip_on=False
    )


def _reach(scale: Scale, number: float, *, down: bool = False) -> float:
    """Where the arrow of an open end stops: a little way off, lest it fill the plot."""
    share = scale.share(number) + (-0.07 if down else 0.07)
    return scale.at(min(1.0, max(0.0, share)))


def _open_ends(dated: Sequence[Claim]) -> list[Artist]:
    from matplotlib.lines import Line2D

    if all(c.amount.low is not None and c.amount.high is not None for c in dated):
        return []
    return [Line2D([], [], color=GREY, marker="^", ms=5, lw=1.4, label="arrow: open end")]


def _changes(ax: Axes, dated: Mapping[str, Claim], findings: Sequence[Finding]) -> list[Artist]:
    """An arc for each revision, a cross for each stale repeat; a handle for each of the two."""
    from matplotlib.lines import Line2D

    handles: dict[str, Artist] = {}
    look = VERDICTS[Verdict.REVISION]
    pairs = [(c.revises, c.claim_id) for c in dated.values() if c.revises]
    for finding in findings:
        newer = [i for i in finding.claim_ids if i != finding.replaced]
        if finding.verdict is Verdict.REVISION and finding.replaced and newer:
            pairs.append((finding.replaced, newer[0]))
        old = dated.get(finding.replaced or "")
        if finding.kind is Kind.STALE_REPEAT and old is not None:
            ax.plot([_day(old)], [_number(old) or 0], marker="x", ms=13, mew=1.6, color="0.5", ls="none")
            handles["stale"] = Line2D([], [], marker="x", ms=9, color="0.5", ls="none", label="stale repeat")
    for old_id, new_id in dict.fromkeys(pairs):
        if old_id in dated and new_id in dated:
            start, end = ((_day(c), _number(c) or 0) for c in (dated[old_id], dated[new_id]))
            arrow = {
                "arrowstyle": "->",
                "color": look.colour,
                "lw": 1.8,
                "connectionstyle": "arc3,rad=-0.3",
                "shrinkB": 5,
            }
            ax.annotate("", xy=end, xytext=start, arrowprops=arrow)
            handles["revised"] = Line2D([], [], color=look.colour, lw=1.8, label=f"{look.sign} revised")
    return list(handles.values())


def _days(ax: Axes, dated: Sequence[Claim]) -> None:
    """Whole days on the axis, written as the tables write them, with room at both ends."""
    days = sorted({c.as_of for c in dated if c.as_of is not None})
    first, last = _day(dated[0]), _day(dated[-1])
    margin = max(1, (last - first) // 20)
    ax.set_xlim(first - margin, last + margin)
    few = max(2, min(_FEW_DAYS, int(width_of(ax) * 0.6 / _DATE)))
    step = max(1, -(-(last - first) // few))
    named = [dt.date.fromordinal(n + _EPOCH.toordinal()) for n in range(first, last + 1, step)]
    named = days if len(days) <= few and _apart(days, (last - first) / few / 2) else named
    at = [day.toordinal() - _EPOCH.toordinal() for day in named]
    ax.set_xticks(at, [str(day) for day in named], rotation=30, ha="right", rotation_mode="anchor")
    ax.set_xlabel("day for which the figure held")


def _apart(days: Sequence[dt.date], least: float) -> bool:
    """The days lie far enough from one another for each to be named."""
    return all((b - a).days >= least for a, b in itertools.pairwise(days))
