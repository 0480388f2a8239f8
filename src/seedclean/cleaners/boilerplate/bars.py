"""Menus and trails that are set in one line: `Home | About us`, `News > Nation`."""

from __future__ import annotations

from seedclean.cleaners.boilerplate.lines import fold
from seedclean.patterns import Pattern
from seedclean.words import labels

_LONGEST_BAR = 1_000
_FEWEST_KNOWN = 2  # parts of a bar that are labels of sites
_BAR_MARK = Pattern(r"[|·•»›>/\t\xa0]")
_TRAIL_MARK = Pattern(r"[/>»›→]")
_BAR = Pattern(r"\s*[|·•»›>/]\s*|\s{2,}|(?: \xa0|\xa0 |\xa0\xa0)\s*")
_TRAIL = Pattern(r"\s*[/>»›→]\s*")
_UNSPACED = Pattern(r"\S/\S")
_FEWEST_UNSPACED_STEPS, _MOST_TRAIL_STEPS = 3, 7
_MOST_STEP_WORDS = 5
_FIRST_STEPS = {"news", "nachrichten", "noticias", "notícias", "actualités", "新闻", "新聞", "новости"}


def is_bar(line: str) -> bool:
    """Check whether a line holds a whole menu.

    >>> is_bar("Home | About us | Contact"), is_bar("Bread | Butter")
    (True, False)
    """
    if len(line) >= _LONGEST_BAR or not (_BAR_MARK.search(line) or "  " in line):
        return False
    parts = [part for part in _BAR.split(line) if part]
    said = [fold(part) for part in parts]
    known = sum(label in labels("menu") for label in said)
    return known >= _FEWEST_KNOWN and 2 * known >= len(parts) and not labels("site").isdisjoint(said)


def is_trail(line: str) -> bool:
    """Check whether a line says where in its site a page is.

    >>> is_trail("Home > News > Local"), is_trail("Bread / Butter"), is_trail("RSS/Atom reader")
    (True, False, False)
    """
    if len(line) >= _LONGEST_BAR or not _TRAIL_MARK.search(line):
        return False
    steps = _TRAIL.split(line)
    if not 2 <= len(steps) <= _MOST_TRAIL_STEPS:
        return False
    if len(steps) < _FEWEST_UNSPACED_STEPS and _UNSPACED.search(line):
        return False  # `RSS/Atom reader`
    first = fold(steps[0])
    if first not in _FIRST_STEPS and first not in labels("site"):
        return False
    return all(step and step.count(" ") < _MOST_STEP_WORDS for step in steps)
