"""Event mentions: which earlier sentences told of the event that a sentence comes back to.

Read: the attack, that raid, the standoff, Saturday's blast; the dead, the wounded, those killed, the toll, for the
event of any kind.  Never: a separate attack, another blast, an earlier raid, which are events of their own.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from casualties.extract.calendar_words import TimeCue, calendar_of, one_of, word_list
from casualties.extract.figures import Figure
from casualties.extract.lexicon import Lexicon
from casualties.extract.sentences import Document
from casualties.extract.wordfinder import WordFinder, word_finder
from casualties.report import Span

_FAMILIES = (
    TimeCue.VIOLENCE, TimeCue.QUAKE, TimeCue.FLOOD, TimeCue.SLIDE, TimeCue.FIRE, TimeCue.CRASH, TimeCue.SINKING,
    TimeCue.CRUSH, TimeCue.COLLAPSE,
)  # fmt: skip
"""Lists of periods.toml, each the words for one kind of event; "the attack" may be a bombing, never a quake."""


@dataclass(frozen=True, slots=True)
class EventMention:
    """A word for an event: the kinds it may be of, whether it comes back to a known event, whether it is another's,
    and the weekday that owns it ("Saturday's blast").
    """

    span: Span
    families: frozenset[TimeCue]
    again: bool
    other: bool
    weekday: str | None


@functools.cache
def _kinds(lexicon: Lexicon) -> dict[str, frozenset[TimeCue]]:
    """The families of each word."""
    found: dict[str, frozenset[TimeCue]] = {}
    for family in _FAMILIES:
        for word in word_list(lexicon, family):
            found[word] = found.get(word, frozenset()) | {family}
    return found


@functools.cache
def _event_words(lexicon: Lexicon) -> WordFinder:
    return word_finder(_kinds(lexicon), small=True)


_AGAIN = regex.compile(r"\b(?:the|that|this|these|those|both)\s+(?:\p{L}[\w-]*\s+){0,2}$", regex.IGNORECASE)
_OF_YEAR = regex.compile(r"\s+(?:of|in)\s+((?:18|19|20)\d\d)\b")
_BREAKS = regex.compile(r"[.;:!?]")


@functools.cache
def _of_another(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Another", "last week's", "2003" before a word for an event: one of its own."""
    other = one_of(word_list(lexicon, TimeCue.OF_ANOTHER))
    years = r"last\s+(?:week|month|year)['’]?s?|(?:18|19|20)\d\d"
    return regex.compile(rf"\b(?:{other}|{years})\s+(?:[\w-]+\s+){{0,2}}$", regex.IGNORECASE)


