"""The page to send: whole, linked both ways, closed to the network, and proof against any text."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_claims import CLAIMS, FINDINGS, TEXT, some_claims
from shown_html import Shown

import casualties
from casualties.characters import visible
from casualties.claim import Claims, Source
from casualties.compare.decisions import Action, Decision
from casualties.compare.findings import Reconciliation
from casualties.report import Report, Span
from casualties.scope import Place, Scope, Victims
from casualties.show.highlight import claims_as_html, findings_as_html
from casualties.show.page import page_as_html
from casualties.show.position import Origin
from casualties.show.text import claims_as_text, findings_as_text

FOUND = casualties.reconcile(CLAIMS)
PAGE = page_as_html(FINDINGS, origins={"tamra-ferry": Origin("ferry.txt", 6)})


def test_every_claim_stands_there_with_its_sentence_and_its_report():
    page = Shown(PAGE)
    assert [q for q in page.quotes if q] == [c.quote for c in CLAIMS]
    lines = [line for line in TEXT.splitlines() if line]
    report = PAGE[
        PAGE.index('<article class="report">') : PAGE.index("</article>", PAGE.index('<article class="report">'))
    ]
    assert re.findall(r'<p dir="auto">(.*?)</p>', report)[0] == lines[0]
    assert [p for p in page.paragraphs if p in lines][-len(lines) :] == lines
    assert "4 claims by 2 named sources in 1 report" in page.text
    assert "ferry.txt:8:120" in page.text


def test_claims_and_figures_are_linked_both_ways():
    page = Shown(PAGE)
    for n in range(1, len(CLAIMS) + 1):
        claim, figure = (next(a for a in page.anchors if a.endswith(f"-{kind}{n}")) for kind in "nf")
        assert claim in page.targets
        assert figure in page.targets
        row = re.search(rf'<tr id="{claim}">.*?</tr>', PAGE, re.DOTALL)
        assert row is not None
        assert f'href="#{figure}"' in row.group()


def test_a_conflict_leads_to_both_sentences():
    start = PAGE.index('id="conflict-1"')
    side = PAGE[start : PAGE.index("</section>", start)]
    assert re.findall(r'<blockquote>.*?href="#c\w+-f(\d)"', side) == ["3", "4"]


def test_topics_are_drawn_from_two_claims_on():
    page = page_as_html(FOUND)
    drawn = [t for t in FOUND.topics if len(t.claim_ids) > 1]
    assert page.count('<table class="intervals">') == len(drawn) > 0
    assert "Band: ibc: 12 to 15." in Shown(page).text
    assert "Band: cautious: 12 or more." in Shown(page_as_html(FOUND, policy="cautious")).text


def test_decisions_are_told():
    decision = Decision(
        action=Action.KEEP_PENDING,
        claim_ids=(CLAIMS[0].claim_id,),
        who="R. <Ko>",
        when=CLAIMS.reports[0].published,
        why="no time",
    )
    page = Shown(page_as_html(casualties.reconcile(CLAIMS, decisions=[decision])))
    assert "(R. <Ko>, 2019-05-03: no time)" in page.text


def test_nothing_is_shown_as_nothing():
    page = Shown(page_as_html(Reconciliation(Claims())))
    assert "0 claims by 0 named sources in 0 reports" in page.text
    assert "No two claims contradict each other" in page.text


def test_a_report_without_figures_is_named():
    quiet = Claims(CLAIMS.claims, (*CLAIMS.reports, Report("All is well.", "quiet")))
    assert "No figures are marked in: quiet." in Shown(page_as_html(Reconciliation(quiet))).text


def test_typed_claims_need_no_text():
    typed = Claims(tuple(dataclasses.replace(c, span=None, report_id=None) for c in CLAIMS))
    page = Shown(page_as_html(casualties.reconcile(typed)))
    assert "No texts are at hand" in page.text
    assert len([a for a in page.anchors if re.search(r"-f\d$", a)]) == len(CLAIMS)


def test_the_policy_allows_its_own_style_and_script_and_nothing_else():
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', PAGE)
    assert policy is not None
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", PAGE, re.DOTALL)
        named = "sha256-" + b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{directive} '{named}'" in policy.group(1)
    assert "default-src 'none'" in policy.group(1)
    page = Shown(PAGE)
    assert page.tags & {"link", "img", "iframe", "object", "form", "base"} == set()
    assert {"style", "src", "onclick"} & page.attributes == set()
    assert re.search(r"url\(|@import|https?:", PAGE) is None


def test_it_is_the_same_every_time():
    assert page_as_html(FOUND) == page_as_html(casualties.reconcile(dataclasses.replace(CLAIMS)))


@given(some_claims)
def test_any_claims_make_a_page(claims):
    assert f"{len(claims)} claim" in Shown(page_as_html(casualties.reconcile(claims))).text


HOSTILE = [
    "<script>alert(1)</script>",
    "</style></script><img src=x onerror=alert(1)>",
    "\" onmouseover='alert(1)",
    "&lt;b&gt;&amp;&#0;",
    "=cmd|' /C calc'!A0",
    "<!-- ]]> <![CDATA[",
    "\u202egnp.exe\u2066 طبيب \u200f",
    "\ud83d\0\x1b[2J\x07\x9b",
    "$\\frac{1}{0}$ %s {0} \\u202e",
    "x" * 10_000,
]
hostile = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=30).filter(str.strip))


def tainted(words: str) -> Reconciliation:
    """The ferry's claims and findings with `words` wherever a text from outside may stand."""
    text = f"Then {words} said: {words} people, {words}."
    at = text.index(words, 6 + len(words))
    claim = dataclasses.replace(
        CLAIMS[0],
        claim_id=words,
        report_id=words,
        figure=words,
        quote=text,
        span=Span(at, at + len(words)),
        source=Source(words, words, relayed_by=words),
        scope=Scope(CLAIMS[0].outcome, victims=Victims(words), place=Place(f"x{words}", words, words)),
        how=words,
        part_of="gone" + words,
    )
    claims = Claims((claim, *CLAIMS[1:]), (Report(text, words, None, words, words), *CLAIMS.reports))
    finding = dataclasses.replace(
        FINDINGS.findings[1], claim_ids=(words, CLAIMS[1].claim_id, "not" + words), reason=words, repairs=(words,),
        assumptions=(words,),
    )  # fmt: skip
    topics = casualties.reconcile(claims).topics
    return Reconciliation(claims, (finding,), topics)


