"""The claims and findings tables: fixed columns and dtypes, a lossless round trip, and typed tables read strictly."""

from __future__ import annotations

import datetime as dt
import io
import os
import pickle
import re
import subprocess
import sys
import warnings
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_claims import CLAIMS, FINDINGS, some_claims
from needs import NEEDS_PYARROW

import casualties
from casualties.amount import Amount, Bound
from casualties.claim import Claim, Claims, SourceKind, Status
from casualties.compare.findings import Reconciliation
from casualties.errors import CasualtiesWarning, InputTypeError, TableError
from casualties.scope import Outcome, Scope, Unit, VictimGroup
from casualties.show.schemas import CLAIMS_SCHEMA, FINDINGS_SCHEMA
from casualties.show.tables import claims_table, claims_to_frame, findings_table, findings_to_frame

# fmt: off
COLUMNS = [
    "report_id", "claim_id", "start", "end", "figure", "quote", "value", "bound", "low", "high", "approximate",
    "outcome", "unit", "victims", "victim_group", "place", "place_id", "country", "period_start", "period_end", "as_of",
    "cumulative", "source", "source_id", "source_kind", "relayed_by", "status", "part_of", "revises", "how",
]
SCOPE_COLUMNS = [
    "outcome", "unit", "victims", "victim_group", "place", "place_id", "country", "period_start", "period_end",
]
# fmt: on


def typed(**cells: object) -> pd.DataFrame:
    return pd.DataFrame([{"outcome": "killed", **cells}])


def read(**cells: object) -> Claim:
    return Claims.from_frame(typed(**cells))[0]


def refusal(frame: pd.DataFrame) -> str:
    """What is said of the one bad row of a table."""
    with pytest.warns(CasualtiesWarning) as caught:
        claims = Claims.from_frame(frame)
    assert len(claims) == len(frame) - 1
    assert len(caught) == 1
    return str(caught[0].message)


def test_columns_are_those_of_the_design():
    assert list(CLAIMS_SCHEMA) == COLUMNS
    assert list(FINDINGS_SCHEMA)[:7] == ["finding_id", "kind", "verdict", "certainty", "claim_ids", "gap", "reason"]
    assert list(FINDINGS_SCHEMA)[7:] == SCOPE_COLUMNS


