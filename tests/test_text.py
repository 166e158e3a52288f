"""Claims and findings as plain text."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_claims import CLAIMS, FINDINGS, TEXT, finding, made, some_claims

from casualties.amount import Amount
from casualties.claim import Claim, Claims, Source, SourceKind, Status
from casualties.compare.findings import Certainty, Kind, Reconciliation
from casualties.report import Report
from casualties.scope import Outcome, Scope, Unit, Victims
from casualties.show.position import Origin, Positions, figure_in_quote, line_and_column, line_starts
from casualties.show.text import claim_in_words, claims_as_text, findings_as_text, source_in_words, summary

CLAIMS_TOLD = """\
4 claims

tamra-ferry (The Quay, 2019-05-03: Ferry sinks)
  "At least 12 people drowned when a ferry sank off Tamra, the harbour master said on Friday."
    3:1  At least 12 [12, ∞) people killed in Tamra, 2019-05-03 to ?; according to the harbour master
        (government), relayed by AFP; running total
  "Doctors counted 15 bodies & 4 <injured> sailors."
    3:108  15 people killed in Tamra, 2019-05-03 to ?; according to Doctors (health); as of 2019-05-03
    3:120  4 people injured in Tamra, 2019-05-03 to ?; according to Doctors (health); unverified
  "No children were hurt."
    4:1  No (0) people injured in Tamra, 2019-05-03 to ?; no source named"""

FINDINGS_TOLD = """\
2 findings: 1 conflict, 1 agreement

CONFLICT contradicts_source, certain
  4 & 0: <no> count is both.
    news/ferry.txt:8:120  4 people injured in Tamra, 2019-05-03 to ?; according to Doctors (health);
        unverified
      "Doctors counted 15 bodies & 4 <injured> sailors."
    news/ferry.txt:9:1  No (0) people injured in Tamra, 2019-05-03 to ?; no source named
      "No children were hurt."

AGREEMENT within_bound, certain
  15 lies in [12, ∞).
    news/ferry.txt:8:1  At least 12 [12, ∞) people killed in Tamra, 2019-05-03 to ?; according to the harbour
        master (government), relayed by AFP; running total
      "At least 12 people drowned when a ferry sank off Tamra, the harbour master said on Friday."
    news/ferry.txt:8:108  15 people killed in Tamra, 2019-05-03 to ?; according to Doctors (health); as of
        2019-05-03
      "Doctors counted 15 bodies & 4 <injured> sailors.\""""


def test_claims_are_told_by_report_and_sentence():
    assert claims_as_text(CLAIMS) == CLAIMS_TOLD
    assert repr(CLAIMS) == CLAIMS_TOLD


def test_findings_are_told_conflicts_first_with_sentences_and_places():
    assert findings_as_text(FINDINGS, origins={"tamra-ferry": Origin("news/ferry.txt", 6)}) == FINDINGS_TOLD


def test_nothing_is_told_as_nothing():
    assert claims_as_text(Claims()) == "0 claims"
    assert findings_as_text(Reconciliation(Claims())) == "0 findings"


def test_claims_of_one_report_stand_together():
    shuffled = Claims((CLAIMS[0], dataclasses.replace(CLAIMS[1], report_id=None), CLAIMS[3]), CLAIMS.reports)
    told = claims_as_text(shuffled)
    assert told.count("tamra-ferry (The Quay") == 1
    assert told.index("4:1  No") < told.index("\ntyped\n")


def test_a_limit_says_what_it_leaves_out():
    assert claims_as_text(CLAIMS, limit=1).endswith("... and 3 claims more; to_frame() holds all.")
    assert findings_as_text(FINDINGS, limit=1).endswith("... and 1 finding more; to_frame() holds all.")
    assert "more; to_frame()" not in claims_as_text(CLAIMS, limit=None)


def test_a_finding_that_is_only_possible_says_what_it_assumes():
    unsure = dataclasses.replace(
        FINDINGS.findings[1],
        certainty=Certainty.POSSIBLE,
        assumptions=("one ferry sank",),
        repairs=("one side revises",),
    )
    told = findings_as_text(Reconciliation(CLAIMS, (unsure,)))
    assert "CONFLICT contradicts_source, possible\n" in told
    assert "\n  assumed: one ferry sank\n  would restore consistency: one side revises\n" in told


def test_a_finding_about_a_claim_that_is_not_at_hand():
    told = findings_as_text(Reconciliation(CLAIMS[:1], FINDINGS.findings[:1]))
    assert f"{CLAIMS[1].claim_id}  (not among these claims)" in told


SUMMARIES = [
    ((), "0 findings"),
    ((Kind.DENIED, Kind.SUM_MISMATCH), "2 findings: 2 conflicts"),
    ((Kind.NEAR_MISS, Kind.REVISED_UP, Kind.DIFFERENT_UNIT),
     "3 findings: 1 to review, 1 revision, 1 explained"),
]  # fmt: skip


@pytest.mark.parametrize(("kinds", "said"), SUMMARIES)
def test_summary(kinds, said):
    findings = tuple(finding(kind, CLAIMS[0], number=n) for n, kind in enumerate(kinds))
    assert summary(Reconciliation(CLAIMS, findings)) == said


