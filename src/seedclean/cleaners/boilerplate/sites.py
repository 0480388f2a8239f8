"""Lines that a site repeats on page after page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.document import Change, Document, dropped
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST_SHARING = 3
_LEAST_SHARE = 0.3


@rule(counts=True)
def site_line(document: Document) -> Iterator[Change]:
    r"""Drop a line that stands on many pages of the document's site.

    Why: what a site prints on a third of its pages and more is its furniture:
    menus, footers, notices, teasers of the day. No word list is needed to see
    it, and no language.

    Leaves alone: everything, where nothing was counted: the site is not known
    or has fewer than four pages. A line that fewer than three pages share.

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
    most = max(_FEWEST_SHARING / counts.pages, _LEAST_SHARE)
    yield from dropped(
        document, (row for row, line in enumerate(document.stripped) if line and counts.share(line) >= most)
    )
