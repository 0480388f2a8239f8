"""Which stamp of a document is its publication date."""

from __future__ import annotations

from datetime import date, datetime
from itertools import accumulate, compress
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.dates.candidates import (
    ALONE,
    BETWEEN,
    EDGE,
    INLINE,
    Candidate,
    candidates,
    candidates_in,
    stamped,
)
from seedclean.cleaners.dates.labels import is_preposition
from seedclean.document import Document

if TYPE_CHECKING:
    from seedclean.cleaners.dates.grammar import Stamp

ENOUGH = 1.75
"""Below this no stamp is taken for the publication date."""

MARGIN = 0.6
"""By so much a stamp must be better than one of another day."""

_FAR = 4.0
_CLEAR, _RIVALLED = 0.99, 0.85
"""The shares of dates that were right where no stamp of another day came so near, and where one did."""

_PLACES: dict[int, float] = {ALONE: 2.0, EDGE: 1.2, BETWEEN: 0.6, INLINE: 0.0}
_LABELS: dict[str | None, float] = {"published": 3.0, "updated": 1.0, None: 0.0}
_AT_START = {ALONE: 1.5, EDGE: 1.0, BETWEEN: 2.0, INLINE: 0.0}
_CODE = ('"', "'", "=", "<", ">", "{", "[")
"""A stamp behind one of these is a value in code or markup."""

_BY = frozenset("by von par por di da af av door od przez autor author автор written posted".split())
_GENITIVES = frozenset(("of", "du", "del"))
_LONGEST_HEAD = 200

_GOES_ON = "，、。；"
_LONGEST_WORD = 12
_UNSPACED = "\u3040"  # from here on letters of Japanese, Chinese and Korean

_SHORT_LINE = 40
"""A line of so many characters is no running text in any script."""

_SHORT = 400
"""A text of fewer characters does not show its language."""


_MOST_LATER = 4
"""Stamps of later days that are looked at before anybody asks where the main text ends."""

_AROUND, _NEAR = 3, 12
"""So many stamps to either side, in so many lines, make a list of teasers."""


class Body(NamedTuple):
    """The lines of the main text, from `first` up to `last`, both included."""

    first: int
    last: int


def body(document: Document) -> Body:
    """The run of lines that holds most of the running text; all lines where there is none."""
    weights = document.rows(weight, _weights)
    stripped = document.stripped
    filled = document.view(filled_above)
    best = sum_here = 0
    first = start = below = 0
    last = -1
    for row in compress(range(len(weights)), weights):
        sum_here -= 25 * (filled[row] - filled[below])
        if sum_here <= 0:
            sum_here, start = 0, row
            while start and not stripped[start - 1]:
                start -= 1
        below = row + 1
        sum_here += weights[row]
        if sum_here > best:
            best, first, last = sum_here, start, row
    return Body(first, last) if last >= 0 else Body(0, len(weights) - 1)


def weight(line: str) -> int:
    """Positive for a line of running text, negative for another, 0 for one that is too short to tell."""
    length = len(line)
    if length <= _SHORT_LINE or line.isspace():
        return 0
    if not line.isascii() and len(line.encode("utf-8", "surrogatepass")) > 2.3 * length:
        length *= 2  # a Chinese letter counts twice
    return min(length - 80, 300) if length > 80 else -25


def _weights(document: Document) -> list[int]:
    lines = document.lines
    found = [0] * len(lines)
    for row in compress(range(len(lines)), map(_SHORT_LINE.__lt__, map(len, lines))):
        found[row] = weight(lines[row])
    return found


def filled_above(document: Document) -> list[int]:
    """How many lines with text stand above each line."""
    return list(accumulate(map(bool, document.stripped), initial=0))


def eligible(document: Document) -> list[Candidate]:
    """The stamps that may say when the text was published, day and month sorted out where they can be."""
    found = [c for c in document.view(candidates) if _eligible(document, c)]
    if not any(c.stamp.swapped for c in found):
        return found
    order = _order(document)
    days = {c.day for c in found if not c.stamp.swapped}
    return [_settled(c, order, days) if c.stamp.swapped else c for c in found]


def eligible_again(document: Document, day: date) -> list[Candidate]:
    """Those of them below the first line that may say a day again, or that the main text was updated later.

    The lines of the others are not looked at, where all days are beyond doubt.
    """
    rows = [(row, here) for row, here in document.view(stamped) if row]
    if any(stamp.swapped for _, here in rows for stamp in here):
        return document.view(eligible)
    later = {row for row, here in rows if any(_may_update(stamp, day) for stamp in here)}
    if len(later) > _MOST_LATER:  # comments, most of them below the main text
        last = document.view(body).last
        later = {row for row in later if row <= last}
    return [
        c
        for row, here in rows
        if row in later or any(stamp.day == day for stamp in here)
        for c in candidates_in(document, row, here)
        if _eligible(document, c)
    ]


