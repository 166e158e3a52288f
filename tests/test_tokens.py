"""A sentence becomes classed words and number phrases whose offsets are those of the text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read import ENGLISH, tokens

from casualties.extract.classes import Class
from casualties.extract.tokens import tokenize

CLASSES = [
    ("shot dead", "shot dead", Class.HARM, "a phrase is one token"),
    ("the death toll rose", "death toll", Class.TOLL, "the longest phrase wins"),
    ("12 miners rushed to a clinic", "rushed", Class.HARM, "a verb that needs company has it"),
    ("12 miners rushed to a shop", "rushed", Class.WORD, "and is no harm without it"),
    ("nine fled the scene", "fled", Class.WORD, "a phrase right after undoes it"),
    ("nine fled the valley", "fled", Class.HARM, "or does not"),
    ("33 nurses were held", "held", Class.HARM, "a passive-only verb after a form of be"),
    ("the club held 33 nurses dear", "held", Class.WORD, "and nowhere else"),
    ("the murder of two guards", "murder", Class.NOUN, "a noun before 'of'"),
    ("two arrests", "arrests", Class.NOUN, "a noun after a number"),
    ("there were no victims", "victims", Class.NOUN, "counted as harm with zero only"),
    ("there were two victims", "victims", Class.PERSON, "else a person"),
    ("two US sailors", "u.s.", Class.WORD, "the country is no pronoun"),
]


@pytest.mark.parametrize(("text", "word", "cls", "comment"), CLASSES)
def test_class(text, word, cls, comment):
    found = {t.low: t.cls for t in tokens(text)}
    assert found[word] is cls, comment


def test_quote_marks_and_editors_brackets_are_passed_over():
    assert [t.low for t in tokens("“Six [number as heard] men”")] == ["six", "men"]


@given(st.text(alphabet=st.characters(codec=None), max_size=80))
def test_offsets_are_those_of_the_text(text):
    found = tokenize(text, 0, len(text), (), ENGLISH)
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
