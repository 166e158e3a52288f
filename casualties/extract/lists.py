"""Lists: the shape of a sentence, and the lists of counted phrases in it.

"two men, a woman and three children"; with their sum before them ("13 people, eight civilians and five soldiers"), and
without the commas that some texts have lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from casualties.extract import classes, kinds
from casualties.extract.counted import Chunk
from casualties.extract.kinds import (
    BREAK,
    CLAUSE_END,
    JOIN,
    LIGHT,
    NEUTRAL,
    PREPOSITIONS,
    STATING,
    VERBAL,
    WITH_NOUN,
    Kind,
)
from casualties.extract.lexicon import Lexicon
from casualties.extract.tokens import Token
from casualties.extract.vocabulary import roles
from casualties.extract.words import FINISHED, Frame, Role

_OFFICE = NEUTRAL | PREPOSITIONS
"""What may stand between one person and the verb of speech: "a member of parliament for the town said"."""
_OWN_VERB = LIGHT | STATING | {kinds.BE, kinds.HAVE}
"""The verb that tells the harm of a counted phrase, with what stands by it: "were killed on the spot"."""
_FINITE = frozenset({kinds.BE, kinds.HAVE, kinds.MODAL, kinds.SPEECH})
"""A finite verb of any meaning: the counted phrase before it is its subject."""


_AUX = frozenset({kinds.BE, kinds.HAVE})
_SAID = frozenset({kinds.AROUND, kinds.NAMES, kinds.SPEECH, kinds.ADVERB})
"""What a parenthesis between an auxiliary and its verb holds: "police said", "according to the mayor"."""
_SUBJECT = WITH_NOUN | {kinds.BARE, kinds.UNKNOWN, kinds.AROUND}
"""Before a parenthesis of speech these end a subject: "12 people", "12 people in the port"."""
_PARENTHESIS = 6
"""Chunks that it has at most, with its commas."""


_OWNERS = frozenset({kinds.NAMES, kinds.NOUN})
"""Before "of" and a number these are those of whom something is told: "the bodies of 12 were burned"."""


class Shape(NamedTuple):
    """A sentence as tokens and chunks, with which chunks are inside an aside ("including ...", "four of them ...").

    ``kinds`` are those of the chunks, and after the last (so that a negative index finds them too) none; ``roles`` has
    the words that single rules look for.
    """

    tokens: Sequence[Token]
    chunks: Sequence[Chunk]
    kinds: Sequence[Kind | None]
    asides: frozenset[int]
    roles: Mapping[Role, frozenset[str]]

    def word(self, at: int) -> Token:
        return self.tokens[self.chunks[at].first]


_OUTSIDE = (None,) * 24
"""Farther than any frame looks past either end."""


def shape(tokens: Sequence[Token], chunks: Sequence[Chunk], lexicon: Lexicon) -> Shape:
    """The sentence's shape; an aside runs from "including" over its list."""
    bare = Shape(tokens, chunks, (*(made.kind for made in chunks), *_OUTSIDE), frozenset(), roles(lexicon))
    asides: set[int] = set()
    for at, made in enumerate(chunks):
        if made.kind is kinds.INCLUDE:
            first = at + 1
            while bare.kinds[first] in NEUTRAL:  # "including, police said, ..."
                first += 1
            joined = after_joins(bare, first) if first > at + 1 and bare.kinds[first] in JOIN else at + 1
            items = list_right(bare, joined, aside=True)
            asides.update(range(at, items[-1] + 1) if items else ())
        elif made.kind is kinds.PART and not made.whole and bare.kinds[at - 1] is kinds.COMMA:
            asides.add(at)
            following = bare.kinds[at + 1 : at + 4]
            if following == (kinds.NAMES, kinds.AND, kinds.PERSONS) and bare.kinds[at + 4] in BREAK:
                asides.update(range(at + 1, at + 4))  # "25 died, nine of them clerks and five children, and"
    return bare._replace(asides=frozenset(asides)) if asides else bare


