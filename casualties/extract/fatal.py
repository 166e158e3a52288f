"""Fatal: those hurt who died.

"Five people were shot, two fatally", "two women who were injured in the crash succumbed": dead, whatever befell them
first.
"""

from __future__ import annotations

from collections.abc import Mapping

from casualties.extract import kinds
from casualties.extract.frames import Leaning, Suffered
from casualties.extract.kinds import AUX, CLAUSE_END, LIGHT, NEUTRAL, PREPOSITIONS
from casualties.extract.lists import Shape
from casualties.extract.words import FINISHED, Frame, Role
from casualties.scope import Outcome

_HURT = frozenset({Outcome.INJURED, Outcome.KILLED_OR_INJURED})
_WITH_FATAL = frozenset({kinds.UNKNOWN, kinds.HARMED})
_FATALLY = frozenset({kinds.ADVERB, kinds.NAMES})
_AFTER_WOUND = AUX | NEUTRAL | PREPOSITIONS | {kinds.COMMA}
"""What may stand between a wound told in passing and the verb of the death."""
_REACH = 14
"""Chunks that it takes up at most: "in Saturday's bus accident near Dol, 14 km short of Bar, later"."""


def fatal(s: Shape, at: int, made: Suffered, found: Mapping[int, Suffered]) -> Suffered:
    """The harm of the chunk at `at`, which is death where the sentence says so."""
    if made.outcome in _HURT and _died_of_it(s, at, made):  # the wound stays the trigger, for its day is the victims'
        return made._replace(outcome=Outcome.KILLED, rule=f"died, {made.rule}")
    if not _is_fatal(s, at):
        return made
    if made.leans is Leaning.SHARE:
        return made._replace(leans=Leaning.WHOLE, rule=f"fatally, {made.rule}")
    if made.outcome not in _HURT:
        return made
    whole = max((k for k in found if k < at), default=None) if made.part_of is None else made.part_of
    return made._replace(outcome=Outcome.KILLED, part_of=whole, rule=f"fatally, {made.rule}")


def _is_fatal(s: Shape, at: int) -> bool:
    """ "two fatally", "four of them fatal", "four fatal", "four fatal casualties"."""
    words, chunk = s.roles[Role.FATAL], s.chunks[at]
    if s.kinds[at] in _WITH_FATAL and any(t.low in words for t in s.tokens[chunk.first : chunk.last]):
        return True
    beside = s.kinds[at + 1] in _FATALLY and s.chunks[at + 1].last - s.chunks[at + 1].first == 1
    return beside and s.word(at + 1).low in words and s.kinds[at + 2] in CLAUSE_END


def _died_of_it(s: Shape, at: int, made: Suffered) -> bool:
    """Whether a verb of death follows: "two women who were injured there succumbed", "five wounded later died"."""
    wound = next((k for k in range(at + 1, at + _REACH) if s.kinds[k] is kinds.HARM), None)
    if wound is None or s.chunks[wound].first != made.trigger or not _in_passing(s, at, wound):
        return False
    death = wound + 1
    while s.kinds[death] in _AFTER_WOUND and death < wound + _REACH:
        death += 1
    entry = s.word(death).entry if s.kinds[death] is kinds.HARM else None
    return entry is not None and entry.frame is Frame.SUBJECT and entry.outcome is Outcome.KILLED


def _in_passing(s: Shape, at: int, wound: int) -> bool:
    """The wound stands in a relative clause or as a bare participle, so that another verb tells what became of them."""
    back = wound - 1
    while s.kinds[back] in AUX:
        back -= 1
    if s.kinds[back] is kinds.RELATIVE:
        return True
    while s.kinds[back] in LIGHT or s.kinds[back] is kinds.COMMA:
        back -= 1
    return back == at and s.kinds[wound - 1] is not kinds.BE and s.word(wound).entry.form in FINISHED
