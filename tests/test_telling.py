"""Telling: agreements are gathered and guesses kept few; whatever is disputed is told in full."""

from __future__ import annotations

from compared import claim, kinds, of
from hypothesis import given
from hypothesis import strategies as st

from casualties.compare.facets import read_facets
from casualties.compare.kinds import Verdict
from casualties.compare.reconcile import reconcile
from casualties.compare.telling import worth_telling

BUS = {"where": "Tamra", "days": "2019-05-03", "on": "2019-05-03"}


def read(name, said, *, at, report="r1", **more):
    return claim(name, said, at=at, report=report, **{**BUS, **more})


def test_one_figure_said_by_many_is_one_finding():
    several = [read(f"c{n}", 22, at=9, by=f"voice {n}", report=f"r{n}") for n in range(5)]
    (found,) = reconcile(of(*several)).findings
    assert (found.kind, len(found.claim_ids), found.gap) == ("same_figure", 5, 0)
    assert found.reason.endswith("voice 4: 5 sources.")


def test_one_source_said_again_is_counted_once():
    several = [read(f"c{n}", 22, at=9 + n, by="the clinic") for n in range(3)]
    (found,) = reconcile(of(*several)).findings
    assert found.reason.endswith("said 3 times by the clinic (3 times): one source, counted once.")


def test_what_two_reports_print_alike_is_told_once():
    told = [(4, "Four were killed."), (9, "Nine were hurt."), (2, "Two are missing.")]
    outcomes = ("killed", "injured", "missing")
    several = [
        read(f"{report}{n}", said, outcome=outcome, at=9 + n, report=report, quote=quote)
        for report in ("r1", "r2")
        for n, ((said, quote), outcome) in enumerate(zip(told, outcomes, strict=True))
    ]
    (found,) = reconcile(of(*several)).findings
    assert (found.kind, len(found.claim_ids)) == ("repeats_source", 6)
    assert (
        found.reason == "Reports r1 and r2 print the same sentences, with the figures 4, 9, 2: one origin, told twice."
    )


def test_a_bound_around_a_bound_is_not_told_again():
    several = [
        read("a", "at least 40", at=9, by="police"),
        read("b", "at least 50", at=19, by="doctors"),
        read("c", 63, at=29, by="the council"),
    ]
    assert kinds(reconcile(of(*several))) == {frozenset("ab"): "within_bound", frozenset("bc"): "within_bound"}


def test_one_figure_within_one_bound_is_told_once():
    several = [
        read("a", "at least 22", at=9, by="police"),
        read("b", 40, at=9, by="the union", report="r2", quote="The union put it at 40."),
        read("c", 40, at=9, by="the party", report="r3", quote="It was 40, the party said."),
    ]
    (bound,) = (f for f in reconcile(of(*several)) if f.kind == "within_bound")
    assert bound.claim_ids == ("a", "b", "c")
    assert (
        bound.reason == "40 (the union) fits at least 22 (police): 18 apart. The same two figures stand in 3 reports."
    )


def test_a_dispute_between_sentences_that_are_printed_again_is_told_once():
    sentence = "Last month a blast killed 29 people in Tamra, the council said."
    other = {"at": 9, "by": "police", "quote": "The blast in Tamra last month killed 40 people, police said."}
    copies = [read(f"c{n}", 29, at=9, by="the council", report=f"r{n}", quote=sentence) for n in (2, 3)]
    found = reconcile(of(read("a", 40, **other), *copies))
    (conflict,) = found.conflicts
    assert conflict.claim_ids == ("a", "c2", "c3")
    assert conflict.reason.endswith("The same sentences stand in 3 reports.")


def test_growth_is_told_step_by_step():
    days = [read(f"c{n}", toll, at=9, by="the council", on=f"2019-05-0{n}") for n, toll in enumerate((10, 20, 30), 3)]
    pairs = [f.claim_ids for f in reconcile(of(*days)) if len(f.claim_ids) == 2]
    assert sorted(pairs) == [("c3", "c4"), ("c4", "c5")]


def test_rows_of_a_typed_table_are_told_pair_by_pair():
    rows = [
        claim("a", "at least 40", by="police"),
        claim("b", "at least 50", by="doctors"),
        claim("c", 63, by="council"),
    ]
    assert len(reconcile(of(*rows))) == 3


CHILDREN = {"who": "children", "group": "children"}


def test_a_guess_about_a_part_is_made_once_and_within_its_report():
    several = [
        read("p", 3, at=9, by="police", **CHILDREN),
        read("w", 30, at=19, by="police"),
        read("x", 12, at=29, by="police"),
        read("y", 40, at=9, by="police", report="r2"),
    ]
    guesses = [f.claim_ids for f in reconcile(of(*several)) if f.kind == "part_within_whole"]
    assert guesses == [("p", "x")]


def test_what_is_stated_to_be_a_part_is_not_guessed_elsewhere():
    several = [
        read("w", 30, at=9, by="police"),
        read("p", 3, at=19, by="police", part_of="w", **CHILDREN),
        read("x", 12, at=29, by="police"),
    ]
    parts = [(f.claim_ids, str(f.certainty)) for f in reconcile(of(*several)) if f.kind == "part_within_whole"]
    assert parts == [(("w", "p"), "certain")]


figures = st.lists(st.sampled_from([5, 30, 43, "at least 20", "at least 40", "up to 41", "about 45"]), max_size=7)


@given(figures)
def test_nothing_disputed_is_left_out(said):
    """Conflicts, reviews and revisions pass untouched."""
    claims = [read(f"c{n}", x, at=9, by=f"voice {n % 3}", report=f"r{n}") for n, x in enumerate(said)]
    by_id = {f.claim_id: f for f in read_facets(claims)}
    found = reconcile(of(*claims)).findings
    told = worth_telling(found, by_id)
    grave = {Verdict.CONFLICT, Verdict.REVIEW, Verdict.REVISION}
    assert [f for f in told if f.verdict in grave] == [f for f in found if f.verdict in grave]


@given(figures)
def test_every_claim_that_agrees_with_another_is_still_told_of(said):
    """What is gathered or left out leaves no claim without a word."""
    claims = [read(f"c{n}", x, at=9, by=f"voice {n}", report=f"r{n}") for n, x in enumerate(said)]
    facets = read_facets(claims)
    told = {i for f in reconcile(of(*claims)) for i in f.claim_ids}
    for a in facets:
        if any(a.meets(b) for b in facets if b is not a):
            assert a.claim_id in told
