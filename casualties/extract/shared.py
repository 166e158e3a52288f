"""Shared: what a verb has in common with a verb, or with persons, before it.

"The men were ambushed and killed", "two boys fell into a well and drowned", "a boy and his sister, Aya, were hurt".
"""

from __future__ import annotations

from casualties.extract import classes, kinds
from casualties.extract.kinds import AUX, BREAK, COPULA, LIGHT, NEUTRAL, PREPOSITIONS, STATING, STRONG
from casualties.extract.lists import Shape
from casualties.extract.words import Frame, Role
from casualties.scope import Outcome

_PARTICIPLES = ("ed", "en", "ht", "run", "struck", "hit", "cut", "set")
"""How a participle ends, regular or not, where the lexicon does not know the verb."""
_NAMED = frozenset({kinds.NAMES, kinds.AROUND, kinds.COMMA})
"""What a person told by name is made of: "his sister, Aya, of Homs"."""


def joined_verb(s: Shape, at: int) -> int | None:
    """The verb before the "and" at `at`: a harm ("killed and"), or a participle after "be" ("was caught there and")."""
    back = at - 1
    if s.kinds[back] in STATING:
        return back
    while s.kinds[back] in LIGHT or s.kinds[back] is kinds.PREPOSITION:
        back -= 1
    participle = s.kinds[back] is kinds.NAMES and s.tokens[s.chunks[back].last - 1].low.endswith(_PARTICIPLES)
    if participle and s.kinds[back - 1] in COPULA:
        return back
    return None


_FIRST_PREDICATE = AUX | NEUTRAL | PREPOSITIONS | {kinds.RISE, kinds.LEAVE, kinds.HARM}
"""What the first of two joined verbs has behind it: "fell into a well", "opened the gate of the camp"."""
_FIRST_VERB = frozenset({kinds.RISE, kinds.LEAVE, kinds.HARM, kinds.HAVE})
_BEFORE_SUBJECT = BREAK | {kinds.SPEECH, kinds.CLAUSE, kinds.RELATIVE, kinds.AROUND, kinds.ADVERB, kinds.AND, None}
"""Behind these the subject of a clause stands."""
_TWO_VERBS = 12
"""Chunks that the first of two joined verbs takes up at most."""
_BODILY = frozenset({Outcome.KILLED, Outcome.INJURED})
"""What befalls those who did something before; "robbed a bank and fled" tells of no harm."""


def first_verb(s: Shape, joint: int, verb: int) -> int | None:
    """The verb whose subject is that of the one at `verb`, too: "Two boys fell into a well and drowned".

    The "and" stands at `joint`; the second verb is in the passive ("and were shot") or has no object ("and died").
    """
    entry = s.word(verb).entry
    passive = kinds.BE in s.kinds[joint:verb]
    suffers = entry.frame is not None and entry.frame is not Frame.OBJECT and entry.outcome in _BODILY
    if not (passive or suffers) or any(s.kinds[k] not in AUX for k in range(joint + 1, verb)):
        return None
    for at in range(joint - 1, max(0, joint - _TWO_VERBS), -1):
        if s.kinds[at] not in _FIRST_PREDICATE:
            return None
        if s.kinds[at - 1] in STRONG:
            return at if s.kinds[at - 2] in _BEFORE_SUBJECT and _is_verb(s, at) else None
    return None


def _is_verb(s: Shape, at: int) -> bool:
    """Whether a finite verb opens the chunk at `at`, as far as its form tells: "stepped", "ran", "had gone"."""
    if s.kinds[at] in _FIRST_VERB:
        return True
    word = s.word(at)
    return s.kinds[at] is kinds.NAMES and (word.low.endswith("ed") or word.low in s.roles[Role.DOING])


def listed_name(s: Shape, at: int, verb: int) -> int | None:
    """The "and" that joins a name to counted subjects before it: "a boy and his sister, Aya, were"."""
    plural = any(s.kinds[k] in AUX and s.word(k).low in {"were", "are", "have"} for k in range(at + 1, verb))
    plural = plural or (at + 1 == verb and _opens_list(s, at))
    if not plural and s.word(at).low not in {"his", "her", "their"}:  # "a mother and her baby died"
        return None
    back = at - 1
    while s.kinds[back] in _NAMED and back > at - 5:
        back -= 1
    return back if s.kinds[back] is kinds.AND else None


def _opens_list(s: Shape, at: int) -> bool:
    """ "Three passengers and the driver died": a counted phrase that no verb before it takes, and one more person."""
    counted = s.kinds[at - 1] is kinds.AND and s.kinds[at - 2] is kinds.PERSONS
    free = s.kinds[at - 3] is None or s.kinds[at - 3] in BREAK or s.kinds[at - 3] is kinds.AROUND
    made = s.chunks[at]
    return counted and free and made.last - made.first <= _ONE_MORE and s.word(at).cls is classes.DETERMINER


_ONE_MORE = 3
"""Words that one more person has at most: "the bus driver"."""
