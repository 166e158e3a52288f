"""Facets: what comparison needs to know of a claim, worked out once."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from casualties.amount import ABOUT_TOLERANCE, Amount, Bound
from casualties.claim import Claim
from casualties.compare.who import place_parts, read_victims, source_name
from casualties.errors import PolicyError, TableError
from casualties.scope import Outcome, Scope, Unit, VictimGroup

_ROUND_FROM = 100
"""An exact figure ending in two zeros may have been rounded; below a hundred people count."""


class Reading(StrEnum):
    """What an exact number says: that many and no more (``literal``), or that many and perhaps more (``documented``).

    ``tally``: a source's number is exact for that source, and a floor beside another source's.
    """

    LITERAL = "literal"
    DOCUMENTED = "documented"
    TALLY = "tally"


def read_reading(word: Reading | str) -> Reading:
    """The reading of that name.  Raises `PolicyError` for an unknown one."""
    if not isinstance(word, str) or word not in set(Reading):
        raise PolicyError(f"unknown reading {word!r}. Use one of {', '.join(Reading)}.")
    return Reading(word)


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """What a figure's words allow (``low`` to ``high``) and what rounding allows; claims of one amount share it."""

    low: int
    high: float
    wide_low: int
    wide_high: float
    stated: int | None


@dataclass(frozen=True, slots=True, eq=False)
class ReadScope:
    """A scope made ready for comparison; claims of one scope share it, so that it can be told apart by identity."""

    outcome: Outcome
    unit: Unit
    group: VictimGroup
    words: frozenset[str]
    place: tuple[str, ...]
    place_words: tuple[str, ...]
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Facets:
    """One claim seen for comparison: what its words allow, of what, and who says it.

    ``beside`` is where cues are looked for: the sentence, the figure, how it was read, and the source's name.
    """

    index: int
    claim: Claim
    ends: Ends
    scope: ReadScope
    source: str | None
    relay: str | None
    as_of: int | None
    beside: str

    @property
    def claim_id(self) -> str:
        return self.claim.claim_id

    @property
    def low(self) -> int:
        return self.ends.low

    @property
    def high(self) -> float:
        return self.ends.high

    @property
    def wide_low(self) -> int:
        return self.ends.wide_low

    @property
    def wide_high(self) -> float:
        return self.ends.wide_high

    @property
    def stated(self) -> int | None:
        return self.ends.stated

    @property
    def group(self) -> VictimGroup:
        return self.scope.group

    @property
    def words(self) -> frozenset[str]:
        return self.scope.words

    @property
    def place(self) -> tuple[str, ...]:
        return self.scope.place

    @property
    def place_words(self) -> tuple[str, ...]:
        return self.scope.place_words

    @property
    def start(self) -> int | None:
        return self.scope.start

    @property
    def end(self) -> int | None:
        return self.scope.end

    @property
    def outcome(self) -> Outcome:
        return self.scope.outcome

    @property
    def unit(self) -> Unit:
        return self.scope.unit

    @property
    def typed(self) -> bool:
        """Typed by a person into a table, not read from a text."""
        return self.claim.span is None

    @property
    def has_period(self) -> bool:
        return self.scope.start is not None and self.scope.end is not None

    @property
    def silent(self) -> bool:
        """No number at all: neither end is known and none is stated."""
        return self.ends.stated is None and self.ends.low == 0 and math.isinf(self.ends.high)

    def meets(self, other: Facets) -> bool:
        """Some count satisfies both as worded."""
        x, y = self.ends, other.ends
        return x.low <= y.high and y.low <= x.high

    def nearly_meets(self, other: Facets) -> bool:
        """Some count satisfies both once each figure may have been rounded."""
        x, y = self.ends, other.ends
        return x.wide_low <= y.wide_high and y.wide_low <= x.wide_high

    def gap(self, other: Facets) -> int:
        """Persons between the two intervals, 0 where they meet."""
        top = min(self.high, other.high)
        return 0 if math.isinf(top) else max(0, max(self.low, other.low) - int(top))


def facets_of(claim: Claim, index: int, reading: Reading = Reading.LITERAL) -> Facets:
    """What comparison needs to know of `claim`, which stands at `index` among the claims."""
    return read_facets([claim], reading, index)[0]


