"""Spark as an engine: tasks of `mapInArrow`."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from seedclean.errors import RunError
from seedclean.formats.base import require
from seedclean.patterns import Pattern

_OURS = {
    "spark.app.name": "clean-corpus",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.driver.maxResultSize": "0",
}

_TRIES = 4  # of a task, as on a cluster; without it a session on this machine gives up at once
_ERROR = Pattern(r"(?m)^[A-Za-z_.]+: .*")


class Session:
    """Spark, with the session of `spark-submit`, else on this machine.

    Args:
        jobs: The processors of a session on this machine; all if `None`.

    Attributes:
        session: The session.

    Raises:
        MissingError: PySpark is not installed.
        RunError: There is no Java, or the size of a cluster was given.
    """

    def __init__(self, jobs: int | None = None) -> None:
        require("pyspark", "--engine spark", "spark")
        if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
            raise RunError(
                "Spark needs Java 17 or newer, and no `java` is found: install it "
                "(Debian: apt-get install default-jre-headless), or set JAVA_HOME"
            )
        # Else the processes that it starts are of whatever is called `python3`.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        from pyspark.sql import SparkSession

        active = SparkSession.getActiveSession()
        submitted = "SPARK_ENV_LOADED" in os.environ or "PYSPARK_GATEWAY_PORT" in os.environ
        if (active is not None or submitted) and jobs is not None:
            raise RunError(
                "--jobs is for a session on this machine; the one that exists has its own size; "
                "leave --jobs out"
            )
        self._ours = active is None
        warnings.filterwarnings(
            "ignore", "PySpark does not yet", FutureWarning
        )  # of pandas, which is not used
        with _errors_of("a session of Spark"):
            builder = SparkSession.builder
            if not submitted and active is None:
                builder = builder.master(f"local[{jobs or '*'},{_TRIES}]")
                for name, value in _OURS.items():
                    builder = builder.config(name, value)
            self.session: Any = builder.getOrCreate()
            self.jobs = max(1, self.session.sparkContext.defaultParallelism)

    def map(self, function: Callable[[Any], Any], tasks: Sequence[bytes]) -> Iterator[bytes]:
        """Call a function with a partition for each task, so that each is a task of Spark."""
        from pyspark import StorageLevel

        count = len(tasks)
        numbers = self.session.range(0, count, 1, numPartitions=max(1, count))
        frame = numbers.mapInArrow(_TakeTasks(function, tuple(tasks)), "value binary")
        # All at a time and onto the disks, then a partition at a time from there.
        frame.persist(StorageLevel.DISK_ONLY)
        with _errors_of("Spark"):
            frame.count()
            for row in frame.toLocalIterator():
                yield bytes(row["value"])
            frame.unpersist()

    def close(self) -> None:
        """End the session if it is ours."""
        if self._ours:
            self.session.stop()


@dataclass(frozen=True)
class _TakeTasks:
    """Calls a function with the tasks of a partition, which come by their numbers."""

    function: Callable[[Any], Any]
    tasks: tuple[bytes, ...]

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            values = [self.tasks[number] for number in batch.column("id").to_pylist()]
            yield self.function(pa.RecordBatch.from_arrays([pa.array(values, pa.binary())], names=["value"]))


@contextmanager
def _errors_of(what: str) -> Iterator[None]:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        # The error of a task is among the lines of tracebacks; it comes last and begins at their margin.
        found = [match[0] for match in _ERROR.finditer(str(error))]
        raise RunError(f"{what} failed: {found[-1] if found else error}") from error
