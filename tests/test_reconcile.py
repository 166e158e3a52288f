"""Reconcile: the whole way on small tables, and what must hold whatever the claims are."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import pytest
from compared import claim, of, said
from hypothesis import given, settings
from hypothesis import strategies as st
from made_claims import some_claims

from casualties.amount import Amount, Bound
from casualties.characters import inline
from casualties.claim import Claims
from casualties.compare.explain import explain_finding
from casualties.compare.facets import Reading, facets_of, in_text_order
from casualties.compare.findings import Reconciliation
from casualties.compare.kinds import Certainty, Kind, Verdict, in_order
from casualties.compare.reconcile import reconcile, replay
from casualties.compare.topics import pool
from casualties.errors import InputTypeError, PolicyError, TableError
from casualties.extract.claims import find_claims
from casualties.scope import Period, Place

OBSERVER = {"by": "the observatory", "kind": "monitor", "where": "Syria", "path": "SY", "cumulative": True}
RESIDENT = {"by": "a resident", "kind": "witness", "where": "Daraa", "path": "SY/Dar'a/Daraa", "cumulative": True}
SINCE = {"days": "2011-04-25/2011-04-28", "on": "2011-04-28"}
NAMES = "He has 454 names on his list; with 68 soldiers who also died that is raising the total to over 500."

REPORT = of(
    claim("all", "more than 450", at=0, where="Syria", path="SY", cumulative=True, who="people", on="2011-04-28"),
    claim(
        "weekend", 120, at=50, where="Syria", path="SY", days="2011-04-23/2011-04-24", cumulative=True, part_of="all"
    ),
    claim("named", 454, at=110, quote=NAMES, on="2011-04-28", **OBSERVER),
    claim("soldiers", 68, at=140, quote=NAMES, who="soldiers", group="security_forces", on="2011-04-28", **OBSERVER),
    claim("total", "more than 500", at=190, quote=NAMES, figure="over 500", on="2011-04-28", **OBSERVER),
    claim("taken", "vague 24", "detained", at=240, **OBSERVER),
    claim("one", 42, at=300, quote="Shots rang out; 42 have been killed since Monday, he said.", **RESIDENT, **SINCE),
    claim("hurt", 4, "injured", at=380, where="Latakia", path="SY/Al-Ladhiqiyah/Latakia", group="protesters"),
    claim("port", "at least 14", at=420, where="Latakia", path="SY/Al-Ladhiqiyah/Latakia", who="people"),
    claim("two", 43, at=500, quote="Shots rang out; 43 have been killed since Monday, he said.", **RESIDENT, **SINCE),
)


def test_a_report_that_contradicts_itself_once():
    found = reconcile(REPORT)
    (conflict,) = found.conflicts
    assert (conflict.kind, conflict.claim_ids) == (Kind.CONTRADICTS_ITSELF, ("one", "two"))
    assert conflict.certainty is Certainty.CERTAIN
    assert "minor" in conflict.reason
    assert REPORT[6].quote in conflict.reason
    assert REPORT[9].quote in conflict.reason
    kinds = {(f.kind, frozenset(f.claim_ids)) for f in found}
    assert (Kind.WITHIN_BOUND, frozenset({"all", "named"})) in kinds
    assert (Kind.SUM_SUPPORTS, frozenset({"named", "soldiers", "total"})) in kinds
    assert (Kind.PART_WITHIN_WHOLE, frozenset({"all", "weekend"})) in kinds
    assert next(f for f in found if f.kind is Kind.SUM_SUPPORTS).reason.startswith("454 + 68 = 522 supports over 500")


def test_nothing_gives_nothing():
    found = reconcile(Claims())
    assert (len(found), found.conflicts, found.topics, found.complete) == (0, (), (), True)
    assert found.tally("killed") is None


@pytest.mark.parametrize("wrong", [None, 5, "text", b"bytes", [1, 2]])
def test_what_is_no_claims_is_refused_by_name(wrong):
    with pytest.raises(InputTypeError, match="Claims"):
        reconcile(wrong)


def test_two_tables_may_use_the_same_ids():
    here = of(claim("row-1", 6, by="police", report="a"), claim("row-2", 2, by="police", report="a", part_of="row-1"))
    there = of(claim("row-1", 9, by="doctors", report="b"))
    found = reconcile([here, there])
    assert sorted(c.claim_id for c in found.claims) == ["a/row-1", "a/row-2", "b/row-1"]
    assert found.claims[1].part_of == "a/row-1"


def test_one_id_for_two_claims_of_one_table_is_refused():
    with pytest.raises(TableError, match="c1"):
        reconcile(of(claim("c1", 6), claim("c1", 7)))


def test_asking_for_what_is_not_there_says_so():
    found = reconcile(REPORT)
    with pytest.raises(PolicyError, match="nobody"):
        found.range("nobody")
    with pytest.raises(PolicyError, match="hurt"):
        found.tally("hurt")
    with pytest.raises(PolicyError, match="f-0"):
        found.explain("f-0")
    with pytest.raises(PolicyError, match="t-0"):
        found.range(topic="t-0")


def test_a_step_may_be_replaced():
    found = reconcile(REPORT, judge=lambda _pair, _history: None)
    assert all(f.kind in {Kind.SUM_SUPPORTS, Kind.PART_WITHIN_WHOLE} for f in found)


def test_large_blocks_are_cut_and_say_so():
    many = [claim(f"c{n}", 100 + n % 3, by=f"voice {n}", report=f"r{n}") for n in range(200)]
    found = reconcile(of(*many))
    assert not found.complete
    assert len(found) < 200


def test_conflicts_come_first_then_the_certain_then_the_wider():
    found = reconcile(of(*REPORT, *(claim(f"x{n}", n, by=f"v{n}", report="r2") for n in (10, 30, 95))))
    assert [f.verdict is Verdict.CONFLICT for f in found] == sorted(f.verdict is Verdict.CONFLICT for f in found)[::-1]
    assert in_order(reversed(found.findings)) == found.findings
    certain = [f.certainty is Certainty.POSSIBLE for f in found.conflicts]
    assert certain == sorted(certain)


# ------------------------------------------------------------------ whatever the claims are
@given(some_claims)
def test_any_claims_can_be_reconciled_stored_and_explained(claims):
    found = reconcile(claims)
    again = Reconciliation.from_json(found.to_json())
    assert again == found
    assert again.to_json() == found.to_json()
    for finding in found:
        assert inline(finding.reason) in found.explain(finding)
        assert found.explain(finding.finding_id) == found.explain(finding)
    for topic in found.topics:
        ranged = found.range("ibc", topic)
        assert set(ranged.used) | {i for i, _ in ranged.set_aside} == set(topic.claim_ids)


def test_what_was_not_stored_is_refused():
    for text in ("", "{}", "[]", '{"format": "x"}', "[" * 100_000):
        with pytest.raises(TableError, match="not a stored reconciliation"):
            Reconciliation.from_json(text)


rows = st.lists(
    st.builds(
        lambda said, by, where, days, on, group: {
            "said": said,
            "by": by,
            "where": where,
            "path": where,
            "days": days,
            "on": on,
            "group": group,
        },
        st.sampled_from(
            [5, 30, 42, 43, 47, "at least 40", "more than 39", "about 45", "30-60", "up to 41", "fewer than 42"]
        ),
        st.sampled_from(["police", "doctors", "union"]),
        st.sampled_from(["SY/A/B", "SY/A/C"]),
        st.sampled_from(["2020-01-01", "2020-01-02", None]),
        st.sampled_from(["2020-01-03", "2020-01-04", None]),
        st.sampled_from(["unspecified", "children", "civilians"]),
    ),
    max_size=6,
)


def build(table, prefix="c", **more):
    return [
        claim(f"{prefix}{n}", row["said"], **{k: v for k, v in row.items() if k != "said"}, **more)
        for n, row in enumerate(table)
    ]


def core(found, rename=lambda name: name):
    return {(f.kind, f.certainty, frozenset(rename(i) for i in f.claim_ids)) for f in found}


@given(rows, st.randoms(use_true_random=False))
def test_order_does_not_matter(table, chance):
    claims = build(table)
    shuffled = claims.copy()
    chance.shuffle(shuffled)
    assert core(reconcile(of(*claims))) == core(reconcile(of(*shuffled)))


@given(rows)
def test_names_do_not_matter(table):
    renamed = core(reconcile(of(*build(table, "x"))), lambda name: name.replace("x", "c"))
    assert core(reconcile(of(*build(table)))) == renamed


@given(rows)
def test_saying_it_twice_does_not_matter(table):
    claims = build(table)
    assert reconcile(of(*claims, *claims)).findings == reconcile(of(*claims)).findings


@given(rows, rows)
def test_unlinked_tables_reconcile_independently(here, there):
    one, other = build(here, "a", report="one"), build(there, "b", report="other")
    other = [
        dataclasses.replace(c, scope=dataclasses.replace(c.scope, place=Place("TR/X", "TR/X", "TR"))) for c in other
    ]
    together = core(reconcile([of(*one), of(*other)]))
    assert together == core(reconcile(of(*one))) | core(reconcile(of(*other)))


def drawn(truth):
    """Any words that are true of a number."""
    return st.one_of(
        st.just(Amount.exact(truth)),
        st.integers(0, truth).map(Amount.at_least),
        st.integers(0, max(0, truth - 1)).map(lambda n: Amount.more_than(n) if truth else Amount.at_least(0)),
        st.integers(truth, 2 * truth + 5).map(Amount.at_most),
        st.tuples(st.integers(0, truth), st.integers(truth, 2 * truth + 5)).map(lambda t: Amount.between(*t)),
    )


@st.composite
def true_tables(draw):
    """Claims about places whose true numbers are hidden; nobody errs, and nobody revises."""
    claims = []
    for place in draw(st.lists(st.sampled_from(["SY/A/B", "SY/A/C", "TR/D"]), max_size=3, unique=True)):
        truth = draw(st.integers(0, 200))
        for n in range(draw(st.integers(1, 5))):
            base = claim(
                f"{place}{n}", 1, by=draw(st.sampled_from(["police", "doctors"])), where=place, path=place,
                days="2020-01-01", on=draw(st.sampled_from(["2020-01-02", "2020-01-03", None])),
            )  # fmt: skip
            claims.append(dataclasses.replace(base, amount=draw(drawn(truth))))
    return claims


@given(true_tables())
def test_true_claims_never_certainly_conflict(claims):
    assert [f for f in reconcile(of(*claims)).conflicts if f.certainty is Certainty.CERTAIN] == []


@given(true_tables())
def test_a_topic_of_true_claims_holds_the_truth(claims):
    exact = {}
    for c in claims:
        if c.amount.bound is Bound.EXACT:
            exact[c.scope.place.place_id] = c.amount.value
    for topic in reconcile(of(*claims)).topics:
        truth = exact.get(topic.scope.place.place_id)
        if truth is not None:
            assert topic.low == topic.high == truth


@given(rows)
def test_pooling_is_consistent_exactly_when_every_pair_is(table):
    facets = [facets_of(c, n) for n, c in enumerate(build(table))]
    apart = any(not a.meets(b) for a, b in itertools.combinations(facets, 2))
    assert pool(facets)[2] == apart


@given(rows)
def test_at_least_and_more_than_behave_alike(table):
    def swapped(words):
        return f"more than {int(words.split()[-1]) - 1}" if str(words).startswith("at least") else words

    other = [{**row, "said": swapped(row["said"])} for row in table]
    assert core(reconcile(of(*build(table)))) == core(reconcile(of(*build(other))))


@given(rows, st.integers(0, 5), st.integers(0, 50), st.integers(0, 50))
def test_a_wider_figure_never_makes_a_conflict(table, which, down, up):
    claims = build(table)
    before = {frozenset(f.claim_ids) for f in reconcile(of(*claims)).conflicts}
    if not claims:
        return
    c = claims[which % len(claims)]
    wide = Amount.between(max(0, (c.amount.low or 0) - down), (c.amount.high or 500) + up)
    claims[which % len(claims)] = dataclasses.replace(c, amount=wide)
    after = {frozenset(f.claim_ids) for f in reconcile(of(*claims)).conflicts}
    assert after <= before


@given(rows, st.integers(0, 5), st.booleans())
def test_forgetting_a_scope_makes_nothing_certain(table, which, place):
    claims = build(table)
    if not claims:
        return
    before = {frozenset(f.claim_ids) for f in reconcile(of(*claims)) if f.certainty is Certainty.CERTAIN}
    c = claims[which % len(claims)]
    blank = dataclasses.replace(c.scope, place=Place()) if place else dataclasses.replace(c.scope, period=Period())
    claims[which % len(claims)] = dataclasses.replace(c, scope=blank)
    after = {frozenset(f.claim_ids) for f in reconcile(of(*claims)) if f.certainty is Certainty.CERTAIN}
    touched = {ids for ids in after if c.claim_id in ids}
    assert touched <= before


@given(rows)
@settings(max_examples=60)
def test_explanations_replay(table):
    """A finding needs nothing but the claims it names: they alone give it again, word for word."""
    claims = of(*build(table))
    facets = {c.claim_id: facets_of(c, n) for n, c in enumerate(in_text_order(claims))}
    found = reconcile(claims)
    for finding in found:
        assert replay(found, finding) == finding
        assert explain_finding(finding, facets) == found.explain(finding)


def test_what_a_finding_rests_on_is_named_and_replayed():
    """A slow rise: the step in between is why the later figure continues the earlier one."""
    days = [("a", 100, "2019-05-01", "police"), ("b", 110, "2019-05-25", "union"), ("c", 150, "2019-06-15", "doctors")]
    found = reconcile(of(*(claim(name, toll, on=on, by=by) for name, toll, on, by in days)))
    leap = next(f for f in found if f.claim_ids == ("a", "c"))
    assert (leap.kind, leap.beside) == (Kind.GROWTH_OVER_TIME, ("b",))
    assert "rests on\n  b: 110" in found.explain(leap)
    assert replay(found, leap) == leap


@given(rows)
def test_disputes_within_one_scope_are_the_pairs_that_exclude_each_other(table):
    """Every source another one, no day known: a dispute is reported for exactly the pairs that never meet."""
    claims = [
        claim(f"c{n}", row["said"], by=f"voice {n}", where="SY/A", path="SY/A", days="2020-01-01")
        for n, row in enumerate(table)
    ]
    facets = [facets_of(c, n) for n, c in enumerate(claims)]
    apart = {frozenset({a.claim_id, b.claim_id}) for a, b in itertools.combinations(facets, 2) if not a.nearly_meets(b)}
    disputed = {Verdict.CONFLICT, Verdict.REVIEW}
    assert {frozenset(f.claim_ids) for f in reconcile(of(*claims)) if f.verdict in disputed} == apart


def test_said_reads_a_reconciliation():
    assert ("contradicts_itself", "certain", frozenset({"one", "two"})) in said(reconcile(REPORT))
    assert dt.date(2011, 4, 28) in {c.as_of for c in REPORT}


def test_a_reading_may_be_named_by_its_word():
    """A plain word is the reading of that name, and an unknown one is refused instead of ignored."""
    claims = find_claims("Police said 12 people were killed in Homs. A nurse said 15 were killed in Homs.")
    named, meant = (reconcile(claims, reading=r) for r in ("documented", Reading.DOCUMENTED))
    assert named.findings == meant.findings
    assert named.reading is Reading.DOCUMENTED
    with pytest.raises(PolicyError, match="unknown reading 'documentd'"):
        reconcile(claims, reading="documentd")
