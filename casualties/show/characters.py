"""Characters: text from outside cut to a length, or put where it is shown and never obeyed: HTML, a spreadsheet."""

from __future__ import annotations

from html import escape

from casualties.characters import visible

_PART_OF_WORD = 9
"""What is clipped ends between two words where no more than this is lost by it."""
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), with the full-width forms."""


def clipped(text: str, length: int) -> str:
    """The text on one line, visible, its middle left out (…) where it is longer than `length` characters."""
    line = " ".join(text.split())
    if len(line) > length:
        at, rest = length - length // 3 - 1, len(line) - length // 3
        head, end = line[:at], line[rest:]
        if line[at] != " " and 0 <= at - head.rfind(" ") <= _PART_OF_WORD and " " in head:
            head = head.rpartition(" ")[0]
        if line[rest - 1] != " " and 0 < len(end) - len(end.partition(" ")[2]) <= _PART_OF_WORD and " " in end.rstrip():
            end = end.partition(" ")[2]
        line = f"{head.rstrip()}…{end.lstrip()}"
    return visible(line)


def html(text: str) -> str:
    """The text for an element or an attribute in quotes: shown as it is, never read as markup."""
    return escape(visible(text))


def no_formula(text: str) -> str:
    """The text for a cell of a spreadsheet, after a ``'`` where it would be run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def isolated(text: str) -> str:
    """The text as an element whose direction is its own, whatever stands around it."""
    return f"<bdi>{html(text)}</bdi>"
