"""Place meanings: what the names of a place phrase mean, each inside, or beside, what the names after it mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from casualties.extract.gazetteer import Level, Meaning, country_keys, country_names, meanings
from casualties.extract.geonames import capital_of, key_of
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_grammar import is_people
from casualties.extract.place_links import BARE, Link, Phrase, Role
from casualties.extract.place_words import NameOf, PlaceCue, Repeats, place_nouns, place_set
from casualties.extract.sentences import Document
from casualties.report import Span

_LEVELS = {NameOf.PROVINCE: Level.PROVINCE, NameOf.CITY: Level.CITY}


@dataclass(frozen=True, slots=True)
class Located:
    """A phrase with what its smallest place may mean; `stands_for` is the phrase that "the city" repeats.

    ``name`` is the name of a country that the text gives only by its people or by "the country".
    """

    phrase: Phrase
    meanings: tuple[Meaning, ...]
    stands_for: Phrase | None = None
    name: str | None = None

    @property
    def is_broad(self) -> bool:
        """Named by a country's people alone, "an Afghan village": its own name is told elsewhere."""
        return self.phrase.links[0].noun is not None and self.stands_for is None and self.is_at(Level.COUNTRY)

    def is_at(self, level: Level) -> bool:
        """Whether it means a place of this level; the first meaning decides."""
        return bool(self.meanings) and self.meanings[0].level is level


def located_at(
    document: Document, phrase: Phrase, about: tuple[str, ...], is_placed: Callable[[str], bool] = lambda _: False
) -> Located | None:
    """The phrase with its meanings; a mere name is no place unless the gazetteer knows it or the report `is_placed` it
    where only a place can stand.
    """
    found: tuple[Meaning, ...] = ()
    for link in reversed(phrase.links):
        found = narrowed(document, link, about, found, weak=phrase.weak)
    unknown = phrase.weak or (phrase.role in {*BARE, Role.ORIGIN} and phrase.links[0].noun is None)
    if not found and unknown and not is_placed(phrase.links[0].name or ""):
        return None
    return Located(phrase, found)


def surroundings(document: Document, phrase: Phrase, number: int, about: tuple[str, ...]) -> Located | None:
    """The place that a phrase names as its smaller one's surroundings, as if it stood alone."""
    links = phrase.links[number:]
    if links[0].name is None:
        return None
    span = Span(links[0].span.start, max(link.span.end for link in links))
    return located_at(document, replace(phrase, span=span, links=links, role=Role.EVENT, weak=False), about)


def narrowed(
    document: Document, link: Link, about: tuple[str, ...], container: tuple[Meaning, ...], *, weak: bool = False
) -> tuple[Meaning, ...]:
    """What a link means inside, or beside, what the links after it mean."""
    if link.name is None:
        return container
    if is_people(link.name, document.lexicon):
        return container or _of_people(document, link)
    if container and link.noun and key_of(link.name) in country_keys(document.lexicon):  # "the US embassy in Nairobi"
        return container
    found = _named(document, link, tuple(dict.fromkeys(m.country for m in container)) or about)
    if any(m.level is Level.COUNTRY for m in found):
        return container if container and link.noun else found or container
    if link.beside and all(m.level is Level.COUNTRY for m in container):  # "near the border with Mali"
        return _named(document, link, about)
    if link.beside and container:
        near = tuple(m for m in found if m.country in {c.country for c in container})
        return near or tuple(
            Meaning(f"{c}/?/{link.name}?", c, Level.CITY) for c in sorted({c.country for c in container})
        )
    inside = tuple(m for m in found if any(f"{m.path}/".startswith(f"{c.path}/") for c in container))
    if inside or not container:
        return inside or found
    if weak:
        return container
    return tuple(Meaning(f"{c.path}/{link.name}?", c.country, Level.CITY) for c in container)


def _of_people(document: Document, link: Link) -> tuple[Meaning, ...]:
    """ "the Afghan capital" is Kabul, "an Afghan village" in Afghanistan; "the Turkish-Syrian border" stays open."""
    code = country_names(document.lexicon).get(link.name or "")
    if code is None:
        return ()
    if "capital" in link.span.of(document.text).lower():
        return meanings(capital_of(code), (code,), document.lexicon)
    return (Meaning(code, code, Level.COUNTRY),)


def _named(document: Document, link: Link, countries: tuple[str, ...]) -> tuple[Meaning, ...]:
    """What a link's name means by itself, at the level of its noun."""
    name, noun = link.name or "", link.noun
    if noun is None:
        return meanings(name, countries, document.lexicon)
    both = meanings(f"{name} {noun}", countries, document.lexicon)
    if both:
        return both
    found = meanings(name, countries, document.lexicon)
    kind = place_nouns(document.lexicon)[noun].name_of if noun in place_nouns(document.lexicon) else None
    if kind is None:
        return tuple(m for m in found if m.country in countries)
    if kind is NameOf.QUARTER:  # GeoNames knows towns; a quarter that bears a town's name is another place
        return tuple(m for m in found if not m.population)
    level = _LEVELS.get(kind)
    return tuple(m for m in found if m.level is level) or found


def is_division(located: Located, lexicon: Lexicon) -> bool:
    """ "The district" that no place told of before explains, "nine provinces": a place in its own words."""
    link = located.phrase.links[0]
    if located.phrase.named or located.stands_for is not None:
        return False
    divisions = place_set(lexicon, PlaceCue.DIVISIONS)
    return link.noun in divisions or (link.definite and link.noun in place_set(lexicon, PlaceCue.DIVISION))


def is_repeated(located: Located, noun: str, lexicon: Lexicon) -> bool:
    """Whether "the" with a noun may stand for the place: "the province" for Idlib province, "the city" for Homs."""
    first = located.phrase.links[0]
    if first.noun == noun:
        return True
    entry, levels = place_nouns(lexicon).get(noun), {m.level for m in located.meanings}
    repeats = entry.repeats if entry is not None else None
    if repeats is Repeats.COUNTRY:
        return Level.COUNTRY in levels
    if repeats is Repeats.PROVINCE:
        return Level.PROVINCE in levels
    if first.noun is not None:
        return False
    if not levels:  # a name that no gazetteer knows is a village's or a town's
        return repeats in {Repeats.CITY, Repeats.TOWN}
    return levels == {Level.CITY} if repeats is Repeats.TOWN else repeats is Repeats.CITY and Level.CITY in levels