def test_summary_says_when_not_every_pair_was_compared():
    assert (
        summary(Reconciliation(Claims(), complete=False))
        == "0 findings (large groups were compared by representatives)"
    )


BARE = Claim(claim_id="c", amount=Amount.between(3, 5), scope=Scope(Outcome.KILLED_OR_INJURED))
IN_WORDS = [
    (BARE, "[3, 5] killed or injured; no source named"),
    (dataclasses.replace(BARE, amount=Amount.exact(1729)), "1,729 killed or injured; no source named"),
    (dataclasses.replace(BARE, amount=Amount.exact(1729), figure="1729"), "1,729 killed or injured; no source named"),
    (dataclasses.replace(BARE, amount=Amount.exact(24), figure="two\ndozen"),
     "two dozen (24) killed or injured; no source named"),
    (dataclasses.replace(BARE, scope=Scope(Outcome.DISPLACED, Unit.FAMILIES)),
     "[3, 5] families displaced; no source named"),
    (dataclasses.replace(BARE, scope=Scope(Outcome.DISPLACED, Unit.FAMILIES, Victims("Tamra families"))),
     "[3, 5] Tamra families displaced; no source named"),
    (dataclasses.replace(BARE, status=Status.DENIED, revises="x"),
     "[3, 5] killed or injured; no source named; denied; revises x"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "said"), IN_WORDS)
def test_a_claim_in_words(claim, said):
    assert claim_in_words(claim) == said


def test_a_part_names_its_whole_by_figure():
    part = dataclasses.replace(BARE, part_of=CLAIMS[0].claim_id)
    assert claim_in_words(part, {CLAIMS[0].claim_id: CLAIMS[0]}).endswith("; part of At least 12 [12, ∞)")
    assert claim_in_words(part).endswith(f"; part of {CLAIMS[0].claim_id}")


SOURCES = [
    (Source(), "no source named"),
    (Source("a nurse"), "according to a nurse"),
    (Source("a nurse", None, SourceKind.HEALTH), "according to a nurse (health)"),
    (Source(None, "sohr", SourceKind.ACTIVIST_OPPOSITION), "according to sohr (activist opposition)"),
    (Source("a nurse", None, SourceKind.HEALTH, "state TV"), "according to a nurse (health), relayed by state TV"),
    (Source(None, None, SourceKind.NONE, "AFP"), "no source named, relayed by AFP"),
]


@pytest.mark.parametrize(("source", "said"), SOURCES)
def test_a_source_in_words(source, said):
    assert source_in_words(dataclasses.replace(BARE, source=source)) == said


@given(st.text(st.sampled_from("ab\n\r 🚑"), max_size=40), st.data())
def test_line_and_column_lead_back_to_the_place(text, data):
    offset = data.draw(st.integers(0, len(text)))
    line, column = line_and_column(line_starts(text), offset)
    lines = text.split("\n")
    assert sum(len(above) + 1 for above in lines[: line - 1]) + column - 1 == offset
    assert 1 <= column <= len(lines[line - 1]) + 1


ORIGINS = [
    (None, "tamra-ferry:3:1", "3:1"),
    (Origin("news/ferry.txt"), "news/ferry.txt:3:1", "3:1"),
    (Origin("news/ferry.txt", 7), "news/ferry.txt:9:1", "9:1"),
    (Origin("ferry.csv, row 2", None), "ferry.csv, row 2, text 3:1", "3:1"),
]


@pytest.mark.parametrize(("origin", "whole", "within"), ORIGINS)
def test_a_position_names_the_file_and_its_line(origin, whole, within):
    positions = Positions(CLAIMS, {"tamra-ferry": origin} if origin else None)
    assert (positions.of(CLAIMS[0]), positions.within(CLAIMS[0])) == (whole, within)


def test_a_typed_claim_has_no_position():
    assert Positions(Claims((BARE,))).of(BARE) == "typed"
    assert Positions(Claims((BARE,))).within(BARE) == ""


def test_a_figure_beyond_the_text_has_no_position():
    other_text = Claims(CLAIMS.claims, (Report("short", "tamra-ferry"),))
    assert Positions(other_text).of(CLAIMS[3]) == "tamra-ferry"


def test_the_figure_is_found_in_its_sentence():
    for claim in CLAIMS:
        assert figure_in_quote(claim, CLAIMS.reports[0]).of(claim.quote) == claim.figure
        assert figure_in_quote(claim, None).of(claim.quote) == claim.figure


def test_of_two_equal_figures_the_right_one_is_found():
    quote = "Doctors counted 15 bodies & 4 <injured> sailors."
    twice = TEXT.replace("4 <injured>", "15 <injured>")
    second = made("4", Amount.exact(15), Outcome.INJURED, quote)
    second = dataclasses.replace(
        second,
        figure="15",
        quote=quote.replace("4 <", "15 <"),
        span=dataclasses.replace(second.span, end=second.span.end + 1),
    )
    assert second.span.of(twice) == "15"
    assert figure_in_quote(second, Report(twice, "tamra-ferry")).start == 28
    assert figure_in_quote(second, None) is None


@given(some_claims)
def test_any_claims_can_be_told(claims):
    told = claims_as_text(claims)
    assert told.startswith(f"{len(claims)} claim")
    assert all(source_in_words(c).split()[0] in told for c in claims)
