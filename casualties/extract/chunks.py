"""Chunks: a sentence's tokens gathered into counted phrases, verbs and the stretches between them.

Each chunk is one letter of the sentence's shape, so that a frame reads a short row of letters, not words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casualties.extract import classes, kinds
from casualties.extract.classes import Class
from casualties.extract.counted import Chunk, article, counted, known_by_harm, opens_one
from casualties.extract.nounphrases import NOUN_PHRASE, RUN, is_nominal
from casualties.extract.tokens import Token

_SINGLE = {
    classes.HARM: kinds.HARM,
    classes.NOUN: kinds.NOUN,
    classes.PREDICATE: kinds.PREDICATE,
    classes.TOLL: kinds.TOLL,
    classes.RISE: kinds.RISE,
    classes.LEAVE: kinds.LEAVE,
    classes.INCLUDE: kinds.INCLUDE,
    classes.BE: kinds.BE,
    classes.HAVE: kinds.HAVE,
    classes.MODAL: kinds.MODAL,
    classes.ADVERB: kinds.ADVERB,
    classes.RELATIVE: kinds.RELATIVE,
    classes.CLAUSE: kinds.CLAUSE,
    classes.AND: kinds.AND,
    classes.COMMA: kinds.COMMA,
    classes.STOP: kinds.STOP,
    classes.OF: kinds.OF,
    classes.SPEECH: kinds.SPEECH,
    classes.PREPOSITION: kinds.PREPOSITION,
    classes.OTHER_NUMBER: kinds.AROUND,  # dates and ages stand alone
}
_BEFORE_HARM = frozenset({classes.WORD, classes.ADVERB})
"""What may stand between "the" and those harmed: "the other badly injured"."""


def chunk(tokens: Sequence[Token]) -> tuple[Chunk, ...]:
    """The chunks of a sentence, in order, covering every token."""
    found: list[Chunk] = []
    at, size = 0, len(tokens)
    while at < size:
        opener = _OPENERS.get(tokens[at].cls)
        made = (opener(tokens, at) if opener is not None else None) or _plain(tokens, at)
        found.append(made)
        at = made.last
    return tuple(found)


def _plain(tokens: Sequence[Token], at: int) -> Chunk:
    cls = tokens[at].cls
    kind = _SINGLE.get(cls) or (kinds.ADVERB if _says_how(tokens, at) else None)
    if kind is not None:
        return Chunk(kind, at, at + 1, outcome=tokens[at].entry.outcome)
    last = at + 1
    while last < len(tokens) and (cls := tokens[last].cls) in RUN:
        if cls is classes.ARTICLE and opens_one(tokens, last):
            break
        if cls is classes.DETERMINER and _theirs(tokens, last) is not None:  # "doctors treated | the injured"
            break
        last += 1
    return Chunk(kinds.NAMES, at, last)


def _says_how(tokens: Sequence[Token], at: int) -> bool:
    """ "were unintentionally killed": an unknown word in -ly between an auxiliary and a word of harm."""
    if tokens[at].cls is not classes.WORD or not tokens[at].low.endswith("ly") or not 0 < at < len(tokens) - 1:
        return False
    return tokens[at - 1].cls in classes.AUXILIARIES and tokens[at + 1].cls in classes.HARMFUL


def _one(tokens: Sequence[Token], at: int) -> Chunk | None:
    return counted(tokens, at) or article(tokens, at)


def _theirs(tokens: Sequence[Token], at: int) -> Chunk | None:
    return counted(tokens, at) or known_by_harm(tokens, at) or _nominal(tokens, at)


def _nominal(tokens: Sequence[Token], at: int) -> Chunk | None:
    """ "the dead", "those killed", "the other injured": persons told by their harm, without a number."""
    last = at + 1
    while last < len(tokens) and last < at + 3 and tokens[last].cls in _BEFORE_HARM:
        last += 1
    if last < len(tokens) and is_nominal(tokens, last):
        return Chunk(kinds.NOMINAL, at, last + 1, outcome=tokens[last].entry.outcome)
    return None


def _no_clause(tokens: Sequence[Token], at: int) -> bool:
    """One person at `at` is no subject: "from a man", but "after a woman was found dead"."""
    one = article(tokens, at)
    after = tokens[one.last].cls if one is not None and one.last < len(tokens) else None
    return after not in classes.AUXILIARIES or tokens[at - 1].low not in _CLAUSE_PREPOSITIONS


_CLAUSE_PREPOSITIONS = frozenset({"after", "before", "until", "since"})


def _around(tokens: Sequence[Token], at: int) -> Chunk | None:
    """A preposition with an uncounted phrase; "of" joins on ("in the town of Homs")."""
    last, size = at + 1, len(tokens)
    while last < size:
        cls = tokens[last].cls
        first = last == at + 1
        if cls not in NOUN_PHRASE:
            joins = cls is classes.OF or (cls is classes.PREPOSITION and first)
            if not joins or last + 1 == size or tokens[last + 1].cls not in NOUN_PHRASE:
                break
        elif cls is classes.DETERMINER:
            if last + 1 < size and tokens[last + 1].cls is classes.NUMBER:
                break
            if _theirs(tokens, last) is not None:
                break
        elif cls is classes.PRONOUN:
            if first:  # "before he shot himself" is a clause, not a phrase
                break
        elif cls is classes.ARTICLE and opens_one(tokens, last) and not (first and _no_clause(tokens, last)):
            break
        last += 1
    return Chunk(kinds.AROUND, at, last) if last > at + 1 else None


_OPENERS: dict[Class, Callable[[Sequence[Token], int], Chunk | None]] = {
    classes.NUMBER: counted,
    classes.ARTICLE: _one,
    classes.ANOTHER: _one,
    classes.PREPOSITION: _around,
    classes.DETERMINER: _theirs,
}
"""What may open with a token of a class; where it does not, the token stands alone or among names."""
