"""Pointing: to whom "them" points.

"Nine of them", "some of whom", "Among them were two nuns", "They include a girl" and "Of these, four" tell of those
who came to harm only if "them" stands for these: not for things, for persons to whom nothing happened, for whoever
speaks, or for all of whom a name is one.
"""

from __future__ import annotations

from collections.abc import Mapping

from casualties.extract import classes, kinds
from casualties.extract.frames import Suffered
from casualties.extract.kinds import AUX, BOUNDARY, BREAK, CLAUSE_END, COPULA, STATING, STRONG
from casualties.extract.lists import Shape, determiner, list_right
from casualties.extract.words import Role

_SPEAKERS = frozenset({"of us", "of you"})
_THEY = frozenset({"they", "these", "those"})
_INCLUDES = frozenset({"include", "includes", "included", "including"})
_OF_THOSE, _THOSE = frozenset({"of", "among"}), 2
"""What stands before "those", and the words of the two."""
_PERSONS_NAMED = frozenset({kinds.NAMES, kinds.PERSONS})
_ELLIPTIC = frozenset({kinds.BARE, kinds.UNKNOWN})
"""What a number without a noun of its own may be read as: "ten", "ten came"."""
_OPENS = COPULA | {kinds.COMMA, kinds.STOP}
"""What may stand between "among them" and the number of a part: "Among them, he said, were"."""


def points_to_others(s: Shape, at: int, found: Mapping[int, Suffered]) -> bool:
    """Whether the "them" of the part at `at` stands for others than those who came to harm."""
    last = s.tokens[s.chunks[at].last - 1].low
    if last in _SPEAKERS or _says_who(s, at) or _saved(s, at):
        return True
    wholes = [k for k in found if k < at and k not in s.asides]
    if any(s.kinds[k] is kinds.THINGS for k in range(max(wholes, default=0), at)):
        return True  # "12 died and six houses burned, two of them schools"
    counted = last == "of which" or any(s.kinds[k] is kinds.PERSONS for k in range(at))
    if counted and found.keys().isdisjoint(range(at)):  # "has 22,000 soldiers there and will withdraw 1,000 of them"
        return True
    return _named_before(s, at, found)


def _says_who(s: Shape, at: int) -> bool:
    """ "my husband is one of them", "there were thirty of them": the part is what is said, not of whom."""
    return s.kinds[at - 1] in COPULA and STATING.isdisjoint(s.kinds[at + 1 : at + 3])


def _named_before(s: Shape, at: int, found: Mapping[int, Suffered]) -> bool:
    """ "The attackers, some of them masked, came": part of the persons right before, who suffer nothing here."""
    before = at - 2
    if s.kinds[at - 1] is not kinds.COMMA or before in found or s.kinds[before] not in _PERSONS_NAMED:
        return False
    word = s.tokens[s.chunks[before].last - 1]
    if word.cls is not classes.PERSON or not word.entry.plural or word.low == "victims":
        return False
    after = next((k for k in range(at + 1, len(s.chunks)) if s.kinds[k] in BREAK), len(s.chunks) - 1) + 1
    while s.kinds[after] in AUX:
        after += 1
    return s.kinds[after] not in STATING


def opened_by_them(s: Shape) -> list[int]:
    """The parts that a sentence opening with "them" tells: "Among them were two nuns", "Of these, nine were"."""
    word = s.word(0).low
    if s.kinds[0] is kinds.NAMES and word in _THEY and s.kinds[1] is kinds.INCLUDE and s.word(1).low in _INCLUDES:
        return [] if s.chunks[0].last > 1 else list_right(s, 2, aside=True)
    those = word in _OF_THOSE and len(s.tokens) > _THOSE and s.tokens[1].low == "those"  # "Of those, nine were"
    start = next((k for k in (1, 2) if those and s.chunks[k - 1].last == _THOSE), 0)
    opens = s.kinds[0] is kinds.INCLUDE and word not in _INCLUDES and word.startswith(("of ", "among "))
    if not (start or opens):
        return []
    first = start = start or 1
    while s.kinds[first] in _OPENS:
        first += 1
    if first == start or s.kinds[first] not in STRONG or _saved(s, first):
        return []
    return list_right(s, first, verbs_end=False) if kinds.BE in s.kinds[start:first] else [first]


def told_among(s: Shape, at: int) -> bool:
    """ "12 people died, with nine women among them": the number stands before "among them", which ends its clause."""
    after = s.kinds[at + 1] is kinds.INCLUDE and s.word(at + 1).low.startswith("among ")
    return after and s.kinds[at + 2] in CLAUSE_END and at > 0


def told_again(s: Shape) -> int | None:
    """The number told again at the head of a sentence, with a bare number behind its comma: "Of the 12, nine were"."""
    at = 2 if s.kinds[0] is kinds.OF and s.kinds[1] is kinds.NAMES and determiner(s, 1) else 1
    opens = s.kinds[0] is kinds.OF and s.kinds[at] is kinds.BARE and s.kinds[at + 1] is kinds.COMMA
    return at if opens and s.kinds[at + 2] in _ELLIPTIC and not _saved(s, at + 2) else None


def _saved(s: Shape, at: int) -> bool:
    """ "Twenty of them survived", "of these, nine were rescued": not of the dead, but of all who were there."""
    ends = next((k for k in range(at + 1, len(s.chunks)) if s.kinds[k] in BOUNDARY), len(s.chunks))
    told = s.tokens[s.chunks[at].first : s.chunks[ends - 1].last]
    return any(t.low in s.roles[Role.SAVED] for t in told)
