"""Totals: sums that are stated, sums that are evident, and the least set of claims that cannot all be right."""

from __future__ import annotations

import numpy as np
import pytest
from compared import claim, kinds, of
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from told_in_full import cases, sum_told

from casualties.compare.kinds import Kind
from casualties.compare.reconcile import reconcile

SOURCE = {"by": "observatory", "kind": "monitor", "where": "Syria"}
SOLDIERS = {"who": "soldiers", "group": "security_forces"}


def found_for(*claims):
    return kinds(reconcile(of(*claims)))


SUMS = [
    (("w", 42, {}), [("a", 14, "staff"), ("b", 24, "patients"), ("c", 4, "visitors")], "14 + 24 + 4 = 42"),
    (("w", 23, {}), [("a", 13, "staff"), ("b", 10, "patients")], "13 + 10 = 23"),
    (("w", 632, {}), [("a", 624, "civilians"), ("b", 8, "police")], "624 + 8 = 632"),
    (("w", "at least 30", {}), [("a", 23, None), ("b", 7, "unidentified")], "23 + 7 = 30"),
    (("w", 52, {}), [("a", "at least 22", "civilians"), ("b", "at least 27", "militants"), ("c", 3, "unclear")], "52"),
]


@pytest.mark.parametrize(("whole", "parts", "terms"), SUMS, ids=[s[2] for s in SUMS])
def test_typed_parts_that_add_up_support_their_whole(whole, parts, terms):
    claims = [claim(whole[0], whole[1], **SOURCE), *(claim(n, x, who=who, **SOURCE) for n, x, who in parts)]
    found = next(f for f in reconcile(of(*claims)) if set(f.claim_ids) == {c.claim_id for c in claims})
    assert found.kind is Kind.SUM_SUPPORTS
    assert terms in found.reason


def test_places_add_up_to_all_places():
    rows = [claim("a", 86, by="police", where="island"), claim("b", 7, by="police", where="city bomb")]
    assert found_for(*rows, claim("w", 93, by="police", where="both sites"))[frozenset("abw")] == "sum_supports"


TOLD = "The group has 454 names; he said 68 soldiers died as well, raising the total to {}."


def told(total, figure):
    quote = TOLD.format(figure)
    return [
        claim("a", 454, at=10, quote=quote, cumulative=True, **SOURCE),
        claim("b", 68, at=60, quote=quote, cumulative=True, **SOURCE, **SOLDIERS),
        claim("w", total, at=110, quote=quote, figure=figure, cumulative=True, **SOURCE),
    ]


def test_words_of_adding_up_name_the_parts_before_them():
    assert found_for(*told("more than 500", "over 500")) == {frozenset("abw"): "sum_supports"}


def test_a_total_below_its_parts_is_a_conflict_of_exactly_those_three():
    (found,) = reconcile(of(*told("fewer than 500", "fewer than 500"))).conflicts
    assert (found.kind, set(found.claim_ids), found.certainty) == (Kind.SUM_MISMATCH, set("abw"), "certain")
    assert "454 + 68 = 522" in found.reason
    assert found.gap == 522 - 499
    assert found.repairs == (
        "without 454 (a), or with it changed by -23",
        "without 68 (b), or with it changed by -23",
        "without fewer than 500 (w), or with it changed by +23",
    )


def test_the_extractor_may_name_the_parts_itself():
    rows = [claim("a", 454, **SOURCE), claim("b", 68, **SOURCE, **SOLDIERS)]
    whole = claim("w", "more than 500", how="sum_of:a,b; verb of adding", **SOURCE)
    assert found_for(*rows, whole)[frozenset("abw")] == "sum_supports"


def test_a_rounded_total_is_supported_by_people_and_soldiers():
    rows = [claim("a", 454, **SOURCE), claim("b", 68, **SOURCE, **SOLDIERS), claim("w", "more than 500", **SOURCE)]
    assert found_for(*rows)[frozenset("abw")] == "sum_supports"


def test_killed_and_injured_make_casualties():
    rows = [claim("k", 379, by="governor"), claim("i", 1100, "injured", by="governor")]
    assert found_for(*rows, claim("c", 1479, "killed_or_injured", by="governor"))[frozenset("kic")] == "sum_supports"
    assert found_for(*rows, claim("c", 1526, "killed_or_injured", by="surgeon"))[frozenset("kic")] == "sum_mismatch"


def test_numbers_that_happen_to_add_up_in_a_text_are_not_a_sum():
    rows = [claim(n, x, at=at, by="police", days="2020-01-01") for n, x, at in (("a", 3, 1), ("b", 5, 9), ("c", 8, 20))]
    assert all(kind != "sum_supports" for kind in found_for(*rows).values())


def test_a_stated_part_must_fit():
    inside = [claim("w", 29, at=1, by="hall"), claim("p", 9, at=9, by="hall", part_of="w", group="children")]
    assert found_for(*inside) == {frozenset("wp"): "part_within_whole"}
    outside = [inside[0], claim("p", 33, at=9, by="hall", part_of="w", group="children")]
    assert found_for(*outside) == {frozenset("wp"): "part_exceeds_whole"}


numbers = st.integers(1, 30)


@given(st.lists(numbers, min_size=2, max_size=4), st.integers(0, 80))
def test_every_reported_minimal_set_is_infeasible_and_each_proper_subset_feasible(parts, whole):
    rows = [claim(f"p{n}", x, **SOURCE) for n, x in enumerate(parts)]
    total = claim("w", f"up to {whole}", how=f"sum_of:{','.join(c.claim_id for c in rows)}", **SOURCE)
    mismatches = [f for f in reconcile(of(*rows, total)) if f.kind is Kind.SUM_MISMATCH]
    assert bool(mismatches) == (sum(parts) > whole)
    for found in mismatches:
        names = set(found.claim_ids)
        assert not feasible(parts, whole, names)
        for left_out in names:
            assert feasible(parts, whole, names - {left_out})


def feasible(parts, whole, names):
    """The oracle: one variable per part and one for their sum, bounded by the claims that are kept."""
    bounds = [(x, x) if f"p{n}" in names else (0, None) for n, x in enumerate(parts)]
    bounds.append((0, whole) if "w" in names else (0, None))
    equal = np.array([[1.0] * len(parts) + [-1.0]])
    return linprog(np.zeros(len(bounds)), A_eq=equal, b_eq=[0.0], bounds=bounds).status == 0


@pytest.mark.parametrize("case", cases("sums.jsonl"), ids=lambda c: c["why"])
def test_what_is_said_of_parts_and_their_whole(case):
    """The whole finding: kind, words, arithmetic, what is assumed and what would restore consistency; or nothing."""
    assert sum_told(case) == case["told"]
