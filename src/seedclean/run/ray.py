"""Ray: the work of a run as tasks of Ray Data."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from seedclean.formats.record import needed
from seedclean.patterns import Pattern
from seedclean.run.copies import Copy
from seedclean.run.errors import RunError

_QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}

_PIECE = 64 << 20  # bytes of a file go into the object store at a time
_ERROR = Pattern(r"(?m)^[A-Za-z_.]+: .*")


class RayEngine:
    """Ray Data, on the cluster that `RAY_ADDRESS` names, else on this machine.

    All work is tasks: a task takes a processor when there is one and gives it
    back. A pool of actors as large as the cluster would keep them all, and
    whatever has to feed it would wait for ever.

    Args:
        jobs: How many processors a session on this machine takes; all if `None`.

    Raises:
        MissingError: Ray is not installed.
        RunError: There is no such cluster, or its size was given.
    """

    def __init__(self, jobs: int | None = None) -> None:
        needed("ray", "--engine ray", "ray")
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
            with _told(f"the cluster {address} of RAY_ADDRESS" if address else "a session on this machine"):
                ray.init(logging_level="ERROR", log_to_driver=False, **({} if address else ours))
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # what goes wrong is told once
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        # The newer way to shuffle keeps actors, and with them the processors of a small cluster.
        context.shuffle_strategy = ray.data.context.ShuffleStrategy.SORT_SHUFFLE_PULL_BASED
        self.jobs = max(1, int(ray.cluster_resources().get("CPU", 1)))

    def mapped(self, work: Callable[[Any], Any], tasks: Sequence[bytes]) -> Iterator[bytes]:
        """A block for each task, so that each is a task of Ray, however small it is."""
        yield from _values(_blocks(tasks).map_batches(work, batch_format="pyarrow", batch_size=None))

    def gathered(
        self, work: Callable[[Any], Any], gather: Callable[[Any], Any], tasks: Sequence[bytes]
    ) -> Iterator[bytes]:
        """The rows of a key meet in a task."""

        def gathered(rows: Any) -> Any:  # noqa: ANN401 - it asks for the name of what it calls
            return gather(rows)

        dealt = _blocks(tasks).map_batches(work, batch_format="pyarrow", batch_size=None)
        yield from _values(dealt.groupby("key").map_groups(gathered, batch_format="pyarrow"))

    def copied(self, path: Path) -> Copy:
        """A file by way of the object store."""
        import numpy as np
        import ray

        references = []
        with path.open("rb") as file:
            while len(piece := np.fromfile(file, dtype=np.uint8, count=_PIECE)):
                references.append(ray.put(piece))
        return Copy(path, partial(_fetched, references))

    def close(self) -> None:
        """End the session if it is ours."""
        import ray

        if self._ours:
            ray.shutdown()


def _fetched(references: Sequence[Any], path: Path) -> None:
    import ray

    with path.open("wb") as file:
        for reference in references:
            file.write(ray.get(reference).data)


def _blocks(tasks: Sequence[bytes]) -> Any:  # noqa: ANN401
    import pyarrow as pa
    import ray.data

    return ray.data.from_arrow([pa.table({"value": pa.array([task], pa.binary())}) for task in tasks])


def _values(dataset: Any) -> Iterator[bytes]:  # noqa: ANN401
    with _told("Ray"):
        for batch in dataset.iter_batches(batch_format="pyarrow", batch_size=None):
            yield from batch.column("value").to_pylist()


@contextmanager
def _told(what: str) -> Iterator[None]:
    from ray.exceptions import RayError

    try:
        yield
    except (RayError, ConnectionError) as error:
        # The error of a task stands among the lines of tracebacks; it comes first and begins at their margin.
        found = _ERROR.search(str(error))
        raise RunError(f"{what} failed: {found[0] if found else error}") from error
