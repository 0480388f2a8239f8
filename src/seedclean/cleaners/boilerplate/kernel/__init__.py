"""The line model compiled: `measures`, `features` and `network` in C, about five times as fast.

The C files stand beside this one and are compiled when the package is built. Where
that was not possible, numpy does the same; the scores differ by rounding. This
module loads numpy, so it is imported when first used.
"""

from __future__ import annotations

import ctypes
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from seedclean.cleaners.boilerplate.characters import tables
from seedclean.cleaners.boilerplate.features import NAMES, Lines
from seedclean.cleaners.boilerplate.lexicon import KINDS
from seedclean.cleaners.boilerplate.measures import MARK_NAMES, OWN_NAMES
from seedclean.cleaners.boilerplate.network import Network, lexicon_of, load
from seedclean.cleaners.boilerplate.signals import UNSPACED_SIGNALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedclean.cleaners.boilerplate.characters import Array
    from seedclean.document import Document

LIBRARY = Path(__file__).with_name("line_model.so")
SWITCH = "SEEDCLEAN_KERNEL"
"""The environment variable that turns the compiled model `off`, or makes it `required`."""

_NUMBERS, _VOICES, _WIDTH, _PARTS, _MOST_REACH = 2, 3, 12, 5, 8  # as in kernel.h and network.c
_LONG_WORD = 4
_NO_MEMORY = -1

_LINE = np.dtype(
    [
        ("own", np.float32, len(OWN_NAMES)),
        ("marks", np.float32, len(MARK_NAMES)),
        ("said", np.float32, _NUMBERS),
        *(("length", np.float32), ("indent", np.float32)),
        *((name, np.int32) for name in ("row", "same", "rare", "rare_end")),
    ]
)


class _Tables(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_void_p) for name in ("classes", "lower", "keys", "word_rows")),
        ("slots", ctypes.c_int64),
        *((name, ctypes.c_void_p) for name in ("figures", "signals", "parts", "part_starts", "part_kinds")),
        ("part_count", ctypes.c_int64),
        *((name, ctypes.c_int32) for name in ("talk", "time", "comment", "share")),
        ("seed", ctypes.c_uint64),
    )


class _Network(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_void_p) for name in ("mean", "scale", "entry", "entry_bias")),
        *((name, ctypes.c_void_p) for name in ("mixing", "mixing_bias", "reaches")),
        ("layers", ctypes.c_int64),
        *((name, ctypes.c_void_p) for name in ("last", "direct", "last_bias")),
    )


class Kernel(NamedTuple):
    """The compiled model with what it looks up.

    Attributes:
        library: The library.
        tables: Where the tables stand that lines are measured with.
        network: Where the weights stand.
        kept: What both point to.
    """

    library: ctypes.CDLL
    tables: _Tables
    network: _Network
    kept: list[Array]


class Measured(NamedTuple):
    """What the kernel knows of lines, each by itself.

    Attributes:
        lines: The figures of each.
        rare: The numbers of the rare words of all lines.
        kernel: What measured them.
    """

    lines: Array
    rare: Array
    kernel: Kernel


