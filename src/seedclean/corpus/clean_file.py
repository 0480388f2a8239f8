"""The cleaning of files, from reading to writing: of one, and of all, which an executor maps it over."""

from __future__ import annotations

import json
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from os import urandom
from time import monotonic
from typing import BinaryIO, NamedTuple, Self

from seedclean.config import RunConfig
from seedclean.corpus.atomic_file import Assemble, AtomicFile, Finished
from seedclean.corpus.clean_records import Outcome, RecordCleaner, quarantine_entry
from seedclean.corpus.executor import MOST, Executor, FileWork
from seedclean.corpus.folders import Folder, Output, is_hashed
from seedclean.corpus.read import Checkpoint, FileEnd, Part, Reading
from seedclean.corpus.resume import Journal
from seedclean.errors import BadRecordMetError
from seedclean.formats import FORMATS, BadFileError
from seedclean.report.progress import Progress, progress_bar
from seedclean.report.summary import Summary, Tally

MOST_NAMED = 10_000
"""Bad records that a run remembers, to name them at its end. The quarantine has all."""

MOST_SHOWN = 1 << 24
"""The most bytes of a task of a cluster whose diff travels back."""

Show = Callable[[str], None]
"""Takes a line of a diff."""


class Writer:
    """Takes the outcomes of a file, in order. This one writes nothing, for a preview."""

    def add(self, outcome: Outcome, tally: Tally) -> None:
        """Take an outcome; the tally is that of the file so far."""

    def end(self, end: FileEnd) -> tuple[Mapping[str, Finished], FileEnd]:
        """Finish the file: give what is whole, by its kind, and the end, or a worse one if that failed."""
        return {}, end

    def close(self) -> None:
        """Nothing more comes."""


class FileWriter(Writer):
    """Writes a file into the output folder, with its edits and its quarantine.

    Args:
        reading: The input file.
        folder: The output folder.
        config: The options of the run.
        journal: Takes notes of how far the file is; `None` where nobody could resume it.
    """

    def __init__(
        self, reading: Reading, folder: Folder, config: RunConfig, journal: Journal | None = None
    ) -> None:
        self._reading = reading
        self._source = reading.source
        self._folder = folder
        self._config = config
        self._journal = journal
        self._noted = reading.checkpoint is not None
        self._since = monotonic()
        parts = {} if reading.checkpoint is None else reading.checkpoint.parts
        self._open = {kind: self._create(kind, part) for kind, part in parts.items()}

    def add(self, outcome: Outcome, tally: Tally) -> None:
        """Write a piece, and what belongs to it."""
        if outcome.quarantine:
            self._file("quarantine").write(outcome.quarantine)
        for kind, piece in (("output", outcome.output), ("routed", outcome.routed)):
            if piece is not None:
                self._file(kind).write(piece)
        if self._config.edits and (outcome.edits or outcome.output is not None):
            self._file("edits").write(outcome.edits)
        if self._journal is not None and monotonic() - self._since >= self._config.note_every:
            self._save_checkpoint(self._journal, outcome, tally)

    def end(self, end: FileEnd) -> tuple[Mapping[str, Finished], FileEnd]:
        """Give the files their names; the output last, for with it the file is done."""
        if not end.sound:
            for kind in ("output", "routed", "edits"):
                self._discard(kind)
        elif FORMATS[self._source.format].many:  # it has an output even if it has no record
            self._file("output")
            if self._config.edits:
                self._file("edits")
        if end.changed:
            self._discard("quarantine")
        elif end.reason:
            self._file("quarantine").write(self._quarantine_file(end.reason))
        self._finish("quarantine")
        self._finish("edits")
        try:
            finished = {
                kind: done
                for kind in ("routed", "output")
                if self._may_write(kind) and (done := self._finish(kind)) is not None
            }
        except BadFileError as error:  # the input is read once more, and may have been damaged since
            return self.end(FileEnd(str(error), sound=False))
        if self._noted and self._journal is not None:
            self._journal.remove_checkpoint()
        self._noted = False
        return finished, end

    def _may_write(self, kind: str) -> bool:
        return kind != "routed" or self._config.routed_to is not None

    def close(self) -> None:
        """Leave unfinished files to the next run if it can continue them, else remove them."""
        for kind in list(self._open):
            if self._noted:
                self._open.pop(kind).keep()
            else:
                self._discard(kind)

    def _save_checkpoint(self, journal: Journal, outcome: Outcome, tally: Tally) -> None:
        parts = {kind: file.flush() for kind, file in self._open.items()}
        checkpoint = Checkpoint(outcome.position, outcome.passed, parts, tally)
        journal.save_checkpoint(self._reading, checkpoint)
        self._noted = True
        self._since = monotonic()

    def _file(self, kind: str) -> AtomicFile:
        file = self._open.get(kind)
        if file is None:
            file = self._open[kind] = self._create(kind, None)
            if kind == "edits":
                about = {"format": self._source.format, "fields": self._config.fields._asdict()}
                named = {"file": self._source.name} if is_hashed(self._source.name) else {}
                file.write(json.dumps({**about, **named}).encode() + b"\n")
        return file

    def _create(self, kind: str, after: tuple[int, str] | None) -> AtomicFile:
        assemble = self._assembly() if kind in {"output", "routed"} else None
        return self._folder.create(self._source.name, kind, assemble, after)

    def _assembly(self) -> Assemble | None:
        source = self._source
        assemble = FORMATS[source.format].assembly(source.compression)
        if assemble is None:
            return None

        def assemble_like_source(pieces: Iterable[bytes], out: BinaryIO) -> None:
            with source.path.open("rb") as like:
                assemble(pieces, like, out)

        return assemble_like_source

    def _finish(self, kind: str) -> Finished | None:
        file = self._open.pop(kind, None)
        if file is not None:
            return file.finish()
        self._folder.remove(self._source.name, kind)
        return None

    def _discard(self, kind: str) -> None:
        file = self._open.pop(kind, None)
        if file is not None:
            file.discard()

    def _quarantine_file(self, reason: str) -> bytes:
        """Make the line for a file that could not be read to its end; a large one is copied as it is."""
        source = self._source
        try:
            if source.size <= self._config.quote_up_to:
                return quarantine_entry(source.name, None, reason, source.path.read_bytes())
            with source.path.open("rb") as original:
                copy = self._folder.create(source.name, "copy")
                shutil.copyfileobj(original, copy)
                copy.finish()
        except OSError:
            return quarantine_entry(source.name, None, reason, None)
        return quarantine_entry(source.name, None, reason, None, copied=True)


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
    problems: tuple[tuple[str, str], ...]
    unnamed: int
    diff: tuple[str, ...]
    finished: Mapping[str, Finished]
    reported: bool


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

    def gather(
        self,
        reading: Reading,
        outcomes: Iterable[Outcome | FileEnd],
        *,
        writer: Writer | None = None,
        journal: Journal | None = None,
        show: Show | None = None,
        progress: Progress | None = None,
    ) -> FileResult:
        """Take the outcomes of the parts of a file as they come, write them, and add them up.

        Args:
            reading: The file.
            outcomes: The outcomes of its parts, and last its end.
            writer: Writes them; `None` for what writes into the output folder, if there is one.
            journal: Takes notes of how far the file is; `None` where nobody could resume it.
            show: Takes the lines of the diff; `None` to have them in the result.
            progress: Called after each part with its bytes, documents and bad records.

        Raises:
            BadRecordMetError: A record is bad, and the run ends there.
        """
        fails = self.cleaner.config.on_error == "fail"
        writer = writer or self._make_writer(reading, journal)
        source = reading.source
        checkpoint = reading.checkpoint or Checkpoint()
        tally, passed = checkpoint.tally, checkpoint.passed
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
                if bad and fails:
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

    def _make_writer(self, reading: Reading, journal: Journal | None) -> Writer:
        if self.output is None:
            return Writer()
        return FileWriter(reading, self.output.open(self.suffix), self.cleaner.config, journal)

    def as_task(self) -> Self:
        """The work with names of parts of its own."""
        return replace(self, suffix=f"-{urandom(4).hex()}")


