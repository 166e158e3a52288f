"""Ranges in words, and under a policy."""

from __future__ import annotations

import dataclasses

import pytest
from made_claims import CLAIMS

import casualties
from casualties.amount import Amount
from casualties.compare.findings import Topic
from casualties.errors import PolicyError
from casualties.show.topic_ranges import (
    counted,
    ends_in_words,
    range_in_words,
    ranges_of,
    span_in_words,
    support_in_words,
    topic_in_words,
)

TOPIC = Topic(
    topic_id="t", scope=CLAIMS[0].scope, claim_ids=(CLAIMS[0].claim_id, CLAIMS[1].claim_id),
    low=1200, best=None, high=None, n_reports=1, n_sources=2, n_origins=2, contradicted=True,
)  # fmt: skip


def test_a_topic_in_words():
    assert topic_in_words(TOPIC, {}) == (
        "low 1,200, best –, high – (2 claims in 1 report, 2 independent origins; contradicted)"
    )
    alone = dataclasses.replace(TOPIC, claim_ids=("c",), n_origins=1, contradicted=False)
    assert support_in_words(alone) == "1 claim in 1 report, 1 independent origin"


def test_zero_is_said_only_where_a_claim_says_it():
    bottomless = dataclasses.replace(TOPIC, low=0, high=30, claim_ids=("c",))
    capped = dataclasses.replace(CLAIMS[0], claim_id="c", amount=Amount.at_most(30))
    none = dataclasses.replace(capped, amount=Amount.exact(0))
    assert ends_in_words(bottomless, {"c": capped}) == ("–", "–", "30")
    assert ends_in_words(bottomless, {"c": none}) == ("0", "–", "30")


SPANS = [
    ((27, 27), "27"),
    ((19, 2700), "19 to 2,700"),
    ((19, None), "19 or more"),
    ((None, 30), "up to 30"),
    ((None, None), "nothing"),
]


@pytest.mark.parametrize(("ends", "said"), SPANS)
def test_a_span_in_words(ends, said):
    assert span_in_words(*ends) == said


def test_counted():
    assert [counted(n, "claim") for n in (0, 1, 2000)] == ["0 claims", "1 claim", "2,000 claims"]


@pytest.mark.parametrize("policy", ["ibc", "airwars", "ucdp", "emdat", "cautious"])
def test_a_range_is_the_one_that_the_reconciliation_gives(policy):
    found = casualties.reconcile(CLAIMS)
    drawn = ranges_of(found, found.topics, policy)
    assert len(drawn) == len(found.topics)
    for topic in found.topics:
        assert drawn[topic.topic_id] == found.range(policy, topic)


def test_a_range_in_words():
    found = casualties.reconcile(CLAIMS)
    killed = next(t for t in found.topics if len(t.claim_ids) == 2 and t.scope.outcome == "killed")
    drawn = ranges_of(found, [killed], "airwars")[killed.topic_id]
    assert range_in_words(drawn) == "airwars: 12 to 15, fair"
    assert range_in_words(dataclasses.replace(drawn, grade=None)) == "airwars: 12 to 15"


def test_an_unknown_policy_is_named():
    found = casualties.reconcile(CLAIMS)
    with pytest.raises(PolicyError, match="guess"):
        ranges_of(found, found.topics, "guess")
