"""Hypothesis profiles: SEEDCLEAN_PROFILE=dev (the default), ci, fresh, law or mutation."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from seedclean import RULES

collect_ignore = ["tools"]  # scripts that need more than the tests do

COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}

# Said here, since Hypothesis has another default where it sees that it runs in continuous integration.
OTHERS_EACH_TIME = {"derandomize": False, "database": DirectoryBasedExampleDatabase(".hypothesis/examples")}

settings.register_profile("dev", max_examples=20, **COMMON, **OTHERS_EACH_TIME)
settings.register_profile("ci", max_examples=100, derandomize=True, **COMMON)
settings.register_profile("fresh", max_examples=100, print_blob=True, **COMMON, **OTHERS_EACH_TIME)
settings.register_profile("law", max_examples=1_000, print_blob=True, **COMMON, **OTHERS_EACH_TIME)
settings.register_profile("mutation", max_examples=10, derandomize=True, **COMMON)
settings.load_profile(os.environ.get("SEEDCLEAN_PROFILE", "dev"))


@pytest.fixture
def own_rules():
    """A place to make rules in that are gone afterwards."""
    before = dict(RULES)
    yield
    RULES.clear()
    RULES.update(before)
