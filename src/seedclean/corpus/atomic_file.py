"""Files that get their name only when they are whole and on the disk."""

from __future__ import annotations

import errno
import os
import shutil
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from seedclean.errors import RunError
from seedclean.paths import AnyPath

_LENGTH = struct.Struct("<Q")
_BLOCK = 1 << 20
_SYNCED = 1 << 20  # larger outputs are on the disk before they get their name

Assemble = Callable[[Iterable[bytes], BinaryIO], None]
"""Writes a file from its pieces: takes them, and the output stream."""


class Finished(NamedTuple):
    """A file that is whole.

    Attributes:
        size: Its size.
        checksum: The BLAKE2b of its bytes.
    """

    size: int
    checksum: str


def checksum_of(path: AnyPath) -> str:
    """The checksum of a file."""
    digest = blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def sync(path: Path) -> None:
    """Have the entries of a folder written to the disk, where the system can."""
    if os.name == "nt":
        return
    with suppress(OSError):
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class AtomicFile:
    """A file that is being written and does not have its name yet."""

    def __init__(
        self, path: Path, part: Path, assemble: Assemble | None, after: tuple[int, str] | None
    ) -> None:
        self.path = path
        self._part = part
        self._whole = part.with_name(f"{part.name}-whole")
        self._assemble = assemble
        self._digest = blake2b(digest_size=16)
        self._file: BinaryIO = part.open("wb" if after is None else "r+b")
        if after is not None:
            update_digest(self._digest, self._file, after[0])
            self._file.truncate(after[0])

    def write(self, piece: bytes) -> None:
        """Write another piece."""
        try:
            if self._assemble is not None:
                self._put(_LENGTH.pack(len(piece)))
            self._put(piece)
        except OSError as error:
            raise self._to_error(error) from None

    def flush(self) -> tuple[int, str]:
        """Have what was written on the disk.

        Returns:
            Its size and its checksum.
        """
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._to_error(error) from None
        return self._file.tell(), self._digest.hexdigest()

    def finish(self, *, synced: bool = False) -> Finished:
        """Give the file its name.

        Args:
            synced: Whether it has to be on the disk first, however small it is.
        """
        try:
            done = Finished(self._file.tell(), self._digest.hexdigest())
            if self._assemble is not None:
                self._file.close()
                done = self._assemble_whole(self._assemble)
            elif synced or done.size >= _SYNCED:
                self.flush()
            self._file.close()
            self._deliver(self._whole if self._assemble is not None else self._part)
            if synced:
                sync(self.path.parent)
            self._part.unlink(missing_ok=True)
        except OSError as error:
            self._whole.unlink(missing_ok=True)  # the pieces are all there, and make it again
            raise self._to_error(error) from None
        return done

    def keep(self) -> None:
        """Leave what was written for the next run."""
        with suppress(OSError):  # closing writes the rest, and the disk may be full
            self._file.close()
        self._whole.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove the part of the file."""
        self.keep()
        self._part.unlink(missing_ok=True)

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)

    def _assemble_whole(self, assemble: Assemble) -> Finished:
        with self._part.open("rb") as pieces, self._whole.open("wb") as whole:
            assemble(_read_framed(pieces), whole)
            if whole.tell() >= _SYNCED:
                whole.flush()
                os.fsync(whole.fileno())
        return Finished(self._whole.stat().st_size, checksum_of(self._whole))

    def _deliver(self, file: Path) -> None:
        try:
            file.replace(self.path)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            self._copy(file)  # a routed file on another disk

    def _copy(self, file: Path) -> None:
        copy = self.path.with_name(f".seedclean-{self._part.name}")
        with file.open("rb") as here, copy.open("wb") as there:
            shutil.copyfileobj(here, there)
            there.flush()
            os.fsync(there.fileno())
        copy.replace(self.path)
        file.unlink()

    def _to_error(self, error: OSError) -> RunError:
        return RunError(f"{self.path} could not be written: {error.strerror or error}")


def update_digest(digest: Any, file: BinaryIO, size: int) -> None:  # noqa: ANN401 - a hash
    """Add the next bytes of a file to a digest, so many at most."""
    left = size
    while left and (block := file.read(min(left, _BLOCK))):
        digest.update(block)
        left -= len(block)


def _read_framed(file: BinaryIO) -> Iterator[bytes]:
    """The pieces of a file that has their lengths before them."""
    while length := file.read(_LENGTH.size):
        yield file.read(_LENGTH.unpack(length)[0])
