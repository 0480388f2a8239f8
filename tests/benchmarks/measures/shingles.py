"""Boilerplate: how much of a page's main text is kept, and how much else, in runs of four words."""

import random
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(f"[{_IDEOGRAPHS}]|[^\\W{_IDEOGRAPHS}]+")
"""A word; where words are not set apart, a character."""

LENGTH = 4


def shingles(text: str) -> Counter:
    """How often each run of four words stands in a text; a shorter text is one run."""
    words = WORD.findall(text)
    length = min(LENGTH, len(words))
    return Counter(zip(*(words[start:] for start in range(length)), strict=False))


class Shares(NamedTuple):
    """What a page is made of: right, too much and missing; 1 together, whatever the page's length."""

    right: float
    extra: float
    missing: float


def compared(found: Counter, gold: Counter) -> Shares:
    """The shingles of a cleaned page beside those of its main text."""
    right = (found & gold).total()
    extra = found.total() - right
    missing = gold.total() - right
    total = right + extra + missing
    if not total:
        return Shares(1.0, 0.0, 0.0)
    return Shares(right / total, extra / total, missing / total)


class Score(NamedTuple):
    pages: int
    precision: float
    recall: float
    f1: float


def score(pages: Iterable[Shares]) -> Score:
    """Precision, recall and F1 of the sums over pages, so that each page weighs the same."""
    pages = list(pages)
    right, extra, missing = (sum(column) for column in zip(*pages, strict=True)) if pages else (0, 0, 0)
    precision = right / (right + extra) if right else 0.0
    recall = right / (right + missing) if right else 0.0
    both = 2 * precision * recall / (precision + recall) if right else 0.0
    return Score(len(pages), precision, recall, both)


def f1(pages: Iterable[Shares]) -> float | None:
    """F1 of the sums; nothing where there is no page."""
    measured = score(pages)
    return measured.f1 if measured.pages else None


def spread(pages: list[Shares], times: int = 200) -> float:
    """The standard deviation of F1 when the pages are drawn anew, with replacement."""
    if len(pages) < 2:
        return 0.0
    draw = random.Random(0)
    values = [score(draw.choices(pages, k=len(pages))).f1 for _ in range(times)]
    mean = sum(values) / times
    return (sum((value - mean) ** 2 for value in values) / times) ** 0.5


def missing_words(text: str, cleaned: Counter, gold: Counter) -> dict[int, bool]:
    """Where in the uncleaned text words of the main text begin that the cleaned text lacks.

    A word counts when a run of four around it is main text and stands in the
    cleaned text less often than it should. The value says whether no copy is
    left: a caption that gold has twice and the cleaned text once lacks one.
    """
    words = list(WORD.finditer(text))
    length = min(LENGTH, len(words))
    lacking = gold - cleaned
    found: dict[int, bool] = {}
    for first in range(len(words) - length + 1 if lacking else 0):
        around = words[first : first + length]
        run = tuple(word[0] for word in around)
        if run in lacking:
            for word in around:
                found[word.start()] = found.get(word.start(), False) or run not in cleaned
    return found


def squeezed(text: str) -> str:
    """A text without white space, for looking up snippets."""
    return "".join(text.split())
