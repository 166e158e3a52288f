"""Frames: harms and the counted phrases that suffer them directly.

Verbs, active ("killed 12"), passive ("12 were killed"), reduced ("12 killed in Kabul") and intransitive ("12 died");
predicates ("12 dead"); counted nouns ("12 deaths") and nouns of somebody ("the death of 12").
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from casualties.extract import classes, kinds
from casualties.extract.arguments import aux_before, objects, subjects, to_have
from casualties.extract.counted import Chunk
from casualties.extract.harm_pairs import both_harms, last_of_pair
from casualties.extract.kinds import (
    BREAK,
    COPULA,
    JOIN,
    LIGHT,
    PLAIN,
    PREPOSITIONS,
    STATING,
    STRONG,
    UNCOUNTED,
    WITH_NOUN,
)
from casualties.extract.lists import Shape, in_row, list_right, own_verb
from casualties.extract.spared import denied, spared
from casualties.extract.tokens import Token
from casualties.extract.words import FINISHED, Frame, Role, VerbForm
from casualties.scope import Outcome

_COMPANY = JOIN | PREPOSITIONS | {kinds.NAMES, kinds.AROUND}
"""What a list of those who suffered with the subject may hold beside counted phrases."""
_ANTECEDENTS = frozenset({kinds.PERSONS, kinds.PART})
"""What a relative clause without "that" may follow: "the 40 pupils they abducted"."""
_OPENS_OBJECT = frozenset({classes.PERSON, classes.DETERMINER, classes.PRONOUN})
"""How an object without a number opens: "killed the pilot", "wounded him"."""
_NO_VICTIMS = frozenset({kinds.THINGS, kinds.HARMED})
_SURELY_PERSONS = WITH_NOUN | {kinds.PART}


class Leaning(StrEnum):
    """What a counted chunk takes from a figure of an earlier sentence."""

    HARM = "harm"  # its harm: "Residents speak of 15"
    SHARE = "share"  # its harm, as part of it: "Two of them were nuns"
    ONE = "one"  # the same, if a single figure right before may be meant: "Among them were two nuns"
    AGAIN = "again"  # its harm, being its number once more: "Of the 12, nine were nuns"
    WHOLE = "whole"  # nothing but its whole, for it has a harm of its own: "Ten of the dead were nuns"


class Suffered(NamedTuple):
    """A counted chunk's harm: its outcome, the token that tells it, the rule, and the chunk it is part of.

    ``leans`` on a figure of an earlier sentence, ``of`` one of these outcomes if there are any; ``tolled`` where the
    number is that of a toll, so that victims left out are its own; ``among`` those of a whole, so that the items listed
    with it are, too.
    """

    outcome: Outcome
    trigger: int
    rule: str
    part_of: int | None = None
    leans: Leaning | None = None
    tolled: bool = False
    among: bool = False
    of: frozenset[Outcome] = frozenset()


def predicates(s: Shape, _: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "12 are missing", "120 dead", "leaving six villagers dead and 20 homeless"."""
    for at, made in enumerate(s.chunks):
        if made.kind is kinds.PREDICATE and made.outcome is not None:
            rule = f"predicate '{s.tokens[made.first].low}'"
            if _adjective(s, at) or spared(s, made) or in_row(s, at):
                continue
            near = at - 1
            while s.kinds[near] is kinds.ADVERB:
                near -= 1
            adjacent = s.kinds[near] in STRONG
            between = s.kinds[at - 1] is kinds.LEAVE or (s.kinds[at - 1] is kinds.CLAUSE and s.word(at - 1).low == "as")
            left = between and s.kinds[at - 2] in STRONG  # "12 left homeless", "46 people as missing"
            verb = _brought_out(s, at) if s.word(at).low.startswith("with ") else None
            if verb is None and aux_before(s, at):
                verb = at
            before = [near] if adjacent else [at - 2] if left else subjects(s, verb) if verb is not None else []
            for who in before:
                yield who, Suffered(both_harms(s, at), made.first, rule)


def _brought_out(s: Shape, at: int) -> int | None:
    """The participle before what somebody has: "one child was dug out alive | with a fractured leg"."""
    back = at - 1
    while s.kinds[back] in LIGHT:
        back -= 1
    participle = s.kinds[back] is kinds.NAMES and s.kinds[back - 1] in COPULA and aux_before(s, back)
    return back if participle else None


