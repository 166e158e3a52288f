"""Place inheritance: the places that a figure without one of its own may have, likeliest first.

Of the event that its sentence comes back to, of the sentences before it in the paragraph, of the report's opening, of
the dateline, where somebody spoke; a sum over many incidents or a long time is of the country instead.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

import regex

from casualties.extract.date_roles import Dated
from casualties.extract.event_mentions import events_meant, is_apart, is_dated, is_past_another
from casualties.extract.figures import Figure
from casualties.extract.gazetteer import Level, country_keys, country_names, country_pattern
from casualties.extract.geonames import key_of
from casualties.extract.nearness import figures_of
from casualties.extract.place_links import BARE, Link, Phrase, Role
from casualties.extract.place_map import Map
from casualties.extract.place_meanings import Located, is_division
from casualties.extract.place_roles import custody_ends
from casualties.extract.running import is_lasting, is_running, near_words
from casualties.extract.sentences import Document
from casualties.extract.sentences import Kind as SentenceKind
from casualties.report import Span
from casualties.scope import Outcome

_MANY = 1000
"""A figure from here on without a place of its own is of a country or region, not of the last village named."""
_CROWDS = 10_000
"""So is one of those displaced: a single fight drives thousands from their homes."""
_FALLBACK = frozenset({Role.EVENT, Role.SOURCE, Role.HARBOUR, *BARE})
_OPENING = 40
"""The place of a report is named in its first sentences, so many at the most."""
_HEADING = SentenceKind.HEADING
_BACK = 80
"""Sentences back in which a country still counts; longer texts are several reports in one."""
_UNDER_HEADING = 8
"""Sentences below a headline, its bylines among them, of which the first are the story's."""
_SINCE = regex.compile(r"\b(?:since|so\s+far|to\s+date|in\s+total)\b", regex.IGNORECASE)


def inherited_places(
    document: Document, figure: Figure, chart: Map, figures: Sequence[Figure], own: Dated | None
) -> Iterator[tuple[Located, str]]:
    """The places that a figure without one of its own may have, likeliest first; `own` is its own date."""
    at = figure.sentence
    if is_apart(document, figure):  # "a separate attack": no town told of before is its
        yield from ((p, "its sentence names it") for p in chart.row(at) if p.phrase.role in BARE)
        yield from ((p, why) for p, why in _lands(document, chart, at) if p.is_at(Level.COUNTRY))
        return
    running, long = is_running(document, figure), own is not None and _is_long(own)
    most = _CROWDS if figure.outcome is Outcome.DISPLACED else _MANY
    many = long or (figure.amount.low or figure.amount.high or 0) >= most
    if _NATIONWIDE.search(near_words(document, figure, 40)):
        yield from _of_places(chart, at)
        yield from _lands(document, chart, at, summed=True)
    if _SAW.search(document.words(document.sentences[at])):  # who saw the dead counts those of the place
        yield from _of_speaker(chart, at)
    if is_dated(document, figure) or is_past_another(document, figure):
        yield from _meant(document, figure, chart, figures)
    if running:
        yield from _offices(chart, at)
    if not (long or (many and (running or is_lasting(document, figure)))):
        yield from _before(document, chart, figure, figures)
    yield from _meant(document, figure, chart, figures)
    yield from ((p, "its sentence names it") for p in chart.row(at) if p.phrase.role in BARE)
    heading = document.sentences[at].kind is _HEADING  # "Thousands dead after the flood": of what the report opens with
    if many:
        yield from _lands(document, chart, at, summed=not heading)
    if long:
        return
    yield from _of_report(document, figure, chart, figures)
    if figure.outcome is Outcome.DETAINED:  # "Police in Hamburg said ... Three were arrested"
        rows = (chart.row(number) for number in range(at, max(at - 2, -1), -1))
        yield from ((p, "where the police spoke") for row in rows for p in row if p.phrase.named and _is_speakers(p))
    yield from _of_speaker(chart, at)
    summed = running or many or _SINCE.search(document.words(document.sentences[at])) is not None
    if not summed or heading:  # no sum is of the next village
        rows = (_events(chart, number) for number in _ahead(document, chart, at))
        yield from ((p, "sentence after") for row in rows for p in row if p.phrase.named)
    yield from _last(document, chart, at)


def _ahead(document: Document, chart: Map, at: int) -> Iterator[int]:
    """A sentence and the two after it; below a headline bylines are passed over."""
    sentences, headed = document.sentences, document.sentences[at].kind is _HEADING
    near = range(at, min(at + (_UNDER_HEADING if headed else 3), len(sentences)))
    told = (n for n in near if n == at or not headed or sentences[n].kind is not _HEADING)
    yield from itertools.islice((n for n in told if chart.entry(n) in {None, chart.entry(at)}), 3)


