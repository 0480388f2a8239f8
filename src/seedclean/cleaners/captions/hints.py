"""The cheap question before lines are compared: whether any two lines of a short text have much in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.captions.labels import bare
from seedclean.cleaners.captions.places import SHORTEST
from seedclean.cleaners.captions.words import first_words
from seedclean.once import once
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.native.binding import PartSearch

EDGE = 16
"""Characters at one end that copies have in common."""

_MAY_HAVE_ADDITIONS = Pattern(r".{0,39}[:/：|–-]|.*(?:[)\]）】]\s{0,3}[.。]?|[:/：–—|-].{2,63})$")
_LONGEST_WITH_ADDITIONS = EDGE + 150  # of a line of which less than an edge may be left


def may_have_copies(lines: list[str]) -> bool:
    """Check whether two lines have an edge or all words in common, as far as a glance shows.

    Args:
        lines: The lines of a text, stripped.

    >>> line = "The ferry leaves the harbour at noon."
    >>> may_have_copies([line, line]), may_have_copies([line, "Nobody was hurt in the storm at night."])
    (True, False)
    """
    lines = [line for line in lines if len(line) >= SHORTEST]
    if len(lines) < 2:
        return False
    if _search()("\n".join(lines).encode("utf-32-le", "surrogatepass")):
        return True
    return len(set(map(first_words, lines))) < len(lines) or any(map(_is_little_without_additions, lines))


@once
def _search() -> PartSearch:
    from seedclean.characters import small_letters
    from seedclean.native.binding import PartSearch

    return PartSearch(small_letters(), SHORTEST, EDGE)


def _is_little_without_additions(line: str) -> bool:
    """Check whether less than an edge is left of a line without its label and credit."""
    if len(line) > _LONGEST_WITH_ADDITIONS or not _MAY_HAVE_ADDITIONS.match(line):
        return False
    return len(bare(line)) <= EDGE
