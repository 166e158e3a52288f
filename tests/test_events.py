"""Events: the claims of one incident together, the next town's apart."""

from __future__ import annotations

import pytest
from compared import claim

from casualties.compare.events import gather_events, is_background
from casualties.compare.facets import facets_of

TAMRA = {"where": "Tamra", "path": "TM/Coast/Tamra"}
KOLSA = {"where": "Kolsa", "path": "TM/Coast/Kolsa"}
COAST = {"where": "the coast", "path": "TM/Coast"}
NOWHERE = {"where": None}


def events(*rows):
    facets = [facets_of(claim(f"c{n}", 5, at=n, **row), n) for n, row in enumerate(rows)]
    return [[f.claim_id for f in event] for event in gather_events(facets)]


CASES = [
    ([{**TAMRA, "days": "2019-05-03"}, {**KOLSA, "days": "2019-05-03"}], [["c0"], ["c1"]], "two towns"),
    ([{**TAMRA, "days": "2019-05-03"}, {**TAMRA, "days": "2019-05-04"}], [["c0"], ["c1"]], "two days"),
    ([{**TAMRA, "days": "2019-05-03"}, NOWHERE], [["c0", "c1"]], "what names nothing runs on"),
    (
        [{**KOLSA, "days": "2019-05-02"}, {**TAMRA, "days": "2019-05-03"}, NOWHERE],
        [["c1", "c2"], ["c0"]],
        "from the last",
    ),
    (
        [{**TAMRA, "days": "2019-05-03"}, {**COAST, "days": "2019-05-03", "report": "r2"}],
        [["c0", "c1"]],
        "another report names the province only",
    ),
    (
        [{**TAMRA, "days": "2019-05-03"}, {**KOLSA, "days": "2019-05-03", "report": "r2"}],
        [["c0"], ["c1"]],
        "another report speaks of the next town",
    ),
    ([{**TAMRA, "days": "2019-05-03"}, {**TAMRA, "report": "r2"}], [["c0"], ["c1"]], "another report, no day"),
    (
        [{**TAMRA, "days": "2019-05-03"}, {**NOWHERE, "cumulative": True}],
        [["c0"], ["c1"]],
        "a running toll of no known days is not the incident's",
    ),
]


@pytest.mark.parametrize(("rows", "expected", "why"), CASES, ids=[c[2] for c in CASES])
def test_events(rows, expected, why):
    assert events(*rows) == expected, why


def test_a_war_is_background_and_a_week_is_not():
    war = claim("a", 5, days="2011-03-15/2013-04-30", at=0)
    siege = claim("b", 5, days="2019-05-03/2019-05-09", at=0, cumulative=True)
    assert is_background(facets_of(war, 0))
    assert not is_background(facets_of(siege, 0))
