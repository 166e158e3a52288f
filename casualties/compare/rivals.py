"""Rivals: what one side says of the other's victims, against what that other side says of its own.

"The ministry of A says that 90 soldiers of B were killed and injured; the president of B speaks of 20 killed and 30
injured."  The second says no word of who they were: a side that counts without saying whom counts its own.
Soldiers and police are the state's and fighters the armed group's, whether or not a name says so.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from casualties.amount import Bound
from casualties.claim import SourceKind, Status
from casualties.compare.evidence import FAR
from casualties.compare.facets import Facets, ids_in_order
from casualties.compare.kinds import Finding, Kind, finding
from casualties.compare.reach import adds
from casualties.compare.relations import DISJOINT, Relation, relate_periods, relate_places
from casualties.compare.who import NAMES_GROUP, WHOLE, names_a_group
from casualties.compare.wording import figure, speaker
from casualties.scope import Outcome, VictimGroup

_PARTIES = frozenset(
    {
        SourceKind.GOVERNMENT,
        SourceKind.MILITARY_POLICE,
        SourceKind.ARMED_GROUP,
        SourceKind.ACTIVIST_OPPOSITION,
    }
)
_STATE = frozenset({SourceKind.GOVERNMENT, SourceKind.MILITARY_POLICE})
_FIGHTERS = frozenset({VictimGroup.ARMED_GROUP, VictimGroup.ATTACKERS})
_ARMED_OF = dict.fromkeys(_STATE, frozenset({VictimGroup.SECURITY_FORCES})) | {SourceKind.ARMED_GROUP: _FIGHTERS}
"""Whose dead a side's own are."""
_AGAINST = dict.fromkeys(_FIGHTERS, _STATE) | {VictimGroup.SECURITY_FORCES: frozenset({SourceKind.ARMED_GROUP})}
"""The kinds of source that fight a group."""
_NESTED = frozenset({Relation.SAME, Relation.INSIDE, Relation.CONTAINS})
"""One side names the road, the other the province, of the same days."""
_SPLIT = frozenset({Outcome.KILLED, Outcome.INJURED})
_WORD = re.compile(r"[^\W\d_]{4,}")
_Key = tuple[object, ...]
_STEM = 4
"""A name and its adjective share at least this many letters and all but the last four: Turkey, Turkish."""


def rival_findings(reports: Iterable[Sequence[Facets]]) -> Iterator[Finding]:
    """Within each report: figures for one side's victims by both sides that exclude each other."""
    for members in reports:
        parties = _Parties(members)
        for foe in parties.figures:
            own = parties.counting_their_own(foe)
            yield from (_dispute(foe, (f,)) for f in own if f.outcome is foe.outcome and not foe.nearly_meets(f))
            yield from (_dispute(foe, (f,)) for f in parties.counting_their_armed(foe) if _at_odds(foe, f))
            if foe.outcome is Outcome.KILLED_OR_INJURED:
                yield from (_dispute(foe, both) for both in _killed_and_injured(own) if _exclude(foe, both))


class _Parties:
    """The figures of one report by those who speak for a side, found by what two of them must have in common."""

    def __init__(self, members: Sequence[Facets]) -> None:
        self.figures = [f for f in members if _speaks_for_a_side(f)]
        self._words = {f: _words(f) for f in self.figures}
        self._told = Counter((f.source, f.outcome, _AGAINST.get(f.group)) for f in self.figures)
        self._named: defaultdict[_Key, list[Facets]] = defaultdict(list)
        self._armed: defaultdict[_Key, list[Facets]] = defaultdict(list)
        for f in self.figures:
            for stem in {word[:_STEM] for word in self._words[f]}:
                self._named[stem, *_held(f)].append(f)
            if f.group in _ARMED_OF.get(f.claim.source.kind, ()):
                self._armed[_AGAINST[f.group], f.start, f.end, *_held(f)].append(f)

    def counting_their_own(self, foe: Facets) -> list[Facets]:
        """`foe` names the side of its victims; these come from that side and name no other."""
        side = _side(foe)
        stems = {word[:_STEM] for word in side}
        found = {f: None for stem in stems for f in self._named.get((stem, *_held(foe)), ())}
        if not found or _shares_name(side, self._words[foe]):
            return []
        named = [f for f in found if _shares_name(side, self._words[f]) and _counts_its_own(f, foe, side)]
        return sorted(named, key=lambda f: f.index)

    def counting_their_armed(self, foe: Facets) -> Iterator[Facets]:
        """Both give a figure for the soldiers and police, or for the fighters, and these are the side of those."""
        fighting = _AGAINST.get(foe.group, frozenset())
        if foe.claim.source.kind in fighting and self._only_one(foe):
            alike = self._armed.get((fighting, foe.start, foe.end, *_held(foe)), ())
            yield from (f for f in alike if _may_be_one_fight(f, foe) and self._only_one(f))

    def _only_one(self, f: Facets) -> bool:
        """A source with several figures for one side tells of its parts, or of several fights."""
        side = _AGAINST.get(f.group)
        return side is not None and self._told[f.source, f.outcome, side] == 1


