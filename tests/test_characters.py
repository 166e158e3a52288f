"""Characters: what comes from outside shows as text, and harms nothing around it."""

from __future__ import annotations

import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualties.characters import inline, visible
from casualties.show.characters import clipped, html, isolated

RLE, PDF, FSI, PDI, RLI, RLM = "\u202b", "\u202c", "\u2068", "\u2069", "\u2067", "\u200f"
SHOWN = [
    ("27 people\tdied\n", "27 people\tdied\n", "blanks and line ends stay"),
    ("a\0b", "a␀b", "HTML drops NUL"),
    ("a\x1b[31mb\x7f", "a␛[31mb␡", "a terminal would obey"),
    ("a\x9bb", "a\N{REPLACEMENT CHARACTER}b", "so would this one, in eight bits"),
    ("a\ud83d b", "a\\ud83d b", "half of a pair cannot be written to a file"),
    ("\u202e21", "\\u202e21", "an override would show 12"),
    (f"a{RLE}b", f"a{RLE}b{PDF}", "what is opened is closed"),
    (f"a{RLE}b{RLI}c", f"a{RLE}b{RLI}c{PDI}{PDF}", "innermost first"),
    (f"a{RLE}b{PDF}", f"a{RLE}b{PDF}", "what is closed is left"),
    (f"{RLI}{RLE}b{PDI}", f"{RLI}{RLE}b{PDI}", "the outer end closes the inner"),
    (f"طبيب{RLM}", f"طبيب{RLM}", "right-to-left writing and its marks stay"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "shown", "why"), SHOWN)
def test_visible(text, shown, why):
    assert visible(text) == shown, why


def test_openers_and_ends_without_number_are_closed_in_linear_time():
    assert visible(RLE * 50_000 + PDI * 50_000) == RLE * 50_000 + PDI * 50_000 + PDF * 50_000


@given(st.text())
def test_visible_leaves_no_control_character_and_is_done_at_once(text):
    shown = visible(text)
    assert {unicodedata.category(c) for c in shown if c not in "\t\n\r"} & {"Cc", "Cs"} == set()
    assert visible(shown) == shown
    shown.encode("utf-8")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf"))))
def test_plain_text_is_left_alone(text):
    assert visible(text) == text
    assert unescape(html(text)) == text


def test_right_to_left_words_are_isolated_in_a_sentence():
    assert inline("a doctor") == "a doctor"
    assert inline(" a\tdoctor\r\n said\u2028it ") == "a doctor said it", "a sentence of ours stands on one line"
    assert inline("طبيب") == f"{FSI}طبيب{PDI}"
    assert inline(f"a{RLE}b") == f"{FSI}a{RLE}b{PDF}{PDI}"


def test_markup_is_shown_as_it_is():
    assert html("<b a=\"x\" c='y'>&amp;") == "&lt;b a=&quot;x&quot; c=&#x27;y&#x27;&gt;&amp;amp;"
    assert isolated("<") == "<bdi>&lt;</bdi>"


CLIPPED = [
    ("a doctor", 20, "a doctor"),
    ("a  doctor\nsaid", 20, "a doctor said"),
    ("the ministry of the interior", 15, "the…erior"),
    ("The Syrian Observatory for Human Rights", 36, "The Syrian Observatory…Human Rights"),
    ("x" * 10_000, 10, "xxxxxx…xxx"),
]


@pytest.mark.parametrize(("text", "length", "shown"), CLIPPED)
def test_clipped(text, length, shown):
    assert clipped(text, length) == shown


@given(st.text(), st.integers(2, 60))
def test_clipped_is_short_and_on_one_line(text, length):
    bare = clipped("".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs", "Cf")), length)
    assert len(bare) <= length
    assert "\n" not in clipped(text, length)
