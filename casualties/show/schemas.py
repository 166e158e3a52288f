"""Schemas: the columns of the tables, in order, with their pandas dtypes; importable without pandas.

They are what Dask takes as ``meta`` and what a Spark schema is written from.  docs/tables.md tells each column.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CLAIMS_SCHEMA: Mapping[str, str] = MappingProxyType(
    {
        "report_id": "string",
        "claim_id": "string",
        "start": "Int64",
        "end": "Int64",
        "figure": "string",
        "quote": "string",
        "value": "Int64",
        "bound": "string",
        "low": "Int64",
        "high": "Int64",
        "approximate": "boolean",
        "outcome": "string",
        "unit": "string",
        "victims": "string",
        "victim_group": "string",
        "place": "string",
        "place_id": "string",
        "country": "string",
        "period_start": "datetime64[s]",
        "period_end": "datetime64[s]",
        "as_of": "datetime64[s]",
        "cumulative": "boolean",
        "source": "string",
        "source_id": "string",
        "source_kind": "string",
        "relayed_by": "string",
        "status": "string",
        "part_of": "string",
        "revises": "string",
        "how": "string",
    }
)
"""The claims table: one row per claim."""

FINDINGS_SCHEMA: Mapping[str, str] = MappingProxyType(
    {
        "finding_id": "string",
        "kind": "string",
        "verdict": "string",
        "certainty": "string",
        "claim_ids": "object",
        "gap": "Int64",
        "reason": "string",
        "outcome": "string",
        "unit": "string",
        "victims": "string",
        "victim_group": "string",
        "place": "string",
        "place_id": "string",
        "country": "string",
        "period_start": "datetime64[s]",
        "period_end": "datetime64[s]",
    }
)
"""The findings table: one row per finding; ``claim_ids`` holds lists of strings."""

REPORT_COLUMNS: tuple[str, ...] = ("text", "report_id", "published", "publisher", "title")
"""A table of reports: ``text`` is needed, the others may be missing or empty."""
