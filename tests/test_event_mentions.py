"""Event mentions: "the blast" and "the dead" come back to the sentence that told of the event."""

from __future__ import annotations

import datetime as dt

import pytest

import casualties

PUBLISHED = "2016-07-20"  # a Wednesday

BACK = [  # text, figure, place it should take, day of July 2016, why
    (
        (
            "A bomb tore through a bakery in Kirkuk on Sunday, killing nine.\n\nOfficials spoke of revenge.\n\n"
            "Fourteen people were hurt in the blast."
        ),
        "Fourteen", "Kirkuk", 17, "a blast is a bomb's",
    ),
    (
        "An earthquake shook Gyumri on Monday.\n\nPeople slept in parks in Yerevan.\n\nThe quake killed 12 people.",
        "12", "Gyumri", 18, "not the place of the sentence before",
    ),
    (
        (
            "Gunmen shot dead five farmers in Maroua on Friday.\n\nThe army sent a unit from Garoua.\n\n"
            "Two of the dead were brothers."
        ),
        "Two", "Maroua", 15, "victims told of before",
    ),
    (
        (
            "A raid on Saturday in Taiz left six dead. On Sunday a mine killed a boy in Aden. "
            "Saturday's raid also wounded 15 people."
        ),
        "15", "Taiz", 16, "the raid of that day",
    ),
]  # fmt: skip

ANEW = [  # text, figure, place that it must not take, why
    ("A bomb killed nine in Kirkuk.\n\nA separate attack in Hawija killed two.", "two", "Kirkuk", "has its own place"),
    ("An earthquake shook Gyumri.\n\nThe attack on a bus near Mardin killed 12.", "12", "Gyumri", "of another kind"),
]


def claim_of(text, figure):
    at = text.rindex(figure)
    found = casualties.find_claims(text, published=PUBLISHED)
    return next(c for c in found if c.span.start <= at < c.span.end)


@pytest.mark.parametrize(("text", "figure", "place", "day", "why"), BACK, ids=[case[-1] for case in BACK])
def test_a_figure_takes_place_and_day_of_the_event_it_comes_back_to(text, figure, place, day, why):
    scope = claim_of(text, figure).scope
    assert place in scope.place.words, why
    assert scope.period.start == scope.period.end == dt.date(2016, 7, day), why


@pytest.mark.parametrize(("text", "figure", "place", "why"), ANEW, ids=[case[-1] for case in ANEW])
def test_another_event_takes_nothing_over(text, figure, place, why):
    assert place not in (claim_of(text, figure).scope.place.words or ""), why


def test_initials_before_air_strikes_say_whose_they_were():
    text = "Six drivers were killed in US air strikes, a monitor said. The raids hit the town of Manbij."
    assert "Manbij" in (claim_of(text, "Six").scope.place.words or "")


def test_a_themed_class_is_no_place():
    text = "Police were called to Leeds. At least eight people were hurt in a Viking-themed class."
    assert "Viking" not in (claim_of(text, "eight").scope.place.words or "")
