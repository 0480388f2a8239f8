"""Which neighbouring characters a text has that are odd: found once, for all rules.

The text becomes one array of code points. A table says of each in which kinds
of odd pairs it may come first and in which second, a bit for each kind, and two
neighbours are odd where they have a bit in common. numpy, which is imported
when first used, does this for a whole page in less time than one search with a
pattern takes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from seedclean.document import Document
from seedclean.evidence.suspects import ALONE, BESIDE, TRIGGERS
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

CONTROL = "\0"
"""The key of control characters and other leftovers that take part in no text."""

INVISIBLE = "\u200b"
"""The key of characters without width, and of soft hyphens."""

FULLWIDTH = "，"
"""The key of full-width marks."""

SUSPECT = "Ã"
"""The key of pairs that may be mojibake."""

CONTROLS = frozenset([*map(chr, range(9)), "\x0b", *map(chr, range(14, 32)), "\x7f"]) | frozenset(
    "\u206a\u206b\u206c\u206d\u206e\u206f\ufff9\ufffa\ufffb\ufffc"
)
INVISIBLES = frozenset("\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060") | frozenset(
    "\u2066\u2067\u2068\u2069"
)
FULLWIDTHS = frozenset("，。；：！？）（、")

TABLE_SIZE = 0x10000
"""Code points beyond are emoji and old scripts. Tables are asked to clip them, to the last one here."""

_LETTERS, _CAPITALS, _DIGITS, _ANYTHING = "a", "A", "0", "*"
_KINDS = (
    (" ", ",.;:?!)]”’'\"-", ""),
    ("([\"'’“-", " ", ""),
    (",", ",.", ""),
    (",;:", ";", ""),
    (",;.?!:”", _LETTERS, ""),
    (_LETTERS, "(", "a("),
    (")", _CAPITALS, ")A"),
    (",", _DIGITS, ",0"),
    (_DIGITS, _CAPITALS, "0A"),
    (" ", _DIGITS, " 0"),
    (CONTROL, _ANYTHING, CONTROL),
    (INVISIBLE, _ANYTHING, INVISIBLE),
    (FULLWIDTH, _ANYTHING, FULLWIDTH),
)
"""What comes first in each kind of pair, what second, and the name of them all if they have one together."""

_SUSPECTS = ((TRIGGERS, BESIDE), (BESIDE, TRIGGERS), (ALONE, _ANYTHING))
"""The same for what may be mojibake, in the letters of a pattern. Such a pair may be of another kind, too."""

_IS_SUSPECT = 1 << len(_KINDS)  # and all bits above
_FIRST = 16  # bits by which those of the first character are shifted
_CUT_BEFORE = frozenset(":.,")


def code_points(document: Document) -> Array:
    """The code points of a text and of one line feed more, so that each character has one behind it.

    >>> Document("ab").view(code_points).tolist()
    [97, 98, 10]
    """
    import numpy as np

    text = document.text + "\n"
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def word_borders(document: Document) -> Array:
    """Where runs of letters and digits start and end, in turn.

    >>> Document("It is 9").view(word_borders).tolist()
    [0, 2, 3, 5, 6, 7]
    """
    import numpy as np

    kinds = document.view(_kinds)
    inside = np.zeros(len(kinds) + 1, bool)
    np.not_equal(kinds & _IN_WORD, 0, out=inside[1:])
    borders: Array = (inside[1:] != inside[:-1]).nonzero()[0]
    return borders


def pairs(document: Document) -> dict[str, list[int]]:
    """The places of each odd pair of characters, by the pair.

    In a pair `a` stands for any letter, `A` for a capital and `0` for a digit.
    A pair is a blank before a mark, a mark with a blank behind it that seldom
    has one, a mark that runs into a letter or another mark, a digit before a
    capital, or a colon, full stop or comma with a blank and a digit behind it.
    Characters that are odd alone have the keys `CONTROL`, `INVISIBLE` and
    `FULLWIDTH`; what may be mojibake has the key `SUSPECT`.

    >>> document = Document("He said , no.Then a b -c at 10: 30")
    >>> document.view(pairs)
    {' ,': [7], '.a': [12], ' -': [21], ': ': [30]}
    """
    kinds = document.view(_kinds)
    odd = (kinds[:-1] >> _FIRST) & kinds[1:]
    places = (odd != 0).nonzero()[0]
    found: dict[str, list[int]] = {}
    text = document.text
    for place, kind in zip(places.tolist(), odd[places].tolist(), strict=True):
        if kind >= _IS_SUSPECT:
            found.setdefault(SUSPECT, []).append(place)
            kind %= _IS_SUSPECT
            if not kind:
                continue
        name = _NAMES[kind] or text[place : place + 2]
        if name == " 0":
            place -= 1  # the mark before the blank is what a number was cut at
            if text[place : place + 1] not in _CUT_BEFORE:
                continue
            name = text[place] + " "
        elif kind == _RUN_IN:
            name = text[place] + _LETTERS
        found.setdefault(name, []).append(place)
    return found


def _kinds(document: Document) -> Array:
    return _table().take(document.view(code_points), mode="clip")


_SECONDS = [second for _, second, _ in _KINDS]
_IN_WORD = 1 << _SECONDS.index(_LETTERS) | 1 << _SECONDS.index(_DIGITS)
_NAMES = {1 << kind: name for kind, (_, _, name) in enumerate(_KINDS)}
_RUN_IN = 1 << _SECONDS.index(_LETTERS)


def rows_of(document: Document, *names: str) -> list[int]:
    r"""The lines that hold one of some odd pairs, in order.

    >>> rows_of(Document("a -b\nc\nd- e"), " -", "- ")
    [0, 2]
    """
    odd = document.view(pairs)
    places = [place for name in names if name in odd for place in odd[name]]
    return sorted(set(map(document.line_at, places))) if places else []


@cache
def _table() -> Array:
    """For each code point a bit for each kind of pair in which it may come second or, shifted, first."""
    import numpy as np

    everything = "".join(map(chr, range(TABLE_SIZE)))
    letters = [one for one in everything if one.isalnum() and not one.isdecimal()]
    members: dict[str, Iterable[str]] = {
        _LETTERS: letters,
        _CAPITALS: filter(str.isupper, letters),
        _DIGITS: filter(str.isdecimal, everything),
        _ANYTHING: everything,
        CONTROL: CONTROLS,
        INVISIBLE: INVISIBLES,
        FULLWIDTH: FULLWIDTHS,
        **{suspects: Pattern(f"[{suspects}]").findall(everything) for suspects in (TRIGGERS, BESIDE, ALONE)},
    }
    points = {name: np.array([*map(ord, characters)]) for name, characters in members.items()}
    kinds = [(first, second) for first, second, _ in _KINDS]
    table = np.zeros(TABLE_SIZE, np.uint32)
    for kind, (first, second) in enumerate([*kinds, *(([first], [second]) for first, second in _SUSPECTS)]):
        for names, bit in ((first, 1 << (kind + _FIRST)), (second, 1 << kind)):
            for name in names:
                table[points[name] if name in points else ord(name)] |= bit
    return table
