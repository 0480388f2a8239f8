"""Share bars: the buttons by which readers pass a page on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.buttons import buttons_in
from seedclean.cleaners.boilerplate.kinds import rows_of_kind
from seedclean.cleaners.boilerplate.pages import rows_with
from seedclean.cleaners.boilerplate.signs import BUTTON
from seedclean.document import Change, Document, dropped
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule
def share_bar(document: Document) -> Iterator[Change]:
    r"""Drop share buttons and their counters.

    Why: `Share on Facebook`, `Tweet`, `1.2k Shares` are buttons, not text.

    Leaves alone: a single word that may be a heading (`Print`, `Line`), unless
    another button stands in the same line or the line beside it, or the line
    model condemns it; sentences.

    >>> from seedclean import show
    >>> print(show(share_bar, '''Facebook Twitter Email
    ... The ferry was late.
    ... Share on Facebook
    ... '''))
    - Facebook Twitter Email
      The ferry was late.
    - Share on Facebook
    """
    lines = document.stripped
    buttons = {row: count for row in rows_with(document, BUTTON) if (count := buttons_in(lines[row]))}
    gone = []
    for row, count in buttons.items():
        above = next((other for other in range(row - 1, -1, -1) if lines[other]), -1)
        if count > 1 or above in buttons:
            gone.append(row)
        if above in buttons:
            gone.append(above)
    yield from dropped(document, gone + rows_of_kind(document, "share-bar"))