def verbs(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """Verbs of harm, active, passive and intransitive, finite and not."""
    for at, made in enumerate(s.chunks):
        if made.kind is not kinds.HARM or made.outcome is None or spared(s, made) or in_row(s, at):
            continue
        if made.outcome is not Outcome.KILLED and denied(s, made.first):
            continue
        token = s.tokens[made.first]
        voice, victims = _victims(s, at)
        outcome = both_harms(s, at)
        if voice != "active":
            for who in _companions(s, at):
                if who not in found:
                    yield who, Suffered(outcome, made.first, f"with those '{token.low}'")
        for who in victims:
            if who in found or not _fits(s, who, token, voice, bool(found)):
                continue
            yield who, Suffered(outcome, made.first, f"{voice} '{token.low}'")


def _victims(s: Shape, at: int) -> tuple[str, list[int]]:
    """The voice of the verb at chunk `at`, and its victims."""
    entry = s.word(at).entry
    if inverted := _inverted(s, at):
        return "inverted passive", inverted
    passive = aux_before(s, at)
    if entry.outcome is Outcome.DISPLACED and _after_deed(s, at):
        return "intransitive", []
    if entry.frame is Frame.SUBJECT:
        adjacent = entry.form is not VerbForm.ING or passive or s.kinds[at - 1] in kinds.COUNTED
        if entry.weak and entry.form is VerbForm.PARTICIPLE and s.kinds[at - 1] is kinds.BARE:  # "12 broken ribs"
            return "intransitive", []
        return "intransitive", subjects(s, at) if adjacent else []
    if passive and entry.form is not VerbForm.ING:
        return "passive", subjects(s, at)
    end = last_of_pair(s, at)
    suffering = objects(s, end)
    if suffering and not (entry.form is not VerbForm.ING and _listed(s, at, end)):
        return "active", suffering
    if entry.frame is Frame.EITHER and not suffering:
        return "intransitive", subjects(s, at)
    if relative := _object_before(s, at):
        return "active", relative
    if entry.form in FINISHED and not _has_object(s, end) and not _have(s, at):
        named = s.kinds[end + 1] is kinds.NAMES
        thing = named and _is_thing(s.word(end + 1), weak=entry.weak)
        if s.kinds[at - 1] is kinds.BARE and thing:
            return "reduced passive", []
        if s.kinds[at - 1] in STRONG and s.kinds[at - 1] is not kinds.ONE:
            return "reduced passive", [at - 1]
        return "reduced passive", [k for k in subjects(s, at) if not (named and s.kinds[k] is kinds.ONE)]
    return "active", []


def _is_thing(noun: Token, *, weak: bool) -> bool:
    """ "20 evacuated paintings", "two wounded dogs"; a single thing may stand for where: "Two wounded bus stop"."""
    return noun.cls is classes.THING and (weak or noun.entry.plural)


def _after_deed(s: Shape, at: int) -> bool:
    """ "Two men fled on foot after shooting a guard": nobody drove them out; those who lost sons were driven out."""
    after = at + 1
    while s.kinds[after] in LIGHT:
        words = s.tokens[s.chunks[after].first : s.chunks[after].last]
        if words[0].low == "after" and len(words) > 1 and words[1].low in s.roles[Role.DEED]:
            return True
        after += 1
    if s.kinds[after] is not kinds.PREPOSITION or s.kinds[after + 1] is not kinds.HARM:
        return False
    deed = s.word(after + 1).entry
    return deed.form is VerbForm.ING and deed.frame is Frame.OBJECT and not (deed.groups or deed.by)


def _inverted(s: Shape, at: int) -> list[int]:
    """ "Also killed in the raid were four guards and a cook": the subject stands behind its verb."""
    before = at - 1
    while s.kinds[before] is kinds.ADVERB:
        before -= 1
    opens = before < 0 or s.kinds[before] in BREAK
    if not opens or s.word(at).entry.form not in FINISHED:
        return []
    after = at + 1
    while s.kinds[after] in LIGHT:
        after += 1
    return list_right(s, after + 1) if s.kinds[after] is kinds.BE and s.kinds[after + 1] in STRONG else []


def _object_before(s: Shape, at: int) -> list[int]:
    """ "the 40 pupils they abducted": the object of a relative clause without "that"."""
    agent = s.kinds[at - 1] is kinds.NAMES and s.word(at - 1).cls is classes.PRONOUN
    past = s.word(at).entry.form is VerbForm.PAST
    return [at - 2] if agent and past and s.kinds[at - 2] in _ANTECEDENTS else []


_BESIDE = frozenset({"with", "alongside", "along with", "together with", "and", "as well as"})
_TOGETHER = frozenset({"alongside", "along with", "together with"})
"""Behind these stand others who suffered the same, whosever they are."""
_OWN = frozenset({"his", "her", "their", "its"})


def _companions(s: Shape, at: int) -> list[int]:
    """ "was killed alongside her brother, her two sons and five grandchildren": those who suffered with the subject."""
    after = at + 1
    while s.kinds[after] in LIGHT and not (s.kinds[after] is kinds.AROUND and s.word(after).low in _BESIDE):
        after += 1
    if after >= len(s.chunks) or s.word(after).low not in _BESIDE:
        return []
    opened = s.word(after).low
    found: list[int] = []
    for who in range(after, min(after + 24, len(s.chunks))):
        kind = s.kinds[who]
        if kind in WITH_NOUN and not own_verb(s, who):
            first = s.chunks[who].first  # "and her three children" holds its owner, "her two sons" stands behind it
            owned = s.tokens[first].low in _OWN or s.tokens[first - 1].low in _OWN
            if owned or (opened in _TOGETHER and who == after + 1) or (found and s.kinds[who - 1] in JOIN):
                found.append(who)
        elif kind not in _COMPANY:
            break
    return found


def _have(s: Shape, at: int) -> bool:
    """ "the rebels have killed", "are said to have killed": no reduced passive."""
    back = at - 1
    while s.kinds[back] is kinds.ADVERB and not to_have(s, back):
        back -= 1
    return s.kinds[back] is kinds.HAVE or to_have(s, back)


def _listed(s: Shape, at: int, end: int) -> bool:
    """ "12 killed 20 wounded": a headline's row of numbers, each before its word."""
    before, after = s.kinds[at - 1], s.kinds[end + 1]
    return before in PLAIN and after is kinds.BARE and s.kinds[end + 2] in STATING


def _has_object(s: Shape, at: int) -> bool:
    """An uncounted object follows, so that what stands before is the agent."""
    after = at + 1
    while s.kinds[after] is kinds.ADVERB:
        if s.word(after).low == "since":  # "millions displaced since the war began"
            return False
        after += 1
    if s.kinds[after] not in UNCOUNTED:
        return False
    return s.word(after).cls in _OPENS_OBJECT and s.kinds[after + 1] is not kinds.SPEECH


def _fits(s: Shape, who: int, token: Token, voice: str, beside: bool) -> bool:
    """Things do not suffer; a weak verb needs persons, or a bare number in the passive or beside a figure."""
    made = s.chunks[who]
    if made.kind is kinds.BARE and token.entry.weak and s.word(who).low == "both":  # "Both were taken to hospital"
        return False
    if made.kind is kinds.ONE and made.last - made.first == 1 and voice == "active" and not beside:
        return False  # "killed a dog and wounded another"
    if token.entry.outcome is Outcome.INJURED and _dead(s, made):  # "nine of those killed were brought to hospital"
        return False
    if made.kind in _NO_VICTIMS or _no_what(s, made):
        return False
    head = None if made.head is None else s.tokens[made.head]
    if head is not None and head.low in token.entry.never:  # gunmen who flee are not displaced
        return False
    if token.entry.groups:
        own = head is not None and head.low in token.entry.heads and s.kinds[who - 2] not in kinds.COUNTED
        return own or (head is not None and head.entry.group in token.entry.groups)
    if not token.entry.weak:
        return True
    bare = made.kind is kinds.BARE and (voice != "active" or beside or bool(token.entry.within or token.entry.by))
    return bare or made.kind in _SURELY_PERSONS


def _dead(s: Shape, made: Chunk) -> bool:
    """The chunk tells of dead persons by itself: "four killed victims", "nine of those killed"."""
    inside = s.tokens[made.first : made.last] if made.kind in _SURELY_PERSONS else ()
    return any(t.entry.outcome is Outcome.KILLED and not t.entry.weak for t in inside)


def _adjective(s: Shape, at: int) -> bool:
    """ "3 dead cities", "5 missing features": the word tells of a thing that follows."""
    if s.kinds[at - 1] is not kinds.BARE or s.kinds[at + 1] is not kinds.NAMES:
        return False
    first = s.tokens[s.chunks[at + 1].first : s.chunks[at + 1].last]
    return first[0].cls is classes.THING or (first[0].cls is classes.WORD and first[0].low.endswith("s"))


def _no_what(s: Shape, made: Chunk) -> bool:
    """ "no public comment" is no person; "no soldier should die" is a wish."""
    if made.number is None or s.tokens[made.number].low != "no":
        return False
    following = s.tokens[made.last].low if made.last < len(s.tokens) else ""
    return made.kind is kinds.UNKNOWN or following in {"should", "must", "may"}
