"""Runs of short lines, as tables and lists are: they stay or go as a whole."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import PROSE
from seedclean.cleaners.boilerplate.lines import words_in
from seedclean.cleaners.boilerplate.pages import first_kept, rows_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedclean.document import Document

_FEWEST_LINES = 6
_MOST_WORDS = 14  # of a short line
_MOST_PREDICTED = 0.7
"""Of a run of short lines at most this part is predicted by chance: then all of it stays."""


def keep_runs(document: Document, predicted: set[int]) -> set[int]:
    """The predicted lines of runs of which much would stay: they stay, too.

    Args:
        document: The page.
        predicted: The rows predicted as boilerplate.
    """
    kept: set[int] = set()
    for run in _runs(document, predicted):
        gone = predicted.intersection(run)
        if 0 < len(gone) <= _MOST_PREDICTED * len(run):
            kept |= gone
        elif gone and len(gone) < len(run):
            kept.update(_find_enclosed(run, predicted))
    return kept


def _find_enclosed(run: list[int], predicted: set[int]) -> Iterator[int]:
    """The predicted lines of a run with as many lines that stay right above them as right below."""
    parts = [list(rows) for _, rows in groupby(run, predicted.__contains__)]
    for above, part, below in zip(parts, parts[1:], parts[2:], strict=False):
        if part[0] in predicted and len(part) <= min(len(above), len(below)):
            yield from part


def extend_runs(document: Document, predicted: set[int]) -> set[int]:
    """The lines that are left of runs between paragraphs of which most is predicted: they go, too.

    Args:
        document: The page.
        predicted: The rows predicted as boilerplate.
    """
    last = max((row for row in rows_with(document, PROSE) if row not in predicted), default=-1)
    gone: set[int] = set()
    for run in _runs(document, predicted):
        if run[-1] < last and len(predicted.intersection(run)) > _MOST_PREDICTED * len(run):
            gone.update(run)
    return gone


def _runs(document: Document, predicted: set[int]) -> Iterator[list[int]]:
    """The stretches of short lines below the first paragraph that stays."""
    first = first_kept(document, predicted)
    for run in document.view(_short_runs) if first >= 0 and predicted else ():
        if run[-1] > first:  # which is no short line
            below = run if run[0] > first else [row for row in run if row > first]
            if len(below) >= _FEWEST_LINES:
                yield below


def _short_runs(document: Document) -> list[list[int]]:
    """All stretches of short lines, with blank lines among them or not."""
    runs: list[list[int]] = [[]]
    for row, line in enumerate(document.stripped):
        if line and words_in(line) <= _MOST_WORDS:
            runs[-1].append(row)
        elif line and runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) >= _FEWEST_LINES]
