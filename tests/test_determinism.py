"""The same reports give the same bytes, whatever the process, the hash seed, the locale, the time zone or the batch."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casualties

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples" / "reports"

WORLDS = [
    {"LC_ALL": "C", "PYTHONHASHSEED": "4294967295", "TZ": "Pacific/Kiritimati"},
    {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "America/Los_Angeles"},
    {"PYTHONUTF8": "1", "PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu"},
]


def printed(world: dict[str, str], form: str = "json") -> bytes:
    command = [sys.executable, "-m", "casualties", str(EXAMPLES), "--format", form]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ", "PYTHONHASHSEED"))}
    return subprocess.run(command, env={**kept, **world}, check=True, stdout=subprocess.PIPE, cwd=ROOT).stdout


@pytest.fixture(scope="module")
def plain() -> bytes:
    return printed({"PYTHONHASHSEED": "0"})


@pytest.mark.parametrize("world", WORLDS, ids=lambda w: " ".join(f"{k}={v}" for k, v in w.items()))
def test_the_same_bytes_in_every_world(plain, world):
    assert printed(world) == plain


@pytest.mark.parametrize("form", ["text", "csv", "html"])
def test_every_format_is_the_same_in_two_worlds(form):
    assert printed(WORLDS[0], form) == printed(WORLDS[1], form)


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    reports = casualties.read_reports(EXAMPLES)
    rows = [
        {"report_id": r.report_id, "text": r.text, "published": r.published, "publisher": r.publisher} for r in reports
    ]
    return pd.DataFrame(rows)[:8]


@settings(max_examples=5, deadline=None)
@given(cuts=st.sets(st.integers(1, 7), max_size=3))
def test_the_same_table_however_the_reports_are_cut_into_batches(frame, cuts):
    edges = [0, *sorted(cuts), len(frame)]
    parts = [casualties.claims_table(frame[a:b]) for a, b in itertools.pairwise(edges)]
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), casualties.claims_table(frame))


@settings(max_examples=5, deadline=None)
@given(order=st.permutations(range(8)))
def test_a_report_gives_the_same_claims_in_any_company(frame, order):
    whole = casualties.claims_table(frame)
    mixed = casualties.claims_table(frame.iloc[order])
    for report_id in frame.report_id:
        one, other = (t[t.report_id == report_id].reset_index(drop=True) for t in (whole, mixed))
        pd.testing.assert_frame_equal(one, other)