def test_the_documentation_tells_every_column_with_its_dtype(root):
    page = root / "docs" / "tables.md"
    rows = [line.split(" | ") for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    told = {name: row[1] for row in reversed(rows) for name in re.findall(r"`(\w+)`", row[0])}
    assert {name: told.get(name) for name in CLAIMS_SCHEMA} == dict(CLAIMS_SCHEMA)
    own = [name for name in FINDINGS_SCHEMA if name not in SCOPE_COLUMNS]
    assert {name: told.get(name) for name in own} == {name: FINDINGS_SCHEMA[name] for name in own}


@pytest.mark.parametrize("claims", [CLAIMS, Claims()], ids=["some", "none"])
def test_claims_table_has_its_columns_and_dtypes_also_when_empty(claims):
    frame = claims.to_frame()
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == dict(CLAIMS_SCHEMA)
    assert list(frame.columns) == COLUMNS
    assert len(frame) == len(claims)


@pytest.mark.parametrize("result", [FINDINGS, Reconciliation(Claims())], ids=["some", "none"])
def test_findings_table_has_its_columns_and_dtypes_also_when_empty(result):
    frame = findings_to_frame(result)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == dict(FINDINGS_SCHEMA)
    assert list(frame.columns) == list(FINDINGS_SCHEMA)
    assert len(frame) == len(result)


def test_cells_of_a_claim():
    row = CLAIMS.to_frame().iloc[0]
    assert (row["figure"], row["value"], row["bound"], row["low"]) == ("At least 12", 12, "at_least", 12)
    assert row["high"] is pd.NA
    assert CLAIMS.reports[0].text[row["start"] : row["end"]] == row["figure"]
    assert row["period_start"] == pd.Timestamp("2019-05-03")
    assert row["period_end"] is pd.NaT
    assert (row["source"], row["source_kind"], row["relayed_by"]) == ("the harbour master", "government", "AFP")
    assert type(row["outcome"]) is str


def test_cells_of_a_finding():
    frame = findings_to_frame(FINDINGS)
    assert frame.loc[0, "claim_ids"] == [c.claim_id for c in CLAIMS[:2]]
    assert (frame.loc[0, "kind"], frame.loc[0, "verdict"], frame.loc[0, "place"]) == ("within_bound", "agree", "Tamra")
    assert frame.loc[1, "outcome"] is pd.NA
    assert frame["gap"].tolist() == [0, 4]


@given(some_claims)
def test_round_trip_loses_nothing(claims):
    assert Claims.from_frame(claims.to_frame()) == claims


@given(some_claims)
def test_round_trip_through_a_spreadsheet_file_loses_nothing(claims):
    frame = claims.to_frame()
    # Lines end as RFC 4180 and Excel have it, so that a lone carriage return is quoted; cells are read as text, since a
    # figure such as "007" would otherwise lose its zeros, and by the reader for which pandas 2 ends no cell at NUL.
    stored = frame.to_csv(index=False, lineterminator="\r\n")
    back = pd.read_csv(io.StringIO(stored, newline=""), dtype="string", keep_default_na=False, engine="python")
    ancient = any((frame[day].dt.year < 1000).any() for day in ("period_start", "period_end", "as_of"))
    if not (ancient and pd.__version__ < "3"):  # pandas 2 writes the year 476 without its zero, which is no ISO date
        assert Claims.from_frame(back) == claims


@NEEDS_PYARROW
def test_round_trip_through_parquet(tmp_path):
    CLAIMS.to_frame().to_parquet(tmp_path / "claims.parquet")
    assert Claims.from_frame(pd.read_parquet(tmp_path / "claims.parquet")) == CLAIMS


def test_round_trip_through_plain_objects():
    """What a notebook makes of a table: no nullable dtypes, every kind of gap."""
    frame = CLAIMS.to_frame().astype(object)
    gaps = [None, float("nan"), pd.NA, pd.NaT, ""]
    for number, column in enumerate(frame.columns):
        frame.loc[frame[column].isna(), column] = gaps[number % len(gaps)]
    assert Claims.from_frame(frame) == CLAIMS


AMOUNTS = [
    # cells, what they commit to
    ({"low": 5, "high": 9}, Amount.between(5, 9)),
    ({"low": 5, "high": 5}, Amount.exact(5)),
    ({"low": 5}, Amount.at_least(5)),
    ({"high": 5}, Amount.at_most(5)),
    ({"low": 40, "high": 60, "value": 45}, Amount(45, Bound.RANGE, 40, 60)),
    ({"low": 5, "high": 5, "value": 5}, Amount.exact(5)),
    ({"low": 5, "value": 5}, Amount.at_least(5)),
    ({"low": 5, "value": 8}, Amount(8, Bound.RANGE, 5, None)),
    ({"high": 9, "value": 8}, Amount(8, Bound.RANGE, None, 9)),
    ({"low": 451, "value": 450, "bound": "more_than"}, Amount.more_than(450)),
    ({"high": 0, "value": 0, "bound": "less_than"}, Amount.less_than(0)),
    ({"value": 450, "bound": "more_than"}, Amount.more_than(450)),
    ({"value": 450, "bound": "at_least"}, Amount.at_least(450)),
    ({"value": 450, "bound": "at_most"}, Amount.at_most(450)),
    ({"value": 450, "bound": "less_than"}, Amount.less_than(450)),
    ({"value": 450, "bound": "about"}, Amount.about(450)),
    ({"value": 450, "bound": "exact"}, Amount.exact(450)),
    ({"value": 450, "bound": " Exact "}, Amount.exact(450)),
    ({"value": 0, "bound": "exact"}, Amount.exact(0)),
    ({"value": 450.0, "bound": "exact", "low": np.nan}, Amount.exact(450)),
    ({"value": "1,729", "bound": "exact"}, Amount.exact(1729)),
    ({"bound": "vague"}, Amount.vague(None)),
    ({"bound": "vague", "low": 24}, Amount.vague(24)),
    ({"bound": "at_most", "high": 30, "value": 30, "approximate": True}, Amount.at_most(30, approximate=True)),
    ({"bound": "exact", "low": 7, "high": 7}, Amount.exact(7)),
    ({"figure": "27"}, Amount.exact(27)),
    ({"figure": 27}, Amount.exact(27)),
    ({"figure": 27.0}, Amount.exact(27)),
    ({"figure": Decimal("27.00")}, Amount.exact(27)),
    ({"low": Decimal("27.00")}, Amount.at_least(27)),
    ({"low": Decimal(27), "high": Decimal("0.3E+2")}, Amount.between(27, 30)),
    ({"low": 3, "high": Decimal("NaN")}, Amount.at_least(3)),
    ({"figure": "at least 27"}, Amount.at_least(27)),
    ({"figure": "more than 1,400"}, Amount.more_than(1400)),
    ({"figure": "between 10 and 15"}, Amount.between(10, 15)),
    ({"figure": "30+"}, Amount.at_least(30)),
    ({"figure": "27 sailors"}, Amount.exact(27)),
    ({"figure": "none"}, Amount.exact(0)),
    ({"figure": "27", "bound": "at_least"}, Amount.at_least(27)),
    ({"figure": "27", "value": 27}, Amount.exact(27)),
    ({"figure": "27", "low": 27, "high": 27}, Amount.exact(27)),
]


@pytest.mark.parametrize(("cells", "amount"), AMOUNTS, ids=str)
def test_a_typed_amount(cells, amount):
    assert read(**cells).amount == amount


@pytest.mark.parametrize("seventeen", ["17", " 17", 17, 17.0, np.int8(17), Decimal("17.0")], ids=repr)
def test_an_id_may_be_a_whole_number_of_any_type(seventeen):
    assert read(low=3, claim_id=seventeen).claim_id == "17"


def test_an_empty_cell_is_unknown_and_has_the_documented_default():
    claim = read(low=3, victims=None, place="", period_start=pd.NaT, cumulative=pd.NA, source=np.nan, unit="  ")
    assert claim == Claim(claim_id="row-1", amount=Amount.at_least(3), scope=Scope(Outcome.KILLED))


def test_a_missing_column_is_an_empty_cell():
    assert read(low=3) == read(low=3, **dict.fromkeys((c for c in COLUMNS if c not in {"outcome", "low"}), None))


def test_a_named_source_of_unsaid_kind_is_not_the_reporters_own_voice():
    assert read(low=3, source="a shopkeeper").source.kind is SourceKind.OTHER
    assert read(low=3).source.kind is SourceKind.NONE


@pytest.mark.parametrize(
    "day", ["2011-04-28", dt.date(2011, 4, 28), dt.datetime(2011, 4, 28, 9), pd.Timestamp("2011-04-28"),
            "2011-04-28 00:00:00", np.datetime64("2011-04-28")], ids=repr,
)  # fmt: skip
def test_a_date_may_be_written_in_several_ways(day):
    assert read(low=3, as_of=day).as_of == dt.date(2011, 4, 28)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2014-02", dt.date(2014, 2, 1), dt.date(2014, 2, 28)),
        ("1982", dt.date(1982, 1, 1), dt.date(1982, 12, 31)),
        (1982, dt.date(1982, 1, 1), dt.date(1982, 12, 31)),
        (1982.0, dt.date(1982, 1, 1), dt.date(1982, 12, 31)),
    ],
)
def test_a_month_or_a_year_is_its_first_or_last_day(said, first, last):
    claim = read(low=3, period_start=said, period_end=said, as_of=said)
    assert (claim.scope.period.start, claim.scope.period.end, claim.as_of) == (first, last, last)


