"""Sentences: a report cut into sentences, headings, list items and web-page litter, offsets kept.

Found: sentence ends after ``. ! ? ...`` with closing quotes and brackets, also where the blank is missing
(``immediately.”UN chief``); not after abbreviations, initials, decimals and ellipses inside a sentence.  Paragraphs
are parted by blank lines, and by single line ends unless the text is hard-wrapped.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import regex

from casualties.extract.lexicon import Lexicon
from casualties.report import Report, Span


class Kind(StrEnum):
    """What a stretch of text is for the reader."""

    PROSE = "prose"
    HEADING = "heading"
    ITEM = "item"
    LITTER = "litter"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; ``paragraph`` counts from 0; ``quoted`` if a quotation opened earlier still runs at its start."""

    start: int
    end: int
    paragraph: int
    kind: Kind
    quoted: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A report cut into sentences: what every later step reads.  Equal to itself alone: what is read of it is kept."""

    report: Report
    sentences: tuple[Sentence, ...]
    lexicon: Lexicon

    @property
    def text(self) -> str:
        return self.report.text

    @property
    def span(self) -> Span:
        """From the first sentence to the end of the last; of an archive that is read in pieces, the piece."""
        return Span(self.sentences[0].start, self.sentences[-1].end) if self.sentences else Span(0, 0)

    def words(self, sentence: Sentence) -> str:
        """The sentence as written."""
        return self.report.text[sentence.start : sentence.end]


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """A list of abbreviations; ``always`` ones never end a sentence, the others only before a small letter or digit."""

    words: tuple[str, ...]
    always: bool


@dataclass(frozen=True, slots=True)
class Litter:
    """Phrases that only page furniture holds: newsletters, cookies, adverts."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The file sentences.toml."""

    abbreviation: tuple[Abbreviations, ...]
    litter: tuple[Litter, ...]


_END = regex.compile(
    r"""(?: (?<=\S) [.!?…]++ [\])"'”’»]*+ (?= \s | $ )        # the usual end, with what closes it
        | (?<= \p{L}{2} ) [.!?] ["”’»]++ (?= \p{Lu} )   # blank lost after a closing quote
        | (?<= \p{Ll}{3} ) [.!?] (?= \p{Lu}\p{Ll} ) )   # blank lost between two sentences
    """,
    regex.VERBOSE,
)
_LAST_WORD = regex.compile(r"(?r)[\p{L}\p{N}.'’&-]{0,24}$")
_INITIALS = regex.compile(r"(?:^|[^\p{L}])(?:\p{Lu}\.)*\p{Lu}\.$")
_ITEM = regex.compile(r"[ \t]*(?:[-*•–—·▪►]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+(?=\S)")
_LINE = regex.compile(r"[^\n]*")
_WRITTEN = re.compile(r"\S(?:[^\n]*\S)?")
"""What stands on a line, without outer blanks; `re`, whose blanks are those of `str.strip`."""
_QUOTES = regex.compile(r"[\"“”«»]")
_LONGEST = 1200
"""Characters; no sentence of the news texts looked at is longer."""
_ONE_REPORT = 1 << 20
"""Characters; a longer text is an archive, of which no second copy is made and which is read in pieces."""
_HARD_WRAP = (45, 110)
"""Lines of a hard-wrapped text are this long; measured on mail and telegram texts (72-80 columns, ragged)."""


def read_document(report: Report, lexicon: Lexicon) -> Document:
    """The report cut into sentences."""
    return Document(report, tuple(_sentences(report, lexicon)), lexicon)


def read_documents(report: Report, lexicon: Lexicon) -> Iterator[Document]:
    """The same, in pieces if the text is longer than any report: an archive, of which a piece is in memory at a time.

    What one piece tells is not carried into the next.
    """
    found: list[Sentence] = []
    for sentence in _sentences(report, lexicon):
        read = sentence.start - found[0].start if found else 0
        if read > _ONE_REPORT and (sentence.paragraph != found[-1].paragraph or read > 2 * _ONE_REPORT):
            yield Document(report, tuple(found), lexicon)
            found = []
        found.append(sentence)
    yield Document(report, tuple(found), lexicon)


def _sentences(report: Report, lexicon: Lexicon) -> Iterator[Sentence]:
    text, abbreviations = report.text, _abbreviations(lexicon)
    phrases = _held(text, _litter(lexicon)) if len(text) < _ONE_REPORT else _litter(lexicon)
    for number, (start, end) in enumerate(_paragraphs(text)):
        litter = _held(text[start:end], phrases) if phrases else phrases
        yield from _between(text, _cuts(text, start, end, *abbreviations), number, litter)


