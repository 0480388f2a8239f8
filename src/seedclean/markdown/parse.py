"""Markdown taken apart: the text that a reader sees, and where each of its characters is."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import accumulate
from typing import NamedTuple

from seedclean.markdown.blocks import DEFINITION, MARK_ONLY, PROTECTED, TEXT, find_blocks
from seedclean.markdown.marks import LineMarks
from seedclean.markdown.soft_breaks import CONTINUED, find_soft_breaks
from seedclean.patterns import Pattern

_PREFIX = Pattern(
    r"[ \t]*(?::[ \t]{3}(?=[-*+][ \t]))?(?:>[ \t]?)*"
    r"(?:[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,3}[.)][ \t]+(?=!?\[))*"
    r"(?:(?:\d{1,3}[.)][ \t]+)?#{1,6}(?:[ \t]+|$))?"
)
_ITEM = Pattern(r"[-*+\]](?:\s|$)")
_TOKEN = Pattern(
    r"(?P<code>(?<!`)(`{1,3})(?!`)[^`]{1,400}\2(?!`))"
    r"|(?P<formula>\$\$[^$\n]{1,400}\$\$|\$(?![\s$])[^$\n]{1,200}(?<!\s)\$(?![\d$])|\\\([^\n]{1,200}?\\\))"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\](?:\((?:[^()]++|\([^()]*+\))*+\))?)"
    r"|(?P<emphasis>\*{1,3}|_{1,3}|~~)"
)
_HTML = Pattern(
    r"[ \t]{0,8}<(?:!--"
    r"|/?(?:a|br|center|details|div|h[1-6]|img|kbd|object|p|picture|summary|table|td|tr)\b[^\n]*>)"
)
_LINK_TO_FILE = Pattern(r"\]\((?!\w+:)[^)\s]{0,200}\.(?:md|MD|mdx|rst)(?:#[^)\s]{0,100})?\)")
_MOST_INSIDE = 4_000
"""Characters between the brackets of a link: pages put whole teasers there."""

_GLUED = "[!"


class Pair(NamedTuple):
    """Two marks that belong together: only both may go.

    Attributes:
        start, inside: From where to where the opening mark is.
        outside, end: From where to where the closing one is.
        rows: The rows of the two.
        link: Whether it is a link or an image.
    """

    start: int
    inside: int
    outside: int
    end: int
    rows: tuple[int, int]
    link: bool


class Parsed(NamedTuple):
    """A text without its marks, and the way back.

    Attributes:
        text: The text with its marks.
        plain: The text without them, line for line; a paragraph that was broken at a width is one line.
        places: For each character of the plain text its place in the text, and last the length of the text.
        joints: The places in the plain text of blanks that the text does not have, between two links.
        starts: The start of each line in the text, and last the length of the text plus one.
        plain_starts: The same in the plain text.
        blocks: The kind of each line: `TEXT`, `MARK_ONLY` or `PROTECTED`.
        prefixes: The end of the marks at the start of each line, in the text.
        pairs: The marks that belong together.
        fixed: Spans of the text within a line that no edit changes: code, formulas.
        marks: The marks of each line.
    """

    text: str
    plain: str
    places: array[int]
    joints: frozenset[int]
    starts: list[int]
    plain_starts: list[int]
    blocks: list[int]
    prefixes: list[int]
    pairs: list[Pair]
    fixed: list[tuple[int, int]]
    marks: list[LineMarks]


class _Scan:
    """The marks within the lines, gathered line by line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[tuple[int, int, int]] = []  # brackets: start, end, row
        self.pairs: list[Pair] = []
        self.hidden: list[tuple[int, int]] = []
        self.fixed: list[tuple[int, int]] = []

    def read(self, row: int, start: int, end: int) -> None:
        """Read the marks of a line."""
        emphasis: list[tuple[str, int, int]] = []
        for match in _TOKEN.finditer(self.text[start:end]):
            low, high = start + match.start(), start + match.end()
            kind = match.lastgroup
            if kind == "code":
                width = len(match[2])
                self.hidden += ((low, low + width), (high - width, high))
                self.fixed.append((low, high))
            elif kind == "formula":
                self.fixed.append((low, high))
            elif kind == "escape":
                self.hidden.append((low, high))
            elif kind == "open":
                self.open.append((low, high, row))
            elif kind == "close":
                self._close(low, high, row)
            else:
                self._emphasise(match[0], low, high, row, emphasis, (start, end))

    def _close(self, low: int, high: int, row: int) -> None:
        if not self.open:
            return
        start, inside, opened = self.open.pop()
        if high - low == 1 or low - start > _MOST_INSIDE:
            return  # brackets of the text
        text = self.text
        if start == 0 or text[start - 1].isspace():
            while inside < low and text[inside] in " \t":
                inside += 1
        if high == len(text) or text[high].isspace():
            while low > inside and text[low - 1] in " \t":
                low -= 1
        self._pair(Pair(start, inside, low, high, (opened, row), link=True))

    def _emphasise(
        self,
        mark: str,
        low: int,
        high: int,
        row: int,
        emphasis: list[tuple[str, int, int]],
        line: tuple[int, int],
    ) -> None:
        text = self.text
        before = text[low - 1] if low > line[0] else " "
        after = text[high] if high < line[1] else " "
        if "_" in mark and before.isalnum() and after.isalnum():
            return
        if not before.isspace() and emphasis and emphasis[-1][0] == mark:
            _, start, inside = emphasis.pop()
            self._pair(Pair(start, inside, low, high, (row, row), link=False))
        elif not after.isspace() and not (mark != "~~" and before.isalnum() and after.isalnum()):
            emphasis.append((mark, low, high))

    def _pair(self, pair: Pair) -> None:
        self.pairs.append(pair)
        self.hidden += ((pair.start, pair.inside), (pair.outside, pair.end))


