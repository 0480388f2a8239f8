"""Odd pairs of neighbouring characters, by arithmetic between arrays."""

from __future__ import annotations

import numpy as np

from seedclean.native.binding import BEFORE, FIRST


def odd_pairs(table: list[int], wanted: int, text: str) -> tuple[list[int], list[int]]:
    """The places at which two neighbours have a wanted kind in common, and the bits of their kinds."""
    points = np.frombuffer(f"\n{text}\n".encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = np.array(table, np.uint64).take(points, mode="clip")
    odd = kinds[:-2] >> BEFORE & kinds[1:-1] >> FIRST & kinds[2:] & wanted
    places = odd.nonzero()[0]
    return places.tolist(), odd[places].tolist()
