"""Predicted lines that stay, because the lines around them show that they belong to the text."""

from __future__ import annotations

from itertools import takewhile
from re import IGNORECASE
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import COMMENTS, FIGURE, GOES_ON, LABELS, NOTICES, PROSE
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.cleaners.boilerplate.lines import words_in
from seedclean.cleaners.boilerplate.matchers import is_byline
from seedclean.cleaners.boilerplate.pages import first_kept, rare_words, row_beside, rows_with
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedclean.document import Document

_PARAGRAPH_ENDS = '.!?。！？…”"'
_CLAUSE_ENDS = ".!?:。！？："
_GOES_ON = ",.;:)"
_FEWEST_WORDS = 4  # of a headline
_FEWEST_BEFORE = 3  # words of a line that a fragment goes on
_LONGEST_FRAGMENT = 3  # lines
_FEWEST_QUANTITIES = 3
_MOST_BETWEEN = 2  # lines between two quantities: the things themselves, and the heading of a part
_QUANTITY = Pattern(
    r"(?:[-–•*·] ?)?(?:\d[\d.,/–-]{0,6} ?)?(?:\d|[½¼¾⅓⅔])[^\S\n]{0,3}"
    r"(?:g|gr|kg|mg|ml|cl|dl|l|el|tl|msp|pck|prisen?|cups?|tbsps?|tsps?|tablespoons?|teaspoons?|pinch(?:es)?|oz"
    r"|ounces?|lbs?|pounds?|cloves?|cuillères?|c\. ?à|pincées?|tazas?|cucharad(?:it)?as?|kopjes?"
    r"|克|毫升|公斤|杯|匙)"
    r"(?![^\W_])",
    IGNORECASE,
)
_FEWEST_TITLE = 2  # words
_TITLE_REACH = 10  # lines with text between a title and the first paragraph
_NO_TITLE = NOTICES | LABELS
_NO_TITLE_MARKS = "|/>·•»›→"
_WORD = Pattern(r"[^\W\d_]{3,}")
_PARAGRAPHS_OF_TEXT = 3  # from the first that stays on
_FEWEST_SHARED = 2
_LEAST_SHARED = 0.25
_ANNOUNCES = ":："
_COUNTED = Pattern(r"(\d{1,3})[.)]\s*\S")
_FEWEST_COUNTED = 12
_FEWEST_ANNOUNCING = 8  # words of a sentence that announces a list, and is no label of a site
_LONGEST_LIST = 12  # lines
_LEAD_REACH = 6  # lines with text between a lead and the paragraphs below it: bylines, buttons, captions


def find_text_rows(
    document: Document,
    predicted: set[int],
    headlines: frozenset[int] = frozenset(),
    sure: frozenset[int] = frozenset(),
) -> set[int]:
    """Return the rows predicted as boilerplate that belong to the text.

    A paragraph does beside one that stays, or below a headline that stays, and
    the last one above the whole text, which is its lead; and so do paragraphs
    above the text that share rare words with it, the words of a link that parts
    a sentence, a list that a sentence announces, one that counts to twelve, and the quantities
    of a recipe.

    Args:
        document: The page.
        predicted: The rows predicted as boilerplate.
        headlines: The rows of the headline.
        sure: The rows that are boilerplate beyond doubt. A paragraph of these has nothing to do with the one
            beside it.
    """
    lines = document.stripped
    paragraphs = {
        row
        for row in rows_with(document, PROSE)
        if row in predicted and row not in sure and lines[row][-1] in _PARAGRAPH_ENDS
    }
    kept = {row for row in paragraphs if _is_beside_text(document, row, predicted)}
    first = first_kept(document, predicted)
    if first > 0:
        kept.update(_lead(lines, first, paragraphs), _title(document, first, predicted))
        kept.update(_leads(document, first, predicted, headlines))
    for below in rows_with(document, GOES_ON):
        row = row_beside(lines, below, -1)
        if row in predicted and (below not in predicted or lines[below][0] in _GOES_ON):
            found = _fragment(row, lines, predicted)
            kept.update(predicted.intersection((*found, below)) if found else ())
    kept.update(_ingredients(document, predicted), _find_announced(document, predicted))
    kept.update(_find_headings(document, predicted))
    if first > 0:
        kept.update(_find_signed(document, first, predicted))
    return kept | _find_counted(document, predicted)


def _find_headings(document: Document, predicted: set[int]) -> Iterator[int]:
    """The predicted headings over comments that are between two paragraphs: `Comments` of a text."""
    lines, flags = document.stripped, flags_of(document)
    for row in rows_with(document, COMMENTS):
        line = lines[row]
        if row not in predicted or any(map(str.isdigit, line)) or words_in(line) > _FEWEST_WORDS:
            continue
        beside = (row_beside(lines, row, -1), row_beside(lines, row, 1))
        if all(near >= 0 and near not in predicted and flags[near] & PROSE for near in beside):
            yield row


def _find_signed(document: Document, first: int, predicted: set[int]) -> Iterator[int]:
    """The predicted line right above a byline that is right above the text: a headline of a few words."""
    lines, flags = document.stripped, flags_of(document)
    row = row_beside(lines, first, -1)
    above = row_beside(lines, row, -1) if row >= 0 else -1
    if above not in predicted or flags[above] & _NO_TITLE or not is_byline(lines[row].lower()):
        return
    line = lines[above]
    if any(map(str.isdigit, line)) or line[-1] in _CLAUSE_ENDS:
        return
    if _FEWEST_TITLE <= words_in(line) < _FEWEST_WORDS:
        yield above


