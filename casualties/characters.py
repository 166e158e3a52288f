"""Characters: text from outside made fit to show; it harms nothing around it, and what it says stays readable."""

from __future__ import annotations

import unicodedata

_KEPT = "\t\n\r"
_SHOWN_AS = (
    {n: chr(0x2400 + n) for n in range(0x20) if chr(n) not in _KEPT}  # their own pictures: ␀ ␛
    | {0x7F: "␡"}
    | dict.fromkeys(range(128, 160), "�")
    | {n: f"\\u{n:x}" for n in range(0xD800, 0xE000)}  # half a character: no file can hold it
    | {n: f"\\u{n:x}" for n in (0x202D, 0x202E)}  # overrides of direction, under which 21 reads as 12
)
_EMBEDS = "\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}"
_ISOLATES = "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}"
_END_EMBED, _END_ISOLATE = "\N{POP DIRECTIONAL FORMATTING}", "\N{POP DIRECTIONAL ISOLATE}"
_RIGHT_TO_LEFT = frozenset({"R", "AL", "RLE", "RLO", "RLI"})


def visible(text: str) -> str:
    """The text with every control character as a sign that can be seen, and every turn of direction closed.

    A terminal obeys ESC, a page drops NUL, an override of direction shows 21 as 12, and an embedding that is left open
    turns what follows around.  Tabs, line ends, and right-to-left writing with its marks stay as they are.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_SHOWN_AS) + _closing(text)


def inline(text: str) -> str:
    """The visible text to stand within a sentence of ours, on one line and with single blanks.

    Right-to-left writing keeps its order and leaves ours be.
    """
    shown = visible(" ".join(text.split()))
    turned = any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in shown) if not shown.isascii() else False
    return f"{_ISOLATES[-1]}{shown}{_END_ISOLATE}" if turned else shown


def _closing(text: str) -> str:
    """What closes the embeddings and isolates that the text leaves open, innermost first."""
    if not any(opener in text for opener in _EMBEDS + _ISOLATES):
        return ""
    due: list[str] = []
    isolates = 0  # among those due: looked for in the list, a hostile text would take the square of its length
    for character in text:
        if character in _EMBEDS:
            due.append(_END_EMBED)
        elif character in _ISOLATES:
            due.append(_END_ISOLATE)
            isolates += 1
        elif character == _END_ISOLATE and isolates:
            while due.pop() != _END_ISOLATE:
                pass
            isolates -= 1
        elif character == _END_EMBED and due[-1:] == [_END_EMBED]:
            due.pop()
    return "".join(reversed(due))
