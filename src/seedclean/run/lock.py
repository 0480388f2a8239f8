"""One run at a time into an output folder."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from seedclean.run.errors import RunError
from seedclean.run.inputs import OURS

LOCK = f"{OURS}/lock"

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}  # some disks of a network


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Keep other runs out of an output folder.

    The lock belongs to the process, not to the file: when the process is
    gone, however it went, the next run takes the lock over.

    Args:
        output: The folder; it is made if it is not there.

    Raises:
        RunError: Another run writes into it.
    """
    path = output / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    file = _taken(path)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        file.close()
        with suppress(OSError):  # it goes only if nothing else is in it
            path.parent.rmdir()


def _taken(path: Path) -> IO[str]:
    from platform import node  # slow to import

    while True:
        file = path.open("a+", encoding="utf-8")
        try:
            _lock(file)
        except BlockingIOError as error:
            with file:
                file.seek(0)
                holder = file.read()
            raise RunError(
                f"another run, {_told(holder)}, writes into {path.parent.parent}; "
                "wait until it has ended, or give another --output"
            ) from error
        if _is_at(file, path):
            break
        file.close()  # the run that held it has just ended and removed it
    file.truncate(0)
    json.dump({"pid": os.getpid(), "host": node()}, file)
    file.flush()
    return file


def _lock(file: IO[str]) -> None:
    """Lock an open file, where the system and its disk know of locks.

    Raises:
        BlockingIOError: Another process holds it.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise


def _is_at(file: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _told(holder: str) -> str:
    """Who holds the lock, as far as the file tells.

    >>> _told('{"pid": 7, "host": "attic"}'), _told("")
    ('process 7 on attic', 'just begun')
    """
    try:
        said = json.loads(holder)
        return f"process {said['pid']} on {said['host']}"
    except (ValueError, TypeError, KeyError):  # it has not got round to saying it
        return "just begun"
