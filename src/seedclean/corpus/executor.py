"""Executors: what maps work over files, on this machine or on a cluster.

On this machine small files go to its processes whole, and large ones are
spread over all. On a cluster a task is some whole files, which a machine works
on as a local run would. The engine of a cluster gets tasks and a function, and
knows nothing of formats and rules. Every machine reads the inputs and writes
the outputs itself, so both must be at the same place for all of them: on a
disk that they share, or at a URL.
"""

from __future__ import annotations

import os
import pickle
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from itertools import groupby, repeat
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, Self, TypeVar

from seedclean.config import RunConfig
from seedclean.corpus import heartbeat
from seedclean.corpus.pool import Pool, ProcessDiedError, Reader
from seedclean.corpus.read import FileEnd, Part, Reading, Source, read_parts
from seedclean.errors import BadRecordMetError, RunError, describe_os_error
from seedclean.formats import MissingError

R = TypeVar("R")
Rows = TypeVar("Rows")
"""A batch of Arrow, of whichever kind."""

Gather = Callable[[Reading, Iterable[Any]], R]
"""Makes the result of a file from the results of its parts."""

BYTES_A_PROCESS = 1 << 20
"""Below this many bytes another process costs more than it gains."""

HERE = 0
"""The number of jobs that does everything in this process, where nothing ends a record that hangs."""

_GROUP = 1 << 18
"""A task is full at this many bytes of small files: some tenths of a second of work."""

LEAST, MOST = 1 << 20, 1 << 30
"""The bytes of a task of a cluster: enough to be worth it, and not too many to be lost with a machine."""

ROUNDS = 4
"""Tasks for each processor: one that is done early takes another."""

MOST_FILES = 256
"""The most files of a task of a cluster."""

JOBS = 1
"""The processes beside that of the engine: a document can hang or kill one."""


class FileWork(ABC, Generic[R]):
    """Work on files, in any process and on any machine.

    Called with some files, it does them one after the other. A large file is
    instead spread: other processes call `do_part`, and one calls `gather`.
    """

    @abstractmethod
    def do_part(self, item: Part | FileEnd, condemned: Mapping[tuple[int, int], str]) -> Any:  # noqa: ANN401
        """Work on a part of a file; its end passes through.

        Args:
            item: The part, or the end of a file.
            condemned: Records to leave out, and why; the number 0 is the part itself.
        """

    @abstractmethod
    def gather(self, reading: Reading, outcomes: Iterable[Any]) -> R:
        """Make the result of a file from those of its parts."""

    @property
    def most(self) -> int:
        """The most bytes of files whose results travel together."""
        return MOST

    def as_task(self) -> Self:
        """The work for one task of a cluster, which may give the same task to two machines."""
        return self

    def __call__(self, readings: Sequence[Reading], condemned: Mapping[tuple[int, int], str]) -> list[R]:
        """Work on whole files.

        Args:
            readings: The files.
            condemned: Records to leave out, and why, by the place of the file and the number of the
                record; the number 0 is the file itself.
        """
        results = []
        for place, reading in enumerate(readings):
            heartbeat.start_file(place)
            bad = {(0, number): reason for (at, number), reason in condemned.items() if at == place}
            if (0, 0) in bad:
                outcomes: Iterable[Any] = [FileEnd(bad[0, 0], sound=False)]
            else:
                outcomes = map(self.do_part, read_parts(reading), repeat(bad))
            results.append(self.gather(reading, outcomes))
        return results


class Executor(ABC):
    """Maps work over files; its processes or its session live as long as its context.

    Attributes:
        jobs: The number of processes that do the work.
        is_local: Whether they are on this machine, and each task is done once.
    """

    jobs: int
    is_local: bool

    @abstractmethod
    def __enter__(self) -> Self:
        """Start.

        Raises:
            RunError: The engine is not installed, or cannot be reached.
        """

    @abstractmethod
    def __exit__(self, *_: object) -> None:
        """End the processes."""

    @abstractmethod
    def map_files(
        self, work: FileWork[R], readings: Sequence[Reading], gather: Gather[R]
    ) -> Iterator[tuple[Reading, R]]:
        """Work on files, in any order.

        Args:
            work: The work.
            readings: The files.
            gather: Gathers a large file in this process, if this executor spreads large files.

        Yields:
            The files, each with its result.
        """


def choose_executor(config: RunConfig, readings: Sequence[Reading]) -> Executor:
    """Make the executor that the options ask for.

    Args:
        config: The options.
        readings: The files; their sizes decide how many processes of this machine are worth it.
    """
    if config.engine == "local":
        return Local(readings, config.jobs, config.time_limit, config.spread_above, config.group_files)
    return Cluster(config.engine, config.jobs, config.time_limit)


