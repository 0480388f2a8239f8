"""Where cleaned records go: into a folder, or through a pipe."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import BinaryIO, Protocol

from seedclean.formats import FORMATS
from seedclean.report.summary import Tally
from seedclean.run.errors import BadRecordMetError
from seedclean.run.inputs import OURS, Source
from seedclean.run.journal import Notes
from seedclean.run.output import Assembled, Folder, Unfinished
from seedclean.run.reading import FileEnd
from seedclean.run.worker import Outcome, Settings, quarantined

MOST_QUOTED = 64 << 20
"""A larger file is copied into the quarantine as it is, not quoted in a line."""


class Sink(Protocol):
    """Takes what became of the chunks, file by file and in order."""

    def add(self, source: Source, outcome: Outcome) -> None:
        """Take a chunk."""

    def end(self, source: Source, end: FileEnd, tally: Tally) -> None:
        """The file has no more records."""

    def close(self) -> None:
        """Nothing more comes; what is unfinished is to be forgotten."""


class Nowhere:
    """Takes everything and keeps nothing, for a run that only looks."""

    def add(self, source: Source, outcome: Outcome) -> None:
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

    def add(self, source: Source, outcome: Outcome) -> None:  # noqa: ARG002
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
        notes: Where finished files are noted down.
        counted: From what the lines of a file were counted.
    """

    def __init__(
        self, folder: Folder, settings: Settings, notes: Notes, counted: Callable[[Source], str]
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._notes = notes
        self._counted = counted
        self._open: dict[str, Unfinished] = {}
        if settings.edits:  # even if there will be none, so that undo knows
            (folder.path / OURS / "edits").mkdir(parents=True, exist_ok=True)

    def add(self, source: Source, outcome: Outcome) -> None:
        """Write a piece, and what belongs to it."""
        if outcome.quarantine:
            self._begun(source, "quarantine").write(outcome.quarantine)
        if outcome.output is None:
            return
        self._begun(source, "output").write(outcome.output)
        if self._settings.edits:
            self._begun(source, "edits").write(outcome.edits)

    def end(self, source: Source, end: FileEnd, tally: Tally) -> None:
        """Give the files that belong to a source their names."""
        if end.reason:
            self._begun(source, "quarantine").write(self._whole(source, end.reason))
        if not end.sound:
            self._drop("output")
            self._drop("edits")
        elif FORMATS[source.format].MANY:  # it has an output even if it has no record
            self._begun(source, "output")
            if self._settings.edits:
                self._begun(source, "edits")
        self._finish(source, "quarantine")
        self._finish(source, "edits")
        size = self._finish(source, "output")
        if not end.reason:
            self._notes.add(source, self._counted(source), size, tally)

    def close(self) -> None:
        """Forget what is unfinished."""
        for kind in list(self._open):
            self._drop(kind)
        self._notes.close()

    def _begun(self, source: Source, kind: str) -> Unfinished:
        file = self._open.get(kind)
        if file is None:
            assemble = self._assembly(source) if kind == "output" else None
            file = self._open[kind] = self._folder.begin(_place(kind, source.name), assemble)
            if kind == "edits":
                about = {
                    "format": source.format,
                    "fields": self._settings.fields._asdict(),
                }
                file.write(json.dumps(about).encode() + b"\n")
        return file

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
        self._folder.remove(_place(kind, source.name))
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
                copy = self._folder.begin(_place("copy", source.name))
                while chunk := original.read(1 << 20):
                    copy.write(chunk)
                copy.finish()
        except OSError:
            return quarantined(source.name, None, reason, None)
        return quarantined(source.name, None, reason, None, copied=True)


def _place(kind: str, name: str) -> str:
    """Where a file that belongs to a source stands below the output folder."""
    places = {
        "output": name,
        "edits": f"{OURS}/edits/{name}.jsonl",
        "quarantine": f"{OURS}/quarantine/{name}.jsonl",
        "copy": f"{OURS}/quarantine/{name}.copy",
    }
    return places[kind]
