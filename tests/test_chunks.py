"""A sentence's shape in letters: N persons, U bare, W unknown, A one, T part, D harmed, X things, K harm ..."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read import chunks, letters, tokens

SHAPES = [
    ("Shelling killed 27 loyal troops", "EKN", "a noun phrase with its number"),
    ("four were hurt", "UbK", "a bare number"),
    ("six tanks were hit", "XbK", "things"),
    ("12 deaths and injuries", "D", "one number for two outcomes"),
    ("nine of them", "T", "a part"),
    ("31 of the 40 dead", "TfEUp", "a part and its whole"),
    ("14 of the wounded", "T", "a part of those told by their harm"),
    ("a young woman died", "AK", "one person told by an article"),
    ("a police station opened", "E", "an article before a thing is no victim"),
    ("a locksmith was killed", "AbK", "an unknown noun that ends like a person"),
    ("a 19-year-old was killed", "AbK", "an age stands for the person"),
    ("a family of five died", "UK", "the number counts the members"),
    ("the dead were strangers", "dbE", "persons told by their harm, without a number"),
    ("12 body bags", "W", "the first half of a compound is no head"),
    ("two schools housing displaced people", "XE", "the noun phrase ends before a participle"),
    ("five people in the town of Homs", "Nm", "a preposition takes its phrase along"),
]


@pytest.mark.parametrize(("text", "shape", "comment"), SHAPES)
def test_shape(text, shape, comment):
    found = letters(text)
    assert found == shape, comment


WORDS = [
    "12",
    "men",
    "a",
    "woman",
    "killed",
    "died",
    "of",
    "the",
    "in",
    "Homs",
    ",",
    "and",
    "including",
    "were",
    "them",
]
WORDS += ["dead", "toll", "to"]


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_chunks_cover_every_token_once(words):
    text = " ".join(words)
    made = chunks(text)
    covered = [k for c in made for k in range(c.first, c.last)]
    assert covered == list(range(len(tokens(text))))
