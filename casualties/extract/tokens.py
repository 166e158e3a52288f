"""Tokens: a sentence as a row of classed words and number phrases.

A number phrase is one token, whatever its length; so is a phrase of the lexicon ("shot dead", "death toll").  Words
that the lexicon does not know are `Class.WORD`.  Quote marks, full stops, editors' brackets and the brackets with the
letters of a body that was just named in full are passed over.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import regex

from casualties.extract import classes
from casualties.extract.classes import Class
from casualties.extract.lexicon import Lexicon
from casualties.extract.numberforms import COUNTS
from casualties.extract.numerals import NumberPhrase
from casualties.extract.vocabulary import WITHIN, WORD, Entry, Head, company, vocabulary
from casualties.extract.words import VerbForm
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


# As `Token._make`, which is Python: three times as fast, and every word of a sentence becomes a token.
_TOKEN_OF: Callable[[Iterable[object]], Token] = functools.partial(tuple.__new__, Token)

_TOKEN = r"""
  ( [a-z]{{2,}}+(?=[ ,])                                          # most words: nothing else need be tried
  | n['’]t\b | (?:{letter}\.){{2,8}}
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
_DETERMINERS = frozenset({classes.DETERMINER, classes.ARTICLE})
_COUNTRY = {"US": "u.s."}
_CAPITALS = {**_COUNTRY, "IS": "isis", "WHO": "w.h.o."}
"""A country, a group and an agency, no pronouns and no verb: among small letters, what stands in capitals is a name."""


_MONTH = "may, the month"
_BEFORE_MONTH = frozenset(
    {
        "in",
        "since",
        "of",
        "last",
        "until",
        "till",
        "by",
        "early",
        "late",
        "mid",
        "this",
        "from",
        "during",
        "before",
        "after",
    }
)
"""Before these "May" is no verb."""


class _Row(NamedTuple):
    """A sentence's words, marks and numbers one by one; the key of a number is empty, and so are two after the last."""

    text: str
    end: int
    keys: list[str]
    starts: list[int]
    ends: list[int]
    numbers: dict[int, NumberPhrase]


def tokenize(text: str, start: int, end: int, phrases: Sequence[NumberPhrase], lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens of `text` from `start` to `end`; `phrases` are the number phrases between them."""
    known = vocabulary(lexicon)
    row = _row(text, start, end, phrases)
    entries = [*map(known.sure.get, row.keys, itertools.repeat(WORD))]
    fields = (row.starts, row.ends, row.keys, entries, itertools.repeat(None), [entry.cls for entry in entries])
    plain = [*map(_TOKEN_OF, zip(*fields, strict=False))]  # all at once; most words are settled by this
    for at, phrase in row.numbers.items():
        entry = _COUNTED if phrase.form in COUNTS else _UNCOUNTED
        plain[at] = Token(phrase.start, phrase.end, phrase.text.lower(), entry, phrase, entry.cls)
    found: list[Token] = []
    reached = 0
    for at in [at for at, key in enumerate(row.keys) if key in known.heads]:
        head = known.heads[row.keys[at]]
        longer = head.longer.get(row.keys[at + 1])
        if at < reached or (longer is None and head.alone is not None):  # "the", but not before "dead"
            continue
        found += plain[reached:at]
        entry, reached = _decided(head, row, at, found)
        low = " ".join(row.keys[at:reached])
        found.append(Token(row.starts[at], row.ends[reached - 1], low, entry, None, entry.cls))
    return (*found, *plain[reached:])


def _row(text: str, start: int, end: int, phrases: Sequence[NumberPhrase]) -> _Row:
    row = _Row(text, end, [], [], [], {})
    for phrase in phrases:
        _cut(row, start, phrase.start)
        row.numbers[len(row.keys)] = phrase
        row.keys.append("")
        row.starts.append(phrase.start)
        row.ends.append(phrase.end)
        start = phrase.end
    _cut(row, start, end)
    row.keys.extend(("", ""))
    return row


def _cut(row: _Row, start: int, end: int) -> None:
    """Adds the words and marks between two offsets to the row."""
    if start and row.text[start - 1].isspace():  # which shows that a dash stands free
        start -= 1
    written = row.text[start:end]
    low = written.lower()
    latin = len(low) == len(written) and _NOT_LATIN.search(low) is None
    # Gaps and words by turns, and where each begins: without a match for every word, which is twice as slow.
    parts = _LATIN.split(low.replace("’", "'")) if latin else _ANY_SCRIPT.split(written)
    offsets = [*itertools.accumulate(map(len, parts), initial=start)]
    keys = parts[1::2] if latin else [*map(_plain, parts[1::2])]
    starts, ends = offsets[1:-1:2], offsets[2::2]
    names = _COUNTRY if written.isupper() else _CAPITALS
    if any(name in written for name in names):
        keys = [names.get(row.text[a:b], k) for k, a, b in zip(keys, starts, ends, strict=True)]
    if "May" in written and names is not _COUNTRY:
        keys = [_MONTH if n and key == "may" and keys[n - 1] in _BEFORE_MONTH else key for n, key in enumerate(keys)]
    if "[" in written:  # an editor's words
        kept = [n for n, key in enumerate(keys) if key[:1] != "[" or key == "["]
        keys, starts, ends = [keys[n] for n in kept], [starts[n] for n in kept], [ends[n] for n in kept]
    if "(" in written and names is not _COUNTRY:
        keys, starts, ends = _without_letters(row.text, keys, starts, ends)
    row.keys.extend(keys)
    row.starts.extend(starts)
    row.ends.extend(ends)


_LETTERS = re.compile(r"[A-Z][A-Z0-9&./-]{0,8}[A-Z0-9]s?")
_LOSSES = frozenset({"kia", "wia", "mia", "pow", "doa"})
"""Letters that tell of harm."""


def _without_letters(
    text: str, keys: Sequence[str], starts: Sequence[int], ends: Sequence[int]
) -> tuple[list[str], list[int], list[int]]:
    """ "three Afghan Local Police (ALP) personnel": the letters stand for the words before them and add nobody."""
    left: set[int] = set()
    for at in range(1, len(keys) - 2):
        bracketed = keys[at] == "(" and keys[at + 2] == ")" and keys[at + 1] not in _LOSSES
        if bracketed and _LETTERS.fullmatch(text, starts[at + 1], ends[at + 1]):
            left.update((at, at + 1, at + 2))
    kept = [n for n in range(len(keys)) if n not in left]
    return [keys[n] for n in kept], [starts[n] for n in kept], [ends[n] for n in kept]


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("\u00ad", "").lower()


def _decided(head: Head, row: _Row, at: int, found: Sequence[Token]) -> tuple[Entry, int]:
    """The entry that fits the longest phrase that begins at `at`, and where the row goes on."""
    keys = row.keys
    for rest, entries in (*head.longer.get(keys[at + 1], ()), ((), head.entries)):
        after = at + 1 + len(rest)
        if entries and tuple(keys[at + 1 : after]) == rest:
            last = row.ends[after - 1]
            following = row.text[last : min(row.end, last + WITHIN)].lower()
            counts = after in row.numbers and row.numbers[after].form in COUNTS
            fitting = entries if counts else [e for e in entries if not e.counting]
            entry = _choose(fitting, following, found, of=keys[after] == "of")
            if entry is not WORD or not rest:  # a phrase that does not fit may hide a shorter one that does
                return entry, after
    return WORD, at + 1


def _choose(entries: Sequence[Entry], rest: str, found: Sequence[Token], *, of: bool) -> Entry:
    """The first entry that fits: verbs that need company must have it; "the murder of", "two arrests" are nouns."""
    before = found[-3:]
    fit = [e for e in entries if _fits(e, rest, before) and (not e.by or _done_by(e, found))]
    if len(fit) > 1:
        nominal = of or rest[:1] == ":" or any(t.cls is classes.NUMBER for t in before[-2:]) or _determined(before)
        if nominal and any(e.cls is classes.NOUN for e in fit):
            fit = [e for e in fit if not (e.cls is classes.HARM and e.form is VerbForm.PLAIN)]
        if not (of or _determined(before)):  # "one remains in hospital", but "the remains of 12"
            fit = [e for e in fit if e.cls is classes.BE] or fit
        if of and before and before[-1].cls is classes.ARTICLE:
            fit = [e for e in fit if e.cls is classes.COLLECTIVE] or fit
    return fit[0] if fit else WORD


def _fits(entry: Entry, rest: str, before: Sequence[Token]) -> bool:
    if entry.within and not company(entry.within).search(rest):
        return False
    if entry.unless and rest.lstrip().startswith(entry.unless):
        return False
    if entry.passive and not (any(t.cls is classes.BE for t in before) or _heads_line(entry, rest, before)):
        return False
    return not entry.zero or any(t.low == "no" for t in before)


def _done_by(entry: Entry, found: Sequence[Token]) -> bool:
    """Whether one of those who do it stands before; as the subject itself where the entry asks for it.

    "Land dispute claims 16", "Bandit raid claims nine", but not "The minister in the land dispute claims 16".
    """
    if not entry.headed:
        return any(t.low in entry.by for t in found)
    told = False
    for at in range(len(found) - 1, max(-1, len(found) - _SUBJECT), -1):
        token = found[at]
        if token.cls in _ENDS_SUBJECT:
            break
        if token.cls is classes.PERSON and not (at + 1 < len(found) and found[at + 1].low in entry.by):
            return False
        told = told or token.low in entry.by
    return told


_SUBJECT = 8
"""Words that a subject has at most: "A clash between herders and farmers"."""
_ENDS_SUBJECT = frozenset({classes.COMMA, classes.STOP, classes.CLAUSE, classes.SPEECH})


def _heads_line(entry: Entry, rest: str, before: Sequence[Token]) -> bool:
    """ "40 in hospital after crash": the number opens the line, and its verb is left out."""
    opens = len(before) == 1 and before[0].cls is classes.NUMBER
    return opens and bool(entry.headline) and rest.lstrip().startswith(entry.headline)


def _determined(before: Sequence[Token]) -> bool:
    """ "the murder", "an arrest"."""
    return bool(before) and before[-1].cls in _DETERMINERS
