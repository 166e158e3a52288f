"""Periods: on which days the victims of each figure became victims.

A figure takes the date of its own clause ("killed on Tuesday"), never the day on which somebody spoke ("said on
Friday") or up to which a count holds ("as of noon Sunday").  Without one it takes that of its whole ("including two
children"), of the sentences before it in the paragraph, or of the event the report is about; a running total takes
none of these.  Relative words are resolved against the publication date, or failing that the dateline.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from casualties.extract.calendar_words import TimeCue, calendar_of, list_pattern, one_of, word_list
from casualties.extract.date_roles import Dated, Role
from casualties.extract.decided import Decided
from casualties.extract.event_mentions import events_meant, is_apart, is_past_another, read_mentions
from casualties.extract.figures import Figure
from casualties.extract.known_days import EVENT_OF_REPORT, Known, is_short
from casualties.extract.lexicon import Lexicon
from casualties.extract.moments import Reach
from casualties.extract.own_dates import is_recovered, of_earlier_event
from casualties.extract.running import is_of_incident, is_of_war, near_words, running_cue
from casualties.extract.sentences import Document
from casualties.extract.timeline import Timeline
from casualties.extract.toll_words import TollCue, toll_list
from casualties.scope import Period


def find_periods(document: Document, figures: Sequence[Figure]) -> tuple[Decided[Period], ...]:
    """One period per figure, in the same order; an unknown period says in `how` what was missing."""
    if not figures:
        return ()
    known = Known(document, figures)
    found: list[Decided[Period]] = []
    for index, (figure, date) in enumerate(zip(figures, known.own, strict=True)):
        whole = found[figure.part_of] if figure.part_of is not None and figure.part_of < len(found) else None
        if date is None and of_earlier_event(document, figures, index) is not None:
            found.append(Decided(Period(), "of an event before the one told of, without a date"))
        else:
            found.append(_period(document, figure, date, whole, known))
    return tuple(found)


def _period(
    document: Document, figure: Figure, own: Dated | None, whole: Decided[Period] | None, known: Known
) -> Decided[Period]:
    timeline = known.timeline
    if own is not None:
        own = _until(_from_event(document, own, known), known)
        finer = _finer(document, figure, own, timeline)
        return _decided(document, finer or own, "sentence after" if finer else "own clause", timeline)
    if whole is not None and whole.value.known:
        return Decided(whole.value, f"as its whole ({whole.how})")
    cue = running_cue(document, figure)
    if cue is not None and "toll" not in cue.lower() and _WHERE.search(cue) is None:
        return Decided(Period(), f"a running total ({cue!r}) without a date")
    if is_of_war(document, figure):
        return Decided(Period(), "the total of a war or the like, without a date")
    vague = _vague(document, figure, timeline)
    if vague is not None:
        return _decided(document, vague, "own sentence", timeline)
    for candidate, why in _inherited(document, figure, cue, known):
        if candidate.moment.known:
            return _decided(document, candidate, why, timeline)
    for vague in timeline.events(figure.sentence):
        words = vague.moment.span.of(document.text)
        return Decided(Period(), f"{words!r} at {vague.moment.span.start} does not say which days")
    missing = "no date near it" if timeline.anchor else "no date near it, and no publication date to count from"
    return Decided(Period(), missing)


def _vague(document: Document, figure: Figure, timeline: Timeline) -> Dated | None:
    """A time of its own sentence of which no days can be told: "two weeks ago", "last summer", "over several days".

    A figure with one takes no other day; but "after two hours", "for three days" tell how long the event went on.
    """
    perfect = _PERFECT.search(document.words(document.sentences[figure.sentence])) is not None
    for dated in timeline.events(figure.sentence):
        moment, words = dated.moment, dated.moment.span.of(document.text)
        if moment.reach is not Reach.LENGTH:
            continue
        if moment.rule in _UNTOLD or (moment.known and perfect) or (moment.rule == "length" and _DAYS.match(words)):
            return dated
    return None


_UNTOLD = frozenset({"counted", "vaguely counted", "season", "during the month"})
_DAYS = regex.compile(
    r"(?!after\b|for\b).*\b(?:day|week|month|year|decade|centurie)s?$", regex.IGNORECASE | regex.DOTALL
)
_WHERE = regex.compile(r"number\s+of|nationwide|country|region|province|territory|so\s+far$", regex.IGNORECASE)
"""Cues that sum over places, or count one event up to now."""


def _decided(document: Document, dated: Dated, why: str, timeline: Timeline) -> Decided[Period]:
    moment = dated.moment
    words = f"{moment.span.of(document.text)!r} at {moment.span.start}"
    if moment.known or moment.start is not None:
        return Decided(Period(moment.start, moment.end), f"{moment.rule} {words}, {why}, {timeline.anchored_by}")
    if moment.reach is Reach.LENGTH or timeline.anchor is not None:
        return Decided(Period(), f"{words} does not say which days")
    return Decided(Period(), f"{words} cannot be resolved without a publication date")


def _from_event(document: Document, own: Dated, known: Known) -> Dated:
    """ "The attack came two days after a raid killed nine": counted from the report's event, not from publication."""
    moment, anchor, sentence = own.moment, known.timeline.anchor, document.sentences[own.sentence]
    if anchor is None or moment.start is None or moment.end is None or (moment.end - moment.start).days > 0:
        return own
    if moment.rule not in {"counted", "neighbouring day"} or not moment.span.of(document.text).lower().endswith(
        "after"
    ):
        return own
    before = document.text[sentence.start : moment.span.start]
    beside = any(d.moment.span.end <= moment.span.start for d in known.timeline.row(own.sentence))
    events = read_mentions(document).row(own.sentence)
    told = _IT.match(before) or any(m.again and m.span.end <= moment.span.start for m in events)
    if beside or not told or list_pattern(document.lexicon, TimeCue.CAME).search(before) is None:
        return own
    days = (
        d.moment.end for d, why in known.lead if why == EVENT_OF_REPORT and d.sentence < own.sentence and d.moment.end
    )
    back = anchor - next(days, anchor)
    return replace(own, moment=replace(moment, start=moment.start - back, end=moment.end - back))


