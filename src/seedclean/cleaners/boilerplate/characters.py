"""The characters of a page: their classes and the words they make, for all lines in one go.

A page becomes one array of code points, and a table gives each its class. The
rest is counting; there is no loop over characters. This module loads numpy, so
it is imported when first used.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

BLANK, LOWER, UPPER, DIGIT, UNSPACED, END, COMMA, COLON, QUOTE, PARTING, BRACKET, DASH, SYMBOL = range(13)
"""The classes of characters. `UNSPACED` are those of Chinese, Japanese and Korean."""

_CLASSES = 13
_TABLE_SIZE = 0x10000
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
        texts: The words, in lower case.
        lines: The line that each stands in, counted over lines with text only.
    """

    texts: list[str]
    lines: Array


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
    starts_word = is_word.copy()
    starts_word[1:] &= ~is_word[:-1]
    word_starts = np.flatnonzero(starts_word)
    spaced = np.where(is_word, points, np.uint32(32))
    number = np.zeros(len(starts), np.int64)
    number[filled] = np.arange(len(filled))
    return Characters(
        points,
        classes,
        starts,
        filled,
        counts[filled].astype(np.float32),
        dark[np.searchsorted(dark_lines, filled)],
        dark[np.searchsorted(dark_lines, filled, "right") - 1],
        word_starts,
        Words(
            spaced.tobytes().decode("utf-32-le", "surrogatepass").lower().split(),
            number[line_of[word_starts]],
        ),
    )
