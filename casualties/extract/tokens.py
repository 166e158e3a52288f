"""Tokens: a sentence as a row of classed words and number phrases.

A number phrase is one token, whatever its length; so is a phrase of the lexicon ("shot dead", "death toll").  Words
that the lexicon does not know are `Class.WORD`.  Quote marks, full stops and editors' brackets are passed over.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from casualties.extract import classes
from casualties.extract.classes import Class
from casualties.extract.lexicon import Lexicon
from casualties.extract.numerals import Form as NumberForm
from casualties.extract.numerals import NumberPhrase
from casualties.extract.vocabulary import OPEN, WORD, Entry, Vocabulary, vocabulary
from casualties.extract.words import Form
from casualties.report import Span


class Token(NamedTuple):
    """A word, phrase, mark or number of a sentence; offsets are those of the report's text."""

    start: int
    end: int
    low: str
    entry: Entry
    phrase: NumberPhrase | None
    cls: Class

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


_TOKEN = r"""
  ( n['’]t\b | (?:{letter}\.){{2,8}}
  | {word}++ (?: [-'’&/](?={inner}) {word}++ ){{0,6}} (?:-(?={blank}))?
  | \[ [^\[\]\d]{{3,80}} \]                                       # "[number as heard]", a name spelled out
  | [,;:()\[\]?!|] | (?<={blank})/(?={blank}) | -- | [–—] | (?<={blank})-(?={blank})
  )
"""
_ANY_SCRIPT = regex.compile(
    _TOKEN.format(letter=r"\p{L}", word=r"[\p{L}\p{M}\p{N}\u00ad]", inner=r"[\p{L}\p{N}]", blank=r"\s"), regex.VERBOSE
)
# The same for text without marks of combination and soft hyphens, which `re` cuts twice as fast; there letters and
# digits are what is alphanumeric.
_LATIN = re.compile(
    _TOKEN.format(letter=r"[^\W\d_²³¹¼½¾]", word=r"[^\W_]", inner=r"[^\W_]", blank=r"[\t-\r \x85\xa0\u2000-\u200a]"),
    re.VERBOSE,
)
_NOT_LATIN = re.compile(r"[^\x00-\xac\xae-\u02ff\u2000-\u200a\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")

_COUNTED = Entry(classes.NUMBER)
_UNCOUNTED = Entry(classes.OTHER_NUMBER)
_COUNTS = frozenset({NumberForm.COUNT, NumberForm.ZERO_DETERMINER})
_DETERMINERS = frozenset({classes.DETERMINER, classes.ARTICLE})
_WITHIN = 90
"""How many characters after a verb its `within` word may stand; a long clause of a news sentence."""


def tokenize(text: str, start: int, end: int, phrases: Sequence[NumberPhrase], lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens of `text` from `start` to `end`; `phrases` are the number phrases between them."""
    known = vocabulary(lexicon)
    row = _row(text, start, end, phrases, known)
    found: list[Token] = []
    at = 0
    while at < len(row):
        token, size = row[at], 1
        if token.entry is OPEN:
            token, size = _decided(text, end, row[at : at + known.longest], found, known)
        found.append(token)
        at += size
    return tuple(found)


def _row(text: str, start: int, end: int, phrases: Sequence[NumberPhrase], known: Vocabulary) -> list[Token]:
    """Words, marks and numbers one by one; a word that the ones around it decide has the entry `OPEN`."""
    row: list[Token] = []
    sure = known.sure
    at = start
    for phrase in (*phrases, None):
        for a, b, word in _cut(text, at, end if phrase is None else phrase.start):
            entry = sure.get(word, WORD)
            if entry is WORD and word[:1] == "[":
                continue
            if word == "us" and text[a:b] == "US":  # the country, not the pronoun
                word = "u.s."
                entry = sure.get(word, WORD)
            row.append(Token(a, b, word, entry, None, entry.cls))
        if phrase is not None:
            entry = _COUNTED if phrase.form in _COUNTS else _UNCOUNTED
            row.append(Token(phrase.start, phrase.end, phrase.text.lower(), entry, phrase, entry.cls))
            at = phrase.end
    return row


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Words and marks in small letters, with their offsets."""
    if start and text[start - 1].isspace():  # which shows that a dash stands free
        start -= 1
    written = text[start:end]
    low = written.lower()
    latin = len(low) == len(written) and _NOT_LATIN.search(low) is None
    # Gaps and words by turns, and where each begins: without a match for every word, which is twice as slow.
    parts = _LATIN.split(low.replace("’", "'")) if latin else _ANY_SCRIPT.split(written)
    offsets = [*itertools.accumulate(map(len, parts), initial=start)]
    words = parts[1::2] if latin else map(_plain, parts[1::2])
    return zip(offsets[1::2], offsets[2::2], words, strict=False)


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("\u00ad", "").lower()


def _decided(text: str, end: int, row: Sequence[Token], found: Sequence[Token], known: Vocabulary) -> tuple[Token, int]:
    """The longest phrase that opens `row`, with the entry that fits its place after `found`, and its size."""
    start, last, low, *_ = row[0]
    for rest, entries in known.heads[low]:
        after = 1 + len(rest)
        if rest:
            following = row[1:after]
            if tuple(t.low for t in following) != rest or any(t.phrase is not None for t in following):
                continue
            last, low = following[-1].end, " ".join((low, *rest))
        of = after < len(row) and row[after].low == "of"
        entry = _choose(entries, text[last : min(end, last + _WITHIN)].lower(), found, of=of)
        return Token(start, last, low, entry, None, entry.cls), after
    return Token(start, last, low, WORD, None, classes.WORD), 1


def _choose(entries: Sequence[Entry], rest: str, found: Sequence[Token], *, of: bool) -> Entry:
    """The first entry that fits: verbs that need company must have it; "the murder of", "two arrests" are nouns."""
    before = found[-3:]
    fit = [e for e in entries if _fits(e, rest, before)]
    if len(fit) > 1:
        nominal = of or any(t.cls is classes.NUMBER for t in before[-2:]) or _determined(before)
        if nominal and any(e.cls is classes.NOUN for e in fit):
            fit = [e for e in fit if not (e.cls is classes.HARM and e.form is Form.PLAIN)]
        if of and before and before[-1].cls is classes.ARTICLE:
            fit = [e for e in fit if e.cls is classes.COLLECTIVE] or fit
    return fit[0] if fit else WORD


def _fits(entry: Entry, rest: str, before: Sequence[Token]) -> bool:
    if entry.within and not _any_of(entry.within).search(rest):
        return False
    if entry.unless and rest.lstrip().startswith(entry.unless):
        return False
    if entry.passive and not any(t.cls is classes.BE for t in before):
        return False
    return not entry.zero or any(t.low == "no" for t in before)


def _determined(before: Sequence[Token]) -> bool:
    return bool(before) and before[-1].cls in _DETERMINERS


@functools.cache
def _any_of(phrases: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile(r"\b(?:" + "|".join(map(regex.escape, phrases)) + r")\b")
