"""Nouns and labels whose number is the figure."""

import pytest
from read import told

CASES = [
    ("The death toll rose from 38 to 41.", [("38", "killed"), ("41", "killed")], "from and to are two figures"),
    ("The clinic put the number of injured at 90.", [("90", "injured")], "a toll with its own outcome"),
    ("Six died, taking the total to 88.", [("Six", "killed"), ("88", "killed")], "a total takes the outcome before it"),
    ("The total cost rose to 88.", [], "a total of nothing harmed"),
    ("Killed: 45", [("45", "killed")], "label"),
    ("KIA 5, WIA 3", [("5", "killed"), ("3", "injured")], "labels of soldiers"),
    ("Livestock lost: 40", [], "a thing before the label"),
    ("Total dead to date - 88", [("88", "killed")], "words between label and mark"),
]


@pytest.mark.parametrize(("text", "expected", "comment"), CASES)
def test_toll(text, expected, comment):
    assert told(text) == expected, comment
