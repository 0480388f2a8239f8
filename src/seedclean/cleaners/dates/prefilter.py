"""Places where a date may be: its year, or the first number of a numeric one; a cheap check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from seedclean.analysis import code_points
from seedclean.cleaners.dates import patterns
from seedclean.once import once
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.document import Document
    from seedclean.native.binding import DateSearch

Places = Sequence[tuple[int, int]]
"""From where to where each place goes, in code points of its line."""

NAME_LETTERS = 3, 9
"""The fewest and the most letters of a month between hyphens."""


def places(line: str) -> Places:
    """The places in a line of a document where a date may be.

    >>> places("In 2019 the council met on 3/6/2020.")
    [(3, 7), (27, 33)]
    """
    return [here.span() for here in _hint(line).finditer(line)] or ()


def places_in(document: Document) -> list[Places]:
    """The places in each line of a document, of which most have none."""
    return document.rows(places, _places_of_all)


@once
def _search() -> DateSearch:
    from seedclean.native.binding import DateSearch

    return DateSearch(*NAME_LETTERS)


def _places_of_all(document: Document) -> list[Places]:
    found: list[Places] = [()] * len(document.lines)
    rows = _enter_places(_search()(document.view(code_points)), found)
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


def _enter_places(seen: Iterable[tuple[int, int, int]], found: list[Places]) -> list[int]:
    """Enter the places that C code sees; give the rows that it is not sure of."""
    unsure: list[int] = []
    here: list[tuple[int, int]] = []
    last = -1
    for row, start, end in seen:
        if start < 0:
            unsure.append(row)
        elif row == last:
            here.append((start, end))
        else:
            found[row] = here = [(start, end)]
            last = row
    return unsure


def _hint(text: str) -> Pattern:
    if text.isascii():
        return patterns.ASCII_HINT
    return patterns.ERA_HINT if "年" in text else patterns.HINT
