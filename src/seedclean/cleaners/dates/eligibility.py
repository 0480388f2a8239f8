"""The stamps of a document that may say when it was published, or say it again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from seedclean.cleaners.dates.byline import is_place_or_name, is_signed_byline
from seedclean.cleaners.dates.candidates import (
    ALONE,
    BETWEEN,
    EDGE,
    NOWHERE,
    Candidate,
    candidates,
    candidates_in,
    find_stamped_rows,
)
from seedclean.cleaners.dates.labels import is_preposition, is_signature
from seedclean.cleaners.dates.main_text import body, count_filled_above, has_running_text
from seedclean.cleaners.dates.names import fold
from seedclean.cleaners.dates.repetition import begins_line, find_repeated_forms, form_of

if TYPE_CHECKING:
    from seedclean.cleaners.dates.grammar import Stamp
    from seedclean.document import Document

_BY = frozenset("by von par por di da af av door od przez autor author автор written posted".split())
_GENITIVES = frozenset(("of", "du", "del"))
_LONGEST_HEAD = 200
_LONGEST_SIGNATURE = 40

_GOES_ON = "，、。；"
_UNSPACED = "\u3040"  # from here on letters of Japanese, Chinese and Korean

_SHORT = 400
"""A text of fewer characters does not show its language."""

_FEW_WORDS = 3
"""A line of fewer words is no piece of a sentence."""

_HEAD, _HEAD_OF_TIMES, _FOOT = 12, 25, 3
"""So many lines with text are the head of a main text, for a day and for one with a time, and its foot."""

_FIRST_YEAR, _LAST_YEAR = 1990, 2099
"""No page is older, and a later year is a misprint or no year."""

_MOST_LATER = 4
"""Stamps of later days that are looked at before anybody asks where the main text ends."""


def eligible(document: Document) -> list[Candidate]:
    """The stamps that may say when the text was published, day and month sorted out where they can be."""
    repeated = document.view(find_repeated_forms)
    found = [
        c
        for c in document.view(candidates)
        if _eligible(document, c) and (heads_text(document, c) or form_of(document, c) not in repeated)
    ]
    if not any(c.stamp.swapped for c in found):
        return found
    order = _order(document)
    days = {c.day for c in found if not c.stamp.swapped}
    return [_settle_order(c, order, days) if c.stamp.swapped else c for c in found]


def eligible_again(document: Document, day: date) -> list[Candidate]:
    """Those of them below the first line that may say a day again, or that the main text was updated later.

    The lines of the others are not looked at, where all days are beyond doubt.
    """
    rows = [(row, here) for row, here in document.view(find_stamped_rows) if row]
    if any(stamp.swapped for _, here in rows for stamp in here):
        return document.view(eligible)
    later = _find_later_rows(document, rows, day)
    near = [(row, here) for row, here in rows if row in later or any(stamp.day == day for stamp in here)]
    found = [c for row, here in near for c in candidates_in(document, row, here) if _eligible(document, c)]
    return [c for c in found if form_of(document, c) not in document.view(find_repeated_forms)]


def _find_later_rows(document: Document, rows: list[tuple[int, tuple[Stamp, ...]]], day: date) -> set[int]:
    """Return the rows with stamps that may say that the text was changed after a day."""
    later = {row for row, here in rows if any(_may_update(stamp, day) for stamp in here)}
    if len(later) <= _MOST_LATER:
        return later
    last = document.view(body).last  # many are comments, most of them below the main text
    return {row for row in later if row <= last}


def _may_update(stamp: Stamp, day: date) -> bool:
    """Check whether a stamp may say that the text was changed after a day, perhaps by a label above it."""
    return stamp.day > day and stamp.label in (None, "updated")


def says_again(document: Document, c: Candidate, value: date | datetime, day: date) -> bool:
    """Check whether a stamp repeats the date of the header, or says that the text was changed later."""
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
    if c.label == "other" or c.place == NOWHERE or not _FIRST_YEAR <= c.day.year <= _LAST_YEAR:
        return False
    if heads_text(document, c):
        return True
    if not (c.place == EDGE and is_in_signed_byline(document, c)) and _in_sentence(document.text, c):
        return False
    if c.label is not None:
        return True
    if not document.view(has_running_text) or _breaks_sentence(document, c):
        return False
    if c.clock is None and not (_is_sure(document, c.stamp) and _is_dated_by_itself(document, c)):
        return False
    return _is_at_edge(document, c)


def _breaks_sentence(document: Document, c: Candidate) -> bool:
    """Check whether a stamp in a line of its own is a piece of a sentence that was broken around it."""
    if c.place != ALONE or c.clock is not None:
        return False
    after = next((line for line in document.stripped[c.last + 1 : c.last + 3] if line), "")
    before = next((line for line in reversed(document.stripped[max(0, c.first - 2) : c.first]) if line), "")
    goes_on = after[:1].islower() and len(after.split()) >= _FEW_WORDS
    leads_on = before.endswith(",") or is_preposition(before.rpartition(" ")[2])
    return goes_on or (leads_on and len(before.split()) >= _FEW_WORDS)


def _is_sure(document: Document, stamp: Stamp) -> bool:
    """Check whether numbers are a date: in an English text `11.12.13` may be a version, or ambiguous."""
    return stamp.firm or (stamp.short and not document.view(is_english))


def _is_dated_by_itself(document: Document, c: Candidate) -> bool:
    """Check whether a day without time and label is alone in its line, or in a clear byline."""
    if c.place == ALONE:
        return True
    line = document.lines[c.row]
    if c.place == EDGE:
        above = c.row <= document.view(body).first
        named = above and is_place_or_name(line[: c.stamp.low], line[c.stamp.high :])
        return named or is_in_signed_byline(document, c)
    behind = line[c.stamp.high : c.stamp.high + _LONGEST_SIGNATURE]
    return begins_line(line, c.stamp) or is_signature(fold(behind).lstrip(" ,"))


def is_in_signed_byline(document: Document, c: Candidate) -> bool:
    """Check whether a stamp is in a short byline with a word such as `by`."""
    line = document.lines[c.row]
    return is_signed_byline(line[: c.stamp.low], line[c.stamp.high :])


def _is_at_edge(document: Document, c: Candidate) -> bool:
    """Check whether a stamp is in the head or the foot of a page, and not in the middle of its text."""
    text = document.view(body)
    filled = document.view(count_filled_above)
    if c.row < text.first:
        return True
    if c.row > text.last:
        foot = _HEAD_OF_TIMES if c.clock else _FOOT
        return c.place == ALONE and filled[c.row] - filled[text.last] <= foot
    head = _HEAD_OF_TIMES if c.clock else _HEAD
    return filled[c.row] - filled[text.first] <= head or filled[text.last + 1] - filled[c.row] <= _FOOT


def _in_sentence(text: str, c: Candidate) -> bool:
    """Check whether a small word leads on to a stamp, or an unspaced sentence continues around it."""
    if c.label is not None:
        before = text[c.start - 1 : c.start]
        return before.isalpha() and before >= _UNSPACED and text[c.start] >= _UNSPACED
    if c.place == ALONE:
        return False
    first = text[c.start : c.end].split(None, 1)[0]  # `on` is short for a Swedish Wednesday, too
    before = text[max(0, c.start - _LONGEST_HEAD) : c.start]
    if text[c.end : c.end + 2].lstrip(" \t")[:1] in ("", "\n"):  # nothing goes on behind it
        return c.clock is None and _ends_sentence(before + first if is_preposition(first) else before)
    if c.clock is None and is_preposition((before.split() or [""])[-1].strip(".,")):
        return True
    return text[c.end : c.end + 1] in tuple(_GOES_ON) or is_preposition(first)


def _ends_sentence(before: str) -> bool:
    """Check whether a headline ends with a date: `Bridge to close on`; `Ada Miller on` is a byline."""
    words = before.rpartition("\n")[2].split()
    if len(words) < 2 or words[0].lower() in _BY or not is_preposition(words[-1]):
        return False
    if words[-1].lower() in _GENITIVES:
        return True
    return any(word[0].islower() and not is_preposition(word) for word in words[:-1])


def heads_text(document: Document, c: Candidate) -> bool:
    """Check whether a text begins with this stamp and its label, perhaps glued to the first sentence."""
    if c.label != "published" or c.place == NOWHERE or c.stamp.swapped:
        return False
    return (
        not document.view(count_filled_above)[c.first]
        and c.start <= _LONGEST_HEAD
        and not document.text[: c.start].strip()
    )


def _order(document: Document) -> str | None:
    """Return the order of day and month in the numeric dates of a document."""
    shown = {c.stamp.order for c in document.view(candidates) if c.stamp.order}
    if shown:
        return shown.pop() if len(shown) == 1 else None
    if len(document.text) < _SHORT:
        return None
    if not document.view(is_english):
        return "dmy"
    american = any(c.offset is not None and c.offset <= -240 for c in document.view(candidates))
    return "mdy" if american else None


def is_english(document: Document) -> bool:
    """Check whether a text has the small words of English, or is too short to tell."""
    text = document.text
    english = text.count(" the ") + text.count(" of ") + text.count(" and ")
    return len(text) < _SHORT or english * 200 >= len(text)


def _settle_order(c: Candidate, order: str | None, days: set[date]) -> Candidate:
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
