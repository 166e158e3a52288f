"""Toll frames: nouns and labels whose number is the figure.

"the death toll rose from 38 to 41", "put the dead at 19", "raising the total to over 500", "Killed: 45", "KIA 5".
"""

from __future__ import annotations

from collections.abc import Iterator

from casualties.extract.arguments import Shape
from casualties.extract.counted import COUNTED, Kind
from casualties.extract.frames import Suffered
from casualties.extract.words import Class, Form
from casualties.scope import Outcome

_TO = frozenset({"to", "at", "of", "from", "by", "reached", "past", "above", "beyond", "over", "as", "between"})
_REACH = 16
"""A toll's number stands within this many chunks of it."""


def tolls(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "the death toll rose from 38 to 41", "put the toll at 19", "raising the total to over 500"."""
    for at, made in enumerate(s.chunks):
        nominal = made.kind in {Kind.NOMINAL, Kind.PREDICATE, Kind.NOUN} and (
            s.kind(at + 1) is Kind.RISE or (s.kind(at + 1) is Kind.PREPOSITION and s.word(at + 1).low == "at")
        )
        if made.kind is not Kind.TOLL and not nominal:
            continue
        outcome = made.outcome
        rule = f"toll '{s.word(at).low if made.kind is Kind.TOLL else s.tokens[made.last - 1].low}'"
        if outcome is None:
            rises = s.word(at).entry.rises
            if rises and not any(s.kind(k) is Kind.RISE for k in range(max(0, at - 3), min(len(s.chunks), at + 4))):
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
        kind = s.kind(after)
        if kind in {Kind.SPEECH, Kind.HARM, Kind.TOLL} and found:
            break
        if kind is Kind.RELATIVE and found:
            break
        if kind in {Kind.BARE, Kind.PERSONS, Kind.UNKNOWN} and _pointed(s, after):
            found.append(after)
        elif kind in COUNTED and found:
            break
    return found


def _pointed(s: Shape, at: int) -> bool:
    back = at - 1
    while s.kind(back) in {Kind.ADVERB, Kind.STOP} and back > 0 and s.word(back).low not in {":", ";"}:
        back -= 1
    kind = s.kind(back)
    if kind in {Kind.BE, Kind.RISE, Kind.OF, Kind.HAVE, Kind.TOLL} or (kind is Kind.STOP and s.word(back).low == ":"):
        return True
    return kind in {Kind.PREPOSITION, Kind.MODAL} and s.word(back).low in _TO


def labels(s: Shape, _: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """Lines of situation reports: "Killed: 45", "Total dead to date - 88", "Dead 12 / Injured 40", "KIA 5, WIA 3"."""
    for at, made in enumerate(s.chunks):
        if made.kind not in _LABELS or made.outcome is None or not _opens_line(s, at):
            continue
        after = at + 1
        while s.kind(after) in {Kind.NAMES, Kind.ADVERB, Kind.AROUND} and after < at + 3:
            after += 1
        marked = s.kind(after) is Kind.STOP and s.word(after).low in _MARKS
        while s.kind(after) is Kind.STOP and s.kind(after + 1) is not Kind.BARE and after < at + 6:
            after += 1  # "(total): 312"
            while s.kind(after) is Kind.NAMES:
                after += 1
        who = after + 1 if marked else at + 1
        if s.kind(who) is Kind.BARE and s.kind(who + 1) not in {Kind.HARM, Kind.PREDICATE, Kind.NAMES}:
            yield who, Suffered(made.outcome, made.first, f"label '{s.tokens[made.last - 1].low}'")


_LABELS = frozenset({Kind.HARM, Kind.PREDICATE, Kind.NOUN, Kind.NOMINAL, Kind.TOLL})
_MARKS = frozenset({":", "-", "–", "—", "("})


def _opens_line(s: Shape, at: int) -> bool:
    """A label opens its line or stands after a mark or another label's number, with at most a word before it."""
    before = at - 1 if s.kind(at - 1) in {Kind.NAMES, Kind.TOLL} else at
    if before < at and s.tokens[s.chunks[before].last - 1].cls is Class.THING:  # "Livestock lost: 40"
        return False
    label = before == 0 or s.kind(before - 1) in {Kind.COMMA, Kind.STOP, Kind.AND}
    form = s.word(at).entry.form
    return label and (form is None or form in {Form.PAST, Form.PARTICIPLE})
