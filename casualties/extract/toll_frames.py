"""Toll frames: nouns and labels whose number is the figure.

"the death toll rose from 38 to 41", "put the dead at 19", "raising the total to over 500", "Killed: 45", "KIA 5".
"""

from __future__ import annotations

from collections.abc import Iterator

from casualties.amount import Bound
from casualties.extract import classes, kinds
from casualties.extract.frames import Leaning, Suffered
from casualties.extract.kinds import BOUNDARY, COPULA, NEUTRAL, PLAIN, STATING
from casualties.extract.lists import Shape, determiner, in_row, list_right
from casualties.extract.words import FINISHED, Frame, Role, VerbForm
from casualties.scope import Outcome

_STANDING = frozenset({kinds.NOMINAL, kinds.PREDICATE, kinds.NOUN})
"""Harm that may be put at a number without a word for a toll: "the dead rose to 12"."""
_TELLS_HARM = STATING | {kinds.NOUN, kinds.NOMINAL}
LABELS = _TELLS_HARM | {kinds.TOLL}
_BEFORE_HARM = NEUTRAL | {kinds.RELATIVE, kinds.BE, kinds.HAVE, kinds.LEAVE}
"""What may stand between "the number of" and the harm: "of people who have been left"."""

_POINTERS = frozenset({"to", "at", "of", "from", "by", "reached", "past", "above", "beyond", "over", "as", "between"})
_REACH = 16
"""A toll's number stands within this many chunks of it."""
_TOLL_NUMBER = PLAIN | {kinds.UNKNOWN}
"""What a toll may point to."""
_BEFORE_TOLL = frozenset({kinds.BARE, kinds.UNKNOWN})
"""The same where it stands before its toll: "bringing to 46 the number of dead"."""
_ENDS_TOLL = frozenset({kinds.SPEECH, kinds.HARM, kinds.TOLL, kinds.RELATIVE, kinds.NOMINAL})
"""Behind the number of a toll these begin something else: "put the dead at 14 and the wounded at 22"."""
_POINTING = frozenset({kinds.BE, kinds.RISE, kinds.OF, kinds.HAVE, kinds.TOLL})
"""A number behind these is the toll's, whatever the word."""
_POINTER = frozenset({kinds.PREPOSITION, kinds.MODAL, kinds.CLAUSE})
"""What one of the `_POINTERS` is, for "to" is a modal and "as" may open a clause."""
_BEFORE_NUMBER = frozenset({kinds.ADVERB, kinds.STOP})
"""What may stand between a pointer and its number."""
_ITS_OWN = STATING | {kinds.NAMES}
"""Behind a number these make it theirs, not the label's."""
_BEFORE_LABEL = frozenset({kinds.NAMES, kinds.TOLL, kinds.ADVERB})
"""What may open a label's line: "Total dead", "Confirmed deaths"."""


