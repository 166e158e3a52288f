"""Plots: what they draw, that every claim has its place, and that any name is only a name."""

from __future__ import annotations

import dataclasses
import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_claims import CLAIMS, some_claims
from needs import needed

import casualties
from casualties.amount import Amount
from casualties.claim import Claim, Claims, Source, Status
from casualties.compare.findings import Kind, Reconciliation
from casualties.compare.kinds import finding
from casualties.errors import PolicyError
from casualties.scope import Outcome, Place, Scope, Victims

matplotlib = needed("matplotlib")
matplotlib.use("Agg")
from matplotlib import pyplot as plt  # noqa: E402  only where matplotlib is

from casualties.show import plots  # noqa: E402
from casualties.show.plot_sum import _whole  # noqa: E402

DAY = dt.date(2019, 5, 3)
LONG = "The Commission of Inquiry into the Events on the Northern Shore, appointed by the Council of the Three Harbours"


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def claim(number: int, amount: Amount, source: str | None = "a doctor", **more: object) -> Claim:
    scope = Scope(Outcome.KILLED, place=Place("Tamra"), victims=Victims("sailors"))
    return Claim(claim_id=f"c{number}", amount=amount, scope=scope, source=Source(source), **more)


def texts(ax) -> list[str]:
    """Everything that is written on the axes, as drawn."""
    ax.figure.canvas.draw()
    labels = [t for axis in (ax.xaxis, ax.yaxis) for t in axis.get_ticklabels()] if ax.axison else []
    key = ax.get_legend().get_texts() if ax.get_legend() else []
    return [t.get_text() for t in (*ax.texts, *labels, *key, ax._left_title) if t.get_text()]


def markers(ax, sign: str) -> list[float]:
    """Where such a marker stands, from left to right."""
    return sorted(float(x) for line in ax.lines if line.get_marker() == sign for x in line.get_xdata())


SEVERAL = Claims(
    (
        claim(1, Amount.exact(27), as_of=DAY),
        claim(2, Amount.more_than(30), "the navy", as_of=DAY),
        claim(3, Amount.at_most(40), "the navy", as_of=DAY + dt.timedelta(days=1)),
        claim(4, Amount.vague(24), LONG, figure="dozens"),
        claim(5, Amount.exact(33), None, status=Status.DENIED),
    )
)


def test_a_topic_shows_every_claim_by_what_its_words_allow():
    ax = plots.plot_topic(SEVERAL)
    written = texts(ax)
    assert {"27", "more than 30", "up to 40", "dozens", "33 (denied)"} <= set(written)
    assert markers(ax, "o") == [27, 31, 33, 40]
    assert len(markers(ax, ">")) == 2  # more than 30, dozens
    assert len(markers(ax, "<")) == 1  # up to 40
    assert [bar.get_hatch() for bar in ax.patches] == ["////"]
    assert "5 claims" in written
    assert "the navy" in written
    assert written.count("the navy") == 1


def test_a_topic_has_the_range_of_its_policy_behind_it():
    found = casualties.reconcile(SEVERAL)
    words = texts(plots.plot_topic(found, policy="cautious"))
    drawn = found.range("cautious", found.topics[0])
    assert f"cautious: {drawn.low} or more (range under this policy)" in words
    assert not any("policy" in w for w in texts(plots.plot_topic(found, policy=None)))


def test_what_is_contradicted_is_marked():
    found = casualties.reconcile(SEVERAL)
    disputed = {i for f in found.conflicts for i in f.claim_ids}
    assert disputed
    assert sum("✗" in w for w in texts(plots.plot_topic(found))) == len(disputed)


def test_many_claims_are_cut_and_said_to_be():
    many = Claims(tuple(claim(n, Amount.exact(n), f"source {n}") for n in range(100)))
    assert "the first 60 of 100 claims" in texts(plots.plot_topic(many))
    assert "100 claims" in texts(plots.plot_topic(many, most=None))


