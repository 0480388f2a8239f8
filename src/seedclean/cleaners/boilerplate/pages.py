"""Where the text of a page begins and ends, and which of its lines show a sign."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.boilerplate.line_flags import FIRST_OF_PAGES, PROSE, signs
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedclean.document import Document

_FEWEST_PARAGRAPHS = 3
_LONG_WORD = Pattern(r"[^\W\d_\u3040-\u9fff\uac00-\ud7af]{6,}")
_UNSPACED_PAIR = Pattern(r"[\u3040-\u9fff]{2}|[\uac00-\ud7af]{2,}")


class Body(NamedTuple):
    """From which row to which the text of a page reaches; both -1 where there is no prose at all."""

    first: int
    last: int


def body(document: Document) -> Body:
    """Where the first and the last line of prose stand."""
    prose = rows_with(document, PROSE)
    return Body(prose[0], prose[-1]) if prose else Body(-1, -1)


def is_page(document: Document) -> bool:
    """Whether there are enough paragraphs for a text with furniture around and between them."""
    return len(rows_with(document, PROSE)) >= _FEWEST_PARAGRAPHS


def rows_with(document: Document, sign: int) -> list[int]:
    r"""The rows that show a sign, by their words, in order: the only ones that a rule has to look at.

    >>> from seedclean.cleaners.boilerplate.line_flags import COOKIE
    >>> from seedclean.document import Document
    >>> rows_with(Document("The ferry was late.\nWe use cookies."), COOKIE)
    [1]
    """
    found: list[int] = []
    for shown, rows in document.view(_rows_by_signs).items():
        if shown & sign:
            found += rows
    found.sort()
    return found


def rows_where(document: Document, sign: int, is_noise: Callable[[str], bool]) -> list[int]:
    """The rows that show a sign and, looked at closer, are what it says."""
    rows = rows_with(document, sign)
    if not rows:
        return []
    lines = document.stripped
    return [row for row in rows if is_noise(lines[row])]


def _rows_by_signs(document: Document) -> dict[int, list[int]]:
    """For all signs that rows show together, which do; without those that whole pages are never asked for."""
    found = defaultdict(list)
    for row, shown in enumerate(signs(document)):
        if shown >= FIRST_OF_PAGES:
            found[shown].append(row)
    return found


def rows_holding(document: Document, marks: str, end: int) -> list[int]:
    r"""The rows that hold a mark.

    Args:
        document: The page.
        marks: The marks.
        end: How far to look, in code points.

    >>> from seedclean.document import Document
    >>> rows_holding(Document("Home | News\nThe ferry was late."), "|·", 30)
    [0]
    """
    rows = set()
    for mark in marks:
        place = document.text.find(mark, 0, end)
        while place >= 0:
            row = document.line_at(place)
            rows.add(row)
            place = document.text.find(mark, document.starts[row + 1], end)
    return sorted(rows)


def row_beside(lines: list[str], row: int, step: int) -> int:
    """The next row with text, up or down; -1 where there is none.

    Args:
        lines: The lines, stripped.
        row: Where to begin.
        step: 1 for down, -1 for up.
    """
    row += step
    while 0 <= row < len(lines):
        if lines[row]:
            return row
        row += step
    return -1


def first_kept(document: Document, condemned: set[int]) -> int:
    """The row of the first line of prose that is not condemned; -1 where there is none."""
    return next((row for row in rows_with(document, PROSE) if row not in condemned), -1)


def rare_words(line: str) -> frozenset[str]:
    """The words of a line that are long enough to be about something; of Chinese, pairs of characters.

    >>> sorted(rare_words("The council approves a footbridge"))
    ['approves', 'council', 'footbridge']
    """
    small = line.casefold()
    return frozenset((*_LONG_WORD.findall(small), *_UNSPACED_PAIR.findall(small)))
