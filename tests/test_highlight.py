"""Marked reports and findings as HTML: stands alone, says no more and no less than the claims, readable by all."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from made_claims import CLAIMS, FINDINGS, TEXT, some_claims
from shown_html import Shown

from casualties.amount import Amount
from casualties.claim import Claims, Source
from casualties.compare.findings import Certainty, Reconciliation, Topic
from casualties.report import Report, Span
from casualties.scope import Outcome
from casualties.show.highlight import claims_as_html, findings_as_html
from casualties.show.position import Origin
from casualties.show.styles import read_style


def test_every_figure_is_marked_with_its_source_and_scope():
    page = Shown(claims_as_html(CLAIMS))
    marks = [mark for mark in page.marks if mark[1]]
    assert [figure for figure, _ in marks] == ["At least 12", "15", "4", "No"]
    assert "according to the harbour master (government), relayed by AFP" in marks[0][1]
    assert "people killed in Tamra" in marks[0][1]


def test_the_text_stands_there_unchanged():
    page = Shown(claims_as_html(CLAIMS))
    shown = page.paragraphs[1:]
    assert shown == [line for line in TEXT.splitlines() if line]


def test_sources_stand_beside_the_figures():
    page = Shown(claims_as_html(CLAIMS))
    assert "K1 At least 12 [12, ∞) people killed" in page.text
    assert "I4 No (0) people injured" in page.text


def test_the_notebook_shows_the_same():
    assert CLAIMS._repr_html_() == claims_as_html(CLAIMS)
    assert FINDINGS._repr_html_() == findings_as_html(FINDINGS)
    assert claims_as_html(CLAIMS) == claims_as_html(dataclasses.replace(CLAIMS))


def test_findings_stand_conflicts_first_with_their_sentences_side_by_side():
    page = Shown(findings_as_html(FINDINGS, origins={"tamra-ferry": Origin("ferry.txt", 6)}))
    assert page.text.index("✗ conflict: contradicts source") < page.text.index("✓ agreement: within bound")
    assert [figure for figure, _ in page.marks] == ["4", "No", "At least 12", "15"]
    assert "ferry.txt:8:120" in page.text
    assert "4 & 0: <no> count is both." in page.text


def test_an_unsure_finding_says_so():
    unsure = dataclasses.replace(FINDINGS.findings[1], certainty=Certainty.POSSIBLE, assumptions=("a < b",))
    page = Shown(findings_as_html(Reconciliation(CLAIMS[:3], (unsure,))))
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
    for html in (claims_as_html(claims, origins=origins), findings_html):
        page = Shown(html)
        assert "script" not in page.tags
        assert page.attributes <= {"class", "title", "id", "href", "dir"}
        assert EVIL in page.text


@pytest.mark.parametrize("html", [claims_as_html(CLAIMS), findings_as_html(FINDINGS)])
def test_it_stands_alone(html):
    shown = Shown(html)
    assert shown.tags & {"script", "link", "img", "iframe"} == set()
    assert "style" not in shown.attributes
    assert re.search(r"url\(|@import|https?:", html) is None


def test_two_claims_of_one_figure_share_a_mark():
    both = dataclasses.replace(
        CLAIMS[1], claim_id="second", scope=dataclasses.replace(CLAIMS[1].scope, outcome=Outcome.MISSING)
    )
    page = Shown(claims_as_html(Claims((CLAIMS[1], both), CLAIMS.reports)))
    marks = [mark for mark in page.marks if mark[1]]
    assert len(marks) == 1
    assert " | " in marks[0][1]
    assert "K1, M2" in page.text


def test_figures_that_overlap_keep_the_text_whole():
    start = TEXT.index("At least 12")
    inner = dataclasses.replace(CLAIMS[0], claim_id="inner", figure="12 people", span=Span(start + 9, start + 18))
    page = Shown(claims_as_html(Claims((CLAIMS[0], inner), CLAIMS.reports)))
    assert page.paragraphs[2] == TEXT.splitlines()[2]


def test_claims_without_a_text_show_their_sentence():
    page = Shown(claims_as_html(Claims(CLAIMS.claims)))
    assert page.paragraphs[1:] == [c.quote for c in CLAIMS]
    assert [figure for figure, title in page.marks if title] == [c.figure for c in CLAIMS]


def test_nothing_is_shown_as_nothing():
    assert "0 claims" in Shown(claims_as_html(Claims())).text
    assert "0 findings" in Shown(findings_as_html(Reconciliation(Claims()))).text


def test_a_limit_says_what_it_leaves_out():
    assert "… and 3 claims more; to_frame() holds all." in Shown(claims_as_html(CLAIMS, limit=1)).text
    assert "… and 1 finding more; to_frame() holds all." in Shown(findings_as_html(FINDINGS, limit=1)).text


def test_text_takes_the_readers_own_colour():
    style = read_style("display.css")
    assert set(re.findall(r"(?<![-\w])color:([^;}]+)", style)) == {"inherit"}
    assert set(re.findall(r"background:([^;}]+)", style)) == {"transparent"}


@given(some_claims)
def test_any_claims_can_be_shown(claims):
    assert f"{len(claims)} claim" in Shown(claims_as_html(claims)).text


def test_a_figure_without_words_shows_its_interval():
    bare = dataclasses.replace(CLAIMS[0], figure=None, quote=None, span=None, amount=Amount.between(3, 5))
    assert tuple(figure for figure, title in Shown(claims_as_html(Claims((bare,)))).marks if title) == ("[3, 5]",)


def test_a_part_links_to_its_whole():
    part = dataclasses.replace(CLAIMS[1], part_of=CLAIMS[0].claim_id, revises="gone <b>")
    page = Shown(claims_as_html(Claims((CLAIMS[0], part), CLAIMS.reports)))
    whole = next(a for a in page.anchors if a.endswith("-n1"))
    assert page.targets.count(whole) == 3  # from its figure's words, from its number, from the part
    assert "part of K1 At least 12 [12, ∞); revises gone <b>" in page.text


def test_figures_and_claims_link_to_each_other():
    page = Shown(claims_as_html(CLAIMS))
    assert set(page.anchors) <= set(page.targets)
    assert len(page.anchors) == 2 * len(CLAIMS)


def test_two_displays_share_no_anchor():
    one, other = (Shown(claims_as_html(c)) for c in (CLAIMS, CLAIMS[1:]))
    assert set(one.anchors) & set(other.anchors) == set()


def test_topics_stand_between_the_conflicts_and_the_rest():
    topic = Topic(
        topic_id="t", scope=CLAIMS[0].scope, claim_ids=tuple(c.claim_id for c in CLAIMS[:2]),
        low=15, best=15, high=15, n_reports=1, n_sources=2, n_origins=2,
    )  # fmt: skip
    single = dataclasses.replace(topic, claim_ids=topic.claim_ids[:1])
    page = Shown(findings_as_html(dataclasses.replace(FINDINGS, topics=(topic, single))))
    told = "people killed in Tamra, 2019-05-03 to ?2 claims in 1 report, 2 independent origins151515"
    assert page.text.index("✗ conflict") < page.text.index(told) < page.text.index("✓ agreement")
    assert "1 topic of a single claim each" in page.text


def test_what_agrees_is_folded_and_what_needs_a_look_is_not():
    html = findings_as_html(FINDINGS)
    assert html.index('<div class="finding conflict">') < html.index("<summary>✓ agreement: 1</summary>")
    assert '<details class="finding agree">' in html


def test_a_reason_does_not_repeat_the_sentences_beside_it():
    quoted = f"Doctors give two figures: “{CLAIMS[2].quote}” / “{CLAIMS[3].quote}”."
    finding = dataclasses.replace(FINDINGS.findings[1], reason=quoted)
    page = Shown(findings_as_html(Reconciliation(CLAIMS, (finding,))))
    assert page.paragraphs.count(CLAIMS[3].quote) == 1
    assert "Doctors give two figures." in page.paragraphs


def test_a_long_stretch_without_figures_is_shown_by_its_ends():
    filler = "".join(f"Line {n} tells of the weather.\n" for n in range(100))
    long = Claims(CLAIMS.claims, (dataclasses.replace(CLAIMS.reports[0], text=TEXT + filler),))
    page = Shown(claims_as_html(long))
    assert "… 80 lines without figures …" in page.paragraphs
    assert page.paragraphs[-1] == "Line 99 tells of the weather."
    assert [figure for figure, title in page.marks if title] == [c.figure for c in CLAIMS]
    whole = Shown(claims_as_html(long, limit=None)).paragraphs
    assert [p for p in whole if "weather" in p] == filler.splitlines()
