"""Reading files into batches of chunks, bounded in number and in size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import BinaryIO, NamedTuple

from seedclean.formats import FORMATS, BadFileError, Fields, Position
from seedclean.run.inputs import Source
from seedclean.run.worker import Part

MOST_PARTS = 64
MOST_BYTES = 1 << 18
"""A batch is full at so many small files or so many bytes: work for a process for some tenths of a second."""


class FileEnd(NamedTuple):
    """The mark behind the last chunk of a file.

    Attributes:
        file: The number of the file in the run.
        reason: Why the file could not be read to its end; empty if it could.
        sound: Whether the records that were read can be trusted.
        changed: Whether somebody has changed the file since it was found.
    """

    file: int
    reason: str = ""
    sound: bool = True
    changed: bool = False


Batch = list[Part | FileEnd]

Opened = Callable[[Source], AbstractContextManager[BinaryIO]]
"""Opens a file."""


class Selection(NamedTuple):
    """What is to be read of the files.

    Attributes:
        positions: Where reading begins, by the number of the file; at its beginning if it is not named.
        sample: The numbers of the records that are wanted, by the number of the file; all if `None`.
    """

    positions: Mapping[int, Position] = {}
    sample: Mapping[int, frozenset[int]] | None = None


class Passed:
    """How far files are read, seen from what comes back of their chunks.

    Args:
        begun: Bytes that were behind each file at the beginning, by its number.
    """

    def __init__(self, begun: Mapping[int, int] | None = None) -> None:
        self._passed = dict(begun or {})

    def step(self, file: int, passed: int) -> int:
        """How many bytes more are behind a file now."""
        before = self._passed.get(file, 0)
        self._passed[file] = passed
        return passed - before


def batches(
    sources: Iterable[tuple[int, Source]],
    opened: Opened | None,
    fields: Fields,
    selection: Selection = Selection(),  # noqa: B008 - a tuple
) -> Iterator[Batch]:
    """Read files one after the other.

    Args:
        sources: The files, each with its number in the run.
        opened: Opens what is no file on a disk; `None` where all are.
        fields: Which fields of a record mean what.
        selection: What is to be read of them.

    Yields:
        Batches; a batch may hold chunks of several files, each followed by its `FileEnd`.
    """
    batch: Batch = []
    size = 0
    for file, source in sources:
        for item in _items(file, source, opened, fields, selection):
            batch.append(item)
            size += len(item.chunk.data) if isinstance(item, Part) else 0
            # The end of a large file goes by itself: its output is not to wait for the next file.
            if size >= MOST_BYTES or len(batch) >= MOST_PARTS or not size:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def _items(
    file: int, source: Source, opened: Opened | None, fields: Fields, selection: Selection
) -> Iterator[Part | FileEnd]:
    position = selection.positions.get(file)
    wanted = None if selection.sample is None else selection.sample[file]
    end = FileEnd(file)
    try:
        with source.path.open("rb") if opened is None else opened(source) as stream:
            for chunk in FORMATS[source.format].chunks(stream, source.packing, fields, position):
                if wanted is None or not wanted.isdisjoint(range(chunk.first, chunk.following)):
                    yield Part(file, source.name, source.format, source.packing, chunk, wanted)
    except BadFileError as error:
        end = FileEnd(file, str(error), sound=error.sound)
    except OSError as error:
        end = FileEnd(file, f"cannot be read: {error.strerror or error}", sound=False)
    if opened is None and _has_changed(source):
        end = FileEnd(file, "changed while it was read", sound=False, changed=True)
    yield end


def _has_changed(source: Source) -> bool:
    try:
        status = source.path.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) != (source.size, source.changed)
