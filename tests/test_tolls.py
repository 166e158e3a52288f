"""A running or summed toll is told from one incident's, and the day on which the figure held is found."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualties.amount import Amount
from casualties.extract.figures import Figure
from casualties.extract.lexicon import Lexicon
from casualties.extract.periods import find_periods
from casualties.extract.sentences import read_document
from casualties.extract.tolls import Toll, find_tolls
from casualties.report import Report, Span
from casualties.scope import Outcome, Unit

PUBLISHED = dt.date(2016, 7, 20)

CUMULATIVE = [
    ("The death toll rose to 97, the ministry said.", "97", True, "a toll that rises"),
    ("That brings the total to 640 dead.", "640", True, "a total"),
    ("So far 31 people have been killed.", "31", True, "so far"),
    ("At least 300 civilians have been killed since April.", "300", True, "since"),
    ("Twenty farmers were killed in the past two weeks.", "Twenty", True, "a stretch of time"),
    ("More than 5,000 people have been killed in the war.", "5,000", True, "a war runs on"),
    ("Last year 3,200 people were killed on the roads.", "3,200", True, "a whole year"),
    ("Police killed 18 protesters across the country.", "18", True, "in many places"),
    ("Shells fell on three villages and killed 14 people.", "14", True, "several places"),
    ("Dozens of air raids killed 45 people.", "45", True, "several raids"),
    ("The floods have killed 60 people.", "60", True, "weather kills over days and places"),
    ("Some 400 people have been killed since the border conflict erupted.", "400", True, "since a conflict began"),
    ("The deadliest raid since the war killed 18 people.", "18", False, "a record since a war"),
    ("Nine drivers were killed in Tapra and Old Kess.", "Nine", True, "two places by name"),
    ("Raids on Saturday and Sunday killed 18 people.", "18", True, "two days by name"),
    ("The mission recorded 45 deaths between 4 and 10 July.", "45", True, "a stretch by its first and last day"),
    ("Some 300 activists are still in prison.", "300", True, "a stock of people held"),
    ("A bomb killed nine people in a market on Monday.", "nine", False, "one incident"),
    ("The final toll of the collapse is 31.", "31", False, "one incident's, counted once more"),
    ("The ministry revised the toll of the blast to 31.", "31", False, "one incident's, revised"),
    ("A storm in 2009 left 300 people dead.", "300", False, "one storm"),
    ("Nine people were killed when a bus fell into a ravine.", "Nine", False, "one incident"),
    (
        "In April gunmen killed 70 people in an attack on a school.",
        "70",
        False,
        "a month without a day is one incident",
    ),
    ("One soldier died in the war.", "One", False, "one person is no sum"),
    ("No one has been killed so far.", "No one", False, "nobody is no sum"),
    ("An earthquake on Sunday killed 1,300 people.", "1,300", False, "many in one disaster"),
    (
        "A bus fell into a gorge. Two women died in hospital, taking the toll to 18.",
        "18",
        False,
        "one incident's, added up",
    ),
    ("Saturday's ferry fire: one man died, which brings the number of dead to 10.", "10", False, "the same"),
    ("Shells killed nine in two towns, bringing the toll in the war to 640.", "640", True, "of more than one incident"),
    ("The toll of the bus crash climbed to 18.", "18", True, "a toll that climbs"),
    ("Last month's total was 120 killed, a group said.", "120", True, "the total of a month"),
    ("The clashes killed 120 people. The fighting began on Saturday and raged till Monday.", "120", True, "days of it"),
    ("Gunmen killed 12 men. The shooting began late on Saturday and lasted till dawn.", "12", False, "a night of it"),
    ("Nine rebels were killed in clashes on Sunday.", "Nine", False, "clashes of one day"),
]

AS_OF = [
    ("As of 6 July, 31 people had been killed.", "31", dt.date(2016, 7, 6), "stated"),
    ("The death toll stood at 31 on Friday.", "31", dt.date(2016, 7, 15), "the day on which it stood so"),
    ("The ministry said on Monday that 31 people were killed.", "31", dt.date(2016, 7, 18), "the day of the words"),
    ("The blast killed 31 people.", "31", PUBLISHED, "publication"),
]

WORDS = ("killed", "died", "dead", "death", "toll", "in prison")
COUNTS = {"Twenty": 20, "nine": 9, "Nine": 9, "One": 1, "No one": 0}


def figure_in(document, words):
    at = document.text.index(words)
    count = COUNTS[words] if words in COUNTS else int(words.replace(",", ""))
    number = max(i for i, s in enumerate(document.sentences) if s.start <= at)
    sentence = document.sentences[number]
    found = [document.text.find(w, sentence.start) for w in WORDS]
    trigger = min((i for i in found if i >= 0), key=lambda i: abs(i - at))
    return Figure(
        span=Span(at, at + len(words)),
        amount=Amount.exact(count),
        outcome=Outcome.DETAINED if "in prison" in document.words(sentence) else Outcome.KILLED,
        unit=Unit.PERSONS,
        sentence=number,
        trigger=Span(trigger, trigger + 4),
    )


def tolls_of(text, *figures, published=PUBLISHED):
    document = read_document(Report(text, published=published), Lexicon())
    found = [figure_in(document, words) for words in figures]
    return find_tolls(document, found, [p.value for p in find_periods(document, found)])


@pytest.mark.parametrize(("text", "figure", "expected", "comment"), CUMULATIVE, ids=[c[0] for c in CUMULATIVE])
def test_a_sum_is_told_from_an_incident(text, figure, expected, comment):
    (decided,) = tolls_of(text, figure)
    assert decided.value.cumulative is expected, f"{comment}: {decided.how}"


@pytest.mark.parametrize(("text", "figure", "expected", "comment"), AS_OF, ids=[c[0] for c in AS_OF])
def test_the_day_a_figure_held(text, figure, expected, comment):
    (decided,) = tolls_of(text, figure)
    assert decided.value.as_of == expected, f"{comment}: {decided.how}"


def test_without_any_date_the_day_is_unknown():
    assert tolls_of("The blast killed 31 people.", "31", published=None)[0].value == Toll(cumulative=False, as_of=None)


def test_no_figures_no_tolls():
    assert find_tolls(read_document(Report("Nothing happened."), Lexicon()), [], []) == ()


@given(st.lists(st.sampled_from(CUMULATIVE), min_size=1, max_size=4, unique_by=lambda c: c[1]))
def test_one_toll_per_figure_in_order_each_with_its_reason(cases):
    text = "\n\n".join(c[0] for c in cases)
    found = tolls_of(text, *[c[1] for c in cases])
    assert len(found) == len(cases)
    assert all(d.how.startswith("summed: " if d.value.cumulative else "one incident") for d in found)
