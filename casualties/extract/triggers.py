"""Triggers: the words of harm that a text must hold to make a figure, and the sentences they stand in.

The gate of the extraction: most texts hold none and need no further reading, and of the others most sentences do.
It lets through more than counts, never less: what a word means is decided later, on the tokens.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from casualties.extract.classes import Class
from casualties.extract.lexicon import Lexicon
from casualties.extract.sentences import Document, Sentence
from casualties.extract.trie import lowered, trie
from casualties.extract.vocabulary import WITHIN, Entry, Vocabulary, company, roles, triggers, vocabulary
from casualties.extract.words import Role
from casualties.scope import VictimGroup

_GAP = r"(?:\[[^\[\]\d]{3,80}\]|[^\w,;:()\[\]?!|–—]|_)*+"
"""What may stand between two words that are read as one phrase: no letter, digit, comma or stop."""
_SOFT_HYPHEN = "\u00ad"
"""Inside a word it hides the word from the pattern; a text that has one is read whole."""
_PIECE, _OVERLAP = 1 << 18, 1 << 12
"""Characters that are read at once, and how far a piece reaches into the next: farther than any sentence."""
_SENTENCES = 2000
"""Sentences that are read at once."""


def _whole_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases, with no letter beside it; `re` and not `regex`, for it runs a trie several times as fast."""
    return re.compile(rf"(?<![^\W\d_]){trie(phrases, _GAP)}(?![^\W\d_])")


@functools.cache
def trigger_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Words and phrases of which one must stand in a sentence that makes a figure of its own; for `lowered` text."""
    phrases = (phrase for phrase, _ in triggers(vocabulary(lexicon)))
    return _whole_words(map(" ".join, phrases))


@functools.cache
def _part_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Words that make a number a part of an earlier figure: "of them", "of whom", "among them", "of those"."""
    forms = vocabulary(lexicon).entries.items()
    parts = (
        " ".join(words) for words, known in forms if words[0] in _THEM and any(e.cls is Class.INCLUDE for e in known)
    )
    return _whole_words([*parts, *(f"{word} those" for word in sorted(_THEM))])


_THEM = frozenset({"of", "among"})
"""How a phrase begins that points to those told of before."""

_SHARE = re.compile(
    r"\A\W*+(?!(?:he|she|it|they|there|this|that|we|i|who|what|which)\b)"
    r"(?:at least |more than |about |some )?+[\w,-]++ (?:were|was|are)\b"
    r"|\A\W*+(?:(?:they|these|those) includ|of the [\w-]++, )"
)
"""How a sentence begins that tells who some of those before were: "Three were children", "They include two nuns"."""


_LINE = re.compile(r"\A\W*+[^\W\d_][\w'’ -]{1,40}: \W*\w")
"""How a line of a list begins: "Homs: 21 civilians", "They are: 12 men"."""


@functools.cache
def _retelling(lexicon: Lexicon) -> re.Pattern[str]:
    """How a clause ends in which another tells its own number of the same: "The army acknowledged three"."""
    return re.compile(rf"\b{trie(roles(lexicon)[Role.RETELLING])} [\w, -]{{1,60}}(?:[.;:\"”’)]|\Z)")


@functools.cache
def _became(lexicon: Lexicon) -> re.Pattern[str]:
    """Words that tell what became of those told of before: "nine were referred to Tanda", "let three go"."""
    known = roles(lexicon)
    became = (Role.FREED, Role.MOVED, Role.RECOVERED, Role.KNOWN, Role.HARDEST)
    return _whole_words(("let", *(word for role in became for word in known[role])))


def leans(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence without a word of harm may tell a part of an earlier figure: "Two of them were nuns"."""
    words, lexicon = lowered(document.words(sentence)), document.lexicon
    return any(
        pattern.search(words)
        for pattern in (_part_pattern(lexicon), _SHARE, _LINE, _retelling(lexicon), _became(lexicon))
    )


def tells_harm(text: str, lexicon: Lexicon) -> bool:
    """Whether the text holds any word of harm."""
    if _SOFT_HYPHEN in text:
        return True
    pieces = (text[at : at + _PIECE + _OVERLAP] for at in range(0, len(text), _PIECE))
    return any(next(_places(lowered(piece), lexicon), None) is not None for piece in pieces)


@functools.lru_cache(maxsize=4)
def sentences_of_harm(document: Document) -> frozenset[int]:
    """The sentences that hold a word of harm, as numbers into `Document.sentences`; the last few documents are kept."""
    if _SOFT_HYPHEN in document.text:
        return frozenset(range(len(document.sentences)))
    found: set[int] = set()
    first = 0
    while first < len(document.sentences):  # piece by piece, for a text may be an archive
        piece = document.sentences[first : first + _SENTENCES]
        starts = [sentence.start - piece[0].start for sentence in piece]
        low = lowered(document.text[piece[0].start : piece[-1].end])
        for place in _places(low, document.lexicon):
            one, last = (first + bisect.bisect_right(starts, at) - 1 for at in place)
            found.update(range(one, last + 1))  # a phrase that runs over a sentence's end tells of both
        first += _SENTENCES
    return frozenset(found)


def _places(low: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where words of harm begin and end; one that needs company ("took ... to hospital") only where it has it."""
    needs = _needs(lexicon)
    for match in trigger_pattern(lexicon).finditer(low):
        needed = needs.get(match.group())
        if needed is None or any(need.is_met(low, *match.span()) for need in needed):
            yield match.span()


_AROUND = 400
"""Characters on either side of a word in which those stand who fell or did it; farther than a clause is long."""


class _Need(NamedTuple):
    """The company that a word of harm needs: after it, before it, or on either side."""

    after: regex.Pattern[str] | None
    before: re.Pattern[str] | None
    around: re.Pattern[str] | None

    def is_met(self, low: str, first: int, last: int) -> bool:
        """Whether it has that company in a text in small letters."""
        if self.after is not None and self.after.search(low[last : last + WITHIN]) is None:
            return False
        if self.before is not None and self.before.search(low, max(0, first - _AROUND), first) is None:
            return False
        return self.around is None or self.around.search(low, max(0, first - _AROUND), last + _AROUND) is not None


@functools.cache
def _needs(lexicon: Lexicon) -> dict[str, tuple[_Need, ...]]:
    """Single words that tell of harm only in company, with the company of each of their entries."""
    known = vocabulary(lexicon)
    single = ((phrase[0], entries) for phrase, entries in triggers(known) if len(phrase) == 1)
    return {
        word: tuple(_need(entry, known) for entry in entries)
        for word, entries in single
        if all(entry.within or entry.by or entry.groups for entry in entries)
    }


def _need(entry: Entry, known: Vocabulary) -> _Need:
    return _Need(
        company(entry.within) if entry.within else None,
        _any_word(entry.by) if entry.by else None,
        _any_word((*entry.heads, *_members(entry.groups, known))) if entry.groups else None,
    )


@functools.cache
def _any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    return _whole_words(words)


def _members(groups: tuple[VictimGroup, ...], known: Vocabulary) -> tuple[str, ...]:
    """The nouns for persons of these groups."""
    return tuple(" ".join(words) for words, entries in known.entries.items() if any(e.group in groups for e in entries))
