"""Paths on a disk, and URLs that fsspec knows, with the few methods of a path that a run needs."""

from __future__ import annotations

import errno
import io
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from seedclean.errors import RunError
from seedclean.formats.base import MissingError, require
from seedclean.patterns import Pattern

OURS = "_seedclean"
"""The folder in an output folder for everything that is not output."""

_URL = Pattern(r"(?:[A-Za-z][A-Za-z0-9+.-]+::)*([A-Za-z][A-Za-z0-9+.-]+)://")
_READ_ONLY = {"http", "https"}
_BUFFER = 1 << 18
_STAMPS = ("ETag", "etag", "mtime", "LastModified", "last_modified", "updated", "created")
_PART = ".seedclean-part"
_NO_SUCH_MODE = (NotImplementedError, TypeError, ValueError)
"""What the file systems of fsspec raise, one this and one that, which cannot create a file in one step."""


class Status(NamedTuple):
    """The status of a file or a folder, under the names that `os.stat_result` has.

    Attributes:
        st_mode: Whether it is a file or a folder.
        st_size: Its size; 0 where a server does not tell.
        st_mtime_ns: A number that changes when the file does.
    """

    st_mode: int
    st_size: int
    st_mtime_ns: int


class Remote(NamedTuple):
    """A file or a folder on a server, or wherever fsspec finds one.

    It is used like a `Path`. Whatever goes wrong is an `OSError`, as with files
    on a disk.

    >>> pages = Remote("s3://bucket/pages")
    >>> str(pages / "news/one.jsonl"), (pages / "news").name
    ('s3://bucket/pages/news/one.jsonl', 'news')
    """

    url: str

    def __str__(self) -> str:
        return self.url

    def __truediv__(self, name: str) -> Remote:
        return Remote(f"{self.url.rstrip('/')}/{name}")

    @property
    def name(self) -> str:
        """The last part of the path, without what a query says."""
        return self._path().rstrip("/").rpartition("/")[2]

    @property
    def read_only(self) -> bool:
        """True where nothing can be written."""
        return _protocol(self.url) in _READ_ONLY

    def stat(self) -> Status:
        """Get its status."""
        with _errors_of(self):
            fs, path = _find(self.url)
            return _status(fs.info(path))

    def is_dir(self) -> bool:
        """Tell whether it is a folder."""
        try:
            return stat.S_ISDIR(self.stat().st_mode)
        except FileNotFoundError:
            return False

    def is_file(self) -> bool:
        """Tell whether it is a file."""
        try:
            return stat.S_ISREG(self.stat().st_mode)
        except FileNotFoundError:
            return False

    def exists(self) -> bool:
        """Tell whether there is anything."""
        return self.is_file() or self.is_dir()

    def open(self, mode: str = "rb") -> BinaryIO:
        """Open a file for reading, which can be done from any place in it where the server allows it."""
        if mode != "rb":
            raise ValueError(f"a remote file is read in the mode 'rb', not {mode!r}")
        with _errors_of(self):
            fs, path = _find(self.url)
            file = fs.open(path, "rb")
        return cast("BinaryIO", io.BufferedReader(_Reading(file, self), _BUFFER))

    def read_bytes(self) -> bytes:
        """Read a whole file."""
        with self.open() as file:
            return file.read()

    def files(self) -> Iterator[tuple[str, Status]]:
        """List all files below it, by their names from here on."""
        with _errors_of(self):
            fs, path = _find(self.url)
            top = path.rstrip("/")
            found = fs.find(path, detail=True)
        for name, info in sorted(found.items()):
            yield name.removeprefix(top).lstrip("/"), _status(info)

    def put(self, file: Path) -> None:
        """Upload a file of this machine. It appears under its name when it is whole."""
        with _errors_of(self):
            fs, path = _find(self.url)
            fs.makedirs(fs._parent(path), exist_ok=True)
            if _by_objects(fs):
                fs.put_file(str(file), path)
            else:
                fs.put_file(str(file), f"{path}{_PART}")
                fs.mv(f"{path}{_PART}", path)

    def create(self, data: bytes) -> bool:
        """Make a small file if there is none of its name.

        Of two that try at a time one does, as far as the library of the server
        can promise that.

        Returns:
            Whether it was made.
        """
        with _errors_of(self):
            fs, path = _find(self.url)
            fs.makedirs(fs._parent(path), exist_ok=True)
            if fs.exists(path):  # some libraries know of no mode, and would write over it
                return False
            try:
                fs.pipe_file(path, data, mode="create")
            except FileExistsError:
                return False
            except _NO_SUCH_MODE:
                fs.pipe_file(path, data)
        return True

    def unlink(self, *, missing_ok: bool = False) -> None:
        """Remove a file."""
        with _errors_of(self):
            fs, path = _find(self.url)
            try:
                fs.rm_file(path)
            except FileNotFoundError:
                if not missing_ok:
                    raise

    def _path(self) -> str:
        rest = self.url[_end_of_protocol(self.url) :]
        return rest.partition("?")[0].partition("#")[0] if self.read_only else rest


