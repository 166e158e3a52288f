"""Policies: known arithmetic of known cases, and what every policy must keep to."""

from __future__ import annotations

import pytest
from compared import claim, of
from hypothesis import given
from hypothesis import strategies as st

from casualties.compare.policies import POLICIES, Range
from casualties.compare.reconcile import reconcile

# The figures published for the chemical attack of 21 August 2013, as encyclopaedias list them.
GHOUTA = of(
    *(
        claim(f"g{n}", said, by=by, kind=kind, where="Ghouta")
        for n, (by, kind, said) in enumerate(
            [
                ("French intelligence", "government", "at least 281"),
                ("UK intelligence", "government", "at least 350"),
                ("Damascus Media Office", "activist_opposition", 494),
                ("SOHR", "monitor", 502),
                ("SRGC", "activist_opposition", 635),
                ("SNC", "activist_opposition", 1300),
                ("LCC", "activist_opposition", 1338),
                ("United States government", "government", 1429),
                ("FSA", "armed_group", 1729),
            ]
        )
    ),
    claim("children", 426, by="United States government", kind="government", where="Ghouta", group="children"),
)
DARAA = of(*(claim(f"d{n}", n, by="a resident", kind="witness", where="Daraa", on="2011-04-28") for n in (42, 43)))
CASES = [
    (GHOUTA, "ibc", (281, None, 1729), None),
    (GHOUTA, "acled", (281, 281, 281), None),
    (GHOUTA, "airwars", (281, None, 1729), "contested"),
    (GHOUTA, "ucdp", (281, 502, 1729), None),
    (GHOUTA, "cautious", (281, 281, None), None),
    (GHOUTA, "emdat", (502, 502, 502), None),
    (DARAA, "ibc", (42, None, 43), "provisional"),
    (DARAA, "acled", (42, 42, 42), None),
]


@pytest.mark.parametrize(("claims", "policy", "numbers", "grade"), CASES)
def test_known_cases(claims, policy, numbers, grade):
    ranged = reconcile(claims).range(policy)
    assert (ranged.low, ranged.best, ranged.high) == numbers
    assert ranged.grade == grade
    assert ranged.rule
    assert ranged.reference


def test_what_is_superseded_or_withdrawn_is_set_aside_with_its_reason():
    table = of(
        claim("old", 359, by="ministry"),
        claim("new", 253, by="ministry", revises="old"),
        claim("void", "vague 200", by="a general", status="retracted"),
        claim("no", 253, by="the party", status="denied"),
    )
    ranged = reconcile(table).range("ibc")
    assert (ranged.low, ranged.high, ranged.used) == (253, 253, ("new",))
    assert dict(ranged.set_aside) == {"old": "superseded by new", "void": "retracted", "no": "denied"}


def test_a_source_that_counts_on_supersedes_itself_and_no_other():
    table = of(
        claim("early", 24, by="a monitor", on="2019-05-03"),
        claim("late", 126, by="a monitor", on="2019-05-05"),
        claim("other", 112, by="doctors", on="2019-05-04"),
    )
    ranged = reconcile(table).range("ibc")
    assert (ranged.low, ranged.high) == (112, 126)
    assert dict(ranged.set_aside) == {"early": "superseded by late"}


def test_airwars_keeps_what_a_party_concedes_beside_the_range():
    table = of(claim("a", 20, by="an army", kind="military_police"), claim("b", 95, by="doctors", kind="health"))
    ranged = reconcile(table).range("airwars")
    assert (ranged.low, ranged.high, ranged.beside) == (20, 95, ("a",))


def test_a_cap_alone_is_no_floor_and_not_zero():
    ranged = reconcile(of(claim("a", "up to 30", by="police"))).range("ibc")
    assert (ranged.low, ranged.high) == (None, 30)


def test_acled_reads_vague_words_by_its_own_table():
    table = of(claim("a", "vague 24", by="police", figure="dozens", at=3), claim("b", 90, by="doctors", at=40))
    assert reconcile(table).range("acled").low == 12