def _may_update(stamp: Stamp, day: date) -> bool:
    """Whether a stamp may say that the text was changed after a day, perhaps by a label above it."""
    return stamp.day > day and stamp.label in (None, "updated")


def says_again(document: Document, c: Candidate, value: date | datetime, day: date) -> bool:
    """Whether a stamp says the date of the header again, on its day, or that the text was changed later."""
    timed = isinstance(value, datetime)
    if c.clock and c.day == day and c.clock.isoformat("minutes") == value.isoformat()[11:16]:
        return True
    if c.place <= BETWEEN and not c.clock:
        return False
    if c.label == "updated" and c.row <= document.view(body).last:
        return c.day >= day
    if c.clock and timed:
        return False
    return c.day == day and (c.place == ALONE or (c.place == EDGE and c.row <= document.view(body).last))


def _eligible(document: Document, c: Candidate) -> bool:
    if c.label == "other" or not 1990 <= c.day.year <= 2099 or _in_sentence(document.text, c):
        return False
    if heads_text(document, c):
        return True
    if c.place == INLINE and document.text[max(0, c.start - 1) : c.start] in _CODE:
        return False
    if c.clock is not None:
        return True
    if c.place == INLINE:
        # "the report published on 3 June 2019" is prose, "Published on 3 June 2019" is not.
        return c.label is not None and not document.text[c.start].islower()
    return c.stamp.firm or c.label is not None


def _in_sentence(text: str, c: Candidate) -> bool:
    """Whether a small word leads on to a stamp inside a line, or an unspaced sentence goes on around it."""
    if c.label is not None:
        before = text[c.start - 1 : c.start]
        return before.isalpha() and before >= _UNSPACED and text[c.start] >= _UNSPACED
    if c.place == ALONE:
        return False
    first = text[c.start : c.end].split(None, 1)[0]  # `on` is short for a Swedish Wednesday, too
    if text[c.end : c.end + 2].lstrip(" \t")[:1] in ("", "\n"):  # nothing goes on behind it
        before = text[max(0, c.start - _LONGEST_HEAD) : c.start]
        return c.clock is None and _ends_sentence(before + first if is_preposition(first) else before)
    words = [first]
    if c.place == INLINE:
        words += text[max(0, c.start - _LONGEST_WORD) : c.start].split()[-1:]
    return text[c.end : c.end + 1] in tuple(_GOES_ON) or any(map(is_preposition, words))


def _ends_sentence(before: str) -> bool:
    """Whether a headline ends with a date: `Bridge to close on`, `Act of`; `Ada Miller on` is a byline."""
    words = before.rpartition("\n")[2].split()
    if len(words) < 2 or words[0].lower() in _BY or not is_preposition(words[-1]):
        return False
    if words[-1].lower() in _GENITIVES:
        return True
    return any(word[0].islower() and not is_preposition(word) for word in words[:-1])


def heads_text(document: Document, c: Candidate) -> bool:
    """Whether a text begins with this stamp and a label: a header, whatever words follow in its line."""
    return c.label == "published" and not c.stamp.swapped and not document.text[: c.start].strip()


def _denies(first: Candidate, c: Candidate) -> bool:
    """Whether a stamp near the top says that the text was published on another day than its header says."""
    return c.label == "published" and c.place >= EDGE and c.day != first.day and c.row <= 12


def _order(document: Document) -> str | None:
    """Which way day and month stand in the numeric dates of a document."""
    shown = {c.stamp.order for c in document.view(candidates) if c.stamp.order}
    if shown:
        return shown.pop() if len(shown) == 1 else None
    text = document.text
    if len(text) < _SHORT:
        return None
    english = text.count(" the ") + text.count(" of ") + text.count(" and ")
    if english * 200 < len(text):
        return "dmy"
    american = any(c.offset is not None and c.offset <= -240 for c in document.view(candidates))
    return "mdy" if american else None


def _settled(c: Candidate, order: str | None, days: set[date]) -> Candidate:
    stamp = c.stamp
    swapped = stamp.swapped
    if swapped is None:
        return c
    if (stamp.day in days) != (swapped in days):
        day = stamp.day if stamp.day in days else swapped
        return c._replace(stamp=stamp._replace(day=day, swapped=None))
    if order == "mdy":
        return c._replace(stamp=stamp._replace(day=swapped, swapped=None))
    return c._replace(stamp=stamp._replace(swapped=None)) if order else c


