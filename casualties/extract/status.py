"""Status: how the text holds each figure: asserted, denied, feared, hypothetical, unverified, retracted.

Cues stand in status.toml with what they cover: the harm beside them ("feared dead", "may have died", "threatened to
kill"), what follows or goes before in their clause ("denied that", "were found alive"), or the whole sentence and, by
reference, the one before ("The toll could not be verified.").
"""

from __future__ import annotations

import bisect
import functools
import operator
import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from casualties.claim import Status
from casualties.extract.decided import Decided
from casualties.extract.figures import Figure
from casualties.extract.lexicon import Lexicon, PlainList, all_words
from casualties.extract.plainwords import Words, words_of
from casualties.extract.sentences import Document, Kind


class Reach(StrEnum):
    """What a cue covers (see the head of status.toml)."""

    AFTER = "after"
    BEFORE = "before"
    CLAIM = "claim"
    HARM = "harm"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class StatusCue:
    """Phrases that give a figure a status other than asserted."""

    status: Status
    reach: Reach
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The file status.toml."""

    cue: tuple[StatusCue, ...]
    stop: tuple[PlainList, ...]
    reference: tuple[PlainList, ...]
    referent: tuple[PlainList, ...]
    pseudo: tuple[PlainList, ...]
    beside: tuple[PlainList, ...]
    claimed: tuple[PlainList, ...]
    said: tuple[PlainList, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    status: Status | None  # None: a phrase that only looks like a cue
    reach: Reach


@dataclass(frozen=True, slots=True)
class _Index:
    phrases: dict[str, tuple[_Phrase, ...]]
    stop: frozenset[str]
    reference: frozenset[str]
    referent: frozenset[str]
    beside: frozenset[str]
    claimed: frozenset[str]
    said: frozenset[str]
    keywords: dict[str, tuple[frozenset[str], ...]]  # the words of each phrase, under the longest


class _Cue(NamedTuple):
    """A cue found in a sentence: word indices, end exclusive."""

    start: int
    end: int
    status: Status
    reach: Reach


class _Sentence(NamedTuple):
    """A sentence as words with its cues, both in text order."""

    words: Words
    cues: Sequence[_Cue]

    def word_at(self, offset: int) -> int:
        """The index of the word that holds an offset of the text, or of the next one."""
        return bisect.bisect_right(self.words.ends, offset)

    def near(self, at: int) -> Sequence[_Cue]:
        """The cues within reach of a word."""
        low = bisect.bisect_left(self.cues, at - _REACH, key=_start)
        high = bisect.bisect_right(self.cues, at + _REACH, key=_start)
        return self.cues[low:high]


_start = operator.attrgetter("start")
_RANK = {
    Status.DENIED: 0,
    Status.RETRACTED: 1,
    Status.HYPOTHETICAL: 2,
    Status.FEARED: 3,
    Status.UNVERIFIED: 4,
}
_AFTER, _CLAIM, _HARM, _WHOLE = Reach.AFTER, Reach.CLAIM, Reach.HARM, Reach.SENTENCE
_CLAIMED = 6
"""Words from "talk", "reports" to the figure they are of."""
_BETWEEN = 6
"""Words that may stand between a cue and the harm or number that it governs."""
_REACH = 80
"""Words between a figure and a cue at most: no clause is longer."""
_ROUGH = re.compile(r"[^\W_]++")
_ASSERTED = Decided(Status.ASSERTED, "no cue of status")
_GAP = 2
"""Words that a "*" in a phrase may stand for."""


def find_statuses(document: Document, figures: Sequence[Figure]) -> tuple[Decided[Status], ...]:
    """The status of each figure, in order; the `how` names the cue and its offsets."""
    index = _index(document.lexicon)
    sentences: dict[int, _Sentence | None] = {}

    def read(at: int) -> _Sentence | None:
        if at not in sentences:
            start, end = document.sentences[at].start, document.sentences[at].end
            sentence = None
            if _may_hold_cue(document.text[start:end].casefold(), index):
                words = words_of(document.text, start, end)
                cues = _cues(words.lows, index)
                sentence = _Sentence(words, cues) if cues else None
            sentences[at] = sentence
        return sentences[at]

    found = []
    harmed = {figure.sentence for figure in figures}
    for number, figure in enumerate(figures):
        sentence = read(figure.sentence)
        if sentence is None:
            found.append(_referred(document, figure, read, harmed) or _ASSERTED)
            continue
        first = sentence.word_at(figure.span.start)
        follower = next((f for f in figures[number + 1 : number + 9] if f.part_of is None), None)
        here = [c for c in sentence.near(first) if _covers(c, sentence, figure, follower, index)]
        here.sort(key=lambda c: (_RANK[c.status], c.start))
        own = _decided(here[0], sentence.words) if here else None
        found.append(own or _referred(document, figure, read, harmed) or _ASSERTED)
    return tuple(found)


def _decided(cue: _Cue, words: Words) -> Decided[Status]:
    said = " ".join(words.texts[cue.start : cue.end])
    return Decided(cue.status, f"{cue.status} by {said!r} at {words.starts[cue.start]}-{words.ends[cue.end - 1]}")


def _referred(
    document: Document, figure: Figure, read: Callable[[int], _Sentence | None], harmed: Set[int]
) -> Decided[Status] | None:
    """A sentence behind that is about the figure: "The toll could not be independently verified.".

    The next one, or the one behind it if that names what it is about and no other figure stands between.
    """
    at = figure.sentence + 1
    found = _said_of(document, at, read, named=False)
    if found is None and at not in harmed and at + 1 < len(document.sentences):
        same = document.sentences[at + 1].paragraph == document.sentences[figure.sentence].paragraph
        found = _said_of(document, at + 1, read, named=True) if same else None
    return found


def _said_of(
    document: Document, at: int, read: Callable[[int], _Sentence | None], *, named: bool
) -> Decided[Status] | None:
    """What a sentence that refers back, or ``named`` a figure, says of it."""
    if at >= len(document.sentences) or document.sentences[at].kind is Kind.LITTER:
        return None
    index = _index(document.lexicon)
    opens = _ROUGH.match(document.text, document.sentences[at].start)
    if opens is None or opens.group().casefold() not in index.reference:
        return None
    sentence = read(at)
    if sentence is None or sentence.words.lows[0] not in index.reference:
        return None
    lows = sentence.words.lows
    if named and lows[1] not in index.referent:
        return None
    for cue in sentence.near(0):
        beside = lows[: cue.start] + lows[cue.end : cue.end + 4]
        if cue.status is Status.UNVERIFIED and not index.referent.isdisjoint(beside):
            return _decided(cue, sentence.words)
    return None


def _covers(cue: _Cue, sentence: _Sentence, figure: Figure, follower: Figure | None, index: _Index) -> bool:
    """Whether a cue near the figure covers it; `follower` is the next figure that is no part of another."""
    stop, lows = index.stop, sentence.words.lows
    first, last = sentence.word_at(figure.span.start), sentence.word_at(figure.span.end - 1)
    if cue.reach is _WHOLE:
        return ";" not in lows[min(cue.end, last) : max(cue.start, first)]
    if cue.reach is _HARM:
        return _governs(cue, sentence, figure, index)
    if cue.reach is _AFTER:
        after = cue.end <= first + 1 and cue.start <= first and stop.isdisjoint(lows[cue.end : first])
        return after and not any(lows[n] == "and" and lows[n + 1] in index.said for n in range(cue.end, first))
    if cue.reach is _CLAIM and index.claimed.isdisjoint(lows[max(0, first - _CLAIMED) : first]):
        return False
    nearer = follower is not None and follower.span.start < sentence.words.starts[cue.start]
    return last < cue.start and not nearer and stop.isdisjoint(lows[last + 1 : cue.start])


def _governs(cue: _Cue, sentence: _Sentence, figure: Figure, index: _Index) -> bool:
    """Whether the cue stands right before the figure's harm, or the figure itself right behind the cue."""
    harm, number = sentence.word_at(figure.trigger.start), sentence.word_at(figure.span.start)
    for target in (harm, number):
        if cue.start <= target < cue.end:
            return True
        between = sentence.words.lows[cue.end : target]
        near = cue.end <= target and len(between) <= _BETWEEN
        if near and all(low in index.beside or low.endswith("ly") for low in between):
            return True
    return False


