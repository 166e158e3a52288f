"""Place words: the file places.toml, and its lists and nouns ready for look-up."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import StrEnum

from casualties.extract.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Country:
    """A country's ISO 3166-1 code, its names, and its adjectives and people."""

    code: str
    names: tuple[str, ...]
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Provinces or cities of one country; see the head of places.toml."""

    country: str
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        short = next((row for row in self.rows if len(row) < _LEAST_CELLS), None)
        if short is not None:
            raise ValueError(f"the row {list(short)} has too few cells. Write the name, then its capital or province.")


_LEAST_CELLS = 2
"""A province and its capital, a city and its province; further cells are other names."""


class NameOf(StrEnum):
    """What a name beside a noun is the name of: in "Idlib province" of a province."""

    PROVINCE = "province"
    CITY = "city"
    QUARTER = "quarter"
    AREA = "area"


class Repeats(StrEnum):
    """What an earlier place must be for "the ..." to repeat it; a town is a city and nothing besides."""

    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class PlaceNoun:
    """Nouns for one kind of place; without ``name_of`` their names are no places of their own, as a mosque's."""

    words: tuple[str, ...]
    name_of: NameOf | None = None
    repeats: Repeats | None = None


class PlaceCue(StrEnum):
    """The lists of places.toml, which says of each what its words tell."""

    PREPOSITION = "preposition"
    STRIKE = "strike"
    STRIKE_NOUN = "strike_noun"
    LOOSE = "loose"
    WAGED = "waged"
    STRUCK = "struck"
    FROM_THE_AIR = "from_the_air"
    OF_A_PLACE = "of_a_place"
    GROUND = "ground"
    STOOD_BEFORE = "stood_before"
    ENDS = "ends"
    COMMON = "common"
    SOURCE = "source"
    SAYS = "says"
    TELLS = "tells"
    ORIGIN = "origin"
    ELSEWHERE = "elsewhere"
    OFFICE = "office"
    SEAT = "seat"
    HARBOUR = "harbour"
    CARE = "care"
    CARE_ALONE = "care_alone"
    CARE_OF_THE_DEAD = "care_of_the_dead"
    CARED_FOR = "cared_for"
    CARER = "carer"
    DIED = "died"
    LAY = "lay"
    LAID = "laid"
    GATHERING = "gathering"
    CUSTODY = "custody"
    DEPARTED = "departed"
    FLED = "fled"
    SHELTER = "shelter"
    HOSTS = "hosts"
    TAKES_IN = "takes_in"
    EVENT = "event"
    NOT_A_PLACE = "not_a_place"
    HEADLINE = "headline"
    UNSETTLED = "unsettled"
    ACTOR = "actor"
    COUNTS = "counts"
    SAW = "saw"
    DEATHS = "deaths"
    BEFELL = "befell"
    RAZED = "razed"
    WEAPON = "weapon"
    WEAPON_SORT = "weapon_sort"
    LIKENESS = "likeness"
    HELD_BY = "held_by"
    FIELD = "field"
    ASIDE = "aside"
    LONG_AGO = "long_ago"
    CEREMONY = "ceremony"
    VISIT = "visit"
    WAY = "way"
    DIVISION = "division"
    DIVISIONS = "divisions"
    KIND_FIRST = "kind_first"


@dataclass(frozen=True, slots=True)
class PlaceList:
    """Words that tell one thing of the place beside them."""

    name: PlaceCue
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The file places.toml."""

    country: tuple[Country, ...]
    province: tuple[Rows, ...]
    city: tuple[Rows, ...]
    noun: tuple[PlaceNoun, ...]
    list: tuple[PlaceList, ...]


@functools.cache
def place_list(lexicon: Lexicon, name: PlaceCue) -> tuple[str, ...]:
    """One list of places.toml; entries of a user's own file are added."""
    return tuple(w for entry in lexicon.load("places", PlaceWords).list if entry.name is name for w in entry.words)


@functools.cache
def place_set(lexicon: Lexicon, *names: PlaceCue) -> frozenset[str]:
    """The words of some lists of places.toml, to look one up."""
    return frozenset(word for name in names for word in place_list(lexicon, name))


@functools.cache
def place_nouns(lexicon: Lexicon) -> dict[str, PlaceNoun]:
    """The nouns of places.toml by their words; the first entry that has a word decides."""
    found: dict[str, PlaceNoun] = {}
    for entry in lexicon.load("places", PlaceWords).noun:
        for word in entry.words:
            found.setdefault(word, entry)
    return found
