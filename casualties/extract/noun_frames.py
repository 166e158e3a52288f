"""Noun frames: harms that a noun tells, and the counted phrases that suffer them.

Counted nouns ("12 deaths", "the bodies of five", "180 lives") and nouns of somebody ("the death of 12 civilians", "the
search for two miners").
"""

from __future__ import annotations

from collections.abc import Iterator

from casualties.extract import kinds
from casualties.extract.counted import Chunk
from casualties.extract.frames import Suffered
from casualties.extract.kinds import STRONG, WITH_NOUN
from casualties.extract.lists import Shape, determiner, list_right
from casualties.extract.words import Role, VerbForm
from casualties.scope import Outcome


def harmed(s: Shape, _: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "12 deaths", "the bodies of five", "one of those killed", "180 lives"."""
    for at, made in enumerate(s.chunks):
        if made.kind is kinds.HARMED and made.outcome is not None and made.head is not None:
            entry = s.tokens[made.head].entry
            if (entry.lives and not _lost(s, made)) or (entry.bodies and _no_bodies(s, at)):
                continue
            if made.number is not None and s.tokens[made.number].phrase is None and not _seen(s, made):
                continue
            yield at, Suffered(made.outcome, made.head, f"counted noun '{s.tokens[made.head].low}'")


def _no_bodies(s: Shape, at: int) -> bool:
    """ "40 bodies of work", "three bodies of water"."""
    of_names = s.kinds[at + 1] is kinds.OF and s.kinds[at + 2] is kinds.NAMES
    return of_names and s.word(at + 2).low in s.roles[Role.NOT_BODY]


def _lost(s: Shape, made: Chunk) -> bool:
    """ "claimed 180 lives" and "180 lives were lost", not "saved 12 lives"."""
    return any(t.low in s.roles[Role.TAKING] for t in s.tokens[max(0, made.first - 5) : made.last + 5])


def _seen(s: Shape, made: Chunk) -> bool:
    """ "I saw a body", "a body was found", not "a body that represents farmers"."""
    return any(t.low in s.roles[Role.SEEING] for t in s.tokens[max(0, made.first - 3) : made.last + 3])


def nouns(s: Shape, _: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "the death of 12 civilians", "the bodies of six climbers", "the arrest of at least 30"."""
    for at, made in enumerate(s.chunks):
        noun = made.kind is kinds.NOUN or (made.kind is kinds.HARM and s.word(at).entry.form is VerbForm.ING)
        of = s.kinds[at + 1] is kinds.OF
        if noun and made.outcome is not None and (of or s.word(at).low.endswith(_FOR)):
            after = at + 2 if of else at + 1
            while s.kinds[after] is kinds.ADVERB:  # "the death of only three soldiers"
                after += 1
            if s.kinds[after] is kinds.NAMES and (s.kinds[after + 1] in STRONG and determiner(s, after)):
                after += 1
            if s.kinds[after] is kinds.NAMES and s.kinds[after + 1] is kinds.AND:
                after += 2
            if s.word(at).entry.lives and not _lost(s, made):  # "saved the lives of 12"
                continue
            for who in list_right(s, after, verbs_end=False):
                lost = not s.word(at).entry.within or s.kinds[who] in WITH_NOUN  # persons, not "the loss of 300 jobs"
                if s.word(at).entry.bodies and _alive(s, s.chunks[who]):
                    break
                if s.kinds[who] is not kinds.THINGS and lost and _headed(s, who, s.word(at).entry.heads):
                    yield who, Suffered(made.outcome, made.first, f"noun '{s.word(at).low} of'")


def _alive(s: Shape, made: Chunk) -> bool:
    """ "11 wounded people", "three missing boys": told by another harm than death, whatever they are listed with."""
    told = [t.entry.outcome for t in s.tokens[made.first : made.last]] if made.kind in WITH_NOUN else []
    return any(outcome not in {None, Outcome.KILLED} for outcome in told)


def borne(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "12 had gunshot wounds", "six of the patients had severe burns": the injuries that somebody has."""
    for at, made in enumerate(s.chunks):
        if made.kind is not kinds.HAVE or at == 0:
            continue
        last = at + 1
        while s.kinds[last] in _DESCRIBING and last < at + _INJURY:
            last += 1
        who = at - 2 if s.kinds[at - 1] is kinds.ADVERB else at - 1
        word = s.chunks[last - 1].last - 1
        borne_by = last > at + 1 and who >= 0 and s.kinds[who] in _BEARERS and who not in found
        if borne_by and s.tokens[word].low in s.roles[Role.INJURY]:
            yield who, Suffered(Outcome.INJURED, word, f"had '{s.tokens[word].low}'")


_DESCRIBING = frozenset({kinds.NAMES, kinds.HARM, kinds.NOUN, kinds.ADVERB, kinds.PREDICATE})
"""What an injury is told by: "severe", "gunshot", "stab", "broken"."""
_INJURY = 4
"""Chunks that it has at most."""
_BEARERS = WITH_NOUN | {kinds.BARE, kinds.PART}


_FOR = " for"
"""How a noun ends that needs no "of": "the search for 12 miners"."""


def _headed(s: Shape, who: int, heads: tuple[str, ...]) -> bool:
    """Whether the noun of the counted chunk is one of those that the word of harm asks for, if it does."""
    head = s.chunks[who].head
    return not heads or (head is not None and s.tokens[head].low in heads)