def chosen(document: Document) -> Candidate | None:
    """The stamp that says when the text was published, or `None` where none does or they disagree."""
    found = document.view(eligible)
    if not found:
        return None
    if heads_text(document, found[0]):
        return None if any(_denies(found[0], c) for c in found[1:]) else found[0]
    scores = scored(document, found)
    best_score = max(scores)
    best = found[scores.index(best_score)]
    if best.label == "updated":
        best = _published_beside(best, found)
    if best.label != "published" and best.clock:
        best = _published_elsewhere(best, found, document.view(body))
    if best_score < ENOUGH or best.stamp.swapped:
        return None
    for other_score, other in zip(scores, found, strict=True):
        if other.day != best.day and other_score > best_score - MARGIN and not _follows(best, other):
            return None
    return best


class Published(NamedTuple):
    """When a text was published, and the stamps that say so: the one of the day first."""

    value: date | datetime
    stamps: list[Candidate]


def published(document: Document) -> Published | None:
    """The publication date of a text, or `None` where it has none or its stamps disagree."""
    best = chosen(document)
    if best is None:
        return None
    if best.clock is None and (timed := _with_clock(document, best)):
        return Published(timed.value, [best, timed])
    return Published(best.value, [best])


def _with_clock(document: Document, best: Candidate) -> Candidate | None:
    """Another stamp of the same day that knows the time, where those that do agree about it.

    Comments of the same day know a time, too, so it has to stand near the top
    of the text or to say what it is.
    """
    top = max(document.view(body).first, best.row) + 8
    timed = [
        c
        for c in document.view(eligible)
        if c.clock and c.day == best.day and c.label != "updated" and (c.row <= top or c.label)
    ]
    return timed[0] if len({(c.clock, c.offset) for c in timed}) == 1 else None


def confidence(document: Document, best: Candidate) -> float:
    """How often a date was right that was chosen as this one was."""
    found = document.view(eligible)
    if heads_text(document, found[0]):
        return _CLEAR
    scores = scored(document, found)
    most = max(scores)
    near = any(c.day != best.day and score > most - _FAR for score, c in zip(scores, found, strict=True))
    return _RIVALLED if near else _CLEAR


def _published_beside(updated: Candidate, found: list[Candidate]) -> Candidate:
    """The stamp of publication that stands beside one of an update, if one does."""
    for c in found:
        beside = abs(c.row - updated.row) <= 3 and abs(c.start - updated.start) <= 200
        said = c.clock or not updated.clock or c.row == updated.row
        if beside and said and c.label != "updated" and c.day <= updated.day:
            return c
    return updated


def _published_elsewhere(best: Candidate, found: list[Candidate], text: Body) -> Candidate:
    """The stamp of the same day that says to be the one of publication, at the end of the text perhaps."""
    for c in found:
        if c.label == "published" and c.clock and c.day == best.day and c.row <= text.last + 5:
            return c
    return best


def _follows(best: Candidate, other: Candidate) -> bool:
    """Whether a rival is an update, or an answer below."""
    if best.label != "updated" and other.label == "updated":
        return True
    later = other.day > best.day and best.clock is not None and other.place == best.place
    return later and (other.start > best.start or best.row - other.row <= 5)


def scored(document: Document, found: list[Candidate]) -> list[float]:
    """How much speaks for each stamp."""
    text = document.view(body)
    filled = document.view(filled_above)
    first: dict[date, Candidate] = {}
    last: dict[date, Candidate] = {}
    for c in found:
        first.setdefault(c.day, c)
        last[c.day] = c
    rivals = [0] * len(found) if len(first) == 1 else _rivals(found)
    return [
        _alone(c, text, filled)
        + 0.5 * (_apart(c, first[c.day]) or _apart(c, last[c.day]))
        - min(1.5, 0.5 * rivals[n])
        for n, c in enumerate(found)
    ]


def _alone(c: Candidate, text: Body, filled: list[int]) -> float:
    """What speaks for a stamp by itself: its form, and where it stands."""
    score = _PLACES[c.place] + _LABELS[c.label] + (2.0 if c.clock else 0.0)
    if c.row < text.first:
        return score + 3.0 * float(0.5 ** ((filled[text.first] - filled[c.row]) / 8))
    if c.row > text.last:
        return score / 2 - (0.0 if c.place == ALONE or c.label else 1.0)
    return score + (_AT_START[c.place] if filled[c.row] - filled[text.first] <= 5 else 0.0)


def _apart(c: Candidate, other: Candidate) -> bool:
    """Whether another stamp stands so far away that it confirms this one."""
    return abs(c.row - other.row) > 1 or abs(c.start - other.start) > 200


def _rivals(found: list[Candidate]) -> list[int]:
    """How many of the stamps around each say another day; a list of teasers has many."""
    rivals = [0] * len(found)
    days, rows = [c.day for c in found], [c.row for c in found]
    for n, (day, row) in enumerate(zip(days, rows, strict=True)):
        for other in range(n + 1, min(n + 1 + _AROUND, len(found))):
            if days[other] != day and rows[other] - row <= _NEAR:
                rivals[n] += 1
                rivals[other] += 1
    return rivals
