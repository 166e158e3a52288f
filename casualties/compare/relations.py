"""Relations: how the scopes of two claims may stand to each other, one dimension at a time.

A relation is a *set* of possible relations.  What is unknown is several at once; only where one is left is anything
certain.  Scopes are products of their dimensions, so the relation of two scopes is composed from those of the parts.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache

from casualties.compare.facets import Facets
from casualties.compare.who import NAMES_GROUP
from casualties.scope import Outcome, VictimGroup, relate_paths
from casualties.scope import Relation as Relation  # noqa: PLC0414  # handed on to the rest of the wing

Relations = frozenset[Relation]

SAME: Relations = frozenset({Relation.SAME})
INSIDE: Relations = frozenset({Relation.INSIDE})
CONTAINS: Relations = frozenset({Relation.CONTAINS})
OVERLAPS: Relations = frozenset({Relation.OVERLAPS})
DISJOINT: Relations = frozenset({Relation.DISJOINT})
UNKNOWN: Relations = frozenset(Relation)


@dataclass(frozen=True, slots=True)
class ScopeRelation:
    """The relation of two scopes, per dimension and composed."""

    unit: Relations
    outcome: Relations
    victims: Relations
    place: Relations
    period: Relations

    @property
    def whole(self) -> Relations:
        """All dimensions together."""
        return compose(self.unit, self.outcome, self.victims, self.place, self.period)

    @property
    def dimensions(self) -> tuple[tuple[str, Relations], ...]:
        return (
            ("unit", self.unit),
            ("outcome", self.outcome),
            ("victims", self.victims),
            ("place", self.place),
            ("period", self.period),
        )


@cache
def compose(*dimensions: Relations) -> Relations:
    """The relation of two products from those of their sides, for every combination that is possible."""
    return frozenset(_product(several) for several in itertools.product(*dimensions))


def relate(a: Facets, b: Facets) -> ScopeRelation:
    """How the scope of `a` may stand to that of `b`."""
    return ScopeRelation(
        SAME if a.unit is b.unit else DISJOINT,
        relate_outcomes(a.outcome, b.outcome),
        relate_victims(a, b),
        relate_places(a, b),
        relate_periods(a, b),
    )


def relate_outcomes(a: Outcome, b: Outcome) -> Relations:
    """Killed and injured are inside "casualties"; all others are apart."""
    if a is b:
        return SAME
    split = (Outcome.KILLED, Outcome.INJURED)
    if b is Outcome.KILLED_OR_INJURED and a in split:
        return INSIDE
    if a is Outcome.KILLED_OR_INJURED and b in split:
        return CONTAINS
    return DISJOINT


def relate_victims(a: Facets, b: Facets) -> Relations:
    """By group, then by words.  Two figures that both leave open who count the same; one that does may be anything."""
    if VictimGroup.UNSPECIFIED in (a.group, b.group):
        return SAME if a.group is b.group else UNKNOWN
    if a.group is b.group:
        return _relate_words(a.words - NAMES_GROUP, b.words - NAMES_GROUP)
    return _relate_groups(a.group, b.group)


def _relate_words(a: frozenset[str], b: frozenset[str]) -> Relations:
    """What is said beyond the group's own name: "Kenyan officers" are officers, "Azeri" are not "Armenian" ones."""
    if a == b:
        return SAME
    if a < b:
        return CONTAINS | SAME
    return INSIDE | SAME if b < a else UNKNOWN


def relate_places(a: Facets, b: Facets) -> Relations:
    """By path where both are resolved (every candidate of an ambiguous name counts), else by the same words."""
    if a.place and b.place:
        return relate_candidates(a.place, b.place)
    if not a.place_words or not b.place_words:
        return UNKNOWN
    if a.place_words == b.place_words:
        return SAME
    if a.place_words[-len(b.place_words) :] == b.place_words:
        return INSIDE
    if b.place_words[-len(a.place_words) :] == a.place_words:
        return CONTAINS
    return SAME if a.place_words[0] == b.place_words[0] else UNKNOWN


def relate_candidates(a: tuple[str, ...], b: tuple[str, ...]) -> Relations:
    """Two resolved places, each the paths that its name may mean."""
    if a == b:
        return SAME
    return frozenset().union(*(relate_paths(x, y) for x in a for y in b))


def relate_periods(a: Facets, b: Facets) -> Relations:
    """Two stretches of days; an end that is unknown leaves every relation that some end would give."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return _half_known(a, b)
    return frozenset({_relate_spans(a.start, a.end, b.start, b.end)})


def _half_known(a: Facets, b: Facets) -> Relations:
    """Only that one has ended before the other began is told by ends alone."""
    if a.end is not None and b.start is not None and a.end < b.start:
        return DISJOINT
    if b.end is not None and a.start is not None and b.end < a.start:
        return DISJOINT
    return UNKNOWN


def _relate_spans(a_start: int, a_end: int, b_start: int, b_end: int) -> Relation:
    if (a_start, a_end) == (b_start, b_end):
        return Relation.SAME
    if a_end < b_start or b_end < a_start:
        return Relation.DISJOINT
    if b_start <= a_start and a_end <= b_end:
        return Relation.INSIDE
    return Relation.CONTAINS if a_start <= b_start and b_end <= a_end else Relation.OVERLAPS


_ARMED = frozenset({VictimGroup.SECURITY_FORCES, VictimGroup.ARMED_GROUP, VictimGroup.ATTACKERS})
_APART = _ARMED | {VictimGroup.CIVILIANS}


def _relate_groups(a: VictimGroup, b: VictimGroup) -> Relations:
    """Civilians hold children, women, protesters, aid workers and journalists (OHCHR status); arms part from all."""
    if VictimGroup.MIXED in (a, b):
        return (CONTAINS if a is VictimGroup.MIXED else INSIDE) | OVERLAPS
    if VictimGroup.OTHER in (a, b):
        return UNKNOWN
    if a in _APART and b in _APART:
        attackers = {VictimGroup.ATTACKERS, VictimGroup.ARMED_GROUP}
        return INSIDE | CONTAINS | SAME if {a, b} == attackers else DISJOINT
    if a is VictimGroup.CIVILIANS:
        return CONTAINS | SAME | OVERLAPS
    if b is VictimGroup.CIVILIANS:
        return INSIDE | SAME | OVERLAPS
    if {a, b} == {VictimGroup.CHILDREN, VictimGroup.WOMEN}:
        return DISJOINT
    if (a in _ARMED) != (b in _ARMED):
        return DISJOINT if {a, b} & {VictimGroup.CHILDREN, VictimGroup.AID_WORKERS} else OVERLAPS | DISJOINT
    return OVERLAPS | DISJOINT | INSIDE | CONTAINS


def _product(parts: tuple[Relation, ...]) -> Relation:
    kinds = set(parts)
    if Relation.DISJOINT in kinds:
        return Relation.DISJOINT
    kinds.discard(Relation.SAME)
    if not kinds:
        return Relation.SAME
    return kinds.pop() if len(kinds) == 1 else Relation.OVERLAPS
