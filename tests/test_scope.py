"""What a figure is about."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualties.errors import DateError
from casualties.scope import Outcome, Period, Place, Relation, Scope, Unit, VictimGroup, Victims

MAY_3, MAY_5 = dt.date(2019, 5, 3), dt.date(2019, 5, 5)

PERIODS = [
    (Period(), False, "unknown"),
    (Period(MAY_3, MAY_3), True, "2019-05-03"),
    (Period(MAY_3, MAY_5), True, "2019-05-03 to 2019-05-05"),
    (Period(MAY_3, None), True, "2019-05-03 to ?"),
    (Period(None, MAY_5), True, "? to 2019-05-05"),
]


@pytest.mark.parametrize(("period", "known", "shown"), PERIODS)
def test_a_period_may_be_open(period, known, shown):
    assert period.known is known
    assert str(period) == shown


def test_a_period_does_not_end_before_it_starts():
    with pytest.raises(DateError, match=r"cannot end \(2019-05-03\) before it starts \(2019-05-05\)"):
        Period(MAY_5, MAY_3)


def test_a_place_may_have_several_candidates_or_none():
    assert Place("Tripoli", "LB/North/Tripoli | LY/Tripoli").candidates == ("LB/North/Tripoli", "LY/Tripoli")
    assert Place("the old mill").candidates == ()


WHERE = [
    ("Daraa", " in Daraa"),
    ("Across Syria", " across Syria"),
    ("near the bridge", " near the bridge"),
    (" At sea ", " at sea"),
    ("", ""),
    (" \t\n", ""),
    (None, ""),
]


@pytest.mark.parametrize(("words", "where"), WHERE)
def test_where_a_place_is_reads_on_in_a_sentence(words, where):
    assert Place(words).where == where


def test_unsaid_is_unknown():
    scope = Scope(Outcome.MISSING)
    assert scope == Scope(Outcome.MISSING, Unit.PERSONS, Victims(None, VictimGroup.UNSPECIFIED), Place(), Period())
    assert not scope.period.known


def test_words_of_the_tables_are_plain_strings():
    assert [str(o) for o in Outcome] == [
        "killed", "injured", "missing", "detained", "abducted", "displaced", "killed_or_injured",
    ]  # fmt: skip
    assert f"{VictimGroup.AID_WORKERS} {Unit.HOUSEHOLDS}" == "aid_workers households"


@pytest.mark.parametrize("value", [Scope(Outcome.KILLED), Victims("sailors"), Place("Tamra"), Period(MAY_3)])
def test_parts_of_a_scope_are_frozen_and_hashable(value):
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, dataclasses.fields(value)[0].name, None)
    assert len({value, dataclasses.replace(value)}) == 1


ANY = {Relation.SAME, Relation.INSIDE, Relation.CONTAINS, Relation.DISJOINT}

PLACES = [
    ("SY/Dar'a/Daraa", "SY/Dar'a/Daraa", {Relation.SAME}, "two spellings of one place have one path"),
    ("SY/Dar'a/Daraa", "SY/Dar'a", {Relation.INSIDE}, "a city in its province"),
    ("SY", "SY/Dar'a/Daraa", {Relation.CONTAINS}, "a country and a city in it"),
    ("SY/Homs/Homs", "SY/Hama/Hama", {Relation.DISJOINT}, "two cities"),
    ("SY/Homs", "TR/Homs", {Relation.DISJOINT}, "one name in two countries"),
    ("SY/A", "SY/AB", {Relation.DISJOINT}, "a name is not a run of letters"),
    ("SY/Dar'a | SY/Dar'a/Daraa", "SY/Dar'a/Daraa", {Relation.CONTAINS, Relation.SAME}, "city or province"),
    ("SY/Dar'a | SY/Dar'a/Daraa", "SY/Dar'a/Nawa", {Relation.CONTAINS, Relation.DISJOINT}, "inside, or beside"),
    ("LB/North/Tripoli | LY/Tripoli", "LY", {Relation.INSIDE, Relation.DISJOINT}, "which Tripoli is not said"),
    ("KE/?/Garsen", "KE", {Relation.INSIDE}, "the country holds, whatever the province"),
    ("KE/?/Garsen", "KE/Coast", {Relation.INSIDE, Relation.DISJOINT}, "its province is not known"),
    ("KE/?/Garsen", "KE/Coast/Garsen", {Relation.SAME, Relation.DISJOINT}, "the same, or one of that name elsewhere"),
    ("KE/?/Garsen", "KE/?/Mombasa", {Relation.DISJOINT}, "two cities that the gazetteer tells apart"),
    ("KE/?/Garsen", "TZ/?/Garsen", {Relation.DISJOINT}, "another country"),
    ("IQ/Anbar/Umm Zaq?", "IQ/Anbar", {Relation.INSIDE}, "wherever it is, it is in the province"),
    ("IQ/Anbar/Umm Zaq?", "IQ/Anbar/Um Zak?", ANY, "two spellings, or two villages"),
    ("IQ/Anbar/Umm Zaq?", "IQ/Anbar/Fallujah", ANY, "it may be a part of the city"),
    ("IQ/Anbar/Umm Zaq?", "IQ/Babil/Hilla", {Relation.DISJOINT}, "another province"),
    ("IQ/?/Umm Zaq?", "IQ/Babil", {Relation.INSIDE, Relation.DISJOINT}, "a village of some province"),
    (None, "SY", ANY, "an unresolved place is no statement"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expected", "why"), PLACES)
def test_how_two_places_stand_to_each_other(one, other, expected, why):
    found = Place("x", one).relations(Place("y", other))
    assert found == expected, why
    assert Place("y", other).relations(Place("x", one)) == {BACK.get(r, r) for r in expected}, why


BACK = {Relation.INSIDE: Relation.CONTAINS, Relation.CONTAINS: Relation.INSIDE}
names = st.sampled_from(["A", "B", "?"])
paths = st.builds(
    lambda country, levels, own: "/".join([country, *levels, *own]),
    st.sampled_from(["SY", "TR"]),
    st.lists(names, max_size=2),
    st.lists(st.sampled_from(["C?", "D?"]), max_size=1),
)
places = st.builds(lambda several: Place("x", " | ".join(sorted(several))), st.sets(paths, min_size=1, max_size=3))


@given(places, places)
def test_the_relation_of_two_places_read_backwards_is_the_converse(a, b):
    assert b.relations(a) == {BACK.get(r, r) for r in a.relations(b)}


@given(places, places, places)
def test_inside_is_transitive(a, b, c):
    if a.relations(b) == b.relations(c) == {Relation.INSIDE}:
        assert a.relations(c) == {Relation.INSIDE}


@given(places, places, st.data())
def test_fewer_candidates_never_add_a_relation(a, b, data):
    kept = data.draw(st.sets(st.sampled_from(a.candidates), min_size=1))
    assert Place("x", " | ".join(sorted(kept))).relations(b) <= a.relations(b)


@given(places, places, st.sampled_from(["A", "B"]))
def test_learning_a_level_never_adds_a_relation(a, b, name):
    """Every "?" of the first place turns out to be a province or city of the gazetteer."""
    known = a.place_id.replace("/?", f"/{name}")
    assert Place("x", known).relations(b) <= a.relations(b)


@given(places, places)
def test_forgetting_the_place_never_loses_a_relation(a, b):
    assert a.relations(b) <= Place("x").relations(b)
