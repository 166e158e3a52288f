"""Rivals: a side's count of its own victims is held against what the other side says of them."""

from __future__ import annotations

import pytest
from compared import claim, of

from casualties.compare.reconcile import reconcile

THEIRS = {"who": "Verdanian soldiers", "group": "security_forces", "by": "the Kolsan defence ministry", "at": 10}
THEIRS |= {"kind": "military_police", "where": "the border"}
OWN = {
    "by": "Verdania's president",
    "kind": "government",
    "where": "the frontier district",
    "quote": "He spoke of losses.",
}

DISPUTES = [
    ([claim("a", 90, **THEIRS), claim("b", 12, at=90, **OWN)], {"ab"}, "the president counts his own"),
    (
        [
            claim("a", "more than 90", "killed_or_injured", **THEIRS),
            claim("b", 20, at=90, **OWN),
            claim("c", 30, "injured", at=99, **OWN),
        ],
        {"abc"},
        "killed and injured together are still fewer",
    ),
    (
        [
            claim("a", "more than 90", "killed_or_injured", **THEIRS),
            claim("b", 60, at=90, **OWN),
            claim("c", 40, "injured", at=99, **OWN),
        ],
        set(),
        "together they are as many",
    ),
    ([claim("a", 90, **THEIRS), claim("b", 90, at=90, **OWN)], set(), "no difference"),
    ([claim("a", 90, **THEIRS), claim("b", 12, at=90, **{**OWN, "by": "a Tarsk governor"})], set(), "a third party"),
    (
        [claim("a", 90, **THEIRS), claim("b", 12, at=90, who="Kolsan soldiers", group="security_forces", **OWN)],
        set(),
        "he speaks of the others' dead",
    ),
    (
        [claim("a", 90, days="2020-01-01", **THEIRS), claim("b", 12, at=90, days="2020-02-01", **OWN)],
        set(),
        "another month",
    ),
    ([claim("a", 90, **THEIRS), claim("b", 12, at=90, cumulative=True, **OWN)], set(), "a running toll"),
    (
        [claim("a", 90, **{**THEIRS, "who": "soldiers"}), claim("b", 12, at=90, **OWN)],
        set(),
        "nobody says whose soldiers they were",
    ),
    (
        [claim("a", 90, **{**THEIRS, "by": "the Verdanian army"}), claim("b", 12, at=90, **OWN)],
        set(),
        "two voices of one side",
    ),
]


@pytest.mark.parametrize(("claims", "sets", "why"), DISPUTES, ids=[d[2] for d in DISPUTES])
def test_disputes(claims, sets, why):
    found = reconcile(of(*claims)).conflicts
    assert {"".join(f.claim_ids) for f in found} == sets, why
    assert {f.kind.value for f in found} <= {"contradicts_source"}
    assert all(f.certainty == "possible" and "both speak of the same fighting" in f.assumptions for f in found)