def in_row(s: Shape, at: int) -> bool:
    """ "Killed: 2 Injured: 3", "Killed (2), injured (3)": the word at `at` labels the number behind it."""
    if s.kinds[at + 1] is kinds.STOP and s.word(at + 1).low == "(" and s.kinds[at + 2] is kinds.BARE:
        back = at - 1
        while s.kinds[back] in JOIN:
            back -= 1
        return back > 0 and s.kinds[back] is kinds.STOP and s.word(back).low == ")" and s.kinds[back - 1] is kinds.BARE
    if s.kinds[at - 1] is not kinds.BARE or s.kinds[at + 1] is not kinds.STOP or s.kinds[at + 2] not in kinds.COUNTED:
        return False
    return at > 2 and s.kinds[at - 2] is kinds.STOP and s.word(at - 2).low == s.word(at + 1).low == ":"


def parenthesis(s: Shape, at: int) -> int | None:
    """The comma behind an auxiliary that opens what the one at `at` closes: "were, according to the mayor, killed"."""
    if s.kinds[at] is not kinds.COMMA or at < 3:
        return None
    back = at - 1
    while s.kinds[back] in _SAID and at - back < _PARENTHESIS:
        back -= 1
    opens = s.kinds[back] is kinds.COMMA and back < at - 1 and s.kinds[back - 1] in _AUX
    return back if opens else None


def said_between(s: Shape, at: int) -> int | None:
    """The comma behind a subject that opens what the one at `at` closes: "12 people, police said, were killed"."""
    if s.kinds[at] is not kinds.COMMA:
        return None
    back = at - 1
    while s.kinds[back] in _SAID and at - back < _PARENTHESIS:
        back -= 1
    speaks = kinds.SPEECH in s.kinds[back:at]
    return back if s.kinds[back] is kinds.COMMA and speaks and s.kinds[back - 1] in _SUBJECT else None


def of_another(s: Shape, at: int) -> bool:
    """ "half of the nine died", "neither of the two was hurt", "the leader of 300 men was shot": some, or another."""
    back = before_determiner(s, at)
    if s.kinds[back] is kinds.AROUND:  # "more than half of | the 900"
        return s.tokens[s.chunks[back].last - 1].cls is classes.OF
    if s.kinds[back] is not kinds.OF or back == 0:
        return False
    last = s.tokens[s.chunks[back - 1].last - 1]
    if s.kinds[back - 1] not in _OWNERS and last.cls is not classes.OTHER_NUMBER:
        return False
    negated = s.kinds[back - 2] is kinds.ADVERB and s.word(back - 2).low == "not"  # "not all of the nine"
    return negated or last.low not in s.roles[Role.WHOLE]


def before_determiner(s: Shape, at: int) -> int:
    """The chunk before the one at `at` and its "the"."""
    back = at - 1
    while s.kinds[back] is kinds.NAMES and determiner(s, back):
        back -= 1
    return back


def value(s: Shape, at: int) -> int | None:
    """The number that the counted chunk at `at` states; None for vague words and ranges."""
    number = s.chunks[at].number
    if number is None:
        return None
    phrase = s.tokens[number].phrase
    return 1 if phrase is None else phrase.amount.value


def addends(s: Shape, at: int) -> list[int]:
    """The list after a mark that adds up to the chunk at `at`: "13 people, eight civilians and five soldiers"."""
    total = value(s, at)
    if total is None or total < 2 or _is_item(s, at):
        return []
    for mark in _marks(s, at):
        items = list_right(s, mark + 1, aside=True, verbs_end=False)
        for size in range(2, len(items) + 1):
            values = [value(s, k) for k in items[:size]]
            if None not in values and sum(v or 0 for v in values) == total and not _peoples(s, at, items[0]):
                return items[:size]
    return []


def _peoples(s: Shape, one: int, other: int) -> bool:
    """ "nine Greeks, seven Danes and two Poles": one people is no sum of others."""
    heads = [s.chunks[k].head for k in (one, other)]
    return all(head is not None and s.tokens[head].entry.people for head in heads)


def _is_item(s: Shape, at: int) -> bool:
    """ "nine Greeks, seven Danes, six Poles and a Swede": the second of a list is no sum of those after it."""
    back = at - 1
    while s.kinds[back] in JOIN:
        back -= 1
    return 0 <= back < at - 1 and s.kinds[back] in WITH_NOUN and not own_verb(s, back)


