"""Quantities: what stands at one place of a text: a cardinal, a vague phrase, a fixed one ("both"), none, or "no".

Vague found: "dozens", "hundreds of thousands", "several dozen", "a few hundred", "a handful of", "many more", "a
large number of", "some of"; zero found: "none", "nobody", "no one", "not a single", "nil", and "no" before a noun.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from casualties.amount import Bound
from casualties.extract.cardinals import read_cardinal
from casualties.extract.hedges import Limits
from casualties.extract.lexicon import Lexicon
from casualties.extract.numberforms import FormTable, form_table
from casualties.extract.numbertokens import PhraseIndex, Tokens, is_numeral
from casualties.extract.numberwords import ARTICLES, NumberVocabulary, NumberWords, number_vocabulary
from casualties.extract.trie import trie
from casualties.extract.vague import VagueTable

_OPENERS = frozenset({"no", "some", "half", "quarter"})
_ROUND = {"100": 100, "1000": 1000, "1,000": 1000, "10,000": 10_000, "100,000": 100_000}
_DIGIT = re.compile(r"\d")


class Kind(Enum):
    """What a quantity is made of."""

    CARDINAL = auto()
    VAGUE = auto()
    FIXED = auto()
    NO = auto()
    SHARE = auto()
    PRONOUN = auto()


# By name, not as `Kind.CARDINAL`: CPython 3.11 finds the members of enumerations slowly, and numbers are frequent.
CARDINAL, VAGUE, FIXED, NO, SHARE, PRONOUN = Kind
_EXACT = Bound.EXACT


class Quantity(NamedTuple):
    """Tokens ``first`` up to ``last``; ``limits`` is None for shares ("half of") and pronouns ("none other")."""

    kind: Kind
    first: int
    last: int
    limits: Limits | None
    unit: int = 1


@dataclass(frozen=True, slots=True)
class QuantityTable:
    """All that a language's quantities are read with."""

    words: NumberVocabulary
    forms: FormTable
    vague: PhraseIndex[str]
    sized: dict[str, str]
    fixed: PhraseIndex[int]
    barred: dict[str, frozenset[str]]
    starters: frozenset[str]
    after_article: frozenset[str]
    words_of_number: re.Pattern[str]


@functools.cache
def quantity_table(lexicon: Lexicon) -> QuantityTable:
    """The quantities of a language."""
    loaded = lexicon.load("numbers", NumberWords)
    words = number_vocabulary(lexicon)
    vague = PhraseIndex.after([(w, v.entry) for v in loaded.vague for w in v.words])
    fixed = PhraseIndex.after([(w, f.value) for f in loaded.fixed for w in f.words])
    sized = {w: s.entry for s in loaded.sized for w in s.words}
    starters = {*words.small, *words.scales, *words.groups, *vague.table, *fixed.table, *sized, *_OPENERS}
    opened = {keys[1] for index in (vague, fixed) for key in ARTICLES for keys, _ in index.table.get(key, ())}
    after_article = {*opened, *sized, *words.scales, *words.groups, *words.parts}
    forms = form_table(lexicon)
    barred = {b.word: frozenset(b.words) for b in loaded.barred}
    starters |= ARTICLES
    opening = re.compile(rf"(?<![a-z]){trie(w for w in (starters - ARTICLES) | after_article if w.isalpha())}(?![a-z])")
    return QuantityTable(
        words, forms, vague, sized, fixed, barred, frozenset(starters), frozenset(after_article), opening
    )


def might_count(text: str, start: int, end: int, table: QuantityTable) -> bool:
    """Whether a stretch holds a digit or a word that opens a number: many do not, and need no more reading."""
    if _DIGIT.search(text, start, end):
        return True
    low = text[start:end].lower()
    return not low.isascii() or table.words_of_number.search(low) is not None


def opens_number(tokens: Tokens, table: QuantityTable) -> list[int]:
    """The tokens at which a quantity may begin."""
    starters, articles, keys = table.starters, table.after_article, tokens.keys
    # Most keys are words that open nothing: one look-up passes over them; digits and marks come before "9".
    maybe = [at for at, key in enumerate(keys) if key in starters or not "9" < key[:1] <= "\x7f"]
    return [
        at
        for at in maybe
        if (keys[at] in starters and (keys[at] not in ARTICLES or keys[at + 1] in articles)) or is_numeral(keys[at])
    ]


def days_apart(tokens: Tokens, at: int, table: QuantityTable) -> bool:
    """Whether a blank-grouped numeral begins with the day of the month before it."""
    day = tokens.keys[at].split(" ")[0]
    return tokens.key(at - 1) in table.forms.months and day.isdecimal() and 1 <= int(day) <= 31


