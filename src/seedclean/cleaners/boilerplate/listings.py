"""Lists of the site around the text, which show by their labels what they are: menus, and other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import CREDIT, HEADING, LABELS, NOTICES, PART, PROSE, TAGGED
from seedclean.cleaners.boilerplate.known_furniture import count_sure_lines, is_notice
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.cleaners.boilerplate.lines import SENTENCE_END, fold, is_label, words_in
from seedclean.cleaners.boilerplate.notice_places import is_of_settings
from seedclean.cleaners.boilerplate.pages import row_beside, rows_with
from seedclean.cleaners.boilerplate.phrases import is_paragraph, kind_of
from seedclean.cleaners.boilerplate.text_lists import (
    FEWEST_INTRODUCING,
    heads_own_text,
    is_announced,
    is_item,
)
from seedclean.markdown.marks import LineMarks, marks_of
from seedclean.words import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedclean.document import Document

FEWEST_LABELS = 4
"""A menu has at least so many entries."""

FEWEST_KNOWN = 2
"""And so many of them, at least, say what sites call their own parts."""

FEWEST_OF_SITES = 2
"""Lines that only sites have, at least, on a page whose lists may be of other pages."""


def find_menu_rows(document: Document) -> Iterator[int]:
    """The rows of menus above and below the text."""
    lines, flags = document.stripped, flags_of(document)
    prose = [row for row in find_text_rows(document) if not is_notice(lines[row], flags[row])]
    if not prose or is_of_settings(document):
        return
    known = rows_with(document, PART)
    menus = [
        range(run.start, last_known + 1)
        for run, last_known in _menus(document, [row for row in known if row < prose[0]])
        if not _is_introduced(document, run)
    ]
    menus += _find_menus_below(document, [row for row in known if row > prose[-1]])
    yield from (row for menu in menus for row in menu if lines[row])


def _is_introduced(document: Document, run: range) -> bool:
    """Check whether a sentence that ends in a colon is above a list: a lesson may begin so."""
    first = next(filter(document.stripped.__getitem__, run))
    above = row_beside(document.stripped, first, -1)
    return (
        above >= 0
        and words_in(document.stripped[above]) >= FEWEST_INTRODUCING
        and is_announced(document, first)
    )


def _find_menus_below(document: Document, known: list[int]) -> Iterator[range]:
    """Find the menus below the text, from their first label on.

    Short lines above it may be the end of the text: names and places.
    """
    flags = flags_of(document)
    for run, _ in _menus(document, known):
        start = next(row for row in run if flags[row] & (LABELS | CREDIT | TAGGED))
        if not is_announced(document, start):
            yield range(start, run.stop)


def find_related_rows(document: Document) -> Iterator[int]:
    """The rows of headings over other pages, and what is below the first of them that is below the text."""
    heads = rows_with(document, HEADING)
    last = _find_last_row(document) if heads else -1
    if not heads or last < 0:
        return
    lines = document.stripped
    yield from (
        row for row in heads if fold(lines[row]) in labels("others") and not heads_own_text(document, row)
    )
    first = next((row for row in heads if row > last and not _is_of_text(document, row)), len(lines))
    if any(lines[first + 1 :]):
        yield from (row for row in range(first, len(lines)) if lines[row])


def find_text_rows(document: Document) -> list[int]:
    """The rows of the text: prose that is no phrase of a site, or long lines where none is prose."""
    kinds = document.rows(kind_of)
    prose = [row for row in rows_with(document, PROSE) if not kinds[row]]
    if prose:
        return prose  # Thai sets no stops, so none of its lines is prose
    return [row for row, line in enumerate(document.stripped) if not kinds[row] and is_paragraph(line)]


def _find_last_row(document: Document) -> int:
    """The last row of the text: prose that is no phrase of a site, or a sentence below it; -1 for none."""
    rows = find_text_rows(document)
    if not rows:
        return -1
    lines, kinds, flags = document.stripped, document.rows(kind_of), flags_of(document)
    below = range(rows[-1] + 1, len(lines))
    sentences = (row for row in below if lines[row] and not kinds[row] and not flags[row] & NOTICES)
    return max((row for row in sentences if lines[row][-1] in SENTENCE_END), default=rows[-1])


def _is_of_text(document: Document, head: int) -> bool:
    """Check whether a heading is one that texts have, too, and no site shows around it."""
    lines = document.stripped
    if fold(lines[head]) not in labels("vague"):
        return False
    below = row_beside(lines, head, 1)
    return count_sure_lines(document) < FEWEST_OF_SITES or (below >= 0 and is_item(lines[below]))


def _menus(document: Document, known: list[int]) -> Iterator[tuple[range, int]]:
    """Stretches of labels around known ones, with the blank lines among them, and the last known row of each.

    Only those that are menus: with labels enough, and enough of them known.
    """
    lines, flags = document.stripped, flags_of(document)
    marks = marks_of(document)
    known = [row for row in known if _may_be_of_menu(lines[row], flags[row], marks[row])]
    while len(known) >= FEWEST_KNOWN:
        start = end = known[0]
        while start > 0 and _may_be_of_menu(lines[start - 1], flags[start - 1], marks[start - 1]):
            start -= 1
        while end < len(lines) and _may_be_of_menu(lines[end], flags[end], marks[end]):
            end += 1
        here = [row for row in known if row < end]
        known = known[len(here) :]
        if len(here) < FEWEST_KNOWN or not _is_of_site(document, here):
            continue
        if sum(map(bool, lines[start:end])) >= FEWEST_LABELS:
            yield range(start, end), here[-1]


def _is_of_site(document: Document, known: list[int]) -> bool:
    """Check whether two labels are such as only sites have, or one is on a page that shows more of a site."""
    found = {fold(document.stripped[row]) for row in known}.intersection(labels("site"))
    return len(found) > 1 or (bool(found) and count_sure_lines(document) > FEWEST_OF_SITES)


def _may_be_of_menu(line: str, flags: int, mark: LineMarks) -> bool:
    if mark.heading or (mark.image and not mark.links):
        return False
    return not line or flags & PART > 0 or (not flags & PROSE and is_label(line))
