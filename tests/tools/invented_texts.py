"""Texts that are no pages, to fit the line model to: other forms of a text, and invented genres.

The genres are those whose lines look most like the furniture of a page: short, labelled, listed, in capitals.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np

WIDTHS = (40, 60, 72, 79)
MOST_LINES = 60


def wrapped(lines: list[str], random: np.random.Generator) -> list[str]:
    width = WIDTHS[int(random.integers(len(WIDTHS)))]
    return [part for line in lines for part in (textwrap.wrap(line, width) or [""])]


def indented(lines: list[str], random: np.random.Generator) -> list[str]:
    return [" " * int(random.integers(2, 9)) + line for line in lines]


def numbered(lines: list[str], _random: np.random.Generator) -> list[str]:
    return [f"{number}. {line}" for number, line in enumerate(filter(None, lines), start=1)]


def bulleted(lines: list[str], random: np.random.Generator) -> list[str]:
    mark = "-*•"[int(random.integers(3))]
    return [f"{mark} {line}" if line.strip() else line for line in lines]


def quoted(lines: list[str], _random: np.random.Generator) -> list[str]:
    return [f"> {line}" for line in lines]


def unspaced(lines: list[str], _random: np.random.Generator) -> list[str]:
    return [line for line in lines if line.strip()]


def spaced(lines: list[str], _random: np.random.Generator) -> list[str]:
    return [part for line in lines if line.strip() for part in (line, "")]


def glued(lines: list[str], _random: np.random.Generator) -> list[str]:
    """Each paragraph on one line."""
    return [" ".join(part.split("\n")) for part in "\n".join(lines).split("\n\n")]


FORMS = (wrapped, indented, numbered, bulleted, quoted, unspaced, spaced, glued)


def invented(said: list[str], number: int, random: np.random.Generator) -> Iterator[tuple[str, str]]:
    """So many texts of each genre, with the genre's name; their words are those of other lines.

    Args:
        said: Lines of prose to take words and sentences from.
        number: Texts a genre.
        random: What chooses.
    """
    words = [word for line in said for word in line.split() if word.isalpha() and len(word) > 2]
    speech = _Speech(said, words, random)
    for genre, make in GENRES.items():
        for _ in range(number):
            yield genre, "\n".join(make(speech))


class _Speech:
    """Words and sentences at random."""

    def __init__(self, said: list[str], words: list[str], random: np.random.Generator) -> None:
        self.said, self.all_words, self.random = said, words, random

    def upto(self, most: int, least: int = 1) -> int:
        return int(self.random.integers(least, most + 1))

    def words(self, most: int, least: int = 1) -> str:
        count = self.upto(most, least)
        first = int(self.random.integers(max(1, len(self.all_words) - count)))
        return " ".join(self.all_words[first : first + count])

    def title(self, most: int) -> str:
        return self.words(most).title()

    def line(self) -> str:
        return self.said[int(self.random.integers(len(self.said)))].strip()

    def one_of(self, *values: str) -> str:
        return values[int(self.random.integers(len(values)))]

    def clock(self) -> str:
        return f"{self.upto(23, 0):02}:{self.upto(59, 0):02}"

    def many(self) -> range:
        return range(self.upto(MOST_LINES, 6))


def _log(speech: _Speech) -> Iterator[str]:
    for number in speech.many():
        level = speech.one_of("INFO", "WARN", "DEBUG", "ERROR")
        yield f"2021-03-{number % 28 + 1:02} {speech.clock()}:{number % 60:02} {level} {speech.words(8)}"


def _manual(speech: _Speech) -> Iterator[str]:
    name = speech.words(1).lower()
    yield from ("NAME", f"       {name} - {speech.words(8, 3)}", "", "SYNOPSIS")
    yield from (f"       {name} [-{speech.one_of(*'abcdev')}] [--{speech.words(1).lower()} FILE] ...", "")
    for section in ("DESCRIPTION", "OPTIONS", "FILES", "SEE ALSO"):
        yield section
        for _ in range(speech.upto(9)):
            yield from (f"       -{speech.one_of(*'abcdefx')}, --{speech.words(1).lower()}",)
            yield from textwrap.wrap(speech.line(), 60, initial_indent=" " * 14, subsequent_indent=" " * 14)
        yield ""


def _code(speech: _Speech) -> Iterator[str]:
    for _ in range(speech.upto(9)):
        name = speech.words(3, 2).lower().replace(" ", "_")
        yield f"def {name}({speech.words(2).lower().replace(' ', ', ')}):"
        for _ in range(speech.upto(7)):
            left = speech.words(2).lower().replace(" ", ".")
            yield f"    {left} = {speech.words(1).lower()}({speech.upto(99)})"
        yield from (f"    # {speech.words(7)}", f"    return {speech.words(1).lower()}", "")


def _questions(speech: _Speech) -> Iterator[str]:
    asked = [
        f"{speech.one_of('How', 'Why', 'When', 'What')} {speech.words(8, 3)}?"
        for _ in range(speech.upto(14, 3))
    ]
    yield from asked
    for question in asked:
        yield from ("", question, *(speech.line() for _ in range(speech.upto(3))))


def _dictionary(speech: _Speech) -> Iterator[str]:
    for _ in speech.many():
        yield f"{speech.words(1).lower()}, {speech.one_of('n.', 'v.', 'adj.', 'adv.')} {speech.words(12, 2)}"


def _quiz(speech: _Speech) -> Iterator[str]:
    for number in range(1, speech.upto(18, 3)):
        yield f"{number}. {speech.words(10, 4)}?"
        yield from (f"{letter}) {speech.words(4)}" for letter in "abcd")
        yield from (f"Answer: {speech.one_of(*'abcd')}", "") if number % 2 else ("",)


def _contents(speech: _Speech) -> Iterator[str]:
    page = 1
    for number in speech.many():
        page += speech.upto(9)
        dots = speech.one_of(" " + "." * speech.upto(40, 3) + " ", "\t", "  ")
        yield f"{number + 1} {speech.title(6)}{dots}{page}"


def _index(speech: _Speech) -> Iterator[str]:
    for _ in speech.many():
        yield f"{speech.words(3)}, {', '.join(str(speech.upto(400)) for _ in range(speech.upto(4)))}"


def _directory(speech: _Speech) -> Iterator[str]:
    fields = speech.one_of(
        "Name Address Phone Fax Email", "Title Author Year Publisher ISBN", "Item Size Price"
    ).split()
    for _ in range(speech.upto(14, 3)):
        yield from (f"{field}: {speech.title(4)}" for field in fields)
        yield ""


def _minutes(speech: _Speech) -> Iterator[str]:
    yield from (
        f"MINUTES OF THE {speech.words(3).upper()} COMMITTEE",
        f"Held at {speech.clock()}",
        "",
        "Present:",
    )
    yield from (speech.title(2) for _ in range(speech.upto(12, 3)))
    yield "Apologies: " + speech.title(2)
    for number in range(1, speech.upto(9, 2)):
        yield from (f"{number}. {speech.title(4)}", speech.line(), f"Action: {speech.title(2)}")


def _datasheet(speech: _Speech) -> Iterator[str]:
    for _ in range(speech.upto(6, 2)):
        yield speech.words(4).upper()
        for _ in range(speech.upto(9, 2)):
            name, number = speech.words(3).upper(), speech.upto(900)
            yield f"{name} {number} {speech.one_of('MM', 'V', 'KG', 'W', 'HZ', 'MA')}"


def _bill(speech: _Speech) -> Iterator[str]:
    yield from (f"INVOICE No. {speech.upto(9999)}", f"To: {speech.title(3)}", "")
    for _ in range(speech.upto(20, 3)):
        yield f"{speech.title(4)}   {speech.upto(9)} x {speech.upto(90)}.{speech.upto(99, 10)}"
    yield f"Total {speech.upto(900)}.00"


def _attribution(speech: _Speech) -> Iterator[str]:
    for _ in range(speech.upto(12, 2)):
        yield from (f"{speech.title(3)}", f"Copyright (c) 20{speech.upto(23, 10)} {speech.title(2)}")
        yield from (speech.one_of("MIT License", "License: BSD", "Licensed under CC BY 3.0"), "")


def _ingredients(speech: _Speech) -> Iterator[str]:
    yield from (speech.title(4), "", "Ingredients:")
    yield from (
        f"{speech.upto(400)} {speech.one_of('g', 'ml', 'tsp', 'cups')} {speech.words(3)}"
        for _ in speech.many()
    )
    yield from ("", "Method", *(f"{speech.words(12, 5)}." for _ in range(speech.upto(8, 2))))


def _glossary(speech: _Speech) -> Iterator[str]:
    for _ in range(speech.upto(25, 4)):
        yield from (speech.title(2), speech.words(14, 4), "")


def _chat(speech: _Speech) -> Iterator[str]:
    names = [speech.words(1).lower() for _ in range(speech.upto(4, 2))]
    style = speech.upto(3)
    for _ in speech.many():
        name, said = speech.one_of(*names), speech.words(10)
        yield (f"[{speech.clock()}] <{name}> {said}", f"<{name}> {said}", f"{name}: {said}")[style - 1]


def _schedule(speech: _Speech) -> Iterator[str]:
    for _ in range(speech.upto(5)):
        yield speech.one_of("Monday", "Tuesday", "Friday", "Day 1", "Day 2")
        yield from (f"{speech.clock()} {speech.title(5)}" for _ in range(speech.upto(9, 2)))


def _changes(speech: _Speech) -> Iterator[str]:
    for number in range(speech.upto(8, 2), 0, -1):
        yield f"Version 1.{number}"
        yield from (f"- {speech.words(9, 2)}" for _ in range(speech.upto(8)))
        yield ""


def _outline(speech: _Speech) -> Iterator[str]:
    """Short headings and short lists, as a manual for a program has: `Home`, `Search`, `Settings`."""
    for _ in range(speech.upto(8, 2)):
        yield from (speech.title(3), speech.line())
        yield from (speech.title(3) for _ in range(speech.upto(9, 2)))


GENRES: dict[str, Callable[[_Speech], Iterator[str]]] = {
    "log": _log,
    "man page": _manual,
    "code": _code,
    "questions": _questions,
    "dictionary": _dictionary,
    "quiz": _quiz,
    "contents": _contents,
    "index": _index,
    "directory": _directory,
    "minutes": _minutes,
    "data sheet": _datasheet,
    "bill": _bill,
    "attribution": _attribution,
    "ingredients": _ingredients,
    "glossary": _glossary,
    "chat": _chat,
    "schedule": _schedule,
    "changes": _changes,
    "outline": _outline,
}