def _before(document: Document, chart: Map, figure: Figure, figures: Sequence[Figure]) -> Iterator[tuple[Located, str]]:
    """The places of the sentences before one in its paragraph, nearest first."""
    at = figure.sentence
    for number in range(at - 1, max(at - 7, -1), -1):
        if document.sentences[number].paragraph != document.sentences[at].paragraph:
            return
        told = (p for p in reversed(chart.row(number)) if _is_told(p) or is_division(p, document.lexicon))
        if figure.outcome is not Outcome.DETAINED:
            told = (p for p in told if not _is_custody(document, p, figures))
        yield from ((p, "sentence before") for p in told if p.phrase.role in _HAPPENED and not p.is_broad)


def _of_report(
    document: Document, figure: Figure, chart: Map, figures: Sequence[Figure]
) -> Iterator[tuple[Located, str]]:
    """The places named shortly before a sentence and in the opening; the dateline; where the office is that counts."""
    at = figure.sentence
    near = [*range(at - 1, max(at - 4, -1), -1), *range(min(at, _OPENING))]
    near = [n for n in near if chart.entry(n) in {None, chart.entry(at)}]  # no other entry of a digest
    told = [p for number in near for p in _events(chart, number) if p.phrase.named]
    told.sort(key=lambda p: _rank(document, chart, figure, figures, p))
    yield from ((p, "place of the report") for p in told)
    for number in near:  # "Garsen blast kills nine"
        named = (p for p in chart.row(number) if p.phrase.role is Role.TITLE and not p.is_at(Level.COUNTRY))
        yield from ((p, "the event is named after it") for p in named)
    if chart.dateline is not None and chart.dateline.meanings[0].country in chart.about[:1]:
        yield chart.dateline, "dateline"
    yield from _offices(chart, at)


def _rank(
    document: Document, chart: Map, figure: Figure, figures: Sequence[Figure], located: Located
) -> tuple[bool, bool, bool, bool]:
    """What speaks against a place of the report, the weightiest first; "Location: Geneva" may be a briefing's."""
    number, harmed = located.phrase.sentence, figure.outcome is not Outcome.DETAINED
    field = located.phrase.role is Role.LABEL and chart.entry(number) is None
    caught = harmed and (_is_arrest(figures_of(figures, number)) or _is_custody(document, located, figures))
    return chart.asides.is_aside(number, figure.sentence), located.is_broad, field, caught


def _is_arrest(figures: Sequence[Figure]) -> bool:
    """A sentence that counts nobody but those detained: suspects are arrested far from where they did it."""
    return bool(figures) and all(f.outcome is Outcome.DETAINED for f in figures)


def _last(document: Document, chart: Map, at: int) -> Iterator[tuple[Located, str]]:
    """What serves where nothing better does: the dateline, the speaker's place, a country, that of the title."""
    if chart.dateline is not None:
        yield chart.dateline, "dateline"
    yield from ((p, "where the speaker was") for p in chart.row(at) if p.phrase.named and p.phrase.role in _FALLBACK)
    yield from _lands(document, chart, at)
    if chart.titled is not None:
        yield chart.titled, "the title names it"


_LONG = 14
"""Days; what is counted over a longer stretch is of a country or region, not of the last village named."""


def _is_long(date: Dated) -> bool:
    start, end = date.moment.start, date.moment.end
    return start is not None and end is not None and (end - start).days > _LONG


def _offices(chart: Map, at: int) -> Iterator[tuple[Located, str]]:
    """The places whose office speaks or acts in a sentence: what it sums is mostly its own."""
    yield from ((p, "whose office counts") for p in chart.row(at) if p.phrase.role is Role.OFFICE)


_SAW = regex.compile(r"\b(?:seen|saw|counted)\b[^.;]{0,40}\b(?:bod(?:y|ies)|corpses?|dead)\b", regex.IGNORECASE)


def _of_speaker(chart: Map, at: int) -> Iterator[tuple[Located, str]]:
    """The places where somebody spoke in a sentence."""
    yield from ((p, "where the speaker was") for p in chart.row(at) if p.phrase.named and p.phrase.role is Role.SOURCE)


def _is_speakers(located: Located) -> bool:
    return located.phrase.role in {Role.SOURCE, Role.OFFICE}


