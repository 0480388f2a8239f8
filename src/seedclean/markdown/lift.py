"""Edits of the plain text as edits of the Markdown: marks go with the text that they mark."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import chain
from typing import TYPE_CHECKING

from seedclean.edits import Edit
from seedclean.markdown.blocks import PROTECTED, TEXT
from seedclean.markdown.marks import ALL_LINK, NO_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedclean.markdown.parse import Pair, Parsed

_FEWEST_ITEMS = 6
_MOST_GOING = 0.3
"""Of a list of links this part may be taken by chance, for the words of an item: then all of it stays."""

_Span = tuple[int, int, str, str]
"""From, to, the new text, and the rule."""


class _Lift:
    """The places of the Markdown that go."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.empty = bytearray(map(str.isspace, parsed.plain))  # blanks, and what goes
        self.gone: dict[int, str] = {}  # rows
        self.spans: list[_Span] = []

    def take(self, edit: Edit) -> None:
        """Take an edit of the plain text, unless it would tear marks or change what is protected."""
        parsed = self.parsed
        start, end = edit.start, edit.end
        first = bisect_right(parsed.plain_starts, start, 0, len(parsed.blocks)) - 1
        last = bisect_right(parsed.plain_starts, end, first, len(parsed.blocks)) - 1
        within = first == last
        if (within and self._cuts(start, end, edit.new)) or (not within and self._joins(edit, first, last)):
            return
        if edit.new:
            self._insert(edit, first)
        self.empty[start:end] = b"\1" * (end - start)
        filled = [row for row in range(first, last + 1) if self._text(row, start, end)]
        low = -1 if start == 0 else (filled[0] if filled else last)
        high = len(parsed.blocks) if end == len(parsed.plain) else (filled[-1] if filled else first)
        for row in range(first, last + 1):
            self._take_row(row, edit, enclosed=low < row < high)

    def _text(self, row: int, start: int, end: int) -> str:
        """The text of a line that is between two places, without blanks."""
        starts = self.parsed.plain_starts
        return self.parsed.plain[max(start, starts[row]) : min(end, starts[row + 1] - 1)].strip()

    def _cuts(self, start: int, end: int, new: str) -> bool:
        """Check whether an edit within a line would cut code, formulas or marks."""
        parsed = self.parsed
        low = parsed.places[start]
        high = parsed.places[end - 1] + 1 if end > start else low
        if new and high - low != end - start:
            return True
        row = bisect_right(parsed.plain_starts, start, 0, len(parsed.blocks)) - 1
        if self._text(row, start, end) == self._text(row, 0, len(parsed.plain)) != "":
            return bool(new) and any(a < high and low < b for a, b in self._find_fixed(low, high))
        is_blank = not new and parsed.text[low:high].isspace()  # blanks beside code
        return any(_touches(low, high, span, beside=is_blank) for span in self._find_fixed(low, high))

    def _find_fixed(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        fixed = self.parsed.fixed
        at = max(0, bisect_left(fixed, (low, low)) - 1)
        while at < len(fixed) and fixed[at][0] <= high:
            yield fixed[at]
            at += 1

    def _joins(self, edit: Edit, first: int, last: int) -> bool:
        """Check whether an edit would join a line to what is left of another that has marks of its own."""
        parsed = self.parsed
        starts = parsed.plain_starts
        if edit.start == starts[first] or "\n" in edit.new:
            return False
        if not self._text(last, edit.end, len(parsed.plain)) and parsed.blocks[last] == TEXT:
            return False
        return parsed.blocks[last] != TEXT or parsed.prefixes[last] > parsed.starts[last]

    def _insert(self, edit: Edit, first: int) -> None:
        parsed = self.parsed
        place = parsed.places[edit.start]
        if edit.start == parsed.plain_starts[first] and ("\n" in edit.new or "\n" in edit.old):
            place = parsed.starts[first]
        self.spans.append((place, place, edit.new, edit.rule))

    def _take_row(self, row: int, edit: Edit, *, enclosed: bool) -> None:
        parsed = self.parsed
        low, high = parsed.plain_starts[row], parsed.plain_starts[row + 1] - 1
        if parsed.blocks[row] == PROTECTED:
            return
        start, end = max(edit.start, low), min(edit.end, high)
        whole = edit.start <= low and edit.end >= high
        text = parsed.plain[low:high]
        goes = whole and (
            bool(text.strip())
            or enclosed
            or not parsed.text[parsed.starts[row] : parsed.starts[row + 1] - 1].strip()
        )
        if goes:
            self.gone[row] = edit.rule
        elif text.strip():
            self.spans += ((at, stop, "", edit.rule) for at, stop in self._runs(start, end))
        if edit.end > high and edit.start <= high and (goes or text.strip()):
            at = parsed.places[high]
            self.spans.append((at, at + 1, "", edit.rule))

    def _runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans of the Markdown that characters of the plain text come from."""
        parsed = self.parsed
        at = stop = -1
        for place in range(start, end):
            if place in parsed.joints:
                continue
            if parsed.places[place] != stop:
                if stop > at:
                    yield at, stop
                at = parsed.places[place]
            stop = parsed.places[place] + 1
        if stop > at:
            yield at, stop

    def _pairs(self) -> Iterator[_Span]:
        """The marks outside dropped lines that go; those in dropped lines that stay are cut out of these."""
        parsed = self.parsed
        kept: dict[int, list[tuple[int, int]]] = {}
        rules = {start: rule for start, _, _, rule in self.spans}
        for pair in parsed.pairs:
            first, last = pair.rows
            low, high = bisect_left(parsed.places, pair.inside), bisect_left(parsed.places, pair.outside)
            emptied = self.empty.find(0, low, high) < 0 and bool(parsed.plain[low:high].strip())
            if first in self.gone and last in self.gone:
                continue
            ends = ((first, pair.start, pair.inside), (last, pair.outside, pair.end))
            for row, start, end in ends:
                if emptied and row not in self.gone:
                    yield start, end, "", rules.get(parsed.places[low]) or self._rule_of(pair)
                elif not emptied and row in self.gone:
                    kept.setdefault(row, []).append((start, end))
        for row, rule in self.gone.items():
            place = parsed.starts[row]
            for start, end in sorted(kept.get(row, ())):
                yield place, start, "", rule
                place = end
            yield place, parsed.starts[row + 1] - 1, "", rule

    def _rule_of(self, pair: Pair) -> str:
        """The rule that dropped the lines between two marks, or some of what they mark."""
        first, last = pair.rows
        dropped = (self.gone[row] for row in range(first, last + 1) if row in self.gone)
        cut = (rule for start, _, _, rule in self.spans if pair.start <= start < pair.end)
        return next(chain(dropped, cut))

    def edits(self) -> list[Edit]:
        """The edits of the Markdown."""
        spans = sorted([*self.spans, *self._pairs()], key=lambda span: (span[0], span[1]))
        text = self.parsed.text
        found: list[Edit] = []
        start = end = 0
        new = rule = ""
        for low, high, text_new, name in spans:
            low = max(low, end)
            if low >= high and not text_new:
                continue
            if low > end or name != rule:
                found.append(Edit(start, text[start:end], new, rule))
                start, end, new, rule = low, low, "", name
            end = max(end, high)
            new += text_new
        found.append(Edit(start, text[start:end], new, rule))
        return [edit for edit in found if edit.old != edit.new]


def _rows(parsed: Parsed, edit: Edit) -> list[int]:
    """The lines with text of which an edit takes something."""
    starts = parsed.plain_starts
    first = bisect_right(starts, edit.start, 0, len(parsed.blocks)) - 1
    last = bisect_left(starts, edit.end, first, len(parsed.blocks))
    return [row for row in range(first, last) if parsed.plain[starts[row] : starts[row + 1] - 1].strip()]


def _has_text(parsed: Parsed, row: int) -> bool:
    return bool(parsed.plain[parsed.plain_starts[row] : parsed.plain_starts[row + 1] - 1].strip())


def _find_kept_items(parsed: Parsed, edits: Sequence[Edit]) -> set[int]:
    """The items that would go of lists of links of which most stays: the list is text, and so are they."""
    gone = {row for edit in edits for row in _rows(parsed, edit)}
    kept: set[int] = set()
    run: list[int] = []
    for row in range(len(parsed.blocks) + 1):
        mark = parsed.marks[row] if row < len(parsed.blocks) else None
        if mark is not None and mark.item and mark.link_share >= ALL_LINK:
            run.append(row)
            continue
        if mark == NO_MARKS and not _has_text(parsed, row):
            continue
        going = gone.intersection(run)
        if len(run) >= _FEWEST_ITEMS and len(going) <= _MOST_GOING * len(run):
            kept |= going
        run = []
    return kept


def lift(parsed: Parsed, edits: Sequence[Edit]) -> list[Edit]:
    r"""Express edits of the plain text against the Markdown.

    Marks go where all that they mark goes. An edit that would change what is
    protected, or join marks to a line, is left out.

    Args:
        parsed: The Markdown.
        edits: Edits of its plain text, in the order of their places.

    >>> from seedclean.markdown.parse import parse
    >>> lift(parse("* [Home](/)\n\n# Ferry\n"), [Edit(0, "Home\n\n", "", "menu")])
    [Edit(start=0, old='* [Home](/)\n\n', new='', rule='menu')]
    """
    if not edits:
        return []
    lifting = _Lift(parsed)
    kept = _find_kept_items(parsed, edits)
    for edit in edits:
        if kept and kept.issuperset(_rows(parsed, edit)):
            continue
        lifting.take(edit)
    return lifting.edits()


def _touches(low: int, high: int, span: tuple[int, int], *, beside: bool) -> bool:
    """Check whether an edit is in a span that no edit changes, or beside it where that counts."""
    start, end = span
    if (start < high and low < end) or (low == high and start < low < end):
        return True
    return beside and (start == high or end == low)