def read_quantity(tokens: Tokens, at: int, table: QuantityTable, vague: VagueTable) -> Quantity | None:
    """The quantity that begins at token `at`; None where none does."""
    if tokens.keys[at][:1].isalpha() and tokens.keys[at] not in table.words.small:
        words = _zero(tokens, at, table) or _vague(tokens, at, table, vague) or _fixed(tokens, at, table)
        if words is not None:
            return words
    elif tokens.key(at + 1) == "s" and tokens.glued(at + 1) and tokens.keys[at] in _ROUND:  # "100s of people"
        return _product(tokens, (at, at + 2), vague.many_of(_ROUND[tokens.keys[at]]), "plural", table)
    cardinal = read_cardinal(tokens, at, table.words)
    if cardinal is not None:
        exact = Limits(cardinal.value, _EXACT, cardinal.value, cardinal.value)
        return Quantity(CARDINAL, at, cardinal.last, exact, cardinal.unit)
    if tokens.is_numeral(at):  # too long to be read
        return Quantity(CARDINAL, at, at + 1, Limits(None, _EXACT, None, None))
    return _share(tokens, at, table)


def _zero(tokens: Tokens, at: int, table: QuantityTable) -> Quantity | None:
    key = tokens.keys[at]
    if key[0] not in "n":
        return None
    nobody = table.forms.zeros.begins(tokens, at)
    if nobody:
        return Quantity(PRONOUN, at, nobody[1], None)
    if key != "no" or tokens.parted(at + 1) or table.fixed.begins(tokens, at):
        return None
    following = tokens.key(at + 1)
    if not following[:1].isalpha() or following in table.forms.no_after or tokens.glued(at + 1):
        return None
    return Quantity(NO, at, at + 1, _exactly(0))


def _exactly(n: int) -> Limits:
    return Limits(n, _EXACT, n, n)


def _fixed(tokens: Tokens, at: int, table: QuantityTable) -> Quantity | None:
    found = table.fixed.begins(tokens, at)
    if found and tokens.key(found[1]) in table.barred.get(tokens.keys[at], ()):
        return None
    return Quantity(FIXED, at, found[1], _exactly(found[0])) if found else None


def _vague(tokens: Tokens, at: int, table: QuantityTable, vague: VagueTable) -> Quantity | None:
    key = tokens.keys[at]
    found = table.vague.begins(tokens, at) or _sized(tokens, at, table)
    if key == "some" and tokens.key(at + 1) == "of":
        found = "some", at + 1
    if found:
        entry, last = found
        if tokens.key(at - 1) in table.barred.get(key, ()):
            return None
        return _product(tokens, (at, last), vague.low(entry), entry, table)
    if key not in table.words.plurals or tokens.key(at - 1) in table.barred.get(key, ()):
        return None
    scale = table.words.plurals[key]
    return _product(tokens, (at, at + 1), vague.many_of(scale), "plural", table)


def _sized(tokens: Tokens, at: int, table: QuantityTable) -> tuple[str, int] | None:
    """ "a large number of", "large numbers", "an unknown number of"."""
    first = at + 1 if tokens.keys[at] in ARTICLES else at
    entry = table.sized.get(tokens.key(first))
    if entry is None:
        return None
    last = first + 1
    while last < first + 4 and (tokens.key(last) in {"and", ","} or tokens.key(last) in table.sized):
        last += 1
    if tokens.key(last) not in {"number", "numbers"}:
        return None
    if tokens.key(last + 1) == "of":
        return entry, last + 2
    return (entry, last + 1) if tokens.key(last) == "numbers" else None


def _product(tokens: Tokens, found: tuple[int, int], low: int | None, entry: str, table: QuantityTable) -> Quantity:
    """The vague word with what it multiplies: "several dozen", "tens of thousands", "a few hundred thousand"."""
    first, last = found
    value = low if entry == "couple" else None
    while low:
        at = last + 1 if tokens.key(last) == "of" else last
        key = tokens.key(at)
        scale = table.words.scales.get(key) or table.words.groups.get(key)
        plural = key in table.words.plurals
        if scale is None or tokens.parted(at) or (at > last and not plural and entry != "couple") or len(key) < 3:
            break
        if tokens.key(last - 1) == "of" and not plural and entry != "couple":
            break
        low, value, last = low * scale, None, at + 1
    last = _again(tokens, first, last)
    return Quantity(VAGUE, first, last, Limits(value, Bound.VAGUE, low, value, approximate=True))


def _again(tokens: Tokens, first: int, last: int) -> int:
    """ "dozens and dozens", "hundreds upon hundreds"."""
    if last - first == 1 and tokens.key(last) in {"and", "upon", "on"} and tokens.key(last + 1) == tokens.keys[first]:
        return last + 2
    return last


def _share(tokens: Tokens, at: int, table: QuantityTable) -> Quantity | None:
    """ "half of", "a third of", "half the"."""
    key = tokens.keys[at]
    last = at + 1
    if key in ARTICLES and tokens.key(last) in table.words.parts:
        last += 1
    elif key != "half":
        return None
    if tokens.key(last) == "of" or (key == "half" and tokens.key(last) == "the"):
        return Quantity(SHARE, at, last, None)
    return None
