"""Word finder: any of a list of words and phrases in a text, looked up by their first word, not tried everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class WordFinder:
    """Finds whole words and phrases; of those that begin at one place the longest, as one alternation would.

    ``small`` if case does not matter.
    """

    heads: dict[str, regex.Pattern[str]]
    small: bool
    word: re.Pattern[str]

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """The matches in order, none overlapping another."""
        limit = len(text) if end is None else min(end, len(text))
        heads, small, last = self.heads, self.small, start
        for word in self.word.finditer(text, start, limit):
            head = word.group()
            pattern = heads.get(head.lower() if small else head)
            if pattern is None or word.start() < last:
                continue
            match = pattern.match(text, word.start(), limit)
            if match is not None:
                yield match
                last = match.end()

    def search(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """The first match."""
        return next(self.finditer(text, start, end), None)

    def findall(self, text: str) -> list[str]:
        """The words found."""
        return [m.group() for m in self.finditer(text)]


def word_finder(words: Iterable[str], *, small: bool) -> WordFinder:
    """A finder of these words; blanks in them match any run of blanks."""
    groups: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        first = _WORD.match(word)
        if first is None:
            raise ValueError(f"a word that is looked up must begin with a letter or digit: {word!r}")
        groups.setdefault(first.group().lower() if small else first.group(), []).append(word)
    flags = regex.IGNORECASE if small else regex.V0
    letters = "".join(sorted({head[0] for head in groups}))
    initials = re.compile(rf"\b[{re.escape(letters)}]\w*" if letters and not small else r"\b\w+")
    return WordFinder({head: regex.compile(_any_of(group), flags) for head, group in groups.items()}, small, initials)


def _any_of(words: list[str]) -> str:
    longest = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(regex.escape(w, literal_spaces=True).replace(" ", r"\s+") for w in longest) + r")(?!\w)"
