"""Speakers after: the noun phrase that stands behind a cue of speech, with its appositions and relative clauses.

"According to police in Homs, ...", "..., said Ana Ruiz, a nurse", "told AFP", "a count kept by the weekly".
"""

from __future__ import annotations

from casualties.extract.nominals import BRACKETS, LONGEST, PRONOUNS, RELATIVE, is_stop, name
from casualties.extract.speech_words import Line, Set, Speech


def after(line: Line, start: int, *, clause_follows: bool = False) -> tuple[int, int] | None:
    """The noun phrase that begins at `start`, as word indices; None if there is none.

    `clause_follows`: a comma may begin the clause the speaker is named for ("According to police, ...").
    """
    end = _right(line, start)
    if end == start:
        return None
    for _ in range(3):
        more = _apposition(line, end, must_close=clause_follows)
        if more is None:
            break
        end = more
    while end > start and (line.has(end - 1, Set.PREPOSITION) or line.lows[end - 1] in {"and", "the", "a"}):
        end -= 1
    return (start, end) if start < end and end - start <= LONGEST else None


def _right(line: Line, start: int) -> int:
    at = start
    while at < line.size:
        if at > start and line.lows[at] in {"(", "["}:
            closing = next((i for i in range(at + 1, min(at + 8, line.size)) if line.lows[i] in BRACKETS), None)
            if closing is None or any(line.bars(i) for i in range(at, closing)):
                break
            at = closing + 1
            continue
        if line.bars(at) or is_stop(line, at) or line.lows[at] in BRACKETS or line.has(at, Set.BOUNDARY):
            break
        if line.lows[at] in line.cues.participle or _ends_phrase(line, at, start):
            break
        if at > start and (line.lows[at] in PRONOUNS or (line.lows[at] == "there" and line.verbal(at + 1))):
            break
        at += 1
    return at


def _ends_phrase(line: Line, at: int, start: int) -> bool:
    """A verb, a time, an outer preposition or a conjunction that brings no further speaker."""
    if at == start:
        return line.has(at, Set.AUXILIARY) or line.has(at, Set.CALENDAR)
    verb = at if line.lows[at + 1] == "by" else at - 1 if line.lows[at] == "by" else None
    if verb is not None and verb > start and (line.verbal(verb) or line.has(verb, Set.HANDED)):
        return not any(line.has(i, Set.DOCUMENT) for i in range(start, at))  # "a bulletin issued by the army"
    if line.verbal(at) or _shows(line, at):
        return True
    if line.has(at, Set.CALENDAR):
        return line.capital(at) or line.lows[at] in {"today", "yesterday", "tonight"}
    if line.lows[at] == "and":
        return not any(line.known(at + 1, at + n) for n in (2, 3, 4, 5) if at + n <= line.size)
    if line.lows[at] == "in" and (line.has(at + 2, Set.DOCUMENT) or line.has(at + 3, Set.DOCUMENT)):
        return True
    if line.lows[at] in {"on", "in"} and (line.has(at + 1, Set.TIME) or line.lows[at + 1][:1].isdigit()):
        return True
    return line.has(at, Set.PREPOSITION) and not line.has(at, Set.JOINT)


def _shows(line: Line, at: int) -> bool:
    """ "Figures compiled by the centre show that ...", "..., statistics from the ministry show."."""
    kinds = line.cues.finite.get(line.lows[at], ())
    return (
        Speech.SEE in kinds
        and not line.has(at - 1, Set.DETERMINER)
        and (line.lows[at + 1] in {"", ".", "that"} or line.bars(at + 1))
    )


def _apposition(line: Line, comma: int, *, must_close: bool) -> int | None:
    """The end of ", a police spokesman" after a speaker, or None where a new clause begins."""
    if line.lows[comma] != "," or comma + 1 >= line.size:
        return None
    opens = line.has(comma + 1, Set.APPOSITIVE) or line.words.texts[comma + 1].isdigit()
    named = line.words.texts[comma - 1].islower() and not line.has(comma + 1, Set.TIME)
    if not opens and named:
        close = next((i for i in range(comma + 1, line.size) if is_stop(line, i)), line.size)
        whole = name(line, comma + 1, close) and line.lows[close] in {",", ".", ":", ""}
        return close if whole and (not must_close or line.lows[close] in {",", ":"}) else None
    outside = {"without", "like", "along", "which"}
    if not opens or line.lows[comma + 1] in line.cues.participle or line.lows[comma + 1] in outside:
        return None
    end = comma + 1
    relative = line.lows[end] in RELATIVE | {"whose"}
    while end < line.size and not is_stop(line, end) and not line.bars(end):
        if not relative and line.verbal(end):
            return None
        end += 1
    if end < line.size and line.bars(end):
        return None
    closed = line.lows[end] == "," or end >= line.size or line.lows[end] == "."
    return end if closed and (not must_close or line.lows[end] == ",") else None
