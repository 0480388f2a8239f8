"""Share bars: the buttons by which readers pass a page on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.buttons import buttons_in, is_call_to_share
from seedclean.cleaners.boilerplate.kinds import rows_of_kind
from seedclean.cleaners.boilerplate.lines import words_in
from seedclean.cleaners.boilerplate.openings import rows_of
from seedclean.cleaners.boilerplate.pages import row_beside, rows_with
from seedclean.cleaners.boilerplate.passages import NOTICE, OTHER, ends, is_announced, noticed
from seedclean.cleaners.boilerplate.signs import BUTTON
from seedclean.document import Change, Document, dropped
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST_CALLED = 3  # words of a call to share behind a sentence


@rule
def share_bar(document: Document) -> Iterator[Change]:
    r"""Drop share buttons and their counters.

    Why: `Share on Facebook`, `Tweet`, `1.2k Shares` are buttons, not text.

    Leaves alone: a single word that may be a heading (`Print`, `Line`), unless
    another button stands in the same line or the line beside it, or the line
    model condemns it; names with figures that are no counters (`Line 1`); a
    list that the text announces with a colon; items of a list; sentences, and
    those that stand in a line with a call to share.

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
    gone: list[int] = []
    for row, count in buttons.items():
        above = next((other for other in range(row - 1, -1, -1) if lines[other]), -1)
        is_next = above in buttons and lines[above] != lines[row]
        if count > 1 or is_next:
            gone.append(row)
        if is_next:
            gone.append(above)
    gone += rows_of_kind(document, "share-bar")
    whole = [row for row in gone if not _is_listed(document, row, buttons)]
    called = [row for row in rows_of(document, BUTTON) if row not in buttons]
    parts = noticed(document, called, _judge, _is_a_line)
    yield from sorted([*dropped(document, whole), *parts])


def _is_listed(document: Document, row: int, buttons: dict[int, int]) -> bool:
    """Whether the text announces the buttons as a list of its own."""
    first = row
    while (above := row_beside(document.stripped, first, -1)) in buttons:
        first = above
    return is_announced(document, first)


def _judge(sentence: str) -> int:
    return NOTICE if words_in(sentence) >= _FEWEST_CALLED and is_call_to_share(ends(sentence)) else OTHER


def _is_a_line(_document: Document, _row: int, *, whole: bool) -> bool:
    return whole