def test_from_one_to_a_hundred_thousand_is_a_logarithmic_axis():
    ax = plots.plot_topic(Claims((claim(1, Amount.exact(1)), claim(2, Amount.exact(100_000)))))
    assert ax.get_xlabel() == "persons (logarithmic)"
    assert "100,000" in texts(ax)


def test_tolls_over_time_skip_what_has_no_day_and_say_so():
    ax = plots.plot_tolls(SEVERAL)
    words = texts(ax)
    assert "3 claims; 2 without a day or a number not shown" in " ".join(words).replace("\n", " ")
    assert {"a doctor", "the navy", "arrow: open end", "2019-05-03", "2019-05-04"} <= set(words)


def test_revisions_and_stale_repeats_are_marked():
    tolls = Claims(
        (
            claim(1, Amount.exact(50), as_of=DAY),
            claim(2, Amount.exact(30), as_of=DAY + dt.timedelta(days=2), revises="c1"),
            claim(3, Amount.exact(50), "a paper", as_of=DAY + dt.timedelta(days=3)),
        )
    )
    found = casualties.reconcile(tolls)
    stale = finding(Kind.STALE_REPEAT, ["c2", "c3"], "old.", replaced="c3")
    ax = plots.plot_tolls(dataclasses.replace(found, findings=(stale,)))
    assert {"stale repeat", "↻ revised"} <= set(texts(ax))
    assert len(markers(ax, "x")) == 1
    assert "↻ revised" not in texts(plots.plot_tolls(Claims(tolls.claims[::2])))


def test_beyond_the_colours_that_can_be_told_apart_sources_are_grey():
    many = Claims(tuple(claim(n, Amount.exact(20 + n), f"source {n}", as_of=DAY) for n in range(9)))
    words = texts(plots.plot_tolls(many))
    assert "2 other sources" in words
    assert len([w for w in words if w.startswith("source ")]) == 7


def test_agreement_shows_the_gravest_verdict_of_two_sources():
    found = Reconciliation(
        SEVERAL,
        (
            finding(Kind.CONTRADICTS_SOURCE, ["c1", "c2"], "x."),
            finding(Kind.WITHIN_BOUND, ["c1", "c3"], "x."),
            finding(Kind.CONTRADICTS_ITSELF, ["c2", "c3"], "x."),
            finding(Kind.SAME_FIGURE, ["c1", "c4"], "x."),
        ),
    )
    ax = plots.plot_agreement(found)
    cells = {t.get_position(): t.get_text() for t in ax.texts}
    assert cells == {(0, 0): "✗1", (0, 1): "✗1", (1, 0): "✗1", (1, 2): "✓1", (2, 1): "✓1"}
    assert {"✗ conflict", "✓ agreement"} <= set(texts(ax))
    assert "the 2 sources with most findings, of 3" in " ".join(texts(plots.plot_agreement(found, most=2)))


def test_agreement_may_be_asked_of_one_topic():
    found = casualties.reconcile(CLAIMS)
    killed = next(t for t in found.topics if t.scope.outcome is Outcome.KILLED)
    assert "the harbour master" in texts(plots.plot_agreement(found, killed))


def summed(total: int, stated: bool = True) -> Reconciliation:
    parts = (claim(1, Amount.exact(12)), claim(2, Amount.about(30)), claim(3, Amount.at_least(9)))
    whole = claim(4, Amount.exact(total), how="sum_of:c1,c2,c3" if stated else None)
    return casualties.reconcile(Claims((*parts, whole)))


def test_a_sum_is_laid_end_to_end():
    ax = plots.plot_sum(summed(52))
    bars = [(b.get_x(), b.get_width()) for b in ax.patches if not b.get_hatch()]
    assert bars == [(0, 12), (12, 30), (42, 9), (0, 51), (0, 52)]
    assert {"12", "about 30", "at least 9", "= 51", "stated: 52", "together"} <= set(texts(ax))
    assert any(t.startswith("✓ sum supports") for t in texts(ax))


