"""The lines that the line model condemns, for the rules that say of what kind they are.

The rules run in their order, and each takes the condemned lines that it knows;
what none of them knows goes as `page-furniture`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate import model
from seedclean.cleaners.boilerplate.belonging import belonging
from seedclean.cleaners.boilerplate.lines import Shape, shape
from seedclean.cleaners.boilerplate.looks import LOOKS, is_caption

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedclean.document import Document

_LINES_ABOVE = 15  # lines with text above the first line of prose, among which the headline stands
_LINES_NEAR = 6  # and among which it is found where it stands only once
_FEWEST_WORDS = 4
_MOST_WORDS = 25


def condemned_rows(document: Document, known: Callable[[str], object]) -> list[int]:
    """The rows that the model condemns and a rule knows by its line, stripped."""
    lines = document.stripped
    verdicts = document.judged(_verdicts)
    return [row for row, gone in enumerate(verdicts) if gone and known(lines[row])]


def _verdicts(document: Document) -> list[bool]:
    def spared(rows: list[int]) -> set[int]:
        kept = {*_captions(lines, rows), *_headline(document, rows)}
        return kept | belonging(document, [row for row in rows if row not in kept])

    lines = document.stripped
    verdicts = [False] * len(lines)
    for row in model.condemned(document, spared):
        verdicts[row] = True
    return verdicts


def _captions(lines: list[str], rows: list[int]) -> list[int]:
    """The condemned captions that the page prints again: they are left for the rules that keep one copy."""
    copies = Counter(lines[row] for row in rows)
    return [row for row in rows if copies[lines[row]] > 1 and is_caption(lines[row])]


def _headline(document: Document, rows: list[int]) -> list[int]:
    """The row of the page's own headline, which stays although the model may condemn it.

    It is the last line above the text that stands on the page twice (pages
    print it again as the title of the window or above a second lead), or else
    the last one close to the text.
    """
    lines, shapes = document.stripped, document.rows(shape)
    condemned = set(rows)
    first = next((row for row, line in enumerate(shapes) if line.prose and row not in condemned), 0)
    above = [row for row in range(first) if shapes[row].words][-_LINES_ABOVE:]
    candidates = [row for row in reversed(above) if _may_be_headline(lines[row], shapes[row])]
    for row in candidates:
        again = lines.index(lines[row])
        if again < row or lines[row] in lines[row + 1 :]:
            return [again]
    return [row for row in candidates if row in above[-_LINES_NEAR:]][:1]


def _may_be_headline(line: str, looks: Shape) -> bool:
    if looks.prose or not _FEWEST_WORDS <= looks.words <= _MOST_WORDS or line[-1] in ".,;:|]":
        return False
    return not is_caption(line) and not any(is_other(line) for is_other in LOOKS)
