"""Leaning: counted phrases that take their harm from another figure.

Members of lists ("five civilians and three soldiers were killed"), gapped repeats ("and nine on Sunday"), parts (see
parts.py), and harms told by an attribute or the noun itself ("12 wounded soldiers", "three hostages").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from casualties.extract import classes, kinds
from casualties.extract.arguments import AUX, JOIN, LIGHT, STRONG, VERBAL, Shape, after_joins
from casualties.extract.counted import Chunk
from casualties.extract.frames import Suffered, harmed, nouns, predicates, verbs
from casualties.extract.kinds import Kind
from casualties.extract.parts import breakdowns, parts, with_whole
from casualties.extract.toll_frames import LABELS, labels, tolls
from casualties.extract.words import Form
from casualties.scope import Outcome

_BETWEEN = LIGHT | AUX | {kinds.HARM, kinds.PREDICATE, kinds.INCLUDE}
"""What may stand between a figure and the mark after which the next one leans on it."""
_WHOLE = STRONG - {kinds.PART}
_JOIN_OR_STOP = JOIN | {kinds.STOP}
_STOP_OR_COMMA = frozenset({kinds.STOP, kinds.COMMA})
_PERSONS_OR_ONE = frozenset({kinds.PERSONS, kinds.ONE})


def suffered(s: Shape) -> dict[int, Suffered]:
    """Each counted chunk that suffers a harm told in this sentence."""
    found: dict[int, Suffered] = {}
    here = frozenset(s.kinds)
    if here.isdisjoint(kinds.COUNTED):
        return found
    for step, needed in _STEPS:
        if not here.isdisjoint(needed):
            for at, made in step(s, found):
                found.setdefault(at, made)
    return {at: with_whole(s, at, made, found) for at, made in found.items()}


def besides(s: Shape, found: Mapping[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """A second harm of one figure: "threatened to kill two hostages" tells of two abducted, whatever comes of it."""
    for at, made in found.items():
        head = s.chunks[at].head
        own = s.tokens[head].entry if head is not None else None
        threatened = s.tokens[made.trigger].entry.form is Form.PLAIN
        if head is not None and own is not None and own.outcome not in {None, made.outcome} and threatened:
            assert own.outcome is not None
            yield at, Suffered(own.outcome, head, f"noun '{s.tokens[head].low}'")


def _joined(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """Lists and gapping: "five civilians and three soldiers were killed", "six on Monday and nine on Sunday"."""
    if not found:
        return
    grown = dict(found)
    for at in range(len(s.chunks) - 1, -1, -1):  # lists that end in their verb are read from the right
        if s.kinds[at] in _WHOLE and at not in grown and at not in s.asides:
            after = _next_item(s, at)
            if after is not None and after in grown and _from_left(grown[after], s.chunks[after]):
                rule = "listed with the next, " + grown[after].rule.removeprefix("listed with the next, ")
                grown[at] = grown[after]._replace(rule=rule, part_of=None)
                yield at, grown[at]
    for at in range(len(s.chunks)):
        if s.kinds[at] in _WHOLE and at not in grown and at not in s.asides and not _own_clause(s, at):
            before = _previous_item(s, at, grown)
            if before is not None:
                rule = "joined to the one before, " + grown[before].rule.removeprefix("joined to the one before, ")
                grown[at] = grown[before]._replace(rule=rule, part_of=None)
                yield at, grown[at]


def _from_left(made: Suffered, to: Chunk) -> bool:
    """Whether the harm follows its victim, so that it may have further subjects to the left."""
    return made.trigger >= to.last


def _next_item(s: Shape, at: int) -> int | None:
    after = at + 1
    while s.kinds[after] in LIGHT:
        after += 1
    if s.kinds[after] not in JOIN:
        return None
    after = after_joins(s, after)
    return after if s.kinds[after] in STRONG else None


def _previous_item(s: Shape, at: int, grown: dict[int, Suffered]) -> int | None:
    back = at - 1
    while s.kinds[back] is kinds.ADVERB:
        back -= 1
    lead = back
    while s.kinds[back] is kinds.AROUND:
        back -= 1
    if s.kinds[back] not in JOIN and not (
        s.kinds[back] is kinds.STOP and s.word(back).low in {";", "-", "–", "—", "--"}
    ):
        return None
    if lead != back and s.kinds[at] is not kinds.BARE:
        return None
    gapped = s.kinds[back] is kinds.COMMA and s.kinds[back - 1] is kinds.NAMES
    if gapped and s.kinds[back - 2] in _STOP_OR_COMMA:  # "3 dead; the rebels, 30", "in Aqra, its capital, and 10"
        back -= 2
    while s.kinds[back] in _JOIN_OR_STOP:
        back -= 1
    if s.kinds[back] is kinds.NAMES and s.kinds[back - 1] is kinds.COMMA:
        back -= 2
    while back >= 0 and (s.kinds[back] in _BETWEEN or back in s.asides):
        back -= 1
    return back if back in grown else None


def _own_clause(s: Shape, at: int) -> bool:
    """The chunk is subject of a verb of its own, harm or not: "two residents said", "four were released"."""
    after = at + 1
    while s.kinds[after] in LIGHT:
        after += 1
    if s.kinds[after] in VERBAL or s.kinds[after] is kinds.LEAVE:
        return True
    if s.kinds[after] is kinds.NAMES and s.kinds[at] is kinds.BARE:
        return True
    return s.kinds[after] is kinds.NAMES and s.word(after).cls is classes.WORD


def _attributes(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "12 wounded soldiers", "60 dead or injured men", "three hostages" that no other harm took."""
    for at, made in enumerate(s.chunks):
        if at in found or made.kind not in _PERSONS_OR_ONE or made.number is None or made.head is None:
            continue
        told = [
            (k, outcome)
            for k in range(made.number + 1, made.head + 1)
            if (outcome := s.tokens[k].entry.outcome) is not None and not s.tokens[k].entry.weak
        ]
        if not told:
            continue
        both = {outcome for _, outcome in told} == {Outcome.KILLED, Outcome.INJURED}
        outcome = Outcome.KILLED_OR_INJURED if both else told[0][1]
        yield at, Suffered(outcome, told[0][0], f"attribute '{s.tokens[told[0][0]].low}'")


_Step: TypeAlias = Callable[[Shape, dict[int, Suffered]], Iterator[tuple[int, Suffered]]]
_STEPS: tuple[tuple[_Step, frozenset[Kind]], ...] = (
    (harmed, frozenset({kinds.HARMED})),
    (predicates, frozenset({kinds.PREDICATE})),
    (verbs, frozenset({kinds.HARM})),
    (nouns, frozenset({kinds.NOUN, kinds.HARM})),
    (tolls, frozenset({kinds.TOLL, kinds.NOMINAL, kinds.PREDICATE, kinds.NOUN})),
    (labels, LABELS),
    (breakdowns, frozenset({kinds.STOP})),
    (_joined, STRONG),
    (parts, STRONG),
    (_attributes, _PERSONS_OR_ONE),
    (parts, STRONG),
)
"""The rules in their order, each with the kinds of which the sentence must have one for it to say anything."""
