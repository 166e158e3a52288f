"""Verdicts: one case per kind and its nearest neighbours, read as (claims, finding of the pair, why)."""

from __future__ import annotations

import pytest
from compared import claim, of, pair
from told_in_full import cases, pair_told

from casualties.compare.kinds import Kind, Verdict
from casualties.compare.reconcile import reconcile
from casualties.compare.series import History
from casualties.compare.verdicts import judge

DAY, NEXT = "2019-05-03", "2019-05-04"
HALL, WARD = {"by": "town hall", "kind": "government"}, {"by": "hospital", "kind": "health"}
POLICE, UNION = {"by": "police", "kind": "military_police"}, {"by": "union", "kind": "activist_opposition"}

PAIRS = [
    # two sources, one scope
    (claim("a", 14, **HALL), claim("b", 14, **WARD), "same_figure", "one figure from two sources"),
    (claim("a", "more than 60", **HALL), claim("b", 63, **WARD), "within_bound", "63 lies above 60"),
    (claim("a", "more than 60", **HALL), claim("b", 60, **WARD), "near_miss", "60 is not more than 60, but nearly"),
    (claim("a", "more than 60", **HALL), claim("b", 48, **WARD), "contradicts_source", "48 lies below the bound"),
    (claim("a", "up to 30", **HALL), claim("b", 12, **WARD), "within_bound", "a cap allows less"),
    (claim("a", "about 500", **HALL), claim("b", 471, **WARD), "rounds_to", "a tenth either way"),
    (claim("a", 500, **HALL), claim("b", 471, **WARD), "rounds_to", "a bare 500 may be rounded"),
    (claim("a", 42, **HALL), claim("b", 40, **WARD), "contradicts_source", "below a hundred people are counted"),
    (claim("a", "30-45", **HALL), claim("b", "40-60", **WARD), "ranges_meet", "both allow 40 to 45"),
    (claim("a", "vague 24", **HALL), claim("b", 42, **WARD), "vague_covers", "dozens"),
    (claim("a", 20, **POLICE), claim("b", 95, **UNION), "contradicts_source", "two sides"),
    (claim("a", 52, **HALL), claim("b", 53, **WARD), "near_miss", "one apart, two sources"),
    (claim("a", 152, **HALL), claim("b", 155, **WARD), "near_miss", "within two in a hundred"),
    (claim("a", 6, **HALL), claim("b", 7, **WARD), "contradicts_source", "small counts are disputed by name"),
    # one source
    (claim("a", 42, on=DAY, **HALL), claim("b", 43, on=DAY, **HALL), "contradicts_itself", "one day, two figures"),
    (claim("a", 30, on=DAY, **HALL), claim("b", 42, on=NEXT, **HALL), "growth_over_time", "the toll rises"),
    (claim("a", 120, on=DAY, **HALL), claim("b", 110, on=NEXT, **HALL), "falls_without_reason", "a toll cannot fall"),
    (
        claim("a", 120, on=DAY, **HALL),
        claim("b", 110, on=NEXT, quote="The town hall lowered the toll: ten names stood twice.", at=0, **HALL),
        None,
        "typed and read are not one table, and no day ties them",
    ),
    (
        claim("a", 120, on=DAY, **HALL),
        claim("b", 110, on=NEXT, figure="110 after a recount", **HALL),
        "revised_down",
        "a word of correction",
    ),
    (claim("a", 359, **HALL), claim("b", 253, revises="a", **WARD), "revised_down", "the table says what it replaces"),
    (claim("a", 30, **HALL), claim("b", 42, revises="a", **HALL), "revised_up", "raised"),
    (claim("a", 30, **HALL), claim("b", 30, via="gazette", **HALL), "repeats_source", "a paper passes it on"),
    (
        claim("a", "at least 42", on=NEXT, **HALL),
        claim("b", 30, on=NEXT, via="gazette", **HALL),
        "stale_repeat",
        "the paper still has the old figure",
    ),
    (
        claim("a", 30, on=DAY, by="hospital", via="gazette", report="gazette"),
        claim("b", 34, on=DAY, by="hospital", via="courier", report="courier"),
        "retold_differently",
        "one utterance, two papers",
    ),
    (claim("a", 159, "missing", on=DAY, **HALL), claim("b", 40, "missing", on=NEXT, **HALL), None, "people are found"),
    # two sources over time
    (claim("a", 13, on=DAY, **HALL), claim("b", 49, on=NEXT, **WARD), "growth_over_time", "the count goes on"),
    (claim("a", 49, on=DAY, **HALL), claim("b", 13, on=NEXT, **WARD), "contradicts_source", "a fall is no growth"),
    (
        claim("a", 627, on="2013-11-14", **HALL),
        claim("b", "at least 817", on="2014-08-12", **WARD),
        "contradicts_source",
        "nine months on nobody is still dying of it",
    ),
    # what parts them
    (
        claim("a", 40, where="the city", **HALL),
        claim("b", 61, where="the province", **HALL),
        "different_scope",
        "place",
    ),
    (claim("a", 40, where="the city", **HALL), claim("b", 61, where="the port", **WARD), None, "nothing ties them"),
    (claim("a", 80, **HALL), claim("b", 80, "injured", **HALL), "different_outcome", "80 killed, 80 hurt"),
    (claim("a", 5, **HALL), claim("b", 80, "injured", **HALL), None, "two outcomes need no word"),
    (claim("a", 300, unit="families", **HALL), claim("b", 300, **WARD), "different_unit", "families are not people"),
    (
        claim("a", 1500, "killed_or_injured", **HALL),
        claim("b", 1500, **WARD),
        "different_unit",
        "casualties became dead",
    ),
    (
        claim("a", 64, **HALL),
        claim("b", 2975, by="university", figure="2,975 excess deaths"),
        "different_method",
        "certificates against a model",
    ),
    (
        claim("a", 31, **HALL),
        claim("b", 9, who="children", group="children", **HALL),
        "part_within_whole",
        "nine of them children",
    ),
    (claim("a", 29, **HALL), claim("b", 33, part_of="a", **HALL), "part_exceeds_whole", "a part is no larger"),
    (
        claim("a", 150, group="mixed", who="rebels and farmers", **POLICE),
        claim("b", 150, group="civilians", who="farmers", **UNION),
        "status_disagrees",
        "one total, two accounts of who",
    ),
    # denial
    (claim("a", 40, **UNION), claim("b", 40, status="denied", **POLICE), "denied", "never read as 0"),
    (
        claim("a", 11300, by="Red Crescent (Ali)"),
        claim("b", "vague 0", by="Red Crescent (Badr)", status="denied", figure="denies having issued 11,300"),
        "misattributed",
        "the named source disowns it",
    ),
    (claim("a", 40, **UNION), claim("b", 41, status="feared", **POLICE), None, "what is feared disputes nothing"),
]