class Local(Executor):
    """The processes of this machine.

    Args:
        readings: The files; their sizes decide how many processes are worth it.
        jobs: The number of processes; `None` for as many as are worth it.
        time_limit: The seconds that a document of a megabyte may take.
        spread_above: A file of more bytes is spread over all processes, however many there are.
        group_files: The most files of a task.
    """

    is_local = True

    def __init__(
        self,
        readings: Sequence[Reading],
        jobs: int | None,
        time_limit: float,
        spread_above: int = 8 << 20,
        group_files: int = 64,
    ) -> None:
        total = sum(reading.source.size for reading in readings)
        self.jobs = max(1, min(processors(), total // BYTES_A_PROCESS)) if jobs is None else jobs
        # A file is spread if it is more than its share of the work, or would take some seconds.
        self._large = min(spread_above, max(BYTES_A_PROCESS, total // (2 * max(1, self.jobs))))
        self._most_files = group_files
        self._time_limit = time_limit

    def __enter__(self) -> Self:
        self._pool = Pool(self.jobs, self._time_limit)
        self._reader = Reader()
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()
        self._reader.close()

    def map_files(
        self, work: FileWork[R], readings: Iterable[Reading], gather: Gather[R]
    ) -> Iterator[tuple[Reading, R]]:
        """Work on files, in order."""
        for is_large, some in groupby(readings, self._is_large):
            if is_large:
                for reading in some:
                    yield reading, gather(reading, self._pool.map(work.do_part, self._read(reading)))
            else:
                yield from self._map_small(work, some)

    def _map_small(self, work: FileWork[R], readings: Iterable[Reading]) -> Iterator[tuple[Reading, R]]:
        sent: deque[list[Reading]] = deque()

        def groups() -> Iterator[list[Reading]]:
            for group in group_readings(readings, _GROUP, self._most_files):
                sent.append(group)
                yield group

        for results in self._pool.map(work, groups()):
            yield from zip(sent.popleft(), results, strict=True)

    def _is_large(self, reading: Reading) -> bool:
        # A file that resumes is gathered here, where notes of it are taken, whatever its share is by now.
        return not self.jobs or reading.checkpoint is not None or reading.source.size > self._large

    def _read(self, reading: Reading) -> Iterator[Part | FileEnd]:
        """Read a file in another process, for what is in a file may kill it."""
        if not self.jobs:
            yield from read_parts(reading)
            return
        try:
            yield from self._reader.iterate(read_parts, reading)
        except ProcessDiedError as error:
            yield FileEnd(f"killed the process that read it: {error}", sound=False)


def group_readings(readings: Iterable[Reading], size: int, most: int) -> Iterator[list[Reading]]:
    """Group files that are too small for a task each.

    Args:
        readings: The files.
        size: The bytes at which a group is full.
        most: The most files of a group.
    """
    group: list[Reading] = []
    held = 0
    for reading in readings:
        group.append(reading)
        held += reading.source.size
        if held >= size or len(group) >= most:
            yield group
            group, held = [], 0
    if group:
        yield group


def processors() -> int:
    """The number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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


def open_engine(name: str, jobs: int | None) -> Engine:
    """Start a session of an engine, or join the one that exists.

    Args:
        name: The name of the engine, and of its module beside this one.
        jobs: The processors of a session on this machine; all if `None`.
    """
    session: Engine = import_module(f"seedclean.corpus.{name}").Session(jobs)
    return session


class Cluster(Executor):
    """An engine with its machines.

    Args:
        engine: The name of the engine.
        jobs: The processors of a session on this machine; all if `None`.
        time_limit: The seconds that a document of a megabyte may take.
    """

    is_local = False

    def __init__(self, engine: str, jobs: int | None, time_limit: float) -> None:
        self._asked = (engine, jobs)
        self._time_limit = time_limit

    def __enter__(self) -> Self:
        try:
            self._session = open_engine(*self._asked)
        except MissingError as error:
            raise RunError(str(error)) from None
        self.jobs = self._session.jobs
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def map_files(
        self,
        work: FileWork[R],
        readings: Sequence[Reading],
        gather: Gather[R],  # noqa: ARG002 - each file is gathered where it is read
    ) -> Iterator[tuple[Reading, R]]:
        """Work on files, in any order."""
        total = sum(reading.source.size for reading in readings)
        size = min(work.most, max(LEAST, total // (ROUNDS * self.jobs)))
        by_name = {reading.source.name: reading for reading in readings}
        absolute = (reading._replace(source=_absolute(reading.source)) for reading in readings)
        tasks = [pickle.dumps(group) for group in group_readings(absolute, size, MOST_FILES)]
        for data in self._session.map(DoTasks(work, self._time_limit), tasks) if tasks else ():
            answer = pickle.loads(data)
            if isinstance(answer, _Failure):
                raise (BadRecordMetError if answer.bad_record else RunError)(answer.message)
            for name, result in answer:
                yield by_name[name], result


class _Failure(NamedTuple):
    """The error of a task, as an answer; the engine would try it again in vain."""

    message: str
    bad_record: bool


@dataclass(frozen=True)
class DoTasks:
    """Does tasks: the function that an engine calls with a batch of them.

    Attributes:
        work: The work.
        time_limit: The seconds that a document of a megabyte may take.
    """

    work: FileWork[Any]
    time_limit: float

    def __call__(self, batch: Rows) -> Rows:
        """Answer each task, in a batch of the same kind: some engines have record batches, some tables."""
        import pyarrow as pa

        tasks = batch.column("value").to_pylist()  # type: ignore[attr-defined]
        answers = pa.array([self._answer(task) for task in tasks], pa.binary())
        rows: Rows = type(batch).from_arrays([answers], names=["value"])  # type: ignore[attr-defined]
        return rows

    def _answer(self, task: bytes) -> bytes:
        work = self.work.as_task()
        try:
            done = _local(self.time_limit).map_files(work, pickle.loads(task), work.gather)
            return pickle.dumps([(reading.source.name, result) for reading, result in done])
        except RunError as error:
            return pickle.dumps(_Failure(str(error), isinstance(error, BadRecordMetError)))
        except OSError as error:
            return pickle.dumps(_Failure(str(describe_os_error(error)), bad_record=False))


@lru_cache(maxsize=1)
def _local(time_limit: float) -> Local:
    """The process beside this one, kept for the tasks to come."""
    return Local((), JOBS, time_limit).__enter__()


def _absolute(source: Source) -> Source:
    """A file by a path that holds in every folder."""
    return source._replace(path=source.path.absolute()) if isinstance(source.path, Path) else source
