"""Spark: claims by ``mapInPandas`` and findings by block with ``applyInPandas``, on two local cores; as serially."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator

import pandas as pd
import pytest
from made_archive import (
    FEW,
    MANY,
    findings_of_block,
    path_for_workers,
    reports,
    same_claims,
    same_findings,
    serial_claims,
)

import casualties

pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'casualties[spark]'", exc_type=ImportError)
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java, and none is installed", allow_module_level=True)

from pyspark.sql import DataFrame, SparkSession

pytestmark = [
    # PySpark 4 warns of every pandas from 3.0 on; that it works is what these tests show.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    # PySpark 4.0 leaves its sockets to the Java process to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed <socket.socket:ResourceWarning"),
]
COUNTS = pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.exhaustive)])


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """One session for the run: it takes some ten seconds to start, and may leave files where it was started."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("spark"))
        patch.setitem(os.environ, "PYSPARK_PYTHON", sys.executable)
        patch.setitem(os.environ, "PYTHONPATH", path_for_workers())
        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.session.timeZone", "Pacific/Auckland")  # days must not move with it
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


def claims_of(frames: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    return map(casualties.claims_table, frames)


def collected(table: DataFrame, schema: casualties.show.schemas.Schema) -> pd.DataFrame:
    """Rows as a frame of our dtypes; ``toPandas`` would make floats of whole numbers with gaps."""
    assert table.schema == schema.spark
    rows = [row.asDict() for row in table.collect()]
    return pd.DataFrame(rows, columns=list(schema), dtype=object).astype(schema.pandas)


@COUNTS
def test_claims_by_partition_are_those_of_the_serial_run(spark, count):
    table = spark.createDataFrame(reports(count).astype(object).where(reports(count).notna(), None)).repartition(5)
    found = table.mapInPandas(claims_of, schema=casualties.CLAIMS_SCHEMA.spark)
    same_claims(collected(found, casualties.CLAIMS_SCHEMA), count)


@COUNTS
def test_findings_by_block_are_those_of_the_serial_run(spark, count):
    claims = serial_claims(count)
    rows = claims.astype(object).where(claims.notna(), None)
    for name, dtype in casualties.CLAIMS_SCHEMA.items():
        if dtype == "datetime64[s]":
            rows[name] = [None if day is None else day.date() for day in rows[name]]
    schema = casualties.CLAIMS_SCHEMA.spark.add("block", "string")
    table = spark.createDataFrame(
        list(rows.assign(block=casualties.findings_blocks(claims)).itertuples(index=False)), schema
    )
    found = table.repartition(6).groupBy("block").applyInPandas(findings_of_block, casualties.FINDINGS_SCHEMA.spark)
    same_findings(collected(found, casualties.FINDINGS_SCHEMA), count)


def test_an_empty_table_has_the_schema(spark):
    table = spark.createDataFrame([], "text string, report_id string")
    found = table.mapInPandas(claims_of, schema=casualties.CLAIMS_SCHEMA.spark)
    pd.testing.assert_frame_equal(collected(found, casualties.CLAIMS_SCHEMA), casualties.Claims().to_frame())