def test_a_sum_that_does_not_add_up_shows_what_lies_between():
    ax = plots.plot_sum(summed(40))
    gap = [(b.get_x(), b.get_width()) for b in ax.patches if b.get_hatch() == "xxx"]
    assert gap == [(40, 11)]
    assert any(t.startswith("✗ sum mismatch") for t in texts(ax))


NOTHING = [
    (plots.plot_topic, "no claims"),
    (plots.plot_tolls, "no dated claims"),
    (plots.plot_agreement, "no findings between sources"),
    (plots.plot_sum, "no sum among these claims"),
]


@pytest.mark.parametrize(("plot", "said"), NOTHING)
def test_nothing_is_said_to_be_nothing(plot, said):
    assert texts(plot(Reconciliation(Claims()))) == [said]


@pytest.mark.parametrize("plot", [plot for plot, _ in NOTHING])
def test_each_draws_on_the_axes_it_is_given_and_returns_them(plot):
    _, (left, right) = plt.subplots(1, 2)
    assert plot(summed(40), ax=right) is right
    assert not left.has_data()
    assert len(plt.get_fignums()) == 1


def test_the_whole_is_the_claim_that_the_finding_names_and_not_the_largest():
    small, large = sorted(SEVERAL, key=lambda c: c.amount.value or 0)[:: len(SEVERAL) - 1]
    named = finding(Kind.SUM_MISMATCH, [small.claim_id, large.claim_id], "x", whole=small.claim_id)
    unnamed = finding(Kind.SUM_MISMATCH, [small.claim_id, large.claim_id], "x")
    assert _whole(named, [small, large]) is small
    assert _whole(unnamed, [small, large]) is large


@pytest.mark.parametrize("plot", [plots.plot_topic, plots.plot_tolls, plots.plot_agreement, plots.plot_sum])
def test_an_unknown_topic_or_finding_is_an_error(plot):
    with pytest.raises(PolicyError, match="gone"):
        plot(summed(40), "gone")


HOSTILE = ["$\\frac{1}{0}$", "$", "a\0\x1b\ud83d", "\u202eabc", "x" * 10_000, "a\nb\nc", "<b>&amp;", "_{", "%s {0}"]


@pytest.mark.filterwarnings("ignore:Glyph")
@settings(max_examples=12)
@given(
    st.sampled_from(HOSTILE) | st.text(st.characters(max_codepoint=0x2FF), min_size=1, max_size=20).filter(str.strip)
)
def test_any_name_is_only_a_name(words):
    scope = Scope(Outcome.KILLED, place=Place(f"x{words}"), victims=Victims(words))
    claims = Claims(
        tuple(
            dataclasses.replace(c, source=Source(words if n % 2 else None), scope=scope, figure=words, report_id=words)
            for n, c in enumerate(SEVERAL)
        )
    )
    found = casualties.reconcile(claims)
    sums = (finding(Kind.SUM_MISMATCH, [c.claim_id for c in claims], words, scope=scope),)
    for plot in (plots.plot_topic, plots.plot_tolls, plots.plot_agreement, plots.plot_sum):
        ax = plot(dataclasses.replace(found, findings=(*found.findings, *sums)))
        assert all(len(line) <= 90 for text in texts(ax) for line in text.split("\n"))
        ours = [
            *ax.texts,
            *ax.get_yticklabels(),
            ax._left_title,
            *(ax.get_legend().get_texts() if ax.get_legend() else []),
        ]
        assert all(not t.get_parse_math() for t in ours if words[:1] in t.get_text() and "$" in t.get_text())
        plt.close("all")


@pytest.mark.filterwarnings("ignore:Glyph")
@settings(max_examples=8)
@given(some_claims)
def test_any_claims_can_be_drawn(claims):
    found = casualties.reconcile(claims)
    assert texts(plots.plot_topic(claims))
    for plot in (plots.plot_topic, plots.plot_tolls, plots.plot_agreement, plots.plot_sum):
        assert texts(plot(found))
    plt.close("all")


def test_the_library_loads_no_matplotlib_until_a_plot_is_asked_for():
    code = "import sys, casualties, casualties.show.plots; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"
