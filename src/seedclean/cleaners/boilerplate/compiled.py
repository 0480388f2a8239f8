"""The line model compiled: `measures`, `features` and `network` in C, about five times as fast.

Where the kernel is missing, numpy does the same; the scores differ by rounding.
This module loads numpy, so it is imported when first used.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedclean.cleaners.boilerplate.characters import tables
from seedclean.cleaners.boilerplate.features import NAMES, Lines
from seedclean.cleaners.boilerplate.lexicon import KINDS
from seedclean.cleaners.boilerplate.measures import MARK_NAMES, OWN_NAMES
from seedclean.cleaners.boilerplate.network import Network, lexicon_of, load
from seedclean.cleaners.boilerplate.signals import UNSPACED_SIGNALS
from seedclean.kernel import COUNT, NO_MEMORY, POINTER, code_points_of, library, pointer, points_of, slots_of

if TYPE_CHECKING:
    from seedclean.cleaners.boilerplate.characters import Array
    from seedclean.document import Document

_NUMBERS, _VOICES, _WIDTH, _PARTS, _MOST_REACH = 2, 3, 12, 5, 8  # as in lines.h and network.c
_LONG_WORD = 4

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


class Model(NamedTuple):
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
        model: What measured them.
    """

    lines: Array
    rare: Array
    model: Model


@cache
def model() -> Model | None:
    """The compiled model; nothing where there is no kernel."""
    kernel = library()
    if kernel is None:
        return None
    kernel.measure.argtypes = (POINTER, ctypes.c_char_p, COUNT, COUNT, POINTER, POINTER)
    kernel.measure.restype = COUNT
    kernel.score.argtypes = (POINTER, POINTER, COUNT, POINTER, POINTER, COUNT, POINTER)
    kernel.score.restype = COUNT
    kept: list[Array] = []
    network = load()
    return Model(kernel, _tables(kernel, network, kept), _weights(network, kept), kept)


def _tables(kernel: ctypes.CDLL, network: Network, kept: list[Array]) -> _Tables:
    words = lexicon_of(network)
    slots = slots_of(kernel, list(words.rows))
    classes, lower = tables()
    parts = [(part, kind) for kind, said in UNSPACED_SIGNALS.items() for part in said.split()]
    part_points, part_starts = points_of([part for part, _ in parts])
    return _Tables(
        pointer(classes, np.uint8, kept),
        pointer(lower, np.uint16, kept),
        pointer(slots.keys, np.uint64, kept),
        pointer(slots.numbers, np.int32, kept),
        len(slots.keys),
        pointer(words.figures, np.float32, kept),
        pointer(words.signals, np.uint8, kept),
        pointer(part_points, np.uint32, kept),
        pointer(part_starts, np.int32, kept),
        pointer([KINDS.index(kind) for _, kind in parts], np.int32, kept),
        len(parts),
        *(KINDS.index(kind) for kind in ("talk", "time", "comment", "share")),
        slots.seed,
    )


def _weights(network: Network, kept: list[Array]) -> _Network:
    width = network.last.shape[1]
    shape = len(network.last), width, network.entry.shape[1] - len(NAMES)
    if shape != (_VOICES, _WIDTH, _NUMBERS) or max(layer.reach for layer in network.mixing) > _MOST_REACH:
        raise ValueError(
            f"network.c is made for a network of another shape than {shape}; change its constants"
        )
    return _Network(
        pointer(network.mean, np.float32, kept),
        pointer(network.scale, np.float32, kept),
        pointer(network.entry.T, np.float32, kept),
        pointer(network.entry_bias, np.float32, kept),
        pointer([layer.weights.transpose(0, 2, 1) for layer in network.mixing], np.float32, kept),
        pointer([layer.bias for layer in network.mixing], np.float32, kept),
        pointer([layer.reach for layer in network.mixing], np.int32, kept),
        len(network.mixing),
        pointer(network.last, np.float32, kept),
        pointer(network.direct, np.float32, kept),
        pointer(network.last_bias, np.float32, kept),
    )


def page_of(model: Model, document: Document, lines: int) -> Lines[Measured]:
    """Measure the lines of a page.

    Args:
        model: The compiled model.
        document: The page.
        lines: How many of its lines have text.

    Raises:
        MemoryError: There is no room for what is measured.
    """
    points, count = code_points_of(document.text), len(document.text)
    measured = np.empty(lines, _LINE)
    rare = np.empty(count // (_LONG_WORD + 1) + 1, np.int32)
    found = model.library.measure(
        ctypes.byref(model.tables), points, count, lines, measured.ctypes.data, rare.ctypes.data
    )
    if found == NO_MEMORY:
        raise MemoryError(f"no room to measure {count} characters")
    measured = measured[:found]
    columns = np.arange(found, dtype=np.int32)
    return Lines(measured["row"].copy(), measured["length"].copy(), columns, Measured(measured, rare, model))


def score(page: Lines[Measured]) -> Array:
    """The score of each line, above 0 for main text.

    Raises:
        MemoryError: There is no room for the layers.
    """
    lines, rare, model = page.measures
    count = len(page.columns)
    scores = np.empty(count, np.float32)
    found = model.library.score(
        ctypes.byref(model.network),
        lines.ctypes.data,
        len(lines),
        rare.ctypes.data,
        page.columns.ctypes.data,
        count,
        scores.ctypes.data,
    )
    if found == NO_MEMORY:
        raise MemoryError(f"no room to score {count} lines")
    return scores
