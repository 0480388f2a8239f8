"""Findings: edits, and lines that stayed in doubt, cut out with the lines around them."""

from __future__ import annotations

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

STAYED = "(stayed)"
"""The stratum of lines that stayed though the model was in doubt. No rule can be called so."""

DOUBT = 0.3
"""From this score on the model is in doubt about a line that stayed."""

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
        before: The text before it.
        old: What was removed; of a line that stayed, the line.
        new: What was put in its place.
        after: The text behind it.
    """

    draw: str
    stratum: str
    where: str
    words: int
    sure: float | None
    before: str
    old: str
    new: str
    after: str


def find_edits(
    document: Document, edits: Iterable[Edit], where: str, sure: Sequence[float | None], prefix: str = ""
) -> Iterator[Finding]:
    r"""Make findings of edits.

    Args:
        document: The text before.
        edits: What was changed.
        where: The name of the document.
        sure: The score of the model for each edit.
        prefix: What the names of the strata begin with.

    >>> document = Document("Home\nThe ferry was late.")
    >>> finding, = find_edits(document, [Edit(0, "Home\n", "", "menu")], "a.txt", [0.9])
    >>> finding.stratum, finding.words, finding.old, finding.after
    ('menu', 1, 'Home\n', 'The ferry was late.')
    """
    for edit, score in zip(edits, sure, strict=True):
        stratum = prefix + edit.rule
        place = (edit.start, edit.end)
        yield _finding(document, place, (edit.old, edit.new), stratum, where, words_taken(edit), score)


def find_stayed(
    document: Document, edits: Iterable[Edit], where: str, scores: Sequence[float]
) -> Iterator[Finding]:
    """Make findings of the lines that stayed, untouched, though the model was in doubt.

    Args:
        document: The text before.
        edits: What was changed.
        where: The name of the document.
        scores: The score of each line, from 0 for main text to 1 for boilerplate.
    """
    touched: set[int] = set()
    for edit in edits:
        last = max(edit.start, edit.end - 1)
        touched.update(range(document.line_at(edit.start), document.line_at(last) + 1))
    for row, score in enumerate(scores):
        line = document.lines[row]
        if score >= DOUBT and row not in touched and line.strip():
            start = document.starts[row]
            place = (start, start + len(line))
            yield _finding(document, place, (line, ""), STAYED, where, count_words(line), score)


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
    rounds = zip_longest(*(strata[name] for name in sorted(strata)))
    return [finding for turn in rounds for finding in turn if finding is not None]


def _finding(
    document: Document,
    place: tuple[int, int],
    change: tuple[str, str],
    stratum: str,
    where: str,
    words: int,
    score: float | None,
) -> Finding:
    start, end = place
    text, starts = document.text, document.starts
    first = starts[max(0, document.line_at(start) - CONTEXT)]
    row = document.line_at(max(start, end - 1)) + CONTEXT + 1
    last = starts[row] - 1 if row < len(document.lines) else len(text)
    before = text[max(first, start - _MOST_AROUND) : start]
    after = text[end : min(max(last, end), end + _MOST_AROUND)]
    draw = blake2b(f"{where}:{start}:{stratum}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    old, new = change
    return Finding(
        draw,
        stratum,
        _show(where),
        words,
        None if score is None else round(score, 3),
        _show("…" * (start - first > _MOST_AROUND) + before),
        _show(_clip(old)),
        _show(_clip(new)),
        _show(after + "…" * (last - end > _MOST_AROUND)),
    )


def _clip(text: str) -> str:
    half = _MOST_CHANGED // 2
    return text if len(text) <= _MOST_CHANGED else f"{text[:half]}\n […]\n{text[-half:]}"


def _show(text: str) -> str:
    return escape(text, kept="\t\n")