def _held(text: str, phrases: Sequence[str]) -> Sequence[str]:
    """Those of the phrases that a text holds: of most reports none."""
    low = text.lower()
    return [phrase for phrase in phrases if phrase in low]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _LINE.finditer(text))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of paragraphs and list lines, outer blanks stripped; one after another, for a text may be an archive."""
    lines = (match.span() for match in _WRITTEN.finditer(text))
    if not _is_wrapped(text):
        yield from lines
        return
    begun, last = next(lines, (0, 0))
    for start, end in lines:
        # One line end and nothing else but the blanks that indent the next line.
        if text[last] != "\n" or text.count("\n", last, start) > 1 or not _runs_on(text, last, last + 1):
            yield begun, last
            begun = start
        last = end
    if begun < last:
        yield begun, last


def _is_wrapped(text: str) -> bool:
    """Whether line ends are typesetting: some lines stop short of a sentence end and the next begins small."""
    cut = full = 0
    for (a, b), (c, d) in itertools.pairwise(itertools.chain(((0, 0),), (x for x in _lines(text) if x[1] > x[0]))):
        full += 1
        if c != b + 1 or b == a:
            continue
        tail, head = text[a:b].rstrip(), text[c:d].lstrip()
        if tail and head and tail[-1] not in '.!?:”"' and (head[0].islower() or tail[-1] in ",;-"):
            cut += 1
    return cut >= 1 and cut >= full * 0.1


def _runs_on(text: str, last: int, start: int) -> bool:
    """In a hard-wrapped text, whether the line at `start` continues the one that ended at `last`."""
    head = text[start : start + 3].lstrip()
    line_start = text.rfind("\n", 0, last) + 1
    tail = text[line_start:last].rstrip()
    if not tail or not head or _ITEM.match(text, start):
        return False
    if head[0].islower() or tail[-1] in ",;-":
        return True
    low, high = _HARD_WRAP
    return low <= len(tail) <= high


def _cuts(text: str, start: int, end: int, always: frozenset[str], before_small: frozenset[str]) -> list[int]:
    """Where the sentences of a paragraph part, its own ends among them."""
    cuts = [start]
    for match in _END.finditer(text, start, end):
        stop, last = match.span()
        if last >= end:
            break
        if last - stop > 1 or text[stop] != "." or not _is_abbreviation(text, start, stop, always, before_small):
            if last - cuts[-1] > _LONGEST:
                cuts.extend(_forced(text, cuts[-1], last))
            cuts.append(last)
    if end - cuts[-1] > _LONGEST:
        cuts.extend(_forced(text, cuts[-1], end))
    cuts.append(end)
    return cuts


def _between(text: str, cuts: Sequence[int], paragraph: int, litter: Sequence[str]) -> Iterator[Sentence]:
    """The sentences between the cuts, outer blanks stripped."""
    quoted = False
    quotes = _QUOTES.search(text, cuts[0], cuts[-1]) is not None
    for start, end in itertools.pairwise(cuts):
        words = text[start:end].strip()
        if words:
            first = text.index(words, start)
            yield Sentence(first, first + len(words), paragraph, _kind(words, litter), quoted)
            if quotes:
                quoted = _open_after(words, quoted)


def _forced(text: str, start: int, end: int) -> list[int]:
    """Cuts at blanks inside a stretch too long to be a sentence, so that every later step works on bounded pieces."""
    cuts: list[int] = []
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        start = blank if blank > start else start + _LONGEST
        cuts.append(start)
    return cuts


def _is_abbreviation(text: str, start: int, stop: int, always: frozenset[str], before_small: frozenset[str]) -> bool:
    """Whether the full stop at `stop` belongs to the word before it."""
    head = text[max(start, stop - 24) : stop + 1]
    plain = head[head.rfind(" ") + 1 : -1] if " " in head else ""
    if plain.isalnum() and plain.isascii():  # most words: no pattern is needed
        word = plain.lower() + "."
    else:
        found = _LAST_WORD.search(head)
        word = found.group().lower() if found else ""
    if word in always:
        return True
    following = text[stop + 1 : stop + 4].lstrip()
    small = bool(following) and (following[0].islower() or following[0].isdigit() or following[0] in ",;:)")
    if word in before_small:
        return small
    if head[-2:-1].isupper() and _INITIALS.search(head):
        return small or len(word) <= 2 or word.count(".") == 1
    return bool(following) and following[0] in ",;"


def _kind(words: str, litter: Sequence[str]) -> Kind:
    if litter and len(words) < 400:
        low = words.lower()
        if any(phrase in low for phrase in litter):
            return _LITTER
    if _ITEM.match(words):
        return _ITEM_KIND
    if words[-1] not in '.!?…”"’)' and len(words) < 160:
        return _HEADING
    return _PROSE


_PROSE, _HEADING, _ITEM_KIND, _LITTER = Kind


def _open_after(words: str, quoted: bool) -> bool:
    """Whether a double quotation is open at the end of the sentence; straight quotes simply toggle."""
    for match in _QUOTES.finditer(words):
        mark = match.group()
        quoted = True if mark in "“«" else False if mark in "”»" else not quoted
    return quoted


@functools.cache
def _abbreviations(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    lists = lexicon.load("sentences", SentenceWords).abbreviation
    always = frozenset(w.lower() for a in lists if a.always for w in a.words)
    before_small = frozenset(w.lower() for a in lists if not a.always for w in a.words)
    return always, before_small


@functools.cache
def _litter(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(w.lower() for entry in lexicon.load("sentences", SentenceWords).litter for w in entry.words)
