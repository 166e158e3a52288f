"""Each hedge of the lexicon is found, whole, and commits to what its entry says."""

from __future__ import annotations

import pytest

from casualties.amount import Bound
from casualties.extract.hedges import Hedge, HedgeWords, Side, commit, hedge_table, hedges_before
from casualties.extract.lexicon import Lexicon
from casualties.extract.numbertokens import cut
from casualties.extract.numerals import find_amounts

ENTRIES = [h for h in Lexicon().load("hedges", HedgeWords).hedge if h.bound is not Bound.EXACT]


@pytest.mark.parametrize(("words", "entry"), [(w, h) for h in ENTRIES for w in h.words])
def test_every_entry_is_found(words: str, entry: Hedge):
    tight = words.replace("- ", "-").replace(" , ", ", ")
    glue = "" if words[0] in "-+," else " "
    figure = f"{tight} 650" if entry.side is Side.BEFORE else f"650{glue}{tight}"
    (phrase,) = find_amounts(f"({figure} people)")
    assert phrase.text.split() == figure.split()
    assert (phrase.value, phrase.bound) == (650, entry.bound)
    assert phrase.approximate is (entry.blur or entry.bound is Bound.ABOUT)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((), (50, Bound.EXACT, 50, 50, False)),
        ((Bound.ABOUT,), (50, Bound.ABOUT, 45, 55, True)),
        ((Bound.ABOUT, Bound.MORE_THAN), (50, Bound.MORE_THAN, 51, None, False)),
        ((Bound.AT_MOST, Bound.AT_LEAST), (50, Bound.AT_MOST, None, 50, False)),
        ((Bound.LESS_THAN,), (50, Bound.LESS_THAN, None, 49, False)),
    ],
)
def test_commit(bounds, expected):
    assert commit(50, [Hedge(Side.BEFORE, b, ()) for b in bounds], 0.1) == expected


def test_less_than_nothing_is_nothing():
    assert commit(0, [Hedge(Side.BEFORE, Bound.LESS_THAN, ())], 0.1).high == 0


def test_equality_takes_the_stated_number_in():
    (phrase,) = find_amounts("more than 40 or equal to it")
    assert (phrase.bound, phrase.low) == (Bound.AT_LEAST, 40)


def test_a_hedge_does_not_reach_below_its_floor():
    tokens = cut("more than 5 more than 6", 0, 23)
    assert hedges_before(tokens, 5, 3, hedge_table(Lexicon()))[1] == 3
    assert hedges_before(tokens, 5, 4, hedge_table(Lexicon()))[1] == 5
