"""One source's one figure with its scope, and many of them in order."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from made_claims import CLAIMS, REPORT, some_claims

from casualties.amount import Amount
from casualties.claim import Claim, Claims, Source, Status
from casualties.report import Report
from casualties.scope import Outcome, Place, Scope, Victims

REPRS = [
    (CLAIMS[0], "<At least 12 people killed in Tamra, 2019-05-03 to ?, says the harbour master>"),
    (CLAIMS[2], "<4 people injured in Tamra, 2019-05-03 to ?, says Doctors (unverified)>"),
    (Claim(claim_id="c", amount=Amount.between(3, 5), scope=Scope(Outcome.KILLED_OR_INJURED)),
     "<[3, 5] killed_or_injured, says unattributed>"),
    (Claim(claim_id="c", amount=Amount.exact(2), figure="two", status=Status.DENIED,
           scope=Scope(Outcome.ABDUCTED, victims=Victims("nurses"), place=Place("Tamra"))),
     "<two nurses abducted in Tamra, says unattributed (denied)>"),
    (Claim(claim_id="c", amount=Amount.exact(2), figure="two\n \x1b[2Jmen", source=Source("the \u202erewot"),
           scope=Scope(Outcome.KILLED, victims=Victims("\0men"), place=Place("Tamra\rHoms"))),
     "<two ␛[2Jmen ␀men killed in Tamra Homs, says the \\u202erewot>"),
    (Claim(claim_id="c", amount=Amount.exact(2), source=Source("طبيب"), scope=Scope(Outcome.KILLED, place=Place(" "))),
     "<[2, 2] killed, says \u2068طبيب\u2069>"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "shown"), REPRS)
def test_a_claim_reads_like_a_sentence(claim, shown):
    assert repr(claim) == shown


def test_a_claim_is_frozen_hashable_and_named_by_keyword():
    with pytest.raises(dataclasses.FrozenInstanceError):
        CLAIMS[0].figure = "12"
    assert len({CLAIMS[0], dataclasses.replace(CLAIMS[0])}) == 1
    with pytest.raises(TypeError):
        Claim("c", Amount.exact(1), Scope(Outcome.KILLED))


SOURCES = [
    (Source("the Observatory", "sohr"), Source("Abdul-Rahman", "sohr"), True),
    (Source("The Mayor"), Source("the mayor"), True),
    (Source("the mayor"), Source("the coroner"), False),
    (Source("the mayor"), Source("the mayor", "tamra-mayor"), False),
]


@pytest.mark.parametrize(("one", "other", "same"), SOURCES)
def test_a_source_is_known_by_its_id_else_by_its_words(one, other, same):
    assert (one.identity == other.identity) is same


def test_an_unnamed_source_has_no_identity():
    assert Source().identity is None
    assert Source("").identity is None


def test_claims_are_a_sequence():
    assert len(CLAIMS) == 4
    assert CLAIMS[0] in CLAIMS
    assert CLAIMS[-1].figure == "No"
    assert [c.figure for c in CLAIMS] == ["At least 12", "15", "4", "No"]
    assert isinstance(CLAIMS[1:3], Claims)
    assert [c.figure for c in CLAIMS[1:3]] == ["15", "4"]
    assert CLAIMS[1:3].reports == CLAIMS.reports
    with pytest.raises(IndexError):
        CLAIMS[4]


def test_claims_are_equal_when_their_claims_are():
    assert Claims(CLAIMS.claims) == CLAIMS
    assert hash(Claims(CLAIMS.claims)) == hash(CLAIMS)
    assert CLAIMS[:2] != CLAIMS
    assert CLAIMS.claims != CLAIMS


def test_gathering_keeps_the_order_and_the_reports():
    other = Claims((), (Report("nothing happened", "quiet"),))
    gathered = Claims.gather([other, CLAIMS])
    assert gathered == CLAIMS
    assert [r.report_id for r in gathered.reports] == ["quiet", "tamra-ferry"]
    assert Claims.gather([]) == Claims()


def test_the_report_of_a_claim():
    assert CLAIMS.report("tamra-ferry") is REPORT
    assert CLAIMS.report("other") is None
    assert CLAIMS.report(None) is None


@given(some_claims)
def test_anything_that_can_be_claimed_can_be_shown(claims):
    assert all(str(c.outcome) in repr(c) for c in claims)
    assert repr(claims).startswith(f"{len(claims)} claim")
    assert claims._repr_html_().count("<mark") >= len(claims) - sum(c.quote is not None for c in claims)
