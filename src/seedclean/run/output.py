"""Writing files so that each appears under its name only when it is whole."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from seedclean.formats.compression import packed
from seedclean.run.errors import RunError

_PART = ".seedclean-part-"


class Folder:
    """A folder that is written into.

    What a killed run left half-written is swept away when its folder is
    written into again.

    Args:
        path: The folder; made when the first file is written.
        apart: Folders into which nothing may be written, whatever links lead there.
    """

    def __init__(self, path: Path, apart: tuple[Path, ...] = ()) -> None:
        self.path = path
        self._apart = [os.path.realpath(folder) for folder in apart]
        self._ready: set[Path] = set()

    def begin(self, name: str, packing: str = "") -> Unfinished:
        """Begin a file."""
        path = self.path / name
        self._prepare(path.parent)
        return Unfinished(path, packing)

    def remove(self, name: str) -> None:
        """Remove a file that an earlier run wrote, if it did."""
        (self.path / name).unlink(missing_ok=True)

    def _prepare(self, folder: Path) -> None:
        if folder in self._ready:
            return
        folder.mkdir(parents=True, exist_ok=True)
        real = Path(os.path.realpath(folder))
        for other in self._apart:
            if real.is_relative_to(other):
                raise RunError(f"{folder} leads into the input {other}; give another output folder")
        for left_over in folder.glob(f"{_PART}*"):
            left_over.unlink()
        self._ready.add(folder)


class Unfinished:
    """A file that is being written and does not have its name yet."""

    def __init__(self, path: Path, packing: str) -> None:
        self.path = path
        self._part = path.with_name(f"{_PART}{os.getpid()}-{crc32(os.fsencode(path.name)):08x}")
        self._file: BinaryIO = self._part.open("wb")
        self._stream = packed(self._file, packing)

    def write(self, data: bytes) -> None:
        """Write some more."""
        try:
            self._stream.write(data)
        except OSError as error:
            raise self._failed(error) from None

    def finish(self) -> int:
        """Give the file its name.

        Returns:
            Its size.
        """
        try:
            if self._stream is not self._file:
                self._stream.close()
            size = self._file.tell()
            self._file.close()
            self._part.replace(self.path)
        except OSError as error:
            raise self._failed(error) from None
        return size

    def drop(self) -> None:
        """Forget the file, unless it has its name already."""
        for stream in (self._stream, self._file):
            with suppress(OSError):  # closing writes what is left over, and the disk may be full
                stream.close()
        self._part.unlink(missing_ok=True)

    def _failed(self, error: OSError) -> RunError:
        self.drop()
        return RunError(f"{self.path} could not be written: {error.strerror or error}")
