"""Claims made up for tests: one small report with its claims, and hypothesis strategies for any claim at all."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from casualties.amount import Amount
from casualties.claim import Claim, Claims, Source, SourceKind, Status
from casualties.compare.findings import Certainty, Finding, Kind, Reconciliation
from casualties.report import Report, Span
from casualties.scope import Outcome, Period, Place, Scope, Unit, VictimGroup, Victims

TEXT = (
    "Ferry sinks off Tamra\n"
    "\n"
    "At least 12 people drowned when a ferry sank off Tamra, the harbour master said on Friday. "
    "Doctors counted 15 bodies & 4 <injured> sailors.\n"
    "No children were hurt.\n"
)
REPORT = Report(TEXT, "tamra-ferry", dt.date(2019, 5, 3), "The Quay", "Ferry sinks")


def made(figure: str, amount: Amount, outcome: Outcome, quote: str, **more: object) -> Claim:
    """A claim about the ferry, its span looked up in the text."""
    start = TEXT.index(quote) + quote.index(figure)
    scope = Scope(outcome, victims=Victims("people"), place=Place("Tamra"), period=Period(dt.date(2019, 5, 3)))
    return Claim(
        claim_id=f"tamra-ferry:{start}:{outcome}",
        report_id="tamra-ferry",
        span=Span(start, start + len(figure)),
        figure=figure,
        quote=quote,
        amount=amount,
        scope=scope,
        **more,
    )


FIRST, SECOND, THIRD = (
    "At least 12 people drowned when a ferry sank off Tamra, the harbour master said on Friday.",
    "Doctors counted 15 bodies & 4 <injured> sailors.",
    "No children were hurt.",
)
MASTER = Source("the harbour master", "harbour", SourceKind.GOVERNMENT, "AFP")
DOCTORS = Source("Doctors", None, SourceKind.HEALTH)
CLAIMS = Claims(
    (
        made("At least 12", Amount.at_least(12), Outcome.KILLED, FIRST, source=MASTER, cumulative=True),
        made("15", Amount.exact(15), Outcome.KILLED, SECOND, source=DOCTORS, as_of=dt.date(2019, 5, 3)),
        made("4", Amount.exact(4), Outcome.INJURED, SECOND, source=DOCTORS, status=Status.UNVERIFIED),
        made("No", Amount.exact(0), Outcome.INJURED, THIRD),
    ),
    (REPORT,),
)


def finding(kind: Kind, *claims: Claim, number: int = 1, **more: object) -> Finding:
    """A finding of that kind about those claims."""
    return Finding(
        finding_id=f"f{number}",
        kind=kind,
        verdict=kind.verdict,
        certainty=Certainty.CERTAIN,
        claim_ids=tuple(c.claim_id for c in claims),
        **more,
    )


FINDINGS = Reconciliation(
    CLAIMS,
    (
        finding(Kind.WITHIN_BOUND, CLAIMS[0], CLAIMS[1], gap=0, reason="15 lies in [12, ∞).", scope=CLAIMS[0].scope),
        finding(Kind.CONTRADICTS_SOURCE, CLAIMS[2], CLAIMS[3], number=2, gap=4, reason="4 & 0: <no> count is both."),
    ),
)

# Blanks at the edges of a cell are typing, not content; figure and quote keep theirs, since offsets count them.
words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)
cell = words.map(str.strip).filter(bool)
verbatim = words.filter(lambda w: bool(w.strip()))
counts = st.integers(0, 10**9)
dates = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))

amounts = st.one_of(
    st.builds(Amount.exact, counts),
    st.builds(Amount.at_least, counts),
    st.builds(Amount.more_than, counts),
    st.builds(Amount.at_most, counts, approximate=st.booleans()),
    st.builds(Amount.less_than, counts, approximate=st.booleans()),
    st.builds(Amount.about, counts, st.sampled_from([0.05, 0.1, 0.25])),
    st.builds(Amount.between, counts, counts, approximate=st.booleans()),
    st.builds(lambda a, b: Amount.vague(min(a, b), max(a, b)), counts, counts),
    st.builds(Amount.vague, st.none() | counts),
)
periods = st.one_of(
    st.just(Period()),
    st.builds(Period, dates, st.none()),
    st.builds(Period, st.none(), dates),
    st.builds(lambda a, b: Period(min(a, b), max(a, b)), dates, dates),
)
scopes = st.builds(
    Scope,
    st.sampled_from(Outcome),
    st.sampled_from(Unit),
    st.builds(Victims, st.none() | cell, st.sampled_from(VictimGroup)),
    st.builds(Place, st.none() | cell, st.none() | cell, st.none() | cell),
    periods,
)
some_claims = st.lists(
    st.builds(
        Claim,
        claim_id=cell,
        amount=amounts,
        scope=scopes,
        report_id=st.none() | cell,
        span=st.none() | st.builds(lambda a, n: Span(a, a + n), st.integers(0, 10**6), st.integers(1, 50)),
        figure=st.none() | verbatim,
        quote=st.none() | verbatim,
        as_of=st.none() | dates,
        cumulative=st.none() | st.booleans(),
        source=st.builds(Source, st.none() | cell, st.none() | cell, st.sampled_from(SourceKind), st.none() | cell),
        status=st.sampled_from(Status),
        part_of=st.none() | cell,
        revises=st.none() | cell,
        how=st.none() | cell,
    ),
    max_size=4,
    unique_by=lambda c: c.claim_id,
).map(lambda found: Claims(tuple(found)))
"""Any claims: every field with every kind of value it may hold."""
