"""This machine as an executor: small files go to its processes whole, large ones are spread over all."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from seedclean.config import RunConfig
from seedclean.corpus.discover import Source
from seedclean.corpus.pool import Pool, ProcessDiedError, Reader
from seedclean.corpus.read import FileEnd, Part, Reading, read_parts
from seedclean.corpus.work import FileWork, Gather

R = TypeVar("R")

BYTES_A_PROCESS = 1 << 20
"""Below this many bytes another process costs more than it gains."""

HERE = 0
"""The number of jobs that does everything in this process, where nothing ends a record that hangs."""

_GROUP = 1 << 18
"""A task is full at this many bytes of small files: some tenths of a second of work."""


class Local:
    """The processes of this machine.

    Args:
        config: The options of the run.
        sources: The files; their sizes decide how many processes are worth it.
        jobs: The number of processes; `None` for that of the options.
    """

    def __init__(self, config: RunConfig, sources: Sequence[Source], jobs: int | None = None) -> None:
        total = sum(source.size for source in sources)
        wanted = config.jobs if jobs is None else jobs
        self.jobs = max(1, min(processors(), total // BYTES_A_PROCESS)) if wanted is None else wanted
        # A file is spread if it is more than its share of the work, or would take some seconds.
        self._large = min(config.spread_above, max(BYTES_A_PROCESS, total // (2 * max(1, self.jobs))))
        self._most_files = config.group_files
        self._pool = Pool(self.jobs, config.time_limit)
        self._reader = Reader()

    def map_files(
        self, work: FileWork[R], readings: Iterable[Reading], gather: Gather[R]
    ) -> Iterator[tuple[Reading, R]]:
        """Work on files, in order.

        Args:
            work: The work.
            readings: The files.
            gather: Gathers a large file in this process.
        """
        for is_large, some in groupby(readings, self._is_large):
            if is_large:
                for reading in some:
                    yield reading, gather(reading, self._pool.map(work.do_part, self._read(reading)))
            else:
                yield from self._map_small(work, some)

    def close(self) -> None:
        """End the processes."""
        self._pool.close()
        self._reader.close()

    def _map_small(self, work: FileWork[R], readings: Iterable[Reading]) -> Iterator[tuple[Reading, R]]:
        sent: deque[list[Reading]] = deque()

        def groups() -> Iterator[list[Reading]]:
            for group in group_readings(readings, _GROUP, self._most_files):
                sent.append(group)
                yield group

        for results in self._pool.map(work, groups()):
            yield from zip(sent.popleft(), results, strict=True)

    def _is_large(self, reading: Reading) -> bool:
        return not self.jobs or reading.source.size > self._large

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
