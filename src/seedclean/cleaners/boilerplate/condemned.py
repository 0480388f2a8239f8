"""The lines that the line model condemns, for the rules that say of what kind they are.

The rules run in their order, and each takes the condemned lines that it knows;
what none of them knows goes as `page-furniture`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate import model
from seedclean.cleaners.boilerplate.belonging import belonging
from seedclean.cleaners.boilerplate.lines import words_in
from seedclean.cleaners.boilerplate.looks import LOOKS, SHORTEST_CAPTION, is_caption
from seedclean.cleaners.boilerplate.pages import first_kept, row_beside
from seedclean.cleaners.boilerplate.signs import LOOK, PROSE, signs

if TYPE_CHECKING:
    from seedclean.document import Document

_LINES_ABOVE = 15  # lines with text above the first line of prose, among which the headline stands
_LINES_NEAR = 6  # and among which it is found where it stands only once
_FEWEST_WORDS = 4
_MOST_WORDS = 25


def condemned_rows(document: Document) -> list[int]:
    """The rows that the model condemns, but for those that the lines around them spare."""
    lines = document.stripped

    def spared(rows: list[int]) -> set[int]:
        condemned = set(rows)
        kept = {*_captions(lines, rows), *_headline(document, condemned)}
        return kept | belonging(document, condemned - kept)

    return model.condemned(document, spared)


def _captions(lines: list[str], rows: list[int]) -> list[int]:
    """The condemned captions that the page prints again: they are left for the rules that keep one copy."""
    long = [row for row in rows if len(lines[row]) >= SHORTEST_CAPTION]
    copies = Counter(lines[row] for row in long)
    return [row for row in long if copies[lines[row]] > 1 and is_caption(lines[row])]


def _headline(document: Document, condemned: set[int]) -> list[int]:
    """The row of the page's own headline, which stays although the model may condemn it.

    It is the last line above the text that stands on the page twice (pages
    print it again as the title of the window or above a second lead), or else
    the last one close to the text.
    """
    lines, shown = document.stripped, signs(document)
    near = []
    row = first_kept(document, condemned)
    for above in range(_LINES_ABOVE):
        row = row_beside(lines, row, -1)
        if row < 0:
            break
        if shown[row] & PROSE or not _is_of_headline(lines[row]):
            continue
        if lines.count(lines[row]) > 1 and not _is_other(lines[row], shown[row]):
            return [lines.index(lines[row])]
        if above < _LINES_NEAR:
            near.append(row)
    return [row for row in near if not _is_other(lines[row], shown[row])][:1]


def _is_of_headline(line: str) -> bool:
    """Whether a line has the length and the end of a headline."""
    return line[-1] not in ".,;:|]" and _FEWEST_WORDS <= words_in(line) <= _MOST_WORDS


def _is_other(line: str, shown: int) -> bool:
    """Whether a line looks like something else that stands above a text."""
    if is_caption(line):
        return True
    small = line.lower()
    return shown & LOOK > 0 and any(is_other(small) for is_other in LOOKS)
