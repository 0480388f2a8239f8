"""Reading: a file as chunks, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from typing import BinaryIO, NamedTuple

from seedclean.formats import FORMATS, BadFileError, Chunk, Fields, Limits, Position, Raw
from seedclean.paths import AnyPath
from seedclean.report.summary import Tally


class Source(NamedTuple):
    """A file to clean.

    Attributes:
        name: Its path below the output folder, and its name in all messages.
        path: Its path, on a disk or at a URL.
        format: The name of its format.
        compression: The ending that names its compression, or an empty string.
        size: Its size in bytes.
        changed: The time of its last change, in nanoseconds.
    """

    name: str
    path: AnyPath
    format: str
    compression: str
    size: int
    changed: int


class Part(NamedTuple):
    """A chunk of a file.

    Attributes:
        name: The name of the file in the corpus.
        format: The name of its format.
        compression: The ending that names its compression, or an empty string.
        chunk: The chunk.
        wanted: The numbers of the records to clean; all if `None`.
        fields: The names of the fields that have a meaning.
    """

    name: str
    format: str
    compression: str
    chunk: Chunk
    wanted: frozenset[int] | None = None
    fields: Fields = Fields()

    def records(self) -> Iterator[tuple[int, Raw]]:
        """Iterate over the records to clean, with their numbers."""
        for number, raw in FORMATS[self.format].split(self.chunk.data, self.chunk.first, self.fields):
            if self.wanted is None or number in self.wanted:
                yield number, raw

    def where(self, number: int) -> str:
        """Name a record."""
        return f"{self.name}:{number}" if FORMATS[self.format].many else self.name


class FileEnd(NamedTuple):
    """The end of a file.

    Attributes:
        reason: Why the file could not be read to its end; empty if it could.
        sound: Whether the records that were read can be trusted.
        changed: Whether somebody changed the file after it was found.
    """

    reason: str = ""
    sound: bool = True
    changed: bool = False


class Checkpoint(NamedTuple):
    """The progress of an earlier run in a file.

    Attributes:
        position: The place where reading resumes, as the file's format has it.
        passed: The bytes of the file that are read by then.
        parts: The size and the checksum of each unfinished file, by its kind.
        tally: What was done to the file by then.
    """

    position: Position = None
    passed: int = 0
    parts: Mapping[str, tuple[int, str]] = {}
    tally: Tally = Tally()


class Reading(NamedTuple):
    """A file that is to be read.

    Attributes:
        source: The file.
        fields: The names of the fields that have a meaning.
        limits: The bounds of what is read into memory.
        wanted: The numbers of the records to clean; all if `None`.
        checkpoint: The place where reading resumes; `None` for the beginning.
        counted: What the line counts of its sites are made from: where that changes, it has to be cleaned
            again. Empty where it needs none.
    """

    source: Source
    fields: Fields
    limits: Limits = Limits()
    wanted: frozenset[int] | None = None
    checkpoint: Checkpoint | None = None
    counted: str = ""


def read_parts(reading: Reading, stdin: BinaryIO | None = None) -> Iterator[Part | FileEnd]:
    """Read a file.

    Args:
        reading: The file.
        stdin: Its content, if it is standard input.

    Yields:
        Its parts, and last its `FileEnd`.
    """
    source, wanted = reading.source, reading.wanted
    format_ = FORMATS[source.format]
    start = None if reading.checkpoint is None else reading.checkpoint.position
    end = FileEnd()
    try:
        with source.path.open("rb") if stdin is None else nullcontext(stdin) as stream:
            for chunk in format_.read_chunks(
                stream, source.compression, reading.fields, start, reading.limits
            ):
                if wanted is None or not wanted.isdisjoint(range(chunk.first, chunk.following)):
                    yield Part(source.name, source.format, source.compression, chunk, wanted, reading.fields)
    except BadFileError as error:
        end = FileEnd(str(error), sound=error.sound)
    except OSError as error:
        end = FileEnd(f"cannot be read: {error.strerror or error}", sound=False)
    except MemoryError:
        end = FileEnd("needs more memory than there is", sound=False)
    if stdin is None and has_changed(source):
        end = FileEnd("changed while it was read", sound=False, changed=True)
    yield end


def has_changed(source: Source) -> bool:
    """Tell whether a file is another one than was found."""
    try:
        status = source.path.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) != (source.size, source.changed)
