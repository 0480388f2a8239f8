"""The stamps of a document that are at a place for publication dates, with their neighbours joined."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.dates import patterns
from seedclean.cleaners.dates.byline import is_byline, is_section, is_trivial
from seedclean.cleaners.dates.context import (
    are_of_text,
    begins,
    ends,
    is_code,
    is_field,
    is_in_numbered_field,
    is_of_transport,
    is_row_of_table,
    is_torn,
    is_value,
    leads_to_value,
    unknown_fields,
)
from seedclean.cleaners.dates.countries import country_of
from seedclean.cleaners.dates.grammar import Stamp, stamps
from seedclean.cleaners.dates.labels import is_generic, is_preposition, is_signature, is_signed, label_line
from seedclean.cleaners.dates.main_text import body, count_filled_above, weight
from seedclean.cleaners.dates.names import fold
from seedclean.cleaners.dates.prefilter import places_in
from seedclean.cleaners.dates.times import goes_on_until, read_clock
from seedclean.cleaners.dates.zones import offset_in
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from re import Match

    from seedclean.document import Document

ALONE, EDGE, BETWEEN, NOWHERE = 3, 2, 1, 0
"""A line that is a stamp; a byline; a stamp between two texts that lost their line ends; anywhere else."""

_LONG, _PAGE = 200, 1500
"""A line between these lengths is a paragraph; one beyond is a whole page that lost its line ends."""

_SHORT = 80
_WRAPPED = 45
"""A line that is broken for its length has so many characters and more."""

_TABLE = 40
"""A text with more lines with dates than that, and few others, is a table or a log."""

_AMBIGUOUS_ZONE = Pattern(r"(?<![^\W\d_])(?:IST|CST|ist|cst)(?![^\W\d_])")

_ARTICLES = frozenset("le el il den".split())

_RECORD = 2
"""So many fields beside a stamp with a label of publication make it a part of a record.

