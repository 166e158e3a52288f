"""Parts: counted phrases that a sentence states to be part of another figure.

"including three children", "nine of them", "31 of the 40 dead", "of the 25 wounded, four", "among the dead were two
girls", "five were among the 52 who died", and breakdowns ("six people - two guards and four clerks").
"""

from __future__ import annotations

from collections.abc import Iterator

from casualties.extract import classes, kinds
from casualties.extract.arguments import AUX, LIGHT, STRONG, Shape, determiner, list_right
from casualties.extract.frames import Suffered
from casualties.scope import Outcome

_AMONG = frozenset({"among", "amongst"})
_HARMED = frozenset({kinds.HARM, kinds.NOMINAL, kinds.PREDICATE})
_OPENS = frozenset({":", "-", "–", "—", "--", "("})
"""Marks after which a breakdown may stand."""
_TRAILING = LIGHT | AUX | _HARMED
_NAMES_OR_OF = frozenset({kinds.NAMES, kinds.OF})
_PERSONS_OR_ONE_OR_UNKNOWN = frozenset({kinds.PERSONS, kinds.ONE, kinds.UNKNOWN})


def parts(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """The parts that tell no harm of their own."""
    yield from _of_those(s, found)
    for at in range(len(s.chunks)):
        if at in found or s.kinds[at] not in STRONG:
            continue
        if at in s.asides or s.kinds[at] is kinds.PART:
            yield from _part(s, at, found)
        else:
            yield from _among(s, at, found)


def with_whole(s: Shape, at: int, made: Suffered, found: dict[int, Suffered]) -> Suffered:
    """ "nine of them were hurt", "many of the deaths": a part with a harm of its own still has its whole."""
    if made.part_of is not None or made.leans:
        return made
    opener = next((whole for whole, part in _openers(s, found) if part == at), None)
    if opener is not None and found[opener].outcome is made.outcome:
        return made._replace(part_of=opener)
    if not (_partitive(s, at) or _with(s, at)):
        return made
    same = [k for k in found if k < at and found[k].outcome is made.outcome]
    wholes = [k for k in same if k not in s.asides and not _partitive(s, k)]
    if wholes:
        return made._replace(part_of=max(wholes))
    return made if _with(s, at) else made._replace(leans=True, rule=f"part, {made.rule}")


def _with(s: Shape, at: int) -> bool:
    """ "over 300 have died, with 80 dead since dawn"."""
    return s.kinds[at - 1] is kinds.PREPOSITION and s.word(at - 1).low == "with"


def _partitive(s: Shape, at: int) -> bool:
    made = s.chunks[at]
    if made.kind is kinds.PART:
        return not made.whole
    if made.kind is not kinds.HARMED or made.number is None or made.number + 2 >= made.last:
        return False
    return s.tokens[made.number + 1].cls is classes.OF and s.tokens[made.number + 2].cls is classes.DETERMINER


def _part(s: Shape, at: int, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    made = s.chunks[at]
    if made.whole:
        whole = at + 1
        while s.kinds[whole] in _NAMES_OR_OF:
            whole += 1
        if whole in found:
            yield at, found[whole]._replace(rule="part 'of the ...'", part_of=whole)
        return
    if made.outcome is not None:  # "five of the wounded" without a verb of harm of its own
        yield at, Suffered(made.outcome, made.last - 1, f"part of the '{s.tokens[made.last - 1].low}'", leans=True)
        return
    wholes = [k for k in found if k < at and k not in s.asides and s.kinds[k] is not kinds.PART]
    things = any(s.kinds[k] is kinds.THINGS for k in range(max(wholes, default=0), at))
    if made.kind is kinds.PART and things:
        return
    if wholes:
        whole = max(wholes)
        rule = f"part of the one before, {found[whole].rule}"
        yield at, found[whole]._replace(rule=rule, part_of=whole, leans=False)
        return
    told = next((k for k in range(at - 1, -1, -1) if s.kinds[k] in _HARMED), None)
    outcome = None if told is None else s.chunks[told].outcome
    if told is not None and outcome is not None and at in s.asides:
        yield at, Suffered(outcome, s.chunks[told].first, "among the harmed", leans=True)
    elif made.kind is kinds.PART:
        yield at, Suffered(Outcome.KILLED, made.first, "part of an earlier figure", leans=True)


def _among(s: Shape, at: int, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "two girls were among the dead", "among the injured are five", "the dead were six men and a boy"."""
    after = at + 1
    while s.kinds[after] in AUX:
        after += 1
    if s.kinds[after] is kinds.PREPOSITION and s.word(after).low in _AMONG:
        whole = after + 1
        while s.kinds[whole] is kinds.NAMES and determiner(s, whole):
            whole += 1
        outcome = s.chunks[whole].outcome if s.kinds[whole] is kinds.NOMINAL else None
        if outcome is not None:
            yield at, Suffered(outcome, s.chunks[whole].last - 1, "among the harmed", leans=True)
        elif whole in found:
            yield at, found[whole]._replace(rule="part 'among the ...'", part_of=whole)
        return
    back = at - 1
    while s.kinds[back] in AUX or s.kinds[back] is kinds.INCLUDE:
        back -= 1
    outcome = s.chunks[back].outcome if s.kinds[back] is kinds.NOMINAL else None
    if s.kinds[back] is kinds.NAMES and s.tokens[s.chunks[back].last - 1].low == "victims" and back < at - 1:
        for who in list_right(s, at):
            yield who, Suffered(Outcome.KILLED, s.chunks[back].last - 1, "part of the victims", leans=True)
    if outcome is not None and back < at - 1:
        for who in list_right(s, at):
            yield who, Suffered(outcome, s.chunks[back].last - 1, "among the harmed", leans=True)


def _of_those(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "Of the 25 wounded, four have lost limbs": a part that tells no harm of its own."""
    for whole, part in _openers(s, found):
        if part not in found:
            yield part, found[whole]._replace(rule="part 'of the ...'", part_of=whole)


def _openers(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, int]]:
    """Wholes that open a clause with "of" or "among", and the bare number that follows each."""
    for at in list(found):
        back = at - 1
        while s.kinds[back] is kinds.NAMES and determiner(s, back):
            back -= 1
        opens = s.kinds[back] is kinds.OF or (s.kinds[back] is kinds.PREPOSITION and s.word(back).low in _AMONG)
        if not opens or s.kinds[back - 1] in STRONG or s.kinds[back - 1] is kinds.NAMES:
            continue
        part = at + 1
        while part < len(s.chunks) and s.kinds[part] not in STRONG and part < at + 10:
            part += 1
        if part < len(s.chunks) and s.kinds[part] is kinds.BARE:
            yield at, part


def breakdowns(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "six people - two guards and four clerks -", "50 (22 men, 17 women and 11 children)"."""
    if not found:
        return
    for mark in range(len(s.chunks)):
        if s.kinds[mark] is not kinds.STOP or s.word(mark).low not in _OPENS:
            continue
        items = [k for k in list_right(s, mark + 1) if s.kinds[k] in _PERSONS_OR_ONE_OR_UNKNOWN]
        back = mark - 1
        while s.kinds[back] in _TRAILING:
            back -= 1
        if back in found and items and (len(items) > 1 or found[back].trigger < s.chunks[mark].first):
            for who in items:
                if who not in found:
                    yield who, found[back]._replace(rule="part of a breakdown", part_of=back)