@pytest.mark.parametrize(
    ("said", "meant"), [(True, True), ("yes", True), ("FALSE", False), (0, False), (1.0, True), (np.True_, True)]
)
def test_a_flag_may_be_written_in_several_ways(said, meant):
    assert read(low=3, cumulative=said).cumulative is meant


def test_words_are_read_in_any_case_and_without_blanks_around_them():
    claim = Claims.from_frame(
        pd.DataFrame(
            [{"outcome": " Killed", "low": 3, "status": "DENIED ", "unit": "Families", "victim_group": "children"}]
        )
    )[0]
    found = (claim.outcome, claim.status, claim.scope.unit, claim.scope.victims.group)
    assert found == (Outcome.KILLED, Status.DENIED, Unit.FAMILIES, VictimGroup.CHILDREN)


REFUSED = [
    # cells of the bad row, words of the message
    ({"outcome": "slain", "low": 3}, ("outcome", "'slain'", "killed_or_injured")),
    ({"outcome": None, "low": 3}, ("outcome is empty", "killed")),
    ({"low": 3, "bound": "atleast"}, ("bound", "'atleast'", "at_least")),
    ({"low": 3, "status": "maybe"}, ("status", "'maybe'", "asserted")),
    ({"low": 3, "source_kind": "press"}, ("source_kind", "'press'", "media")),
    ({"low": 3, "victim_group": "men"}, ("victim_group", "'men'", "civilians")),
    ({"low": 3, "unit": "people"}, ("unit", "'people'", "persons")),
    ({"low": 3, "as_of": "28/04/2011"}, ("as_of", "28/04/2011", "YYYY-MM-DD")),
    ({"low": 3, "period_start": 42.5}, ("period_start", "42.5", "YYYY-MM-DD")),
    ({"low": 3, "period_end": "2011-13"}, ("period_end", "2011-13", "YYYY-MM-DD")),
    ({"low": 3, "period_start": "2011-05-02", "period_end": "2011-05-01"}, ("cannot end", "2011-05-01")),
    ({"low": 9, "high": 5}, ("low 9", "high 5")),
    ({"low": -3}, ("negative", "-3")),
    ({"low": 2.5}, ("low", "2.5", "whole number")),
    ({"low": float("inf")}, ("low", "inf", "whole number")),
    ({"low": "many"}, ("low", "'many'", "whole number")),
    ({"low": True}, ("low", "True", "whole number")),
    ({"low": 3, "cumulative": "perhaps"}, ("cumulative", "'perhaps'", "true or false")),
    ({"low": 3, "start": 4}, ("start 4", "end None")),
    ({"low": 3, "start": 9, "end": 4}, ("start 9", "end 4")),
    ({"low": 3, "start": 0, "end": 10**30}, ("end", "beyond", "the largest number a table holds")),
    ({"low": 3, "place": "a," * 200_000}, ("place holds 400,000 characters", "Shorten it")),
    ({"low": 3, "place_id": "SY" + "/a" * 200_000}, ("place_id holds 400,002 characters",)),
    ({"low": 3, "high": 4, "bound": "exact"}, ("bound is exact", "low 3", "high 4")),
    ({"low": 3, "high": 9, "value": 20}, ("value 20", "low 3", "high 9")),
    ({"low": 5, "high": 5, "value": 6}, ("value 6", "low 5", "high 5")),
    ({"low": 5, "value": 3}, ("value 3", "low 5")),
    ({"low": None, "high": 0, "value": 6}, ("value 6", "high 0")),
    ({"low": 5, "value": 20, "bound": "at_least"}, ("bound is at_least", "value 20", "low 5")),
    ({"low": None, "high": 40, "value": 27, "bound": "at_least"}, ("bound is at_least", "value 27", "low None")),
    ({"low": None, "high": 4, "bound": "exact"}, ("bound is exact", "low None", "high 4")),
    ({"low": None}, ("no amount", "figure")),
    ({"value": 5, "low": None}, ("no amount", "bound")),
    ({"value": 5, "bound": "range"}, ("range", "low and high")),
    ({"figure": "some time ago"}, ("'some time ago'", "no number")),
    ({"figure": "12 and then 14"}, ("'12 and then 14'", "2 numbers")),
    ({"figure": 2.5}, ("figure", "2.5")),
    ({"figure": "27 (at least)"}, ("'27 (at least)'", "from afar")),
    ({"figure": "30 sailors or more"}, ("'30 sailors or more'", "from afar")),
    ({"figure": "27", "value": 28}, ("value 28", "'27'")),
    ({"figure": "between 5 and 9", "bound": "exact"}, ("bound exact", "'between 5 and 9'")),
    ({"claim_id": "good", "low": 3}, ("claim_id", "row 1 already")),
]


