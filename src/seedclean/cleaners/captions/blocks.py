"""Blocks of paragraphs, and leads, that a page prints twice, one copy below the other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from seedclean.cleaners.captions.places import SHORTEST, bare_line, beside, is_long, is_paragraph
from seedclean.cleaners.captions.words import first_words, words

if TYPE_CHECKING:
    from seedclean.document import Document

_LARGEST_GAP = 15  # lines with text, none of them long, between two copies
_HEADLINE_REACH = 3  # lines with text above a lead, among which is its headline
_FEWEST_PARAGRAPHS = 3
_SHORTEST_HEADING = 10  # characters of the line above a block
_ASKS = "?？؟՞"
_ANNOUNCES = ":："
_ENDS = '.!?…:。！？：।۔؟։።။๚"”’»)」』】'


def blocks(document: Document) -> set[int]:
    """The rows of the second copies of blocks.

    A block is a run of long lines, whatever short lines are between them. The
    copies follow each other: no other long line is between them.
    """
    lines = document.stripped
    rows = [row for row, long in enumerate(document.rows(is_long)) if long]
    said = _words_of_twins([lines[row] for row in rows])
    gone = {*_lead(document), *_second_page(document, rows, said)}
    last: dict[tuple[str, ...], int] = {}
    at = 0
    while at < len(said):
        first = last.get(said[at], at)
        size = _common(said, first, at)
        if size and size == at - first and _are_copies(document, rows[first:at], rows[at : at + size]):
            gone.update(rows[at : at + size])
            gone.update(_headline_between(document, rows[first], rows[at - 1], rows[at]))
        size = max(1, size)  # no block begins inside what is the same but is none
        last.update((said[place], place) for place in range(at, at + size))
        at += size
    return gone


def _words_of_twins(lines: list[str]) -> list[tuple[str, ...]]:
    """The words of each line; of one that begins as no other does, its first words."""
    first = [first_words(line) for line in lines]
    times = Counter(first)
    return [words(line) if times[start] > 1 else start for line, start in zip(lines, first, strict=True)]


def _common(said: list[tuple[str, ...]], first: int, second: int) -> int:
    """Count the lines that are equal from two places on, before the first reach the second."""
    size = 0
    while size < second - first and second + size < len(said) and said[first + size] == said[second + size]:
        size += 1
    return size


def _second_page(document: Document, rows: list[int], said: list[tuple[str, ...]]) -> list[int]:
    """The rows from the second copy of the first long line on, where all from there on has been said."""
    start = said.index(said[0], 1) if said and said[0] in said[1:] else 0
    above = iter(said[:start])
    if not start or not all(one in above for one in said[start:]):  # in the same order, perhaps with gaps
        return []
    if not _are_copies(document, rows[:start], rows[start:]):
        return []
    return [*_headline_between(document, rows[0], rows[start - 1], rows[start]), *rows[start:]]


def _headline_between(document: Document, first: int, end: int, second: int) -> list[int]:
    """The row of the headline of a second copy: all that is between the copies, and above the first, too."""
    row, above = beside(document, second, -1), beside(document, first, -1)
    if row <= end or above < 0 or beside(document, row, -1) != end:
        return []
    lines = document.stripped
    return [row] if len(lines[row]) >= _SHORTEST_HEADING and lines[row] == lines[above] else []


def _are_copies(document: Document, first: list[int], second: list[int]) -> bool:
    """Check whether two runs of rows have prose and nothing between them, or one heading above both."""
    lines = document.stripped
    if not _is_sentence(lines[second[0]]) or lines[second[-1]][-1] not in _ENDS:
        return False
    if sum(_is_sentence(lines[row]) for row in second) < max(_FEWEST_PARAGRAPHS, len(second) / 2):
        return False
    between = [line for line in lines[first[-1] + 1 : second[0]] if line]
    if between and between[-1][-1] in _ANNOUNCES:
        return False  # the steps of another task
    if not between or (len(between) <= _LARGEST_GAP and not is_paragraph(lines[second[0]])):
        return True
    heading = lines[beside(document, second[0], -1)]
    if len(between) > _LARGEST_GAP or len(heading) < _SHORTEST_HEADING:
        return False
    above = beside(document, first[0], -1)
    return above >= 0 and lines[above] == heading


def _is_sentence(line: str) -> bool:
    return line[-1] in _ENDS and bare_line(line) != ""


def _begins_body(document: Document, row: int) -> bool:
    """Check whether another paragraph follows that is no copy of this one."""
    lines = document.stripped
    below = beside(document, row, 1)
    return below >= 0 and is_paragraph(lines[below]) and words(lines[below]) != words(lines[row])


def _lead(document: Document) -> list[int]:
    """The row of the second of two leads, where it begins the body, and of the headline above it."""
    lines = document.stripped
    first = next((row for row, line in enumerate(lines) if is_paragraph(line)), -1)
    if first < 0 or not _may_lead(lines[first]):
        return []
    near = _next_rows(document, first, 1, _LARGEST_GAP)
    second = next((row for row in near if is_paragraph(lines[row])), -1)
    if second < 0 or words(lines[second]) != words(lines[first]) or not _begins_body(document, second):
        return []
    above = {lines[row] for row in _next_rows(document, first, -1, _HEADLINE_REACH)}
    headlines = [row for row in near if row < second and len(lines[row]) >= SHORTEST and lines[row] in above]
    return [*headlines, second]


def _may_lead(line: str) -> bool:
    """Check whether a paragraph may be a lead; a question may come again above its answer."""
    return _is_sentence(line) and line[-1] not in _ASKS


def _next_rows(document: Document, row: int, step: int, most: int) -> list[int]:
    """The rows of the next lines with text, above (-1) or below (1)."""
    rows: list[int] = []
    while len(rows) < most and (row := beside(document, row, step)) >= 0:
        rows.append(row)
    return rows
