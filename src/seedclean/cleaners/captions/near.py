"""Captions that a page prints again close by."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from seedclean.cleaners.captions.labels import is_credit
from seedclean.cleaners.captions.pairs import (
    Candidates,
    are_copies,
    are_of_one_photograph,
    candidates,
    is_fuller,
    lacks_only_a_credit,
    lacks_only_a_name,
)
from seedclean.cleaners.captions.places import (
    beside,
    is_among_copies,
    is_beside_prose,
    is_long,
    is_of_litany,
    is_on_its_own,
    is_sung,
    title,
)
from seedclean.cleaners.captions.words import words
from seedclean.document import Change, Document, drop_lines
from seedclean.facts import COPIES
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LARGEST_GAP = 6  # lines with text from one copy to the other, further copies between them included
_MOST_BETWEEN = 2  # lines with text that are no copies
_FEWEST_DOUBLED = 3  # captions of a page that prints all of them twice
_FEWEST_WORDS = 3  # of each
_MOST_COMPARED = 4  # earlier lines with the same edge


@rule(needs=COPIES)
def repeated_caption(document: Document) -> Iterator[Change]:
    r"""Drop the copy of a caption that is close by.

    Why: a page prints a caption for the picture, for the gallery and for
    readers who see no pictures; with the tags gone the same line comes two or
    three times in a row. Copies may differ in a counter or label in front
    (`1 of 18.`, `PHOTO:`), in a credit or the photographer's name behind, in
    an end that was cut off with an ellipsis; where there is a credit, also in
    an article or an abbreviation. The fullest stays, without the label if it
    can be had.

    Leaves alone: the first line of a page and the headline that it names;
    lines that differ in any other word, so in `not`, `with` and `without`;
    lines of fewer than 25 characters; texts without long lines, such as poems,
    plays and songs; lines in a run of others of their length, such as verse in
    an article, lists, logs; three in a row; lines that end as the one beside
    them does, as in a litany, or say a clause again, as in a song, unless the page prints three captions
    twice; lines of a script or a chat, quotations, list items, table rows, links and
    code.

    Wrong when: an author writes a line twice for effect, by itself, beside
    long paragraphs.

    >>> from seedclean import show
    >>> page = '''Harbour News
    ... 1 of 18. The ferry leaves the harbour at noon.
    ... The ferry leaves the harbour at noon. (Photo: Ann Field)
    ... The night ferry reached the harbour two hours late on Friday, because a storm had closed the strait.
    ... Nobody was hurt, its captain said, and all of the passengers went on by bus to the capital at night.
    ... '''
    >>> print(show(repeated_caption, page))
      Harbour News
    - 1 of 18. The ferry leaves the harbour at noon.
      The ferry leaves the harbour at noon. (Photo: Ann Field)
      The night ferry reached the harbour two hours late on Friday, because a storm had closed the strait.
      Nobody was hurt, its captain said, and all of the passengers went on by bus to the capital at night.
    """
    found = document.view(candidates)
    lines = document.stripped
    gone: dict[int, int] = {}  # the row of each copy, and that of the one that stays
    by_edge: dict[str, list[int]] = {}
    for row, edges in found.edges.items():
        for edge in edges:
            before = by_edge.setdefault(edge, [])
            for earlier in reversed(before[-_MOST_COMPARED:]):
                if row in gone or earlier in gone or found.places[row] - found.places[earlier] > _LARGEST_GAP:
                    continue
                if _is_copy(document, found, earlier, row, gone.keys()):
                    gone.update({row: earlier} if is_fuller(lines[earlier], lines[row]) else {earlier: row})
            before.append(row)
    if gone:
        yield from drop_lines(document, {*gone, *_credits(document, gone)})


def _is_copy(document: Document, found: Candidates, first: int, last: int, gone: Collection[int]) -> bool:
    """Check whether one of two captions is a copy of the other; copies between them that go do not count."""
    lines = document.stripped
    one, other, ours, theirs = lines[first], lines[last], found.captions[first], found.captions[last]
    if first == document.view(title).row:
        return _is_title_with_credit(one, other)
    between = _lines_between(document, first, last, gone)
    if len(between) > _MOST_BETWEEN:
        return False
    credited = (ours, theirs) != (one, other) or is_credited(document, last)
    if are_copies(ours, theirs):
        return credited or (all(map(is_credit, between)) and _is_caption(document, first, last))
    if between:
        return False
    if credited and are_of_one_photograph(ours, theirs):
        return True
    return lacks_only_a_credit(one, other) or (
        lacks_only_a_name(ours, theirs) and is_beside_prose(document, first, last)
    )


def _lines_between(document: Document, first: int, last: int, gone: Collection[int]) -> list[str]:
    """The lines with text between two rows, but for copies of either and lines that go."""
    lines = document.stripped
    left = [lines[row] for row in range(first + 1, last) if row not in gone]
    return [line for line in left if line not in ("", lines[first], lines[last])]


def _is_title_with_credit(title_line: str, other: str) -> bool:
    """Check whether a line is the title with a credit: the title may go for it, and nothing for the title."""
    if is_fuller(title_line, other):
        return False
    return lacks_only_a_credit(title_line, other) or lacks_only_a_name(title_line, other)


def _is_caption(document: Document, first: int, last: int) -> bool:
    """Check whether equal lines without a credit are captions, by what is around them."""
    if not is_on_its_own(document, first, last) or is_among_copies(document, first, last):
        return False
    long = is_long(document.stripped[last])
    if is_sung(document.stripped[last]):
        return False
    if not (long and document.view(prints_twice)) and is_of_litany(document, first, last):
        return False
    return long or is_beside_prose(document, first, last) or document.view(prints_twice)


def is_credited(document: Document, row: int) -> bool:
    """Check whether the next line with text is a credit."""
    below = beside(document, row, 1)
    return below >= 0 and is_credit(document.stripped[below])


def prints_twice(document: Document) -> bool:
    """Check whether the page prints several captions twice, one below the other, each on its own."""
    lines = document.stripped
    rows = [row for row, line in enumerate(lines) if line]
    twice = {
        words(lines[row])
        for row, after in pairwise(rows)
        if lines[row][:1] == lines[after][:1]
        and words(lines[row]) == words(lines[after])
        and is_on_its_own(document, row, after)
    }
    return sum(len(said) >= _FEWEST_WORDS for said in twice) >= _FEWEST_DOUBLED


def _credits(document: Document, gone: dict[int, int]) -> Iterator[int]:
    """The credits below dropped captions that are below the copies that stay, too."""
    lines = document.stripped
    for row, kept in gone.items():
        below, other = beside(document, row, 1), beside(document, kept, 1)
        if (
            -1 not in (below, other)
            and below != other
            and lines[below] == lines[other]
            and is_credit(lines[below])
        ):
            yield below