@cache
def kernel() -> Kernel | None:
    """The compiled model; nothing where it was not built, or is switched off.

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
    library = ctypes.CDLL(str(LIBRARY))
    pointer, number = ctypes.c_void_p, ctypes.c_int64
    library.enter_words.argtypes = (pointer, pointer, number, ctypes.c_uint64, pointer, pointer, number)
    library.enter_words.restype = None
    library.measure.argtypes = (pointer, ctypes.c_char_p, number, number, pointer, pointer)
    library.measure.restype = number
    library.score.argtypes = (pointer, pointer, number, pointer, pointer, number, pointer)
    library.score.restype = number
    kept: list[Array] = []
    network = load()
    return Kernel(library, _tables(library, network, kept), _weights(network, kept), kept)


def _pointer(values: Array | Sequence[Any], kind: type, kept: list[Array]) -> int:
    kept.append(np.ascontiguousarray(values, kind))
    return int(kept[-1].ctypes.data)


def _tables(library: ctypes.CDLL, network: Network, kept: list[Array]) -> _Tables:
    words = lexicon_of(network)
    slots = 1 << (4 * len(words.rows)).bit_length()
    seed = int.from_bytes(os.urandom(8), "little")
    points, starts = _points(list(words.rows))
    keys, rows = np.zeros(slots, np.uint64), np.zeros(slots, np.int32)
    library.enter_words(
        points.ctypes.data,
        starts.ctypes.data,
        len(words.rows),
        seed,
        keys.ctypes.data,
        rows.ctypes.data,
        slots,
    )
    classes, lower = tables()
    parts = [(part, kind) for kind, said in UNSPACED_SIGNALS.items() for part in said.split()]
    part_points, part_starts = _points([part for part, _ in parts])
    return _Tables(
        _pointer(classes, np.uint8, kept),
        _pointer(lower, np.uint16, kept),
        _pointer(keys, np.uint64, kept),
        _pointer(rows, np.int32, kept),
        slots,
        _pointer(words.figures, np.float32, kept),
        _pointer(words.signals, np.uint8, kept),
        _pointer(part_points, np.uint32, kept),
        _pointer(part_starts, np.int32, kept),
        _pointer([KINDS.index(kind) for _, kind in parts], np.int32, kept),
        len(parts),
        *(KINDS.index(kind) for kind in ("talk", "time", "comment", "share")),
        seed,
    )


def _points(words: list[str]) -> tuple[Array, Array]:
    """The code points of words, one after the other, and where each starts."""
    points = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32)
    return points, np.cumsum([0, *map(len, words)], dtype=np.int32)


def _weights(network: Network, kept: list[Array]) -> _Network:
    width = network.last.shape[1]
    shape = len(network.last), width, network.entry.shape[1] - len(NAMES)
    if shape != (_VOICES, _WIDTH, _NUMBERS) or max(layer.reach for layer in network.mixing) > _MOST_REACH:
        raise ValueError(
            f"network.c is made for a network of another shape than {shape}; change its constants"
        )
    return _Network(
        _pointer(network.mean, np.float32, kept),
        _pointer(network.scale, np.float32, kept),
        _pointer(network.entry.T, np.float32, kept),
        _pointer(network.entry_bias, np.float32, kept),
        _pointer([layer.weights.transpose(0, 2, 1) for layer in network.mixing], np.float32, kept),
        _pointer([layer.bias for layer in network.mixing], np.float32, kept),
        _pointer([layer.reach for layer in network.mixing], np.int32, kept),
        len(network.mixing),
        _pointer(network.last, np.float32, kept),
        _pointer(network.direct, np.float32, kept),
        _pointer(network.last_bias, np.float32, kept),
    )


def page_of(kernel: Kernel, document: Document, lines: int) -> Lines[Measured]:
    """Measure the lines of a page.

    Args:
        kernel: The compiled model.
        document: The page.
        lines: How many of its lines have text.

    Raises:
        MemoryError: There is no room for what is measured.
    """
    points = document.text.encode("utf-32-le", "surrogatepass")
    count = len(document.text)
    measured = np.empty(lines, _LINE)
    rare = np.empty(count // (_LONG_WORD + 1) + 1, np.int32)
    found = kernel.library.measure(
        ctypes.byref(kernel.tables), points, count, lines, measured.ctypes.data, rare.ctypes.data
    )
    if found == _NO_MEMORY:
        raise MemoryError(f"no room to measure {count} characters")
    measured = measured[:found]
    columns = np.arange(found, dtype=np.int32)
    return Lines(measured["row"].copy(), measured["length"].copy(), columns, Measured(measured, rare, kernel))


def score(page: Lines[Measured]) -> Array:
    """The score of each line, above 0 for main text.

    Raises:
        MemoryError: There is no room for the layers.
    """
    lines, rare, kernel = page.measures
    count = len(page.columns)
    scores = np.empty(count, np.float32)
    found = kernel.library.score(
        ctypes.byref(kernel.network),
        lines.ctypes.data,
        len(lines),
        rare.ctypes.data,
        page.columns.ctypes.data,
        count,
        scores.ctypes.data,
    )
    if found == _NO_MEMORY:
        raise MemoryError(f"no room to score {count} lines")
    return scores