@pytest.mark.parametrize(("cells", "said"), REFUSED, ids=str)
def test_a_bad_row_is_named_and_set_aside_and_the_rest_is_read(cells, said):
    good = {"claim_id": "good", "outcome": "killed", "low": 1}
    message = refusal(pd.DataFrame([good, {"claim_id": "odd", "outcome": "killed", **cells}], dtype=object))
    assert message.startswith("row 2 (")
    for part in said:
        assert part in message


JUNK = st.one_of(
    st.none(),
    st.text(max_size=6),
    st.integers(-(10**22), 10**22),
    st.floats(),
    st.booleans(),
    st.binary(max_size=3),
    st.dates(),
    st.datetimes(),
    st.just(pd.NaT),
    st.just(pd.NA),
    st.lists(st.integers(), max_size=2),
    st.tuples(st.text(max_size=2)),
    st.decimals(allow_nan=False, allow_infinity=False, places=1, min_value=-9, max_value=9),
    st.sampled_from(["killed", "exact", "at_least", "range", "2011-04-28", "27", "dozens", "1,729", "true", "police"]),
)


@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), JUNK), min_size=1, max_size=3))
def test_whatever_is_typed_is_read_or_named(rows):
    """Nothing but a warning per row set aside: no other error, and no row lost in silence."""
    frame = pd.DataFrame([{"outcome": "killed", "low": 1} | row for row in rows], dtype=object)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        claims = Claims.from_frame(frame)
    aside = [w for w in caught if "set aside" in str(w.message)]
    assert all(w.category is CasualtiesWarning for w in caught)
    assert len(claims) + len(aside) == len(rows)


