"""Any table: each row is read or set aside by name, and an unusable table is one error."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from needs import needed

import casualties
from casualties.errors import CasualtiesWarning, TableError

GOOD = {"claim_id": "good", "outcome": "killed", "low": 3, "high": 3, "place": "Homs"}


def read(frame: pd.DataFrame) -> tuple[casualties.Claims, list[str]]:
    """The claims, compared and shown in every way as well, and what was said of rows set aside."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        claims = casualties.Claims.from_frame(frame)
        made = casualties.reconcile(claims)
        for shown in (repr(claims), repr(made), claims._repr_html_(), made._repr_html_(), claims.to_hxl()):
            shown.encode("utf-8", "surrogatepass")
        claims.to_frame(), made.to_frame()
    assert {w.category for w in caught} <= {CasualtiesWarning}
    return claims, [str(w.message) for w in caught]


def with_odd_cell(column: str, cell: object) -> pd.DataFrame:
    frame = pd.DataFrame([GOOD, {**GOOD, "claim_id": "odd"}], dtype=object)
    frame[column] = frame.get(column)
    frame.at[1, column] = cell
    return frame


def nested(depth: int = 100_000) -> list[object]:
    cell: list[object] = []
    for _ in range(depth):
        cell = [cell]
    return cell


HUGE, LONG = 10**5_000, "x" * 1_000_000
ODD = [
    *((column, HUGE) for column in ("low", "claim_id", "figure", "as_of", "start", "cumulative", "outcome", "quote")),
    *(("low", cell) for cell in (-HUGE, 10**19, "9" * 5_000, LONG, 1 + 0j, b"3", np.inf, 9)),
    *(("low", Decimal(words)) for words in ("2.5", "Infinity", "1E+30", "1E+999999999")),
    *((column, Decimal("1E+999999999")) for column in ("high", "figure", "claim_id", "as_of", "cumulative")),
    *((column, nested) for column in ("low", "source", "cumulative", "quote", "place", "period_start")),
    *((column, LONG) for column in ("outcome", "status", "as_of", "cumulative", "place")),
    ("as_of", pd.Timestamp(np.datetime64("29999-01-01", "s"))),
    ("period_start", pd.Timestamp(np.datetime64("-0500-01-01", "s"))),
    ("period_start", pd.Timedelta(days=1)),
    ("source", pd.DataFrame([GOOD])),
    ("source", np.array([1, 2])),
    ("outcome", b"killed"),
    ("claim_id", "good"),
]


@pytest.mark.parametrize(("column", "cell"), ODD, ids=[f"{c} {type(x).__name__} {n}" for n, (c, x) in enumerate(ODD)])
def test_a_cell_that_cannot_be_read_costs_its_row_and_is_told_briefly(column, cell):
    claims, said = read(with_odd_cell(column, cell() if callable(cell) else cell))
    assert [(c.claim_id, c.amount.low) for c in claims] == [("good", 3)]
    assert len(said) == 1
    assert said[0].startswith("row 2 (")
    assert column in said[0]
    assert len(said[0]) < 400


DTYPES: list[Callable[[pd.DataFrame], pd.DataFrame]] = [
    lambda f: f.astype("category"),
    lambda f: f.astype(object),
    lambda f: f.astype("string"),
    lambda f: f.convert_dtypes(),
    lambda f: f.astype({"low": "Int8", "high": "UInt64"}),
    lambda f: f.astype({"low": "float16", "high": "Float64"}),
    lambda f: f.assign(low=pd.arrays.SparseArray(f["low"])),
    lambda f: f.set_index(pd.MultiIndex.from_tuples([(1, 2)] * len(f))),
]


@pytest.mark.parametrize("change", DTYPES)
def test_any_dtype_holds_the_same_claims(change):
    frame = pd.DataFrame([GOOD, {**GOOD, "claim_id": "other", "low": 4, "high": 4}])
    assert read(change(frame)) == read(frame)


def test_arrow_dtypes_hold_the_same_claims():
    needed("pyarrow")
    frame = pd.DataFrame([GOOD, {**GOOD, "claim_id": "other", "low": 4, "high": 4}])
    assert read(frame.convert_dtypes(dtype_backend="pyarrow")) == read(frame)


DAYS = [
    (pd.Timestamp("2020-01-01 23:00", tz="Asia/Tokyo"), "as its writer's calendar has it, in Tokyo"),
    (pd.Timestamp("2020-01-01 23:00", tz="UTC"), "and in London"),
    ("2020-01-01T23:30:00-11:00", "and on Samoa"),
    (dt.datetime(2020, 1, 1, 1, tzinfo=dt.UTC), "and before dawn"),
    (pd.Period("2020-01-01", "D"), "a period of pandas"),
]


def test_days_of_mixed_time_zones_are_the_days_that_stand_there():
    rows = [{**GOOD, "claim_id": str(n), "as_of": day} for n, (day, _) in enumerate(DAYS)]
    claims, said = read(pd.DataFrame(rows, dtype=object))
    assert said == []
    assert {c.as_of for c in claims} == {dt.date(2020, 1, 1)}


UNUSABLE = [
    (pd.DataFrame([["killed", 3]], columns=pd.MultiIndex.from_tuples([("outcome", "a"), ("low", "b")])), "2 levels"),
    (pd.DataFrame([["killed", 3, 4]], columns=["outcome", "low", "low"]), "'low' stands twice"),
    (pd.DataFrame([["killed", 3, 4, 5]], columns=["outcome", "low", np.nan, np.nan]), "'nan' stands twice"),
    (pd.DataFrame([[1, 2]]), "this one has 0, 1"),
    (pd.DataFrame(), "no columns"),
]


@pytest.mark.filterwarnings("ignore:unknown columns")
@pytest.mark.parametrize(("frame", "said"), UNUSABLE, ids=[said for _, said in UNUSABLE])
def test_columns_that_cannot_be_told_apart_are_one_error(frame, said):
    with pytest.raises(TableError, match=said):
        casualties.Claims.from_frame(frame)


@pytest.mark.parametrize("table", [casualties.claims_table, casualties.findings_blocks, casualties.findings_table])
def test_every_function_of_tables_refuses_columns_of_several_levels(table):
    frame = pd.DataFrame([["x", 1]], columns=pd.MultiIndex.from_tuples([("text", "a"), ("outcome", "b")]))
    with pytest.raises(TableError, match="2 levels"):
        table(frame)


@pytest.mark.parametrize("columns", [["outcome", "low"], list(casualties.CLAIMS_SCHEMA)])
def test_a_table_without_rows_holds_no_claims(columns):
    assert read(pd.DataFrame(columns=columns)) == (casualties.Claims(), [])


@pytest.mark.parametrize("cell", [HUGE, nested], ids=["huge", "nested"])
def test_blocks_are_named_for_rows_that_cannot_be_read_too(cell):
    frame = with_odd_cell("source", cell() if callable(cell) else cell)
    assert len(casualties.findings_blocks(frame)) == len(frame)


@pytest.mark.parametrize("count", [1, 2, 3, 400])
@pytest.mark.parametrize("column", ["part_of", "revises"])
def test_circles_of_any_length_end(count, column):
    rows = [
        {**GOOD, "claim_id": f"c{n}", "low": n, "high": n, column: f"c{(n + 1) % count}", "place": f"Town {n}"}
        for n in range(count)
    ]
    claims, said = read(pd.DataFrame(rows))
    assert (len(claims), said) == (count, [])
