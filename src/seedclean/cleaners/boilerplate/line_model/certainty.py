"""What the line model says of a page: its certainty, and the probabilities of lines."""

from __future__ import annotations

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
    def certainty(self) -> float:
        """The mean of |2p - 1| over the words, where p is the score of the line of the word.

        >>> Scores([1.0, 0.25], [1.0, 3.0]).certainty
        0.625
        """
        sure = sum(abs(2 * p - 1) * words for p, words in zip(self.lines, self.words, strict=True))
        return sure / (sum(self.words) or 1.0)

    @property
    def probabilities(self) -> list[float]:
        """For each line the calibrated probability that it is boilerplate; 0 where it is blank."""
        known, doubt = calibration(), 1 - self.certainty
        return [
            known.probability(score, doubt, words) if words else 0.0
            for score, words in zip(self.lines, self.words, strict=True)
        ]


def page_scores(document: Document) -> Scores | None:
    """Score the lines of a page; `None` where the text does not show that it is one."""
    if not may_be_page(document) or not is_page(document):
        return None
    return Scores(line_scores(document), line_lengths(document))
