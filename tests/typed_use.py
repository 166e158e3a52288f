"""A user's code over every public name, with plain annotations: `mypy tests/typed_use.py` checks it in the gate, and
tests/test_public_surface.py runs it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

import casualties

TEXT = "At least 27 people were killed in Homs on Friday, a doctor said. Police said 19 people were killed in Homs."


def read(folder: Path) -> Sequence[casualties.Report]:
    """Reports from disk, and one made by hand; each is text with what is known of it."""
    (folder / "wire.txt").write_text(TEXT, encoding="utf-8")
    found: Sequence[casualties.Report] = casualties.read_reports(folder)
    made = casualties.Report(TEXT, "hand", dt.date(2012, 2, 4), publisher="The Courier", title="Homs")
    published: dt.date | None = made.published
    report_id: str = made.report_id
    assert published is not None
    assert report_id == "hand"
    return [*found, made]


def amounts() -> list[tuple[str, int | float | None]]:
    """Number phrases alone, and the amounts that a figure commits to."""
    floor: casualties.Amount = casualties.Amount.at_least(27)
    low: int | None = floor.low
    meets: bool = floor.meets(casualties.Amount.between(20, 30))
    bound: casualties.Bound = floor.bound
    assert meets
    assert (low, bound) == (27, casualties.Bound.AT_LEAST)
    return [(phrase.text, phrase.low) for phrase in casualties.find_amounts("between 10 and 15 died")]


def claims(report: casualties.Report) -> casualties.Claims:
    """Claims of a report: a sequence with the sentence, the figure, and where it stands."""
    found: casualties.Claims = casualties.find_claims(report, lexicon=casualties.Lexicon("en"))
    of_text: casualties.Claims = casualties.find_claims(TEXT, published="2012-02-04", report_id="text")
    first: casualties.Claim = found[0]
    some: casualties.Claims = of_text[:1]
    span: casualties.Span | None = first.span
    words: str = "" if span is None else span.of(report.text)
    mentions: tuple[casualties.Mention, ...] = found.mentions
    least: int = sum(mention.least for mention in mentions)
    assert words == first.figure
    assert least >= 0
    return casualties.Claims.gather([found, some])


def scope(claim: casualties.Claim) -> casualties.Scope:
    """What a claim is about, word by word; the same can be put together by hand."""
    status: casualties.Status = claim.status
    source: casualties.Source = claim.source
    kind: casualties.SourceKind = source.kind
    who: str | None = source.identity
    assert status is casualties.Status.ASSERTED
    assert kind is not casualties.SourceKind.NONE
    assert who is not None
    made = casualties.Scope(
        casualties.Outcome.KILLED,
        casualties.Unit.PERSONS,
        casualties.Victims("people", casualties.VictimGroup.UNSPECIFIED),
        casualties.Place("Homs", "SY/Homs/Homs", "SY"),
        casualties.Period(dt.date(2012, 2, 3), dt.date(2012, 2, 3)),
    )
    where: str = made.place.where
    assert where == " in Homs"
    return made


def compared(several: casualties.Claims) -> casualties.Reconciliation:
    """Findings: a sequence, told in words, as a table, and stored."""
    made: casualties.Reconciliation = casualties.reconcile(several)
    conflicts: tuple[casualties.Finding, ...] = made.conflicts
    told: list[str] = [made.explain(finding) for finding in conflicts]
    low: int | None = made.range(policy="ibc").low
    tally = made.tally(casualties.Outcome.KILLED)
    best: int | None = None if tally is None else tally.best
    stored: str = made.to_json()
    again: casualties.Reconciliation = casualties.Reconciliation.from_json(stored)
    assert len(told) == len(again.conflicts)
    assert low is not None
    assert best is not None
    return made


def tables(several: casualties.Claims, made: casualties.Reconciliation) -> Iterator[pd.DataFrame]:
    """Tables and back: of claims, of findings, and from a frame of reports in one step."""
    frame: pd.DataFrame = several.to_frame()
    typed: casualties.Claims = casualties.Claims.from_frame(frame)
    assert typed == several
    assert list(frame.columns) == list(casualties.CLAIMS_SCHEMA)
    findings: pd.DataFrame = made.to_frame()
    assert list(findings.columns) == list(casualties.FINDINGS_SCHEMA)
    yield from (frame, findings)
    yield casualties.claims_table(pd.DataFrame({"report_id": ["text"], "text": [TEXT]}))
    yield casualties.findings_table(frame)
    blocks: pd.Series[str] = casualties.findings_blocks(frame)
    assert len(blocks) == len(frame)
    hxl: str = several.to_hxl()
    linked: str = json.dumps([several.to_annotations(), several.to_schema_org()])
    assert "#affected" in hxl
    assert "Claim" in linked


def streamed() -> list[int]:
    """Reports as Arrow batches, of which a pattern keeps those that may hold a claim."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    pattern: str = casualties.prefilter()
    assert re.search(pattern, TEXT)
    batch = pa.RecordBatch.from_pydict({"report_id": ["text"], "text": [TEXT]})
    return [table.num_rows for table in casualties.claims_batches([batch])]


def measured(annotated: Path) -> casualties.Evaluation:
    """The library on annotated reports, with an extraction of one's own."""

    def find(report: casualties.Report) -> casualties.Claims:
        return casualties.find_claims(report)

    reports = casualties.read_annotations(annotated)
    made: casualties.Evaluation = casualties.evaluate(reports[:2], find=find)
    rates: dict[str, float] = made.figures()
    assert rates
    return made


def refused() -> str:
    """Every error of the library is one, and every warning too."""
    warning: type[UserWarning] = casualties.CasualtiesWarning
    try:
        casualties.find_claims("Two people died.", published="tomorrow")
    except casualties.CasualtiesError as error:
        return f"{error} ({warning.__name__})"
    return ""
