"""A sign of life: which record a process is at, and until when, where the first process can see it."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import MutableSequence

LONG = 1_000_000
"""A document of more bytes than this may take longer, in proportion."""

_RESTING = 0.0


class At(NamedTuple):
    """Where a process is.

    Attributes:
        until: When its time for the record is over, on the clock `time.monotonic`; 0 between records.
        part: Which chunk of its batch it is at, counted from 0.
        number: The number of the record in its file.
    """

    until: float
    part: int
    number: int


class _Sign:
    """What this process shows, and how long a record may take."""

    shown: MutableSequence[float] | None = None
    limit = 0.0


def show(shown: MutableSequence[float], limit: float) -> None:
    """Begin to show where this process is.

    Args:
        shown: Three numbers that the first process can see.
        limit: Seconds that a record may take.
    """
    _Sign.shown = shown
    _Sign.limit = limit


def at(part: int, number: int, size: int) -> None:
    """Show that a record is begun; a process that shows nothing passes over it.

    Args:
        part: Which chunk of the batch it is in, counted from 0.
        number: Its number in the file.
        size: The bytes of the chunk that it stands in.
    """
    shown = _Sign.shown
    if shown is not None:
        shown[0] = monotonic() + _Sign.limit * max(
            1.0, size / LONG
        )  # first, or an old time would be taken for it
        shown[1] = part
        shown[2] = number


def rest() -> None:
    """Show that no record is being worked on."""
    if _Sign.shown is not None:
        _Sign.shown[0] = _RESTING


def seen(shown: MutableSequence[float]) -> At | None:
    """What a process shows; `None` if it is at no record."""
    until, part, number = shown
    return At(until, int(part), int(number)) if until != _RESTING else None
