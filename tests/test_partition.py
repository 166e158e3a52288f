"""Blocks: the findings of every block together are the findings of the whole, and blocks do not depend on the order."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_reports import made_reports

import casualties
from casualties.show.tables import findings_table


def by_id(findings: pd.DataFrame) -> pd.DataFrame:
    return findings.sort_values("finding_id", kind="stable").reset_index(drop=True)


def in_blocks(claims: pd.DataFrame) -> pd.DataFrame:
    parts = [findings_table(part) for _, part in claims.groupby(casualties.findings_blocks(claims), sort=True)]
    return pd.concat([*parts, findings_table(claims.iloc[:0])], ignore_index=True)


def test_blocks_of_made_reports_reconcile_by_themselves():
    claims = casualties.claims_table(pd.DataFrame(made_reports(2_000)))
    blocks = casualties.findings_blocks(claims)
    assert 5 < blocks.nunique() < len(claims)
    whole = by_id(findings_table(claims))
    assert len(whole) >= 10
    pd.testing.assert_frame_equal(by_id(in_blocks(claims)), whole)


some = st.fixed_dictionaries(
    {
        "report_id": st.sampled_from(["a", "b", "c", "d", "e", None]),
        "outcome": st.sampled_from(["killed", "killed", "missing", "injured", "killed_or_injured"]),
        "low": st.integers(0, 30),
        "place_id": st.sampled_from(["SY/Homs", "SY", "IQ/Basra", "YE | YT", "YE/Aden", None, None]),
        "place": st.sampled_from(["Homs", "Tamra, Ardan", "Ardan", None]),
        "source": st.sampled_from(["police", "a doctor", None]),
        "as_of": st.sampled_from(["2019-05-03", "2019-05-04", None]),
        "cumulative": st.sampled_from([True, False, None]),
        "period_start": st.sampled_from(["2019-05-03", "2019-05-04", None]),
        "victims": st.sampled_from(["people", "soldiers", None]),
        "part_of": st.sampled_from(["c0", "c3", None, None, None]),
        "revises": st.sampled_from(["c1", None, None, None, None]),
        "how": st.sampled_from(["sum_of:c0,c2", None, None, None, None]),
    }
)


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    rows = draw(st.lists(some, min_size=2, max_size=14))
    for number, row in enumerate(rows):
        row |= {"claim_id": f"c{number}", "high": row["low"], "period_end": row["period_start"]}
    return pd.DataFrame(rows)


@given(tables())
def test_any_blocks_reconcile_by_themselves(claims):
    pd.testing.assert_frame_equal(by_id(in_blocks(claims)), by_id(findings_table(claims)))


QUOTES = ["A blast hit the market by the river.", "The blast at the market: more were found.", "A raid on a farm."]


@given(tables(), st.lists(st.sampled_from(QUOTES), min_size=14, max_size=14))
def test_any_blocks_of_sentences_reconcile_by_themselves(claims, quotes):
    """The same rows as if read from texts, so that incidents are matched by their words as well."""
    read = claims.assign(
        start=range(0, 9 * len(claims), 9),
        end=range(2, 9 * len(claims) + 2, 9),
        quote=quotes[: len(claims)],
        figure=claims["low"].astype(str),
    )
    pd.testing.assert_frame_equal(by_id(in_blocks(read)), by_id(findings_table(read)))


@given(tables(), st.randoms(use_true_random=False))
def test_blocks_do_not_depend_on_the_order(claims, chance):
    order = list(range(len(claims)))
    chance.shuffle(order)
    blocks = casualties.findings_blocks(claims)
    assert casualties.findings_blocks(claims.iloc[order]).to_dict() == blocks.to_dict()
    assert set(blocks) <= set(claims["claim_id"])


TIES = [
    # two claims, one block?
    ({"report_id": "a"}, {"report_id": "a"}, True),
    ({"report_id": "a"}, {"report_id": "b"}, False),
    ({"report_id": "a", "place_id": "SY/Homs"}, {"report_id": "b", "place_id": "SY/Aleppo"}, True),
    ({"report_id": "a", "place_id": "SY/Homs"}, {"report_id": "b", "place_id": "IQ/Basra"}, False),
    ({"report_id": "a", "place_id": "YE | YT"}, {"report_id": "b", "place_id": "YT"}, True),
    ({"report_id": "a", "place": "Tamra, Ardan"}, {"report_id": "b", "place": "the Ardan"}, True),
    ({"report_id": "a", "place": "Tamra"}, {"report_id": "b", "place": "Ardan"}, False),
    ({"report_id": "a"}, {"report_id": "b", "part_of": "c0"}, True),
    ({"report_id": "a"}, {"report_id": "b", "revises": "c0"}, True),
    ({"report_id": "a"}, {"report_id": "b", "how": "figure; sum_of:c0,c9"}, True),
]


@pytest.mark.parametrize(("one", "other", "together"), TIES)
def test_what_ties_two_claims(one, other, together):
    rows = [
        {"claim_id": "c0", "outcome": "killed", "low": 1} | one,
        {"claim_id": "c1", "outcome": "killed", "low": 2} | other,
    ]
    blocks = casualties.findings_blocks(pd.DataFrame(rows, index=["x", "y"]))
    assert blocks.name == "block"
    assert list(blocks.index) == ["x", "y"]
    assert blocks.nunique() == (1 if together else 2)
    assert blocks["x"] == "c0"


def test_an_empty_table_has_no_blocks():
    assert casualties.findings_blocks(casualties.Claims().to_frame()).tolist() == []
