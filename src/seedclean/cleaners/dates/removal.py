"""How a stamp leaves a text: with its line where nothing else stands there."""

from __future__ import annotations

from collections.abc import Sequence

from seedclean.cleaners.dates.candidates import Candidate, is_trivial
from seedclean.document import Change, Document, dropped


def without(document: Document, stamps: Sequence[Candidate]) -> list[Change]:
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
        kept = _kept(document.lines[row], cuts)
        if is_trivial("".join(kept)):
            gone.add(row)
            continue
        changes += _cuts(document, row, cuts)
    changes += dropped(document, gone)
    return sorted(changes)


def _kept(line: str, cuts: list[tuple[int, int]]) -> list[str]:
    kept, place = [], 0
    for start, end in sorted(cuts):
        kept.append(line[place:start])
        place = max(place, end)
    return [*kept, line[place:]]


def _cuts(document: Document, row: int, cuts: list[tuple[int, int]]) -> list[Change]:
    """Cut the stamps out of a line that stays, with the separators that they leave dangling."""
    line, low = document.lines[row], document.starts[row]
    changes: list[Change] = []
    place = 0
    for start, end in sorted(cuts):
        if start < place:
            continue
        before, after = line[:start], line[end:]
        if not after.strip(" \t|·•-–—,/:;"):
            end = len(line)
            start = len(before.rstrip(" \t|·•-–—,/:;("))
        elif not before.strip(" \t|·•-–—,/:;*"):
            end += len(after) - len(after.lstrip(" \t|·•-–—,/:;)"))
        elif before[-1:].isspace() and after[:1].isspace():
            end += len(after) - len(after.lstrip(" \t"))
        start = max(start, place)
        changes.append((low + start, low + end, ""))
        place = end
    return changes