AnyPath = Path | Remote
"""The path of a file or a folder, on a disk or a server."""


def parse_path(text: str) -> AnyPath:
    """Make a path of a path or a URL.

    >>> parse_path("pages/news"), parse_path("s3://bucket/pages"), parse_path("file:///pages")
    (PosixPath('pages/news'), Remote(url='s3://bucket/pages'), PosixPath('/pages'))
    """
    if _URL.match(text) is None:
        return Path(text)
    if text.lower().startswith("file://"):
        return Path(text[len("file://") :])
    return Remote(text)


def check_reachable(path: AnyPath) -> None:
    """Raise `RunError` if no package that is installed knows a URL; the message says what to install."""
    if not isinstance(path, Remote):
        return
    try:
        require("fsspec", f"reading and writing {path}", "remote")
        from fsspec.core import url_to_fs

        url_to_fs(path.url)
    except MissingError as error:
        raise RunError(str(error)) from None
    except ImportError as error:
        package = str(error).replace("Please install ", "Install ").removeprefix("Install ").split()[0]
        raise RunError(f"{path} needs another package: pip install {package}") from None
    except ValueError as error:
        raise RunError(f"{path} cannot be reached: {error}") from None


class _Reading(io.RawIOBase):
    """A file of fsspec as Python's own files are: it fills buffers, and fails with an `OSError`."""

    def __init__(self, file: Any, remote: Remote) -> None:  # noqa: ANN401 - fsspec has no types
        self._file = file
        self._remote = remote

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(getattr(self._file, "seekable", lambda: False)())

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - a name for it comes with Python 3.12
        view = memoryview(buffer)
        with _errors_of(self._remote):
            data = self._file.read(len(view))
        view[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with _errors_of(self._remote):
            return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def close(self) -> None:
        if not self.closed:
            with _errors_of(self._remote):
                self._file.close()
        super().close()


@contextmanager
def _errors_of(remote: Remote) -> Iterator[None]:
    """Turn whatever a library raises into an `OSError` that names the URL."""
    try:
        yield
    except FileNotFoundError:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", remote.url) from None
    except (MissingError, MemoryError):
        raise
    except PermissionError as error:
        raise PermissionError(errno.EACCES, str(error.strerror or error), remote.url) from None
    except OSError as error:
        raise OSError(error.errno or errno.EIO, str(error.strerror or error), remote.url) from None
    except Exception as error:  # every server has a library, and every library its own errors
        raise OSError(errno.EIO, f"{type(error).__name__}: {error}", remote.url) from None


def _find(url: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    fs, path = url_to_fs(url)
    fs.invalidate_cache()  # a listing from before would hide what was written since
    return fs, path


def _status(info: dict[str, Any]) -> Status:
    mode = stat.S_IFDIR if info.get("type") == "directory" else stat.S_IFREG
    return Status(mode, info.get("size") or 0, _stamp(info))


def _stamp(info: dict[str, Any]) -> int:
    """A number that changes when a file does, made of its tag or its time."""
    for name in _STAMPS:
        value = info.get(name)
        if value is None:
            continue
        when: Callable[[], float] | None = getattr(value, "timestamp", None)
        said = str(value) if when is None else str(when())
        return int.from_bytes(blake2b(said.encode(), digest_size=6).digest())
    return 0


def _by_objects(fs: Any) -> bool:  # noqa: ANN401
    """Tell whether a file appears only when it is whole, as in object stores."""
    protocols = {fs.protocol} if isinstance(fs.protocol, str) else set(fs.protocol)
    return bool(protocols & {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss", "memory"})


def _protocol(url: str) -> str:
    found = _URL.match(url)
    return found[1].lower() if found else ""


def _end_of_protocol(url: str) -> int:
    found = _URL.match(url)
    return found.end() if found else 0
