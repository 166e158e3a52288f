"""Arguments: who stands as subject or object of a verb.

A subject is looked for to the left over adverbs, places, asides and relative clauses ("three of the men, two of them
officers, who had fled to Homs were ..."); objects open a list to the right ("two men, a woman and three children").
"""

from __future__ import annotations

from casualties.extract import classes, kinds
from casualties.extract.kinds import AUX, BREAK, JOIN, LIGHT, NEUTRAL, PREPOSITIONS, STRONG, UNCOUNTED
from casualties.extract.lists import (
    Shape,
    addends,
    after_joins,
    determiner,
    list_right,
    of_another,
    parenthesis,
    past_modifiers,
    said_between,
)
from casualties.extract.shared import first_verb, joined_verb, listed_name
from casualties.extract.words import FINISHED, Role

_ATTACHED = frozenset({kinds.OF, kinds.RELATIVE, kinds.INCLUDE})
"""Names behind these belong to the noun before them."""
_PASSIVE = AUX | {kinds.LEAVE, kinds.AND}
"""What may stand between "be" and its participle: "was ambushed and", "were left badly"."""
_BEFORE_VERB = AUX | {kinds.AROUND, kinds.RELATIVE, kinds.LEAVE}
"""What may stand between a verb and its subject."""
_BEFORE_OBJECT = AUX | {kinds.HARM, kinds.AND}
"""What belongs to the verb of an object, back to where its clause shows whether it is active."""
_ACTIVE = frozenset({kinds.HAVE, kinds.MODAL})
"""With these a verb is active, if it is no participle after "be"."""
_PREPOSITIONAL = PREPOSITIONS | {kinds.AROUND}
"""A preposition, with or without its phrase."""
_ASIDES = frozenset({kinds.AROUND, kinds.ADVERB})
"""What may stand between commas behind a verb, before its object."""
_RELATIVE_CLAUSE = AUX | NEUTRAL | {kinds.HARM}
"""What a relative clause holds before its object: "who had robbed six shops"."""
_OPENS_ASIDE = frozenset({kinds.RELATIVE, kinds.INCLUDE})
_OTHER_VERB = frozenset({kinds.BE, kinds.HARM, kinds.SPEECH, kinds.HAVE})
"""A verb between a counted phrase and the verb it is wanted for: the phrase has one of its own."""


def aux_before(s: Shape, at: int) -> bool:
    """A form of "be" governs the word at `at`, over adverbs and a verb joined to it ("were ambushed and killed")."""
    back = at - 1
    while s.kinds[back] in _PASSIVE:
        if to_have(s, back):
            return False
        if s.kinds[back] is kinds.BE:
            return True
        if (opened := parenthesis(s, back - 1)) is not None:  # "were, police said, killed"
            back = opened
        joined = joined_verb(s, back) if s.kinds[back] is kinds.AND else back
        if joined is None:
            return False
        back = joined - 1
    return False


def to_have(s: Shape, at: int) -> bool:
    """ "is believed to have killed 12": behind these words the verb is active, whatever is said of its subject."""
    return s.kinds[at] is kinds.ADVERB and s.word(at).low.endswith(" to have")


def subjects(s: Shape, at: int) -> list[int]:
    """The counted subject to the left of the verb at `at`, over adverbs, places, asides and relative pronouns."""
    back = at - 1
    while back >= 0:
        kind = s.kinds[back]
        if back in s.asides and _own_subject(s, back):
            return [back]
        if back in s.asides or kind is kinds.INCLUDE:
            back -= 1
        elif kind in kinds.COUNTED:
            host = _host(s, back)
            if host is None:
                if of_another(s, back) and kinds.RELATIVE not in s.kinds[back:at]:
                    return []
                return [] if kind is kinds.THINGS or _predicate(s, back) else [back]
            back = host
        elif kind in _BEFORE_VERB or (kind is kinds.PREPOSITION and _passed(s, back)):
            back -= 1
        elif kind is kinds.AND and (joined := joined_verb(s, back) or first_verb(s, back, at)) is not None:
            back = joined - 1
        elif kind in BREAK and (opened := parenthesis(s, back) or said_between(s, back)) is not None:
            back = opened - 1
        elif kind in BREAK:
            return _before_aside(s, back)
        elif kind is kinds.NAMES and (over := _over_names(s, back, at)) is not None:
            back = over
        else:
            return []
    return []


