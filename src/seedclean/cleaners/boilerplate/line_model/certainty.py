"""What the line model says of a page: its certainty, and the probabilities of lines."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.boilerplate.line_model.gate import is_page
from seedclean.cleaners.boilerplate.line_model.model import line_lengths, line_scores, may_be_page
from seedclean.cleaners.boilerplate.line_model.weights import calibration

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
    def probabilities(self) -> list[float]:
        """For each line the calibrated probability that it is boilerplate; 0 where it is blank."""
        return [self._probability(row) for row in range(len(self.lines))]

    @property
    def certainty(self) -> float:
        """The mean of |2p - 1| over the words, where p is the score of the line of the word.

        >>> Scores([1.0, 0.25], [1.0, 3.0]).certainty
        0.625
        """
        sure = sum(abs(2 * p - 1) * words for p, words in zip(self.lines, self.words, strict=True))
        return sure / (sum(self.words) or 1.0)

    def mean(self, rows: Iterable[int]) -> float | None:
        """The mean probability of some lines, weighted by their words; `None` where these have no words.

        >>> Scores([0.5, 0.5, 0.0], [1.0, 3.0, 0.0]).mean([2]) is None
        True
        """
        chosen = list(rows)
        words = sum(self.words[row] for row in chosen)
        return sum(self._probability(row) * self.words[row] for row in chosen) / words if words else None

    def _probability(self, row: int) -> float:
        """The probability of a line; its score is made to decide by, and leans to one side for that."""
        score = self.lines[row]
        if not self.words[row] or score in (0.0, 1.0):
            return score
        slope, offset = calibration()
        return 1 / (1 + math.exp(-slope * math.log(score / (1 - score)) - offset))


def page_scores(document: Document) -> Scores | None:
    """Score the lines of a page; `None` where the text does not show that it is one."""
    if not may_be_page(document) or not is_page(document):
        return None
    return Scores(line_scores(document), line_lengths(document))
