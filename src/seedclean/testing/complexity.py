"""The law of growth: a text eight times as long takes about eight times as long, whatever is in it."""

from __future__ import annotations

import gc
from time import thread_time
from typing import NamedTuple

from seedclean.document import Document
from seedclean.testing.laws import Finds

SMALL = 4_000
"""Characters of the smaller of the two texts that are compared."""

TIMES = 8
"""How many times as long the larger text is."""

MOST = 20
"""Even work would grow 8 times, work that goes with the square of the length 64 times."""

_TRIES = 3


class Shape(NamedTuple):
    """A text that is hostile to patterns: a head, one unit over and over, a tail."""

    head: str
    unit: str
    tail: str = ""

    def text(self, length: int) -> str:
        """The text, about as long as asked for."""
        return self.head + self.unit * (length // len(self.unit)) + self.tail


SHAPES: dict[str, Shape] = {
    "blanks": Shape("a", " ", "b"),
    "blank lines": Shape("a\n", "\n", "b"),
    "lines of blanks": Shape("a", " \n", "b"),
    "tabs and blanks": Shape("", "\t ", "b"),
    "no-break spaces": Shape("a", "\xa0", "b"),
    "digits": Shape("", "1"),
    "digits and blanks": Shape("", "1 "),
    "dates": Shape("", "2019-06-03 "),
    "dates a line": Shape("", "2019-06-03\n"),
    "half dates": Shape("date ", "2019-"),
    "clock times": Shape("", "16:04 "),
    "month names": Shape("", "June "),
    "date words": Shape("", "date "),
    "hyphens": Shape("a", "-", "b"),
    "hyphens and blanks": Shape("a", "- ", "b"),
    "blanks and hyphens": Shape("a", " -", "b"),
    "words and hyphens": Shape("", "a -"),
    "hyphened words": Shape("", "under-"),
    "the": Shape("", "the "),
    "two words": Shape("", "office for "),
    "capital words": Shape("", "KO "),
    "capital letters": Shape("", "X"),
    "one letter": Shape("", "a"),
    "a line each": Shape("", "a\n"),
    "lines that differ by little": Shape("", "News of the day, and of the night before it\n", "News"),
    "commas": Shape("", ","),
    "dots": Shape("a", ".", "b"),
    "dots and blanks": Shape("a", " . ", "b"),
    "quotes": Shape("", '"'),
    "quotes and blanks": Shape("", '" '),
    "apostrophes": Shape("Norways ", "'s "),
    "opening brackets": Shape("", "("),
    "square brackets": Shape("", "["),
    "brackets and a word": Shape("", "[a "),
    "captions": Shape("", "[Photo/AP] "),
    "angle brackets": Shape("", "<"),
    "tags": Shape("", "<p "),
    "entities": Shape("", "&amp;"),
    "ampersands": Shape("", "&"),
    "bars": Shape("", "| "),
    "arrows": Shape("News ", "> "),
    "slashes": Shape("", "a/"),
    "backslashes": Shape("", "\\"),
    "addresses": Shape("", "http://a."),
    "at signs": Shape("", "a@"),
    "copyright signs": Shape("", "© "),
    "carriage returns": Shape("", "\r"),
    "line separators": Shape("", "\u2028"),
    "nul": Shape("", "\0"),
    "lone surrogates": Shape("", "\ud800"),
    "zero-width joiners": Shape("a", "\u200d", "b"),
    "combining marks": Shape("a", "\u0301"),
    "mojibake": Shape("", "Ã¢â‚¬"),
    "Chinese": Shape("", "号"),
    "Chinese colons": Shape("", "证："),
    "emoji": Shape("", "😀"),
    "long sentences": Shape("", "The council met on Tuesday to talk about the new bridge over the river. "),
}
"""Hostile shapes by name."""


def grows_with_the_length(finds: Finds, shape: Shape, *, small: int = SMALL) -> None:
    """Eight times the text takes about eight times the work, whatever is in it.

    The processor's time is compared with itself, on this machine and in this
    run. A text that a plain loop over its characters would take as long for
    passes at once; a ratio that is too large is measured again, and again at
    twice the length.

    Raises:
        AssertionError: The work grows much faster than the text.
    """
    less, more = shape.text(small), shape.text(small * TIMES)
    finds(Document(less))  # what loads on first use is not counted
    after = float("inf")
    for _ in range(_TRIES):
        before, after = _seconds(finds, less, best_of=3), min(after, _seconds(finds, more, best_of=1))
        if after <= max(MOST * before, _loop(more)):
            return
    twice = _seconds(finds, shape.text(2 * small * TIMES), best_of=1)
    if twice / after < 2.8:  # a threshold was passed between the two, and from there on it grows evenly
        return
    raise AssertionError(
        f"{finds.name!r} breaks the law of growth on {shape}: {len(less)} characters take {before:.2g} s, "
        f"{len(more)} take {after:.2g} s, {after / before:.0f} times as long, and twice as many {twice:.2g} s"
    )


def _seconds(finds: Finds, text: str, *, best_of: int) -> float:
    collecting = gc.isenabled()
    gc.disable()
    try:
        return min(_once(finds, Document(text)) for _ in range(best_of))
    finally:
        if collecting:
            gc.enable()


def _once(finds: Finds, document: Document) -> float:
    start = thread_time()
    finds(document)
    return thread_time() - start


def _loop(text: str) -> float:
    """The time of a plain loop over the characters, four times."""
    start = thread_time()
    for _ in range(4):
        for character in text:
            character.isspace()
    return thread_time() - start
