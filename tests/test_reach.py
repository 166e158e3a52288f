"""Reach: some of the victims or all, a spot or a stretch of land, one incident or several."""

from __future__ import annotations

import pytest
from compared import claim

from casualties.compare.facets import facets_of
from casualties.compare.reach import counts_its_own, is_broad, is_country, singles_out, sums_up


def read(quote, figure="12", **more):
    return facets_of(claim("a", 12, at=10, quote=quote, figure=figure, **{"by": "police", **more}), 0)


@pytest.mark.parametrize(
    ("where", "path", "broad"),
    [
        ("Tamra", "XX/Coast/Tamra", False),
        ("Coast", "XX/Coast", True),
        ("Verdania", "XX", True),
        ("the Tamra region", None, True),
        ("Tamra", None, False),
        ("a mosque in Verdania", "XX", False),
        ("a government compound near the Coast", "XX/Coast", False),
        ("the north of Verdania", "XX", True),
        ("parts in Coast", "XX/Coast", True),
        ("several towns in Coast", "XX/Coast", True),
        ("a small village outside Coast", "XX/Coast", False),
    ],
)
def test_a_province_is_broad_and_a_spot_in_it_is_not(where, path, broad):
    assert is_broad(read("12 died.", where=where, path=path)) is broad


def test_a_country_has_nothing_smaller_named():
    assert is_country(read("12 died.", where="Verdania", path="XX"))
    assert not is_country(read("12 died.", where="Coast", path="XX/Coast"))


@pytest.mark.parametrize(
    ("quote", "some"),
    [
        ("Doctors spoke of 12 dead.", False),
        ("Of the 12 in hospital two died.", True),
        ("She lost her 12 cousins.", True),
        ("The page named a couple and their 12 children.", True),
        ("It lost its 12 men.", False),
    ],
)
def test_relatives_and_those_counted_before_are_some_of_the_victims(quote, some):
    assert singles_out(read(quote)) is some


@pytest.mark.parametrize(
    ("by", "quote", "own"),
    [
        ("the hospital", "It has 12 dead.", True),
        ("a clinic in Tamra", "It has 12 dead.", True),
        ("a doctor", "A doctor said he had received 12 bodies.", True),
        ("a doctor", "A doctor said there were 12 dead.", False),
        ("police", "Police, who received a call, found 12 bodies.", False),
    ],
)
def test_who_received_bodies_counts_those(by, quote, own):
    assert counts_its_own(read(quote, by=by)) is own


@pytest.mark.parametrize(
    ("quote", "cumulative", "several"),
    [
        ("The death toll stands at 12.", True, False),
        ("So far 12 have died.", True, False),
        ("The number of dead is 12.", True, False),
        ("The toll of the attacks stands at 12.", True, True),
        ("In all 12 died.", False, True),
        ("Air strikes killed 12.", False, True),
        ("An air strike killed 12.", False, False),
        ("The monitor has 12 names.", True, True),
        ("The monitor has 12 names.", None, False),
    ],
)
def test_what_adds_up_several_incidents(quote, cumulative, several):
    assert sums_up(read(quote, cumulative=cumulative)) is several
