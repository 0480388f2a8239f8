"""What stands twice or more in a row inside a line: where it is, and how often."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from seedclean.document import Document
from seedclean.evidence import TABLE_SIZE, code_points, word_borders
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

LONGEST_GROUP = 60
"""A group of more words is looked for nowhere: longer repeats are paragraphs."""

_LONG = 1_200  # characters; shorter texts are done before numpy has begun
_SHORT_GROUP = 3  # words
_SEED = 1
_MIX = 0x9E3779B1  # odd, and of many bits
_HALF = 32  # bits
_LINE_END = ord("\n")
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
    if len(document.text) <= _LONG:
        return {row: found for row, found in enumerate(document.rows(repeats)) if found}
    lines = document.lines
    return {row: found for row in _rows_that_repeat(document) if (found := repeats(lines[row]))}


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


def _rows_that_repeat(document: Document) -> list[int]:
    """The lines of a text in which words may follow themselves, by hashes of words and of groups."""
    import numpy as np

    text, points, borders = document.text, document.view(code_points), document.view(word_borders)
    starts, ends = borders[::2], borders[1::2]
    if len(starts) < 2:
        return []
    sums = _weights().take(points, mode="clip").cumsum(dtype=np.uint32)[ends]
    words = sums.copy()
    words[1:] -= sums[:-1]
    groups = words
    firsts, lasts = [], []  # words where the first of two copies begins, and where the second ends
    for size in range(1, _SHORT_GROUP + 1):
        twice = (groups[:-size] == groups[size:]).nonzero()[0]
        if len(twice) and size == 1:  # dates and prices are full of equal numbers
            twice = twice[[not text[starts[i] : ends[i]].isdecimal() for i in twice.tolist()]]
        if len(twice):
            firsts.append(twice)
            lasts.append(twice + (2 * size - 1))
        groups = groups[:-1] * _MIX + words[size:]
    first, last = _twice_with_words_between(groups)
    if len(first):
        firsts.append(first)
        lasts.append(last)
    if not firsts:
        return []
    line_ends = (points == _LINE_END).nonzero()[0]
    rows = line_ends.searchsorted(starts[np.concatenate(firsts)])
    return sorted({*rows[rows == line_ends.searchsorted(starts[np.concatenate(lasts)])].tolist()})


def _twice_with_words_between(groups: Array) -> tuple[Array, Array]:
    """Where two copies of a long group may begin and end, told by its first words and its last ones."""
    import numpy as np

    in_order = np.sort(groups)
    if not (in_order[1:] == in_order[:-1]).any():
        return in_order[:0], in_order[:0]
    numbered = groups.astype(np.uint64) << _HALF
    numbered += np.arange(len(groups), dtype=np.uint64)
    numbered.sort()
    same = (numbered[1:] ^ numbered[:-1] < 1 << _HALF).nonzero()[0]
    places = numbered.astype(np.uint32).astype(np.int64)
    firsts, seconds = places[same], places[same + 1]
    lasts = 2 * seconds - firsts - 1
    whole = (seconds - firsts > _SHORT_GROUP) & (lasts - _SHORT_GROUP < len(groups))
    firsts, seconds, lasts = firsts[whole], seconds[whole], lasts[whole]
    whole = groups[seconds - 1 - _SHORT_GROUP] == groups[lasts - _SHORT_GROUP]
    return firsts[whole], lasts[whole]


@cache
def _weights() -> Array:
    """For each letter and digit a number at random, the same for both cases; 0 for all other code points."""
    import numpy as np

    letters = [chr(point) for point in range(TABLE_SIZE)]
    points = [ord(small) if len(small := letter.lower()) == 1 else ord(letter) for letter in letters]
    weights = np.random.default_rng(_SEED).integers(1, 1 << 32, TABLE_SIZE, np.uint32)[points]
    weights[[not letter.isalnum() for letter in letters]] = 0
    return weights


def _found(line: str) -> Iterator[Repeat]:
    words = list(map(str.lower, _TOKEN.findall(line)))
    spans = [match.span() for match in _TOKEN.finditer(line)]
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
            found = _repeat(line, spans, words, first, size)
        if found is None:
            i += 1
            continue
        repeat, free = found
        yield repeat
        i = max(free, i + 1)


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
        return None
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
