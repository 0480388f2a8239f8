"""Edits: what a rule did to a text, in a form that composes and can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """One replacement in a text.

    The old text is part of the edit, so a list of edits is enough to turn the
    cleaned text back into the original.

    Attributes:
        start: Where the old text is, in code points from the start of the
            text that the edit applies to.
        old: The old text. Empty for an insertion.
        new: The new text. Empty for a deletion.
        rule: The name of the rule that said so; `"mojibake+nav-line"` where
            two of them worked on the same place.

    >>> edit = Edit(0, "XI XI", "Xi", "doubled-word")
    >>> edit.end
    5
    """

    start: int
    old: str
    new: str
    rule: str

    @property
    def end(self) -> int:
        """The place just behind the old text, in code points."""
        return self.start + len(self.old)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Make the edits in the text.

    Args:
        text: The text that the edits were found in.
        edits: Edits in the order of their places, none overlapping another.

    Returns:
        The text with every edit made.

    Raises:
        ValueError: An edit overlaps the one before it, or its old text does
            not occur in the text at its place.

    >>> apply("a high -level visit", [Edit(6, " -", "-", "detached-hyphen")])
    'a high-level visit'
    """
    pieces = []
    position = 0
    for edit in edits:
        start, old, new, _ = edit
        if start < position:
            raise ValueError(f"{edit!r} starts before {position}, where the edit before it ends")
        if not text.startswith(old, start) or start > len(text):
            raise ValueError(f"{edit!r} does not fit: {text[start : start + len(old)]!r} is there")
        pieces.append(text[position:start])
        pieces.append(new)
        position = start + len(old)
    pieces.append(text[position:])
    return "".join(pieces)


def invert(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that lead back, expressed against the cleaned text.

    >>> invert([Edit(2, "abc", "", "one"), Edit(7, "", "x", "two")])
    [Edit(start=2, old='', new='abc', rule='one'), Edit(start=4, old='x', new='', rule='two')]
    """
    back = []
    shift = 0
    for start, old, new, rule in edits:
        back.append(Edit(start + shift, new, old, rule))
        shift += len(new) - len(old)
    return back


def revert(cleaned: str, edits: Iterable[Edit]) -> str:
    """Take the edits back.

    Args:
        cleaned: The text that `apply` or `clean` gave.
        edits: The edits that led there.

    Returns:
        The original text, to the character.

    Raises:
        ValueError: The edits do not belong to this text.

    >>> edits = [Edit(6, " -", "-", "detached-hyphen")]
    >>> revert("a high-level visit", edits)
    'a high -level visit'
    """
    return apply(cleaned, invert(edits))


def rewrite(old: str, new: str, *, start: int = 0) -> tuple[int, int, str] | None:
    """Turn two versions of a passage into the one smallest change between them.

    For engines that give back a text and no reasons: what both versions begin
    and end with is cut off.

    Args:
        old: The passage before.
        new: The passage after.
        start: The place of the passage in its document, in code points.

    Returns:
        `(start, end, replacement)`, or `None` where nothing differs.

    >>> rewrite("itâ€™s", "it’s")
    (2, 5, '’')
    """
    if old == new:
        return None
    shorter = min(len(old), len(new))
    head = _common_head(old, new, shorter)
    tail = _common_head(old[head:][::-1], new[head:][::-1], shorter - head)
    return start + head, start + len(old) - tail, new[head : len(new) - tail]


def _common_head(one: str, other: str, limit: int) -> int:
    """Count the characters that two texts begin with in common, by halving: slices compare at C speed."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def compose(first: Sequence[Edit], then: Sequence[Edit], middle: str) -> list[Edit]:
    """Express two rounds of edits as one, against the text before the first.

    Edits that touch stay apart. Where one of the second round overlaps what
    the first round wrote, they melt into one that carries both rule names. A
    deletion that swallows edits of the first round falls into pieces around
    them, so that whatever went first keeps its own reason.

    Args:
        first: Edits of the original text.
        then: Edits of `middle`.
        middle: The text that `first` gives.

    Returns:
        Edits of the original text that do what both rounds do. The sweep is
        linear in the number of edits and in the text they cover.

    >>> first = [Edit(0, "XI XI", "XI", "doubled-word")]
    >>> compose(first, [Edit(1, "I", "i", "name-case")], "XI went")
    [Edit(start=0, old='XI XI', new='Xi', rule='doubled-word+name-case')]
    """
    composed: list[Edit] = []
    count = len(first)
    shift = 0  # a place in the original, and this, is the place in the middle text
    i = j = 0
    while j < len(then):
        start, old, new, rule = then[j]
        low, high = start, start + len(old)
        from_i, from_j = i, j
        while i < count:
            place, gone, come, _ = first[i]
            if place + shift + len(come) > low:
                break
            shift += len(come) - len(gone)
            i += 1
        composed += first[from_i:i]
        j += 1
        if i == count or place + shift >= high:
            composed.append(Edit(low - shift, old, new, rule))
            continue
        # The edit of the first round ends behind `low`: the two overlap, or one is a place inside the other.
        from_i, shift_before = i, shift
        low = min(low, place + shift)
        i, j, high, shift = _gather(first, then, i, j, high, shift)
        if j == from_j + 1 and not new and low == start and high == start + len(old):
            composed += _around(first[from_i:i], then[from_j], shift_before)
            continue
        melted = _melt(first[from_i:i], then[from_j:j], middle[low:high], low, shift_before)
        if melted.old != melted.new:
            composed.append(melted)
    composed += first[i:]
    return composed


def _gather(
    first: Sequence[Edit], then: Sequence[Edit], i: int, j: int, high: int, shift: int
) -> tuple[int, int, int, int]:
    """Gather the edits of both rounds that overlap a span; each of them moves its end, `high`."""
    while True:
        if i < len(first) and first[i].start + shift < high:
            place, gone, come, _ = first[i]
            high = max(high, place + shift + len(come))
            shift += len(come) - len(gone)
            i += 1
        elif j < len(then) and then[j].start < high:
            high = max(high, then[j].end)
            j += 1
        else:
            return i, j, high, shift


def _around(first: Sequence[Edit], deletion: Edit, shift: int) -> Iterator[Edit]:
    """The pieces of a deletion around the edits that it swallows, `shift` off their places."""
    low, passage, _, rule = deletion
    position = low
    for edit in first:
        place, old, new, _ = edit
        start = place + shift
        if start > position:
            yield Edit(position - shift, passage[position - low : start - low], "", rule)
        if not new:
            yield edit
        elif old:
            yield Edit(place, old, "", _join(edit, deletion))
        position = start + len(new)
        shift += len(new) - len(old)
    if position < low + len(passage):
        yield Edit(position - shift, passage[position - low :], "", rule)


def _join(*edits: Edit) -> str:
    return "+".join(dict.fromkeys(name for edit in edits for name in edit.rule.split("+")))


def _melt(first: Sequence[Edit], then: Sequence[Edit], passage: str, low: int, shift: int) -> Edit:
    """One edit for a passage, at `low` in the middle text, that both rounds worked on."""
    undone = invert(edit._replace(start=edit.start + shift - low) for edit in first)
    done = (edit._replace(start=edit.start - low) for edit in then)
    return Edit(low - shift, apply(passage, undone), apply(passage, done), _join(*first, *then))
