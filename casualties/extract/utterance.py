"""Utterance: one cue of speech with its speaker and the words it covers; and the stretches of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casualties.extract.nominals import QUOTES
from casualties.extract.speech_words import Line
from casualties.report import Span


class Rule(StrEnum):
    """How a speaker stands to the words spoken; the names appear in a claim's `how`."""

    PRE = "pre-posed"
    POST = "post-posed"
    INVERTED = "inverted"
    ACCORDING = "according"
    AGENT = "agent"
    PARTICIPLE = "participle"
    QUOTED = "quoted"
    CITED = "cited"
    COLON = "colon"
    TAIL = "headline end"
    BRACKET = "bracket"
    TOLL = "own toll"
    GAPPED = "gapped"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One cue of speech: its speaker, and the stretches it covers to the left and to the right of it.

    ``closed``: the right-hand stretch only follows a finished attribution ("..., police said, ...").
    """

    rule: Rule
    speaker: Span
    cue: Span
    left: Span | None = None
    right: Span | None = None
    relay: Span | None = None
    closed: bool = False

    def covers(self, at: int) -> bool:
        return any(s is not None and s.start <= at < s.end for s in (self.left, self.right))


def span_of(line: Line, start: int, end: int) -> Span:
    """Offsets of the words from `start` up to `end`, without marks at either end."""
    named = any(line.lows[i] in QUOTES for i in range(start + 1, end))  # a name in quotation marks keeps both
    while start < end - 1 and (not line.is_word(start) or line.lows[start] in {"and", "but"}):
        if named and line.lows[start] in QUOTES:
            break
        start += 1
    while end - 1 > start and not line.is_word(end - 1) and line.lows[end - 1] not in {")", "]", "."}:
        end -= 1
    return Span(line.words.starts[start], line.words.ends[end - 1])


def stretch(line: Line, start: int, end: int) -> Span | None:
    """Offsets of the words from `start` up to `end`; None if there are none."""
    return Span(line.words.starts[start], line.words.ends[end - 1]) if start < end else None


def segment_start(line: Line, at: int) -> int:
    """Where the stretch before `at` begins: after a semicolon, or at the sentence's start."""
    return next((i + 1 for i in range(at - 1, -1, -1) if line.lows[i] == ";"), 0)


def segment_end(line: Line, at: int) -> int:
    """Where the stretch behind `at` ends: before a semicolon, or at the sentence's end."""
    return next((i for i in range(at, line.size) if line.lows[i] == ";"), line.size)


def complement_before(line: Line, start: int, end: int) -> bool:
    """Whether something said stands between `start` and `end`: a figure, a verb, or a quotation that closes there."""
    if any(line.lows[i] in QUOTES for i in range(max(start, end - 2), end)):
        return True
    return any(line.bars(i) or line.verbal(i) for i in range(start, end))
