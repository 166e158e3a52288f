"""Topics: the claims that speak of one scope, with the range they support."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casualties.claim import Status
from casualties.compare.events import Event, gather_events, is_background, names_two_towns
from casualties.compare.facets import Facets, ReadScope
from casualties.compare.kinds import Finding, Kind, Verdict
from casualties.compare.origins import count_origins
from casualties.compare.reach import takes_some
from casualties.scope import Scope, VictimGroup

_MOST_IDS = 8
_SUMS = frozenset({Kind.SUM_SUPPORTS, Kind.SUM_MISMATCH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The claims that share one scope.

    ``low`` to ``high`` is what the claims support together: their intersection where they agree, else their hull, be
    it for growth or for dispute (``contradicted`` if a finding says so); an open end is None.  ``best`` is the middle
    one of the stated figures that lie in it.  ``n_origins`` counts independent origins: a relay or a copied sentence
    is no second voice.  ``tight_low`` to ``tight_high`` is what is left once parts, wholes and stated sums of other
    topics are reckoned with; ``tight_by`` names the claims behind it where it is more than the topic's own.
    """

    topic_id: str
    scope: Scope
    claim_ids: tuple[str, ...]
    low: int | None
    best: int | None
    high: int | None
    n_reports: int
    n_sources: int
    n_origins: int
    contradicted: bool = False
    tight_low: int | None = None
    tight_high: int | None = None
    tight_by: tuple[str, ...] = ()


def topic_key(f: Facets) -> tuple[object, ...]:
    """Claims with equal keys share a topic: outcome, unit, who, where and when, as far as known."""
    who = (f.group, f.words if f.group is not VictimGroup.UNSPECIFIED else frozenset())
    where: object = f.place or f.place_words or ("unplaced", f.claim.report_id)
    return (f.unit, f.outcome, who, where, (f.start, f.end))


def gather_topics(
    several: Sequence[Facets], findings: Iterable[Finding] = (), events: Iterable[Event] | None = None
) -> tuple[Topic, ...]:
    """The topics of the claims, the largest first, then by first mention.

    Claims read from texts share a topic where they speak of one incident, however each report words the place and the
    day; rows of a typed table where these are the same, as typed.

    `findings` tell which claims contradict each other and which are parts of a sum, whose whole alone is pooled;
    `events` are the incidents of the claims that were read, where they are known already.
    """
    disputed: defaultdict[str, set[str]] = defaultdict(set)
    findings = tuple(findings)
    whole_of = wholes(findings)
    for found in findings:
        if found.verdict is Verdict.CONFLICT:
            for a, b in itertools.combinations(found.claim_ids[:_MOST_IDS], 2):
                disputed[a].add(b)
    grouped: defaultdict[tuple[object, ...], list[Facets]] = defaultdict(list)
    keys: dict[tuple[ReadScope, str | None], tuple[object, ...]] = {}
    scopes = event_scopes(gather_events([f for f in several if not f.typed]).all if events is None else events)
    own: list[tuple[object, ...]] = []
    joined: dict[tuple[object, ...], tuple[object, ...]] = {}  # a toll worded as an incident's claims are joins them
    for f in several:
        read = (f.scope, None if f.scope.place or f.scope.place_words else f.claim.report_id)
        key = keys.get(read)
        if key is None:
            key = keys[read] = topic_key(f)
        own.append(key)
        if f.claim_id in scopes:
            joined.setdefault(key, (*key[:3], scopes[f.claim_id]))
    told = {(f.claim.report_id, scopes[f.claim_id]) for f in several if f.claim_id in scopes}
    elsewhere = {report for report, _ in told}
    for f, key in zip(several, own, strict=True):
        where, toll = scopes.get(f.claim_id), joined.get(key)
        if where is not None:
            grouped[(*key[:3], where)].append(f)
        elif toll is not None and ((f.claim.report_id, toll[3]) in told or f.claim.report_id not in elsewhere):
            grouped[toll].append(f)
        else:
            grouped[key].append(f)
    ordered = sorted(grouped.values(), key=lambda fs: (-len(fs), fs[0].index))
    return tuple(_topic(members, whole_of, disputed) for members in ordered)


def event_scopes(events: Iterable[Event]) -> dict[str, tuple[object, ...]]:
    """For each claim of an incident, what stands for its place and days; tolls over a time keep their own.

    One incident has one place, told as a village or as its province.  Where one report names two towns, each claim
    keeps the place that it names.
    """
    found: dict[str, tuple[object, ...]] = {}
    for number, event in enumerate(events):
        if all(is_background(f) for f in event):
            continue
        one = not names_two_towns(event)
        for f in event:
            if not is_background(f):
                found[f.claim_id] = ("event", number, () if one else f.place or f.place_words)
    return found


def wholes(findings: Iterable[Finding]) -> dict[str, str]:
    """For each claim that is said or seen to be a part of a sum, the whole."""
    sums = [f for f in findings if f.kind in _SUMS]
    return {part: f.whole for f in sums if f.whole is not None for part in f.claim_ids if part != f.whole}


def why_part(several: Sequence[Facets], whole_of: Mapping[str, str]) -> dict[str, str]:
    """Which claims of one topic tell of some of its victims only, and how that is known; nothing if all do."""
    names = {f.claim_id for f in several}
    found: dict[str, str] = {}
    for f in several:
        whole = f.claim.part_of if f.claim.part_of in names else whole_of.get(f.claim_id)
        if whole in names:
            found[f.claim_id] = f"a part of {whole}"
        elif takes_some(f):
            found[f.claim_id] = "some of the victims only"
    return found if len(found) < len(several) else {}


def _topic(members: list[Facets], whole_of: Mapping[str, str], disputed: Mapping[str, set[str]]) -> Topic:
    numbered = [f for f in members if not f.silent and f.claim.status not in (Status.DENIED, Status.RETRACTED)]
    parts = why_part(numbered, whole_of)
    pooled = [f for f in numbered if f.claim_id not in parts]
    low, high, apart = pool(pooled)
    contradicted = apart and _any_disputed(members, disputed)
    stated = sorted(f.stated for f in pooled if f.stated is not None and low <= f.stated <= high)
    first = members[0]
    return Topic(
        topic_id=f"topic:{first.claim_id}",
        scope=first.claim.scope,
        claim_ids=tuple(f.claim_id for f in members),
        low=low if numbered else None,
        best=stated[(len(stated) - 1) // 2] if stated else None,
        high=None if math.isinf(high) else int(high),
        n_reports=len({f.claim.report_id for f in members}),
        n_sources=len({f.source or f.claim.report_id for f in members}),
        n_origins=count_origins(members),
        contradicted=contradicted,
    )


def _any_disputed(members: Sequence[Facets], disputed: Mapping[str, set[str]]) -> bool:
    names = {f.claim_id for f in members}
    return any(not names.isdisjoint(disputed.get(name, ())) for name in names)


def pool(members: Sequence[Facets]) -> tuple[int, float, bool]:
    """What the claims of one scope support: their intersection, or their hull (True) where they contradict."""
    if not members:
        return 0, math.inf, False
    low, high = max(f.low for f in members), min(f.high for f in members)
    if low <= high:
        return low, high, False
    ends = [f.high for f in members if not math.isinf(f.high)]
    return min(f.low for f in members), max([*ends, max(f.low for f in members)]), True
