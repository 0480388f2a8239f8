"""The line model: which lines of a page belong to the site and not to the text.

A small network, fitted to pages whose main text is known, looks at all lines
of a page together. It has no list of sites and knows no sentence; it sees
lengths, marks, capitals, common words, repeats, and the place of the prose.

C code measures and scores. Its tables are made when the first page is scored.
"""

from __future__ import annotations

import math
from itertools import compress
from operator import add, not_
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.boilerplate.line_model.mark_evidence import weigh_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from seedclean.document import Document
    from seedclean.native.scoring import Measured

FEWEST_LINES = 5
"""A text of fewer lines is no whole page, and nothing in it is predicted."""

SURE = 0.8
"""A line with this score or more is furniture beyond doubt; a page needs some of those."""

_SURE_SCORE = -math.log(SURE / (1 - SURE))

FEWEST_SURE = 3
LEAST_SURE_PART = 0.1
"""Of so many lines in a page, and of this part of them, furniture must be sure."""

LEAST_SHORT_PART = 0.05
"""This part of a page's lines must be short. It is the cheap question, asked first."""

LITTLE_TEXT = 200
"""Where fewer words than this would be left, the model has hardly found the text, and is not so sure."""

LONG_LINE = 8
LENIENCE = 2.0
"""Then a line of so many words goes only where the logarithm of its odds is up to this much better."""

PARAGRAPH = 15
"""Words of a line that is a paragraph, wherever it is."""

SURE_INSIDE = 1.0
"""Between two paragraphs that stay, a line goes only where the logarithm of its odds is this much better."""

MILDER = 0.8
"""Below the first paragraph a line that is no paragraph goes with odds whose logarithm is this much worse."""

SHORTEST_HEADLINE = 4
"""And above it a line of fewer words, which is no headline."""

MOST_SCORINGS = 20
"""A page is scored so often at most. Of 1,614 real pages none took more than ten times to come to rest."""

_SHORT = 5.0  # words
_AROUND = "around: "


class Lines(NamedTuple):
    """The lines with text of a page, or some of them.

    Attributes:
        rows: Their numbers in the document.
        lengths: How many words each has; Chinese counts by characters.
        columns: Their numbers in the measures.
        measures: All lines of the page, measured.
    """

    rows: list[int]
    lengths: list[float]
    columns: list[int]
    measures: Measured

    @property
    def short(self) -> float:
        """The share of lines with five words or fewer."""
        return sum(map(_SHORT.__ge__, self.lengths)) / len(self.columns)

    def with_rows(self, rows: list[int]) -> Lines:
        """The same lines in another document."""
        return self._replace(rows=rows)

    def without(self, gone: set[int]) -> Lines:
        """The page without some of its lines, by their numbers in the document."""
        left = [row not in gone for row in self.rows]
        rows, columns = (list(compress(numbers, left)) for numbers in (self.rows, self.columns))
        return Lines(rows, list(compress(self.lengths, left)), columns, self.measures)


def line_scores(document: Document) -> list[float]:
    """Score each line: from 0 for main text to 1 for boilerplate.

    Above a half a line rather goes than stays. Blank lines have a score of 0,
    and so have all lines of a text that is too short to be a page.

    Args:
        document: The page.

    Returns:
        A score for each line of the document.
    """
    scores = [0.0] * len(document.lines)
    lines = document.view(_lines)
    if lines is not None:
        for row, score in zip(lines.rows, _scores_of(document, lines), strict=True):
            scores[row] = 1 / (1 + math.exp(min(score, 700.0)))
    return scores


def line_lengths(document: Document) -> list[float]:
    """Count the words of each line that `line_scores` scores; 0 for all others."""
    lengths = [0.0] * len(document.lines)
    lines = document.view(_lines)
    if lines is not None:
        for row, length in zip(lines.rows, lines.lengths, strict=True):
            lengths[row] = length
    return lengths


def predict(document: Document, find_kept: Callable[[list[int]], Iterable[int]] | None = None) -> list[int]:
    """The rows that the model would drop.

    A page has to show that it is one: some lines must be furniture beyond
    doubt. Then all lines go that rather are furniture. What is left is looked
    at again in the same way, until nothing more goes, so what `predict`
    leaves it leaves for good.

    Args:
        document: The page.
        find_kept: Asked with all rows that are about to go, which of them stay nevertheless.

    Returns:
        Numbers of lines with text, in order.
    """
    gone: set[int] = set()
    whole = document.view(_lines)
    if whole is None:
        return []
    lines = whole
    for _ in range(MOST_SCORINGS):
        if not _has_short_lines(lines):
            break
        scores = _scores_of(document, lines)
        if not _is_page(scores):
            break
        predicted = gone.union(compress(lines.rows, _predict_lines(lines, scores)))
        if find_kept is not None and predicted != gone:
            predicted.difference_update(find_kept(sorted(predicted)))
        if predicted <= gone:
            break
        gone |= predicted
        lines = whole.without(gone)
    else:
        return []
    return sorted(gone)


