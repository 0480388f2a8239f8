"""Of what kind each line is that the line model condemns: the name of the one rule that takes it.

A line has one kind, whatever rules are chosen: where its rule is switched off,
the line stays, and no other rule takes it in its stead.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.buttons import buttons_in
from seedclean.cleaners.boilerplate.condemned import condemned_rows
from seedclean.cleaners.boilerplate.credits import is_credit
from seedclean.cleaners.boilerplate.legal import is_copyright, is_licence
from seedclean.cleaners.boilerplate.lines import rows_with, shape
from seedclean.cleaners.boilerplate.looks import (
    is_advertisement,
    is_byline,
    is_comment_form,
    is_comments_heading,
    is_pagination,
    is_tag_list,
)
from seedclean.cleaners.boilerplate.notices import is_cookie_notice, is_prompt
from seedclean.cleaners.boilerplate.signs import (
    BUTTON,
    COMMENTS,
    COOKIE,
    CREDIT,
    FEW_CHARACTERS,
    LICENCE,
    PROMPT,
    RIGHTS,
)

if TYPE_CHECKING:
    from seedclean.document import Document

_FEWEST_TEASER_WORDS = 4
_FEWEST_COMMENT_WORDS = 4
_REMARK_ENDS = '.!?…。！？)"”’»'
_REMEMBERED = 16_384  # lines of 160 characters at most

_NOTICES = (
    (RIGHTS, is_copyright, "copyright-line"),
    (LICENCE, is_licence, "licence-line"),
    (COOKIE, is_cookie_notice, "cookie-notice"),
    (PROMPT, is_prompt, "subscribe-prompt"),
    (CREDIT, is_credit, "credit-line"),
)
_LOOKS = (
    (is_byline, "byline"),
    (is_comment_form, "comment-form"),
    (is_pagination, "pagination"),
    (is_tag_list, "tag-list"),
    (is_advertisement, "advertisement"),
)


def rows_of_kind(document: Document, kind: str) -> list[int]:
    """The condemned rows that the rule of this name takes."""
    kinds = document.judged(_kinds)
    return [row for row, of_row in enumerate(kinds) if of_row == kind] if kind in kinds else []


def _kinds(document: Document) -> list[str]:
    kinds = [""] * len(document.lines)
    lines = document.stripped
    rows = condemned_rows(document, bool)
    if not rows:
        return kinds
    headings = (row for row in rows_with(document, COMMENTS) if is_comments_heading(lines[row]))
    below = next(headings, len(lines))
    for row in rows:
        line = lines[row]
        kind = _short_kind(line) if len(line) <= FEW_CHARACTERS else _kind(line)
        if row > below and kind != "byline" and _is_remark(line):
            kind = "reader-comment"
        kinds[row] = kind
    return kinds


def _kind(line: str) -> str:
    looks = shape(line)
    if looks.signs:
        for sign, is_notice, name in _NOTICES:
            if looks.signs & sign and is_notice(line):
                return name
    for is_look, name in _LOOKS:
        if is_look(line):
            return name
    if looks.signs & BUTTON and buttons_in(line):
        return "share-bar"
    if looks.words >= _FEWEST_TEASER_WORDS:
        return "menu" if looks.menu else "teaser"
    return "menu" if looks.label else "page-furniture"


_short_kind = lru_cache(_REMEMBERED)(_kind)


def _is_remark(line: str) -> bool:
    return line[-1] in _REMARK_ENDS and shape(line).words >= _FEWEST_COMMENT_WORDS
