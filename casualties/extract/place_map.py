"""Place map: every place that a report tells of, with what its name means in the light of the countries it is about."""

from __future__ import annotations

import bisect
import functools
import itertools
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
from casualties.extract.sentences import Kind as SentenceKind
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


class Map:
    """The places of a document, each sentence's read when it is asked for, and the countries that it is about."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text, here = mixed_case(document), document.span
        self._lands = tuple(
            Span(*m.span()) for m in country_pattern(document.lexicon).finditer(self._text, here.start, here.end)
        )
        self._starts = [span.start for span in self._lands]
        self._phrases: dict[int, tuple[Phrase, ...]] = {}
        self._named: dict[int, tuple[Located, ...]] = {}
        self._rows: dict[int, tuple[Located, ...]] = {}
        self._provinces: frozenset[str] | None = None
        self.about = _about(document, self._text, self._lands)
        dateline = _dateline(document, self.about)
        self.dateline = dateline
        self.dateline = dateline and self._told_apart(dateline)

    def row(self, sentence: int) -> tuple[Located, ...]:
        """The places of one sentence, in order."""
        found = self._rows.get(sentence)
        if found is None:
            found = tuple(map(self._told_apart, self._located(sentence)))
            self._rows[sentence] = found
        return found

    @property
    def titled(self) -> Located | None:
        """The one country that the headline names, in the text or its title."""
        title, opening = self._document.report.title or "", self._document.sentences[:1]
        names = country_names(self._document.lexicon)
        said = [m.group() for m in country_pattern(self._document.lexicon).finditer(title)]
        codes = {names[name] for name in said if not is_people(name, self._document.lexicon)}
        head = [span for span in self._lands if any(s.kind is _HEADING and span.overlaps(s.span) for s in opening)]
        head = [span for span in head if not is_people(span.of(self._text), self._document.lexicon)]
        codes |= {names[span.of(self._text)] for span in head}
        if len(codes) != 1:
            return None
        span = head[0] if head else Span(0, 0)
        phrase = Phrase(span, (Link(span, None, None, True),), Role.NAMED, 0)
        return self.country(phrase, codes.pop())

    def country(self, phrase: Phrase, code: str) -> Located:
        """A whole country, in the text's words for it where it has any."""
        names, keys = country_names(self._document.lexicon), country_keys(self._document.lexicon)
        said = (span.of(self._document.text) for span in self._lands)
        name = next((n for n in said if names.get(n) == code and key_of(n) in keys), None)
        known = next(n for n, c in names.items() if c == code)
        return Located(phrase, (Meaning(code, code, Level.COUNTRY),), name=name or known)

    def _of_sentence(self, number: int) -> tuple[Phrase, ...]:
        found = self._phrases.get(number)
        if found is None:
            sentence = self._document.sentences[number]
            first, last = (
                bisect.bisect_left(self._starts, sentence.start),
                bisect.bisect_left(self._starts, sentence.end),
            )
            found = find_phrases(self._document, sentence, number, self._text, self._lands[first:last])
            if number == 0 and self.dateline is not None:
                found = tuple(p for p in found if p.role is not Role.NAMED or not _in_dateline(p, self.dateline))
            self._phrases[number] = found
        return found

    def _with_name(self, number: int) -> tuple[Located, ...]:
        """The phrases of a sentence that name a place: what a later "the city" may stand for."""
        found = self._named.get(number)
        if found is None:
            named = (_located(self._document, p, self.about) for p in self._of_sentence(number) if p.named)
            found = tuple(p for p in named if p is not None)
            self._named[number] = found
        return found

    def _located(self, number: int) -> tuple[Located, ...]:
        phrases = self._of_sentence(number)
        if all(p.named for p in phrases):
            return self._with_name(number)
        found: list[Located] = []
        for phrase in phrases:
            if phrase.named:
                located = _located(self._document, phrase, self.about)
            else:
                located = self._anaphor(phrase, number, found)
            if located is not None:
                found.append(located)
        return tuple(found)

    def _anaphor(self, phrase: Phrase, number: int, here: Sequence[Located]) -> Located | None:
        """ "the city", "the province", "the camp": the last named place of that kind."""
        link = phrase.links[0]
        noun = link.noun or ""
        if not link.definite:
            return Located(phrase, ()) if noun and not _COMPASS.fullmatch(noun) else None
        if _COMPASS.fullmatch(noun):  # "in the northwest": of the country, and no more is said
            return Located(phrase, ())
        if noun in {"country", "nation"} and self.about:
            return self.country(phrase, self.about[0])
        if noun == "capital" and self.about:
            return Located(phrase, meanings(capital_of(self.about[0]), self.about[:1], self._document.lexicon))
        before = (p for n in range(number - 1, max(number - _BACK, 0) - 1, -1) for p in reversed(self._with_name(n)))
        opening = (self.dateline,) if self.dateline is not None else ()
        for earlier in itertools.chain(reversed(here), before, opening):
            if earlier.phrase.named and _is_kind(earlier, noun):
                return Located(phrase, earlier.meanings, earlier.phrase)
            for outer in range(1, len(earlier.phrase.links)):  # "the Salaheddine quarter of Aleppo": the city is Aleppo
                inner = _inner(self._document, earlier.phrase, outer, self.about)
                if inner is not None and _is_kind(inner, noun):
                    return Located(phrase, inner.meanings, inner.phrase)
        return None

    def _told_apart(self, located: Located) -> Located:
        """Of towns of one name, those in a province that the report names elsewhere."""
        if len({m.path.rpartition("/")[0] for m in located.meanings if m.level is Level.CITY}) < _SEVERAL:
            return located
        if self._provinces is None:
            named = [p for n in range(len(self._document.sentences)) for p in self._with_name(n)]
            named += [self.dateline] if self.dateline is not None else []
            alone = (p.meanings[0] for p in named if len(p.meanings) == 1)
            self._provinces = frozenset(m.path for m in alone if m.level is Level.PROVINCE)
        near = tuple(m for m in located.meanings if any(m.path.startswith(f"{p}/") for p in self._provinces))
        return replace(located, meanings=near) if near else located


