"""Lines that a site repeats on page after page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.lines import words_in
from seedclean.cleaners.boilerplate.pages import rows_with
from seedclean.cleaners.boilerplate.signs import PROSE
from seedclean.document import Change, Document, dropped
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST_SHARING = 3
_LEAST_SHARE = 0.3
_LEAST_SHARE_OF_A_FOLDER = 0.5
_MOST_OF_SHORT = 0.5  # of the words of a page without paragraphs of its own


@rule(counts=True)
def site_line(document: Document) -> Iterator[Change]:
    r"""Drop a line that stands on many pages of the document's site.

    Why: what a site prints on a third of its pages and more is its furniture:
    menus, footers, notices, teasers of the day. No word list is needed to see
    it, and no language.

    Leaves alone: everything, where nothing was counted: the site is not known
    or has fewer than four pages, near copies aside. A line that fewer than three
    pages share. A line of prose, whatever the counts say. What is between two
    paragraphs of the page's own, and on a page without any what makes up most
    of its words. Where only the folder of text files is known, which may be a
    site or anything else: what fewer than half of them share.

    >>> from seedclean import show
    >>> from seedclean.counts import SiteCounts
    >>> text = "Harbour News\nThe night ferry reached the harbour two hours late on Friday, its captain said.\n"
    >>> print(show(site_line, Document(text, counts=SiteCounts(8, {"harbour news": 8}))))
    - Harbour News
      The night ferry reached the harbour two hours late on Friday, its captain said.
    """
    counts = document.counts
    if counts is None:
        return
    is_folder = (document.site or "").endswith("/")
    most = max(_FEWEST_SHARING / counts.pages, _LEAST_SHARE_OF_A_FOLDER if is_folder else _LEAST_SHARE)
    lines = document.stripped
    shared = {row for row, share in enumerate(counts.shares(document.lines)) if share >= most and lines[row]}
    if not shared:
        return
    prose = rows_with(document, PROSE)
    own = [row for row in prose if row not in shared]
    rows = shared.difference(prose)
    if own:
        yield from dropped(document, (row for row in rows if not own[0] < row < own[-1]))
    elif sum(words_in(lines[row]) for row in rows) <= _MOST_OF_SHORT * sum(map(words_in, filter(None, lines))):
        yield from dropped(document, rows)
