"""Schemas: the columns of the tables, in order, as pandas, Arrow and Spark name their types.

Importable without any of the three: pandas dtypes are words, and the other two are built when asked for.  A schema is
what Dask takes as ``meta``, what Arrow writes Parquet by, and what Spark's ``mapInPandas`` asks for.  docs/tables.md
tells each column.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casualties.errors import TableError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql.types import StructType

DAYS = "datetime64[s]"
"""The dtype of the columns that hold days; pandas has no type for a day, Arrow and Spark have one."""


@dataclass(frozen=True, slots=True, eq=False)
class Schema(Mapping[str, str]):
    """Columns in order, each with its pandas dtype: a mapping, so that ``dict(schema)`` suits ``DataFrame.astype``.

    Two schemas are equal when their columns and dtypes are.  A schema never depends on the data of a table.
    """

    columns: tuple[tuple[str, str], ...]

    def __getitem__(self, name: str) -> str:
        for column, dtype in self.columns:
            if column == name:
                return dtype
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def __hash__(self) -> int:
        return hash(self.columns)

    @property
    def pandas(self) -> dict[str, str]:
        """Column to pandas dtype; Dask takes it as ``meta``."""
        return dict(self.columns)

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema: days are date32, lists of ids are lists of strings.

        Its metadata tell pandas the dtypes, so that ``pandas.read_parquet`` gives whole numbers and flags with gaps,
        not floats and objects; days come back as `datetime.date`.  Raises `TableError` without pyarrow.
        """
        try:
            import pyarrow as pa  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise _missing("an Arrow schema", "pyarrow", "parquet", error) from error
        types = {
            "string": pa.string(),
            "Int64": pa.int64(),
            "boolean": pa.bool_(),
            DAYS: pa.date32(),
            "object": pa.list_(pa.string()),
        }
        fields = [pa.field(name, types[dtype]) for name, dtype in self.columns]
        return pa.schema(fields, metadata={b"pandas": json.dumps(self._told_to_pandas()).encode()})

    @property
    def spark(self) -> StructType:
        """The Spark schema, every column nullable: LongType, DateType, ...  Raises `TableError` without pyspark."""
        try:
            from pyspark.sql import types as spark  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise _missing("a Spark schema", "pyspark", "spark", error) from error
        types = {
            "string": spark.StringType(),
            "Int64": spark.LongType(),
            "boolean": spark.BooleanType(),
            DAYS: spark.DateType(),
            "object": spark.ArrayType(spark.StringType()),
        }
        return spark.StructType([spark.StructField(name, types[dtype]) for name, dtype in self.columns])

    def _told_to_pandas(self) -> dict[str, object]:
        """The note that pandas keeps in Arrow's metadata, for the dtypes that Arrow's own types do not imply."""
        kept = [
            {"name": name, "field_name": name, "pandas_type": dtype.lower(), "numpy_type": dtype, "metadata": None}
            for name, dtype in self.columns
            if dtype in {"string", "Int64", "boolean"}
        ]
        return {"index_columns": [], "column_indexes": [], "columns": kept}


def _missing(what: str, package: str, extra: str, error: ImportError) -> TableError:
    return TableError(f"{what} needs {package} ({error}). Run: pip install 'casualties[{extra}]'")


CLAIMS_SCHEMA = Schema(
    (
        ("report_id", "string"),
        ("claim_id", "string"),
        ("start", "Int64"),
        ("end", "Int64"),
        ("figure", "string"),
        ("quote", "string"),
        ("value", "Int64"),
        ("bound", "string"),
        ("low", "Int64"),
        ("high", "Int64"),
        ("approximate", "boolean"),
        ("outcome", "string"),
        ("unit", "string"),
        ("victims", "string"),
        ("victim_group", "string"),
        ("place", "string"),
        ("place_id", "string"),
        ("country", "string"),
        ("period_start", DAYS),
        ("period_end", DAYS),
        ("as_of", DAYS),
        ("cumulative", "boolean"),
        ("source", "string"),
        ("source_id", "string"),
        ("source_kind", "string"),
        ("relayed_by", "string"),
        ("status", "string"),
        ("part_of", "string"),
        ("revises", "string"),
        ("how", "string"),
    )
)
"""The claims table: one row per claim."""

FINDINGS_SCHEMA = Schema(
    (
        ("finding_id", "string"),
        ("kind", "string"),
        ("verdict", "string"),
        ("certainty", "string"),
        ("claim_ids", "object"),
        ("gap", "Int64"),
        ("reason", "string"),
        ("outcome", "string"),
        ("unit", "string"),
        ("victims", "string"),
        ("victim_group", "string"),
        ("place", "string"),
        ("place_id", "string"),
        ("country", "string"),
        ("period_start", DAYS),
        ("period_end", DAYS),
    )
)
"""The findings table: one row per finding; ``claim_ids`` holds lists of strings."""

REPORT_COLUMNS: tuple[str, ...] = ("text", "report_id", "published", "publisher", "title")
"""A table of reports: ``text`` is needed, the others may be missing or empty."""
