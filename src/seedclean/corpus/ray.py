"""Ray as an engine: tasks of Ray Data."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from seedclean.errors import RunError
from seedclean.formats.base import require
from seedclean.patterns import Pattern

_QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
_ERROR = Pattern(r"(?m)^[A-Za-z_.]+: .*")


class Session:
    """Ray Data, on the cluster that `RAY_ADDRESS` names, else on this machine.

    All work is tasks: a task takes a processor when there is one and gives it
    back. A pool of actors as large as the cluster would keep them all, and
    whatever has to feed it would wait for ever.

    Args:
        jobs: The processors of a session on this machine; all if `None`.

    Raises:
        MissingError: Ray is not installed.
        RunError: There is no such cluster, or its size was given.
    """

    def __init__(self, jobs: int | None = None) -> None:
        require("ray", "--engine ray", "ray")
        for name, value in _QUIET.items():
            os.environ.setdefault(name, value)
        import ray
        import ray.data

        self._ours = not ray.is_initialized()
        if self._ours:
            address = os.environ.get("RAY_ADDRESS")
            if address and jobs is not None:
                raise RunError(
                    f"--jobs is for a session on this machine; the cluster {address} has its own size; "
                    "leave --jobs out"
                )
            # Without "local" Ray would join any cluster that runs, or once ran, on this machine.
            ours: dict[str, Any] = {"address": "local", "num_cpus": jobs, "include_dashboard": False}
            with _errors_of(
                f"the cluster {address} of RAY_ADDRESS" if address else "a session on this machine"
            ):
                ray.init(logging_level="ERROR", log_to_driver=False, **({} if address else ours))
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # errors are reported once
        ray.data.DataContext.get_current().enable_progress_bars = False
        self.jobs = max(1, int(ray.cluster_resources().get("CPU", 1)))

    def map(self, function: Callable[[Any], Any], tasks: Sequence[bytes]) -> Iterator[bytes]:
        """Call a function with a block for each task, so that each is a task of Ray, however small it is."""
        import pyarrow as pa
        import ray.data

        tables = [pa.table({"value": pa.array([task], pa.binary())}) for task in tasks]
        done = ray.data.from_arrow(tables).map_batches(function, batch_format="pyarrow", batch_size=None)
        with _errors_of("Ray"):
            for batch in done.iter_batches(batch_format="pyarrow", batch_size=None):
                yield from batch.column("value").to_pylist()

    def close(self) -> None:
        """End the session if it is ours."""
        import ray

        if self._ours:
            ray.shutdown()


@contextmanager
def _errors_of(what: str) -> Iterator[None]:
    from ray.exceptions import RayError

    try:
        yield
    except (RayError, ConnectionError) as error:
        # The error of a task is among the lines of tracebacks; it comes first and begins at their margin.
        found = _ERROR.search(str(error))
        raise RunError(f"{what} failed: {found[0] if found else error}") from error
