"""What the line model sees of a page: figures for each line, made for all lines in one go.

All figures of a kind are made for all lines at once, by arithmetic between
arrays. This module loads numpy, so it is imported when first used.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedclean.cleaners.boilerplate.characters import (
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
    Words,
    characters_of,
    per_line,
    rows_of,
)
from seedclean.cleaners.boilerplate.signals import SIGNALS, UNSPACED_SIGNALS
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.document import Document

_WORDS_A_CHARACTER = 0.6  # of Chinese, Japanese and Korean
_LONGEST_LABEL = 60  # characters; Chinese lines beyond are prose, and hold any word by chance
_FEWEST_PROSE_WORDS = 10

KINDS = tuple(SIGNALS)
_FUNCTION, _TALK, _TIME, _COMMENT = (KINDS.index(kind) for kind in ("function", "talk", "time", "comment"))


class Lines(NamedTuple):
    """What the lines of a page show by themselves.

    Attributes:
        rows: The numbers of the lines with text.
        texts: The lines, stripped.
        lengths: How many words each has; Chinese counts by characters.
        own: Figures for each, in the order of `_OWN_NAMES`.
        marks: What other lines look for around them, in the order of `_MARK_NAMES`.
        indents: How far each is indented.
        words: The words.
        rare: Which of them are long, and no signals.
    """

    rows: Array
    texts: list[str]
    lengths: Array
    own: Array
    marks: Array
    indents: Array
    words: Words
    rare: Array


class Features(NamedTuple):
    """What the model sees of a page.

    Attributes:
        values: A row of figures for each line with text, in the order of `NAMES`.
        lengths: How many words each of them has.
        words: The words of the page.
    """

    values: Array
    lengths: Array
    words: Words


@cache
def _signals() -> tuple[dict[str, int], Array]:
    """Each word of the lists, and a row a word that says of which kinds it is; the row 0 is of none."""
    kinds: dict[str, set[int]] = {}
    for kind, words in enumerate(SIGNALS.values()):
        for word in words.split():
            kinds.setdefault(word, set()).add(kind)
    table = np.zeros((len(kinds) + 1, len(KINDS)), np.float32)
    for row, of_word in enumerate(kinds.values(), start=1):
        table[row, list(of_word)] = 1
    return {word: row for row, word in enumerate(kinds, start=1)}, table


@cache
def _unspaced_signals() -> Pattern:
    parts = (f"(?P<{kind}>{'|'.join(words.split())})" for kind, words in UNSPACED_SIGNALS.items())
    return Pattern("|".join(parts))


def measured(document: Document) -> Lines:
    r"""Measure all lines of a page, each by itself.

    >>> from seedclean.document import Document
    >>> measured(Document("Home | News\n\nThe council met on Monday.\n")).rows.tolist()
    [0, 2]
    """
    page = characters_of(document.text)
    known, table = _signals()
    signals = rows_of(page.words, known)
    kinds = per_line(table[signals], page.words.lines, len(page.filled))
    lengths = _lengths(page)
    _add_unspaced(page, document.lines, kinds)
    own, marks = _own(page, lengths, kinds)
    stripped = document.stripped
    return Lines(
        page.filled,
        [stripped[row] for row in page.filled.tolist()],
        lengths,
        own,
        marks,
        page.first - page.starts[page.filled],
        page.words,
        page.words.long & (signals == 0),
    )


def without(lines: Lines, gone: Array) -> Lines:
    """The page without some of its lines, without measuring the others again."""
    left = np.flatnonzero(~gone)
    numbers, of_lines = lines.words.numbers, lines.words.lines
    kept = np.flatnonzero(~gone[of_lines])
    place = np.cumsum(~gone) - 1
    return Lines(
        lines.rows[left],
        [lines.texts[line] for line in left.tolist()],
        lines.lengths[left],
        lines.own[left],
        lines.marks[left],
        lines.indents[left],
        Words(lines.words.known, numbers[kept], place[of_lines[kept]], lines.words.long[kept]),
        lines.rare[kept],
    )


def features(lines: Lines) -> Features:
    r"""What the lines show, and what stands around them.

    >>> from seedclean.document import Document
    >>> page = features(measured(Document("Home | News\n\nThe council met on Monday.\n")))
    >>> page.values.shape == (2, len(NAMES))
    True
    """
    if not len(lines.rows):
        return Features(np.zeros((0, len(NAMES)), np.float32), lines.lengths, lines.words)
    prose = lines.marks[:, _PROSE]
    title = _title(lines)
    is_headline = (title[:, 0] >= 0.8) & (lines.lengths >= 3) & (lines.lengths <= 30)
    is_headline[0] = False
    marks = np.column_stack((lines.marks, is_headline))
    whole = _whole_page(lines.lengths, prose, lines.own)
    parts = (lines.own, _on_page(lines), _overlap(lines, prose), title, _around(marks), whole)
    return Features(np.hstack(parts).astype(np.float32), lines.lengths, lines.words)


def _lengths(page: Characters) -> Array:
    """How many words each line has; Chinese counts by characters."""
    count = len(page.filled)
    lengths = np.bincount(page.words.lines, minlength=count).astype(np.float64)
    characters = page.counts[:, UNSPACED]
    if characters.any():
        runs = page.words.lines[page.classes[page.word_starts] == UNSPACED]
        lengths += characters * _WORDS_A_CHARACTER - np.bincount(runs, minlength=count)
    return lengths


def _add_unspaced(page: Characters, lines: list[str], kinds: Array) -> None:
    characters = page.counts[:, UNSPACED]
    if not characters.any():
        return
    find = _unspaced_signals().finditer
    for number in np.flatnonzero((characters > 0) & (characters <= _LONGEST_LABEL)):
        for match in find(lines[page.filled[number]]):
            kinds[number, KINDS.index(match.lastgroup or "")] += 1


_OWN_NAMES = (
    *("words", "characters", "word-length", "capitalised", "lower-case", "capitals", "numbers", "unspaced"),
    *(f"{mark}s" for mark in ("end", "comma", "colon", "quote", "parting", "bracket", "dash", "symbol")),
    *("end-share", "comma-share", "parting-share", "digit-share"),
    *("ends-sentence", "ends-question", "ends-dots", "ends-colon", "ends-comma", "ends-parting"),
    *("starts-small", "starts-digit", "starts-mark", "starts-quote", "inner-ends", "running-text"),
    *(f"{kind}-share" for kind in KINDS),
    *(f"{kind}-words" for kind in KINDS[1:]),
    *("no-signal", "clock"),
)
_ON_PAGE_NAMES = ("copies", "again", "indent", "deeper")
_MARK_NAMES = (
    *("prose", "prose-line", "short", "stamp", "comment-mark", "comment-count", "says", "talk"),
    *(f"{kind}-label" for kind in ("comment", "related", "share", "subscribe", "legal", "account")),
)
_PROSE = 1
SHORT = 2
"""Which of the marks says that a line has five words or fewer."""


def _own(page: Characters, lengths: Array, kinds: Array) -> tuple[Array, Array]:
    """What a line shows by itself; and the marks that other lines look for around them."""
    count = len(lengths)
    counts, classes, words = page.counts, page.classes, page.words.lines
    whole = np.maximum(lengths, 1)
    characters = counts[:, 1:].sum(axis=1)
    dark = np.maximum(characters, 1)
    first_class = classes[page.word_starts]
    after = classes[np.minimum(page.word_starts + 1, len(classes) - 1)]
    capitalised = np.bincount(words[first_class == UPPER], minlength=count)
    small = np.bincount(words[first_class == LOWER], minlength=count)
    capitals = np.bincount(words[(first_class == UPPER) & (after == UPPER)], minlength=count)
    numbers = np.bincount(words[first_class == DIGIT], minlength=count)
    first, last = classes[page.first], classes[page.last]
    before_last = classes[np.maximum(page.last - 1, page.first)]
    ends = (last == END) | ((before_last == END) & ((last == QUOTE) | (last == BRACKET)))
    last_point = page.points[page.last]
    lower = small / whole
    by_length = kinds / whole[:, None]
    clock = np.minimum(_clocks(page), 2)
    own = np.column_stack(
        (
            *(np.log1p(lengths), np.log1p(characters), (counts[:, LOWER] + counts[:, UPPER]) / whole),
            *(capitalised / whole, lower, capitals / whole, numbers / whole, counts[:, UNSPACED] / dark),
            np.log1p(counts[:, [END, COMMA, COLON, QUOTE, PARTING, BRACKET, DASH, SYMBOL]]),
            counts[:, [END, COMMA, PARTING]] / whole[:, None],
            *(counts[:, DIGIT] / dark, ends, (last_point == ord("?")) | (last_point == ord("？"))),
            ((last == END) & (before_last == END)) | (last_point == ord("…")),
            *(last == COLON, last == COMMA, last == PARTING, first == LOWER, first == DIGIT),
            *((first == PARTING) | (first == SYMBOL) | (first == DASH), first == QUOTE),
            np.log1p(np.maximum(counts[:, END] - ends, 0)),
            np.log1p(np.minimum(kinds[:, _FUNCTION] * 3, lengths) * (lower > 0.5)),
            by_length,
            np.log1p(kinds[:, 1:]),
            *(~kinds.any(axis=1), clock),
        )
    )
    sentences = (lengths >= _FEWEST_PROSE_WORDS) & (counts[:, END] > 0)
    prose = sentences & ((lower > 0.5) | (counts[:, UNSPACED] > 0.5 * dark))
    stamp = (kinds[:, _TIME] + clock >= 1) & (numbers >= 1) & (lengths <= 16)
    comment = kinds[:, _COMMENT] >= 1
    says = comment & ((last == COLON) | (last == END) | stamp) & (lengths <= 14)
    labels = by_length[:, _LABEL_KINDS] * (lengths <= 6)[:, None] >= 0.3
    marks = np.column_stack(
        (
            *(np.log1p(lengths) * prose, prose, lengths <= 5, stamp),
            (by_length[:, _COMMENT] >= 0.15) & (lengths <= 14),
            *(comment & (numbers >= 1) & (lengths <= 9), says, by_length[:, _TALK] * prose * 5),
            labels,
        )
    )
    return own, marks


_LABEL_KINDS = [KINDS.index(name.removesuffix("-label")) for name in _MARK_NAMES if name.endswith("-label")]


def _clocks(page: Characters) -> Array:
    """How many times of day stand in each line."""
    classes = page.classes
    colons = np.flatnonzero(
        (page.points[1:-1] == ord(":")) & (classes[:-2] == DIGIT) & (classes[2:] == DIGIT)
    )
    lines = np.searchsorted(page.starts[page.filled], colons + 1, "right") - 1
    return np.bincount(lines, minlength=len(page.filled))


_OVERLAP_NAMES = ("shared-words", "often-shared-words", "rare-words")


def _overlap(page: Lines, prose: Array) -> Array:
    """How much of what a line says is said by the prose of the page, too."""
    count = len(prose)
    numbers, lines = page.words.numbers[page.rare], page.words.lines[page.rare]
    in_prose = prose[lines] > 0
    times = np.bincount(numbers[in_prose], minlength=int(numbers.max(initial=0)) + 1)
    found = times[numbers] - in_prose
    rare = np.bincount(lines, minlength=count)
    known = np.bincount(lines[found >= 1], minlength=count)
    often = np.bincount(lines[found >= 3], minlength=count)
    divisor = np.maximum(rare, 1)
    return np.column_stack((known / divisor, often / divisor, np.log1p(rare)))


def _on_page(page: Lines) -> Array:
    """Whether a line stands on the page several times, and how it is indented beside others."""
    copies = Counter(page.texts)
    seen: set[str] = set()
    again = []
    for line in page.texts:
        again.append(line in seen)
        seen.add(line)
    indents = page.indents
    return np.column_stack(
        (
            *(np.log([copies[line] for line in page.texts]), again),
            *(np.log1p(indents - indents.min()), np.sign(np.diff(indents, prepend=0))),
        )
    )


_TITLE_NAMES = ("title-share", "title-cover")


def _title(page: Lines) -> Array:
    """How much of a line stands in the first line of the page, and how much of that in the line."""
    numbers, lines = page.words.numbers, page.words.lines
    count = len(page.rows)
    borders = np.searchsorted(lines, np.arange(min(count, 3) + 1))
    in_title = np.zeros(int(numbers.max(initial=0)) + 1, bool)
    for start, end in zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True):
        if end - start >= 3:
            in_title[numbers[start:end]] = True
            break
    found = np.bincount(lines[in_title[numbers]], minlength=count)
    of_line = np.maximum(np.bincount(lines, minlength=count), 1)
    return np.column_stack((found / of_line, np.minimum(found / max(int(in_title.sum()), 1), 1)))


_SEEN = (*_MARK_NAMES, "headline")
_AROUND_NAMES = tuple(
    f"{name}-{where}" for where in ("above", "below", "since", "until", "near", "around") for name in _SEEN
)


def _around(marks: Array) -> Array:
    """For each mark: how much of it is above and below, how far the next is, how much stands near."""
    count = len(marks)
    marks = marks.astype(np.float64)
    sums = np.zeros((count + 1, marks.shape[1]))
    np.cumsum(marks, axis=0, out=sums[1:])
    place = np.arange(count)
    numbers = place[:, None]
    above = np.maximum.accumulate(np.where(marks > 0, numbers, -count - 1000), axis=0)
    below = np.minimum.accumulate(np.where(marks > 0, numbers, 2 * count + 1000)[::-1], axis=0)[::-1]
    windows = [
        sums[np.minimum(place + reach + 1, count)] - sums[np.maximum(place - reach, 0)] for reach in (5, 20)
    ]
    return np.hstack(
        (
            np.log1p(sums[:-1]),
            np.log1p(np.maximum(sums[-1] - sums[1:], 0)),
            1 / (1 + np.log1p(numbers - above)),
            1 / (1 + np.log1p(below - numbers)),
            *(np.log1p(np.maximum(window, 0)) for window in windows),
        )
    )


_WHOLE_NAMES = (
    *("mass-above", "mass-below", "block-share", "block-side", "block-distance", "near-prose"),
    *("place", "from-top", "from-bottom", "page-lines", "page-prose", "page-rest", "prose-part"),
    *("largest-block", "page-length", "page-capitals"),
)
_BLOCK_GAP = 4  # lines without prose that part two blocks


def _whole_page(lengths: Array, prose: Array, own: Array) -> Array:
    """Where in its page a line stands, and what page it is."""
    count = len(lengths)
    place = np.arange(count)
    mass = lengths * prose
    total = mass.sum()
    upto = np.cumsum(mass)
    last = np.maximum.accumulate(np.where(prose > 0, place, -1))
    before = np.concatenate(([-1], last[:-1]))
    block = np.cumsum((prose > 0) & (place - before > _BLOCK_GAP))
    masses = np.bincount(block, weights=mass)
    largest = int(masses.argmax())
    scale = max(float(total), 1.0)
    near = np.convolve(mass, np.ones(5))[2:-2]
    figures = np.array(
        [
            *(np.log1p(count), np.log1p(total), np.log1p(lengths.sum() - total)),
            *(total / max(lengths.sum(), 1), masses.max() / scale, own[:, 0].mean(), own[:, 3].mean()),
        ]
    )
    side = block - largest
    return np.column_stack(
        (
            *((upto - mass) / scale, 1 - upto / scale, masses[block] / scale, np.sign(side)),
            *(np.clip(side, -4, 4), np.log1p(near), place / count, np.log1p(place), np.log1p(place[::-1])),
            np.broadcast_to(figures, (count, len(figures))),
        )
    )


NAMES = (*_OWN_NAMES, *_ON_PAGE_NAMES, *_OVERLAP_NAMES, *_TITLE_NAMES, *_AROUND_NAMES, *_WHOLE_NAMES)
"""What the columns of `Features.values` are."""
