"""Where cleaned records go: into a folder, or through a pipe."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from typing import BinaryIO, Protocol

from seedclean.formats import FORMATS
from seedclean.report.summary import Tally
from seedclean.run.errors import BadRecordMetError
from seedclean.run.inputs import Source
from seedclean.run.journal import Going, Notes
from seedclean.run.layout import KINDS, place_of
from seedclean.run.output import Assembled, Folder, Unfinished
from seedclean.run.reading import FileEnd
from seedclean.run.worker import Outcome, Settings, quarantined

MOST_QUOTED = 64 << 20
"""A larger file is copied into the quarantine as it is, not quoted in a line."""

EVERY = 5.0
"""Seconds of work that a run loses at most when it is stopped inside a file."""


class Sink(Protocol):
    """Takes what became of the chunks, file by file and in order."""

    def add(self, source: Source, outcome: Outcome, tally: Tally) -> None:
        """Take a chunk; the tally is that of the file up to its end."""

    def end(self, source: Source, end: FileEnd, tally: Tally) -> None:
        """The file has no more records."""

    def close(self) -> None:
        """Nothing more comes; what is unfinished is to be forgotten."""


class Nowhere:
    """Takes everything and keeps nothing, for a run that only looks."""

    def add(self, source: Source, outcome: Outcome, tally: Tally) -> None:
        """Keep nothing."""

    def end(self, source: Source, end: FileEnd, tally: Tally) -> None:
        """Keep nothing."""

    def close(self) -> None:
        """Nothing is open."""


class Pipe:
    """Writes the cleaned records one after the other.

    A pipe has no quarantine. A bad record ends the run, because it would be lost.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def add(self, source: Source, outcome: Outcome, tally: Tally) -> None:  # noqa: ARG002
        """Write a piece."""
        self._stream.write(outcome.output or b"")
        for where, reason in outcome.problems[:1]:
            raise BadRecordMetError(
                f"{where}: {reason}. A pipe has no place for bad records; "
                "give a file and -o DIR, and they are put aside"
            )

    def end(self, source: Source, end: FileEnd, tally: Tally) -> None:  # noqa: ARG002
        """Write out what is left."""
        self._stream.flush()
        if end.reason:
            raise BadRecordMetError(f"{source.name} {end.reason}")

    def close(self) -> None:
        """Leave the stream to its owner."""


class Corpus:
    """Writes a cleaned corpus, with its edits and its quarantine beside it.

    Args:
        folder: Where to.
        settings: How the records are cleaned.
        notes: Where it is noted down what is finished, and how far a large file is.
        counted: From what the lines of a file were counted.
        begun: How far an earlier run came with a file, by its name.
    """

    def __init__(
        self,
        folder: Folder,
        settings: Settings,
        notes: Notes,
        counted: Callable[[Source], str],
        begun: Mapping[str, Going],
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._notes = notes
        self._counted = counted
        self._begun = dict(begun)
        self._open: dict[str, Unfinished] = {}
        self._noted = False  # how far the open file is
        self._since = monotonic()

    def add(self, source: Source, outcome: Outcome, tally: Tally) -> None:
        """Write a piece, and what belongs to it."""
        self._go_on(source)
        if outcome.quarantine:
            self._file(source, "quarantine").write(outcome.quarantine)
        if outcome.output is not None:
            self._file(source, "output").write(outcome.output)
            if self._settings.edits:
                self._file(source, "edits").write(outcome.edits)
        if monotonic() - self._since >= EVERY:
            sizes = {place_of(kind, source.name): file.flush() for kind, file in self._open.items()}
            going = Going(outcome.position, outcome.passed, sizes, tally)
            self._notes.going(source, self._counted(source), going)
            self._noted = True
            self._since = monotonic()

    def end(self, source: Source, end: FileEnd, tally: Tally) -> None:
        """Give the files that belong to a source their names."""
        self._go_on(source)
        if end.reason and not end.changed:
            self._file(source, "quarantine").write(self._whole(source, end.reason))
        if end.changed:
            self._drop("quarantine")
        if not end.sound:
            self._drop("output")
            self._drop("edits")
        elif FORMATS[source.format].MANY:  # it has an output even if it has no record
            self._file(source, "output")
            if self._settings.edits:
                self._file(source, "edits")
        self._finish(source, "quarantine")
        self._finish(source, "edits")
        size = self._finish(source, "output")
        if not end.reason:
            self._notes.add(source, self._counted(source), size, tally)
        if self._noted:
            self._notes.gone()
        self._noted = False
        self._since = monotonic()

    def close(self) -> None:
        """Leave what is unfinished to the next run if that can go on with it, else forget it."""
        for kind in list(self._open):
            if self._noted:
                self._open.pop(kind).leave()
            else:
                self._drop(kind)
        self._notes.close()

    def _go_on(self, source: Source) -> None:
        """Open what an earlier run has left of a file."""
        going = self._begun.pop(source.name, None)
        if going is None:
            return
        self._noted = True
        for kind in KINDS:
            size = going.sizes.get(place_of(kind, source.name))
            if size is not None:
                self._open[kind] = self._begin(source, kind, size)

    def _file(self, source: Source, kind: str) -> Unfinished:
        file = self._open.get(kind)
        if file is None:
            file = self._open[kind] = self._begin(source, kind, None)
            if kind == "edits":
                about = {
                    "format": source.format,
                    "fields": self._settings.fields._asdict(),
                }
                file.write(json.dumps(about).encode() + b"\n")
        return file

    def _begin(self, source: Source, kind: str, after: int | None) -> Unfinished:
        assemble = self._assembly(source) if kind == "output" else None
        return self._folder.begin(place_of(kind, source.name), assemble, after=after)

    def _assembly(self, source: Source) -> Assembled | None:
        assemble = FORMATS[source.format].assembly(source.packing)
        if assemble is None:
            return None

        def assembled(pieces: Iterable[bytes], out: BinaryIO) -> None:
            with source.path.open("rb") as like:
                assemble(pieces, like, out)

        return assembled

    def _finish(self, source: Source, kind: str) -> int | None:
        file = self._open.pop(kind, None)
        if file is not None:
            return file.finish()
        self._folder.remove(place_of(kind, source.name))
        return None

    def _drop(self, kind: str) -> None:
        file = self._open.pop(kind, None)
        if file is not None:
            file.drop()

    def _whole(self, source: Source, reason: str) -> bytes:
        """The line for a file that could not be read to its end."""
        try:
            if source.size <= MOST_QUOTED:
                return quarantined(source.name, None, reason, source.path.read_bytes())
            with source.path.open("rb") as original:
                copy = self._folder.begin(place_of("copy", source.name))
                while chunk := original.read(1 << 20):
                    copy.write(chunk)
                copy.finish()
        except OSError:
            return quarantined(source.name, None, reason, None)
        return quarantined(source.name, None, reason, None, copied=True)
