"""Words and groups of words that follow themselves, word by word."""

from __future__ import annotations

from reference.line_flags import small_of
from seedclean.cleaners.translation.repeats import LONGEST_GROUP


def words_of(line: str) -> list[str]:
    """The words of a line, as they are compared."""
    return small_of(line).replace(",", "").replace(".", "").split()


def follow_themselves(words: list[str]) -> bool:
    """Whether a word, or all but the last of a group of words, follows itself at once."""
    last: dict[str, int] = {}
    before: dict[int, int] = {}  # where a word that stands again stood last before
    final = len(words) - 1
    for i, word in enumerate(words):
        if word not in last:
            last[word] = i
            continue
        first = before[i] = last[word]
        last[word] = i
        if first == i - 1:
            return True
        if i == final:
            break
        lowest = max(0, i - LONGEST_GROUP)
        while first >= lowest and words[first + 1] != words[i + 1]:
            first = before.get(first, -1)
        if first >= lowest and words[first + 2 : i - 1] == words[i + 2 : 2 * i - first - 1]:
            return True
    return False
