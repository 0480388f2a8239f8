"""Reading: a file as chunks, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO, NamedTuple

from seedclean.corpus.discover import Source
from seedclean.formats import FORMATS, BadFileError, Chunk, Fields, Limits, Position, Raw

Opener = Callable[[Source], AbstractContextManager[BinaryIO]]
"""Opens a file that is not on a disk."""


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


class Reading(NamedTuple):
    """A file that is to be read.

    Attributes:
        source: The file.
        fields: The names of the fields that have a meaning.
        limits: The bounds of what is read into memory.
        wanted: The numbers of the records to clean; all if `None`.
        start: The place where reading resumes; `None` for the beginning.
    """

    source: Source
    fields: Fields
    limits: Limits = Limits()
    wanted: frozenset[int] | None = None
    start: Position = None


def read_parts(reading: Reading, opener: Opener | None = None) -> Iterator[Part | FileEnd]:
    """Read a file.

    Args:
        reading: The file.
        opener: Opens it if it is not on a disk.

    Yields:
        Its parts, and last its `FileEnd`.
    """
    source, wanted = reading.source, reading.wanted
    format_ = FORMATS[source.format]
    end = FileEnd()
    try:
        with source.path.open("rb") if opener is None else opener(source) as stream:
            for chunk in format_.read_chunks(
                stream, source.compression, reading.fields, reading.start, reading.limits
            ):
                if wanted is None or not wanted.isdisjoint(range(chunk.first, chunk.following)):
                    yield Part(source.name, source.format, source.compression, chunk, wanted, reading.fields)
    except BadFileError as error:
        end = FileEnd(str(error), sound=error.sound)
    except OSError as error:
        end = FileEnd(f"cannot be read: {error.strerror or error}", sound=False)
    except MemoryError:
        end = FileEnd("needs more memory than there is", sound=False)
    if opener is None and has_changed(source):
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
