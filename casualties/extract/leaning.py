"""Leaning: counted phrases that take their harm from another figure.

Members of lists ("five civilians and three soldiers were killed"), gapped repeats ("and nine on Sunday"), parts (see
parts.py), and harms told by an attribute or the noun itself ("12 wounded soldiers", "three hostages").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from casualties.extract import classes, kinds
from casualties.extract.appositions import all_of_them, picked_out, same_person
from casualties.extract.counted import Chunk
from casualties.extract.fatal import fatal
from casualties.extract.fates import fates
from casualties.extract.frames import Suffered, predicates, verbs
from casualties.extract.kinds import (
    AUX,
    BOUNDARY,
    BREAK,
    CLAUSE_END,
    JOIN,
    LIGHT,
    PLAIN,
    PREPOSITIONS,
    STATING,
    STRONG,
    VERBAL,
    WITH_NOUN,
    Kind,
)
from casualties.extract.listings import bracketed, described, labelled, lines
from casualties.extract.lists import Shape, after_joins, before_determiner, past_modifiers, said_between, speaks
from casualties.extract.noun_frames import borne, harmed, nouns
from casualties.extract.parts import among, breakdowns, parts, shares, with_whole
from casualties.extract.retold import compared, corrected, hardest_hit, likewise, retold
from casualties.extract.toll_frames import LABELS, labels, tolls
from casualties.extract.words import Role, VerbForm
from casualties.scope import Outcome

_BETWEEN = LIGHT | AUX | STATING | {kinds.INCLUDE}
"""What may stand between a figure and the mark after which the next one leans on it."""
_WHOLE = STRONG - {kinds.PART}


def suffered(s: Shape) -> dict[int, Suffered]:
    """Each counted chunk that suffers a harm told in this sentence."""
    found: dict[int, Suffered] = {}
    here = frozenset(s.kinds)
    if here.isdisjoint(kinds.COUNTED):
        return found
    for step, needed in _STEPS:
        if not here.isdisjoint(needed):
            for at, made in step(s, found):
                found.setdefault(at, made)
    ill = any(t.cls is classes.ILLNESS for t in s.tokens)
    kept = [at for at, made in found.items() if not (ill and _in_care(s, made)) and not _nobody_new(s, at, found)]
    return {at: fatal(s, at, with_whole(s, at, found[at], found), found) for at in kept}


def _nobody_new(s: Shape, at: int, found: Mapping[int, Suffered]) -> bool:
    """ "All but eleven of the dead have been named" counts those left out; "One, a nurse, died" tells of one person."""
    first = s.chunks[at].first
    return [t.low for t in s.tokens[max(0, first - 2) : first]] == ["all", "but"] or same_person(s, at, found)


def _in_care(s: Shape, made: Suffered) -> bool:
    """The harm is told by a hospital alone: "12 are in hospital", "taken to a clinic"; the ill are there, too."""
    told = s.tokens[made.trigger].entry
    return made.outcome is Outcome.INJURED and bool(told.within or told.by or told.passive)


def besides(s: Shape, found: Mapping[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """A second harm of one figure: "threatened to kill two hostages" tells of two abducted, whatever comes of it."""
    for at, made in found.items():
        head = s.chunks[at].head
        own = s.tokens[head].entry if head is not None else None
        threatened = s.tokens[made.trigger].entry.form is VerbForm.PLAIN
        if head is not None and own is not None and own.outcome not in {None, made.outcome} and threatened:
            assert own.outcome is not None
            yield at, Suffered(own.outcome, head, f"noun '{s.tokens[head].low}'")


def _joined(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """Lists and gapping: "five civilians and three soldiers were killed", "six on Monday and nine on Sunday"."""
    if not found:
        return
    grown = dict(found)
    for at in range(len(s.chunks) - 1, -1, -1):  # lists that end in their verb are read from the right
        if s.kinds[at] in _WHOLE and at not in grown and at not in s.asides:
            after = _next_item(s, at)
            if after is not None and after in grown and _from_left(grown[after], s.chunks[after]):
                rule = "listed with the next, " + grown[after].rule.removeprefix("listed with the next, ")
                whole = grown[after].part_of if grown[after].among else None
                grown[at] = grown[after]._replace(rule=rule, part_of=whole)
                yield at, grown[at]
    for at in range(len(s.chunks)):
        if s.kinds[at] in _WHOLE and at not in grown and at not in s.asides and not _own_clause(s, at):
            before = _previous_item(s, at, grown)
            if before is not None:
                rule = "joined to the one before, " + grown[before].rule.removeprefix("joined to the one before, ")
                grown[at] = grown[before]._replace(rule=rule, part_of=None)
                yield at, grown[at]


def _from_left(made: Suffered, to: Chunk) -> bool:
    """Whether the harm follows its victim, so that it may have further subjects to the left."""
    return made.trigger >= to.last


def _next_item(s: Shape, at: int) -> int | None:
    after = at + 1
    if s.kinds[at] in WITH_NOUN and s.kinds[after] in WITH_NOUN:  # a list that lost its commas
        return after
    if s.kinds[before_determiner(s, at)] in PREPOSITIONS or (
        s.kinds[at - 1] is kinds.MODAL and s.word(at - 1).low == "to"
    ):
        return None  # "is home to 900 people, and 20 fled"
    if _has_lot(s, at):
        return None
    after = past_modifiers(s, after)
    if s.kinds[after] not in JOIN:
        return None
    after = after_joins(s, after)
    return after if s.kinds[after] in STRONG and after not in s.asides else None  # not "60 men, 12 of whom drowned"


def _has_lot(s: Shape, at: int) -> bool:
    """ "400 stranded and six dead", "six dead and 40,000 without power": what befell these is told already."""
    last = s.tokens[s.chunks[at].last - 1].low
    told = last in s.roles[Role.SAVED] or (s.kinds[at] is kinds.UNKNOWN and last.endswith("ed"))
    around = s.kinds[at + 1] is kinds.AROUND
    without = around and s.kinds[at] is kinds.BARE and s.word(at + 1).low == "without"
    return told or without or (around and s.kinds[at - 1] is kinds.LEAVE)


def _previous_item(s: Shape, at: int, grown: dict[int, Suffered]) -> int | None:
    back = at - 1
    while s.kinds[back] is kinds.ADVERB:
        back -= 1
    lead = back
    while s.kinds[back] is kinds.AROUND:
        back -= 1
    back = _past_agent(s, back, at)
    if s.kinds[back] not in JOIN and not (
        s.kinds[back] is kinds.STOP and s.word(back).low in {";", "-", "–", "—", "--"}
    ):
        return None
    if lead != back and s.kinds[at] is not kinds.BARE:
        return None
    first = back
    while s.kinds[first - 1] in JOIN and first > 0:
        first -= 1
    joined = s.kinds[back] is kinds.AND  # not "killed five, said Noura, a teacher"
    if joined and (opened := said_between(s, first)) is not None:  # "12 died inside, he added, and two outside"
        back = opened
    gapped = s.kinds[back] is kinds.COMMA and s.kinds[back - 1] in _GAPPED
    if gapped and s.kinds[back - 2] in BREAK:  # "3 dead; the rebels, 30", "in Aqra, its capital, and 10"
        back -= 2
    while s.kinds[back] in BOUNDARY:
        back -= 1
    if s.kinds[back] is kinds.PREPOSITION:  # "twelve died inside and two outside"
        back -= 1
    if s.kinds[back] is kinds.NAMES and s.kinds[back - 1] is kinds.COMMA:
        back -= 2
    while back >= 0 and (s.kinds[back] in _BETWEEN or back in s.asides or _time(s, back)):
        back -= 1
    return back if back in grown else None


_GAPPED = frozenset({kinds.NAMES, kinds.AROUND})
"""Whose, where or when the number of a gapped clause is: "; the rebels, 30", "; on 4 October, 19"."""


def _past_agent(s: Shape, back: int, at: int) -> int:
    """ "The first blast killed four, the second seven", "12 died in Homs, Hama nine": whoever did it or where, bare."""
    if s.kinds[back] is not kinds.NAMES or s.kinds[at] is not kinds.BARE or s.kinds[at + 1] not in CLAUSE_END:
        return back
    words = s.tokens[s.chunks[back].first : s.chunks[back].last]
    bare = len(words) <= _AGENT and (len(words) == 1 or words[0].cls is classes.DETERMINER)
    told = all(t.low.isalpha() and t.low not in s.roles[Role.NUMBERED] and not t.low.endswith(_VERBS) for t in words)
    return back - 1 if bare and told and s.kinds[back - 1] in BOUNDARY else back


_AGENT = 3
"""Words that whoever did it, or a place, has at most between two figures."""
_VERBS = ("ing", "ed")


def _time(s: Shape, at: int) -> bool:
    """ "two the year before", "seven the morning after": words that tell when, not who."""
    made = s.chunks[at]
    return made.kind is kinds.NAMES and any(t.low in s.roles[Role.TIME] for t in s.tokens[made.first : made.last])


_ELLIPTIC = frozenset({kinds.BARE, kinds.UNKNOWN})
"""What "the other six" is read as, with or without the verb behind it."""


def _own_clause(s: Shape, at: int) -> bool:
    """The chunk is subject of a verb of its own, harm or not: "two residents said", "four were released"."""
    after = past_modifiers(s, at + 1)
    if s.kinds[after] in VERBAL or s.kinds[after] is kinds.LEAVE:
        return True
    if speaks(s, at) or _has_lot(s, at):
        return True
    rest = s.word(at).low == "the" and s.kinds[at] in _ELLIPTIC  # "five died; the other six swam ashore"
    if rest and (s.kinds[at] is kinds.UNKNOWN or s.kinds[after] not in CLAUSE_END):
        return True
    if s.kinds[after] is kinds.NAMES and s.kinds[at] is kinds.BARE:
        return not _time(s, after)
    return s.kinds[after] is kinds.NAMES and s.word(after).cls is classes.WORD


def _attributes(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "12 wounded soldiers", "60 dead or injured men", "three hostages" that no other harm took."""
    for at, made in enumerate(s.chunks):
        if at in found or made.kind not in WITH_NOUN or made.number is None or made.head is None:
            continue
        told = [
            (k, outcome)
            for k in range(made.number + 1, made.head + 1)
            if (outcome := s.tokens[k].entry.outcome) is not None
        ]
        if not told or s.kinds[at + 1] is kinds.SPEECH or _says(s, at):  # "two hostages said"
            continue
        both = {outcome for _, outcome in told} == {Outcome.KILLED, Outcome.INJURED}
        outcome = Outcome.KILLED_OR_INJURED if both else told[0][1]
        yield at, Suffered(outcome, told[0][0], f"attribute '{s.tokens[told[0][0]].low}'")


