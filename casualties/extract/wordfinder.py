"""Word finder: any of a list of words and phrases in a text, found in one scan, not tried one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from casualties.extract.trie import lowered, trie

_HEAD = re.compile(r"\w+|[^\w\s]")
"""What a word is looked up by: its first letters, or the sign that it begins with."""


@dataclass(frozen=True, slots=True)
class WordFinder:
    """Finds whole words and phrases; of those that begin at one place the longest, as one alternation would.

    ``small`` if case does not matter.  ``scan`` finds what stands before one; ``heads`` reads it by its first word.
    """

    heads: dict[str, regex.Pattern[str]]
    small: bool
    scan: re.Pattern[str]

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """The matches in order, none overlapping another."""
        limit = len(text) if end is None else min(end, len(text))
        before = text[start - 1] if start else " "
        words = before + (lowered(text[start:limit]) if self.small else text[start:limit])
        reached = start
        for hit in self.scan.finditer(words):
            at, head = start + hit.start(), _HEAD.match(words, hit.end())
            match = self.heads[head.group()].match(text, at, limit) if head and at >= reached else None
            if match is not None:
                yield match
                reached = match.end()

    def search(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """The first match."""
        return next(self.finditer(text, start, end), None)

    def findall(self, text: str) -> list[str]:
        """The words found."""
        return [m.group() for m in self.finditer(text)]


def word_finder(words: Iterable[str], *, small: bool) -> WordFinder:
    """A finder of these words; blanks in them match any run of blanks."""
    groups: dict[str, list[str]] = {}
    spelt = [word.lower() if small else word for word in words]
    for word in dict.fromkeys(spelt):
        first = _HEAD.match(word)
        if first is not None:
            groups.setdefault(first.group(), []).append(word)
    flags = regex.IGNORECASE if small else regex.V0
    # `re` and not `regex`: it runs a trie several times as fast; and what stands before a word is found sooner than the
    # lack of a letter there.
    scan = re.compile(r"\W(?=" + trie(spelt, r"\s+") + r"(?!\w))" if groups else r"(?!)")
    return WordFinder({head: regex.compile(_any_of(group), flags) for head, group in groups.items()}, small, scan)


def _any_of(words: list[str]) -> str:
    longest = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(regex.escape(w, literal_spaces=True).replace(" ", r"\s+") for w in longest) + r")(?!\w)"
