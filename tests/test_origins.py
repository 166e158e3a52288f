"""Origins: copies and relays are one voice."""

from __future__ import annotations

import pytest
from compared import claim

from casualties.compare.facets import facets_of
from casualties.compare.origins import count_origins

WIRE = "A gas pipe burst under the covered market of Tamra at noon and killed {} traders, rescue workers said."
OWN = "Our correspondent counted {} coffins in the yard of the mosque."

CASES = [
    ([{"by": "police"}, {"by": "doctors"}], 2, "two named bodies"),
    ([{"by": "police"}, {"by": "police", "report": "r2"}], 1, "one body in two reports"),
    ([{"by": "police", "via": "gazette"}, {"by": "police", "via": "courier"}], 1, "one body, two relays"),
    ([{"by": "police (Ali)"}, {"by": "the police"}], 1, "one body, two wordings"),
    ([{}, {}], 1, "a report's own voice is one voice"),
    ([{}, {"report": "r2"}], 2, "two reports' own voices are two"),
    (
        [{"quote": WIRE.format(6)}, {"report": "r2", "quote": WIRE.format(7)}],
        1,
        "a copied sentence, whatever the number",
    ),
    ([{"quote": WIRE.format(6)}, {"report": "r2", "quote": OWN.format(6)}], 2, "two sentences of their own"),
    (
        [{"by": "rescuers", "quote": WIRE.format(6)}, {"report": "r2", "quote": WIRE.format(6)}],
        1,
        "copied without credit",
    ),
    ([{"quote": "Six died."}, {"report": "r2", "quote": "Six died."}], 2, "too short to tell"),
    ([{"report": None}, {"report": None}], 2, "rows of nobody are each their own"),
]


@pytest.mark.parametrize(("several", "count", "why"), CASES, ids=[c[2] for c in CASES])
def test_count(several, count, why):
    facets = [facets_of(claim(f"c{n}", 6, at=n, **row), n) for n, row in enumerate(several)]
    assert count_origins(facets) == count, why
