"""DuckDB: Parquet read in SQL, most reports left out by the prefilter, the rest streamed; as the serial run."""

from __future__ import annotations

import pytest
from made_archive import FEW, MANY, reports, same_claims, serial_claims
from needs import needed

import casualties

pa, duckdb = needed("pyarrow"), needed("duckdb")

SQL = "SELECT * FROM read_parquet($file) WHERE regexp_matches(text, $pattern)"


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.exhaustive)])
def test_sql_with_a_prefilter_gives_the_claims_of_the_serial_run(count, tmp_path):
    file = str(tmp_path / "reports.parquet")
    reports(count).to_parquet(file, index=False)
    asked = {"file": file, "pattern": casualties.prefilter()}
    with duckdb.connect() as database:
        kept = database.execute(f"SELECT count(*) FROM ({SQL})", asked).fetchall()[0][0]
        assert 0 < kept < count / 2
        batches = database.sql(SQL, params=asked).to_arrow_reader(500)
        found = pa.Table.from_batches(casualties.claims_batches(batches), casualties.CLAIMS_SCHEMA.arrow)
    same_claims(found.to_pandas(), count)


def test_the_claims_are_a_table_to_sql(tmp_path):
    file = str(tmp_path / "claims.parquet")
    claims = serial_claims(FEW)
    claims.to_parquet(file, index=False, schema=casualties.CLAIMS_SCHEMA.arrow)
    with duckdb.connect() as database:
        rows = database.execute(
            "SELECT outcome, count(*), min(period_start)::VARCHAR FROM read_parquet(?) GROUP BY 1 ORDER BY 1",
            [file],
        ).fetchall()
    grouped = claims.groupby("outcome")["period_start"]
    expected = [(name, len(days), str(days.min().date())) for name, days in grouped]
    assert rows == expected
