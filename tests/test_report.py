"""A text with its date and publisher, and where something stands in it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualties.errors import CasualtiesError, DateError, InputTypeError
from casualties.report import Report, Span, to_date

spans = st.tuples(st.integers(0, 40), st.integers(0, 20)).map(lambda p: Span(p[0], p[0] + p[1]))


def test_a_span_counts_code_points_and_leaves_its_end_out():
    text = "🚑 at least 27 – dead"
    span = Span(2, 13)
    assert span.of(text) == "at least 27"
    assert len(span) == 11


@given(spans, spans)
def test_spans_overlap_when_they_share_a_place(one, other):
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    if len(one) and len(other):
        assert one.overlaps(other) == bool(shared)
    assert one.overlaps(other) == other.overlaps(one)
    if one.contains(other):
        assert set(range(other.start, other.end)) <= set(range(one.start, one.end))


def test_the_same_text_gets_the_same_id():
    assert Report("Two died.").report_id == Report("Two died.", publisher="The Quay").report_id
    assert Report("Two died.").report_id != Report("Three died.").report_id
    assert Report("Two died.", "quay-1").report_id == "quay-1"
    assert len(Report("half a pair: \ud83d").report_id) == 12


@pytest.mark.parametrize(
    ("text", "said"), [(b"Two died.", r"not bytes\. Decode it first"), (None, "not NoneType"), (7, "not int")]
)
def test_a_text_is_a_str(text, said):
    with pytest.raises(InputTypeError, match=said) as caught:
        Report(text)
    assert isinstance(caught.value, CasualtiesError)
    assert isinstance(caught.value, TypeError)


@pytest.mark.parametrize("name", ["report_id", "publisher", "title"])
def test_what_is_known_of_a_report_is_str(name):
    with pytest.raises(InputTypeError, match=f"a report's {name} must be str, not int"):
        Report("Two died.", **{name: 7})


def test_a_report_is_frozen_hashable_and_does_not_print_its_text():
    report = Report("Two died. " * 100, "quay-1", dt.date(2019, 5, 3), "The Quay")
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.text = ""
    assert hash(report) == hash(dataclasses.replace(report))
    assert "Two died" not in repr(report)
    assert "The Quay" in repr(report)


DATES = [
    ("2011-04-28", dt.date(2011, 4, 28)),
    (" 2011-04-28 ", dt.date(2011, 4, 28)),
    ("2011-04-28T09:30:00", dt.date(2011, 4, 28)),
    ("2011-04-28T23:30:00+00:00", dt.date(2011, 4, 28)),
    (dt.date(2011, 4, 28), dt.date(2011, 4, 28)),
    (dt.datetime(2011, 4, 28, 9, 30), dt.date(2011, 4, 28)),
    (None, None),
]


@pytest.mark.parametrize(("value", "date"), DATES)
def test_a_date_is_read(value, date):
    assert to_date(value) == date
    assert type(to_date(value)) is type(date)


@pytest.mark.parametrize(
    "value", ["28/04/2011", "April 28, 2011", "2011-02-30", "", "yesterday", 20110428, 3.5, b"2011", pd.NaT]
)
def test_a_date_is_not_guessed(value):
    with pytest.raises(DateError, match=r"as_of: .* is not a date\. Write it as YYYY-MM-DD"):
        to_date(value, "as_of")
