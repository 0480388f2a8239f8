"""Links around the page: to its content, to its top, back to the list that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.pages import rows_with
from seedclean.cleaners.boilerplate.signs import JUMP
from seedclean.document import Change, Document, dropped
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule
def jump_link(document: Document) -> Iterator[Change]:
    r"""Drop links that lead around the page: `Skip to content`, `Back to top`.

    Why: they are for hands on a screen and say nothing.

    Leaves alone: a line that says anything beside it; `Back` and `Top` alone,
    which may be headings; a text of one line.

    >>> from seedclean import show
    >>> print(show(jump_link, '''Skip to content
    ... The ferry was late.
    ... Back to top
    ... '''))
    - Skip to content
      The ferry was late.
    - Back to top
    """
    rows = rows_with(document, JUMP)
    if rows and len(rows) < sum(map(bool, document.stripped)):
        yield from dropped(document, rows)
