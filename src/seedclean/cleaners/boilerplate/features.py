"""What the line model sees of a page: what its lines show, and what stands around them.

All figures of a kind are made for all lines at once, by arithmetic between
arrays. This module loads numpy, so it is imported when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedclean.cleaners.boilerplate.measures import (
    MARK_NAMES,
    OWN_NAMES,
    PROSE,
    SHORT,
    Measures,
    log_of,
    measured,
)

if TYPE_CHECKING:
    from seedclean.cleaners.boilerplate.characters import Array
    from seedclean.cleaners.boilerplate.lexicon import Lexicon
    from seedclean.document import Document


class Lines(NamedTuple):
    """The lines with text of a page.

    Attributes:
        rows: Their numbers in the document.
        indents: How far each is indented.
        columns: Where each stands in the measures.
        measures: What is known of each line by itself.
    """

    rows: Array
    indents: Array
    columns: Array
    measures: Measures

    @property
    def lengths(self) -> Array:
        """How many words each line has; Chinese counts by characters."""
        return self.measures.lengths[self.columns]

    @property
    def short(self) -> Array:
        """Which of the lines have five words or fewer."""
        short: Array = self.measures.marks[SHORT, self.columns]
        return short


def lines_of(document: Document, lexicon: Lexicon) -> Lines:
    r"""Measure the lines of a page, but for those that are known from the page it was before.

    Args:
        document: The page.
        lexicon: What is looked up of each word; the same for all pages.

    >>> from seedclean.cleaners.boilerplate.lexicon import lexicon
    >>> from seedclean.document import Document
    >>> lines_of(Document("Home | News\n\n  The council met on Monday.\n"), lexicon({}, 0)).rows.tolist()
    [0, 2]
    """
    stripped = document.stripped
    rows = [row for row, line in enumerate(stripped) if line]
    texts = [stripped[row] for row in rows]
    measures = document.memo[measured] = measured(texts, lexicon, document.memo.get(measured))
    lines = document.lines
    return Lines(
        np.array(rows, np.intp),
        np.array([len(lines[row]) - len(lines[row].lstrip()) for row in rows], np.float32),
        np.fromiter(map(measures.numbers.__getitem__, texts), np.intp, len(texts)),
        measures,
    )


def without(lines: Lines, gone: Array) -> Lines:
    """The page without some of its lines."""
    left = np.flatnonzero(~gone)
    return Lines(lines.rows[left], lines.indents[left], lines.columns[left], lines.measures)


def features(page: Lines) -> Array:
    r"""What the lines show, and what stands around them.

    Returns:
        A row for each of `NAMES`, a column a line.

    >>> from seedclean.cleaners.boilerplate.lexicon import lexicon
    >>> from seedclean.document import Document
    >>> page = Document("Home | News\n\nThe council met on Monday.\n")
    >>> found = features(lines_of(page, lexicon({}, 0)))
    >>> found.shape == (len(NAMES), 2)
    True
    """
    count = len(page.columns)
    out = np.empty((len(NAMES), count), np.float32)
    if not count:
        return out
    own, on_page, overlap, title, around, whole = np.split(out, _BORDERS)
    marks = np.empty((len(_SEEN), count), np.float32)
    np.take(page.measures.own, page.columns, axis=1, out=own)
    np.take(page.measures.marks, page.columns, axis=1, out=marks[:-1])
    lengths, prose = page.lengths, marks[PROSE]
    words, rare, word_lines = _words(page)
    _add_on_page(on_page, page)
    _add_overlap(overlap, words[rare], word_lines[rare], prose)
    _add_title(title, words, word_lines)
    marks[-1] = (title[0] >= 0.8) & (lengths >= 3) & (lengths <= 30)
    marks[-1, 0] = 0
    _add_around(around, marks)
    _add_whole_page(whole, lengths, prose, own)
    return out


def _words(page: Lines) -> tuple[Array, Array, Array]:
    """The words of the page, which of them are rare, and the line that each stands in."""
    measures = page.measures
    counts = measures.word_counts[page.columns]
    starts = (np.cumsum(measures.word_counts) - measures.word_counts)[page.columns]
    before = np.cumsum(counts) - counts
    lines = np.repeat(np.arange(len(counts)), counts)
    places = np.arange(len(lines)) + (starts - before)[lines]
    return measures.words[places], measures.rare[places], lines


_ON_PAGE_NAMES = ("copies", "again", "indent", "deeper")


def _add_on_page(out: Array, page: Lines) -> None:
    """Whether a line stands on the page several times, and how it is indented beside others."""
    count = len(page.columns)
    first = np.zeros(len(page.measures.lengths), np.intp)
    first[page.columns[::-1]] = np.arange(count - 1, -1, -1)
    out[0] = np.log(np.bincount(page.columns)[page.columns])
    out[1] = first[page.columns] != np.arange(count)
    out[2] = log_of(page.indents - page.indents.min())
    out[3] = np.sign(np.diff(page.indents, prepend=0))


_OVERLAP_NAMES = ("shared-words", "often-shared-words", "rare-words")


def _add_overlap(out: Array, rare: Array, lines: Array, prose: Array) -> None:
    """How much of what a line says is said by the prose of the page, too."""
    count = len(prose)
    in_prose = prose[lines] > 0
    times = np.bincount(rare[in_prose], minlength=int(rare.max(initial=0)) + 1)
    found = times[rare] - in_prose
    counts = np.bincount(lines, minlength=count)
    divisor = np.maximum(counts, 1)
    out[0] = np.bincount(lines[found >= 1], minlength=count) / divisor
    out[1] = np.bincount(lines[found >= 3], minlength=count) / divisor
    out[2] = np.log1p(counts)


_TITLE_NAMES = ("title-share", "title-cover")
_LINES_OF_TITLE = 3


def _add_title(out: Array, words: Array, lines: Array) -> None:
    """How much of a line stands in the first line of the page, and how much of that in the line."""
    count = out.shape[1]
    counts = np.bincount(lines, minlength=count)
    in_title = np.zeros(int(words.max(initial=0)) + 1, bool)
    start = 0
    for length in counts[:_LINES_OF_TITLE].tolist():
        if length >= 3:
            in_title[words[start : start + length]] = True
            break
        start += length
    found = np.bincount(lines[in_title[words]], minlength=count)
    out[0] = found / np.maximum(counts, 1)
    out[1] = np.minimum(found / max(int(in_title.sum()), 1), 1)


_SEEN = (*MARK_NAMES, "headline")
_AROUND_NAMES = tuple(
    f"{name}-{where}" for where in ("above", "below", "since", "until", "near", "around") for name in _SEEN
)
_NEAR, _AROUND = 5, 20  # lines up and down


def _add_around(out: Array, marks: Array) -> None:
    """For each mark: how much of it is above and below, how far the next is, how much stands near."""
    kinds, count = marks.shape
    above, below, since, until, near, around = out.reshape(6, kinds, count)
    sums = np.zeros((kinds, count + 1), np.float32)
    np.cumsum(marks, axis=1, out=sums[:, 1:])
    place = np.arange(count)
    numbers = place.astype(np.float32)
    seen = marks > 0
    above[:] = sums[:, :-1]
    np.subtract(sums[:, -1:], sums[:, 1:], out=below)
    np.subtract(numbers, np.maximum.accumulate(np.where(seen, numbers, -count - 1000), axis=1), out=since)
    later = np.where(seen, numbers, np.float32(2 * count + 1000))[:, ::-1]
    np.subtract(np.minimum.accumulate(later, axis=1)[:, ::-1], numbers, out=until)
    for window, reach in ((near, _NEAR), (around, _AROUND)):
        np.take(sums, np.minimum(place + (reach + 1), count), axis=1, out=window)
        window -= np.take(sums, np.maximum(place - reach, 0), axis=1)
    np.maximum(out, 0, out=out)  # sums of the same numbers may differ by a hair
    out += 1
    np.log(out, out=out)
    for distance in (since, until):
        distance += 1
        np.reciprocal(distance, out=distance)


_WHOLE_NAMES = (
    *("mass-above", "mass-below", "block-share", "block-side", "block-distance", "near-prose"),
    *("place", "from-top", "from-bottom", "page-lines", "page-prose", "page-rest", "prose-part"),
    *("largest-block", "page-length", "page-capitals"),
)
_BLOCK_GAP = 4  # lines without prose that part two blocks


def _add_whole_page(out: Array, lengths: Array, prose: Array, own: Array) -> None:
    """Where in its page a line stands, and what page it is."""
    count = len(lengths)
    place = np.arange(count)
    mass = (lengths * prose).astype(np.float64)
    total = float(mass.sum())
    upto = np.cumsum(mass)
    last = np.maximum.accumulate(np.where(prose > 0, place, -1))
    before = np.concatenate(([-1], last[:-1]))
    block = np.cumsum((prose > 0) & (place - before > _BLOCK_GAP))
    masses = np.bincount(block, weights=mass)
    largest = int(masses.argmax())
    scale = max(total, 1.0)
    side = block - largest
    words = float(lengths.sum())
    out[0] = (upto - mass) / scale
    out[1] = 1 - upto / scale
    out[2] = masses[block] / scale
    out[3] = np.sign(side)
    out[4] = np.clip(side, -4, 4)
    out[5] = np.log1p(np.convolve(mass, np.ones(5))[2:-2])
    out[6] = place / count
    out[7] = np.log1p(place)
    out[8] = out[7, ::-1]
    out[9:] = np.array(
        [
            *(np.log1p(count), np.log1p(total), np.log1p(words - total)),
            *(total / max(words, 1), masses.max() / scale, own[0].mean(), own[3].mean()),
        ]
    )[:, None]


_PARTS = (OWN_NAMES, _ON_PAGE_NAMES, _OVERLAP_NAMES, _TITLE_NAMES, _AROUND_NAMES, _WHOLE_NAMES)
_BORDERS = np.cumsum([len(names) for names in _PARTS])[:-1]

NAMES = tuple(name for names in _PARTS for name in names)
"""What the rows of `features` are."""
