"""The grammar of stamps: from a line to the days, times and offsets that it shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.dates import names, patterns
from seedclean.cleaners.dates.calendars import is_hijri
from seedclean.cleaners.dates.canonical import canonical_date
from seedclean.cleaners.dates.days import Days, days_of
from seedclean.cleaners.dates.labels import Label, label_after, label_before
from seedclean.cleaners.dates.times import (
    goes_on_until,
    lasts,
    offset_behind,
    offset_named,
    plain_clock,
    read_clock,
    runs_on,
)
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from re import Match

    from seedclean.cleaners.dates.prefilter import Places


class Stamp(NamedTuple):
    """A date with what belongs to it, in a line.

    Attributes:
        start: Where date, weekday and time start.
        end: Where they end.
        day: The day.
        swapped: The day if day and month are the other way round, where that is possible too.
        clock: The time of day, if there is one.
        offset: Minutes from UTC, where they are said without doubt.
        order: `"dmy"` or `"mdy"` where a numeric date shows the order of day and month.
        label: `"published"`, `"updated"`, `"other"` or `None`.
        low: Where the label before it starts, else `start`.
        high: Where the label behind it ends, else `end`.
        firm: Whether it looks like nothing but a date; `3.4.21` may be a version.
        short: Whether it is one of three numbers of two figures each.
    """

    start: int
    end: int
    day: date
    swapped: date | None
    clock: time | None
    offset: int | None
    order: str | None
    label: str | None
    low: int
    high: int
    firm: bool
    short: bool = False

    def shift(self, by: int) -> Stamp:
        """The same, further on in the line."""
        start, end, low, high = self.start + by, self.end + by, self.low + by, self.high + by
        return self._replace(start=start, end=end, low=low, high=high)

    @property
    def value(self) -> date | datetime:
        """The date, or date and time, that the stamp says."""
        if self.clock is None:
            return self.day
        zone = None if self.offset is None else timezone(timedelta(minutes=self.offset))
        return datetime.combine(self.day, self.clock, zone)


_REACH = 120
"""So far around a number a long line is looked at."""

_LONGEST = 45
"""So far before its year a date can start."""

_MOST_WORDS = 6
"""So many words and numbers a date has before its year, at most: `aug 05 16:04:00 2019`."""

_MOST_SMALL_WORDS = 3
"""The number of a month has two words before it in Vietnamese: `05 tháng một 2015`."""

_ROW = 6
_APART = 16
"""More dates than that in a line, and so few characters for each: a row of a table."""

_FIGURES = 4
"""The figures of a year."""

_AMERICAN = frozenset(("et", "est", "edt", "pt", "pst", "pdt", "mst", "mdt", "cdt", "akst", "hst"))
_EUROPEAN = frozenset(
    ("uhr", "wib", "wita", "wit", "ist", "bst", "cet", "cest", "mez", "mesz", "msk", "sast")
)
_EUROPEAN_HOUR = Pattern(r"\d\s?h\b|\d\s?h\s?\d\d")

_ARTICLES = frozenset("den de d le el the il ngay วันที่ ที่ ה".split())
_VIETNAMESE = {
    word: n
    for n, forms in enumerate(("hai 2", "ba 3", "tu 4", "nam 5", "sau 6", "bay 7"))
    for word in forms.split()
}
"""Vietnamese counts its weekdays, from Sunday on: `thu ba`, or `thu 3`, is Tuesday."""

_GAP = 8
"""So far from its date a weekday is, with an article between."""

_MARK = 4
"""So far behind a date the mark of its era is."""

_BEHIND_YEAR = frozenset(
    "წლის m gada yil иил иили жылғы оны жыл жылы ж eko ko yilgi ким годзе -yil r წ".split()
)
_SECOND_WORDS = ("الثاني", "الاول", "fomhair")


def stamps(line: str, places: Places) -> tuple[Stamp, ...]:
    """The stamps in a line of a document, in their order, given the places where `prefilter.places` sees one.

    >>> from seedclean.cleaners.dates.prefilter import places
    >>> line = "Stand: 28.04.2023 16:11 Uhr"
    >>> [stamp.value.isoformat() for stamp in stamps(line, places(line))]
    ['2023-04-28T16:11:00']
    """
    if line.startswith("date: ") and (value := canonical_date(line)) is not None:
        return (_canonical(value, len(line)),)
    if len(places) > _ROW and len(places) * _APART > len(line):
        return ()  # a row of a table, or a list of all months of an archive
    return read(line, places)


def _canonical(value: date | datetime, length: int) -> Stamp:
    """The stamp of a canonical header line, which every cleaned text has."""
    clock = offset = None
    day = value
    if isinstance(value, datetime):
        zone = value.utcoffset()
        day, clock = value.date(), value.time()
        offset = None if zone is None else round(zone.total_seconds() / 60)
    return Stamp(len("date: "), length, day, None, clock, offset, None, "published", 0, length, True)


def read(line: str, places: Iterable[tuple[int, int]], language: str | None = None) -> tuple[Stamp, ...]:
    """The stamps in a line around the places where a date may be."""
    floor = 0
    found: list[Stamp] = []
    small = line.lower() if line.isascii() else ""  # folding other lines whole would cost too much
    for place, behind in places:
        if place < floor:
            continue
        nearest = max(floor, place - _LONGEST)
        head = small[nearest:place] if small else names.fold(line[nearest:place])
        year = behind - place == _FIGURES and line[place].isdecimal()
        dated = _ends_date(head, year=year)
        if not dated and year and not _goes_on(line, behind):  # only before a month can a year begin a date
            continue
        low = max(floor, place - _REACH)
        text = small[low : behind + _REACH] if small else names.fold(line[low : behind + _REACH])
        match = _find_date(text, place - low, head if dated else "", language)
        if match and not is_hijri(match[0][0], line[low + match[0].start() : low + match[0].end() + _MARK]):
            stamp = _complete(line[low : low + len(text)] if low else line, text, *match)
            floor = low + max(stamp.end, match[0].end())
            found.append(stamp.shift(low) if low else stamp)
    return tuple(found)


def _ends_date(head: str, *, year: bool) -> bool:
    """Check whether a number can end a date that begins in the text before it; a year only behind a day."""
    return (not year or patterns.DIGIT.search(head) is not None) and _leads_to_year(head)


def _find_date(text: str, place: int, head: str, language: str | None) -> tuple[Match[str], Days] | None:
    """The date whose year, or first number, is at a place in a folded text, perhaps behind a head."""
    if head:
        low = place - len(head)
        for start in [word.start() for word in patterns.FIRST_WORD.finditer(head)][-_MOST_WORDS:]:
            match = _date(text, low + start)
            if match and match.end() > place and (days := days_of(match, language)):
                return match, days
    match = _date(text, place)
    return (match, days) if match and (days := days_of(match, language)) else None


def _date(text: str, start: int) -> Match[str] | None:
    """Match a date that starts at a place."""
    first = text[start : start + _FIGURES]
    if first.isdecimal():
        return patterns.YEAR_FIRST.match(text, start)
    if first[0].isdecimal():
        return patterns.NUMBER_FIRST.match(text, start)
    return patterns.NAME_FIRST.match(text, start) or patterns.ERA_FIRST.match(text, start)


def _goes_on(line: str, end: int) -> bool:
    """Check whether a month can follow behind a year: as a number, or by its name."""
    tail = line[end : end + 24]
    if not tail or tail[0].isdigit():
        return patterns.COMPACT.match(tail) is not None
    words = names.fold(tail).lstrip(" .,/-年").split(None, 1)
    return bool(words) and (_follows_year(words[0]) or (words[0][0] == "(" and "年" in tail))


@lru_cache(maxsize=4096)
def _follows_year(word: str) -> bool:
    return word[0].isdigit() or word.strip(".,") in _BEHIND_YEAR or bool(names.month(word))


def _leads_to_year(head: str) -> bool:
    """Check whether a year can follow here: a day or a month precedes, perhaps with small words between."""
    for _ in range(_MOST_SMALL_WORDS):
        words = head.rstrip(" .,/-'|\t").rsplit(None, 1)
        if not words:
            return False
        leads = _leads(words[-1])
        if leads is not None:
            return leads
        if len(words) < 2:
            return False
        head = words[0]
    return False


@lru_cache(maxsize=4096)
def _leads(word: str) -> bool | None:
    """Check whether a year can follow a word; `None` for a small word, where it hangs on the word before."""
    word = word.strip("(['\"").removeprefix("เดือน")
    if not word.isalnum():
        if names.month(word):  # with a full stop in it, or with vowel signs, which are no letters
            return True
        word = (patterns.JOINT.findall(word) or [""])[-1]
    if not word:
        return False
    if word[-1].isdigit() or word[0].isdigit():
        return len(word) <= 8
    if names.may_be_month(word) or word in _SECOND_WORDS:
        return True
    return False if len(word) > 8 else None


def _complete(raw: str, text: str, match: Match[str], days: Days) -> Stamp:
    """Complete a date to a stamp: with its weekday, time, zone and labels."""
    start, end, weekday = _with_weekday(text, *match.span())
    start, end, clock, offset, written = _with_clock(raw, text, start, end, days)
    if written and weekday is None:
        end = _weekday_after(text, end)[0]
    low, kind = start, None
    label = label_before(text, start) if start else None
    if label:
        low, kind = label.start, label.kind
    day, swapped = days.day, days.swapped
    if swapped is not None:
        day, swapped = _in_order(day, swapped, weekday, _order(written, label))
        if written and day != days.day:  # summer time may begin between the two
            timed = _clock_around(raw, text, *match.span(), day)
            offset = timed[3] if timed else None
        if days.dotted:  # nobody writes the month first here, unless the weekday says so
            swapped = None
    high, firm = end, days.firm
    if match.end() < len(text):
        if clock and goes_on_until(text, end):  # an event lasts, a publication does not
            kind = "other"
        if after := label_after(text, end):
            kind, high = after
            firm = True
    short = match.end() - match.start() == len("03.06.19") and match.lastgroup == "y3"
    return Stamp(start, end, day, swapped, clock, offset, days.order, kind, low, high, firm, short)


def _with_weekday(text: str, start: int, end: int) -> tuple[int, int, int | None]:
    """Extend a date by the weekday before it, or else behind it."""
    weekday = None
    if start:
        start, weekday = _weekday_before(text, start)
    if weekday is None and end < len(text):  # else the next word is of another date: `Sat 3 Aug - Sun 4 Aug`
        end, weekday = _weekday_after(text, end)
    return start, end, weekday


def _with_clock(
    raw: str, text: str, start: int, end: int, days: Days
) -> tuple[int, int, time | None, int | None, str]:
    """Extend a date by its time; the last value is the time as written, if it is outside the date."""
    if days.clock:
        offset, end = offset_behind(text, end)
        offset = offset_named(days.zone, days.day) if days.zone else offset
        return start, end, plain_clock(days.clock), offset, ""
    return _clock_around(raw, text, start, end, days.day) or (start, end, None, None, "")


def _clock_around(
    raw: str, text: str, start: int, end: int, day: date
) -> tuple[int, int, time, int | None, str] | None:
    """The time behind or before a date: where both start and end, the time, its offset, how it is written."""
    behind = patterns.CLOCK_BEHIND.match(text, end) if patterns.DIGIT.search(text, end) else None
    read = read_clock(behind, raw, day) if behind else None
    if behind and read and not runs_on(text, behind.end()) and not lasts(text, read[2]):
        clock, offset, stop = read
        return start, len(text[:stop].rstrip()), clock, offset, text[end:stop]
    before = _clock_before(text, start)
    read = read_clock(before, raw, day) if before else None
    if before and read:
        return before.start(), end, read[0], read[1], before[0]
    return None


def _order(clock: str, label: Label | None) -> str | None:
    """Infer the order of day and month from a time and a label: who writes them so?"""
    words = set(clock.replace("(", " ").replace(")", " ").split())
    if not words.isdisjoint(_AMERICAN):
        return "mdy"
    european = label is not None and label.language != "en"
    return "dmy" if european or _EUROPEAN_HOUR.search(clock) or not words.isdisjoint(_EUROPEAN) else None


def _in_order(day: date, swapped: date, weekday: int | None, order: str | None) -> tuple[date, date | None]:
    """A numeric date the right way round, and the other reading where a doubt remains."""
    if weekday is not None and (day.weekday() == weekday) != (swapped.weekday() == weekday):
        return (day if day.weekday() == weekday else swapped), None
    if order == "mdy":
        return swapped, None
    return day, None if order == "dmy" else swapped


def _weekday_before(text: str, start: int) -> tuple[int, int | None]:
    """Return the start of a weekday before a date and its number, or the start of the date."""
    back, day = _weekday_at_end(text[max(0, start - 24) : start])
    return start - back, day


@lru_cache(maxsize=4096)
def _weekday_at_end(head: str) -> tuple[int, int | None]:
    """Return the length of the weekday at the end of a text, and its number; 0 where there is none."""
    words = list(patterns.WORD_OR_NUMBER.finditer(head))[-2:]
    if len(words) > 1 and words[0][0] == "thu" and words[1][0] in _VIETNAMESE:
        return len(head) - words[0].start(), _VIETNAMESE[words[1][0]]
    if words and words[-1][0] in _ARTICLES:
        words.pop()
    if not words or len(head) - words[-1].end() > _GAP:
        return 0, None
    if len(words) > 1 and head[words[0].end() : words[1].start()] == "-":
        whole = head[words[0].start() : words[1].end()]  # `segunda-feira`
        if names.is_weekday(whole):
            return len(head) - words[0].start(), names.weekday(whole)
    word = words[-1][0]
    if not names.is_weekday(word) and not (len(word) <= 3 and word[0] in "星周週"):
        return 0, None
    return len(head) - words[-1].start(), None if word in ("mar", "may") else names.weekday(word)


def _weekday_after(text: str, end: int) -> tuple[int, int | None]:
    if not text[end : end + 4].strip(" ,.-0123456789"):
        return end, None
    found = patterns.WEEKDAY_BEHIND.match(text, end)
    if not found:
        return end, None
    if found["cjk"]:
        return found.end(), None
    if names.is_weekday(found["name"]) and len(found["name"]) > 2:
        return found.end(), names.weekday(found["name"])
    return end, None


def _clock_before(text: str, start: int) -> Match[str] | None:
    low = max(0, start - 40)
    head = text[low:start]
    if not patterns.DIGIT.search(head):
        return None
    return patterns.CLOCK_BEFORE.search(text[:start], low) or patterns.MILITARY_BEFORE.search(
        text[:start], low
    )