_HEADING = SentenceKind.HEADING
_SEVERAL = 2
_BACK = 200
"""Sentences back in which a place still may be "the city"; longer texts are several reports in one."""


@functools.lru_cache(maxsize=4)
def read_map(document: Document) -> Map:
    """The places of a document; the last few documents are kept."""
    return Map(document)


def _in_dateline(phrase: Phrase, dateline: Located) -> bool:
    """The country of "NICE, France -" is named as the dateline's, not as the event's."""
    return any(phrase.span.overlaps(link.span) for link in dateline.phrase.links)


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


def _located(document: Document, phrase: Phrase, about: tuple[str, ...]) -> Located | None:
    """The phrase with its meanings; a mere name that the gazetteer does not know is no place."""
    found: tuple[Meaning, ...] = ()
    for link in reversed(phrase.links):
        found = _narrowed(document, link, about, found, weak=phrase.weak)
    unknown = phrase.role is Role.NAMED or (phrase.role is Role.ORIGIN and phrase.links[0].noun is None) or phrase.weak
    if not found and unknown:
        return None
    return Located(phrase, found)


def _inner(document: Document, phrase: Phrase, number: int, about: tuple[str, ...]) -> Located | None:
    """The place that a phrase names as its smaller one's surroundings, as if it stood alone."""
    links = phrase.links[number:]
    if links[0].name is None:
        return None
    span = Span(links[0].span.start, max(link.span.end for link in links))
    return _located(document, replace(phrase, span=span, links=links, role=Role.EVENT, weak=False), about)


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


_PROVINCES = frozenset(
    ["province", "governorate", "state", "oblast", "region", "enclave", "strip", "territory", "peninsula"]
)


def _is_kind(located: Located, noun: str) -> bool:
    if any(link.noun == noun for link in located.phrase.links[:1]):
        return True
    levels = {m.level for m in located.meanings}
    if _LAND.fullmatch(noun):
        return Level.COUNTRY in levels
    if noun in _PROVINCES:
        return Level.PROVINCE in levels
    bare = located.phrase.links[0].noun is None
    return bare and (levels == {Level.CITY} if noun in {"town", "village"} else noun == "city" and Level.CITY in levels)


_DATELINE = regex.compile(  # BAGHDAD (Reuters) - ; QUITO, Ecuador— ; SANTIAGO, 3 MAY 89 (EFE) -- ; TRIPOLI Gunmen ...
    r"(?:\A|\n)\s*(?:\([^)]{0,60}\)\s*)?(?P<name>\p{Lu}[\p{Lu}\p{M}'’. -]{2,30}?|\p{Lu}[\w' -]{2,24}?)"
    r"(?:,\s*(?P<in>\p{Lu}[\w. ]{1,24}?))?"
    r"(?:,?\s+(?:\w{3,9}\.?\s+\d{1,2}|\d{1,2}\s+\w{3,9})(?:\s+\d{2,4})?)?\s*(?:\([^)]{1,40}\)\s*)?"
    r"(?:(?<![^\s)])-|[–—]|--|(?<=\p{Lu}{2}[\p{Lu} ,.]{0,30})(?=\s\p{Lu}\p{Ll}|\s\p{Lu}\s))"
)


def _dateline(document: Document, about: tuple[str, ...]) -> Located | None:
    """The place that opens the report: BAGHDAD (Reuters) -, KUNMING -, QUITO, Ecuador—."""
    match = _DATELINE.search(document.text, max(0, document.span.start - 1), document.span.start + 400)
    if match is None or is_people(match["name"].split()[0], document.lexicon):
        return None
    span = Span(*match.span("name"))
    link = Link(span, match["name"].strip().title(), None, True)
    outer = (Link(Span(*match.span("in")), match["in"], None, True),) if match["in"] else ()
    found: tuple[Meaning, ...] = ()
    for part in (*outer, link):
        found = _narrowed(document, part, about, found)
    return Located(Phrase(span, (link, *outer), Role.NAMED, 0), found) if found else None
