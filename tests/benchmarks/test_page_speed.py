"""How long the page of many claims takes to write, and whether that grows with the page; run with ``-m benchmark``."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import pytest

import casualties
from casualties.claim import Claims
from casualties.show.page import page_as_html

REPORTS = Path(__file__).parent.parent.parent / "examples" / "reports"


def many(copies: int) -> casualties.Reconciliation:
    """The example reports so many times over, each copy with ids of its own: 133 claims a copy."""
    found = [casualties.find_claims(report) for report in casualties.read_reports(REPORTS)]
    parts = []
    for n in range(copies):
        for claims in found:
            own = {c.claim_id: f"{n}-{c.claim_id}" for c in claims}
            renamed = (
                dataclasses.replace(
                    c, claim_id=own[c.claim_id], report_id=f"{n}-{c.report_id}", part_of=own.get(c.part_of or "")
                )
                for c in claims
            )
            reports = (dataclasses.replace(r, report_id=f"{n}-{r.report_id}") for r in claims.reports)
            parts.append(Claims(tuple(renamed), tuple(reports)))
    return casualties.reconcile(parts)


def written(found: casualties.Reconciliation) -> tuple[float, int]:
    """Seconds of one processor, and characters."""
    start = time.process_time()
    page = page_as_html(found)
    return time.process_time() - start, len(page)


@pytest.mark.benchmark
def test_two_thousand_claims_take_seconds_and_the_time_grows_with_the_page():
    found, twice = many(16), many(32)
    assert len(found.claims) > 2_000
    (one, short), (two, long) = written(found), written(twice)
    print(f"{len(found.claims):,} claims in {one:.2f} s, {len(twice.claims):,} in {two:.2f} s")
    assert one < 5
    assert two / one < 1.5 * long / short
