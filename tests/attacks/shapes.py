"""Hostile shapes, drawn from the case files and from what the patterns themselves look for."""

from __future__ import annotations

import gc
import re
from functools import cache
from random import Random

import seedclean.cleaners  # noqa: F401 - the patterns of all rules
from seedclean.patterns import Pattern
from seedclean.testing.complexity import Shape
from seedclean.testing.strategies import NOISE, ODD, WORDS
from strategies import CASES

GLUE = (" ", " ", "", "\n", "\n\n", "-", " -", "\t", ". ", ", ", " | ", "\u200e", "\xa0", "  ", "'", '" ')
"""What stands between the pieces of a unit."""

_SYNTAX = re.compile(r"\\[A-Zbdsw]|\(\?[^()\s]*?[:=!>]|\[\^?|[\]()|?*+{}^$]|\\(?=\W)")


@cache
def literals() -> tuple[str, ...]:
    """The runs of plain characters in all patterns of the package."""
    sources = sorted({kept.source for kept in gc.get_objects() if isinstance(kept, Pattern)})
    return tuple(sorted({piece for source in sources for piece in _SYNTAX.split(source) if piece}))


@cache
def words() -> dict[str, tuple[str, ...]]:
    """The words of each rule's case file, with what is glued to them."""
    return {
        name: tuple(sorted({word for text in texts for word in text.split()}))
        for name, texts in CASES.items()
    }


@cache
def lines() -> dict[str, tuple[str, ...]]:
    """The lines of each rule's case file, with their line ends."""
    found = {
        name: {line + "\n" for text in texts for line in text.split("\n")} for name, texts in CASES.items()
    }
    return {name: tuple(sorted(kept)) for name, kept in found.items()}


def drawn_shape(random: Random, rule: str) -> Shape:
    """Draw a unit of up to four pieces, most from a rule's case file, with head, tail and closing pieces."""
    pieces = [_piece(random, rule) for _ in range(random.choice((1, 1, 2, 2, 2, 3, 4)))]
    unit = "".join(piece + random.choice(GLUE) for piece in pieces)
    head = random.choice(("", "", "", "a", "The council met.\n", _piece(random, rule)))
    tail = random.choice(("", "", "b", "\nThe council met.\n", _piece(random, rule)))
    closing = _piece(random, rule) + random.choice(GLUE) if random.random() < 0.3 else ""
    return Shape(head, unit or "a", tail, closing)


def _piece(random: Random, rule: str) -> str:
    kind = random.random()
    if kind < 0.35:
        return random.choice(words()[rule])
    if kind < 0.5:
        return random.choice(lines()[rule])
    if kind < 0.6:  # words that follow each other in a case
        row = random.choice(CASES[rule]).split(" ")
        start = random.randrange(len(row))
        return " ".join(row[start : start + random.randint(2, 4)])
    if kind < 0.75:
        return random.choice(literals())
    if kind < 0.85:
        return random.choice(random.choice((ODD, NOISE, WORDS)))
    if kind < 0.95:
        return random.choice(words()[random.choice(sorted(CASES))])
    text = random.choice(CASES[rule])
    start = random.randrange(len(text))
    return text[start : start + random.randint(1, 12)]
