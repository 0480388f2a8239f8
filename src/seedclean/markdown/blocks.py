"""The blocks of Markdown: which lines are text, which are marks only, and which no rule may touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT, MARK_ONLY, PROTECTED = range(3)

_FENCE = Pattern(r"[ \t>]*(`{3,}|~{3,})([^`]*)$")
_RULE = Pattern(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*|--[ \t]*)$")
_DELIMITER = Pattern(r"[ \t>]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
DEFINITION = Pattern(r"[ \t]{0,3}\[[^\]\n]{1,200}\]:[ \t]*<?[^\s<>]+")
_FORMULA = {"$$": "$$", "\\[": "\\]"}
FRONT = {"---": ("---", "..."), "+++": ("+++",)}
MOST_FRONT = 60
"""Lines of front matter."""

_FIELD = Pattern(r"[\w-]{1,40}[ \t]*[:=]")


def find_blocks(lines: list[str]) -> list[int]:
    """Return the kind of each line: text, marks only, or protected.

    Protected are front matter, code in fences, formulas that have their own
    lines, tables and definitions of links.

    Args:
        lines: The lines.

    >>> find_blocks(["Run:", "```", "make", "```", "***"]) == [TEXT, *3 * [PROTECTED], MARK_ONLY]
    True
    """
    blocks = [TEXT] * len(lines)
    row = front = front_matter_end(lines)
    blocks[:front] = [PROTECTED] * front
    unclosed: set[str] = set()
    while row < len(lines):
        end = _end_of_protected(lines, row, unclosed)
        if end > row:
            blocks[row:end] = [PROTECTED] * (end - row)
            row = end
            continue
        if _RULE.match(lines[row]):
            blocks[row] = MARK_ONLY
        row += 1
    return blocks


def front_matter_end(lines: list[str]) -> int:
    """Return the number of lines of front matter; 0 where there is none."""
    ends = FRONT.get(lines[0].rstrip())
    if ends is None:
        return 0
    for row, line in enumerate(lines[1 : MOST_FRONT + 1], 1):
        if line.rstrip() in ends:
            return row + 1 if any(map(_FIELD.match, lines[1:row])) else 0
    return 0


def _end_of_protected(lines: list[str], row: int, unclosed: set[str]) -> int:
    """Return the row behind the protected block that begins in a row; the row itself where none does.

    Args:
        lines: The lines.
        row: The row.
        unclosed: The marks that nothing closes in the lines above and so none below: no mark is sought
            twice in vain. A mark that nothing closes here is added.
    """
    line = lines[row]
    first = line.lstrip(" \t>")[:1]
    if first in ("`", "~") and first:
        opening = _FENCE.match(line)
        return _end_behind(lines, row, opening[1], _closes_fence, unclosed) if opening else row
    if first in ("$", "\\") and line.strip() in _FORMULA:
        return _end_behind(lines, row, line.strip(), _closes_formula, unclosed)
    if first == "[" and DEFINITION.match(line):
        return row + 1
    if "|" in line and row + 1 < len(lines) and "-" in lines[row + 1] and "|" in lines[row + 1]:
        return _end_of_table(lines, row)
    return row


def _end_behind(
    lines: list[str], row: int, mark: str, closes: Callable[[str, str], bool], unclosed: set[str]
) -> int:
    """Return the row behind the line that closes a mark; the row itself where none does."""
    if mark in unclosed:
        return row
    for at in range(row + 1, len(lines)):
        if closes(lines[at], mark):
            return at + 1
    unclosed.add(mark)
    return row


def _closes_fence(line: str, mark: str) -> bool:
    line = line.strip(" \t>")
    return line.startswith(mark) and not line.strip(mark[0])


def _closes_formula(line: str, mark: str) -> bool:
    return line.strip() == _FORMULA[mark]


def _end_of_table(lines: list[str], row: int) -> int:
    header = lines[row]
    if not _DELIMITER.match(lines[row + 1]) or "](" in header or not header.strip("| \t"):
        return row  # pages laid out in tables have no headings of columns
    end = row + 2
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        end += 1
    return end
