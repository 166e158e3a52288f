"""Checks: arithmetic within one report."""

from __future__ import annotations

import pytest
from compared import claim, of

from casualties.compare.reconcile import reconcile

BUS = {"where": "Tamra", "days": "2019-05-03"}
ALL = "Six people were killed when the bus overturned."
COMPANIONS = [
    ("The driver and six others died at the scene.", "six", {"others"}, {"to"}, "six and the driver are seven"),
    ("The driver, along with six others, died at the scene.", "six", {"others"}, {"to"}, "along with"),
    ("The driver and five others died at the scene.", "five", {"others"}, set(), "five and the driver are six"),
    ("Six others died at the scene.", "Six", {"others"}, set(), "beside nobody"),
    ("The driver and six passengers died at the scene.", "six", {"passengers"}, set(), "not said to be others"),
]


@pytest.mark.parametrize(("quote", "figure", "who", "sets", "why"), COMPANIONS, ids=[c[4] for c in COMPANIONS])
def test_others_beside_a_named_one_are_one_more(quote, figure, who, sets, why):
    total = claim("t", 6, at=4, figure="Six", quote=ALL, who="people", **BUS)
    others = claim("o", 6 if "ix" in figure else 5, at=90, figure=figure, quote=quote, who=" ".join(who), **BUS)
    found = reconcile(of(total, others)).conflicts
    assert {"".join(f.claim_ids) for f in found} == sets, why


def test_a_figure_before_the_others_is_what_they_are_added_to():
    quote = "Two soldiers and six others died at the scene."
    claims = [
        claim("t", 6, at=4, figure="Six", quote=ALL, who="people", **BUS),
        claim("s", 2, at=60, figure="Two", quote=quote, who="soldiers", group="security_forces", **BUS),
        claim("o", 6, at=90, figure="six", quote=quote, who="others", **BUS),
    ]
    assert reconcile(of(*claims)).conflicts == ()


SHARES = [
    ("Of 600 dead, 60, or 10 per cent, were nurses.", set(), "the share is right"),
    ("Of 600 dead, 60, or 40 per cent, were nurses.", {"pw"}, "the share is wrong"),
    ("600 have died, 60 of them nurses; the case fatality ratio is 40 %.", set(), "a ratio of the sick"),
    ("600 have died, 60 of them nurses, a mortality rate of 40 per cent.", set(), "a rate of the sick"),
    ("Of 600 dead, 60 had 40 per cent burns.", set(), "how badly they were burnt"),
]


@pytest.mark.parametrize(("quote", "sets", "why"), SHARES, ids=[s[2] for s in SHARES])
def test_a_percentage_is_the_share_of_the_part(quote, sets, why):
    whole = claim("w", 600, at=quote.index("600"), figure="600", quote=quote, **BUS)
    nurses = {"who": "nurses", "group": "aid_workers", "part_of": "w"}
    part = claim("p", 60, at=quote.index(" 60") + 1, figure="60", quote=quote, **nurses, **BUS)
    found = reconcile(of(whole, part)).conflicts
    assert {"".join(sorted(f.claim_ids)) for f in found} == sets, why


def test_another_day_is_another_incident():
    quote = "The driver and six others died at the scene."
    other = {**BUS, "days": "2019-05-09"}
    claims = [
        claim("t", 6, at=4, figure="Six", quote=ALL, who="people", **BUS),
        claim("o", 6, at=90, figure="six", quote=quote, who="others", **other),
    ]
    assert reconcile(of(*claims)).conflicts == ()
