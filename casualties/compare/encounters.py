"""Encounters: what claims of several reports about one incident are to each other.

Reports word the place and the day of one incident in different ways ("a village", "the province", no day at all), so
that their scopes alone do not tie them.  Here each claim of a matched incident is given the place and days that most
reports give, and is then judged as any other pair; that both tell of one incident is named as an assumption.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from casualties.compare.events import Event, is_background, names_two_towns
from casualties.compare.evidence import Pair, pair_of
from casualties.compare.facets import Facets, Reading, ReadScope, facets_of
from casualties.compare.incidents import days_of
from casualties.compare.kinds import Certainty, Finding, Kind
from casualties.compare.reach import adds
from casualties.compare.relations import CONTAINS, SAME, relate_candidates
from casualties.compare.series import OPEN_DAYS, History
from casualties.compare.statements import is_detail
from casualties.scope import Period, Place, VictimGroup

T = TypeVar("T", Place, Period)
MOST_IN_EVENT = 60
"""Of the claims of one outcome in one incident at most this many are compared pair by pair, the first of each report
and figure first."""
_A_DAY_OR_TWO = 2
ASSUMED = "both reports tell of one incident"


def meet_across_reports(
    events: Iterable[Event],
    several: Sequence[Facets],
    found: Sequence[Finding],
    judge: Callable[[Pair, History], Finding | None],
    reading: Reading,
) -> Iterator[Finding]:
    """Findings about pairs of claims of one event in two reports, without the pairs that `found` speaks of."""
    known = {frozenset(said.claim_ids) for said in found}
    lowered = _lowering_reports(several, found)
    for event in events:
        reports = {f.claim.report_id for f in event}
        if len(reports) < 2 or names_two_towns(event):
            continue
        settled = _settle(event, reading)
        own = {f.index: f.scope for f in event}
        for outcome in sorted({f.outcome for f in settled}):
            members = [f for f in settled if f.outcome is outcome]
            history = History.of(f for f in members if f.group is VictimGroup.UNSPECIFIED)
            for a, b in combinations(_few(members), 2):
                told = a.claim.report_id == b.claim.report_id or a.group is not b.group
                if told or _compared(own[a.index], own[b.index], a) or frozenset((a.claim_id, b.claim_id)) in known:
                    continue
                said = judge(pair_of(a, b, reading), history)
                if said is not None and not _explained(said, a, b, lowered):
                    yield _assuming(said)


def _compared(one: ReadScope, other: ReadScope, settled: Facets) -> bool:
    """Whether the two were compared as they stand: both name the place and the days that the incident has."""
    as_settled = one.place == settled.place and (one.start, one.end) == (settled.start, settled.end)
    return one is other and as_settled and bool(one.place) and settled.has_period


def _lowering_reports(several: Sequence[Facets], found: Sequence[Finding]) -> frozenset[tuple[str | None, str | None]]:
    """Reports in which a source lowers a figure and says so: its other figures fall with it."""
    index = {f.claim_id: f for f in several}
    revised = (index[name] for said in found if said.kind is Kind.REVISED_DOWN for name in said.claim_ids)
    return frozenset((f.claim.report_id, f.source) for f in revised)


def _explained(said: Finding, a: Facets, b: Facets, lowered: frozenset[tuple[str | None, str | None]]) -> bool:
    """Whether a conflict is none: the source says that it corrects, or so long lies between that the toll has grown."""
    if not said.is_conflict:
        return False
    if (a.claim.report_id, a.source) in lowered or (b.claim.report_id, b.source) in lowered:
        return True
    early, late = sorted((a, b), key=lambda f: f.as_of or 0)
    known = early.as_of is not None and late.as_of is not None
    return known and (late.as_of or 0) - (early.as_of or 0) > OPEN_DAYS and late.low > early.low


def _settle(event: Sequence[Facets], reading: Reading) -> list[Facets]:
    """The claims of the incident itself, with the place and days that most of the reports give."""
    place = _usual([(f.claim.report_id, f.claim.scope.place) for f in event if f.place])
    period = _usual([(f.claim.report_id, f.claim.scope.period) for f in event if f.has_period])
    settled = []
    for f in event:
        if is_background(f) or f.claim.part_of or adds(f) or is_detail(f) or _longer(f, period):
            continue
        scope = dataclasses.replace(f.claim.scope, place=place or Place(), period=period or Period())
        toll = f.claim.cumulative and not f.has_period  # the running toll of an incident is the incident's
        cumulative = None if toll else f.claim.cumulative
        claim = dataclasses.replace(f.claim, scope=scope, cumulative=cumulative)
        settled.append(facets_of(claim, f.index, reading))
    return settled


def _longer(f: Facets, period: Period | None) -> bool:
    """The toll of the week around the incident is not the incident's."""
    if not f.has_period or period is None or period.start is None or period.end is None:
        return False
    return days_of(f) > (period.end - period.start).days + 1 + _A_DAY_OR_TWO


def _usual(told: Sequence[tuple[str | None, T]]) -> T | None:
    """What most reports bear, by naming it or what holds it; of those that equally many bear the closest."""
    values = list(dict.fromkeys(value for _, value in told))
    borne = {value: len({report for report, other in told if _holds(other, value)}) for value in values}
    return max(values, key=lambda value: (borne[value], _closeness(value)), default=None)


def _holds(other: Place | Period, value: Place | Period) -> bool:
    """Whether the one is the other or lies in it: who names the country bears every town of it."""
    if isinstance(other, Place) and isinstance(value, Place):
        return not relate_candidates(other.candidates, value.candidates).isdisjoint(SAME | CONTAINS)
    if isinstance(other, Period) and isinstance(value, Period):
        first, last = (other.start or dt.date.min), (other.end or dt.date.max)
        return first <= (value.start or dt.date.min) and (value.end or dt.date.max) <= last
    return False


def _closeness(value: Place | Period) -> int:
    """Of two that are told equally often, the town says more than its province, a day more than its week."""
    if isinstance(value, Place):
        return min((path.count("/") for path in value.candidates), default=-1)
    return -((value.end or dt.date.max) - (value.start or dt.date.min)).days


def _few(members: Sequence[Facets]) -> list[Facets]:
    """One claim for each report, source, victims and figure."""
    once: dict[tuple[object, ...], Facets] = {}
    for f in members:
        once.setdefault((f.claim.report_id, f.source, f.group, f.words, f.low, f.high), f)
    return list(once.values())[:MOST_IN_EVENT]


def _assuming(said: Finding) -> Finding:
    return dataclasses.replace(said, certainty=Certainty.POSSIBLE, assumptions=(*said.assumptions, ASSUMED))
