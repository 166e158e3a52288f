"""Place map: every place that a report tells of, with what its name means in the light of the countries it is about."""

from __future__ import annotations

import bisect
import functools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from casualties.extract.gazetteer import Level, Meaning, country_keys, country_names, country_pattern, meanings
from casualties.extract.geonames import capital_of, key_of
from casualties.extract.place_grammar import is_people
from casualties.extract.place_links import Link, Phrase, Role
from casualties.extract.place_phrases import find_phrases
from casualties.extract.sentences import Document
from casualties.extract.spelling import mixed_case
from casualties.report import Span


@dataclass(frozen=True, slots=True)
class Located:
    """A phrase with what its smallest place may mean; `stands_for` is the phrase that "the city" repeats.

    ``name`` is the name of a country that the text gives only by its people or by "the country".
    """

    phrase: Phrase
    meanings: tuple[Meaning, ...]
    stands_for: Phrase | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Map:
    """Every place phrase of a document by sentence, and the countries that it is about."""

    about: tuple[str, ...]
    by_sentence: tuple[tuple[Located, ...], ...]
    dateline: Located | None


@functools.lru_cache(maxsize=4)
def read_map(document: Document) -> Map:
    """All places of the document; the last few documents are kept."""
    text = mixed_case(document)
    lands = tuple(Span(*m.span()) for m in country_pattern(document.lexicon).finditer(text))
    about = _about(document, text, lands)
    rows: list[tuple[Located, ...]] = []
    dateline = _dateline(document, about)
    before: list[Located] = [dateline] if dateline is not None else []
    starts = [span.start for span in lands]
    for index, sentence in enumerate(document.sentences):
        row: list[Located] = []
        here = lands[bisect.bisect_left(starts, sentence.start) : bisect.bisect_left(starts, sentence.end)]
        for phrase in find_phrases(document, sentence, index, text, here):
            if dateline is not None and index == 0 and phrase.role is Role.NAMED and _in_dateline(phrase, dateline):
                continue
            located = _located(document, phrase, about, before)
            if located is not None:
                row.append(located)
                before.append(located)
        rows.append(tuple(row))
    provinces = {m.path for p in before if len(p.meanings) == 1 for m in p.meanings if m.level is Level.PROVINCE}
    told = tuple(tuple(_told_apart(p, provinces) for p in row) for row in rows)
    return Map(about, told, dateline and _told_apart(dateline, provinces))


def _in_dateline(phrase: Phrase, dateline: Located) -> bool:
    """The country of "NICE, France -" is named as the dateline's, not as the event's."""
    return any(phrase.span.overlaps(link.span) for link in dateline.phrase.links)


def _told_apart(located: Located, provinces: set[str]) -> Located:
    """Of towns of one name, those in a province that the report names elsewhere."""
    near = tuple(m for m in located.meanings if any(m.path.startswith(f"{p}/") for p in provinces))
    many = len({m.path.rpartition("/")[0] for m in located.meanings if m.level is Level.CITY}) > 1
    return replace(located, meanings=near) if near and many else located


def _about(document: Document, text: str, lands: Sequence[Span]) -> tuple[str, ...]:
    """Countries that the title and text name or give adjectives of, most often first."""
    names = country_names(document.lexicon)
    title = country_pattern(document.lexicon).finditer(document.report.title or "")
    counts = Counter(names[m.group()] for m in title)
    counts.update(names[span.of(text)] for span in lands)
    return tuple(code for code, _ in counts.most_common(6))


_PROVINCE = regex.compile(r"province|governorate|state|oblast|department|region", regex.IGNORECASE)
_TOWN = regex.compile(
    r"cit(?:y|ies)|towns?|villages?|camp|neighbou?rhoods?|districts?|suburbs?|hamlet|port", regex.IGNORECASE
)
_LAND = regex.compile(r"countr(?:y|ies)", regex.IGNORECASE)


def _located(document: Document, phrase: Phrase, about: tuple[str, ...], before: list[Located]) -> Located | None:
    """The phrase with its meanings; a mere name that the gazetteer does not know is no place."""
    found: tuple[Meaning, ...] = ()
    for link in reversed(phrase.links):
        found = _narrowed(document, link, about, found, weak=phrase.weak)
    if not found and (phrase.role in {Role.NAMED, Role.ORIGIN} or phrase.weak):
        return None
    if not phrase.named:
        return _anaphor(document, phrase, before, about)
    return Located(phrase, found)


