"""The line model: which lines of a page belong to the site and not to the text.

A small network, fitted to pages whose main text is known, looks at all lines
of a page together. It has no list of sites and knows no sentence; it sees
lengths, marks, capitals, common words, repeats, and where the prose stands.

numpy is imported when the first document is scored.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from seedclean.cleaners.boilerplate.features import Features
    from seedclean.document import Document

FEWEST_LINES = 8
"""A text of fewer lines is no whole page, and nothing in it is condemned."""

MOST_LINES = 20_000
"""A text of more lines is a book or a dump and no page."""

SURE = 0.9
"""A line with this score or more is furniture beyond doubt; a page needs some of those."""

FEWEST_SURE = 3
LEAST_SURE_PART = 0.1
_MOST_ROUNDS = 12
_AROUND = "around: "


class _Scored(NamedTuple):
    rows: list[int]
    scores: list[float]  # above 0 for main text


def line_scores(document: Document) -> list[float]:
    """How much each line looks like boilerplate: from 0 for main text to 1.

    Above a half a line rather goes than stays. Blank lines have a score of 0,
    and so have all lines of a text that is too long to be a page.

    Args:
        document: The page.

    Returns:
        A score for each line of the document.
    """
    scores = [0.0] * len(document.lines)
    scored = document.view(_scored)
    for row, score in zip(scored.rows, scored.scores, strict=True):
        scores[row] = _chance(score)
    return scores


def condemned(document: Document) -> list[int]:
    """The rows that the model would drop.

    A page has to show that it is one: some lines must be furniture beyond
    doubt. Then all lines go that rather are furniture. What is left is looked
    at again in the same way, until nothing more goes, so what `condemned`
    leaves it leaves for good.

    Args:
        document: The page.

    Returns:
        Numbers of lines with text, in order.
    """
    left = list(range(len(document.lines)))
    gone: list[int] = []
    for _ in range(_MOST_ROUNDS):
        dropped = _condemned_once(document)
        if not dropped:
            return sorted(gone)
        gone += [left[row] for row in dropped]
        doomed = set(dropped)
        left = [at for row, at in enumerate(left) if row not in doomed]
        lines = [line for row, line in enumerate(document.lines) if row not in doomed]
        document = document._replace(text="\n".join(lines))
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
        ValueError: The line is blank, or the text is too long to be a page.
    """
    from seedclean.cleaners.boilerplate.features import NAMES, features
    from seedclean.cleaners.boilerplate.network import contributions, load

    page = document.view(features)
    if row not in page.rows or len(page.rows) > MOST_LINES:
        raise ValueError(f"line {row} has no score: it is blank, or the text is too long to be a page")
    network = load()
    own, around, words, base = contributions(network, page, page.rows.index(row))
    parts = [(name, -value) for name, value in zip(NAMES, own, strict=True)]
    parts += [(_AROUND + name, -value) for name, value in zip((*NAMES, "words"), around, strict=True)]
    parts += [(f"word: {word}", -value) for word, value in words.items()]
    parts.append(("base", -base))
    return sorted((part for part in parts if part[1]), key=lambda part: (-abs(part[1]), part[0]))


def _scored(document: Document) -> _Scored:
    if document.text.count("\n") < FEWEST_LINES - 1:
        return _Scored([], [])
    from seedclean.cleaners.boilerplate.features import features
    from seedclean.cleaners.boilerplate.network import load, run

    page: Features = document.view(features)
    if not FEWEST_LINES <= len(page.rows) <= MOST_LINES:
        return _Scored([], [])
    return _Scored(page.rows, run(load(), page)[0].tolist())


def _chance(score: float) -> float:
    """The chance of boilerplate that a score stands for."""
    return 1 / (1 + math.exp(min(score, 700.0)))


def _condemned_once(document: Document) -> list[int]:
    rows, scores = document.view(_scored)
    sure = sum(_chance(score) >= SURE for score in scores)
    if sure < max(FEWEST_SURE, LEAST_SURE_PART * len(rows)):
        return []
    return [row for row, score in zip(rows, scores, strict=True) if score <= 0]
