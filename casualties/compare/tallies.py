"""Tallies: low, best and high of the main event, as a coder would enter them by hand.

The main event is the incident that most of the claims speak of.  Repeated mentions are one figure, parts are not added
to their wholes, disjoint groups of one sentence are added, and background tolls are set aside.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from casualties.amount import Bound
from casualties.claim import Status
from casualties.compare import cues
from casualties.compare.events import gather_events, is_background
from casualties.compare.evidence import adds
from casualties.compare.facets import Facets
from casualties.compare.topics import Topic
from casualties.compare.who import NAMES_GROUP, WHOLE
from casualties.compare.wording import figure, speaker
from casualties.errors import PolicyError
from casualties.scope import Outcome, Unit, VictimGroup

CODERS_WORDS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "dozen": (12, 24),
        "large number": (12, 24),
        "score": (20, 40),
        "hundred": (100, 200),
        "thousand": (1000, 2000),
        "tens": (10, 20),
    }
)
"""What incident coders enter for words without a number, by the stem of the word (ACLED: tens 10, dozens 12, hundreds
100; Airwars: dozens and large numbers 12 to 24); any other vague plural is 2, the least that a plural can mean."""
_LEAST_PLURAL = (2, 2)
_ENUMERATION = 90
"""Characters between two figures that are added up."""
_SHARPENS = 8
"""A number from a vague word's low end to this many times it is what the word stands for: dozens are 12 to 96."""
_CROWD = 4
"""Beside at least this many dead, a sentence about one of them tells of one, and does not count them."""
_FAR = 25
"""A figure this many times the lead figure is a toll of the war, whatever else the sentence leaves out."""
RULE = "lowest to highest figure given for the main event; parts not added to wholes, disjoint groups added"


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


@dataclass(frozen=True, slots=True, eq=False)
class _Statement:
    """What one sentence says in all: one figure, or disjoint figures added."""

    members: tuple[Facets, ...]
    low: int
    high: int
    vague: bool

    @property
    def lead(self) -> Facets:
        return self.members[0]

    @property
    def words(self) -> str:
        return f"{' + '.join(figure(f) for f in self.members)} ({speaker(self.lead)})"


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
) -> Tally | None:
    """The tally of `outcome` for the main event, or for that of `topic`; None where nothing is claimed."""
    event = _event(several, topic)
    aside: dict[str, str] = {}
    counted = [f for f in several if f.outcome is outcome and _counts(f, event, aside)]
    statements = _statements(counted, words, aside)
    if not statements:
        return None
    low, high, used = _span(statements, aside)
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


def _event(several: Sequence[Facets], topic: Topic | None) -> frozenset[str]:
    """The claims of the incident asked for; by default of the one that most of the claims speak of."""
    events = gather_events(several)
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


# ------------------------------------------------------------------ what each sentence says
def _statements(
    counted: Sequence[Facets], words: Mapping[str, tuple[int, int]], aside: dict[str, str]
) -> list[_Statement]:
    """One statement per sentence and source, in order; parts of a whole are set aside."""
    names = {f.claim_id for f in counted}
    sentences: defaultdict[tuple[object, ...], list[Facets]] = defaultdict(list)
    for f in counted:
        if f.claim.part_of in names:
            aside[f.claim_id] = f"a part of {f.claim.part_of}"
            continue
        sentences[(f.claim.report_id, f.claim.quote or f.claim_id, f.source)].append(f)
    return [s for members in sentences.values() for s in _read_sentence(members, words)]


def _read_sentence(members: Sequence[Facets], words: Mapping[str, tuple[int, int]]) -> list[_Statement]:
    """Figures that add up make one statement, and so do a floor and a ceiling; others stand side by side."""
    added, alone = [members[0]], []
    for f in members[1:]:
        joins = _near_by(added[-1], f) and any(_adds_to(f, other) for other in added)
        if joins and all(not _same_who(f, other) for other in added):
            added.append(f)
        else:
            alone.append(f)
    if len(added) == 1 and len(alone) == 1 and _hedged(alone[0]) and not _hedged(added[0]):
        floor, ceiling = coded(added[0], words), coded(alone[0], words)
        if ceiling[1] >= floor[0]:
            return [_Statement((added[0], alone[0]), floor[0], ceiling[1], vague=False)]
    return [_statement(tuple(group), words) for group in (added, *([f] for f in alone))]


def _near_by(f: Facets, other: Facets) -> bool:
    """Two figures of one enumeration; some "sentences" of bad texts run over a whole page."""
    if f.claim.span is None or other.claim.span is None:
        return True
    return other.claim.span.start - f.claim.span.end <= _ENUMERATION


def _hedged(f: Facets) -> bool:
    """ "at least 18 and potentially more than 25", "one but possibly up to 12": the second figure is a ceiling."""
    if f.claim.amount.bound is Bound.VAGUE:
        return False
    return f.claim.amount.bound is Bound.AT_MOST or f.claim.status is Status.FEARED


def _adds_to(f: Facets, other: Facets) -> bool:
    """ "two soldiers and three civilians", "a child and four others"."""
    if adds(f):
        return True
    if _is_detail(f) and not _joined(f):
        return False  # "two brothers, one of them a doctor"
    return bool(_named(f) and _named(other))


