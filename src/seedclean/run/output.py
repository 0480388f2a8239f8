"""Writing files so that each appears under its name only when it is whole."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol
from zlib import crc32

from seedclean.run.errors import RunError

PART = ".seedclean-part-"
"""With this a name begins as long as the file is not whole."""

_LENGTH = struct.Struct("<Q")

Assembled = Callable[[Iterable[bytes], BinaryIO], None]
"""Makes a file of pieces: takes them, and where to write."""


class Appended(Protocol):
    """A file that grows while everybody may see it."""

    def write(self, data: bytes, /) -> object:
        """Write some more."""

    def flush(self) -> None:
        """Let others see it."""

    def close(self) -> None:
        """Nothing more comes."""


class Folder:
    """A folder that is written into.

    What a killed run left half-written is swept away when its folder is
    written into again, unless it is to be gone on with.

    Args:
        path: The folder; made when the first file is written.
        apart: Folders into which nothing may be written, whatever links lead there.
    """

    def __init__(self, path: Path, apart: tuple[Path, ...] = ()) -> None:
        self.path = path
        self._apart = [os.path.realpath(folder) for folder in apart]
        self._ready: set[Path] = set()
        self._kept: set[Path] = set()

    def begin(self, name: str, assemble: Assembled | None = None, *, after: int | None = None) -> Unfinished:
        """Begin a file, or go on with one.

        Args:
            name: Its place below the folder.
            assemble: Makes it of what is written; `None` if that is the file already.
            after: So many bytes of what an earlier run wrote are to stay; `None` to begin anew.
        """
        path = self.path / name
        self._prepare(path.parent)
        return Unfinished(path, _part(path), assemble, after)

    def keep(self, name: str) -> int:
        """Do not sweep away what an earlier run has begun.

        Returns:
            Its size; -1 if there is nothing.
        """
        part = _part(self.path / name)
        self._kept.add(part)
        return part.stat().st_size if part.is_file() else -1

    def forget(self, name: str) -> None:
        """Sweep away what an earlier run has begun."""
        part = _part(self.path / name)
        self._kept.discard(part)
        part.unlink(missing_ok=True)

    def write(self, name: str, data: bytes) -> None:
        """Write a small file in one go."""
        file = self.begin(name)
        file.write(data)
        file.finish()

    def appended(self, name: str) -> Appended:
        """Open a file to write more and more into it, which everybody may see."""
        return (self.path / name).open("ab")

    def read(self, name: str) -> bytes | None:
        """What a file holds; `None` if there is none."""
        path = self.path / name
        return path.read_bytes() if path.is_file() else None

    def at_hand(self, name: str) -> Path | None:
        """A file as one of this machine; `None` if there is none."""
        path = self.path / name
        return path if path.is_file() else None

    def size(self, name: str) -> int | None:
        """The size of a file; `None` if there is none."""
        path = self.path / name
        return path.stat().st_size if path.is_file() else None

    def remove(self, name: str) -> None:
        """Remove a file that an earlier run wrote, if it did."""
        (self.path / name).unlink(missing_ok=True)

    def _prepare(self, folder: Path) -> None:
        if folder in self._ready:
            return
        self._make(folder)
        for left_over in folder.glob(f"{PART}*"):
            if left_over not in self._kept:
                left_over.unlink()
        self._ready.add(folder)

    def _make(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        real = Path(os.path.realpath(folder))
        for other in self._apart:
            if real.is_relative_to(other):
                raise RunError(f"{folder} leads into the input {other}; give another output folder")


class SharedFolder(Folder):
    """A folder that many processes, on many machines, write into at a time.

    Nothing is swept away, since it may be somebody's who is at work, and no
    two write into one part: an engine may give the same work out twice.

    Args:
        path: The folder.
        apart: Folders into which nothing may be written, whatever links lead there.
        parts: The folder for what is not finished, on the same disk.
    """

    def __init__(self, path: Path, apart: tuple[Path, ...], parts: Path) -> None:
        super().__init__(path, apart)
        self._parts = parts

    def begin(self, name: str, assemble: Assembled | None = None, *, after: int | None = None) -> Unfinished:
        """Begin a file; what an earlier run has begun is not gone on with."""
        path = self.path / name
        self._make(path.parent)
        self._parts.mkdir(parents=True, exist_ok=True)
        return Unfinished(path, self._parts / os.urandom(8).hex(), assemble, after)


class Unfinished:
    """A file that is being written and does not have its name yet."""

    def __init__(self, path: Path, part: Path, assemble: Assembled | None, after: int | None) -> None:
        self.path = path
        self._part = part
        self._whole = part.with_name(f"{part.name}-whole")
        self._assemble = assemble
        self._file: BinaryIO = part.open("wb" if after is None else "r+b")
        if after is not None:
            self._file.truncate(after)
            self._file.seek(after)

    def write(self, piece: bytes) -> None:
        """Write a piece more."""
        try:
            if self._assemble is not None:
                self._file.write(_LENGTH.pack(len(piece)))
            self._file.write(piece)
        except OSError as error:
            raise self._failed(error) from None

    def flush(self) -> int:
        """See to it that what was written outlives this process.

        Returns:
            How much that is.
        """
        try:
            self._file.flush()
        except OSError as error:
            raise self._failed(error) from None
        return self._file.tell()

    def finish(self) -> int:
        """Give the file its name.

        Returns:
            Its size.
        """
        try:
            self._file.close()
            done = self._part
            if self._assemble is not None:
                done = self._whole
                with self._part.open("rb") as pieces, done.open("wb") as whole:
                    self._assemble(_framed(pieces), whole)
            size = done.stat().st_size
            done.replace(self.path)
            self._part.unlink(missing_ok=True)
        except OSError as error:
            self._whole.unlink(missing_ok=True)  # the pieces are all there, and make it again
            raise self._failed(error) from None
        return size

    def leave(self) -> None:
        """Leave what was written to the next run."""
        with suppress(OSError):  # closing writes what is left over, and the disk may be full
            self._file.close()
        self._whole.unlink(missing_ok=True)

    def drop(self) -> None:
        """Forget the file, unless it has its name already."""
        self.leave()
        self._part.unlink(missing_ok=True)

    def _failed(self, error: OSError) -> RunError:
        return RunError(f"{self.path} could not be written: {error.strerror or error}")


def _part(path: Path) -> Path:
    return path.with_name(f"{PART}{crc32(os.fsencode(path.name)):08x}")


def _framed(file: BinaryIO) -> Iterator[bytes]:
    """The pieces that were written into a file with their lengths before them."""
    while length := file.read(_LENGTH.size):
        yield file.read(_LENGTH.unpack(length)[0])
