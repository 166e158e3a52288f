"""Harm pairs: two words of harm under one number: "killed and wounded", "dead or injured", "shot and killed"."""

from __future__ import annotations

from casualties.extract import classes, kinds
from casualties.extract.kinds import STRONG, UNCOUNTED
from casualties.extract.lists import Shape
from casualties.scope import Outcome


def both_harms(s: Shape, at: int) -> Outcome:
    """ "killed and wounded", "dead or injured": one number for both."""
    own = s.chunks[at].outcome
    partner = _pair(s, at)
    other = s.chunks[partner].outcome if partner is not None else own
    if {own, other} == {Outcome.KILLED, Outcome.INJURED}:
        return Outcome.KILLED_OR_INJURED
    if {own, other} == {Outcome.KILLED, Outcome.MISSING}:  # "an avalanche buried and killed 15"
        return Outcome.KILLED
    if own is not other and Outcome.KILLED_OR_INJURED in {own, other}:  # "shot and killed", "shot and wounded"
        settled = {own, other} - {Outcome.KILLED_OR_INJURED}
        if settled <= {Outcome.KILLED, Outcome.INJURED}:
            return settled.pop() or Outcome.KILLED_OR_INJURED
    assert own is not None
    return own


def _pair(s: Shape, at: int) -> int | None:
    """The other word of "killed and wounded", "dead or wounded"."""
    for step in (2, -2):
        joined = s.kinds[at + step] in _TELLS and s.kinds[at + step // 2] is kinds.AND
        told = joined and s.word(at + step // 2).low != "but"  # "not wounded but killed"
        if told and not _acts(s, max(at, at + step)):
            return at + step
    again = s.kinds[at + 1] is kinds.AND and s.word(at + 1).low == "or" and s.kinds[at + 2] is kinds.BE
    return at + 3 if again and s.kinds[at + 3] is kinds.HARM else None  # "lost their lives or were wounded"


_TELLS = frozenset({kinds.HARM, kinds.PREDICATE})


def _acts(s: Shape, later: int) -> bool:
    """ "Shot one dead and wounded another": the later word is a verb with victims of its own."""
    beside = s.kinds[later - 2] is kinds.PREDICATE and s.kinds[later] is kinds.HARM
    opened = s.kinds[later + 1] in UNCOUNTED and s.word(later + 1).cls is classes.DETERMINER
    return beside and (opened or s.kinds[later + 1] in STRONG)


def last_of_pair(s: Shape, at: int) -> int:
    """The verb behind which the objects of the one at `at` stand."""
    return at + 2 if s.kinds[at + 1] is kinds.AND and s.kinds[at + 2] is kinds.HARM else at
