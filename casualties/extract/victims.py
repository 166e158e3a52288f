"""Victims: the words for those harmed, and the group they name.

The head noun of each joined phrase decides ("Syrian soldiers": security forces); where it names no group a modifier may
("32 army casualties", "12 Taliban men"); two groups together are mixed, also "people, most of them children"; "people"
stays unspecified.  Nationals of another country than the one they came to harm in are foreigners, which is other.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence

import regex

from casualties.extract import classes
from casualties.extract.decided import Decided
from casualties.extract.figures import Figure
from casualties.extract.gazetteer import country_names
from casualties.extract.lexicon import Lexicon
from casualties.extract.nounphrases import RUN
from casualties.extract.place_links import Role
from casualties.extract.place_map import read_map
from casualties.extract.sentences import Document
from casualties.extract.tokens import Token, tokenize
from casualties.extract.words import VictimWords
from casualties.scope import VictimGroup, Victims

_BELONGING = frozenset({"member", "members", "staff", "personnel", "relatives", "people", "men", "victims"})
"""Nouns that say nothing of the group, but what they belong to may."""
_BODY = 60
"""Characters after such a noun in which its body may stand."""
_VAGUE = frozenset({VictimGroup.UNSPECIFIED, VictimGroup.OTHER})
_AND_OR_COMMA = frozenset({classes.AND, classes.COMMA})


def read_victims(document: Document, figures: Sequence[Figure]) -> tuple[Decided[Victims], ...]:
    """The victims of each figure."""
    return tuple(_read(document, figure) for figure in figures)


def _read(document: Document, figure: Figure) -> Decided[Victims]:
    if figure.victims is None:
        return Decided(Victims(), "victims: not named")
    span = figure.victims
    parts = _joined(tokenize(document.text, span.start, span.end, (), document.lexicon))
    groups = {g for part in parts if (g := _group(part, document.lexicon)) is not None}
    if groups == {VictimGroup.UNSPECIFIED} and parts[-1][-1].low in _BELONGING:
        groups = {_belongs(document, span.end) or VictimGroup.UNSPECIFIED}
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
    return _group(body, document.lexicon) if body else None


def _joined(tokens: Sequence[Token]) -> list[list[Token]]:
    """The phrase cut at "and" and commas: each part has its own head."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.cls in _AND_OR_COMMA:
            parts.append([])
        else:
            parts[-1].append(token)
    return [p for p in parts if p]


def _group(part: Sequence[Token], lexicon: Lexicon) -> VictimGroup | None:
    heads = [t.entry.group for t in part if t.cls is classes.PERSON and t.entry.group is not None]
    group = heads[-1] if heads else None
    if group is None or group in _VAGUE:
        said = _told(part, lexicon)
        inner = [g for g in heads[:-1] if g not in _VAGUE]
        told_by = said or inner
        group = told_by[-1] if told_by else group
    return group


def _told(part: Sequence[Token], lexicon: Lexicon) -> list[VictimGroup]:
    """The groups of the modifiers, the longest at each place: "armed forces" is not "armed"."""
    told, said, at = _modifiers(lexicon), [], 0
    while at < len(part):
        for size in (3, 2, 1):
            words = " ".join(t.low for t in part[at : at + size])
            if words in told:
                said.append(told[words])
                at += size - 1
                break
        at += 1
    return said


@functools.cache
def _modifiers(lexicon: Lexicon) -> dict[str, VictimGroup]:
    return {w: entry.group for entry in lexicon.load("victims", VictimWords).modifier for w in entry.words}