def _joined(f: Facets) -> bool:
    """Whether "and" stands right before the figure."""
    quote, written = (f.claim.quote or "").casefold(), (f.claim.figure or "").casefold()
    match = re.search(rf"\band {re.escape(written)}\b", quote)
    return match is not None


def _same_who(f: Facets, other: Facets) -> bool:
    return _named(f) == _named(other) and f.group is other.group and not adds(f)


def _named(f: Facets) -> frozenset[str] | str:
    """Who, if the words tell more than "people"."""
    said = f.words - WHOLE
    return (said - NAMES_GROUP) or (f.group if f.group is not VictimGroup.UNSPECIFIED else "")


def _statement(members: tuple[Facets, ...], words: Mapping[str, tuple[int, int]]) -> _Statement:
    ends = [coded(f, words) for f in members]
    vague = all(f.claim.amount.bound is Bound.VAGUE for f in members)
    return _Statement(members, sum(e[0] for e in ends), sum(e[1] for e in ends), vague)


def coded(f: Facets, words: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """The two numbers a coder enters: the stated one twice, both ends of a range, a table's for a vague word."""
    amount = f.claim.amount
    if amount.bound is Bound.VAGUE:
        said = (f.claim.figure or "").casefold()
        return next((ends for stem, ends in words.items() if stem in said), _LEAST_PLURAL)
    if amount.bound is Bound.RANGE and amount.low is not None:
        return amount.low, amount.high if amount.high is not None else amount.low
    if amount.bound is Bound.MORE_THAN and amount.low is not None:
        return amount.low, amount.low
    number = f.stated or 0
    return number, number


# ------------------------------------------------------------------ from statements to a range
def _span(statements: Sequence[_Statement], aside: dict[str, str]) -> tuple[int, int, list[_Statement]]:
    """Low and high over the statements that stand, and those statements."""
    lead = _lead(statements)
    kept = [s for s in statements if s is lead or _stands(s, lead, aside)]
    low = min(s.low for s in kept)
    high = max(s.high for s in kept)
    return low, max(low, high), kept


def _lead(statements: Sequence[_Statement]) -> _Statement:
    """The first statement with a number that is not a mere "a man"; else the first of all."""
    numbered = [s for s in statements if not s.vague and s.high > 0]
    plural = [s for s in numbered if len(s.members) > 1 or not _is_detail(s.lead)] or numbered
    late = [s for s in plural if not cues.is_early(s.lead)] or plural
    general = [s for s in late if len(s.members) > 1 or not _specific(s.lead)] or late
    first = statements[0]
    if not general or (first.vague and first.low > general[0].high):
        return first
    return general[0]


def _stands(s: _Statement, lead: _Statement, aside: dict[str, str]) -> bool:
    """Whether a statement widens the range of the lead figure; if not, why it is set aside."""
    why = _why_not(s, lead)
    if why:
        for f in s.members:
            aside.setdefault(f.claim_id, why)
    return not why


def _why_not(s: _Statement, lead: _Statement) -> str:
    if (s.low, s.high) == (lead.low, lead.high):
        return "a repeated mention"
    if s.vague:
        counts = "number" not in (s.lead.claim.figure or "")
        above = (counts and s.low > lead.high) or (
            not lead.vague and s.low * _SHARPENS < lead.low and s.low > _LEAST_PLURAL[0]
        )
        return "" if above else "a vague word beside a number"
    if lead.vague:
        return "" if s.low >= lead.low else "a part of the lead figure"
    if s.high > _FAR * max(lead.high, 4):
        return "far above the lead figure: another toll"
    if s.low >= lead.low:
        return ""
    if _specific(s.lead) or _is_detail(s.lead) or adds(s.lead) or (s.high == 1 and lead.high >= _CROWD):
        return "a part of the lead figure"
    if cues.is_early(s.lead):
        return "an early figure"
    if lead.lead.claim.amount.bound is Bound.AT_MOST:
        return ""
    if lead.lead.source is None or lead.lead.claim.amount.bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return "below the report's own count"
    return (
        "" if s.lead.source is not None and s.lead.source != lead.lead.source else "below the same source's lead figure"
    )


def _specific(f: Facets) -> bool:
    """Some of the victims only: children, four brothers; "civilians" and "family members" may be all of them."""
    if f.group in (VictimGroup.CIVILIANS, VictimGroup.UNSPECIFIED, VictimGroup.MIXED):
        return not f.words & _A_FAMILY and bool(f.words - WHOLE - NAMES_GROUP - _ALL_OF_THEM)
    return True


_ALL_OF_THEM = frozenset(
    {"same", "his", "her", "martyrs", "palestinians", "identified", "named", "confirmed", "local", "innocent", "whole"}
)
_A_FAMILY = frozenset({"family", "families", "members", "relatives", "household"})


def _is_detail(f: Facets) -> bool:
    """ "a man", "another": one victim told of, not a count."""
    return f.stated == 1 and (f.claim.figure or "").strip().casefold() in ("a", "an", "one", "another", "the")
