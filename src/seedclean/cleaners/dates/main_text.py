"""The main text of a document: the run of lines with most of the running text."""

from __future__ import annotations

from itertools import accumulate, compress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from seedclean.document import Document

_SHORT_LINE = 40
"""A line of so many characters is no running text in any script."""


_LONG_LINE, _FEW_WORDS, _FEW_SIGNS = 80, 3, 10
_ENDS = frozenset('.!?。！？।؟…"”»')
_UNCASED, _UNSPACED = "\u0590", "\u0e00"
"""From here on scripts have no capitals, and from there on some have no mark at the end of a sentence."""


class Body(NamedTuple):
    """The lines of the main text, from `first` up to `last`, both included."""

    first: int
    last: int


def body(document: Document) -> Body:
    """The run of lines that holds most of the running text; all lines where there is none."""
    weights = document.rows(weight, _weights)
    stripped = document.stripped
    filled = document.view(count_filled_above)
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
    found = [0] * len(lines)
    for row in compress(range(len(lines)), map(_SHORT_LINE.__lt__, map(len, lines))):
        found[row] = weight(lines[row])
    return found


def count_filled_above(document: Document) -> list[int]:
    """Count the lines with text above each line."""
    return list(accumulate(map(bool, document.stripped), initial=0))


def has_running_text(document: Document) -> bool:
    """Check whether a text has a sentence or is one line; lists and forms have dates of their own."""
    lines = [line for line in document.stripped if line]
    return len(lines) <= 1 or any(map(_is_running, lines))


def _is_running(line: str) -> bool:
    if len(line) > _LONG_LINE:
        return True
    if line[-1] in _ENDS:
        return len(line.split(None, _FEW_WORDS)) >= _FEW_WORDS or line[0] >= _UNCASED
    return line[-1] >= _UNSPACED and len(line) > _FEW_SIGNS
