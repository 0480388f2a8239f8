"""The fate of each line of a text with its reasons, as lines for the terminal or as JSON values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from seedclean.document import Document
from seedclean.edits import Edit

MOST_REASONS = 4
"""So many reasons are shown for a line, the weightiest first."""

_LONGEST = 80  # characters of a line that are shown

Reasons = Callable[[Document, int], Sequence[tuple[str, float]]]
"""Gives the reasons for boilerplate (above 0) or main text (below) in a line, the weightiest first."""


class Fate(NamedTuple):
    """The fate of a line.

    Attributes:
        line: The number of the line, counted from 1.
        fate: `stays`, `changed` or `gone`.
        rules: The rules that changed it, or took it out.
        score: How much it looks like boilerplate, from 0 to 1; `None` where nobody has looked.
        reasons: The weightiest reasons for the score, each with its weight.
        text: The line without the white space around it.
    """

    line: int
    fate: str
    rules: tuple[str, ...]
    score: float | None
    reasons: tuple[tuple[str, float], ...]
    text: str

    def as_json(self) -> dict[str, Any]:
        """Give the fate as a JSON value."""
        reasons = [{"reason": name, "weight": round(weight, 3)} for name, weight in self.reasons]
        score = None if self.score is None else round(self.score, 4)
        return {**self._asdict(), "rules": list(self.rules), "score": score, "reasons": reasons}


def why(
    document: Document, edits: Sequence[Edit], scores: Sequence[float], reasons: Reasons
) -> Iterator[Fate]:
    r"""Say for each line with text whether it is removed or kept, and why.

    Args:
        document: The text before.
        edits: What was changed in it.
        scores: How much each line looks like boilerplate, from 0 to 1; nothing where nobody has looked.
        reasons: Asked for the reasons of each line that has a score.

    Yields:
        The fate of each line.

    >>> document = Document("Home\nThe ferry was late.")
    >>> edits = [Edit(0, "Home\n", "", "menu")]
    >>> for fate in why(document, edits, [0.97, 0.02], lambda _, row: [("words", 1.5 - 3 * row)]):
    ...     print(fate.line, fate.fate, fate.rules, fate.score, fate.reasons)
    1 gone ('menu',) 0.97 (('words', 1.5),)
    2 stays () 0.02 (('words', -1.5),)
    """
    for row, touching in enumerate(_by_line(document, edits)):
        text = document.stripped[row]
        if not text:
            continue
        score = scores[row] if row < len(scores) else None
        found = () if score is None else tuple(reasons(document, row)[:MOST_REASONS])
        rules = tuple(dict.fromkeys(edit.rule for edit in touching))
        yield Fate(row + 1, _fate(document, row, touching), rules, score, found, text)


def fate_lines(fates: Iterable[Fate]) -> Iterator[str]:
    r"""Show fates: for each line what became of it, its score, and its beginning; below it the reasons.

    >>> gone = Fate(1, "gone", ("menu",), 0.97, (("words", 1.5),), "Home")
    >>> print(*fate_lines([gone, Fate(2, "stays", (), None, (), "The ferry was late.")]), sep="\n")
    gone: menu  97 %  Home
                      +1.5 words
    stays             The ferry was late.
    """
    fates = list(fates)
    labels = [one.fate + bool(one.rules) * ": " + ", ".join(one.rules) for one in fates]
    widest = max(map(len, labels), default=0)
    for label, one in zip(labels, fates, strict=True):
        score = " " * 5 if one.score is None else f"{one.score:4.0%}".replace("%", " %")
        yield f"{label:<{widest}} {score}  {one.text[:_LONGEST]}"
        if one.score is not None:
            yield " " * (widest + 8) + ", ".join(f"{weight:+.1f} {name}" for name, weight in one.reasons)


def _by_line(document: Document, edits: Sequence[Edit]) -> list[list[Edit]]:
    """The edits that touch each line; the end of a line belongs to it."""
    touching: list[list[Edit]] = [[] for _ in document.lines]
    for edit in edits:
        last = max(edit.start, edit.end - 1)
        for row in range(document.line_at(edit.start), document.line_at(last) + 1):
            touching[row].append(edit)
    return touching


def _fate(document: Document, row: int, edits: Sequence[Edit]) -> str:
    if not edits:
        return "stays"
    start = document.starts[row]
    end = start + len(document.lines[row])
    whole = any(not edit.new.strip() and edit.start <= start and edit.end >= end for edit in edits)
    return "gone" if whole else "changed"
