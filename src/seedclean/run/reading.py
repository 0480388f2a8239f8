"""Reading files into batches of records, bounded in number and in size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO, NamedTuple

from seedclean.formats import FORMATS
from seedclean.formats.compression import DAMAGE, is_cut, unpacked
from seedclean.run.inputs import Source
from seedclean.run.worker import Raw

MOST_RECORDS = 64
MOST_BYTES = 1 << 18
"""A batch is full at so many records or bytes: work for a process for some tenths of a second."""


class FileEnd(NamedTuple):
    """The mark behind the last record of a file.

    Attributes:
        file: The number of the file in the run.
        reason: Why the file could not be read to its end; empty if it could.
        sound: Whether the records that were read can be trusted.
    """

    file: int
    reason: str = ""
    sound: bool = True


Batch = list[Raw | FileEnd]


def batches(
    sources: Iterable[tuple[int, Source]],
    opened: Callable[[Source], AbstractContextManager[BinaryIO]],
    progress: Callable[[int], None],
) -> Iterator[Batch]:
    """Read files one after the other.

    Args:
        sources: The files, each with its number in the run.
        opened: Opens a file.
        progress: Is told how many bytes of the files were read since it was told last.

    Yields:
        Batches; a batch may hold records of several files, each followed by its `FileEnd`.
    """
    batch: Batch = []
    size = 0
    for file, source in sources:
        for item in _items(file, source, opened, progress):
            batch.append(item)
            size += len(item.data) if isinstance(item, Raw) else 0
            if len(batch) >= MOST_RECORDS or size >= MOST_BYTES:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def _items(
    file: int,
    source: Source,
    opened: Callable[[Source], AbstractContextManager[BinaryIO]],
    progress: Callable[[int], None],
) -> Iterator[Raw | FileEnd]:
    try:
        with opened(source) as stream:
            seen = 0
            for line, data in FORMATS[source.format].split(unpacked(stream, source.packing)):
                yield Raw(file, source.name, source.format, line, data)
                if stream.seekable():
                    progress(stream.tell() - seen)
                    seen = stream.tell()
    except DAMAGE as error:
        if is_cut(error):
            yield FileEnd(file, "is packed, and its end is missing")
        else:
            yield FileEnd(file, f"is packed, and damaged: {error}", sound=False)
    except OSError as error:
        yield FileEnd(file, f"cannot be read: {error.strerror or error}", sound=False)
    else:
        yield FileEnd(file)
