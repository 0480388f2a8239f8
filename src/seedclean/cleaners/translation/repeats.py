"""Words and groups that are repeated in a row within a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from seedclean.analysis import code_points
from seedclean.document import Document
from seedclean.once import once, prepared
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.native.binding import RepeatSearch

LONGEST_GROUP = 60
"""A group of more words is looked for nowhere: longer repeats are paragraphs."""

_SENTENCE_MARKS = frozenset(".!?。")
_MIXED_GAPS = frozenset((" ", ", "))
_FEWEST_MIXED = 5
"""Copies of a word, some with a comma between and some without, that are one loop."""

_TOKEN = Pattern(r"\w+(?:['’-]\w+)*")
_ABBREVIATION = Pattern(r"[^\W\d_]|[b-df-hj-np-tv-xz]{2,3}")
"""A letter alone, or a few consonants: a full stop behind `mr` ends no sentence."""


Span = tuple[int, int]


class Repeat(NamedTuple):
    """A word or word group that follows itself.

    Attributes:
        start: Where the first copy starts, in code points from the start of the line.
        kept: Where the first copy ends.
        end: Where the last copy ends; a copy that is cut off at the end of the line counts.
        words: The words of one copy, in small letters.
        copies: How many whole copies there are.
        gap: The characters between two copies.
        chained: Whether a word of the group comes once more before or behind: `day by day by day` is a
            chain and no two copies of `by day`.
    """

    start: int
    kept: int
    end: int
    words: tuple[str, ...]
    copies: int
    gap: str
    chained: bool


def find_repeats(document: Document) -> dict[int, tuple[Repeat, ...]]:
    r"""The repeats of each line that has some, by its row.

    >>> sorted(Document("bread\nto the to the bank\nla la").view(find_repeats))
    [1, 2]
    """
    return {
        row: found
        for row in repeat_search()(document.view(code_points))
        if (found := tuple(_worth(document.lines[row])))
    }


@once
def repeat_search() -> RepeatSearch:
    """The search, with the letter as which each character counts when words are compared."""
    from seedclean.native.binding import RepeatSearch

    return RepeatSearch(_letters(), LONGEST_GROUP)


@prepared
def _letters() -> bytes:
    """The letter as which each near character counts, two bytes each."""
    from seedclean.characters import near_with_case, small

    table = small()
    for letters, said in (
        (Pattern(r"\s").findall(near_with_case()), " "),
        ("\n", "\n"),
        (",.", ","),
        ("，", " "),
        ("ς", "σ"),
    ):
        for letter in letters:
            table[ord(letter)] = ord(said)
    return table.tobytes()


def repeats_in(line: str) -> tuple[Repeat, ...]:
    """Every word or group of words in a line that follows itself, whatever the reason, but no single number.

    Copies are equal but for the case of letters and their inner gaps are the
    same; they follow each other with the same gap. Five copies of a word may have commas between some.

    >>> [(found.words, found.copies) for found in repeats_in("to the to the to the bank")]
    [(('to', 'the'), 3)]
    """
    return tuple(_worth(line)) if repeat_search()(line.encode("utf-32-le", "surrogatepass")) else ()


def _worth(line: str) -> Iterator[Repeat]:
    return (found for found in _find(line) if not found.words[0].isdecimal() or len(found.words) > 1)


def _find(line: str) -> Iterator[Repeat]:
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
    if size == 1 and (copies := _count_mixed(line, spans, words, first)) >= _FEWEST_MIXED:
        place = _behind_cut_copy(words, first + copies, group)
        start, kept = spans[first]
        return Repeat(start, kept, spans[place - 1][1], tuple(group), copies, between, chained=False), place
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
    ends = line[end : end + 1] in _SENTENCE_MARKS and place == len(words)
    if not ends and not _whole_sentence(gaps, words[place : place + size], group):
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


def _count_mixed(line: str, spans: list[Span], words: list[str], first: int) -> int:
    """Count copies of a word that follow each other, if commas are between some and not between others."""
    place, gaps = first + 1, set()
    while place < len(words) and words[place] == words[first]:
        gap = line[spans[place - 1][1] : spans[place][0]]
        if gap not in _MIXED_GAPS:
            break
        gaps.add(gap)
        place += 1
    return place - first if len(gaps) > 1 else 0


def _gaps(line: str, spans: list[Span]) -> list[str]:
    return [line[end:start] for (_, end), (start, _) in pairwise(spans)]


def _whole_sentence(gaps: list[str], rest: list[str], group: list[str]) -> bool:
    """Check whether a group that holds the end of a sentence says that sentence in full once more.

    `It is late. It is | late. It is | dark` repeats no sentence, only the start of one.
    """
    for i, gap in enumerate(gaps):
        if gap in ("! ", "? ") or (gap == ". " and not _ABBREVIATION.fullmatch(group[i])):
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
