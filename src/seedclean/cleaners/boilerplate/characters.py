"""The characters of a page: their classes and the words they make, for all lines in one go.

A page becomes one array of code points, and a table gives each its class. The
rest is counting; there is no loop over characters. This module loads numpy, so
it is imported when first used.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

BLANK, LOWER, UPPER, DIGIT, UNSPACED, END, COMMA, COLON, QUOTE, PARTING, BRACKET, DASH, SYMBOL = range(13)
"""The classes of characters. `UNSPACED` are those of Chinese, Japanese and Korean."""

_CLASSES = 13
_TABLE_SIZE = 0x10000
_LONG_WORD = 4
_MARKS = {
    END: ".!?。！？…؟।۔．",
    COMMA: ",;，、；،؛",
    COLON: ":：",
    QUOTE: "\"'`´’‘“”„«《》「」『』",
    PARTING: "|·•›>→/\\<‹←*#▼▲►▶+_=~^※●■◆»",
    BRACKET: "()[]{}",
    DASH: "-–—",
}
_UNSPACED_RANGES = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF))
_SYMBOL_RANGE = (0x1F000, 0x1FB00)
_CATEGORIES = {"Lu": UPPER, "Lt": UPPER, "Cc": BLANK, "Cf": BLANK, "Ps": BRACKET, "Pe": BRACKET, "Pd": DASH}
_MAJOR_CATEGORIES = {"L": LOWER, "M": LOWER, "N": DIGIT, "Z": BLANK}


class Words(NamedTuple):
    """The words of a page, in order.

    Attributes:
        known: Each different word, in lower case, and the number it goes by.
        numbers: The words, as numbers.
        lines: The line that each stands in, counted over lines with text only.
        long: Whether each has four letters and more.
    """

    known: dict[str, int]
    numbers: Array
    lines: Array
    long: Array


class Characters(NamedTuple):
    """The characters of a page.

    Attributes:
        points: Their code points.
        classes: Their classes.
        starts: Where each line starts.
        filled: The numbers of the lines with text.
        counts: How many of each class stand in each of these, a row a line.
        first: Where the first character of these that is no blank stands.
        last: Where the last one stands.
        word_starts: Where each word starts.
        words: The words.
    """

    points: Array
    classes: Array
    starts: Array
    filled: Array
    counts: Array
    first: Array
    last: Array
    word_starts: Array
    words: Words


@cache
def _table() -> Array:
    table = np.full(_TABLE_SIZE + 1, SYMBOL, np.uint8)
    for point in range(_TABLE_SIZE):
        category = unicodedata.category(chr(point))
        table[point] = _CATEGORIES.get(category, _MAJOR_CATEGORIES.get(category[0], SYMBOL))
    for low, high in _UNSPACED_RANGES:
        table[low : high + 1] = UNSPACED
    for kind, marks in _MARKS.items():
        for mark in marks:
            table[ord(mark)] = kind
    table[_TABLE_SIZE] = LOWER
    return table


def characters_of(text: str) -> Characters:
    """Take a text apart that has at least one character."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = _table()[np.minimum(points, _TABLE_SIZE)]
    if points.max() >= _TABLE_SIZE:
        classes[(points >= _SYMBOL_RANGE[0]) & (points < _SYMBOL_RANGE[1])] = SYMBOL
    ends = np.flatnonzero(points == ord("\n"))
    starts = np.concatenate(([0], ends + 1))
    line_of = np.repeat(np.arange(len(starts)), np.diff(np.concatenate((starts, [len(points) + 1]))))[:-1]
    counts = np.bincount(line_of * _CLASSES + classes, minlength=len(starts) * _CLASSES)
    counts = counts.reshape(len(starts), _CLASSES)
    dark = np.flatnonzero(classes)
    filled = np.flatnonzero(counts[:, 1:].any(axis=1))
    dark_lines = line_of[dark]
    is_word = (classes >= LOWER) & (classes <= UNSPACED)
    borders = np.flatnonzero(np.diff(is_word, prepend=False, append=False))
    word_starts, word_ends = borders[::2], borders[1::2]
    spaced = np.where(is_word, points, np.uint32(32))
    texts = spaced.tobytes().decode("utf-32-le", "surrogatepass").lower().split()
    known: dict[str, int] = {}
    numbers = np.fromiter(map(known.setdefault, texts, range(len(texts))), np.int64, len(texts))
    place = np.zeros(len(starts), np.int64)
    place[filled] = np.arange(len(filled))
    return Characters(
        points,
        classes,
        starts,
        filled,
        counts[filled].astype(np.float32),
        dark[np.searchsorted(dark_lines, filled)],
        dark[np.searchsorted(dark_lines, filled, "right") - 1],
        word_starts,
        Words(known, numbers, place[line_of[word_starts]], word_ends - word_starts >= _LONG_WORD),
    )


def rows_of(words: Words, table: dict[str, int]) -> Array:
    """What a table has for each word, in order; 0 for those that it does not know.

    Each different word is looked up once.
    """
    count = len(words.known)
    if not count:
        return words.numbers
    numbers = np.fromiter(words.known.values(), np.int64, count)
    by_number = np.zeros(numbers[-1] + 1, np.int64)
    by_number[numbers] = np.fromiter(map(table.get, words.known, repeat(0)), np.int64, count)
    return by_number[words.numbers]


def per_line(values: Array, lines: Array, count: int) -> Array:
    """The sums over the words of each line; the words are in the order of their lines."""
    borders = np.searchsorted(lines, np.arange(count + 1))
    sums = np.zeros((len(values) + 1, values.shape[1]))
    np.cumsum(values, axis=0, out=sums[1:])
    return sums[borders[1:]] - sums[borders[:-1]]
