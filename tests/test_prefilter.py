"""The prefilter lets every text through that holds a claim, in Python and in DuckDB."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_reports import Maker, made_reports
from needs import needed

import casualties

PATTERN = casualties.prefilter()
TEXTS = [row["text"] for mix in ("general", "conflict") for row in made_reports(400, mix)]


def test_a_text_with_a_claim_matches():
    claiming = [text for text in TEXTS if casualties.find_claims(text)]
    assert len(claiming) > 40
    assert [text for text in claiming if not re.search(PATTERN, text)] == []
    assert sum(bool(re.search(PATTERN, text)) for text in TEXTS) < len(TEXTS) / 2


ODD = [
    "Police said 14 people were KILLED.",
    "Police said 14 people were kil\u00adled.",
    "Police said 14 people were K\u0130LLED.",
    "14 dead",
    "The toll rose to 14.",
    "The body count is 14.",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_writing_matches(text):
    assert re.search(PATTERN, text)


@given(st.integers(0, 10**6), st.sampled_from([str.upper, str.title, str.swapcase]))
def test_case_does_not_matter(seed, change):
    text = Maker("dense", seed).text(400)
    assert bool(re.search(PATTERN, text)) <= bool(re.search(PATTERN, change(text)))


def test_duckdb_reads_it_alike():
    duckdb = needed("duckdb")
    with duckdb.connect() as database:
        found = database.execute(
            "SELECT list(regexp_matches(text, $pattern)) FROM (SELECT unnest($texts) AS text)",
            {"pattern": PATTERN, "texts": TEXTS + ODD},
        ).fetchall()[0][0]
    assert found == [bool(re.search(PATTERN, text)) for text in TEXTS + ODD]
