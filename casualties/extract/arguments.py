"""Arguments: the shape of a sentence, and who stands as subject or object of a verb in it.

A subject is looked for to the left over adverbs, places, asides and relative clauses ("three of the men, two of them
officers, who had fled to Homs were ..."); objects open a list to the right ("two men, a woman and three children").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casualties.extract.counted import COUNTED, Chunk, Kind
from casualties.extract.tokens import Token
from casualties.extract.words import Class, Form, Frame

AUX = frozenset({Kind.ADVERB, Kind.BE, Kind.HAVE, Kind.MODAL})
LIGHT = frozenset({Kind.ADVERB, Kind.AROUND})
STRONG = frozenset({Kind.PERSONS, Kind.BARE, Kind.UNKNOWN, Kind.ONE, Kind.PART})
JOIN = frozenset({Kind.AND, Kind.COMMA})
VERBAL = frozenset({Kind.BE, Kind.HAVE, Kind.HARM, Kind.PREDICATE, Kind.MODAL, Kind.SPEECH, Kind.RISE})


@dataclass(frozen=True, slots=True)
class Shape:
    """A sentence as tokens and chunks, with which chunks are inside an aside ("including ...", "four of them ...")."""

    tokens: Sequence[Token]
    chunks: Sequence[Chunk]
    asides: frozenset[int]

    def kind(self, at: int) -> Kind | None:
        return self.chunks[at].kind if 0 <= at < len(self.chunks) else None

    def word(self, at: int) -> Token:
        return self.tokens[self.chunks[at].first]


def shape(tokens: Sequence[Token], chunks: Sequence[Chunk]) -> Shape:
    """The sentence's shape; an aside runs from "including" over its list."""
    bare = Shape(tokens, chunks, frozenset())
    asides: set[int] = set()
    for at, made in enumerate(chunks):
        if made.kind is Kind.INCLUDE:
            first = at + 1
            while bare.kind(first) in LIGHT | {Kind.NAMES}:
                first += 1
            joined = after_joins(bare, first) if first > at + 1 and bare.kind(first) in JOIN else at + 1
            items = list_right(bare, joined, aside=True)
            asides.update(range(at, items[-1] + 1) if items else ())
        elif made.kind is Kind.PART and not made.whole and bare.kind(at - 1) is Kind.COMMA:
            asides.add(at)
    return replace(bare, asides=frozenset(asides))


_PARTICIPLES = ("ed", "en", "ht", "run", "struck", "hit", "cut", "set")
"""How a participle ends, regular or not, where the lexicon does not know the verb."""


def aux_before(s: Shape, at: int) -> bool:
    """A form of "be" governs the word at `at`, over adverbs and a verb joined to it ("were ambushed and killed")."""
    back = at - 1
    while s.kind(back) in AUX or s.kind(back) in {Kind.LEAVE, Kind.AND}:
        if s.kind(back) is Kind.BE:
            return True
        joined = _joined_verb(s, back) if s.kind(back) is Kind.AND else back
        if joined is None:
            return False
        back = joined - 1
    return False


def _joined_verb(s: Shape, at: int) -> int | None:
    """The verb before the "and" at `at`: a harm ("killed and"), or a participle after "be" ("was caught there and")."""
    back = at - 1
    if s.kind(back) in {Kind.HARM, Kind.PREDICATE}:
        return back
    while s.kind(back) in LIGHT or s.kind(back) is Kind.PREPOSITION:
        back -= 1
    participle = s.kind(back) is Kind.NAMES and s.tokens[s.chunks[back].last - 1].low.endswith(_PARTICIPLES)
    if participle and s.kind(back - 1) in {Kind.BE, Kind.ADVERB}:
        return back
    return None


def subjects(s: Shape, at: int) -> list[int]:
    """The counted subject to the left of the verb at `at`, over adverbs, places, asides and relative pronouns."""
    back = at - 1
    while back >= 0:
        kind = s.kind(back)
        if back in s.asides or kind is Kind.INCLUDE:
            back -= 1
        elif kind in COUNTED:
            host = _host(s, back)
            if host is None:
                return [] if kind is Kind.THINGS else [back]
            back = host
        elif kind in AUX or kind in {Kind.AROUND, Kind.RELATIVE}:
            back -= 1
        elif kind is Kind.AND and (joined := _joined_verb(s, back)) is not None:
            back = joined - 1
        elif kind in {Kind.COMMA, Kind.STOP}:
            return _before_aside(s, back)
        elif kind is Kind.NAMES and s.kind(back - 1) in {Kind.OF, Kind.RELATIVE}:
            back -= 2
        elif kind is Kind.NAMES and (listed := _listed_name(s, back, at)) is not None:
            back = listed - 1
        elif kind is Kind.LEAVE or (kind is Kind.NAMES and _aside_word(s, back)):
            back -= 1
        else:
            return []
    return []


def _host(s: Shape, at: int) -> int | None:
    """The counted phrase that the one at `at` stands inside, if any.

    "5 soldiers in two vehicles", "one of the eleven crew", "two men who had robbed six shops".
    """
    back = at - 1
    while s.kind(back) is Kind.NAMES and determiner(s, back):
        back -= 1
    if s.kind(back) in {Kind.PREPOSITION, Kind.OF}:
        back -= 1
        while s.kind(back) in {Kind.AROUND, Kind.PREPOSITION, Kind.OF}:
            back -= 1
        whole = s.chunks[back].whole and s.kind(at + 1) is Kind.RELATIVE if back >= 0 else False
        return back if s.kind(back) in STRONG and not whole else None
    while s.kind(back) in {Kind.NAMES, Kind.HAVE, Kind.BE, Kind.ADVERB, Kind.AROUND, Kind.HARM, Kind.MODAL}:
        back -= 1
    relative = s.kind(back) is Kind.RELATIVE and back < at - 1
    return back - 1 if relative and s.kind(back - 1) in STRONG else None


