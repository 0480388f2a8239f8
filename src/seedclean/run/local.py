"""Running on this machine: the files of a corpus, spread over its processors."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeVar

from seedclean.counts import LineCounts
from seedclean.formats import FORMATS
from seedclean.report.progress import progress_bar
from seedclean.report.summary import Summary, Tally
from seedclean.run.errors import BadRecordMetError, RunError
from seedclean.run.inputs import OURS, Inputs, Source, check_apart, find
from seedclean.run.journal import Notes, earlier
from seedclean.run.output import Folder
from seedclean.run.pool import in_order
from seedclean.run.reading import Batch, FileEnd, batches
from seedclean.run.sinks import Corpus, Nowhere, Pipe, Sink
from seedclean.run.worker import Outcome, Part, Settings, Worker

R = TypeVar("R")

BYTES_A_PROCESS = 1 << 20
"""Below so many bytes another process costs more than it brings."""

STDIN = "stdin"

Numbered = tuple[int, Source]
"""A file, with its number in the run."""


class Run(NamedTuple):
    """What is to be done.

    Attributes:
        paths: The files and folders to clean.
        settings: How they are cleaned.
        unknown: The format of what has no ending that tells it.
        jobs: The number of processes; as many as are worth it if `None`.
        counts: A file with line counts from an earlier first pass.
        save_counts: Where to keep those of this run.
        fail: Whether a bad record ends the run.
        force: Whether finished files are done again, and files of others overwritten.
        bar: Whether a progress bar is wanted.
    """

    paths: tuple[Path, ...]
    settings: Settings
    unknown: str = "txt"
    jobs: int | None = None
    counts: Path | None = None
    save_counts: Path | None = None
    fail: bool = False
    force: bool = False
    bar: bool = False


def clean_corpus(run: Run, output: Path) -> Summary:
    """Clean files and folders into a folder of the same shape.

    Files that an earlier run has finished are left as they are.

    Raises:
        RunError: Something stands in the way.
    """
    check_apart(run.paths, output)
    inputs = _found(run)
    numbered = list(enumerate(inputs.sources))
    made_with = _made_with(run)
    before = earlier(output, made_with, force=run.force)
    if not before.ours and not run.force:
        _check_free(output, inputs.sources)
    counted = _counted_from(run, inputs.sources)
    done = {file: tally for file, source in numbered if (tally := before.finished(source, counted(source)))}
    todo = [(file, source) for file, source in numbered if file not in done]
    counts = _counts(run, inputs.sources, todo)
    folder = Folder(output, tuple(path for path in run.paths if path.is_dir()))
    again = {source.name for _, source in todo}
    notes = Notes(folder, made_with, [entry for name, entry in before.entries.items() if name not in again])
    with closing(Corpus(folder, run.settings, notes, counted)) as sink:
        summary = _clean(run, todo, counts, sink)
    tally = summary.tally
    for finished in done.values():
        tally = tally.plus(finished)
    summary = summary._replace(tally=tally, earlier=len(done), quarantine=f"{output / OURS / 'quarantine'}")
    return _with_unread(summary, inputs)


def look(run: Run, show: Callable[[str], None]) -> Summary:
    """Clean files and folders, and write nothing.

    Args:
        run: What is to be done.
        show: Takes the lines of the diff, if the settings ask for one.

    Raises:
        RunError: Something stands in the way.
    """
    inputs = _found(run)
    todo = list(enumerate(inputs.sources))
    summary = _clean(run, todo, _counts(run, inputs.sources, todo), Nowhere(), show=show)
    return _with_unread(summary, inputs)


def clean_pipe(run: Run, stdin: BinaryIO, stdout: BinaryIO | None, show: Callable[[str], None]) -> Summary:
    """Clean what comes through a pipe.

    Args:
        run: What is to be done.
        stdin: Where it comes from.
        stdout: Where it goes; `None` if only a look is wanted.
        show: Takes the lines of the diff, if the settings ask for one.

    Raises:
        RunError: Something stands in the way.
    """
    source = Source(STDIN, Path("-"), run.unknown, "", 0, 0)
    sink = Nowhere() if stdout is None else Pipe(stdout)
    run = run._replace(jobs=run.jobs or 1)
    return _clean(run, [(0, source)], _loaded(run), sink, opened=lambda _: nullcontext(stdin), show=show)


def _found(run: Run) -> Inputs:
    inputs = find(run.paths, run.unknown)
    for name, reason in inputs.unreadable if run.fail else ():
        raise BadRecordMetError(f"{name}: {reason}")
    return inputs


def _with_unread(summary: Summary, inputs: Inputs) -> Summary:
    """The summary with what the walk passed over and what it could not get at."""
    return summary._replace(
        tally=summary.tally.plus(Tally(bad=len(inputs.unreadable))),
        skipped=tuple(inputs.skipped),
        problems=(*inputs.unreadable, *summary.problems),
    )


def _clean(
    run: Run,
    todo: Sequence[Numbered],
    counts: LineCounts | None,
    sink: Sink,
    *,
    opened: Callable[[Source], AbstractContextManager[BinaryIO]] | None = None,
    show: Callable[[str], None] = print,
) -> Summary:
    """Clean files and give what comes out to a sink, in order."""
    sources = dict(todo)
    total = tally = Tally()
    problems: list[tuple[str, str]] = []
    worker = Worker(run.settings, counts)
    with closing(_results(_cleaned, "cleaning", run, todo, worker, opened or _opened)) as results:
        for item in chain.from_iterable(results):
            source = sources[item.file]
            bad = item.problems if isinstance(item, Outcome) else _problem(source, item)
            if bad and run.fail:
                raise BadRecordMetError(": ".join(bad[0]))
            problems += bad
            if isinstance(item, Outcome):
                tally = tally.plus(item.tally)
                sink.add(source, item)
                for line in item.diff:
                    show(line)
            else:
                sink.end(source, item, tally)
                if item.reason:
                    tally = (tally if item.sound else Tally(bad=tally.bad)).plus(Tally(bad=1))
                total = total.plus(tally)
                tally = Tally()
    return Summary(total, problems=tuple(problems))


def _problem(source: Source, end: FileEnd) -> tuple[tuple[str, str], ...]:
    return ((source.name, end.reason),) if end.reason else ()


def _results(
    work: Callable[[Worker, Batch], R],
    what: str,
    run: Run,
    todo: Sequence[Numbered],
    worker: Worker,
    opened: Callable[[Source], AbstractContextManager[BinaryIO]],
) -> Generator[R]:
    size = sum(source.size for _, source in todo)
    jobs = run.jobs or max(1, min(_processors(), size // BYTES_A_PROCESS))
    with progress_bar(what, size, shown=run.bar) as progress:
        yield from in_order(work, worker, batches(todo, opened, run.settings.fields, progress), jobs)


def _cleaned(worker: Worker, batch: Batch) -> list[Outcome | FileEnd]:
    return [worker.cleaned(item) if isinstance(item, Part) else item for item in batch]


def _counted(worker: Worker, batch: Batch) -> LineCounts:
    counts = LineCounts()
    for item in batch:
        if isinstance(item, Part):
            for document in worker.documents(item):
                counts.add(document)
    return counts


def _counts(run: Run, sources: Sequence[Source], todo: Sequence[Numbered]) -> LineCounts | None:
    """The line counts to clean with: from a file, or from a first pass over all files that have sites."""
    if run.counts is not None:
        return _loaded(run)
    if run.save_counts is None and not any(_has_sites(source) for _, source in todo):
        return None
    counts = LineCounts()
    sited = [(file, source) for file, source in enumerate(sources) if _has_sites(source)]
    with closing(_results(_counted, "counting", run, sited, Worker(run.settings, None), _opened)) as results:
        for part in results:
            counts.merge(part)
    if run.save_counts is not None:
        counts.save(run.save_counts)
    return counts


def _loaded(run: Run) -> LineCounts | None:
    if run.counts is None:
        return None
    try:
        return LineCounts.load(run.counts)
    except ValueError as error:
        raise RunError(str(error)) from None


def _counted_from(run: Run, sources: Sequence[Source]) -> Callable[[Source], str]:
    """From what lines are counted, for a file: when that changes, the file is to be cleaned again."""
    fingerprint = blake2b(digest_size=8)
    if run.counts is not None:
        fingerprint.update(run.counts.read_bytes())
    else:
        for source in filter(_has_sites, sources):
            fingerprint.update(json.dumps([source.name, source.size, source.changed]).encode())
    counted = fingerprint.hexdigest()
    return lambda source: counted if _has_sites(source) else ""


def _has_sites(source: Source) -> bool:
    return FORMATS[source.format].MANY


def _made_with(run: Run) -> dict[str, Any]:
    from importlib.metadata import version  # slow to import

    settings = run.settings
    return {
        "version": version("seedclean"),
        "rules": [rule.name for rule in settings.rules],
        "languages": list(settings.languages),
        "fields": settings.fields._asdict(),
        "format": run.unknown,
        "edits": settings.edits,
    }


def _check_free(output: Path, sources: Sequence[Source]) -> None:
    for source in sources:
        if (output / source.name).exists():
            raise RunError(
                f"{output / source.name} exists and no run of clean-corpus has written it; "
                "give another --output, or --force to overwrite it"
            )


def _opened(source: Source) -> BinaryIO:
    return source.path.open("rb")


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
