"""Claims for comparing, written in few words: what a person would type into a table, or what a report would say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from casualties.amount import Amount
from casualties.claim import Claim, Claims, Source, SourceKind, Status
from casualties.compare.evidence import Pair, pair_of
from casualties.compare.facets import facets_of, in_text_order
from casualties.compare.findings import Reconciliation
from casualties.report import Span
from casualties.scope import Outcome, Period, Place, Scope, Unit, VictimGroup, Victims

MADE = {
    "exactly": Amount.exact,
    "at least": Amount.at_least,
    "more than": Amount.more_than,
    "up to": Amount.at_most,
    "fewer than": Amount.less_than,
    "nearly": lambda n: Amount.less_than(n, approximate=True),
    "as many as": lambda n: Amount.at_most(n, approximate=True),
    "about": Amount.about,
    "vague": Amount.vague,
}


def amount(said: int | str) -> Amount:
    """42, "at least 42", "30-45", "vague 24"; "silent" where no number is told."""
    if isinstance(said, int):
        return Amount.exact(said)
    if said == "silent":
        return Amount.vague(None)
    words, _, number = said.rpartition(" ")
    if words:
        return MADE[words](int(number))
    low, _, high = said.partition("-")
    return Amount.between(int(low), int(high))


def claim(
    name: str,
    said: int | str,
    outcome: str = "killed",
    *,
    by: str | None = None,
    kind: str | None = None,
    via: str | None = None,
    who: str | None = None,
    group: str = "unspecified",
    where: str | None = "Tamra",
    path: str | None = None,
    days: str | None = None,
    on: str | None = None,
    report: str | None = "r1",
    at: int | None = None,
    quote: str | None = None,
    figure: str | None = None,
    unit: str = "persons",
    status: str = "asserted",
    **more: object,
) -> Claim:
    """A claim; `days` is "2011-04-25" or "2011-04-25/2011-04-28", whose ends may be empty; `on` is the day it held.

    `at` is its offset if it was read.
    """
    start, slash, end = (days or "").partition("/")
    first, last = (dt.date.fromisoformat(day) if day else None for day in (start, end if slash else start))
    return Claim(
        claim_id=name,
        amount=amount(said),
        scope=Scope(
            Outcome(outcome),
            Unit(unit),
            Victims(who, VictimGroup(group)),
            Place(where, path, path and path[:2]),
            Period(first, last),
        ),
        report_id=report,
        span=None if at is None else Span(at, at + 2),
        figure=figure or (str(said) if at is not None else None),
        quote=quote,
        as_of=dt.date.fromisoformat(on) if on else None,
        source=Source(by, None, SourceKind(kind or ("other" if by else "none")), via),
        status=Status(status),
        **more,
    )


def of(*several: Claim) -> Claims:
    return Claims(several)


def pair(a: Claim, b: Claim) -> Pair:
    x, y = (facets_of(c, n) for n, c in enumerate(in_text_order((a, b))))
    return pair_of(x, y)


def said(found: Reconciliation) -> set[tuple[str, str, frozenset[str]]]:
    """Kind, certainty and claims of every finding."""
    return {(f.kind.value, f.certainty.value, frozenset(f.claim_ids)) for f in found}


def kinds(found: Reconciliation) -> Mapping[frozenset[str], str]:
    return {frozenset(f.claim_ids): f.kind.value for f in found}
