"""Every form of a word is spelled out, and a phrase is known by its first word."""

import pytest
from read import ENGLISH

from casualties.extract.classes import Class
from casualties.extract.vocabulary import ing_of, past_of, plural_of, third_of, vocabulary
from casualties.extract.words import VerbForm


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
    assert (past_of(base, {"kidnap"}), ing_of(base, {"kidnap"}), third_of(base)) == (past, ing, third)


@pytest.mark.parametrize(
    ("word", "plural"), [("soldier", "soldiers"), ("family", "families"), ("boy", "boys"), ("bus", "buses")]
)
def test_regular_plural(word, plural):
    assert plural_of(word) == plural


def test_irregular_forms_are_those_of_the_lexicon():
    entries = vocabulary(ENGLISH).entries
    assert {e.form for e in entries["slain",] if e.cls is Class.HARM} == {VerbForm.PARTICIPLE}
    assert ("slayed",) not in entries


def test_the_longest_phrase_comes_first():
    known = vocabulary(ENGLISH)
    assert ("toll",) in [rest for rest, _ in known.heads["death"].longer["toll"]]
    for head in known.heads.values():
        for second, phrases in head.longer.items():
            sizes = [len(rest) for rest, _ in phrases]
            assert sizes == sorted(sizes, reverse=True)
            assert {rest[0] for rest, _ in phrases} == {second}


def test_every_form_is_found_by_its_first_word():
    known = vocabulary(ENGLISH)
    for (first, *rest), entries in known.entries.items():
        if first in known.heads:
            head = known.heads[first]
            found = dict(head.longer[rest[0]])[tuple(rest)] if rest else head.entries
            assert set(found) == set(entries)
        else:
            assert (rest, known.sure[first]) == ([], entries[0])
