"""What a line shows by itself: figures for each line, made for all lines in one go."""

from __future__ import annotations

from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reference.characters import (
    BLANK,
    BRACKET,
    COLON,
    COMMA,
    DASH,
    DIGIT,
    END,
    LOWER,
    PARTING,
    QUOTE,
    SYMBOL,
    UNSPACED,
    UPPER,
    Array,
    Characters,
    characters_of,
    per_line,
)
from reference.lexicon import Lexicon
from seedclean.cleaners.boilerplate.line_model.features import KINDS, LIMITS, LONG_WORD, MARK_NAMES, OWN_NAMES
from seedclean.cleaners.boilerplate.signal_words import UNSPACED_SIGNALS
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_TALK, _TIME, _COMMENT, _SHARE = (KINDS.index(kind) for kind in ("talk", "time", "comment", "share"))

PROSE = 0
"""Which of the marks says that a line is prose."""


class Measures(NamedTuple):
    """What is known of lines, each by itself; a column a line.

    Attributes:
        same: The number of the first line with the same text.
        indents: How many characters stand before each line.
        lengths: How many words each line has; Chinese counts by characters.
        own: Figures for each line, in the order of `OWN_NAMES`.
        marks: What other lines look for around them, in the order of `MARK_NAMES`.
        said: What the words of each line say to the model, a row a number.
        rare: The numbers of the rare words of all lines: of those that are long, and no signals.
        rare_starts: Where those of each line start among them, and last how many there are.
    """

    same: Array
    indents: Array
    lengths: Array
    own: Array
    marks: Array
    said: Array
    rare: Array
    rare_starts: Array


@cache
def _unspaced_signals() -> Pattern:
    parts = (f"(?P<{kind}>{'|'.join(words.split())})" for kind, words in UNSPACED_SIGNALS.items())
    return Pattern("|".join(parts))


def measured(lines: Sequence[str], indents: Sequence[int], lexicon: Lexicon) -> Measures:
    """Measure lines.

    Args:
        lines: Lines, stripped, each with some text.
        indents: How far each was indented, in characters.
        lexicon: What is looked up of each word.

    >>> from reference.lexicon import lexicon
    >>> measured(["Home | News", "The council met on Monday."], [0, 2], lexicon({}, 0)).lengths.tolist()
    [2.0, 5.0]
    """
    page = characters_of(lines)
    of_lines, _ = _numbered(lines)
    of_words, words = _numbered(page.words)
    rows = np.fromiter(map(lexicon.rows.get, words, repeat(0)), np.intp, len(words))[of_words]
    is_rare = (page.word_lengths >= LONG_WORD) & ~lexicon.signals[rows]
    word_counts = page.word_classes.sum(axis=0, dtype=np.intp)
    figures = np.ascontiguousarray(per_line(lexicon.figures.take(rows, axis=0), word_counts).T)
    kinds, with_weights, said = figures[: len(KINDS)], figures[len(KINDS)], figures[len(KINDS) + 1 :]
    lengths = word_counts.astype(np.float32)
    unspaced = page.counts[UNSPACED]
    if unspaced.any():
        lengths += unspaced * np.float32(LIMITS.words_a_character) - page.word_classes[UNSPACED]
        _add_unspaced(lines, unspaced, kinds)
    own, marks = _own(page, lengths, kinds)
    rare_before = np.concatenate(([0], np.cumsum(is_rare)))
    line_starts = np.concatenate(([0], np.cumsum(word_counts)))
    return Measures(
        np.unique(of_lines, return_index=True)[1][of_lines],
        np.array(indents, np.float32),
        lengths,
        own,
        marks,
        said / np.sqrt(np.maximum(with_weights, 1)),
        of_words[is_rare],
        rare_before[line_starts],
    )


def _numbered(texts: Sequence[str]) -> tuple[Array, list[str]]:
    """The number of each text, the same for the same text, and the different texts by their numbers."""
    numbers: dict[str, int] = {}
    of_texts = [numbers.setdefault(text, len(numbers)) for text in texts]
    return np.array(of_texts, np.intp), list(numbers)


def _add_unspaced(lines: Sequence[str], unspaced: Array, kinds: Array) -> None:
    find = _unspaced_signals().finditer
    for number in np.flatnonzero((unspaced > 0) & (unspaced <= LIMITS.longest_label_characters)).tolist():
        for match in find(lines[number]):
            kinds[KINDS.index(match.lastgroup or ""), number] += 1