_ASIDE = 30
"""Chunks that an aside between subject and verb may hold: three named victims with ages have about 20."""


def _before_aside(s: Shape, at: int) -> list[int]:
    """The counted subject before an aside that ends at the mark at `at`: "27 soldiers, four of them officers, were"."""
    verb = False
    for back in range(at - 1, max(-1, at - _ASIDE), -1):
        kind = s.kind(back)
        if back in s.asides:
            verb = False
            continue
        if kind in STRONG and kind is not Kind.PART:
            after = back + 1
            while s.kind(after) in LIGHT or (s.kind(after) is Kind.OF and s.kind(after + 1) is Kind.NAMES):
                after += 2 if s.kind(after) is Kind.OF else 1
            opens = (s.kind(after) in {Kind.COMMA, Kind.STOP} and after < at) or s.kind(after) is Kind.INCLUDE
            if opens or after in s.asides:
                return [] if verb else [back]
            if s.kind(back - 1) not in {Kind.COMMA, Kind.STOP}:  # else an apposition: "one rider, a man of 31, was"
                return []
        if kind in {Kind.RELATIVE, Kind.INCLUDE}:
            verb = False
        elif kind in {Kind.BE, Kind.HARM, Kind.SPEECH, Kind.HAVE}:
            verb = True
    return []


def _listed_name(s: Shape, at: int, verb: int) -> int | None:
    """The "and" that joins a name to counted subjects before it: "a boy and his sister, Aya, were"."""
    if not any(s.kind(k) in AUX and s.word(k).low in {"were", "are", "have"} for k in range(at + 1, verb)):
        return None
    back = at - 1
    while s.kind(back) in {Kind.NAMES, Kind.AROUND, Kind.COMMA} and back > at - 5:
        back -= 1
    return back if s.kind(back) is Kind.AND else None


def _aside_word(s: Shape, at: int) -> bool:
    """A participle that trails its noun: "three people travelling home", "six others trapped"."""
    token = s.word(at)
    return token.cls is Class.WORD and token.low.endswith(("ing", "ed")) and s.kind(at - 1) in STRONG


def objects(s: Shape, at: int) -> list[int]:
    """The counted objects to the right of the verb at `at`, with the list that they open."""
    after = at + 1
    while s.kind(after) in {Kind.ADVERB}:
        after += 1
    if s.kind(after) in {Kind.NAMES, Kind.NOMINAL} and s.kind(after + 1) is Kind.OF and s.kind(after + 2) in STRONG:
        return [after + 2]
    if s.kind(after) is Kind.NAMES and s.kind(after + 1) in STRONG and determiner(s, after):
        after += 1
    if s.kind(after) is Kind.NAMES and s.kind(after + 1) in JOIN:
        later = after_joins(s, after + 1)
        return list_right(s, later) if s.kind(later) in STRONG else []
    return list_right(s, after, sure=_surely_active(s, at))


def _surely_active(s: Shape, at: int) -> bool:
    """The first object is the verb's own, whatever follows: "the raid that killed 7 was", "would kill 90 had"."""
    back = at - 1
    active = s.word(at).entry.form is Form.PLAIN
    while s.kind(back) in AUX or s.kind(back) in {Kind.HARM, Kind.AND}:
        active = active or s.kind(back) in {Kind.HAVE, Kind.MODAL}
        back -= 1
    return active or s.kind(back) is Kind.RELATIVE


def determiner(s: Shape, at: int) -> bool:
    """The chunk is a lone "the", "his", "those"."""
    made = s.chunks[at]
    return made.last - made.first == 1 and s.tokens[made.first].cls is Class.DETERMINER


def after_joins(s: Shape, at: int) -> int:
    """The first chunk from `at` on that is no comma and no "and"."""
    while s.kind(at) in JOIN:
        at += 1
    return at


def list_right(s: Shape, at: int, *, aside: bool = False, sure: bool = False, verbs_end: bool = True) -> list[int]:
    """The counted chunks of the list that opens at `at`; an item with a verb of its own ends the list before it.

    An aside may run into the verb of its whole: "12, including three nuns, were killed".
    """
    found: list[int] = []
    while s.kind(at) in COUNTED:
        first = not found and (sure or aside)
        direct = first or (aside and s.kind(at - 1) is Kind.AND and at - found[-1] == 2)
        if verbs_end and not direct and own_verb(s, at):
            joined_to_previous = found and s.kind(at - 1) is Kind.AND and s.kind(at - 2) == s.kind(found[-1])
            return found[:-1] if joined_to_previous and len(found) > 1 else found
        found.append(at)
        after = at + 1
        while s.kind(after) in LIGHT:
            after += 1
        if s.kind(after) not in JOIN:
            break
        at = after_joins(s, after)
        while s.kind(at) is Kind.ADVERB or (s.kind(at) is Kind.NAMES and determiner(s, at)):
            at += 1
    return found


def own_verb(s: Shape, at: int) -> bool:
    """Whether the counted chunk at `at` is subject of a verb that follows it."""
    after = at + 1
    if s.chunks[at].kind is Kind.PART:
        return s.kind(after) in VERBAL
    while s.kind(after) in LIGHT:
        after += 1
    if s.kind(after) in {Kind.BE, Kind.HAVE, Kind.MODAL, Kind.SPEECH}:
        return True
    if s.kind(after) is Kind.HARM:
        entry = s.word(after).entry
        return entry.frame is Frame.SUBJECT or entry.form in {Form.PAST, Form.PARTICIPLE}
    return s.kind(after) is Kind.PREDICATE and s.kind(at) is not Kind.ONE
