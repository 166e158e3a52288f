"""Known days: what a report says of days, as the step that dates its figures asks for it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from casualties.extract.calendar_words import TimeCue, list_pattern
from casualties.extract.counted_days import counted_from_event
from casualties.extract.date_roles import Dated, Role
from casualties.extract.event_mentions import read_mentions
from casualties.extract.event_spans import LASTED, whole_of
from casualties.extract.figures import Figure
from casualties.extract.moments import Moment, Reach
from casualties.extract.own_dates import held_on, own_dates, recovery_dates
from casualties.extract.sentences import Document, Kind
from casualties.extract.timeline import read_timeline
from casualties.report import Span
from casualties.scope import Outcome


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
            if date is not None and date.role is Role.LATER:
                continue  # an arrest or a late death dates nobody else
            if date is not None and figure.part_of is None:
                self._dated.setdefault(figure.sentence, []).insert(0, date)
            elif date is not None:
                self._parts.add(date.moment.span)
        self._counted: set[Span] = set()
        self.own = self._from_events()

    def _from_events(self) -> tuple[Dated | None, ...]:
        """Own dates in text order, those that are counted from an event counted from the day that the text gives it."""
        dates: list[Dated | None] = []
        for figure, date in zip(self.figures, self.own, strict=True):
            counted = date and counted_from_event(self._document, figure, date, self.timeline, self.told)
            if date is not None and counted is not date:
                self._counted.add(date.moment.span)
                row = self._dated.get(date.sentence, [])
                self._dated[date.sentence] = [d for d in row if d is not date] + ([counted] if counted else [])
            dates.append(counted)
        return tuple(dates)

    def told(self, sentence: int) -> tuple[Dated, ...]:
        """The days that a sentence tells of: those of its figures, last first, then the others, last first.

        The day on which bodies were found is nobody's; that of a part ("80 of them over the weekend") is nobody else's.
        """
        found = self._told.get(sentence)
        if found is None:
            own = self._dated.get(sentence, [])
            shared = {d.moment.span for d in own}
            events = reversed(self.timeline.events(sentence))
            free = (d for d in events if d.moment.span in shared or d.moment.span not in self._parts)
            others = sorted((d for d in free if d.moment.span not in self._counted), key=self._is_beside)
            found = tuple(d for d in (*own, *others) if d.moment.reach is Reach.POINT and not self._is_to_come(d))
            if len({(d.moment.start, d.moment.end) for d in own}) > 1:  # "eight on the first day and five on Sunday"
                found = (whole_of(found[0], self.timeline.spans), *found[1:]) if found else ()
            self._told[sentence] = found
        return found

    def _is_beside(self, dated: Dated) -> bool:
        """Whether no word for an event or what it did stands before a date in its clause: "the army came on Sunday"."""
        document, span = self._document, dated.moment.span
        start = max(document.sentences[dated.sentence].start, span.start - _CLAUSE)
        clause = re.split(r"[,;:]|\band\b|\bbut\b", document.text[start : span.start])[-1]
        cues = (TimeCue.SUDDEN, TimeCue.CAME, TimeCue.BEGINS, TimeCue.VIOLENCE)
        return not any(list_pattern(document.lexicon, cue).search(clause) for cue in cues)

    def _is_to_come(self, dated: Dated) -> bool:
        """ "The president is due on Friday"."""
        start, anchor = dated.moment.start, self.timeline.anchor
        return start is not None and anchor is not None and start > anchor

    def after(self, sentence: int, outcome: Outcome) -> Iterator[Dated]:
        """The days of arrests or late deaths that a sentence tells of, for figures of the same outcome, last first."""
        for figure, date in self._by_sentence.get(sentence, ()):
            if figure.outcome is outcome and date.role is Role.LATER:
                yield date

    def lasting(self, sentence: int) -> Iterator[Dated]:
        """The stretches up to now that the figures of a sentence were counted over, the last first."""
        for _, date in self._by_sentence.get(sentence, ()):
            if date.moment.reach is Reach.SINCE:
                yield date

    @functools.cached_property
    def _by_sentence(self) -> dict[int, list[tuple[Figure, Dated]]]:
        """The figures of each sentence that have a date of their own, the last first."""
        rows: dict[int, list[tuple[Figure, Dated]]] = {}
        for figure, date in zip(reversed(self.figures), reversed(self.own), strict=True):
            if date is not None:
                rows.setdefault(figure.sentence, []).append((figure, date))
        return rows

    @functools.cached_property
    def covered(self) -> tuple[Dated, ...]:
        """The days that the report says it covers."""
        head = range(min(_LEAD, len(self._document.sentences)))
        return tuple(d for n in head for d in self.timeline.row(n) if d.role is Role.COVER)

    def listed(self, figure: Figure) -> Iterator[tuple[Dated, str]]:
        """What the first points of a situation report count its like over: "114 have died since 12 August"."""
        for first, date in zip(self.figures, self.own, strict=True):
            if first.sentence >= _LEAD or self.covered:
                return
            if date is not None:
                since = date.moment.reach is Reach.SINCE and first.outcome is figure.outcome
                if since and self._document.sentences[first.sentence].kind is Kind.ITEM:
                    yield date, "what the first points count over"
                return

    @functools.cached_property
    def lead(self) -> tuple[tuple[Dated, str], ...]:
        """The first days, three at the most, that the report tells of; else the day that heads it.

        After the opening only the day of a figure or of a sudden event counts, unless the report has no other: "the
        uprising began on March 15" dates no later shooting.
        """
        document, head = self._document, range(min(_LEAD, len(self._document.sentences)))
        dated = {f.sentence for f, date in zip(self.figures, self.own, strict=True) if date is not None}
        sudden = list_pattern(document.lexicon, TimeCue.SUDDEN)
        events, spans = read_mentions(document), self.timeline.spans
        prose = {n for n in head if document.sentences[n].kind is Kind.PROSE}
        first = head[: self._opening(head)]
        opening = [n for n in first if n in dated or events.row(n) or n not in prose]
        told = sorted(first, key=lambda n: n not in opening)
        told += [n for n in head if n >= len(first) and n in dated]
        told += [n for n in head if any(d.moment.span in s.dates for s in spans for d in self.timeline.events(n))]
        told += [n for n in head if sudden.search(document.words(document.sentences[n]))]
        if self.covered:
            return tuple((d, "what the report covers") for d in self.covered)
        heading = (d for n in first for d in self.timeline.row(n) if d.role is Role.HEAD)
        told_of = [*self._short(told), *((d, "date of the report") for d in heading)]
        told_of = told_of or [d for d in self._short([n for n in head if n in prose]) if self._is_recent(d[0])]
        told_of = told_of or [(d, EVENT_OF_REPORT) for n in head for d in self.timeline.later(n)][:1]
        if told_of:
            return tuple(told_of)
        last = max((f.sentence for f in self.figures), default=-1)  # what is told behind all of them is another thing
        return tuple((d, "period of the report") for n in first if n <= last for d in self.told(n))[:1]

    def _opening(self, head: Sequence[int]) -> int:
        """How many sentences open the report: three, not counting its title, its byline and the line of its date."""
        document, told = self._document, 0
        for number in head:
            words = document.words(document.sentences[number])
            told += words.rstrip()[-1:] in _STOPS and words.count(" ") >= _FEW_WORDS
            if told == _OPENING:
                return number + 1
        return min(len(head), _OPENING)

    def _is_recent(self, dated: Dated) -> bool:
        """An event of the past week: "The lorries came under attack on Tuesday"; one of long ago is another."""
        start, anchor = dated.moment.start, self.timeline.anchor
        recent = start is None or anchor is None or (anchor - start).days <= _WEEK
        return recent and not self._is_beside(dated)

    def _short(self, sentences: Iterable[int]) -> Iterator[tuple[Dated, str]]:
        """The first day or so that each of these sentences tells of, as the day of the report's event."""
        for number in sentences:
            first = next((d for d in self.told(number) if is_short(d.moment)), None)
            if first is not None:
                yield whole_of(first, self.timeline.spans), EVENT_OF_REPORT


EVENT_OF_REPORT = "event of the report"
_WEEK = 7
_CLAUSE = 90
_OPENING = 3
_FEW_WORDS = 5
_STOPS = frozenset(".!?\"”’'")
_LEAD = 15
"""The event of a report is dated in its first sentences, so many at the most."""


_SHORT = 3


def is_short(moment: Moment) -> bool:
    """Whether it is a day or two, or a weekend, as one event is dated; or the days that the report gives one."""
    return moment.rule == LASTED or (moment.length is not None and moment.length <= _SHORT)
