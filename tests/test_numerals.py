"""Every number phrase is read exactly, with its bound, its form and its place in the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casualties.amount import Amount, Bound
from casualties.errors import AmountError, InputTypeError
from casualties.extract.numerals import ACLED_VAGUE, Form, NumberPhrase, find_amounts, find_phrases

CASES = Path(__file__).parent / "cases" / "amounts"


def cases(name):
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def row(phrase: NumberPhrase):
    return [phrase.text, phrase.bound.value, phrase.value, phrase.low, phrase.high]


@pytest.mark.parametrize("case", cases("counts"), ids=lambda c: c["why"])
def test_counts(case):
    assert [row(p) for p in find_amounts(case["text"])] == case["expected"]


@pytest.mark.parametrize("case", cases("forms"), ids=lambda c: c["why"])
def test_a_number_that_counts_nobody_has_its_form(case):
    assert [p.text for p in find_phrases(case["text"]) if p.form == case["form"]] == case["phrases"]
    assert [p.text for p in find_phrases(case["text"]) if p.form is Form.COUNT] == []


@pytest.mark.parametrize("case", cases("silent"), ids=lambda c: c["text"])
def test_no_number_phrase(case):
    assert find_phrases(case["text"]) == ()


FORMS = ("{}", "at least {}", "{} or more", "nearly {}", "some {}", "between {} and 9,999", "no fewer than {},", "~{}")
PIECES = (
    *(f.format(n) for f in FORMS for n in ("12", "twenty-one", "2 million", "1,729")),
    *(
        "dozens",
        "tens of thousands",
        "no",
        "no one",
        "a",
        "half a",
        "of",
        "and",
        "to",
        "from",
        "rose",
        "March",
        "-",
        "/",
        ".",
        ",",
    ),
    *(
        "\u00ad",
        "\u200b",
        "\ud800",
        "\u0130",
        "²",
        "½",
        "$",
        "%",
        "km",
        "year-old",
        "aged",
        "\n",
        "\n\n",
        "’s",
        "٣",
        "Flight",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["", " "]))
@example(["March", "12 300"], " ")
@example(["\u0130", "at least 12"], " ")
def test_offsets_hold_and_phrases_stand_apart_on_any_mixture(pieces, glue):
    check_offsets(glue.join(pieces))


@given(st.text(st.characters(exclude_categories=()), max_size=80))
@example("\ud800 12 \udfff")
def test_offsets_hold_on_any_text(text):
    check_offsets(text)


def check_offsets(text):
    reached = 0
    for phrase in find_phrases(text):
        assert text[phrase.start : phrase.end] == phrase.text
        assert reached <= phrase.start <= phrase.core.start < phrase.core.end <= phrase.end
        assert phrase.span.of(text) == phrase.text
        reached = phrase.end
        if phrase.low is not None and phrase.high is not None:
            assert phrase.low <= phrase.high


@given(st.text(max_size=12), st.text(max_size=12))
def test_a_stretch_is_read_as_if_it_stood_alone(before, after):
    middle = "at least 12 people"
    text = f"{before}\n\n{middle}\n\n{after}"
    start = len(before) + 2
    found = find_phrases(text, start, start + len(middle))
    assert [row(p) for p in found] == [["at least 12", "at_least", 12, 12, None]]
    assert found[0].start == start


HEDGES = {
    "{}": Amount.exact,
    "at least {}": Amount.at_least,
    "{} or more": Amount.at_least,
    "more than {}": Amount.more_than,
    "up to {}": Amount.at_most,
    "as many as {}": lambda n: Amount.at_most(n, approximate=True),
    "fewer than {}": Amount.less_than,
    "close to {}": lambda n: Amount.less_than(n, approximate=True),
    "around {}": Amount.about,
    "{} or so": Amount.about,
    "between {} and 1,000,001": lambda n: Amount.between(n, 1_000_001),
}


@given(st.integers(1, 1_000_000), st.sampled_from(sorted(HEDGES)), st.sampled_from(["{}", "{:,}"]))
def test_what_a_hedge_makes_of_any_number(n, hedge, written):
    figure = hedge.format(written.format(n))
    (phrase,) = find_phrases(f"Police found {figure} bodies there")
    assert phrase.text == figure
    assert phrase.amount == HEDGES[hedge](n)


def test_only_counts_have_an_amount():
    (age,) = find_phrases("a boy aged 12")
    with pytest.raises(AmountError, match="number of kind age"):
        _ = age.amount
    (no,) = find_phrases("no survivors")
    assert no.amount.is_zero


def test_no_before_a_noun_is_left_to_the_figures():
    assert find_amounts("no survivors") == ()


def test_the_vague_table_and_the_tolerance_are_parameters():
    (dozens,) = find_amounts("dozens died", vague=ACLED_VAGUE)
    assert (dozens.low, dozens.bound) == (12, Bound.VAGUE)
    (about,) = find_amounts("about 200 died", tolerance=0.25)
    assert (about.low, about.high) == (150, 250)


def test_a_run_of_five_thousand_digits_is_a_code():
    (phrase,) = find_phrases("9" * 5_000)
    assert (phrase.form, phrase.value, phrase.end) == (Form.OTHER, None, 5_000)
    assert find_amounts("9" * 5_000) == ()


@pytest.mark.parametrize("wrong", [None, b"12", 12])
def test_only_text_is_read(wrong):
    with pytest.raises(InputTypeError, match="must be str"):
        find_amounts(wrong)


@pytest.mark.parametrize(
    "unit",
    [
        "7",
        "one ",
        "hundred ",
        "two hundred and ",
        "1,000,",
        "1.",
        "1-",
        "more than ",
        "large and ",
        "12 and ",
        "Ab Cd, 1, ",
        "or 5 ",
    ],
)
def test_long_runs_are_read_to_the_end(unit):
    text = unit * 400 + "; at least 31 nurses"
    assert find_phrases(text)[-1].text == "at least 31"
