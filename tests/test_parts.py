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
    ("Shelling killed 70 people. Of those, nine were women.", [None, 0], "of those"),
    ("Shelling killed 70 people. Among those were nine women.", [None, 0], "among those"),
    ("Shelling killed 70 people. Of the dead, nine were women.", [None, 0], "of the dead"),
    ("Shelling killed 70 people. Of the 2015 dead, nine lost their lives in Bama.", [None, 0], "with words between"),
    ("Shelling killed 70 people. Six died in Bama. Of the dead, nine were women.", [None, None, 0], "no part of fewer"),
    ("Some 70 people have died, six of them in Bama. Of the dead, nine were women.", [None, 0, 0], "no part of fewer"),
    ("A well held the bodies of 70 people, one a cook.", [None, 0], "a noun behind the number"),
    ("Nine people were killed, two of them guards, one a cook.", [None, 0, 0], "the same, behind a part"),
    ("On Sunday 13 people, four clerks among them, lost their lives.", [None, 0], "among them, before the verb"),
    ("The count was revised to 90 dead: 61 villagers and 29 rebels.", [None, 0, 0], "a breakdown of a toll"),
    ("Nine people were wounded. One later died.", [None, None], "another harm, and not said to be one of them"),
    ("Shelling killed 70 people. In Bama, nine were killed.", [None, None], "a place alone makes no part"),
]


@pytest.mark.parametrize(("text", "wholes", "comment"), CASES)
def test_part_of(text, wholes, comment):
    assert [f.part_of for f in figures(text)] == wholes, comment


def test_a_part_of_no_known_whole_is_no_figure():
    assert figures("The blast shook the port. Two of them later sang.") == ()
