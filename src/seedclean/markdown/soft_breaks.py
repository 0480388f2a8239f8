"""Soft breaks of Markdown: where a paragraph was broken for the width of its lines.

Markdown says that all lines without a blank one between are a paragraph, and many writers break these at a
width. Others write one line below the other and mean it, so the width has to show: a line is broken where
its next word would have been too long for it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from seedclean.markdown.blocks import TEXT
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONTINUED = Pattern(r"[ \t]*(?:>[ \t]?)*")
"""What is before the text of a line that goes on with the one above."""

_MARKED = Pattern(r"[-*+][ \t]|\d{1,3}[.)][ \t]|#{1,6}(?:[ \t]|$)|\||!\[[^\[\]\n]*\]\([^()\n]*\)[ \t]*$")
_HEADING = Pattern(r"[ \t]*(?:>[ \t]?)*#{1,6}(?:[ \t]|$)")
_HARD = ("  ", "\\")

_NARROWEST, _WIDEST = 50, 130
"""The widths at which texts are broken, in characters: 72, 78, 80, 100 and 120 are common."""

_LONGEST_WORD = 24
"""Characters of a word that shows the width; behind longer ones, such as addresses, it could be any."""

_FEWEST, _LEAST = 4, 0.6
"""So many breaks at one width show it, and so many of those at which there could be one."""


class _Break(NamedTuple):
    """A line end between two lines of a paragraph.

    Attributes:
        row: The row of the second line.
        narrowest: The least width at which a text is broken here: that of the first line; 0 where that is
            one long word, which would be there at any width.
        widest: The largest one, at which the next word does not fit yet.
    """

    row: int
    narrowest: int
    widest: int


def find_soft_breaks(lines: Sequence[str], blocks: Sequence[int]) -> set[int]:
    """Find the rows that go on with the row above.

    Args:
        lines: The lines.
        blocks: The kind of each.

    >>> text = "The ferry reached the harbour two hours late, because a storm had closed the"
    >>> rest = "strait. Nobody was hurt, its captain said, and all of the passengers went on by"
    >>> sorted(find_soft_breaks([text, rest, text, rest, text, "", "Home", "News"], 8 * [TEXT]))
    [1, 2, 3, 4]
    """
    breaks = list(_breaks(lines, blocks))
    width = _width_of(breaks)
    return {one.row for one in breaks if one.narrowest <= width <= one.widest} if width else set()


def _width_of(breaks: Sequence[_Break]) -> int:
    """The width at which most lines are broken, the largest of several; 0 where none is common."""
    shown = [
        one
        for one in breaks
        if _NARROWEST <= one.narrowest <= _WIDEST and one.widest - one.narrowest <= _LONGEST_WORD
    ]
    at = Counter(width for one in shown for width in range(one.narrowest, one.widest + 1))
    width, times = max(at.items(), key=lambda item: item[::-1], default=(0, 0))
    return width if times >= max(_FEWEST, _LEAST * len(shown)) else 0


def _breaks(lines: Sequence[str], blocks: Sequence[int]) -> Iterator[_Break]:
    """The line ends within paragraphs, of which some may be soft."""
    for row in range(1, len(lines)):
        above, line = lines[row - 1], lines[row]
        if len(above) + len(line) < _NARROWEST or not line or not above or above.endswith(_HARD):
            continue  # most lines are short
        if not blocks[row] == blocks[row - 1] == TEXT:
            continue
        first, start = _start(above), _start(line)
        words = line[start:].split(None, 1)
        if not words or not above[first:].strip() or line.count(">", 0, start) != above.count(">", 0, first):
            continue
        if not (_MARKED.match(line, start) or _HEADING.match(above)):
            width = len(above.rstrip())
            is_long = width - first > _LONGEST_WORD and " " not in above[first:width]
            are_links = words[0][0] in "[!" and above[first] in "[!" and above[:width].endswith(")")
            is_address = "://" in words[0] or "](" in words[0]  # not a line of Chinese or Thai
            if len(words[0]) <= _LONGEST_WORD or (is_address and not are_links):  # else a menu
                yield _Break(row, 0 if is_long else width, width + len(words[0]))


def _start(line: str) -> int:
    """Where the text of a line begins, quotation marks of Markdown aside."""
    match = CONTINUED.match(line)
    return match.end() if match else 0
