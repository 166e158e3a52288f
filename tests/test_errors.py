"""What a slip is told: one error of this library, which says what was expected and what to do next."""

from __future__ import annotations

import datetime as dt

import pytest

import casualties
from casualties import Amount, Claim, Claims, Outcome, Period, Report, Scope
from casualties.errors import AmountError, CasualtiesError, DateError, InputTypeError, PolicyError

NOTHING = Claims()
FOUND = casualties.reconcile(NOTHING)
TOLD = casualties.reconcile(Claims((Claim(claim_id="c", amount=Amount.exact(3), scope=Scope(Outcome.KILLED)),)))

SLIPS = [
    (lambda: Amount.exact("3"), InputTypeError, "Give an int"),
    (lambda: Amount.exact(None), InputTypeError, "Give an int"),
    (lambda: Amount.exact(3.0), InputTypeError, "Give an int"),
    (lambda: Amount.at_least("3"), InputTypeError, "Give an int"),
    (lambda: Amount.more_than("3"), InputTypeError, "Give an int"),
    (lambda: Amount.at_most("3"), InputTypeError, "Give an int"),
    (lambda: Amount.less_than("3"), InputTypeError, "Give an int"),
    (lambda: Amount.about("3"), InputTypeError, "Give an int"),
    (lambda: Amount.about(50, "a tenth"), AmountError, "such as 0.1"),
    (lambda: Amount.between("1", 2), InputTypeError, "Give an int"),
    (lambda: Amount.vague("dozens"), InputTypeError, "Give an int"),
    (lambda: Amount(3, "exact", 3, 3), InputTypeError, "Write Bound.EXACT"),
    (lambda: Scope("killed"), InputTypeError, "Write Outcome.KILLED"),
    (lambda: Scope(Outcome.KILLED, "persons"), InputTypeError, "Write Unit.PERSONS"),
    (lambda: Period("2011-04-28"), DateError, "Write datetime.date"),
    (lambda: Report("text", published="2011-04-28"), DateError, "Write datetime.date"),
    (lambda: Claims(3), InputTypeError, "Try Claims.from_frame"),
    (lambda: Claims(("3 killed",)), InputTypeError, "Try Claims.from_frame"),
    (lambda: Claims.gather(3), InputTypeError, "what find_claims gives"),
    (lambda: Claims.gather([3]), InputTypeError, "what find_claims gives"),
    (lambda: Claims.from_frame(None), InputTypeError, "pandas DataFrame"),
    (lambda: casualties.reconcile(None), InputTypeError, "find_claims"),
    (lambda: casualties.reconcile("3 killed"), InputTypeError, "find_claims"),
    (lambda: casualties.reconcile([3]), InputTypeError, "find_claims"),
    (lambda: casualties.reconcile(NOTHING, judge=3), InputTypeError, "judge must be a function"),
    (lambda: casualties.reconcile(NOTHING, topics=3), InputTypeError, "topics must be a function"),
    (lambda: casualties.reconcile(NOTHING, reading=[]), PolicyError, "Use one of literal"),
    (lambda: casualties.reconcile(NOTHING, decisions=None), InputTypeError, "Leave them out"),
    (lambda: casualties.reconcile(NOTHING, decisions=[3]), PolicyError, "must be a Decision"),
    (lambda: FOUND.range("ibc"), PolicyError, "there is no topic"),
    (lambda: TOLD.range([]), PolicyError, "Choose one of ibc"),
    (lambda: FOUND.topic("t"), PolicyError, "See .topics"),
    (lambda: FOUND.finding(3), PolicyError, "See .findings"),
    (lambda: FOUND.explain(3), InputTypeError, "See .findings"),
    (lambda: FOUND.tally("dead"), PolicyError, "Choose one of killed"),
    (lambda: FOUND.tally(words=3), InputTypeError, "words maps a vague word"),
    (lambda: casualties.find_claims(None), InputTypeError, "Pass a string"),
    (lambda: casualties.find_amounts(3), InputTypeError, "must be str"),
    (lambda: casualties.read_annotations(None), InputTypeError, "takes the path"),
    (lambda: casualties.evaluate(3), InputTypeError, "what read_annotations gives"),
    (lambda: casualties.evaluate([3]), InputTypeError, "what read_annotations gives"),
    (lambda: casualties.claims_table(None), InputTypeError, "pandas DataFrame"),
    (lambda: casualties.findings_table(3), InputTypeError, "pandas DataFrame"),
]


@pytest.mark.parametrize(("slip", "error", "said"), SLIPS, ids=[str(n) for n in range(len(SLIPS))])
def test_a_slip_is_one_error_that_says_what_to_do(slip, error, said):
    with pytest.raises(CasualtiesError, match=said) as caught:
        slip()
    assert type(caught.value) is error


def test_what_is_right_is_taken():
    assert Amount.about(50, 0.2).high == 60
    assert Period(dt.date(2011, 4, 28)).known
    assert casualties.evaluate([]).scores == ()
