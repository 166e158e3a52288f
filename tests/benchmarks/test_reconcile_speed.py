"""How long it takes to reconcile many claims; run with ``-m benchmark``, never part of the gate."""

from __future__ import annotations

import random
import resource
import time

import pytest
from compared import claim, of

from casualties.compare.reconcile import reconcile


def many(count):
    """200 claims per country, 2 in 100 of them off; the same table on every run."""
    chance = random.Random(1)
    rows = []
    for n in range(count):
        country = n // 200
        truth = 100 + country
        said = truth if chance.random() > 0.02 else truth * chance.choice([2, 3])
        words = chance.choice([said, said, f"at least {said}", f"about {said}"])
        place = {"where": f"Country {country}", "path": f"C{country}", "days": "2020-01-01"}
        rows.append(claim(f"c{n}", words, by=f"voice {chance.randrange(50)}", report=f"r{n}", **place))
    return of(*rows)


@pytest.mark.benchmark
@pytest.mark.parametrize(("count", "seconds"), [(1_000, 0.1), (100_000, 30.0)])
def test_near_linear(count, seconds):
    claims = many(count)
    start = time.perf_counter()
    found = reconcile(claims)
    assert time.perf_counter() - start < seconds
    assert found.conflicts
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2_000_000  # kilobytes on Linux


def test_the_table_is_reconciled_in_part_and_says_so():
    found = reconcile(many(400))
    assert not found.complete
    assert {f.scope.place.words for f in found.conflicts} == {"Country 0", "Country 1"}
