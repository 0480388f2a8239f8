"""Lines that a site repeats on page after page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import PROSE
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.cleaners.boilerplate.line_model.categories import is_of_other_category, rows_of_any_category
from seedclean.cleaners.boilerplate.lines import words_in
from seedclean.cleaners.boilerplate.pages import row_beside, rows_with
from seedclean.document import Change, Document, drop_lines
from seedclean.facts import COUNTS
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seedclean.counts import SiteCounts

_FEWEST_SHARING = 3
_LEAST_SHARE = 0.3
_LEAST_SHARE_OF_A_FOLDER = 0.5
_FEWEST_OF_BLOCK = 3  # lines
_MOST_OF_PROSE = 0.5  # of the words of all paragraphs
_MOST_OF_SHORT = 0.5  # of the words of a page without paragraphs of its own


@rule(counts=True, needs=COUNTS)
def site_line(document: Document) -> Iterator[Change]:
    r"""Drop a line that is on many pages of the document's site.

    Why: what a site prints on a third of its pages and more is its furniture:
    menus, footers, notices, teasers of the day. No word list is needed to see
    it, and no language.

    Leaves alone: everything, where nothing was counted: the site is not known
    or has fewer than four pages, near copies aside. A line that fewer than three
    pages share. A line of prose, unless it is between other furniture, or beside it
    and such lines are no more than half of the prose. What is between two paragraphs of the
    page's own, unless it is in a block of furniture: three lines and more, most
    of them short. On a page without any paragraphs of its own all prose, and
    what makes up most of its words. Where only the folder of text files is known, which may be a
    site or anything else: what fewer than half of them share. Lines of another
    kind, which are left to their rules.

    >>> from seedclean import show
    >>> from seedclean.counts import SiteCounts
    >>> prose = "The night ferry reached the harbour two hours late on Friday, its captain said."
    >>> text = f"Harbour News\n{prose}\n"
    >>> print(show(site_line, Document(text, counts=SiteCounts(8, {"harbour news": 8}))))
    - Harbour News
      The night ferry reached the harbour two hours late on Friday, its captain said.
    """
    counts = document.counts
    if counts is None:
        return
    shared = _find_shared(document, counts)
    if not shared:
        return
    predicted = rows_of_any_category(document)
    own = [row for row in rows_with(document, PROSE) if row not in shared and row not in predicted]
    gone = _find_around(document, shared, predicted, own) if own else _find_short(document, shared)
    yield from drop_lines(document, (row for row in gone if not is_of_other_category(document, row)))


def _find_shared(document: Document, counts: SiteCounts) -> set[int]:
    """Find the lines that enough pages of the site have."""
    is_folder = (document.site or "").endswith("/")
    least = max(_FEWEST_SHARING / counts.pages, _LEAST_SHARE_OF_A_FOLDER if is_folder else _LEAST_SHARE)
    shares = counts.shares(document.lines)
    return {row for row, share in enumerate(shares) if share >= least and document.stripped[row]}


def _find_short(document: Document, shared: set[int]) -> set[int]:
    """Choose from the shared lines of a page without paragraphs of its own: no prose, and not most of it."""
    lines = document.stripped
    gone = shared.difference(rows_with(document, PROSE))
    is_most = _words(lines, gone) > _MOST_OF_SHORT * _words(lines, range(len(lines)))
    return set() if is_most else gone


def _find_around(document: Document, shared: set[int], predicted: set[int], own: list[int]) -> set[int]:
    """Choose from the shared lines of a page those around its own paragraphs, and blocks between them."""
    lines, prose = document.stripped, rows_with(document, PROSE)
    block = _in_blocks(document, shared | predicted)
    gone = {row for row in shared if row in block or not own[0] < row < own[-1]}
    short = shared.difference(prose) | predicted
    sides = {row: _sides(lines, row, short) for row in gone.intersection(prose)}
    gone -= {row for row, known in sides.items() if not known}
    loose = {row for row, known in sides.items() if known == 1}
    if _words(lines, loose) > _MOST_OF_PROSE * _words(lines, prose):
        gone -= loose
    return gone


def _in_blocks(document: Document, furniture: set[int]) -> set[int]:
    """The rows in blocks of furniture: three lines and more, most of them short."""
    flags = flags_of(document)
    found: set[int] = set()
    block: list[int] = []
    for row in [*(row for row, line in enumerate(document.stripped) if line), -1]:
        if row in furniture:
            block.append(row)
            continue
        if len(block) >= _FEWEST_OF_BLOCK and 2 * sum(not flags[other] & PROSE for other in block) > len(
            block
        ):
            found.update(block)
        block = []
    return found


def _sides(lines: list[str], row: int, short: set[int]) -> int:
    """On how many sides of a paragraph a short shared line is next, a predicted one, or nothing."""
    beside = (row_beside(lines, row, step) for step in (-1, 1))
    return sum(other < 0 or other in short for other in beside)


def _words(lines: list[str], rows: Iterable[int]) -> int:
    return sum(words_in(lines[row]) for row in rows if lines[row])
