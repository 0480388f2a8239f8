"""Translation noise: whether a labelled fix was made, and how often clean text was changed."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import chain, combinations
from typing import NamedTuple

REACH = 20
"""Characters on either side of a fix that must be as they were, or as another fix leaves them."""

MOST_NEIGHBOURS = 5

_FIRST, _LAST = "\x02", "\x03"  # the ends of a text, so that a fix there has a context too
_STYLE = str.maketrans("‘’“”\u00a0\u202f", "''\"\"  ")
_BLANKS = re.compile(r"[ \t]+")
_AT_ENDS = re.compile(rf"(?<={_FIRST})\s+|\s+(?={_LAST})")
_PIECE = re.compile(r"\w+|\s+|[^\w\s]")


class Fix(NamedTuple):
    """What a careful editor would change: from, to (code points), and what may stand there instead."""

    start: int
    end: int
    before: str
    afters: tuple[str, ...]
    kind: str


def fixes_of(row: dict) -> list[Fix]:
    """The fixes of a row; those without an answer are left out."""
    return [
        Fix(fix["start"], fix["end"], fix["before"], (fix["after"], *(fix.get("alts") or ())), fix["kind"])
        for fix in row["fixes"]
        if fix["after"] is not None
    ]


def made(fix: Fix, fixes: list[Fix], text: str, cleaned: str) -> bool:
    """Whether the cleaned text holds the fix in its context, and the noise less often than before.

    Curled quotes and runs of blanks nearby make no difference, unless they are
    what the fix is about.
    """
    if cleaned == text:
        return False
    folded = _ends if any(_folded(fix.before) == _folded(after) for after in fix.afters) else _folded
    around = [(folded_left, folded_right) for folded_left, folded_right in _contexts(fix, fixes, text)]
    noisy = {folded(left + fix.before + right) for left, right in around}
    right_ones = {folded(left + after + right) for left, right in around for after in fix.afters} - noisy
    old, new = folded(_FIRST + text + _LAST), folded(_FIRST + cleaned + _LAST)
    fewer = sum(map(new.count, noisy)) < sum(map(old.count, noisy))
    for right_one in right_ones:
        holds_noise = any(one in right_one for one in noisy)
        if new.count(right_one) > old.count(right_one) and (fewer or holds_noise):
            return True
        # In a loop that goes on as it began, what is right stands inside what is noisy.
        if fewer and right_one in new and any(right_one in one for one in noisy):
            return True
    return False


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """The places where two texts differ, as (what stood there, what stands there), word by word."""
    before, after = before.rstrip(), after.rstrip()
    if before == after:
        return []
    head, tail = _common(before, after)
    while 0 < head < len(before) and before[head - 1].isalnum():
        head -= 1
    end = len(before) - tail
    while 0 < end < len(before) and before[end].isalnum() and before[end - 1].isalnum():
        end += 1
        tail -= 1
    old, new = _PIECE.findall(before[head:end]), _PIECE.findall(after[head : len(after) - tail])
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [("".join(old[a:b]), "".join(new[c:d])) for step, a, b, c, d in steps if step != "equal"]


def _contexts(fix: Fix, fixes: list[Fix], text: str) -> list[tuple[str, str]]:
    """What may stand on both sides of a fix: each neighbour is made or not made."""
    others = [other for other in fixes if other is not fix]
    low, high = max(0, fix.start - REACH), min(len(text), fix.end + REACH)
    for _ in range(3):  # do not cut through a neighbour, nor through the next one that this brings in
        low = min([low, *(other.start for other in others if other.start < low < other.end)])
        high = max([high, *(other.end for other in others if other.start < high < other.end)])
    before = [other for other in others if low <= other.start and other.end <= fix.start]
    behind = [other for other in others if fix.end <= other.start and other.end <= high]
    lefts = set(_versions(text, low, fix.start, before[-MOST_NEIGHBOURS:]))
    rights = set(_versions(text, fix.end, high, behind[:MOST_NEIGHBOURS]))
    first = _FIRST if low == 0 else ""
    last = _LAST if high == len(text) else ""
    return [(first + left, right + last) for left in lefts for right in rights]


def _versions(text: str, low: int, high: int, inside: list[Fix]) -> Iterator[str]:
    for chosen in chain.from_iterable(combinations(inside, size) for size in range(len(inside) + 1)):
        yield with_fixes(text, chosen, low, high)


def with_fixes(text: str, fixes: Iterable[Fix], low: int = 0, high: int | None = None) -> str:
    """A piece of the text with the fixes made."""
    pieces = []
    for fix in sorted(fixes):
        pieces += [text[low : fix.start], fix.afters[0]]
        low = fix.end
    return "".join([*pieces, text[low:high]])


def _common(one: str, other: str) -> tuple[int, int]:
    """How many characters two texts begin with in common, and how many of the rest they end with."""
    shorter = min(len(one), len(other))
    head = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    rest = shorter - head
    tail = next((place for place in range(rest) if one[-1 - place] != other[-1 - place]), rest)
    return head, tail


def _ends(text: str) -> str:
    return _AT_ENDS.sub("", text)


def _folded(text: str) -> str:
    return _ends(_BLANKS.sub(" ", text.translate(_STYLE)))
