"""What number phrases commit to."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_claims import amounts

from casualties.amount import Amount, Bound
from casualties.errors import AmountError, CasualtiesError, InputTypeError

COMMITMENTS = [
    # how it is made (in the test, not while tests are gathered), (bound, value, low, high, approximate), repr
    (lambda: Amount.exact(27), (Bound.EXACT, 27, 27, 27, False), "Amount(exact 27: [27, 27])"),
    (lambda: Amount.exact(0), (Bound.EXACT, 0, 0, 0, False), "Amount(exact 0: [0, 0])"),
    (lambda: Amount.at_least(27), (Bound.AT_LEAST, 27, 27, None, False), "Amount(at_least 27: [27, ∞))"),
    (lambda: Amount.more_than(450), (Bound.MORE_THAN, 450, 451, None, False), "Amount(more_than 450: [451, ∞))"),
    (lambda: Amount.at_most(30), (Bound.AT_MOST, 30, None, 30, False), "Amount(at_most 30: (?, 30])"),
    (lambda: Amount.at_most(30, approximate=True), (Bound.AT_MOST, 30, None, 30, True), "Amount(at_most 30: (?, 30])"),
    (lambda: Amount.less_than(20), (Bound.LESS_THAN, 20, None, 19, False), "Amount(less_than 20: (?, 19])"),
    (lambda: Amount.less_than(0), (Bound.LESS_THAN, 0, None, 0, False), "Amount(less_than 0: (?, 0])"),
    (lambda: Amount.less_than(4000, approximate=True), (Bound.LESS_THAN, 4000, None, 3999, True),
     "Amount(less_than 4,000: (?, 3,999])"),
    (lambda: Amount.about(60), (Bound.ABOUT, 60, 54, 66, True), "Amount(about 60: [54, 66])"),
    (lambda: Amount.about(3), (Bound.ABOUT, 3, 2, 4, True), "Amount(about 3: [2, 4])"),
    (lambda: Amount.about(1000, 0.25), (Bound.ABOUT, 1000, 750, 1250, True), "Amount(about 1,000: [750, 1,250])"),
    (lambda: Amount.between(10, 15), (Bound.RANGE, None, 10, 15, False), "Amount(range: [10, 15])"),
    (lambda: Amount.between(15, 10), (Bound.RANGE, None, 10, 15, False), "Amount(range: [10, 15])"),
    (lambda: Amount.vague(24), (Bound.VAGUE, None, 24, None, True), "Amount(vague: [24, ∞))"),
    (lambda: Amount.vague(None), (Bound.VAGUE, None, None, None, True), "Amount(vague: (?, ∞))"),
    (lambda: Amount.less_than(1), (Bound.LESS_THAN, 1, None, 0, False), "Amount(less_than 1: (?, 0])"),
    (lambda: Amount.about(1, 2), (Bound.ABOUT, 1, 0, 3, True), "Amount(about 1: [0, 3])"),
    (lambda: Amount.between(10, 15, approximate=True), (Bound.RANGE, None, 10, 15, True), "Amount(range: [10, 15])"),
    (lambda: Amount.vague(2, 2), (Bound.VAGUE, None, 2, 2, True), "Amount(vague: [2, 2])"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "parts", "shown"), COMMITMENTS)
def test_words_commit_to_an_interval(make, parts, shown):
    amount = make()
    assert (amount.bound, amount.value, amount.low, amount.high, amount.approximate) == parts
    assert repr(amount) == shown


@pytest.mark.parametrize(
    "three", [3, np.int64(3), np.uint8(3), Decimal(3), Decimal("3.00"), Decimal("0.3E+1")], ids=repr
)
def test_a_whole_number_of_any_type_is_kept_as_an_int(three):
    made = [
        (Amount.exact(three), Amount.exact(3)),
        (Amount.at_least(three), Amount.at_least(3)),
        (Amount.more_than(three), Amount.more_than(3)),
        (Amount.at_most(three), Amount.at_most(3)),
        (Amount.less_than(three), Amount.less_than(3)),
        (Amount.about(three), Amount.about(3)),
        (Amount.between(three, 5), Amount.between(3, 5)),
        (Amount.vague(three), Amount.vague(3)),
        (Amount(three, Bound.RANGE, three, three), Amount(3, Bound.RANGE, 3, 3)),
    ]
    for amount, wanted in made:
        assert amount == wanted
        assert {type(n) for n in (amount.value, amount.low, amount.high)} <= {int, type(None)}


@pytest.mark.parametrize(
    "number", [3.0, Decimal("2.5"), Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), "3"], ids=repr
)
def test_what_is_no_whole_number_is_refused(number):
    with pytest.raises(InputTypeError, match=f"is {type(number).__name__}. Give an int"):
        Amount(None, Bound.VAGUE, number, None)


@pytest.mark.parametrize("compare", [Amount.exact(3).meets, Amount.exact(3).covers])
@pytest.mark.parametrize("other", [3, None, "3"], ids=repr)
def test_an_amount_is_compared_with_an_amount(compare, other):
    with pytest.raises(InputTypeError, match=f"not {type(other).__name__}. Write Amount.exact"):
        compare(other)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((-1, Bound.EXACT, -1, -1), "cannot be negative: -1"),
        ((None, Bound.AT_MOST, None, -5), "cannot be negative: -5"),
        ((None, Bound.RANGE, 9, 4), "low 9 is above high 4"),
    ],
)
def test_no_words_commit_to_that(numbers, said):
    with pytest.raises(AmountError, match=said) as caught:
        Amount(*numbers)
    assert isinstance(caught.value, CasualtiesError)
    assert isinstance(caught.value, ValueError)


def test_zero_was_said_and_is_not_unknown():
    assert Amount.exact(0).is_zero
    assert not Amount.vague(None).is_zero
    assert not Amount.at_most(5).is_zero


def test_an_amount_is_frozen_and_hashable():
    amount = Amount.exact(3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        amount.low = 4
    assert len({Amount.exact(3), Amount.exact(3), Amount.at_least(3)}) == 2


MEETING = [
    # one, another, some count satisfies both, the first allows all that the second does
    (Amount.more_than(450), Amount.exact(454), True, True),
    (Amount.more_than(450), Amount.exact(450), False, False),
    (Amount.exact(42), Amount.exact(43), False, False),
    (Amount.between(30, 45), Amount.at_least(40), True, False),
    (Amount.at_most(30), Amount.at_least(31), False, False),
    (Amount.vague(None), Amount.exact(9), True, True),
    (Amount.exact(9), Amount.vague(None), True, False),
    (Amount.at_least(0), Amount.vague(None), True, True),
]


@pytest.mark.parametrize(("one", "other", "meet", "cover"), MEETING)
def test_amounts_meet_and_cover(one, other, meet, cover):
    assert one.meets(other) is meet
    assert one.covers(other) is cover


def ends(amount: Amount) -> tuple[float, float]:
    return amount.low or 0, float("inf") if amount.high is None else amount.high


@given(amounts, amounts, st.integers(0, 10**9))
def test_meeting_and_covering_are_about_counts(one, other, count):
    """A count in both shows that they meet; one in the second but not in the first shows that it is not covered."""
    inside = [low <= count <= high for low, high in (ends(one), ends(other))]
    assert one.meets(other) == other.meets(one)
    if all(inside):
        assert one.meets(other)
    if inside == [False, True]:
        assert not one.covers(other)
    if one.covers(other) and ends(other)[0] <= ends(other)[1]:
        assert one.meets(other)


def test_about_fifty_is_what_its_documentation_says():
    assert (Amount.about(50).low, Amount.about(50).high) == (45, 55)


@given(st.integers(0, 10**12))
def test_about_holds_its_number_and_reaches_as_far_down_as_up(number):
    amount = Amount.about(number)
    assert amount.low <= number <= amount.high
    # One off by rounding; beyond 2**53 / 10 a float would be off by more.
    assert abs((number - amount.low) - (amount.high - number)) <= 1
