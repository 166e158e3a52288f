"""Arguments: the shape of a sentence, and who stands as subject or object of a verb in it.

A subject is looked for to the left over adverbs, places, asides and relative clauses ("three of the men, two of them
officers, who had fled to Homs were ..."); objects open a list to the right ("two men, a woman and three children").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from casualties.extract import classes, kinds
from casualties.extract.counted import Chunk
from casualties.extract.kinds import Kind
from casualties.extract.tokens import Token
from casualties.extract.words import FINISHED, Form, Frame

AUX = frozenset({kinds.ADVERB, kinds.BE, kinds.HAVE, kinds.MODAL})
LIGHT = frozenset({kinds.ADVERB, kinds.AROUND})
STRONG = frozenset({kinds.PERSONS, kinds.BARE, kinds.UNKNOWN, kinds.ONE, kinds.PART})
JOIN = frozenset({kinds.AND, kinds.COMMA})
VERBAL = frozenset({kinds.BE, kinds.HAVE, kinds.HARM, kinds.PREDICATE, kinds.MODAL, kinds.SPEECH, kinds.RISE})
_LIGHT_OR_NAMES = LIGHT | {kinds.NAMES}
_LEAVE_OR_AND = frozenset({kinds.LEAVE, kinds.AND})
_HARM_OR_PREDICATE = frozenset({kinds.HARM, kinds.PREDICATE})
_BE_OR_ADVERB = frozenset({kinds.BE, kinds.ADVERB})
_AROUND_OR_RELATIVE = frozenset({kinds.AROUND, kinds.RELATIVE})
_COMMA_OR_STOP = frozenset({kinds.COMMA, kinds.STOP})
_OF_OR_RELATIVE = frozenset({kinds.OF, kinds.RELATIVE})
_PREPOSITION_OR_OF = frozenset({kinds.PREPOSITION, kinds.OF})
_AROUND_OR_PREPOSITION_OR_OF = frozenset({kinds.AROUND, kinds.PREPOSITION, kinds.OF})
_CLAUSE = frozenset({kinds.NAMES, kinds.HAVE, kinds.BE, kinds.ADVERB, kinds.AROUND, kinds.HARM, kinds.MODAL})
_RELATIVE_OR_INCLUDE = frozenset({kinds.RELATIVE, kinds.INCLUDE})
_VERBS = frozenset({kinds.BE, kinds.HARM, kinds.SPEECH, kinds.HAVE})
_NAMES_OR_AROUND_OR_COMMA = frozenset({kinds.NAMES, kinds.AROUND, kinds.COMMA})
_NAMES_OR_NOMINAL = frozenset({kinds.NAMES, kinds.NOMINAL})
_HARM_OR_AND = frozenset({kinds.HARM, kinds.AND})
_HAVE_OR_MODAL = frozenset({kinds.HAVE, kinds.MODAL})
_FINITE = frozenset({kinds.BE, kinds.HAVE, kinds.MODAL, kinds.SPEECH})


class Shape(NamedTuple):
    """A sentence as tokens and chunks, with which chunks are inside an aside ("including ...", "four of them ...").

    ``kinds`` are those of the chunks, and after the last (so that a negative index finds them too) none.
    """

    tokens: Sequence[Token]
    chunks: Sequence[Chunk]
    kinds: Sequence[Kind | None]
    asides: frozenset[int]

    def word(self, at: int) -> Token:
        return self.tokens[self.chunks[at].first]


_OUTSIDE = (None,) * 24
"""Farther than any frame looks past either end."""


def shape(tokens: Sequence[Token], chunks: Sequence[Chunk]) -> Shape:
    """The sentence's shape; an aside runs from "including" over its list."""
    bare = Shape(tokens, chunks, (*(made.kind for made in chunks), *_OUTSIDE), frozenset())
    asides: set[int] = set()
    for at, made in enumerate(chunks):
        if made.kind is kinds.INCLUDE:
            first = at + 1
            while bare.kinds[first] in _LIGHT_OR_NAMES:
                first += 1
            joined = after_joins(bare, first) if first > at + 1 and bare.kinds[first] in JOIN else at + 1
            items = list_right(bare, joined, aside=True)
            asides.update(range(at, items[-1] + 1) if items else ())
        elif made.kind is kinds.PART and not made.whole and bare.kinds[at - 1] is kinds.COMMA:
            asides.add(at)
    return bare._replace(asides=frozenset(asides)) if asides else bare


