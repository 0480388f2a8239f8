"""The certainty of the line model about a page, and the probabilities of its lines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.boilerplate.line_model.gate import is_page
from seedclean.cleaners.boilerplate.line_model.model import line_lengths, line_scores, may_be_page
from seedclean.cleaners.boilerplate.line_model.weights import calibration, word_weights
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Container

    from seedclean.document import Document


_WORD = Pattern(r"[^\W\d_]+")


class Scores(NamedTuple):
    """The scores of a page.

    Attributes:
        lines: For each line its score, from 0 for main text to 1 for boilerplate.
        words: For each line its number of words; 0 where it is blank.
        known: The share of the words of the page that the model knows.
    """

    lines: list[float]
    words: list[float]
    known: float

    @property
    def certainty(self) -> float:
        """The mean of |2p - 1| over the words, where p is the score of the line of the word.

        >>> Scores([1.0, 0.25], [1.0, 3.0], 0.5).certainty
        0.625
        """
        sure = sum(abs(2 * p - 1) * words for p, words in zip(self.lines, self.words, strict=True))
        return sure / (sum(self.words) or 1.0)

    @property
    def probabilities(self) -> list[float]:
        """For each line the calibrated probability that it is boilerplate; 0 where it is blank."""
        probability, lines = calibration().probability, sum(map(bool, self.words))
        return [
            probability(score, words, self.known, lines) if words else 0.0
            for score, words in zip(self.lines, self.words, strict=True)
        ]


def page_scores(document: Document) -> Scores | None:
    """Score the lines of a page; `None` where the text does not show that it is one."""
    if not may_be_page(document) or not is_page(document):
        return None
    return Scores(line_scores(document), line_lengths(document), measure_known(document.text, word_weights()))


def measure_known(text: str, known: Container[str]) -> float:
    """The share of the words of a text that are known; 0 where it has none.

    >>> measure_known("Read the news of 2019", {"read", "news"})
    0.5
    """
    words = Counter(_WORD.findall(text.lower()))
    return sum(count for word, count in words.items() if word in known) / (words.total() or 1)
