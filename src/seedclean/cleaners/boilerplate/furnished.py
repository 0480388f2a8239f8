"""Whether a page shows that it is a site's: lines that only sites have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.buttons import buttons_in
from seedclean.cleaners.boilerplate.line_flags import AD, BUTTON, JUMP, PART, PROSE, RIGHTS, signs
from seedclean.cleaners.boilerplate.lines import folded, words_in
from seedclean.cleaners.boilerplate.pages import rows_with
from seedclean.cleaners.boilerplate.vocabulary import SITE

if TYPE_CHECKING:
    from seedclean.document import Document

_MOST_RIGHTS_WORDS = 12
_OF_SITES = JUMP | AD | PART | BUTTON | RIGHTS


def lines_of_sites(document: Document) -> int:
    r"""How many lines of a page are such as hardly any text has: `About us`, share buttons, `©`.

    >>> from seedclean.document import Document
    >>> lines_of_sites(Document("About us\nThe ferry was late.\n© 2024 Harbour News"))
    2
    """
    return document.view(_count)


def has_other_lines_of_sites(document: Document) -> bool:
    """Whether a page has such a line that is no copyright notice."""
    lines, shown = document.stripped, signs(document)
    rows = rows_with(document, _OF_SITES & ~RIGHTS)
    return any(
        not shown[row] & (PROSE | RIGHTS) and _is_of_site(lines[row], shown[row] & ~RIGHTS) for row in rows
    )


def _count(document: Document) -> int:
    lines, shown = document.stripped, signs(document)
    rows = rows_with(document, _OF_SITES)
    return sum(not shown[row] & PROSE and _is_of_site(lines[row], shown[row]) for row in rows)


def _is_of_site(line: str, shown: int) -> bool:
    if shown & (JUMP | AD) or (shown & PART and folded(line) in SITE):
        return True
    if shown & BUTTON and buttons_in(line) > 1:
        return True
    return shown & RIGHTS > 0 and "©" in line and words_in(line) <= _MOST_RIGHTS_WORDS
