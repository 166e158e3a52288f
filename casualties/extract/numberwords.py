"""Number words: the file lexicon/en/numbers.toml, and its words by what they are."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from casualties.extract.lexicon import Lexicon

ARTICLES = frozenset({"a", "an"})


@dataclass(frozen=True, slots=True)
class Small:
    """Words for a number below a hundred; ``kind`` is zero, unit, teen or ten."""

    kind: str
    words: tuple[str, ...]
    spelled: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A multiplier; ``glued`` forms follow digits directly, a capital as written; ``unsure`` ones need ``before``."""

    value: int
    singular: tuple[str, ...]
    plural: tuple[str, ...]
    abbreviated: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FractionWord:
    """The ``parts`` a whole is cut into."""

    parts: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VagueWords:
    """Vague phrases, or the adjectives before "number of", that share a row of the vague table."""

    entry: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """Phrases for exactly ``value``."""

    value: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Barred:
    """Words beside which ``word`` is no amount: before "many" and "scores", after "both"."""

    word: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The file numbers.toml."""

    small: tuple[Small, ...]
    scale: tuple[Scale, ...]
    group: tuple[Scale, ...]
    fraction: tuple[FractionWord, ...]
    vague: tuple[VagueWords, ...]
    sized: tuple[VagueWords, ...]
    fixed: tuple[Fixed, ...]
    barred: tuple[Barred, ...]


@dataclass(frozen=True, slots=True)
class NumberVocabulary:
    """The words of numbers.toml by what they are."""

    small: dict[str, tuple[str, str]]
    scales: dict[str, int]
    groups: dict[str, int]
    plurals: dict[str, int]
    glued: dict[str, int]
    unsure: dict[str, tuple[int, frozenset[str]]]
    parts: dict[str, int]
    joining: frozenset[str]


@functools.cache
def number_vocabulary(lexicon: Lexicon) -> NumberVocabulary:
    """The words for numbers of a language."""
    words = lexicon.load("numbers", NumberWords)
    small = {w: (s.kind, s.spelled) for s in words.small for w in s.words}
    units = [(w, s) for w, (kind, s) in small.items() if kind == "unit"]
    for ten, (kind, spelled) in [*small.items()]:
        if kind == "ten":
            small.update({ten + unit: ("teen", f"{spelled} {unit_spelled}") for unit, unit_spelled in units})
    every = [(w, s.value) for s in (*words.scale, *words.group) for w in s.plural]
    scales = {w: s.value for s in words.scale for w in (*s.singular, *s.plural, *s.abbreviated)}
    groups = {w: s.value for s in words.group for w in (*s.singular, *s.plural, *s.abbreviated)}
    parts = {w: f.parts for f in words.fraction for w in f.words}
    return NumberVocabulary(
        small=small,
        scales=scales,
        groups=groups,
        plurals=dict(every),
        glued={w: s.value for s in words.scale for w in s.glued},
        unsure={w: (s.value, frozenset(s.before)) for s in words.scale for w in s.unsure},
        parts=parts,
        joining=frozenset({*scales, *groups, *parts, "and", "&", "point", "-", "‑", "–", "of"}),
    )
