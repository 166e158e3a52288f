"""Ranges: two numbers that are one figure.

Found: "10-15", "10 to 15", "between 10 and 15", "from 10 to 15", "27 or 28", "two to three hundred", "some 30 to 40",
"at least 10 and possibly as many as 15", "dozens, if not hundreds". After a word of rise or fall "from 38 to 41"
stays two figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from casualties.amount import Bound
from casualties.extract.hedges import Hedge, HedgeTable, Joining, Limits, commit, hedges_after, hedges_before
from casualties.extract.numberdates import is_year
from casualties.extract.numberforms import HYPHENS
from casualties.extract.numbertokens import Tokens
from casualties.extract.quantities import CARDINAL, VAGUE, Kind, Quantity


class Hedged(NamedTuple):
    """A quantity with its hedges, or two made one: tokens ``first`` up to ``last`` with them; ``core`` without."""

    kind: Kind
    first: int
    last: int
    core: tuple[int, int]
    limits: Limits | None
    hedges: tuple[Hedge, ...] = ()
    unit: int = 1
    after: bool = False
    joined: bool = False


_CLAUSE = 8
"""A word of change governs "from A to B" from at most this many tokens before it."""
_STOPS = frozenset({".", ";", ":", "!", "?"})


def hedged(tokens: Tokens, quantities: Sequence[Quantity], table: HedgeTable, tolerance: float) -> list[Hedged]:
    """Every quantity with its hedges; a vague word that a later hedge takes in ("many more than 30") goes."""
    found: list[Hedged] = []
    floor = 0
    for q in quantities:
        one = _hedge(tokens, q, floor, table, tolerance)
        while found and found[-1].last > one.first:
            found.pop()
        found.append(one)
        floor = one.last if q.kind is CARDINAL else floor
    return found


def _hedge(tokens: Tokens, q: Quantity, floor: int, table: HedgeTable, tolerance: float) -> Hedged:
    if q.limits is None or (q.kind is not CARDINAL and q.kind is not VAGUE):
        return Hedged(q.kind, q.first, q.last, (q.first, q.last), q.limits, unit=q.unit)
    before, first = hedges_before(tokens, q.first, floor, table)
    after, last = hedges_after(tokens, q.last, table)
    if not before and not after:
        return Hedged(q.kind, first, last, (first, last), q.limits, unit=q.unit)
    hedges = (*before, *after)
    limits = q.limits
    if q.kind is CARDINAL and q.limits.value is not None:
        limits = commit(q.limits.value, hedges, tolerance)
    elif any(h.bound in {Bound.AT_MOST, Bound.LESS_THAN} for h in hedges):
        limits = limits._replace(low=None)
    return Hedged(q.kind, first, last, (q.first, q.last), limits, hedges, q.unit, bool(after))


def join_ranges(tokens: Tokens, parts: Sequence[Hedged], table: HedgeTable) -> list[Hedged]:
    """The same with ranges made one."""
    found: list[Hedged] = []
    for part in parts:
        whole = _join(tokens, found[-1], part, table) if found and not found[-1].joined else None
        if whole is None:
            found.append(part)
        else:
            found[-1] = whole
    return found


def _join(tokens: Tokens, a: Hedged, b: Hedged, table: HedgeTable) -> Hedged | None:
    if b.first - a.last > 4 or a.kind is not b.kind:
        return None
    kinds = table.joins.get(tokens.between(a.last, b.first))
    if kinds is None or any(map(tokens.parted, range(a.last, b.first + 1))) or _opens_text(tokens, a.last, b.first):
        return None
    if a.kind is VAGUE:
        return _vague(a, b) if Joining.VAGUE in kinds else None
    if a.kind is not CARDINAL:
        return None
    if Joining.LIMITS in kinds and a.hedges and b.hedges and not (a.after or b.after or _anew(b)):
        return _limits(tokens, a, b, table)
    opener = tokens.key(a.first - 1)
    if a.after or (a.limits and b.limits and _years(tokens, a, b)):
        return None
    if opener == "between" and Joining.BETWEEN in kinds:
        return _range(a, b, a.first - 1, closed=True)
    if Joining.RANGE in kinds and not _limited(b) and not _changes(tokens, a, table):
        tied = tokens.keys[a.last] in HYPHENS
        return _range(a, b, a.first - 1 if opener == "from" and tokens.keys[a.last] == "to" else a.first, tied=tied)
    if Joining.EITHER in kinds and not b.hedges and _near(a, b):
        return _range(a, b, a.first)
    return None


def _opens_text(tokens: Tokens, dash: int, at: int) -> bool:
    """ "ADEN, Feb 12 - Seventeen men died": behind a dateline's dash a new sentence begins."""
    apart = tokens.keys[dash] in HYPHENS and not tokens.glued(at)
    return apart and tokens.capital(at) and tokens.text[tokens.starts[at] : tokens.ends[at]].istitle()