_PARTICIPLES = ("ed", "en", "ht", "run", "struck", "hit", "cut", "set")
"""How a participle ends, regular or not, where the lexicon does not know the verb."""


def aux_before(s: Shape, at: int) -> bool:
    """A form of "be" governs the word at `at`, over adverbs and a verb joined to it ("were ambushed and killed")."""
    back = at - 1
    while s.kinds[back] in AUX or s.kinds[back] in _LEAVE_OR_AND:
        if s.kinds[back] is kinds.BE:
            return True
        joined = _joined_verb(s, back) if s.kinds[back] is kinds.AND else back
        if joined is None:
            return False
        back = joined - 1
    return False


def _joined_verb(s: Shape, at: int) -> int | None:
    """The verb before the "and" at `at`: a harm ("killed and"), or a participle after "be" ("was caught there and")."""
    back = at - 1
    if s.kinds[back] in _HARM_OR_PREDICATE:
        return back
    while s.kinds[back] in LIGHT or s.kinds[back] is kinds.PREPOSITION:
        back -= 1
    participle = s.kinds[back] is kinds.NAMES and s.tokens[s.chunks[back].last - 1].low.endswith(_PARTICIPLES)
    if participle and s.kinds[back - 1] in _BE_OR_ADVERB:
        return back
    return None


def subjects(s: Shape, at: int) -> list[int]:
    """The counted subject to the left of the verb at `at`, over adverbs, places, asides and relative pronouns."""
    back = at - 1
    while back >= 0:
        kind = s.kinds[back]
        if back in s.asides or kind is kinds.INCLUDE:
            back -= 1
        elif kind in kinds.COUNTED:
            host = _host(s, back)
            if host is None:
                return [] if kind is kinds.THINGS else [back]
            back = host
        elif kind in AUX or kind in _AROUND_OR_RELATIVE:
            back -= 1
        elif kind is kinds.AND and (joined := _joined_verb(s, back)) is not None:
            back = joined - 1
        elif kind in _COMMA_OR_STOP:
            return _before_aside(s, back)
        elif kind is kinds.NAMES and s.kinds[back - 1] in _OF_OR_RELATIVE:
            back -= 2
        elif kind is kinds.NAMES and (listed := _listed_name(s, back, at)) is not None:
            back = listed - 1
        elif kind is kinds.LEAVE or (kind is kinds.NAMES and _aside_word(s, back)):
            back -= 1
        else:
            return []
    return []


def _host(s: Shape, at: int) -> int | None:
    """The counted phrase that the one at `at` stands inside, if any.

    "5 soldiers in two vehicles", "one of the eleven crew", "two men who had robbed six shops".
    """
    back = at - 1
    while s.kinds[back] is kinds.NAMES and determiner(s, back):
        back -= 1
    if s.kinds[back] in _PREPOSITION_OR_OF:
        back -= 1
        while s.kinds[back] in _AROUND_OR_PREPOSITION_OR_OF:
            back -= 1
        whole = s.chunks[back].whole and s.kinds[at + 1] is kinds.RELATIVE if back >= 0 else False
        return back if s.kinds[back] in STRONG and not whole else None
    while s.kinds[back] in _CLAUSE:
        back -= 1
    relative = s.kinds[back] is kinds.RELATIVE and back < at - 1
    return back - 1 if relative and s.kinds[back - 1] in STRONG else None


_ASIDE = 30
"""Chunks that an aside between subject and verb may hold: three named victims with ages have about 20."""


def _before_aside(s: Shape, at: int) -> list[int]:
    """The counted subject before an aside that ends at the mark at `at`: "27 soldiers, four of them officers, were"."""
    verb = False
    for back in range(at - 1, max(-1, at - _ASIDE), -1):
        kind = s.kinds[back]
        if back in s.asides:
            verb = False
            continue
        if kind in STRONG and kind is not kinds.PART:
            after = back + 1
            while s.kinds[after] in LIGHT or (s.kinds[after] is kinds.OF and s.kinds[after + 1] is kinds.NAMES):
                after += 2 if s.kinds[after] is kinds.OF else 1
            opens = (s.kinds[after] in _COMMA_OR_STOP and after < at) or s.kinds[after] is kinds.INCLUDE
            if opens or after in s.asides:
                return [] if verb else [back]
            if s.kinds[back - 1] not in _COMMA_OR_STOP:  # else an apposition: "one rider, a man of 31, was"
                return []
        if kind in _RELATIVE_OR_INCLUDE:
            verb = False
        elif kind in _VERBS:
            verb = True
    return []