def _marks(s: Shape, at: int) -> list[int]:
    """Where addends may begin: behind the phrase and its verb, and behind a colon ("17 died, he said: 14 ...")."""
    after = at + 1
    while s.kinds[after] in _OWN_VERB:
        after += 1
    marks = [after] if s.kinds[after] in BREAK else []
    while after < len(s.chunks) and s.kinds[after] not in kinds.COUNTED:
        if s.kinds[after] is kinds.STOP and s.word(after).low == ":":
            return [*marks, after]
        after += 1
    return marks


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
        if verbs_end and not direct and own_verb(s, at) and not (found and _speaker_follows(s, at)):
            joined_to_previous = found and s.kinds[at - 1] is kinds.AND and s.kinds[at - 2] == s.kinds[found[-1]]
            return found[:-1] if joined_to_previous and len(found) > 1 else found
        found.append(at)
        after = at + 1
        if s.kinds[at] in WITH_NOUN and s.kinds[after] in WITH_NOUN:  # a list that lost its commas
            at = after
            continue
        after = _past_brackets(s, past_modifiers(s, after))
        if s.kinds[after] not in JOIN:
            break
        at = after_joins(s, after)
        while s.kinds[at] is kinds.ADVERB or (s.kinds[at] is kinds.NAMES and determiner(s, at)):
            at += 1
    return found


def past_modifiers(s: Shape, at: int) -> int:
    """The first chunk from `at` on that does not belong to the phrase before it: past "of our staff", "in the port"."""
    while s.kinds[at] in LIGHT or (s.kinds[at] is kinds.OF and s.kinds[at + 1] is kinds.NAMES):
        at += 2 if s.kinds[at] is kinds.OF else 1
    return at


def _speaker_follows(s: Shape, at: int) -> bool:
    """ "killed a nurse and two soldiers said the director": the last item of a list is not who says so."""
    return s.kinds[at - 1] is kinds.AND and s.kinds[at + 1] is kinds.SPEECH and s.kinds[at + 2] is kinds.NAMES


def _past_brackets(s: Shape, at: int) -> int:
    """Past "(a nurse and a clerk)", where brackets open at `at`."""
    if s.kinds[at] is not kinds.STOP or s.word(at).low != "(":
        return at
    close = next((k for k in range(at + 1, len(s.chunks)) if s.kinds[k] is kinds.STOP), None)
    return close + 1 if close is not None and s.word(close).low == ")" else at


def speaks(s: Shape, at: int) -> bool:
    """One person who says so: "a local chief, Jules Tsuba, said", "a member of parliament for the town said".

    After a break "a monitor and activists said" and "a hospital director confirmed", too.
    """
    if s.kinds[at] is not kinds.ONE:
        return False
    after = at + 1
    while s.kinds[after] in _OFFICE:
        after += 1
    if after > at + 1 and s.kinds[after] is kinds.SPEECH:
        return True
    apart = s.kinds[at - 1] in BREAK or at == 0
    if apart and (tuple(s.kinds[after : after + 3]) == (kinds.AND, kinds.NAMES, kinds.SPEECH) or _confirms(s, at)):
        return True
    return tuple(s.kinds[at + 1 : at + 5]) == (kinds.COMMA, kinds.NAMES, kinds.COMMA, kinds.SPEECH)


def _confirms(s: Shape, at: int) -> bool:
    """ ", a hospital director confirmed on Monday": a verb of speech, where nothing follows that it states."""
    verb = past_modifiers(s, at + 1) - 1
    while s.kinds[verb] is kinds.AROUND:
        verb -= 1
    said = verb > at and s.word(verb).low in s.roles[Role.CONFIRMING]
    return said and s.kinds[past_modifiers(s, verb + 1)] in CLAUSE_END


def own_verb(s: Shape, at: int) -> bool:
    """Whether the counted chunk at `at` is subject of a verb that follows it."""
    after = at + 1
    if s.chunks[at].kind is kinds.PART:
        return s.kinds[after] in VERBAL
    if speaks(s, at):
        return True
    while s.kinds[after] in LIGHT:
        after += 1
    if s.kinds[after] in _FINITE:
        return True
    if s.kinds[after] is kinds.HARM:
        entry = s.word(after).entry
        return entry.frame is Frame.SUBJECT or entry.form in FINISHED
    return s.kinds[after] is kinds.PREDICATE and s.kinds[at] is not kinds.ONE
