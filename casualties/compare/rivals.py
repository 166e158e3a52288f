"""Rivals: what one side says of the other's victims, against what that other side says of its own.

"The ministry of A says that 90 soldiers of B were killed and injured; the president of B speaks of 20 killed and 30
injured."  The second says no word of who they were: a side that counts without saying whom counts its own.
Soldiers and police are the state's and fighters the armed group's, whether or not a name says so.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from casualties.amount import Bound
from casualties.claim import SourceKind, Status
from casualties.compare.evidence import FAR, adds
from casualties.compare.facets import Facets
from casualties.compare.kinds import Finding, Kind, finding
from casualties.compare.relations import DISJOINT, SAME, Relation, relate
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
_SPLIT = frozenset({Outcome.KILLED, Outcome.INJURED})
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 4
"""A name and its adjective share at least this many letters and all but the last four: Turkey, Turkish."""


def rival_findings(reports: Iterable[Sequence[Facets]]) -> Iterator[Finding]:
    """Within each report: figures for one side's victims by both sides that exclude each other."""
    for members in reports:
        parties = [f for f in members if _speaks_for_a_side(f)]
        for foe in parties:
            own = [f for f in parties if _counts_its_own(f, foe)]
            yield from (_dispute(foe, (f,)) for f in own if f.outcome is foe.outcome and not foe.nearly_meets(f))
            if _only_one(foe, foe.group, parties):
                armed = (f for f in parties if _counts_its_armed(f, foe) and _only_one(f, foe.group, parties))
                yield from (_dispute(foe, (f,)) for f in armed if _at_odds(foe, f))
            if foe.outcome is Outcome.KILLED_OR_INJURED:
                yield from (_dispute(foe, both) for both in _killed_and_injured(own) if _exclude(foe, both))


def _speaks_for_a_side(f: Facets) -> bool:
    stands = f.claim.status in (Status.ASSERTED, Status.UNVERIFIED)
    plain = f.claim.amount.bound is not Bound.VAGUE and not adds(f) and f.claim.part_of is None
    return f.source is not None and f.claim.source.kind in _PARTIES and stands and plain


def _counts_its_own(f: Facets, foe: Facets) -> bool:
    """`foe` names the side of its victims, `f` comes from that side and names no other, and nothing parts the two."""
    side = _side(foe)
    if not side or f.source == foe.source or _shares_name(side, _words(foe)) or not _shares_name(side, _words(f)):
        return False
    if f.group is not VictimGroup.UNSPECIFIED and not _shares_name(side, _side(f)):
        return False
    how = relate(f, foe)
    apart = DISJOINT in (how.place, how.period, how.unit)
    return not apart and f.as_of == foe.as_of and bool(f.claim.cumulative) == bool(foe.claim.cumulative)


def _counts_its_armed(f: Facets, foe: Facets) -> bool:
    """Both give a figure for the soldiers and police, or for the fighters, and `f` is the side these belong to."""
    theirs = _ARMED_OF.get(f.claim.source.kind, frozenset())
    if not {f.group, foe.group} <= theirs or foe.claim.source.kind not in _AGAINST[f.group]:
        return False
    names, others = _side(f), _side(foe)
    if names and others and not _shares_name(names, others):
        return False
    how = relate(f, foe)
    met = how.period == SAME and f.has_period and Relation.SAME in how.place and how.unit == SAME
    return met and f.as_of == foe.as_of and bool(f.claim.cumulative) == bool(foe.claim.cumulative)


def _only_one(f: Facets, group: VictimGroup, parties: Sequence[Facets]) -> bool:
    """A source with several figures for one side tells of its parts, or of several fights."""
    side = _AGAINST.get(group)
    alike = (g for g in parties if g.source == f.source and g.outcome is f.outcome and _AGAINST.get(g.group) == side)
    return side is not None and len(list(alike)) == 1


def _at_odds(foe: Facets, f: Facets) -> bool:
    """No count satisfies both, although the killed may be fewer than the killed and injured; nor do scales differ."""
    low, high = sorted((foe.stated or 0, f.stated or 0))
    if low and high >= FAR * low:
        return False
    if foe.outcome is f.outcome:
        return not foe.nearly_meets(f)
    if f.outcome is Outcome.KILLED_OR_INJURED and foe.outcome in _SPLIT:
        return foe.wide_low > f.wide_high
    return foe.outcome is Outcome.KILLED_OR_INJURED and f.outcome in _SPLIT and f.wide_low > foe.wide_high


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
    reason = (
        f"{speaker(foe)} said {figure(foe)} {who} {foe.outcome.replace('_', ' ')}; {speaker(own[0])}, whose side they "
        f"are, said {told}{in_all}: {gap:,} apart."
    )
    numbers = sorted((total, foe.stated or 0))
    return finding(
        Kind.CONTRADICTS_SOURCE,
        [f.claim_id for f in sorted((foe, *own), key=lambda f: f.index)],
        reason,
        gap=gap,
        ratio=round(numbers[1] / numbers[0], 4) if numbers[0] else None,
        scope=foe.claim.scope,
        assumptions=("both speak of the same fighting", f"{speaker(own[0])} counts its own side"),
    )
