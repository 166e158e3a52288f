"""Own dates: which expression of time in its sentence dates a figure, and which dates its count or the search."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from dataclasses import replace

import regex

from casualties.extract.aftermath import is_of_aftermath
from casualties.extract.calendar_words import TimeCue, list_pattern, one_of
from casualties.extract.date_roles import Dated, Role
from casualties.extract.figures import Figure
from casualties.extract.lexicon import Lexicon
from casualties.extract.moments import Reach
from casualties.extract.nearness import distance, is_of_another_clause
from casualties.extract.running import near_words
from casualties.extract.sentences import Document
from casualties.extract.timeline import Timeline, read_timeline
from casualties.extract.toll_words import TollCue, toll_list
from casualties.report import Span
from casualties.scope import Outcome

_TOO_FAR = 40
"""A date farther than this many words, with the surcharges below, is not the figure's own."""

_OPENING = 12
"""Characters before a date that opens its sentence."""


class _Kept:
    """The own dates of one document's figures, read once for all steps."""

    def __init__(self) -> None:
        self.figures: Sequence[Figure] = ()
        self.dates: tuple[Dated | None, ...] = ()


@functools.lru_cache(maxsize=4)
def _kept(_: Document) -> _Kept:
    return _Kept()


def own_dates(document: Document, figures: Sequence[Figure]) -> tuple[Dated | None, ...]:
    """For each figure the event date of its sentence that is nearest to it, clause boundaries counted, or None."""
    kept = _kept(document)
    if len(kept.figures) != len(figures) or kept.figures != figures:
        timeline = read_timeline(document)
        kept.dates = tuple(_own_date(document, figures, index, timeline) for index in range(len(figures)))
        kept.figures = figures
    return kept.dates


def _own_date(document: Document, figures: Sequence[Figure], index: int, timeline: Timeline) -> Dated | None:
    figure = figures[index]
    nearest = _nearest(document, figures, index, timeline)
    if nearest is not None and is_recovered(document, figure):
        events = [d for d in timeline.events(figure.sentence) if _of_event(document, d)]
        counted = [d for d in events if d.moment.rule == "counted"]
        nearest = next(iter(counted or ([nearest] if nearest in events else events)), None)
    later = _of_aftermath(document, figure, timeline)
    died = figure.outcome in _STRUCK
    if later is not None and (nearest is None or not died or not _is_before(document, nearest, figure)):
        nearest = later
    if nearest is None and figure.outcome is Outcome.DETAINED:
        spoken = (d for d in timeline.row(figure.sentence) if d.role is Role.SPEECH)
        opens = document.sentences[figure.sentence].start + _OPENING  # "On Friday police said that they held 12"
        nearest = next((d for d in spoken if d.moment.reach is Reach.POINT and d.moment.span.start < opens), None)
    if nearest is None:
        compared = (_as_point(document, figure, d) for d in timeline.compared(figure.sentence))
        return next((d for d in compared if d.moment.reach is Reach.POINT), None)
    return _as_sudden(document, figure, _as_point(document, figure, nearest))


def _of_aftermath(document: Document, figure: Figure, timeline: Timeline) -> Dated | None:
    """The day of its own late death or arrest: "two of the wounded died on Sunday"; nobody else's of the sentence."""
    later = timeline.later(figure.sentence)
    if not later:
        return None
    sentence, died = document.sentences[figure.sentence].span, figure.outcome in _STRUCK
    if not is_of_aftermath(document, sentence, figure.trigger, died=died):
        return None
    return min(later, key=lambda d: abs(d.moment.span.start - figure.trigger.start))


def _is_before(document: Document, dated: Dated, figure: Figure) -> bool:
    """Whether the sentence gives the day of the harm itself: "two hurt in Saturday's crash died on Sunday"."""
    return dated.moment.span.end <= figure.trigger.start or _of_event(document, dated)


def of_earlier_event(document: Document, figures: Sequence[Figure], index: int) -> Span | None:
    """The clause of an event before the one that is told of: "on Friday, days after a bomb killed 28".

    Dates outside it are not of its figures.
    """
    figure = figures[index]
    if figure.part_of is not None and figures[figure.part_of].sentence == figure.sentence:
        figure = figures[figure.part_of]
    text, sentence = document.text, document.sentences[figure.sentence]
    at = text.rfind(" after ", sentence.start, figure.span.start)
    unit = _UNIT_BEFORE.search(text, max(sentence.start, at - 16), at) if at >= 0 else None
    if unit is None or "," in _LISTED.sub(" ", text[at : figure.span.start]):
        return None
    first = at + len(" after ") == figure.span.start
    if not (first or at < figure.trigger.start < figure.span.start):  # "days after the truce nine were killed"
        return None
    end = text.find(",", figure.span.end, sentence.end)
    return Span(unit.start(), end if end >= 0 else sentence.end)