_SETTLED = regex.compile(
    r"provinces?|governorate|states?|oblast|departments?|regions?|cit(?:y|ies)|towns?|villages?|camps?|neighbou?rhoods?|"
    r"districts?|suburbs?|hamlet|ports?|count(?:y|ies)|municipality|township|canton|jurisdiction|islands?|strip|valley|"
    r"countryside|areas?|capital|refugee camp|quarter|slum|enclave|stronghold|bastion|settlements?|parish|peninsula|"
    r"territory|parts?|north|south|east|west|centre|center",
    regex.IGNORECASE,
)
"""Nouns whose name is the place's own; a mosque, a house or a street bears names that are no places."""


def _narrowed(
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


_QUARTER = regex.compile(r"neighbou?rhoods?|quarter|slum|parish|settlements?", regex.IGNORECASE)


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
    if not _SETTLED.fullmatch(noun):
        return tuple(m for m in found if m.country in countries)
    if _QUARTER.fullmatch(noun):  # GeoNames knows towns; a quarter that bears a town's name is another place
        return tuple(m for m in found if not m.population)
    level = Level.PROVINCE if _PROVINCE.fullmatch(noun) else Level.CITY if _TOWN.fullmatch(noun) else None
    return tuple(m for m in found if m.level is level) or found


_COMPASS = regex.compile(r"(?:north|south)(?:-?(?:east|west))?", regex.IGNORECASE)


def _anaphor(document: Document, phrase: Phrase, before: list[Located], about: tuple[str, ...]) -> Located | None:
    """ "the city", "the province", "the camp": the last named place of that kind."""
    link = phrase.links[0]
    noun = link.noun or ""
    if not link.definite:
        return Located(phrase, ()) if noun and not _COMPASS.fullmatch(noun) else None
    if _COMPASS.fullmatch(noun):  # "in the northwest": of the country, and no more is said
        return Located(phrase, ())
    if noun in {"country", "nation"} and about:
        return country_located(document, phrase, about[0])
    if noun == "capital" and about:
        return Located(phrase, meanings(capital_of(about[0]), about[:1], document.lexicon))
    for earlier in reversed(before):
        if earlier.phrase.named and _is_kind(earlier, noun):
            return Located(phrase, earlier.meanings, earlier.phrase)
    return None


def country_located(document: Document, phrase: Phrase, code: str) -> Located:
    """A whole country, in the text's words for it where it has any."""
    names, keys = country_names(document.lexicon), country_keys(document.lexicon)
    said = (m.group() for m in country_pattern(document.lexicon).finditer(document.text))
    name = next((n for n in said if names[n] == code and key_of(n) in keys), None)
    known = next(n for n, c in names.items() if c == code)
    return Located(phrase, (Meaning(code, code, Level.COUNTRY),), name=name or known)


def _is_kind(located: Located, noun: str) -> bool:
    if any(link.noun == noun for link in located.phrase.links[:1]):
        return True
    levels = {m.level for m in located.meanings}
    if _LAND.fullmatch(noun):
        return Level.COUNTRY in levels
    if noun in {"province", "governorate", "state", "oblast", "region"}:
        return Level.PROVINCE in levels
    bare = located.phrase.links[0].noun is None
    return bare and (levels == {Level.CITY} if noun in {"town", "village"} else noun == "city" and Level.CITY in levels)


_DATELINE = regex.compile(  # BAGHDAD (Reuters) - ; QUITO, Ecuador— ; SANTIAGO, 3 MAY 89 (EFE) -- ; TRIPOLI Gunmen ...
    r"(?:\A|\n)\s*(?:\([^)]{0,60}\)\s*)?(?P<name>\p{Lu}[\p{Lu}\p{M}'’. -]{2,30}?|\p{Lu}[\w' -]{2,24}?)"
    r"(?:,\s*(?P<in>\p{Lu}[\w. ]{1,24}?))?"
    r"(?:,?\s+(?:\w{3,9}\.?\s+\d{1,2}|\d{1,2}\s+\w{3,9})(?:\s+\d{2,4})?)?\s*(?:\([^)]{1,40}\)\s*)?"
    r"(?:[-–—]{1,2}|(?<=\p{Lu}{2}[\p{Lu} ,.]{0,30})(?=\s\p{Lu}\p{Ll}|\s\p{Lu}\s))"
)


def _dateline(document: Document, about: tuple[str, ...]) -> Located | None:
    """The place that opens the report: BAGHDAD (Reuters) -, KUNMING -, QUITO, Ecuador—."""
    match = _DATELINE.search(document.text, 0, 400)
    if match is None or is_people(match["name"].split()[0], document.lexicon):
        return None
    span = Span(*match.span("name"))
    link = Link(span, match["name"].strip().title(), None, True)
    outer = (Link(Span(*match.span("in")), match["in"], None, True),) if match["in"] else ()
    found: tuple[Meaning, ...] = ()
    for part in (*outer, link):
        found = _narrowed(document, part, about, found)
    return Located(Phrase(span, (link, *outer), Role.NAMED, 0), found) if found else None
