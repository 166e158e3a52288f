"""Any text and any typed table: a right answer or one of the library's own errors, and no neighbour changed."""

from __future__ import annotations

import datetime as dt
import unicodedata
import warnings

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import casualties
from casualties import Claim, Outcome, Place, Scope, Source, VictimGroup, Victims
from casualties.errors import CasualtiesError, CasualtiesWarning

SENTENCE = "Police said 12 people were killed in Homs on Monday, and 3 soldiers were wounded."
SPELLED = (
    "killed wounded dead bodies people soldiers children at least more than up to between and or of them including no "
    "one dozens two thousand million a an another said police told according Homs Syria Monday since 12 3,500 1.2 "
    "10-15 ٣ ３ İ ß ﬁ \u200f \u202e \u2028 \x00 \ud800 \n\n ( ) “ ” ' . , ; : -"
)
WORDS = st.sampled_from(SPELLED.split(" "))
TEXT = st.text(max_size=200) | st.lists(WORDS, max_size=60).map(" ".join)
SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@SLOW
@given(TEXT, st.sampled_from([None, dt.date.min, dt.date(2012, 2, 29), dt.date.max]))
def test_any_text_gives_figures_that_stand_where_they_say(text, published):
    """text[start:end] is the figure, claims come in order, ids are unique, and the quote holds the figure."""
    found = casualties.find_claims(text, published=published, report_id="r")
    assert len({c.claim_id for c in found}) == len(found)
    for claim in found:
        assert claim.span is not None
        assert text[claim.span.start : claim.span.end] == claim.figure
        assert claim.figure in (claim.quote or "")
    assert [c.span.start for c in found if c.span] == sorted(c.span.start for c in found if c.span)
    casualties.reconcile(found)


@SLOW
@given(TEXT)
def test_a_hostile_report_changes_no_neighbour(text):
    """A report in the same batch keeps its claims, whatever stands beside it."""
    frame = pd.DataFrame({"report_id": ["bad", "good"], "text": [text.encode("utf-8", "replace").decode(), SENTENCE]})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CasualtiesWarning)
        table = casualties.claims_table(frame)
    alone = casualties.claims_table(frame[1:])
    kept = table[table.report_id == "good"].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, alone)


CELL = st.one_of(
    st.none(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.booleans(),
    st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)),
    st.text(max_size=12),
    st.sampled_from(
        ["killed", "at_least", "27", "at least 27", "1,000", "2012-02-30", "c0", "c1", "SY | LB", "persons"]
    ),
)
COLUMNS = [*casualties.CLAIMS_SCHEMA]


@SLOW
@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), CELL, max_size=8), max_size=6))
def test_any_table_is_read_or_refused_row_by_row(rows):
    """A row that cannot be read is set aside with a warning that names it; the others stay as they are."""
    good = {"claim_id": "good", "outcome": "killed", "figure": "at least 27", "place": "Homs"}
    frame = pd.DataFrame([*rows, good], dtype=object)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CasualtiesWarning)
        try:
            claims = casualties.Claims.from_frame(frame)
        except CasualtiesError:
            return
    mine = [c for c in claims if c.claim_id == "good"]
    assert [c.amount for c in mine] in ([casualties.Amount.at_least(27)], [])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CasualtiesWarning)
        made = casualties.reconcile(claims)
    assert {i for f in made for i in f.claim_ids} <= {c.claim_id for c in claims}


@pytest.mark.parametrize(("one", "other"), [("part_of", "revises"), ("revises", "part_of"), ("part_of", "part_of")])
def test_circles_of_parts_and_revisions_end(one, other):
    frame = pd.DataFrame(
        [
            {"claim_id": "a", "outcome": "killed", "low": 5, "high": 5, one: "b"},
            {"claim_id": "b", "outcome": "killed", "low": 9, "high": 9, other: "a"},
            {"claim_id": "c", "outcome": "killed", "low": 9, "high": 9, "part_of": "c", "revises": "c"},
        ]
    )
    made = casualties.reconcile(casualties.Claims.from_frame(frame))
    assert {i for f in made for i in f.claim_ids} <= {"a", "b", "c"}


HOSTILE = "\x1b[2J\r\u202e21\x00\n\x9b\ud800"


def test_nothing_that_shows_itself_obeys_what_it_quotes():
    """A terminal gets no ESC, no carriage return and no override of direction from any text of a claim."""
    place, victims = Place(f"Homs{HOSTILE}"), Victims(f"men{HOSTILE}", VictimGroup.OTHER)
    several = [
        Claim(
            claim_id=f"{name}{HOSTILE}",
            amount=casualties.Amount.exact(count),
            scope=Scope(Outcome.KILLED, victims=victims, place=place),
            figure=f"{count}{HOSTILE}",
            quote=f"He said {count}.{HOSTILE}",
            source=Source(f"{name} doctor{HOSTILE}", relayed_by=f"radio{HOSTILE}"),
            how=HOSTILE,
        )
        for name, count in (("a", 14), ("b", 95))
    ]
    made = casualties.reconcile(casualties.Claims(tuple(several)))
    assert made.findings
    shown = [repr(x) for x in (*several, made.claims, made, *made)] + [made.explain(f) for f in made]
    for text in shown:
        assert {c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cs"}} == set()
        assert "\u202e" not in text
    assert all("\n" not in repr(x) for x in (*several, *made))


MONOTONY = [
    ("0" * 50_000, "digits"),
    ("killed " * 6_000, "one word"),
    ("İ" * 20_000 + " 3 people were killed.", "letters that grow in lower case"),
    ("\u202e\u0301" * 10_000, "marks"),
    ("“" * 20_000, "quotes"),
    ("one " * 8_000, "number words"),
    (("3 dead, " * 1_000) + ".", "one long list"),
]


@pytest.mark.parametrize("text", [t for t, _ in MONOTONY], ids=[name for _, name in MONOTONY])
def test_long_monotony_is_read_to_its_end(text):
    found = casualties.find_claims(text)
    assert all(c.span is not None and text[c.span.start : c.span.end] == c.figure for c in found)