@given(hostile)
def test_hostile_text_is_text_everywhere(words):
    found = tainted(words)
    shown = visible(words)
    origins = {words: Origin(words)}
    page = page_as_html(found, origins=origins, title=words)
    for html in (page, claims_as_html(found.claims, origins=origins), findings_as_html(found, origins=origins)):
        read = Shown(html)
        assert read.tags & {"img", "br", "object"} == set()
        assert html.count("<script>") == (html is page)
        assert not any(name.startswith("on") for name in read.attributes)
        assert shown.strip().replace("\r\n", "\n").replace("\r", "\n") in read.text.replace("\r\n", "\n").replace(
            "\r", "\n"
        )
        html.encode("utf-8")
        assert not re.search(r"[\0\x1b\x7f-\x9f]", html)
    for told in (repr(found.claims), repr(found), claims_as_text(found.claims), findings_as_text(found)):
        told.encode("utf-8")
        assert not re.search(r"[\0-\x08\x0b-\x1f\x7f-\x9f]", told)


@pytest.mark.parametrize("words", HOSTILE[:6])
def test_hostile_text_changes_no_tag_of_the_page(words):
    tags = [re.findall(r"<(?:/?[a-z][\w-]*|!)", page_as_html(tainted(w), title=w)) for w in (words, "Ali")]
    assert tags[0] == tags[1]
