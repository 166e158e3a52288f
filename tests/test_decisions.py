"""Decisions: visible, listed, and undone by leaving them out."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from compared import claim, of

from casualties.compare.decisions import Action, Decision
from casualties.compare.facets import Reading
from casualties.compare.findings import Reconciliation
from casualties.compare.kinds import Kind
from casualties.compare.reconcile import reconcile
from casualties.errors import PolicyError

TABLE = of(claim("low", 20, by="police"), claim("high", 95, by="the union"), claim("other", 60, by="a paper"))


def decide(action, *claim_ids):
    return Decision(
        action=action, claim_ids=claim_ids, who="M. Ruiz", when=dt.date(2019, 6, 1), why="saw the registers"
    )


def test_a_decision_is_no_mapping():
    with pytest.raises(PolicyError, match="or a row of a DataFrame, not dict"):
        reconcile(TABLE, decisions=[{"action": "prefer", "claim_ids": ("low", "high")}])


def test_prefer_notes_the_dispute_and_narrows_the_range():
    found = reconcile(TABLE, decisions=[decide(Action.PREFER, "low", "high", "other")])
    assert {f.kind for f in found} == {Kind.CONTRADICTS_SOURCE}
    assert all("Decided: prefer low" in f.reason and "M. Ruiz" in f.reason for f in found)
    ranged = found.range("ibc")
    assert (ranged.low, ranged.high) == (20, 20)
    assert dict(ranged.set_aside) == {"high": "superseded by low", "other": "superseded by low"}


def test_set_aside_takes_a_claim_out_of_everything_but_the_record():
    found = reconcile(TABLE, decisions=[decide(Action.SET_ASIDE, "high")])
    assert all("high" not in f.claim_ids for f in found)
    assert found.range("ibc").high == 60
    assert [c.claim_id for c in found.claims] == ["low", "high", "other"]
    assert found.decisions[0].claim_ids == ("high",)


def test_split_drops_what_was_said_of_the_pair_alone():
    found = reconcile(TABLE, decisions=[decide(Action.SPLIT, "low", "high")])
    assert {frozenset(f.claim_ids) for f in found} == {frozenset({"low", "other"}), frozenset({"high", "other"})}


def test_merge_makes_two_scopes_one():
    table = of(claim("a", 20, by="police", where="the old harbour"), claim("b", 95, by="the union", where="Pier 4"))
    assert reconcile(table).conflicts == ()
    (found,) = reconcile(table, decisions=[decide(Action.MERGE, "a", "b")]).conflicts
    assert found.kind is Kind.CONTRADICTS_SOURCE


def test_keep_pending_only_says_so():
    found = reconcile(TABLE, decisions=[decide(Action.KEEP_PENDING, "low", "high")])
    assert [f.kind for f in found] == [f.kind for f in reconcile(TABLE)]
    assert any("keep pending" in f.reason for f in found)


def test_without_decisions_everything_is_as_before():
    assert reconcile(TABLE, decisions=[]) == reconcile(TABLE)


def test_decisions_are_stored():
    found = reconcile(TABLE, decisions=[decide(Action.PREFER, "low", "high")], reading=Reading.TALLY)
    assert Reconciliation.from_json(found.to_json()) == found


def test_a_decision_about_nothing_is_refused():
    with pytest.raises(PolicyError, match="ghost"):
        reconcile(TABLE, decisions=[decide(Action.SPLIT, "low", "ghost")])


def test_an_exact_number_may_be_read_as_a_floor():
    assert reconcile(TABLE).conflicts != ()
    assert reconcile(TABLE, reading=Reading.DOCUMENTED).conflicts == ()


def test_a_tally_is_a_floor_beside_another_source_only():
    own = of(*TABLE, claim("again", 24, by="police"))
    found = reconcile(own, reading=Reading.TALLY).conflicts
    assert [(f.kind, set(f.claim_ids)) for f in found] == [(Kind.CONTRADICTS_ITSELF, {"low", "again"})]


ROW = {"action": "prefer", "claim_ids": "low; high", "who": "M. Ruiz", "when": "2019-06-01", "why": "saw the registers"}


def test_a_table_of_decisions_is_as_good_as_decisions():
    table = pd.DataFrame([ROW, {**ROW, "action": "keep pending", "claim_ids": ["high", "other"]}])
    listed = [decide(Action.PREFER, "low", "high"), decide(Action.KEEP_PENDING, "high", "other")]
    assert reconcile(TABLE, decisions=table) == reconcile(TABLE, decisions=listed)


@pytest.mark.parametrize(
    "wrong",
    [{"action": "forget"}, {"when": "in June"}, {"when": None}, {"claim_ids": None}],
    ids=lambda w: next(iter(w)),
)
def test_a_row_that_cannot_be_read_is_named(wrong):
    with pytest.raises(PolicyError, match="row 2 of the decisions"):
        reconcile(TABLE, decisions=pd.DataFrame([ROW, {**ROW, **wrong}]))


def test_decisions_are_listed_in_the_text():
    told = repr(reconcile(TABLE, decisions=[decide(Action.SET_ASIDE, "high")]))
    assert told.endswith("DECIDED\n  set aside high (M. Ruiz, 2019-06-01: saw the registers)")
