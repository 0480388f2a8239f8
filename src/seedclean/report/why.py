"""The fate of each line of a text with its reasons, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from seedclean.document import Document
from seedclean.edits import Edit

MOST_REASONS = 4
"""So many reasons are shown for a line, the weightiest first."""

_LONGEST = 80  # characters of a line that are shown

Reasons = Callable[[Document, int], Sequence[tuple[str, float]]]
"""Gives the reasons for boilerplate (above 0) or main text (below) in a line, the weightiest first."""


def why(
    document: Document, edits: Sequence[Edit], scores: Sequence[float], reasons: Reasons
) -> Iterator[str]:
    r"""Say for each line with text whether it is removed or kept, and why.

    Args:
        document: The text before.
        edits: What was changed in it.
        scores: How much each line looks like boilerplate, from 0 to 1; nothing where nobody has looked.
        reasons: Asked for the reasons of each line that has a score.

    Yields:
        For each line what became of it, its score, and its beginning; below it the weightiest reasons.

    >>> document = Document("Home\nThe ferry was late.")
    >>> edits = [Edit(0, "Home\n", "", "menu")]
    >>> print(*why(document, edits, [0.97, 0.02], lambda _, row: [("words", 1.5 - 3 * row)]), sep="\n")
    gone: menu  97 %  Home
                      +1.5 words
    stays        2 %  The ferry was late.
                      -1.5 words
    """
    fates = [_fate(document, row, edits_) for row, edits_ in enumerate(_by_line(document, edits))]
    rows = [row for row, line in enumerate(document.stripped) if line]
    widest = max((len(fates[row]) for row in rows), default=0)
    for row in rows:
        looked = row < len(scores) and bool(scores)
        score = f"{scores[row]:4.0%}".replace("%", " %") if looked else " " * 5
        yield f"{fates[row]:<{widest}} {score}  {document.stripped[row][:_LONGEST]}"
        if looked:
            shown = (f"{weight:+.1f} {name}" for name, weight in reasons(document, row)[:MOST_REASONS])
            yield " " * (widest + 8) + ", ".join(shown)


def _by_line(document: Document, edits: Sequence[Edit]) -> list[list[Edit]]:
    """The edits that touch each line; the end of a line belongs to it."""
    touching: list[list[Edit]] = [[] for _ in document.lines]
    for edit in edits:
        last = max(edit.start, edit.end - 1)
        for row in range(document.line_at(edit.start), document.line_at(last) + 1):
            touching[row].append(edit)
    return touching


def _fate(document: Document, row: int, edits: Sequence[Edit]) -> str:
    line, start = document.lines[row], document.starts[row]
    rules = ", ".join(dict.fromkeys(edit.rule for edit in edits))
    if not edits:
        return "stays"
    end = start + len(line)
    whole = any(not edit.new.strip() and edit.start <= start and edit.end >= end for edit in edits)
    return f"gone: {rules}" if whole else f"changed: {rules}"
