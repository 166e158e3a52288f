"""Utterance: one cue of speech with its speaker and the words it covers; and the stretches of a sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from casualties.extract.speech_line import Line
from casualties.extract.speech_words import BARRED, QUOTE, SEMICOLON, WORD
from casualties.report import Span

_LEADING = frozenset({"and", "but"})
_GENITIVES = ("'s", "’s", "'", "’")
_CLOSING = frozenset({")", "]", "."})
"""Marks that may end a speaker's words."""


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


class Utterance(NamedTuple):
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


def span_of(line: Line, start: int, end: int) -> Span:
    """Offsets of the words from `start` up to `end`, without marks at either end."""
    flags, lows = line.flags, line.lows
    if start < end - 1 and (not flags[start] & WORD or lows[start] in _LEADING):
        named = line.holds(QUOTE, start + 1, end)  # a name in quotation marks keeps both
        while start < end - 1 and (not flags[start] & WORD or lows[start] in _LEADING):
            if named and flags[start] & QUOTE:
                break
            start += 1
    while end - 1 > start and not flags[end - 1] & WORD and lows[end - 1] not in _CLOSING:
        end -= 1
    return Span(line.words.starts[start], line.words.ends[end - 1])


def owner_span(line: Line, start: int, end: int) -> Span:
    """Offsets of an owner without the ending of its genitive: "the Observatory's" is the Observatory."""
    span, last = span_of(line, start, end), line.texts[end - 1]
    ending = next((e for e in _GENITIVES if last.endswith(e)), "")
    return Span(span.start, span.end - len(ending))


def stretch(line: Line, start: int, end: int) -> Span | None:
    """Offsets of the words from `start` up to `end`; None if there are none."""
    return Span(line.words.starts[start], line.words.ends[end - 1]) if start < end else None


def segment_start(line: Line, at: int) -> int:
    """Where the stretch before `at` begins: after a semicolon, or at the sentence's start."""
    if line.sets & SEMICOLON:
        for before in range(at - 1, -1, -1):
            if line.lows[before] == ";":
                return before + 1
    return 0


def segment_end(line: Line, at: int) -> int:
    """Where the stretch behind `at` ends: before a semicolon, or at the sentence's end."""
    if line.sets & SEMICOLON:
        for behind in range(at, line.size):
            if line.lows[behind] == ";":
                return behind
    return line.size


def complement_before(line: Line, start: int, end: int) -> bool:
    """Whether something said stands between `start` and `end`: a figure, a verb, or a quotation that closes there."""
    if line.holds(QUOTE, max(start, end - 2), end) or line.holds(BARRED, start, end):
        return True
    return line.first_verbal(start, end) is not None
