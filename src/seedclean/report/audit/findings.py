"""Findings: edits, and lines that stayed in doubt, cut out with the lines around them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from heapq import nsmallest
from itertools import zip_longest
from typing import NamedTuple

from seedclean.document import Document
from seedclean.edits import Edit
from seedclean.report.escape import escape
from seedclean.report.loss import count_words, words_taken

ONLY_FIRST, ONLY_OTHER = "only first: ", "only other: "
"""The beginnings of the strata of edits that one of two configurations makes."""

STAYED = "(stayed)"
"""The stratum of lines that stayed though the model was in doubt. No rule can be called so."""

DOUBT = 0.45
"""From this probability on the model is in doubt about a line that stayed."""

MOST_A_STRATUM = 60
"""So many findings of a rule are kept; they put its precision within about a tenth."""

MOST_A_DOCUMENT = 2
"""So many findings of a rule are taken from one document, so that no document speaks for all."""

CONTEXT = 3
"""Lines around a finding."""

_MOST_AROUND = 500  # characters of context on each side
_MOST_CHANGED = 1_600  # characters of a changed passage


class Finding(NamedTuple):
    """An edit or a line to judge.

    Attributes:
        draw: The hash of its place, which decides whether it is in the sample.
        stratum: The rule, or rules, of the edit; `STAYED` for a line that stayed.
        where: The document.
        words: The words that it takes, or has.
        sure: The score of the model, if it has one.
        before: The text before it: text, and what another edit there removed and put in its place, in turn.
        old: What was removed; of a line that stayed, the line.
        new: What was put in its place.
        after: The text behind it, in the same way.
    """

    draw: str
    stratum: str
    where: str
    words: int
    sure: float | None
    before: tuple[str, ...]
    old: str
    new: str
    after: tuple[str, ...]


def find_edits(
    document: Document,
    edits: Iterable[Edit],
    where: str,
    sure: Sequence[float | None],
    prefix: str = "",
    beside: Sequence[Edit] = (),
) -> Iterator[Finding]:
    r"""Make findings of edits.

    Args:
        document: The text before.
        edits: What was changed.
        where: The name of the document.
        sure: The probability by the model for each edit.
        prefix: What the names of the strata begin with.
        beside: All edits of the document in order, to mark in the lines around.

    >>> document = Document("Home\nThe ferry was late.")
    >>> finding, = find_edits(document, [Edit(0, "Home\n", "", "menu")], "a.txt", [0.9])
    >>> finding.stratum, finding.words, finding.old, finding.after
    ('menu', 1, 'Home\n', ('The ferry was late.',))
    """
    surroundings = _Surroundings(document, beside)
    for edit, score in zip(edits, sure, strict=True):
        stratum = prefix + edit.rule
        place = (edit.start, edit.end)
        yield _finding(surroundings, place, (edit.old, edit.new), stratum, where, words_taken(edit), score)


def find_stayed(
    document: Document, edits: Sequence[Edit], where: str, scores: Sequence[float]
) -> Iterator[Finding]:
    """Make findings of the lines that stayed, untouched, though the model was in doubt.

    Args:
        document: The text before.
        edits: What was changed, in order.
        where: The name of the document.
        scores: The probability of each line that it is boilerplate.
    """
    surroundings = _Surroundings(document, edits)
    touched: set[int] = set()
    for edit in edits:
        last = max(edit.start, edit.end - 1)
        touched.update(range(document.line_at(edit.start), document.line_at(last) + 1))
    for row, score in enumerate(scores):
        line = document.lines[row]
        if score >= DOUBT and row not in touched and line.strip():
            start = document.starts[row]
            place = (start, start + len(line))
            yield _finding(surroundings, place, (line, ""), STAYED, where, count_words(line), score)


def choose(findings: Iterable[Finding], most: int) -> list[Finding]:
    """Choose some findings of each stratum, by the hashes of their places: the same ones each time."""
    strata: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        strata[finding.stratum].append(finding)
    return [one for name in sorted(strata) for one in nsmallest(most, strata[name])]


def mix(findings: Iterable[Finding]) -> list[Finding]:
    """Put the findings in an order in which every stratum has its turn."""
    strata: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(findings):
        strata[finding.stratum].append(finding)
    names = sorted(strata, key=lambda name: (name == STAYED, name))  # edits first, then what was missed
    rounds = zip_longest(*(strata[name] for name in names))
    return [finding for turn in rounds for finding in turn if finding is not None]


class _Surroundings:
    """The text around the places of a document, with the other edits there.

    Args:
        document: The text before.
        edits: All of its edits, in order.
    """

    def __init__(self, document: Document, edits: Sequence[Edit]) -> None:
        self.document = document
        self._edits = edits
        self._ends = [edit.end for edit in edits]

    def before(self, start: int) -> tuple[str, ...]:
        """The lines before a place."""
        document = self.document
        first = document.starts[max(0, document.line_at(start) - CONTEXT)]
        cut = max(first, start - _MOST_AROUND)
        return self._parts(cut, start, "…" * (cut > first), "")

    def after(self, start: int, end: int) -> tuple[str, ...]:
        """The lines behind a place."""
        document = self.document
        row = document.line_at(max(start, end - 1)) + CONTEXT + 1
        last = document.starts[row] - 1 if row < len(document.lines) else len(document.text)
        cut = min(max(last, end), end + _MOST_AROUND)
        return self._parts(end, cut, "", "…" * (cut < last))

    def _parts(self, start: int, end: int, opening: str, closing: str) -> tuple[str, ...]:
        """Text, what an edit removed and what it put there, in turn; the last one is text."""
        text = self.document.text
        parts = [opening]
        for place in range(bisect_right(self._ends, start), len(self._edits)):
            edit = self._edits[place]
            if edit.start >= end:
                break
            gone = max(start, edit.start), min(end, edit.end)
            parts[-1] += text[start : gone[0]]
            parts += [text[gone[0] : gone[1]], _clip(edit.new) if edit.end <= end else "", ""]
            start = gone[1]
        parts[-1] += text[start:end] + closing
        return tuple(map(_show, parts))


def _finding(
    around: _Surroundings,
    place: tuple[int, int],
    change: tuple[str, str],
    stratum: str,
    where: str,
    words: int,
    score: float | None,
) -> Finding:
    start, end = place
    draw = blake2b(f"{where}:{start}:{stratum}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    old, new = change
    return Finding(
        draw,
        stratum,
        _show(where),
        words,
        None if score is None else round(score, 3),
        around.before(start),
        _show(_clip(old)),
        _show(_clip(new)),
        around.after(start, end),
    )


def _clip(text: str) -> str:
    half = _MOST_CHANGED // 2
    return text if len(text) <= _MOST_CHANGED else f"{text[:half]}\n […]\n{text[-half:]}"


def _show(text: str) -> str:
    return escape(text, kept="\t\n")
