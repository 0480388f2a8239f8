"""The stamps of a document that may say when it was published, or say it again."""

from __future__ import annotations

from datetime import date, datetime
from itertools import accumulate
from typing import TYPE_CHECKING

from seedclean.cleaners.dates.byline import LONGEST_BYLINE, is_byline, is_place_or_name, is_signed_byline
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
from seedclean.cleaners.dates.main_text import Body, body, count_filled_above, has_running_text
from seedclean.cleaners.dates.names import fold, is_weekday
from seedclean.cleaners.dates.repetition import begins_line, find_repeated_forms, form_of
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.cleaners.dates.grammar import Stamp
    from seedclean.document import Document

_BY = frozenset("by von par por di da af av door od przez autor author автор written posted".split())
_GENITIVES = frozenset(("of", "du", "del"))
_LONGEST_HEAD = 200
_LONGEST_SIGNATURE = 40

_FRACTION = Pattern(r":\d\d[.,]\d{3}(?!\d)")
_LONGEST_FRACTION = 5  # characters behind a clock
_GOES_ON = "，、。；"
_MARKS = ",.:"
_ENDS = ".!?…:;。！？"
_DATED = Pattern(r"(?<!\w)dated\s*$")
_MAILED = Pattern(r"@[^\s@]+\.\w+>?\s{1,12}on\s*$")  # no byline names an address and goes on with `on`
_WORD = Pattern(r"[^\W\d_]{2,12}")
_ORDINAL = Pattern(r"\d\. ?[^\W_]")
_UNSPACED = "\u3040"  # from here on letters of Japanese, Chinese and Korean

_SHORT = 400
"""A text of fewer characters does not show its language."""

_FEW_WORDS = 3
_LONGEST_WORDS = 400  # characters of a few words
"""A line of fewer words is no piece of a sentence."""

_HEAD, _HEAD_OF_TIMES, _FOOT = 12, 25, 3
"""So many lines with text are the head of a main text, for a day and for one with a time, and its foot."""

_FROM_NOON, _AT_NIGHT = 12, 22
"""The hours in which concerts and meetings begin."""

_AROUND_ALL = " \t\n.г"
_MOST_AROUND = 100
"""Such characters around a text that is all date."""

_FIRST_YEAR, _LAST_YEAR = 1990, 2099
"""No page is older, and a later year is a misprint or no year."""

_NARROW, _WIDE, _WIDEST, _MOST_BROKEN = 45, 90, 110, 3
"""A line broken for its length has so many characters, and no line of the text has more than the third
figure; fewer such lines are headlines."""

_MOST_LATER = 4
"""Stamps of later days that are looked at before anybody asks where the main text ends."""


