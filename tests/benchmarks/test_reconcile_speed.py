"""How long it takes to reconcile many claims, typed or read, beside a pandas groupby of the same table.

Run ``python -m pytest -m benchmark -s tests/benchmarks/test_reconcile_speed.py``; never part of the gate.  It takes
process time, since other work on the machine must not count.  Ratios in one run hold, absolute figures drift.
"""

from __future__ import annotations

import random
import resource
import time

import pytest
from compared import claim, of

from casualties.compare.reconcile import reconcile

ROUNDS = 3


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


PARTS = ("ba", "ke", "di", "lo", "mu", "ra", "se", "ti", "no", "vu")
WORDS = ("market", "bridge", "river", "convoy", "clinic", "school", "mosque", "square", "station", "bakery", "shelter")


def read(count):
    """The same as sentences of as many reports: 200 per country, each worded in its own way."""
    chance = random.Random(1)
    rows = []
    for n in range(count):
        country = n // 200
        name = "".join(PARTS[int(digit)] for digit in f"{country:03d}").capitalize()
        truth = 100 + country
        said = truth if chance.random() > 0.02 else truth * chance.choice([2, 3])
        words = chance.choice([str(said), str(said), f"at least {said}", f"about {said}"])
        one, other = chance.sample(WORDS, 2)
        voice = f"voice {chance.randrange(50)}"
        quote = f"{words.capitalize()} people were killed near the {one} and the {other} in {name}, {voice} said."
        told = {"where": name, "path": f"C{country}", "days": "2020-01-01", "on": "2020-01-02"}
        own = {"at": 0, "figure": words, "quote": quote, "how": "figure: subject of killed; source: said"}
        rows.append(claim(f"c{n}", int(words) if words.isdigit() else words, by=voice, report=f"r{n}", **told, **own))
    return of(*rows)


def fastest(work):
    """The least process time of a few rounds, in seconds, and the last result."""
    least, result = float("inf"), None
    for _ in range(ROUNDS):
        start = time.process_time()
        result = work()
        least = min(least, time.process_time() - start)
    return least, result


@pytest.mark.benchmark
@pytest.mark.parametrize(
    ("made", "count", "seconds"),
    [(many, 1_000, 0.1), (many, 100_000, 30.0), (read, 20_000, 6.0), (read, 100_000, 30.0)],
)
def test_near_linear(made, count, seconds):
    claims = made(count)
    took, found = fastest(lambda: reconcile(claims))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # kilobytes on Linux
    print(f"\n{count:,} claims ({made.__name__}): {took:.3f} s, {len(found):,} findings, peak {peak / 1000:,.0f} MB")
    assert took < seconds
    assert found.conflicts
    assert peak < 2_000_000


@pytest.mark.benchmark
def test_beside_a_groupby_of_the_same_table():
    """Against the groupby that gives a topic's own columns: its ends, its claims, its sources."""
    claims = many(100_000)
    frame = claims.to_frame()
    scope = ["outcome", "unit", "victim_group", "place_id", "period_start", "period_end"]
    columns = {"low": ("low", "max"), "high": ("high", "min"), "least": ("low", "min"), "most": ("high", "max")}
    columns |= {"n": ("claim_id", "size"), "n_sources": ("source", "nunique")}
    grouped, _ = fastest(lambda: frame.groupby(scope, dropna=False).agg(**columns))
    took, found = fastest(lambda: reconcile(claims))
    print(f"\ngroupby {grouped * 1000:.1f} ms, reconcile {took:.3f} s: {took / grouped:.0f} times")
    assert len(found.topics) == 500
    assert took < 100 * grouped


@pytest.mark.parametrize("made", [many, read])
def test_the_table_is_compared_by_stance_and_says_so(made):
    found = reconcile(made(400))
    assert not found.complete
    assert found.conflicts
    assert sum(f.n_pairs for f in found) > 30_000
