"""What a slip is told: one error of this library, which says what was expected and what to do next."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import casualties
from casualties import (
    Amount,
    Claim,
    Claims,
    Lexicon,
    Mention,
    Outcome,
    Period,
    Place,
    Report,
    Scope,
    Source,
    Span,
    Victims,
)
from casualties.errors import AmountError, CasualtiesError, DateError, InputTypeError, PolicyError, SpanError
from casualties.measure.annotations import Annotated
from casualties.show.plots import plot_agreement, plot_sum, plot_tolls, plot_topic

NOTHING = Claims()
FOUND = casualties.reconcile(NOTHING)
TOLD = casualties.reconcile(Claims((Claim(claim_id="c", amount=Amount.exact(3), scope=Scope(Outcome.KILLED)),)))
TOLD_TWICE = "Police said 12 people were killed in Homs and 3 were wounded."
REPORT = Report(TOLD_TWICE)
ANNOTATED = (Annotated(REPORT, ()),)


def claim(**changed: object) -> Claim:
    return Claim(**{"claim_id": "c", "amount": Amount.exact(3), "scope": Scope(Outcome.KILLED), **changed})


def mention(**changed: object) -> Mention:
    usual = {"report_id": "r", "span": Span(0, 5), "quote": "q", "words": "his wife", "outcome": Outcome.KILLED}
    return Mention(**{**usual, "least": 1, **changed})


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
    (lambda: Claims(reports=("3 killed",)), InputTypeError, "Try read_reports"),
    (lambda: Claims(mentions=3), InputTypeError, "tuple of Mention, not int"),
    (lambda: Span("0", 5), InputTypeError, "a span's start must be Integral, not str. Write Span\\(0, 5\\)"),
    (lambda: Span(0, None), InputTypeError, "a span's end"),
    (lambda: Span(0, 5.0), InputTypeError, "a span's end"),
    (lambda: Span(5, 2), SpanError, "start 5 and end 2 are no stretch"),
    (lambda: Span(-1, 2), SpanError, "start -1"),
    (lambda: Span(0, 5).of(b"bytes"), InputTypeError, "Give the report's text"),
    (lambda: Span(0, 5).overlaps((0, 5)), InputTypeError, "Write Span"),
    (lambda: Span(0, 5).contains(3), InputTypeError, "Write Span"),
    (lambda: Victims(3), InputTypeError, "the victims' words must be str, not int"),
    (lambda: Victims("girls", "children"), InputTypeError, "Write VictimGroup.CHILDREN"),
    (lambda: Place(b"Homs"), InputTypeError, "a place's words must be str, not bytes"),
    (lambda: Place("Homs", ["SY", "Homs"]), InputTypeError, "a place's place_id must be str, not list"),
    (lambda: Place("Homs", country=760), InputTypeError, "a place's country"),
    (lambda: Place("Homs").relations("Homs"), InputTypeError, "Write Place"),
    (lambda: Period(pd.NaT), DateError, "a period's start: NaT is not a date"),
    (lambda: Report("text", published=pd.NaT), DateError, "NaT is not a date"),
    (lambda: Report("text", published=2011), DateError, "must be a date, not 2011"),
    (lambda: Scope(Outcome.KILLED, victims="soldiers"), InputTypeError, "Write Victims"),
    (lambda: Scope(Outcome.KILLED, place="Homs"), InputTypeError, "Write Place"),
    (lambda: Scope(Outcome.KILLED, period=dt.date(2011, 4, 28)), InputTypeError, "Write Period"),
    (lambda: Source(3), InputTypeError, "a source's words must be str"),
    (lambda: Source("a doctor", kind="health"), InputTypeError, "Write SourceKind.HEALTH"),
    (lambda: Source(relayed_by=Source("state TV")), InputTypeError, "a source's relayed_by must be str, not Source"),
    (lambda: claim(claim_id=7), InputTypeError, "a claim's claim_id must be str, not int"),
    (lambda: claim(amount=3), InputTypeError, "Write Amount.exact"),
    (lambda: claim(scope=Outcome.KILLED), InputTypeError, "Write Scope"),
    (lambda: claim(span=(0, 5)), InputTypeError, "must be Span or None, not tuple"),
    (lambda: claim(source="a doctor"), InputTypeError, "Write Source"),
    (lambda: claim(status="denied"), InputTypeError, "Write Status.DENIED"),
    (lambda: claim(cumulative="yes"), InputTypeError, "Write True or False"),
    (lambda: claim(figure=3), InputTypeError, "a claim's figure must be str"),
    (lambda: claim(part_of=7), InputTypeError, "a claim's part_of must be str"),
    (lambda: claim(as_of="2011-04-28"), DateError, "a claim's as_of must be a date"),
    (lambda: mention(span=3), InputTypeError, "a mention's span"),
    (lambda: mention(words=3), InputTypeError, "a mention's words"),
    (lambda: mention(outcome="killed"), InputTypeError, "Write Outcome.KILLED"),
    (lambda: mention(least="two"), InputTypeError, "Write 1 for a person"),
    (lambda: Lexicon(3), InputTypeError, "Write 'en'"),
    (lambda: Lexicon(folder=3), InputTypeError, "Give its path"),
    (lambda: casualties.prefilter(3), InputTypeError, "Write Lexicon\\(folder="),
    (lambda: casualties.find_claims("3 killed", lexicon=3), InputTypeError, "Write Lexicon\\(folder="),
    (lambda: casualties.find_claims("Calm.", places=3), InputTypeError, "places must be a function"),
    (lambda: casualties.find_claims("Calm.", mentions="none"), InputTypeError, "mentions must be a function"),
    (lambda: casualties.find_claims(REPORT, published="2011-04-28"), InputTypeError, "replace\\(report, published="),
    (lambda: casualties.find_claims(REPORT, title="Toll"), InputTypeError, "replace\\(report, title="),
    (lambda: casualties.find_claims("3 killed", report_id=0), InputTypeError, "report_id must be str, not int"),
    (
        lambda: casualties.find_claims(TOLD_TWICE, places=lambda *_: ()),
        InputTypeError,
        "places gave a tuple of 0 for 2",
    ),
    (lambda: casualties.find_claims(TOLD_TWICE, periods=lambda *_: None), InputTypeError, "periods gave NoneType"),
    (
        lambda: casualties.find_claims(TOLD_TWICE, statuses=lambda *_: ("a", "b")),
        InputTypeError,
        "one Decided for each",
    ),
    (lambda: casualties.find_amounts(3), InputTypeError, "must be str"),
    (lambda: casualties.find_amounts("27", lexicon="en"), InputTypeError, "Write Lexicon\\(folder="),
    (lambda: casualties.find_amounts("27", vague={"dozens": 12}), InputTypeError, "ACLED_VAGUE"),
    (lambda: casualties.find_amounts("27", tolerance="a tenth"), AmountError, "such as 0.1"),
    (lambda: casualties.find_amounts("27", tolerance=-0.1), AmountError, "such as 0.1"),
    (lambda: casualties.find_amounts("27", tolerance=math.nan), AmountError, "such as 0.1"),
    (lambda: casualties.evaluate([], find=3), InputTypeError, "find must be a function"),
    (lambda: casualties.evaluate([], compare=3), InputTypeError, "compare must be a function"),
    (lambda: casualties.evaluate(ANNOTATED, find=lambda _: 3), InputTypeError, "as find_claims does"),
    (lambda: casualties.evaluate(ANNOTATED, compare=lambda _: 3), InputTypeError, "as reconcile does"),
    (lambda: casualties.Evaluation([3]), InputTypeError, "Call evaluate"),
    (lambda: casualties.evaluate([]).counts("precision"), PolicyError, "Choose one of found precision"),
    (lambda: casualties.evaluate([]).against(["found recall"]), InputTypeError, "Give what figures"),
    (lambda: casualties.evaluate([]).against({"found recall": "1"}), InputTypeError, "Give what figures"),
    (lambda: casualties.read_annotations(None), InputTypeError, "takes the path"),
    (lambda: casualties.evaluate(3), InputTypeError, "what read_annotations gives"),
    (lambda: casualties.evaluate([3]), InputTypeError, "what read_annotations gives"),
    (lambda: casualties.claims_table(None), InputTypeError, "pandas DataFrame"),
    (lambda: casualties.findings_table(3), InputTypeError, "pandas DataFrame"),
]
DRAWN = [
    (plot, what, error)
    for plot in (plot_agreement, plot_sum, plot_tolls, plot_topic)
    for what, error in ((3, InputTypeError), (None, InputTypeError), ("3 killed", InputTypeError))
]


@pytest.mark.parametrize(("plot", "what", "error"), DRAWN)
def test_a_plot_says_what_it_draws(plot, what, error):
    with pytest.raises(error, match="Give what reconcile"):
        plot(what)


@pytest.mark.parametrize(("slip", "error", "said"), SLIPS, ids=[str(n) for n in range(len(SLIPS))])
def test_a_slip_is_one_error_that_says_what_to_do(slip, error, said):
    with pytest.raises(CasualtiesError, match=said) as caught:
        slip()
    assert type(caught.value) is error


def test_what_is_right_is_taken(tmp_path: Path):
    assert Span(np.int64(0), np.int64(5)) == Span(0, 5)
    assert type(Span(np.int64(0), 5).start) is int
    assert Report("text", published=dt.datetime(2011, 4, 28, 9)).published == dt.date(2011, 4, 28)
    assert type(Period(pd.Timestamp("2011-04-28"), dt.date(2011, 4, 29)).start) is dt.date
    assert claim(as_of=dt.datetime(2011, 4, 28, 9)).as_of == dt.date(2011, 4, 28)
    assert hash(Claims([claim()])) == hash(Claims((claim(),)))
    assert Lexicon(folder=tmp_path) == Lexicon(folder=str(tmp_path))
    assert casualties.find_amounts("about 50", tolerance=Decimal("0.2"))[0].high == 60
    assert Amount.about(50, 0.2).high == 60
    assert Period(dt.date(2011, 4, 28)).known
    assert casualties.evaluate([]).scores == ()
