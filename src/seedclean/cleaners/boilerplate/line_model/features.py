"""The features of the line model: their names, the classes of characters, and limits.

C code makes the figures, and is given all of this.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from seedclean.characters import NEAR, near
from seedclean.cleaners.boilerplate.signal_words import SIGNALS

KINDS = tuple(SIGNALS)
"""The kinds of signal words."""

OWN_NAMES = (
    *("words", "characters", "word-length", "capitalised", "lower-case", "capitals", "numbers", "unspaced"),
    *("ends", "commas", "partings", "brackets"),
    *("end-share", "comma-share", "parting-share", "digit-share"),
    *("ends-sentence", "ends-question", "ends-dots", "ends-colon", "ends-comma", "ends-parting"),
    *("starts-small", "starts-digit", "starts-mark", "starts-quote", "inner-ends"),
    *(f"{kind}-share" for kind in KINDS),
    "clock",
)
"""What a line shows by itself."""

MARK_NAMES = (
    *("prose", "stamp", "comment-mark", "comment-count", "says", "talk", "comment-label", "share-label"),
)
"""What other lines look for around them."""

ON_PAGE_NAMES = ("copies", "again", "indent", "deeper")
OVERLAP_NAMES = ("shared-words", "often-shared-words", "rare-words")
AROUND_NAMES = tuple(
    f"{name}-{where}" for where in ("above", "below", "since", "until") for name in MARK_NAMES
)
WHOLE_NAMES = (
    *("mass-above", "mass-below", "block-share", "block-side", "block-distance", "near-prose"),
    *("place", "from-top", "from-bottom", "page-lines", "page-prose", "page-rest", "prose-part"),
    "largest-block",
)

NAMES = (*OWN_NAMES, *ON_PAGE_NAMES, *OVERLAP_NAMES, *AROUND_NAMES, *WHOLE_NAMES)
"""All features of a line, in their order."""


class Limits(NamedTuple):
    """The limits of the figures, in the order of `Limits` in line_model.h."""

    words_a_character: float = 0.6
    """Words that a character of Chinese, Japanese or Korean counts for."""
    longest_label_characters: float = 60
    """Longer lines without blanks are prose, and hold any signal by chance."""
    fewest_prose_words: float = 10
    least_prose_part: float = 0.5
    """Of the words of prose that begin with a small letter."""
    most_stamp_words: float = 16
    most_comment_words: float = 14
    most_count_words: float = 9
    most_label_words: float = 6
    least_comment_part: float = 0.15
    least_label_part: float = 0.3
    """Of the words of a label, that are signals."""
    talk_scale: float = 5
    most_clocks: float = 2
    often: float = 3
    block_gap: float = 4
    """Lines without prose that part two blocks."""
    nowhere: float = 1_000
    """Lines by which a mark that is not on the page is further away than the page is long."""
    near: float = 2
    """Lines above and below in which prose is near."""
    most_distance: float = 4
    """Blocks, and deviations of a figure from its mean: more is as odd as it gets."""
    least_size: float = 0.1
    """The weight of a line without words in the means over lines."""


LIMITS = Limits()
LONG_WORD = 4
"""Shorter words are not compared with those of other lines."""

MARKS = {
    "END": ".!?。！？…؟।۔．",
    "COMMA": ",;，、；،؛",
    "COLON": ":：",
    "QUOTE": "\"'`´’‘“”„«»《》「」『』",
    "PARTING": "|·•›>→/\\<‹←*#▼▲►▶+_=~^※●■◆»",
    "BRACKET": "()[]{}",
    "DASH": "-–—",
}
"""The characters of some classes; one that is in several is of the last."""

WORD_CLASSES = ("LOWER", "UPPER", "DIGIT", "UNSPACED")
"""The classes of which words are made. `UNSPACED` are Chinese, Japanese and Korean."""

UNSPACED_RANGES = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF))
CATEGORIES = {"Lu": "UPPER", "Lt": "UPPER", "Ps": "BRACKET", "Pe": "BRACKET", "Pd": "DASH"}
MAJOR_CATEGORIES = {"L": "LOWER", "M": "LOWER", "N": "DIGIT", "Z": "BLANK"}


def classes(numbers: Mapping[str, int]) -> bytes:
    """The class of each near character.

    Args:
        numbers: The number of each class.
    """
    categories = list(map(unicodedata.category, near()))
    of_category = {
        category: numbers[CATEGORIES.get(category, MAJOR_CATEGORIES.get(category[0], "SYMBOL"))]
        for category in set(categories)
    }
    table = bytearray(map(of_category.__getitem__, categories))
    for low, high in UNSPACED_RANGES:
        table[low : high + 1] = bytes([numbers["UNSPACED"]]) * (high + 1 - low)
    for name, marks in MARKS.items():
        for mark in marks:
            table[ord(mark)] = numbers[name]
    for point in range(NEAR):
        if chr(point).isspace():
            table[point] = numbers["BLANK"]
    return bytes(table)
