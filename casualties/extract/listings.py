"""Listings: counted phrases that a mark or a description, not a verb, ties to a harm told before them.

"Homs: 21 civilians and 14 fighters", "They are: 57 men and six women", "of whom children: 3, women: 2", "in Homs (12)
and Hama (9)", "three with head injuries".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casualties.extract import classes, kinds
from casualties.extract.frames import Leaning, Suffered
from casualties.extract.kinds import JOIN, PREPOSITIONS, STATING
from casualties.extract.lists import Shape, list_right, past_modifiers
from casualties.extract.words import Role
from casualties.scope import Outcome

_TELLING = STATING | {kinds.NOUN, kinds.NOMINAL, kinds.TOLL, kinds.RISE, kinds.SPEECH}
"""With one of these a line tells its own harm, or something else."""
_LABELLED = frozenset({kinds.PERSONS, kinds.ONE, kinds.HARMED, kinds.UNKNOWN})
"""Items of a line: they say who."""
_NO_PLACE = frozenset({classes.PERSON, classes.THING, classes.COLLECTIVE, classes.NOUN})
"""A label that ends in one of these names what is listed ("Crew: 12 men"), not where it happened."""
_LONGEST_LABEL = 3
"""Chunks before the colon of a line: "In the town of Homs:"."""
_WHERE = frozenset({"in", "by", "at", "from", "across", "near", "around"})
"""Before a name with its number in brackets: "in Homs (12)"; without one the number may be an age."""
_WITHIN = 6
"""Words within which a description names the injuries: "with serious head injuries"."""


def lines(s: Shape, _: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "Homs: 21 civilians and 14 fighters", "They are: 57 men, six women": a line without a verb, under a toll."""
    mark = next((k for k in range(1, _LONGEST_LABEL + 1) if _is_mark(s, k, ":")), None)
    if mark is None or not _TELLING.isdisjoint(s.kinds):
        return
    those = s.kinds[mark - 1] is kinds.BE and s.word(0).low in _THOSE
    if not (those or _names_place(s, mark)):
        return
    items = [k for k in list_right(s, mark + 1, verbs_end=False) if s.kinds[k] is not kinds.PART]
    if not items or s.kinds[items[0]] is kinds.UNKNOWN or any(s.kinds[k] not in _LABELLED for k in items):
        return
    ends = past_modifiers(s, items[-1] + 1)
    if s.kinds[ends] not in {None, kinds.STOP, kinds.COMMA}:
        return
    leans = Leaning.SHARE if those else Leaning.HARM
    rule = "part of those told of before" if those else "line under a toll"
    for who in items:
        yield who, Suffered(Outcome.KILLED, s.chunks[mark].first, rule, leans=leans)


_THOSE = frozenset({"they", "these", "those"})


def _is_mark(s: Shape, at: int, mark: str) -> bool:
    return s.kinds[at] is kinds.STOP and s.word(at).low == mark


def _names_place(s: Shape, mark: int) -> bool:
    """Whether what stands before the colon may be the name of a place: "Reef Dimashq", "In Homs"."""
    named = s.kinds[0] is kinds.NAMES or (s.kinds[0] is kinds.AROUND and s.word(0).low in _WHERE)
    return mark == 1 and named and s.tokens[s.chunks[0].last - 1].cls not in _NO_PLACE


def labelled(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "Killed: 12, of whom children: 3-5, women: 2": numbers behind words for persons, after one figure."""
    wholes = [k for k in found if s.kinds[k] is not kinds.PART]
    if len(wholes) != 1:
        return
    for at in range(wholes[0] + 3, len(s.chunks)):
        said = s.kinds[at] is kinds.BARE and _is_mark(s, at - 1, ":") and s.kinds[at - 2] is kinds.NAMES
        if said and s.tokens[s.chunks[at - 2].last - 1].cls is classes.PERSON:
            yield at, found[wholes[0]]._replace(rule="part in a row of labels", part_of=wholes[0])


def bracketed(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "30 deaths in Homs, followed by Hama (nine) and Idlib (six)", "There were deaths in Homs (12) and Hama (9)"."""
    for at in range(3, len(s.chunks)):
        if at in found or s.kinds[at] is not kinds.BARE or not _in_brackets_of_place(s, at):
            continue
        before = [k for k in found if k < at]
        told = next((k for k in range(at - 1, -1, -1) if s.chunks[k].outcome is not None), None)
        if before:
            yield at, found[max(before)]._replace(rule="in brackets behind a place", part_of=None)
        elif told is not None and (outcome := s.chunks[told].outcome) is not None:
            yield at, Suffered(outcome, s.chunks[told].last - 1, "in brackets behind a place")


def _in_brackets_of_place(s: Shape, at: int) -> bool:
    """Whether a chain of names with numbers in brackets, "in Homs (12), Hama (9)", leads up to the number at `at`."""
    while _is_mark(s, at - 1, "(") and _is_mark(s, at + 1, ")"):
        name = at - 2
        if s.kinds[name] is kinds.AROUND:
            words = s.tokens[s.chunks[name].first + 1 : s.chunks[name].last]
            return s.word(name).low in _WHERE and all(t.cls is classes.WORD for t in words)
        if s.kinds[name] is not kinds.NAMES:
            return False
        if s.kinds[name - 1] in PREPOSITIONS:
            return s.word(name - 1).low in _WHERE
        back = name - 1
        while s.kinds[back] in JOIN:
            back -= 1
        at = back - 1
    return False


def described(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "26 were taken to hospital, three with head injuries, 23 with cuts": what the injured of a figure have."""
    for at in range(2, len(s.chunks)):
        whole = None if at in found else whole_of_described(s, at, found)
        if whole is not None:
            yield at, found[whole]._replace(rule="part with its injuries", part_of=whole)


def whole_of_described(s: Shape, at: int, found: Mapping[int, Suffered]) -> int | None:
    """The figure of the injured of whom a bare number, told by what these have, is a part."""
    if s.kinds[at] is not kinds.BARE or s.kinds[at - 1] not in JOIN or s.kinds[at + 1] is None:
        return None
    first = s.chunks[at + 1].first
    described = s.tokens[first].low.partition(" ")[0] == "with"
    injuries = s.roles[Role.INJURY]
    if not described or all(injuries.isdisjoint(t.low.split(" ")) for t in s.tokens[first : first + _WITHIN]):
        return None
    whole = max((k for k in found if k < at and s.kinds[k] is not kinds.BARE), default=None)
    return whole if whole is not None and found[whole].outcome is Outcome.INJURED else None
