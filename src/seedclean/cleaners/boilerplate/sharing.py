"""Share bars: the buttons by which readers pass a page on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import BUTTON
from seedclean.cleaners.boilerplate.known_furniture import count_sure_lines
from seedclean.cleaners.boilerplate.line_model.categories import PREDICTED, rows_of_category
from seedclean.cleaners.boilerplate.lines import fold, words_in
from seedclean.cleaners.boilerplate.notice_openings import rows_of
from seedclean.cleaners.boilerplate.pages import row_beside, rows_with
from seedclean.cleaners.boilerplate.passages import NOTICE, OTHER, block_of, drop_notices, ends
from seedclean.cleaners.boilerplate.share_buttons import buttons_in, is_call_to_share
from seedclean.cleaners.boilerplate.text_lists import is_announced, is_of_list
from seedclean.document import Change, Document, drop_lines
from seedclean.facts import flag, opening
from seedclean.registry import rule
from seedclean.words import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST_OF_SITES = 2  # lines that only sites have
_FEWEST_BELOW_EACH_OTHER = 2
_FEWEST_CALLED = 3  # words of a call to share behind a sentence


@rule(needs=flag(BUTTON) | opening(BUTTON) | PREDICTED)
def share_bar(document: Document) -> Iterator[Change]:
    r"""Drop share buttons and their counters.

    Why: `Share on Facebook`, `Tweet`, `1.2k Shares` are buttons, not text.

    Leaves alone: a single word that may be a heading (`Print`, `Line`), unless
    another button is in the same line or the line beside it, or the line
    model predicts it; names with figures that are no counters (`Line 1`); a
    list that the text announces with a colon; items of a list of other things,
    and settings; commands (`$ print x`); sentences, and
    those in a line with a call to share; the end of a wrapped sentence in a text
    that shows no site.

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
    gone = set(rows_of_category(document, "share-bar"))
    for bar in _bars(lines, list(buttons)):
        if (
            is_announced(document, bar[0])
            or _is_wrapped(document, bar[0])
            or is_of_list(document, bar[0], bar[-1])
        ):
            gone.difference_update(bar)
        elif any(buttons[row] > 1 for row in bar) or _are_buttons(document, bar):
            gone.update(bar)
    called = [row for row in rows_of(document, BUTTON) if row not in buttons]
    parts = drop_notices(document, called, _judge, _is_a_line)
    yield from sorted([*drop_lines(document, gone), *parts])


def _bars(lines: list[str], buttons: list[int]) -> Iterator[list[int]]:
    """The lines of buttons, those below each other together."""
    bar: list[int] = []
    for row in buttons:
        if bar and row_beside(lines, bar[-1], 1) != row:
            yield bar
            bar = []
        bar.append(row)
    if bar:
        yield bar


def _is_wrapped(document: Document, row: int) -> bool:
    """Check whether a line ends a sentence that was broken for its length: `please read and`."""
    return len(block_of(document.stripped, row)) > 1 and count_sure_lines(document) < _FEWEST_OF_SITES


def _are_buttons(document: Document, bar: list[int]) -> bool:
    """Check whether lines are different buttons, and not words of a text that shows no site."""
    said = {fold(document.stripped[row]) for row in bar}
    if len(said) < _FEWEST_BELOW_EACH_OTHER:
        return False
    return not said <= labels("words-to-share") or count_sure_lines(document) >= _FEWEST_OF_SITES


def _judge(sentence: str) -> int:
    return NOTICE if words_in(sentence) >= _FEWEST_CALLED and is_call_to_share(ends(sentence)) else OTHER


def _is_a_line(_document: Document, _row: int, *, whole: bool) -> bool:
    return whole