def _says(s: Shape, at: int) -> bool:
    """ "said a 30-year-old evacuee", "said Amal Hadi, a wounded teacher": one person whose words stand before."""
    verb = at - 3 if s.kinds[at - 1] is kinds.COMMA and s.kinds[at - 2] is kinds.NAMES else at - 1
    if s.chunks[at].kind is not kinds.ONE or verb < 0 or s.kinds[verb] is not kinds.SPEECH:
        return False
    return s.kinds[verb - 1] in BREAK or s.kinds[at + 1] in CLAUSE_END


_Step: TypeAlias = Callable[[Shape, dict[int, Suffered]], Iterator[tuple[int, Suffered]]]
_STEPS: tuple[tuple[_Step, frozenset[Kind]], ...] = (
    (harmed, frozenset({kinds.HARMED})),
    (all_of_them, kinds.BREAK),
    (predicates, frozenset({kinds.PREDICATE})),
    (verbs, frozenset({kinds.HARM})),
    (nouns, frozenset({kinds.NOUN, kinds.HARM})),
    (borne, frozenset({kinds.HAVE})),
    (tolls, frozenset({kinds.TOLL, kinds.NOMINAL, kinds.PREDICATE, kinds.NOUN, kinds.OF})),
    (labels, LABELS | {kinds.STOP}),
    (among, frozenset({kinds.PREPOSITION, kinds.AROUND})),
    (breakdowns, frozenset({kinds.STOP, kinds.COMMA})),
    (_attributes, WITH_NOUN),
    (fates, kinds.PLAIN | {kinds.PART}),
    (compared, frozenset({kinds.PREPOSITION, kinds.SPEECH})),
    (corrected, frozenset({kinds.PREPOSITION, kinds.OF, kinds.ADVERB})),
    (hardest_hit, frozenset({kinds.PREPOSITION})),
    (described, frozenset({kinds.COMMA, kinds.AND})),
    (_joined, STRONG),
    (likewise, frozenset({kinds.CLAUSE})),
    (lines, frozenset({kinds.STOP})),
    (labelled, frozenset({kinds.STOP})),
    (bracketed, frozenset({kinds.STOP})),
    (parts, STRONG),
    (shares, frozenset({kinds.BARE})),
    (picked_out, frozenset({kinds.ONE})),
    (retold, PLAIN),
)
"""The rules in their order, each with the kinds of which the sentence must have one for it to say anything."""
