"""A fair sample of a corpus: the same records each time, from all its files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from heapq import nsmallest
from itertools import chain
from typing import NamedTuple

from seedclean.formats import FORMATS, Fields
from seedclean.report.progress import progress_bar
from seedclean.run.inputs import Source
from seedclean.run.pool import Condemned, Pool
from seedclean.run.reading import Batch, Passed, batches
from seedclean.run.worker import Part

Place = tuple[bytes, int, int]
"""A record: the hash of its place, the number of its file, its own number in there."""


class Sample(NamedTuple):
    """The records that were chosen.

    Attributes:
        numbers: Their numbers, by the number of their file.
        records: How many records there are in all.
    """

    numbers: dict[int, frozenset[int]]
    records: int

    @property
    def size(self) -> int:
        """How many were chosen."""
        return sum(map(len, self.numbers.values()))


class _Search(NamedTuple):
    """What a process needs to search a batch."""

    size: int
    fields: Fields


class _Found(NamedTuple):
    """What was found in a batch."""

    places: list[Place]
    records: int
    passed: list[tuple[int, int]]


def choose(pool: Pool, sources: Sequence[Source], size: int, fields: Fields, *, shown: bool) -> Sample:
    """Choose records.

    Where a record stands decides, not what it says: every record has the same
    chance, and neither the order of the files nor the number of processes
    makes a difference. All files are read for it; files that hold one
    document are not.

    Args:
        pool: Processes to do it.
        sources: The files.
        size: How many records to choose.
        fields: Which fields of a record mean what.
        shown: Whether it is to be shown how far it is.
    """
    single = [(file, source) for file, source in enumerate(sources) if not FORMATS[source.format].MANY]
    several = [(file, source) for file, source in enumerate(sources) if FORMATS[source.format].MANY]
    places = nsmallest(size, (_place(source.name, 1, file) for file, source in single))
    records = len(single)
    passed = Passed()
    total = sum(source.size for _, source in several)
    with progress_bar("choosing a sample", total, shown=shown) as progress:
        for found in pool.results(_searched, _Search(size, fields), batches(several, None, fields)):
            places = nsmallest(size, chain(places, found.places))
            records += found.records
            progress(sum(passed.step(*step) for step in found.passed), found.records)
    numbers = defaultdict(set)
    for _, file, number in places:
        numbers[file].add(number)
    return Sample({file: frozenset(some) for file, some in numbers.items()}, records)


def _searched(search: _Search, batch: Batch, condemned: Condemned) -> _Found:  # noqa: ARG001
    found = list(
        chain.from_iterable(_places(item, search.fields) for item in batch if isinstance(item, Part))
    )
    passed = [(item.file, item.chunk.passed) for item in batch if isinstance(item, Part)]
    return _Found(nsmallest(search.size, found), len(found), passed)


def _places(part: Part, fields: Fields) -> Iterator[Place]:
    for number, _ in FORMATS[part.format].records(part.chunk.data, part.chunk.first, fields):
        yield _place(part.name, number, part.file)


def _place(name: str, number: int, file: int) -> Place:
    place = f"{name}:{number}".encode("utf-8", "surrogateescape")
    return blake2b(place, digest_size=16).digest(), file, number
