"""The lists, facts and headings of a text that look like those of a site, and signs that they are its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import AD, CREDIT, LABELS, NOTICES, PROSE, TAGGED
from seedclean.cleaners.boilerplate.known_furniture import (
    count_sure_lines,
    find_known_rows,
    is_known,
    is_notice,
)
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.cleaners.boilerplate.lines import is_sentence, words_in
from seedclean.cleaners.boilerplate.notice_places import is_of_settings
from seedclean.cleaners.boilerplate.pages import row_beside, rows_with
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.document import Document

_LABELLED = CREDIT | TAGGED | PROSE
FEWEST_OF_SITES = 3
"""Lines that only sites have; a page with so many is a site's."""

FEWEST_OF_SENTENCE = 4
"""Words of a sentence."""

_MOST_FACTS = 8  # lines of credits and tags between two other facts
_FEWEST_ANNOUNCING = 14  # words of a line that announces a list although a word of it is one of notices
FEWEST_INTRODUCING = 5
"""Words of a sentence that announces a list; `You are here:` has fewer."""

_LONGEST_LIST = 12  # lines to either side
_FEWEST_ENTRIES = 4
_LONGEST_ENTRY = 80  # characters of a line of a list
_FACT = Pattern(r"[^\W\d_][^\n:：]{0,30}\s?[:：](?:\s|[^\s/\d])(?=.{1,160}$)")
_ITEM = Pattern(
    r"(?:[-–—*•·‣▪+>#]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|(?:step|schritt|étape|paso) \d)\s"
    r"|[一二三四五六七八九十]{1,3}、"
)


def is_item(line: str) -> bool:
    """Check whether a line is an item or a step of a list: `1. Log in`, `- Log in`.

    >>> is_item("2. Log in to your account"), is_item("Log in")
    (True, False)
    """
    return _ITEM.match(line.lower()) is not None


def is_announced(document: Document, row: int) -> bool:
    """Check whether the text announces a line: the one above ends in a colon and is no label of a site.

    Or the line above the list in which it is, where the text goes on below the list.
    """
    lines = document.stripped
    return _announces(document, row_beside(lines, row, -1)) or _is_in_announced_list(document, row)


def _announces(document: Document, row: int) -> bool:
    """Check whether a line ends in a colon and is no label of a site."""
    lines = document.stripped
    if row < 0 or lines[row].rstrip("*_ ")[-1:] not in (":", "："):
        return False
    flags, words = flags_of(document)[row], words_in(lines[row])
    if words >= _FEWEST_ANNOUNCING or not flags & (NOTICES | LABELS):
        return True
    return words >= FEWEST_OF_SENTENCE and not (flags & LABELS or is_notice(lines[row], flags))


def _is_in_announced_list(document: Document, row: int) -> bool:
    """Check whether a sentence that ends in a colon is above the list in which a row is."""
    entries = _list_within_text(document, row)
    above = row_beside(document.stripped, entries.start, -1) if entries else -1
    return (
        above >= 0
        and words_in(document.stripped[above]) >= FEWEST_INTRODUCING
        and _announces(document, above)
    )


def is_entry_of_text(document: Document, row: int) -> bool:
    """Check whether a line is one of a list within a text, of which some entries are no furniture.

    Not on a page that shows that it is a site's.
    """
    entries = _list_within_text(document, row)
    if len(entries) < _FEWEST_ENTRIES or count_sure_lines(document) >= FEWEST_OF_SITES:
        return False
    lines, flags = document.stripped, flags_of(document)
    above = row_beside(lines, entries.start, -1)
    return (
        above >= 0
        and flags[above] & PROSE > 0
        and not all(is_known(lines[near], flags[near]) for near in entries)
    )


def _list_within_text(document: Document, row: int) -> range:
    """The short lines right around a row, where a blank line and prose are below them; none elsewhere."""
    lines = document.stripped
    start, end = row, row + 1
    while start and row - start < _LONGEST_LIST and _is_entry(lines[start - 1]):
        start -= 1
    while end < len(lines) and end - row < _LONGEST_LIST and _is_entry(lines[end]):
        end += 1
    below = row_beside(lines, end - 1, 1)
    return range(start, end) if below > end and flags_of(document)[below] & PROSE else range(0)


def _is_entry(line: str) -> bool:
    return 0 < len(line) <= _LONGEST_ENTRY and line[-1] not in ":："


def is_of_list(document: Document, first: int, last: int) -> bool:
    """Check whether lines are items of a list of other things, or settings: `- Cookie notice` is beside them.

    All that is known as furniture is in lists then.

    Args:
        document: The document.
        first: The first of the rows.
        last: The last.
    """
    lines, flags = document.stripped, flags_of(document)
    if is_of_settings(document):
        return True
    if not is_item(lines[first]):
        return False
    beside = [row for row in (row_beside(lines, first, -1), row_beside(lines, last, 1)) if row >= 0]
    if not any(is_item(lines[row]) and not is_known(lines[row], flags[row]) for row in beside):
        return False
    return document.view(_is_known_in_lists)


def _is_known_in_lists(document: Document) -> bool:
    """Check whether all that is known as furniture is in lists."""
    return all(is_item(document.stripped[row]) for row in find_known_rows(document))


def heads_own_text(document: Document, row: int) -> bool:
    """Check whether a line has a blank line above and a sentence right below, in a text that shows no site.

    Marks of advertisements do not show it, since such a line may be one.
    """
    lines = document.stripped
    if not row or lines[row - 1] or row + 1 >= len(lines) or not is_sentence(lines[row + 1]):
        return False
    return count_sure_lines(document) <= len(rows_with(document, AD))


def is_of_facts(document: Document, row: int) -> bool:
    """Check whether a line is one of several labelled facts that stay together, as in a recipe."""
    lines, flags = document.stripped, flags_of(document)
    for step in (-1, 1):
        beside = row + step
        while (
            0 <= beside < len(lines) and flags[beside] & (CREDIT | TAGGED) and abs(beside - row) < _MOST_FACTS
        ):
            beside += step
        if (
            0 <= beside < len(lines)
            and lines[beside]
            and _FACT.match(lines[beside])
            and not flags[beside] & _LABELLED
        ):
            return True
    return False
