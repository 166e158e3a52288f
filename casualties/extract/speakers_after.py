"""Speakers after: the noun phrase that stands behind a cue of speech, with its appositions and relative clauses.

"According to police in Homs, ...", "..., said Ana Ruiz, a nurse", "told AFP", "a count kept by the weekly".
"""

from __future__ import annotations

from casualties.extract.nominals import BRACKETS, LONGEST, is_stop, name
from casualties.extract.speech_line import VERBAL, Line
from casualties.extract.speech_words import (
    AND,
    APPOSITIVE,
    AUXILIARY,
    BARRED,
    BOUNDARY,
    CALENDAR,
    DETERMINER,
    DIGITS,
    DOCUMENT,
    FINITE,
    FULL_STOP,
    HANDED,
    JOINT,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    STOP,
    TIME,
    TOLL,
    Speech,
)

_SEE = Speech.SEE.bit
_ENDS_AT_ONCE = STOP | BARRED | BOUNDARY | PARTICIPLE
_MAY_END = VERBAL | FINITE | CALENDAR | AND | PREPOSITION | PRONOUN
"""Flags of words behind the first that may end a noun phrase, if others than `_ENDS_AT_ONCE`."""
_SMALL_ENDS = frozenset({"in", "on", "by", "there"})
_TODAY = frozenset({"today", "yesterday", "tonight"})


def after(line: Line, start: int, *, clause_follows: bool = False) -> tuple[int, int] | None:
    """The noun phrase that begins at `start`, as word indices; None if there is none.

    `clause_follows`: a comma may begin the clause the speaker is named for ("According to police, ...").
    """
    lows, flags = line.lows, line.flags
    end = _right(line, start)
    if end == start:
        return None
    for _ in range(3):
        more = _apposition(line, end, must_close=clause_follows) if lows[end] == "," else None
        if more is None:
            break
        end = more
    while end > start and (flags[end - 1] & (PREPOSITION | AND) or lows[end - 1] in {"the", "a"}):
        end -= 1
    return (start, end) if start < end and end - start <= LONGEST else None


def _right(line: Line, start: int) -> int:
    lows, flags, size = line.lows, line.flags, line.size
    at = start
    while at < size:
        own, low = flags[at], lows[at]
        if at > start and low in {"(", "["}:
            closing = next((i for i in range(at + 1, min(at + 8, size)) if lows[i] in BRACKETS), None)
            if closing is None or line.holds(BARRED, at, closing):
                break
            at = closing + 1
            continue
        if own & _ENDS_AT_ONCE or (own & FULL_STOP and is_stop(line, at)):
            break
        if at == start:
            if own & (AUXILIARY | CALENDAR):
                break
        elif (own & _MAY_END or low in _SMALL_ENDS or lows[at + 1] == "by") and _ends_phrase(line, at, start):
            break
        at += 1
    return at


def _ends_phrase(line: Line, at: int, start: int) -> bool:
    """A verb, a time, an outer preposition, or a conjunction that brings no further speaker."""
    lows, flags = line.lows, line.flags
    own, low = flags[at], lows[at]
    if own & PRONOUN or (low == "there" and line.verbal(at + 1)):
        return True
    if low == "by" and flags[at - 1] & (TOLL | DOCUMENT) and at > start and not flags[at + 1] & TIME:
        return False  # "a tally by the rights group Cedar"
    verb = at if lows[at + 1] == "by" else at - 1 if low == "by" else None
    if verb is not None and verb > start and (flags[verb] & HANDED or line.verbal(verb)):
        return not line.holds(DOCUMENT | TOLL, start, at)  # "a bulletin issued by the army"
    if line.verbal(at) or (own & FINITE and _shows(line, at)):
        return True
    if own & CALENDAR:
        return line.capital(at) or low in _TODAY
    if own & AND:
        return not any(line.known(at + 1, at + n) for n in (2, 3, 4, 5) if at + n <= line.size)
    if low == "in" and (flags[at + 2] | flags[at + 3]) & DOCUMENT:
        return True
    if low in {"on", "in"} and (flags[at + 1] & TIME or lows[at + 1][:1].isdigit()):
        return True
    return own & (PREPOSITION | JOINT) == PREPOSITION


def _shows(line: Line, at: int) -> bool:
    """ "Figures compiled by the centre show that ...", "..., statistics from the ministry show."."""
    return (
        line.cues.finite[line.lows[at]] & _SEE != 0
        and not line.flags[at - 1] & DETERMINER
        and (line.lows[at + 1] in {"", ".", "that"} or line.flags[at + 1] & BARRED != 0)
    )


def _apposition(line: Line, comma: int, *, must_close: bool) -> int | None:
    """The end of ", a police spokesman" after a speaker, or None where a new clause begins."""
    lows, flags, size = line.lows, line.flags, line.size
    if comma + 1 >= size:
        return None
    opens = flags[comma + 1] & (APPOSITIVE | DIGITS)
    if not opens and not flags[comma + 1] & TIME and line.texts[comma - 1].islower():
        close = next((i for i in range(comma + 1, min(comma + 10, size)) if is_stop(line, i)), size)
        whole = lows[close] in {",", ".", ":", ""} and name(line, comma + 1, close)
        return close if whole and (not must_close or lows[close] in {",", ":"}) else None
    if not opens or flags[comma + 1] & PARTICIPLE or lows[comma + 1] in {"without", "like", "along", "which"}:
        return None
    end = comma + 1
    relative = flags[end] & RELATIVE or lows[end] == "whose"
    while end < size and not flags[end] & BARRED and not is_stop(line, end):
        if not relative and line.verbal(end):
            return None
        end += 1
    if end < size and flags[end] & BARRED:
        return None
    closed = lows[end] in {",", "."} or end >= size
    return end if closed and (not must_close or lows[end] == ",") else None
