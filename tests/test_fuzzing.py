"""Every input that once broke a public function stays a test; the fuzzer itself runs outside the gate."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from needs import needed

HERE = Path(__file__).resolve().parent / "fuzzing"
FINDS = sorted(p for p in (HERE / "finds").rglob("*") if p.is_file())

spec = importlib.util.spec_from_file_location("fuzz", HERE / "fuzz.py")
assert spec is not None
assert spec.loader is not None
fuzz = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fuzz)


@pytest.mark.parametrize("find", FINDS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_find_stays_mended(find):
    """The function gives an answer that keeps its promises, or one of the library's own errors."""
    fuzz.run(fuzz.TARGETS[find.parent.name], find.read_bytes())


@pytest.mark.parametrize("target", fuzz.TARGETS)
def test_every_target_runs(target):
    if target == "batches":
        needed("pyarrow")
    for data in (b"", b"\x00", b"\x01\x02\x03" * 20, "İ killed 3 people".encode()):
        fuzz.run(fuzz.TARGETS[target], data)


def test_every_find_belongs_to_a_target():
    assert {p.parent.name for p in FINDS} <= set(fuzz.TARGETS)
