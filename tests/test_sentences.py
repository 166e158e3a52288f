"""Sentences, headings, items and litter, with their offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualties.extract.lexicon import Lexicon
from casualties.extract.sentences import Document, Kind, read_document, read_documents
from casualties.report import Report

CUT = [
    ("Rain fell. Roads closed.", ["Rain fell.", "Roads closed."], "two sentences"),
    ("Dr. Ode met Gen. Pym. They left.", ["Dr. Ode met Gen. Pym.", "They left."], "titles"),
    ("It fell 2.5 metres. Why?", ["It fell 2.5 metres.", "Why?"], "a decimal"),
    ("They met at 9 a.m. on deck. It sank.", ["They met at 9 a.m. on deck.", "It sank."], "before a small letter"),
    ("A. K. Rao spoke. He left.", ["A. K. Rao spoke.", "He left."], "initials"),
    ("“It is over.” She wept.", ["“It is over.”", "She wept."], "closing quote belongs to its sentence"),
    ("“They went home.”Officials agreed.", ["“They went home.”", "Officials agreed."], "blank lost after a quote"),
    ("The bridge fell.Nobody crossed.", ["The bridge fell.", "Nobody crossed."], "blank lost"),
    ("Storm hits coast\n\nRain fell.", ["Storm hits coast", "Rain fell."], "a heading stands alone"),
    ("Rain fell.\nRoads closed.", ["Rain fell.", "Roads closed."], "single line ends part paragraphs"),
]
KINDS = [
    ("Rain fell on the coast.", Kind.PROSE, "prose"),
    ("Storm hits the coast", Kind.HEADING, "no full stop"),
    ("- Orlo: 12 dead", Kind.ITEM, "a dash"),
    ("• Orlo: 12 dead.", Kind.ITEM, "a bullet"),
    ("3) Orlo: 12 dead", Kind.ITEM, "a number"),
    ("Sign up for our newsletter", Kind.LITTER, "page furniture"),
]


def read(text: str) -> Document:
    return read_document(Report(text), Lexicon())


@pytest.mark.parametrize(("text", "expected", "comment"), CUT, ids=[c[2] for c in CUT])
def test_cut(text: str, expected: list[str], comment: str):
    document = read(text)
    assert [document.words(s) for s in document.sentences] == expected, comment


@pytest.mark.parametrize(("text", "expected", "comment"), KINDS, ids=[c[2] for c in KINDS])
def test_kind(text: str, expected: Kind, comment: str):
    assert [s.kind for s in read(text).sentences] == [expected], comment


def test_hard_wrapped_lines_are_joined():
    text = "The patrol was crossing the river near the old mill when the\nbridge gave way under it. Nobody was near."
    document = read(text)
    assert [s.paragraph for s in document.sentences] == [0, 0]
    assert document.words(document.sentences[0]).endswith("the\nbridge gave way under it.")


def test_paragraphs_are_counted():
    assert [s.paragraph for s in read("One. Two.\n\nThree.").sentences] == [0, 0, 1]


def test_a_quotation_runs_over_sentences_and_ends_with_its_paragraph():
    document = read("He said: “We fled. We hid. They came.” It was dark.\n\nAn open “quote. Goes on.\n\nNo more.")
    assert [s.quoted for s in document.sentences] == [False, True, True, False, False, True, False]


def test_a_stretch_without_ends_is_cut_at_blanks():
    sentences = read("word " * 2000).sentences
    assert len(sentences) > 1
    assert max(s.end - s.start for s in sentences) <= 1200


@given(st.text(max_size=120))
def test_offsets_hold_all_but_blanks_in_order(text: str):
    document = read(text)
    at = 0
    for sentence in document.sentences:
        assert not text[at : sentence.start].strip()
        assert document.words(sentence) == document.words(sentence).strip() != ""
        at = sentence.end
    assert not text[at:].strip()


def test_a_text_longer_than_any_report_is_read_in_pieces_with_the_same_sentences():
    report = Report("It rained in Homs. Nobody came.\n\n" * 80_000)
    pieces = list(read_documents(report, Lexicon()))
    assert len(pieces) > 1
    whole = read_document(report, Lexicon())
    assert [s for piece in pieces for s in piece.sentences] == list(whole.sentences)
    assert [piece.span.start for piece in pieces] == sorted({piece.span.start for piece in pieces})
    assert next(read_documents(Report("One. Two."), Lexicon())).sentences == read("One. Two.").sentences


def test_a_text_without_line_ends_is_cut_between_sentences():
    report = Report("It rained in Homs. " * 200_000)
    assert len(list(read_documents(report, Lexicon()))) > 1
