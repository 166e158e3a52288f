"""Trie: many words as one pattern that shares their beginnings, so that a scan reads each letter once.

Six hundred words as a plain alternation are tried one after another at every place of the text; as a trie they cost
as much as one word.  Tries of small letters scan the text in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

_Node: TypeAlias = "dict[str, _Node]"
_END = ""


def trie(words: Iterable[str], gap: str = " ") -> str:
    """The words as one pattern for `re`; a blank within a word stands for the pattern `gap`."""
    root: _Node = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return f"(?:{_written(root, gap)})"


def _written(node: _Node, gap: str) -> str:
    """The words below a node; where one of them ends here, the longer ones are tried first."""
    ways = [(gap if a == " " else re.escape(a)) + _written(below, gap) for a, below in sorted(node.items()) if a]
    if len(ways) == 1 and _END not in node:
        return ways[0]
    return f"(?:{'|'.join(ways)}){'?' if _END in node else ''}" if ways else ""


def lowered(text: str) -> str:
    """The text in small letters, at the same offsets: of all capitals only "İ" has a small form of two characters."""
    low = text.lower()
    return low if len(low) == len(text) else text.replace("İ", "I").lower()
