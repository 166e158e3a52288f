"""The schemas: one list of columns as pandas, Arrow and Spark types, imported only when asked for."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pandas as pd
import pytest
from made_claims import CLAIMS, FINDINGS
from needs import NEEDS_PYARROW, needed

import casualties
from casualties.errors import TableError
from casualties.show.schemas import CLAIMS_SCHEMA, FINDINGS_SCHEMA, Schema
from casualties.show.tables import findings_to_frame

BOTH = pytest.mark.parametrize("schema", [CLAIMS_SCHEMA, FINDINGS_SCHEMA], ids=["claims", "findings"])


@BOTH
def test_every_form_has_the_same_columns_in_the_same_order(schema):
    needed("pyarrow")
    needed("pyspark")
    assert list(schema) == list(schema.pandas) == schema.arrow.names == schema.spark.names


TYPES = [
    # pandas, Arrow, Spark
    ("string", "string", "string"),
    ("Int64", "int64", "bigint"),
    ("boolean", "bool", "boolean"),
    ("datetime64[s]", "date32[day]", "date"),
    ("object", "list<item: string>", "array<string>"),
]


@BOTH
def test_types_go_together(schema):
    needed("pyarrow")
    needed("pyspark")
    arrow, spark = (
        (str(field.type) for field in schema.arrow),
        (field.dataType.simpleString() for field in schema.spark),
    )
    kinds = [
        tuple(s.replace("element", "item") for s in kinds) for kinds in zip(schema.values(), arrow, spark, strict=True)
    ]
    assert set(kinds) <= set(TYPES)


@pytest.mark.parametrize(
    ("schema", "frame"), [(CLAIMS_SCHEMA, CLAIMS.to_frame()), (FINDINGS_SCHEMA, findings_to_frame(FINDINGS))]
)
@pytest.mark.parametrize("rows", [0, 2])
def test_a_table_goes_through_arrow_and_back(schema, frame, rows):
    pa = needed("pyarrow")
    frame = frame.iloc[:rows]
    table = pa.Table.from_pandas(frame, schema=schema.arrow, preserve_index=False)
    assert table.schema.equals(schema.arrow)
    back = table.to_pandas().astype(schema.pandas)
    lists = [name for name, dtype in schema.items() if dtype == "object"]
    assert [list(cell) for name in lists for cell in back[name]] == [cell for name in lists for cell in frame[name]]
    pd.testing.assert_frame_equal(back.drop(columns=lists), frame.drop(columns=lists))


@NEEDS_PYARROW
def test_parquet_read_by_pandas_keeps_whole_numbers_and_flags_with_gaps(tmp_path):
    CLAIMS.to_frame().to_parquet(tmp_path / "claims.parquet", schema=CLAIMS_SCHEMA.arrow)
    found = pd.read_parquet(tmp_path / "claims.parquet")
    for name, dtype in CLAIMS_SCHEMA.items():
        if dtype in {"Int64", "boolean", "string"}:
            assert str(found[name].dtype) == dtype
    assert casualties.Claims.from_frame(found) == CLAIMS


@BOTH
def test_a_schema_is_a_value(schema):
    again = pickle.loads(pickle.dumps(schema))
    assert again == schema
    assert hash(again) == hash(schema)
    assert schema == dict(schema)
    assert len({schema, again, Schema(())}) == 2
    with pytest.raises(AttributeError):
        schema.columns = ()
    with pytest.raises(KeyError):
        schema["nobody"]


def test_a_missing_engine_is_named(monkeypatch):
    for module, extra, ask in (("pyarrow", "parquet", lambda s: s.arrow), ("pyspark.sql", "spark", lambda s: s.spark)):
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(TableError, match=rf"pip install 'casualties\[{extra}\]'"):
            ask(CLAIMS_SCHEMA)


def test_a_schema_brings_no_engine_along():
    code = (
        "import sys, casualties; s = casualties.CLAIMS_SCHEMA; s.pandas, list(s), len(s)\n"
        "print({'pandas', 'pyarrow', 'pyspark'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"