def _anew(b: Hedged) -> bool:
    """Whether the second number adds to the first: "and as many as a further 50"."""
    return any(h.passes for h in b.hedges)


def _limited(b: Hedged) -> bool:
    """Whether the upper end says more than "about": "10 to more than 50" is no closed range."""
    return any(h.bound in {Bound.AT_LEAST, Bound.MORE_THAN} for h in b.hedges)


def _years(tokens: Tokens, a: Hedged, b: Hedged) -> bool:
    return is_year(tokens, a.core[0]) and is_year(tokens, b.core[0])


def _near(a: Hedged, b: Hedged) -> bool:
    """ "27 or 28", not "5 or 50"."""
    low, high = _ends(a, b)
    return low is not None and high is not None and low < high <= max(3 * low, 3)


def _changes(tokens: Tokens, a: Hedged, table: HedgeTable) -> bool:
    """Whether a verb of rise or fall governs "from A to B" or "by A to B"."""
    if tokens.key(a.first - 1) not in _FROM:
        return tokens.key(a.first - 1) in table.change and tokens.keys[a.last] == "to"
    for key in reversed(tokens.keys[max(0, a.first - 1 - _CLAUSE) : a.first - 1]):
        if key in _STOPS or key in table.change:
            return key in table.change
    return False


_FROM = frozenset({"from", "by"})
"""What leads up to the first of two figures behind a verb of rise or fall."""


def _ends(a: Hedged, b: Hedged) -> tuple[int | float | None, int | float | None]:
    """The stated ends; a scale said once is meant twice ("2 to 3 million")."""
    low, high = (x.limits.value if x.limits else None for x in (a, b))
    if low is not None and high is not None and a.unit == 1 < b.unit and low <= high / b.unit:
        low *= b.unit
    return low, high


def _range(a: Hedged, b: Hedged, first: int, *, closed: bool = False, tied: bool = False) -> Hedged | None:
    low, high = _ends(a, b)
    if tied and low and high and low < high / 1000 and low < 1000 and high % 1000 == 0:  # "10-15,000"
        low *= 1000
    if low is None or high is None or low > high:
        return None
    blur = any(h.blur for h in (*a.hedges, *b.hedges))
    limits = Limits(None, Bound.RANGE, low, high, blur)
    if closed:  # "between": both ends are said
        pass
    elif any(h.bound in {Bound.AT_MOST, Bound.LESS_THAN} for h in a.hedges):  # "up to 10 or 12"
        limits = Limits(high, Bound.AT_MOST, None, high, blur)
    elif any(h.bound in {Bound.AT_LEAST, Bound.MORE_THAN} for h in a.hedges):  # "at least 10 to 15"
        limits = Limits(low, Bound.AT_LEAST, low, None, blur)
    core = (a.core[0], b.core[1])
    return Hedged(
        a.kind, first, b.last, core, limits, (*a.hedges, *b.hedges), max(a.unit, b.unit), b.after, joined=True
    )


def _limits(tokens: Tokens, a: Hedged, b: Hedged, table: HedgeTable) -> Hedged | None:
    """A lower limit and an upper one, in either order, are a range if they leave room."""
    if a.limits is None or b.limits is None or tokens.key(b.last) in table.clause:
        return None
    floors = {Bound.AT_LEAST, Bound.MORE_THAN}
    ceilings = {Bound.AT_MOST, Bound.LESS_THAN}
    if a.limits.bound in floors and b.limits.bound in ceilings:
        low, high = a.limits.low, b.limits.high
    elif a.limits.bound in ceilings and b.limits.bound in floors:
        low, high = b.limits.low, a.limits.high
    else:
        return None
    if low is None or high is None or low > high:
        return None
    limits = Limits(None, Bound.RANGE, low, high, a.limits.approximate or b.limits.approximate)
    return Hedged(a.kind, a.first, b.last, (a.core[0], b.core[1]), limits, (*a.hedges, *b.hedges), joined=True)


def _vague(a: Hedged, b: Hedged) -> Hedged | None:
    """ "dozens, if not hundreds": the least of the two is what is said."""
    if a.limits is None or b.limits is None:
        return None
    lows = [x.limits.low for x in (a, b) if x.limits and x.limits.low is not None]
    limits = Limits(None, Bound.VAGUE, min(lows, default=None), None, approximate=True)
    return Hedged(a.kind, a.first, b.last, (a.core[0], b.core[1]), limits, joined=True)