def log_of(values: Array) -> Array:
    """The logarithm of one more than each value: 0 stays 0, and large ones come near each other."""
    return np.log(values + np.float32(1))


def _own(page: Characters, lengths: Array, kinds: Array) -> tuple[Array, Array]:
    """What a line shows by itself; and the marks that other lines look for around them."""
    counts, classes, word_classes = page.counts, page.classes, page.word_classes
    whole = np.maximum(lengths, 1)
    characters = counts.sum(axis=0) - counts[BLANK]
    dark = np.maximum(characters, 1)
    first, last = classes[page.starts], classes[page.ends - 1]
    before_last = classes[np.maximum(page.ends - 2, page.starts)]
    ends = (last == END) | ((before_last == END) & ((last == QUOTE) | (last == BRACKET)))
    last_point = page.points[page.ends - 1]
    lower = word_classes[LOWER] / whole
    share = kinds / whole
    clock = np.minimum(_clocks(page), LIMITS.most_clocks)
    numbers = word_classes[DIGIT]
    own = np.empty((len(OWN_NAMES), len(lengths)), np.float32)
    rows = iter(own)
    # The order is that of `OWN_NAMES`.
    for figure in (
        *(log_of(lengths), log_of(characters), (counts[LOWER] + counts[UPPER]) / whole),
        *(word_classes[UPPER] / whole, lower, _capitals(page) / whole, numbers / whole),
        counts[UNSPACED] / dark,
        *log_of(counts[_COUNTED]),
        *(counts[_SHARED] / whole),
        *(counts[DIGIT] / dark, ends, (last_point == ord("?")) | (last_point == ord("？"))),
        ((last == END) & (before_last == END)) | (last_point == ord("…")),
        *(last == COLON, last == COMMA, last == PARTING, first == LOWER, first == DIGIT),
        *((first == PARTING) | (first == SYMBOL) | (first == DASH), first == QUOTE),
        log_of(np.maximum(counts[END] - ends, 0)),
        *share,
        clock,
    ):
        next(rows)[:] = figure
    sentences = (lengths >= LIMITS.fewest_prose_words) & (counts[END] > 0)
    prose = sentences & (
        (lower > LIMITS.least_prose_part) | (counts[UNSPACED] > LIMITS.least_prose_part * dark)
    )
    stamp = (kinds[_TIME] + clock >= 1) & (numbers >= 1) & (lengths <= LIMITS.most_stamp_words)
    comment = kinds[_COMMENT] >= 1
    marks = np.empty((len(MARK_NAMES), len(lengths)), np.float32)
    rows = iter(marks)
    for mark in (
        *(own[0] * prose, stamp),
        (share[_COMMENT] >= np.float32(LIMITS.least_comment_part)) & (lengths <= LIMITS.most_comment_words),
        comment & (numbers >= 1) & (lengths <= LIMITS.most_count_words),
        comment & ((last == COLON) | (last == END) | stamp) & (lengths <= LIMITS.most_comment_words),
        share[_TALK] * prose * LIMITS.talk_scale,
        *(
            (share[[_COMMENT, _SHARE]] >= np.float32(LIMITS.least_label_part))
            & (lengths <= LIMITS.most_label_words)
        ),
    ):
        next(rows)[:] = mark
    return own, marks


_COUNTED = [END, COMMA, PARTING, BRACKET]
_SHARED = [END, COMMA, PARTING]


def _capitals(page: Characters) -> Array:
    """How many words of each line are in capitals."""
    capital = page.classes == UPPER
    starts = page.word_starts[page.word_lengths > 1]
    both = capital[starts] & capital[starts + 1]
    lines = np.searchsorted(page.ends, starts[both])
    return np.bincount(lines, minlength=len(page.ends))


def _clocks(page: Characters) -> Array:
    """How many times of day stand in each line."""
    colons = np.flatnonzero(page.points[1:-1] == ord(":"))
    digits = (page.classes[colons] == DIGIT) & (page.classes[colons + 2] == DIGIT)
    lines = np.searchsorted(page.ends, colons[digits] + 1)
    return np.bincount(lines, minlength=len(page.ends))
