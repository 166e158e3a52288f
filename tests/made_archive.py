"""One archive for every engine: made reports, their claims and findings read serially, and how tables are compared."""

from __future__ import annotations

import functools
import os
from pathlib import Path

import pandas as pd
from made_reports import made_reports

import casualties

MANY = 100_000
FEW = 2_000


@functools.cache
def reports(count: int) -> pd.DataFrame:
    """A table of short reports with an index that says nothing, since ids and not the index are carried through."""
    frame = pd.DataFrame(made_reports(count)).astype("string")
    return frame.set_index(pd.Index([7] * count))


@functools.cache
def serial_claims(count: int) -> pd.DataFrame:
    return casualties.claims_table(reports(count))


@functools.cache
def serial_findings(count: int) -> pd.DataFrame:
    return casualties.findings_table(in_order(serial_claims(count)))


def in_order(claims: pd.DataFrame) -> pd.DataFrame:
    """Rows in the order of reports and of their texts, whatever order an engine hands them over in."""
    return claims.sort_values(["report_id", "start", "claim_id"], kind="stable").reset_index(drop=True)


def by_id(findings: pd.DataFrame) -> pd.DataFrame:
    return findings.sort_values("finding_id").reset_index(drop=True)


def findings_of_block(claims: pd.DataFrame) -> pd.DataFrame:
    """The findings of one block, or of several whole ones."""
    return casualties.findings_table(in_order(claims.drop(columns="block", errors="ignore")))


def same_claims(found: pd.DataFrame, count: int) -> None:
    """Row for row, cell for cell, dtype for dtype."""
    pd.testing.assert_frame_equal(
        in_order(found.astype(casualties.CLAIMS_SCHEMA.pandas)), in_order(serial_claims(count))
    )


def same_findings(found: pd.DataFrame, count: int) -> None:
    found = found.astype(casualties.FINDINGS_SCHEMA.pandas)
    found["claim_ids"] = found["claim_ids"].map(list)
    expected = serial_findings(count)
    assert len(expected) >= 10
    pd.testing.assert_frame_equal(by_id(found), by_id(expected))


def path_for_workers() -> str:
    """What a worker process needs on its path to find the library and this module."""
    folders = [str(Path(casualties.__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
    return os.pathsep.join([*folders, *filter(None, [os.environ.get("PYTHONPATH")])])
