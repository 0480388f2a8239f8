"""Stamps that say how long ago a page was published or changed, which no reader of the text can know."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.document import Change, Document, drop_lines
from seedclean.facts import characters, needs_of
from seedclean.once import once
from seedclean.patterns import Pattern, find_all
from seedclean.registry import rule
from seedclean.words import lines

_LONGEST = 60
_MARKS = " \t|·•*-–—:()"

_AGO = (
    " ago",
    "vor ",
    "il y a",
    "hace ",
    "há ",
    " fa",
    "před ",
    "πριν ",
    *"geleden temu назад тому önce lalu trước 前 전 قبل منذ पहले আগে ที่แล้ว پیش".split(),
)
"""What one of the stamps has; most texts have none."""


@once
def _stamps() -> Pattern:
    """The patterns of the files: the label of publication and how long ago; both are there, and no more."""
    return Pattern(rf"(?i)(?:{'|'.join(lines('patterns', 'relative-stamp'))})")


@rule(needs=characters("0") & needs_of(_AGO))
def relative_stamp(document: Document) -> Iterator[Change]:
    r"""Drop a line that says how long ago the page was published or changed.

    Why: `Updated 2 hours ago` was true when the page was read; no date can be made of it.

    Leaves alone: the words without a label of publication (`2 hours ago`), lines that say more, and a text
    that has nothing else.

    >>> from seedclean import show
    >>> print(show(relative_stamp, "Mill sold\nUpdated 2 hours ago\nThe mill was sold on Monday.\n"))
      Mill sold
    - Updated 2 hours ago
      The mill was sold on Monday.
    """
    rows = {
        row for row in _rows_of_age(document) if _stamps().fullmatch(document.stripped[row].strip(_MARKS))
    }
    if rows and any(line and row not in rows for row, line in enumerate(document.stripped)):
        yield from drop_lines(document, rows)


def _rows_of_age(document: Document) -> set[int]:
    """The short lines with a word of age and a digit; most texts have none."""
    rows = {document.line_at(place) for word in _AGO for place in find_all(document.text, word)}
    return {row for row in rows if len(line := document.stripped[row]) <= _LONGEST and _has_digit(line)}


def _has_digit(line: str) -> bool:
    return any(map(str.isdigit, line))
