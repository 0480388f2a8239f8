"""The marks of Markdown as evidence: what they add to the score of a line.

The weights were fitted by logistic regression beside the score of the network, on Markdown renderings of
pages whose main text is known. On the half of the sites that was not fitted a fifth of the wrong lines
are right with them.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from seedclean.markdown.marks import ALL_LINK, NO_MARKS, marks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedclean.document import Document
    from seedclean.markdown.marks import LineMarks

# What each adds to the logarithm of the odds that a line is main text.
_LINK_SHARE = -0.8
_ALL_LINK = -0.3
_LINKS_BESIDE = -0.35
_LINKS_AROUND = -0.45
_ITEM_WITHOUT_LINK = 0.45
_SUBHEADING = 0.4
_IMAGE = -2.0

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
    shares = list(accumulate((mark.link_share for mark in marks), initial=0.0))
    return [
        _own(mark)
        + _LINKS_BESIDE * _mean(shares, place, _BESIDE)
        + _LINKS_AROUND * _mean(shares, place, _AROUND)
        for place, mark in enumerate(marks)
    ]


def _own(mark: LineMarks) -> float:
    weight = _LINK_SHARE * mark.link_share
    if mark.link_share >= ALL_LINK:
        weight += _ALL_LINK
    if mark.item and not mark.links:
        weight += _ITEM_WITHOUT_LINK
    if mark.heading > 1:
        weight += _SUBHEADING
    return weight + _IMAGE * mark.image


def _mean(sums: list[float], place: int, reach: int) -> float:
    """The mean of the lines around a place, without its own."""
    low, high = max(0, place - reach), min(len(sums) - 1, place + reach + 1)
    others = sums[high] - sums[low] - (sums[place + 1] - sums[place])
    return others / max(1, high - low - 1)
