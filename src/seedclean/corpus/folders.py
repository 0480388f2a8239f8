"""Output folders, on disks and at URLs: which file is where, and how a run opens its own."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from hashlib import blake2b
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from seedclean.corpus.atomic_file import Assemble, AtomicFile, update_digest
from seedclean.corpus.lock import lock
from seedclean.errors import RunError
from seedclean.paths import OURS, AnyPath, Remote

PARTS = f"{OURS}/parts"
"""The folder for files that are not whole."""

SCRATCH = f"{OURS}/scratch"
"""The folder for what a run needs while it lasts."""

RUN = f"{OURS}/run.json"
FINISHED = f"{OURS}/finished.jsonl"
GOING = f"{OURS}/going.json"
ROUTED = f"{OURS}/routed"
"""The name below the output folder under which a run knows the folder of routed documents, wherever it is."""

COUNTS = f"{OURS}/counts.sqlite"
COUNTS_BASIS = f"{OURS}/counts.basis"

KINDS = ("output", "edits", "quarantine", "copy", "routed")
"""The files that a run may write for an input file."""

HASHED = ".hashed"
"""The folder below `edits` and `quarantine` for names that would be too long or would clash."""

_LONGEST = 240  # bytes of a name before its ending; file systems allow 255
_ENDINGS = (".jsonl", ".copy")
_UPLOAD_EVERY = 5.0  # seconds between two uploads of a file that grows


def path_of(kind: str, name: str) -> str:
    """The path of a file that belongs to an input file, below the output folder.

    A folder may be called like the edits of a file beside it, and a name may be
    too long for one more ending. Such names are hashed; the file says whose it is.

    Args:
        kind: One of `KINDS`.
        name: The name of the input file.

    >>> path_of("edits", "news/page.txt")
    '_seedclean/edits/news/page.txt.jsonl'
    >>> path_of("quarantine", "a.jsonl/b.txt")
    '_seedclean/quarantine/.hashed/4488e711e0cb6bdb.jsonl'
    """
    if kind in {"output", "routed"}:
        return name if kind == "output" else f"{ROUTED}/{name}"
    folder, ending = ("quarantine", ".copy") if kind == "copy" else (kind, ".jsonl")
    if is_hashed(name):
        digest = blake2b(os.fsencode(name), digest_size=8).hexdigest()
        return f"{OURS}/{folder}/{HASHED}/{digest}{ending}"
    return f"{OURS}/{folder}/{name}{ending}"


def is_hashed(name: str) -> bool:
    """Check whether the name of an input file is hashed: it is too long, or below a folder that clashes."""
    *folders, last = name.split("/")
    clashes = any(part.endswith(_ENDINGS) or part == HASHED for part in folders)
    return clashes or len(os.fsencode(last)) > _LONGEST


def is_safe(name: str) -> bool:
    """Check whether a name that somebody else wrote stays below the folder that it is put in."""
    parts = name.replace("\\", "/").split("/") if os.name == "nt" else name.split("/")
    return "\0" not in name and {"", ".", ".."}.isdisjoint(parts) and not (os.name == "nt" and ":" in name)


class Folder:
    """An output folder on a disk.

    Args:
        path: The folder; made when the first file is written.
        apart: Folders into which nothing may be written, whatever links lead there.
        suffix: An ending for the names of parts, where several processes may write one file.
        routed: The folder for routed documents, if there is one; their parts are in this one.
    """

    def __init__(
        self, path: Path, apart: tuple[Path, ...] = (), suffix: str = "", routed: AnyPath | None = None
    ) -> None:
        self.path = path
        self.top: AnyPath = path
        self.routed = routed
        self._apart = [os.path.realpath(folder) for folder in apart]
        self._checked: set[Path] = set()
        self._suffix = suffix

    def create(
        self,
        name: str,
        kind: str = "output",
        assemble: Assemble | None = None,
        after: tuple[int, str] | None = None,
    ) -> AtomicFile:
        """Create a file, or continue one.

        Args:
            name: The name of the input file that it belongs to, or its path below the folder.
            kind: One of `KINDS`.
            assemble: Makes it of what is written; `None` if that is the file already.
            after: The size and the checksum of what an earlier run wrote; `None` to begin anew.
        """
        part = self._part(name, kind)
        part.parent.mkdir(parents=True, exist_ok=True)
        target = self.target(name, kind)
        if isinstance(target, Remote):
            return _Upload(target, part, assemble, after)
        self._prepare(target.parent)
        return AtomicFile(target, part, assemble, after)

    def target(self, name: str, kind: str = "output") -> AnyPath:
        """The path of a file."""
        if kind == "routed" and self.routed is not None:
            return self.routed / name
        return self.top / path_of(kind, name)

    def matches(self, name: str, kind: str, size: int, checksum: str) -> bool:
        """Tell whether the part of a file begins with the bytes that an earlier run noted."""
        digest = blake2b(digest_size=16)
        try:
            with self._part(name, kind).open("rb") as file:
                update_digest(digest, file, size)
        except FileNotFoundError:
            return False
        return digest.hexdigest() == checksum

    def sweep(self, name: str = "", keep: Iterable[str] = ()) -> None:
        """Remove the parts that an earlier run left, but not those of some kinds of one file."""
        kept = {self._part(name, kind) for kind in keep}
        folder = self.path / PARTS
        for part in folder.iterdir() if folder.is_dir() else ():
            if part not in kept:
                part.unlink()
        with suppress(OSError):
            folder.rmdir()

    def write(self, name: str, data: bytes) -> None:
        """Write a small file and have it on the disk."""
        file = self.create(name)
        file.write(data)
        file.finish(synced=True)

    def append_to(self, name: str) -> Any:  # noqa: ANN401 - a file, or something like it
        """Open a file for appending; others see it grow."""
        return (self.path / name).open("ab")

    def read(self, name: str) -> bytes | None:
        """Read a file; `None` if there is none."""
        path = self.path / name
        return path.read_bytes() if path.is_file() else None

    def fetch(self, name: str) -> Path | None:
        """Get a file as one of this machine; `None` if there is none."""
        path = self.path / name
        return path if path.is_file() else None

    def size(self, name: str, kind: str = "output") -> int | None:
        """The size of a file; `None` if there is none."""
        try:
            status = self.target(name, kind).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return status.st_size if stat.S_ISREG(status.st_mode) else None

    def remove(self, name: str, kind: str = "output") -> None:
        """Remove a file if it exists."""
        self.target(name, kind).unlink(missing_ok=True)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Make a folder on the disk of the output, without what a killed run left there."""
        folder = self.path / SCRATCH
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _part(self, name: str, kind: str) -> Path:
        digest = blake2b(os.fsencode(path_of(kind, name)), digest_size=10).hexdigest()
        return self.path / PARTS / f"{digest}{self._suffix}"

    def _prepare(self, folder: Path) -> None:
        if folder in self._checked:
            return
        real = os.path.realpath(folder)
        for other in self._apart:
            if real == other or real.startswith(other + os.sep):
                raise RunError(f"{folder} leads into the input {other}; give another output folder")
        folder.mkdir(parents=True, exist_ok=True)
        self._checked.add(folder)


