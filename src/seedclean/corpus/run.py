"""A run over a corpus: discover the files, clean each, write it whole, report."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from seedclean.config import RunConfig
from seedclean.corpus.attributes import check_attributes
from seedclean.corpus.clean_file import MOST_NAMED, CleanFiles, FileResult, clean_file
from seedclean.corpus.clean_records import Outcome, RecordCleaner
from seedclean.corpus.discover import Inputs, Source, check_apart, check_route, discover
from seedclean.corpus.edit_programs import load_programs
from seedclean.corpus.folders import Folder
from seedclean.corpus.layout import OURS, PARTS
from seedclean.corpus.local import HERE, Local
from seedclean.corpus.lock import lock
from seedclean.corpus.manifest import describe_cleaning, describe_result, describe_run
from seedclean.corpus.output import Output
from seedclean.corpus.paths import AnyPath, Remote
from seedclean.corpus.pool import Pool
from seedclean.corpus.read import FileEnd, Reading, read_parts
from seedclean.corpus.resume import Checkpoint, Journal, load_previous
from seedclean.corpus.sampling import Sample, choose_sample
from seedclean.corpus.site_counts.first_pass import basis_of, check_counts, count_sites, remove_kept
from seedclean.corpus.work import Executor
from seedclean.corpus.write import FileWriter, NoWriter, StreamWriter, Writer
from seedclean.errors import BadRecordMetError, RunError
from seedclean.formats import FORMATS, FieldError
from seedclean.report.progress import progress_bar
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
    if config.routed_to is not None:
        check_route(paths, output, config.routed_to)
    inputs = _discover(paths, config)
    place = _place(paths, output, config)
    with _open_output(place) as folder, closing(_open_executor(config, inputs.sources)) as executor:
        plan = _plan(config, executor, inputs.sources, folder, output)
        with closing(plan.journal), _scratch(folder.path / OURS / "scratch") as scratch:
            counts = count_sites(config, executor, inputs.sources, plan.todo, folder, scratch)
            if counts is not None and config.engine != "local" and isinstance(output, Remote):
                counts = counts.with_content()  # else it is on the disk that the machines share
            work = CleanFiles(RecordCleaner(config, counts), place)
            readings = _read_all(config, plan.todo, plan.sample, plan.checkpoints)
            summary = _clean_files(executor, work, readings, _Target(folder, plan.journal, plan.checkpoints))
            summary = _with_others(summary, inputs, plan.done.values())
            remove_kept(folder)
            result = describe_result(inputs.sources, summary.tally)
            facts = describe_run(executor.jobs, monotonic() - started, len(plan.done))
            plan.journal.end(inputs.sources, {**result, **facts})
        folder.sweep()
    return summary._replace(
        earlier=len(plan.done),
        quarantine=f"{output / f'{OURS}/quarantine'}",
        routed=""
        if config.route_below is None
        else ", to {1}: certainty below {0}".format(*config.route_below),
        sampled=plan.sample and plan.sample.describe(len(inputs.sources)),
    )


class _Plan(NamedTuple):
    """The tasks of a run in its output folder.

    Attributes:
        sample: The records to clean, if not all are wanted.
        done: The tallies of the files that an earlier run has finished, by name.
        todo: The other files.
        checkpoints: How far earlier runs came with them, by name.
        journal: Takes notes of finished files.
    """

    sample: Sample | None
    done: dict[str, Tally]
    todo: list[Source]
    checkpoints: dict[str, Checkpoint]
    journal: Journal


def _plan(
    config: RunConfig, executor: Executor, sources: Sequence[Source], folder: Folder, output: AnyPath
) -> _Plan:
    """See what earlier runs have done, and what is left."""
    cleaning = describe_cleaning(config)
    previous = load_previous(folder, cleaning, force=config.force)
    if not previous.ours and not config.force:
        _check_free(output, sources, "--output")
        if config.routed_to is not None:
            _check_free(config.routed_to, sources, "folder to --route-below")
    sample = choose_sample(config, executor, sources)
    basis = basis_of(config, sources)
    chosen = _choose(sources, sample)
    finished = {one.name: previous.find_finished(one, basis(one)) for one in chosen}
    done = {name: tally for name, tally in finished.items() if tally is not None}
    todo = [source for source in chosen if source.name not in done]
    checkpoints: dict[str, Checkpoint] = {}
    if config.engine == "local":  # elsewhere a task is a whole file
        found = {one.name: previous.find_checkpoint(one, basis(one)) for one in todo}
        checkpoints = {name: checkpoint for name, checkpoint in found.items() if checkpoint is not None}
    previous.sweep(next(iter(checkpoints.values()), None))
    kept = [entry for name, entry in previous.entries.items() if name in done]
    return _Plan(sample, done, todo, checkpoints, Journal(folder, cleaning, basis, kept))


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
        todo = _choose(sources, sample)
        counts = count_sites(config, executor, sources, todo, None, Path(scratch))
        if counts is not None and config.engine != "local":
            counts = counts.with_content()
        work = CleanFiles(RecordCleaner(config, counts), None)
        summary = _clean_files(executor, work, _read_all(config, todo, sample), show=show)
    return _with_others(summary, inputs)._replace(sampled=sample and sample.describe(len(sources)))


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
    _check_figures(config, config.format, "standard input")
    if config.route_below is not None:
        raise RunError("standard output is one stream; leave --route-below out, or give a file and -o DIR")
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
        result = clean_file(reading, outcomes, writer, config, show=show, progress=progress)
    return Summary(result.tally, problems=result.problems, unnamed=result.unnamed)


class _Target(NamedTuple):
    """The output folder of a run.

    Attributes:
        folder: The folder.
        journal: Takes notes of finished files.
        checkpoints: How far earlier runs came, by the names of the files.
    """

    folder: Folder
    journal: Journal
    checkpoints: dict[str, Checkpoint]


def _clean_files(
    executor: Executor,
    work: CleanFiles,
    readings: Sequence[Reading],
    target: _Target | None = None,
    *,
    show: Show = print,
) -> Summary:
    """Map the cleaning over files.

    Args:
        executor: Maps it.
        work: The cleaning.
        readings: The files.
        target: The output folder; `None` to write nothing.
        show: Takes the lines of the diffs, in the order of the files.
    """
    config = work.cleaner.config
    checkpoints = {} if target is None else target.checkpoints
    total = Tally()
    results: dict[str, FileResult] = {}
    order = iter(readings)
    following = next(order, None)
    size = sum(one.source.size for one in readings) - sum(one.passed for one in checkpoints.values())
    with progress_bar("cleaning", size, shown=config.progress) as progress:

        def gather(reading: Reading, outcomes: Iterable[Outcome | FileEnd]) -> FileResult:
            source, checkpoint = reading.source, checkpoints.get(reading.source.name)
            writer: Writer = NoWriter()
            if target is not None:
                writer = FileWriter(source, target.folder, config, target.journal, checkpoint)
            return clean_file(reading, outcomes, writer, config, checkpoint, show=show, progress=progress)

        for reading, result in executor.map_files(work, readings, gather):
            total = total.plus(result.tally)
            results[reading.source.name] = result
            if target is not None and not result.end.reason:
                target.journal.add_finished(reading.source, result.finished, result.tally)
            if not result.reported:
                progress(reading.source.size, result.tally.seen, result.tally.bad)
            while following is not None and following.source.name in results:
                for line in results[following.source.name].diff:
                    show(line)
                results[following.source.name] = results[following.source.name]._replace(diff=())
                following = next(order, None)
    return _summarize([results[reading.source.name] for reading in readings], total)


def _summarize(results: Sequence[FileResult], total: Tally) -> Summary:
    problems = [problem for result in results for problem in result.problems]
    unnamed = sum(result.unnamed for result in results) + max(0, len(problems) - MOST_NAMED)
    changed = tuple(result.name for result in results if result.end.changed)
    return Summary(total, problems=tuple(problems[:MOST_NAMED]), unnamed=unnamed, changed=changed)


def _read_all(
    config: RunConfig,
    sources: Iterable[Source],
    sample: Sample | None,
    checkpoints: Mapping[str, Checkpoint] = MappingProxyType({}),
) -> list[Reading]:
    """Decide what to read of the files."""
    readings = []
    for source in sources:
        wanted = None if sample is None else sample.numbers[source.name]
        checkpoint = checkpoints.get(source.name)
        start = None if checkpoint is None else checkpoint.position
        readings.append(Reading(source, config.fields, config.limits, wanted, start))
    return readings


def _discover(paths: Sequence[AnyPath], config: RunConfig) -> Inputs:
    inputs = discover(paths, config.format)
    for name, reason in inputs.unreadable if config.on_error == "fail" else ():
        raise BadRecordMetError(f"{name}: {reason}")
    if config.counts is not None:
        check_counts(config.counts)
    if config.apply is not None:
        load_programs(config.apply)
    if config.attributes:
        check_attributes(inputs.sources)
    for name, path in {source.format: source.path for source in inputs.sources}.items():
        _check_figures(config, name, str(path))
    return inputs


def _check_figures(config: RunConfig, name: str, where: str) -> None:
    """Raise `RunError` if a format has no place for the figures that are asked for."""
    try:
        FORMATS[name].check_figures(filter(None, config.figures))
    except FieldError as error:
        raise RunError(f"{where}: {error}") from None


def _open_executor(config: RunConfig, sources: Sequence[Source]) -> Executor:
    if config.engine == "local":
        return Local(config, sources)
    from seedclean.corpus.cluster import open_cluster  # few need it

    return open_cluster(config)


@contextmanager
def _open_output(output: Output) -> Iterator[Folder]:
    """Open the output folder, locked; a folder of this machine for a URL stays only if it has parts."""
    with lock(output.path), nullcontext() if output.routed is None else lock(output.routed):
        folder = output.open()
        try:
            yield folder
        finally:
            if isinstance(output.path, Remote) and not any((folder.path / PARTS).glob("*")):
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


def _choose(sources: Sequence[Source], sample: Sample | None) -> list[Source]:
    """The files that have something to clean."""
    return [source for source in sources if sample is None or source.name in sample.numbers]


def _with_others(summary: Summary, inputs: Inputs, done: Iterable[Tally] = ()) -> Summary:
    """The summary, with finished files of earlier runs, skipped ones and those that could not be read."""
    tally = summary.tally.plus(Tally(bad=len(inputs.unreadable)))
    for other in done:
        tally = tally.plus(other)
    problems = (*inputs.unreadable, *summary.problems)
    return summary._replace(tally=tally, skipped=tuple(inputs.skipped), problems=problems)


def _place(paths: Sequence[AnyPath], output: AnyPath, config: RunConfig) -> Output:
    """The output folder, by a path that holds on all machines."""
    apart = tuple(path.absolute() for path in paths if isinstance(path, Path) and path.is_dir())
    if isinstance(output, Path) and config.engine != "local":
        output = output.absolute()
    return Output(output, apart, config.routed_to)


def _check_free(output: AnyPath, sources: Sequence[Source], option: str) -> None:
    """Raise `RunError` if a file that no run has written would be overwritten."""
    for source in sources:
        if (output / source.name).exists():
            raise RunError(
                f"{output / source.name} exists and no run of clean-corpus has written it; "
                f"give another {option}, or --force to overwrite it"
            )
