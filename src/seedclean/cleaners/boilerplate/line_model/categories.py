"""Of what kind each predicted line is, or that is in a list of the site's: its one rule.

A line has one kind, whatever rules are chosen: where its rule is switched off,
the line stays, and no other rule takes it in its stead.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import (
    BUTTON,
    COMMENTS,
    COOKIE,
    CREDIT,
    FEW_CHARACTERS,
    HEADING,
    LICENCE,
    MAY_MATCH,
    NOTICES,
    PART,
    PROMPT,
    PROSE,
    RIGHTS,
)
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.cleaners.boilerplate.lines import is_label, words_in
from seedclean.cleaners.boilerplate.listings import find_menu_rows, find_related_rows
from seedclean.cleaners.boilerplate.matchers import (
    is_advertisement,
    is_byline,
    is_comment_form,
    is_comments_heading,
    is_pagination,
    is_tag_list,
)
from seedclean.cleaners.boilerplate.notice_forms import (
    is_cookie_notice,
    is_copyright,
    is_credit,
    is_licence,
    is_prompt,
)
from seedclean.cleaners.boilerplate.pages import rows_with
from seedclean.cleaners.boilerplate.phrases import find_phrase_rows
from seedclean.cleaners.boilerplate.share_buttons import buttons_in
from seedclean.facts import PAGE, PHRASE, facts_of, flag

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
_MATCHERS = (
    (is_byline, "byline"),
    (is_comment_form, "comment-form"),
    (is_pagination, "pagination"),
    (is_tag_list, "tag-list"),
    (is_advertisement, "advertisement"),
)

PREDICTED = PAGE | flag(HEADING | PART) | PHRASE
"""Needs of a line with a category: the line model takes pages, lists have headings, phrases paragraphs."""


def rows_of_category(document: Document, kind: str) -> list[int]:
    """The predicted rows that the rule of this name takes."""
    if not PREDICTED.hold(document.view(facts_of)):
        return []
    kinds = document.verdicts(_categories)
    known = document.memo.get(rows_of_category)
    if known is None or known[0] is not kinds:  # many rules ask, and few lines have a kind
        rows: dict[str, list[int]] = {}
        for row, of_row in enumerate(kinds):
            if of_row:
                rows.setdefault(of_row, []).append(row)
        known = document.memo[rows_of_category] = kinds, rows
    return known[1].get(kind, [])


def rows_of_any_category(document: Document) -> set[int]:
    """The rows that have a kind, whichever it is."""
    kinds = document.verdicts(_categories)
    return {row for row, kind in enumerate(kinds) if kind}


def is_of_other_category(document: Document, row: int) -> bool:
    """Check whether the words of a row say that it is for another rule than those of whole lists."""
    return bool(_category_by_words(document.stripped[row], flags_of(document)[row]))


def _categories(document: Document) -> list[str]:
    from seedclean.cleaners.boilerplate.line_model.exceptions import (
        predict_rows,
    )  # loaded with the first page

    kinds = [""] * len(document.lines)
    rows = predict_rows(document)
    lines, flags = document.stripped, flags_of(document)
    for row in rows:
        kinds[row] = _category(lines[row], flags[row])
    if rows:
        start, end = _comments(document, rows, kinds)
        for row in rows:
            if row > start and kinds[row] in _MAY_BE_COMMENTS and (row < end or _is_remark(lines[row])):
                kinds[row] = "reader-comment"
    for name, listed in (("related-list", find_related_rows(document)), ("menu", find_menu_rows(document))):
        for row in listed:
            kinds[row] = kinds[row] or _category_by_words(lines[row], flags[row]) or name
    for row, name in find_phrase_rows(document):
        kinds[row] = kinds[row] or name
    return kinds


def _comments(document: Document, rows: list[int], kinds: list[str]) -> tuple[int, int]:
    """From which row to which every predicted line is a comment: between the forms around comments.

    Comments begin under their heading, or at the first form below the text, and
    more of them may follow where the forms have ended.
    """
    lines = document.stripped
    headings = (row for row in rows_with(document, COMMENTS) if is_comments_heading(lines[row]))
    predicted = set(rows)
    text = max((row for row in rows_with(document, PROSE) if row not in predicted), default=-1)
    forms = [row for row in rows if kinds[row] == "comment-form" and row > text]
    start = min(next(headings, len(lines)), forms[0] if forms else len(lines))
    others = next((row for row in rows_with(document, HEADING) if row > start), len(lines))
    return start, min(forms[-1] if forms else -1, others)


def _category(line: str, flags: int) -> str:
    category = _category_by_words(line, flags)
    if category:
        return category
    if words_in(line) >= _FEWEST_TEASER_WORDS:
        return "menu" if flags & PART else "teaser"
    return "menu" if flags & PART or is_label(line) else "page-furniture"


def _category_by_words(line: str, flags: int) -> str:
    if flags & (NOTICES | MAY_MATCH) or len(line) > FEW_CHARACTERS:
        return _short_kind(line, flags) if len(line) <= FEW_CHARACTERS else _match_category(line, flags)
    return ""


def _match_category(line: str, flags: int) -> str:
    """The kind of a line by its words or by a matcher; empty where neither tells."""
    for asked, is_notice, name in _NOTICES:
        if flags & asked and is_notice(line):
            return name
    if flags & MAY_MATCH:
        small = line.lower()
        for matches, name in _MATCHERS:
            if matches(small):
                return name
    return "share-bar" if flags & BUTTON and buttons_in(line) else ""


_short_kind = lru_cache(_REMEMBERED)(_match_category)


def _is_remark(line: str) -> bool:
    return line[-1] in _REMARK_ENDS and words_in(line) >= _FEWEST_COMMENT_WORDS
