"""The choice among the stamps that may give the publication date of a text.

The rules, each of which decides only where the one before it leaves a doubt:

1. A header at the beginning of the text with a label of publication, unless a stamp near the top denies it.
2. A stamp above or in the main text, before one below it.
3. One that says that it is of publication; then one with a time; then one that says that it is of an update.
4. One in a byline with a word such as `by`; then one alone in its line, in another byline, glued to a text.
5. One above the main text, before one in it; then the one nearest to its beginning.

Where a stamp of another day is as good by all of these but the nearness, and near the best one, the text has
no date.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.dates.candidates import EDGE, Candidate
from seedclean.cleaners.dates.eligibility import eligible, heads_text, is_in_signed_byline
from seedclean.cleaners.dates.main_text import Body, body, count_filled_above

if TYPE_CHECKING:
    from seedclean.document import Document

_CLEAR, _RIVALLED = 0.99, 0.93
"""The shares of right dates in development where no stamp says another day and where one does."""

_NEAR = 8
"""Stamps of two days within so many lines with text are in one head, and deny each other."""

_TOP = 12
"""In so many lines from the top a stamp can deny the header at the beginning of the text."""

_BESIDE_ROWS, _BESIDE = 3, 200
"""Lines and characters within which a stamp of publication is beside one of an update."""

_BELOW = 5
"""Lines below the main text in which a page says again when it was published."""

_CLOCK_ROWS = 8
"""Lines from the best stamp, or from the beginning of the main text, in which another knows the time."""


class Rank(NamedTuple):
    """The evidence for a stamp, the strongest first.

    Attributes:
        above: Whether it is above or in the main text.
        published: Whether it says that it is of publication.
        timed: Whether it has a time.
        updated: Whether it says that it is of an update.
        signed: Whether it is in a byline that says by itself that it is one.
        place: `ALONE`, `EDGE` or `BETWEEN`.
        head: Whether it is above the main text.
        near: How near it is to the beginning of the main text: lines with text, below 0.
    """

    above: bool
    published: bool
    timed: bool
    updated: bool
    signed: bool
    place: int
    head: bool
    near: int

    @property
    def evidence(self) -> tuple[int, ...]:
        """All but the nearness."""
        return self[:-1]


def rank(document: Document, c: Candidate) -> Rank:
    """Collect the evidence for a stamp."""
    text = document.view(body)
    filled = document.view(count_filled_above)
    near = -abs(filled[text.first] - filled[c.row])
    return Rank(
        above=c.row <= text.last,
        published=c.label == "published",
        timed=c.clock is not None,
        updated=c.label == "updated",
        signed=c.place == EDGE and is_in_signed_byline(document, c),
        place=c.place,
        head=c.row < text.first,
        near=near,
    )


def choose_stamp(document: Document) -> Candidate | None:
    """The stamp that says when the text was published, or `None` where none does or they disagree."""
    found = document.view(eligible)
    if not found:
        return None
    if heads_text(document, found[0]):
        return _unless_denied(found)
    ranks = [rank(document, c) for c in found]
    highest = max(ranks)
    top = best = found[ranks.index(highest)]
    if best.label == "updated":
        best = _find_published_beside(best, found)
    if best.label != "published" and best.clock:
        best = _find_published_elsewhere(best, found, document.view(body))
    if best.stamp.swapped:
        return None
    rivals = [c for c, its in zip(found, ranks, strict=True) if c.row != top.row and _rivals(highest, its)]
    return best if all(other.day == best.day or _follows(best, other) for other in rivals) else None


def _unless_denied(found: list[Candidate]) -> Candidate | None:
    """Return the first stamp unless another one denies it."""
    return None if any(_denies(found[0], c) for c in found[1:]) else found[0]


def _rivals(highest: Rank, other: Rank) -> bool:
    """Check whether the evidence for a stamp is as strong as that for the best one."""
    return other.evidence == highest.evidence and highest.near - other.near <= _NEAR


def _denies(first: Candidate, c: Candidate) -> bool:
    """Check whether a stamp near the top gives another day of publication than the header."""
    return c.label == "published" and c.place >= EDGE and c.day != first.day and c.row <= _TOP


class Published(NamedTuple):
    """The publication date of a text, and the stamps that give it: the one of the day first."""

    value: date | datetime
    stamps: list[Candidate]


def find_published(document: Document) -> Published | None:
    """The publication date of a text, or `None` where it has none or its stamps disagree."""
    best = choose_stamp(document)
    if best is None:
        return None
    if best.clock is None and (timed := _with_clock(document, best)):
        return Published(timed.value, [best, timed])
    return Published(best.value, [best])


def _with_clock(document: Document, best: Candidate) -> Candidate | None:
    """Another stamp of the same day that knows the time, where those that do agree about it.

    Comments of the same day know a time, too, so it has to be near the top
    of the text or to say what it is.
    """
    top = max(document.view(body).first, best.row) + _CLOCK_ROWS
    timed = [
        c
        for c in document.view(eligible)
        if c.clock and c.day == best.day and c.label != "updated" and (c.row <= top or c.label)
    ]
    return timed[0] if len({(c.clock, c.offset) for c in timed}) == 1 else None


def confidence(document: Document, best: Candidate) -> float:
    """Return the share of dates chosen in this way that were right."""
    found = document.view(eligible)
    if heads_text(document, found[0]):
        return _CLEAR
    last = document.view(body).last
    rivalled = any(c.day != best.day and c.row <= last and c.label != "updated" for c in found)
    return _RIVALLED if rivalled else _CLEAR


def _find_published_beside(updated: Candidate, found: list[Candidate]) -> Candidate:
    """The stamp of publication beside one of an update, if there is one."""
    for c in found:
        beside = abs(c.row - updated.row) <= _BESIDE_ROWS and abs(c.start - updated.start) <= _BESIDE
        said = c.clock or not updated.clock or c.row == updated.row
        if beside and said and c.label != "updated" and c.day <= updated.day:
            return c
    return updated


def _find_published_elsewhere(best: Candidate, found: list[Candidate], text: Body) -> Candidate:
    """The stamp of the same day that says to be the one of publication, at the end of the text perhaps."""
    for c in found:
        if c.label == "published" and c.clock and c.day == best.day and c.row <= text.last + _BELOW:
            return c
    return best


def _follows(best: Candidate, other: Candidate) -> bool:
    """Check whether a rival is an update, or an answer below."""
    if best.label != "updated" and other.label == "updated":
        return True
    later = other.day > best.day and best.clock is not None and other.place == best.place
    return later and (other.start > best.start or best.row - other.row <= 5)
