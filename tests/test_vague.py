"""Vague tables say what each word commits to."""

from __future__ import annotations

import pytest

from casualties.errors import AmountError
from casualties.extract.numerals import find_amounts
from casualties.extract.vague import ACLED_VAGUE, DEFAULT_VAGUE, VagueTable


@pytest.mark.parametrize(
    ("words", "default", "acled"),
    [
        ("tens", 20, 10),
        ("dozens", 24, 12),
        ("scores", 40, 20),
        ("hundreds", 200, 100),
        ("thousands", 2_000, 1_000),
        ("millions", 2_000_000, 1_000_000),
        ("tens of thousands", 20_000, 10_000),
        ("hundreds of thousands", 200_000, 100_000),
        ("several", 3, 3),
        ("several dozen", 36, 36),
        ("a few hundred thousand", 300_000, 300_000),
        ("many thousands", 3_000, 3_000),
        ("dozens and dozens", 24, 12),
        ("a growing number of", 3, 3),
        ("large and growing numbers of", 3, 3),
        ("an undisclosed number of", None, None),
    ],
)
def test_low_ends(words, default, acled):
    for table, low in ((DEFAULT_VAGUE, default), (ACLED_VAGUE, acled)):
        (phrase,) = find_amounts(f"{words} people", vague=table)
        assert (phrase.text, phrase.low, phrase.high, phrase.approximate) == (words, low, None, True)


def test_a_limit_above_takes_the_low_end_away():
    (phrase,) = find_amounts("up to several hundred people")
    assert (phrase.text, phrase.low, phrase.high) == ("up to several hundred", None, None)


def test_a_table_is_checked():
    with pytest.raises(AmountError, match="dozens is -1"):
        VagueTable(name="wrong", dozens=-1)
    with pytest.raises(AmountError, match="no row 'heaps'"):
        DEFAULT_VAGUE.low("heaps")
