"""Heartbeats: the record that a process works on, and its deadline, in memory that the first process sees."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import MutableSequence

LONG = 1_000_000
"""A document of more bytes than this may take longer, in proportion."""

SIZE = 3
"""The numbers of a heartbeat: deadline, file, record."""


class Beat(NamedTuple):
    """The state of a process.

    Attributes:
        deadline: The end of the record's time, on the clock `time.monotonic`; 0 between records.
        file: The place of the file in the task, from 0.
        record: The number of the record in its file; 0 while the file itself is read or written.
    """

    deadline: float
    file: int
    record: int


class _Own:
    """The heartbeat of this process."""

    shared: MutableSequence[float] | None = None
    limit = 0.0


def attach(shared: MutableSequence[float], limit: float) -> None:
    """Set the shared memory and the time limit of this process.

    Args:
        shared: `SIZE` numbers that the first process sees.
        limit: Seconds that a record may take.
    """
    _Own.shared = shared
    _Own.limit = limit


def start_file(place: int) -> None:
    """Report the start of a file; without shared memory, nothing is reported."""
    if _Own.shared is not None:
        end_record()
        _Own.shared[1] = place


def start_record(number: int, size: int) -> None:
    """Report the start of a record.

    Args:
        number: Its number in the file.
        size: The bytes of its chunk.
    """
    if _Own.shared is not None:
        # The deadline first, or the one before would be taken for it.
        _Own.shared[0] = monotonic() + _Own.limit * max(1.0, size / LONG)
        _Own.shared[2] = number


def end_record() -> None:
    """Report that no record is worked on."""
    if _Own.shared is not None:
        _Own.shared[0] = 0.0
        _Own.shared[2] = 0


def read(shared: MutableSequence[float]) -> Beat:
    """Read a heartbeat."""
    deadline, file, record = shared
    return Beat(deadline, int(file), int(record))
