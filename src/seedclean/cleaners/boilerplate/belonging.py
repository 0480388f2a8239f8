"""Condemned lines that stay, because the lines around them show that they belong to the text."""

from __future__ import annotations

from re import IGNORECASE
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.lines import shape
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.cleaners.boilerplate.lines import Shape
    from seedclean.document import Document

_PARAGRAPH_ENDS = '.!?。！？…”"'
_CLAUSE_ENDS = ".!?:。！？："
_GOES_ON = ",.;:)"
_FEWEST_WORDS = 4  # of a headline
_FEWEST_BEFORE = 3  # words of a line that a fragment goes on
_LONGEST_FRAGMENT = 3  # lines
_FEWEST_QUANTITIES = 3
_MOST_BETWEEN = 2  # lines between two quantities: the things themselves, and the heading of a part
_QUANTITY = Pattern(
    r"(?:[-–•*·] ?)?(?:\d[\d.,/–-]{0,6} ?)?(?:\d|[½¼¾⅓⅔])[^\S\n]{0,3}"
    r"(?:g|gr|kg|mg|ml|cl|dl|l|el|tl|msp|pck|prisen?|cups?|tbsps?|tsps?|tablespoons?|teaspoons?|pinch(?:es)?|oz"
    r"|ounces?|lbs?|pounds?|cloves?|cuillères?|c\. ?à|pincées?|tazas?|cucharad(?:it)?as?|kopjes?"
    r"|克|毫升|公斤|杯|匙)"
    r"(?![^\W_])",
    IGNORECASE,
)
_FEWEST_TITLE = 2  # words
_TITLE_REACH = 10  # lines with text between a title and the first paragraph
_WORD = Pattern(r"[^\W\d_]{3,}")
_LEAD_REACH = 6  # lines with text between a lead and the paragraphs below it: bylines, buttons, captions


def belonging(document: Document, rows: list[int]) -> set[int]:
    """Which of the condemned rows belong to the text that stays.

    A paragraph does that stands next to one that stays, or below a headline
    that stays, and the last one above the whole text, which is its lead; and so
    do the words of a link that parts a sentence, and the quantities of a recipe.

    Args:
        document: The page.
        rows: The condemned rows, in order.
    """
    lines, shapes = document.stripped, document.rows(shape)
    condemned = set(rows)
    kept = {
        row
        for row in rows
        if shapes[row].prose and lines[row][-1] in _PARAGRAPH_ENDS and _beside_text(row, shapes, condemned)
    }
    kept.update(_lead(lines, shapes, condemned))
    for row in rows:
        below = _next(shapes, row, 1)
        if below >= 0 and _goes_on(lines[below], condemned=below in condemned):
            found = _fragment(row, lines, shapes, condemned)
            kept.update(condemned.intersection((*found, below)) if found else ())
    kept.update(_ingredients(rows, lines, shapes))
    kept.update(_title(lines, shapes, condemned))
    return kept


def _goes_on(line: str, *, condemned: bool) -> bool:
    """Whether a line goes on with a sentence that began above it."""
    return line[0] in _GOES_ON or (not condemned and line[0].islower())


def _ingredients(rows: list[int], lines: list[str], shapes: list[Shape]) -> list[int]:
    """The condemned lines of a list of quantities, as recipes have: `2 cups of flour`, or `2 cups` alone."""
    measured = [row for row in rows if _QUANTITY.match(lines[row])]
    if len(measured) < _FEWEST_QUANTITIES:
        return []
    found = []
    for row, after in zip(measured, [*measured[1:], -1], strict=True):
        found.append(row)
        between = [other for other in range(row + 1, after) if shapes[other].words]
        if len(between) <= _MOST_BETWEEN:
            found += between
    return found


def _title(lines: list[str], shapes: list[Shape], condemned: set[int]) -> list[int]:
    """A short title, of which the first paragraph of the text says every word, where no headline stays."""
    first = next((row for row, looks in enumerate(shapes) if looks.prose and row not in condemned), -1)
    told = _WORD.findall(lines[first].lower()) if first > 0 else []
    row = first
    for _ in range(_TITLE_REACH):
        row = _next(shapes, row, -1) if row > 0 else -1
        if row < 0 or (row not in condemned and shapes[row].words >= _FEWEST_BEFORE):
            break
        words = _WORD.findall(lines[row].lower())
        if (
            row in condemned
            and _FEWEST_TITLE <= len(words) <= _FEWEST_WORDS
            and not shapes[row].menu
            and not shapes[row].signs
            and all(word in told for word in words)
        ):
            return [row]
    return []


def _beside_text(row: int, shapes: list[Shape], condemned: set[int]) -> bool:
    above, below = _next(shapes, row, -1), _next(shapes, row, 1)
    if (
        above >= 0
        and above not in condemned
        and (shapes[above].prose or shapes[above].words >= _FEWEST_WORDS)
    ):
        return True
    return below >= 0 and below not in condemned and shapes[below].prose


def _lead(lines: list[str], shapes: list[Shape], condemned: set[int]) -> list[int]:
    """The last condemned paragraph above the first that stays, if it is near."""
    first = next((row for row, looks in enumerate(shapes) if looks.prose and row not in condemned), -1)
    row = first
    for _ in range(_LEAD_REACH):
        row = _next(shapes, row, -1) if row > 0 else -1
        if row < 0:
            break
        if row in condemned and shapes[row].prose and lines[row][-1] in _PARAGRAPH_ENDS:
            return [row]
    return []


def _fragment(row: int, lines: list[str], shapes: list[Shape], condemned: set[int]) -> list[int]:
    """The condemned lines up to a row, where they stand in the middle of a sentence."""
    found = [row]
    above = _next(shapes, row, -1)
    while above >= 0 and above in condemned and len(found) < _LONGEST_FRAGMENT:
        found.append(above)
        above = _next(shapes, above, -1)
    if (
        above < 0
        or above in condemned
        or shapes[above].words < _FEWEST_BEFORE
        or lines[above][-1] in _CLAUSE_ENDS
    ):
        return []
    return found


def _next(shapes: list[Shape], row: int, step: int) -> int:
    """The next row with text, up or down; -1 where there is none."""
    row += step
    while 0 <= row < len(shapes):
        if shapes[row].words:
            return row
        row += step
    return -1
