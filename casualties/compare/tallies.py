"""Tallies: low, best and high of the main event, as a coder would enter them by hand.

The main event is the incident that most of the claims speak of.  Repeated mentions are one figure, parts are not added
to their wholes, disjoint groups of one sentence are added, and background tolls are set aside.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casualties.amount import Bound
from casualties.claim import Mention, Status
from casualties.compare import cues
from casualties.compare.events import gather_events, is_background
from casualties.compare.evidence import FAR
from casualties.compare.facets import Facets
from casualties.compare.outgrown import Later
from casualties.compare.reach import adds
from casualties.compare.statements import (
    CODERS_WORDS,
    LEAST_PLURAL,
    Statement,
    is_detail,
    is_specific,
    read_statements,
    with_named,
)
from casualties.compare.topics import Topic
from casualties.compare.unnumbered import count_mentions
from casualties.compare.wording import figure, result_words
from casualties.errors import PolicyError
from casualties.scope import Outcome, Unit

_SHARPENS = 8
"""A number from a vague word's low end to this many times it is what the word stands for: dozens are 12 to 96."""
_CROWD = 4
"""Beside at least this many dead, a sentence about one of them tells of one, and does not count them."""
RULE = "lowest to highest figure given for the main event; parts not added to wholes, disjoint groups added"
UNNUMBERED_RULE = "no figure is given: named victims counted one by one, a bare plural as two"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Low, best and high of one outcome for one event, in persons, with the claims used and set aside and why."""

    outcome: Outcome
    topic_id: str | None
    low: int | None
    best: int | None
    high: int | None
    used: tuple[str, ...]
    set_aside: tuple[tuple[str, str], ...]
    rule: str
    derivation: str

    def __repr__(self) -> str:
        told = result_words(self.outcome, (self.low, self.best, self.high), self.derivation, len(self.set_aside))
        return f"<tally: {told}>"


def read_outcome(outcome: str | Outcome) -> Outcome:
    """The outcome of that name.  Raises `PolicyError`."""
    try:
        return Outcome(outcome)
    except ValueError:
        raise PolicyError(f"no outcome is called {outcome!r}. Choose one of {', '.join(Outcome)}.") from None


def tally(
    several: Sequence[Facets],
    outcome: Outcome,
    topic: Topic | None = None,
    words: Mapping[str, tuple[int, int]] = CODERS_WORDS,
    mentions: Sequence[Mention] = (),
) -> Tally | None:
    """The tally of `outcome` for the main event, or for that of `topic`; None where nothing is claimed.

    `mentions` are counted where no figure is given and no topic is named.
    """
    event = _event(several, topic)
    aside: dict[str, str] = {}
    counted = [f for f in several if f.outcome is outcome and _counts(f, event, aside)]
    beside: defaultdict[tuple[str | None, str | None], list[Mention]] = defaultdict(list)
    for m in mentions:
        if m.outcome is outcome:
            beside[m.report_id, m.quote].append(m)
    read = read_statements(counted, words, aside)
    statements = [with_named(s, beside.get((s.lead.claim.report_id, s.lead.claim.quote), ())) for s in read]
    told = None if statements or topic is not None else _without_figure(outcome, mentions, aside)
    if told is not None:
        return told
    low: int | None = None
    high, used = 0, list[Statement]()
    if statements:
        low, high, used = _span(statements, aside)
    if not high:
        cap = _casualties(several, outcome, event, words)
        high, used = max([high, *(s.high for s in cap)]), [*used, *cap]
    if not used:
        return None
    return Tally(
        outcome=outcome,
        topic_id=topic.topic_id if topic else None,
        low=low,
        best=low,
        high=high,
        used=tuple(f.claim_id for s in used for f in s.members),
        set_aside=tuple(aside.items()),
        rule=RULE,
        derivation="; ".join(s.words for s in used),
    )


def _casualties(
    several: Sequence[Facets], outcome: Outcome, event: frozenset[str], words: Mapping[str, tuple[int, int]]
) -> list[Statement]:
    """ "Seven casualties" may all be dead or all be hurt: a cap on either where nothing else is told, no floor."""
    if outcome not in (Outcome.KILLED, Outcome.INJURED):
        return []
    both = [f for f in several if f.outcome is Outcome.KILLED_OR_INJURED and _counts(f, event, {})]
    return read_statements(both, words, {})


def _without_figure(outcome: Outcome, mentions: Sequence[Mention], aside: Mapping[str, str]) -> Tally | None:
    """The victims told of without a number: named persons, or a bare plural."""
    told = count_mentions(mentions, outcome)
    if told is None:
        return None
    low, high, counted = told
    return Tally(
        outcome=outcome,
        topic_id=None,
        low=low,
        best=low,
        high=high,
        used=(),
        set_aside=tuple(aside.items()),
        rule=UNNUMBERED_RULE,
        derivation="; ".join(m.words for m in counted),
    )


def _event(several: Sequence[Facets], topic: Topic | None) -> frozenset[str]:
    """The claims of the incident asked for; by default of the one that most of the claims speak of."""
    events = gather_events(several).all
    if topic is not None:
        wanted = set(topic.claim_ids)
        return frozenset(f.claim_id for event in events if any(f.claim_id in wanted for f in event) for f in event)
    return frozenset(f.claim_id for f in events[0]) if events else frozenset()


def _counts(f: Facets, event: frozenset[str], aside: dict[str, str]) -> bool:
    if f.claim_id not in event:
        why = "a toll over a time, not of the event" if is_background(f) else "speaks of another event"
    elif f.claim.status in (Status.DENIED, Status.RETRACTED, Status.HYPOTHETICAL) and not _ceiling(f):
        why = str(f.claim.status)
    elif f.unit is not Unit.PERSONS:
        why = f"counts {f.unit}"
    elif f.silent and f.claim.amount.bound is not Bound.VAGUE:
        why = "gives no number"
    else:
        return True
    aside[f.claim_id] = why
    return False


def _ceiling(f: Facets) -> bool:
    """ "The toll could be as high as 13" bounds the toll; "could have killed 300" tells of what did not happen."""
    if f.claim.status is not Status.HYPOTHETICAL or f.claim.amount.bound is not Bound.AT_MOST:
        return False
    return not {"have", "would"} & set((f.claim.quote or "").casefold().split())


# ------------------------------------------------------------------ from statements to a range
def _span(statements: Sequence[Statement], aside: dict[str, str]) -> tuple[int, int, list[Statement]]:
    """Low and high over the statements that stand in their report and that no later day has outgrown."""
    reports: defaultdict[str | None, list[Statement]] = defaultdict(list)
    for s in statements:
        reports[s.lead.claim.report_id].append(s)
    leads = {report: _lead(said) for report, said in reports.items()}
    whole = [lead for lead in leads.values() if not _partial(lead)]
    usual = statistics.median_low(lead.high for lead in whole or leads.values())
    standing = []
    for report, said in reports.items():
        for s in said:
            if whole and _partial(leads[report]):
                _put_aside(s, "its report gives no number for all", aside)
            elif leads[report].low > FAR * max(usual, 4):
                _put_aside(s, "far above the other reports: another toll", aside)
            elif s is leads[report] or _stands(s, leads[report], aside):
                standing.append(s)
    kept = _not_outgrown(standing, aside)
    low = min(s.low for s in kept)
    return low, max(low, *(s.high for s in kept)), _each_once(kept, aside)


def _partial(lead: Statement) -> bool:
    """A report that tells of one victim, of the children, or of "dozens" only gives no count of all."""
    return lead.vague or (len(lead.members) == 1 and (is_detail(lead.lead) or is_specific(lead.lead)))


def _each_once(kept: Sequence[Statement], aside: dict[str, str]) -> list[Statement]:
    """Without what another report repeats."""
    seen: set[tuple[int, int, str | None]] = set()
    once = []
    for s in kept:
        key = (s.low, s.high, s.lead.source)
        if key in seen:
            _put_aside(s, "a repeated mention", aside)
        else:
            once.append(s)
        seen.add(key)
    return once


def _put_aside(s: Statement, why: str, aside: dict[str, str]) -> None:
    for f in s.members:
        aside.setdefault(f.claim_id, why)


def _not_outgrown(statements: Sequence[Statement], aside: dict[str, str]) -> list[Statement]:
    """Without the early figures of a toll that rose in later days; what the other side tells is no such figure."""
    if len({s.lead.claim.report_id for s in statements}) < 2:
        return list(statements)
    kept, later = [], Later(statements)
    for s in statements:
        grown = later.outgrowing(s)
        if grown is None:
            kept.append(s)
        else:
            _put_aside(s, f"an early figure of a toll that rose to {figure(grown.lead)}", aside)
    return kept


def _lead(statements: Sequence[Statement]) -> Statement:
    """The first statement with a number that is not a mere "a man", of "later reports" if any; else the first."""
    numbered = [s for s in statements if not s.vague and s.high > 0]
    plural = [s for s in numbered if len(s.members) > 1 or not is_detail(s.lead)] or numbered
    late = [s for s in plural if not cues.is_early(s.lead)] or plural
    general = [s for s in late if len(s.members) > 1 or not is_specific(s.lead)] or late
    general = [s for s in general if cues.is_late(s.lead) and s.high >= general[0].low] or general
    first = statements[0]
    if not general or (first.vague and first.low > general[0].high):
        return first
    return general[0]


def _stands(s: Statement, lead: Statement, aside: dict[str, str]) -> bool:
    """Whether a statement widens the range of the lead figure; if not, why it is set aside."""
    why = _why_not(s, lead)
    if why:
        _put_aside(s, why, aside)
    return not why


def _why_not(s: Statement, lead: Statement) -> str:
    if (s.low, s.high) == (lead.low, lead.high):
        return "a repeated mention"
    if s.vague and s.high < lead.high and not lead.vague and is_specific(s.lead):
        return "a part of the lead figure"
    if s.vague:
        counts = "number" not in (s.lead.claim.figure or "")
        above = (counts and s.low > lead.high) or (
            not lead.vague and s.low * _SHARPENS < lead.low and s.low > LEAST_PLURAL[0]
        )
        return "" if above else "a vague word beside a number"
    if lead.vague:
        return "" if s.low >= lead.low else "a part of the lead figure"
    if s.high > FAR * max(lead.high, 4):
        return "far above the lead figure: another toll"
    if cues.is_replaced(s.lead) and not cues.is_replaced(lead.lead):
        return "a figure that was replaced"
    if s.low >= lead.low:
        return ""
    if is_specific(s.lead) or is_detail(s.lead) or adds(s.lead) or (s.high == 1 and lead.high >= _CROWD):
        return "a part of the lead figure"
    if cues.is_early(s.lead) or cues.is_late(lead.lead):
        return "an early figure"
    if lead.lead.claim.amount.bound is Bound.AT_MOST:
        return ""
    if lead.lead.source is None:
        return "below the report's own count"
    if s.lead.source is None:
        return "below the lead figure, and nobody is named for it"
    return "below the same source's lead figure" if s.lead.source == lead.lead.source else ""
