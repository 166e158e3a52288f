"""Two numbers are one range only where the words make them one."""

from __future__ import annotations

import pytest

from casualties.extract.numerals import find_amounts


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("14-17", 14, 17),
        ("14 – 17", 14, 17),
        ("14 to 17", 14, 17),
        ("between 14 and 17", 14, 17),
        ("between 14 to 17", 14, 17),
        ("from 14 to 17", 14, 17),
        ("fourteen or fifteen", 14, 15),
        ("a dozen or fifteen", 12, 15),
        ("one or two", 1, 2),
        ("six to eight thousand", 6_000, 8_000),
        ("2 or 3 dozen", 24, 36),
        ("1.5-2 million", 1_500_000, 2_000_000),
        ("more than 100 but fewer than 130", 101, 129),
        ("no fewer than 20 and no more than 30", 20, 30),
        ("perhaps 30 or 40", 30, 40),
    ],
)
def test_one_range(text, low, high):
    (phrase,) = find_amounts(f"{text} people")
    assert (phrase.text, phrase.bound, phrase.value, phrase.low, phrase.high) == (text, "range", None, low, high)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("soared from 14 to 17", [14, 17]),
        ("is up from 14 to 17", [14, 17]),
        ("rose 14 to 17", [14, 17]),
        ("17 to 14", [17, 14]),
        ("4 or 40", [4, 40]),
        ("14 and 17", [14, 17]),
        ("14, 17", [14, 17]),
        ("14 in Hama to 17", [14, 17]),
        ("14\n\nto 17", [14, 17]),
        ("more than 30 and less than 20", [30, 20]),
    ],
)
def test_two_numbers(text, values):
    assert [p.value for p in find_amounts(text)] == values


def test_the_verb_of_an_earlier_clause_does_not_govern():
    assert [p.text for p in find_amounts("Prices rose; from 14 to 17 people fled")] == ["from 14 to 17"]