def _held(f: Facets) -> _Key:
    """Two figures that differ in this are no rival counts."""
    return (f.unit, bool(f.claim.cumulative))


def _speaks_for_a_side(f: Facets) -> bool:
    stands = f.claim.status in (Status.ASSERTED, Status.UNVERIFIED)
    plain = f.claim.amount.bound is not Bound.VAGUE and not adds(f) and f.claim.part_of is None
    return f.source is not None and f.claim.source.kind in _PARTIES and stands and plain


def _counts_its_own(f: Facets, foe: Facets, side: frozenset[str]) -> bool:
    """`f` names no other side than its own, and neither place nor days part the two."""
    if f.source == foe.source or (f.group is not VictimGroup.UNSPECIFIED and not _shares_name(side, _side(f))):
        return False
    return DISJOINT not in (relate_places(f, foe), relate_periods(f, foe))


def _may_be_one_fight(f: Facets, foe: Facets) -> bool:
    """Neither names another side than the other does, and the days are known and the places may be one."""
    names, others = _side(f), _side(foe)
    if names and others and not _shares_name(names, others):
        return False
    return f.has_period and not relate_places(f, foe).isdisjoint(_NESTED)


def _at_odds(foe: Facets, f: Facets) -> bool:
    """No count satisfies both, although the killed may be fewer than the killed and injured; nor do scales differ."""
    low, high = sorted((foe.stated or 0, f.stated or 0))
    if low and high >= FAR * low:
        return False
    if _names_two_sides(foe) and f.wide_low <= foe.wide_high:
        return False
    if foe.outcome is f.outcome:
        return not foe.nearly_meets(f)
    if f.outcome is Outcome.KILLED_OR_INJURED and foe.outcome in _SPLIT:
        return foe.wide_low > f.wide_high
    return foe.outcome is Outcome.KILLED_OR_INJURED and f.outcome in _SPLIT and f.wide_low > foe.wide_high


def _names_two_sides(foe: Facets) -> bool:
    """ "Verdanian and foreign soldiers": what one of the two armies lost is some of them."""
    return len(_side(foe)) > 1 and " and " in (foe.claim.scope.victims.words or "")


def _side(f: Facets) -> frozenset[str]:
    """The words that tell whose the victims were: "Armenian" of "Armenian servicemen"."""
    return frozenset(w for w in f.words - NAMES_GROUP - WHOLE if len(w) >= _STEM and not names_a_group(w))


def _words(f: Facets) -> frozenset[str]:
    return frozenset(_WORD.findall((f.claim.source.words or "").casefold()))


def _shares_name(some: frozenset[str], others: frozenset[str]) -> bool:
    return any(_one_stem(a, b) for a in some for b in others)


def _one_stem(a: str, b: str) -> bool:
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= max(_STEM, max(len(a), len(b)) - _STEM)


def _killed_and_injured(own: Sequence[Facets]) -> Iterator[tuple[Facets, Facets]]:
    """The two figures of one sentence."""
    for a, b in itertools.combinations(own, 2):
        split = {a.outcome, b.outcome} == {Outcome.KILLED, Outcome.INJURED}
        if split and a.source == b.source and a.claim.quote == b.claim.quote:
            yield (a, b)


def _exclude(foe: Facets, both: tuple[Facets, ...]) -> bool:
    low, high = sum(f.wide_low for f in both), sum(f.wide_high for f in both)
    return low > foe.wide_high or high < foe.wide_low


def _dispute(foe: Facets, own: tuple[Facets, ...]) -> Finding:
    low, high = sum(f.low for f in own), sum(f.high for f in own)
    gap = int(low - foe.high if low > foe.high else foe.low - high)
    total = sum(f.stated or 0 for f in own)
    told = " and ".join(f"{figure(f)} {f.outcome.replace('_', ' ')}" for f in own)
    in_all = f", {total:,} in all" if len(own) > 1 else ""
    who = foe.claim.scope.victims.words
    one = f"{speaker(foe)} said {figure(foe)} {who} {foe.outcome.replace('_', ' ')}"
    reason = f"{one}; {speaker(own[0])}, on whose side they were, said {told}{in_all}: {gap:,} apart."
    numbers = sorted((total, foe.stated or 0))
    return finding(
        Kind.CONTRADICTS_SOURCE,
        ids_in_order((foe, *own)),
        reason,
        gap=gap,
        ratio=round(numbers[1] / numbers[0], 4) if numbers[0] else None,
        scope=foe.claim.scope,
        assumptions=("both speak of the same fighting", f"{speaker(own[0])} counts its own side"),
    )
