"""Nearness: how far a word of scope stands from a figure, counted in words and clause boundaries."""

from __future__ import annotations

import bisect
import math
from collections.abc import Collection, Iterable, Sequence

import regex

from casualties.extract.calendar_words import TimeCue, list_pattern
from casualties.extract.figures import Figure
from casualties.extract.sentences import Document
from casualties.report import Span

_BOUNDARY = 5.0
"""A clause boundary ("when", "after", "which") counts as so many words."""
_PAST_FIGURE = 6.0
"""So does another figure that stands between a figure and a later date or place."""
_TAKEN = 2.0
"""So does a date or place before a figure that one before it, of the same word of harm, has already taken."""
_OUT_OF_SIGHT = 800
"""Beyond so many characters nothing in a sentence belongs together; this keeps long lists quick."""


def distance(
    document: Document, figure: Figure, other: Span, figures: Sequence[Figure], most: float = math.inf
) -> float:
    """Words between a figure with its word of harm and another span; an opening phrase is near every figure.

    `figures` are those of the document in order; a distance of more than `most` may be told as infinite.
    """
    if max(other.start - figure.span.end, figure.span.start - other.end) > _OUT_OF_SIGHT:
        return math.inf
    start, end = figure.span.start, figure.span.end
    if figure.part_of is None:  # a part's word of harm is its whole's
        start, end = min(start, figure.trigger.start), max(end, figure.trigger.end)
    after = other.start >= figure.span.start
    if start <= other.start and other.end <= end:
        gap = (figure.span.end, other.start) if after else (other.end, figure.span.start)
    else:
        gap = (end, other.start) if other.start >= end else (other.end, start)
    between = document.text[gap[0] : gap[1]]
    if not after and between == " (" and gap[1] == figure.span.start:  # "Bura (12)"
        return 0.0
    cost = float(len(between.split()))
    opening = document.sentences[figure.sentence].start
    if not after and len(document.text[opening : other.start].split()) <= 2:
        return min(cost, 6.0) + 3
    if cost > most + 1:
        return math.inf
    cost += _BOUNDARY * len(list_pattern(document.lexicon, TimeCue.BREAK).findall(between)) + 10 * between.count(";")
    beside = figures_of(figures, figure.sentence)
    if after:
        passed = [f for f in beside if figure.span.end <= f.span.start < other.start]
        cost += _PAST_FIGURE * sum(f.part_of is None or figures[f.part_of] is not figure for f in passed) - 0.5
    else:
        cost += sum(other.end <= f.span.start < figure.span.start for f in beside)
        earlier = (f for f in beside if f.span.end <= other.start and other.end <= figure.span.start)
        if any(f.trigger == figure.trigger for f in earlier):
            cost += _TAKEN  # "killed nine in Garsen and two in Bura": Garsen is of the nine
        whole = figures[figure.part_of] if figure.part_of is not None else None
        if whole is not None and whole.span.end <= other.start:  # said of the whole, between it and its part
            cost += _PAST_FIGURE
    return cost


_OPENS = regex.compile(r"[,;]\s+(?:and|while|but)\s+(?:\p{Ll}+\s+)?$")


_GAPPED = regex.compile(r"(?:[,;]|\band)\s+(?:\p{Ll}+\s+)?$")


def is_of_another_clause(
    document: Document, figure: Figure, other: Span, beside: Iterable[Span], figures: Sequence[Figure]
) -> bool:
    """ "In 1999 a quake killed 70, and in 2011 nine died in Bura": a date or place that opens a clause is not of the
    figures before it, and those before it are not of the figures in its clause.

    It opens one behind ", and", and right before a number ("in Bura four died, in Garsen nine").
    """
    numbers = {f.span.start for f in figures_of(figures, figure.sentence)}
    if other.start >= figure.span.end:
        return _opens(document, other, numbers)
    return any(other.end <= s.start and s.end <= figure.span.start and _opens(document, s, numbers) for s in beside)


def _opens(document: Document, span: Span, numbers: Collection[int]) -> bool:
    shape = _GAPPED if span.end + 1 in numbers else _OPENS
    return shape.search(document.text, max(0, span.start - 24), span.start) is not None


def figures_of(figures: Sequence[Figure], sentence: int) -> Sequence[Figure]:
    """The figures of one sentence."""
    first = bisect.bisect_left(figures, sentence, key=_sentence)
    return figures[first : bisect.bisect_right(figures, sentence, lo=first, key=_sentence)]


def _sentence(figure: Figure) -> int:
    return figure.sentence
