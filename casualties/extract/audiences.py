"""Audiences: the outlet that hears a speaker, or carries what is said, and so passes it on.

"told Kyodo", "confirmed to the Daily Nation that", "in a statement carried by state radio"; not reporters, parliament
or a news conference, which are told and pass nothing on.
"""

from __future__ import annotations

from casualties.claim import SourceKind
from casualties.extract.speakers_after import after
from casualties.extract.speech_line import Line
from casualties.extract.speech_words import AUDIENCE, CARRIER
from casualties.extract.utterance import span_of
from casualties.report import Span

_MEDIA = SourceKind.MEDIA


def heard_by(line: Line, at: int) -> tuple[int, int] | None:
    """ "confirmed to the Daily Nation that ...": an outlet that hears it."""
    heard = after(line, at + 2) if line.lows[at + 1] == "to" else None
    return heard if heard and line.lows[heard[1]] == "that" and is_outlet(line, *heard) else None


def passed_on(line: Line, start: int, at: int, audience: tuple[int, int] | None) -> Span | None:
    """Who passes it on: the outlet that was told, or that carried the statement."""
    if audience is not None and is_outlet(line, *audience):
        return span_of(line, *audience)
    if not line.sets & CARRIER:
        return None
    for i in (*range(start + 1, at), *range(at + 1, min(at + 10, line.size - 2))):
        if line.flags[i] & CARRIER and line.lows[i + 1] in {"by", "on", "in"}:
            outlet = after(line, i + 2)
            return span_of(line, *outlet) if outlet and is_outlet(line, *outlet) else None
    return None


def is_outlet(line: Line, start: int, end: int) -> bool:
    """A news outlet, or a name that may be one; not reporters, parliament or a news conference."""
    found = line.names.identify(line.text(start, end))
    is_media = found.kind is _MEDIA
    named = is_media and line.capital(end - 1)
    if any(line.flags[i] & AUDIENCE and not (named and line.capital(i)) for i in range(start, end)):
        return False
    return is_media if found.known else line.capital(end - 1)
