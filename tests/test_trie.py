"""A trie matches its words and no others."""

import re

from hypothesis import given
from hypothesis import strategies as st

from casualties.extract.trie import trie

WORDS = st.lists(st.text(alphabet="ab.c-", min_size=1, max_size=6), min_size=1, max_size=12)


@given(WORDS, st.text(alphabet="ab.c-", max_size=6))
def test_it_matches_its_words_and_no_others(words, other):
    pattern = re.compile(trie(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert (pattern.fullmatch(other) is not None) == (other in words)


def test_a_blank_stands_for_the_gap():
    pattern = re.compile(trie(["shot dead", "shot"], r"\W+"))
    assert pattern.match("shot - dead").group() == "shot - dead"
    assert pattern.match("shot them").group() == "shot"
