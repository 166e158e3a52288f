"""Place map: every place that a report tells of, with what its name means in the light of the countries it is about."""

from __future__ import annotations

import bisect
import functools
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import regex

from casualties.extract.dateline import read_dateline
from casualties.extract.gazetteer import Level, Meaning, country_keys, country_names, country_pattern, meanings
from casualties.extract.geonames import capital_of, key_of
from casualties.extract.place_asides import Asides
from casualties.extract.place_grammar import is_people
from casualties.extract.place_labels import Labels, read_labels
from casualties.extract.place_links import BARE, Link, Phrase, Role
from casualties.extract.place_meanings import Located, is_repeated, located_at, surroundings
from casualties.extract.place_phrases import find_phrases
from casualties.extract.sentences import Document
from casualties.extract.sentences import Kind as SentenceKind
from casualties.extract.spelling import mixed_case
from casualties.report import Span


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
        self._placed: frozenset[str] | None = None
        self.asides = Asides(document)
        self.about = _about(document, self._text, self._lands)
        self.dateline = read_dateline(document, self.about)
        heads = (phrase for number, phrase in self._labels.phrases.items() if number in self._labels.heads)
        if self.dateline is not None and any(_in_dateline(phrase, self.dateline) for phrase in heads):
            self.dateline = None  # what heads the first entry of a digest
        if self.dateline is not None:  # the places of the report, read with it as it is, tell its meanings apart
            self.dateline = self._told_apart(self.dateline)

    def row(self, sentence: int) -> tuple[Located, ...]:
        """The places of one sentence, in order."""
        found = self._rows.get(sentence)
        if found is None:
            found = tuple(map(self._told_apart, self._located(sentence)))
            self._rows[sentence] = found
        return found

    @functools.cached_property
    def home(self) -> str | None:
        """The one country that the title and the opening name, not merely by its people."""
        names, opening = country_names(self._document.lexicon), self._document.sentences[:_OPENING]
        said = [m.group() for m in country_pattern(self._document.lexicon).finditer(self._document.report.title or "")]
        lands = [span for span in self._lands if any(span.overlaps(s.span) for s in opening)]
        said += [s.of(self._text) for s in lands if not _ELSEWHERE.search(self._text, max(0, s.start - 10), s.start)]
        codes = {names[name] for name in said if not is_people(name, self._document.lexicon) and not name.isupper()}
        return codes.pop() if len(codes) == 1 else None

    @property
    def main(self) -> str | None:
        """The one country that the report is about, named or told by its people, or that of the dateline."""
        here = self.dateline.meanings[0].country if self.dateline is not None else None
        return self.about[0] if self.about and (len(self.about) == 1 or self.about[0] == here) else None

    @property
    def region(self) -> Located | None:
        """The part of a country that the title says a report is on: "DR Congo: North Kivu - Update"."""
        label = self._labels.phrases.get(0) if 0 not in self._labels.heads else None
        return located_at(self._document, label, self.about) if label is not None else None

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

    @functools.cached_property
    def _labels(self) -> Labels:
        return read_labels(self._document, self._text, self._is_known)

    def _is_known(self, phrase: Phrase) -> bool:
        """Whether it is a province or town of a country that the report is about, or names none."""
        located = located_at(self._document, phrase, self.about)
        known = located.meanings if located is not None else ()
        about = self.about or tuple(m.country for m in known)
        return bool(known) and all(m.country in about and m.level is not Level.COUNTRY for m in known)

    @property
    def first_entry(self) -> int | None:
        """The sentence that heads the first entry of a digest."""
        return min(self._labels.heads, default=None)

    def entry(self, sentence: int) -> int | None:
        """The sentence that heads the entry of a digest in which a sentence stands."""
        first = self._first_of[self._document.sentences[sentence].paragraph]
        return first if first in self._labels.heads else None

    @functools.cached_property
    def _first_of(self) -> dict[int, int]:
        """The first sentence of each paragraph; a paragraph may be a whole archive."""
        first: dict[int, int] = {}
        for number, sentence in enumerate(self._document.sentences):
            first.setdefault(sentence.paragraph, number)
        return first

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
                found = tuple(p for p in found if p.role not in BARE or not _in_dateline(p, self.dateline))
            label = self._labels.phrases.get(number)
            if label is not None:
                found = (label, *(p for p in found if not p.span.overlaps(label.span)))
            self._phrases[number] = found
        return found

    def _with_name(self, number: int) -> tuple[Located, ...]:
        """The phrases of a sentence that name a place: what a later "the city" may stand for."""
        found = self._named.get(number)
        if found is None:
            phrases = (p for p in self._of_sentence(number) if p.named)
            named = (located_at(self._document, p, self.about, self._is_placed) for p in phrases)
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
                located = located_at(self._document, phrase, self.about)
            else:
                located = self._anaphor(phrase, number, found)
            if located is not None:
                found.append(located)
        return tuple(found)

    def _is_placed(self, name: str) -> bool:
        """Whether a name that no gazetteer knows stands somewhere in the report as only a place does: "in Ngandi"."""
        if self._placed is None:
            near = itertools.chain.from_iterable(map(self._of_sentence, range(len(self._document.sentences))))
            sure = (p.links[0] for p in near if not p.weak and p.role in _SURE)
            self._placed = frozenset(key_of(link.name) for link in sure if link.name)
        return key_of(name) in self._placed

    def _anaphor(self, phrase: Phrase, number: int, here: Sequence[Located]) -> Located | None:
        """ "the city", "the province", "the camp": the last named place of that kind."""
        link = phrase.links[0]
        noun = link.noun or ""
        if not link.definite:
            return Located(phrase, ()) if noun and not _COMPASS.fullmatch(noun) else None
        if is_compass(link):  # "in the northwest": of the country, and no more is said
            return Located(phrase, ())
        if noun in {"country", "nation"} and self.about:
            return self.country(phrase, self.about[0])
        if noun == "capital" and self.about:
            return Located(phrase, meanings(capital_of(self.about[0]), self.about[:1], self._document.lexicon))
        before = (p for n in range(number - 1, max(number - _BACK, 0) - 1, -1) for p in reversed(self._with_name(n)))
        opening = (self.dateline,) if self.dateline is not None else ()
        for earlier in itertools.chain(reversed(here), before, opening):
            if earlier.phrase.named and is_repeated(earlier, noun, self._document.lexicon):
                return Located(phrase, earlier.meanings, earlier.phrase)
            for outer in range(1, len(earlier.phrase.links)):  # "the Salaheddine quarter of Aleppo": the city is Aleppo
                inner = surroundings(self._document, earlier.phrase, outer, self.about)
                if inner is not None and is_repeated(inner, noun, self._document.lexicon):
                    return Located(phrase, inner.meanings, inner.phrase)
        return (
            Located(phrase, ())
            if _STANDS_IN.search(self._text, max(0, link.span.start - 12), link.span.start)
            else None
        )

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


_SURE = frozenset({Role.EVENT, Role.SOURCE, Role.HARBOUR})
"""Roles of phrases that a preposition opens, or a word that only a place can follow."""
_STANDS_IN = regex.compile(
    r"\b(?:in|within|across|throughout|around|near|along|inside|outside|at)\s+$", regex.IGNORECASE
)
"""Before "the district" that nothing before explains: somebody was harmed there."""
_COMPASS = regex.compile(r"(?:north|south)(?:-?(?:east|west))?|east|west", regex.IGNORECASE)


def is_compass(link: Link) -> bool:
    """ "the northwest": of the country, and no more is said."""
    return link.definite and _COMPASS.fullmatch(link.noun or "") is not None


_HEADING = SentenceKind.HEADING
_ELSEWHERE = regex.compile(r"\b(?:to|from|with|against|by)\s+$")
"""Before a country: where something goes, or whose doing it is."""
_SEVERAL = 2
_OPENING = 3
"""Sentences in which a report says what country it is about."""
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
