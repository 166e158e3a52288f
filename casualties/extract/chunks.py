"""Chunks: a sentence's tokens gathered into counted phrases, verbs and the stretches between them.

Each chunk is one letter of the sentence's shape, so that a frame reads a short row of letters, not words.
"""

from __future__ import annotations

from collections.abc import Sequence

from casualties.extract.counted import Chunk, Kind, article, counted, opens_one
from casualties.extract.nounphrases import RUN, is_nominal
from casualties.extract.tokens import Token
from casualties.extract.words import Class

_SINGLE = {
    Class.HARM: Kind.HARM,
    Class.NOUN: Kind.NOUN,
    Class.PREDICATE: Kind.PREDICATE,
    Class.TOLL: Kind.TOLL,
    Class.RISE: Kind.RISE,
    Class.LEAVE: Kind.LEAVE,
    Class.INCLUDE: Kind.INCLUDE,
    Class.BE: Kind.BE,
    Class.HAVE: Kind.HAVE,
    Class.MODAL: Kind.MODAL,
    Class.ADVERB: Kind.ADVERB,
    Class.RELATIVE: Kind.RELATIVE,
    Class.CLAUSE: Kind.CLAUSE,
    Class.AND: Kind.AND,
    Class.COMMA: Kind.COMMA,
    Class.STOP: Kind.STOP,
    Class.OF: Kind.OF,
    Class.SPEECH: Kind.SPEECH,
}


def chunk(tokens: Sequence[Token]) -> tuple[Chunk, ...]:
    """The chunks of a sentence, in order, covering every token."""
    found: list[Chunk] = []
    at = 0
    while at < len(tokens):
        made = (
            counted(tokens, at)
            or article(tokens, at)
            or _around(tokens, at)
            or _nominal(tokens, at)
            or _plain(tokens, at)
        )
        found.append(made)
        at = made.last
    return tuple(found)


def _plain(tokens: Sequence[Token], at: int) -> Chunk:
    token = tokens[at]
    if token.cls is Class.PREPOSITION:
        return Chunk(Kind.PREPOSITION, at, at + 1)
    kind = _SINGLE.get(token.cls)
    if kind is not None:
        return Chunk(kind, at, at + 1, outcome=token.entry.outcome)
    last = at + 1
    while last < len(tokens) and tokens[last].cls in RUN and not opens_one(tokens, last):
        last += 1
    return Chunk(Kind.NAMES, at, last)


def _nominal(tokens: Sequence[Token], at: int) -> Chunk | None:
    """ "the dead", "those killed", "the other injured": persons told by their harm, without a number."""
    if tokens[at].cls is not Class.DETERMINER:
        return None
    last = at + 1
    while last < len(tokens) and last < at + 3 and tokens[last].cls in {Class.WORD, Class.ADVERB}:
        last += 1
    if last < len(tokens) and is_nominal(tokens, last):
        return Chunk(Kind.NOMINAL, at, last + 1, outcome=tokens[last].entry.outcome)
    return None


def _around(tokens: Sequence[Token], at: int) -> Chunk | None:
    """A preposition with an uncounted phrase; "of" joins on ("in the town of Homs").  Dates and ages stand alone."""
    if tokens[at].cls is Class.OTHER_NUMBER:
        return Chunk(Kind.AROUND, at, at + 1)
    if tokens[at].cls is not Class.PREPOSITION:
        return None
    inner = RUN | {Class.OTHER_NUMBER}
    last = at + 1
    while last < len(tokens):
        cls = tokens[last].cls
        after = tokens[last + 1].cls if last + 1 < len(tokens) else None
        first = last == at + 1
        joins = after in inner and (cls is Class.OF or (cls is Class.PREPOSITION and first))
        if not (cls in inner or joins):
            break
        if cls is Class.DETERMINER and after is Class.NUMBER:
            break
        if cls is Class.PRONOUN and first:  # "before he shot himself" is a clause, not a phrase
            break
        if _nominal(tokens, last) is not None or (opens_one(tokens, last) and not first):
            break
        last += 1
    return Chunk(Kind.AROUND, at, last) if last > at + 1 else None
