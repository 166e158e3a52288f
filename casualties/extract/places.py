"""Places: where the victims of each figure became victims.

A figure takes the place phrase of its sentence that stands nearest to it and its word of harm; never where somebody
spoke ("a resident in Daraa said") or where the wounded were taken.  Without one it takes the place of its whole, of the
sentences before it in the paragraph, of the lead, and last of the dateline.  Names are resolved in the light of the
countries that the report names.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from casualties.extract.decided import Decided
from casualties.extract.figures import Figure
from casualties.extract.gazetteer import Level
from casualties.extract.lexicon import Lexicon
from casualties.extract.nearness import distance, is_of_another_clause
from casualties.extract.own_dates import own_dates
from casualties.extract.place_inheritance import inherited_places
from casualties.extract.place_labels import bracketed_name
from casualties.extract.place_links import BARE, Role
from casualties.extract.place_map import Map, is_compass, read_map
from casualties.extract.place_meanings import Located, is_division
from casualties.extract.place_roles import is_refuge
from casualties.extract.place_words import place_nouns
from casualties.extract.sentences import Document
from casualties.scope import Outcome, Place


def find_places(document: Document, figures: Sequence[Figure]) -> tuple[Decided[Place], ...]:
    """One place per figure, in the same order."""
    if not figures:
        return ()
    chart = read_map(document)
    found: list[Decided[Place]] = []
    for index in range(len(figures)):
        found.append(_place(document, figures, index, chart, found))
    return tuple(found)


def _place(
    document: Document, figures: Sequence[Figure], index: int, chart: Map, found: list[Decided[Place]]
) -> Decided[Place]:
    figure = figures[index]
    named = bracketed_name(document, figure.span)
    if named is not None:
        known = next((p for p in chart.row(figure.sentence) if p.phrase.span.end == named.end), None)
        why, words = "before its brackets", named.of(document.text)
        return _decided(document, known, why) if known else Decided(Place(words), f"{words!r} {why}")
    own = _own(document, figures, index, chart)
    if own is not None and not _is_some(own, document.lexicon):
        return _decided(document, own, "own sentence")
    whole = figure.part_of
    if whole is not None and whole < index and found[whole].value.words:
        return Decided(found[whole].value, f"as its whole ({found[whole].how})")
    for located, why in inherited_places(document, figure, chart, figures, own_dates(document, figures)[index]):
        if (own is None or located.phrase.named) and not _is_too_small(figure, located, document.lexicon):
            return _decided(document, located, why)
    if own is not None:  # "a market", in a report that names no town
        return _decided(document, own, "own sentence")
    return Decided(Place(), "no place near it")


_CROWD = 100


def _is_too_small(figure: Figure, located: Located, lexicon: Lexicon) -> bool:
    """Whether more were displaced than a house of an earlier sentence held."""
    noun = place_nouns(lexicon).get(located.phrase.links[0].noun or "")
    crowd = figure.outcome is Outcome.DISPLACED and (figure.amount.low or 0) >= _CROWD
    return crowd and noun is not None and noun.name_of is None


def _is_some(located: Located, lexicon: Lexicon) -> bool:
    """ "A market", "two villages", "the building": a kind of place, which says less than the town that the report tells
    of; "the district" and "nine provinces" say more.
    """
    known = located.phrase.named or located.meanings or located.stands_for is not None
    return not (known or is_compass(located.phrase.links[0]) or is_division(located, lexicon))


def _decided(document: Document, located: Located, why: str) -> Decided[Place]:
    phrase = located.stands_for or located.phrase
    words = located.name or " ".join(phrase.span.of(document.text).split())
    paths = tuple(dict.fromkeys(m.path for m in located.meanings))
    countries = {m.country for m in located.meanings}
    place = Place(words, " | ".join(sorted(paths)) or None, next(iter(countries)) if len(countries) == 1 else None)
    span = located.phrase.span
    said = f"{span.of(document.text)!r} at {span.start}" if span.start < span.end else repr(words)
    return Decided(place, f"{said}, {why}" if located.stands_for is None else f"{said} is {words!r}, {why}")


_TOO_FAR = 45
_NAMED_EXTRA = 8.0
_UNNAMED_EXTRA = 20.0
_UNKNOWN_EXTRA = 1.0
_LABEL_EXTRA = 10.0
"""The head of an entry is the place of a bare count ("Homs: 11 civilians"); what happened did so somewhere in it."""


def _own(document: Document, figures: Sequence[Figure], index: int, chart: Map) -> Located | None:
    """The place phrase of the figure's sentence that is nearest to it."""
    figure = figures[index]
    best: tuple[float, Located] | None = None
    spans = [p.phrase.span for p in chart.row(figure.sentence)]
    for located in chart.row(figure.sentence):
        if (
            not _may_be_own(document, figure, located)
            or _is_land(located)
            or _is_of_a_part(document, figures, index, located)
        ):
            continue
        if is_of_another_clause(document, figure, located.phrase.span, spans, figures):
            continue
        most = best[0] if best is not None else _TOO_FAR
        cost = distance(document, figure, located.phrase.span, figures, most) + _surcharge(located)
        if located.phrase.role is Role.LABEL and figure.trigger.start >= figure.span.end:
            cost += _LABEL_EXTRA
        if best is None or cost < best[0]:
            best = cost, located
    return best[1] if best is not None and best[0] <= _TOO_FAR else None


