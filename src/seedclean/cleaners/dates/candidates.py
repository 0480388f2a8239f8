"""The stamps of a document that stand where a publication date stands, with their neighbours joined."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.dates import shapes
from seedclean.cleaners.dates.clocks import goes_on_until, read_clock
from seedclean.cleaners.dates.grammar import Stamp, stamps
from seedclean.cleaners.dates.labels import is_preposition, is_signature, is_signed, label_line
from seedclean.cleaners.dates.names import folded
from seedclean.cleaners.dates.places import places_in
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from re import Match

    from seedclean.document import Document

ALONE, EDGE, BETWEEN, INLINE = 3, 2, 1, 0
"""A line that is a stamp; one at the edge of a short line; one between two texts; one in a sentence."""

_LONG, _PAGE = 200, 1500
"""A line between these lengths is a paragraph; one beyond is a whole page that lost its line ends."""

_SHORT = 80
_TABLE = 40
"""A text with more lines with dates than that, and few others, is a table or a log."""

_TRIVIAL = Pattern(
    r"[\s\W\d_]*(?:(?:by|von|par|por|di|af|av|door|comments?|kommentare?|comentarios?|commentaires?|commenti|views?|min|mins|minutes?|minuten|read|lesezeit|shares?|reads?|uhr|hrs|г|წ|року|года)\b[\s\W\d_]*){0,4}"
    r"|\s*\(\s?\d[\d.,]*\s?(?:[^\W\d_]{1,12}\s?){1,3}\)\s*"  # how often it was read
)

_SPAN = Pattern(
    r"\s*(?:-+|~|to|till?|until|through|and|bis|und|au|a|al|e|et|y|hasta|ate|do|po|по|до|tot|til|ile|至|到|から)\s*"
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
        place: `ALONE`, `EDGE` or `INLINE`.
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
    return [c for row, here in document.view(stamped) for c in candidates_in(document, row, here)]


def candidates_in(document: Document, row: int, here: tuple[Stamp, ...]) -> list[Candidate]:
    """The stamps of one line."""
    found: list[Candidate] = []
    line = document.lines[row]
    for n, stamp in enumerate(here):
        before = line[here[n - 1].high if n else 0 : stamp.low]
        after = line[stamp.high : here[n + 1].low if n + 1 < len(here) else None]
        found.append(_candidate(document, row, stamp, before, after))
        if n and _spans(found[-2], found[-1], line):
            found[-2:] = [c._replace(label="other") for c in found[-2:]]
    return found


def stamped(document: Document) -> list[tuple[int, tuple[Stamp, ...]]]:
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
    """Whether two stamps in a line are the ends of a span of time: opening days, a life, a sale."""
    if first.label not in (None, "other") or then.label or first.day == then.day:
        return False
    return _SPAN.fullmatch(folded(line[first.stamp.high : then.stamp.low])) is not None


def _candidate(document: Document, row: int, stamp: Stamp, before: str, after: str) -> Candidate:
    """A stamp with what the lines above and below add to it: a time, a label."""
    lines, starts, stripped = document.lines, document.starts, document.stripped
    first = last = row
    start, end = starts[row] + stamp.low, starts[row] + stamp.high
    clock, offset, label = stamp.clock, stamp.offset, stamp.label
    clear_before, clear_after = is_trivial(before), is_trivial(after)
    if clock is None and clear_after and (below := _neighbour(stripped, row, 1)) is not None:
        timed = clock_line(lines[below])
        if timed and says_hours(timed):  # an event lasts, a publication does not
            label = label or "other"
        elif timed and (read := read_clock(timed, lines[below], stamp.day)):
            clock, offset, length = read
            last, end = below, starts[below] + length
    above = _neighbour(stripped, row, -1) if clear_before and (clock is None or label is None) else None
    if above is not None and clock is None and stamp.low == stamp.start:
        timed = clock_line(lines[above])
        if timed and not says_hours(timed) and (read := read_clock(timed, lines[above], stamp.day)):
            clock, offset, _ = read
            first, start = above, starts[above] + len(lines[above]) - len(lines[above].lstrip(" \t:|-"))
            above = _neighbour(stripped, above, -1)
    if label is None and clear_before:
        kind = label_line(lines[above]) if above is not None else None
        if above is not None and kind:
            label, first, start = kind, above, starts[above]
    elif label is None and is_signed(before) and (clear_after or is_signature(folded(after))):
        label, clear_after = "published", True
    place = (
        ALONE
        if clear_before and clear_after
        else _place(document, row, stamp, (before, after), (clear_before, clear_after))
    )
    return Candidate(row, first, last, start, end, stamp, clock, offset, label, place)


def _place(
    document: Document, row: int, stamp: Stamp, around: tuple[str, str], clear: tuple[bool, bool]
) -> int:
    """Where a stamp stands that shares its line with other text, which is clear where it means nothing."""
    (before, after), (clear_before, clear_after) = around, clear
    prose = _LONG < len(document.lines[row]) < _PAGE
    short = len(before) + len(after) <= 120 and not prose
    if short and (_begins(after) or _is_tag(after) if clear_before else clear_after):
        return INLINE if after.lstrip().startswith(".") else EDGE
    if clear_before and _begins(after) and not any(document.stripped[:row]):
        return EDGE  # a header that is glued to the first sentence
    if _ends(before, stamp) and _begins(after) and not prose:
        return BETWEEN
    return INLINE


def on_its_own(line: str, stamp: Stamp) -> bool:
    """Whether a stamp is what its line is about, and not a part of a sentence or a number."""
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
    if len(line) > _SHORT or not shapes.DIGIT.search(line):
        return None
    match = shapes.CLOCK_LINE.match(folded(line))
    return match if match and (is_trivial(match["rest"]) or says_hours(match)) else None


def says_hours(timed: Match[str]) -> bool:
    """Whether a line with a time says from when to when: `19:30 - 21:00`."""
    return goes_on_until(timed.string, timed.start("rest"))


def _ends(before: str, stamp: Stamp) -> bool:
    """Whether a piece of text can end here: no small word leads on to the date."""
    if not before.strip():
        return True
    if not before[-1].isspace():
        return before[-1] in "|·•:/-–—】］])"
    before = before.rstrip()
    word = before.rsplit(None, 1)[-1]
    if before[-1] == ",":
        return stamp.clock is not None
    if before[-1] in "('\"“‘«" or (before[-1] == "." and len(word) <= 4):
        return False
    return not (word[0].islower() and word.isalpha()) and not is_preposition(word)


def _begins(after: str) -> bool:
    """Whether a piece of text can begin here."""
    if after.startswith((" ,", " |", " -")):  # what a flattened page has between two boxes
        return True
    if not after.strip():
        return True
    if after[0].isalnum():
        return False
    after = after.lstrip(" \t")
    return not (after[0].islower() or after[0] in ".,;:!?)")


def _is_tag(after: str) -> bool:
    """Whether what follows is a word or two, such as `page 1`, and no sentence."""
    return len(after) <= 40 and after.rstrip()[-1:] not in ".!?:,;"


def is_trivial(text: str) -> bool:
    """Whether a text is nothing but marks, numbers and words such as `by` and `3 min read`."""
    return not text or text.isspace() or (len(text) < 60 and _TRIVIAL.fullmatch(folded(text)) is not None)


def _neighbour(stripped: list[str], row: int, step: int) -> int | None:
    """The next line with text in one direction, if it is near and short."""
    for near in (row + step, row + 2 * step):
        if not 0 <= near < len(stripped):
            return None
        line = stripped[near]
        if line and line.strip("*|·-•"):
            return near if len(line) <= 40 else None
    return None