def read_facets(claims: Iterable[Claim], reading: Reading = Reading.LITERAL, first: int = 0) -> list[Facets]:
    """What comparison needs to know of each claim; equal scopes and equal amounts are read once and shared."""
    scopes: dict[tuple[object, ...], ReadScope] = {}
    amounts: dict[tuple[object, ...], Ends] = {}
    names: dict[tuple[str | None, str | None], str | None] = {}
    lowered: dict[str | None, str] = {}
    several = []
    for index, claim in enumerate(claims, first):
        scope, amount, source, as_of = claim.scope, claim.amount, claim.source, claim.as_of
        who, where, when = scope.victims, scope.place, scope.period
        key = (scope.outcome, scope.unit, who.words, who.group, where.words, where.place_id, when.start, when.end)
        read = scopes.get(key)
        if read is None:
            read = scopes[key] = _read_scope(scope)
        worth = (amount.value, amount.bound, amount.low, amount.high)
        ends = amounts.get(worth)
        if ends is None:
            ends = amounts[worth] = _read_ends(amount, reading)
        named = (source.source_id, source.words)
        if named not in names:
            names[named] = source_name(*named)
        relay = source_name(None, source.relayed_by) if source.relayed_by else None
        day = None if as_of is None else as_of.toordinal()
        if claim.quote is None and claim.figure is None and claim.how is None:
            beside = lowered.get(source.words)
            if beside is None:
                beside = lowered[source.words] = (source.words or "").casefold()
        else:
            beside = " ".join(w for w in (claim.quote, claim.figure, claim.how, source.words) if w).casefold()
        several.append(Facets(index, claim, ends, read, names[named], relay, day, beside))
    return several


def _read_scope(scope: Scope) -> ReadScope:
    group, words = read_victims(scope.victims)
    period = scope.period
    return ReadScope(
        scope.outcome,
        scope.unit,
        group,
        words,
        scope.place.candidates,
        place_parts(scope.place.words),
        period.start.toordinal() if period.start else None,
        period.end.toordinal() if period.end else None,
    )


def _read_ends(amount: Amount, reading: Reading) -> Ends:
    low = amount.low or 0
    high = math.inf if amount.high is None else amount.high
    slack = _rounding(amount)
    wide_high = high + slack
    if reading is Reading.DOCUMENTED and amount.bound is Bound.EXACT:
        high = wide_high = math.inf
    return Ends(low, high, max(0, low - slack), wide_high, stated_number(amount))


def stated_number(amount: Amount) -> int | None:
    """The number to reckon with: the stated one, but the open interval's own end for "more than" and "fewer than"."""
    if amount.bound is Bound.MORE_THAN:
        return amount.low
    if amount.bound is Bound.LESS_THAN:
        return amount.high
    if amount.value is not None:
        return amount.value
    return amount.low if amount.low is not None else amount.high


def _rounding(amount: Amount) -> int:
    """How far the stated number may be rounded: a tenth, or half its last place where that is less."""
    number = amount.value
    if number is None or amount.bound is Bound.VAGUE:
        return 0
    if amount.bound is Bound.ABOUT:
        return math.ceil(number * ABOUT_TOLERANCE) if amount.low == amount.high else 0
    if amount.bound is Bound.EXACT and number >= _ROUND_FROM and number % 100 == 0:
        place: int = 10 ** (len(str(number)) - len(str(number).rstrip("0")))
        return min(place // 2, math.floor(number * ABOUT_TOLERANCE))
    return 0


def by_report(several: Iterable[Facets]) -> list[list[Facets]]:
    """The claims of each report that makes more than one, in order."""
    first: dict[str | None, Facets] = {}
    reports: dict[str | None, list[Facets]] = {}
    for f in several:
        name = f.claim.report_id
        other = first.setdefault(name, f)
        if other is f:
            continue
        own = reports.get(name)
        if own is None:
            reports[name] = [other, f]
        else:
            own.append(f)
    return list(reports.values())


def ids_in_order(several: Iterable[Facets]) -> list[str]:
    """The ids of the claims, in the order of the claims."""
    return [f.claim_id for f in sorted(several, key=lambda f: f.index)]


def in_text_order(claims: Iterable[Claim]) -> list[Claim]:
    """Each claim once; reports in the order given, the claims of each in the order of its text.

    Raises `TableError` where one id names two different claims, which would make findings about them ambiguous.
    """
    once: dict[str, Claim] = {}
    reports: dict[str | None, int] = {}
    read = False
    for claim in claims:
        known = once.setdefault(claim.claim_id, claim)
        if known is not claim and known != claim:
            raise TableError(
                f"claim_id {claim.claim_id!r} names two different claims. Give each claim an id of its own."
            )
        reports.setdefault(claim.report_id, len(reports))
        read = read or claim.span is not None
    if not read and len(reports) in (1, len(once)):
        return list(once.values())  # in order already
    return sorted(once.values(), key=lambda c: (reports[c.report_id], 0 if c.span is None else c.span.start))
