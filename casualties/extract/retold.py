"""Retold: another's figure for those told of beside it, or in a sentence before.

"412 deaths, up from 388 in April", "while the ministry said 12", "as did four bombers", "Residents speak of 15 there",
"It turned out to be seven".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casualties.extract import kinds
from casualties.extract.frames import Leaning, Suffered
from casualties.extract.kinds import AUX, CLAUSE_END, JOIN, LIGHT, PLAIN, WITH_NOUN
from casualties.extract.lists import Shape, before_determiner
from casualties.extract.words import Role
from casualties.scope import Outcome, VictimGroup

_UP_OR_DOWN = frozenset({"up", "down"})
_WITH = frozenset({"with", "to"})
_LONGEST = 4
"""Words that a phrase of retelling may have: "turned out to be"."""


def compared(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "412 deaths, up from 388 in April", "while the ministry said 12": another's figure beside this one."""
    for at in range(2, len(s.chunks)):
        told = s.kinds[at] is kinds.BARE and s.kinds[at - 1] is kinds.SPEECH and s.kinds[at + 1] in CLAUSE_END
        if at in found or not (told or (s.kinds[at] in PLAIN and s.kinds[at - 1] is kinds.PREPOSITION)):
            continue
        word, back = s.word(at - 1).low, s.tokens[s.chunks[at - 2].last - 1].low
        beside = (word == "from" and back in _UP_OR_DOWN) or (word in _WITH and back == "compared")
        risen = s.kinds[at] is kinds.BARE and s.kinds[at - 2] is kinds.COMMA and kinds.RISE in s.kinds[: at - 2]
        beside = beside or (word == "from" and risen)  # "rose to 41, officials said, from 34 a day before"
        if told or beside or (word == "against" and (s.kinds[at - 2] is kinds.COMMA or back == "as")):
            yield from _as_before(at, found, "compared with")


def corrected(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "102 people died, rather than the 99 first announced", "instead of the 41 given on Monday": as before."""
    for at in range(3, len(s.chunks)):
        number = s.chunks[at].number
        if at in found or number is None or s.kinds[at] not in _ELLIPTIC:
            continue
        back = before_determiner(s, at)
        before = s.tokens[s.chunks[back - 1].last - 1].low if back else ""
        instead = (s.word(back).low, before) in _INSTEAD or (s.word(back).low == "not" and s.kinds[back - 1] in JOIN)
        after = {t.low for t in s.tokens[number + 1 : number + _TOLD_WITHIN]}
        if instead and not after.isdisjoint(s.roles[Role.ANNOUNCED]):
            yield from _as_before(at, found, "corrected from")


_ELLIPTIC = frozenset({kinds.BARE, kinds.UNKNOWN})
"""How a number is read before a word that the lexicon does not know: "the 41 | given", "nine reported earlier"."""
_INSTEAD = frozenset({("than", "rather"), ("of", "instead")})
_TOLD_WITHIN = 4
"""Words behind a corrected number within which it says how it was told: "99 first announced"."""


def hardest_hit(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "Puri was worst hit with 21", "the deadliest month was March, with 41": of those told of before."""
    for at in range(2, len(s.chunks)):
        counts = s.kinds[at] is kinds.BARE and s.kinds[at - 1] is kinds.PREPOSITION and s.word(at - 1).low == "with"
        if not counts or at in found or s.kinds[_after(s, at)] not in CLAUSE_END:
            continue
        if any(t.low in s.roles[Role.HARDEST] for t in s.tokens[: s.chunks[at].first]):
            beside = list(_as_before(at, found, "worst hit, as"))
            yield from beside or [
                (at, Suffered(Outcome.KILLED, s.chunks[at - 1].first, "worst hit", leans=Leaning.HARM))
            ]


def likewise(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "nineteen people died, as did four bombers": the same befell others."""
    for at in range(3, len(s.chunks)):
        verb = s.kinds[at - 1] in AUX and s.kinds[at - 2] is kinds.CLAUSE and s.word(at - 2).low == "as"
        if verb and at not in found and s.kinds[at] in WITH_NOUN and s.kinds[at + 1] in CLAUSE_END:
            yield from _as_before(at, found, "as")


def retold(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "The army acknowledges seven", "neighbours insist on 60", "It turned out to be nine": a bare number, retold.

    Of those that the same sentence told of before, else an earlier one.
    """
    for at in range(1, len(s.chunks)):
        if not _retellable(s, at) or at in found or s.kinds[_after(s, at)] not in CLAUSE_END:
            continue
        first = s.chunks[at].first
        back = first - 1 if s.kinds[at - 1] is not kinds.ADVERB else s.chunks[at - 1].first - 1
        counted = next((k for k in range(at - 1, -1, -1) if s.kinds[k] in kinds.COUNTED), None)
        others = counted is not None and counted not in found  # "10,000 people marched; police spoke of 2,500"
        role = Role.RETELLING if s.kinds[at] is kinds.BARE else Role.LISTING
        if others or not _retells(s, back, role):
            continue
        beside = list(_as_before(at, found, "retold after"))
        yield from beside or [(at, Suffered(Outcome.KILLED, back, "told by another", leans=Leaning.HARM))]


def _as_before(at: int, found: Mapping[int, Suffered], how: str) -> Iterator[tuple[int, Suffered]]:
    """The chunk at `at` with the harm of the last figure before it, if there is one."""
    before = max((k for k in found if k < at), default=None)
    if before is not None:
        yield at, found[before]._replace(rule=f"{how} the one before, {found[before].rule}", part_of=None)


def _after(s: Shape, at: int) -> int:
    """The first chunk behind the number at `at` that tells neither when, where nor how."""
    after = at + 1
    while s.kinds[after] in LIGHT:
        after += 1
    return after


def _retellable(s: Shape, at: int) -> bool:
    """A bare number, or one of persons who are told of for nothing but their harm: "counts 153 civilians"."""
    head = s.chunks[at].head
    if s.kinds[at] is not kinds.PERSONS or head is None:
        return s.kinds[at] is kinds.BARE
    first = s.chunks[at].first
    if s.tokens[head].low in _ANYBODY and [t.low for t in s.tokens[max(0, first - 2) : first]] == _NAMES_OF:
        return True
    return s.tokens[head].low == "victims" or s.tokens[head].entry.group in _ALWAYS_VICTIMS


_ANYBODY = frozenset({"people", "persons"})
_NAMES_OF = ["names", "of"]
""" "A local group published the names of 34 people": who they are needs no word where the dead were told of."""
_ALWAYS_VICTIMS = frozenset({VictimGroup.CIVILIANS, VictimGroup.CHILDREN, VictimGroup.WOMEN})


def _retells(s: Shape, last: int, role: Role) -> bool:
    """Whether the words up to the token `last` are a phrase of retelling, with somebody before it."""
    spoken = [t.low for t in s.tokens[max(0, last - _LONGEST + 1) : last + 1]]
    phrases = (" ".join(spoken[-n:]) for n in range(1, len(spoken) + 1) if last - n >= 0)
    return any(phrase in s.roles[role] for phrase in phrases)
