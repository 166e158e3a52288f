"""Parts: counted phrases that a sentence states to be part of another figure.

"including three children", "nine of them", "31 of the 40 dead", "of the 25 wounded, four", "among the dead were two
girls", "five were among the 52 who died", and breakdowns ("six people - two guards and four clerks").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casualties.extract.arguments import AUX, LIGHT, STRONG, Shape, determiner, list_right
from casualties.extract.counted import Kind
from casualties.extract.frames import Suffered
from casualties.extract.words import Class
from casualties.scope import Outcome

_AMONG = frozenset({"among", "amongst"})
_HARMED = frozenset({Kind.HARM, Kind.NOMINAL, Kind.PREDICATE})
_OPENS = frozenset({":", "-", "–", "—", "--", "("})
"""Marks after which a breakdown may stand."""


def parts(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """The parts that tell no harm of their own."""
    yield from _of_those(s, found)
    for at in range(len(s.chunks)):
        if at in found or s.kind(at) not in STRONG:
            continue
        if at in s.asides or s.kind(at) is Kind.PART:
            yield from _part(s, at, found)
        else:
            yield from _among(s, at, found)


def with_whole(s: Shape, at: int, made: Suffered, found: dict[int, Suffered]) -> Suffered:
    """ "nine of them were hurt", "many of the deaths": a part with a harm of its own still has its whole."""
    if made.part_of is not None or made.leans:
        return made
    opener = next((whole for whole, part in _openers(s, found) if part == at), None)
    if opener is not None and found[opener].outcome is made.outcome:
        return replace(made, part_of=opener)
    if not (_partitive(s, at) or _with(s, at)):
        return made
    same = [k for k in found if k < at and found[k].outcome is made.outcome]
    wholes = [k for k in same if k not in s.asides and not _partitive(s, k)]
    if wholes:
        return replace(made, part_of=max(wholes))
    return made if _with(s, at) else replace(made, leans=True, rule=f"part, {made.rule}")


def _with(s: Shape, at: int) -> bool:
    """ "over 300 have died, with 80 dead since dawn"."""
    return s.kind(at - 1) is Kind.PREPOSITION and s.word(at - 1).low == "with"


def _partitive(s: Shape, at: int) -> bool:
    made = s.chunks[at]
    if made.kind is Kind.PART:
        return not made.whole
    if made.kind is not Kind.HARMED or made.number is None or made.number + 2 >= made.last:
        return False
    return s.tokens[made.number + 1].cls is Class.OF and s.tokens[made.number + 2].cls is Class.DETERMINER


def _part(s: Shape, at: int, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    made = s.chunks[at]
    if made.whole:
        whole = at + 1
        while s.kind(whole) in {Kind.NAMES, Kind.OF}:
            whole += 1
        if whole in found:
            yield at, replace(found[whole], rule="part 'of the ...'", part_of=whole)
        return
    if made.outcome is not None:  # "five of the wounded" without a verb of harm of its own
        yield at, Suffered(made.outcome, made.last - 1, f"part of the '{s.tokens[made.last - 1].low}'", leans=True)
        return
    wholes = [k for k in found if k < at and k not in s.asides and s.kind(k) is not Kind.PART]
    things = any(s.kind(k) is Kind.THINGS for k in range(max(wholes, default=0), at))
    if made.kind is Kind.PART and things:
        return
    if wholes:
        whole = max(wholes)
        rule = f"part of the one before, {found[whole].rule}"
        yield at, replace(found[whole], rule=rule, part_of=whole, leans=False)
        return
    told = next((k for k in range(at - 1, -1, -1) if s.kind(k) in _HARMED), None)
    outcome = None if told is None else s.chunks[told].outcome
    if told is not None and outcome is not None and at in s.asides:
        yield at, Suffered(outcome, s.chunks[told].first, "among the harmed", leans=True)
    elif made.kind is Kind.PART:
        yield at, Suffered(Outcome.KILLED, made.first, "part of an earlier figure", leans=True)


def _among(s: Shape, at: int, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "two girls were among the dead", "among the injured are five", "the dead were six men and a boy"."""
    after = at + 1
    while s.kind(after) in AUX:
        after += 1
    if s.kind(after) is Kind.PREPOSITION and s.word(after).low in _AMONG:
        whole = after + 1
        while s.kind(whole) is Kind.NAMES and determiner(s, whole):
            whole += 1
        outcome = s.chunks[whole].outcome if s.kind(whole) is Kind.NOMINAL else None
        if outcome is not None:
            yield at, Suffered(outcome, s.chunks[whole].last - 1, "among the harmed", leans=True)
        elif whole in found:
            yield at, replace(found[whole], rule="part 'among the ...'", part_of=whole)
        return
    back = at - 1
    while s.kind(back) in AUX or s.kind(back) is Kind.INCLUDE:
        back -= 1
    outcome = s.chunks[back].outcome if s.kind(back) is Kind.NOMINAL else None
    if s.kind(back) is Kind.NAMES and s.tokens[s.chunks[back].last - 1].low == "victims" and back < at - 1:
        for who in list_right(s, at):
            yield who, Suffered(Outcome.KILLED, s.chunks[back].last - 1, "part of the victims", leans=True)
    if outcome is not None and back < at - 1:
        for who in list_right(s, at):
            yield who, Suffered(outcome, s.chunks[back].last - 1, "among the harmed", leans=True)


def _of_those(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "Of the 25 wounded, four have lost limbs": a part that tells no harm of its own."""
    for whole, part in _openers(s, found):
        if part not in found:
            yield part, replace(found[whole], rule="part 'of the ...'", part_of=whole)


def _openers(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, int]]:
    """Wholes that open a clause with "of" or "among", and the bare number that follows each."""
    for at in list(found):
        back = at - 1
        while s.kind(back) is Kind.NAMES and determiner(s, back):
            back -= 1
        opens = s.kind(back) is Kind.OF or (s.kind(back) is Kind.PREPOSITION and s.word(back).low in _AMONG)
        if not opens or s.kind(back - 1) in STRONG or s.kind(back - 1) is Kind.NAMES:
            continue
        part = at + 1
        while part < len(s.chunks) and s.kind(part) not in STRONG and part < at + 10:
            part += 1
        if part < len(s.chunks) and s.kind(part) is Kind.BARE:
            yield at, part


def breakdowns(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "six people - two guards and four clerks -", "50 (22 men, 17 women and 11 children)"."""
    for mark in range(len(s.chunks)):
        if s.kind(mark) is not Kind.STOP or s.word(mark).low not in _OPENS:
            continue
        items = [k for k in list_right(s, mark + 1) if s.kind(k) in {Kind.PERSONS, Kind.ONE, Kind.UNKNOWN}]
        back = mark - 1
        while s.kind(back) in LIGHT | AUX | _HARMED:
            back -= 1
        if back in found and items and (len(items) > 1 or found[back].trigger < s.chunks[mark].first):
            for who in items:
                if who not in found:
                    yield who, replace(found[back], rule="part of a breakdown", part_of=back)
