"""What stands twice or more in a row inside a line: where it is, and how often."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from seedclean.document import Document
from seedclean.evidence import code_points
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

LONGEST_GROUP = 60
"""A group of more words is looked for nowhere: longer repeats are paragraphs."""

_LINE_END, _BLANK, _LEFT_OUT, _HARD = "\n", " ", ",", "A"  # as in repeats.c; no small letter is one of them
_TOKEN = Pattern(r"\w+(?:['’-]\w+)*")


Span = tuple[int, int]


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


def repeated(document: Document) -> dict[int, tuple[Repeat, ...]]:
    r"""The repeats of each line that has some, by its row.

    >>> sorted(Document("bread\nto the to the bank\nla la").view(repeated))
    [1, 2]
    """
    search = _compiled()
    if search is None:
        return {row: found for row, found in enumerate(document.rows(repeats)) if found}
    rows = search(document.view(code_points), len(document.text))
    return {row: found for row in rows if (found := repeats(document.lines[row]))}


@cache
def _compiled() -> Callable[[bytes, int], list[int]] | None:
    """The search of the kernel: from code points and how many they are to rows that may repeat.

    Nothing where there is no kernel.
    """
    import ctypes

    from seedclean.kernel import COUNT, POINTER, library, listed

    kernel = library()
    if kernel is None:
        return None
    search = kernel.rows_that_repeat
    search.argtypes = (POINTER, COUNT, ctypes.c_uint64, ctypes.c_char_p, COUNT, POINTER, COUNT)
    search.restype = COUNT
    seed = int.from_bytes(os.urandom(8), "little")
    return partial(listed, search, _table().ctypes.data, LONGEST_GROUP, seed)


@cache
def _table() -> Array:
    """For each code point its small letter, as `_words` compares words."""
    from seedclean.kernel.characters import LONGER_WHEN_SMALL, OTHER_WHEN_LAST, near, points, small

    table = small()
    blanks = Pattern(r"\s").findall(near())
    hard = LONGER_WHEN_SMALL + OTHER_WHEN_LAST
    for letters, said in ((blanks, _BLANK), ("\n", _LINE_END), (",.", _LEFT_OUT), (hard, _HARD)):
        table[points(letters)] = ord(said)
    return table


def repeats(line: str) -> tuple[Repeat, ...]:
    """Every word or group of words in a line that follows itself, whatever the reason, but no single number.

    Copies are equal but for the case of letters and their inner gaps are the
    same; they stand one behind the other with the same gap.

    >>> [(found.words, found.copies) for found in repeats("to the to the to the bank")]
    [(('to', 'the'), 3)]
    """
    if not _repeats(_words(line)):
        return ()
    return tuple(found for found in _found(line) if not found.words[0].isdecimal() or len(found.words) > 1)


def _words(text: str) -> list[str]:
    return text.lower().replace(",", "").replace(".", "").split()


def _repeats(words: list[str]) -> bool:
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


def _found(line: str) -> Iterator[Repeat]:
    words = list(map(str.lower, _TOKEN.findall(line)))
    spans: list[Span] = []
    last_pair: dict[tuple[str, str], int] = {}
    free = 0  # the first token that no repeat has taken
    for i, pair in enumerate(pairwise(words)):
        first = i
        if pair[0] != pair[1]:
            first = last_pair.get(pair, -1)
            last_pair[pair] = i
        if first < free:
            continue
        size = max(1, i - first)
        second = first + size
        if size > LONGEST_GROUP or words[first:second] != words[second : second + size]:
            continue
        spans = spans or [match.span() for match in _TOKEN.finditer(line)]
        found = _repeat(line, spans, words, first, size)
        if found is not None:
            repeat, free = found
            yield repeat


def _repeat(
    line: str, spans: list[Span], words: list[str], first: int, size: int
) -> tuple[Repeat, int] | None:
    """The repeat of `size` words that starts at the token `first`, and the first token behind it."""
    group = words[first : first + size]
    gaps = _gaps(line, spans[first : first + size])
    between = line[spans[first + size - 1][1] : spans[first + size][0]]
    copies = 1
    place = first + size
    while (
        words[place : place + size] == group
        and line[spans[place - 1][1] : spans[place][0]] == between
        and _gaps(line, spans[place : place + size]) == gaps
    ):
        copies += 1
        place += size
    if copies == 1:
        return None
    if copies > 2:
        place = _behind_cut_copy(words, place, group)
    end = spans[place - 1][1]
    if not _whole_sentence(gaps, words[place : place + size], group):
        if copies < 4:
            return None
        copies -= 1  # the last copy is the start of a sentence that goes on: the ones before it are whole
        place = first + copies * size
        end = spans[place - 1][1]
    chained = 1 < size < 7 and (
        words[place : place + 1] == group[:1] or words[max(0, first - 1) : first] == group[-1:]
    )
    kept = spans[first + size - 1][1]
    return Repeat(spans[first][0], kept, end, tuple(group), copies, between, chained), place


def _gaps(line: str, spans: list[Span]) -> list[str]:
    return [line[end:start] for (_, end), (start, _) in pairwise(spans)]


def _whole_sentence(gaps: list[str], rest: list[str], group: list[str]) -> bool:
    """Whether a group that holds the end of a sentence says that sentence in full once more.

    `It is late. It is | late. It is | dark` repeats no sentence, only the start of one.
    """
    for i, gap in enumerate(gaps):
        if gap in ("! ", "? ") or (gap == ". " and len(group[i]) > 3):  # not `Mr. `
            return rest[: i + 1] == group[: i + 1]
    return True


def _behind_cut_copy(words: list[str], place: int, group: list[str]) -> int:
    """The place, or the end of the line, if that ends within one more copy that starts at the place."""
    rest = words[place : place + len(group) + 1]
    if not rest or len(rest) > len(group):
        return place
    if rest[:-1] != group[: len(rest) - 1] or not group[len(rest) - 1].startswith(rest[-1]):
        return place
    return len(words)
