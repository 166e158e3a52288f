"""Evidence: whether two claims speak of the same thing at all, and what must be assumed for it.

Most figures in one report speak of different incidents.  Two claims are only measured against each other where
something positive ties them: the same place and days, rows of one typed table, or one sentence told twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casualties.amount import Bound
from casualties.claim import SourceKind
from casualties.compare import cues
from casualties.compare.facets import Facets, Reading, facets_of
from casualties.compare.one_text import (
    ONE_PLACE,
    ONE_TIME,
    ONE_TOLL,
    goes_up,
    is_answer,
    is_toll_of_one,
    leaves_out_days,
    names_one_place,
    turn_to_another,
)
from casualties.compare.reach import adds, counts_its_own, is_broad, is_country, is_narrower, singles_out
from casualties.compare.relations import SAME, UNKNOWN, Relation, ScopeRelation, relate

_DIGITS = re.compile(r"\d[\d,.]*")
_WORD = re.compile(r"[^\W_]{3,}")
_NAMELESS = (
    "administration agency authority centre center commission committee council department directorate ministry "
    "mission network observatory office organisation organization service union"
)
_BODIES = frozenset(_NAMELESS.split())
"""Words for a body that name none: after its full name, "the agency" is that agency."""
_SHORT = 3
FAR_APART = 2.5
"""Two unrelated bodies whose figures for one incident are further apart than this mostly speak of two incidents;
the largest ratio among annotated contradictions of neutral bodies is 1.5, of opposing sides 5."""
_FAR_SET_AGAINST = 6.0
"""The same where the text itself sets the two against each other, or opposing sides speak."""
FAR = 25
"""A figure of a text that is this many times another one, or more, is another toll: a war's beside an attack's."""
_BEYOND = 8
"""From this many times its low end on, a number is no longer what a vague word stands for: dozens are 24 to 191."""
_SIDES = (
    frozenset({SourceKind.ARMED_GROUP, SourceKind.ACTIVIST_OPPOSITION}),
    frozenset({SourceKind.GOVERNMENT, SourceKind.MILITARY_POLICE}),
)
_COUNTING = frozenset({SourceKind.MONITOR, SourceKind.HEALTH, SourceKind.UN, SourceKind.WITNESS, SourceKind.RESCUE})
"""Who counts the victims of an attack that an armed group claims, or tells the world of."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two claims with the relation of their scopes; ``a`` stands first among the claims."""

    a: Facets
    b: Facets
    relation: ScopeRelation

    @property
    def same_report(self) -> bool:
        return self.a.claim.report_id == self.b.claim.report_id

    @property
    def typed(self) -> bool:
        return self.a.typed and self.b.typed

    @property
    def one_text(self) -> bool:
        """Both were read from one text."""
        return self.same_report and not self.typed

    @property
    def same_source(self) -> bool:
        """One body makes both claims; a report's own voice is one body too."""
        if self.a.source is None and self.b.source is None:
            return self.same_report
        if self.a.source is None or self.b.source is None:
            return False
        if self.a.source == self.b.source:
            return True
        return self.same_report and (_one_name(self.a.source, self.b.source) or _taken_up(self.a, self.b))

    @property
    def same_time(self) -> bool | None:
        """Whether both figures held on one day; None if it cannot be told."""
        if self.a.as_of is not None and self.b.as_of is not None:
            return self.a.as_of == self.b.as_of
        if self.a.as_of is None and self.b.as_of is None and self.same_report and not self.typed:
            return True
        return None

    @property
    def opposed(self) -> bool:
        return opposed(self.a.claim.source.kind, self.b.claim.source.kind)


def opposed(a: SourceKind, b: SourceKind) -> bool:
    """Whether the two sides of a conflict speak, or an armed group and those who count its victims."""
    one, other = _SIDES
    sides = (a in one and b in other) or (b in one and a in other)
    return sides or (SourceKind.ARMED_GROUP in (a, b) and not _COUNTING.isdisjoint((a, b)))


def _one_name(a: str, b: str) -> bool:
    """In one report a longer name holds the shorter: "health ministry", "Gaza's health ministry"."""
    x, y = frozenset(_WORD.findall(a)), frozenset(_WORD.findall(b))
    return min(len(x), len(y)) >= 2 and (x <= y or y <= x)


def _taken_up(first: Facets, later: Facets) -> bool:
    """ "The health ministry's director", then "the ministry": a body without a name is the one that was named."""
    words = (later.claim.source.words or "").casefold().split()
    if len(words) != 2 or words[0] != "the" or words[1] not in _BODIES:
        return False
    return words[1] in _WORD.findall(first.source or "") and words[1] != first.source


def pair_of(a: Facets, b: Facets, reading: Reading = Reading.LITERAL) -> Pair:
    """The pair in the order of the claims."""
    if reading is Reading.TALLY and a.source != b.source:
        a, b = (facets_of(f.claim, f.index, Reading.DOCUMENTED) for f in (a, b))
    first, second = (a, b) if a.index <= b.index else (b, a)
    return Pair(first, second, relate(first, second))