def _meant(document: Document, figure: Figure, chart: Map, figures: Sequence[Figure]) -> Iterator[tuple[Located, str]]:
    """The places of the event that the figure's sentence comes back to."""
    at, harmed = figure.sentence, figure.outcome is not Outcome.DETAINED
    for number in sorted(events_meant(document, figure, figures), key=lambda n: chart.asides.is_aside(n, at)):
        yield from (
            (p, "place of the event it comes back to")
            for p in _events(chart, number)
            if p.phrase.named and not p.is_broad and not (harmed and _is_custody(document, p, figures))
        )


_NATIONWIDE = regex.compile(r"\b(?:nationwide|countrywide|nationally)\b", regex.IGNORECASE)


def _of_places(chart: Map, at: int) -> Iterator[tuple[Located, str]]:
    """The one country in which all places told of before lie."""
    before = [p for number in range(at, max(at - _BACK, -1), -1) for p in _events(chart, number) if p.meanings]
    countries = {m.country for p in before for m in p.meanings}
    if len(countries) == 1:
        yield chart.country(before[0].phrase, countries.pop()), "the country of the places before"


def _lands(document: Document, chart: Map, at: int, *, summed: bool = False) -> Iterator[tuple[Located, str]]:
    """The nearest country told of before a sentence, that of the people it names, that of most places, a province.

    What is `summed` over a country or a long time is of the country that the report opens with.
    """
    if chart.region is not None:
        yield chart.region, "the part of a country that the title names"
    before = [p for number in range(at - 1, max(at - _BACK, -1), -1) for p in _events(chart, number)]
    lands = [p for p in before if p.is_at(Level.COUNTRY)]
    yield from ((p, "the country of the report") for p in lands if p.meanings[0].country == chart.home)
    yield from _of_people(document, chart, at)
    if chart.titled is not None:
        yield chart.titled, "the title names it"
    if summed and chart.home is not None:
        yield chart.country(_nowhere(at), chart.home), "the country of the opening"
    yield from ((p, "the country of the report") for p in lands)
    countries = Counter(p.meanings[0].country for p in before if p.meanings)
    for code, count in countries.most_common(1):
        if count > 1:
            yield chart.country(before[0].phrase, code), "the country of most places before"
    if summed and chart.main is not None:
        yield chart.country(_nowhere(at), chart.main), "the country that the report is about"
    yield from ((p, "the province of the report") for p in before if p.is_at(Level.PROVINCE))


def _nowhere(sentence: int) -> Phrase:
    """A phrase that no words of the text are."""
    return Phrase(Span(0, 0), (Link(Span(0, 0), None, None, True),), Role.NAMED, sentence)


def _of_people(document: Document, chart: Map, at: int) -> Iterator[tuple[Located, str]]:
    """The countries whose people a sentence names; where peoples are listed side by side, they died far from home."""
    sentence, names, keys = document.sentences[at], country_names(document.lexicon), country_keys(document.lexicon)
    lands = country_pattern(document.lexicon).finditer(document.text, sentence.start, sentence.end)
    people = [m for m in lands if key_of(m.group()) not in keys]
    beside = itertools.pairwise(people)
    if any(_LISTED.fullmatch(document.text, one.end(), other.start()) for one, other in beside):
        return
    for match in people:
        code = names[match.group()]
        if code in chart.about[:2] and match.group().endswith("s"):
            span = Span(*match.span())
            phrase = Phrase(span, (Link(span, match.group(), None, True),), Role.NAMED, at)
            yield chart.country(phrase, code), f"of {match.group()!r}"


_LISTED = regex.compile(r"(?:,|,? and) (?:\w+ ){1,2}")
"""Between two peoples: ", seven", "and an"."""


_HAPPENED = frozenset({Role.EVENT, Role.LABEL})


def _events(chart: Map, sentence: int) -> tuple[Located, ...]:
    return tuple(p for p in chart.row(sentence) if p.phrase.role in _HAPPENED and _is_told(p))


def _is_custody(document: Document, located: Located, figures: Sequence[Figure]) -> bool:
    """ "The suspects were arrested in Garsen": in a sentence that counts nobody harmed."""
    phrase = located.phrase
    if any(f.outcome is not Outcome.DETAINED for f in figures_of(figures, phrase.sentence)):
        return False
    start = document.sentences[phrase.sentence].start
    return (
        custody_ends(document.lexicon).search(document.text, max(start, phrase.span.start - 40), phrase.span.start)
        is not None
    )


def _is_told(located: Located) -> bool:
    return located.phrase.named or located.stands_for is not None
