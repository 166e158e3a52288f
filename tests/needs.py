"""What some tests need beside the package: asked for here, so that all others run without any extra."""

from __future__ import annotations

from importlib.util import find_spec
from types import ModuleType

import pytest

_EXTRAS = {
    "pyarrow": "casualties[parquet]",
    "trafilatura": "casualties[html]",
    "duckdb": "casualties[duckdb]",
    "pyspark": "casualties[spark]",
    "nbformat": "casualties[notebook]",
    "nbclient": "casualties[notebook]",
    "matplotlib": "casualties[plot]",
    "psutil": ".[test]",
}


def needed(module: str) -> ModuleType:
    """The module, or a skipped test that says how to get it."""
    return pytest.importorskip(module, reason=_missing(module), exc_type=ImportError)


def _missing(module: str) -> str:
    package = module.partition(".")[0]
    return f"{package} is not installed: pip install '{_EXTRAS[package]}'"


NEEDS_PYARROW = pytest.mark.skipif(find_spec("pyarrow") is None, reason=_missing("pyarrow"))
PARQUET = pytest.param("parquet", marks=NEEDS_PYARROW)
