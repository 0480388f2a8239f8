"""A run over a corpus: discover the files, clean each, write it whole, report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from seedclean.config import RunConfig
from seedclean.corpus.atomic_file import Finished
from seedclean.corpus.clean_file import CleanFiles, Show, Writer, clean_files
from seedclean.corpus.clean_records import Outcome, RecordCleaner
from seedclean.corpus.discover import check_figures, find_inputs
from seedclean.corpus.executor import HERE, choose_executor
from seedclean.corpus.folders import Output
from seedclean.corpus.passes import count_lines, load_counts, make_readings, remove_kept, take_sample
from seedclean.corpus.pool import Pool
from seedclean.corpus.read import FileEnd, Reading, Source, read_parts
from seedclean.corpus.resume import describe_cleaning, load_previous
from seedclean.corpus.site_counts import SiteCountStore
from seedclean.errors import BadRecordMetError, RunError
from seedclean.formats import FORMATS
from seedclean.paths import OURS, AnyPath
from seedclean.report.progress import progress_bar
from seedclean.report.summary import Summary, Tally

STDIN = "stdin"


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
    inputs = find_inputs(paths, config, output)
    cleaner = RecordCleaner(config)
    readings = make_readings(inputs.sources, config)
    apart = tuple(path.absolute() for path in paths if isinstance(path, Path) and path.is_dir())
    place = Output(output, apart, config.routed_to)
    if isinstance(output, Path) and config.engine != "local":
        place = place._replace(path=output.absolute())  # a path that holds on all machines
    cleaning = describe_cleaning(config)
    with place.open_locked() as folder, folder.scratch() as scratch, ExitStack() as opened:
        previous = load_previous(folder, cleaning, readings, force=config.force)
        executor = opened.enter_context(choose_executor(config, readings))
        chosen, sampled = take_sample(config.sample, executor, readings, shown=config.progress)
        plan = previous.plan(chosen, inside=executor.is_local)
        opened.enter_context(closing(plan.journal))
        counts = count_lines(config, executor, readings, plan.todo, scratch, folder)
        work = CleanFiles(replace(cleaner, counts=counts), place)
        summary = clean_files(executor, work, plan.todo, plan.journal, print)
        summary = summary.with_others(inputs.skipped, inputs.unreadable, plan.done)
        remove_kept(folder)
        seconds = monotonic() - started
        plan.journal.end(readings, summary.tally, executor.jobs, seconds, len(plan.done))
        folder.sweep()
    return summary._replace(
        quarantine=f"{output / f'{OURS}/quarantine'}",
        routed=""
        if config.route_below is None
        else ", to {1}: certainty below {0}".format(*config.route_below),
        sampled=sampled,
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

    inputs = find_inputs(paths, config)
    cleaner = RecordCleaner(config)
    readings = make_readings(inputs.sources, config)
    with (
        choose_executor(config, readings) as executor,
        TemporaryDirectory(prefix="seedclean-") as scratch,
    ):
        chosen, sampled = take_sample(config.sample, executor, readings, shown=config.progress)
        counts = count_lines(config, executor, readings, chosen, Path(scratch))
        work = CleanFiles(replace(cleaner, counts=counts), None)
        summary = clean_files(executor, work, chosen, None, show)
    return summary.with_others(inputs.skipped, inputs.unreadable, ())._replace(sampled=sampled)


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
    check_figures(config.figures, config.format, "standard input")
    if config.route_below is not None:
        raise RunError("standard output is one stream; leave --route-below out, or give a file and -o DIR")
    source = Source(STDIN, Path("-"), config.format, "", 0, 0)
    reading = Reading(source, config.fields, config.limits)
    # Whoever waits for one text can end it, too.
    few = 1 if FORMATS[config.format].many else HERE
    writer = Writer() if stdout is None else _StreamWriter(stdout)
    with (
        closing(Pool(few if config.jobs is None else config.jobs, config.time_limit)) as pool,
        TemporaryDirectory(prefix="seedclean-") as scratch,
        progress_bar("cleaning", 0, shown=config.progress) as progress,
    ):
        counts = None if config.counts is None else SiteCountStore(load_counts(config.counts, Path(scratch)))
        work = CleanFiles(RecordCleaner(config, counts), None)
        outcomes = pool.map(work.do_part, read_parts(reading, stdin))
        result = work.gather(reading, outcomes, writer=writer, show=show, progress=progress)
    return Summary(result.tally, problems=result.problems, unnamed=result.unnamed)


class _StreamWriter(Writer):
    """Writes to standard output.

    A stream has no quarantine. A bad record ends the run, because it would be lost.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def add(self, outcome: Outcome, tally: Tally) -> None:  # noqa: ARG002
        """Write a piece."""
        self._stream.write(outcome.output or b"")
        for where, reason in outcome.problems[:1]:
            raise BadRecordMetError(
                f"{where}: {reason}. Standard output has no place for bad records; "
                "give a file and -o DIR, and they go to the quarantine"
            )

    def end(self, end: FileEnd) -> tuple[Mapping[str, Finished], FileEnd]:
        """Write out the rest."""
        self._stream.flush()
        if end.reason:
            raise BadRecordMetError(f"{STDIN} {end.reason}")
        return {}, end
