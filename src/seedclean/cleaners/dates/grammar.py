"""The grammar of stamps: from a line to the days, times and offsets that it shows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.dates import names, shapes
from seedclean.cleaners.dates.clocks import (
    goes_on_until,
    lasts,
    offset_behind,
    plain_clock,
    read_clock,
    runs_on,
)
from seedclean.cleaners.dates.days import Days, days_of
from seedclean.cleaners.dates.header import canonical_date
from seedclean.cleaners.dates.labels import Label, label_after, label_before
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from re import Match

    from seedclean.document import Document


class Stamp(NamedTuple):
    """A date with what belongs to it, in a line.

    Attributes:
        start: Where date, weekday and time start.
        end: Where they end.
        day: The day.
        swapped: The day if the day and month stand the other way round, where that is possible too.
        clock: The time of day, if there is one.
        offset: Minutes from UTC, where they are said without doubt.
        order: `"dmy"` or `"mdy"` where a numeric date shows which way day and month stand.
        label: `"published"`, `"updated"`, `"other"` or `None`.
        low: Where the label before it starts, else `start`.
        high: Where the label behind it ends, else `end`.
        firm: Whether it looks like nothing but a date; `3.4.21` may be a version.
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

    def moved(self, by: int) -> Stamp:
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

_ROW = 6
_APART = 16
"""More dates than that in a line, and so few characters for each: a row of a table."""

_FIGURES = 4
"""A year, and nothing that looks more like a date."""

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
"""So far from its date a weekday stands, with an article between."""

_BEHIND_YEAR = frozenset(
    "წლის m gada yil иил иили жылғы оны жыл жылы ж eko ko yilgi ким годзе -yil r წ".split()
)
_SECOND_WORDS = ("الثاني", "الاول", "fomhair")


def stamps(line: str) -> tuple[Stamp, ...]:
    """The stamps in a line of a document, in their order.

    >>> [stamp.value.isoformat() for stamp in stamps("Stand: 28.04.2023 16:11 Uhr")]
    ['2023-04-28T16:11:00']
    """
    value = canonical_date(line)
    if value is not None:
        return (_canonical(value, len(line)),)
    hint = _hint(line)
    if len(line) > _ROW * _APART // 2 and _is_row_of_dates(line, hint):
        return ()
    return read(line, hint)


def has_hint(line: str) -> bool:
    """Whether a line may hold a stamp: a cheap question."""
    return _hint(line).search(line) is not None


def hints_of_all(document: Document) -> list[bool]:
    """The same for each line of a document, which is searched as a whole, since most lines have none."""
    text = document.text
    hint = _hint(text)
    found = [False] * len(document.lines)
    row = end = 0
    while here := hint.search(text, end):
        row += text.count("\n", end, here.start())
        found[row] = True
        end = text.find("\n", here.start())
        if end < 0:
            break
    return found


def _is_row_of_dates(line: str, hint: Pattern) -> bool:
    """Whether a line is a row of a table, or a list of all months of an archive."""
    places = len(hint.findall(line))
    return places > _ROW and places * _APART > len(line)


def _canonical(value: date | datetime, length: int) -> Stamp:
    """The stamp of a canonical header line, which every cleaned text has."""
    clock = offset = None
    day = value
    if isinstance(value, datetime):
        zone = value.utcoffset()
        day, clock = value.date(), value.time()
        offset = None if zone is None else round(zone.total_seconds() / 60)
    return Stamp(len("date: "), length, day, None, clock, offset, None, "published", 0, length, True)


def _hint(text: str) -> Pattern:
    if text.isascii():
        return shapes.ASCII_HINT
    return shapes.ERA_HINT if "年" in text else shapes.HINT


def read(line: str, hint: Pattern, language: str | None = None) -> tuple[Stamp, ...]:
    """The stamps in a line around the places that a pattern hints at."""
    floor = 0
    found: list[Stamp] = []
    short = ""
    for here in hint.finditer(line):
        place, behind = here.span()
        if place < floor:
            continue
        if not short and len(line) <= 2 * _REACH:
            short = names.folded(line)
        low = max(floor, place - _REACH)  # folding a long line whole would cost too much
        nearest = max(floor, place - _LONGEST)
        head = short[nearest:place] if short else names.folded(line[nearest:place])
        dated = _leads_to_year(head)
        if not dated and behind - place == _FIGURES and line[place].isdigit() and not _goes_on(line, behind):
            continue
        text = short[low : behind + _REACH] if short else names.folded(line[low : behind + _REACH])
        match = _dated(text, place - low, len(head) if dated else 0, language)
        if match:
            stamp = _completed(line[low : low + len(text)], text, *match)
            floor = low + max(stamp.end, match[0].end())
            found.append(stamp.moved(low) if low else stamp)
    return tuple(found)


