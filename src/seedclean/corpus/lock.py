"""A lock on an output folder: one run at a time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from seedclean.errors import RunError
from seedclean.paths import OURS, AnyPath, Remote

_LOCK = f"{OURS}/lock"
_HOLDER = f"{OURS}/lock.json"
_HELD: set[str] = set()
"""The contents of the lock files at URLs that this process holds."""


@contextmanager
def lock(output: AnyPath) -> Iterator[None]:
    """Keep other runs out of an output folder.

    On a disk the lock belongs to the process: when the process is gone,
    however it ended, the next run takes the lock over. A URL has no such
    locks. There a file says which process holds the lock and since when; the
    next run takes it over if it finds that process dead, which it can only
    on the same machine.

    Args:
        output: The folder; it is made if it does not exist.

    Raises:
        RunError: Another run writes into it.
    """
    with _lock_url(output / _LOCK, output) if isinstance(output, Remote) else _lock_folder(output):
        yield


@contextmanager
def _lock_folder(output: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout  # slow to import

    path, holder = output / _LOCK, output / _HOLDER
    path.parent.mkdir(parents=True, exist_ok=True)
    held = FileLock(path, timeout=0)
    try:
        held.acquire()
    except NotImplementedError:  # filelock raises it on network disks without locks: run without one
        pass
    except Timeout:
        said = holder.read_text(encoding="utf-8") if holder.is_file() else ""
        raise RunError(
            f"another run, {_describe_holder(said)}, writes into {output}; "
            "wait until it has ended, or give another --output"
        ) from None
    try:
        holder.write_text(_describe_self(), encoding="utf-8")
        yield
    finally:
        for file in (holder, path):
            with suppress(OSError):
                file.unlink()
        held.release()
        with suppress(OSError):  # the folder goes only if nothing else is in it
            path.parent.rmdir()


@contextmanager
def _lock_url(path: Remote, output: Remote) -> Iterator[None]:
    ours = _describe_self()
    while not path.create(ours.encode()):
        holder = _read(path)
        if holder and _is_dead(holder):
            path.unlink(missing_ok=True)
            continue
        raise RunError(
            f"another run, {_describe_holder(holder)}, writes into {output}; wait until it has ended, or "
            f"give another --output. If it was killed, remove {path}"
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


def _describe_self() -> str:
    from platform import node  # slow to import

    now = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"pid": os.getpid(), "host": node(), "since": now})


def _is_dead(holder: str) -> bool:
    """Tell whether the holder of a lock was a process of this machine and has ended."""
    from platform import node

    said = _parse(holder)
    if said is None or said["host"] != node() or os.name == "nt":  # there the signal 0 is no question
        return False
    if said["pid"] == os.getpid():  # in a container that was started again all have their old numbers
        return holder not in _HELD
    try:
        os.kill(said["pid"], 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # the process of somebody else; not the number of a process
        return False
    return False


def _describe_holder(holder: str) -> str:
    """Name the holder of a lock, as far as its file tells.

    >>> _describe_holder('{"pid": 7, "host": "attic", "since": "2026-11-22T06:40:00+00:00"}')
    'process 7 on attic since 2026-11-22T06:40:00+00:00'
    """
    said = _parse(holder)
    # It may not have written its name yet.
    return (
        "just started" if said is None else f"process {said['pid']} on {said['host']} since {said['since']}"
    )


def _parse(holder: str) -> dict[str, Any] | None:
    try:
        said = json.loads(holder)
        return {"pid": int(said["pid"]), "host": str(said["host"]), "since": str(said["since"])}
    except (ValueError, TypeError, KeyError):
        return None
