"""Victim groups: which group the words for people name, by their heads and modifiers.

The head noun of each joined phrase decides ("Syrian soldiers": security forces); where it names no group a modifier may
("32 army casualties", "12 Taliban men").
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence

from casualties.extract import classes
from casualties.extract.lexicon import Lexicon
from casualties.extract.nounphrases import RUN
from casualties.extract.sentences import Document
from casualties.extract.tokens import Token, tokenize
from casualties.extract.words import VictimWords
from casualties.scope import VictimGroup

_LONGEST = 7
"""Words of a noun phrase that tells who somebody is."""
_VAGUE = frozenset({VictimGroup.UNSPECIFIED, VictimGroup.OTHER})
_AND_OR_COMMA = frozenset({classes.AND, classes.COMMA})


def groups_in(document: Document, start: int, end: int) -> set[VictimGroup]:
    """The groups that the joined phrases of a stretch name."""
    parts = joined(tokenize(document.text, start, end, (), document.lexicon))
    return {g for part in parts if (g := group_of(part, document.lexicon)) is not None}


def group_behind(document: Document, start: int, end: int) -> VictimGroup | None:
    """The group of the noun phrase that begins at `start`: no thing, and no other words before its noun."""
    tokens = tokenize(document.text, start, end, (), document.lexicon)
    phrase = list(itertools.takewhile(lambda t: t.cls in RUN, tokens[:_LONGEST]))
    head = next((n for n, t in enumerate(phrase) if t.cls is classes.PERSON), len(phrase))
    while head + 1 < len(phrase) and phrase[head + 1].cls is classes.PERSON:
        head += 1
    phrase = phrase[: head + 1]
    if not phrase or any(t.cls is classes.THING for t in phrase):
        return None
    return group_of(phrase, document.lexicon)


def joined(tokens: Sequence[Token]) -> list[list[Token]]:
    """The phrase cut at "and" and commas: each part has its own head."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.cls in _AND_OR_COMMA:
            parts.append([])
        else:
            parts[-1].append(token)
    return [p for p in parts if p]


def group_of(part: Sequence[Token], lexicon: Lexicon) -> VictimGroup | None:
    """The group that one phrase names, or None."""
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