_UNIT_BEFORE = regex.compile(r"\b(?:days?|weeks?|months?|years?)$", regex.IGNORECASE)
_LISTED = regex.compile(r",\s+(?=\p{Ll}+ing\b)")
""" ", wounding 30": still of the same event."""


def _nearest(document: Document, figures: Sequence[Figure], index: int, timeline: Timeline) -> Dated | None:
    figure = figures[index]
    best: tuple[float, Dated] | None = None
    clause = of_earlier_event(document, figures, index)
    spans = [d.moment.span for d in timeline.events(figure.sentence)]
    modified = _is_modified(document, figure, spans)
    for dated in timeline.events(figure.sentence):
        if modified and dated.moment.span.end <= figure.span.start:
            continue
        if _is_past_relative(document, figure, dated.moment.span):
            continue
        if clause is not None and not clause.overlaps(dated.moment.span):
            continue
        if dated.moment.reach is Reach.LENGTH or _of_a_part(document, figures, index, dated.moment.span):
            continue
        if _of_another(document, figures, index, dated.moment.span):
            continue
        if is_of_another_clause(document, figure, dated.moment.span, spans, figures):
            continue
        cost = distance(document, figure, dated.moment.span, figures, best[0] if best is not None else _TOO_FAR)
        if best is None or cost < best[0]:
            best = cost, dated
    return best[1] if best is not None and best[0] <= _TOO_FAR else None


def _is_modified(document: Document, figure: Figure, dates: Sequence[Span]) -> bool:
    """ "On Wednesday prayers were said for nine people who died in a flood on Saturday": the harm has its own date."""
    text, trigger = document.text, figure.trigger
    if trigger.start < figure.span.end or trigger.start - figure.span.end > _CLAUSE:
        return False
    between = text[figure.span.end : trigger.start]
    if set(",;:") & set(between) or (_AUXILIARY.search(between) and not _WHO.search(between)):
        return False
    follow = next((d for d in dates if d.start >= trigger.end), None)
    return follow is not None and not set(",;:") & set(text[trigger.end : follow.start])


def _is_past_relative(document: Document, figure: Figure, date: Span) -> bool:
    """ "Survivors of Saturday's wreck, in which 14 drowned, arrived on Monday": Monday is none of the 14."""
    text, end = document.text, max(figure.span.end, figure.trigger.end)
    if date.start < end or "," not in text[end : date.start]:
        return False
    start = max(document.sentences[figure.sentence].start, figure.span.start - _CLAUSE)
    return _IN_WHICH.search(text, start, figure.span.start) is not None and not _LISTS_ON.match(text, end)


_CLAUSE = 60
_AUXILIARY = regex.compile(r"\b(?:was|were|is|are|has|have|had|been|be)\b", regex.IGNORECASE)
_WHO = regex.compile(r"\b(?:who|whom|that|which)\b", regex.IGNORECASE)
_IN_WHICH = regex.compile(r",\s+(?:(?:in|during|at|by)\s+which|when|where)\b[^,;]*$", regex.IGNORECASE)
_LISTS_ON = regex.compile(r",\s+(?:\p{L}+ing|and|including|\d+|among)\b", regex.IGNORECASE)


def is_recovered(document: Document, figure: Figure) -> bool:
    """Bodies that were found or counted: the day of that is not the day on which they died."""
    remains, recovery = (list_pattern(document.lexicon, cue) for cue in (TimeCue.REMAINS, TimeCue.RECOVERY))
    if figure.outcome is not Outcome.KILLED or remains.search(figure.trigger.of(document.text)) is None:
        return False
    return recovery.search(near_words(document, figure, 40)) is not None


def _of_event(document: Document, dated: Dated) -> bool:
    """A day that the text gives to an event: "Friday's quake", "it struck on Friday", "two days after the quake"."""
    moment, sentence = dated.moment, document.sentences[dated.sentence]
    if moment.reach is Reach.SINCE or moment.rule == "counted":
        return True
    before = document.text[max(sentence.start, moment.span.start - 60) : moment.span.start]
    own = document.text[moment.span.end - 2 : moment.span.end] in {"'s", "’s"}
    if _AFTER_EVENT.search(before):
        return True
    return own or list_pattern(document.lexicon, TimeCue.SUDDEN).search(before) is not None