class RemoteFolder(Folder):
    """An output folder at a URL: files are made on this machine, and uploaded when they are whole.

    Args:
        there: The folder.
        here: A folder of this machine for the parts.
        suffix: An ending for the names of parts.
    """

    def __init__(self, there: Remote, here: Path, suffix: str = "", routed: AnyPath | None = None) -> None:
        super().__init__(here, (), suffix, routed)
        self.top = self._there = there

    def append_to(self, name: str) -> Any:  # noqa: ANN401
        """Open a file for appending, which is uploaded now and then."""
        return _GrowingUpload(self.path / name, self._there / name)

    def read(self, name: str) -> bytes | None:
        """Read a file; `None` if there is none."""
        try:
            return (self._there / name).read_bytes()
        except FileNotFoundError:
            return None

    def fetch(self, name: str) -> Path | None:
        """Get a file as one of this machine; `None` if there is none."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}-{os.getpid()}")
        try:
            with (self._there / name).open() as there, part.open("wb") as here:
                shutil.copyfileobj(there, here)
        except FileNotFoundError:
            return None
        part.replace(path)
        return path


class _Upload(AtomicFile):
    """A file that is made here and uploaded."""

    def __init__(
        self, there: Remote, part: Path, assemble: Assemble | None, after: tuple[int, str] | None
    ) -> None:
        super().__init__(part, part, assemble, after)
        self._there = there

    def _deliver(self, file: Path) -> None:
        self._there.put(file)
        file.unlink()

    def _to_error(self, error: OSError) -> RunError:
        return RunError(f"{self._there} could not be written: {error.strerror or error}")


class _GrowingUpload:
    """A file that grows here and is uploaded now and then."""

    def __init__(self, here: Path, there: Remote) -> None:
        self._here = here
        self._there = there
        here.parent.mkdir(parents=True, exist_ok=True)
        here.write_bytes(there.read_bytes() if there.is_file() else b"")
        self._file = here.open("ab")
        self._since = monotonic()

    def write(self, data: bytes) -> None:
        """Write some more."""
        self._file.write(data)

    def flush(self) -> None:
        """Upload the file if that was some time ago."""
        self._file.flush()
        if monotonic() - self._since >= _UPLOAD_EVERY:
            self._upload()
            self._since = monotonic()

    def close(self) -> None:
        """Upload the file for the last time."""
        self._file.close()
        self._upload()

    def _upload(self) -> None:
        try:
            self._there.put(self._here)
        except OSError as error:
            raise RunError(f"{self._there} could not be written: {error.strerror or error}") from None


class Output(NamedTuple):
    """The output folder of a run, as any of its processes may open it.

    Attributes:
        path: The folder.
        apart: Folders into which nothing may be written.
        routed: The folder for routed documents, if there is one.
    """

    path: AnyPath
    apart: tuple[Path, ...] = ()
    routed: AnyPath | None = None

    def open(self, suffix: str = "") -> Folder:
        """Open the folder for writing."""
        if isinstance(self.path, Remote):
            return RemoteFolder(self.path, workshop_of(self.path), suffix, self.routed)
        return Folder(self.path, self.apart, suffix, self.routed)

    @contextmanager
    def open_locked(self) -> Iterator[Folder]:
        """Open the folder for a run; one of this machine for a URL stays only if it has parts."""
        with lock(self.path), nullcontext() if self.routed is None else lock(self.routed):
            folder = self.open()
            try:
                yield folder
            finally:
                if isinstance(self.path, Remote) and not any((folder.path / PARTS).glob("*")):
                    shutil.rmtree(folder.path, ignore_errors=True)


def workshop_of(output: Remote) -> Path:
    """The folder of this machine for files on their way to a URL: always the same one, and nobody else's."""
    from tempfile import gettempdir  # slow to import, and seldom needed

    name = blake2b(str(output).rstrip("/").encode(), digest_size=8).hexdigest()
    here = Path(gettempdir()) / f"seedclean-{name}"
    here.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and here.lstat().st_uid != os.getuid():
        raise RunError(f"{here}, where files for {output} are made, belongs to somebody else; set TMPDIR")
    return here


@contextmanager
def temporary_workshop(output: Output) -> Iterator[Folder]:
    """Open a folder for files that belong to no run and are made in one go."""
    if not isinstance(output.path, Remote):
        folder = output.open()
        try:
            yield folder
        finally:
            folder.sweep()
            with suppress(OSError):
                (folder.path / OURS).rmdir()
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="seedclean-") as here:
        yield RemoteFolder(output.path, Path(here))
