"""Dask: claims by partition and findings by block on a local cluster of processes; as the serial run."""

from __future__ import annotations

import os
from collections.abc import Iterator

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

dd = pytest.importorskip("dask.dataframe", reason="Dask is not installed: pip install 'casualties[dask]'")
distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'casualties[dask]'")


@pytest.fixture(scope="module")
def client() -> Iterator[distributed.Client]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "PYTHONPATH", path_for_workers())
        cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0")
        with cluster, distributed.Client(cluster) as client:
            yield client


# The tables are made here and sent along; an archive would be read by the workers.
pytestmark = pytest.mark.filterwarnings("ignore:Sending large graph:UserWarning")
COUNTS = pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.exhaustive)])


@COUNTS
@pytest.mark.usefixtures("client")
def test_claims_by_partition_are_those_of_the_serial_run(count):
    table = dd.from_pandas(reports(count).reset_index(drop=True), npartitions=7)
    found = table.map_partitions(casualties.claims_table, meta=casualties.CLAIMS_SCHEMA.pandas)
    assert dict(found.dtypes.astype(str)) == casualties.CLAIMS_SCHEMA.pandas
    computed = found.compute()
    assert dict(computed.dtypes.astype(str)) == casualties.CLAIMS_SCHEMA.pandas
    same_claims(computed, count)


@COUNTS
@pytest.mark.usefixtures("client")
def test_findings_by_block_are_those_of_the_serial_run(count):
    claims = serial_claims(count)
    table = dd.from_pandas(claims.assign(block=casualties.findings_blocks(claims)), npartitions=5)
    shuffled = table.shuffle(on="block", npartitions=3)
    found = shuffled.map_partitions(findings_of_block, meta=casualties.FINDINGS_SCHEMA.pandas)
    same_findings(found.compute(), count)


@pytest.mark.usefixtures("client")
def test_an_empty_partition_gives_an_empty_table():
    table = dd.from_pandas(reports(FEW).reset_index(drop=True).iloc[:40], npartitions=2)
    none = table[table["text"] == "no such text"]
    found = none.map_partitions(casualties.claims_table, meta=casualties.CLAIMS_SCHEMA.pandas).compute()
    pd.testing.assert_frame_equal(found.reset_index(drop=True), casualties.Claims().to_frame())