def _find_counted(document: Document, predicted: set[int]) -> set[int]:
    """The predicted lines of a list that counts up or down; sites count their teasers to ten at most."""
    lines = document.stripped
    if not any(lines[row][0].isdigit() for row in predicted):
        return set()
    kept: set[int] = set()
    run: list[int] = []
    last = -1
    for row in filter(lines.__getitem__, range(len(lines))):
        found = _COUNTED.match(lines[row])
        number = int(found[1]) if found else -1
        if number >= 0 and run and abs(number - last) == 1:
            run.append(row)
        else:
            run = [row] if found else []
        if len(run) >= _FEWEST_COUNTED:
            kept.update(run)
            run = run[-_FEWEST_COUNTED + 1 :]
        last = number
    return kept & predicted


def _find_announced(document: Document, predicted: set[int]) -> Iterator[int]:
    """The predicted lines of lists below a sentence that stays and ends in a colon.

    Right below it, or with a blank line between where the text goes on below the list.
    """
    lines, flags = document.stripped, flags_of(document)
    for row, line in enumerate(lines):
        if line and line[-1] in _ANNOUNCES and row not in predicted and words_in(line) >= _FEWEST_ANNOUNCING:
            first = max(row_beside(lines, row, 1), row + 1)
            listed = list(takewhile(lines.__getitem__, range(first, min(first + _LONGEST_LIST, len(lines)))))
            below = row_beside(lines, listed[-1], 1) if listed else -1
            if below >= 0 and below not in predicted and flags[below] & PROSE:
                yield from predicted.intersection(listed)
            elif first == row + 1:
                yield from takewhile(predicted.__contains__, listed)


def _is_beside_text(document: Document, row: int, predicted: set[int]) -> bool:
    lines, flags = document.stripped, flags_of(document)
    above, below = row_beside(lines, row, -1), row_beside(lines, row, 1)
    if (
        above >= 0
        and above not in predicted
        and (flags[above] & PROSE or words_in(lines[above]) >= _FEWEST_WORDS)
    ):
        return True
    return below >= 0 and below not in predicted and flags[below] & PROSE > 0


def _lead(lines: list[str], first: int, paragraphs: set[int]) -> list[int]:
    """The last predicted paragraph above the first that stays, if it is near."""
    row = first
    for _ in range(_LEAD_REACH):
        row = row_beside(lines, row, -1)
        if row < 0 or row in paragraphs:
            return [row] if row >= 0 else []
    return []


def _leads(document: Document, first: int, predicted: set[int], headlines: frozenset[int]) -> list[int]:
    """The predicted paragraphs above the first that stays which are about the same things as it."""
    lines = document.stripped
    prose = rows_with(document, PROSE)
    above = [row for row in prose if row < first and row in predicted]
    if not above:
        return []
    below = [row for row in prose if row not in predicted][:_PARAGRAPHS_OF_TEXT]
    about = frozenset().union(*(rare_words(lines[row]) for row in (*below, *headlines)))
    kept = []
    for row in above:
        rare = rare_words(lines[row])
        if len(rare & about) >= max(_FEWEST_SHARED, _LEAST_SHARED * len(rare)):
            kept.append(row)
    return kept


def _title(document: Document, first: int, predicted: set[int]) -> list[int]:
    """A short title, of which the first paragraph of the text says every word, where no headline stays."""
    lines, flags = document.stripped, flags_of(document)
    text = lines[first].lower()
    row = first
    for _ in range(_TITLE_REACH):
        row = row_beside(lines, row, -1)
        if row < 0 or (row not in predicted and words_in(lines[row]) >= _FEWEST_BEFORE):
            break
        if row in predicted and not flags[row] & _NO_TITLE and _has_title(text, lines[row]):
            return [row]
    return []


def _has_title(text: str, title: str) -> bool:
    """Check whether a text has all words of a title."""
    words = _WORD.findall(title.lower())
    if not _FEWEST_TITLE <= len(words) <= _FEWEST_WORDS or not all(word in text for word in words):
        return False
    return set(words) <= set(_WORD.findall(text)) and not any(mark in title for mark in _NO_TITLE_MARKS)


def _fragment(row: int, lines: list[str], predicted: set[int]) -> list[int]:
    """The predicted lines up to a row, where they are in the middle of a sentence."""
    found = [row]
    above = row_beside(lines, row, -1)
    while above in predicted and len(found) < _LONGEST_FRAGMENT:
        found.append(above)
        above = row_beside(lines, above, -1)
    if (
        above < 0
        or above in predicted
        or lines[above][-1] in _CLAUSE_ENDS
        or words_in(lines[above]) < _FEWEST_BEFORE
    ):
        return []
    return found


def _ingredients(document: Document, predicted: set[int]) -> list[int]:
    """The predicted lines of a list of quantities, as recipes have: `2 cups of flour`, or `2 cups` alone."""
    lines = document.stripped
    flags = flags_of(document)
    figures = [row for row in predicted if flags[row] & FIGURE]
    if len(figures) < _FEWEST_QUANTITIES:
        return []
    measured = [row for row in sorted(figures) if _QUANTITY.match(lines[row])]
    if len(measured) < _FEWEST_QUANTITIES:
        return []
    found = []
    for row, after in zip(measured, [*measured[1:], -1], strict=True):
        found.append(row)
        between = [other for other in range(row + 1, after) if lines[other]]
        if len(between) <= _MOST_BETWEEN:
            found += between
    return found
