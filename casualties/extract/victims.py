"""Victims: the words for those harmed, and the group they name.

Two groups together are mixed, also "people, most of them children"; "people" stays unspecified.  Nationals of another
country than the one they came to harm in are foreigners, which is other.  Where no words for them stand with the
number, the group may be told beside it, or is that of the whole it is part of.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence, Set

import regex

from casualties.extract import classes
from casualties.extract.decided import Decided
from casualties.extract.figures import Figure
from casualties.extract.gazetteer import country_names
from casualties.extract.nounphrases import RUN
from casualties.extract.place_links import Role
from casualties.extract.place_map import read_map
from casualties.extract.sentences import Document
from casualties.extract.tokens import tokenize
from casualties.extract.victim_groups import group_of, groups_in
from casualties.extract.victims_told import counted_before, told
from casualties.scope import VictimGroup, Victims

_BELONGING = frozenset(
    {
        "member", "members", "staff", "personnel", "relatives", "people", "men", "victims", "employee", "employees",
        "worker", "workers", "volunteers", "drivers", "driver",
    }
)  # fmt: skip
"""Nouns that say nothing of the group, but what they belong to may."""
_ADULTS = regex.compile(r"\badults?\b", regex.IGNORECASE)
_BODY = 60
"""Characters after such a noun in which its body may stand."""
_VAGUE = frozenset({VictimGroup.UNSPECIFIED, VictimGroup.OTHER})


def read_victims(document: Document, figures: Sequence[Figure]) -> tuple[Decided[Victims], ...]:
    """The victims of each figure."""
    found: list[Decided[Victims]] = []
    harmed = {figure.sentence for figure in figures}
    for figure in figures:
        own = _read(document, figure)
        if figure.victims is None or figure.victims.start < figure.span.start:
            own = _told(document, figure, own) or own
        found.append(own)
    for n, figure in enumerate(figures):
        if figure.victims is None and found[n].value.group is VictimGroup.UNSPECIFIED:
            found[n] = _pointed(document, figures, n, found, harmed) or found[n]
    return tuple(found)


def _told(document: Document, figure: Figure, own: Decided[Victims]) -> Decided[Victims] | None:
    """The group that is told beside a bare number."""
    said = told(document, figure)
    if said is None:
        return None
    group, at = said
    return Decided(Victims(own.value.words, group), f"victims: told beside the number at {at}")


def _pointed(
    document: Document, figures: Sequence[Figure], at: int, found: Sequence[Decided[Victims]], harmed: Set[int]
) -> Decided[Victims] | None:
    """The group of the whole that a bare number is part of, or of the people counted in the sentence before."""
    figure, whole = figures[at], figures[at].part_of
    if whole is not None:
        beside = range(max(0, whole - _LIST), min(len(figures), whole + _LIST))
        near = {found[n].value.group for n in beside if figures[n].sentence == figures[whole].sentence}
        group = found[whole].value.group
        if group not in _OF_WHOLE or (len(near) > 1 and figures[whole].sentence != figure.sentence):
            return None  # "167 civilians and 51 policemen died. Bombs accounted for 32 of the deaths"
        return Decided(Victims(None, group), f"victims: as those they are part of, at {figures[whole].span.start}")
    if figure.amount.high == 0 or figure.sentence - 1 in harmed:
        return None
    before = counted_before(document, figure)
    return Decided(Victims(None, before[0]), f"victims: those counted at {before[1]}") if before else None


_LIST = 6
"""Figures on either side of a whole that may stand in one list with it."""
_OF_WHOLE = frozenset(VictimGroup) - {VictimGroup.UNSPECIFIED, VictimGroup.MIXED}
"""Groups of a whole that all its parts are of."""


def _read(document: Document, figure: Figure) -> Decided[Victims]:
    if figure.victims is None:
        return Decided(Victims(), "victims: not named")
    span = figure.victims
    groups = groups_in(document, span.start, span.end)
    last = span.of(document.text).split()[-1].casefold()
    if groups and groups <= _VAGUE and last in _BELONGING:
        groups = {_belongs(document, span.end) or groups.pop()}
    if VictimGroup.UNSPECIFIED in groups and _ADULTS.search(span.of(document.text)) and len(groups) > 1:
        return Decided(Victims(span.of(document.text), VictimGroup.MIXED), f"victims: mixed at {span.start}")
    if len(groups) > 1:
        groups -= {VictimGroup.UNSPECIFIED}
    if groups == {VictimGroup.UNSPECIFIED} and _is_foreign(document, figure, span.of(document.text)):
        groups = {VictimGroup.OTHER}
    if groups == {VictimGroup.UNSPECIFIED} and _MIXTURE.match(document.text, span.end, span.end + _BODY):
        groups = set(_several(document, span.end)) or groups
    group = groups.pop() if len(groups) == 1 else VictimGroup.MIXED if groups else VictimGroup.UNSPECIFIED
    words = span.of(document.text)
    return Decided(Victims(words, group), f"victims: '{words}' at {span.start}")


_MIXTURE = regex.compile(
    r",?\s+(?:(?:most|many|half|some|nearly\s+all|almost\s+all)\s+of\s+them\s+|including\s+(?:women\s+and\s+children|children\s+and\s+women)\b)",
    regex.IGNORECASE,
)
""" "People, most of them schoolchildren", "many more, including women and children"."""


def _several(document: Document, end: int) -> list[VictimGroup]:
    """The named group that "most of them" are, and those that are not."""
    reach = min(len(document.text), end + _BODY)
    tokens = tokenize(document.text, end, reach, (), document.lexicon)
    start = next((n for n, t in enumerate(tokens) if t.cls is classes.PERSON), len(tokens))
    noun = itertools.takewhile(lambda t: t.cls in RUN or t.cls is classes.AND, tokens[start:])
    named = {t.entry.group for t in noun if t.cls is classes.PERSON} - {None, VictimGroup.UNSPECIFIED}
    return [VictimGroup.UNSPECIFIED, VictimGroup.MIXED] if named else []


_ONE_LAND = frozenset({"IL", "PS"})
"""Their people live on both sides of the line."""


def _is_foreign(document: Document, figure: Figure, words: str) -> bool:
    """Whether the words name people of another country ("three Israelis" in Istanbul, "a British captive")."""
    names = country_names(document.lexicon)
    codes = {names[w] for w in words.split() if w in names}
    if len(codes) != 1:
        return False
    chart = read_map(document)
    for number in range(figure.sentence, max(figure.sentence - _BACK, -1), -1):
        here = {m.country for p in chart.row(number) if p.phrase.role is Role.EVENT for m in p.meanings}
        if here:
            return not here & codes and not (codes | here) <= _ONE_LAND
    return False


_BACK = 4
"""Sentences, the figure's own included, in which its country may be named."""


def _belongs(document: Document, end: int) -> VictimGroup | None:
    """ "members of the border police", "members of one family": the body decides."""
    reach = min(len(document.text), end + _BODY)
    tokens = tokenize(document.text, end, reach, (), document.lexicon)
    if not tokens or tokens[0].cls is not classes.OF:
        return None
    body = list(itertools.takewhile(lambda t: t.cls in RUN, tokens[1:]))
    return group_of(body, document.lexicon) if body else None
