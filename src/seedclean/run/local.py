"""Running on this machine: the files of a corpus, spread over its processors."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import BinaryIO, NamedTuple

from seedclean.counts import LineCounts
from seedclean.formats import FORMATS
from seedclean.report.progress import progress_bar
from seedclean.report.summary import Summary, Tally
from seedclean.run import counting, shelf
from seedclean.run.errors import BadRecordMetError, RunError
from seedclean.run.inputs import OURS, Source, check_apart
from seedclean.run.journal import Going
from seedclean.run.pages import Pages
from seedclean.run.places import Place
from seedclean.run.plan import (
    MOST_NAMED,
    Numbered,
    Plan,
    Run,
    about_sample,
    chosen_files,
    chosen_sample,
    ended,
    found,
    planned,
    problem,
    with_unread,
)
from seedclean.run.pool import Condemned, Pool
from seedclean.run.reading import Batch, FileEnd, Opened, Passed, Selection, batches
from seedclean.run.shelf import Shelf
from seedclean.run.sinks import Corpus, Nowhere, Pipe, Sink
from seedclean.run.upload import written_into
from seedclean.run.worker import Outcome, Part, Worker

BYTES_A_PROCESS = 1 << 20
"""Below so many bytes another process costs more than it brings."""

HERE = 0
"""The number of jobs that does everything in this process, where nothing ends a record that hangs."""

STDIN = "stdin"


class _Todo(NamedTuple):
    """What is to be cleaned.

    Attributes:
        files: The files.
        sample: The numbers of the records, by file; all if `None`.
        begun: How far an earlier run came with a file.
        counts: The line counts to clean with.
    """

    files: Sequence[Numbered]
    sample: Mapping[int, frozenset[int]] | None = None
    begun: Mapping[int, Going] = {}
    counts: LineCounts | Shelf | None = None


def clean_corpus(run: Run, output: Place) -> Summary:
    """Clean files and folders into a folder of the same shape.

    What an earlier run has finished is left as it is, and what it has begun
    is gone on with.

    Raises:
        RunError: Something stands in the way.
    """
    began = monotonic()
    check_apart(run.paths, output)
    inputs = found(run)
    counts = None if run.counts is None else counting.loaded(run.counts)
    apart = tuple(path for path in run.paths if isinstance(path, Path) and path.is_dir())
    with written_into(output, apart) as folder, closing(_pool(run, inputs.sources)) as pool:
        plan = planned(run, inputs, output, folder, pool)
        begun = _begun(plan)
        names = {source.name: begun[file] for file, source in plan.todo if file in begun}
        todo = _Todo(plan.todo, plan.sample and plan.sample.numbers, begun, counts)
        with (
            closing(Corpus(folder, run.settings, plan.notes, plan.basis, names)) as sink,
            _scratch(folder.path / OURS / "scratch") as scratch,
        ):
            todo = todo._replace(counts=_counts(run, pool, inputs.sources, todo, plan.kept_counts(), scratch))
            summary = _clean(run, pool, todo, sink)
            return plan.end(summary, pool.jobs, monotonic() - began)


def look(run: Run, show: Callable[[str], None]) -> Summary:
    """Clean files and folders, and write nothing.

    Args:
        run: What is to be done.
        show: Takes the lines of the diff, if the settings ask for one.

    Raises:
        RunError: Something stands in the way.
    """
    from tempfile import TemporaryDirectory  # slow to import, and not always needed

    inputs = found(run)
    counts = None if run.counts is None else counting.loaded(run.counts)
    with closing(_pool(run, inputs.sources)) as pool, TemporaryDirectory(prefix="seedclean-") as scratch:
        sample = chosen_sample(run, pool, inputs.sources)
        todo = _Todo(chosen_files(inputs.sources, sample), sample and sample.numbers, counts=counts)
        todo = todo._replace(counts=_counts(run, pool, inputs.sources, todo, None, Path(scratch)))
        summary = _clean(run, pool, todo, Nowhere(), show=show)
    return with_unread(summary, inputs)._replace(sampled=about_sample(sample, inputs.sources))


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
    if FORMATS[run.unknown].assembly("") is not None:
        raise RunError(
            f"{run.unknown} does not go through a pipe, for its end says where all is; give a file"
        )
    source = Source(STDIN, Path("-"), run.unknown, "", 0, 0)
    sink = Nowhere() if stdout is None else Pipe(stdout)
    counts = None if run.counts is None else counting.loaded(run.counts)
    few = 1 if FORMATS[run.unknown].MANY else HERE  # who waits for one text can end it, too
    with closing(Pool(few if run.jobs is None else run.jobs, run.time_limit)) as pool:
        todo = _Todo([(0, source)], counts=counts)
        return _clean(run, pool, todo, sink, opened=lambda _: nullcontext(stdin), show=show)


def _pool(run: Run, sources: Iterable[Source]) -> Pool:
    size = sum(source.size for source in sources)
    worth = max(1, min(processors(), size // BYTES_A_PROCESS))
    return Pool(worth if run.jobs is None else run.jobs, run.time_limit)


def _begun(plan: Plan) -> dict[int, Going]:
    """How far earlier runs came with the files that they did not finish."""
    begun = ((file, plan.before.begun(source, plan.basis(source))) for file, source in plan.todo)
    found = {file: going for file, going in begun if going is not None}
    if not found:
        plan.before.forget()
    return found


def _clean(
    run: Run,
    pool: Pool,
    todo: _Todo,
    sink: Sink,
    *,
    opened: Opened | None = None,
    show: Callable[[str], None] = print,
) -> Summary:
    """Clean files and give what comes out to a sink, in order."""
    sources = dict(todo.files)
    total = Tally()
    tallies = {file: going.tally for file, going in todo.begun.items()}
    begun = {file: going.passed for file, going in todo.begun.items()}
    passed = Passed(begun)
    problems: list[tuple[str, str]] = []
    unnamed = 0
    changed: list[str] = []
    selection = Selection({file: going.position for file, going in todo.begun.items()}, todo.sample)
    batched = batches(todo.files, opened, run.settings.fields, selection)
    counts = todo.counts.settled() if isinstance(todo.counts, LineCounts) else todo.counts
    worker = Worker(run.settings, counts)
    size = sum(source.size for source in sources.values()) - sum(begun.values())
    with progress_bar("cleaning", size, shown=run.bar) as progress:
        for item in chain.from_iterable(pool.results(cleaned, worker, batched)):
            source = sources[item.file]
            bad = item.problems if isinstance(item, Outcome) else problem(source, item)
            if bad and run.fail:
                raise BadRecordMetError(": ".join(bad[0]))
            problems += bad[: MOST_NAMED - len(problems)]
            unnamed += len(bad)
            tally = tallies.get(item.file, Tally())
            if isinstance(item, Outcome):
                tallies[item.file] = tally = tally.plus(item.tally)
                sink.add(source, item, tally)
                for line in item.diff:
                    show(line)
                progress(passed.step(item.file, item.passed), item.tally.documents)
            else:
                sink.end(source, item, tally)
                total = total.plus(ended(tally, item))
                if item.changed:
                    changed.append(source.name)
                tallies.pop(item.file, None)
                progress(passed.step(item.file, source.size), 0)
    return Summary(total, problems=tuple(problems), unnamed=unnamed - len(problems), changed=tuple(changed))


def cleaned(worker: Worker, batch: Batch, condemned: Condemned) -> list[Outcome | FileEnd]:
    """Clean a batch."""
    done: list[Outcome | FileEnd] = []
    for place, item in enumerate(batch):
        if isinstance(item, Part):
            bad = {number: reason for (at, number), reason in condemned.items() if at == place}
            done.append(worker.cleaned(item, bad, place))
        else:
            done.append(item)
    return done


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder on the disk of the output, whatever a run that was killed has left there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _counts(
    run: Run,
    pool: Pool,
    sources: Sequence[Source],
    todo: _Todo,
    kept: counting.Kept | None,
    scratch: Path,
) -> LineCounts | Shelf | None:
    """The line counts to clean with: from a file, or from a first pass over all files that have sites."""
    if todo.counts is not None:
        return todo.counts
    basis = counting.basis(run.settings.rules, None, sources)
    wanted = any(basis(source) for _, source in todo.files)
    if not wanted and run.save_counts is None:
        return None
    found = kept.load() if kept is not None and wanted and run.save_counts is None else None
    if found is not None:
        return found
    counted = [source for source in sources if basis(source) or run.save_counts is not None]
    path = scratch / "counts"
    with shelf.writing(str(scratch)), closing(Pages(scratch / "pages")) as pages:
        counting.count(pool, counted, run.settings, pages, shown=run.bar)
        if run.save_counts is not None:
            pages.save(run.save_counts)
        shelf.write_counts(str(path), pages.entries())
    (scratch / "pages").unlink()
    if kept is not None and wanted:
        kept.save(path)
    return Shelf(str(path))


def processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
