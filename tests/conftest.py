"""Hypothesis profiles: SEEDCLEAN_PROFILE=dev (the default), ci or law."""

import os

import pytest
from hypothesis import HealthCheck, settings

from seedclean import RULES

collect_ignore = ["tools"]  # scripts that need more than the tests do

COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}

settings.register_profile("dev", max_examples=30, **COMMON)
settings.register_profile("ci", max_examples=100, derandomize=True, **COMMON)
settings.register_profile("law", max_examples=1_000, **COMMON)
settings.load_profile(os.environ.get("SEEDCLEAN_PROFILE", "dev"))


@pytest.fixture
def own_rules():
    """A place to make rules in that are gone afterwards."""
    before = dict(RULES)
    yield
    RULES.clear()
    RULES.update(before)
