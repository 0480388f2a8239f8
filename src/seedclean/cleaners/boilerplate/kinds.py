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
_MAY_BE_COMMENTS = ("teaser", "page-furniture")
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
    for row in rows:
        line = lines[row]
        kinds[row] = _short_kind(line) if len(line) <= FEW_CHARACTERS else _kind(line)
    start, end = _comments(document, rows, kinds)
    for row in rows:
        if row > start and kinds[row] in _MAY_BE_COMMENTS and (row < end or _is_remark(lines[row])):
            kinds[row] = "reader-comment"
    return kinds


def _comments(document: Document, rows: list[int], kinds: list[str]) -> tuple[int, int]:
    """From which row to which every condemned line is a comment: between the forms around comments.

    Comments begin under their heading, or at the first form below the text, and
    more of them may follow where the forms have ended.
    """
    lines, shapes = document.stripped, document.rows(shape)
    headings = (row for row in rows_with(document, COMMENTS) if is_comments_heading(lines[row]))
    condemned = set(rows)
    kept = (row for row in reversed(range(len(lines))) if shapes[row].prose and row not in condemned)
    text = next(kept, -1)
    forms = [row for row in rows if kinds[row] == "comment-form" and row > text]
    start = min(next(headings, len(lines)), forms[0] if forms else len(lines))
    others = next((row for row in range(start + 1, len(lines)) if shapes[row].others), len(lines))
    return start, min(forms[-1] if forms else -1, others)


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