def eligible(document: Document) -> list[Candidate]:
    """The stamps that may say when the text was published, day and month sorted out where they can be."""
    found = [
        c
        for c in document.view(candidates)
        if _eligible(document, c) and (heads_text(document, c) or not _is_of_repeated_form(document, c))
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
    return [c for c in found if not _is_of_repeated_form(document, c)]


def _is_of_repeated_form(document: Document, c: Candidate) -> bool:
    return form_of(document, c) in document.view(find_repeated_forms)


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
    if c.label == "other" or c.place == NOWHERE or not _is_of_web(document, c):
        return False
    if heads_text(document, c):
        return True
    if not (c.place == EDGE and is_in_signed_byline(document, c)) and _in_sentence(document.text, c):
        return False
    return c.label is not None or _dates_page(document, c)


def _dates_page(document: Document, c: Candidate) -> bool:
    """Check whether a stamp without a label dates the page, by its own form and its place."""
    if c.place != ALONE and _is_of_log(document.lines[c.row], c.stamp):
        return False
    if _begins_event(document, c):
        return False
    if not document.view(has_running_text) or _breaks_sentence(document, c):
        return False
    if c.clock is None and not (_is_sure(document, c.stamp) and _is_dated_by_itself(document, c)):
        return False
    return _is_at_edge(document, c)


def _begins_event(document: Document, c: Candidate) -> bool:
    """Check whether a stamp is when an event begins: a weekday, and a time that is half an hour or full."""
    if (
        c.clock is None
        or c.clock.minute % 30
        or c.clock.second
        or not _FROM_NOON <= c.clock.hour <= _AT_NIGHT
    ):
        return False
    written = document.text[c.start : c.end]
    if len(document.text) - len(written) <= _MOST_AROUND:
        return False
    return c.offset is None and any(is_weekday(fold(word)) for word in _WORD.findall(written))


def _is_of_web(document: Document, c: Candidate) -> bool:
    """Check whether a page can be of the year of a stamp; a text that is all date can be older."""
    if c.day.year > _LAST_YEAR:
        return False
    if c.day.year >= _FIRST_YEAR:
        return True
    text = document.text
    is_all = len(text) - (c.end - c.start) <= _MOST_AROUND
    return is_all and text.strip(_AROUND_ALL) == text[c.start : c.end].strip()


def _is_of_log(line: str, stamp: Stamp) -> bool:
    """Check whether a stamp counts the fractions of a second: machines do that, and print no articles."""
    return _FRACTION.search(line[stamp.low : stamp.high + _LONGEST_FRACTION]) is not None


def _breaks_sentence(document: Document, c: Candidate) -> bool:
    """Check whether a stamp in a line of its own is a piece of a sentence that was broken around it."""
    if c.place != ALONE:
        return False
    after = next((line for line in document.stripped[c.last + 1 : c.last + 3] if line), "")
    before = next((line for line in reversed(document.stripped[max(0, c.first - 2) : c.first]) if line), "")
    words = after[:_LONGEST_WORDS].split(None, _FEW_WORDS)
    if after[:1].islower() and len(words) >= _FEW_WORDS and fold(words[0]).strip(_MARKS) not in _BY:
        return True
    if len(before[:_LONGEST_WORDS].split(None, _FEW_WORDS)) < _FEW_WORDS:
        return False
    if c.first > 0 and document.stripped[c.first - 1] and _ends_as_sentence(document, c, before):
        return True
    return not is_byline(before, "") and _leads_on(before, timed=c.clock is not None)


def _leads_on(line: str, *, timed: bool) -> bool:
    """Check whether a line breaks off before a date: behind a comma, `on` or, before a time, `dated Thu`."""
    last = line.rpartition(" ")[2]
    return line.endswith(",") or is_preposition(last) or (timed and is_weekday(fold(last)))


def _ends_as_sentence(document: Document, c: Candidate, before: str) -> bool:
    """Check whether a stamp has the full stop of a sentence that began in the line above."""
    line = document.stripped[c.last]
    # `3. lipnja 2019.` has one as a date. A line may hold many stamps: only this one is searched.
    ordinal = _ORDINAL.search(document.text[c.start : c.end]) is not None
    return line[-1] == "." and line[-2:-1].isdigit() and not ordinal and before[-1] not in _ENDS


def _is_sure(document: Document, stamp: Stamp) -> bool:
    """Check whether numbers are a date: in an English text `11.12.13` may be a version, or ambiguous."""
    return stamp.firm or (stamp.short and not document.view(is_english))


def _is_dated_by_itself(document: Document, c: Candidate) -> bool:
    """Check whether a day without time and label is alone in its line, or in a clear byline."""
    if c.place == ALONE:
        return True
    if c.place == EDGE:
        above = c.row <= document.view(body).first
        return (above and is_place_or_name(*_rest(document, c))) or is_in_signed_byline(document, c)
    line = document.lines[c.row]
    behind = line[c.stamp.high : c.stamp.high + _LONGEST_SIGNATURE]
    return begins_line(line, c.stamp) or is_signature(fold(behind).lstrip(" ,"))


def is_in_signed_byline(document: Document, c: Candidate) -> bool:
    """Check whether a stamp is in a short byline with a word such as `by`."""
    return is_signed_byline(*_rest(document, c))


def _rest(document: Document, c: Candidate) -> tuple[str, str]:
    """The line before and behind a stamp, as far as bylines reach: a line may hold thousands of stamps."""
    line, low, high = document.lines[c.row], c.stamp.low, c.stamp.high
    return line[max(0, low - LONGEST_BYLINE) : low], line[high : high + LONGEST_BYLINE]


def _is_at_edge(document: Document, c: Candidate) -> bool:
    """Check whether a stamp is in the head or the foot of a page, and not in the middle of its text."""
    text = document.view(body)
    filled = document.view(count_filled_above)
    if c.row < text.first:
        return True
    if c.label is None and _is_below_wrapped(document, c, text):
        return False
    if c.row > text.last:
        foot = _HEAD_OF_TIMES if c.clock else _FOOT
        return c.place == ALONE and filled[c.row] - filled[text.last] <= foot
    head = _HEAD_OF_TIMES if c.clock else _HEAD
    return filled[c.row] - filled[text.first] <= head or filled[text.last + 1] - filled[c.row] <= _FOOT


def _is_below_wrapped(document: Document, c: Candidate, text: Body) -> bool:
    """Check whether a stamp is below paragraphs that were broken for length: a letter signed at its end."""
    broken = document.view(_count_broken_above)
    return broken[c.row] - broken[text.first] >= _MOST_BROKEN


def _count_broken_above(document: Document) -> list[int]:
    """Count the lines above each row that were broken for length; 0 where no line was."""
    lines = document.stripped
    if max(map(len, lines)) > _WIDEST:
        return [0] * len(lines)
    return list(
        accumulate((_NARROW <= len(line) <= _WIDE and line[-1] not in _ENDS for line in lines), initial=0)
    )


def _in_sentence(text: str, c: Candidate) -> bool:
    """Check whether a small word leads on to a stamp, or an unspaced sentence continues around it."""
    if c.label is not None:
        before = text[c.start - 1 : c.start]
        return before.isalpha() and before >= _UNSPACED and text[c.start] >= _UNSPACED
    if c.place == ALONE:
        return False
    first = text[c.start : c.end].split(None, 1)[0]  # `on` is short for a Swedish Wednesday, too
    before = text[max(0, c.start - _LONGEST_HEAD) : c.start]
    if _DATED.search(before) or _MAILED.search(before + first if is_preposition(first) else before):
        return True
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