def test_emdat_adds_the_missing():
    table = of(claim("dead", 12, by="fire brigade"), claim("gone", 149, "missing", by="fire brigade"))
    found = reconcile(table)
    ranged = found.range("emdat", found.topics[0])
    assert (ranged.best, set(ranged.used)) == (161, {"dead", "gone"})


def test_a_policy_of_your_own_is_a_function():
    def first(case):
        number = case.counted[0].stated
        return Range(
            policy="first",
            topic_id=case.topic.topic_id,
            outcome=case.topic.scope.outcome,
            low=number,
            best=number,
            high=number,
            used=(case.counted[0].claim_id,),
            set_aside=(),
            rule="the first figure",
        )

    assert reconcile(GHOUTA).range(first).best == 281


tables = st.lists(
    st.tuples(
        st.sampled_from([3, 30, 42, "at least 40", "more than 39", "about 45", "30-60", "up to 41", "vague 24"]),
        st.sampled_from(["un", "monitor", "government", "media", "none"]),
    ),
    min_size=1,
    max_size=6,
)


@given(tables, st.sampled_from(sorted(POLICIES)))
def test_every_policy_accounts_for_every_claim_and_keeps_low_best_high_in_order(table, policy):
    claims = of(*(claim(f"c{n}", said, by=f"v{n}", kind=kind) for n, (said, kind) in enumerate(table)))
    found = reconcile(claims)
    ranged = found.range(policy)
    assert set(ranged.used) | {i for i, _ in ranged.set_aside} == {c.claim_id for c in claims}
    assert not set(ranged.used) & {i for i, _ in ranged.set_aside}
    known = [n for n in (ranged.low, ranged.best, ranged.high) if n is not None]
    assert known == sorted(known)
    assert found.claims == claims


def test_what_tells_of_some_of_the_victims_is_no_rival_count():
    nameless = "The list still holds the ten bodies that have no name yet."
    table = of(
        claim("all", 95, by="a mayor", at=0, quote="A mayor told of 95 dead."),
        claim("named", 85, by="a mayor", at=40, quote="Of them 85 were named.", part_of="all"),
        claim("nameless", 10, by="police", at=80, quote=nameless, figure="ten"),
    )
    found = reconcile(table)
    ranged, topic = found.range("ibc"), found.topics[0]
    assert (ranged.low, ranged.high) == (95, 95)
    assert dict(ranged.set_aside) == {"named": "a part of all", "nameless": "some of the victims only"}
    assert (topic.low, topic.best, topic.high) == (95, 95, 95)


def test_a_part_alone_is_all_there_is():
    ranged = reconcile(of(claim("a", 10, by="police", at=3, quote="Ten of the dead were found.", figure="ten"))).range()
    assert (ranged.low, ranged.high, ranged.set_aside) == (10, 10, ())


def test_a_part_stands_where_its_whole_was_withdrawn():
    table = of(claim("all", 95, by="a mayor", status="retracted"), claim("named", 85, by="a mayor", part_of="all"))
    ranged = reconcile(table).range("ibc")
    assert (ranged.low, ranged.used) == (85, ("named",))


def test_a_range_shows_itself_in_a_line_however_many_claims_it_has():
    assert repr(reconcile(DARAA).range()) == (
        "<ibc (provisional): killed 42 to 43, from 42 (a resident); 43 (a resident)>"
    )
    many = of(*(claim(f"c{n}", 30 + n, by=f"voice {n}") for n in range(300)), claim("no", 9, status="denied"))
    shown = repr(reconcile(many).range("airwars"))
    assert shown.startswith("<airwars (contested): killed 30 to 329, from 30 (voice 0); 31 (voice 1)")
    assert shown.endswith("…; 1 claim set aside>")
    assert len(shown) < 400
    assert repr(reconcile(GHOUTA).range("cautious")).startswith("<cautious: killed at least 281, best 281, from ")
