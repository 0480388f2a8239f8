"""The work that is mapped over files: each kind has a function of a part, and one that gathers a file."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, Generic, Protocol, TypeVar

from seedclean.corpus import heartbeat
from seedclean.corpus.read import FileEnd, Part, Reading, read_parts

R = TypeVar("R")

Gather = Callable[[Reading, Iterable[Any]], R]
"""Makes the result of a file from the results of its parts."""


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


class Executor(Protocol):
    """Maps work over files: this machine, Ray or Spark.

    Attributes:
        jobs: The number of processes that do it.
    """

    jobs: int

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

    def close(self) -> None:
        """End the processes."""
