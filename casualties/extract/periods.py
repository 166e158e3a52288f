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
from casualties.extract.decided import Decided
from casualties.extract.event_mentions import events_meant, read_mentions
from casualties.extract.figures import Figure
from casualties.extract.lexicon import Lexicon
from casualties.extract.moments import Moment, Reach
from casualties.extract.own_dates import held_on, is_recovered, of_earlier_event, own_dates, recovery_dates
from casualties.extract.running import is_of_incident, is_of_war, near_words, running_cue
from casualties.extract.sentences import Document, Kind
from casualties.extract.timeline import Dated, Role, Timeline, read_timeline
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


class Known:
    """What a report says of days: its timeline, its figures' own dates, the days that each sentence tells of."""

    def __init__(self, document: Document, figures: Sequence[Figure]) -> None:
        self._document = document
        self.figures = figures
        self.timeline = read_timeline(document)
        self.own = own_dates(document, figures)
        self._parts = set(recovery_dates(document, figures, self.own, self.timeline))
        held = {
            d.moment.span
            for f, d in zip(figures, self.own, strict=True)
            if d is not None and held_on(document, f, d) is not None
        }
        self._parts |= held
        self.own = tuple(None if d is None or d.moment.span in held else d for d in self.own)
        self._dated: dict[int, list[Dated]] = {}
        self._told: dict[int, tuple[Dated, ...]] = {}
        for figure, date in zip(figures, self.own, strict=True):
            if date is not None and figure.part_of is None:
                self._dated.setdefault(figure.sentence, []).insert(0, date)
            elif date is not None:
                self._parts.add(date.moment.span)

    def told(self, sentence: int) -> tuple[Dated, ...]:
        """The days that a sentence tells of: those of its figures, last first, then the others, last first.

        The day on which bodies were found is nobody's; that of a part ("80 of them over the weekend") is nobody else's.
        """
        found = self._told.get(sentence)
        if found is None:
            own = self._dated.get(sentence, [])
            shared = {d.moment.span for d in own}
            events = reversed(self.timeline.events(sentence))
            others = (d for d in events if d.moment.span in shared or d.moment.span not in self._parts)
            found = tuple(d for d in (*own, *others) if d.moment.reach is Reach.POINT)
            self._told[sentence] = found
        return found

    def lasting(self, sentence: int) -> Iterator[Dated]:
        """The stretches up to now that the figures of a sentence were counted over, the last first."""
        for figure, date in zip(reversed(self.figures), reversed(self.own), strict=True):
            if figure.sentence == sentence and date is not None and date.moment.reach is Reach.SINCE:
                yield date

    @functools.cached_property
    def covered(self) -> tuple[Dated, ...]:
        """The days that the report says it covers."""
        head = range(min(_LEAD, len(self._document.sentences)))
        return tuple(d for n in head for d in self.timeline.row(n) if d.role is Role.COVER)

    def listed(self, figure: Figure) -> Iterator[tuple[Dated, str]]:
        """What the first points of a situation report count its like over: "114 have died since 12 August"."""
        for first, date in zip(self.figures, self.own, strict=True):
            if date is not None and first.sentence < _LEAD and not self.covered:
                since = date.moment.reach is Reach.SINCE and first.outcome is figure.outcome
                if since and self._document.sentences[first.sentence].kind is Kind.ITEM:
                    yield date, "what the first points count over"
                return

    @functools.cached_property
    def lead(self) -> tuple[tuple[Dated, str], ...]:
        """The first days, three at the most, that the report tells of; else the day that heads it.

        After the opening only the day of a figure counts: "the uprising began on March 15" dates no later shooting.
        """
        document, head = self._document, range(min(_LEAD, len(self._document.sentences)))
        dated = {f.sentence for f, date in zip(self.figures, self.own, strict=True) if date is not None}
        sudden = list_pattern(document.lexicon, TimeCue.SUDDEN)
        events = read_mentions(document)
        told = sorted(head[:_OPENING], key=lambda n: n not in dated and not events.row(n))
        told += [n for n in head if n >= _OPENING and n in dated]
        told += [n for n in head if sudden.search(document.words(document.sentences[n]))]
        short = (next((d for d in self.told(n) if _is_short(d.moment)), None) for n in told)
        if self.covered:
            return tuple((d, "what the report covers") for d in self.covered)
        heading = (d for n in head[:_OPENING] for d in self.timeline.row(n) if d.role is Role.HEAD)
        found = [(d, _EVENT) for d in short if d is not None]
        told_of = [*found, *((d, "date of the report") for d in heading)]
        if told_of:
            return tuple(told_of)
        return tuple((d, "period of the report") for n in head[:_OPENING] for d in self.told(n))[:1]


_EVENT = "event of the report"
_OPENING = 3
_LEAD = 15
"""The event of a report is dated in its first sentences, so many at the most."""


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
    days = (d.moment.end for d, why in known.lead if why == _EVENT and d.sentence < own.sentence and d.moment.end)
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
    """Dates a figure may take over, nearest first."""
    sentences, at = document.sentences, figure.sentence
    words = document.words(sentences[at])
    follows = list_pattern(document.lexicon, TimeCue.SAME_EVENT).search(words) is not None
    perfect = _PERFECT.search(near_words(document, figure, 20)) is not None
    if perfect and at and sentences[at - 1].paragraph == sentences[at].paragraph:
        yield from ((d, "sentence before") for d in known.lasting(at - 1))
    for before in range(at - 1, max(at - 7, -1), -1):
        if sentences[before].paragraph != sentences[at].paragraph and not (follows and before == at - 1):
            break
        yield from ((d, "sentence before") for d in known.told(before))
    for number in events_meant(document, figure, known.figures):
        short = [d for d in known.told(number) if _is_short(d.moment)]
        yield from ((d, "event it comes back to") for d in short)
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
        yield from ((d, "sentence after") for d in known.told(at + 1) if _is_short(d.moment))


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


_SHORT = 3


def _is_short(moment: Moment) -> bool:
    """Whether it is a day or two, or a weekend, as one event is dated."""
    return moment.length is not None and moment.length <= _SHORT
