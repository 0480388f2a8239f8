"""What a line shows by itself: figures for each line, made for all lines in one go.

A line is measured once. What is known of it is kept by its text, so that the
page that edits leave is not measured again. This module loads numpy, so it is
imported when first used.
"""

from __future__ import annotations

from functools import cache
from itertools import islice, repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedclean.cleaners.boilerplate.characters import (
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
from seedclean.cleaners.boilerplate.lexicon import KINDS, Lexicon
from seedclean.cleaners.boilerplate.signals import UNSPACED_SIGNALS
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS_A_CHARACTER = 0.6  # of Chinese, Japanese and Korean
_LONGEST_LABEL = 60  # characters; Chinese lines beyond are prose, and hold any word by chance
_LONG_WORD = 4
_FEWEST_PROSE_WORDS = 10
_NO_WORDS = np.zeros(0, np.intp)

_FUNCTION, _TALK, _TIME, _COMMENT = (KINDS.index(kind) for kind in ("function", "talk", "time", "comment"))

OWN_NAMES = (
    *("words", "characters", "word-length", "capitalised", "lower-case", "capitals", "numbers", "unspaced"),
    *(f"{mark}s" for mark in ("end", "comma", "colon", "quote", "parting", "bracket", "dash", "symbol")),
    *("end-share", "comma-share", "parting-share", "digit-share"),
    *("ends-sentence", "ends-question", "ends-dots", "ends-colon", "ends-comma", "ends-parting"),
    *("starts-small", "starts-digit", "starts-mark", "starts-quote", "inner-ends", "running-text"),
    *(f"{kind}-share" for kind in KINDS),
    *(f"{kind}-words" for kind in KINDS[1:]),
    *("no-signal", "clock"),
)
MARK_NAMES = (
    *("prose", "prose-line", "short", "stamp", "comment-mark", "comment-count", "says", "talk"),
    *(f"{kind}-label" for kind in ("comment", "related", "share", "subscribe", "legal", "account")),
)
PROSE = 1
SHORT = 2
"""Which of the marks say that a line is prose, and that it has five words or fewer."""

_LABEL_KINDS = [KINDS.index(name.removesuffix("-label")) for name in MARK_NAMES if name.endswith("-label")]


class Measures(NamedTuple):
    """What is known of lines, each by itself; a column a line, a line's number by its text.

    Attributes:
        numbers: The number of each line.
        known: The number of each word, in lower case.
        lengths: How many words each line has; Chinese counts by characters.
        own: Figures for each line, in the order of `OWN_NAMES`.
        marks: What other lines look for around them, in the order of `MARK_NAMES`.
        said: What the words of each line say to the model, a row a number.
        word_counts: How many words each line has, as it is written.
        words: The words of all lines; one that comes again has the number of its first place.
        rows: Which row each has in the lexicon.
        rare: Which of the words are long, and no signals.
    """

    numbers: dict[str, int]
    known: dict[str, int]
    lengths: Array
    own: Array
    marks: Array
    said: Array
    word_counts: Array
    words: Array
    rows: Array
    rare: Array


@cache
def _unspaced_signals() -> Pattern:
    parts = (f"(?P<{kind}>{'|'.join(words.split())})" for kind, words in UNSPACED_SIGNALS.items())
    return Pattern("|".join(parts))


def measured(lines: Sequence[str], lexicon: Lexicon, before: Measures | None = None) -> Measures:
    """Measure lines, but for those that were measured before.

    Args:
        lines: Lines, stripped, each with some text.
        lexicon: What is looked up of each word; the same at all times.
        before: What is known already.

    Returns:
        What is known then.

    >>> from seedclean.cleaners.boilerplate.lexicon import lexicon
    >>> words = lexicon({}, 0)
    >>> found = measured(["Home | News", "The council met on Monday."], words)
    >>> found.lengths.tolist()
    [2.0, 5.0]
    >>> measured(["Home | News"], words, found) is found
    True
    """
    if before is None:
        numbers = {line: number for number, line in enumerate(dict.fromkeys(lines))}
        return _measured(list(numbers), lexicon, numbers, {}, _NO_WORDS)
    new = [line for line in dict.fromkeys(lines) if line not in before.numbers]
    if not new:
        return before
    numbers = before.numbers | {line: number for number, line in enumerate(new, start=len(before.numbers))}
    more = _measured(new, lexicon, numbers, dict(before.known), before.rows)
    columns = (np.concatenate(both, axis=-1) for both in zip(before[2:], more[2:], strict=True))
    return Measures(numbers, more.known, *columns)


def _measured(
    lines: list[str], lexicon: Lexicon, numbers: dict[str, int], known: dict[str, int], earlier: Array
) -> Measures:
    """Measure different lines; `known` takes in their words, and `earlier` has the rows of words before."""
    page = characters_of(lines)
    count, words_before = len(page.words), len(known)
    places = range(len(earlier), len(earlier) + count)
    words = np.fromiter(map(known.setdefault, page.words, places), np.intp, count)
    different = len(known) - words_before
    rows = np.concatenate((earlier, np.zeros(count, np.intp)))
    first_places = np.fromiter(islice(known.values(), words_before, None), np.intp, different)
    rows[first_places] = np.fromiter(
        map(lexicon.rows.get, islice(known, words_before, None), repeat(0)), np.intp, different
    )
    rows = rows[words]
    word_counts = page.word_classes.sum(axis=0, dtype=np.intp)
    figures = np.ascontiguousarray(per_line(lexicon.figures.take(rows, axis=0), word_counts).T)
    kinds, with_weights, said = figures[: len(KINDS)], figures[len(KINDS)], figures[len(KINDS) + 1 :]
    lengths = word_counts.astype(np.float32)
    unspaced = page.counts[UNSPACED]
    if unspaced.any():
        lengths += unspaced * np.float32(_WORDS_A_CHARACTER) - page.word_classes[UNSPACED]
        _add_unspaced(lines, unspaced, kinds)
    own, marks = _own(page, lengths, kinds)
    rare = (page.word_lengths >= _LONG_WORD) & ~lexicon.signals[rows]
    said = said / np.sqrt(np.maximum(with_weights, 1))
    return Measures(numbers, known, lengths, own, marks, said, word_counts, words, rows, rare)


def words_of(measures: Measures, line: int) -> list[str]:
    """The words of one line, in lower case and in order."""
    end = int(measures.word_counts[: line + 1].sum())
    words = measures.words[end - int(measures.word_counts[line]) : end].tolist()
    texts = {number: word for word, number in measures.known.items() if number in words}
    return [texts[number] for number in words]


def _add_unspaced(lines: list[str], unspaced: Array, kinds: Array) -> None:
    find = _unspaced_signals().finditer
    for number in np.flatnonzero((unspaced > 0) & (unspaced <= _LONGEST_LABEL)).tolist():
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
    clock = np.minimum(_clocks(page), 2)
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
        log_of(np.minimum(kinds[_FUNCTION] * 3, lengths) * (lower > 0.5)),
        *share,
        *log_of(kinds[1:]),
        *(~kinds.any(axis=0), clock),
    ):
        next(rows)[:] = figure
    sentences = (lengths >= _FEWEST_PROSE_WORDS) & (counts[END] > 0)
    prose = sentences & ((lower > 0.5) | (counts[UNSPACED] > 0.5 * dark))
    stamp = (kinds[_TIME] + clock >= 1) & (numbers >= 1) & (lengths <= 16)
    comment = kinds[_COMMENT] >= 1
    marks = np.empty((len(MARK_NAMES), len(lengths)), np.float32)
    rows = iter(marks)
    for mark in (
        *(own[0] * prose, prose, lengths <= 5, stamp),
        (share[_COMMENT] >= 0.15) & (lengths <= 14),
        comment & (numbers >= 1) & (lengths <= 9),
        comment & ((last == COLON) | (last == END) | stamp) & (lengths <= 14),
        share[_TALK] * prose * 5,
        *((share[_LABEL_KINDS] >= 0.3) & (lengths <= 6)),
    ):
        next(rows)[:] = mark
    return own, marks


_COUNTED = [END, COMMA, COLON, QUOTE, PARTING, BRACKET, DASH, SYMBOL]
_SHARED = [END, COMMA, PARTING]


def _capitals(page: Characters) -> Array:
    """How many words of each line are in capitals."""
    capital = page.classes == UPPER
    starts = page.word_starts
    first = capital[starts]
    both = first & capital[np.minimum(starts + 1, len(capital) - 1)]
    lines = np.searchsorted(page.ends, starts[both])
    return np.bincount(lines, minlength=len(page.ends))


def _clocks(page: Characters) -> Array:
    """How many times of day stand in each line."""
    colons = np.flatnonzero(page.points[1:-1] == ord(":"))
    digits = (page.classes[colons] == DIGIT) & (page.classes[colons + 2] == DIGIT)
    lines = np.searchsorted(page.ends, colons[digits] + 1)
    return np.bincount(lines, minlength=len(page.ends))
