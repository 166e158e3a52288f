"""Periods: on which days the victims of each figure became victims.

A figure takes the date of its own clause ("killed on Tuesday"), never the day on which somebody spoke ("said on
Friday") or up to which a count holds ("as of noon Sunday").  Without one it takes that of its whole ("including two
children"), of the sentences before it in the paragraph, or of the event the report is about; a running total takes
none of these.  Relative words are resolved against the publication date, or failing that the dateline.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from casualties.extract.calendar_words import list_pattern
from casualties.extract.decided import Decided
from casualties.extract.figures import Figure
from casualties.extract.moments import Moment, Reach
from casualties.extract.nearness import distance
from casualties.extract.running import running_cue
from casualties.extract.sentences import Document
from casualties.extract.timeline import Dated, Role, Timeline, read_timeline
from casualties.report import Span
from casualties.scope import Period


def find_periods(document: Document, figures: Sequence[Figure]) -> tuple[Decided[Period], ...]:
    """One period per figure, in the same order; an unknown period says in `how` what was missing."""
    if not figures:
        return ()
    timeline = read_timeline(document)
    own = [own_date(document, figures, index, timeline) for index in range(len(figures))]
    told = _told(figures, own, timeline)
    dated = frozenset(f.sentence for f, date in zip(figures, own, strict=True) if date is not None)
    known = Known(timeline, told, tuple(_lead(timeline, told, dated)))
    found: list[Decided[Period]] = []
    for figure, date in zip(figures, own, strict=True):
        whole = found[figure.part_of] if figure.part_of is not None and figure.part_of < len(found) else None
        found.append(_period(document, figure, date, whole, known))
    return tuple(found)


Told = Sequence[tuple[Dated, ...]]
"""For each sentence the days that it tells of, its figures' own first."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a report says of days: its timeline, the days each sentence tells of, and those of its main event."""

    timeline: Timeline
    told: Told
    lead: tuple[tuple[Dated, str], ...]


def _period(
    document: Document, figure: Figure, own: Dated | None, whole: Decided[Period] | None, known: Known
) -> Decided[Period]:
    timeline = known.timeline
    if own is not None and held_on(document, figure, own) is not None:
        return Decided(Period(), f"{own.moment.span.of(document.text)!r} says when the count stood so")
    if own is not None:
        finer = _finer(document, figure, own, timeline)
        return _decided(document, finer or own, "sentence after" if finer else "own clause", timeline)
    if whole is not None and whole.value.known:
        return Decided(whole.value, f"as its whole ({whole.how})")
    cue = running_cue(document, figure)
    if cue is not None and "toll" not in cue.lower():
        return Decided(Period(), f"a running total ({cue!r}) without a date")
    for candidate, why in _inherited(document, figure, cue, known):
        if candidate.moment.known:
            return _decided(document, candidate, why, timeline)
    length = next(iter(timeline.events(figure.sentence)), None)
    if length is not None:
        return _decided(document, length, "own sentence", timeline)
    missing = "no date near it" if timeline.anchor else "no date near it, and no publication date to count from"
    return Decided(Period(), missing)


def _decided(document: Document, dated: Dated, why: str, timeline: Timeline) -> Decided[Period]:
    moment = dated.moment
    words = f"{moment.span.of(document.text)!r} at {moment.span.start}"
    if moment.known or moment.start is not None:
        return Decided(Period(moment.start, moment.end), f"{moment.rule} {words}, {why}, {timeline.anchored_by}")
    if moment.reach is Reach.LENGTH or timeline.anchor is not None:
        return Decided(Period(), f"{words} does not say which days")
    return Decided(Period(), f"{words} cannot be resolved without a publication date")


_TOO_FAR = 40
"""A date farther than this many words, with the surcharges below, is not the figure's own."""


def own_date(document: Document, figures: Sequence[Figure], index: int, timeline: Timeline) -> Dated | None:
    """The event date of the figure's sentence that is nearest to it, clause boundaries counted."""
    figure = figures[index]
    best: tuple[float, Dated] | None = None
    for dated in timeline.events(figure.sentence):
        if dated.moment.reach is Reach.LENGTH or _of_a_part(document, figures, index, dated.moment.span):
            continue
        cost = distance(document, figure, dated.moment.span, figures)
        if best is None or cost < best[0]:
            best = cost, dated
    if best is None or best[0] > _TOO_FAR:
        return None
    return _as_point(document, figure, best[1])


def _of_a_part(document: Document, figures: Sequence[Figure], index: int, date: Span) -> bool:
    """ "over 300 have died, with 80 killed since dawn": a date right after a part is the part's alone."""
    for part in figures[index + 1 : index + 4]:
        if part.part_of == index and part.sentence == figures[index].sentence and part.span.end <= date.start:
            return not set(",;()–—") & set(document.text[part.span.end : date.start])
    return False


