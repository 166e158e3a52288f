"""Every form of a word is spelled out, and a phrase is known by its first word."""

import pytest
from read import ENGLISH

from casualties.extract.vocabulary import ing_of, past_of, plural_of, third_of, vocabulary
from casualties.extract.words import Class, Form


@pytest.mark.parametrize(
    ("base", "past", "ing", "third"),
    [
        ("kill", "killed", "killing", "kills"),
        ("execute", "executed", "executing", "executes"),
        ("massacre", "massacred", "massacring", "massacres"),
        ("kidnap", "kidnapped", "kidnapping", "kidnaps"),
        ("carry off", "carried off", "carrying off", "carries off"),
        ("perish", "perished", "perishing", "perishes"),
    ],
)
def test_regular_forms(base, past, ing, third):
    assert (past_of(base), ing_of(base), third_of(base)) == (past, ing, third)


@pytest.mark.parametrize(
    ("word", "plural"), [("soldier", "soldiers"), ("family", "families"), ("boy", "boys"), ("bus", "buses")]
)
def test_regular_plural(word, plural):
    assert plural_of(word) == plural


def test_irregular_forms_are_those_of_the_lexicon():
    entries = vocabulary(ENGLISH).entries
    assert {e.form for e in entries["slain",] if e.cls is Class.HARM} == {Form.PARTICIPLE}
    assert ("slayed",) not in entries


def test_longest_phrase_by_first_word():
    known = vocabulary(ENGLISH)
    assert known.longest["death"] >= len(("death", "toll"))
    assert all(known.longest[phrase[0]] >= len(phrase) for phrase in known.entries)
