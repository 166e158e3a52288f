"""A stretch without a number is passed over at once, and one with a number never is."""

from __future__ import annotations

import pytest

from casualties.extract.lexicon import Lexicon
from casualties.extract.numerals import find_phrases
from casualties.extract.quantities import might_count, quantity_table


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("A woman was shot near an orchard", False),
        ("Three,four", True),
        ("(dozens)", True),
        ("a hundred", True),
        ("room 7", True),
        ("a few left", True),
        ("an unknown number of", True),
        ("caf\u00e9", True),
    ],
)
def test_might_count(text, may):
    assert might_count(text, 0, len(text), quantity_table(Lexicon())) is may


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("no longer, no more, no doubt", []),
        ("no more than 3", ["no more than 3"]),
        ("No, nobody", ["nobody"]),
        ("no survivors and no-one", ["no", "no-one"]),
        ("none other than him", ["none other than"]),
        ("as many as they had, so many, how many", []),
        ("half of them, a third of them, half a dozen", ["half", "a third", "half a dozen"]),
        ("the scores, scores of men", ["scores"]),
        ("some of them, some men", ["some"]),
        ("a number of men, the number of men", ["a number of"]),
        ("large numbers fled, in large part", ["large numbers"]),
    ],
)
def test_words(text, phrases):
    assert [p.text for p in find_phrases(text)] == phrases
