"""The short cut past the rules never hides what a rule would say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualties.extract import notcounts
from casualties.extract.lexicon import Lexicon
from casualties.extract.notcounts import not_count, quiet
from casualties.extract.numberforms import Form, Place, form_table
from casualties.extract.numbertokens import cut, is_numeral

CASES = Path(__file__).parent / "cases" / "amounts"
TEXTS = [
    json.loads(line)["text"]
    for name in ("counts", "forms")
    for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]
WORDS = (
    *(
        "12",
        "2011",
        "3.5",
        "40,000",
        "one",
        "two",
        "people",
        "died",
        "km",
        "percent",
        "year",
        "-",
        "old",
        "aged",
        "March",
        "may",
    ),
    *(
        "May",
        "in",
        "of",
        "per",
        "and",
        ",",
        ".",
        "(",
        ")",
        "$",
        "Flight",
        "the",
        "every",
        "\n",
        "st",
        "s",
        "'s",
        "Brigade",
        "over",
    ),
    *("children", "Omar", "won", "thirds", "to", "#", "under", "day", "days", "of the most"),
)


def places(text):
    tokens = cut(text, 0, len(text))
    for at in range(tokens.size):
        if is_numeral(tokens.keys[at]) or tokens.keys[at] in {"one", "two"}:
            yield Place(tokens, form_table(Lexicon()), at, at + 1, at, at + 1, 12)
            if at:  # as if the word before were a hedge
                yield Place(tokens, form_table(Lexicon()), at, at + 1, at - 1, at + 1, 12)


def check(text):
    for place in places(text):
        if quiet(place):
            assert [rule.__name__ for rule in notcounts._RULES if rule(place)] == []


@pytest.mark.parametrize("text", TEXTS)
def test_quiet_numbers_are_counts(text):
    check(text)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.sampled_from(["", " "]))
def test_quiet_numbers_are_counts_in_any_company(words, glue):
    check(glue.join(words))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("12 people", None),
        ("12 km", Form.MEASURE),
        ("12 more weeks", Form.DURATION),
        ("12-strong", Form.COMPOUND),
        ("Gate 12", Form.NAME),
        ("gate 12", Form.NAME),
        ("sector 12", None),
        ("in Sector 12 people", None),
        ("Tariq Aziz, 12, left", Form.AGE),
        ("in Tariq Aziz, 12, left", None),
        ("12th", Form.ORDINAL),
        ("2011 people", None),
        ("in 2011", Form.YEAR),
        ("12 May", Form.DATE),
        ("12 may", None),
        ("12 MAY HAVE", None),
    ],
)
def test_forms(text, form):
    place = next(places(text))
    shape = (
        not_count(
            place,
        )
        if not quiet(place)
        else None
    )
    assert (shape.form if shape else None) is form