@pytest.mark.parametrize(("a", "b", "kind", "why"), PAIRS, ids=[f"{n}-{p[2]}" for n, p in enumerate(PAIRS)])
def test_pair(a, b, kind, why):
    found = [f.kind.value for f in reconcile(of(a, b)) if set(f.claim_ids) == {"a", "b"}]
    assert found == ([kind] if kind else []), why


MISSED = "a count may miss some of the victims"
LITTLE = "so this says little."
REASONS = [
    # two figures, reading, the sentence
    (
        30,
        31,
        "documented",
        "Hall said 30; ward said 31: a count may miss some of the victims, so both allow 31 or more.",
    ),
    ("30-45", "45-60", "literal", "Hall said 30 to 45; ward said 45 to 60: both allow 45."),
    (
        126,
        "at least 24",
        "literal",
        f"126 (hall) fits at least 24 (ward): 102 apart; 5.2 times the bound, {LITTLE}",
    ),
    (
        12,
        "up to 30",
        "literal",
        f"12 (hall) fits up to 30 (ward): 18 apart; the bound is 2.5 times as many, {LITTLE}",
    ),
    (
        12,
        "up to 30",
        "documented",
        f"12 (hall) fits up to 30 (ward): 18 apart; the bound is 2.5 times as many, {LITTLE}",
    ),
    (38, "nearly 40", "literal", "38 (hall) fits nearly 40 (ward): 1 apart."),
    (38, "as many as 40", "literal", "38 (hall) fits as many as 40 (ward): 2 apart."),
    (38, "fewer than 40", "literal", "38 (hall) fits fewer than 40 (ward): 1 apart."),
    ("about 50", "about 60", "literal", "Hall said about 50; ward said about 60: both allow 54 to 55."),
    ("about 50", "40-47", "literal", "Hall said about 50; ward said 40 to 47: both allow 45 to 47."),
    ("about 500", 471, "literal", "Hall said about 500; ward said 471: 471 is the sharper figure."),
    ("about 500", 471, "documented", "Hall said about 500; ward said 471: 471 is the sharper figure."),
    ("about 460", 500, "literal", "Hall said about 460; ward said 500: both allow 500."),
    (500, 471, "literal", "500 (hall) may be 471 (ward) rounded; the latter is sharper."),
    (500, 600, "literal", "500 (hall) and 600 (ward) may be one number, rounded."),
]


