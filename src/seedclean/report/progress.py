"""The progress of a run: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

EVERY = 30.0
"""Seconds between two lines, where there is no bar."""

Progress = Callable[[int, int, int], None]
"""Takes the bytes, the documents and the bad records that were done since the last call."""


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
        yield lambda _size, _documents, _bad: None
    elif sys.stderr.isatty():
        with _bar(what, total) as progress:
            yield progress
    else:
        yield _Lines(what, total)


@contextmanager
def _bar(what: str, total: int) -> Iterator[Progress]:
    from rich.console import Console  # slow to import, and seldom needed
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import TransferSpeedColumn as SpeedColumn

    counts = Counts()
    columns = (
        *(TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), SpeedColumn()),
        *(TextColumn("{task.fields[counts]}"), TimeRemainingColumn()),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total or None, counts=counts.describe())

        def advance(size: int, documents: int, bad: int) -> None:
            counts.add(documents, bad)
            progress.update(task, advance=size, counts=counts.describe())

        yield advance


class Counts:
    """Counts documents and bad records."""

    def __init__(self, documents: int = 0, bad: int = 0) -> None:
        self.documents = documents
        self.bad = bad

    def add(self, documents: int, bad: int) -> None:
        """Count some more."""
        self.documents += documents
        self.bad += bad

    def describe(self) -> str:
        """Describe them in a few words; bad records only where there are some."""
        bad = f", {self.bad:,} bad record{'s' * (self.bad != 1)}" if self.bad else ""
        return f"{self.documents:,} document{'s' * (self.documents != 1)}{bad}"


class _Lines:
    """Writes a line when enough time has passed since the last one."""

    def __init__(self, what: str, total: int) -> None:
        self._what = what
        self._total = total
        self._size = 0
        self._counts = Counts()
        self._began = self._said = monotonic()

    def __call__(self, size: int, documents: int, bad: int) -> None:
        self._size += size
        self._counts.add(documents, bad)
        now = monotonic()
        if now - self._said >= EVERY:
            self._said = now
            line = describe_progress(self._what, self._size, self._total, self._counts, now - self._began)
            print(line, file=sys.stderr, flush=True)  # noqa: T201 - a log has nothing but lines


def describe_progress(what: str, size: int, total: int, counts: Counts, seconds: float) -> str:
    """Describe progress in a line.

    Args:
        what: The task.
        size: The bytes that are done.
        total: All bytes; 0 if that is unknown.
        counts: The documents and the bad records.
        seconds: The time that it took.

    >>> counts = Counts(90_210, 3)
    >>> describe_progress("cleaning", 1_200_000_000, 4_800_000_000, counts, 120)
    'cleaning: 90,210 documents, 3 bad records, 1.2 of 4.8 GB (25%), 10.0 MB/s, 6 min left'
    """
    speed = size / max(seconds, 1e-9)
    line = f"{what}: {counts.describe()}, "
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
