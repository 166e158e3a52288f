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


def run(world: dict[str, str], command: list[str], folder: Path = ROOT) -> bytes:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ", "PYTHONHASHSEED"))}
    path = {"PYTHONPATH": str(Path(casualties.__file__).parent.parent)}
    return subprocess.run(
        [sys.executable, *command], env={**kept, **path, **world}, check=True, stdout=subprocess.PIPE, cwd=folder
    ).stdout


def printed(world: dict[str, str], form: str = "json", folder: Path = ROOT) -> bytes:
    return run(world, ["-m", "casualties", str(EXAMPLES), "--format", form], folder)


@pytest.fixture(scope="module")
def plain() -> bytes:
    return printed({"PYTHONHASHSEED": "0"})


@pytest.mark.parametrize("world", WORLDS, ids=lambda w: " ".join(f"{k}={v}" for k, v in w.items()))
def test_the_same_bytes_in_every_world(plain, world):
    assert printed(world) == plain


@pytest.mark.parametrize("form", ["text", "csv", "html"])
def test_every_format_is_the_same_in_two_worlds(form):
    assert printed(WORLDS[0], form) == printed(WORLDS[1], form)


def test_the_working_folder_changes_nothing(plain, tmp_path):
    assert printed(WORLDS[2], folder=tmp_path) == plain


SHOWN = f"""
import json, sys, casualties
sys.stdout.reconfigure(encoding="utf-8")
reports = casualties.read_reports({str(EXAMPLES)!r})[:5]
claims = casualties.Claims.gather(casualties.find_claims(r) for r in reports)
made = casualties.reconcile(claims)
print(claims.to_hxl(), json.dumps(claims.to_annotations()), json.dumps(claims.to_schema_org()))
print(made.to_json(), claims._repr_html_(), made._repr_html_(), claims, made)
"""


def test_what_leaves_in_other_forms_is_the_same_in_two_worlds():
    """HXL, Web Annotations, schema.org, stored JSON and the notebook's HTML with its SVG."""
    assert run(WORLDS[0], ["-c", SHOWN]) == run(WORLDS[1], ["-c", SHOWN]) != b""


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_archive_is_the_same_for_any_number_of_workers_in_any_world(form, tmp_path):
    outs = [tmp_path / f"{n}.{form}" for n in (1, 2)]
    for n, (out, world) in enumerate(zip(outs, WORLDS, strict=False), 1):
        run(world, ["-m", "casualties", str(EXAMPLES), "--out", str(out), "--workers", str(n)], tmp_path)
    assert outs[0].read_bytes() == outs[1].read_bytes() != b""


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
