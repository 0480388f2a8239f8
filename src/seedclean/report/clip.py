"""Clipping of long lines around what changed in them, so that a terminal shows the change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 400
"""Longer lines are clipped: this is five lines of a terminal."""

AROUND = 80
"""So many characters are shown on each side of a change."""

_GAP = "…"


def clip(line: str, marks: tuple[str, str]) -> str:
    """Clip a line of a diff.

    Of a line that changed in part, what is near the changes is shown; of any
    other one its beginning, and how many characters follow.

    Args:
        line: The line.
        marks: What is written before and behind the changed characters.

    >>> clip("-" + "a" * 300 + "[b]" + "c" * 300, ("[", "]")).count("a")
    80
    >>> clip(" " + "a" * 1_000, ("[", "]"))[-31:]
    'aaaaaaaa… (600 more characters)'
    """
    if len(line) <= LONGEST:
        return line
    spans = list(_spans(line, marks)) if all(marks) else []
    if not spans:
        return f"{line[: LONGEST + 1]}{_GAP} ({len(line) - LONGEST - 1:,} more characters)"
    pieces = [line[0]]
    end = 1
    for start, stop in spans:
        pieces += [_GAP] * (start > end) + [_shorten(line[max(start, end) : stop], marks)]
        end = stop
    return "".join([*pieces, _GAP * (end < len(line))])


def _spans(line: str, marks: tuple[str, str]) -> Iterator[tuple[int, int]]:
    """The places to show: the marked ones with what is around them, joined where they meet."""
    first = last = 0
    for found in _pattern_between(*marks).finditer(line):
        start, stop = max(1, found.start() - AROUND), min(len(line), found.end() + AROUND)
        if last and start <= last:
            last = stop
            continue
        if last:
            yield first, last
        first, last = start, stop
    if last:
        yield first, last


def _shorten(part: str, marks: tuple[str, str]) -> str:
    """Leave the middle of each long change out."""

    def shorten(changed: str) -> str:
        inside = changed[len(marks[0]) : len(changed) - len(marks[1])]
        if len(inside) <= LONGEST:
            return changed
        return f"{marks[0]}{inside[:AROUND]}{_GAP}{inside[-AROUND:]}{marks[1]}"

    return _pattern_between(*marks).sub(lambda found: shorten(found[0]), part)


@lru_cache(maxsize=4)
def _pattern_between(before: str, behind: str) -> re.Pattern[str]:
    return re.compile(f"{re.escape(before)}[^{re.escape(behind)}]*{re.escape(behind)}")
