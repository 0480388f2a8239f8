"""Writing to where there is no disk: files are made on this machine, and put there when they are whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from time import monotonic

from seedclean.run.errors import RunError
from seedclean.run.lock import locked
from seedclean.run.output import PART, Appended, Assembled, Folder, Unfinished
from seedclean.run.places import Place, Remote

EVERY = 5.0
"""Seconds between two times that a file that grows is put there."""


@contextmanager
def written_into(output: Place, apart: tuple[Path, ...]) -> Iterator[Folder]:
    """A folder to write into, as long as it is written into.

    It is locked. What is written to a URL is made in a folder of this machine,
    which stays when a run is stopped, so that the next one can go on there.

    Args:
        output: The folder.
        apart: Folders into which nothing may be written, whatever links lead there.

    Raises:
        RunError: Another run writes into it.
    """
    with locked(output):
        if isinstance(output, Remote):
            here = _workshop(output)
            try:
                yield RemoteFolder(output, here)
            finally:
                if not any(here.rglob(f"{PART}*")):
                    shutil.rmtree(here, ignore_errors=True)
        else:
            yield Folder(output, apart)


@contextmanager
def put_into(target: Place, apart: tuple[Path, ...]) -> Iterator[Folder]:
    """A folder for files that are made in one go and belong to no run.

    Args:
        target: The folder.
        apart: Folders into which nothing may be written, whatever links lead there.
    """
    if isinstance(target, Remote):
        from tempfile import TemporaryDirectory

        with TemporaryDirectory(prefix="seedclean-") as here:
            yield RemoteFolder(target, Path(here))
    else:
        yield Folder(target, apart)


def _workshop(output: Remote) -> Path:
    """The folder of this machine for what is on its way to a URL: always the same one, and nobody else's."""
    from tempfile import gettempdir  # slow to import, and seldom needed

    name = blake2b(str(output).rstrip("/").encode(), digest_size=8).hexdigest()
    here = Path(gettempdir()) / f"seedclean-{name}"
    here.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and here.lstat().st_uid != os.getuid():
        raise RunError(f"{here}, where files for {output} are made, is somebody else's; set TMPDIR")
    return here


class RemoteFolder(Folder):
    """A folder at a URL.

    Args:
        there: The folder.
        here: A folder of this machine for what is not finished.
    """

    def __init__(self, there: Remote, here: Path) -> None:
        super().__init__(here)
        self._there = there

    def begin(self, name: str, assemble: Assembled | None = None, *, after: int | None = None) -> Unfinished:
        """Begin a file; `after` is what this run has written before."""
        begun = super().begin(name, assemble, after=after)
        return _Uploaded(begun, self._there / name)

    def appended(self, name: str) -> Appended:
        """Open a file to write more and more into it."""
        return _Growing(self.path / name, self._there / name)

    def read(self, name: str) -> bytes | None:
        """What a file holds; `None` if there is none."""
        try:
            return (self._there / name).read_bytes()
        except FileNotFoundError:
            return None

    def at_hand(self, name: str) -> Path | None:
        """A file as one of this machine; `None` if there is none."""
        path = self.path / name
        try:
            with (self._there / name).open() as there, path.open("wb") as here:
                shutil.copyfileobj(there, here)
        except FileNotFoundError:
            return None
        return path

    def size(self, name: str) -> int | None:
        """The size of a file; `None` if there is none."""
        try:
            return (self._there / name).stat().st_size
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Remove a file that an earlier run wrote, if it did."""
        (self._there / name).unlink(missing_ok=True)


class _Uploaded(Unfinished):
    """A file that is made here and put there."""

    def __init__(self, begun: Unfinished, there: Remote) -> None:
        self.__dict__.update(begun.__dict__)
        self._there = there

    def finish(self) -> int:
        """Put the file where it belongs.

        Returns:
            Its size.
        """
        size = super().finish()
        _put(self.path, self._there)
        self.path.unlink()
        return size


class _Growing:
    """A file that grows here and is put there now and then."""

    def __init__(self, here: Path, there: Remote) -> None:
        self._here = here
        self._there = there
        here.parent.mkdir(parents=True, exist_ok=True)
        here.write_bytes(there.read_bytes() if there.is_file() else b"")
        self._file = here.open("ab")
        self._since = monotonic()

    def write(self, data: bytes) -> object:
        """Write some more."""
        return self._file.write(data)

    def flush(self) -> None:
        """Put it there if that is some time ago."""
        self._file.flush()
        if monotonic() - self._since >= EVERY:
            _put(self._here, self._there)
            self._since = monotonic()

    def close(self) -> None:
        """Put it there for the last time."""
        self._file.close()
        _put(self._here, self._there)


def _put(here: Path, there: Remote) -> None:
    try:
        there.put(here)
    except OSError as error:
        raise RunError(f"{there} could not be written: {error.strerror or error}") from None