def parse(text: str) -> Parsed:
    r"""Take a text apart.

    Args:
        text: The text, in Markdown.

    >>> parse("# The *old* ferry\n\n* [Home](/)\n").plain
    'The old ferry\n\nHome\n'
    """
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    blocks = find_blocks(lines)
    scan = _Scan(text)
    soft = find_soft_breaks(lines, blocks)
    for row in soft:
        marks = CONTINUED.match(lines[row])
        scan.hidden.append((starts[row], starts[row] + (marks.end() if marks else 0)))
    firsts = [row for row in range(len(lines)) if row not in soft]  # those of paragraphs
    starts = [*map(starts.__getitem__, firsts), len(text) + 1]
    blocks = list(map(blocks.__getitem__, firsts))
    prefixes = []
    for row, first in enumerate(firsts):
        start, end = starts[row], starts[row + 1] - 1
        prefix = start
        if blocks[row] == TEXT:
            match = _PREFIX.match(lines[first])
            prefix += match.end() if match else 0
            scan.read(row, prefix, end)
        elif blocks[row] == PROTECTED:
            scan.open.clear()
        prefixes.append(prefix)
    return _assemble(text, starts, blocks, prefixes, scan)


def _assemble(text: str, starts: list[int], blocks: list[int], prefixes: list[int], scan: _Scan) -> Parsed:
    scan.hidden.sort()
    places = array("q")
    joints = set()
    pieces: list[str] = []
    plain_starts = [0]
    hidden = iter([*scan.hidden, (len(text) + 2, len(text) + 2)])
    low, high = next(hidden)
    for row, block in enumerate(blocks):
        place, end = prefixes[row], starts[row + 1] - 1
        if block != TEXT:
            place = end
        while high <= place:
            low, high = next(hidden)
        while place < end:
            stop = min(max(low, place), end)
            if stop > place:
                pieces.append(text[place:stop].replace("\n", " "))
                places.extend(range(place, stop))
            if stop == end:
                break
            if text[high - 1 : high] == ")" and text[high : high + 1] in _GLUED and high < end:
                joints.add(len(places))
                pieces.append(" ")
                places.append(high)
            place = max(place, high)
            low, high = next(hidden)
        if row + 1 < len(blocks):
            pieces.append("\n")
            places.append(end)
        plain_starts.append(len(places))
    plain_starts[-1] += 1
    places.append(len(text))
    plain = "".join(pieces)
    parsed = Parsed(
        text,
        plain,
        places,
        frozenset(joints),
        starts,
        plain_starts,
        blocks,
        prefixes,
        scan.pairs,
        scan.fixed,
        [],
    )
    return parsed._replace(marks=_marks(parsed))


def _marks(parsed: Parsed) -> list[LineMarks]:
    """The marks of each line."""
    rows = len(parsed.blocks)
    links, linked, images = [0] * rows, [0] * rows, [False] * rows
    for pair in parsed.pairs:
        first, last = pair.rows
        if not pair.link or parsed.text.startswith("](#", parsed.text.find("]", pair.outside)):
            continue
        if parsed.text[pair.start] == "!":
            images[first] = True
            continue
        low, high = (bisect_left(parsed.places, place) for place in (pair.inside, pair.outside))
        links[first] += 1
        for row in range(first, last + 1):
            start, end = parsed.plain_starts[row], parsed.plain_starts[row + 1] - 1
            linked[row] += _size(parsed.plain[max(low, start) : min(high, end)])
    marks = []
    for row in range(rows):
        prefix = parsed.text[parsed.starts[row] : parsed.prefixes[row]].strip()
        size = _size(parsed.plain[parsed.plain_starts[row] : parsed.plain_starts[row + 1] - 1])
        marks.append(
            LineMarks(
                heading=prefix.count("#") or (_level_below(parsed, row) if size else 0),
                item=_ITEM.search(prefix) is not None,
                quote=prefix.startswith(">"),
                image=images[row],
                links=links[row],
                link_share=min(1.0, linked[row] / size) if size else 0.0,
                written=_is_written(parsed, row),
            )
        )
    return marks


def _is_written(parsed: Parsed, row: int) -> bool:
    """Check whether a line has what only an author of Markdown writes."""
    start, end = parsed.starts[row], parsed.starts[row + 1] - 1
    line = parsed.text[start:end]
    if parsed.blocks[row] == PROTECTED:
        return DEFINITION.match(line) is not None
    return (line.lstrip()[:1] == "<" and _HTML.match(line) is not None) or (
        "](" in line and _LINK_TO_FILE.search(line) is not None
    )


def _size(text: str) -> int:
    """Count the characters, blanks aside."""
    return len(text) - text.count(" ")


def _level_below(parsed: Parsed, row: int) -> int:
    """The level of a heading by the line below it, which underlines it; 0 where none does."""
    if row + 1 == len(parsed.blocks) or parsed.blocks[row + 1] != MARK_ONLY:
        return 0
    below = set(parsed.text[parsed.starts[row + 1] : parsed.starts[row + 2] - 1].strip())
    return 1 if below == {"="} else 2 if below == {"-"} else 0
