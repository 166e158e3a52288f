"""How far a rate may be off because only these reports were annotated: bootstrap intervals over reports."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

ROUNDS = 1000
"""Resamples per interval: enough for the second decimal (Efron and Tibshirani 1993, chapter 13)."""
_LEVEL = 0.95


def interval(parts: Sequence[tuple[int, int]], rounds: int = ROUNDS) -> tuple[float, float] | None:
    """The 95 % percentile interval of a rate, given (right, all) per report; None where nothing was judged.

    Whole reports are drawn, not claims: claims of one report go right and wrong together.  The draws come from a fixed
    sequence, so that the same annotations always give the same interval.
    """
    judged = [part for part in parts if part[1]]
    if not judged:
        return None
    size = len(judged)
    draws = _fixed_sequence(size)
    rates: list[float] = []
    for _ in range(rounds):
        drawn = [judged[at] for at in itertools.islice(draws, size)]
        rates.append(sum(right for right, _ in drawn) / sum(every for _, every in drawn))
    rates.sort()
    cut = int(rounds * (1 - _LEVEL) / 2)
    return rates[cut], rates[-1 - cut]


def _fixed_sequence(size: int) -> itertools.chain[int]:
    """Endless indices below `size`, from numpy's PCG64 with a fixed seed (its raw stream is stable across versions)."""
    from numpy.random import PCG64

    source = PCG64(0)
    return itertools.chain.from_iterable((source.random_raw(4096) % size).tolist() for _ in itertools.repeat(None))