def _listed_name(s: Shape, at: int, verb: int) -> int | None:
    """The "and" that joins a name to counted subjects before it: "a boy and his sister, Aya, were"."""
    if not any(s.kinds[k] in AUX and s.word(k).low in {"were", "are", "have"} for k in range(at + 1, verb)):
        return None
    back = at - 1
    while s.kinds[back] in _NAMES_OR_AROUND_OR_COMMA and back > at - 5:
        back -= 1
    return back if s.kinds[back] is kinds.AND else None


def _aside_word(s: Shape, at: int) -> bool:
    """A participle that trails its noun: "three people travelling home", "six others trapped"."""
    token = s.word(at)
    return token.cls is classes.WORD and token.low.endswith(("ing", "ed")) and s.kinds[at - 1] in STRONG


def objects(s: Shape, at: int) -> list[int]:
    """The counted objects to the right of the verb at `at`, with the list that they open."""
    after = at + 1
    while s.kinds[after] is kinds.ADVERB:
        after += 1
    if s.kinds[after] in _NAMES_OR_NOMINAL and s.kinds[after + 1] is kinds.OF and s.kinds[after + 2] in STRONG:
        return [after + 2]
    if s.kinds[after] is kinds.NAMES and s.kinds[after + 1] in STRONG and determiner(s, after):
        after += 1
    if s.kinds[after] is kinds.NAMES and s.kinds[after + 1] in JOIN:
        later = after_joins(s, after + 1)
        return list_right(s, later) if s.kinds[later] in STRONG else []
    return list_right(s, after, sure=_surely_active(s, at))


def _surely_active(s: Shape, at: int) -> bool:
    """The first object is the verb's own, whatever follows: "the raid that killed 7 was", "would kill 90 had"."""
    back = at - 1
    active = s.word(at).entry.form is Form.PLAIN
    while s.kinds[back] in AUX or s.kinds[back] in _HARM_OR_AND:
        active = active or s.kinds[back] in _HAVE_OR_MODAL
        back -= 1
    return active or s.kinds[back] is kinds.RELATIVE


def determiner(s: Shape, at: int) -> bool:
    """The chunk is a lone "the", "his", "those"."""
    made = s.chunks[at]
    return made.last - made.first == 1 and s.tokens[made.first].cls is classes.DETERMINER


def after_joins(s: Shape, at: int) -> int:
    """The first chunk from `at` on that is no comma and no "and"."""
    while s.kinds[at] in JOIN:
        at += 1
    return at


def list_right(s: Shape, at: int, *, aside: bool = False, sure: bool = False, verbs_end: bool = True) -> list[int]:
    """The counted chunks of the list that opens at `at`; an item with a verb of its own ends the list before it.

    An aside may run into the verb of its whole: "12, including three nuns, were killed".
    """
    found: list[int] = []
    while s.kinds[at] in kinds.COUNTED:
        first = not found and (sure or aside)
        direct = first or (aside and s.kinds[at - 1] is kinds.AND and at - found[-1] == 2)
        if verbs_end and not direct and own_verb(s, at):
            joined_to_previous = found and s.kinds[at - 1] is kinds.AND and s.kinds[at - 2] == s.kinds[found[-1]]
            return found[:-1] if joined_to_previous and len(found) > 1 else found
        found.append(at)
        after = at + 1
        while s.kinds[after] in LIGHT:
            after += 1
        if s.kinds[after] not in JOIN:
            break
        at = after_joins(s, after)
        while s.kinds[at] is kinds.ADVERB or (s.kinds[at] is kinds.NAMES and determiner(s, at)):
            at += 1
    return found


def own_verb(s: Shape, at: int) -> bool:
    """Whether the counted chunk at `at` is subject of a verb that follows it."""
    after = at + 1
    if s.chunks[at].kind is kinds.PART:
        return s.kinds[after] in VERBAL
    while s.kinds[after] in LIGHT:
        after += 1
    if s.kinds[after] in _FINITE:
        return True
    if s.kinds[after] is kinds.HARM:
        entry = s.word(after).entry
        return entry.frame is Frame.SUBJECT or entry.form in FINISHED
    return s.kinds[after] is kinds.PREDICATE and s.kinds[at] is not kinds.ONE
