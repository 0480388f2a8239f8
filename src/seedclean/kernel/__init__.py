"""What reads texts character by character, in C: the library, and what it takes.

The C files stand beside this one and are compiled when the package is built. They
hold no state and know nothing of Python. Where they could not be compiled,
`library` gives nothing, and whoever asked does the same in Python and numpy. This
module loads numpy, so it is imported when first used.
"""

from __future__ import annotations

import ctypes
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Array = np.ndarray[Any, np.dtype[Any]]

LIBRARY = Path(__file__).with_name("kernel.so")
SWITCH = "SEEDCLEAN_KERNEL"
"""The environment variable that turns the kernel `off`, or makes it `required`."""

POINTER, COUNT = ctypes.c_void_p, ctypes.c_int64
"""What its functions take: where values stand, and how many there are."""

NO_MEMORY = -1
"""What its functions return where there is no room for what they need."""

_ROOM = ctypes.c_int64 * 512  # more than most texts need


class Slots(NamedTuple):
    """Words in the slots of a table, by their hashes.

    Attributes:
        keys: The hash of the word in each slot; 0 where there is none.
        numbers: The number of the word in each slot, counted from 1.
        seed: Where hashing begins. It differs from process to process: no text can be made to collide.
    """

    keys: Array
    numbers: Array
    seed: int


@cache
def library() -> ctypes.CDLL | None:
    """The library; nothing where it was not built, or is switched off.

    Raises:
        FileNotFoundError: It is required and was not built.
        ValueError: The environment asks for something else.
    """
    wish = os.environ.get(SWITCH, "")
    if wish not in ("", "off", "required"):
        raise ValueError(f"{SWITCH} is {wish!r}; it may be 'off', 'required' or nothing")
    if wish == "required" and not LIBRARY.exists():
        raise FileNotFoundError(
            f"{SWITCH} is 'required', and {LIBRARY} is not there: install it again with a C compiler"
        )
    if wish == "off" or not LIBRARY.exists():
        return None
    return ctypes.CDLL(str(LIBRARY))


def slots_of(kernel: ctypes.CDLL, words: list[str]) -> Slots:
    """Put words into the slots of a table, as the library looks them up."""
    kernel.enter_words.argtypes = (POINTER, POINTER, COUNT, ctypes.c_uint64, POINTER, POINTER, COUNT)
    kernel.enter_words.restype = None
    count = 1 << (4 * len(words)).bit_length()
    seed = int.from_bytes(os.urandom(8), "little")
    points, starts = points_of(words)
    keys, numbers = np.zeros(count, np.uint64), np.zeros(count, np.int32)
    kernel.enter_words(
        points.ctypes.data,
        starts.ctypes.data,
        len(words),
        seed,
        keys.ctypes.data,
        numbers.ctypes.data,
        count,
    )
    return Slots(keys, numbers, seed)


def points_of(words: list[str]) -> tuple[Array, Array]:
    """The code points of words, one after the other, and where each starts."""
    points = np.frombuffer(code_points_of("".join(words)), np.uint32)
    return points, np.cumsum([0, *map(len, words)], dtype=np.int32)


def code_points_of(text: str) -> bytes:
    """The code points of a text, four bytes each."""
    return text.encode("utf-32-le", "surrogatepass")


def pointer(values: Array | Sequence[Any], kind: type, kept: list[Array]) -> int:
    """Where values stand in memory, as numbers of a kind; `kept` holds them there."""
    kept.append(np.ascontiguousarray(values, kind))
    return int(kept[-1].ctypes.data)


def listed(function: Callable[..., int], *arguments: object) -> list[int]:
    """The numbers that a function of the library writes down.

    Args:
        function: Takes the arguments, where to write, and how many numbers have room there; it gives how many
            there are, whether they had room or not.
        arguments: What else it takes.

    Raises:
        MemoryError: There is no room for what the function needs.
    """
    room: ctypes.Array[Any] = _ROOM()
    count = function(*arguments, room, len(room))
    if count > len(room):
        room = (ctypes.c_int64 * count)()
        count = function(*arguments, room, count)
    if count == NO_MEMORY:
        raise MemoryError("no room for what is looked for in a text")
    return room[:count]
