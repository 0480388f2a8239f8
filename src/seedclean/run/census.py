"""The first pass on an engine: on how many pages of its site each line stands, counted on all machines.

The engine brings the pages of a site together: sites are sorted into drawers,
and a task adds up each drawer. The driver takes one drawer at a time and writes
it into a file, so it holds no more than that, however many sites there are.
"""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from heapq import merge
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from seedclean.counts import LineCounts, SiteCounts
from seedclean.run import counting, shelf
from seedclean.run.copies import Copy
from seedclean.run.engine import Job, answer, cut_up, span_of, task_size
from seedclean.run.pool import Condemned
from seedclean.run.reading import Batch
from seedclean.run.rows import Dealt, Gathered
from seedclean.run.spans import Span, grouped, read
from seedclean.run.tasks import processes
from seedclean.run.worker import Part, Settings, Worker

SIEVED = 1 << 36
"""From so many bytes on it pays to find out which pages count before their lines are sent around."""

DRAWERS = 512
"""Into so many parts at most sites are sorted to add their counts up."""


def counts_of(job: Job, scratch: Path) -> Copy | None:
    """The line counts to clean with, on every machine; `None` if no rule asks for them.

    Args:
        job: The run.
        scratch: A folder of this machine for as long as the run lasts.
    """
    run = job.run
    wanted = any(rule.counts for rule in run.settings.rules)
    path = scratch / f"seedclean-counts-{os.urandom(8).hex()}"
    if run.counts is not None:
        shelf.write_counts(str(path), entries(counting.loaded(run.counts)))
        return job.engine.copied(path)
    sited = [(file, source) for file, source in enumerate(job.sources) if counting.has_sites(source)]
    if run.save_counts is None and not (wanted and any(counting.has_sites(source) for _, source in job.todo)):
        return None
    size = task_size(job, sited)
    spans = list(cut_up(job, [span_of(file, source) for file, source in sited], size))
    tasks = [pickle.dumps(group) for group in grouped(spans, size)]
    count = Count(run.settings, run.time_limit, min(DRAWERS, max(1, len(tasks))))
    if sum(source.size for _, source in sited) >= SIEVED:
        count = replace(count, limits=_limits_of(job, count, tasks, scratch))
    pages = None if run.save_counts is None else scratch / "pages"
    with shelf.writing(str(path)):
        shelf.write(str(path), chain.from_iterable(_drawers(job, count, tasks, pages)), shelf.COUNTS)
    if run.save_counts is not None and pages is not None:
        _save(pages, run.save_counts)
    return job.engine.copied(path)


def _limits_of(job: Job, count: Count, tasks: Sequence[bytes], scratch: Path) -> Copy:
    """Which pages will be remembered of large sites, so that the lines of the others need not travel."""
    path = scratch / f"seedclean-limits-{os.urandom(8).hex()}"
    merged = _merged(job, replace(count, hashes=True), Wanted.LIMITS, tasks)
    with shelf.writing(str(path)):
        shelf.write(str(path), chain.from_iterable(drawer.rows for drawer in merged), shelf.LIMITS)
    return job.engine.copied(path)


def _drawers(
    job: Job, count: Count, tasks: Sequence[bytes], pages: Path | None
) -> Iterator[list[tuple[Any, ...]]]:
    """The drawers for the shelf; if their pages are wanted, they go into files, each in order."""
    if pages is not None:
        pages.mkdir()
    wanted = Wanted.COUNTS if pages is None else Wanted.PAGES
    for number, drawer in enumerate(_merged(job, count, wanted, tasks)):
        if pages is not None:
            (pages / str(number)).write_text("".join(f"{line}\n" for line in drawer.pages), encoding="utf-8")
        yield drawer.rows


def _merged(job: Job, count: Count, wanted: Wanted, tasks: Sequence[bytes]) -> Iterator[Drawer]:
    """What comes of counting, drawer by drawer."""
    return map(answer, job.engine.gathered(Dealt(count), Gathered(Merge(wanted)), tasks))


def _save(pages: Path, path: Path) -> None:
    """Write the file that `LineCounts.save` writes, from files that are in order."""
    header, *_ = LineCounts().dumped()
    with ExitStack() as stack, path.open("w", encoding="utf-8") as file:
        parts = [stack.enter_context(part.open(encoding="utf-8")) for part in pages.iterdir()]
        file.write(f"{header}\n")
        file.writelines(merge(*parts, key=_site_and_page))


def _site_and_page(line: str) -> tuple[str, str]:
    page = json.loads(line)
    return page["site"], page["page"]


@dataclass(frozen=True)
class Count:
    """Counts the lines of spans, and hands the sites out into as many drawers as are wanted.

    Attributes:
        settings: How the records are read.
        time_limit: Seconds that a document may take.
        drawers: How many drawers there are.
        hashes: Whether only the hashes of the pages are wanted.
        limits: Which pages are; all if `None`.
    """

    settings: Settings
    time_limit: float
    drawers: int
    hashes: bool = False
    limits: Copy | None = None

    def __call__(self, spans: Iterable[Span]) -> list[tuple[int, LineCounts]]:
        """For each drawer the counts of its sites."""
        counts = LineCounts()
        worker = Worker(self.settings, None)
        for span in spans:
            batches = read(span, self.settings.fields)
            for part in processes(self.time_limit).results(_counted, worker, batches):
                counts.merge(part)
        if self.hashes:
            counts = counts.hashes()
        if self.limits is not None:
            counts = counts.within(_limits(self.limits.here()).get)
        return list(counts.parted(lambda site: crc32(shelf.key(site)) % self.drawers))


Rows = list[tuple[Any, ...]]
"""Some rows of a shelf."""


class Wanted(Enum):
    """What is wanted of a drawer."""

    COUNTS = 1
    PAGES = 2
    LIMITS = 3


class Drawer(NamedTuple):
    """What was counted of the sites in a drawer.

    Attributes:
        rows: The counts or the limits of the sites, as `shelf` keeps them.
        pages: Their pages, as `LineCounts` writes them, in order, if they are wanted.
    """

    rows: Rows
    pages: list[str]


@dataclass(frozen=True)
class Merge:
    """Adds up what was counted of the sites in a drawer.

    Attributes:
        wanted: What is to come of it.
    """

    wanted: Wanted

    def __call__(self, counted: Iterable[LineCounts]) -> Drawer:
        """The drawer."""
        counts = LineCounts()
        for part in counted:
            counts.merge(part)
        if self.wanted is Wanted.LIMITS:
            return Drawer(list(shelf.limits_rows(counts.limits().items())), [])
        _, *pages = counts.dumped() if self.wanted is Wanted.PAGES else [""]
        return Drawer(list(shelf.counts_rows(entries(counts))), pages)


def entries(counts: LineCounts) -> Iterator[tuple[str, SiteCounts]]:
    """The sites that have counts, with them."""
    for site in counts.sites():
        found = counts.for_site(site)
        if found is not None:
            yield site, found


@lru_cache(maxsize=1)
def _limits(path: str) -> shelf.Limits:
    return shelf.Limits(path)


def _counted(worker: Worker, batch: Batch, condemned: Condemned) -> LineCounts:
    counts = LineCounts()
    for place, item in enumerate(batch):
        if isinstance(item, Part):
            bad = [number for at, number in condemned if at == place]
            for document in worker.documents(item, bad, place):
                counts.add(document)
    return counts
