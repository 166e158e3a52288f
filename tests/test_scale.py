"""Scale: every number has its place, in order, and the axis names round numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualties.show.scale import scale_of

AXES = [
    ([], False, (0, 1), "nothing to show"),
    ([0], False, (0, 1), "zero alone"),
    ([1], False, (0, 1), "one alone"),
    ([42, 43], False, (42, 43), "two that differ by one are seen to differ"),
    ([86, 68], False, (70, 80), "far from zero"),
    ([19, 22, 42], False, (20, 30, 40), ""),
    ([10, 85, 95], False, (0, 50, 100), "near zero, so from zero"),
    ([1, 100_000], True, (1, 10, 100, 1_000, 10_000, 100_000), "too wide for an even axis"),
    ([0, 5, 5_000], True, (0, 1, 10, 100, 1_000), "zero has a place on a logarithmic axis"),
    ([3, 10**9], True, (10, 1_000, 10**5, 10**7, 10**9), "some powers are left out"),
]


@pytest.mark.parametrize(("numbers", "logarithmic", "ticks", "why"), AXES)
def test_axis(numbers, logarithmic, ticks, why):
    scale = scale_of(numbers)
    assert (scale.logarithmic, scale.ticks) == (logarithmic, ticks), why


@given(st.lists(st.integers(0, 10**12), max_size=8))
def test_every_number_stands_on_the_axis_in_order(numbers):
    scale = scale_of(numbers)
    assert scale.low < scale.high
    assert all(scale.low <= n <= scale.high for n in numbers)
    shares = [scale.share(n) for n in sorted(numbers)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
    assert list(scale.ticks) == sorted(set(scale.ticks))
    assert 1 <= len(scale.ticks) <= 9
    assert all(scale.low <= tick <= scale.high for tick in scale.ticks)
