"""Policies: the low, best and high that a published coding rule gives for one topic.

Each names the claims it used and the claims it set aside, and changes none of them.  A policy of your own is a function
from the topic and its claims to a `Range`.
"""

from __future__ import annotations

import dataclasses
import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from casualties.amount import Bound
from casualties.claim import SourceKind, Status
from casualties.compare.facets import Facets
from casualties.compare.kinds import Finding, Kind
from casualties.compare.origins import count_origins
from casualties.compare.topics import Topic, wholes, why_part
from casualties.compare.wording import figure, result_words, speaker
from casualties.errors import PolicyError
from casualties.scope import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Low, best and high of one topic under one policy; an end that nothing supports is None.

    ``used`` and ``set_aside`` name claims; every claim of the topic stands in one of the two, the latter with why.
    ``beside`` names claims of a party to the fighting, whose own figure some bodies keep apart from those of others.
    """

    policy: str
    topic_id: str
    outcome: Outcome
    low: int | None
    best: int | None
    high: int | None
    used: tuple[str, ...]
    set_aside: tuple[tuple[str, str], ...]
    rule: str
    reference: str = ""
    derivation: str = ""
    grade: str | None = None
    beside: tuple[str, ...] = ()

    def __repr__(self) -> str:
        told = result_words(self.outcome, (self.low, self.best, self.high), self.derivation, len(self.set_aside))
        return f"<{self.policy}{f' ({self.grade})' if self.grade else ''}: {told}>"


@dataclass(frozen=True, slots=True)
class Case:
    """What a policy is given: the topic, its claims in order, why some do not count, and who is missing there."""

    topic: Topic
    members: tuple[Facets, ...]
    set_aside: tuple[tuple[str, str], ...]
    missing: tuple[Facets, ...] = ()

    @property
    def counted(self) -> tuple[Facets, ...]:
        """The claims that count."""
        out = {claim_id for claim_id, _ in self.set_aside}
        return tuple(f for f in self.members if f.claim_id not in out)


Policy = Callable[[Case], Range]

_ACLED_WORDS: Mapping[str, int] = MappingProxyType({"tens": 10, "dozen": 12, "hundred": 100})

_PARTIES = frozenset({SourceKind.MILITARY_POLICE, SourceKind.ARMED_GROUP})

_RELIABLE = (
    SourceKind.UN,
    SourceKind.MONITOR,
    SourceKind.HEALTH,
    SourceKind.RESCUE,
    SourceKind.GOVERNMENT,
    SourceKind.MILITARY_POLICE,
    SourceKind.OFFICIAL_UNNAMED,
    SourceKind.WITNESS,
    SourceKind.MEDIA,
    SourceKind.ACTIVIST_OPPOSITION,
    SourceKind.ARMED_GROUP,
    SourceKind.OTHER,
    SourceKind.NONE,
)
"""Most reliable first: who counts by a published method, then who treats or buries, then who governs or fights."""


class Cases:
    """What policies are given for the topics of one reconciliation; its claims are gone through once for all."""

    def __init__(
        self, several: Mapping[str, Facets], findings: Sequence[Finding], preferred: Mapping[str, str]
    ) -> None:
        self._several = several
        self._superseded = {**_superseded(findings, several), **preferred}
        self._whole_of = wholes(findings)
        self._missing: defaultdict[tuple[str, ...], list[Facets]] = defaultdict(list)
        for f in several.values():
            if f.outcome is Outcome.MISSING:
                self._missing[f.place or f.place_words].append(f)

    def of(self, topic: Topic) -> Case:
        """The claims of `topic`, and which are set aside: superseded (by their source, or by a person who preferred
        another), denied, withdrawn, hypothetical, without a number, or of some of the victims only.
        """
        members = tuple(self._several[claim_id] for claim_id in topic.claim_ids)
        aside = {f.claim_id: why for f in members if (why := self._why_aside(f))}
        counted = [f for f in members if f.claim_id not in aside]
        aside.update(why_part(counted, self._whole_of))
        places = {f.place or f.place_words for f in members} - {()}
        missing = (f for place in places for f in self._missing.get(place, ()))
        return Case(topic, members, tuple(aside.items()), tuple(sorted(missing, key=lambda f: f.index)))

    def _why_aside(self, f: Facets) -> str:
        if f.claim_id in self._superseded:
            return f"superseded by {self._superseded[f.claim_id]}"
        if f.claim.status in (Status.DENIED, Status.RETRACTED, Status.HYPOTHETICAL):
            return str(f.claim.status)
        return "gives no number" if f.silent else ""


def _superseded(findings: Sequence[Finding], several: Mapping[str, Facets]) -> dict[str, str]:
    """Old claim to new claim, from revisions and stale repeats, and from one source that counts on."""
    found: dict[str, str] = {}
    for f in findings:
        if f.kind is Kind.GROWTH_OVER_TIME and len(f.claim_ids) == 2:
            early, late = sorted((several[name] for name in f.claim_ids), key=lambda g: (g.as_of or 0, g.low))
            if early.source is not None and early.source == late.source:
                found.setdefault(early.claim_id, late.claim_id)
        if f.kind in (Kind.REVISED_UP, Kind.REVISED_DOWN, Kind.STALE_REPEAT) and f.replaced is not None:
            found[f.replaced] = next(i for i in f.claim_ids if i != f.replaced)
    return found


def ibc(case: Case) -> Range:
    """Minimum of the lows to maximum of the highs; fewer than two independent origins is provisional."""
    used = case.counted
    grade = "provisional" if count_origins(used) < 2 else None
    return _range(case, "ibc", used, low=_lowest(used), high=_highest(used), grade=grade)


def airwars(case: Case) -> Range:
    """The same range; graded fair, weak or contested by the origins behind it; what a party concedes beside it."""
    used = case.counted
    credible = [f for f in used if f.claim.source.kind not in (SourceKind.NONE, SourceKind.OTHER)]
    grade = "contested" if case.topic.contradicted else "fair" if count_origins(credible) >= 2 else "weak"
    ranged = _range(case, "airwars", used, low=_lowest(used), high=_highest(used), grade=grade)
    conceded = tuple(f.claim_id for f in used if f.claim.source.kind in _PARTIES)
    return dataclasses.replace(ranged, beside=conceded)


def acled(case: Case) -> Range:
    """Deaths only, the most conservative figure; vague words by ACLED's table."""
    deaths = [f for f in case.counted if f.outcome is Outcome.KILLED]
    numbers = {f.claim_id: _acled_number(f) for f in deaths}
    least = min((n for n in numbers.values() if n is not None), default=None)
    used = [f for f in deaths if least is not None and numbers[f.claim_id] == least]
    return _range(case, "acled", used, low=least, best=least, high=least)


