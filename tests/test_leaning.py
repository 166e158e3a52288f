"""Lists, gapped repeats and attributes take their harm from elsewhere."""

import pytest
from read import figures, told

CASES = [
    ("Five nuns and three guards were killed.", [("Five", "killed"), ("three", "killed")], "a list before its verb"),
    ("Raiders killed six on Monday and nine on Sunday.", [("six", "killed"), ("nine", "killed")], "gapped"),
    (
        "Nine died, and two residents said it was quiet.",
        [("Nine", "killed")],
        "a subject of its own verb leans on nothing",
    ),
    ("Twelve wounded soldiers arrived.", [("Twelve", "injured")], "an attribute"),
    ("Three hostages were seen alive.", [("Three", "abducted")], "harmed by their name"),
]


@pytest.mark.parametrize(("text", "expected", "comment"), CASES)
def test_leaning(text, expected, comment):
    assert told(text) == expected, comment


def test_a_hedge_does_not_carry_over():
    first, second = figures("Raiders killed at least six on Monday and four on Sunday.")
    assert (str(first.amount.bound), str(second.amount.bound)) == ("at_least", "exact")
