"""The characters of lines: their classes and the words they make, for all lines in one go.

The lines become one array of code points, and tables give each its class and
its lower case. The rest is counting; there is no loop over characters.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from seedclean import characters
from seedclean.characters import NEAR
from seedclean.cleaners.boilerplate.line_model import features

if TYPE_CHECKING:
    from collections.abc import Sequence

Array = np.ndarray[Any, np.dtype[Any]]

BLANK, LOWER, UPPER, DIGIT, UNSPACED, END, COMMA, COLON, QUOTE, PARTING, BRACKET, DASH, SYMBOL = range(13)
"""The classes of characters."""

CLASSES = 13

CLASS_NAMES = "BLANK LOWER UPPER DIGIT UNSPACED END COMMA COLON QUOTE PARTING BRACKET DASH SYMBOL".split()
_EMOJI = (0x1F000, 0x1FB00)


class Characters(NamedTuple):
    """The characters of some lines, one line after the other with a line feed between.

    Attributes:
        points: Their code points.
        classes: Their classes.
        starts: Where each line starts.
        ends: Where each line ends.
        counts: How many of each class each line has, a row a class.
        word_starts: Where each word starts.
        word_lengths: How many characters each has.
        word_classes: How many words of each line start with each class, a row a class.
        words: The words, in lower case.
    """

    points: Array
    classes: Array
    starts: Array
    ends: Array
    counts: Array
    word_starts: Array
    word_lengths: Array
    word_classes: Array
    words: list[str]


@cache
def tables() -> tuple[Array, Array]:
    """For each code point its class, and its lower case if it is part of a word, else a blank."""
    numbers = {name: number for number, name in enumerate(CLASS_NAMES)}
    classes = np.frombuffer(features.classes(numbers), np.uint8)
    small = np.array(characters.small(), np.uint16)
    return classes, np.where((classes >= LOWER) & (classes <= UNSPACED), small, np.uint16(ord(" ")))


@cache
def _ascii_lower() -> bytes:
    """The beginning of the table of lower cases, for `bytes.translate`."""
    return tables()[1][:256].astype(np.uint8).tobytes()


def characters_of(lines: Sequence[str]) -> Characters:
    r"""Take lines apart.

    Args:
        lines: One line or more, stripped, each with some text.

    >>> found = characters_of(["About us", "11 o'clock"])
    >>> found.words
    ['about', 'us', '11', 'o', 'clock']
    >>> found.counts[DIGIT]
    array([0., 2.], dtype=float32)
    """
    count = len(lines)
    text = "\n".join(lines)
    points, classes, words = _looked_up(text)
    lengths = np.fromiter(map(len, lines), np.intp, count)
    ends = np.cumsum(lengths + 1) - 1
    cells = np.repeat(np.arange(0, count * CLASSES, CLASSES), lengths + 1)[:-1]
    cells += classes
    flags = np.zeros(len(points) + 2, bool)
    np.less(classes - np.uint8(LOWER), UNSPACED - LOWER + 1, out=flags[1:-1])
    borders = np.flatnonzero(flags[1:] != flags[:-1])
    word_starts = borders[::2]
    word_cells = cells[word_starts]
    return Characters(
        points,
        classes,
        ends - lengths,
        ends,
        _counted(cells, count),
        word_starts,
        borders[1::2] - word_starts,
        _counted(word_cells, count),
        words,
    )


def _looked_up(text: str) -> tuple[Array, Array, list[str]]:
    """The code points of a text, their classes, and its words."""
    classes_of, lower_of = tables()
    if text.isascii():
        narrow = text.encode("ascii")
        small = narrow.translate(_ascii_lower()).decode("ascii")
        points: Array = np.frombuffer(narrow, np.uint8)
        return points, classes_of.take(points), small.split()
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) == 2 * len(text):
        points = np.frombuffer(encoded, np.uint16)
        small = lower_of.take(points).tobytes().decode("utf-16-le", "surrogatepass")
        return points, classes_of.take(points), small.split()
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    far = points >= NEAR
    near = np.where(far, 0, points)
    emoji = (points >= _EMOJI[0]) & (points < _EMOJI[1])
    classes = np.where(emoji, SYMBOL, np.where(far, LOWER, classes_of.take(near))).astype(np.uint8)
    small_points = np.where(far & ~emoji, points, lower_of.take(near)).astype(np.uint32)
    return points, classes, small_points.tobytes().decode("utf-32-le", "surrogatepass").split()


def _counted(cells: Array, count: int) -> Array:
    """How often each class is met in each line, a row a class."""
    found = np.bincount(cells, minlength=count * CLASSES).reshape(count, CLASSES)
    return np.ascontiguousarray(found.T, np.float32)


def per_line(values: Array, word_counts: Array) -> Array:
    """The sums over the words of each line, a row a line; `values` has a row a word, in the order of lines.

    >>> per_line(np.array([[1.0], [2.0], [4.0]]), np.array([2, 0, 1])).tolist()
    [[3.0], [0.0], [4.0]]
    """
    filled = np.flatnonzero(word_counts)
    sums = np.zeros((len(word_counts), values.shape[1]), values.dtype)
    if len(filled):
        starts = np.cumsum(word_counts) - word_counts
        sums[filled] = np.add.reduceat(values, starts[filled])
    return sums