Without a label it takes one more, as menus and teasers are in one block with the stamp of a page; one is
enough beside a label such as `Date`, and in a text that is too small for a page with menus.
"""

_SMALL = 40
"""Lines of a text that is too small for a page with menus."""

_VERSION = Pattern(r"(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])\W{0,8}$")
_LONGEST_VERSION = 24

_ENTRIES = 3
"""So many times in a line are those of a log."""

_COLUMN = 3
"""So many blanks and no more between two dates make columns of a table."""

_SPAN = Pattern(
    r"[\s)\]]*(?:-+|~|to|till?|until|through|and|bis|und|au|a|al|e|et|y|hasta|ate|do|po|по|до|tot|til|ile|至|到|から)\s*"
)


class Candidate(NamedTuple):
    """A stamp in a document, perhaps put together from two or three lines.

    Attributes:
        row: The line that holds the date.
        first: The first line that belongs to it.
        last: The last one.
        start: Where it starts in the document, label included.
        end: Where it ends.
        stamp: What it says; its places are those in its line.
        clock: The time of day.
        offset: Minutes from UTC.
        label: As in the stamp, or from the line before.
        place: `ALONE`, `EDGE`, `BETWEEN` or `NOWHERE`.
    """

    row: int
    first: int
    last: int
    start: int
    end: int
    stamp: Stamp
    clock: time | None
    offset: int | None
    label: str | None
    place: int

    @property
    def day(self) -> date:
        """The day that it says."""
        return self.stamp.day

    @property
    def value(self) -> date | datetime:
        """Day and time, as far as known."""
        if self.clock is None:
            return self.stamp.day
        zone = None if self.offset is None else timezone(timedelta(minutes=self.offset))
        return datetime.combine(self.stamp.day, self.clock, zone)


def candidates(document: Document) -> list[Candidate]:
    """Every stamp of a document, in order."""
    return [c for row, here in document.view(find_stamped_rows) for c in candidates_in(document, row, here)]


def candidates_in(document: Document, row: int, here: tuple[Stamp, ...]) -> list[Candidate]:
    """The stamps of one line."""
    found: list[Candidate] = []
    line = document.lines[row]
    clocks = {stamp.clock for stamp in here if stamp.clock and not stamp.label}
    if len(line) <= _LONG and len(clocks) >= _ENTRIES:
        return found  # entries of a log that lost their line ends
    for n, stamp in enumerate(here):
        before = line[here[n - 1].high if n else 0 : stamp.low]
        after = line[stamp.high : _end_behind(line, stamp, here[n + 1]) if n + 1 < len(here) else None]
        found.append(_candidate(document, row, stamp, before, after))
        if n and (found[-2].place, found[-1].place, found[-1].label) == (NOWHERE, ALONE, None):
            found[-1] = found[-1]._replace(place=NOWHERE)  # its line has other words before the first one
        if n and _spans(found[-2], found[-1], line):
            found[-2:] = [c._replace(label="other") for c in found[-2:]]
        elif n and stamp.label is None and before.isspace() and len(before) >= _COLUMN:
            found[-1] = found[-1]._replace(label="other")
    return found


def _end_behind(line: str, stamp: Stamp, following: Stamp) -> int:
    """Where the text behind a stamp ends: at the label of the next, unless that ends a word, as `부터`."""
    is_word = following.low == stamp.high < following.start and line[stamp.high].isalnum()
    return following.start if is_word and following.label == "other" else following.low


def find_stamped_rows(document: Document) -> list[tuple[int, tuple[Stamp, ...]]]:
    """The rows that have stamps, with these; none in a log or a table, which is about dates."""
    seen = places_in(document)
    rows = list(compress(range(len(seen)), seen))
    if len(rows) > _TABLE and 3 * len(rows) > 2 * sum(map(bool, document.stripped)):
        return []
    known = document.memo.setdefault(stamps, {})
    found = []
    for row in rows:
        line = document.lines[row]
        here = known.get(line)
        if here is None:
            here = known[line] = stamps(line, seen[row])
        if here:
            found.append((row, here))
    return found


def _spans(first: Candidate, then: Candidate, line: str) -> bool:
    """Check whether two dates in a line are the ends of a span of time or belong to a list."""
    label = line[first.stamp.low : first.stamp.start]
    if (first.label not in (None, "other") and not is_generic(label)) or then.label or first.day == then.day:
        return False
    if first.label is None and len(line) <= _LONG:
        return True
    return _SPAN.fullmatch(fold(line[first.stamp.high : then.stamp.low])) is not None


def _candidate(document: Document, row: int, stamp: Stamp, before: str, after: str) -> Candidate:
    """A stamp with what the lines above and below add to it: a time, a label."""
    line = document.lines[row]
    if zone := _ambiguous_zone(line, stamp):
        stamp = in_country(line, stamp, country_of(document, zone, line[stamp.start : stamp.end]))
    found = Candidate(
        row,
        row,
        row,
        document.starts[row] + stamp.low,
        document.starts[row] + stamp.high,
        stamp,
        stamp.clock,
        stamp.offset,
        stamp.label,
        NOWHERE,
    )
    if (before.strip(" \t*|·-•").lower() in _ARTICLES or _leads_whole_text(document, before)) and is_trivial(
        after
    ):  # `Le 3 juin 2019`
        found = found._replace(start=document.starts[row])
        before = ""
    if is_trivial(after):
        found = _with_time_below(document, found)
    if is_trivial(before):
        found = _with_lines_above(document, found)
    elif found.label is None and is_signed(before) and (is_trivial(after) or is_signature(fold(after))):
        found = found._replace(label="published")
        after = ""
    if _is_denied(document, found, before, after):
        return found._replace(label="other")
    place = _place(document, found, before, after)
    if place != NOWHERE and stamp.label and before.strip() and are_of_text(before):
        found = found._replace(start=document.starts[row])  # `This page last modified on`
    return found._replace(place=place)


def _leads_whole_text(document: Document, before: str) -> bool:
    """Check whether a preposition alone is before a stamp that is all of the text: `Am 3. Juni 2019`."""
    return (
        before.strip() != "" and is_preposition(before.strip()) and document.view(count_filled_above)[-1] == 1
    )


def in_country(line: str, stamp: Stamp, country: str | None) -> Stamp:
    """A stamp with the offset that its zone, such as `IST`, has in a country."""
    zone = _ambiguous_zone(line, stamp)
    if not zone or not country:
        return stamp
    return stamp._replace(offset=offset_in(zone, country, stamp.day))


def _ambiguous_zone(line: str, stamp: Stamp) -> str:
    if stamp.clock is None or stamp.offset is not None:
        return ""
    zone = _AMBIGUOUS_ZONE.search(line[stamp.start : stamp.end])
    return zone[0].lower() if zone else ""


def _with_time_below(document: Document, found: Candidate) -> Candidate:
    """The stamp with the time in the line below, where that is all the line says."""
    below = _neighbour(document.stripped, found.row, 1) if found.clock is None else None
    if below is None:
        return found
    line = document.lines[below]
    timed = clock_line(line)
    if timed and says_hours(timed):  # an event lasts, a publication does not
        return found._replace(label=found.label or "other")
    if timed and (read := read_clock(timed, line, found.day)) and is_trivial(line[read[2] :]):
        clock, offset, length = read
        return found._replace(clock=clock, offset=offset, last=below, end=document.starts[below] + length)
    return found


def _with_lines_above(document: Document, found: Candidate) -> Candidate:
    """The stamp with the time and the label of the lines above, where these say no more."""
    lines, stripped, stamp = document.lines, document.stripped, found.stamp
    if found.clock is not None and found.label is not None:
        return found
    above = _neighbour(stripped, found.row, -1)
    if above is not None and found.clock is None and stamp.low == stamp.start:
        timed = clock_line(lines[above])
        read = read_clock(timed, lines[above], stamp.day) if timed and not says_hours(timed) else None
        if read and is_trivial(lines[above][read[2] :]):
            start = document.starts[above] + len(lines[above]) - len(lines[above].lstrip(" \t:|-"))
            found = found._replace(clock=read[0], offset=read[1], first=above, start=start)
            above = _neighbour(stripped, above, -1)
    if above is None or found.label is not None or _ends_wrapped_sentence(stripped, above):
        return found
    if kind := label_line(lines[above]):
        return found._replace(label=kind, first=above, start=document.starts[above])
    return found


def _ends_wrapped_sentence(stripped: list[str], row: int) -> bool:
    """Check whether a line in small letters is the end of a sentence that was wrapped."""
    return row > 0 and stripped[row][0].islower() and len(stripped[row - 1]) >= _WRAPPED


def _is_denied(document: Document, found: Candidate, before: str, after: str) -> bool:
    """Check whether the words around a stamp make it a field, a value or a quotation."""
    line, stamp = document.lines[found.row], found.stamp
    if (
        found.label == "other"
        or is_code(document.lines, found.row)
        or is_of_transport(document.lines, found.row, before)
        or is_value(before, after, labelled=stamp.label is not None)
    ):
        return True
    if is_in_numbered_field(document.stripped, found.row):
        return True
    if found.first < found.row:  # the lines above say what it is
        return False
    label = line[stamp.low : stamp.start]
    return is_field(before, label) or (is_trivial(before) and _is_in_record(document, found, label))


def _is_in_record(document: Document, found: Candidate, label: str) -> bool:
    """Check whether a stamp is one of several fields: the head of a mail, a form, front matter."""
    if found.label is None:
        above = _neighbour(document.stripped, found.row, -1)
        if above is None and found.row:
            above = found.row - 1  # a long line, of which only the colon at its end counts
        if above is not None and leads_to_value(document.lines[above]):
            return True
    fields = unknown_fields(document.lines, found.row)
    if found.label is None:
        small = document.view(count_filled_above)[-1] <= _SMALL
        return fields > (0 if small and found.clock is None else _RECORD)
    return fields >= (1 if is_generic(label) else _RECORD)


def _place(document: Document, found: Candidate, before: str, after: str) -> int:
    """Classify the place of a stamp by the rest of its line."""
    line, stamp = document.lines[found.row], found.stamp
    if _VERSION.search(before[-_LONGEST_VERSION:]) or is_row_of_table(document.lines, found.row):
        return NOWHERE  # an entry of a list of versions, or a cell
    if is_trivial(before) and is_trivial(after):
        return ALONE
    if is_torn(before, after):
        return NOWHERE
    if is_byline(before, after):
        return EDGE
    if found.clock and is_section(before, after):
        return EDGE
    if begins(after) and _is_first_of_text(document, found, before):
        return BETWEEN
    if len(line) >= _PAGE and ends(before, stamp) and begins(after):
        return BETWEEN
    return NOWHERE


def _is_first_of_text(document: Document, found: Candidate, before: str) -> bool:
    """Check whether a stamp was glued to the first sentence of a text or, with label or time, of its body."""
    if is_trivial(before) and not document.view(count_filled_above)[found.row]:
        return found.label is not None or weight(document.lines[found.row]) > 0
    if (found.label or found.clock) is None or not is_byline(before, ""):
        return False
    return found.row <= document.view(body).first


def on_its_own(line: str, stamp: Stamp) -> bool:
    """Check whether a stamp is what its line is about, and not a part of a sentence or a number."""
    before, after = line[: stamp.low].strip(), line[stamp.high :].strip()
    if stamp.label == "other" or (before[-1:] in tuple("$€£§#©") and before):
        return False
    if after.endswith(("-", "–", "—")):  # a dateline
        return False
    if stamp.label or stamp.clock or (is_trivial(before) and is_trivial(after)):
        return True
    words = before.split() + after.split()
    return stamp.firm and len(words) <= 3 and len(before) + len(after) <= 30


def clock_line(line: str) -> Match[str] | None:
    """A line that is nothing but a time, or from when to when."""
    if len(line) > _SHORT or not patterns.DIGIT.search(line):
        return None
    match = patterns.CLOCK_LINE.match(fold(line))
    return match if match and (is_trivial(match["rest"]) or says_hours(match)) else None


def says_hours(timed: Match[str]) -> bool:
    """Check whether a line with a time says from when to when: `19:30 - 21:00`."""
    return goes_on_until(timed.string, timed.start("rest"))


def _neighbour(stripped: list[str], row: int, step: int) -> int | None:
    """The next line with text in one direction, if it is near and short."""
    for near in (row + step, row + 2 * step):
        if not 0 <= near < len(stripped):
            return None
        line = stripped[near]
        if line and line.strip("*|·-•"):
            return near if len(line) <= 40 else None
    return None
