"""Where a date may stand: at the year of one, or at the first number of a numeric one; a cheap question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from seedclean.cleaners.dates import shapes
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.cleaners.dates.compiled import Seen
    from seedclean.document import Document

Places = Sequence[tuple[int, int]]
"""From where to where each place goes, in code points of its line."""

# Deleting bytes is four times as fast as searching a text, and what is left is short. Commas and colons
# stay, so that `1,200` and `16:04` do not look like years.
_LEFT = b"0123456789./-',:\n"
_FIGURES = Pattern(
    r"[0-9](?:(?<![03-9])[0-9]{3}|(?:[./\-][0-9]{1,2}[./\-]'?|--)[0-9]{2}|(?<='[0-9])[0-9])[^\n]*"
)
"""What is left of a line that `places` finds something in looks like this, and seldom that of another."""

_OTHER_DIGITS = b"\xd9\xdb\xdf\xe0\xe1\xe5\xef"
"""Bytes without which a text has no digits but those of ASCII, and no year of a Chinese or Japanese era."""

_FEW = 1000
"""Characters of a text that is looked through faster than it is made ready for the kernel."""

ASK_FOR_PLACES, ASK_FOR_WEIGHT = -1, -2
"""What the kernel says instead of the start of a place where it is not sure of a line, as in places.c."""

_DELETED = bytes(set(range(256)).difference(_LEFT, _OTHER_DIGITS))


def places(line: str) -> Places:
    """The places in a line of a document where a date may stand.

    >>> places("In 2019 the council met on 3/6/2020.")
    [(3, 7), (27, 33)]
    """
    return [here.span() for here in _hint(line).finditer(line)] or ()


def places_in(document: Document) -> list[Places]:
    """The places in each line of a document, of which most have none."""
    return document.rows(places, _places_of_all)


def seen_by_kernel(document: Document) -> Seen | None:
    """What the kernel sees in a document; nothing where there is none, or where calling it takes longer."""
    if len(document.text) < _FEW:
        return None
    from seedclean.cleaners.dates.compiled import seen_in

    return document.view(seen_in)


def _places_of_all(document: Document) -> list[Places]:
    found: list[Places] = [()] * (document.text.count("\n") + 1)
    seen = seen_by_kernel(document)
    rows = _rows_with_figures(document.text) if seen is None else _entered(seen, found)
    if not rows:
        return found
    lines = [document.lines[row] for row in rows]
    text = "\n".join(lines)
    here: list[tuple[int, int]] = []
    n = low = high = -1  # the line and its ends
    for place in _hint(text).finditer(text):
        start, end = place.span()
        if start <= high:
            here.append((start - low, end - low))
            continue
        while start > high:
            n += 1
            low = high + 1
            high = low + len(lines[n])
        found[rows[n]] = here = [(start - low, end - low)]
    return found


def _entered(seen: Seen, found: list[Places]) -> list[int]:
    """Enter the places that the kernel sees; the rows that it is not sure of."""
    unsure: list[int] = []
    here: list[tuple[int, int]] = []
    last = -1
    for row, start, end in seen.places:
        if start < 0:
            if start == ASK_FOR_PLACES:
                unsure.append(row)
        elif row == last:
            here.append((start, end))
        else:
            found[row] = here = [(start, end)]
            last = row
    return unsure


def _rows_with_figures(text: str) -> Sequence[int]:
    """The lines of a text that may have a place."""
    left = text.encode("utf-8", "surrogatepass").translate(None, _DELETED)
    if not left.isascii():
        return range(text.count("\n") + 1)
    figures = left.decode("ascii")
    rows = []
    row = end = 0
    for here in _FIGURES.finditer(figures):
        start = here.start()
        row += figures.count("\n", end, start)
        end = start
        rows.append(row)
    return rows


def _hint(text: str) -> Pattern:
    if text.isascii():
        return shapes.ASCII_HINT
    return shapes.ERA_HINT if "年" in text else shapes.HINT
