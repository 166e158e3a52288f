"""Toll frames: nouns and labels whose number is the figure.

"the death toll rose from 38 to 41", "put the dead at 19", "raising the total to over 500", "Killed: 45", "KIA 5".
"""

from __future__ import annotations

from collections.abc import Iterator

from casualties.extract import classes, kinds
from casualties.extract.arguments import Shape
from casualties.extract.frames import Suffered
from casualties.extract.words import FINISHED
from casualties.scope import Outcome

_TO = frozenset({"to", "at", "of", "from", "by", "reached", "past", "above", "beyond", "over", "as", "between"})
_REACH = 16
"""A toll's number stands within this many chunks of it."""
_NOMINAL_OR_PREDICATE_OR_NOUN = frozenset({kinds.NOMINAL, kinds.PREDICATE, kinds.NOUN})
_SPEECH_OR_HARM_OR_TOLL = frozenset({kinds.SPEECH, kinds.HARM, kinds.TOLL})
_BARE_OR_PERSONS_OR_UNKNOWN = frozenset({kinds.BARE, kinds.PERSONS, kinds.UNKNOWN})
_ADVERB_OR_STOP = frozenset({kinds.ADVERB, kinds.STOP})
_POINTING = frozenset({kinds.BE, kinds.RISE, kinds.OF, kinds.HAVE, kinds.TOLL})
_PREPOSITION_OR_MODAL = frozenset({kinds.PREPOSITION, kinds.MODAL})
_NAMES_OR_ADVERB_OR_AROUND = frozenset({kinds.NAMES, kinds.ADVERB, kinds.AROUND})
_HARM_OR_PREDICATE_OR_NAMES = frozenset({kinds.HARM, kinds.PREDICATE, kinds.NAMES})
_NAMES_OR_TOLL = frozenset({kinds.NAMES, kinds.TOLL})
_COMMA_OR_STOP_OR_AND = frozenset({kinds.COMMA, kinds.STOP, kinds.AND})


def tolls(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "the death toll rose from 38 to 41", "put the toll at 19", "raising the total to over 500"."""
    for at, made in enumerate(s.chunks):
        nominal = made.kind in _NOMINAL_OR_PREDICATE_OR_NOUN and (
            s.kinds[at + 1] is kinds.RISE or (s.kinds[at + 1] is kinds.PREPOSITION and s.word(at + 1).low == "at")
        )
        if made.kind is not kinds.TOLL and not nominal:
            continue
        outcome = made.outcome
        rule = f"toll '{s.word(at).low if made.kind is kinds.TOLL else s.tokens[made.last - 1].low}'"
        if outcome is None:
            rises = s.word(at).entry.rises
            if rises and not any(s.kinds[k] is kinds.RISE for k in range(max(0, at - 3), min(len(s.chunks), at + 4))):
                continue
            earlier = [f for k, f in found.items() if k < at]
            outcome = earlier[-1].outcome if earlier else None
        for who in _toll_numbers(s, at):
            if outcome is not None:
                yield who, Suffered(outcome, made.first, rule)
            else:
                yield who, Suffered(Outcome.KILLED, made.first, rule, leans=True)


def _toll_numbers(s: Shape, at: int) -> list[int]:
    """Counted phrases that a toll points to, through "to", "at", "of", "from", "was" or a verb of rising."""
    found: list[int] = []
    for after in range(at + 1, min(len(s.chunks), at + _REACH)):
        kind = s.kinds[after]
        if kind in _SPEECH_OR_HARM_OR_TOLL and found:
            break
        if kind is kinds.RELATIVE and found:
            break
        if kind in _BARE_OR_PERSONS_OR_UNKNOWN and _pointed(s, after):
            found.append(after)
        elif kind in kinds.COUNTED and found:
            break
    return found


def _pointed(s: Shape, at: int) -> bool:
    back = at - 1
    while s.kinds[back] in _ADVERB_OR_STOP and back > 0 and s.word(back).low not in {":", ";"}:
        back -= 1
    kind = s.kinds[back]
    if kind in _POINTING or (kind is kinds.STOP and s.word(back).low == ":"):
        return True
    return kind in _PREPOSITION_OR_MODAL and s.word(back).low in _TO


def labels(s: Shape, _: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """Lines of situation reports: "Killed: 45", "Total dead to date - 88", "Dead 12 / Injured 40", "KIA 5, WIA 3"."""
    for at, made in enumerate(s.chunks):
        if made.kind not in LABELS or made.outcome is None or not _opens_line(s, at):
            continue
        after = at + 1
        while s.kinds[after] in _NAMES_OR_ADVERB_OR_AROUND and after < at + 3:
            after += 1
        marked = s.kinds[after] is kinds.STOP and s.word(after).low in _MARKS
        while s.kinds[after] is kinds.STOP and s.kinds[after + 1] is not kinds.BARE and after < at + 6:
            after += 1  # "(total): 312"
            while s.kinds[after] is kinds.NAMES:
                after += 1
        who = after + 1 if marked else at + 1
        if s.kinds[who] is kinds.BARE and s.kinds[who + 1] not in _HARM_OR_PREDICATE_OR_NAMES:
            yield who, Suffered(made.outcome, made.first, f"label '{s.tokens[made.last - 1].low}'")


LABELS = frozenset({kinds.HARM, kinds.PREDICATE, kinds.NOUN, kinds.NOMINAL, kinds.TOLL})
_MARKS = frozenset({":", "-", "–", "—", "("})


def _opens_line(s: Shape, at: int) -> bool:
    """A label opens its line or stands after a mark or another label's number, with at most a word before it."""
    before = at - 1 if s.kinds[at - 1] in _NAMES_OR_TOLL else at
    if before < at and s.tokens[s.chunks[before].last - 1].cls is classes.THING:  # "Livestock lost: 40"
        return False
    label = before == 0 or s.kinds[before - 1] in _COMMA_OR_STOP_OR_AND
    form = s.word(at).entry.form
    return label and (form is None or form in FINISHED)