_IN_PART = regex.compile(
    r"\s+(?:of\s+(?:them|whom|those|these)\s+)?(?:in|at|near|by|on|outside|inside)\b", regex.IGNORECASE
)


def _is_of_a_part(document: Document, figures: Sequence[Figure], index: int, located: Located) -> bool:
    """ "44 people, 18 of them in a blast in Garsen": a place right after a part, or right before a number in brackets
    ("Bura (12)"), is that one's alone.
    """
    at, end = located.phrase.span.start, located.phrase.span.end
    if any(f.span.start == end + 2 for f in figures[index + 1 : index + 4]) and document.text.startswith(" (", end):
        return True
    parts = (f for f in figures[index + 1 : index + 4] if f.part_of == index and f.sentence == figures[index].sentence)
    last = max((f.span.end for f in parts if f.span.end <= at), default=None)
    if last is None or _IN_PART.match(document.text, last, at) is None:
        return False
    return not set(",;()–—") & set(document.text[last:at])


_NEAR = 60
"""Characters before a place from which it is read what befell it."""
_TAKEN = frozenset({Outcome.ABDUCTED, Outcome.DISPLACED})


def _may_be_own(document: Document, figure: Figure, located: Located) -> bool:
    """Whether a place of this role may be where these victims became victims."""
    role, start = located.phrase.role, located.phrase.span.start
    if figure.outcome is Outcome.DISPLACED and role is Role.EVENT:
        before = document.text[max(document.sentences[figure.sentence].start, start - _NEAR) : start]
        counted_there = start > figure.span.start or len(before.split()) <= 2
        if counted_there and is_refuge(located.phrase.links[0], before, document.lexicon):
            return False
    if role is Role.ORIGIN:
        return figure.outcome in _TAKEN
    if role is Role.OFFICE:  # "Garsen police arrested nine"
        return figure.outcome is Outcome.DETAINED
    return role not in {Role.SOURCE, Role.HARBOUR}


def _is_land(located: Located) -> bool:
    """A country that is merely named; it serves where nothing better does."""
    return located.phrase.role in BARE and located.is_at(Level.COUNTRY)


def _surcharge(located: Located) -> float:
    """A name without a preposition, and a place without any name, are weaker."""
    phrase = located.phrase
    extra = _NAMED_EXTRA if phrase.role in {*BARE, Role.OFFICE} else 0.0
    if not phrase.named and located.stands_for is None:
        extra += _UNNAMED_EXTRA
    return extra + (_UNKNOWN_EXTRA if phrase.named and not located.meanings and phrase.links[0].noun is None else 0.0)
