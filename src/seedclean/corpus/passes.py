"""The passes over a corpus before it is cleaned: one chooses a sample, one counts the lines of sites."""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import blake2b
from heapq import nsmallest
from pathlib import Path
from typing import Any, NamedTuple

from seedclean.config import RunConfig
from seedclean.corpus.executor import Executor, FileWork
from seedclean.corpus.folders import COUNTS, COUNTS_BASIS, Folder
from seedclean.corpus.read import FileEnd, Part, Reading, Source
from seedclean.corpus.site_counts import STORE, SiteCountStore, counting
from seedclean.counts import FEWEST_PAGES, LineCounts
from seedclean.document import Document
from seedclean.errors import RunError
from seedclean.formats import FORMATS, BadRecordError, Fields
from seedclean.formats.txt import folder_of
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


def make_readings(sources: Iterable[Source], config: RunConfig) -> list[Reading]:
    """Say how the files of a run are read, and what their line counts are made from.

    Args:
        sources: The files.
        config: The options.

    Raises:
        OSError: The file to take the line counts from cannot be read.
        ConfigError: It holds something else.
    """
    readings = [Reading(source, config.fields, config.limits) for source in sources]
    given = config.counts_basis
    if not config.needs_counts:  # no count can change anything
        return readings
    together: dict[str, list[Source]] = defaultdict(list)
    for reading in readings:
        together[_group_of(reading.source)].append(reading.source)
    bases = {site: given or _fingerprint(group) for site, group in together.items()}
    return [one._replace(counted=bases[_group_of(one.source)]) for one in readings]


def count_lines(
    config: RunConfig,
    executor: Executor,
    readings: Sequence[Reading],
    todo: Sequence[Reading],
    scratch: Path,
    folder: Folder | None = None,
) -> SiteCountStore | None:
    """Get the line counts to clean with: from a file, from an earlier run, or from a pass.

    Args:
        config: The options.
        executor: Does the pass.
        readings: All files.
        todo: The files to clean.
        scratch: A folder for as long as the run lasts.
        folder: The output folder, which keeps the counts until the run has ended.
    """
    wanted = any(one.counted for one in todo)
    path: Path | None = None
    if config.counts is not None:
        path = load_counts(config.counts, scratch)
    elif wanted or config.save_counts is not None:
        path = _count(config, executor, readings, scratch, folder if wanted else None)
    if path is None:
        return None
    on_shared_disk = folder is not None and isinstance(folder.top, Path)
    return SiteCountStore(path, travels=not executor.is_local and not on_shared_disk)


def load_counts(path: Path, scratch: Path) -> Path:
    """Load a file with line counts, and give the file of their store.

    Args:
        path: The file.
        scratch: The folder of the store.

    Raises:
        RunError: The file holds something else, or the store cannot be written.
    """
    with counting(scratch) as pages, _reading_errors():
        pages.load(path)
    return scratch / STORE


@contextmanager
def _reading_errors() -> Iterator[None]:
    """Turn an error of a file that holds no line counts into one that names the option."""
    try:
        yield
    except ValueError as error:
        raise RunError(f"{error}; --counts takes what --save-counts wrote") from None


def _count(
    config: RunConfig, executor: Executor, readings: Sequence[Reading], scratch: Path, folder: Folder | None
) -> Path:
    """Count the lines of the files that make a difference, unless an earlier run has kept their counts."""
    save = config.save_counts
    bases = "\n".join(sorted({one.counted for one in readings})).encode()
    kept = None if save is not None else _find_kept(folder, bases)
    if kept is not None:
        return kept
    counted = [one for one in readings if one.counted or save is not None]
    total = sum(one.source.size for one in counted)
    work = CountFiles() if executor.is_local else CountFiles("")
    with (
        counting(scratch) as pages,
        progress_bar("counting lines", total, shown=config.progress) as progress,
    ):
        gather = partial(work.gather, merge=pages.merge)
        for reading, found in executor.map_files(work, counted, gather):
            pages.merge(found.counts)
            progress(reading.source.size, found.documents, 0)
        if save is not None:
            pages.save(save)
    if folder is not None:
        _keep(folder, bases, scratch / STORE)
    return scratch / STORE


