"""A user names bodies in a table, and reports are read with them."""

import pickle

import pandas as pd
import pytest

import casualties
from casualties.errors import TableError
from casualties.extract.own_sources import known_sources

ROWS = [
    {"name": "Green Lake Watch", "kind": "monitor", "aliases": "Lake Watch; GLW", "id": ""},
    {"name": "Radio Tamazin", "kind": "media", "aliases": "", "id": "tamazin"},
]
TEXT = "Lake Watch counted 12 dead in the raid. A nurse told Radio Tamazin that nine people had died."


def sources(text, **options):
    return [(c.source.source_id, c.source.kind, c.source.relayed_by) for c in casualties.find_claims(text, **options)]


@pytest.fixture(params=["csv", "frame", "rows"])
def table(request, tmp_path):
    if request.param == "rows":
        return ROWS
    frame = pd.DataFrame(ROWS)
    if request.param == "frame":
        return frame
    path = tmp_path / "bodies.csv"
    frame.to_csv(path, index=False)
    return path


def test_the_bodies_of_a_table_are_known(table):
    """From a CSV file, a DataFrame or plain rows; without the table neither body has an id."""
    found = sources(TEXT, sources=known_sources(table))
    assert found == [("green_lake_watch", "monitor", None), (None, "health", "Radio Tamazin")]
    assert [body for body, *_ in sources(TEXT)] == [None, None]


def test_initials_count_in_capitals_only():
    step = known_sources(ROWS)
    assert sources("GLW said 12 people died.", sources=step)[0][0] == "green_lake_watch"
    assert sources("A glw spokesman said 12 people died.", sources=step)[0][0] is None


def test_a_body_of_the_table_wins_over_a_built_in_one():
    step = known_sources([{"name": "Syrian Observatory for Human Rights", "kind": "other", "id": "mine"}])
    assert sources("The Syrian Observatory for Human Rights said 12 died.", sources=step)[0][:2] == ("mine", "other")
    assert sources("The Syrian Observatory for Human Rights said 12 died.")[0][0] == "sohr"


def test_two_tables_are_kept_apart():
    """The look-up made for one table never serves another, in whatever order they are asked."""
    first = known_sources([{"name": "Lake Watch", "kind": "monitor", "id": "a"}])
    second = known_sources([{"name": "Lake Watch", "kind": "media", "id": "b"}])
    asked = [sources(TEXT, sources=step)[0][0] for step in (first, second, first)]
    assert asked == ["a", "b", "a"]


def test_the_step_can_be_sent_to_another_process():
    step = pickle.loads(pickle.dumps(known_sources(ROWS)))
    assert sources(TEXT, sources=step)[0][0] == "green_lake_watch"


def test_a_missing_cell_is_empty():
    step = known_sources(
        pd.DataFrame([{"name": "Lake Watch", "kind": "monitor", "aliases": None, "region": float("nan")}])
    )
    assert sources(TEXT, sources=step)[0][0] == "lake_watch"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "no rows"),
        ([{"kind": "monitor"}], "Row 1 of the table of sources has no name"),
        ([{"name": "A", "kind": "watchdog"}], "'watchdog' is no kind of source"),
        ([{"name": "A", "kind": "monitor", "colour": "red"}], "unknown column 'colour'"),
        ("no_such_file.csv", "cannot be read"),
    ],
)
def test_a_bad_table_is_named(rows, message):
    with pytest.raises(TableError, match=message):
        known_sources(rows)