UNUSABLE = [
    (pd.DataFrame(), "needs the column 'outcome'; this one has no columns"),
    (pd.DataFrame({"figure": ["27"]}), "needs the column 'outcome'; this one has figure"),
    (pd.DataFrame({"outcome": ["killed"]}), "needs an amount"),
    (pd.DataFrame({"outcome": ["killed"], "value": [3]}), "needs an amount"),
    (pd.DataFrame([["killed", 3, 4]], columns=["outcome", "low", "low"]), "'low' stands twice"),
]


@pytest.mark.parametrize(("frame", "said"), UNUSABLE, ids=[said for _, said in UNUSABLE])
def test_an_unusable_table_is_an_error(frame, said):
    with pytest.raises(TableError, match=said):
        Claims.from_frame(frame)


@pytest.mark.parametrize("thing", [None, [{"outcome": "killed", "low": 3}], "claims.csv"])
def test_a_table_is_a_dataframe(thing):
    with pytest.raises(InputTypeError, match="pandas DataFrame"):
        Claims.from_frame(thing)


def test_an_unknown_column_is_reported_with_the_likely_one():
    with pytest.warns(CasualtiesWarning, match=r"'Source_Kind' \(did you mean 'source_kind'\?\), 'notes'"):
        claims = Claims.from_frame(typed(low=3, Source_Kind="un", notes="seen"))
    assert len(claims) == 1


def test_reading_a_table_changes_nothing_in_it():
    frame = CLAIMS.to_frame()
    before = frame.copy()
    Claims.from_frame(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_half_a_surrogate_pair_keeps_its_width_in_the_table():
    odd = Claim(claim_id="c", amount=Amount.exact(1), scope=Scope(Outcome.KILLED), quote="a \ud83d b")
    assert Claims((odd,)).to_frame()["quote"].tolist() == ["a � b"]


def test_a_number_too_large_for_a_table_is_said():
    odd = Claim(claim_id="c", amount=Amount.at_least(10**20), scope=Scope(Outcome.KILLED))
    with pytest.warns(CasualtiesWarning, match="its cell is left empty"):
        frame = Claims((odd,)).to_frame()
    assert frame["low"].isna().all()


def test_schemas_are_importable_without_pandas():
    code = "import sys; import casualties.show.schemas, casualties.show.tables; print('pandas' in sys.modules)"
    home = {"PYTHONPATH": str(Path(casualties.__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=os.environ | home
    )
    assert done.stdout.strip() == "False"


REPORTS = pd.DataFrame(
    {
        "report_id": ["mill-1", "mill-2", "mill-3", "mill-1", "mill-5"],
        "text": [
            "Police said 14 people were killed in the mill fire on Monday.",
            None,
            "",
            "Nine workers were killed on Tuesday.",
            "Nine workers were killed on Tuesday.",
        ],
        "published": ["1999-03-02", "1999-03-02", None, "1999-03-02", "the day after"],
        "publisher": ["The Millstone", None, None, None, None],
    }
)


def test_a_table_of_reports_gives_a_claims_table_and_names_its_bad_rows():
    with pytest.warns(CasualtiesWarning) as caught:
        frame = claims_table(REPORTS)
    messages = [str(w.message) for w in caught]
    assert [m.split(" set aside")[0] for m in messages] == ["row 2 (mill-2)", "row 4 (mill-1)", "row 5 (mill-5)"]
    assert "text is missing" in messages[0]
    assert "row 1 already" in messages[1]
    assert "'the day after' is not a date" in messages[2]
    assert frame["report_id"].unique().tolist() == ["mill-1"]
    assert frame["figure"].tolist() == ["14"]
    assert frame["period_start"].tolist() == [pd.Timestamp("1999-03-01")]


def test_a_table_of_reports_may_be_empty_but_not_without_text():
    frame = claims_table(REPORTS.iloc[:0])
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == dict(CLAIMS_SCHEMA)
    with pytest.raises(TableError, match="needs the column 'text'; this one has title"):
        claims_table(pd.DataFrame({"title": ["x"]}))


def test_a_claims_table_gives_a_findings_table():
    table = pd.DataFrame(
        {
            "outcome": ["killed", "killed"],
            "figure": ["42", "at least 60"],
            "place": ["Tamra", "Tamra"],
            "period_start": ["2019-05-03"] * 2,
            "period_end": ["2019-05-03"] * 2,
            "source": ["the mayor", "the harbour master"],
        }
    )
    frame = findings_table(table)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == dict(FINDINGS_SCHEMA)
    assert frame["claim_ids"].tolist() == [["row-1", "row-2"]]
    assert frame["verdict"].tolist() == ["conflict"]


@pytest.mark.parametrize("function", [claims_table, findings_table, claims_to_frame])
def test_table_functions_can_be_sent_to_a_worker(function):
    assert pickle.loads(pickle.dumps(function)) is function