def tie(pair: Pair) -> tuple[str, ...] | None:
    """What must be assumed for both to speak of one place, time and sort of victims; None if nothing ties them."""
    how = pair.relation
    nested = _one_incident(pair)
    if Relation.SAME not in how.period or not (Relation.SAME in how.place or nested):
        return None
    a, b = pair.a, pair.b
    two_voices = pair.one_text and not pair.same_source
    assumed = []
    if how.place != SAME:
        if _place_left_open(pair) or nested:
            assumed.append("both speak of the same place")
        elif two_voices and names_one_place(a, b, how):
            assumed.append(ONE_PLACE)
        else:
            return None
    of_one_place = two_voices and (how.place == SAME or ONE_PLACE in assumed)
    if how.period != SAME:
        if _period_left_open(pair):
            assumed.append("both speak of the same days")
        elif of_one_place and leaves_out_days(a, b):
            assumed.append(ONE_TIME)
        else:
            return None
    if how.victims != SAME:
        assumed.append("both count the same victims")
    if other_extent(pair):
        if not of_one_place or _other_toll(a, b) or not is_toll_of_one(a, b):
            return None
        assumed.append(ONE_TOLL)
    return tuple(assumed)


def may_contradict(pair: Pair) -> bool:
    """Whether two sources that differ can be said to dispute, and not to speak of two incidents."""
    a, b = pair.a, pair.b
    if pair.typed:
        return True
    vague = Bound.VAGUE in (a.claim.amount.bound, b.claim.amount.bound)
    if vague or any(adds(f) or singles_out(f) or cues.is_replaced(f) for f in (a, b)):
        return False
    if (a.claim.part_of is None) != (b.claim.part_of is None) or _one_sentence(a, b):
        return False
    if pair.same_report and (turn_to_another(a, b) or goes_up(a, b)):
        return False
    set_against = pair.same_report and is_answer(a, b)
    if pair.same_report and None in (a.source, b.source) and not set_against:
        return False
    broad = is_broad(a) and is_broad(b) and not (a.claim.cumulative or set_against or alike(a, b))
    if broad or _own_patients(a, b) or _fits_inside(pair):
        return False
    ratio = max(a.stated or 0, b.stated or 0) / max(1, min(a.stated or 0, b.stated or 0))
    return ratio <= (_FAR_SET_AGAINST if pair.opposed or set_against else FAR_APART)


def _one_sentence(a: Facets, b: Facets) -> bool:
    """The same sentence, copied from one report into another, with two of its figures."""
    return a.claim.quote is not None and a.claim.quote == b.claim.quote and a.claim.report_id != b.claim.report_id


def _fits_inside(pair: Pair) -> bool:
    """The figure of the village is no larger than that of the province around it."""
    if Relation.SAME in pair.relation.place:
        return False
    inner, outer = (pair.a, pair.b) if Relation.INSIDE in pair.relation.place else (pair.b, pair.a)
    return inner.low <= outer.high


def _own_patients(a: Facets, b: Facets) -> bool:
    """A hospital counts those it received, not all there were."""
    return counts_its_own(a if (a.stated or 0) < (b.stated or 0) else b)


def other_extent(pair: Pair) -> bool:
    """A running toll against one incident, a part against a whole, or the count of some hospitals against all."""
    a, b = pair.a.claim, pair.b.claim
    if not pair.typed and (is_narrower(pair.a) != is_narrower(pair.b) or _other_toll(pair.a, pair.b)):
        return True
    if _same_stretch(pair):
        return False
    return a.cumulative is not None and b.cumulative is not None and a.cumulative != b.cumulative


def _same_stretch(pair: Pair) -> bool:
    """Two readings of one text with the same days, more than one: whether the count runs on or not, it counts these."""
    a = pair.a
    several = a.start is not None and a.end is not None and a.end > a.start
    return several and pair.same_report and not pair.typed and pair.relation.period == SAME


def _other_toll(a: Facets, b: Facets) -> bool:
    """So much larger that it counts something else, or is not what the vague word stands for."""
    low, high = sorted((a.stated or 0, b.stated or 0))
    vague = Bound.VAGUE in (a.claim.amount.bound, b.claim.amount.bound)
    return low > 0 and high >= (_BEYOND if vague else FAR) * low


def _one_incident(pair: Pair) -> bool:
    """Two reports of one day, one naming the village and the other its province."""
    a, b = pair.a, pair.b
    if pair.typed or pair.relation.period != SAME or not a.has_period:
        return False
    short = (a.end or 0) - (a.start or 0) < _SHORT
    nested = pair.relation.place <= {Relation.SAME, Relation.INSIDE, Relation.CONTAINS}
    return short and nested and not (is_country(a) and is_country(b))


def _place_left_open(pair: Pair) -> bool:
    """A typed table of one report may leave the place of all its rows empty."""
    return pair.typed and pair.same_report and not (pair.a.place_words or pair.b.place_words)


def _period_left_open(pair: Pair) -> bool:
    """Neither period is known, and something else ties the two."""
    if pair.relation.period != UNKNOWN or pair.a.has_period != pair.b.has_period:
        return pair.typed and pair.relation.period == UNKNOWN
    return pair.typed or alike(pair.a, pair.b) or (pair.same_report and bool(pair.a.claim.cumulative))


def alike(a: Facets, b: Facets) -> bool:
    """One sentence told twice in other words or numbers: at least half of the words shared once figures are masked.

    A sentence that is copied letter by letter tells nothing twice: it cannot contradict its own copy.
    """
    if a.claim.quote == b.claim.quote:
        return False
    x, y = _shingle(a), _shingle(b)
    return len(x) >= 4 and len(y) >= 4 and len(x & y) * 2 >= len(x | y)


def _shingle(facets: Facets) -> frozenset[str]:
    quote = _DIGITS.sub(" ", (facets.claim.quote or "").casefold())
    return frozenset(_WORD.findall(quote))