@pytest.mark.parametrize(("one", "other", "reading", "reason"), REASONS, ids=lambda v: str(v)[:30])
def test_a_reason_is_a_sentence_that_a_tired_reader_understands(one, other, reading, reason):
    two = of(claim("a", one, **HALL | {"by": "hall"}), claim("b", other, **WARD | {"by": "ward"}))
    (found,) = reconcile(two, reading=reading)
    assert found.reason == reason


def test_every_kind_has_one_verdict():
    assert {kind.verdict for kind in Kind} == set(Verdict)


def test_a_growing_table_is_one_series():
    days = [claim(f"c{n}", toll, on=f"2019-05-0{n}", by=f"voice {n}") for n, toll in enumerate((4, 12, 20, 28), 1)]
    found = reconcile(of(*days))
    assert found.conflicts == ()
    assert any(set(f.claim_ids) == {"c1", "c2", "c3", "c4"} for f in found if f.kind is Kind.GROWTH_OVER_TIME)


def test_two_figures_of_one_day_within_a_rise_are_growth():
    rise = [(12, "2019-05-01"), (20, "2019-05-02"), (22, "2019-05-02"), (28, "2019-05-04")]
    found = reconcile(of(*(claim(f"c{n}", toll, on=on, **HALL) for n, (toll, on) in enumerate(rise))))
    assert found.conflicts == ()


def test_retraction_stands_alone():
    (found,) = reconcile(of(claim("a", "vague 200", status="retracted", **HALL))).findings
    assert (found.kind, found.verdict, found.claim_ids) == (Kind.RETRACTED, Verdict.REVISION, ("a",))