def ucdp(case: Case) -> Range:
    """Lowest and highest reliable figure; best is the median of the most reliable kind of source."""
    used = case.counted
    reliable = [f for f in used if f.claim.source.kind is not SourceKind.NONE] or list(used)
    low, high = _lowest(reliable), _highest(reliable)
    best_kind = min((_RELIABLE.index(f.claim.source.kind) for f in reliable), default=0)
    middle = [f.stated for f in reliable if f.stated is not None and f.claim.source.kind is _RELIABLE[best_kind]]
    best = statistics.median_low(middle) if middle else None
    if best is not None:
        best = max(best, low) if low is not None else best
        best = min(best, high) if high is not None else best
    return _range(case, "ucdp", reliable, low=low, best=best, high=high)


def emdat(case: Case) -> Range:
    """Total deaths: the dead and the missing, each by the source of highest priority, then the latest."""
    used = _ranked(case.counted)[:1]
    number = used[0].stated if used else None
    missing = _ranked(case.missing)[:1] if case.topic.scope.outcome is Outcome.KILLED else []
    if number is not None and missing:
        number += missing[0].stated or 0
        used = [*used, *missing]
    return _range(case, "emdat", used, low=number, best=number, high=number)


def cautious(case: Case) -> Range:
    """The lowest low, as an "at least"."""
    least = _lowest(case.counted)
    used = [f for f in case.counted if f.claim.amount.low is not None and f.low == least]
    return _range(case, "cautious", used, low=least, best=least, high=None)


