"""Mentions: persons and bare plurals that a report tells of without a number; they never become claims."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import casualties

LINES = (Path(__file__).parent / "cases" / "mentions.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]


def told(text: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    for mention in casualties.find_claims(text).mentions:
        found[mention.outcome.value] += mention.least
    return dict(found)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_told(case):
    assert told(case["text"]) == case["told"], case["why"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_spans_and_quotes_are_the_text(case):
    for mention in casualties.find_claims(case["text"]).mentions:
        assert mention.quote == case["text"]
        assert mention.words in case["text"] or mention.words == "an unstated number"
        assert mention.span.of(case["text"]).isalpha() or " " in mention.span.of(case["text"])


@given(st.text(alphabet="Ab kiled.,'’ \nwasnd", max_size=80))
def test_any_text_is_read(text):
    assert all(m.least in (1, 2) for m in casualties.find_claims(text + " was killed.").mentions)


def test_mentions_are_no_claims_and_travel_with_them():
    claims = casualties.find_claims("Yusuf Hamdan was killed. At least 12 people were hurt in Tamra.")
    assert [c.figure for c in claims] == ["At least 12"]
    assert [m.words for m in claims.mentions] == ["Yusuf Hamdan"]
    assert claims[:1].mentions == claims.mentions
    assert casualties.reconcile([claims]).claims.mentions == claims.mentions
    found = casualties.reconcile(claims)
    assert casualties.Reconciliation.from_json(found.to_json()).claims.mentions == claims.mentions


def test_the_step_can_be_replaced():
    assert casualties.find_claims("Yusuf Hamdan was killed.", mentions=lambda _: ()).mentions == ()
