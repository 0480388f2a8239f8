"""The removal of stamps, with their lines where these hold nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from seedclean.cleaners.dates.byline import is_trivial
from seedclean.cleaners.dates.candidates import Candidate
from seedclean.document import Change, Document, drop_lines

_MARKS = " \t|·•-–—,/:;"


def remove_stamps(document: Document, stamps: Sequence[Candidate]) -> list[Change]:
    """The changes that take stamps out of a document, in order."""
    spans: dict[int, list[tuple[int, int]]] = {}
    gone: set[int] = set()
    for stamp in stamps:
        for row in range(stamp.first, stamp.last + 1):
            low = document.starts[row]
            high = low + len(document.lines[row])
            spans.setdefault(row, []).append((max(low, stamp.start) - low, min(high, stamp.end) - low))
    changes: list[Change] = []
    for row, cuts in spans.items():
        kept = _keep_rest(document.lines[row], cuts)
        if is_trivial("".join(kept)):
            gone.add(row)
            continue
        changes += _cuts(document, row, cuts)
    changes += drop_lines(document, gone)
    return sorted(changes)


def _keep_rest(line: str, cuts: list[tuple[int, int]]) -> list[str]:
    kept, place = [], 0
    for start, end in sorted(cuts):
        kept.append(line[place:start])
        place = max(place, end)
    return [*kept, line[place:]]


def _cuts(document: Document, row: int, cuts: list[tuple[int, int]]) -> list[Change]:
    """Cut the stamps out of a line that stays, with the separators that they leave dangling."""
    line, low = document.lines[row], document.starts[row]
    ends = [start for start, _ in sorted(cuts)[1:]] + [len(line)]
    changes: list[Change] = []
    place = 0
    for (start, end), next_start in zip(sorted(cuts), ends, strict=True):
        if start < place:
            continue
        before, after = line[place:start], line[end:next_start]
        if not after.strip(_MARKS) and next_start == len(line):
            end = len(line)
            start = place + len(before.rstrip(_MARKS + "("))
        elif not place and not before.strip(_MARKS + "*"):
            end += len(after) - len(after.lstrip(_MARKS + ")"))
        elif before[-1:] + after[:1] in ("()", "[]", "（）"):
            start, end = start - 1, end + 1
        elif before[-1:].isspace() and after[:1].isspace():
            end += len(after) - len(after.lstrip(" \t"))
        changes.append((low + start, low + end, ""))
        place = end
    return changes
