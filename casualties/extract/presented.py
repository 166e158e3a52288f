"""Presented: persons whom a sentence brings before the reader by name, age and deed, and who may speak in the next one.

"Ana Ruiz, 34, ran to the river.", "Ana Ruiz (34), who jumped from a window, fled."; not "Ana Ruiz, 34, died.".
"""

from __future__ import annotations

from casualties.extract.nominals import name
from casualties.extract.speech_line import Line
from casualties.extract.speech_words import APPOSITIVE, BARRED, COMMA, DIGITS, HARM

_NAME = 6
"""Words of a name with its titles."""
_TOLD = 30
"""Words in which a sentence tells what became of the person it opens with."""
_CLAUSE = 16
"""Words of what is told of a person before the verb."""


def presented(line: Line) -> tuple[int, int] | None:
    """The person that a sentence opens with and describes, as word indices; None where they come to harm."""
    lows, flags, size = line.lows, line.flags, line.size
    named = next((i for i in range(1, min(_NAME + 1, size)) if lows[i] in {",", "("}), 0)
    if named < 2 or not name(line, 0, named) or line.holds(HARM | BARRED, 0, min(_TOLD, size)):
        return None
    end = named
    if lows[end : end + 3 : 2] == ["(", ")"] and flags[end + 1] & DIGITS:
        end += 3
    elif lows[end : end + 3 : 2] == [",", ","] and flags[end + 1] & DIGITS:
        end += 2
    if flags[end] & COMMA and flags[end + 1] & APPOSITIVE:
        end = next((i for i in range(end + 2, min(end + _CLAUSE, size)) if flags[i] & COMMA), named)
    return (0, end) if end > named else None
