"""Cues: words around a figure that set it against another, or after it, or to another incident."""

from __future__ import annotations

import pytest
from compared import claim

from casualties.compare import cues
from casualties.compare.facets import facets_of


def read(quote):
    return facets_of(claim("a", 12, at=10, quote=quote, figure="12", by="police"), 0)


@pytest.mark.parametrize(
    ("quote", "against"),
    [
        ("Police put the toll at 12.", True),
        ("Police gave the number of injured as 12.", True),
        ("Provincial offices give a combined death toll of 12.", True),
        ("The company acknowledges 12 deaths.", True),
        ("The minister admitted to 12 in July.", True),
        ("The army conceded the loss of 12 men.", True),
        ("The owner insists that only 12 are missing.", True),
        ("The army maintains that 12 people died.", True),
        ("It conceded that “12 civilians were killed by mistake”.", True),
        ("The army admitted the raid on Monday, in which soldiers and rebels shot 12 people.", False),
        ("The minister admitted who had ordered 12 arrests.", False),
        ("Police gave the dead a number and counted 12.", False),
        ("Police said 12 had died, and admitted mistakes.", False),
        ("Police said 12 had died.", False),
    ],
)
def test_what_sets_a_figure_against_another(quote, against):
    assert cues.is_set_against(read(quote)) is against


@pytest.mark.parametrize(
    ("quote", "early", "later"),
    [
        ("Police first said 12 had died.", True, False),
        ("Police had earlier spoken of 12.", True, False),
        ("By evening 12 had died.", False, True),
        ("By the morning there were 12 dead.", False, True),
        ("The toll is now 12.", False, True),
        ("Of 12 dead, two were found later.", False, False),
        ("Police said 12 had died.", False, False),
    ],
)
def test_which_figure_is_the_earlier_and_which_the_later(quote, early, later):
    f = read(quote)
    assert (cues.is_early(f), cues.is_later(f)) == (early, later)


@pytest.mark.parametrize(
    ("quote", "turns"),
    [
        ("A third bomber killed 12.", True),
        ("Another roadside bomb killed 12.", True),
        ("In a separate incident 12 drowned.", True),
        ("Elsewhere 12 were shot.", True),
        ("Hours later 12 were shot at a checkpoint.", True),
        ("A second official said 12 had died.", False),
        ("Another witness spoke of 12 dead.", False),
        ("The bomb killed 12.", False),
    ],
)
def test_what_turns_to_another_incident(quote, turns):
    assert cues.in_sentence(read(quote), cues.ANOTHER) is turns


def test_a_figure_is_not_found_within_another_word():
    """ "Often" and "1,012" hold the letters of a figure; the words before it reach up to the figure itself."""
    often = claim("a", 10, at=30, quote="Such attacks often kill; police later counted ten dead.", figure="ten")
    assert cues.words_before(facets_of(often, 0)) == "such attacks often kill; police later counted "
    longer = claim("a", 12, at=30, quote="Of 1012 guards, 12 died.", figure="12")
    assert cues.words_after(facets_of(longer, 0)) == " died."
    absent = claim("a", 10, at=30, quote="Such attacks often kill.", figure="ten")
    assert cues.words_before(facets_of(absent, 0)) is None