def _own_subject(s: Shape, at: int) -> bool:
    """ "60 people aboard, six of whom drowned", "of whom 300 are displaced": a part of others has this verb itself."""
    of = s.kinds[at - 1] is kinds.INCLUDE and s.word(at - 1).low.startswith("of ")
    who = s.kinds[at - 1] is kinds.INCLUDE and s.kinds[at + 1] is kinds.RELATIVE  # "including six who drowned"
    return s.kinds[at] is kinds.PART or ((of or who) and s.kinds[at] in STRONG)


def _predicate(s: Shape, at: int) -> bool:
    """ "He was a soldier killed in May": says who someone was; "there was a man killed" counts one."""
    if s.kinds[at] is not kinds.ONE or s.kinds[at - 1] is not kinds.BE:
        return False
    return not any(s.tokens[k].low == "there" for k in range(max(0, s.chunks[at].first - 4), s.chunks[at].first))


def _over_names(s: Shape, at: int, verb: int) -> int | None:
    """Where the search for the subject goes on past the names at `at`; None if they are the subject."""
    if _owned(s, at):
        return None
    if s.kinds[at - 1] in _ATTACHED:
        return None if _says_that(s, at - 1) else at - 2
    if s.kinds[at - 1] is kinds.AROUND and s.word(at - 1).cls is classes.OTHER_NUMBER:  # "of the 27th battalion"
        back = at - 2
        while s.kinds[back] is kinds.NAMES and determiner(s, back):
            back -= 1
        if s.kinds[back] is kinds.OF:
            return back - 1
    listed = listed_name(s, at, verb)
    if listed is not None:
        return listed - 1
    return at - 1 if _aside_word(s, at) else None


def _host(s: Shape, at: int) -> int | None:
    """The counted phrase that the one at `at` stands inside, if any.

    "5 soldiers in two vehicles", "one of the eleven crew", "two men who had robbed six shops".
    """
    back = at - 1
    while s.kinds[back] is kinds.NAMES and determiner(s, back):
        back -= 1
    if s.kinds[back] in PREPOSITIONS:
        back -= 1
        while s.kinds[back] in _PREPOSITIONAL:
            back -= 1
        whole = s.chunks[back].whole and s.kinds[at + 1] is kinds.RELATIVE if back >= 0 else False
        return back if s.kinds[back] in STRONG and not whole else None
    while s.kinds[back] in _RELATIVE_CLAUSE:
        back -= 1
    relative = s.kinds[back] is kinds.RELATIVE and back < at - 1
    return back - 1 if relative and s.kinds[back - 1] in STRONG else None


def _says_that(s: Shape, at: int) -> bool:
    """ "a friend stressed that the guard was killed": "that" opens what is said, no relative clause."""
    said = s.kinds[at] is kinds.RELATIVE and s.word(at).low == "that" and s.kinds[at - 1] is kinds.NAMES
    return said and s.tokens[s.chunks[at - 1].last - 1].low.endswith("ed")


def _owned(s: Shape, at: int) -> bool:
    """ "a priest, whose sister was killed": what is owned suffers, not the owner."""
    made = s.chunks[at]
    return any(t.low == "whose" for t in s.tokens[made.first : made.last])


_ABOARD = frozenset({"aboard", "on board"})


def _passed(s: Shape, at: int) -> bool:
    """ "All 62 people on board were killed", "12 families had to flee": no preposition of a phrase."""
    word = s.word(at).low
    return word in _ABOARD or (word == "to" and s.kinds[at - 1] is kinds.HAVE)


_DASHES = {"-": "-", "–": "–", "—": "—", "--": "--", ")": "("}
"""The marks that close an aside, each with the one that opens it."""
_ASIDE = 30
"""Chunks that an aside between subject and verb may hold: three named victims with ages have about 20."""


def _before_aside(s: Shape, at: int) -> list[int]:
    """The counted subject before an aside that ends at the mark at `at`: "27 soldiers, four of them officers, were"."""
    verb = False
    summed = _before_sum(s, at)
    if summed is not None:
        return [summed]
    if (opened := _opened(s, at)) is not None:
        return subjects(s, opened)
    for back in range(at - 1, max(-1, at - _ASIDE), -1):
        kind = s.kinds[back]
        if _owned(s, back):
            if not verb:
                return []
            verb = False
        if back in s.asides:
            verb = False
            continue
        if kind in STRONG:
            after = past_modifiers(s, back + 1)
            opens = (s.kinds[after] in BREAK and after < at) or s.kinds[after] is kinds.INCLUDE
            if opens or after in s.asides:
                host = _host(s, back)  # "eight members of a family, five of them children, were"
                return [] if verb else [back if host is None else host]
            if s.kinds[back - 1] in PREPOSITIONS:  # "twelve people, all from one family, were"
                continue
            if s.kinds[back - 1] not in BREAK:  # else an apposition: "one rider, a man of 31, was"
                return []
        if kind in _OPENS_ASIDE:
            verb = False
        elif kind in _OTHER_VERB:
            verb = True
    return []


