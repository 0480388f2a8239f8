"""Blanks inside brackets, and blanks missing around them."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.cleaners.translation.sentences import is_prose, is_text, language_at
from seedclean.document import Change, Document
from seedclean.patterns import Pattern
from seedclean.registry import rule

_BEHIND_OPENING = Pattern(r"(?<![:;=-])[(\[]( {1,2})(?=[^\s()\[\]])")
_BEFORE_CLOSING = Pattern(r"(?<=[\w%”\"'])( {1,2})[)\]]")
_RUN_IN_OPENING = Pattern(r"(?<=[^\W_A-Z]{3})\((?=[^\W\d_]{2,30} [^\W\d_]{2,30})")
_RUN_IN_CLOSING = Pattern(r"(?<=[^\W\d_]{2}\))(?=[A-Z][^\W\d_]{1,30} [^\W\d_])")

_NO_BLANKS = frozenset(("zh", "ja", "ko"))


@rule
def blank_in_brackets(document: Document) -> Iterator[Change]:
    r"""Take out the blank behind an opening bracket and before a closing one.

    Why: tokenizers set brackets apart from words.

    Leaves alone: lines of a few words, code among them, smileys, and closing
    brackets that were never opened.

    >>> from seedclean import show
    >>> print(show(blank_in_brackets, "The museum ( MoB) opens at nine on weekdays ( except in May ).\n"))
    - The museum ( MoB) opens at nine on weekdays ( except in May ).
    + The museum (MoB) opens at nine on weekdays (except in May).
    """
    text = document.text
    if not any(pair in text for pair in ("( ", " )", "[ ", " ]")):
        return
    for match in _BEHIND_OPENING.finditer(text):
        row = document.line_at(match.start())
        if is_text(document, row) and language_at(document, row) not in _NO_BLANKS:
            yield *match.span(1), ""
    for match in _BEFORE_CLOSING.finditer(text):
        row = document.line_at(match.start())
        if (
            is_text(document, row)
            and _opened(text, match.start())
            and language_at(document, row) not in _NO_BLANKS
        ):
            yield *match.span(1), ""


@rule
def run_in_bracket(document: Document) -> Iterator[Change]:
    r"""Put the blank back between a word and a bracket that run into each other.

    Why: brackets of scripts without blanks are carried over as they stand.

    Leaves alone: brackets within a word (`member(s)`, `iron(III)`), calls in code, and brackets with
    a single word in them.

    >>> from seedclean import show
    >>> print(show(run_in_bracket, "The mill(built by monks) still turns in the wind.\n"))
    - The mill(built by monks) still turns in the wind.
    + The mill (built by monks) still turns in the wind.
    """
    text = document.text
    if "(" not in text:
        return
    for pattern in (_RUN_IN_OPENING, _RUN_IN_CLOSING):
        for match in pattern.finditer(text):
            row = document.line_at(match.start())
            if is_prose(document, row) and _paired(document, row):
                yield match.start(), match.start(), " "


def _opened(text: str, place: int) -> bool:
    """Whether a bracket is open at a place: the nearest one before it, on the same line, opens."""
    low = max(0, place - 300)
    opening = max(text.rfind("(", low, place), text.rfind("[", low, place))
    return opening > max(text.rfind(mark, low, place) for mark in ")]\n")


def _paired(document: Document, row: int) -> bool:
    """Whether a line has as many closing brackets as opening ones."""
    line = document.lines[row]
    return line.count("(") == line.count(")") and line.count("[") == line.count("]")
