"""Which figure is stated to be part of which."""

import pytest
from read import figures

CASES = [
    ("Shelling killed 12, including three children.", [None, 0], "including"),
    ("Twelve died, among them two girls.", [None, 0], "among them"),
    ("Twelve were hurt, five of them badly.", [None, 0], "of them"),
    ("31 of the 40 dead were miners.", [1, None], "of the N"),
    ("Of the 25 wounded, four have lost limbs.", [None, 0], "the whole first"),
    ("Six people were killed: two guards and four clerks.", [None, 0, 0], "a breakdown"),
    ("Five Danes were among the 52 tourists who died.", [1, None], "among the N"),
    ("Over 300 people have died, with 80 dead since dawn.", [None, 0], "with"),
    ("Twelve died. Two of them were nurses.", [None, 0], "of them, in the next sentence"),
    ("Twelve died and 30 were hurt.", [None, None], "another outcome is no part"),
]


@pytest.mark.parametrize(("text", "wholes", "comment"), CASES)
def test_part_of(text, wholes, comment):
    assert [f.part_of for f in figures(text)] == wholes, comment


def test_a_part_of_no_known_whole_is_no_figure():
    assert figures("The blast shook the port. Two of them later sang.") == ()
