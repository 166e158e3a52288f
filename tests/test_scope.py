"""What a figure is about."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from casualties.errors import DateError
from casualties.scope import Outcome, Period, Place, Scope, Unit, VictimGroup, Victims

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