DAARA = {"where": "Daraa", "path": "SY/Dar'a/Daraa", "days": "2011-04-25/2011-04-28", "cumulative": True}
READ = [
    (
        claim("a", 42, at=10, by="a resident", quote="He said 42 have been buried since the tanks came in.", **DAARA),
        claim("b", 43, at=90, by="a resident", quote="He said 43 have been buried since the tanks rolled in.", **DAARA),
        "contradicts_itself",
        "one sentence told twice with two numbers",
    ),
    (
        claim("a", 3, at=10, by="police", quote="Police said 3 shoppers died when the market was shelled.", **DAARA),
        claim("b", 9, at=90, by="police", quote="A bus hit a mine and 9 were killed, police added.", **DAARA),
        None,
        "two incidents of one city and day",
    ),
    (
        claim("a", 3, at=10, by="police", quote="Police said 3 died and 9 were hurt.", **DAARA),
        claim("b", 9, at=22, by="police", quote="Police said 3 died and 9 were hurt.", **DAARA),
        None,
        "one sentence cannot be told twice by itself",
    ),
    (
        claim("a", 6, at=10, by="the mayor", **DAARA),
        claim("b", 7, at=90, by="doctors", **DAARA),
        "contradicts_source",
        "two named voices, one place and time",
    ),
    (claim("a", 6, at=10, **DAARA), claim("b", 7, at=90, by="doctors", **DAARA), None, "the lead is nobody's claim"),
    (
        claim("a", 5, at=10, by="the mayor", **DAARA),
        claim("b", 69, at=90, by="doctors", **DAARA),
        None,
        "so far apart that they speak of two incidents",
    ),
    (
        claim("a", 30, at=10, by="the rebels", kind="armed_group", **DAARA),
        claim("b", 6, at=90, by="the army", kind="military_police", **DAARA),
        "contradicts_source",
        "but two sides do tell it so",
    ),
    (
        claim("a", 6, at=10, by="the mayor", **DAARA),
        claim("b", 8, at=90, by="doctors", who="others", **DAARA),
        None,
        "eight others come on top",
    ),
    (
        claim("a", 42, at=10, by="a resident", **DAARA),
        claim("b", 120, at=90, by="doctors", **{**DAARA, "days": "2011-04-23/2011-04-24"}),
        None,
        "the weekend lies before Monday",
    ),
    (
        claim("a", 14, at=10, by="the mayor", where="Daraa", path="SY/Dar'a/Daraa"),
        claim("b", 9, at=90, by="doctors", where="Daraa", path="SY/Dar'a/Daraa"),
        None,
        "no day is known",
    ),
]


@pytest.mark.parametrize(("a", "b", "kind", "why"), READ, ids=range(len(READ)))
def test_pair_read_from_one_report(a, b, kind, why):
    found = [f.kind.value for f in reconcile(of(a, b)).conflicts]
    assert found == ([kind] if kind else []), why


def test_a_contradiction_quotes_both_sentences_and_is_minor():
    (found,) = reconcile(of(*READ[0][:2])).conflicts
    assert found.certainty == "certain"
    assert "minor" in found.reason
    assert all(c.quote in found.reason for c in READ[0][:2])


@pytest.mark.parametrize("case", cases("pairs.jsonl"), ids=lambda c: c["why"])
def test_what_is_said_of_two_claims(case):
    """The whole finding: kind, words, arithmetic, what is assumed and which figure is replaced; or nothing."""
    assert pair_told(case) == case["told"]


