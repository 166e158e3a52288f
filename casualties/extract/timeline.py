"""Timeline: every expression of time in a report with what it dates, and the day that the report counts from."""

from __future__ import annotations

import datetime as dt
import functools
import re

import regex

from casualties.extract.date_roles import HEAD, Dated, Role, in_head, role_of
from casualties.extract.dates import find_moments, last_known, read_moments
from casualties.extract.event_spans import EventSpan, read_spans, spread
from casualties.extract.joined_dates import joined_moments
from casualties.extract.moments import Moment
from casualties.extract.sentences import Document


class Timeline:
    """The dated expressions of a document, each sentence's read when it is asked for, and the day they count from."""

    __slots__ = ("_document", "_last", "_raw", "_rows", "_spans", "anchor", "anchored_by")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._raw: dict[int, tuple[Moment, ...]] = {}
        self._rows: dict[int, tuple[Dated, ...]] = {}
        self._last: list[Moment | None] = [None]
        self._spans: tuple[EventSpan, ...] | None = None
        self.anchor, self.anchored_by = anchor_of(document)

    def row(self, sentence: int) -> tuple[Dated, ...]:
        """Every dated expression of one sentence, in order."""
        found = self._rows.get(sentence)
        if found is None:
            moments = self._moments(sentence)
            document = self._document
            if moments and sentence and _is_cut_off(document, sentence, moments[0]):
                moments = moments[1:]
            following = sentence + 1
            if following < len(document.sentences) and _CLOCK.search(document.words(document.sentences[sentence])[-6:]):
                moments += tuple(m for m in self._moments(following)[:1] if _is_cut_off(document, following, m))
            found = tuple(Dated(m, sentence, role_of(document, sentence, m, self.anchor)) for m in moments)
            self._rows[sentence] = found
        return found

    def events(self, sentence: int) -> tuple[Dated, ...]:
        """What dates an event in a sentence; the day on which an event began or ended stands for all its days."""
        return tuple(spread(d, self.spans, self.anchor) for d in self.row(sentence) if d.role is Role.EVENT)

    @property
    def spans(self) -> tuple[EventSpan, ...]:
        """From which day to which the events went on that the report says began, lasted or ended."""
        if self._spans is None:
            self._spans = read_spans(self._document, self.row, self.anchor)
        return self._spans

    def later(self, sentence: int) -> tuple[Dated, ...]:
        """The days in a sentence of what came after the harm: "two of the wounded died on Sunday"."""
        return tuple(d for d in self.row(sentence) if d.role is Role.LATER)

    def compared(self, sentence: int) -> tuple[Dated, ...]:
        """What an event in a sentence is compared with: "the worst since the 2003 quake"."""
        return tuple(d for d in self.row(sentence) if d.role is Role.COMPARED)

    def _moments(self, sentence: int) -> tuple[Moment, ...]:
        document = self._document
        joined = functools.partial(joined_moments, document.text, anchor=self.anchor, lexicon=document.lexicon)
        return joined(moments=self._read(sentence), earlier=lambda: joined(moments=self._read(max(0, sentence - 1))))

    def _read(self, sentence: int) -> tuple[Moment, ...]:
        found = self._raw.get(sentence)
        if found is None:
            document, span = self._document, self._document.sentences[sentence].span
            before = functools.partial(self._before, sentence)
            found = read_moments(document.text, self.anchor, document.lexicon, span, before)
            self._raw[sentence] = found
        return found

    def _before(self, sentence: int) -> Moment | None:
        """The last known day ahead of a sentence; read forwards, so that no chain of "the next day" goes deep."""
        for number in range(len(self._last) - 1, sentence):
            self._last.append(last_known(self._read(number)) or self._last[number])
        return self._last[sentence]


@functools.lru_cache(maxsize=4)
def read_timeline(document: Document) -> Timeline:
    """The expressions of time of a document; the last few documents are kept."""
    return Timeline(document)


def _is_cut_off(document: Document, sentence: int, moment: Moment) -> bool:
    """Whether a moment opens a sentence and belongs to the one before: "at 2:20 a.m. | Thursday"."""
    start = document.sentences[sentence].start
    return moment.span.start == start and _CLOCK.search(document.text, start - 12, start) is not None


_CLOCK = regex.compile(r"\b[ap]\.m\.\s*$", regex.IGNORECASE)


_NEWS = (1000, 2999)
"""Years of publication that are taken for dates.  Databases write 0001-01-01 and 9999-12-31 for an unknown day, and
whatever is counted from there ("yesterday", "next week") soon leaves the calendar."""


def anchor_of(document: Document) -> tuple[dt.date | None, str]:
    """The day to count from, and where it came from: publication, else a full date in the head of the text."""
    published = document.report.published
    if published is not None and _NEWS[0] <= published.year <= _NEWS[1]:
        return published, "published " + published.isoformat()
    head = document.text[:HEAD]
    if _YEAR.search(head) is None:
        return None, "no publication date"
    for moment in find_moments(head, None, document.lexicon):
        if (
            moment.full
            and moment.start is not None
            and moment.start == moment.end
            and in_head(head, moment, document.lexicon)
        ):
            return moment.start, f"dateline {moment.start.isoformat()}"
    return None, "no publication date"


_YEAR = re.compile(r"\d{4}|\d\d[\s)]*[(–—-]")
"""What every full date holds: a year in four digits, or in two before a bracket or dash."""
