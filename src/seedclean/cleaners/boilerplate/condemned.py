"""The lines that the line model condemns, for the rules that say of what kind they are.

The rules run in their order, and each takes the condemned lines that it knows;
what none of them knows goes as `page-furniture`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate import model
from seedclean.cleaners.boilerplate.lines import shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedclean.document import Document

_LINES_ABOVE = 15  # lines with text above the first line of prose, among which the headline stands
_FEWEST_WORDS = 4
_MOST_WORDS = 25


def condemned_rows(document: Document, known: Callable[[str], object]) -> list[int]:
    """The rows that the model condemns and a rule knows by its line, stripped."""
    lines = document.stripped
    verdicts = document.judged(_verdicts)
    return [row for row, gone in enumerate(verdicts) if gone and known(lines[row])]


def _verdicts(document: Document) -> list[bool]:
    verdicts = [False] * len(document.lines)
    for row in model.condemned(document):
        verdicts[row] = True
    headline = _headline(document, verdicts)
    if headline is not None:
        verdicts[headline] = False
    return verdicts


def _headline(document: Document, verdicts: list[bool]) -> int | None:
    """The row of the page's own headline: a line above the text that stands on the page twice.

    Main texts are given with headlines and without; here they stay. Pages
    print theirs again as the title of the window, in the trail, or above a
    second lead.
    """
    lines, shapes = document.stripped, document.rows(shape)
    first = next((row for row, line in enumerate(shapes) if line.prose and not verdicts[row]), 0)
    above = [row for row in range(first) if shapes[row].words][-_LINES_ABOVE:]
    for row in reversed(above):
        if _FEWEST_WORDS <= shapes[row].words <= _MOST_WORDS and not shapes[row].prose:
            again = lines.index(lines[row])
            if again < row or lines[row] in lines[row + 1 :]:
                return again
    return None
