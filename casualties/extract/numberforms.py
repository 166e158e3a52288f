"""Number forms: the kinds of number there are, and the words that tell them apart (lexicon/en/notcounts.toml)."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from casualties.extract.lexicon import Lexicon, PlainList, all_words
from casualties.extract.numbertokens import PhraseIndex, Tokens
from casualties.extract.numberwords import NumberVocabulary, number_vocabulary

HYPHENS = frozenset({"-", "‑", "–", "‒", "−"})


class Form(StrEnum):
    """What a number phrase is; only COUNT, ZERO_DETERMINER ("no" before a noun) and DECIMAL say how many there are."""

    COUNT = "count"
    ZERO_DETERMINER = "zero_determiner"
    DECIMAL = "decimal"
    ORDINAL = "ordinal"
    AGE = "age"
    COMPOUND = "compound"
    DATE = "date"
    YEAR = "year"
    TIME = "time"
    MONEY = "money"
    PERCENT = "percent"
    FRACTION = "fraction"
    MEASURE = "measure"
    DURATION = "duration"
    NAME = "name"
    SCORE = "score"
    PRONOUN = "pronoun"
    OTHER = "other"


COUNTS = frozenset({Form.COUNT, Form.ZERO_DETERMINER})
"""Forms that say how many people there are, in whole numbers."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that make a number a ``form``: after it, ``before`` it, or ``glued`` to its digits."""

    form: Form
    words: tuple[str, ...]
    before: bool = False
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """Words before and after the four digits of a year; ``firm`` ones before need nothing else."""

    firm: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ages:
    """Phrases before and after an age; ``limited`` words stand before "under 12", ``shared`` where it ends a clause."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    limited: tuple[str, ...]
    shared: tuple[str, ...]
    hedges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Words of names, ``before`` and ``after`` with a capital, ``always`` without; none ``not_before`` these.

    But those of ``always`` with a capital before ``told`` words, too ("Route 12 deaths"), and none where the word is a
    ``verb`` behind its ``subjects`` ("the dead number 45").
    """

    before: tuple[str, ...]
    always: tuple[str, ...]
    after: tuple[str, ...]
    not_before: tuple[str, ...]
    told: tuple[str, ...]
    verb: tuple[str, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ordinals:
    """Ordinal words, and what follows the digits of one."""

    words: tuple[str, ...]
    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pronouns:
    """What makes "one" no number; see the file."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    function: tuple[str, ...]
    fixed: tuple[str, ...]
    degree: tuple[str, ...]
    no_superlatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Zeros:
    """Phrases with "no one" or "none" that deny nobody."""

    fixed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nos:
    """Words after which "no" is no determiner of a noun."""

    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RateWords:
    """Words of rates: "per day", "each week", "daily", "per capita", "an average of"; see rates.py and the file."""

    stretches: tuple[str, ...]
    heads: tuple[str, ...]
    adverbs: tuple[str, ...]
    goes_on: tuple[str, ...]
    not_after: tuple[str, ...]
    ahead: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotCountWords:
    """The file notcounts.toml."""

    unit: tuple[Unit, ...]
    modifier: tuple[PlainList, ...]
    month: tuple[PlainList, ...]
    not_month: tuple[PlainList, ...]
    place: tuple[PlainList, ...]
    counted: tuple[PlainList, ...]
    year: tuple[Years, ...]
    age: tuple[Ages, ...]
    name: tuple[Names, ...]
    score: tuple[PlainList, ...]
    pronoun: tuple[Pronouns, ...]
    ordinal: tuple[Ordinals, ...]
    zero: tuple[Zeros, ...]
    no: tuple[Nos, ...]
    rate: tuple[RateWords, ...]


@dataclass(frozen=True, slots=True)
class FormTable:
    """The file's words, ready for look-up, and the words of numbers beside them."""

    words: NumberVocabulary
    units_after: PhraseIndex[Form]
    units_before: PhraseIndex[Form]
    units_glued: dict[str, Form]
    modifiers: frozenset[str]
    months: frozenset[str]
    years_firm: frozenset[str]
    years_before: frozenset[str]
    years_after: frozenset[str]
    ages_before: PhraseIndex[Form]
    ages_after: PhraseIndex[Form]
    ages_limited: frozenset[str]
    ages_shared: frozenset[str]
    ages_hedges: frozenset[str]
    names_before: PhraseIndex[Form]
    names_always: PhraseIndex[Form]
    names_after: frozenset[str]
    names_not_before: frozenset[str]
    names_told: frozenset[str]
    names_verb: frozenset[str]
    names_subjects: frozenset[str]
    scores: frozenset[str]
    ordinals: frozenset[str]
    suffixes: frozenset[str]
    pronouns_before: frozenset[str]
    pronouns_after: PhraseIndex[Form]
    pronouns_fixed: tuple[tuple[str, ...], ...]
    function: frozenset[str]
    degree: frozenset[str]
    no_superlatives: frozenset[str]
    not_month: frozenset[str]
    place: frozenset[str]
    counted: frozenset[str]
    zeros: PhraseIndex[Form]
    no_after: frozenset[str]
    alert_before: frozenset[str] = frozenset()
    alert_after: frozenset[str] = frozenset()


LIST_MARKS = frozenset({",", "and", "to", "or", "/", "&", "-", "–", "through", "until"})
"""What may stand between the days of a list of dates."""


def _all(lists: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(word for words in lists for word in words)


@functools.cache
def form_table(lexicon: Lexicon) -> FormTable:
    """The words of a language that make a number no count."""
    w = lexicon.load("notcounts", NotCountWords)
    table = FormTable(
        words=number_vocabulary(lexicon),
        units_after=PhraseIndex.after((x, u.form) for u in w.unit if not (u.before or u.glued) for x in u.words),
        units_before=PhraseIndex.before((x, u.form) for u in w.unit if u.before for x in u.words),
        units_glued={x: u.form for u in w.unit if u.glued for x in u.words},
        modifiers=all_words(w.modifier),
        months=all_words(w.month),
        years_firm=_all(e.firm for e in w.year),
        years_before=_all(e.before for e in w.year),
        years_after=_all(e.after for e in w.year),
        ages_before=PhraseIndex.before((x, Form.AGE) for a in w.age for x in a.before),
        ages_after=PhraseIndex.after((x, Form.AGE) for a in w.age for x in a.after),
        ages_limited=_all(e.limited for e in w.age),
        ages_shared=_all(e.shared for e in w.age),
        ages_hedges=_all(e.hedges for e in w.age),
        names_before=PhraseIndex.before((x, Form.NAME) for n in w.name for x in n.before),
        names_always=PhraseIndex.before((x, Form.NAME) for n in w.name for x in n.always),
        names_after=_all(e.after for e in w.name),
        names_not_before=_all(e.not_before for e in w.name),
        names_told=_all(e.told for e in w.name),
        names_verb=_all(e.verb for e in w.name),
        names_subjects=_all(e.subjects for e in w.name),
        scores=all_words(w.score),
        ordinals=_all(e.words for e in w.ordinal),
        suffixes=_all(e.suffixes for e in w.ordinal),
        pronouns_before=_all(e.before for e in w.pronoun),
        pronouns_after=PhraseIndex.after((x, Form.PRONOUN) for p in w.pronoun for x in p.after),
        pronouns_fixed=tuple(tuple(x.split()) for p in w.pronoun for x in p.fixed),
        function=_all(e.function for e in w.pronoun),
        degree=_all(e.degree for e in w.pronoun),
        no_superlatives=_all(e.no_superlatives for e in w.pronoun),
        not_month=all_words(w.not_month),
        place=all_words(w.place),
        counted=all_words(w.counted),
        zeros=PhraseIndex.after((x, Form.PRONOUN) for z in w.zero for x in z.fixed),
        no_after=_all(e.after for e in w.no),
    )
    return _alert(table)


def _alert(table: FormTable) -> FormTable:
    """With the words beside a number at which some rule may speak; beside all others none needs to be asked."""
    t = table
    before = (t.units_before, t.ages_before, t.names_before, t.names_always)
    after = (t.units_after, t.ages_after)
    return replace(
        table,
        alert_before=frozenset(key for index in before for key in index.table) | t.months | t.ages_hedges | {"#"},
        alert_after=frozenset(key for index in after for key in index.table)
        | (t.names_after | t.months | t.modifiers | t.words.parts.keys())
        | (HYPHENS | LIST_MARKS | {"of", "in", "out", "'", "’"}),
    )


class Place(NamedTuple):
    """A bare number, or two joined: tokens ``first`` up to ``last``, with its hedges ``hedged`` up to ``after``."""

    tokens: Tokens
    forms: FormTable
    first: int
    last: int
    hedged: int
    after: int
    value: int | float | None
    joined: bool = False


class Shape(NamedTuple):
    """A form with the tokens that it covers."""

    form: Form
    first: int
    last: int
