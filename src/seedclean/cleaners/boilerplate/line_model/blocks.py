"""The blocks of a page: what is between the lines whose words say that they are a site's.

The line model looks at single lines, and a text of short lines looks like furniture to it. The
blocks of a page show what it cannot see: where words explain what is furniture, and in how many
pieces the text is.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import PROSE
from seedclean.cleaners.boilerplate.known_furniture import find_rows_with_known_words
from seedclean.cleaners.boilerplate.pages import rows_with

if TYPE_CHECKING:
    from seedclean.document import Document

_MOST_UNEXPLAINED = 0.25
"""Of the predicted lines outside the text, this part may have no known words."""

_BESIDE = 2  # lines between a headline and its byline


def find_unexplained(
    document: Document, predicted: set[int], headlines: frozenset[int] = frozenset()
) -> set[int]:
    """The predicted lines that stay, since known words explain the furniture of the page without them.

    On a page without any paragraph that stays nothing else tells a text from furniture. On others
    what stays has to be in one block, and nearly all furniture around it known. A line beside the
    headline that the page has again is no part of the text: sources and names are printed there.

    Args:
        document: The page.
        predicted: The rows predicted as boilerplate.
        headlines: The rows of the headline.
    """
    if not predicted:
        return set()
    known = find_rows_with_known_words(document, predicted)

    def holds_text(rows: list[int]) -> bool:
        staying = [row for row in rows if row not in predicted]
        return any(row not in find_rows_with_known_words(document, (row,)) for row in staying)

    if not holds_text(rows_with(document, PROSE)):
        return predicted - known
    blocks = _blocks(document, known)
    own = [block for block in blocks if holds_text(block)]
    if len(own) != 1:
        return set()
    others = sum(map(len, blocks)) - len(own[0])
    if others > _MOST_UNEXPLAINED * (others + len(known)):
        return set()
    return predicted.intersection(own[0]) - _find_repeats_beside(document, own[0], headlines)


def _find_repeats_beside(document: Document, block: list[int], headlines: frozenset[int]) -> set[int]:
    """All copies of the lines beside the headline of a block that are in it more than once."""
    lines = document.stripped
    titles = {lines[row] for row in headlines}
    copies = Counter(lines[row] for row in block)
    beside = {
        lines[row]
        for place, title in enumerate(block)
        if lines[title] in titles
        for row in block[max(0, place - _BESIDE) : place + _BESIDE + 1]
    }
    return {row for row in block if copies[lines[row]] > 1 and lines[row] in beside - titles}


def _blocks(document: Document, known: set[int]) -> list[list[int]]:
    """The rows with text between known ones."""
    found: list[list[int]] = [[]]
    for row, line in enumerate(document.stripped):
        if row in known:
            found.append([])
        elif line:
            found[-1].append(row)
    return [block for block in found if block]
