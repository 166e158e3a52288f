"""The steps put together: what find_claims promises for any text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casualties.claim import Source, SourceKind
from casualties.errors import DateError, InputTypeError
from casualties.extract.claims import find_claims
from casualties.extract.decided import Decided
from casualties.extract.figures import Figure
from casualties.extract.sentences import Document
from casualties.report import Report

TEXT = "Nine miners were killed at Orlo, police said. Two of them were teenagers. At least 14 others were injured."
WORDS = ("12 ", "dozens of ", "killed ", "were injured ", "people ", "a woman ", "dead", ", ", "and ", ". ", "\n\n")
ANY = st.text(st.characters(exclude_categories=()), max_size=12)  # with lone surrogates, controls and marks
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), ANY), max_size=14).map("".join)


@pytest.mark.parametrize("bad", [b"Nine died.", None, 9, ["Nine died."]])
def test_only_text_is_read(bad: object):
    with pytest.raises(InputTypeError):
        find_claims(bad)


def test_bytes_are_told_to_be_decoded():
    with pytest.raises(InputTypeError, match="decode"):
        find_claims(b"Nine died.")


@pytest.mark.parametrize("bad", ["yesterday", "2011-13-01", "", 20110428])
def test_a_bad_date_is_an_error(bad: object):
    with pytest.raises(DateError, match="published"):
        find_claims(TEXT, published=bad)


@pytest.mark.parametrize("text", ["", " \n\t\n", "The council met and adjourned.", "12"])
def test_texts_without_claims(text: str):
    claims = find_claims(text, report_id="r")
    assert len(claims) == 0
    assert [r.report_id for r in claims.reports] == ["r"]


def test_the_claims_of_a_text():
    claims = find_claims(TEXT)
    assert [(c.figure, str(c.outcome)) for c in claims] == [
        ("Nine", "killed"),
        ("Two", "killed"),
        ("At least 14", "injured"),
    ]
    assert claims[1].part_of == claims[0].claim_id
    assert claims[0].quote == "Nine miners were killed at Orlo, police said."


def test_ids_are_stable_unique_and_carry_the_report():
    first, again = find_claims(TEXT), find_claims(TEXT)
    ids = [c.claim_id for c in first]
    assert ids == [c.claim_id for c in again]
    assert len(set(ids)) == len(ids)
    assert all(i.startswith(f"{first.reports[0].report_id}:") for i in ids)
    assert {c.report_id for c in find_claims(TEXT, report_id="mine")} == {"mine"}


def test_a_report_is_as_good_as_its_parts():
    day = dt.date(2020, 5, 4)
    report = Report(TEXT, "x", day, "Post")
    assert find_claims(report) == find_claims(TEXT, published="2020-05-04", publisher="Post", report_id="x")


def test_a_step_can_be_replaced():
    def mine(_: Document, figures: Sequence[Figure]) -> tuple[Decided[Source], ...]:
        return tuple(Decided(Source("me", "me", SourceKind.OTHER), "source: mine") for _ in figures)

    claims, usual = find_claims(TEXT, sources=mine), find_claims(TEXT)
    assert {c.source.words for c in claims} == {"me"}
    assert all("source: mine" in (c.how or "") for c in claims)
    assert [(c.claim_id, c.scope, c.status) for c in claims] == [(c.claim_id, c.scope, c.status) for c in usual]
    assert len(find_claims(TEXT, figures=lambda _: ())) == 0


def test_a_step_that_leaves_a_figure_out_is_an_error():
    with pytest.raises(InputTypeError, match="sources gave a tuple of 0 for 3 figures"):
        find_claims(TEXT, sources=lambda *_: ())


def test_litter_gives_nothing():
    assert len(find_claims("Sign up for our newsletter: 12 killed, 30 injured")) == 0


@given(TEXTS)
@settings(max_examples=80)
def test_the_figure_is_the_text_at_its_span(text: str):
    claims = find_claims(text)
    ids = {c.claim_id for c in claims}
    assert len(ids) == len(claims)
    for claim in claims:
        assert claim.span is not None
        assert text[claim.span.start : claim.span.end] == claim.figure
        assert claim.figure
        assert claim.quote is not None
        assert claim.figure in claim.quote
        assert claim.part_of is None or claim.part_of in ids - {claim.claim_id}


@pytest.mark.parametrize("more", ["The harbour reopened to ferries.", "Tea prices rose in the north."])
def test_an_unrelated_paragraph_leaves_earlier_claims_alone(more: str):
    before = find_claims(TEXT, published="2020-05-04", report_id="r")
    after = find_claims(f"{TEXT}\n\n{more}", published="2020-05-04", report_id="r")
    assert after == before
