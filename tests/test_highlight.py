"""Marked reports and findings as HTML: stands alone, says no more and no less than the claims, readable by all."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from made_claims import CLAIMS, FINDINGS, TEXT, some_claims

from casualties.amount import Amount
from casualties.claim import Claims, Source
from casualties.compare.findings import Certainty, Reconciliation
from casualties.report import Report, Span
from casualties.scope import Outcome
from casualties.show.highlight import _LOOKS, _VERDICTS, as_page, claims_as_html, findings_as_html
from casualties.show.position import Origin

VOID = {"meta"}


class Page(HTMLParser):
    """Checks that tags are balanced; collects marks with their titles, row texts, and every tag and attribute."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.text = ""
        self.paragraphs: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.title = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)
        if tag == "mark":
            self.marks.append(("", dict(attrs).get("title", "")))
        if tag == "p":
            self.paragraphs.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" in self.open or "title" in self.open:
            return
        self.text += data
        if "mark" in self.open:
            self.marks[-1] = (self.marks[-1][0] + data, self.marks[-1][1])
        if "p" in self.open and "sup" not in self.open:
            self.paragraphs[-1] += data


def test_every_figure_is_marked_with_its_source_and_scope():
    page = Page(claims_as_html(CLAIMS))
    marks = [mark for mark in page.marks if mark[1]]
    assert [figure for figure, _ in marks] == ["At least 12", "15", "4", "No"]
    assert "according to the harbour master (government), relayed by AFP" in marks[0][1]
    assert "people killed in Tamra" in marks[0][1]


def test_the_text_stands_there_unchanged():
    page = Page(claims_as_html(CLAIMS))
    shown = page.paragraphs[1:]
    assert shown == [line for line in TEXT.splitlines() if line]


def test_sources_stand_beside_the_figures():
    page = Page(claims_as_html(CLAIMS))
    assert "K1 At least 12 [12, ∞) people killed" in page.text
    assert "I4 No (0) people injured" in page.text


def test_the_notebook_shows_the_same():
    assert CLAIMS._repr_html_() == claims_as_html(CLAIMS)
    assert FINDINGS._repr_html_() == findings_as_html(FINDINGS)
    assert claims_as_html(CLAIMS) == claims_as_html(dataclasses.replace(CLAIMS))


def test_findings_stand_conflicts_first_with_their_sentences_side_by_side():
    page = Page(findings_as_html(FINDINGS, origins={"tamra-ferry": Origin("ferry.txt", 6)}))
    assert page.text.index("✗ conflict: contradicts source") < page.text.index("✓ agree: within bound")
    assert [figure for figure, _ in page.marks] == ["4", "No", "At least 12", "15"]
    assert "ferry.txt:8:120" in page.text
    assert "4 & 0: <no> count is both." in page.text


def test_an_unsure_finding_says_so():
    unsure = dataclasses.replace(FINDINGS.findings[1], certainty=Certainty.POSSIBLE, assumptions=("a < b",))
    page = Page(findings_as_html(Reconciliation(CLAIMS[:3], (unsure,))))
    assert "contradicts source (possible)" in page.text
    assert "assumed: a < b" in page.text
    assert f"{CLAIMS[3].claim_id} is not among these claims" in page.text


EVIL = '<script>alert("x")</script>&\'"'


def test_every_inserted_text_is_escaped():
    claim = dataclasses.replace(
        CLAIMS[0],
        figure=EVIL,
        quote=f"a {EVIL} b",
        span=Span(2, 2 + len(EVIL)),
        source=Source(EVIL, EVIL, relayed_by=EVIL),
    )
    claims = Claims((claim,), (Report(f"a {EVIL} b", "tamra-ferry", None, EVIL, EVIL),))
    finding = dataclasses.replace(
        FINDINGS.findings[0], reason=EVIL, assumptions=(EVIL,), claim_ids=(claim.claim_id, EVIL)
    )
    origins = {"tamra-ferry": Origin(EVIL)}
    findings_html = findings_as_html(Reconciliation(claims, (finding,)), origins=origins)
    for html in (claims_as_html(claims, origins=origins), findings_html, as_page(EVIL, [claims_as_html(claims)])):
        page = Page(html)
        assert "script" not in page.tags
        assert page.attributes <= {"class", "style", "title", "lang", "charset", "name", "content"}
        assert EVIL in page.text