_AFTER_EVENT = regex.compile(r"\b(?:after|when)\s+(?:an?|the|their|his|its|\d+|two|three)\s[^.;,]*$", regex.IGNORECASE)
""" "recovered three bodies after a boat sank off Samos on Monday"."""
_STRUCK = frozenset({Outcome.KILLED, Outcome.INJURED, Outcome.MISSING, Outcome.KILLED_OR_INJURED})


def _as_sudden(document: Document, figure: Figure, dated: Dated) -> Dated:
    """ "200 have died since Friday's quake" died of it: the day of the quake, not all days since."""
    moment = dated.moment
    if moment.until is None or moment.reach is not Reach.SINCE or figure.outcome not in _STRUCK:
        return dated
    words = moment.span.of(document.text)
    if words.endswith(("'s", "’s")):
        words += " ".join(document.text[moment.span.end :][:40].split(" ")[:4])
    began, sudden = (list_pattern(document.lexicon, cue).search(words) for cue in (TimeCue.BEGAN, TimeCue.SUDDEN))
    if began is not None or sudden is None:
        return dated
    return replace(dated, moment=replace(moment, reach=Reach.POINT, end=moment.until))


def _of_a_part(document: Document, figures: Sequence[Figure], index: int, date: Span) -> bool:
    """ "over 300 have died, with 80 killed since dawn": a date right after a part is the part's alone."""
    for part in figures[index + 1 : index + 4]:
        if part.part_of == index and part.sentence == figures[index].sentence and part.span.end <= date.start:
            return not set(",;()–—") & set(document.text[part.span.end : date.start])
    return False


_APART = regex.compile(r"\b(?:where|which|who)\b|,\s+(?:bringing|raising|taking|pushing)\s+to\b", regex.IGNORECASE)


def _of_another(document: Document, figures: Sequence[Figure], index: int, date: Span) -> bool:
    """ "killed nine in Garsen, where bandits shot 30 in April": April is of the 30."""
    figure = figures[index]
    for other in figures[index + 1 : index + 4]:
        if other.sentence != figure.sentence or other.span.end > date.start:
            return False
        if other.part_of is None and _APART.search(
            document.text, figure.span.end, min(other.span.start, other.trigger.start)
        ):
            return True
    return False


@functools.cache
def _stands(lexicon: Lexicon) -> regex.Pattern[str]:
    stands = one_of(toll_list(lexicon, TollCue.STANDS))
    return regex.compile(
        rf"\b(?:toll|number|total|count|tally)\b[^.;]{{0,120}}\b{stands}\b[^.;]{{0,30}}$", regex.IGNORECASE
    )


def held_on(document: Document, figure: Figure, own: Dated) -> dt.date | None:
    """The day of "the toll stood at 30 on Friday", which says when the count held and not when they died."""
    moment = own.moment
    if moment.reach is not Reach.POINT or moment.start != moment.end or moment.span.start < figure.span.end:
        return None
    if len(document.text[figure.span.end : moment.span.start].split()) > 4:
        return None
    before = document.text[document.sentences[figure.sentence].start : figure.span.start]
    return moment.end if _stands(document.lexicon).search(before) else None


_RELATIVE = regex.compile(r"\b(?:which|that|when|where|in\s+which)\b", regex.IGNORECASE)


def _as_point(document: Document, figure: Figure, dated: Dated) -> Dated:
    """ "The worst since the 2003 quake, which killed 30", "since a quake killed 30 in 2003": not of all days since."""
    moment = dated.moment
    if moment.until is None:
        return dated
    within = moment.span.start < figure.span.start and figure.span.end <= moment.span.end
    behind = moment.span.end <= figure.span.start
    if not within and not (behind and _RELATIVE.search(document.text, moment.span.end, figure.span.start)):
        return dated
    return replace(dated, moment=replace(moment, reach=Reach.POINT, end=moment.until))


def recovery_dates(
    document: Document, figures: Sequence[Figure], own: Sequence[Dated | None], timeline: Timeline
) -> list[Span]:
    """The dates on which bodies were found or counted."""
    nearest = (
        (d, _nearest(document, figures, n, timeline)) for n, d in enumerate(own) if is_recovered(document, figures[n])
    )
    return [
        near.moment.span
        for date, near in nearest
        if near is not None and (date is None or date.moment.span != near.moment.span)
    ]
