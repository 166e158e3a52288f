"""Counted phrases: a number, or an article, with the noun phrase it counts.

"27 loyalist troops", "at least 12 of the dead", "31 of the 40", "dozens of people", "12 deaths and injuries", "a family
of five", "a young woman", "another", or the bare "42".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from casualties.extract import classes, kinds
from casualties.extract.kinds import Kind
from casualties.extract.nounphrases import is_nominal, run
from casualties.extract.numberforms import Form
from casualties.extract.tokens import Token
from casualties.extract.words import FINISHED, Frame
from casualties.scope import Outcome, Unit

_SUFFERS = classes.AUXILIARIES | {classes.HARM, classes.PREDICATE}
"""Before these one person is a subject: "another died", "a third was"."""
_DOES = _SUFFERS | {classes.RISE, classes.LEAVE}
""" "a fifth reached the hospital and died"."""
_SINGULAR = frozenset({classes.ARTICLE, classes.ANOTHER})
"""What opens a phrase for one."""
_BEFORE_NUMBER = frozenset({classes.WORD, classes.COLLECTIVE, classes.OF})
"""What may stand between an article and its number: "a family of five"."""
_SECOND_OUTCOME = frozenset({classes.NOUN, classes.PREDICATE})
"""What may share the number of the noun before it: "deaths and injuries"."""
_BEFORE_REPORTS = frozenset({classes.WORD, classes.THING, classes.SPEECH, classes.ADVERB, classes.PERSON})
"""What may stand between "no" and "reports of": "no immediate police reports of"."""
_BEFORE_HARM = frozenset({classes.WORD, classes.DETERMINER})
"""And behind it: "no reports of any new casualties"."""


class Chunk(NamedTuple):
    """Tokens ``first`` up to ``last``; for counted phrases ``number`` is the token of the figure."""

    kind: Kind
    first: int
    last: int
    number: int | None = None
    head: int | None = None
    outcome: Outcome | None = None
    unit: Unit = Unit.PERSONS
    whole: bool = False  # a PART whose whole is the next counted chunk: "31 of the 40"
    more: bool = False  # it ends in "or more": "twelve people or more"


def counted(tokens: Sequence[Token], at: int, first: int | None = None) -> Chunk | None:
    """A number with its noun phrase."""
    token = tokens[at]
    if token.cls is classes.ANOTHER and at + 1 < len(tokens) and tokens[at + 1].cls is classes.NUMBER:
        return counted(tokens, at + 1, at)
    if first is None and (inner := _led(tokens, at)):
        return counted(tokens, at + inner, at)
    if token.cls is not classes.NUMBER or token.phrase is None:
        return None
    first = at if first is None else first
    after = at + 1
    if after < len(tokens) and tokens[after].cls is classes.INCLUDE and tokens[after].low in _OF_THEM:
        return Chunk(kinds.PART, first, after + 1, at)
    if after < len(tokens) and tokens[after].cls is classes.OF:
        return _of(tokens, first, at)
    return _phrase(tokens, first, at, after)


_OF_THEM = frozenset({"of them", "of whom", "of which", "of these", "of us", "of you"})
_OWN = frozenset({"his", "her", "their"})


def _led(tokens: Sequence[Token], at: int) -> int:
    """How many words lead up to the number: one in "a mother and her three children", two in "the other six"."""
    kin = tokens[at].low in _OWN and 0 < at < len(tokens) - 1 and tokens[at - 1].cls is classes.AND
    if kin and tokens[at + 1].cls is classes.NUMBER:
        return 1
    rest = tokens[at].low == "the" and at + 2 < len(tokens) and tokens[at + 1].low in _REST
    return 2 if rest and tokens[at + 2].cls is classes.NUMBER else 0


_REST = frozenset({"other", "remaining"})
""" "the other six": those left of all."""


def known_by_harm(tokens: Sequence[Token], at: int) -> Chunk | None:
    """ "the missing three", "the injured two": persons told of before, by their harm and their number."""
    if at + 2 >= len(tokens) or tokens[at + 2].cls is not classes.NUMBER:
        return None
    entry, made = tokens[at + 1].entry, counted(tokens, at + 2)
    suffered = entry.cls is classes.PREDICATE or (entry.cls is classes.HARM and entry.form in FINISHED)
    if not suffered or entry.frame is Frame.SUBJECT or made is None or made.kind is not kinds.BARE:
        return None
    return Chunk(kinds.HARMED, at, made.last, made.number, at + 1, entry.outcome)


def article(tokens: Sequence[Token], at: int) -> Chunk | None:
    """One person told by "a", "an" or "another"; None where no person follows."""
    if tokens[at].cls not in _SINGULAR:
        return None
    return _one(tokens, at)


def opens_one(tokens: Sequence[Token], at: int) -> bool:
    """An article at `at` opens a phrase for one person."""
    return tokens[at].cls is classes.ARTICLE and _one(tokens, at) is not None


def _one(tokens: Sequence[Token], at: int) -> Chunk | None:
    """ "a young woman", "an Iranian", "another": one person told by an article."""
    number = at + 1
    while number < min(at + 4, len(tokens)) and tokens[number].cls in _BEFORE_NUMBER:
        number += 1
    if tokens[at].cls is classes.ARTICLE and _collective(tokens, at + 1, number):
        return counted(tokens, number, first=at)
    if at + 2 < len(tokens) and tokens[at + 1].entry.leads and tokens[at + 2].cls is classes.NUMBER:
        return counted(tokens, at + 2, first=at)
    last, head = run(tokens, at + 1)
    if head is None or (head == at + 1 and tokens[head].low in _ORDINALS):  # a second is a length of time, too
        last = _nameless(tokens, at, last)
        return Chunk(kinds.ONE, at, last, at) if last else None
    entry = tokens[head].entry
    if entry.cls is classes.PERSON and not entry.plural:
        return Chunk(kinds.ONE, at, last, at, head, unit=entry.unit)
    if tokens[head].low in entry.singular and last == at + 2 and not _is_of(tokens, last):
        return Chunk(kinds.HARMED, at, last, at, head, entry.outcome)
    return None


def _nameless(tokens: Sequence[Token], at: int, last: int) -> int:
    """The end of a phrase for one person without a known noun: "a third", "a 19-year-old", "a locksmith", "another"."""
    following = tokens[last].cls if last < len(tokens) else classes.STOP
    phrase = tokens[at + 1].phrase if last == at + 2 else None
    form = None if phrase is None else phrase.form
    if last > at + 1 and (tokens[at + 1].low in _ORDINALS or form is Form.ORDINAL):
        if last == at + 2:
            return last if following in _DOES else 0
        does = last == at + 3 and tokens[at + 2].cls is classes.WORD and tokens[at + 2].low.endswith("ed")
        if does:  # "a fourth crawled to the road and died"
            return at + 2
    if form is Form.AGE:  # "a 19-year-old": the age stands for the person
        return last
    for noun in range(at + 1, last):
        ends = noun + 1 == last or tokens[noun + 1].low.endswith("ed")
        person = tokens[noun].cls is classes.WORD and not tokens[noun].entry.inanimate
        if ends and person and tokens[noun].low.endswith(_ENDINGS):
            return noun + 1
    if tokens[at].cls is not classes.ANOTHER or last != at + 1:
        return 0
    suffers = following in _DOES or _said_who(tokens, at, last)
    suffered = at > 0 and tokens[at - 1].cls is classes.HARM and following in _PHRASE_END  # "and wounded another"
    return last if suffers or suffered else 0


def _said_who(tokens: Sequence[Token], at: int, last: int) -> bool:
    """ "Another, a boy of 12, lost a leg": at the head of its clause, with who it is behind a comma."""
    opens = at == 0 or tokens[at - 1].cls in _JOINS_ANOTHER
    return opens and last + 1 < len(tokens) and tokens[last].cls is classes.COMMA and opens_one(tokens, last + 1)


_JOINS_ANOTHER = frozenset({classes.COMMA, classes.STOP, classes.AND, classes.CLAUSE})
_PHRASE_END = frozenset({classes.STOP, classes.COMMA, classes.AND, classes.PREPOSITION})


def _is_of(tokens: Sequence[Token], at: int) -> bool:
    """ "a body of water", "a body of work"."""
    return at < len(tokens) and tokens[at].cls is classes.OF


_ORDINALS = frozenset({
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
})  # fmt: skip
""" "and a third died later": one more."""
_ENDINGS = ("er", "or", "ist", "man", "woman", "smith", "eer", "ian", "hand")
"""Endings of nouns for persons; an unknown noun after "a" that has one is a person ("a locksmith was killed")."""


def _collective(tokens: Sequence[Token], first: int, number: int) -> bool:
    """ "a family of five": between article and number stand a collective and "of"."""
    inner = [t.cls for t in tokens[first:number]]
    counted = number < len(tokens) and tokens[number].cls is classes.NUMBER
    return counted and classes.COLLECTIVE in inner and inner[-1] is classes.OF


def _of(tokens: Sequence[Token], first: int, number: int) -> Chunk:
    """ "dozens of people", "one of its soldiers", "14 of the dead", "31 of the 40"."""
    after = number + 2
    while after < len(tokens) and tokens[after].cls is classes.DETERMINER:
        after += 1
    if after < len(tokens) and tokens[after].cls is classes.NUMBER:
        return Chunk(kinds.PART, first, number + 1, number, whole=True)
    if after < len(tokens) and is_nominal(tokens, after):
        return Chunk(kinds.PART, first, after + 1, number, outcome=tokens[after].entry.outcome)
    if number + 2 < after < len(tokens) and tokens[after].low == "own" and run(tokens, after)[0] == after + 1:
        return Chunk(kinds.PERSONS, first, after + 1, number)  # "losing one of their own"
    if number + 2 < after < len(tokens) and tokens[after].low == "victims" and tokens[number].low != "one":
        return Chunk(kinds.PART, first, after + 1, number)
    return _phrase(tokens, first, number, after)


def _phrase(tokens: Sequence[Token], first: int, number: int, start: int) -> Chunk:
    last, head = run(tokens, start)
    if head is None:
        zero_of = _zero_reports(tokens, number)
        if zero_of is not None:
            return Chunk(kinds.HARMED, first, zero_of + 1, number, zero_of, tokens[zero_of].entry.outcome)
        alone = all(t.entry.inside for t in tokens[start:last])  # "12", and "two dozen more"
        return Chunk(kinds.BARE if alone else kinds.UNKNOWN, first, max(last, number + 1), number)
    entry = tokens[head].entry
    zero_of = _zero_reports(tokens, number)
    if zero_of is not None:
        return Chunk(kinds.HARMED, first, zero_of + 1, number, zero_of, tokens[zero_of].entry.outcome)
    if entry.cls is classes.NOUN and entry.counted:
        outcome, last = _joined(tokens, head, last)
        return Chunk(kinds.HARMED, first, last, number, head, outcome)
    if entry.cls is classes.PERSON:
        more = _or_more(tokens, last)
        return Chunk(kinds.PERSONS, first, last + 2 * more, number, head, unit=entry.unit, more=more)
    return Chunk(kinds.THINGS, first, last, number, head)


def _or_more(tokens: Sequence[Token], at: int) -> bool:
    """Whether "or more" stands behind a noun: "twelve people or more died"."""
    ends = at + 2 == len(tokens) or (at + 2 < len(tokens) and tokens[at + 2].cls in _AFTER_MORE)
    return ends and [t.low for t in tokens[at : at + 2]] == ["or", "more"]


_AFTER_MORE = _SUFFERS | {classes.STOP, classes.COMMA, classes.PREPOSITION, classes.MODAL}
"""Behind "or more" these show that no other number or noun follows."""


def _joined(tokens: Sequence[Token], head: int, last: int) -> tuple[Outcome | None, int]:
    """ "deaths and injuries": one number for two outcomes counts both together."""
    outcome = tokens[head].entry.outcome
    if last + 1 < len(tokens) and tokens[last].cls is classes.AND:
        other = tokens[last + 1].entry
        if other.cls in _SECOND_OUTCOME and {outcome, other.outcome} == {
            Outcome.KILLED,
            Outcome.INJURED,
        }:
            return Outcome.KILLED_OR_INJURED, last + 2
    return outcome, last


_REPORTS = frozenset({
    "report", "reports", "sign", "signs", "indication", "indications", "evidence", "record", "records", "word",
})  # fmt: skip


def _zero_reports(tokens: Sequence[Token], number: int) -> int | None:
    """ "no immediate reports of casualties": the token of the harm that was not reported."""
    phrase = tokens[number].phrase
    if phrase is None or phrase.form is not Form.ZERO_DETERMINER:
        return None
    for at in range(number + 1, min(number + 5, len(tokens) - 1)):
        if tokens[at].cls is classes.OF and tokens[at - 1].low in _REPORTS:
            after = at + 1
            while after < len(tokens) - 1 and tokens[after].cls in _BEFORE_HARM:
                after += 1
            return after if tokens[after].cls is classes.NOUN and tokens[after].entry.counted else None
        if tokens[at].cls not in _BEFORE_REPORTS:
            return None
    return None
