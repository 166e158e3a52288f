"""Blocks: a large block compared by stances says what comparing every pair says, and counts every pair."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pytest
from compared import claim, of
from hypothesis import given, settings
from hypothesis import strategies as st

from casualties.compare import blocks, reconcile
from casualties.compare.blocks import compare_blocks
from casualties.compare.facets import Reading, by_report, read_facets
from casualties.compare.series import gather_histories
from casualties.compare.verdicts import judge

sayings = st.sampled_from([90, 100, 140, "at least 95", "about 100", "80-120", "more than 150", "vague 24"])
rows = st.lists(
    st.tuples(sayings, st.sampled_from(["police", "doctors", "union", None]), st.sampled_from(["r1", "r2", "r3"])),
    min_size=2,
    max_size=25,
)


def table(made):
    return [
        claim(f"c{n}", words, by=by, report=report, days="2020-01-01", where="Tamra")
        for n, (words, by, report) in enumerate(made)
    ]


SENTENCES = [
    "{} people were killed when a shell hit the market of Tamra, they said.",
    "{} people were killed when a shell hit the square of Tamra, they said.",
    "A blast at a mill left {} dead, it was told.",
    "The death toll stands at {}, they said.",
    "They acknowledged {} deaths.",
    "A second blast killed {}, they said.",
    "By evening {} had died in the attacks.",
]


def reading(made):
    """The same as sentences of a text; one in three reports has the wording of another."""
    return [
        claim(
            f"c{n}", words, by=by, report=report, days="2020-01-01", where="Tamra", path="IL/North/Tamra", at=9 * n,
            on="2020-01-02", quote=SENTENCES[n % 7].format(words), kind="government" if by else None,
            figure=str(words), cumulative=n % 7 in (3, 6),
        )
        for n, (words, by, report) in enumerate(made)
    ]  # fmt: skip


def told(claims):
    """How many pairs are told of each kind, before agreements are gathered (telling.py)."""
    facets = read_facets(claims)
    found = Counter()
    compared = compare_blocks(facets, by_report(facets), Reading.LITERAL)
    for said, count in reconcile._judged(compared.comparisons, gather_histories(facets), judge):
        if said is not None:
            assert said.n_pairs == count
            found[said.kind, said.certainty] += count
    return found


@pytest.fixture
def always_by_stance(monkeypatch):
    monkeypatch.setattr(blocks, "MOST_TYPED", 1)
    monkeypatch.setattr(blocks, "_WINDOW", 1000)


@settings(max_examples=60)
@given(rows)
def test_one_comparison_stands_for_exactly_the_pairs_like_it(made):
    """Totals are kept: kinds counted by stance are the kinds counted pair by pair."""
    claims = table(made)
    with pytest.MonkeyPatch.context() as patch:
        every = told(claims)
        patch.setattr(blocks, "MOST_TYPED", 1)
        patch.setattr(blocks, "_WINDOW", 1000)
        by_stance = told(claims)
        backwards = told(claims[::-1])
    assert by_stance == backwards == every


@settings(max_examples=60)
@given(rows)
def test_one_sentence_stands_for_exactly_the_pairs_like_it(made):
    """Whether sentences are alike, or the same, is kept apart."""
    claims = reading(made)
    every = told(claims)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "MOST_IN_BLOCK", 1)
        patch.setattr(blocks, "_WINDOW", 1000)
        assert told(claims) == every


@settings(max_examples=60)
@given(rows, st.sampled_from([table, reading]))
def test_every_pair_is_stood_for_once(made, claims_of):
    facets = read_facets(claims_of(made))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "MOST_TYPED", 1)
        patch.setattr(blocks, "MOST_IN_BLOCK", 1)
        patch.setattr(blocks, "_WINDOW", 1000)
        compared = compare_blocks(facets, by_report(facets), Reading.LITERAL)
        assert sum(c.stands_for for c in compared.comparisons) == compared.n_pairs == len(made) * (len(made) - 1) // 2


@pytest.mark.usefixtures("always_by_stance")
def test_what_is_not_shown_pair_by_pair_is_said():
    claims = table([(20, f"voice {n}", f"r{n}") for n in range(4)] + [(95, "union", "r9")])
    result = reconcile.reconcile(of(*claims))
    assert not result.complete
    (conflict,) = result.conflicts
    assert conflict.n_pairs == result.counts[conflict.kind] == 4
    assert conflict.reason.endswith("The same holds for 3 more pairs like this one.")


def test_too_many_stances_are_compared_with_their_neighbours_and_the_result_says_so(monkeypatch):
    monkeypatch.setattr(blocks, "MOST_TYPED", 5)
    monkeypatch.setattr(blocks, "MOST_IN_BLOCK", 5)
    monkeypatch.setattr(blocks, "_WINDOW", 2)
    result = reconcile.reconcile(of(*table([(100 + 20 * n, "police", f"r{n}") for n in range(30)])))
    assert not result.complete
    assert 30 < len(result.conflicts) < 30 * 29 // 2


def test_a_claim_meets_the_one_it_revises_wherever_it_stands():
    one = claim("a", 30, by="police", where="Tamra", report="r1")
    other = claim("b", 42, by="police", where="Kolsa", report="r2", revises="a")
    assert [f.kind for f in reconcile.reconcile(of(one, other))] == ["revised_up"]


def test_a_place_typed_without_an_id_meets_the_one_that_was_found():
    day = {"where": "Tamra", "days": "2019-05-03", "kind": "health"}
    typed = claim("t", 40, by="a recorder", report="table", **day)
    found = claim("f", 61, by="the clinic", report="r1", at=9, path="IL/Northern/Tamra", **day)
    (conflict,) = reconcile.reconcile(of(typed, found)).conflicts
    assert conflict.kind == "contradicts_source"
    assert reconcile.reconcile(of(typed, dataclasses.replace(found, report_id="table"))).complete


def named(n, path):
    return claim(f"{path}{n}", 100 + 20 * n, by="police", report=f"{path}{n}", days="2020-01-01", path=path)


@pytest.mark.parametrize("n", [3, 40])
def test_two_large_blocks_of_one_name_are_compared_by_neighbours_and_small_ones_in_full(n, monkeypatch):
    monkeypatch.setattr(blocks, "MOST_IN_BLOCK", 6)
    monkeypatch.setattr(blocks, "_WINDOW", 2)
    facets = read_facets(named(k, path) for k in range(n) for path in (None, "IL/Northern/Tamra"))
    compared = compare_blocks(facets, (), Reading.LITERAL)
    across = [c for c in compared.comparisons if c.pair.a.place != c.pair.b.place]
    assert len(across) == n * n if n == 3 else n < len(across) <= 8 * n
    assert compared.n_pairs == 2 * n * (2 * n - 1) // 2
