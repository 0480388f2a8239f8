"""What stands twice or more in a row inside a line: where it is, and how often."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import eq
from typing import NamedTuple

from seedclean.patterns import Pattern

LONGEST_GROUP = 60
"""A group of more words is looked for nowhere: longer repeats are paragraphs."""

_TOKEN = Pattern(r"\w+(?:['’-]\w+)*")


class Repeat(NamedTuple):
    """A word or word group that follows itself.

    Attributes:
        start: Where the first copy starts, in code points from the start of the line.
        kept: Where the first copy ends.
        end: Where the last copy ends; a copy that is cut off at the end of the line counts.
        words: The words of one copy, in small letters.
        copies: How many whole copies there are.
        gap: What stands between two copies.
        chained: Whether a word of the group stands once more before or behind: `day by day by day` is a
            chain and no two copies of `by day`.
    """

    start: int
    kept: int
    end: int
    words: tuple[str, ...]
    copies: int
    gap: str
    chained: bool


def repeats(line: str) -> tuple[Repeat, ...]:
    """Every word or group of words in a line that follows itself, whatever the reason.

    Copies are equal but for the case of letters and their inner gaps are the
    same; they stand one behind the other with the same gap.

    >>> [(found.words, found.copies) for found in repeats("to the to the to the bank")]
    [(('to', 'the'), 3)]
    """
    words = line.lower().replace(",", "").replace(".", "").split()
    spare = len(words) - len(set(words))  # how many stand there once more
    if spare == 0:
        return ()
    if any(map(eq, words, words[1:])) or (spare > 1 and _follows_itself(words)):
        return tuple(_found(line))
    return ()


def _follows_itself(words: list[str]) -> bool:
    """Whether some words, all but the last of a group at least, follow themselves at once."""
    if len(set(pairwise(words))) == len(words) - 1:
        return False
    last: dict[tuple[str, str], int] = {}
    for i, pair in enumerate(pairwise(words)):
        first = last.get(pair)
        if (
            first is not None
            and i - first <= LONGEST_GROUP
            and words[first + 2 : i - 1] == words[i + 2 : 2 * i - first - 1]
        ):
            return True
        last[pair] = i
    return False


def _found(line: str) -> Iterator[Repeat]:
    tokens = [(match.start(), match.end(), match.group().lower()) for match in _TOKEN.finditer(line)]
    words = [word for _, _, word in tokens]
    last_pair: dict[tuple[str, str], int] = {}
    free = 0  # the first token that no repeat has taken
    i = 0
    while i + 1 < len(words):
        pair = (words[i], words[i + 1])
        if pair[0] == pair[1]:
            first, size = i, 1
        else:
            first = last_pair.get(pair, -1)
            last_pair[pair] = i
            size = i - first
        found = None
        if first >= free and size <= LONGEST_GROUP:
            found = _repeat(line, tokens, words, first, size)
        if found is None:
            i += 1
            continue
        repeat, free = found
        yield repeat
        i = max(free, i + 1)


def _repeat(
    line: str, tokens: list[tuple[int, int, str]], words: list[str], first: int, size: int
) -> tuple[Repeat, int] | None:
    """The repeat of `size` words that starts at the token `first`, and the first token behind it."""
    group = words[first : first + size]
    gaps = _gaps(line, tokens, first, size)
    between = line[tokens[first + size - 1][1] : tokens[first + size][0]]
    copies = 1
    place = first + size
    while (
        words[place : place + size] == group
        and line[tokens[place - 1][1] : tokens[place][0]] == between
        and _gaps(line, tokens, place, size) == gaps
    ):
        copies += 1
        place += size
    if copies == 1:
        return None
    end = tokens[place - 1][1]
    if copies > 2:
        place, end = _cut_copy(tokens, place, end, group)
    if not _whole_sentence(gaps, words[place : place + size], group):
        return None
    chained = 1 < size < 7 and (
        words[place : place + 1] == group[:1] or words[max(0, first - 1) : first] == group[-1:]
    )
    kept = tokens[first + size - 1][1]
    return Repeat(tokens[first][0], kept, end, tuple(group), copies, between, chained), place


def _gaps(line: str, tokens: list[tuple[int, int, str]], first: int, size: int) -> list[str]:
    return [
        line[here[1] : after[0]]
        for here, after in zip(
            tokens[first : first + size - 1], tokens[first + 1 : first + size], strict=False
        )
    ]


def _whole_sentence(gaps: list[str], rest: list[str], group: list[str]) -> bool:
    """Whether a group that holds the end of a sentence says that sentence in full once more.

    `It is late. It is | late. It is | dark` repeats no sentence, only the start of one.
    """
    for i, gap in enumerate(gaps):
        if gap in ("! ", "? ") or (gap == ". " and len(group[i]) > 3):  # not `Mr. `
            return rest[: i + 1] == group[: i + 1]
    return True


def _cut_copy(tokens: list[tuple[int, int, str]], place: int, end: int, group: list[str]) -> tuple[int, int]:
    """Step over the start of one more copy, if the line ends within it."""
    rest = [word for _, _, word in tokens[place : place + len(group) + 1]]
    if not rest or len(rest) > len(group):
        return place, end
    if rest[:-1] != group[: len(rest) - 1] or not group[len(rest) - 1].startswith(rest[-1]):
        return place, end
    return len(tokens), tokens[-1][1]
