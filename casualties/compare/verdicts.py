"""Verdicts: what two claims are to each other.

Compared in this order, stopping at the first that explains the difference: revision, unit, outcome, scope, source,
day, interval.  A pair that nothing ties together gets no verdict at all: silence is not agreement.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from casualties.amount import Bound
from casualties.claim import Status
from casualties.compare import cues
from casualties.compare.evidence import Pair, alike, may_contradict, tie
from casualties.compare.facets import Facets
from casualties.compare.kinds import Finding, Kind
from casualties.compare.meetings import judge_meeting, judge_repeat, judge_rounding, near, pair_finding, passed_on
from casualties.compare.one_text import is_answer
from casualties.compare.partings import (
    UNDECIDED,
    judge_denial,
    judge_methods,
    judge_nobody,
    judge_outcomes,
    judge_scopes,
    judge_units,
    judge_victims,
)
from casualties.compare.relations import SAME, Relation
from casualties.compare.series import RESTART_DAYS, History
from casualties.compare.wording import (
    at_day,
    figure,
    gap_words,
    ratio_of,
    scope_words,
    sentences,
    speaker,
    speaker_and_kind,
)
from casualties.scope import Outcome, VictimGroup

_FRESH = 2
"""Days after an incident in which its toll may rise within one day."""
MINOR_GAP = 2
"""One source this far from itself contradicts itself in a minor way."""
FALLING = frozenset({Outcome.KILLED, Outcome.INJURED, Outcome.KILLED_OR_INJURED})
"""Tolls that cannot fall; the missing are found, the displaced return, the detained are freed."""


def judge(pair: Pair, history: History) -> Finding | None:
    """The one finding about a pair, or None where nothing can be said."""
    a, b = pair.a, pair.b
    if b.claim.revises == a.claim_id:
        return _revision(pair, a, b)
    if a.claim.revises == b.claim_id:
        return _revision(pair, b, a)
    if a.claim.part_of == b.claim_id or b.claim.part_of == a.claim_id:
        return None  # totals.py weighs stated parts against their whole
    if (a.claim.status is Status.DENIED) != (b.claim.status is Status.DENIED):
        return judge_denial(pair)
    if a.silent or b.silent:
        return None
    denied_all = judge_nobody(pair)
    if denied_all is not None:
        return denied_all
    if pair.relation.unit != SAME:
        return judge_units(pair)
    if pair.relation.outcome != SAME:
        return judge_outcomes(pair)
    if not _same_victims(pair):
        return judge_victims(pair)
    assumed = tie(pair)
    if assumed is None:
        return judge_scopes(pair)
    if UNDECIDED & {a.claim.status, b.claim.status}:
        return judge_meeting(pair, assumed) if a.meets(b) else None
    if cues.says(a, cues.MODELLED) != cues.says(b, cues.MODELLED) and not a.meets(b):
        return judge_methods(pair)
    return _same_scope(pair, assumed, history)


def _same_victims(pair: Pair) -> bool:
    """The victims are the same, or the words of one merely say more of the same group."""
    how = pair.relation.victims
    groups = {pair.a.group, pair.b.group}
    if groups == {VictimGroup.MIXED, VictimGroup.UNSPECIFIED}:
        return True
    if groups == {VictimGroup.CIVILIANS, VictimGroup.UNSPECIFIED} and pair.one_text and is_answer(pair.a, pair.b):
        return not pair.same_source
    return Relation.SAME in how and Relation.DISJOINT not in how and pair.a.group is pair.b.group


def _same_scope(pair: Pair, assumed: tuple[str, ...], history: History) -> Finding | None:
    a, b = pair.a, pair.b
    if pair.same_source and pair.same_report and cues.is_replaced(a) != cues.is_replaced(b) and not a.nearly_meets(b):
        return _revision(pair, a, b) if cues.is_replaced(a) else _revision(pair, b, a)
    if pair.same_source and pair.same_report and _announces_revision(pair):
        return _revision(pair, a, b)
    if pair.same_source and not pair.same_time:
        risen = _one_source_over_time(pair, assumed, history)
        if risen is not None:
            return risen
        if pair.same_time is False and not a.nearly_meets(b):
            return None  # the missing are found, the detained freed: a fall that needs no word
    if pair.same_source and _told_on(pair):
        low, high = (a, b) if a.low < b.low else (b, a)
        return _growth(pair, low, high, (*assumed, "the higher figure came later that day"))
    if a.meets(b):
        if _both_vague(pair):
            return None
        repeated = passed_on(pair) and (pair.typed or a.stated == b.stated)
        return judge_repeat(pair, assumed) if repeated else judge_meeting(pair, assumed)
    if a.nearly_meets(b):
        return judge_rounding(pair, assumed)
    if pair.same_source:
        return _one_source(pair, assumed, history)
    return _two_sources(pair, assumed, history)


def _announces_revision(pair: Pair) -> bool:
    """ "By evening the ministry had revised the toll to 114": further on in the text, a source says what it changed."""
    a, b = pair.a, pair.b
    said = cues.says(b, cues.REVISED) and not cues.says(a, cues.REVISED)
    return said and not pair.typed and not cues.is_replaced(b) and not a.nearly_meets(b)


def _told_on(pair: Pair) -> bool:
    """Two reports of one day have two floors of one source: it counted on, and neither report repeats the other."""
    a, b = pair.a, pair.b
    apart = a.low != b.low and a.source is not None and not pair.same_report and not pair.typed
    return apart and _both_floors(pair) and Bound.VAGUE not in (a.claim.amount.bound, b.claim.amount.bound)


def _both_vague(pair: Pair) -> bool:
    """ "hundreds" lie within "dozens", but nobody meant that."""
    a, b = pair.a, pair.b
    vague = a.claim.amount.bound is Bound.VAGUE and b.claim.amount.bound is Bound.VAGUE
    return vague and not pair.typed and (a.low, a.high) != (b.low, b.high)


# ------------------------------------------------------------------ one source
def _one_source(pair: Pair, assumed: tuple[str, ...], history: History) -> Finding | None:
    a, b = pair.a, pair.b
    low, high = (a, b) if a.low < b.low else (b, a)
    rise = history.climbs_through(low, high)
    if rise or (_breaking(pair) and alike(a, b)):
        return _growth(pair, low, high, (*assumed, "the higher figure came later that day"), rise)
    relayed = [f for f in (a, b) if f.relay is not None]
    if len(relayed) == 1 and relayed[0] is low and (pair.typed or not pair.same_report):
        return _stale(pair, low, high)
    apart = gap_words(a, b)
    if not pair.same_report and (relayed or a.source is None) and may_contradict(pair):
        reason = (
            f"{speaker(a)} was given two figures: {figure(a)} and {figure(b)}, {apart}; prefer the direct quotation."
        )
        return pair_finding(Kind.RETOLD_DIFFERENTLY, pair, reason, assumed)
    if not _said_of_one_thing(pair):
        return None
    if pair.same_time is None:
        assumed = (*assumed, "both figures were given on the same day")
    size = "minor: " if a.gap(b) <= MINOR_GAP else ""
    what = f"{figure(a)} and {figure(b)} ({size}{apart})"
    reason = f"{speaker(a)} gave two figures for {scope_words(a)}: {what}{sentences(a, b)}."
    return pair_finding(Kind.CONTRADICTS_ITSELF, pair, reason, assumed)


def _said_of_one_thing(pair: Pair) -> bool:
    """A source that gives two figures in one text mostly speaks of two incidents, unless its words are alike."""
    return pair.typed or alike(pair.a, pair.b) or _one_running_toll(pair)


def _one_running_toll(pair: Pair) -> bool:
    """One named source twice sums up the same days at the same place, and not far apart: however worded, one toll."""
    summed = pair.a.claim.cumulative is True and pair.b.claim.cumulative is True
    how, ratio = pair.relation, ratio_of(pair.a, pair.b)
    scope = how.period == SAME and Relation.SAME in how.place and Relation.SAME in how.victims
    return summed and scope and pair.a.source is not None and ratio is not None and ratio <= _SLIP


_SLIP = 1.5
"""A source that slips over its own toll stays within this ratio; further apart it counts something else."""


def _one_source_over_time(pair: Pair, assumed: tuple[str, ...], history: History) -> Finding | None:
    early, late, known = _by_day(pair)
    if not known:
        rising = pair.a.low != pair.b.low and (not pair.a.meets(pair.b) or _both_floors(pair))
        if not rising:
            return None
        low, high = (pair.a, pair.b) if pair.a.low < pair.b.low else (pair.b, pair.a)
        if high.as_of is None and low.as_of is not None and not _both_floors(pair) and not pair.typed:
            return None
        if pair.a.as_of is None and pair.b.as_of is None:
            return _growth(pair, low, high, (*assumed, "the higher figure came later")) if _both_floors(pair) else None
        return _growth(pair, low, high, (*assumed, "the higher figure came later"))
    if late.low > early.low and (not early.meets(late) or _both_floors(pair)):
        return _growth(pair, early, late, assumed)
    if not pair.typed and late.low < early.low and history.told_before(late, early.as_of or 0):
        # whoever prints it now has it from then
        return _stale(pair, late, early)
    if early.nearly_meets(late) or late.low >= early.low:
        return None
    if cues.says(late, cues.REVISED):
        return _revision(pair, early, late)
    if pair.a.outcome not in FALLING or not may_contradict(pair):
        return None
    if (late.as_of or 0) - (early.as_of or 0) > RESTART_DAYS and 2 * (late.stated or 0) < (early.stated or 0):
        steps = f"{at_day(early)}, then {at_day(late)}"
        reason = f"{speaker(late)} seems to have begun a new count: {steps}."
        return pair_finding(Kind.DIFFERENT_SCOPE, pair, reason, (*assumed, "the later figure counts from a later day"))
    reason = (
        f"{speaker(late)} gave {at_day(early)}, then {at_day(late)} for {scope_words(late)}, without a word of "
        "correction; a toll cannot fall."
    )
    return pair_finding(Kind.FALLS_WITHOUT_REASON, pair, reason, assumed)


def _both_floors(pair: Pair) -> bool:
    return math.isinf(pair.a.high) and math.isinf(pair.b.high)


# ------------------------------------------------------------------ two sources
def _two_sources(pair: Pair, assumed: tuple[str, ...], history: History) -> Finding | None:
    a, b = pair.a, pair.b
    early, late, known = _by_day(pair)
    if pair.one_text and pair.opposed:
        known = False  # what one side owns up to, the other does not go on counting
    steps = history.continues(early, late) if known and late.low > early.low else ()
    if steps or (known and late.low > early.low and early.as_of == late.as_of):
        return _growth(pair, early, late, (*assumed, "the later source continues the earlier count"), steps)
    found_since = known and early.as_of != late.as_of and a.outcome not in FALLING and late.low < early.low
    if not may_contradict(pair) or found_since:  # the missing are found, the displaced return
        return None
    if _breaking(pair):
        low, high = (a, b) if a.low < b.low else (b, a)
        return _growth(pair, low, high, (*assumed, "the higher figure came later that day"))
    if not known and pair.same_time is None:
        assumed = (*assumed, "both figures held on the same day")
    if near(a, b):
        reason = (
            f"{speaker(a)} said {figure(a)}, {speaker(b)} said {figure(b)}: they differ by {a.gap(b):,}, perhaps a "
            "slip; both are kept."
        )
        return pair_finding(Kind.NEAR_MISS, pair, reason, assumed)
    one, other = (f"{speaker_and_kind(f)} said {figure(f)}" for f in (a, b))
    reason = f"{one} and {other} for {scope_words(a)}: {gap_words(a, b)}."
    return pair_finding(Kind.CONTRADICTS_SOURCE, pair, reason, assumed)


def _breaking(pair: Pair) -> bool:
    """Two reports of the first days, one of them naming nobody: the day does not tell which was written first."""
    a, b = pair.a, pair.b
    if pair.same_report or pair.typed or a.as_of is None or a.as_of != b.as_of or not a.has_period:
        return False
    fresh = a.as_of - (a.end or 0) <= _FRESH
    return fresh and (a.source is None or b.source is None or a.source == b.source)


def _by_day(pair: Pair) -> tuple[Facets, Facets, bool]:
    """Earlier, later, and whether their days tell which is which."""
    a, b = pair.a, pair.b
    if a.as_of is None or b.as_of is None or a.as_of == b.as_of:
        early = cues.is_early(a), cues.is_early(b)
        if early == (True, True) and a.claim.quote == b.claim.quote:
            return a, b, True  # "initially four, and a neighbour said six"
        if early == (True, False):
            return a, b, True
        return (b, a, True) if early == (False, True) else (a, b, False)
    return (a, b, True) if a.as_of < b.as_of else (b, a, True)


def _stale(pair: Pair, old: Facets, new: Facets) -> Finding:
    relay = old.claim.source.relayed_by or f"report {old.claim.report_id}"
    reason = f"{relay} still passed on {figure(old)} of {speaker(old)}, which by then said {figure(new)}."
    return pair_finding(Kind.STALE_REPEAT, pair, reason, ("the figure passed on is the older one",), old.claim_id)


# ------------------------------------------------------------------ revision, growth, method
def _revision(pair: Pair, old: Facets, new: Facets) -> Finding:
    up = (new.stated or 0) >= (old.stated or 0)
    kind = Kind.REVISED_UP if up else Kind.REVISED_DOWN
    change = abs((new.stated or 0) - (old.stated or 0))
    words = f"{'raised' if up else 'lowered'} by {change:,}" if change else "the same number"
    reason = f"{speaker(new)} replaced {figure(old)} by {figure(new)}: {words}; both are kept."
    return pair_finding(kind, pair, reason, (), old.claim_id)


def _growth(pair: Pair, early: Facets, late: Facets, assumed: tuple[str, ...], steps: Sequence[Facets] = ()) -> Finding:
    reason = f"The toll for {scope_words(late)} rose from {at_day(early)} to {at_day(late)}."
    beside = [f.claim_id for f in steps if f is not pair.a and f is not pair.b]
    return pair_finding(Kind.GROWTH_OVER_TIME, pair, reason, assumed, beside=beside)