def clean_files(
    executor: Executor, work: CleanFiles, readings: Sequence[Reading], journal: Journal | None, show: Show
) -> Summary:
    """Map the cleaning over files.

    Args:
        executor: Maps it.
        work: The cleaning.
        readings: The files.
        journal: Takes notes of the files that are finished; `None` where nothing is written.
        show: Takes the lines of the diffs, in the order of the files.
    """
    results: dict[str, FileResult] = {}
    unshown = deque(one.source.name for one in readings)
    size = sum(one.source.size - (one.checkpoint or Checkpoint()).passed for one in readings)
    with progress_bar("cleaning", size, shown=work.cleaner.config.progress) as progress:
        gather = partial(work.gather, journal=journal, show=show, progress=progress)
        for reading, result in executor.map_files(work, readings, gather):
            results[result.name] = result
            _show_in_order(unshown, results, show)
            if journal is not None and not result.end.reason:
                journal.add_finished(reading, result.finished, result.tally)
            if not result.reported:
                progress(reading.source.size, result.tally.seen, result.tally.bad)
    in_order = [results[one.source.name] for one in readings]
    problems = [problem for result in in_order for problem in result.problems]
    return Summary(
        Tally.total(result.tally for result in in_order),
        problems=tuple(problems[:MOST_NAMED]),
        unnamed=sum(result.unnamed for result in in_order) + max(0, len(problems) - MOST_NAMED),
        changed=tuple(result.name for result in in_order if result.end.changed),
    )


def _show_in_order(unshown: deque[str], results: dict[str, FileResult], show: Show) -> None:
    """Show the diffs of the files up to the first without a result."""
    while unshown and unshown[0] in results:
        name = unshown.popleft()
        for line in results[name].diff:
            show(line)
        results[name] = results[name]._replace(diff=())