_RULES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ibc": (
            "lowest to highest figure of the claims of one scope that nothing supersedes",
            "Iraq Body Count, Methods: minimum and maximum of the reported deaths",
        ),
        "airwars": (
            "lowest to highest figure, graded by the number of credible origins",
            "Airwars, Methodology: casualty ranges and the grading of events",
        ),
        "acled": (
            "the most conservative figure; deaths only; tens 10, dozens 12, hundreds 100",
            "ACLED Codebook: fatalities",
        ),
        "ucdp": (
            "lowest and highest reliable figure; best is the median of the most reliable kind of source",
            "UCDP GED Codebook: best, low and high estimates",
        ),
        "emdat": (
            "killed and missing, each by source priority, then the latest",
            "EM-DAT documentation: total deaths",
        ),
        "cautious": ("the lowest figure, read as at least", "OHCHR 2011: the lowest figure where sources differ"),
    }
)

POLICIES: Mapping[str, Policy] = MappingProxyType(
    {"ibc": ibc, "airwars": airwars, "acled": acled, "ucdp": ucdp, "emdat": emdat, "cautious": cautious}
)
"""The named policies."""


def apply_policy(policy: str | Policy, case: Case) -> Range:
    """The range of `case` under a named policy, or under a function of your own.  Raises `PolicyError`."""
    if callable(policy):
        return policy(case)
    if not isinstance(policy, str) or policy not in POLICIES:
        raise PolicyError(f"no policy is called {policy!r}. Choose one of {', '.join(POLICIES)}, or give a function.")
    return POLICIES[policy](case)


def _ranked(several: Sequence[Facets]) -> list[Facets]:
    """By source priority, then the latest day, then the latest mention."""
    return sorted(several, key=lambda f: (_RELIABLE.index(f.claim.source.kind), -(f.as_of or 0), -f.index))


def _acled_number(f: Facets) -> int | None:
    if f.claim.amount.bound is Bound.VAGUE:
        said = (f.claim.figure or "").casefold()
        return next((number for stem, number in _ACLED_WORDS.items() if stem in said), f.claim.amount.low)
    return f.claim.amount.low


def _lowest(used: Sequence[Facets]) -> int | None:
    """The lowest number put forward as a floor; a mere cap ("up to 30") has none, which is not a 0."""
    return min((f.claim.amount.low for f in used if f.claim.amount.low is not None), default=None)


def _highest(used: Sequence[Facets]) -> int | None:
    """The highest number put forward; an open end counts with the number it starts from."""
    return max((f.low if math.isinf(f.high) else int(f.high) for f in used), default=None)


def _range(
    case: Case,
    policy: str,
    used: Sequence[Facets],
    *,
    low: int | None,
    high: int | None,
    best: int | None = None,
    grade: str | None = None,
) -> Range:
    names = {f.claim_id for f in used}
    aside = dict(case.set_aside)
    for f in case.members:
        if f.claim_id not in names:
            aside.setdefault(f.claim_id, "not chosen by the rule")
    rule, reference = _RULES[policy]
    return Range(
        policy=policy,
        topic_id=case.topic.topic_id,
        outcome=case.topic.scope.outcome,
        low=low,
        best=best,
        high=high,
        used=tuple(f.claim_id for f in used),
        set_aside=tuple(aside.items()),
        rule=rule,
        reference=reference,
        derivation="; ".join(f"{figure(f)} ({speaker(f)})" for f in used),
        grade=grade,
    )
