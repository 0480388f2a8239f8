"""Where the main text of a document is: the run of lines with most of the running text."""

from __future__ import annotations

from itertools import accumulate, compress
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.dates.places import ASK_FOR_WEIGHT, seen_by_kernel

if TYPE_CHECKING:
    from seedclean.document import Document

_SHORT_LINE = 40
"""A line of so many characters is no running text in any script."""


class Body(NamedTuple):
    """The lines of the main text, from `first` up to `last`, both included."""

    first: int
    last: int


def body(document: Document) -> Body:
    """The run of lines that holds most of the running text; all lines where there is none."""
    weights = document.rows(weight, _weights)
    stripped = document.stripped
    filled = document.view(filled_above)
    best = sum_here = 0
    first = start = below = 0
    last = -1
    for row in compress(range(len(weights)), weights):
        sum_here -= 25 * (filled[row] - filled[below])
        if sum_here <= 0:
            sum_here, start = 0, row
            while start and not stripped[start - 1]:
                start -= 1
        below = row + 1
        sum_here += weights[row]
        if sum_here > best:
            best, first, last = sum_here, start, row
    return Body(first, last) if last >= 0 else Body(0, len(weights) - 1)


def weight(line: str) -> int:
    """Positive for a line of running text, negative for another, 0 for one that is too short to tell."""
    length = len(line)
    if length <= _SHORT_LINE or line.isspace():
        return 0
    if not line.isascii() and len(line.encode("utf-8", "surrogatepass")) > 2.3 * length:
        length *= 2  # a Chinese letter counts twice
    return min(length - 80, 300) if length > 80 else -25


def _weights(document: Document) -> list[int]:
    lines = document.lines
    seen = seen_by_kernel(document)
    if seen is not None:
        weights = seen.weights.copy()
        for row, start, _ in seen.places:
            if start == ASK_FOR_WEIGHT:
                weights[row] = weight(lines[row])
        return weights
    found = [0] * len(lines)
    for row in compress(range(len(lines)), map(_SHORT_LINE.__lt__, map(len, lines))):
        found[row] = weight(lines[row])
    return found


def filled_above(document: Document) -> list[int]:
    """How many lines with text stand above each line."""
    return list(accumulate(map(bool, document.stripped), initial=0))