STATE = {"by": "the governor", "kind": "government", "where": "Tamra", "days": "2019-05-03"}
REBELS = {
    "by": "the Front's speaker",
    "kind": "armed_group",
    "where": "Tamra",
    "days": "2019-05-03",
    "quote": "He told.",
}
GUARDS = {"who": "guards", "group": "security_forces"}
TROOPS = {"who": "soldiers and policemen", "group": "security_forces"}
MEN = {"who": "fighters", "group": "armed_group"}
RAIDERS = {"who": "raiders", "group": "attackers"}
ARMED = [
    ([claim("a", 3, at=10, **STATE, **GUARDS), claim("b", 30, at=90, **REBELS, **TROOPS)], {"ab"}, "the state's dead"),
    ([claim("a", 9, at=10, **STATE, **RAIDERS), claim("b", 4, at=90, **REBELS, **MEN)], {"ab"}, "the armed group's"),
    (
        [claim("a", 9, at=10, **STATE, **RAIDERS), claim("b", 0, "killed_or_injured", at=90, **REBELS, **MEN)],
        {"ab"},
        "who has no casualties has no dead",
    ),
    (
        [claim("a", 9, at=10, **STATE, **RAIDERS), claim("b", 12, "killed_or_injured", at=90, **REBELS, **MEN)],
        set(),
        "nine of the twelve may have died",
    ),
    (
        [claim("a", 9, "killed_or_injured", at=10, **STATE, **RAIDERS), claim("b", 12, at=90, **REBELS, **MEN)],
        {"ab"},
        "more dead than the other side has casualties",
    ),
    (
        [claim("a", 9, "injured", at=10, **STATE, **RAIDERS), claim("b", 12, at=90, **REBELS, **MEN)],
        set(),
        "the injured are not the dead",
    ),
    ([claim("a", 3, at=10, **STATE, **GUARDS), claim("b", 3, at=90, **REBELS, **TROOPS)], set(), "one number"),
    (
        [
            claim("a", 3, at=10, on="2019-05-04", **STATE, **GUARDS),
            claim("b", 30, at=90, on="2019-05-06", **REBELS, **TROOPS),
        ],
        {"ab"},
        "what one side owned up to, the other did not go on counting",
    ),
    (
        [
            claim("a", 3, at=10, **{**STATE, "where": "Coast"}, path="XX/Coast", **GUARDS),
            claim("b", 30, at=90, **REBELS, path="XX/Coast/Tamra", **TROOPS),
        ],
        {"ab"},
        "the town of the one lies in the province of the other",
    ),
    (
        [
            claim("a", 3, at=10, **{**STATE, "where": "Port Ane"}, path="XX/Coast/Port Ane", **GUARDS),
            claim("b", 30, at=90, **REBELS, path="XX/Coast/Tamra", **TROOPS),
        ],
        set(),
        "two towns",
    ),
    (
        [
            claim("a", 3, at=10, **STATE, **GUARDS),
            claim("b", 30, at=90, **REBELS, who="Kolsan and foreign soldiers", group="security_forces"),
        ],
        set(),
        "one army's dead may be some of those of two",
    ),
    (
        [
            claim("a", 33, at=10, **STATE, **GUARDS),
            claim("b", 30, at=90, **REBELS, who="Kolsan and foreign soldiers", group="security_forces"),
        ],
        {"ab"},
        "one army has more dead than are given for two",
    ),
    ([claim("a", 2, at=10, **STATE, **GUARDS), claim("b", 50, at=90, **REBELS, **TROOPS)], set(), "out of all scale"),
    (
        [claim("a", 3, at=10, **STATE, **GUARDS), claim("b", 30, at=90, **{**REBELS, "days": "2019-05-02"}, **TROOPS)],
        set(),
        "another day",
    ),
    (
        [claim("a", 3, at=10, **STATE, **GUARDS), claim("b", 30, at=90, **{**REBELS, "where": "Port Ane"}, **TROOPS)],
        {"ab"},
        "a place that may be the same",
    ),
    (
        [
            claim("a", 3, at=10, **STATE, **GUARDS),
            claim("c", 8, at=30, **STATE, **RAIDERS, quote="Eight raiders."),
            claim("d", 5, at=40, who="wardens", group="security_forces", **STATE),
            claim("b", 30, at=90, **REBELS, **TROOPS),
        ],
        set(),
        "the governor tells of parts",
    ),
    (
        [
            claim("a", 3, at=10, who="Kolsan guards", group="security_forces", **STATE),
            claim("b", 30, at=90, who="Verdanian soldiers", group="security_forces", **REBELS),
        ],
        set(),
        "soldiers of two states",
    ),
    (
        [
            claim("a", 3, at=10, **{**STATE, "kind": "health"}, **GUARDS),
            claim("b", 30, at=90, **REBELS, **{**TROOPS, "who": "guards of the jail"}),
        ],
        set(),
        "a doctor is no side, and the ratio is too large for two bodies",
    ),
]


@pytest.mark.parametrize(("claims", "sets", "why"), ARMED, ids=[d[2] for d in ARMED])
def test_whose_dead_soldiers_and_fighters_are(claims, sets, why):
    found = reconcile(of(*claims)).conflicts
    assert {"".join(f.claim_ids) for f in found} == sets, why


def test_the_sum_of_killed_and_injured_is_shown():
    (found,) = reconcile(of(*DISPUTES[1][0])).conflicts
    assert "20 killed and 30 injured, 50 in all: 41 apart" in found.reason
    assert found.gap == 41