CLINIC, MAYOR = {"by": "the clinic", "kind": "health"}, {"by": "the mayor", "kind": "government"}
MONDAY = {"days": "2019-05-03", "on": "2019-05-03", "path": "TM/Coast/Tamra"}
LATE = {**MONDAY, "on": "2019-05-20"}
OF_TWO_REPORTS = [
    # figure and sentence of one report, the same of another, and what the two are to each other
    (
        {"said": 40, "quote": "40 people were killed.", **MAYOR},
        {"said": 10, "quote": "10 of the dead were farmers."},
        None,
    ),
    (
        {"said": 115, "outcome": "injured", "quote": "115 people were taken to hospital.", **CLINIC},
        {"said": 100, "outcome": "injured", "quote": "On Sunday 100 were still in hospital.", **MAYOR},
        None,
    ),
    ({"said": 2400, "quote": "The quake of old killed 2400."}, {"said": "at least 39", **MAYOR}, None),
    ({"said": 900, **MAYOR}, {"said": "at least 39", **CLINIC}, "within_bound"),
    ({"said": "vague 24", "figure": "dozens", **MAYOR}, {"said": "vague 200", "figure": "hundreds"}, None),
    ({"said": "vague 24", "figure": "dozens", **MAYOR}, {"said": "vague 60", "figure": "scores", **CLINIC}, None),
    (
        {"said": "vague 24", "figure": "dozens", **MAYOR},
        {"said": "vague 24", "figure": "dozens", **CLINIC},
        "same_figure",
    ),
    ({"said": "vague 24", "figure": "dozens", **MAYOR}, {"said": 300}, None),
    ({"said": "vague 24", "figure": "dozens", **MAYOR}, {"said": 60}, "vague_covers"),
    ({"said": "vague 24", "outcome": "killed_or_injured", **MAYOR}, {"said": "at least 24"}, None),
    ({"said": "at least 24", **CLINIC}, {"said": "at least 43", **CLINIC}, "growth_over_time"),
    ({"said": "at least 24", **CLINIC}, {"said": "at least 24", **CLINIC}, "repeats_source"),
    ({"said": "at least 24", **CLINIC}, {"said": 30, **CLINIC}, "within_bound"),
    ({"said": 42, **LATE, **CLINIC}, {"said": 30, "via": "the Gazette", **LATE, **CLINIC}, "stale_repeat"),
    (
        {"said": 42, "via": "the Courier", **LATE, **MAYOR},
        {"said": 30, "via": "the Gazette", **LATE, **MAYOR},
        "retold_differently",
    ),
    ({"said": "vague 3", "figure": "many", "who": "nurses", "group": "other", **MAYOR}, {"said": 30, **MAYOR}, None),
]


@pytest.mark.parametrize(("one", "other", "kind"), OF_TWO_REPORTS)
def test_figures_of_two_reports(one, other, kind):
    first, second = (
        claim(name, at=0, report=report, **{**MONDAY, "quote": f"{report}: {side['said']} in all.", **side})
        for name, report, side in (("a", "r1", one), ("b", "r2", other))
    )
    assert [f.kind.value for f in reconcile(of(first, second))] == ([kind] if kind else [])


CORRECTED = [
    ("It was 68, and not 86, the clinic said.", ("68", "86")),
    ("The clinic lowered the toll of Friday's blast from 86 to 68.", ("68", "86")),
    ("The clinic now counts 68, down from 86.", ("68", "86")),
    ("An earlier toll of 86 was wrong; it is 68, the clinic said.", ("68", "86")),
]


@pytest.mark.parametrize(("quote", "figures"), CORRECTED)
def test_a_sentence_that_corrects_a_figure(quote, figures):
    new, old = (
        claim(said, int(said), at=quote.index(said), figure=said, quote=quote, **MONDAY, **CLINIC) for said in figures
    )
    found = reconcile(of(new, old))
    (revision,) = found.findings
    assert (revision.kind, revision.replaced) == (Kind.REVISED_DOWN, "86")
    assert (found.tally().low, found.tally().high) == (68, 68)


@pytest.mark.parametrize("said", [30, "at least 30"])
def test_a_report_that_still_prints_an_older_figure_of_its_source(said):
    """No fall: the council gave the figure before it gave the higher one."""
    told = [("2019-05-04", said), ("2019-05-05", 41), ("2019-05-06", said)]
    days = {"days": "2019-05-03", "path": "TM/Coast/Tamra", "by": "the council", "kind": "government"}
    rows = [claim(f"c{n}", x, at=0, on=day, report=f"r{n}", **days) for n, (day, x) in enumerate(told)]
    found = reconcile(of(*rows))
    (stale,) = (f for f in found if f.kind is Kind.STALE_REPEAT)
    assert (stale.claim_ids, stale.replaced) == (("c1", "c2"), "c2")
    assert stale.reason.startswith("Report r2 still passed on")
    assert found.conflicts == ()