@functools.cache
def _owned(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "Saturday's ..." before a word for an event; the apostrophe may be lost."""
    return regex.compile(rf"\b({calendar_of(lexicon).weekday})['’]?s\s+(?:[\w-]+\s+){{0,2}}$", regex.IGNORECASE)


class EventMentions:
    """The words for events in a document, found in one scan and read sentence by sentence as they are asked for."""

    __slots__ = ("_document", "_matches", "_rows", "_starts")

    def __init__(self, document: Document) -> None:
        self._document = document
        here = document.span
        self._matches = tuple(_event_words(document.lexicon).finditer(document.text, here.start, here.end))
        self._starts = [match.start() for match in self._matches]
        self._rows: dict[int, tuple[EventMention, ...]] = {}

    def row(self, sentence: int) -> tuple[EventMention, ...]:
        """Every word for an event in one sentence."""
        found = self._rows.get(sentence)
        if found is None:
            span = self._document.sentences[sentence]
            here = slice(bisect.bisect_left(self._starts, span.start), bisect.bisect_left(self._starts, span.end))
            found = tuple(self._mention(match, span.start) for match in self._matches[here])
            self._rows[sentence] = found
        return found

    def _mention(self, match: regex.Match[str], start: int) -> EventMention:
        document = self._document
        before = _BREAKS.split(document.text[max(start, match.start() - 40) : match.start()])[-1]
        owner = _owned(document.lexicon).search(before)
        families = _kinds(document.lexicon)[" ".join(match.group().lower().split())]
        again = owner is not None or _AGAIN.search(before) is not None
        weekday = owner[1].lower() if owner else None
        other = _of_another(document.lexicon).search(before) is not None or self._is_of_another_year(match.end())
        return EventMention(Span(*match.span()), families, again, other, weekday)

    def _is_of_another_year(self, end: int) -> bool:
        """ "The floods of 1998": not those of a report of 2017."""
        year, published = _OF_YEAR.match(self._document.text, end), self._document.report.published
        return year is not None and published is not None and int(year[1]) != published.year


@functools.lru_cache(maxsize=4)
def read_mentions(document: Document) -> EventMentions:
    """The words for events of a document; the last few documents are kept."""
    return EventMentions(document)


@functools.cache
def _harmed(lexicon: Lexicon) -> regex.Pattern[str]:
    """Words for the victims, their number or those who did it, who were told of before."""
    cues = (TimeCue.HARMED, TimeCue.CAME_TO_HARM, TimeCue.SORT_OF_TOLL, TimeCue.COUNTS_ANEW, TimeCue.DOER)
    harmed, came, sort, put, doer = (one_of(word_list(lexicon, cue)) for cue in cues)
    return regex.compile(
        rf"\b(?:(?:of|among|all|only)\s+the\s+(?:\w+\s+)?{harmed}|"
        rf"(?:of|among)\s+(?:those|the\s+(?:[\w,]+\s+){{0,2}}\p{{L}}+)\s+(?:who\s+(?:were\s+)?)?{came}|"
        rf"(?:the|an?|its|their)\s+(?:{sort}\s+){{0,2}}(?:death\s+)?toll|"
        rf"{put}\s+the\s+(?:figure|count|number\s+of\s+(?:dead|wounded|injured)|dead|toll)|"
        r"the\s+(?:number\s+of\s+)?(?:dead|wounded|injured|victims)|"
        r"remain(?:s|ed)?\s+(?:in\s+(?:critical|hospital)|missing|unaccounted)|(?:still|also)\s+(?:missing|unaccounted)|"
        rf"the\s+{doer})\b",
        regex.IGNORECASE,
    )


_REACH = 90
_BACK = 80
"""Sentences back in which an event still counts; longer texts are several reports in one."""


def events_meant(document: Document, figure: Figure, figures: Sequence[Figure]) -> Iterator[int]:
    """The earlier sentences that tell of the event of this figure, likeliest first; none where it is told anew.

    "The dead" come back first to sentences that hold a figure, "the blast" to any that tells of one.
    """
    at = figure.sentence
    if at == 0:
        return
    start, end = _ends(figure)
    near = _nearest(document, figure)
    if any(m.other or not m.again for m in near[:1]):
        return
    families: frozenset[TimeCue] | None = near[0].families if near else None
    sentence = document.sentences[at]
    words = document.text[max(sentence.start, start - _REACH) : min(sentence.end, end + _REACH)]
    if families is None and _harmed(document.lexicon).search(words) is None:
        return
    day = near[0].weekday if near else None
    first = max(0, at - _BACK)
    if near and _THAT.search(document.text, max(sentence.start, near[0].span.start - 30), near[0].span.start):
        yield at - 1
        yield from _telling(document, range(at - 1, first - 1, -1), families, day)
        return
    order = _order(document, at)
    if families is None:
        counted = {f.sentence for f in figures}
        order = tuple(sorted(order, key=lambda n: n not in counted))
    yield from _telling(document, order, families, day)


def _ends(figure: Figure) -> tuple[int, int]:
    """Where a figure with its word of harm begins and ends."""
    return min(figure.span.start, figure.trigger.start), max(figure.span.end, figure.trigger.end)


def _nearest(document: Document, figure: Figure) -> list[EventMention]:
    """The words for events about a figure in its sentence, nearest first."""
    start, end = _ends(figure)
    near = [m for m in read_mentions(document).row(figure.sentence) if start - _REACH < m.span.start < end + _REACH]
    return sorted(near, key=lambda m: max(m.span.start - end, start - m.span.end, 0))


def is_past_another(document: Document, figure: Figure) -> bool:
    """Whether it comes back past the event told of last: a quake in one sentence, a bombing, "the quake killed 300"."""
    near = _nearest(document, figure)[:1]
    if not near or not near[0].again or near[0].other:
        return False
    sentences, mentions = document.sentences, read_mentions(document)
    for before in range(figure.sentence - 1, max(figure.sentence - 7, -1), -1):
        if sentences[before].paragraph != sentences[figure.sentence].paragraph:
            return False
        told = [m for m in mentions.row(before) if not m.other]
        if told:
            return all(m.families.isdisjoint(near[0].families) for m in told)
    return False


@functools.cache
def _apart(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "A separate", "an earlier" before a word for an event; "the earlier attack" is one told of."""
    apart = one_of(word_list(lexicon, TimeCue.APART))
    return regex.compile(rf"(?<!\b(?:the|that|this)\s+)\b{apart}\s+(?:[\w-]+\s+){{0,2}}$", regex.IGNORECASE)


def is_apart(document: Document, figure: Figure) -> bool:
    """Whether it is of an event apart from those told of: "a separate attack killed three"."""
    start, end = _ends(figure)
    for mention in _nearest(document, figure)[:1]:
        if mention.span.start > end and _PARTS.search(document.text, end, mention.span.start):
            return False  # "nine died, and a separate attack ..."
        if mention.span.end < start and _PARTS.search(document.text, mention.span.end, start):
            return False
        opens = max(document.sentences[figure.sentence].start, mention.span.start - 40)
        return _apart(document.lexicon).search(document.text, opens, mention.span.start) is not None
    return False


_PARTS = regex.compile(r"[;:]|\b(?:and|while|but|after|when)\b", regex.IGNORECASE)


def tellers_of(document: Document, mention: EventMention, at: int) -> Iterator[int]:
    """The sentences before one that tell of the event that it comes back to, likeliest first."""
    if mention.again and not mention.other:
        yield from _telling(document, _order(document, at), mention.families, mention.weekday)


def _order(document: Document, at: int) -> tuple[int, ...]:
    """The paragraph backwards, then the report forwards."""
    sentences, first = document.sentences, max(0, at - _BACK)
    opens = next((n for n in range(at, first, -1) if sentences[n - 1].paragraph != sentences[at].paragraph), first)
    return (*range(at - 1, opens - 1, -1), *range(first, opens))


def _telling(
    document: Document, numbers: Sequence[int], families: frozenset[TimeCue] | None, day: str | None
) -> Iterator[int]:
    """Those sentences that tell of an event of these kinds, on that weekday if one is named."""
    mentions = read_mentions(document)
    for number in numbers:
        if day is not None and day not in document.words(document.sentences[number]).lower():
            continue
        if any(not m.other and (families is None or m.families & families) for m in mentions.row(number)):
            yield number


def is_dated(document: Document, figure: Figure) -> bool:
    """Whether its sentence comes back to an event by its weekday: "Saturday's convoy attack killed 126"."""
    return any(m.weekday for m in read_mentions(document).row(figure.sentence))


_THAT = regex.compile(r"\b(?:that|this|these|those)\s+(?:\p{L}[\w-]*\s+){0,2}$", regex.IGNORECASE)
