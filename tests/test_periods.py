"""Periods are resolved against the publication date, and a figure takes its own event's days."""

import datetime as dt
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import casualties
from casualties.amount import Amount
from casualties.extract import days
from casualties.extract.dates import find_moments
from casualties.extract.figures import Figure
from casualties.extract.lexicon import Lexicon
from casualties.extract.periods import find_periods
from casualties.extract.sentences import Document, read_document
from casualties.report import Report, Span
from casualties.scope import Outcome, Unit

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "periods.jsonl").read_text("utf-8").splitlines()
]
LEXICON = Lexicon()


def document_of(text, published):
    return read_document(Report(text, published=dt.date.fromisoformat(published) if published else None), LEXICON)


def figure_at(document: Document, words: str, nth: int = 0) -> Figure:
    """A figure as the figures step gives it, its word of harm the nearest "killed" or "died"."""
    text, start = document.text, -1
    for _ in range(nth + 1):
        start = text.lower().index(words.lower(), start + 1)
    span = Span(start, start + len(words))
    number = max(i for i, s in enumerate(document.sentences) if s.start <= start)
    sentence = document.sentences[number]
    harms = [i for w in ("killed", "died") for i in range(sentence.start, sentence.end) if text.startswith(w, i)]
    at = min(harms, key=lambda i: abs(i - start), default=start)
    return Figure(
        span=span,
        amount=Amount.exact(9),
        outcome=Outcome.KILLED,
        unit=Unit.PERSONS,
        sentence=number,
        trigger=Span(at, at + 6),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['text'][:60]} ({c['published']})")
def test_the_expression_gives_these_days(case):
    document = document_of(case["text"], case["published"])
    (decided,) = find_periods(document, [figure_at(document, "nine")])
    expected = tuple(case[k] and dt.date.fromisoformat(case[k]) for k in ("start", "end"))
    assert (decided.value.start, decided.value.end) == expected, f"{case['comment']}: {decided.how}"


def test_there_are_at_least_150_cases():
    assert len(CASES) >= 150


def test_how_names_the_words_and_what_they_were_counted_from():
    document = document_of("Nine people were killed on Tuesday.", "2016-07-20")
    (decided,) = find_periods(document, [figure_at(document, "Nine")])
    assert "'Tuesday' at 27" in decided.how
    assert "published 2016-07-20" in decided.how


def test_without_a_publication_date_how_says_so():
    document = document_of("Nine people were killed on Tuesday.", None)
    (decided,) = find_periods(document, [figure_at(document, "Nine")])
    assert not decided.value.known
    assert "without a publication date" in decided.how


def test_a_part_has_the_days_of_its_whole():
    document = document_of("Nine people died on Monday. Two of those killed were boys.", "2016-07-20")
    whole = figure_at(document, "Nine")
    part = figure_at(document, "Two")
    part = Figure(**{**{f: getattr(part, f) for f in part.__slots__}, "part_of": 0})
    periods = find_periods(document, [whole, part])
    assert periods[0].value == periods[1].value


def test_each_figure_takes_the_date_beside_it():
    text = "Rebels killed eleven soldiers on Monday and four on Sunday."
    document = document_of(text, "2016-07-20")
    found = find_periods(document, [figure_at(document, "eleven"), figure_at(document, "four")])
    assert [d.value.start for d in found] == [dt.date(2016, 7, 18), dt.date(2016, 7, 17)]


def test_the_day_on_which_a_toll_stood_is_not_when_they_died():
    document = document_of("The death toll jumped from nine on Monday.", "2016-07-20")
    (decided,) = find_periods(document, [figure_at(document, "nine")])
    assert not decided.value.known


def test_no_figures_no_periods():
    assert find_periods(document_of("Nobody speaks of harm.", "2016-07-20"), []) == ()


DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))
EXPRESSIONS = st.sampled_from(
    [c["text"] for c in CASES if c["start"] and c["published"] and not any(y.isdigit() for y in c["text"])]
)


@given(EXPRESSIONS, DAYS)
def test_a_relative_period_never_ends_after_publication(text, published):
    document = document_of(text, published.isoformat())
    for decided in find_periods(document, [figure_at(document, "nine")]):
        assert decided.value.end is None or decided.value.end <= published


@given(st.lists(st.sampled_from([c["text"] for c in CASES]), min_size=1, max_size=4), DAYS)
def test_a_paragraph_at_the_end_changes_nothing_before_it(texts, published):
    text = "\n\n".join(texts)
    longer = text + "\n\nThe museum opens on Sundays and sold 300 tickets in May 2015."
    before, after = document_of(text, published.isoformat()), document_of(longer, published.isoformat())
    figures = [figure_at(before, "nine", n) for n in range(text.lower().count("nine"))]
    assert find_periods(after, figures) == find_periods(before, figures)


@given(st.text(max_size=300), st.one_of(st.none(), DAYS))
def test_any_text_can_be_read(text, anchor):
    moments = find_moments(text, anchor, LEXICON)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(moments))
    assert all(m.start <= m.end for m in moments if m.known)


COUNTED = (
    "yesterday", "tomorrow", "this week", "next week", "last Monday", "over the past 24 hours", "two years ago",
    "three centuries ago", "next December", "last month", "over the past decade", "3,000 years ago", "at Easter",
)  # fmt: skip


@pytest.mark.parametrize("published", [dt.date.min, dt.date(1000, 1, 1), dt.date(2999, 12, 31), dt.date.max])
@pytest.mark.parametrize("when", COUNTED)
def test_no_day_is_counted_from_the_ends_of_the_calendar(when, published):
    """Databases write 0001-01-01 and 9999-12-31 for an unknown day."""
    (claim,) = casualties.find_claims(f"Nine people were killed {when}, police said.", published=published)
    if published in (dt.date.min, dt.date.max):
        assert not claim.scope.period.known


SINCE_JANUARY = (dt.date(2019, 1, 1), dt.date(2019, 5, 16))
GOES_ON = [
    "A further 86 were injured and 112 abducted.",
    "Another 86 were injured.",
    "At least 86 others were injured, many of them children.",
    "More than 80 more were injured.",
]


@pytest.mark.parametrize("words", GOES_ON)
@pytest.mark.parametrize("since", ["since the start of the year", "since 1 January", "this year"])
def test_what_adds_to_a_count_has_its_days_and_is_a_sum_as_it_is(words, since):
    text = f"At least 157 people have been killed in Dorva {since}, the office said. {words}\n\nOn Friday nine died."
    claims = casualties.find_claims(text, published=dt.date(2019, 5, 16))
    *counted, event = claims
    assert len(counted) > 1
    assert {(c.scope.period.start, c.scope.period.end) for c in counted} == {SINCE_JANUARY}
    assert all(c.cumulative for c in counted)
    assert event.scope.period.start == dt.date(2019, 5, 10)


@given(DAYS, st.integers(1, 7))
def test_the_last_weekday_is_within_a_week_and_is_that_day(anchor, weekday):
    found = days.last_weekday(anchor, weekday)
    assert found.isoweekday() == weekday
    assert 0 <= (anchor - found).days < 7


@given(DAYS, st.integers(0, 400), st.sampled_from(["hour", "day", "week", "month", "year", "decade"]))
def test_counting_back_never_goes_forward(anchor, number, unit):
    assert days.back(anchor, number, unit) <= anchor