_STANDS = regex.compile(
    r"\b(?:toll|number|total|count|tally)\b[^.;]{0,80}\b(?:rose|risen|rises|climbed|jumped|reached|stood|stands|was|from|at|to)\b[^.;]{0,30}$",
    regex.IGNORECASE,
)


def held_on(document: Document, figure: Figure, own: Dated) -> dt.date | None:
    """The day of "the toll stood at 30 on Friday", which says when the count held and not when they died."""
    moment = own.moment
    if moment.reach is not Reach.POINT or moment.start != moment.end or moment.span.start < figure.span.end:
        return None
    if len(document.text[figure.span.end : moment.span.start].split()) > 4:
        return None
    before = document.text[document.sentences[figure.sentence].start : figure.span.start]
    return moment.end if _STANDS.search(before) else None


def _finer(document: Document, figure: Figure, own: Dated, timeline: Timeline) -> Dated | None:
    """ "killed this week when a bus fell ... It fell on Thursday": the day that the next sentence gives."""
    start, end = own.moment.start, own.moment.end
    following = figure.sentence + 1
    if own.moment.rule != "week, month or year" or start is None or end is None or (end - start).days > 31:
        return None
    if following >= len(document.sentences):
        return None
    for dated in timeline.events(following):
        day = dated.moment
        if day.start is not None and day.start == day.end and start <= day.start <= end and day.reach is Reach.POINT:
            return dated
    return None


_RELATIVE = regex.compile(r"\b(?:which|that|when|where|in\s+which)\b", regex.IGNORECASE)


def _as_point(document: Document, figure: Figure, dated: Dated) -> Dated:
    """ "the worst since the 2003 quake, which killed 30": the figure's date is the quake's, not all days since."""
    moment = dated.moment
    if moment.until is None or moment.span.end > figure.span.start:
        return dated
    if _RELATIVE.search(document.text, moment.span.end, figure.span.start) is None:
        return dated
    return replace(dated, moment=replace(moment, reach=Reach.POINT, end=moment.until))


def _told(figures: Sequence[Figure], own: Sequence[Dated | None], timeline: Timeline) -> Told:
    """The days that each sentence tells of: those of its figures, last first, then the others, last first.

    The day of a part alone ("80 of them over the weekend") is nobody else's.
    """
    rows: list[list[Dated]] = [[] for _ in timeline.by_sentence]
    parts: set[Span] = set()
    for figure, date in zip(figures, own, strict=True):
        if date is not None and figure.part_of is None:
            rows[figure.sentence].insert(0, date)
        elif date is not None:
            parts.add(date.moment.span)
    for number, row in enumerate(rows):
        shared = {d.moment.span for d in row}
        events = reversed(timeline.events(number))
        row.extend(d for d in events if d.moment.span in shared or d.moment.span not in parts)
    return [tuple(d for d in row if d.moment.reach is Reach.POINT) for row in rows]


def _inherited(document: Document, figure: Figure, cue: str | None, known: Known) -> Iterator[tuple[Dated, str]]:
    """Dates a figure may take over, nearest first."""
    sentences, at = document.sentences, figure.sentence
    words = document.words(sentences[at])
    follows = list_pattern(document.lexicon, "same_event").search(words) is not None
    for before in range(at - 1, max(at - 7, -1), -1):
        if sentences[before].paragraph != sentences[at].paragraph and not (follows and before == at - 1):
            break
        yield from ((d, "sentence before") for d in known.told[before])
    if cue is None and (at <= 1 or list_pattern(document.lexicon, "other_event").search(words) is None):
        yield from known.lead


_OPENING = 3
_LEAD = 15
"""The event of a report is dated in its first sentences, so many at the most."""


def _lead(timeline: Timeline, told: Told, dated: frozenset[int]) -> Iterator[tuple[Dated, str]]:
    """The first days, three at the most, that the report tells of; else the day that heads it.

    After the opening only the day of a figure counts: "the uprising began on March 15" dates no later shooting.
    """
    for number, row in enumerate(told[:_LEAD]):
        if number >= _OPENING and number not in dated:
            continue
        yield from ((d, "event of the report") for d in [d for d in row if _days(d.moment) <= _SHORT][:1])
    yield from ((d, "date of the report") for row in timeline.by_sentence[:3] for d in row if d.role is Role.HEAD)


_SHORT = 3


def _days(moment: Moment) -> int:
    if moment.start is None or moment.end is None:
        return 9999
    return (moment.end - moment.start).days + 1
