"""Lines that a site repeats on page after page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.pages import rows_with
from seedclean.cleaners.boilerplate.signs import PROSE
from seedclean.document import Change, Document, dropped
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST_SHARING = 3
_LEAST_SHARE = 0.3
_LEAST_SHARE_OF_A_FOLDER = 0.5


@rule(counts=True)
def site_line(document: Document) -> Iterator[Change]:
    r"""Drop a line that stands on many pages of the document's site.

    Why: what a site prints on a third of its pages and more is its furniture:
    menus, footers, notices, teasers of the day. No word list is needed to see
    it, and no language.

    Leaves alone: everything, where nothing was counted: the site is not known
    or has fewer than four pages. A line that fewer than three pages share.
    Where only the folder of text files is known, which may be a site or
    anything else: what fewer than half of them share, and what stands between
    two paragraphs of the text itself.

    >>> from seedclean import show
    >>> from seedclean.counts import SiteCounts
    >>> page = Document("Harbour News\nThe ferry was late.\n", counts=SiteCounts(8, {"harbour news": 8}))
    >>> print(show(site_line, page))
    - Harbour News
      The ferry was late.
    """
    counts = document.counts
    if counts is None:
        return
    is_folder = (document.site or "").endswith("/")
    most = max(_FEWEST_SHARING / counts.pages, _LEAST_SHARE_OF_A_FOLDER if is_folder else _LEAST_SHARE)
    lines = document.stripped
    shared = [row for row, share in enumerate(counts.shares(document.lines)) if share >= most and lines[row]]
    if is_folder and shared:
        shared = _around_text(document, shared)
    yield from dropped(document, shared)


def _around_text(document: Document, shared: list[int]) -> list[int]:
    """Those of the rows that stand above the first paragraph of the page's own, or below the last."""
    among = set(shared)
    own = [row for row in rows_with(document, PROSE) if row not in among]
    return [row for row in shared if own and not own[0] < row < own[-1]]
