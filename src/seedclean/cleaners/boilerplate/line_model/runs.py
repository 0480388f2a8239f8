"""Runs of short lines, as tables and lists are: they stay or go as a whole."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.line_flags import PROSE
from seedclean.cleaners.boilerplate.lines import words_in
from seedclean.cleaners.boilerplate.pages import first_kept, rows_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedclean.document import Document

_FEWEST_LINES = 6
_MOST_WORDS = 14  # of a short line
_MOST_CONDEMNED = 0.7
"""Of a run of short lines at most this part is condemned by chance: then all of it stays."""


def torn(document: Document, condemned: set[int]) -> set[int]:
    """The condemned lines of runs of which much would stay: they stay, too.

    Args:
        document: The page.
        condemned: The condemned rows.
    """
    kept: set[int] = set()
    for run in _runs(document, condemned):
        gone = condemned.intersection(run)
        if 0 < len(gone) <= _MOST_CONDEMNED * len(run):
            kept |= gone
        elif gone and len(gone) < len(run):
            kept.update(_enclosed(run, condemned))
    return kept


def _enclosed(run: list[int], condemned: set[int]) -> Iterator[int]:
    """The condemned lines of a run with as many lines that stay right above them as right below."""
    parts = [list(rows) for _, rows in groupby(run, condemned.__contains__)]
    for above, part, below in zip(parts, parts[1:], parts[2:], strict=False):
        if part[0] in condemned and len(part) <= min(len(above), len(below)):
            yield from part


def worn(document: Document, condemned: set[int]) -> set[int]:
    """The lines that are left of runs between paragraphs of which most is condemned: they go, too.

    Args:
        document: The page.
        condemned: The condemned rows.
    """
    last = max((row for row in rows_with(document, PROSE) if row not in condemned), default=-1)
    gone: set[int] = set()
    for run in _runs(document, condemned):
        if run[-1] < last and len(condemned.intersection(run)) > _MOST_CONDEMNED * len(run):
            gone.update(run)
    return gone


def _runs(document: Document, condemned: set[int]) -> Iterator[list[int]]:
    """The stretches of short lines below the first paragraph that stays."""
    lines = document.stripped
    first = first_kept(document, condemned)
    run: list[int] = []
    for row in range(first + 1, len(lines)) if first >= 0 and condemned else ():
        if lines[row] and words_in(lines[row]) <= _MOST_WORDS:
            run.append(row)
        elif lines[row]:
            if len(run) >= _FEWEST_LINES:
                yield run
            run = []
    if len(run) >= _FEWEST_LINES:
        yield run