def test_it_stands_alone():
    html = as_page("Claims", [claims_as_html(CLAIMS), findings_as_html(FINDINGS)])
    assert html.startswith("<!doctype html>")
    assert Page(html).tags & {"script", "link", "img", "iframe", "a"} == set()
    assert re.search(r"url\(|@import|https?:", html) is None


def test_two_claims_of_one_figure_share_a_mark():
    both = dataclasses.replace(
        CLAIMS[1], claim_id="second", scope=dataclasses.replace(CLAIMS[1].scope, outcome=Outcome.MISSING)
    )
    page = Page(claims_as_html(Claims((CLAIMS[1], both), CLAIMS.reports)))
    marks = [mark for mark in page.marks if mark[1]]
    assert len(marks) == 1
    assert " | " in marks[0][1]
    assert "K1, M2" in page.text


def test_figures_that_overlap_keep_the_text_whole():
    start = TEXT.index("At least 12")
    inner = dataclasses.replace(CLAIMS[0], claim_id="inner", figure="12 people", span=Span(start + 9, start + 18))
    page = Page(claims_as_html(Claims((CLAIMS[0], inner), CLAIMS.reports)))
    assert page.paragraphs[2] == TEXT.splitlines()[2]


def test_claims_without_a_text_show_their_sentence():
    page = Page(claims_as_html(Claims(CLAIMS.claims)))
    assert page.paragraphs[1:] == [c.quote for c in CLAIMS]
    assert [figure for figure, title in page.marks if title] == [c.figure for c in CLAIMS]


def test_nothing_is_shown_as_nothing():
    assert "0 claims" in Page(claims_as_html(Claims())).text
    assert "0 findings" in Page(findings_as_html(Reconciliation(Claims()))).text


def test_a_limit_says_what_it_leaves_out():
    assert "… and 3 more; to_frame() holds all." in Page(claims_as_html(CLAIMS, limit=1)).text
    assert "… and 1 more; to_frame() holds all." in Page(findings_as_html(FINDINGS, limit=1)).text


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", sorted({c for _, _, c in (*_LOOKS.values(), *_VERDICTS.values())}))
def test_colours_are_seen_on_light_and_on_dark(colour):
    light = luminance(colour) + 0.05
    assert 1.05 / light >= 3  # WCAG 2 asks 3:1 of graphics; on white
    assert light / (luminance("#1e1e1e") + 0.05) >= 3  # on the dark ground of common notebooks


def test_outcomes_and_verdicts_are_told_apart_without_colour():
    assert set(_LOOKS) == set(Outcome)
    assert len({letter for letter, _, _ in _LOOKS.values()}) == len(Outcome)
    assert len({sign for sign, _, _ in _VERDICTS.values()}) == len(_VERDICTS)


def test_text_takes_the_readers_own_colour():
    style = claims_as_html(CLAIMS).split("<style>")[1].split("</style>")[0]
    assert set(re.findall(r"(?<![-\w])color:([^;}]+)", style)) == {"inherit"}
    assert set(re.findall(r"background:([^;}]+)", style)) == {"transparent"}


@given(some_claims)
def test_any_claims_make_a_page(claims):
    page = Page(as_page("Any", [claims_as_html(claims)]))
    assert page.text.count(f"{len(claims)} claim") >= 1


def test_a_figure_without_words_shows_its_interval():
    bare = dataclasses.replace(CLAIMS[0], figure=None, quote=None, span=None, amount=Amount.between(3, 5))
    assert tuple(figure for figure, title in Page(claims_as_html(Claims((bare,)))).marks if title) == ("[3, 5]",)