def tolls(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "the death toll rose from 38 to 41", "put the toll at 19", "raising the total to over 500"."""
    for at, made in enumerate(s.chunks):
        counting = _counting(s, at)
        if counting is not None:  # "the number of protesters arrested has passed 1,000"
            harm = s.chunks[counting]
            told = s.tokens[harm.last - 1]
            for who in _toll_numbers(s, counting) or _inverted(s, at):
                if harm.outcome is not None:
                    yield who, Suffered(harm.outcome, harm.last - 1, f"number of those '{told.low}'")
            continue
        if made.kind is not kinds.TOLL and not _stands_at(s, at):
            continue
        outcome = made.outcome
        rule = f"toll '{s.word(at).low if made.kind is kinds.TOLL else s.tokens[made.last - 1].low}'"
        if outcome is None:
            rises = s.word(at).entry.rises
            if rises and not any(s.kinds[k] is kinds.RISE for k in range(max(0, at - 3), min(len(s.chunks), at + 4))):
                continue
            earlier = [f for k, f in found.items() if k < at]
            outcome = earlier[-1].outcome if earlier else None
        for who in _toll_numbers(s, at) or _inverted(s, at):
            if outcome is not None:
                yield who, Suffered(outcome, made.first, rule, tolled=True)
            else:
                yield who, Suffered(Outcome.KILLED, made.first, rule, leans=Leaning.HARM, tolled=True)


def _stands_at(s: Shape, at: int) -> bool:
    """ "the dead rose to 12", "casualties were put at 70", "taking the confirmed dead in the port to 169"."""
    if s.kinds[at] not in _STANDING:
        return False
    after = at + 1
    while s.kinds[after] in COPULA or s.kinds[after] is kinds.HAVE:
        after += 1
    falls = s.kinds[after] is kinds.HARM and s.word(after).low in s.roles[Role.FALLING]
    if s.kinds[after] is kinds.RISE or falls or (s.kinds[after] is kinds.PREPOSITION and s.word(after).low == "at"):
        return True
    if _put(s, at) and any(
        s.kinds[k] is kinds.PREPOSITION and s.word(k).low == "at" for k in range(after, after + _FAR)
    ):
        return True
    while s.kinds[after] is kinds.AROUND:
        after += 1
    to = s.kinds[after] in _POINTER and s.word(after).low == "to"
    return s.kinds[at] is kinds.NOMINAL and s.kinds[at - 1] is kinds.RISE and to


_FAR = 5
"""Chunks between a harm that is put at a number and "at": "those slain so far this year", "losses on both sides"."""


def _put(s: Shape, at: int) -> bool:
    """Whether a verb that puts something at a number governs the harm at `at`: "puts those slain so far at 8,629"."""
    back = at - 1 if s.kinds[at - 1] is kinds.NAMES else at
    return s.kinds[back - 1] is kinds.RISE and s.word(back - 1).low in _PUTS


_PUTS = frozenset({"put", "puts", "putting", "placed", "places"})


def _counting(s: Shape, at: int) -> int | None:
    """The harm of those whom "the number" at `at` counts: "of people who have died", "of those left homeless"."""
    counts = s.kinds[at] is kinds.NAMES and s.tokens[s.chunks[at].last - 1].low in s.roles[Role.COUNTING]
    total = s.kinds[at] is kinds.TOLL and s.word(at).entry.rises  # "the total number of dead", "the total killed"
    bare = s.kinds[at + 1] in STATING and s.kinds[at + 2] is not kinds.OF  # "the total killed", "the number missing"
    if bare and (total or (counts and s.tokens[s.chunks[at].first].low == "the")):
        return at + 1
    if not (counts or total) or s.kinds[at + 1] is not kinds.OF:
        return None
    for after in range(at + 2, min(at + 9, len(s.chunks))):
        kind = s.kinds[after]
        if kind in _TELLS_HARM:
            entry = s.word(after).entry
            flees = entry.frame is Frame.SUBJECT and entry.form is VerbForm.ING  # "the number of those taking refuge"
            active = kind is kinds.HARM and entry.form not in FINISHED and not flees
            return None if active else after
        if kind not in _BEFORE_HARM:
            return None
    return None


def _inverted(s: Shape, at: int) -> list[int]:
    """ "bringing to 46 the number of dead": the number stands before its toll."""
    back = at - 1
    while s.kinds[back] is kinds.NAMES and determiner(s, back):
        back -= 1
    as_number = s.kinds[back] is kinds.CLAUSE and s.word(back).low == "as" and s.kinds[back - 1] is kinds.BARE
    if as_number:  # "gave 17 as the number of those killed"
        return [back - 1]
    pointed = s.kinds[back] in _BEFORE_TOLL and s.kinds[back - 1] in _POINTER
    raised = any(s.kinds[k] is kinds.RISE for k in range(max(0, back - 4), back))
    return [back] if pointed and raised and s.word(back - 1).low in _POINTERS else []


def _toll_numbers(s: Shape, at: int) -> list[int]:
    """Counted phrases that a toll points to, through "to", "at", "of", "from", "was" or a verb of rising."""
    found: list[int] = []
    for after in range(at + 1, min(len(s.chunks), at + _REACH)):
        kind = s.kinds[after]
        if kind in _ENDS_TOLL and found:
            break
        if kind in _TOLL_NUMBER and (_pointed(s, after) or _closes(s, at, after) or _apposed(s, at, after)):
            found.append(after)
        elif kind in kinds.COUNTED and found:
            break
    return found


_HEADLINE = frozenset({kinds.AROUND, kinds.NAMES})
"""What may stand between a toll and its number in a headline."""


def _closes(s: Shape, toll: int, at: int) -> bool:
    """ "Death toll from the blast at least 112": a headline without a verb, its number hedged or last."""
    number = s.chunks[at].number
    phrase = None if number is None else s.tokens[number].phrase
    hedged = phrase is not None and phrase.amount.bound is not Bound.EXACT
    between = all(s.kinds[k] in _HEADLINE for k in range(toll + 1, at))
    return s.kinds[at] is kinds.BARE and toll + 1 < at and between and (hedged or at + 1 == len(s.chunks))


def _apposed(s: Shape, toll: int, at: int) -> bool:
    """ "The toll given by the mayor, 12, was disputed": between commas, before the toll's verb."""
    commas = s.kinds[at - 1] is kinds.COMMA and s.kinds[at + 1] is kinds.COMMA
    between = all(s.kinds[k] in _HEADLINE for k in range(toll + 1, at - 1))
    return commas and between and s.kinds[at] is kinds.BARE and s.kinds[at + 2] in _TOLL_VERB


_TOLL_VERB = frozenset({kinds.BE, kinds.HAVE, kinds.RISE, kinds.MODAL})
"""How the verb of a toll begins."""


def _pointed(s: Shape, at: int) -> bool:
    back = at - 1
    while s.kinds[back] in _BEFORE_NUMBER and back > 0 and s.word(back).low not in {":", ";"}:
        back -= 1
    kind = s.kinds[back]
    if kind is kinds.CLAUSE and s.kinds[at] is not kinds.BARE:  # "the toll, as no soldier was hurt"
        return False
    if kind in _POINTING or (kind is kinds.STOP and s.word(back).low == ":"):
        return True
    return kind in _POINTER and s.word(back).low in _POINTERS


def labels(s: Shape, _: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """Lines of situation reports: "Killed: 45", "Total dead to date - 88", "Dead 12 / Injured 40", "KIA 5, WIA 3"."""
    for at, made in enumerate(s.chunks):
        named = s.tokens[made.last - 1].entry.outcome if made.kind is kinds.NAMES else None
        if named is not None and _opens_line(s, at) and _is_value(s, at + 1):  # "Detainees: 12"
            yield at + 2, Suffered(named, made.last - 1, f"label '{s.tokens[made.last - 1].low}'")
        saved = made.kind is kinds.NOUN and s.word(at).entry.lives  # "Lives saved: 2"
        if made.kind not in LABELS or made.outcome is None or saved or not _opens_line(s, at):
            continue
        after = at + 1
        while s.kinds[after] in NEUTRAL and after < at + 3:
            after += 1
        marked = s.kinds[after] is kinds.STOP and s.word(after).low in _MARKS
        if marked and made.kind is kinds.NOMINAL and s.kinds[after + 1] is kinds.PERSONS:
            for item in list_right(s, after + 1):  # "The dead: 27 nuns, 19 guards"
                yield item, Suffered(made.outcome, made.first, f"label '{s.tokens[made.last - 1].low}'")
        while s.kinds[after] is kinds.STOP and s.kinds[after + 1] is not kinds.BARE and after < at + 6:
            after += 1  # "(total): 312"
            while s.kinds[after] is kinds.NAMES:
                after += 1
        who = after + 1 if marked else at + 1
        if s.kinds[who] is kinds.BARE and (s.kinds[who + 1] not in _ITS_OWN or in_row(s, who + 1)):
            rule = f"label '{s.tokens[made.last - 1].low}'"
            yield who, Suffered(made.outcome, made.first, rule, tolled=made.kind is kinds.TOLL)


_MARKS = frozenset({":", "-", "–", "—", "("})


def _is_value(s: Shape, mark: int) -> bool:
    """Whether a label's colon stands at `mark`, with its number behind it."""
    return mark > 0 and s.kinds[mark] is kinds.STOP and s.word(mark).low == ":" and s.kinds[mark + 1] is kinds.BARE


def _opens_line(s: Shape, at: int) -> bool:
    """A label opens its line or stands after a mark or another label's number, with at most a word before it."""
    lives = s.kinds[at - 1] is kinds.NOUN and s.word(at - 1).entry.lives  # "Lives lost: 2"
    before = at - 1 if lives or s.kinds[at - 1] in _BEFORE_LABEL else at
    if before < at and s.tokens[s.chunks[before].last - 1].cls is classes.THING:  # "Livestock lost: 40"
        return False
    label = before == 0 or s.kinds[before - 1] in BOUNDARY or _is_value(s, before - 2)
    form = s.word(at).entry.form
    return label and (form is None or form in FINISHED)
