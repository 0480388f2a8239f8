"""Whether a page shows that it is a site's: lines that only sites have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.buttons import buttons_in
from seedclean.cleaners.boilerplate.legal import is_licence, judge_rights
from seedclean.cleaners.boilerplate.lines import folded
from seedclean.cleaners.boilerplate.notices import judge_cookies, judge_prompt
from seedclean.cleaners.boilerplate.pages import rows_with
from seedclean.cleaners.boilerplate.passages import ALONE
from seedclean.cleaners.boilerplate.signs import AD, BUTTON, COOKIE, JUMP, LICENCE, PART, PROMPT, PROSE, RIGHTS, signs
from seedclean.cleaners.boilerplate.vocabulary import SITE

if TYPE_CHECKING:
    from seedclean.document import Document

_FEWEST = 2
"""Lines of a site, at least; one may be in any text."""

_JUDGED = (
    (JUMP | AD, lambda _line: True),
    (PART, lambda line: folded(line) in SITE),
    (BUTTON, lambda line: buttons_in(line) > 1),
    (RIGHTS, lambda line: judge_rights(line) >= ALONE),
    (LICENCE, is_licence),
    (PROMPT, lambda line: judge_prompt(line) >= ALONE),
    (COOKIE, lambda line: judge_cookies(line) >= ALONE),
)


def has_furniture(document: Document) -> bool:
    r"""Whether at least two lines of a page are such as only sites have.

    >>> from seedclean.document import Document
    >>> has_furniture(Document("About us\nThe ferry was late.\n© 2024 Harbour News"))
    True
    """
    return document.view(_lines_of_sites) >= _FEWEST


def _lines_of_sites(document: Document) -> int:
    lines, shown = document.stripped, signs(document)
    asked = sum(sign for sign, _ in _JUDGED)
    return sum(
        not shown[row] & PROSE and any(shown[row] & sign and is_one(lines[row]) for sign, is_one in _JUDGED)
        for row in rows_with(document, asked)
    )
