"""Sampling: the same records each time, from all files of a corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from typing import Any, NamedTuple

from seedclean.corpus.executor import Executor, FileWork
from seedclean.corpus.read import FileEnd, Part, Reading
from seedclean.formats import FORMATS
from seedclean.report.progress import progress_bar
from seedclean.report.summary import Sampled

Draw = tuple[bytes, str, int]
"""A record: the hash of its place, the name of its file, its number."""


class _Found(NamedTuple):
    """The records of a file or a part, and why there are no more of it, if it is damaged."""

    draws: list[Draw]
    records: int
    reason: str = ""


@dataclass(frozen=True)
class DrawFiles(FileWork[_Found]):
    """Draws records from files.

    Attributes:
        size: The number of records that are wanted.
    """

    size: int

    def do_part(self, item: Part | FileEnd, condemned: Mapping[tuple[int, int], str]) -> _Found:
        """Draw from a part."""
        if isinstance(item, FileEnd):
            return _Found([], 0, item.reason)
        if condemned:
            return _Found([], 0, next(iter(condemned.values())))
        numbers = [number for number, _ in item.records()]
        draws = nsmallest(self.size, (_draw(item.name, number) for number in numbers))
        return _Found(draws, len(numbers))

    def gather(self, reading: Reading, outcomes: Iterable[Any]) -> _Found:  # noqa: ARG002
        """Choose among the draws of the parts."""
        total = _Found([], 0)
        for outcome in outcomes:
            found = outcome if isinstance(outcome, _Found) else _Found([], 0, outcome.reason)
            draws = nsmallest(self.size, [*total.draws, *found.draws])
            total = _Found(draws, total.records + found.records, total.reason or found.reason)
        return total


def take_sample(
    size: int | None, executor: Executor, readings: Sequence[Reading], *, shown: bool = False
) -> tuple[list[Reading], Sampled | None]:
    """Choose the records to clean, if not all are wanted.

    The place of a record decides, not its content: every record has the same
    chance, and neither the order of the files nor the number of processes
    makes a difference. All files are read for it, except those that hold one
    document.

    Args:
        size: The number of records; `None` for all.
        executor: Reads the files.
        readings: The files.
        shown: Whether progress is shown.

    Returns:
        The files that have something to clean, and the size of the sample.
    """
    if size is None:
        return list(readings), None
    several = [one for one in readings if FORMATS[one.source.format].many]
    single = [one for one in readings if not FORMATS[one.source.format].many]
    draws = nsmallest(size, (_draw(one.source.name, 1) for one in single))
    records = len(single)
    damaged = []
    work = DrawFiles(size)
    total = sum(one.source.size for one in several)
    with progress_bar("choosing a sample", total, shown=shown) as progress:
        for reading, found in executor.map_files(work, several, work.gather):
            draws = nsmallest(size, [*draws, *found.draws])
            records += found.records
            if found.reason:
                damaged.append((reading.source.name, found.reason))
            progress(reading.source.size, found.records, 0)
    numbers = defaultdict(set)
    for _, name, number in draws:
        numbers[name].add(number)
    chosen = [
        one._replace(wanted=frozenset(numbers[one.source.name]))
        for one in readings
        if one.source.name in numbers
    ]
    unseen = tuple((name, reason) for name, reason in damaged if name not in numbers)
    return chosen, Sampled(len(draws), records, len(chosen), len(readings), unseen)


def _draw(name: str, number: int) -> Draw:
    place = f"{name}:{number}".encode("utf-8", "surrogateescape")
    return blake2b(place, digest_size=16).digest(), name, number
