"""Sampling: the same records each time, from all files of a corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from typing import Any, NamedTuple

from seedclean.config import RunConfig
from seedclean.corpus.discover import Source
from seedclean.corpus.read import FileEnd, Part, Reading
from seedclean.corpus.work import Executor, FileWork
from seedclean.formats import FORMATS, Fields
from seedclean.report.progress import progress_bar
from seedclean.report.summary import Sampled

Draw = tuple[bytes, str, int]
"""A record: the hash of its place, the name of its file, its number."""


class Sample(NamedTuple):
    """The records that were chosen.

    Attributes:
        numbers: Their numbers, by the name of their file.
        records: The number of all records.
    """

    numbers: dict[str, frozenset[int]]
    records: int

    def describe(self, files: int) -> Sampled:
        """Describe the sample for the summary."""
        return Sampled(sum(map(len, self.numbers.values())), self.records, len(self.numbers), files)


class _Found(NamedTuple):
    """The records of a file or a part."""

    draws: list[Draw]
    records: int


@dataclass(frozen=True)
class DrawFiles(FileWork[_Found]):
    """Draws records from files.

    Attributes:
        size: The number of records that are wanted.
        fields: The names of the fields that have a meaning.
    """

    size: int
    fields: Fields

    def do_part(self, item: Part | FileEnd, condemned: Mapping[tuple[int, int], str]) -> _Found:
        """Draw from a part."""
        if isinstance(item, FileEnd) or condemned:
            return _Found([], 0)
        chunk = item.chunk
        numbers = [number for number, _ in FORMATS[item.format].split(chunk.data, chunk.first, self.fields)]
        draws = nsmallest(self.size, (_draw(item.name, number) for number in numbers))
        return _Found(draws, len(numbers))

    def gather(self, reading: Reading, outcomes: Iterable[Any]) -> _Found:  # noqa: ARG002
        """Choose among the draws of the parts."""
        draws: list[Draw] = []
        records = 0
        for outcome in outcomes:
            if isinstance(outcome, _Found):
                draws = nsmallest(self.size, [*draws, *outcome.draws])
                records += outcome.records
        return _Found(draws, records)


def choose_sample(config: RunConfig, executor: Executor, sources: Sequence[Source]) -> Sample | None:
    """Choose the records to clean, if not all are wanted.

    The place of a record decides, not its content: every record has the same
    chance, and neither the order of the files nor the number of processes
    makes a difference. All files are read for it, except those that hold one
    document.

    Args:
        config: The options.
        executor: Reads the files.
        sources: The files.
    """
    size = config.sample
    if size is None:
        return None
    single = [source for source in sources if not FORMATS[source.format].many]
    several = [source for source in sources if FORMATS[source.format].many]
    draws = nsmallest(size, (_draw(source.name, 1) for source in single))
    records = len(single)
    readings = [Reading(source, config.fields, config.limits) for source in several]
    work = DrawFiles(size, config.fields)
    total = sum(source.size for source in several)
    with progress_bar("choosing a sample", total, shown=config.progress) as progress:
        for reading, found in executor.map_files(work, readings, work.gather):
            draws = nsmallest(size, [*draws, *found.draws])
            records += found.records
            progress(reading.source.size, found.records, 0)
    numbers = defaultdict(set)
    for _, name, number in draws:
        numbers[name].add(number)
    return Sample({name: frozenset(some) for name, some in numbers.items()}, records)


def _draw(name: str, number: int) -> Draw:
    place = f"{name}:{number}".encode("utf-8", "surrogateescape")
    return blake2b(place, digest_size=16).digest(), name, number
