"""Where dates may stand and how much each line speaks for running text, found by the kernel for a whole text.

What it is not sure of it leaves to `places` and `weight`, which say what is looked
for. This module loads numpy, so it is imported when first used.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedclean.kernel import COUNT, NO_MEMORY, POINTER, code_points_of, library

if TYPE_CHECKING:
    from seedclean.document import Document


class Seen(NamedTuple):
    """What the kernel sees in a text.

    Attributes:
        places: The row, the start and the end of each place, in order; or the
            row and what to ask for, `places.ASK_FOR_PLACES` or `ASK_FOR_WEIGHT`.
        weights: What `weight` says of each line, but of those to ask for.
    """

    places: list[list[int]]
    weights: list[int]


def seen_in(document: Document) -> Seen | None:
    """What the kernel sees in a document; nothing where there is no kernel.

    Raises:
        MemoryError: There is no room to look.
    """
    kernel = _kernel()
    if kernel is None:
        return None
    count = len(document.text)
    weights = np.empty(len(document.lines), np.int32)
    places = np.empty(((count + 1) // 2 + 1, 3), np.int32)
    points = code_points_of(document.text)
    found = kernel.look_for_dates(points, count, weights.ctypes.data, places.ctypes.data)
    if found == NO_MEMORY:
        raise MemoryError(f"no room to look for dates in {count} characters")
    return Seen(places[:found].tolist(), weights.tolist())


@cache
def _kernel() -> ctypes.CDLL | None:
    kernel = library()
    if kernel is not None:
        kernel.look_for_dates.argtypes = (ctypes.c_char_p, COUNT, POINTER, POINTER)
        kernel.look_for_dates.restype = COUNT
    return kernel
