"""The cleaning of files, from reading to writing: of one, and of all, which an executor maps it over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from os import urandom
from types import MappingProxyType
from typing import NamedTuple, Self

from seedclean.corpus.atomic_file import Finished
from seedclean.corpus.clean_records import Outcome, RecordCleaner
from seedclean.corpus.executor import MOST, Executor, FileWork
from seedclean.corpus.folders import Output
from seedclean.corpus.read import FileEnd, Part, Reading
from seedclean.corpus.resume import Checkpoint, Plan
from seedclean.corpus.write import FileWriter, NoWriter, Writer
from seedclean.errors import BadRecordMetError
from seedclean.report.progress import Progress, progress_bar
from seedclean.report.summary import Summary, Tally

MOST_NAMED = 10_000
"""Bad records that a run remembers, to name them at its end. The quarantine has all."""

MOST_SHOWN = 1 << 24
"""The most bytes of a task of a cluster whose diff travels back."""

Show = Callable[[str], None]
"""Takes a line of a diff."""


class FileResult(NamedTuple):
    """The result of cleaning a file.

    Attributes:
        name: The name of the file in the corpus.
        tally: The numbers of what was done.
        end: How the file ended.
        problems: Its bad records, each with its reason, up to a number.
        unnamed: The number of the others.
        diff: The lines of its diff, if one is wanted.
        finished: Its output, and the file of its routed documents, where it has them.
        reported: Whether progress was reported for it.
    """

    name: str
    tally: Tally
    end: FileEnd
    problems: tuple[tuple[str, str], ...] = ()
    unnamed: int = 0
    diff: tuple[str, ...] = ()
    finished: Mapping[str, Finished] = MappingProxyType({})
    reported: bool = False


def clean_file(
    reading: Reading,
    outcomes: Iterable[Outcome | FileEnd],
    writer: Writer,
    checkpoint: Checkpoint | None = None,
    *,
    fail: bool = False,
    show: Show | None = None,
    progress: Progress | None = None,
) -> FileResult:
    """Clean a file: take the outcomes of its parts as they come, write them, and add them up.

    Args:
        reading: The file.
        outcomes: The outcomes of its parts, and last its end.
        writer: Writes them.
        checkpoint: How far an earlier run came.
        fail: Whether a bad record ends the run.
        show: Takes the lines of the diff; `None` to have them in the result.
        progress: Called after each part with its bytes, documents and bad records.

    Raises:
        BadRecordMetError: A record is bad, and the run ends there.
    """
    source = reading.source
    tally, passed = (Tally(), 0) if checkpoint is None else (checkpoint.tally, checkpoint.passed)
    problems: list[tuple[str, str]] = []
    unnamed = 0
    diff: list[str] = []
    end = FileEnd()
    finished: Mapping[str, Finished] = {}
    with closing(writer):
        for item in outcomes:
            if isinstance(item, FileEnd):
                finished, end = writer.end(item)
                bad = [(source.name, end.reason)] if end.reason and not end.changed else []
            else:
                bad = list(item.problems)
            if bad and fail:
                raise BadRecordMetError(": ".join(bad[0]))
            problems += bad[: MOST_NAMED - len(problems)]
            unnamed += len(bad)
            if isinstance(item, FileEnd):
                break
            tally = tally.plus(item.tally)
            writer.add(item, tally)
            for line in item.diff:
                diff.append(line) if show is None else show(line)
            if progress is not None:
                progress(item.passed - passed, item.tally.seen, item.tally.bad)
            passed = item.passed
    if progress is not None:
        progress(max(0, source.size - passed), 0, bool(end.reason))
    return FileResult(
        source.name,
        _final_tally(tally, end),
        end,
        tuple(problems),
        unnamed - len(problems),
        tuple(diff),
        finished,
        reported=progress is not None,
    )


def _final_tally(tally: Tally, end: FileEnd) -> Tally:
    """The tally of a file, once its end is known."""
    if end.changed:
        return Tally()
    if end.reason:
        return (tally if end.sound else Tally(bad=tally.bad)).plus(Tally(bad=1))
    return tally


@dataclass(frozen=True)
class CleanFiles(FileWork[FileResult]):
    """Cleans files in any process, on any machine.

    Attributes:
        cleaner: Cleans their records.
        output: The output folder; `None` to write nothing.
        suffix: An ending for the names of parts, where several processes may write one file.
    """

    cleaner: RecordCleaner
    output: Output | None
    suffix: str = ""

    @property
    def most(self) -> int:
        """The most bytes of files whose results travel together."""
        return MOST_SHOWN if self.cleaner.config.diff else MOST

    def do_part(self, item: Part | FileEnd, condemned: Mapping[tuple[int, int], str]) -> Outcome | FileEnd:
        """Clean a part of a file; its end passes through."""
        if isinstance(item, FileEnd):
            return item
        if (0, 0) in condemned:
            return FileEnd(condemned[0, 0], sound=False)
        return self.cleaner.clean_chunk(item, {number: reason for (_, number), reason in condemned.items()})

    def gather(self, reading: Reading, outcomes: Iterable[Outcome | FileEnd]) -> FileResult:
        """Write the parts of a file."""
        writer: Writer = NoWriter()
        if self.output is not None:
            writer = FileWriter(reading, self.output.open(self.suffix), self.cleaner.config)
        return clean_file(reading, outcomes, writer, fail=self.fails)

    def as_task(self) -> Self:
        """The work with names of parts of its own."""
        return replace(self, suffix=f"-{urandom(4).hex()}")

    @property
    def fails(self) -> bool:
        """True where a bad record ends the run."""
        return self.cleaner.config.on_error == "fail"


def clean_files(
    executor: Executor, work: CleanFiles, readings: Sequence[Reading], plan: Plan | None, show: Show
) -> Summary:
    """Map the cleaning over files.

    Args:
        executor: Maps it.
        work: The cleaning.
        readings: The files.
        plan: The notes of the run in its output folder; `None` to write nothing.
        show: Takes the lines of the diffs, in the order of the files.
    """
    config = work.cleaner.config
    checkpoints = {} if plan is None else plan.checkpoints
    results: dict[str, FileResult] = {}
    order = iter(readings)
    following = next(order, None)
    size = sum(one.source.size for one in readings) - sum(one.passed for one in checkpoints.values())
    with progress_bar("cleaning", size, shown=config.progress) as progress:

        def gather(reading: Reading, outcomes: Iterable[Outcome | FileEnd]) -> FileResult:
            checkpoint = checkpoints.get(reading.source.name)
            writer: Writer = NoWriter()
            if plan is not None:
                writer = FileWriter(reading, plan.folder, config, plan.journal, checkpoint)
            return clean_file(
                reading, outcomes, writer, checkpoint, fail=work.fails, show=show, progress=progress
            )

        for reading, result in executor.map_files(work, readings, gather):
            results[reading.source.name] = result
            if plan is not None and not result.end.reason:
                plan.journal.add_finished(reading, result.finished, result.tally)
            if not result.reported:
                progress(reading.source.size, result.tally.seen, result.tally.bad)
            while following is not None and following.source.name in results:
                for line in results[following.source.name].diff:
                    show(line)
                results[following.source.name] = results[following.source.name]._replace(diff=())
                following = next(order, None)
    tally = Tally()
    problems: list[tuple[str, str]] = []
    unnamed = 0
    for reading in readings:
        result = results[reading.source.name]
        tally = tally.plus(result.tally)
        problems += result.problems
        unnamed += result.unnamed
    changed = tuple(name for name, result in results.items() if result.end.changed)
    unnamed += max(0, len(problems) - MOST_NAMED)
    return Summary(tally, problems=tuple(problems[:MOST_NAMED]), unnamed=unnamed, changed=changed)