def _until(own: Dated, known: Known) -> Dated:
    """ "As of 14 May, 300 had died since March": no day after the count."""
    start, end = own.moment.start, own.moment.end
    if own.moment.until is None or start is None or end is None or end != known.timeline.anchor:
        return own
    counted = (d.moment.end for d in known.timeline.row(own.sentence) if d.role is Role.AS_OF)
    held = next((day for day in counted if day is not None), end)
    return replace(own, moment=replace(own.moment, end=held)) if start <= held < end else own


_IT = regex.compile(r"\W*(?:it|this|that|these)\b", regex.IGNORECASE)


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


def _inherited(document: Document, figure: Figure, cue: str | None, known: Known) -> Iterator[tuple[Dated, str]]:
    """Dates a figure may take over, nearest first; none of the report is that of a separate or an earlier attack."""
    if is_apart(document, figure):
        return
    sentences, at = document.sentences, figure.sentence
    words = document.words(sentences[at])
    follows = list_pattern(document.lexicon, TimeCue.SAME_EVENT).search(words) is not None
    perfect = _PERFECT.search(near_words(document, figure, 20)) is not None
    if (perfect or _adds(document, at)) and at and sentences[at - 1].paragraph == sentences[at].paragraph:
        yield from ((d, "sentence before") for d in known.lasting(at - 1))
    meant = [d for n in events_meant(document, figure, known.figures) for d in known.told(n) if is_short(d.moment)]
    if is_past_another(document, figure):
        yield from ((d, "event it comes back to") for d in meant)
        if next(events_meant(document, figure, known.figures), None) is not None:
            return  # the days told between are of another event
    for before in range(at - 1, max(at - 7, -1), -1):
        if sentences[before].paragraph != sentences[at].paragraph and not (follows and before == at - 1):
            break
        yield from ((d, "sentence before") for d in known.after(before, figure.outcome))
        yield from ((d, "sentence before") for d in known.told(before))
    yield from ((d, "event it comes back to") for d in meant)
    if perfect and at + 1 < len(sentences):
        ahead = known.timeline.events(at + 1)
        yield from ((d, "sentence after") for d in ahead if d.moment.reach is Reach.SINCE)
    toll = cue is not None and "toll" in cue.lower()
    of_one = _of_one(document.lexicon).search(document.text, figure.trigger.start, sentences[at].end) if toll else None
    incident = is_of_incident(document, figure)
    one = cue is None or of_one is not None or (toll and incident)
    kept = not incident and any(
        d.role is Role.AS_OF and d.moment.span.start < figure.span.start for d in known.timeline.row(at)
    )
    yield from known.listed(figure)
    if one and not kept and (at <= 1 or not _other_event(document.lexicon).search(words)):
        yield from known.lead
    if at + 1 < len(sentences) and (cue is not None or is_recovered(document, figure)):
        yield from ((d, "sentence after") for d in known.told(at + 1) if is_short(d.moment))


def _adds(document: Document, at: int) -> bool:
    """ "A further 86 were injured" goes on with the count before it, unless it tells of an event of its own."""
    sentence = document.sentences[at]
    if _FURTHER.match(document.text, sentence.start) is None:
        return False
    return not any(not m.again for m in read_mentions(document).row(at))


_FURTHER = regex.compile(
    r"\W*(?:(?:at\s+least|more\s+than|over|nearly|some|about|almost|around|up\s+to)\s+)?"
    r"(?:(?:an?\s+)?(?:further|additional|another)\b|\S+\s+(?:more|others?|were\s+also)\b)",
    regex.IGNORECASE,
)


@functools.cache
def _other_event(lexicon: Lexicon) -> regex.Pattern[str]:
    """Words that tell of another event; "another four rebels" are of the same."""
    others = one_of(word_list(lexicon, TimeCue.OTHER_EVENT))
    speaker = one_of(word_list(lexicon, TimeCue.SPEAKER))  # "another agency", "another was hurt"
    told = one_of(word_list(lexicon, TimeCue.SPEECH))  # "had earlier told reporters" is of the same
    return regex.compile(
        rf"\b(?!earlier\s+{told}\b){others}(?!\w)(?<!another)|\banother\s+(?!(?:{calendar_of(lexicon).number}|{speaker}|was|were|is|had|has)\b)",
        regex.IGNORECASE,
    )


@functools.cache
def _of_one(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "The death toll from the market blast reached 42": of one event, whose day the report tells."""
    whose = r"(?:the|an?|this|that|\p{Lu}[\w'’-]*|\p{Ll}+day['’]?s)\s+"
    event = one_of(toll_list(lexicon, TollCue.TOLL_OF))
    return regex.compile(
        rf"(?:death\s+)?toll\s+(?:from|of|in|after)\s+(?:{whose}){{0,3}}(?:[\p{{Ll}}-]+\s+){{0,2}}{event}\b",
        regex.IGNORECASE,
    )


_PERFECT = regex.compile(r"\b(?:have|has)\b", regex.IGNORECASE)