def _dated(text: str, place: int, head: int, language: str | None) -> tuple[Match[str], Days] | None:
    """The date whose year, or whose first number, stands at a place in a folded text."""
    low = place - head
    starts = [low + word.start() for word in shapes.WORD_OR_NUMBER.finditer(text[low:place])] if head else []
    for start in [*starts[-_MOST_WORDS:], place]:
        match = shapes.DATE.match(text, start)
        if match and match.end() > place and (days := days_of(match, language)):
            return match, days
    return None


def _goes_on(line: str, end: int) -> bool:
    """Whether a month can follow behind a year: as a number, or by its name."""
    tail = line[end : end + 24]
    if tail[:1].isdigit():
        return False
    words = names.folded(tail).lstrip(" .,/-年").split(None, 1)
    if not words:
        return False
    word = words[0]
    return word[0].isdigit() or word[0] == "(" or word.strip(".,") in _BEHIND_YEAR or bool(names.month(word))


def _leads_to_year(head: str) -> bool:
    """Whether a year can follow here: a day or a month stands before it, or a small word more."""
    for _ in range(2):
        words = head.rstrip(" .,/-'|\t").rsplit(None, 1)
        if not words:
            return False
        word = words[-1].strip("(['\"")
        if not word.isalnum():
            if names.month(word):  # with a full stop in it, or with vowel signs, which are no letters
                return True
            word = (shapes.JOINT.findall(word) or [""])[-1]
        if not word:
            return False
        if word[-1].isdigit() or word[0].isdigit():
            return len(word) <= 8
        if names.month(word) or names.ambiguous(word) or word in _SECOND_WORDS:
            return True
        if len(word) > 8 or len(words) < 2:
            return False
        head = words[0]
    return False


def _completed(raw: str, text: str, match: Match[str], days: Days) -> Stamp:
    """The stamp around a date: weekday, time, zone and labels."""
    day, swapped, firm, order, dotted = days
    start, end = match.span()
    start, weekday = _weekday_before(text, start)
    end, weekday_behind = _weekday_after(text, end)
    weekday = weekday if weekday is not None else weekday_behind
    timed = None if match["clock"] else _clock_around(raw, text, start, end, day)
    clock = offset = None
    zone = ""
    if match["clock"]:
        clock = plain_clock(match["clock"])
        offset, end = offset_behind(text, end)
    elif timed:
        start, end, clock, offset, zone = timed
        end = end if weekday is not None else _weekday_after(text, end)[0]
    label = label_before(text, start)
    if swapped is not None:
        day, swapped = _in_order(day, swapped, weekday, _order(zone, label))
    if timed and day != days.day:  # summer time may begin between the two
        timed = _clock_around(raw, text, *match.span(), day)
        offset = timed[3] if timed else None
    if dotted:  # nobody writes the month first here, unless the weekday says so
        swapped = None
    low = label.start if label else start
    kind = label.kind if label else None
    if clock and goes_on_until(text, end):  # an event lasts, a publication does not
        kind = "other"
    after = label_after(text, end)
    if after:
        return Stamp(start, end, day, swapped, clock, offset, order, after[0], low, after[1], True)
    return Stamp(start, end, day, swapped, clock, offset, order, kind, low, end, firm)


def _clock_around(
    raw: str, text: str, start: int, end: int, day: date
) -> tuple[int, int, time, int | None, str] | None:
    """The time behind or before a date: where both start and end, the time, its offset, how it is written."""
    behind = shapes.CLOCK_BEHIND.match(text, end)
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
    """Which way day and month stand, going by who writes times and labels like these."""
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
    """Where a weekday before a date starts, with its number, or the start of the date."""
    head = text[max(0, start - 24) : start]
    words = list(shapes.WORD_OR_NUMBER.finditer(head))[-2:]
    if len(words) > 1 and words[0][0] == "thu" and words[1][0] in _VIETNAMESE:
        return start - len(head) + words[0].start(), _VIETNAMESE[words[1][0]]
    if words and words[-1][0] in _ARTICLES:
        words.pop()
    if not words or len(head) - words[-1].end() > _GAP:
        return start, None
    word = words[-1][0]
    if not names.is_weekday(word) and not (len(word) <= 3 and word[0] in "星周週"):
        return start, None
    day = None if word in ("mar", "may") else names.weekday(word)
    return start - len(head) + words[-1].start(), day


def _weekday_after(text: str, end: int) -> tuple[int, int | None]:
    if not text[end : end + 4].strip(" ,.-0123456789"):
        return end, None
    found = shapes.WEEKDAY_BEHIND.match(text, end)
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
    if not shapes.DIGIT.search(head):
        return None
    return shapes.CLOCK_BEFORE.search(text[:start], low)
