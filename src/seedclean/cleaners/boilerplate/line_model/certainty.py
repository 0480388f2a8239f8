"""The certainty of the line model about a page: how far its scores are from even odds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.boilerplate.line_model.gate import is_page
from seedclean.cleaners.boilerplate.line_model.model import line_lengths, line_scores, may_be_page

if TYPE_CHECKING:
    from seedclean.document import Document


class Scores(NamedTuple):
    """The scores of a page.

    Attributes:
        lines: For each line its score, from 0 for main text to 1 for boilerplate.
        words: For each line its number of words; 0 where it is blank.
    """

    lines: list[float]
    words: list[float]

    @property
    def certainty(self) -> float:
        """The mean of |2p - 1| over the words, where p is the score of the line of the word.

        >>> Scores([1.0, 0.25], [1.0, 3.0]).certainty
        0.625
        """
        sure = sum(abs(2 * p - 1) * words for p, words in zip(self.lines, self.words, strict=True))
        return sure / (sum(self.words) or 1.0)

    def mean(self, rows: Iterable[int]) -> float | None:
        """The mean score of some lines, weighted by their words; `None` where these have no words.

        >>> Scores([1.0, 0.25, 0.0], [1.0, 3.0, 0.0]).mean([0, 1])
        0.4375
        """
        chosen = list(rows)
        words = sum(self.words[row] for row in chosen)
        return sum(self.lines[row] * self.words[row] for row in chosen) / words if words else None


def page_scores(document: Document) -> Scores | None:
    """Score the lines of a page; `None` where the text does not show that it is one."""
    if not may_be_page(document) or not is_page(document):
        return None
    return Scores(line_scores(document), line_lengths(document))
