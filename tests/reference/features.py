"""What the line model sees of a page: what its lines show, and what stands around them.

All figures of a kind are made for all lines at once, by arithmetic between
arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reference.measures import PROSE, Measures, log_of, measured
from seedclean.cleaners.boilerplate.line_model.features import (
    AROUND_NAMES,
    LIMITS,
    MARK_NAMES,
    NAMES,
    ON_PAGE_NAMES,
    OVERLAP_NAMES,
    OWN_NAMES,
    WHOLE_NAMES,
)

if TYPE_CHECKING:
    from reference.characters import Array
    from reference.lexicon import Lexicon
    from seedclean.document import Document


class Lines(NamedTuple):
    """The lines with text of a page, or some of them.

    Attributes:
        rows: Their numbers in the document.
        lengths: How many words each has; Chinese counts by characters.
        columns: Where each stands in the measures.
        measures: What is known of each line by itself.
    """

    rows: Array
    lengths: Array
    columns: Array
    measures: Measures

    def without(self, gone: set[int]) -> Lines:
        """The page without some of its lines, by their numbers in the document."""
        left = [place for place, row in enumerate(self.rows.tolist()) if row not in gone]
        return Lines(self.rows[left], self.lengths[left], self.columns[left], self.measures)


def lines_of(document: Document, lexicon: Lexicon) -> Lines:
    r"""Measure the lines of a page.

    Args:
        document: The page.
        lexicon: What is looked up of each word; the same for all pages.

    >>> from reference.lexicon import lexicon
    >>> from seedclean.document import Document
    >>> lines_of(Document("Home | News\n\n  The council met on Monday.\n"), lexicon({}, 0)).rows.tolist()
    [0, 2]
    """
    stripped, lines = document.stripped, document.lines
    rows = [row for row, line in enumerate(stripped) if line]
    texts = [stripped[row] for row in rows]
    indents = [len(lines[row]) - len(lines[row].lstrip()) for row in rows]
    measures = measured(texts, indents, lexicon)
    return Lines(np.array(rows, np.int32), measures.lengths, np.arange(len(rows)), measures)


def features(page: Lines) -> Array:
    r"""What the lines show, and what stands around them.

    Returns:
        A row for each of `NAMES`, a column a line.

    >>> from reference.lexicon import lexicon
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
    own, on_page, overlap, around, whole = np.split(out, _BORDERS)
    marks = np.empty((len(MARK_NAMES), count), np.float32)
    np.take(page.measures.own, page.columns, axis=1, out=own)
    np.take(page.measures.marks, page.columns, axis=1, out=marks)
    prose = marks[PROSE] > 0
    _add_on_page(on_page, page)
    _add_overlap(overlap, page, prose)
    _add_around(around, marks)
    _add_whole_page(whole, page.lengths, prose)
    return out


def _add_on_page(out: Array, page: Lines) -> None:
    """Whether a line stands on the page several times, and how it is indented beside others."""
    count = len(page.columns)
    same = page.measures.same[page.columns]
    first = np.zeros(len(page.measures.same), np.intp)
    first[same[::-1]] = np.arange(count - 1, -1, -1)
    out[0] = np.log(np.bincount(same)[same])
    out[1] = first[same] != np.arange(count)
    indents = page.measures.indents[page.columns]
    out[2] = log_of(indents - indents.min())
    out[3] = np.sign(np.diff(indents, prepend=0))


def _add_overlap(out: Array, page: Lines, prose: Array) -> None:
    """How much of what a line says is said by the prose of the page, too: by its rare words."""
    starts = page.measures.rare_starts
    counts = np.diff(starts)[page.columns]
    count = len(counts)
    lines = np.repeat(np.arange(count), counts)
    # Where the words of a line start among all that are measured, less where they start on this page.
    shifts = starts[page.columns] - (np.cumsum(counts) - counts)
    rare = page.measures.rare[np.arange(len(lines)) + shifts[lines]]
    in_prose = prose[lines]
    times = np.bincount(rare[in_prose], minlength=int(rare.max(initial=0)) + 1)
    found = times[rare] - in_prose
    divisor = np.maximum(counts, 1)
    out[0] = np.bincount(lines[found >= 1], minlength=count) / divisor
    out[1] = np.bincount(lines[found >= LIMITS.often], minlength=count) / divisor
    out[2] = np.log1p(counts)


def _add_around(out: Array, marks: Array) -> None:
    """For each mark: how much of it stands above and below, and how far the next is up and down."""
    kinds, count = marks.shape
    above, below, since, until = out.reshape(4, kinds, count)
    sums = np.zeros((kinds, count + 1), np.float32)
    np.cumsum(marks, axis=1, out=sums[:, 1:])
    numbers = np.arange(count, dtype=np.float32)
    seen = marks > 0
    above[:] = sums[:, :-1]
    np.subtract(sums[:, -1:], sums[:, 1:], out=below)
    earlier = np.where(seen, numbers, np.float32(-count - LIMITS.nowhere))
    np.subtract(numbers, np.maximum.accumulate(earlier, axis=1), out=since)
    later = np.where(seen, numbers, np.float32(2 * count + LIMITS.nowhere))[:, ::-1]
    np.subtract(np.minimum.accumulate(later, axis=1)[:, ::-1], numbers, out=until)
    np.maximum(out, 0, out=out)  # sums of the same numbers may differ by a hair
    out += 1
    np.log(out, out=out)
    for distance in (since, until):
        distance += 1
        np.reciprocal(distance, out=distance)


def _add_whole_page(out: Array, lengths: Array, prose: Array) -> None:
    """Where in its page a line stands, and what page it is."""
    count = len(lengths)
    place = np.arange(count)
    mass = (lengths * prose).astype(np.float64)
    total = float(mass.sum())
    upto = np.cumsum(mass)
    last = np.maximum.accumulate(np.where(prose, place, -1))
    before = np.concatenate(([-1], last[:-1]))
    block = np.cumsum(prose & (place - before > LIMITS.block_gap))
    masses = np.bincount(block, weights=mass)
    largest = int(masses.argmax())
    scale = max(total, 1.0)
    side = block - largest
    words = float(lengths.sum())
    near = int(LIMITS.near)
    out[0] = (upto - mass) / scale
    out[1] = 1 - upto / scale
    out[2] = masses[block] / scale
    out[3] = np.sign(side)
    out[4] = np.clip(side, -LIMITS.most_distance, LIMITS.most_distance)
    out[5] = np.log1p(np.convolve(mass, np.ones(2 * near + 1))[near:-near])
    out[6] = place / count
    out[7] = np.log1p(place)
    out[8] = out[7, ::-1]
    out[9:] = np.array(
        [
            *(np.log1p(count), np.log1p(total), np.log1p(words - total)),
            *(total / max(words, 1), masses.max() / scale),
        ]
    )[:, None]


_PARTS = (OWN_NAMES, ON_PAGE_NAMES, OVERLAP_NAMES, AROUND_NAMES, WHOLE_NAMES)
_BORDERS = np.cumsum([len(names) for names in _PARTS])[:-1]