def _cues(lows: Sequence[str], index: _Index) -> Sequence[_Cue]:
    """Cues from left to right, the longest at each place; a phrase that only looks like one uses up its words."""
    found: list[_Cue] = []
    until = 0
    for at, low in enumerate(lows):
        phrases = index.phrases.get(low)
        if phrases is None or at < until:
            continue
        best = [(end, phrase) for phrase in phrases if (end := _matches(lows, at, phrase.words)) is not None]
        for end, phrase in best:
            if phrase.status is not None and not any(p.status is None and e >= end for e, p in best):
                found.append(_Cue(at, end, phrase.status, phrase.reach))
        if any(p.status is None for _, p in best):
            until = max(end for end, _ in best)
    return found


def _matches(lows: Sequence[str], at: int, phrase: Sequence[str]) -> int | None:
    """Where a phrase that begins at `at` ends."""
    for n, part in enumerate(phrase):
        if part == "*":
            ends = (_matches(lows, at + skip, phrase[n + 1 :]) for skip in range(_GAP + 1))
            return next((e for e in ends if e is not None), None)
        if at >= len(lows) or lows[at] != part:
            return None
        at += 1
    return at


@functools.cache
def _index(lexicon: Lexicon) -> _Index:
    words = lexicon.load("status", StatusWords)
    phrases: dict[str, list[_Phrase]] = {}
    for cue in words.cue:
        for form in cue.words:
            split = tuple(form.split())
            phrases.setdefault(split[0], []).append(_Phrase(split, cue.status, cue.reach))
    for entry in words.pseudo:
        for form in entry.words:
            split = tuple(form.split())
            phrases.setdefault(split[0], []).append(_Phrase(split, None, Reach.AFTER))
    return _Index(
        phrases={k: tuple(v) for k, v in phrases.items()},
        stop=all_words(words.stop),
        reference=all_words(words.reference),
        referent=all_words(words.referent),
        beside=all_words(words.beside),
        claimed=all_words(words.claimed),
        said=all_words(words.said),
        keywords=_keywords(p.words for found in phrases.values() for p in found if p.status is not None),
    )


def _keywords(phrases: Iterable[Sequence[str]]) -> dict[str, tuple[frozenset[str], ...]]:
    keywords: dict[str, list[frozenset[str]]] = {}
    for phrase in phrases:
        pieces: list[str] = [piece for word in phrase for piece in _ROUGH.findall(word)]
        keywords.setdefault(max(pieces, key=len), []).append(frozenset(pieces))
    return {word: tuple(found) for word, found in keywords.items()}


def _may_hold_cue(low: str, index: _Index) -> bool:
    """Whether all words of some cue stand in a sentence, anywhere: most sentences need no closer look."""
    pieces = set(_ROUGH.findall(low))
    return any(phrase <= pieces for word in pieces & index.keywords.keys() for phrase in index.keywords[word])
