"""Reading files into batches of chunks, bounded in number and in size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO, NamedTuple

from seedclean.formats import FORMATS, BadFileError, Fields
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
    """

    file: int
    reason: str = ""
    sound: bool = True


Batch = list[Part | FileEnd]


def batches(
    sources: Iterable[tuple[int, Source]],
    opened: Callable[[Source], AbstractContextManager[BinaryIO]],
    fields: Fields,
    progress: Callable[[int], None],
) -> Iterator[Batch]:
    """Read files one after the other.

    Args:
        sources: The files, each with its number in the run.
        opened: Opens a file.
        fields: Which fields of a record mean what.
        progress: Is told how many bytes of the files were read since it was told last.

    Yields:
        Batches; a batch may hold chunks of several files, each followed by its `FileEnd`.
    """
    batch: Batch = []
    size = 0
    for file, source in sources:
        for item in _items(file, source, opened, fields, progress):
            batch.append(item)
            size += len(item.chunk.data) if isinstance(item, Part) else 0
            # The end of a large file goes by itself: its output is not to wait for the next file.
            if size >= MOST_BYTES or len(batch) >= MOST_PARTS or not size:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def _items(
    file: int,
    source: Source,
    opened: Callable[[Source], AbstractContextManager[BinaryIO]],
    fields: Fields,
    progress: Callable[[int], None],
) -> Iterator[Part | FileEnd]:
    try:
        with opened(source) as stream:
            seen = 0
            for chunk in FORMATS[source.format].chunks(stream, source.packing, fields):
                yield Part(file, source.name, source.format, source.packing, chunk)
                progress(chunk.passed - seen)
                seen = chunk.passed
    except BadFileError as error:
        yield FileEnd(file, str(error), sound=error.sound)
    except OSError as error:
        yield FileEnd(file, f"cannot be read: {error.strerror or error}", sound=False)
    else:
        yield FileEnd(file)
