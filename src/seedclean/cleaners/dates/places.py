"""Where a date may stand: at the year of one, or at the first number of a numeric one; a cheap question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.dates import shapes
from seedclean.evidence import code_points
from seedclean.native.once import once
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.document import Document
    from seedclean.native.binding import DateSearch

Places = Sequence[tuple[int, int]]
"""From where to where each place goes, in code points of its line."""

ASK_FOR_PLACES, ASK_FOR_WEIGHT = -1, -2
"""What C code says instead of the start of a place where it is not sure of a line."""

SHORT_LINE, FULL_LINE, MOST_WEIGHT, LITTLE_WEIGHT = 40, 80, 300, -25
_NAME_LETTERS = 3, 9  # of a month between hyphens
WIDE = 2.3
"""So many bytes a character has a line of Chinese, in which one character counts twice."""


class Seen(NamedTuple):
    """What C code sees in a text.

    Attributes:
        places: The row, the start and the end of each place, in order; or the row and
            what to ask for, `ASK_FOR_PLACES` or `ASK_FOR_WEIGHT`.
        weights: How much each line reads like running text, but of those to ask for.
    """

    places: list[tuple[int, int, int]]
    weights: list[int]


def places(line: str) -> Places:
    """The places in a line of a document where a date may stand.

    >>> places("In 2019 the council met on 3/6/2020.")
    [(3, 7), (27, 33)]
    """
    return [here.span() for here in _hint(line).finditer(line)] or ()


def places_in(document: Document) -> list[Places]:
    """The places in each line of a document, of which most have none."""
    return document.rows(places, _places_of_all)


def seen(document: Document) -> Seen:
    """What C code sees in a document."""
    return Seen(*_search()(document.view(code_points), len(document.lines)))


@once
def _search() -> DateSearch:
    from seedclean.native.binding import DateSearch

    lines = (SHORT_LINE, FULL_LINE, MOST_WEIGHT, LITTLE_WEIGHT)
    return DateSearch((*lines, *_NAME_LETTERS, ASK_FOR_PLACES, ASK_FOR_WEIGHT), WIDE)


def _places_of_all(document: Document) -> list[Places]:
    found: list[Places] = [()] * len(document.lines)
    rows = _entered(document.view(seen), found)
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
    """Enter the places that C code sees; give the rows that it is not sure of."""
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


def _hint(text: str) -> Pattern:
    if text.isascii():
        return shapes.ASCII_HINT
    return shapes.ERA_HINT if "年" in text else shapes.HINT