NOT_FROM_THEN = [
    ({"by": "the mayor"}, 30, "2019-05-04", "another gave it then"),
    ({}, 29, "2019-05-04", "another figure was given then"),
    ({}, 30, "2019-05-05", "it was given on the day of the higher one"),
    ({}, 30, "2019-05-06", "it was given later"),
]


@pytest.mark.parametrize(("who", "said", "day", "why"), NOT_FROM_THEN, ids=[case[-1] for case in NOT_FROM_THEN])
def test_a_figure_falls_where_its_source_had_not_given_it_before(who, said, day, why):
    days = {"days": "2019-05-03", "path": "TM/Coast/Tamra", "by": "the council", "kind": "government"}
    first = claim("c0", said, at=0, on=day, report="r0", **{**days, **who})
    high = claim("c1", 41, at=0, on="2019-05-05", report="r1", **days)
    low = claim("c2", 30, at=0, on="2019-05-06", report="r2", **days)
    kinds = {f.kind for f in reconcile(of(first, high, low)) if {"c1", "c2"} <= set(f.claim_ids)}
    assert Kind.FALLS_WITHOUT_REASON in kinds, why
    assert Kind.STALE_REPEAT not in kinds, why


FRONT = {"kind": "armed_group", "by": "the front"}
ARMY = {"kind": "military_police", "by": "the army"}
SIDES = [
    ({**ARMY, "report": "r1"}, {**FRONT, "report": "r1"}, "contradicts_source", "one text has both sides' figures"),
    ({**ARMY, "report": "r1"}, {**FRONT, "report": "r2"}, "growth_over_time", "two texts of two days"),
    ({**ARMY, "report": "r1"}, {**MAYOR, "report": "r1"}, "growth_over_time", "two bodies of one side"),
]


@pytest.mark.parametrize(("one", "other", "kind", "why"), SIDES, ids=[case[3] for case in SIDES])
def test_what_one_side_owns_up_to_the_other_does_not_go_on_counting(one, other, kind, why):
    first = claim("a", 12, at=10, quote="They said 12.", **{**MONDAY, **one})
    later = claim("b", 30, at=90, quote="They said 30.", **{**MONDAY, "on": "2019-05-05", **other})
    said = judge(pair(first, later), History())
    assert said is not None
    assert said.kind == kind, why


def test_rows_of_a_table_grow_whoever_typed_them():
    first, later = claim("a", 12, **MONDAY, **ARMY), claim("b", 30, **{**MONDAY, "on": "2019-05-05"}, **FRONT)
    said = judge(pair(first, later), History())
    assert said is not None
    assert said.kind == "growth_over_time"


@pytest.mark.parametrize(("first", "second"), [("at least 40", "at least 50"), ("at least 50", "at least 40")])
def test_two_floors_that_two_reports_have_of_one_source_on_one_day_grow(first, second):
    told = {"where": "Tamra", "path": "TM/Coast/Tamra", "days": DAY, "on": NEXT, "at": 0, **HALL}
    a, b = claim("a", first, report="r1", **told), claim("b", second, report="r2", **told)
    said = judge(pair(a, b), History())
    assert said is not None
    assert said.kind == "growth_over_time"
    assert "rose from at least 40 (2019-05-04) to at least 50" in said.reason
    assert said.assumptions == ("the higher figure came later that day",)


@pytest.mark.parametrize(
    ("first", "kind"), [("They had said {}.", "revised_down"), ("They had revised it to {}.", None)]
)
def test_a_figure_is_replaced_by_the_one_revision_that_follows(first, kind):
    told = {"where": "Tamra", "path": "TM/Coast/Tamra", "days": DAY, "on": NEXT, "report": "r1", **HALL}
    a = claim("a", 120, at=10, quote=first.format(120), figure="120", **told)
    b = claim("b", 90, at=90, quote="By evening they revised it to 90.", figure="90", **told)
    said = judge(pair(a, b), History())
    assert (said and said.kind) == kind
