"""Intervals: the claims of a topic as bars on one axis, drawn in HTML and SVG.

Words stand in table cells, so that they wrap, keep their direction and can be copied; only lines are drawn.  Shares of
the width are percentages and sizes are pixels, so that nothing is stretched on a narrow screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casualties.compare.policies import Range
from casualties.show.bars import Bar, units_of
from casualties.show.characters import html, isolated
from casualties.show.marked import Links
from casualties.show.scale import Scale, scale_of
from casualties.show.text import status_in_words
from casualties.show.topic_ranges import range_in_words

KEY = (
    "A dot is the number stated, a line what the words allow, an arrow an open end, a row of strokes a vague word, a "
    "hollow dot a figure that is denied, withdrawn or only supposed. The band behind is the range of a policy."
)
"""How to read the bars, for whoever sees them."""

_HEIGHT = 26
_MIDDLE = _HEIGHT // 2
_EDGE = 0.08
"""A number that stands closer than this to the end of the axis is written inwards."""


def intervals_as_html(bars: Sequence[Bar], drawn: Range | None, links: Links) -> str:
    """A table with one bar per claim and an axis below, to be read by `KEY`; the range of a policy lies behind."""
    ends = () if drawn is None else tuple(n for n in (drawn.low, drawn.high) if n is not None)
    scale = scale_of([n for bar in bars for n in bar.numbers] + list(ends))
    behind = "" if drawn is None else _band(drawn, scale)
    rows = "".join(_row(bar, scale, behind, links) for bar in bars)
    told = "" if drawn is None else f"Band: {html(range_in_words(drawn))}. "
    unit = units_of(bar.claim for bar in bars)
    axis = f"{told}{'Logarithmic axis' if scale.logarithmic else 'Axis'} in {unit}."
    return (
        f'<table class="intervals"><tbody>{rows}</tbody>'
        f'<tfoot><tr><td colspan="2"><small>{axis}</small></td>'
        f'<td class="plot">{_axis(scale)}</td></tr></tfoot></table>'
    )


def _row(bar: Bar, scale: Scale, behind: str, links: Links) -> str:
    held = "" if bar.held else f" ({status_in_words(bar.claim)})"
    figure = f'<a href="#{links.figure(bar.claim)}">{links.label(bar.claim)} {isolated(bar.figure)}</a>{held}'
    grid = "".join(
        f'<line class="grid" x1="{_at(scale, t)}" x2="{_at(scale, t)}" y1="0" y2="{_HEIGHT}"/>' for t in scale.ticks
    )
    label = html(f"{bar.figure}: {bar.claim.amount.interval}")
    drawing = "" if bar.silent else "".join(_shape(bar, scale))
    return (
        f'<tr><th scope="row">{isolated(bar.who)}</th><td>{figure}</td><td class="plot">'
        f'<svg class="{bar.outcome}" role="img" aria-label="{label}" width="100%" height="{_HEIGHT}">'
        f"{behind}{grid}{drawing}</svg></td></tr>"
    )


def _shape(bar: Bar, scale: Scale) -> Iterator[str]:
    """The line from end to end, what marks its ends, and the dot of the stated number."""
    left = "0%" if bar.low is None else _at(scale, bar.low)
    right = "100%" if bar.high is None else _at(scale, bar.high)
    if left != right:
        kind = "vague" if bar.vague else "span"
        yield f'<line class="{kind}" x1="{left}" x2="{right}" y1="{_MIDDLE}" y2="{_MIDDLE}"/>'
        yield _end(left, -1 if bar.low is None else 0)
        yield _end(right, 1 if bar.high is None else 0)
    if bar.stated is not None:
        look = "dot" if bar.held else "dot hollow"
        yield f'<circle class="{look}" cx="{_at(scale, bar.stated)}" cy="{_MIDDLE}" r="5"/>'


def _end(at: str, side: int) -> str:
    """An arrowhead that points out of the axis (`side` -1 to the left, 1 to the right), or a stroke across (0)."""
    if side == 0:
        return f'<line class="end" x1="{at}" x2="{at}" y1="{_MIDDLE - 6}" y2="{_MIDDLE + 6}"/>'
    tip, back = side * -1, side * -9
    path = f"M{back} -6L{tip} 0L{back} 6"
    return f'<svg x="{at}" y="{_MIDDLE}" overflow="visible"><path class="arrow" d="{path}"/></svg>'


def _band(drawn: Range, scale: Scale) -> str:
    low = 0.0 if drawn.low is None else scale.share(drawn.low)
    high = 1.0 if drawn.high is None else scale.share(drawn.high)
    if drawn.low is None and drawn.high is None:
        return ""
    return f'<rect class="band" x="{_percent(low)}" width="{_percent(max(high - low, 0.004))}" y="0" height="100%"/>'


def _axis(scale: Scale) -> str:
    ticks = "".join(_tick(scale, t) for t in scale.ticks)
    return f'<svg class="axis" role="img" aria-label="axis" width="100%" height="20">{ticks}</svg>'


def _tick(scale: Scale, number: int) -> str:
    share = scale.share(number)
    anchor = "start" if share < _EDGE else "end" if share > 1 - _EDGE else "middle"
    at = _percent(share)
    stroke = f'<line class="grid" x1="{at}" x2="{at}" y1="0" y2="5"/>'
    return f'{stroke}<text x="{at}" y="17" text-anchor="{anchor}">{number:,}</text>'


def _at(scale: Scale, number: int) -> str:
    return _percent(scale.share(number))


def _percent(share: float) -> str:
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"
