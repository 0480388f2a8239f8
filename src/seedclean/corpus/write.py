"""Writing the cleaned records of a file: its output, its edits and its quarantine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from time import monotonic
from typing import BinaryIO, Protocol

from seedclean.config import RunConfig
from seedclean.corpus.atomic_file import Assemble, AtomicFile, Finished
from seedclean.corpus.clean_records import Outcome, quarantine_entry
from seedclean.corpus.folders import KINDS, Folder, is_hashed, path_of
from seedclean.corpus.read import FileEnd, Reading, Source
from seedclean.corpus.resume import Checkpoint, Journal
from seedclean.errors import BadRecordMetError
from seedclean.formats import FORMATS, BadFileError
from seedclean.report.summary import Tally


class Writer(Protocol):
    """Takes the outcomes of a file, in order."""

    def add(self, outcome: Outcome, tally: Tally) -> None:
        """Take an outcome; the tally is that of the file so far."""

    def end(self, end: FileEnd) -> tuple[Mapping[str, Finished], FileEnd]:
        """Finish the file: give what is whole, by its kind, and the end, or a worse one if that failed."""

    def close(self) -> None:
        """Nothing more comes."""


class NoWriter:
    """Writes nothing, for a run that only looks."""

    def add(self, outcome: Outcome, tally: Tally) -> None:
        """Ignore an outcome."""

    def end(self, end: FileEnd) -> tuple[Mapping[str, Finished], FileEnd]:
        """Finish nothing."""
        return {}, end

    def close(self) -> None:
        """Close nothing."""


class StreamWriter:
    """Writes to standard output.

    A stream has no quarantine. A bad record ends the run, because it would be lost.
    """

    def __init__(self, source: Source, stream: BinaryIO) -> None:
        self._source = source
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
            raise BadRecordMetError(f"{self._source.name} {end.reason}")
        return {}, end

    def close(self) -> None:
        """Leave the stream to its owner."""


class FileWriter:
    """Writes a file into the output folder, with its edits and its quarantine.

    Args:
        reading: The input file.
        folder: The output folder.
        config: The options of the run.
        journal: Takes notes of how far the file is; `None` where nobody could resume it.
        checkpoint: How far an earlier run came.
    """

    def __init__(
        self,
        reading: Reading,
        folder: Folder,
        config: RunConfig,
        journal: Journal | None = None,
        checkpoint: Checkpoint | None = None,
    ) -> None:
        self._reading = reading
        self._source = source = reading.source
        self._folder = folder
        self._config = config
        self._journal = journal
        self._noted = checkpoint is not None
        self._since = monotonic()
        self._names = {kind: path_of(kind, source.name) for kind in KINDS}
        parts = {} if checkpoint is None else checkpoint.parts
        self._open = {
            kind: self._create(kind, parts[name]) for kind, name in self._names.items() if name in parts
        }

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
        parts = {self._names[kind]: file.flush() for kind, file in self._open.items()}
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
                if is_hashed(self._source.name):
                    about["file"] = self._source.name
                file.write(json.dumps(about).encode() + b"\n")
        return file

    def _create(self, kind: str, after: tuple[int, str] | None) -> AtomicFile:
        assemble = self._assembly() if kind in {"output", "routed"} else None
        return self._folder.create(self._names[kind], assemble, after=after)

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
        self._folder.remove(self._names[kind])
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
                copy = self._folder.create(self._names["copy"])
                while chunk := original.read(1 << 20):
                    copy.write(chunk)
                copy.finish()
        except OSError:
            return quarantine_entry(source.name, None, reason, None)
        return quarantine_entry(source.name, None, reason, None, copied=True)
