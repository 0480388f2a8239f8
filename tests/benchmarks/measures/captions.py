"""Captions: how often a caption still stands in a text, give or take a tenth of its letters."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

ALIKE = 0.9

_SENTENCE_END = re.compile(r"(?<=[.!?。！？\]])[\"'”’)]*\s+|(?<=[。！？])")
_NO_LETTERS = re.compile(r"\W+")


def letters(text: str) -> str:
    """Case, marks and white space make no difference."""
    return _NO_LETTERS.sub(" ", text.casefold()).strip()


def copies(caption: str, text: str) -> int:
    """How often a caption stands in a text: as a line, or as a run of sentences in a line."""
    wanted = letters(caption)
    most = max(1, len(_sentences(caption))) + 1
    found = 0
    for line in text.splitlines():
        line = line.strip()
        if len(line) < 0.8 * len(wanted):
            continue
        if _alike(letters(line), wanted):
            found += 1
            continue
        found += sum(1 for _ in _runs_alike(_sentences(line), wanted, most))
        if not found:
            found += _inside(wanted, line)
    return found or _inside(wanted, text)  # at last, wrapped over several lines


def lines_kept(before: str, after: str) -> tuple[bool, int, int]:
    """Whether all lines with text are there still, how many are, and of how many."""
    old, new = (
        [" ".join(line.split()) for line in text.splitlines() if line.strip()] for text in (before, after)
    )
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return old == new, sum(block.size for block in blocks), len(old)


def _sentences(line: str) -> list[str]:
    return [part.strip() for part in _SENTENCE_END.split(line) if part and part.strip()]


def _runs_alike(sentences: list[str], wanted: str, most: int) -> Iterator[int]:
    """Where runs of sentences begin that are the caption; none overlaps another."""
    first = 0
    while first < len(sentences):
        for end in range(first + 1, min(first + most, len(sentences)) + 1):
            if _alike(letters(" ".join(sentences[first:end])), wanted):
                yield first
                first = end
                break
        else:
            first += 1


def _inside(wanted: str, text: str) -> int:
    return letters(text).count(wanted) if wanted else 0


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter, longer = sorted((len(one), len(other)))
    if not shorter or 2 * shorter / (shorter + longer) < ALIKE:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
