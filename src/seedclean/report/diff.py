"""Diffs made from the edits: every changed line knows which rule changed it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from seedclean.document import Document
from seedclean.edits import Edit, apply
from seedclean.registry import RULES, Rule, UnknownNameError, select
from seedclean.report.escape import escape

CONTEXT = 3
"""Unchanged lines around a change, as in `diff -u`."""


def show(rule: Rule | str, text: str | Document) -> str:
    r"""Show what a rule does to a text, line by line.

    Lines that the rule touches are shown as `- old` and `+ new`, all others
    behind two blanks. Blank lines are left out.

    Args:
        rule: The rule, or its name.
        text: The text, or a `Document` where the rule needs to know more.

    Raises:
        UnknownNameError: There is no rule of this name.

    >>> from seedclean import rule
    >>> @rule
    ... def shouting(document):
    ...     start = document.text.find("!!")
    ...     if start >= 0:
    ...         yield start, start + 2, "!"
    >>> print(show(shouting, "The bell rang.\n\nStop!!\n"))
      The bell rang.
    - Stop!!
    + Stop!
    >>> del RULES["shouting"]
    """
    document = text if isinstance(text, Document) else Document(text)
    if isinstance(rule, str):
        rule = rule_named(rule)
    shown = []
    for block in _blocks(document.text, rule(document)):
        if block.rules:
            shown += ["- " + line for line in block.old]
            shown += ["+ " + line for line in block.new]
        else:
            shown += ["  " + line for line in block.old]
    return "\n".join(line.rstrip() for line in shown if line[1:].strip())


def diff(
    original: str, edits: Sequence[Edit], name: str, *, marks: tuple[str, str] = ("", "")
) -> Iterator[str]:
    r"""Show edits as a unified diff, with the rules' names behind each `@@`.

    A hunk holds changes of one rule, or of rules that worked on the same
    lines; where another rule changed the next lines, a new hunk begins.
    Characters that would upset a terminal or that nobody could see are
    written as escapes.

    Args:
        original: The text before.
        edits: What was changed.
        name: What the text is called.
        marks: What to write before and behind the changed characters of a line
            that changed in part.

    Yields:
        Lines without line ends; nothing where there are no edits.

    >>> edits = [Edit(0, "Home\n", "", "nav-line"), Edit(15, "!!", "!", "shouting")]
    >>> print(*diff("Home\nHello\nStop!!\n", edits, "page.txt"), sep="\n")
    --- page.txt
    +++ page.txt
    @@ -1,2 +1 @@ nav-line
    -Home
     Hello
    @@ -3 +2 @@ shouting
    -Stop!!
    +Stop!
    """
    old_line = new_line = 0  # so many lines of each text are behind us
    for number, (passed, hunk) in enumerate(_hunks(_blocks(original, edits, marks))):
        old_line += passed
        new_line += passed
        if number == 0:
            yield f"--- {escape(name)}"
            yield f"+++ {escape(name)}"
        rules = dict.fromkeys(rule for block in hunk for rule in block.rules)
        old = sum(len(block.old) for block in hunk)
        new = sum(len(block.new) for block in hunk)
        yield f"@@ -{_range(old_line, old)} +{_range(new_line, new)} @@ {', '.join(rules)}"
        for block in hunk:
            if block.rules:
                yield from _lead("-", block.old)
                yield from _lead("+", block.new)
            else:
                yield from _lead(" ", block.old)
        old_line += old
        new_line += new


def rule_named(name: str) -> Rule:
    """The rule of a name.

    Raises:
        UnknownNameError: No rule is called so; the error names those that could be meant.
    """
    found = select(name)
    if name not in RULES:
        names = ", ".join(rule.name for rule in found)
        raise UnknownNameError(f"{name!r} means several rules; name one of them: {names}")
    return RULES[name]


class _Block(NamedTuple):
    """Lines that were changed together, or unchanged ones, where `rules` is empty and `new` is `old`."""

    old: list[str]
    new: list[str]
    rules: list[str]


def _blocks(text: str, edits: Sequence[Edit], marks: tuple[str, str] = ("", "")) -> Iterator[_Block]:
    """Cut a text, line by line, into what stayed and what was changed by which rules."""
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    starts[-1] = len(text)
    position = 0  # the first line not yet given out
    same: list[str] = []
    for first, last, group in _group_by_lines(starts, edits):
        low = starts[first]
        passage = text[low : starts[last]]
        group = [edit._replace(start=edit.start - low) for edit in group]
        old = _lines(passage)
        new = _lines(apply(passage, group))
        head, tail = _common(old, new)
        same += _lines(text[starts[position] : low]) + old[:head]
        if head + tail < max(len(old), len(new)):
            if same:
                yield _keep(same)
            both = head + tail < min(len(old), len(new))
            hidden = _hidden(group) if both else set()
            old_shown = _emphasise(passage, [(edit, edit.old) for edit in group], hidden, marks)
            new_shown = _emphasise(passage, [(edit, edit.new) for edit in group], hidden, marks)
            rules = dict.fromkeys(rule for edit in group for rule in edit.rule.split("+"))
            yield _Block(old_shown[head : len(old) - tail], new_shown[head : len(new) - tail], list(rules))
            same = []
        same += old[len(old) - tail :]
        position = last
    same += _lines(text[starts[position] :])
    if same:
        yield _keep(same)


def _emphasise(
    passage: str, parts: Iterable[tuple[Edit, str]], hidden: set[str], marks: tuple[str, str]
) -> list[str]:
    """The lines of a passage with something in the places of the edits, marked where it is part of a line."""
    before, behind = marks
    pieces = []
    position = 0
    for edit, shown in parts:
        pieces.append(_visible(passage[position : edit.start], hidden))
        marked = (f"{before}{line}{behind}" if line else "" for line in _visible(shown, hidden).split("\n"))
        pieces.append("\n".join(marked))
        position = edit.end
    pieces.append(_visible(passage[position:], hidden))
    return [_unmark_if_whole(line, before, behind) for line in _lines("".join(pieces))]


def _unmark_if_whole(line: str, before: str, behind: str) -> str:
    inside = line.removesuffix("\n").removeprefix(before).removesuffix(behind)
    whole = len(inside) + len(before) + len(behind) == len(line.removesuffix("\n")) and before not in inside
    return inside + line[len(line.removesuffix("\n")) :] if before and whole else line


def _group_by_lines(starts: Sequence[int], edits: Sequence[Edit]) -> Iterator[tuple[int, int, list[Edit]]]:
    """Groups of edits that share lines: from line, to line, the edits."""
    lines = len(starts) - 1
    first = last = 0
    group: list[Edit] = []
    for edit in edits:
        row = bisect_right(starts, edit.start, hi=lines) - 1
        if group and row >= last:
            yield first, last, group
            group = []
        if not group:
            first = row
        group.append(edit)
        last = bisect_right(starts, edit.end, hi=lines) - 1
        # The line at whose very start the edit ends is not touched, unless something is glued to it.
        cut = edit.new.endswith("\n") or (not edit.new and edit.start == starts[row])
        if not (cut and edit.end == starts[last]):
            last += 1
    if group:
        yield first, last, group


def _hunks(blocks: Iterable[_Block]) -> Iterator[tuple[int, list[_Block]]]:
    """The number of unchanged lines before each hunk, and the hunk's blocks."""
    hunk: list[_Block] = []
    gap: list[str] = []  # unchanged lines since the last changed block
    passed = 0
    for block in blocks:
        if not block.rules:
            gap = block.old
            continue
        if hunk and len(gap) <= 2 * CONTEXT and block.rules == hunk[-1].rules:
            hunk += [_keep(gap), block]
        else:
            if hunk:
                yield passed, [*hunk, _keep(gap[:CONTEXT])]
                gap = gap[CONTEXT:]
            before = gap[-CONTEXT:]
            passed = len(gap) - len(before)
            hunk = [_keep(before), block]
        gap = []
    if hunk:
        yield passed, [*hunk, _keep(gap[:CONTEXT])]


def _keep(lines: list[str]) -> _Block:
    visible = [_visible(line, set()) for line in lines]
    return _Block(visible, visible, [])


def _lines(text: str) -> list[str]:
    r"""The lines with their line ends; `"\n"` ends a line and nothing else does."""
    *whole, rest = text.split("\n")
    return [line + "\n" for line in whole] + ([rest] if rest else [])


def _common(old: list[str], new: list[str]) -> tuple[int, int]:
    """The number of lines that both begin with, and of the others that both end with."""
    shorter = min(len(old), len(new))
    head = tail = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _hidden(edits: Iterable[Edit]) -> set[str]:
    """Characters that the edits put or took and that nobody would see."""
    marks = {mark for edit in edits for mark in edit.old + edit.new}
    return {mark for mark in marks if not mark.isprintable()} - {"\n"}


def _visible(text: str, hidden: set[str]) -> str:
    """Escape harmful and hidden characters of a text, but not its line ends."""
    return escape(text, hidden, kept="\t\n")


def _range(before: int, count: int) -> str:
    """The place of a hunk: its first line and its length, as `diff -u` writes them."""
    start = before + 1 if count else before
    return str(start) if count == 1 else f"{start},{count}"


def _lead(mark: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"
