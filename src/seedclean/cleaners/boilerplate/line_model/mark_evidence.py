"""The marks of Markdown as evidence: what they add to the score of a line.

The weights are fitted by `tests/tools/fit_mark_evidence.py`, on Markdown renderings of pages whose main text
is known.
"""

from __future__ import annotations

from itertools import accumulate
from operator import mul
from typing import TYPE_CHECKING

from seedclean.markdown.marks import ALL_LINK, NO_MARKS, marks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedclean.document import Document
    from seedclean.markdown.marks import LineMarks

WEIGHTS = {
    "share of links": -1.6,
    "all link": -0.8,
    "share of links beside": 0.0,
    "share of links around": -0.8,
    "item without a link": 0.0,
    "subheading": 0.4,
    "image": -6.4,
}
"""What each number that `measure_marks` gives adds to the logarithm of the odds that a line is main text."""

_BESIDE, _AROUND = 1, 8
"""Lines to both sides of which the mean share of links counts."""


def weigh_marks(document: Document, rows: Sequence[int]) -> list[float]:
    """Give what the marks of lines add to their scores: above 0 for main text; 0 where there are no marks.

    Args:
        document: The page.
        rows: The numbers of its lines with text, or of some of them.

    >>> from seedclean.document import Document
    >>> weigh_marks(Document("The ferry was late."), [0])
    [0.0]
    """
    every = marks_of(document)
    marks = [every[row] for row in rows]
    if all(mark is NO_MARKS for mark in marks):
        return [0.0] * len(marks)
    weights = tuple(WEIGHTS.values())
    return [sum(map(mul, weights, numbers)) for numbers in measure_marks(marks)]


def measure_marks(marks: Sequence[LineMarks]) -> list[tuple[float, ...]]:
    """Measure the marks of the lines of a page: the numbers of each line, in the order of `WEIGHTS`.

    >>> from seedclean.markdown.marks import LineMarks
    >>> measure_marks([LineMarks(links=1, link_share=1.0), LineMarks(item=True)])
    [(1.0, True, 0.0, 0.0, False, False, False), (0.0, False, 1.0, 1.0, True, False, False)]
    """
    shares = list(accumulate((mark.link_share for mark in marks), initial=0.0))
    return [
        (
            mark.link_share,
            mark.link_share >= ALL_LINK,
            _mean(shares, place, _BESIDE),
            _mean(shares, place, _AROUND),
            mark.item and not mark.links,
            mark.heading > 1,
            mark.image,
        )
        for place, mark in enumerate(marks)
    ]


def _mean(sums: list[float], place: int, reach: int) -> float:
    """The mean of the lines around a place, without its own."""
    low, high = max(0, place - reach), min(len(sums) - 1, place + reach + 1)
    others = sums[high] - sums[low] - (sums[place + 1] - sums[place])
    return others / max(1, high - low - 1)
