"""What places cost to load and look up, and what reports without claims need; run with ``-m benchmark``."""

from __future__ import annotations

import subprocess
import sys

import pytest

QUIET = """
import resource, casualties
for n in range(2000):
    assert not casualties.find_claims(f"The council met on Monday in Hebden and voted {n} to 3 for a bridge. " * 8)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
LOOK_UP = """
import time
from casualties.extract.gazetteer import meanings
from casualties.extract.lexicon import Lexicon
names = ["Homs", "Deraa", "Mosul", "Kharkiv", "Maiduguri", "Mandalay"]
start = time.perf_counter()
meanings("Homs", ("SY",), Lexicon())
first = time.perf_counter() - start
lexicon = Lexicon()
for name in names:
    meanings(name, ("SY", "IQ"), lexicon)
start = time.perf_counter()
for _ in range(500):
    for name in names:
        meanings(name, ("SY", "IQ"), lexicon)
print(first, (time.perf_counter() - start) / 3000)
"""


def told(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.benchmark
def test_reports_without_claims_need_little_memory():
    (peak,) = told(QUIET)
    assert int(peak) < 60_000  # kilobytes on Linux


@pytest.mark.benchmark
def test_the_first_name_is_looked_up_soon_and_later_ones_at_once():
    first, later = map(float, told(LOOK_UP))
    assert first < 1.5
    assert later < 50e-6
