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

from seedclean.config import RunConfig
from seedclean.corpus.discover import Source
from seedclean.corpus.folders import Folder
from seedclean.corpus.layout import COUNTS, COUNTS_BASIS
from seedclean.corpus.read import FileEnd, Part, Reading
from seedclean.corpus.site_counts.store import (
    PageStore,
    SiteCountStore,
    site_entries,
    write_store,
    writing_errors,
)
from seedclean.corpus.work import Executor, FileWork
from seedclean.counts import FEWEST_PAGES, LineCounts
from seedclean.document import Document
from seedclean.errors import RunError
from seedclean.formats import FORMATS, BadRecordError, Fields
from seedclean.formats.txt import folder_of
from seedclean.report.progress import progress_bar

Basis = Callable[[Source], str]
"""Gives the basis of the line counts of a file: where it changes, the file has to be cleaned again."""


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
        fields: The names of the fields that have a meaning.
        memory: The name of what a process remembers of the pages that it has given away, so that it
            gives each once; empty for none, where a result may get lost.
    """

    fields: Fields
    memory: str = field(default_factory=lambda: os.urandom(8).hex())

    def do_part(self, item: Part | FileEnd, condemned: Mapping[tuple[int, int], str]) -> Counted:
        """Count the lines of a part; one that kills its process is left out."""
        counts = _remember(self.memory) if self.memory else LineCounts()
        documents = 0
        for document in (
            _parse_documents(item, self.fields) if isinstance(item, Part) and not condemned else ()
        ):
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


def _parse_documents(part: Part, fields: Fields) -> Iterator[Document]:
    """Parse the documents of a chunk for the first pass; bad records are left to the second."""
    format_ = FORMATS[part.format]
    if part.format == "jsonl" and not _may_name_sites(part.chunk.data, fields):
        return
    for number, raw in format_.split(part.chunk.data, part.chunk.first, fields):
        with suppress(BadRecordError):
            yield format_.parse(raw, part.where(number), fields).document


def _may_name_sites(data: bytes, fields: Fields) -> bool:
    """Tell whether JSON lines may name sites: a search costs a hundredth of parsing them."""
    names = (fields.site, "url")
    return not fields.site.isascii() or any(json.dumps(name)[1:-1].encode() in data for name in names)


@lru_cache(maxsize=1)
def _remember(memory: str) -> LineCounts:  # noqa: ARG001 - the key
    return LineCounts()


def basis_of(config: RunConfig, sources: Iterable[Source]) -> Basis:
    """Make the function that gives the basis of the line counts of a file.

    Args:
        config: The options; where no rule looks at counts, nothing can change.
        sources: The files that they are made from.

    Raises:
        OSError: The file of `--counts` cannot be read.
    """
    if not config.needs_counts:
        return lambda _: ""
    if config.counts is not None:
        same = blake2b(config.counts.read_bytes(), digest_size=8).hexdigest()
        return lambda source: same if _has_sites(source) else ""
    together: dict[str, list[Source]] = {}
    for source in filter(_has_sites, sources):
        together.setdefault(_shared_site(source), []).append(source)
    fingerprints = {with_: _fingerprint(group) for with_, group in together.items()}
    return lambda source: fingerprints.get(_shared_site(source), "") if _has_sites(source) else ""


def count_sites(
    config: RunConfig,
    executor: Executor,
    sources: Sequence[Source],
    todo: Sequence[Source],
    folder: Folder | None,
    scratch: Path,
) -> SiteCountStore | None:
    """Get the line counts to clean with: from a file, from an earlier run, or from a first pass.

    Args:
        config: The options.
        executor: Does the first pass.
        sources: All files.
        todo: The files to clean.
        folder: The output folder, which keeps the counts until the run has ended.
        scratch: A folder for as long as the run lasts.
    """
    path = scratch / "counts"
    if config.counts is not None:
        with writing_errors(scratch):
            write_store(path, site_entries(_load(config.counts)))
        return SiteCountStore(path)
    basis = basis_of(config, sources)
    wanted = any(map(basis, todo))
    bases = "\n".join(sorted({basis(source) for source in sources})).encode()
    if config.save_counts is None:
        if not wanted:
            return None
        kept = None if folder is None else _load_kept(folder, bases)
        if kept is not None:
            return kept
    with writing_errors(scratch), closing(PageStore(scratch / "pages")) as pages:
        _count(config, executor, _with_sites(config, sources, basis), pages)
        if config.save_counts is not None:
            pages.save(config.save_counts)
        write_store(path, pages.entries())
    if folder is not None and wanted:
        _keep(folder, bases, path)
    return SiteCountStore(path)


def _with_sites(config: RunConfig, sources: Sequence[Source], basis: Basis) -> list[Source]:
    """The files to count: those that can name sites, and of these only those that make a difference."""
    sited = [source for source in sources if _has_sites(source)]
    return sited if config.save_counts is not None else [source for source in sited if basis(source)]


def remove_kept(folder: Folder) -> None:
    """Remove the counts of a run that has ended."""
    folder.remove(COUNTS_BASIS)
    folder.remove(COUNTS)


def check_counts(path: Path) -> None:
    """Raise `RunError` if a file does not begin as one with line counts."""
    try:
        LineCounts.check(path)
    except ValueError as error:
        raise RunError(f"{error}; --counts takes what --save-counts wrote") from None


def _count(config: RunConfig, executor: Executor, sources: Sequence[Source], pages: PageStore) -> None:
    readings = [Reading(source, config.fields, config.limits) for source in sources]
    total = sum(source.size for source in sources)
    work = CountFiles(config.fields) if config.engine == "local" else CountFiles(config.fields, "")
    with progress_bar("counting lines", total, shown=config.progress) as progress:
        gather = partial(work.gather, merge=pages.merge)
        for reading, counted in executor.map_files(work, readings, gather):
            pages.merge(counted.counts)
            progress(reading.source.size, counted.documents, 0)


def _load(path: Path) -> LineCounts:
    try:
        return LineCounts.load(path)
    except ValueError as error:
        raise RunError(f"{error}; --counts takes what --save-counts wrote") from None


def _load_kept(folder: Folder, bases: bytes) -> SiteCountStore | None:
    """The counts of an unfinished run, if they were made from the same files."""
    if folder.read(COUNTS_BASIS) != bases:
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
