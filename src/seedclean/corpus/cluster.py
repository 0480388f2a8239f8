"""A cluster as an executor: a task is some whole files, which a machine cleans as a local run would.

The engine gets tasks and a function and knows nothing of formats and rules.
Every machine reads the inputs and writes the outputs itself, so both must be
at the same place for all of them: on a disk that they share, or at a URL.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from seedclean.config import RunConfig
from seedclean.corpus.clean_file import CleanFiles
from seedclean.corpus.discover import Source
from seedclean.corpus.local import Local, group_readings
from seedclean.corpus.read import Reading
from seedclean.corpus.work import FileWork, Gather
from seedclean.errors import BadRecordMetError, RunError, describe_os_error
from seedclean.formats import MissingError

R = TypeVar("R")
Rows = TypeVar("Rows")
"""A batch of Arrow, of whichever kind."""

LEAST, MOST = 1 << 20, 1 << 30
"""The bytes of a task: enough to be worth it, and not too many to be lost with a machine."""

ROUNDS = 4
"""Tasks for each processor: one that is done early takes another."""

MOST_FILES = 256
"""The most files of a task."""

MOST_SHOWN = 1 << 24
"""The most bytes of a task whose diff travels back."""

JOBS = 1
"""The processes beside that of the engine: a document can hang or kill one."""


class Engine(Protocol):
    """The session of an engine.

    Attributes:
        jobs: The number of tasks that it does at a time.
    """

    jobs: int

    def map(self, function: Callable[[Any], Any], tasks: Sequence[bytes]) -> Iterator[bytes]:
        """Call a function on any machine with a batch for each task, and give the values in any order."""

    def close(self) -> None:
        """End the session if it is ours."""


class Cluster:
    """An engine with its machines.

    Args:
        config: The options of the run.
        engine: The session.
    """

    def __init__(self, config: RunConfig, engine: Engine) -> None:
        self.jobs = engine.jobs
        self._config = config
        self._engine = engine

    def map_files(
        self,
        work: FileWork[R],
        readings: Sequence[Reading],
        gather: Gather[R],  # noqa: ARG002 - each file is gathered where it is read
    ) -> Iterator[tuple[Reading, R]]:
        """Work on files, in any order."""
        total = sum(reading.source.size for reading in readings)
        size = max(LEAST, min(MOST, total // (ROUNDS * self.jobs)))
        if self._config.diff:
            size = min(size, MOST_SHOWN)
        by_name = {reading.source.name: reading for reading in readings}
        absolute = (reading._replace(source=_absolute(reading.source)) for reading in readings)
        tasks = [pickle.dumps(group) for group in group_readings(absolute, size, MOST_FILES)]
        for data in self._engine.map(DoTasks(work, self._config), tasks) if tasks else ():
            answer = pickle.loads(data)
            if isinstance(answer, _Failure):
                raise (BadRecordMetError if answer.bad_record else RunError)(answer.message)
            for name, result in answer:
                yield by_name[name], result

    def close(self) -> None:
        """End the session if it is ours."""
        self._engine.close()


class _Failure(NamedTuple):
    """The error of a task, as an answer; the engine would try it again in vain."""

    message: str
    bad_record: bool


@dataclass(frozen=True)
class DoTasks:
    """Does tasks: the function that an engine calls with a batch of them.

    Attributes:
        work: The work.
        config: The options of the run.
    """

    work: FileWork[Any]
    config: RunConfig

    def __call__(self, batch: Rows) -> Rows:
        """Answer each task, in a batch of the same kind: some engines have record batches, some tables."""
        import pyarrow as pa

        tasks = batch.column("value").to_pylist()  # type: ignore[attr-defined]
        answers = pa.array([self._answer(task) for task in tasks], pa.binary())
        rows: Rows = type(batch).from_arrays([answers], names=["value"])  # type: ignore[attr-defined]
        return rows

    def _answer(self, task: bytes) -> bytes:
        work = self.work
        if isinstance(work, CleanFiles):  # an engine may give the same task to two machines
            work = replace(work, suffix=f"-{os.urandom(4).hex()}")
        try:
            executor = _executor(self.config)
            done = executor.map_files(work, pickle.loads(task), work.gather)
            return pickle.dumps([(reading.source.name, result) for reading, result in done])
        except RunError as error:
            return pickle.dumps(_Failure(str(error), isinstance(error, BadRecordMetError)))
        except OSError as error:
            return pickle.dumps(_Failure(str(describe_os_error(error)), bad_record=False))


@lru_cache(maxsize=1)
def _executor(config: RunConfig) -> Local:
    """The process beside this one, kept for the tasks to come."""
    return Local(config, (), JOBS)


def _absolute(source: Source) -> Source:
    """A file by a path that holds in every folder."""
    return source._replace(path=source.path.absolute()) if isinstance(source.path, Path) else source


def open_cluster(config: RunConfig) -> Cluster:
    """Start a session of an engine, or join the one that exists.

    Raises:
        RunError: The engine is not installed, or cannot be reached.
    """
    try:
        if config.engine == "ray":
            from seedclean.corpus.ray import RayEngine

            return Cluster(config, RayEngine(config.jobs))
        from seedclean.corpus.spark import SparkEngine

        return Cluster(config, SparkEngine(config.jobs))
    except MissingError as error:
        raise RunError(str(error)) from None
