"""Pairs of neighbouring characters that are odd, found once for all rules.

The text becomes code points. A table says of each in which kinds of odd pairs
it may come first and in which second, a bit for each kind, and two neighbours
are odd where they have a bit in common. C code goes through a whole page in less time than one
search with a pattern takes; its table is made when the first text comes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from seedclean.analysis.mojibake_triggers import ALONE, BESIDE, TRIGGERS
from seedclean.document import Document
from seedclean.once import once, prepared
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seedclean.native.binding import PairSearch

CONTROL = "\0"
"""The key of control characters and other leftovers that take part in no text."""

INVISIBLE = "\u200b"
"""The key of characters without width, and of soft hyphens."""

FULLWIDTH = "，"
"""The key of full-width marks."""

CONTROLS = frozenset([*map(chr, range(9)), "\x0b", *map(chr, range(14, 32)), "\x7f"]) | frozenset(
    "\u206a\u206b\u206c\u206d\u206e\u206f\ufff9\ufffa\ufffb\ufffc"
)
INVISIBLES = frozenset("\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060") | frozenset(
    "\u2066\u2067\u2068\u2069\u115f\u1160\u180e\u2800\u3164\uffa0"
)
FULLWIDTHS = frozenset("，。；：！？）（、")

_LETTERS, _CAPITALS, _DIGITS, _ANYTHING = "a", "A", "0", "*"
_KINDS = (
    (" ", ",.;:?!)]”’'\"、。，；）」』】》", ""),
    (" ", "-", ""),
    ("([\"'’“„«", " ", ""),
    ("-", " ", ""),
    (",.", ",.", ""),
    (",;:", ";", ""),
    (",;.?!:”", _LETTERS, ""),
    (_LETTERS, "(", "a("),
    (")", _CAPITALS, ")A"),
    (",", _DIGITS, ",0"),
    (_DIGITS, _CAPITALS, "0A"),
    (" ", _DIGITS, ""),
    (CONTROL, _ANYTHING, CONTROL),
    (INVISIBLE, _ANYTHING, INVISIBLE),
    (FULLWIDTH, _ANYTHING, FULLWIDTH),
    ("'’", "S", ""),
    ("S", "'’", ""),
    ("[", "U", ""),
)
"""What comes first in each kind of pair, what second, and the name of them all if they have one together."""

_SUSPECTS = ((TRIGGERS, BESIDE), (BESIDE, TRIGGERS), (ALONE, _ANYTHING))
"""The same for what may be mojibake, in the letters of a pattern. Such a pair may be of another kind, too."""


def kinds_of_pairs(*names: str) -> int:
    """The bits of the kinds of pairs that may have these names, as `pairs` gives them.

    >>> kinds_of_pairs(" .") == kinds_of_pairs(" ,"), kinds_of_pairs(" -") == kinds_of_pairs(" ,")
    (True, False)
    """
    bits = 0
    for name in names:
        for kind, (first, second, whole) in enumerate(_KINDS):
            cut = first == " " and second == _DIGITS
            of_kind = name[0] in first and name[1:] in second if not whole else name == whole
            if of_kind or (cut and name[0] in _CUT_BEHIND and name[1:] == " "):
                bits |= 1 << kind
    return bits


_OF_FACTS = 3
"""The last kinds of pairs are facts, and no rule asks for their places."""

_ODD = (1 << (len(_KINDS) - _OF_FACTS)) - 1
SUSPECT = ((1 << len(_SUSPECTS)) - 1) << len(_KINDS)
WANTED = (1 << (len(_KINDS) + len(_SUSPECTS))) - 1
_CUT = 1 << _KINDS.index((" ", _DIGITS, ""))
_CUT_BEHIND = ":.,"  # marks: behind others a number is not cut
_ALL = WANTED


def code_points(document: Document) -> bytes:
    """The code points of a text, four bytes each, as C code takes them.

    >>> list(Document("ab").view(code_points))
    [97, 0, 0, 0, 98, 0, 0, 0]
    """
    return document.text.encode("utf-32-le", "surrogatepass")


def pairs(document: Document) -> dict[str, list[int]]:
    """The places of each odd pair of characters, by the pair.

    In a pair `a` means any letter, `A` for a capital and `0` for a digit.
    A pair is a blank before a mark, a mark with a blank behind it that seldom
    has one, a mark that runs into a letter or another mark, a digit before a
    capital, or a colon, full stop or comma with a blank and a digit behind it.
    Characters that are odd alone have the keys `CONTROL`, `INVISIBLE` and
    `FULLWIDTH`.

    >>> document = Document("He said , no.Then a b -c at 10: 30")
    >>> document.view(pairs)
    {' ,': [7], '.a': [12], ' -': [21], ': ': [30]}
    """
    by_kind: defaultdict[int, list[int]] = defaultdict(list)
    for place, kind in zip(*_odd(document, _ODD), strict=True):
        by_kind[kind].append(place)
    found: defaultdict[str, list[int]] = defaultdict(list)
    for kind, places in by_kind.items():
        if _NAMES[kind]:
            found[_NAMES[kind]] += places
        else:
            _name(found, document.text, kind, places)
    return {name: sorted(places) for name, places in found.items()}


def suspect_places(document: Document) -> list[int]:
    """The places of pairs of characters that may be mojibake.

    >>> Document("café cafÃ©").view(suspect_places)
    [8]
    """
    return _odd(document, SUSPECT)[0]


def _name(found: defaultdict[str, list[int]], text: str, kind: int, places: list[int]) -> None:
    """Sort places of one kind by their characters."""
    for place in places:
        if kind == _RUN_IN:
            found[text[place] + _LETTERS].append(place)
        elif kind == _CUT:
            found[text[place - 1 : place + 1]].append(place - 1)  # at the mark before the blank
        else:
            found[text[place : place + 2]].append(place)


def _odd(document: Document, wanted: int) -> tuple[list[int], list[int]]:
    """The places at which two neighbours have a wanted kind in common, and the bits of their kinds."""
    return pair_search()(wanted, document.view(code_points))


_SECONDS = [second for _, second, _ in _KINDS]
_NAMES = {1 << kind: name for kind, (_, _, name) in enumerate(_KINDS)}
_RUN_IN = 1 << _SECONDS.index(_LETTERS)


def rows_of(document: Document, *names: str) -> list[int]:
    r"""The lines that hold one of some odd pairs, in order.

    >>> rows_of(Document("a -b\nc\nd- e"), " -", "- ")
    [0, 2]
    """
    odd = document.view(pairs)
    rows: set[int] = set()
    for name in names:
        seen = 0  # up to where all is known: one place is enough for a line
        for place in odd.get(name, ()):
            if place >= seen:
                row = document.line_at(place)
                rows.add(row)
                seen = document.starts[row + 1]
    return sorted(rows)


@once
def pair_search() -> PairSearch:
    """The search, with the kinds of pairs of each character."""
    from seedclean.native.binding import PairSearch

    return PairSearch(_kinds_of_characters())


@prepared
def _kinds_of_characters() -> bytes:
    """The kinds of pairs of each near character, as `PairSearch` takes them."""
    from seedclean.characters import masks
    from seedclean.native.binding import BEFORE, FIRST, SECOND

    kinds = [(first, second) for first, second, _ in _KINDS]
    every = [*kinds, *(([first], [second]) for first, second in _SUSPECTS)]
    bits: defaultdict[str, int] = defaultdict(int)
    for kind, (first, second) in enumerate(every):
        for names, bit in ((first, 1 << (kind + FIRST)), (second, 1 << (kind + SECOND))):
            for name in names:
                bits[name] |= bit
    start = (_ALL - _CUT) << BEFORE | bits.pop(_ANYTHING)
    behind = [(_CUT << BEFORE, _CUT_BEHIND)]
    return masks([*behind, *_members(bits)], start).tobytes()


def _members(bits: dict[str, int]) -> Iterator[tuple[int, Iterable[str]]]:
    """The bits of each group of characters, and the characters in it; most groups are of one."""
    from seedclean.characters import letters, near, near_with_case, of_class

    members: dict[str, Iterable[str]] = {
        _LETTERS: letters(),
        _CAPITALS: filter(str.isupper, filter(str.isalpha, near_with_case())),
        _DIGITS: Pattern(r"\d+").findall(near()),
        CONTROL: CONTROLS,
        INVISIBLE: INVISIBLES,
        FULLWIDTH: FULLWIDTHS,
        **{suspects: of_class(suspects) for suspects in (TRIGGERS, BESIDE, ALONE)},
    }
    for name, of_name in bits.items():
        yield of_name, members.get(name, name)
