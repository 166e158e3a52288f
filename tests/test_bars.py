"""Bars: what of a claim is drawn, and in which order."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from hypothesis import given
from made_claims import CLAIMS, some_claims

from casualties.amount import Amount
from casualties.claim import Source, Status
from casualties.show.bars import bar_of, bars_of

DRAWN = [
    (Amount.exact(15), (15, 15, 15, False), "a dot"),
    (Amount.at_least(12), (12, None, 12, False), "open above"),
    (Amount.more_than(450), (451, None, 451, False), "the dot stands where the line begins"),
    (Amount.less_than(20), (None, 19, 19, False), ""),
    (Amount.at_most(30), (None, 30, 30, False), "open below, which is not zero"),
    (Amount.about(50), (45, 55, 50, False), ""),
    (Amount.between(10, 15), (10, 15, None, False), "no number is stated"),
    (Amount.vague(24), (24, None, None, True), "dozens"),
    (Amount.vague(None), (None, None, None, True), "many"),
]


@pytest.mark.parametrize(("amount", "drawn", "why"), DRAWN)
def test_a_bar_keeps_open_ends_open(amount, drawn, why):
    bar = bar_of(dataclasses.replace(CLAIMS[0], amount=amount))
    assert (bar.low, bar.high, bar.stated, bar.vague) == drawn, why
    assert bar.silent == (drawn[:2] == (None, None))


@pytest.mark.parametrize("status", Status)
def test_what_is_denied_or_supposed_is_not_held(status):
    bar = bar_of(dataclasses.replace(CLAIMS[0], status=status))
    assert bar.held == (status not in (Status.DENIED, Status.RETRACTED, Status.HYPOTHETICAL))


def test_a_source_without_words_goes_by_its_id():
    named = dataclasses.replace(CLAIMS[0], source=Source(None, "sohr"))
    assert [bar_of(c).who for c in (CLAIMS[0], named, CLAIMS[3])] == ["the harbour master", "sohr", "no source named"]


@given(some_claims)
def test_the_claims_of_a_source_stand_together(claims):
    bars = bars_of(claims)
    assert sorted(b.claim.claim_id for b in bars) == sorted(c.claim_id for c in claims)
    sources = [b.who for b in bars]
    assert len([a for a, b in itertools.pairwise(sources) if a != b]) == max(0, len(set(sources)) - 1)
