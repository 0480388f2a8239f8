"""Lists of other pages: related headlines, most-read lists, teasers below the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import LABELS, NOTICES, PROSE
from seedclean.cleaners.boilerplate.known_furniture import count_sure_lines
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.cleaners.boilerplate.line_model.categories import (
    PREDICTED,
    is_of_other_category,
    rows_of_category,
)
from seedclean.cleaners.boilerplate.lines import words_in
from seedclean.cleaners.boilerplate.listings import FEWEST_OF_SITES
from seedclean.cleaners.boilerplate.pages import body, row_beside
from seedclean.cleaners.boilerplate.text_lists import is_announced
from seedclean.document import Change, Document, drop_lines
from seedclean.facts import flag, several_lines
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

FEWEST_HEADLINES = 4
"""A list of related headlines below the text has at least so many."""

_MANY_HEADLINES = 10
_LONG_HEADLINE = 8  # words
_FEWEST_WORDS = 4
_MOST_WORDS = 30
_LEAST_TITLE_CASE = 0.7
_LEAST_SHARE = 0.8
_SHORTEST_WORD = 4  # characters; shorter ones are small in titles, too
_SENTENCE_ENDS = ".。"
_RECORD_MARKS = (" – ", " — ", " - ", " -- ", " @ ", ": ", " | ", "(", ", ", "$", "€", "£")
_MOST_ALIKE = 0.6
_NUMBERED = Pattern(r"(?:[^\W\d_]{3,9}\.? )?\d")
_INDENT = 3  # blanks before the lines of a section, more than before its heading
_BULLETS = "-–—*•·‣▪#>+"


@rule(needs=flag(PROSE) & several_lines())
def related_headlines(document: Document) -> Iterator[Change]:
    r"""Drop the list of other headlines below the text.

    Why: a page ends with what else the site has to offer. The headlines are
    about anything, so they teach a model that texts break off into news.

    Leaves alone: a list that the text announces, by a heading or by a line that
    ends in a colon; fewer than four lines, and fewer than ten, or lines as
    short as the titles of books, where nothing else on the page is a site's;
    lists that are not set in Title Case; lines that end as sentences, verses,
    lists of things (three words and fewer), records of which most are built
    around the same mark, such as the dates of a tour; everything above the last
    line of prose.

    >>> from seedclean import show
    >>> print(show(related_headlines, '''Home | Log in
    ... Skip to content
    ... Log in
    ... The ferry came two hours late on Friday, its captain said.
    ... Mayor Opens New Library After Years of Delay
    ... Bakers Ask for Lower Flour Prices This Winter
    ... Local Football Club Wins Third Match in a Row
    ... Storm Closes Coastal Road Between Two Villages
    ... '''))
      Home | Log in
      Skip to content
      Log in
      The ferry came two hours late on Friday, its captain said.
    - Mayor Opens New Library After Years of Delay
    - Bakers Ask for Lower Flour Prices This Winter
    - Local Football Club Wins Third Match in a Row
    - Storm Closes Coastal Road Between Two Villages
    """
    rows, headlines = _find_headlines_below(document)
    if not headlines or _is_announced_list(document, rows[0]):
        return
    if count_sure_lines(document) >= FEWEST_OF_SITES or _are_news(document.stripped, headlines):
        yield from drop_lines(document, (row for row in rows if not is_of_other_category(document, row)))


def _find_headlines_below(document: Document) -> tuple[list[int], list[int]]:
    """Find the rows of a list below the text that is all headlines, and those of the headlines in it."""
    last = body(document).last
    lines = document.stripped
    below = list(filter(lines.__getitem__, range(last + 1, len(lines)))) if last >= 0 else []
    if not _may_be_headlines([lines[row] for row in below]):
        return [], []
    headlines = [row for row in below if _is_headline(lines[row])]
    if len(headlines) < FEWEST_HEADLINES:
        return [], []
    rows = [row for row in below if row >= headlines[0]]  # captions may be above the list
    others = [lines[row] for row in set(rows).difference(headlines)]
    if len(headlines) < _LEAST_SHARE * len(rows) or any(line[-1] in _SENTENCE_ENDS for line in others):
        return [], []
    return ([], []) if _is_list_of_records([lines[row] for row in headlines]) else (rows, headlines)


@rule(needs=PREDICTED)
def related_list(document: Document) -> Iterator[Change]:
    r"""Drop a heading such as `Most read` and the headlines under it.

    Why: the heading says that what follows belongs to other pages.

    Leaves alone: what follows from the next line of prose on; a heading with
    nothing like a headline under it, and one inside the text, unless no text
    has such a heading of its own (`You may also like`); a heading that a text
    may have of its own (`Recommended`, `Popular`) where nothing else on the page
    is a site's, or labelled facts or items of a list follow; lists inside the
    text; a page without any prose; lines of another kind, which are left to
    their rules.

    >>> from seedclean import show
    >>> print(show(related_list, '''The ferry reached the harbour two hours late on Friday, its captain said.
    ... Most read
    ... Storm closes the coastal road
    ... Bakers ask for lower prices
    ... '''))
      The ferry reached the harbour two hours late on Friday, its captain said.
    - Most read
    - Storm closes the coastal road
    - Bakers ask for lower prices
    """
    rows = rows_of_category(document, "related-list")
    if any(_is_section_of_manual(document, row) for row in rows):
        return iter(())
    return drop_lines(document, rows)


def _is_section_of_manual(document: Document, row: int) -> bool:
    """Check whether a line in capitals heads an indented section, as `SEE ALSO` of a manual."""
    lines = document.lines
    below = row_beside(document.stripped, row, 1)
    if below < 0 or not document.stripped[row].isupper():
        return False
    depth = len(lines[row]) - len(lines[row].lstrip())
    return len(lines[below]) - len(lines[below].lstrip()) >= depth + _INDENT


def _are_news(lines: list[str], headlines: list[int]) -> bool:
    """Check whether there are too many headlines, and too long ones, for a list of titles."""
    if len(headlines) < _MANY_HEADLINES:
        return False
    return sum(words_in(lines[row]) for row in headlines) >= _LONG_HEADLINE * len(headlines)


def _is_announced_list(document: Document, row: int) -> bool:
    """Check whether the text announces a list: by a line that ends in a colon, or by a heading of its own."""
    if is_announced(document, row):
        return True
    lines, flags = document.stripped, flags_of(document)
    above = row_beside(lines, row, -1)
    if above < 0 or flags[above] & (PROSE | NOTICES | LABELS) or lines[above][-1] in _SENTENCE_ENDS:
        return False
    return words_in(lines[above]) < _FEWEST_WORDS and (above == 0 or row_beside(lines, above, -1) >= 0)


def _may_be_headlines(lines: list[str]) -> bool:
    """The cheap question: whether the last lines have enough words for headlines."""
    found = 0
    for number, line in enumerate(reversed(lines), start=1):
        found += line.count(" ") >= _FEWEST_WORDS - 1 or not line.isascii()
        if found >= max(FEWEST_HEADLINES, _LEAST_SHARE * number):
            return True
    return False


def _is_headline(line: str) -> bool:
    return _FEWEST_WORDS <= words_in(line) <= _MOST_WORDS and _title_case(line) >= _LEAST_TITLE_CASE


def _title_case(line: str) -> float:
    """The share of a headline's longer words that begin with a capital; 0 for list items and sentences."""
    words = [word.lstrip("“‘\"'(«") for word in line.split() if len(word) >= _SHORTEST_WORD]
    if not words or line[0] in _BULLETS or line[-1] in ".,;:":
        return 0.0
    return sum(word[:1].isupper() for word in words) / len(words)


def _is_list_of_records(lines: list[str]) -> bool:
    """Check whether most lines are alike: built around the same mark, or with figures in front."""
    figures = sum(_NUMBERED.match(line) is not None for line in lines)
    most = max(figures, *(sum(mark in line for line in lines) for mark in _RECORD_MARKS))
    return most > _MOST_ALIKE * len(lines)
