"""Properties of the near characters, those below 0x10000, from which tables for the C files are made."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from seedclean.once import once

NEAR = 0x10000

_LONGER_WHEN_SMALL = "İ"  # its small letter is two characters; that of every other is one


@once
def near() -> str:
    """Each near character once, in order."""
    return "".join(map(chr, range(NEAR)))


def small() -> array[int]:
    """The small letter of each; `İ` stays as it is.

    >>> chr(small()[ord("É")])
    'é'
    """
    table = array("H", _small_letters())
    table[ord(_LONGER_WHEN_SMALL)] = ord(_LONGER_WHEN_SMALL)
    return table


@once
def _small_letters() -> bytes:
    return near().replace(_LONGER_WHEN_SMALL, "\0").lower().encode("utf-16-le", "surrogatepass")


def masks(members: Iterable[tuple[int, Iterable[str]]], start: int = 0) -> array[int]:
    """For each near character the bits of all groups that it is in.

    Args:
        members: The bits of each group, and its characters.
        start: The bits of characters in no group.

    >>> found = masks([(1, "ab"), (4, "b")])
    >>> found[ord("a")], found[ord("b")], found[ord("c")]
    (1, 5, 0)
    """
    table = array("Q", [start]) * NEAR
    for bits, characters in members:
        for character in characters:
            table[ord(character)] |= bits
    return table
