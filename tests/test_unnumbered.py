"""Unnumbered: what a coder enters where a report gives no figure, or a figure beside a named person."""

from __future__ import annotations

import pytest

import casualties


def tallied(text: str, outcome: str = "killed") -> tuple[int | None, int | None] | None:
    found = casualties.reconcile(casualties.find_claims(text)).tally(outcome)
    return None if found is None else (found.low, found.high)


CASES = [
    ("Yusuf Hamdan and his mother were killed.", (2, 2), "named victims are counted"),
    ("Yusuf Hamdan was killed. Friends mourn the death of Yusuf Hamdan.", (1, 1), "each once"),
    ("Yusuf Ali Hamdan and Sami Ali Hamdan were killed.", (2, 2), "relatives share the family's name only"),
    ("Civilians were killed in the strike.", (2, 2), "a plural is at least two"),
    ("A man and his wife were killed.", (2, 2), "a relative beside one person"),
    ("Rana Idris and her three children were killed.", (4, 4), "their number beside a name"),
    ("Rana Idris and four others were killed.", (5, 5), "others beside a name"),
    ("A mother and her three children died.", (4, 4), "one person and a number of hers"),
    ("The raid killed a further 28 civilians.", (28, 28), "a further number"),
    ("A child, Sami Hamdan, was killed.", (1, 1), "a name after the person it names"),
    ("Five people were killed. Rana Idris was killed.", (5, 5), "a figure counts the named as well"),
    ("Seven casualties were reported after the raid.", (None, 7), "casualties may be dead or hurt: a cap, no floor"),
    ("No deaths were reported. Seven casualties were taken to hospital.", (0, 7), "a zero and a cap"),
    ("The raid destroyed a house.", None, "nothing is told"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[c[2] for c in CASES])
def test_killed(text, expected, why):
    assert tallied(text) == expected, why


def test_the_rule_and_the_names_are_told():
    found = casualties.reconcile(casualties.find_claims("Rana Idris and her aunt were killed."))
    tally = found.tally("killed")
    assert "named victims" in tally.rule
    assert set(tally.derivation.split("; ")) == {"Rana Idris", "her aunt"}
    assert tally.used == ()


def test_reports_that_name_different_numbers_span_the_range():
    one = casualties.find_claims("Rana Idris and her aunt were killed.", report_id="one")
    two = casualties.find_claims("Rana Idris was killed.", report_id="two")
    tally = casualties.reconcile([one, two]).tally("killed")
    assert (tally.low, tally.high) == (1, 2)
