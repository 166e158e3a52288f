"""One text: what a reader takes for granted of two figures of one report where the text leaves something unsaid.

A report that gives the day, the place or the victims of one figure goes on speaking of them with the next, unless it
says that it turns to something else.  What is taken for granted is named in the reason of whatever follows from it.
"""

from __future__ import annotations

import re

from casualties.compare import cues
from casualties.compare.facets import Facets
from casualties.compare.reach import is_broad, is_narrower, sums_up
from casualties.compare.relations import SAME, Relation, ScopeRelation
from casualties.scope import VictimGroup

ONE_PLACE = "both are of one place"
ONE_TIME = "both are of the same days"
ONE_TOLL = "the toll is that of the one incident"
NOBODY_ELSE = "the lower figure means that nobody else died"
GRANTED = frozenset({ONE_PLACE, ONE_TIME, ONE_TOLL, NOBODY_ELSE})

_NAME = re.compile(r"\b[A-Z][\w'’-]+")


def is_answer(a: Facets, b: Facets) -> bool:
    """Whether the text sets the two against each other: one is a rival count, or the later one answers the earlier."""
    return cues.is_set_against(a) or cues.is_set_against(b) or (a.claim.quote != b.claim.quote and cues.answers(b))


def names_one_place(a: Facets, b: Facets, how: ScopeRelation) -> bool:
    """One place worded twice ("a bakery in the Badu quarter of Raqqa", "Badu quarter, Raqqa"), or never named."""
    if how.period != SAME or not a.has_period or Relation.SAME not in how.place:
        return False
    if not (a.place_words or b.place_words):
        return True
    if not (a.place_words and b.place_words):
        return is_answer(a, b)
    one, other = (_NAME.findall(f.claim.scope.place.words or "") for f in (a, b))
    return bool(one and other) and one[0] in other and other[0] in one


def leaves_out_days(a: Facets, b: Facets) -> bool:
    """One figure has its days and the other none, and the latter is no count over a time."""
    if a.has_period == b.has_period:
        return False
    undated = b if a.has_period else a
    return not sums_up(undated) and (not is_broad(a) or cues.is_set_against(undated))


def is_toll_of_one(a: Facets, b: Facets) -> bool:
    """A count of an incident beside "the death toll" of its place and days, which adds up no others.

    What adds up several incidents is at odds with the count of one only where it is lower.
    """
    if is_narrower(a) or is_narrower(b) or {a.claim.cumulative, b.claim.cumulative} != {True, False}:
        return False
    toll, count = (a, b) if a.claim.cumulative else (b, a)
    if cues.in_sentence(toll, cues.SUMMED):
        return count.low > toll.high
    return not sums_up(toll) and (not is_broad(a) or cues.is_set_against(toll))


def leaves_no_others(f: Facets) -> bool:
    """ "The coalition conceded that nine civilians had died": of those it harmed, and no others."""
    return f.group in (VictimGroup.CIVILIANS, VictimGroup.PROTESTERS) and cues.is_owned_up(f)


def turn_to_another(a: Facets, b: Facets) -> bool:
    """ "A third bomber killed six": one of the two sentences is of another incident."""
    return a.claim.quote != b.claim.quote and cues.in_sentence(a, cues.ANOTHER) != cues.in_sentence(b, cues.ANOTHER)


def goes_up(a: Facets, b: Facets) -> bool:
    """ "By evening the toll was 19", "bringing the dead to 19": the higher figure is told as the later one."""
    low, high = (a, b) if (a.stated or 0) < (b.stated or 0) else (b, a)
    if low is b and cues.answers(b):
        return False  # "... bringing the dead to 18. The mayor, however, spoke of 17."
    return (cues.is_later(high) or cues.is_raised(high)) and not (cues.is_later(low) or cues.is_raised(low))
