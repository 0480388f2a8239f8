"""The first pass over a corpus: on how many pages of its site each line occurs."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from seedclean.corpus.executor import Executor, FileWork
from seedclean.corpus.folders import Folder
from seedclean.corpus.layout import COUNTS, COUNTS_BASIS
from seedclean.corpus.read import FileEnd, Part, Reading, Source
from seedclean.corpus.site_counts.store import (
    PageStore,
    SiteCountStore,
    load_counts,
    reading_errors,
    write_store,
    writing_errors,
)
from seedclean.counts import FEWEST_PAGES, LineCounts
from seedclean.document import Document
from seedclean.formats import FORMATS, BadRecordError, Fields
from seedclean.formats.txt import folder_of
from seedclean.report.progress import progress_bar


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
        return Counted(counts.handed_over(), documents)

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


class FirstPass:
    """The line counts of a run: what they are made from, and what becomes of them.

    Args:
        readings: The files of the run.
        counts: A file to take them from, instead of counting.
        save: A file to save them to.
        needed: Whether a rule looks at counts.

    Attributes:
        bases: What the counts of each file are made from, by its name: where that changes, the file has to
            be cleaned again. Empty for a file without counts.

    Raises:
        OSError: The file to take them from cannot be read.
        RunError: It holds something else.
    """

    def __init__(
        self, readings: Sequence[Reading], counts: Path | None, save: Path | None, *, needed: bool
    ) -> None:
        self._sited = [one for one in readings if _has_sites(one.source)]
        self._counts = counts
        self._save = save
        self.bases = dict.fromkeys((one.source.name for one in readings), "")
        if counts is not None:
            with reading_errors():
                LineCounts.check(counts)
        if not needed:  # no count can change anything
            return
        together: dict[str, list[Source]] = {}
        for reading in self._sited:
            together.setdefault(_shared_site(reading.source), []).append(reading.source)
        given = None if counts is None else blake2b(counts.read_bytes(), digest_size=8).hexdigest()
        for group in together.values():
            self.bases.update(dict.fromkeys((one.name for one in group), given or _fingerprint(group)))

    def count(
        self,
        executor: Executor,
        todo: Sequence[Reading],
        scratch: Path,
        folder: Folder | None = None,
        *,
        shown: bool = False,
    ) -> SiteCountStore | None:
        """Get the line counts to clean with: from a file, from an earlier run, or from a pass.

        Args:
            executor: Does the pass.
            todo: The files to clean.
            scratch: A folder for as long as the run lasts.
            folder: The output folder, which keeps the counts until the run has ended.
            shown: Whether progress is shown.
        """
        if self._counts is not None:
            return load_counts(self._counts, scratch)
        wanted = any(self.bases[one.source.name] for one in todo)
        if not wanted and self._save is None:
            return None
        bases = "\n".join(sorted(set(self.bases.values()))).encode()
        kept = None if self._save is not None else _load_kept(folder, bases)
        if kept is not None:
            return kept
        readings = self._find_readings()
        total = sum(one.source.size for one in readings)
        work = CountFiles() if executor.is_local else CountFiles("")
        path = scratch / "counts"
        with (
            writing_errors(scratch),
            closing(PageStore(scratch / "pages")) as pages,
            progress_bar("counting lines", total, shown=shown) as progress,
        ):
            gather = partial(work.gather, merge=pages.merge)
            for reading, counted in executor.map_files(work, readings, gather):
                pages.merge(counted.counts)
                progress(reading.source.size, counted.documents, 0)
            if self._save is not None:
                pages.save(self._save)
            write_store(path, pages.entries())
        if folder is not None and wanted:
            _keep(folder, bases, path)
        return SiteCountStore(path)

    def _find_readings(self) -> list[Reading]:
        """Of the files that can name sites those that make a difference."""
        return [one for one in self._sited if self._save is not None or self.bases[one.source.name]]


def remove_kept(folder: Folder) -> None:
    """Remove the counts of a run that has ended."""
    folder.remove(COUNTS_BASIS)
    folder.remove(COUNTS)


def _load_kept(folder: Folder | None, bases: bytes) -> SiteCountStore | None:
    """The counts of an unfinished run, if they were made from the same files."""
    if folder is None or folder.read(COUNTS_BASIS) != bases:
        return None
    path = folder.fetch(COUNTS)
    store = None if path is None else SiteCountStore(path)
    return store if store is not None and store.is_whole() else None


def _keep(folder: Folder, bases: bytes, path: Path) -> None:
    """Keep the counts until the run has ended."""
    folder.remove(COUNTS_BASIS)
    kept = folder.create(COUNTS)
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            kept.write(piece)
    kept.finish()
    folder.write(COUNTS_BASIS, bases)


def _has_sites(source: Source) -> bool:
    """Tell whether a file can say which site a document is from: by its records, or by its folder."""
    return FORMATS[source.format].many or source.format == "txt"


def _shared_site(source: Source) -> str:
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
