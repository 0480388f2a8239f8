"""The first pass over a corpus: on how many pages of its site each line stands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from seedclean.counts import FEWEST_PAGES, LineCounts
from seedclean.formats import FORMATS
from seedclean.formats.txt import folder_of
from seedclean.registry import Rule
from seedclean.report.progress import progress_bar
from seedclean.run import shelf
from seedclean.run.errors import RunError
from seedclean.run.inputs import OURS, Source
from seedclean.run.output import Folder
from seedclean.run.pages import Pages
from seedclean.run.pool import Condemned, Pool
from seedclean.run.reading import Batch, Passed, batches
from seedclean.run.shelf import Shelf
from seedclean.run.worker import Part, Settings, Worker

_COUNTS = f"{OURS}/counts.sqlite"
_BASIS = f"{OURS}/counts.basis"


class _Counted(NamedTuple):
    """What was counted in a batch."""

    counts: LineCounts
    documents: int
    passed: list[tuple[int, int]]


def count(pool: Pool, sources: Sequence[Source], settings: Settings, pages: Pages, *, shown: bool) -> None:
    """Count the lines of all files that can say which site a document is from.

    Args:
        pool: Processes to do it.
        sources: The files.
        settings: How they are cleaned afterwards.
        pages: Takes what is counted.
        shown: Whether it is to be shown how far it is.
    """
    sited = [(file, source) for file, source in enumerate(sources) if has_sites(source)]
    passed = Passed()
    worker = Worker(settings, LineCounts())
    batched = batches(sited, None, settings.fields)
    total = sum(source.size for _, source in sited)
    with progress_bar("counting lines", total, shown=shown) as progress:
        for part in pool.results(_counted, worker, batched):
            pages.merge(part.counts)
            progress(sum(passed.step(*step) for step in part.passed), part.documents)


def _counted(worker: Worker, batch: Batch, condemned: Condemned) -> _Counted:
    """Count the lines of a batch. A process remembers which pages it has counted."""
    counts = worker.counts if isinstance(worker.counts, LineCounts) else LineCounts()
    documents = 0
    passed = []
    for place, item in enumerate(batch):
        if isinstance(item, Part):
            bad = [number for at, number in condemned if at == place]
            for document in worker.documents(item, bad, place):
                counts.add(document)
                documents += 1
            passed.append((item.file, item.chunk.passed))
    return _Counted(counts.handed_over(), documents, passed)


def loaded(path: Path) -> LineCounts:
    """Counts from a file.

    Raises:
        RunError: The file holds something else.
    """
    try:
        return LineCounts.load(path)
    except ValueError as error:
        raise RunError(f"{error}; --counts takes what --save-counts wrote") from None


def has_sites(source: Source) -> bool:
    """Whether a file can say which site a document is from: by its records, or by the folder it is in."""
    return FORMATS[source.format].MANY or source.format == "txt"


def basis(rules: Iterable[Rule], path: Path | None, sources: Iterable[Source]) -> Callable[[Source], str]:
    """From what lines are counted, for a file: when that changes, the file is to be cleaned again.

    Args:
        rules: The rules that run; where none looks at counts, there is nothing that could change.
        path: A file with counts; `None` if they are made.
        sources: The files that they are made from.

    Raises:
        OSError: The file with the counts cannot be read.
    """
    if not any(rule.counts for rule in rules):
        return lambda _: ""
    if path is not None:
        same = blake2b(path.read_bytes(), digest_size=8).hexdigest()
        return lambda source: same if has_sites(source) else ""
    together: dict[str, list[Source]] = {}
    for source in filter(has_sites, sources):
        together.setdefault(_counted_with(source), []).append(source)
    fingerprints = {with_: _fingerprint(group) for with_, group in together.items()}
    return lambda source: fingerprints.get(_counted_with(source), "") if has_sites(source) else ""


def _counted_with(source: Source) -> str:
    """What files share whose pages may be of one site: text files their folder, others nothing."""
    return "" if FORMATS[source.format].MANY else folder_of(source.name)


def _fingerprint(sources: list[Source]) -> str:
    """What changes when one of the files does; nothing where they are too few to be a site."""
    if len(sources) < FEWEST_PAGES and not FORMATS[sources[0].format].MANY:
        return ""
    found = blake2b(digest_size=8)
    for source in sources:
        found.update(json.dumps([source.name, source.size, source.changed]).encode())
    return found.hexdigest()


class Kept:
    """The counts of an unfinished run, so that the next one need not make them again.

    Args:
        folder: The output folder.
        bases: From what the lines of each file are counted.
    """

    def __init__(self, folder: Folder, bases: Iterable[str]) -> None:
        self._folder = folder
        self._basis = "\n".join(sorted(set(bases))).encode()

    def load(self) -> Shelf | None:
        """The counts, if they were made from the same files."""
        if self._folder.read(_BASIS) != self._basis:
            return None
        path = self._folder.at_hand(_COUNTS)
        return Shelf(str(path)) if path is not None and shelf.is_whole(str(path)) else None

    def save(self, path: Path) -> None:
        """Keep them until the run is finished.

        Args:
            path: The file with the shelf.
        """
        self._folder.remove(_BASIS)
        kept = self._folder.begin(_COUNTS)
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                kept.write(piece)
        kept.finish()
        self._folder.write(_BASIS, self._basis)

    def remove(self) -> None:
        """The run is finished."""
        self._folder.remove(_BASIS)
        self._folder.remove(_COUNTS)
