"""What all tests share: where the project lies, and examples that are the same on every run and machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A gate that fails only sometimes is no gate: examples are drawn from a fixed seed, and a slow machine is no failure.
settings.register_profile(
    "gate", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds README.md, examples/ and tests/: the checkout, or a copy beside a wheel."""
    return Path(__file__).parent.parent
