"""Real sessions of Ray and Spark, one of each for all tests: they take long to begin."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

NEEDED = ("ray", "pyspark", "datasets", "polars", "duckdb", "pandas", "datatrove")
MISSING = [name for name in NEEDED if find_spec(name) is None]
if MISSING:  # .ci/run has them, and runs this folder by itself, which fails if it finds nothing
    collect_ignore_glob = ["test_*.py"]

TESTS = Path(__file__).parents[1]


def pytest_collection_modifyitems(items):
    """All in one process, so that there is one session of each."""
    for item in items:
        if "engines" in item.nodeid and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("engines"))


@pytest.fixture(scope="session", autouse=True)
def rules_of_the_tests():
    """Other processes find the modules of the tests."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(TESTS), before]))
    yield
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


@pytest.fixture(scope="session")
def ray():
    """A cluster of two processors on this machine."""
    import ray

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray.init(
        address="local",  # whatever cluster may run on this machine
        num_cpus=2,
        object_store_memory=100 << 20,
        include_dashboard=False,
        log_to_driver=False,
        logging_level="ERROR",
    )
    yield
    ray.shutdown()


@pytest.fixture(scope="session")
def spark():
    """A session of two threads on this machine."""
    if shutil.which("java") is None:
        pytest.fail("Spark needs Java 17: apt-get install default-jre-headless, as .ci/run does")
    from seedclean.corpus.spark import Session

    engine = Session(2)
    yield engine.session
    engine.close()


@pytest.fixture(params=["ray", "spark"])
def engine(request):
    """The name of an engine that has a session."""
    request.getfixturevalue(request.param)
    return request.param
