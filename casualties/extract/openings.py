"""Openings: where the speaker begins behind a time or place that opens a clause with no comma.

"By Sunday evening police said ...", "in the past week medics said ...", "in Homs police said ..."; a body's name is
never cut in two ("In Kenya Red Cross officials said ..." gives nobody).
"""

from __future__ import annotations

from casualties.extract.speech_line import Line
from casualties.extract.speech_words import BARRED, DETERMINER, DIGITS, PREPOSITION, TIME, WORD


def behind_opening(line: Line, start: int, end: int) -> int:
    """Where the speaker begins behind an opening with no comma: "by Sunday evening police", "in Homs police"."""
    flags, at = line.flags, start + 1
    if not flags[start] & PREPOSITION:
        return start
    while at < end and _is_timed(line, at):
        at += 1
    timed = line.holds(TIME, start + 1, at)
    if not timed:
        at = _behind_place(line, at, end)
    plain = at < end and (timed or not line.capital(at)) and flags[at] & WORD and not flags[at] & PREPOSITION
    return at if plain and at > start + 1 and line.known(at, end) else start


def _behind_place(line: Line, start: int, end: int) -> int:
    """Where a place's name ends that opens a phrase: before "police" in "Homs police"; `start` if it may be a body."""
    run = next((i for i in range(start, end) if not line.capital(i)), end)
    if line.names.is_country(line.text(start, run)):
        return run
    if line.known(start, run):
        return start
    return next((i for i in range(start + 1, run) if line.names.has_country(line.texts[i])), run)


def _is_timed(line: Line, at: int) -> bool:
    """Whether a word is of a time: "Sunday", "6", or "the" or "past" before "week"."""
    flags = line.flags
    if flags[at] & BARRED:
        return False
    if flags[at] & (TIME | DIGITS):
        return True
    if not flags[at] & WORD:
        return False
    leads = 2 if flags[at] & DETERMINER else 1
    return line.texts[at].islower() and any(flags[at + i] & TIME for i in range(1, leads + 1))
