"""A text is cut into words and marks whose offsets lead back to it."""

import regex
from hypothesis import given
from hypothesis import strategies as st

from casualties.extract import plainwords
from casualties.extract.plainwords import words_of

SIGNS = st.text(alphabet="aZs\u00c9\u00ff09 .,'\u2019-&/@#;_\u201c\u201d(\n\u2026", max_size=40)


@given(st.text(max_size=60), st.integers(0, 5))
def test_every_word_stands_where_its_offsets_say(text, skip):
    start = min(skip, len(text))
    found = words_of(text, start, len(text))
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == found.texts
    assert len(found.lows) == len(found.texts)
    left = regex.sub(r"\s", "", text[start:])
    assert regex.sub(r"\s", "", "".join(found.texts)) == left


@given(SIGNS)
def test_the_fast_pattern_cuts_as_the_full_one(text):
    """Plain text goes through a faster pattern; nobody may notice."""
    if plainwords._PLAIN.fullmatch(text):
        assert plainwords._PLAIN_WORD.findall(text) == plainwords._WORD.findall(text)


def test_words_numbers_and_marks():
    text = "U.N. staff counted 1,230 dead on the 14th (soldiers' wives), @aid said: WHO is told."
    found = words_of(text, 0, len(text))
    assert found.texts == [
        "U.N.", "staff", "counted", "1,230", "dead", "on", "the", "14th", "(", "soldiers'", "wives", ")", ",", "@aid",
        "said", ":", "WHO", "is", "told", ".",
    ]  # fmt: skip
    assert found.lows[:2] + found.lows[16:18] == ["u.n.", "staff", "WHO", "is"]