def remove_kept(folder: Folder) -> None:
    """Remove the counts of a run that has ended."""
    folder.remove(COUNTS_BASIS)
    folder.remove(COUNTS)


def _find_kept(folder: Folder | None, bases: bytes) -> Path | None:
    """Find the counts of an unfinished run, if they were made from the same files."""
    if folder is None or folder.read(COUNTS_BASIS) != bases:
        return None
    path = folder.fetch(COUNTS)
    return path if path is not None and SiteCountStore(path).is_whole() else None


def _keep(folder: Folder, bases: bytes, path: Path) -> None:
    """Keep the counts until the run has ended."""
    folder.remove(COUNTS_BASIS)
    kept = folder.create(COUNTS)
    with path.open("rb") as file:
        shutil.copyfileobj(file, kept)
    kept.finish()
    folder.write(COUNTS_BASIS, bases)


def _group_of(source: Source) -> str:
    """The group of files whose pages may be of one site: text files of a folder, and all others."""
    return "" if FORMATS[source.format].many else folder_of(source.name)


def _fingerprint(sources: list[Source]) -> str:
    """A fingerprint of files; empty where they are too few to be a site."""
    if len(sources) < FEWEST_PAGES and not FORMATS[sources[0].format].many:
        return ""
    found = blake2b(digest_size=8)
    for source in sources:
        found.update(json.dumps([source.name, source.size, source.changed]).encode())
    return found.hexdigest()


class Counted(NamedTuple):
    """The result of counting a file or a part.

    Attributes:
        counts: The pages.
        documents: The number of documents.
    """

    counts: LineCounts
    documents: int


@dataclass(frozen=True)
class CountFiles(FileWork[Counted]):
    """Counts the lines of files.

    Attributes:
        memory: The name of what a process remembers of the pages that it has given away, so that it
            gives each once; empty for none, where a result may get lost.
    """

    memory: str = field(default_factory=lambda: os.urandom(8).hex())

    def do_part(self, item: Part | FileEnd, condemned: Mapping[tuple[int, int], str]) -> Counted:
        """Count the lines of a part; one that kills its process is left out."""
        counts = _remember(self.memory) if self.memory else LineCounts()
        documents = 0
        for document in _parse_documents(item) if isinstance(item, Part) and not condemned else ():
            counts.add(document)
            documents += 1
        return Counted(counts.hand_over(), documents)

    def gather(
        self,
        reading: Reading,  # noqa: ARG002
        outcomes: Iterable[Any],
        merge: Callable[[LineCounts], None] | None = None,
    ) -> Counted:
        """Add up the parts of a file.

        Args:
            reading: The file.
            outcomes: The parts.
            merge: Takes them; `None` to have them in the result.
        """
        counts = LineCounts()
        documents = 0
        for outcome in outcomes:
            if isinstance(outcome, Counted):  # else the end of a file that could not be read
                (merge or counts.merge)(outcome.counts)
                documents += outcome.documents
        return Counted(counts, documents)


def _parse_documents(part: Part) -> Iterator[Document]:
    """Parse the documents of a chunk for the first pass; bad records are left to the second."""
    if part.format == "jsonl" and not _may_name_sites(part.chunk.data, part.fields):
        return
    for number, raw in part.records():
        with suppress(BadRecordError):
            yield FORMATS[part.format].parse(raw, part.where(number), part.fields).document


def _may_name_sites(data: bytes, fields: Fields) -> bool:
    """Tell whether JSON lines may name sites: a search costs a hundredth of parsing them."""
    names = (fields.site, "url")
    return not fields.site.isascii() or any(json.dumps(name)[1:-1].encode() in data for name in names)


@lru_cache(maxsize=1)
def _remember(memory: str) -> LineCounts:  # noqa: ARG001 - the key
    return LineCounts()
