"""Source words: the file sources.toml, and its names and nouns ready for look-up."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from casualties.claim import SourceKind
from casualties.extract.lexicon import Lexicon

ARTICLES = frozenset({"the", "a", "an"})
OPENING = 3
"""Letters at the start of a word that rule out most words before a look-up."""
TYPO_LENGTH = 12
"""Letters that a name must have before a slip is forgiven: shorter names are one slip apart by chance."""
HALF = TYPO_LENGTH // 2
"""Letters at either end of a long name, one of which a single slip leaves as it is."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A body known by name.

    ``exact`` aliases count only in this case; ``anaphors`` only once the report has named the body; ``places`` only as
    the whole phrase ("Damascus said").  Of two bodies with one alias (RSF) the one whose region the report names wins.
    """

    id: str
    name: str
    kind: SourceKind
    region: str = ""
    aliases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    anaphors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roll:
    """Bodies of one kind of which the lexicon holds no more than their names; the id is made of the name."""

    kind: SourceKind
    names: tuple[str, ...]
    exact: tuple[str, ...] = ()

    def entities(self) -> Iterator[Entity]:
        for name in (*self.names, *self.exact):
            words = "".join(c if c.isalnum() else " " for c in name.casefold()).split()
            yield Entity("_".join(words), name, self.kind, exact=(name,) if name in self.exact else ())


@dataclass(frozen=True, slots=True)
class Head:
    """Nouns that tell the kind of a speaker; weak ones give way to any other; ``person`` ones are human beings.

    A ``field`` ("emergency") tells the kind of a ``plain`` noun beside it ("office", "officials"); alone it counts only
    if it is weak as well.  A ``state`` noun ("ministry") is the government's before any field but health.  ``exact``
    nouns count only in this case ("SP", "SHO").
    """

    kind: SourceKind
    words: tuple[str, ...]
    weak: bool = False
    person: bool = False
    plain: bool = False
    field: bool = False
    state: bool = False
    exact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """A country's code, names and adjectives, and the capitals that stand for its government ("Kyiv said")."""

    code: str
    words: tuple[str, ...]
    capital: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """An office that every country has."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The file sources.toml."""

    entity: tuple[Entity, ...]
    head: tuple[Head, ...]
    country: tuple[Country, ...] = ()
    office: tuple[Office, ...] = ()
    roll: tuple[Roll, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """sources.toml by the letters of its names; `openings` are the first letters of every name and noun."""

    names: dict[str, tuple[Entity, ...]]
    exact: dict[str, tuple[Entity, ...]]
    anaphors: dict[str, tuple[Entity, ...]]
    places: dict[str, Entity]
    heads: dict[str, Head]
    exact_heads: dict[str, Head]
    countries: dict[str, str]
    capitals: dict[str, str]
    offices: dict[str, str]
    bodies: dict[str, tuple[str, ...]]  # the names of those that have anaphors, by id
    openings: frozenset[str]  # the first letters of every name and noun: most words are ruled out by them
    spelt: frozenset[str]  # the letters of every name and noun
    halves: dict[str, tuple[str, ...]]  # the names long enough to forgive a slip, by the letters at either end
    country_openings: frozenset[str]
    anaphor_openings: frozenset[str]


_BLANKS = bytes(32 if chr(b).isspace() or b == 45 else b for b in range(256))
"""Every blank, and the hyphen, as a plain blank."""
_NO_ALNUM = bytes(b for b in range(128) if not chr(b).isalnum())
_NO_LETTERS = regex.compile(r"[^\p{L}\p{N}]++")
_BARE_ARTICLE = re.compile(rb" (?:the|an?)(?= )")
_ARTICLE = regex.compile(r"(?<![^\s-])(?:the|an?)(?![^\s-])")


def key(words: str) -> str:
    """The letters and digits of a phrase alone: case, blanks, hyphens, accents and "the" do not tell names apart."""
    low = words.casefold()
    flat = low if low.isascii() else unicodedata.normalize("NFKD", low.replace("\u00ad", ""))
    return _NO_LETTERS.sub("", _ARTICLE.sub("", flat))


def flat(text: str) -> str:
    """The `key` of a whole report, fast; letters of other scripts are left out."""
    low = text.casefold()
    plain = low if low.isascii() else unicodedata.normalize("NFKD", low)
    spaced = b" %b " % plain.encode("ascii", "ignore").translate(_BLANKS)
    return _BARE_ARTICLE.sub(b"", spaced).translate(None, _NO_ALNUM).decode("ascii")


@functools.lru_cache(maxsize=1 << 15)
def word_key(word: str) -> str:
    """The `key` of one word; those of words add up to that of a phrase."""
    return key(word)


@functools.cache
def index_of(lexicon: Lexicon) -> Index:
    """The bodies, nouns, countries and offices of a lexicon, read once."""
    words = lexicon.load("sources", SourceWords)
    names: dict[str, list[Entity]] = {}
    exact: dict[str, list[Entity]] = {}
    anaphors: dict[str, list[Entity]] = {}
    entities = (*words.entity, *(entity for roll in words.roll for entity in roll.entities()))
    for entity in entities:
        for alias in (entity.name, *entity.aliases):
            if alias not in entity.exact:
                names.setdefault(key(alias), []).append(entity)
        for alias in entity.exact:
            exact.setdefault(alias, []).append(entity)
        for anaphor in entity.anaphors:
            anaphors.setdefault(key(anaphor), []).append(entity)
    heads, exact_heads = _heads(words.head), {w: head for head in words.head for w in head.exact}
    spelt = {*names, *anaphors, *map(key, exact), *map(key, heads), *map(key, exact_heads)}
    return Index(
        names={k: tuple(v) for k, v in names.items()},
        exact={k: tuple(v) for k, v in exact.items()},
        anaphors={k: tuple(v) for k, v in anaphors.items()},
        places={key(p): e for e in words.entity for p in e.places},
        heads=heads,
        exact_heads=exact_heads,
        countries={key(w): c.code for c in words.country for w in c.words},
        capitals={key(w): c.code for c in words.country for w in c.capital},
        offices={w.casefold(): o.id for o in words.office for w in o.words},
        bodies={e.id: tuple(key(w) for w in (e.name, *e.aliases)) for e in words.entity if e.anaphors},
        openings=_openings(spelt),
        spelt=frozenset(spelt),
        halves=_halves(names),
        country_openings=_openings(key(w) for c in words.country for w in c.words),
        anaphor_openings=_openings(anaphors),
    )


def _halves(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    ends: dict[str, list[str]] = {}
    for name in names:
        if len(name) >= TYPO_LENGTH:
            for end in {name[:HALF], name[-HALF:]}:
                ends.setdefault(end, []).append(name)
    return {end: tuple(of) for end, of in ends.items()}


def one_slip_apart(a: str, b: str) -> bool:
    """Whether one letter is missing, doubled, wrong, or swapped with its neighbour."""
    short, long = sorted((a, b), key=len)
    same = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    rest = short[same + 2 :] == long[same + 2 :]
    swapped = rest and short[same : same + 2] == long[same : same + 2][::-1]
    return swapped or short[same + 1 :] == long[same + 1 :]


def _openings(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name[:n] for name in names for n in range(1, OPENING + 1))


def _heads(entries: Iterable[Head]) -> dict[str, Head]:
    """The nouns with their plurals; a form that stands in the lexicon itself keeps its own entry."""
    written = {w.casefold(): h for h in entries for w in h.words}
    plurals = {_plural(w): h for w, h in written.items() if not (w.endswith("s") or h.field)}
    return {**plurals, **written}


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ch", "sh", "x")) else "s")
