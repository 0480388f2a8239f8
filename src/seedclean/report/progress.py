"""The progress of a run: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

EVERY = 30.0
"""Seconds between two lines, where there is no bar."""

Progress = Callable[[int, int], None]
"""Takes the bytes and the documents that were done since the last call."""


@contextmanager
def progress_bar(what: str, total: int, *, shown: bool) -> Iterator[Progress]:
    """Show progress on standard error.

    Args:
        what: The task.
        total: Its size in bytes; 0 if that is unknown.
        shown: Whether anything is shown.

    Yields:
        A function that takes each step.
    """
    if not shown:
        yield lambda _size, _documents: None
    elif sys.stderr.isatty():
        with _bar(what, total) as progress:
            yield progress
    else:
        yield _Lines(what, total)


@contextmanager
def _bar(what: str, total: int) -> Iterator[Progress]:
    from rich.console import Console  # slow to import, and seldom needed
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total or None)
        yield lambda size, _documents: progress.advance(task, size)


class _Lines:
    """Writes a line when enough time has passed since the last one."""

    def __init__(self, what: str, total: int) -> None:
        self._what = what
        self._total = total
        self._size = self._documents = 0
        self._began = self._said = monotonic()

    def __call__(self, size: int, documents: int) -> None:
        self._size += size
        self._documents += documents
        now = monotonic()
        if now - self._said >= EVERY:
            self._said = now
            line = describe_progress(self._what, self._size, self._total, self._documents, now - self._began)
            print(line, file=sys.stderr, flush=True)  # noqa: T201 - a log has nothing but lines


def describe_progress(what: str, size: int, total: int, documents: int, seconds: float) -> str:
    """Describe progress in a line.

    Args:
        what: The task.
        size: The bytes that are done.
        total: All bytes; 0 if that is unknown.
        documents: The documents that are done.
        seconds: The time that it took.

    >>> describe_progress("cleaning", 1_200_000_000, 4_800_000_000, 90_210, 120)
    'cleaning: 90,210 documents, 1.2 of 4.8 GB (25%), 10.0 MB/s, 6 min left'
    """
    speed = size / max(seconds, 1e-9)
    line = f"{what}: {documents:,} documents, "
    if not total:
        return f"{line}{_size(size, size)}, {speed / 1e6:.1f} MB/s"
    left = max(0, total - size) / speed if speed else 0.0
    return (
        f"{line}{_number(size, total)} of {_size(total, total)} ({size / total:.0%}), "
        f"{speed / 1e6:.1f} MB/s, {_time(left)} left"
    )


def _unit(size: int) -> tuple[float, str]:
    return next(((unit, name) for unit, name in ((1e12, "TB"), (1e9, "GB")) if size >= unit), (1e6, "MB"))


def _number(size: int, beside: int) -> str:
    return f"{size / _unit(beside)[0]:,.1f}"


def _size(size: int, beside: int) -> str:
    return f"{_number(size, beside)} {_unit(beside)[1]}"


def _time(seconds: float) -> str:
    """Round a time for people.

    >>> _time(59), _time(3_599), _time(90_000)
    ('59 s', '60 min', '25.0 h')
    """
    if seconds < 60:
        return f"{seconds:.0f} s"
    if seconds < 5_400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3_600:.1f} h"