def _opened(s: Shape, at: int) -> int | None:
    """The mark that opens the aside which the one at `at` closes: "two couples - all of them nurses - were"."""
    mark = _DASHES.get(s.word(at).low)
    if mark is None:
        return None
    opens = range(at - 2, max(0, at - _ASIDE), -1)
    return next((k for k in opens if s.kinds[k] is kinds.STOP and s.word(k).low == mark), None)


def _before_sum(s: Shape, at: int) -> int | None:
    """The counted chunk whose addends end at the mark at `at`."""
    for back in range(at - 4, max(-1, at - _ASIDE), -1):
        if s.kinds[back] in STRONG:
            parts = addends(s, back)
            if parts and parts[-1] < at and all(s.kinds[k] in LIGHT for k in range(parts[-1] + 1, at)):
                return back
    return None


def _aside_word(s: Shape, at: int) -> bool:
    """A participle that trails its noun: "three people travelling home", "six others trapped"."""
    token = s.word(at)
    trails = token.low.endswith(("ing", "ed")) or token.low in s.roles[Role.TRAILING]
    return token.cls is classes.WORD and trails and s.kinds[at - 1] in STRONG and not _has_the(s, at)


def _has_the(s: Shape, at: int) -> bool:
    """ "two doctors examined the boy": with an object the word is a verb."""
    second = s.chunks[at].first + 1
    return second < s.chunks[at].last and s.tokens[second].cls is classes.DETERMINER


def objects(s: Shape, at: int) -> list[int]:
    """The counted objects to the right of the verb at `at`, with the list that they open."""
    after = at + 1
    while s.kinds[after] is kinds.ADVERB:
        after += 1
    if s.kinds[after] is kinds.COMMA and s.kinds[after + 1] in _ASIDES and s.kinds[after + 2] is kinds.COMMA:
        after += 3  # "killed, among others, two guards"
    if s.kinds[after] in UNCOUNTED and s.kinds[after + 1] is kinds.OF and s.kinds[after + 2] in STRONG:
        return [] if s.tokens[s.chunks[after].last - 1].low in s.roles[Role.INNER] else [after + 2]
    if s.kinds[after] is kinds.NAMES and s.kinds[after + 1] in STRONG and determiner(s, after):
        after += 1
    if s.kinds[after] is kinds.NAMES and s.kinds[after + 1] in JOIN:
        later = after_joins(s, after + 1)
        return list_right(s, later) if s.kinds[later] in STRONG else []
    outer = _outer_verb(s, at)
    sure = outer or _surely_active(s, at) or _told_after(s, at, after)
    return list_right(s, after, sure=sure, verbs_end=not outer)


def _outer_verb(s: Shape, at: int) -> bool:
    """ "a strike that killed a mother and her three children was": the verb behind them is the strike's."""
    back = at - 1
    while s.kinds[back] in AUX:
        back -= 1
    subject = s.kinds[back - 1] is kinds.NAMES and (back == 1 or s.kinds[back - 2] in _BEFORE_CLAUSE)
    return s.kinds[back] is kinds.RELATIVE and subject and not _says_that(s, back)


_BEFORE_CLAUSE = BREAK | {kinds.SPEECH, kinds.CLAUSE}
"""Behind these the subject of a clause stands."""


def _told_after(s: Shape, verb: int, at: int) -> bool:
    """ "the raid killed 10 people in the town the monitor said": whoever says so stands behind without a comma."""
    before = verb - 1
    while s.kinds[before] is kinds.ADVERB:
        before -= 1
    after = at + 1
    while s.kinds[after] in LIGHT:
        after += 1
    return s.kinds[before] in NEUTRAL and s.kinds[after] is kinds.SPEECH


def _surely_active(s: Shape, at: int) -> bool:
    """The first object is the verb's own, whatever follows: "the raid that killed 7 was", "would kill 90 had"."""
    back = at - 1
    active = s.word(at).entry.form not in FINISHED
    while s.kinds[back] in _BEFORE_OBJECT:
        active = active or s.kinds[back] in _ACTIVE
        back -= 1
    return active or s.kinds[back] is kinds.RELATIVE
