"""Sums: which figures add up to another one, whatever else stands beside them."""

from __future__ import annotations

import itertools

from compared import claim
from hypothesis import given
from hypothesis import strategies as st

from casualties.compare.facets import facets_of
from casualties.compare.sums import _adding_up_to


@given(st.lists(st.integers(1, 12), max_size=8), st.integers(2, 30))
def test_pairs_looked_up_are_the_choices_searched_through(numbers, total):
    """Every choice of two to four figures that make the total is found once."""
    facets = [facets_of(claim(f"c{n}", x), n) for n, x in enumerate(numbers)]
    found = sorted(tuple(f.index for f in parts) for parts in _adding_up_to(total, facets))
    searched = sorted(
        choice
        for count in (2, 3, 4)
        for choice in itertools.combinations(range(len(numbers)), count)
        if sum(numbers[n] for n in choice) == total
    )
    assert found == searched