def explain(document: Document, row: int) -> list[tuple[str, float]]:
    """Why a line has its score.

    Args:
        document: The page.
        row: The number of a line with text.

    Returns:
        What spoke for boilerplate (above 0) or for main text (below), the
        weightiest first: features of the line, its words as `word: subscribe`,
        and features of the lines around it as `around: prose`. `base` is what
        the model thinks of a line of which it knows nothing. Together they are
        the logarithm of the odds that the line is boilerplate.

    Raises:
        ValueError: The line is blank, or the text is too short to be a page.
    """
    from seedclean.cleaners.boilerplate.line_model.explanation import parts_of

    lines = document.view(_lines)
    if lines is None or row not in lines.rows:
        raise ValueError(f"line {row} has no score: it is blank, or the text is too short for a page")
    place = lines.rows.index(row)
    score = _scores_of(document, lines)[place]
    own, around, words = parts_of(lines.measures, lines.columns, place, document.stripped[row])
    parts = [
        *own,
        *((_AROUND + name, value) for name, value in around),
        *((f"word: {word}", value) for word, value in words),
    ]
    parts.append(("base", score - sum(value for _, value in parts)))
    said = [(name, -value) for name, value in parts if value]
    return sorted(said, key=lambda part: (-abs(part[1]), part[0]))


def may_be_page(document: Document) -> bool:
    """Check whether the text has as many lines as a page; the cheapest question, asked first."""
    if document.text.count("\n") < FEWEST_LINES - 1:
        return False
    lines = document.stripped
    return len(lines) - lines.count("") >= FEWEST_LINES


def _lines(document: Document) -> Lines | None:
    """The lines of a page, measured; nothing where the text is no page by its size.

    The page that the rules leave often is the one that was looked at last, which is measured already.
    """
    if not may_be_page(document):
        return None
    rows = [row for row, line in enumerate(document.stripped) if line]
    known: _Scored | None = document.memo.get(_scores_of)
    if known is not None and known.text == _text(document, rows):
        return known.lines.with_rows(rows)
    from seedclean.cleaners.boilerplate.line_model.weights import line_model
    from seedclean.native.binding import code_points_of

    measured = line_model().measure(code_points_of(document.text), len(rows))
    return Lines(measured.rows, measured.lengths, list(range(len(measured.rows))), measured)


class _Scored(NamedTuple):
    text: str
    lines: Lines
    scores: list[float]


def _text(document: Document, rows: list[int]) -> str:
    return "\n".join(map(document.lines.__getitem__, rows))


def _scores_of(document: Document, lines: Lines) -> list[float]:
    """A score for each line with text, above 0 for main text; the last ones are remembered."""
    text = _text(document, lines.rows)
    known: _Scored | None = document.memo.get(_scores_of)
    if known is None or known.text != text:
        known = document.memo[_scores_of] = _Scored(text, lines, _score(lines))
    return list(map(add, known.scores, weigh_marks(document, lines.rows)))


def _score(lines: Lines) -> list[float]:
    from seedclean.cleaners.boilerplate.line_model.weights import line_model

    return line_model().score(lines.measures, lines.columns)


def _has_short_lines(lines: Lines) -> bool:
    """Check whether there are enough lines, and short ones among them, of which menus are made."""
    return len(lines.rows) >= FEWEST_LINES and lines.short >= LEAST_SHORT_PART


def _is_page(scores: list[float]) -> bool:
    """Check whether enough lines are furniture beyond doubt."""
    sure = sum(map(_SURE_SCORE.__ge__, scores))
    return sure >= max(FEWEST_SURE, LEAST_SURE_PART * len(scores))


def _predict_lines(lines: Lines, scores: list[float]) -> list[bool]:
    """Check whether each line rather is furniture.

    Below the first paragraph that stays even odds are enough for lines that are no
    paragraphs. A long line hardly is furniture where little text would be left, and one
    between two paragraphs that stay must be so more surely.
    """
    lengths = lines.lengths
    left = sum(length for length, score in zip(lengths, scores, strict=True) if score > 0)
    lenience = LENIENCE * max(0.0, 1 - left / LITTLE_TEXT)
    first = next(_find_paragraphs(lengths, map((0.0).__lt__, scores)), len(scores))
    predicted = [
        score <= _limit_of(length, place > first, lenience)
        for place, (length, score) in enumerate(zip(lengths, scores, strict=True))
    ]
    paragraphs = list(_find_paragraphs(lengths, map(not_, predicted)))
    for place in range(paragraphs[0], paragraphs[-1]) if paragraphs else ():
        predicted[place] = predicted[place] and scores[place] <= -SURE_INSIDE
    return predicted


def _find_paragraphs(lengths: list[float], staying: Iterable[bool]) -> Iterator[int]:
    """The places of paragraphs that stay."""
    for place, (length, stays) in enumerate(zip(lengths, staying, strict=True)):
        if stays and length >= PARAGRAPH:
            yield place


def _limit_of(length: float, is_below: bool, lenience: float) -> float:
    """The score up to which a line of so many words goes, below the first paragraph or not."""
    is_milder = length < SHORTEST_HEADLINE or (is_below and length < PARAGRAPH)
    return MILDER * is_milder - lenience * (length >= LONG_LINE)
