"""A run over a corpus: discover the files, clean each, write it whole, report."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from seedclean.config import RunConfig
from seedclean.corpus.clean_file import MOST_NAMED, CleanFiles, FileResult, clean_file
from seedclean.corpus.clean_records import Outcome, RecordCleaner
from seedclean.corpus.discover import Inputs, Source, check_apart, discover
from seedclean.corpus.folders import Folder, Output
from seedclean.corpus.layout import OURS, PARTS
from seedclean.corpus.local import HERE, Local
from seedclean.corpus.lock import lock
from seedclean.corpus.manifest import describe_cleaning, describe_result, describe_run
from seedclean.corpus.paths import AnyPath, Remote
from seedclean.corpus.pool import Pool
from seedclean.corpus.read import FileEnd, Reading, read_parts
from seedclean.corpus.resume import Checkpoint, Journal, load_previous
from seedclean.corpus.sampling import Sample, choose_sample
from seedclean.corpus.site_counts.first_pass import basis_of, check_counts, count_sites, remove_kept
from seedclean.corpus.work import Executor
from seedclean.corpus.write import FileWriter, NoWriter, StreamWriter, Writer
from seedclean.errors import BadRecordMetError, RunError
from seedclean.formats import FORMATS
from seedclean.report.progress import Progress, progress_bar
from seedclean.report.summary import Summary, Tally

STDIN = "stdin"

Show = Callable[[str], None]
"""Takes a line of a diff."""


def clean_corpus(paths: Sequence[AnyPath], output: AnyPath, config: RunConfig) -> Summary:
    """Clean files and folders into a folder of the same shape.

    Finished files of an earlier run are left as they are, and a file that it
    was stopped in is resumed.

    Args:
        paths: The files and folders.
        output: The output folder.
        config: The options.

    Raises:
        RunError: Something is in the way.
    """
    started = monotonic()
    check_apart(paths, output)
    inputs = _discover(paths, config)
    apart = tuple(path.absolute() for path in paths if isinstance(path, Path) and path.is_dir())
    place = Output(output.absolute() if isinstance(output, Path) and config.engine != "local" else output, apart)
    with _open_output(place) as folder, closing(_open_executor(config, inputs.sources)) as executor:
        cleaning = describe_cleaning(config)
        previous = load_previous(folder, cleaning, force=config.force)
        if not previous.ours and not config.force:
            _check_free(output, inputs.sources)
        sample = choose_sample(config, executor, inputs.sources)
        basis = basis_of(config, inputs.sources)
        chosen = _chosen(inputs.sources, sample)
        done = {one.name: tally for one in chosen if (tally := previous.find_finished(one, basis(one)))}
        todo = [source for source in chosen if source.name not in done]
        found = ((one.name, previous.find_checkpoint(one, basis(one))) for one in todo)
        checkpoints = {name: one for name, one in found if one is not None}
        if config.engine != "local":  # a task is a whole file there
            checkpoints = {}
        previous.sweep(next(iter(checkpoints.values()), None))
        kept = [entry for name, entry in previous.entries.items() if name in done]
        with (
            closing(Journal(folder, cleaning, basis, kept)) as journal,
            _scratch(folder.path / OURS / "scratch") as scratch,
        ):
            counts = count_sites(config, executor, inputs.sources, todo, folder, scratch)
            if counts is not None and config.engine != "local":
                counts = counts.with_content()
            work = CleanFiles(RecordCleaner(config, counts), place)
            run = _Run(config, executor, work, sample, folder, journal, checkpoints)
            summary = run.clean(todo, done.values())
            remove_kept(folder)
            result = describe_result(inputs.sources, _with_unreadable(summary, inputs).tally)
            facts = describe_run(executor.jobs, monotonic() - started, len(done))
            journal.end(inputs.sources, {**result, **facts})
        folder.sweep()
    summary = _with_unreadable(summary, inputs)
    return summary._replace(
        earlier=len(done),
        quarantine=f"{output / f'{OURS}/quarantine'}",
        sampled=sample and sample.describe(len(inputs.sources)),
    )


def preview(paths: Sequence[AnyPath], config: RunConfig, show: Show) -> Summary:
    """Clean files and folders, and write nothing.

    Args:
        paths: The files and folders.
        config: The options.
        show: Takes the lines of the diff, if the options ask for one.

    Raises:
        RunError: Something is in the way.
    """
    from tempfile import TemporaryDirectory  # slow to import, and not always needed

    inputs = _discover(paths, config)
    sources = inputs.sources
    with (
        closing(_open_executor(config, sources)) as executor,
        TemporaryDirectory(prefix="seedclean-") as scratch,
    ):
        sample = choose_sample(config, executor, sources)
        todo = _chosen(sources, sample)
        counts = count_sites(config, executor, sources, todo, None, Path(scratch))
        if counts is not None and config.engine != "local":
            counts = counts.with_content()
        work = CleanFiles(RecordCleaner(config, counts), None)
        summary = _Run(config, executor, work, sample, show=show).clean(todo)
    return _with_unreadable(summary, inputs)._replace(sampled=sample and sample.describe(len(sources)))


def clean_stream(config: RunConfig, stdin: BinaryIO, stdout: BinaryIO | None, show: Show) -> Summary:
    """Clean standard input.

    Args:
        config: The options.
        stdin: The input.
        stdout: The output; `None` if only a look is wanted.
        show: Takes the lines of the diff, if the options ask for one.

    Raises:
        RunError: Something is in the way.
    """
    from tempfile import TemporaryDirectory

    if FORMATS[config.format].assembly("") is not None:
        raise RunError(f"{config.format} cannot be streamed, for its end says where all is; give a file")
    source = Source(STDIN, Path("-"), config.format, "", 0, 0)
    reading = Reading(source, config.fields, config.limits)
    # Whoever waits for one text can end it, too.
    few = 1 if FORMATS[config.format].many else HERE
    writer = NoWriter() if stdout is None else StreamWriter(source, stdout)
    with (
        closing(Pool(few if config.jobs is None else config.jobs, config.time_limit)) as pool,
        closing(Local(config, (), HERE)) as here,
        TemporaryDirectory(prefix="seedclean-") as scratch,
        progress_bar("cleaning", 0, shown=config.progress) as progress,
    ):
        counts = None
        if config.counts is not None:
            counts = count_sites(config, here, (), (), None, Path(scratch))
        work = CleanFiles(RecordCleaner(config, counts), None)
        outcomes = pool.map(work.do_part, read_parts(reading, lambda _: nullcontext(stdin)))
        result = clean_file(
            reading, outcomes, writer, config, show=show, progress=lambda _, documents: progress(0, documents)
        )
    return Summary(result.tally, problems=result.problems, unnamed=result.unnamed)


class _Run:
    """The second pass over a corpus.

    Args:
        config: The options.
        executor: Cleans the files.
        work: The work on each.
        sample: The records to clean, if not all are wanted.
        folder: The output folder, if there is one.
        journal: Takes notes of what is finished, if there is an output folder.
        checkpoints: How far earlier runs came.
        show: Takes the lines of the diff.
    """

    def __init__(
        self,
        config: RunConfig,
        executor: Executor,
        work: CleanFiles,
        sample: Sample | None = None,
        folder: Folder | None = None,
        journal: Journal | None = None,
        checkpoints: dict[str, Checkpoint] | None = None,
        show: Show = print,
    ) -> None:
        self._config = config
        self._executor = executor
        self._work = work
        self._sample = sample
        self._folder = folder
        self._journal = journal
        self._checkpoints = checkpoints or {}
        self._show = show

    def clean(self, todo: Sequence[Source], done: Iterable[Tally] = ()) -> Summary:
        """Clean files.

        Args:
            todo: The files.
            done: The tallies of those that an earlier run has finished.
        """
        total = Tally()
        for tally in done:
            total = total.plus(tally)
        results: dict[str, FileResult] = {}
        order = iter(todo)
        following = next(order, None)
        size = sum(one.size for one in todo) - sum(one.passed for one in self._checkpoints.values())
        with progress_bar("cleaning", size, shown=self._config.progress) as progress:
            steps = _Steps(progress, self._checkpoints)
            readings = [self._reading(source) for source in todo]
            for reading, result in self._executor.map_files(self._work, readings, self._gatherer(steps)):
                source = reading.source
                total = total.plus(result.tally)
                results[source.name] = result
                if self._journal is not None and not result.end.reason:
                    self._journal.add_finished(source, result.finished, result.tally)
                steps.end(source, result.tally.documents)
                while following is not None and following.name in results:  # diffs in the order of the files
                    for line in results[following.name].diff:
                        self._show(line)
                    results[following.name] = results[following.name]._replace(diff=())
                    following = next(order, None)
        return _summarize(todo, results, total)

    def _reading(self, source: Source) -> Reading:
        wanted = None if self._sample is None else self._sample.numbers[source.name]
        checkpoint = self._checkpoints.get(source.name)
        start = None if checkpoint is None else checkpoint.position
        return Reading(source, self._config.fields, self._config.limits, wanted, start)

    def _gatherer(self, steps: _Steps) -> Callable[[Reading, Iterable[Outcome | FileEnd]], FileResult]:
        """Make the function that writes a large file, whose parts are cleaned in other processes."""

        def gather(reading: Reading, outcomes: Iterable[Outcome | FileEnd]) -> FileResult:
            source, config = reading.source, self._config
            checkpoint = self._checkpoints.get(source.name)
            writer: Writer = NoWriter()
            if self._folder is not None:
                writer = FileWriter(source, self._folder, config, self._journal, checkpoint)
            return clean_file(
                reading,
                outcomes,
                writer,
                config,
                tally=Tally() if checkpoint is None else checkpoint.tally,
                show=self._show,
                progress=lambda passed, documents: steps.step(source, passed, documents),
            )

        return gather


class _Steps:
    """Reports progress, from how far files are read.

    Args:
        progress: Takes the steps.
        checkpoints: How far earlier runs came.
    """

    def __init__(self, progress: Progress, checkpoints: Mapping[str, Checkpoint]) -> None:
        self._progress = progress
        self._passed = {name: one.passed for name, one in checkpoints.items()}
        self._documents: dict[str, int] = {}

    def step(self, source: Source, passed: int, documents: int) -> None:
        """Report that more of a file is read."""
        self._progress(passed - self._passed.get(source.name, 0), documents)
        self._passed[source.name] = passed
        self._documents[source.name] = self._documents.get(source.name, 0) + documents

    def end(self, source: Source, documents: int) -> None:
        """Report that a file is done."""
        self._progress(
            source.size - self._passed.pop(source.name, 0), documents - self._documents.pop(source.name, 0)
        )


def _summarize(todo: Sequence[Source], results: Mapping[str, FileResult], total: Tally) -> Summary:
    problems: list[tuple[str, str]] = []
    unnamed = 0
    for source in todo:
        result = results[source.name]
        named = result.problems[: MOST_NAMED - len(problems)]
        problems += named
        unnamed += len(result.problems) - len(named) + result.unnamed
    changed = tuple(source.name for source in todo if results[source.name].end.changed)
    return Summary(total, problems=tuple(problems), unnamed=unnamed, changed=changed)


def _discover(paths: Sequence[AnyPath], config: RunConfig) -> Inputs:
    inputs = discover(paths, config.format)
    for name, reason in inputs.unreadable if config.on_error == "fail" else ():
        raise BadRecordMetError(f"{name}: {reason}")
    if config.counts is not None:
        check_counts(config.counts)
    return inputs


def _open_executor(config: RunConfig, sources: Sequence[Source]) -> Executor:
    if config.engine == "local":
        return Local(config, sources)
    from seedclean.corpus.cluster import open_cluster  # few need it

    return open_cluster(config)


@contextmanager
def _open_output(output: Output) -> Iterator[Folder]:
    """Open the output folder, locked; a folder of this machine for a URL stays only if it has parts."""
    with lock(output.path):
        folder = output.open()
        try:
            yield folder
        finally:
            if isinstance(output.path, Remote) and not (folder.path / PARTS).is_dir():
                shutil.rmtree(folder.path, ignore_errors=True)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """Make a folder on the disk of the output, without what a killed run left there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _chosen(sources: Sequence[Source], sample: Sample | None) -> list[Source]:
    """The files that have something to clean."""
    return [source for source in sources if sample is None or source.name in sample.numbers]


def _with_unreadable(summary: Summary, inputs: Inputs) -> Summary:
    """The summary, with the files that were skipped and those that could not be read."""
    return summary._replace(
        tally=summary.tally.plus(Tally(bad=len(inputs.unreadable))),
        skipped=tuple(inputs.skipped),
        problems=(*inputs.unreadable, *summary.problems),
    )


def _check_free(output: AnyPath, sources: Sequence[Source]) -> None:
    """Raise `RunError` if a file that no run has written would be overwritten."""
    for source in sources:
        if (output / source.name).exists():
            raise RunError(
                f"{output / source.name} exists and no run of clean-corpus has written it; "
                "give another --output, or --force to overwrite it"
            )
