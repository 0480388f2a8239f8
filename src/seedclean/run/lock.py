"""One run at a time into an output folder."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from seedclean.run.errors import RunError
from seedclean.run.inputs import OURS
from seedclean.run.places import Place, Remote

LOCK = f"{OURS}/lock"

_HELD: set[str] = set()
"""What this process has written into the locks that it holds at URLs."""

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}  # some disks of a network


@contextmanager
def locked(output: Place) -> Iterator[None]:
    """Keep other runs out of an output folder.

    On a disk the lock belongs to the process, not to the file: when the
    process is gone, however it went, the next run takes the lock over. A URL
    has no such locks. There a file stands for the lock, which says who made it
    and when; the next run takes it over if it finds that process dead, which it
    can on the same machine only.

    Args:
        output: The folder; it is made if it is not there.

    Raises:
        RunError: Another run writes into it.
    """
    with _marked(output / LOCK, output) if isinstance(output, Remote) else _held(output / LOCK):
        yield


@contextmanager
def _held(path: Path) -> Iterator[None]:
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


@contextmanager
def _marked(path: Remote, output: Remote) -> Iterator[None]:
    ours = _holder()
    while not path.create(ours.encode()):
        holder = _read(path)
        if holder and _is_dead(holder):
            path.unlink(missing_ok=True)
            continue
        raise RunError(
            f"another run, {_told(holder)}, writes into {output}; wait until it has ended, or give another "
            f"--output. If it has ended without a word, remove {path}"
        )
    _HELD.add(ours)
    try:
        yield
    finally:
        _HELD.discard(ours)
        with suppress(OSError):
            if _read(path) == ours:
                path.unlink(missing_ok=True)


def _read(path: Remote) -> str:
    try:
        return path.read_bytes().decode(errors="replace")
    except FileNotFoundError:  # that run has just ended
        return ""


def _holder() -> str:
    from platform import node  # slow to import

    now = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"pid": os.getpid(), "host": node(), "since": now})


def _is_dead(holder: str) -> bool:
    """Whether the process that made a lock was one of this machine and is no more."""
    from platform import node

    said = _said(holder)
    if said is None or said["host"] != node() or os.name == "nt":  # there the signal 0 is no question
        return False
    if said["pid"] == os.getpid():  # in a container that was started anew all have their old numbers
        return holder not in _HELD
    try:
        os.kill(said["pid"], 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # somebody else's; no number of a process
        return False
    return False


def _taken(path: Path) -> IO[str]:
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
    file.write(_holder())
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

    >>> _told('{"pid": 7, "host": "attic", "since": "2026-11-22T06:40:00+00:00"}'), _told("")
    ('process 7 on attic since 2026-11-22T06:40:00+00:00', 'just begun')
    """
    said = _said(holder)
    # It may not have got round to saying it.
    return "just begun" if said is None else f"process {said['pid']} on {said['host']} since {said['since']}"


def _said(holder: str) -> dict[str, Any] | None:
    try:
        said = json.loads(holder)
        return {"pid": int(said["pid"]), "host": said["host"], "since": said["since"]}
    except (ValueError, TypeError, KeyError):
        return None
