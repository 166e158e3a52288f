"""Appositions: counted phrases that say once more who somebody is, or pick out one of those told of.

"One, a 19-year-old Guinean, died" is one claim of one; "nine people died, the youngest a girl of four" is two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casualties.extract import kinds
from casualties.extract.frames import Leaning, Suffered
from casualties.extract.kinds import AUX, BREAK, CLAUSE_END, JOIN, STATING, STRONG
from casualties.extract.lists import Shape, past_modifiers, value
from casualties.extract.words import Role

_ARTICLES = frozenset({"a", "an"})
_SINGULAR = frozenset({"was", "is", "has", "had"})
"""Verbs that one person is the subject of: behind them no list of two stands."""
_OPENS = JOIN | {kinds.STOP}


def same_person(s: Shape, at: int, found: Mapping[int, Suffered]) -> bool:
    """Whether the chunk at `at` says who the one right before it is: "One victim, a girl of nine, was shot"."""
    if s.kinds[at] is not kinds.ONE or s.word(at).low not in _ARTICLES or s.kinds[at - 1] is not kinds.COMMA:
        return False
    back = at - 2
    while s.kinds[back] is kinds.AROUND:
        back -= 1
    if back not in found or s.kinds[back] not in STRONG or value(s, back) != 1:
        return False
    after = at + 3 if s.kinds[at + 1] is kinds.OF and s.kinds[at + 2] is kinds.BARE else at + 1  # "a girl of nine"
    after = past_modifiers(s, after)
    if s.kinds[after] not in CLAUSE_END or s.kinds[after] is kinds.AND:
        return False
    follows = s.kinds[after + 1]
    if follows is kinds.AND or follows in kinds.COUNTED:  # "a nurse, a guard, and a cook"
        return False
    if s.word(back).low not in _ARTICLES:  # "one", "another", "one of the wounded"
        return True
    return follows in AUX and s.word(after + 1).low in _SINGULAR


def all_of_them(s: Shape, _: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "They brought back five, all dead", "seven, all of them missing": what is said of all those right before."""
    for at, made in enumerate(s.chunks):
        if made.outcome is None or at < _LEAST:
            continue
        mark = at - 1 if s.kinds[at] is kinds.NOMINAL else at - 3
        apart = s.kinds[at] in STATING and s.kinds[at - 1] is kinds.INCLUDE and s.word(at - 1).low == "of them"
        says = apart or s.kinds[at] is kinds.NOMINAL
        if not says or s.kinds[mark] not in BREAK or s.word(mark + 1).low not in _ALL:
            continue
        who = mark - 1
        while s.kinds[who] is kinds.AROUND:
            who -= 1
        if s.kinds[who] in STRONG:
            yield who, Suffered(made.outcome, made.last - 1, f"all '{s.tokens[made.last - 1].low}'")


_ALL = frozenset({"all", "both", "each"})
_LEAST = 2
"""Chunks before what is said of all: a number and its comma."""


def picked_out(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "nine people died, the youngest a girl of four", "five were shot, the eldest of them a man of 80"."""
    for at in range(3, len(s.chunks)):
        if at in found or s.kinds[at] is not kinds.ONE:
            continue
        back = at - 1
        while s.kinds[back] in AUX or s.kinds[back] is kinds.INCLUDE or s.kinds[back] is kinds.COMMA:
            back -= 1
        last = s.chunks[back].last - 1
        if s.kinds[back] is not kinds.NAMES or s.tokens[last].low not in s.roles[Role.EXTREME]:
            continue
        wholes = [k for k in found if k < back and k not in s.asides]
        if wholes and s.kinds[back - 1] in _OPENS:
            whole = max(wholes)
            rule = f"one of the one before, {found[whole].rule}"
            leans = None if found[whole].leans is None else Leaning.SHARE
            yield at, found[whole]._replace(rule=rule, part_of=whole, leans=leans)
