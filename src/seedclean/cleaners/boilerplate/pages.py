"""The body of a page, and its rows by their flags."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from seedclean.analysis.per_line import find_once
from seedclean.cleaners.boilerplate.flag_bits import FIRST_OF_PAGES, PROSE
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.facts import may_have
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedclean.document import Document

FEWEST_PARAGRAPHS = 3
_LONG_WORD = Pattern(r"[^\W\d_\u3040-\u9fff\uac00-\ud7af]{6,}")
_UNSPACED_PAIR = Pattern(r"[\u3040-\u9fff]{2}|[\uac00-\ud7af]{2,}")


class Body(NamedTuple):
    """From which row to which the text of a page reaches; both -1 where there is no prose at all."""

    first: int
    last: int


def body(document: Document) -> Body:
    """Find the first and the last line of prose."""
    prose = rows_with(document, PROSE)
    return Body(prose[0], prose[-1]) if prose else Body(-1, -1)


def is_page(document: Document) -> bool:
    """Check whether there are enough paragraphs for a text with furniture around and between them."""
    return len(rows_with(document, PROSE)) >= FEWEST_PARAGRAPHS


@find_once
def rows_with(document: Document, flag: int) -> list[int]:
    r"""The rows that have a flag, by their words, in order: the only ones that a rule has to look at.

    The list is shared, so leave it as it is.

    >>> from seedclean.cleaners.boilerplate.flag_bits import COOKIE
    >>> from seedclean.document import Document
    >>> rows_with(Document("The ferry was late.\nWe use cookies."), COOKIE)
    [1]
    """
    if not may_have(document, flag):
        return []
    return [row for row, flags in document.view(_find_flagged_rows) if flags & flag]


def rows_where(document: Document, flag: int, is_noise: Callable[[str], bool]) -> list[int]:
    """The rows that have a flag and, looked at closer, are what it says."""
    rows = rows_with(document, flag)
    if not rows:
        return []
    lines = document.stripped
    return [row for row in rows if is_noise(lines[row])]


def _find_flagged_rows(document: Document) -> list[tuple[int, int]]:
    """The rows that have flags, with these, without flags that whole pages are never asked for."""
    return [(row, flags) for row, flags in enumerate(flags_of(document)) if flags >= FIRST_OF_PAGES]


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


def first_kept(document: Document, predicted: set[int]) -> int:
    """The row of the first line of prose that is not predicted as boilerplate; -1 where there is none."""
    return next((row for row in rows_with(document, PROSE) if row not in predicted), -1)


def rare_words(line: str) -> frozenset[str]:
    """The words of a line that are long enough to be about something; of Chinese, pairs of characters.

    >>> sorted(rare_words("The council approves a footbridge"))
    ['approves', 'council', 'footbridge']
    """
    small = line.casefold()
    return frozenset((*_LONG_WORD.findall(small), *_UNSPACED_PAIR.findall(small)))
