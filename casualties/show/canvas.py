"""Canvas: what the plots share: axes to draw on, words that are never read as formulas, and a scale.

matplotlib (extra ``plot``) is imported when a plot is asked for, not before.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from casualties.errors import CasualtiesError
from casualties.show.characters import clipped
from casualties.show.scale import Scale

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

LABEL, FIGURE, TITLE = 40, 28, 170
"""Characters of a name on an axis, of a figure beside it, and of a title; what is longer loses its middle."""
_CHARACTER = 0.085
"""Width of a character of a title in inches, about."""
_BESIDE = 0.78
"""The share of its place that a plot keeps beside its names, about."""
GREY = "#808080"
_SMALL = 0.85
"""Notes beside a plot, as a share of the reader's own font size."""


def axes_on(ax: Axes | None, width: float, height: float, *, square: bool = False) -> Axes:
    """The given axes, or those of a new figure of `width` by `height` inches that makes room for long names.

    `square` is for plots whose cells keep their shape.

    Raises `CasualtiesError` where matplotlib is missing.
    """
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot as plt
    except ImportError as error:
        raise CasualtiesError(f"a plot needs matplotlib ({error}). Run: pip install 'casualties[plot]'") from error
    return plt.subplots(figsize=(width, height), layout="compressed" if square else "constrained")[1]


def small() -> float:
    """The size of notes in points, under the style that the reader has chosen."""
    from matplotlib import rcParams
    from matplotlib.font_manager import FontProperties

    return _SMALL * float(FontProperties(size=rcParams["font.size"]).get_size_in_points())


def width_of(ax: Axes) -> float:
    """The width of the axes in inches, before names take their room."""
    figure = ax.get_figure()
    return float(ax.bbox.width / figure.dpi) if figure is not None else 6.0


def title(ax: Axes, words: str, note: str = "", *, width: float | None = None) -> None:
    """The title, and a note below it, wrapped to `width` inches (default: those of the axes), plain text."""
    room = max(24, int((width or width_of(ax) * _BESIDE) / _CHARACTER))
    lines = [line for text in (words, note) for line in textwrap.wrap(clipped(text, TITLE), room)]
    ax.set_title("\n".join(lines), loc="left", parse_math=False, fontsize="medium")


def names(ax: Axes, at: Sequence[float], words: Sequence[str], notes: Sequence[str] = ()) -> None:
    """Names on the left, one for each row and a note below it, shortened, plain text."""
    short = [clipped(w, LABEL) for w in words]
    if notes:
        short = [f"{name}\n{clipped(n, LABEL)}" if n else name for name, n in zip(short, notes, strict=True)]
    ax.set_yticks(list(at), short, parse_math=False)
    ax.tick_params(axis="y", length=0)


def names_above(ax: Axes, at: Sequence[float], words: Sequence[str]) -> None:
    """Names on top, slanted, one for each column."""
    ax.xaxis.tick_top()
    short = [clipped(w, LABEL) for w in words]
    ax.set_xticks(list(at), short, parse_math=False, rotation=55, ha="left", rotation_mode="anchor")
    ax.tick_params(axis="x", length=0)


def beside(ax: Axes, row: float, words: str) -> None:
    """Words to the right of a row, shortened, plain text."""
    ax.annotate(
        clipped(words, 2 * FIGURE),
        xy=(1, row),
        xycoords=ax.get_yaxis_transform(),
        xytext=(12, 0),
        textcoords="offset points",
        va="center",
        fontsize=small(),
        parse_math=False,
        annotation_clip=False,
    )


def count_axis(ax: Axes, scale: Scale, unit: str, *, axis: str = "x") -> None:
    """The scale set on an axis of counts, named by what is counted, with its round numbers."""
    which, limits, label = (
        (ax.xaxis, ax.set_xlim, ax.set_xlabel) if axis == "x" else (ax.yaxis, ax.set_ylim, ax.set_ylabel)
    )
    if scale.logarithmic:
        import numpy as np

        set_scale = ax.set_xscale if axis == "x" else ax.set_yscale
        set_scale("function", functions=(np.log1p, np.expm1))
    limits(scale.low, scale.high)
    which.set_ticks(list(scale.ticks), [f"{n:,}" for n in scale.ticks])
    which.set_ticks([], minor=True)
    label(f"{unit} (logarithmic)" if scale.logarithmic else unit)


def bare(ax: Axes) -> None:
    """No box around the plot, and faint lines to read numbers by."""
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.grid(visible=True, axis="x", color=GREY, alpha=0.3, linewidth=0.8)
    ax.set_axisbelow(True)


def nothing(ax: Axes, words: str) -> Axes:
    """Empty axes that say why they are empty."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, words, ha="center", va="center", transform=ax.transAxes, parse_math=False)
    return ax


def key(ax: Axes, handles: Sequence[Artist], below: float = 0.55) -> None:
    """A key to the signs used, `below` inches under the axes."""
    from matplotlib.transforms import ScaledTranslation

    figure = ax.get_figure()
    if not handles or figure is None:
        return
    scale = figure.dpi_scale_trans
    legend = ax.legend(
        handles=list(handles),
        loc="upper left",
        bbox_to_anchor=(0, 0),
        bbox_transform=ax.transAxes + ScaledTranslation(0, -below, scale),
        ncols=2,
        frameon=False,
        fontsize=small(),
        borderaxespad=0,
    )
    for text in legend.get_texts():
        text.set_parse_math(False)
