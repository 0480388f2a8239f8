"""The law of growth: a text eight times as long takes about eight times the work, whatever it holds."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable
from time import thread_time
from typing import NamedTuple, TypeVar

from seedclean.document import Document
from seedclean.testing.laws import Finds

SMALL = 4_000
"""Characters of the smaller of the two texts that are compared."""

TIMES = 8
"""How many times as long the larger text is."""

MOST = 20
"""Even work would grow 8 times, work that goes with the square of the length 64 times."""

_MOST_DOUBLED = 2.8
"""Twice the text takes twice the work where it grows evenly, four times where it grows with the square."""

_TRIES = 3

F = TypeVar("F", bound=Finds)


class Shape(NamedTuple):
    """A text that is hostile to patterns: a head, a unit repeated, what closes each unit, a tail."""

    head: str
    unit: str
    tail: str = ""
    closing: str = ""

    def text(self, length: int) -> str:
        """The text, about as long as asked for."""
        times = length // len(self.unit + self.closing)
        return self.head + self.unit * times + self.closing * times + self.tail


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
    # Each of these once took a rule time that grew with the square of the length.
    "one-word sentences": Shape("", "name. sold. "),
    "loose marks": Shape("", "belediye , köprü . ¿ "),
    "loose apostrophes": Shape("", "l' aigua 's "),
    "word pieces": Shape("", "mill ##bro ￭ "),
    "doubled groups and tabs": Shape("", "Bread Rolls Bread Rolls\t"),
    "doubled questions": Shape("", "Who sold the old mill? Who sold the old mill? "),
    "small words on hyphens": Shape("", " of-", "b"),
    "words in a loop": Shape("", "town town town to "),
    "words in a sentence twice": Shape("", "the mill mill was sold sold by the the old man. "),
    "direction marks": Shape("", "\u200eteacher opened "),
    "hyphens on both sides": Shape("", "und -händlern-"),
    "a name in capitals": Shape("Wu Lan made a high -level, first -class, on -site visit.\n", "WU "),
    "a name and its capitals": Shape("", "Wu Lan. WU "),
    "doubled commas": Shape("", "that the, Bread,, rolls ,"),
    "two acronyms": Shape("", "AI AI AI IA "),
    "links to the top": Shape("a", "返回顶部\n -", "b", "wins\n"),
    "an ampersand escaped again and again": Shape("Salt &", "amp;", "lt; pepper"),
    "ampersands, each escaped": Shape("", "& ", closing="amp; "),
}
"""Hostile shapes by name."""


def grows_with_the_length(finds: Finds, shape: Shape, *, small: int = SMALL) -> None:
    """Eight times the text takes about eight times the work, whatever is in it.

    Work is counted in calls of functions, which are the same on each run, and
    then in the time of the processor, since nothing counts what a pattern does.
    Either is compared with itself. Time that a plain loop over the characters
    would take as well passes at once; a ratio that is too large is measured
    again, and again at twice and four times the length.

    Raises:
        AssertionError: The work grows much faster than the text.
    """
    finds(Document(shape.text(small)))  # what loads on first use is not counted
    _compare(_calls, "calls", finds, shape, small, tries=1)
    _compare(_seconds, "seconds", finds, shape, small, tries=_TRIES)


def suspects(rules: Iterable[F], shape: Shape, *, small: int = SMALL) -> list[F]:
    """The rules whose time grows faster than the text, each measured once.

    All rules work on one document, as they do in `clean`, so this costs little
    more than one of them; ask `grows_with_the_length` of those that it names.

    >>> from seedclean.cleaners import DEFAULT
    >>> [rule.name for rule in suspects(DEFAULT, SHAPES["the"])]
    []
    """
    less, more = Document(shape.text(small)), Document(shape.text(small * TIMES))
    enough = _loop(more.text)
    found = []
    with _Uncollected():
        for rule in rules:
            before, after = _once(rule, less), _once(rule, more)
            if after > max(MOST * before, enough):
                found.append(rule)
    return found


def _compare(
    work: Callable[[Finds, str], float], unit: str, finds: Finds, shape: Shape, small: int, *, tries: int
) -> None:
    less, more = shape.text(small), shape.text(small * TIMES)
    enough = _loop(more) if unit == "seconds" else len(more) / 4
    after = float("inf")
    for _ in range(tries):
        before, after = work(finds, less), min(after, work(finds, more))
        if after <= max(MOST * before, enough):
            return
    grown = after
    for length in (2, 4):
        grown, shorter = work(finds, shape.text(length * small * TIMES)), grown
        if grown / shorter < _MOST_DOUBLED:  # a threshold was passed, and from there on it grows evenly
            return
    raise AssertionError(
        f"{finds.name!r} breaks the law of growth on {shape}: {len(less)} characters take {before:.2g} "
        f"{unit}, {len(more)} take {after:.2g}, {after / before:.0f} times as many, and four times the text "
        f"takes {grown:.2g}"
    )


def _calls(finds: Finds, text: str) -> float:
    """The number of functions that are called, of Python and of C."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    document = Document(text)
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        finds(document)
    finally:
        sys.setprofile(before)
    return calls


def _seconds(finds: Finds, text: str) -> float:
    with _Uncollected():
        return min(_once(finds, Document(text)) for _ in range(2))


def _once(finds: Finds, document: Document) -> float:
    start = thread_time()
    finds(document)
    return thread_time() - start


class _Uncollected:
    """A while in which no garbage is collected, which would be counted as work."""

    def __enter__(self) -> None:
        self._collecting = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._collecting:
            gc.enable()


def _loop(text: str) -> float:
    """The time of a plain loop over the characters, four times."""
    start = thread_time()
    for _ in range(4):
        for character in text:
            character.isspace()
    return thread_time() - start
