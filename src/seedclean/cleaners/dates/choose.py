"""Which stamp of a document is its publication date."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from seedclean.cleaners.dates.candidates import ALONE, EDGE, INLINE, Candidate, candidates
from seedclean.document import Document


class Body(NamedTuple):
    """The lines of the main text, from `first` up to `last`, both included."""

    first: int
    last: int


def body(document: Document) -> Body:
    """The run of lines that holds most of the running text."""
    best = sum_here = 0
    first = start = 0
    last = -1
    for row, weight in enumerate(document.rows(_weight)):
        sum_here += weight
        if sum_here <= 0:
            sum_here, start = 0, row + 1
        elif sum_here > best:
            best, first, last = sum_here, start, row
    return Body(first, last)


def _weight(line: str) -> int:
    """Positive for running text, negative for short lines; Chinese letters count as several."""
    if not line or line.isspace():
        return 0
    length = len(line) if line.isascii() else len(line.encode("utf-8", "surrogatepass"))
    return min(length - 80, 300) if length > 80 else -25


def chosen(document: Document) -> Candidate | None:
    """The stamp that says when the text was published, or `None` where none does or they disagree."""
    found = eligible_candidates(document)
    if not found:
        return None
    text = body(document)
    filled = list(accumulate(map(bool, document.stripped), initial=0))
    scored = sorted(
        ((score(document, c, found, text, filled), -c.row, -c.stamp.start, c) for c in found), reverse=True
    )
    best_score, _, _, best = scored[0]
    if best_score < ENOUGH or best.stamp.swapped:
        return None
    for other_score, _, _, other in scored[1:]:
        if other_score > best_score - MARGIN and other.day != best.day:
            if other.label == "updated" and best.label != "updated":
                continue
            return None
    return best


ENOUGH = 4.0
MARGIN = 0.4


def eligible_candidates(document: Document) -> list[Candidate]:
    return [c for c in document.view(candidates) if eligible(c)]


def eligible(c: Candidate) -> bool:
    if c.label == "other" or not 1990 <= c.day.year <= 2099 or not (c.stamp.firm or c.clock or c.label):
        return False
    return c.place != INLINE or c.clock is not None or c.label is not None


def score(document, c, found, text, filled) -> float:
    total = {ALONE: 2.0, EDGE: 1.0, INLINE: 0.0}[c.place]
    total += {"published": 3.0, "updated": 1.0, None: 0.0}[c.label]
    total += 2.0 if c.clock else 0.0
    if c.row < text.first:
        total += max(0.5, 3.0 - 0.1 * (filled[text.first] - filled[c.row]))
    elif c.row <= text.last:
        depth = filled[c.row] - filled[text.first]
        total += 2.0 if depth <= 5 else -1.0
    if any(o.day == c.day and o.row != c.row for o in found):
        total += 0.5
    near = [o for o in found if o is not c and abs(o.row - c.row) <= 12 and o.day != c.day]
    total -= min(2.0, 0.5 * len(near))
    return total
