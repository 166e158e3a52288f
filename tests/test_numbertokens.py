"""Tokens keep their offsets, and numerals are cut whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualties.extract.numbertokens import PhraseIndex, cut, cut_apart, keys_of, read_numeral


def keys(text):
    return list(keys_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,200.5 men", ["1,200.5", "men"]),
        ("40 000", ["40 000"]),
        ("1 2345", ["1", "2345"]),
        ("1,2345", ["1", ",", "2345"]),
        ("it’s", ["it's"]),
        ("least27", ["least", "27"]),
        ("\u200bmi\u00adnes", ["mines"]),
        ("10.0.0.1", ["10", ".", "0", ".", "0.1"]),
        (".5 end.", [".5", "end", "."]),
        ("\u0662\u0663 \uff11", ["\u0662\u0663", "1"]),
        ("12²", ["12", "²"]),
        ("", []),
    ],
)
def test_cut(text, expected):
    assert keys(text) == expected


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_tokens_stand_in_order_and_lose_no_sign(text):
    tokens = cut(text, 0, len(text))
    ends = [0, *tokens.ends]
    assert all(a <= b for a, b in zip(ends, tokens.starts, strict=False))
    assert all(a < b for a, b in zip(tokens.starts, tokens.ends, strict=True))
    seen = {i for a, b in zip(tokens.starts, tokens.ends, strict=True) for i in range(a, b)}
    assert not any(text[i].isalnum() for i in range(len(text)) if i not in seen)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("1,729", 1729),
        ("1.5", 1.5),
        ("2.0", 2),
        ("1.234.567", 1_234_567),
        ("007", 7),
        ("9" * 18, int("9" * 18)),
        ("9" * 19, None),
    ],
)
def test_read_numeral(key, value):
    assert read_numeral(key) == value
    assert type(read_numeral(key)) is type(value)


def test_a_look_past_either_end_finds_nothing():
    tokens = cut("one two", 0, 7)
    assert [tokens.key(n) for n in (-12, -1, 2, 13)] == ["", "", "", ""]
    assert tokens.written(5) == ""


def test_cut_apart_parts_a_day_from_a_count():
    tokens = cut_apart(cut("May 12 300 men", 0, 14), 1)
    assert tokens.between(0, tokens.size) == ("may", "12", "300", "men")
    assert [tokens.written(n) for n in range(4)] == ["May", "12", "300", "men"]


def test_the_longest_phrase_is_found():
    after = PhraseIndex.after([("more", 1), ("more than", 2)])
    before = PhraseIndex.before([("than", 1), ("more than", 2)])
    tokens = cut("no more than", 0, 12)
    assert after.begins(tokens, 1) == (2, 3)
    assert before.ends(tokens, 3) == (2, 1)
    assert after.begins(tokens, 0) is None
