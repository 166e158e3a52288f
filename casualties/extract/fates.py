"""Fates: what became of those told of before.

"Nine were referred to Tanda and one to Chandigarh" tells of the injured, "twelve have been released" and "a judge let
three of the seven go" of those held, "all 71 have been identified" and "a trawler recovered the other six" of the dead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from casualties.extract import kinds
from casualties.extract.frames import Leaning, Suffered
from casualties.extract.kinds import AUX, BOUNDARY, CLAUSE_END
from casualties.extract.lists import Shape, before_determiner, past_modifiers, value
from casualties.extract.words import Role
from casualties.scope import Outcome


class _Fate(NamedTuple):
    """Words that tell what became of persons, and of those harmed how they may tell."""

    role: Role
    of: frozenset[Outcome]


class _Told(NamedTuple):
    """What became of some, and the token that tells it."""

    fate: _Fate
    trigger: int


_FREED = _Fate(Role.FREED, frozenset({Outcome.DETAINED, Outcome.ABDUCTED}))
_MOVED = _Fate(Role.MOVED, frozenset({Outcome.INJURED}))
_RECOVERED = _Fate(Role.RECOVERED, frozenset({Outcome.KILLED}))
_KNOWN = _Fate(Role.KNOWN, frozenset({Outcome.KILLED}))
_BEFORE_SUBJECT = BOUNDARY | {kinds.SPEECH, kinds.CLAUSE, kinds.RELATIVE, kinds.AROUND, kinds.ADVERB, None}
_GO = "go"


def fates(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """Each bare number that tells what became of some, with the harm of those it comes back to."""
    for at in range(len(s.chunks)):
        if at in found or not (s.chunks[at].whole or _alone(s, at)):
            continue
        end = _past_whole(s, at)
        if s.chunks[at].whole and end == at:  # "11 of the 40 pupils": a part like any other
            continue
        told = _passive(s, at, end) or _active(s, at, end)
        if told is None:
            continue
        yield from _of_those(s, (at, end), told, found)
        if told.fate is _MOVED and (other := _to_elsewhere(s, end + 1)) is not None and other not in found:
            yield from _of_those(s, (other, other), told, found)


def _past_whole(s: Shape, at: int) -> int:
    """The chunk of the whole behind a part of a counted one ("three of the seven"), else the chunk itself."""
    if not s.chunks[at].whole:
        return at
    end = at + 1
    while s.kinds[end] in {kinds.OF, kinds.NAMES}:
        end += 1
    return end if _alone(s, end) else at


def _alone(s: Shape, at: int) -> bool:
    """A number without a noun: "12", and "12 | go" behind "let"."""
    goes = s.kinds[at] is kinds.UNKNOWN and s.tokens[s.chunks[at].last - 1].low == _GO
    return s.kinds[at] is kinds.BARE or (goes and s.chunks[at].number == s.chunks[at].last - 2)


def _passive(s: Shape, at: int, end: int) -> _Told | None:
    """ "28 had been released", "nine were referred to Tanda", "the other three have been discharged"."""
    before = before_determiner(s, at)
    if s.kinds[before] not in _BEFORE_SUBJECT and before >= 0:
        return None
    verb = end + 1
    while s.kinds[verb] in AUX:
        verb += 1
    if kinds.BE not in s.kinds[end + 1 : verb] or s.kinds[verb] is None:
        return None
    word = s.chunks[verb].first
    for fate in (_FREED, _MOVED):
        if s.tokens[word].low in s.roles[fate.role]:
            return _Told(fate, word)
    ends = s.kinds[past_modifiers(s, verb + 1)] in CLAUSE_END  # not "two were named as suspects"
    return _Told(_KNOWN, word) if ends and s.tokens[word].low in s.roles[Role.KNOWN] else None


def _active(s: Shape, at: int, end: int) -> _Told | None:
    """ "freed 12", "let three of the seven go", "a trawler recovered the other six"."""
    if at == 0 or s.chunks[at - 1].last - 1 < 1 or s.kinds[at - 1] not in {kinds.NAMES, kinds.SPEECH}:
        return None
    word = s.chunks[at - 1].last - 1
    low, rest = s.tokens[word].low, s.word(at).low == "the"
    if low == "let":
        goes = s.kinds[end] is kinds.UNKNOWN or (s.kinds[end + 1] is kinds.NAMES and s.word(end + 1).low == _GO)
        return _Told(_FREED, word) if goes else None
    if low in s.roles[Role.FREED]:
        return _Told(_FREED, word)
    return _Told(_RECOVERED, word) if rest and low in s.roles[Role.RECOVERED] else None


def _all(s: Shape, at: int) -> bool:
    first = s.chunks[at].first
    return first > 0 and s.tokens[first - 1].low == "all"


def _to_elsewhere(s: Shape, at: int) -> int | None:
    """The number joined behind the clause that begins at `at`: "and one to the institute"."""
    while s.kinds[at] in AUX or s.kinds[at] in {kinds.NAMES, kinds.AROUND}:
        at += 1
    while s.kinds[at] in BOUNDARY:
        at += 1
    to = s.kinds[at + 1] is kinds.AROUND and s.word(at + 1).low == "to"
    return at if s.kinds[at] is kinds.BARE and to else None


def _of_those(
    s: Shape, some: tuple[int, int], told: _Told, found: Mapping[int, Suffered]
) -> Iterator[tuple[int, Suffered]]:
    """The harm of the number at the first of `some`; where the second is another, that of the whole behind it, too."""
    (at, end), (fate, trigger) = some, told
    rule = f"what became of those, '{s.tokens[trigger].low}'"
    here = [k for k in found if k < at and found[k].outcome in fate.of and k not in s.asides]
    here = [k for k in here if (value(s, k) or 0) >= (value(s, at) or 0) or value(s, k) is None]
    if _all(s, at):  # "all 71 have been identified"
        yield at, Suffered(Outcome.KILLED, trigger, rule, leans=Leaning.AGAIN, of=fate.of)
    elif end > at:  # "three of the seven": the seven are told again
        yield end, Suffered(Outcome.KILLED, trigger, rule, leans=Leaning.AGAIN, of=fate.of)
        yield at, Suffered(Outcome.KILLED, trigger, rule, end, leans=Leaning.SHARE, of=fate.of)
    elif here and found[max(here)].leans is None:
        part = None if fate is _RECOVERED else max(here)
        yield at, found[max(here)]._replace(trigger=trigger, rule=rule, part_of=part)
    else:
        leans = Leaning.HARM if fate is _RECOVERED else Leaning.SHARE
        yield at, Suffered(Outcome.KILLED, trigger, rule, leans=leans, of=fate.of)
