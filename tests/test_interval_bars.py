"""The bars of a topic in HTML and SVG: open ends are arrows, what is denied is hollow, words are never drawn."""

from __future__ import annotations

import dataclasses
import re

import pytest
from made_claims import CLAIMS
from shown_html import Shown

import casualties
from casualties.amount import Amount
from casualties.claim import Claims, Source, Status
from casualties.scope import Unit
from casualties.show.bars import bars_of
from casualties.show.intervals import KEY, intervals_as_html
from casualties.show.marked import Links


def row(amount: Amount, beside: int = 100, **more: object) -> str:
    """The drawing of one claim, on an axis that another claim stretches."""
    claim = dataclasses.replace(CLAIMS[0], amount=amount, figure="some", **more)
    other = dataclasses.replace(CLAIMS[1], amount=Amount.exact(beside))
    claims = Claims((claim, other))
    html = intervals_as_html(bars_of(claims), None, Links(claims))
    (drawing,) = re.findall(r'<svg[^>]*aria-label="some: .*?</svg></td>', html)
    return drawing


DRAWN = [
    (Amount.exact(27), (0, 0, 0, 1), "a dot"),
    (Amount.at_least(27), (1, 1, 0, 1), "an arrow upwards"),
    (Amount.at_most(27), (1, 1, 0, 1), "an arrow downwards"),
    (Amount.between(20, 40), (2, 0, 0, 0), "two ends and no number"),
    (Amount.about(50), (2, 0, 0, 1), "two ends and a number"),
    (Amount.vague(24), (1, 1, 1, 0), "strokes"),
    (Amount.vague(None), (0, 0, 0, 0), "nothing to draw"),
]


@pytest.mark.parametrize(("amount", "parts", "why"), DRAWN)
def test_a_bar_is_what_the_words_allow(amount, parts, why):
    drawing = row(amount)
    assert tuple(drawing.count(f'class="{part}"') for part in ("end", "arrow", "vague", "dot")) == parts, why


def test_a_drawing_says_what_it_shows():
    assert 'aria-label="some: [27, ∞)"' in row(Amount.at_least(27))


def test_what_is_denied_is_hollow():
    assert 'class="dot hollow"' in row(Amount.exact(27), status=Status.DENIED)
    assert 'class="dot hollow"' not in row(Amount.exact(27), status=Status.UNVERIFIED)


def test_places_on_the_axis_are_shares_of_the_width():
    places = [float(p) for p in re.findall(r'\bc?x[12]?="([\d.]+)%"', row(Amount.between(20, 40)))]
    assert places
    assert all(0 <= p <= 100 for p in places)


def test_a_wide_axis_is_logarithmic_and_says_so():
    claims = Claims((CLAIMS[0], dataclasses.replace(CLAIMS[1], amount=Amount.exact(100_000))))
    assert (
        "Logarithmic axis in persons."
        in Shown(intervals_as_html(bars_of(claims), None, Links(claims)) + anchors(claims)).text
    )


def test_an_axis_says_what_is_counted():
    families = dataclasses.replace(CLAIMS[1], scope=dataclasses.replace(CLAIMS[1].scope, unit=Unit.FAMILIES))
    for several, said in (((families,), "in families."), ((CLAIMS[0], families), "in persons, families.")):
        claims = Claims(several)
        assert said in intervals_as_html(bars_of(claims), None, Links(claims))


def anchors(claims: Claims) -> str:
    """The reports' figures that the rows link to."""
    return "".join(f'<i id="{Links(claims).figure(c)}"></i>' for c in claims)


def test_the_range_of_a_policy_lies_behind_every_row():
    found = casualties.reconcile(CLAIMS)
    topic = next(t for t in found.topics if len(t.claim_ids) == 2 and t.scope.outcome == "killed")
    claims = Claims(tuple(c for c in CLAIMS if c.claim_id in topic.claim_ids))
    html = intervals_as_html(bars_of(claims), found.range("ibc", topic), Links(claims))
    assert html.count('class="band"') == len(claims)
    assert "Band: ibc: 12 to 15." in Shown(html + anchors(claims)).text


def test_words_stand_in_cells_and_only_numbers_in_the_drawing():
    claims = Claims((dataclasses.replace(CLAIMS[0], source=Source("<b>Ali</b>")), CLAIMS[1]))
    html = intervals_as_html(bars_of(claims), None, Links(claims))
    assert '<th scope="row"><bdi>&lt;b&gt;Ali&lt;/b&gt;</bdi></th>' in html
    assert all(re.fullmatch(r"[\d,]+", t) for t in re.findall(r"<text[^>]*>(.*?)</text>", html))


def test_the_key_names_every_part():
    assert all(word in KEY for word in ("dot", "line", "arrow", "strokes", "hollow", "band"))
