"""Which neighbouring characters a text has that are odd: found once, for all rules.

The text becomes one array of code points, a table gives each its class, and a
second table says which two classes side by side are worth a look. numpy, which
is imported when first used, does this for a whole page in the time that one
search with a pattern takes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from seedclean.document import Document

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

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
    "\u2066\u2067\u2068\u2069"
)
FULLWIDTHS = frozenset("，。；：！？）（、")

TABLE_SIZE = 0x10000
"""Code points beyond are emoji and old scripts. All of them are looked up as the last one here."""

_MARKS = " ,.;:?!()[]\"'’“”-"
_SINGLE = CONTROL + INVISIBLE + FULLWIDTH
_CLASSES = "x" + _MARKS + "aA0" + _SINGLE
_PAIRS = (
    *(" " + mark for mark in ",.;:?!)]”’'\"-"),
    *(mark + " " for mark in "([\"'’“-"),
    *(mark + "a" for mark in ",;.?!:”"),
    *("a(", ")A", ",0", "0A", " 0"),
    *(",,", ",.", ";;", ",;", ":;"),
)


class _Tables(NamedTuple):
    classes: Array
    """The class of each code point."""
    kinds: Array
    """What a pair of classes is worth: 0, or one more than its place in `names`."""
    names: tuple[str, ...]


def code_points(document: Document) -> Array:
    """The code points of a text and of one line feed more, those beyond `TABLE_SIZE` as the last one within.

    >>> Document("ab").view(code_points).tolist()
    [97, 98, 10]
    """
    import numpy as np

    text = document.text + "\n"  # so that each character has one behind it
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(points, TABLE_SIZE - 1)


def pairs(document: Document) -> dict[str, list[int]]:
    """The places of each odd pair of characters, by the pair.

    In a pair `a` stands for any letter, `A` for a capital and `0` for a digit.
    A pair is a blank before a mark, a mark with a blank behind it that seldom
    has one, a mark that runs into a letter or another mark, a digit before a
    capital, or a colon, full stop or comma with a blank and a digit behind it.
    Characters that are odd alone have the keys `CONTROL`, `INVISIBLE` and
    `FULLWIDTH`.

    >>> document = Document("He said , no.Then a b -c at 10: 30")
    >>> document.view(pairs)
    {' ,': [7], '.a': [12], ' -': [21], ': ': [30]}
    """
    tables = _tables()
    classes = tables.classes.take(document.view(code_points), mode="clip")
    kinds = tables.kinds.take(classes[:-1] * len(_CLASSES) + classes[1:], mode="clip")
    places = kinds.nonzero()[0]
    found: dict[str, list[int]] = {}
    text = document.text
    for place, kind in zip(places.tolist(), kinds[places].tolist(), strict=True):
        name = tables.names[kind]
        if name == " 0":
            if text[place - 1 : place] not in _CUT_BEFORE:
                continue
            place, name = place - 1, text[place - 1] + " "
        found.setdefault(name, []).append(place)
    return found


_CUT_BEFORE = (":", ".", ",")


def rows_of(document: Document, *names: str) -> list[int]:
    r"""The lines that hold one of some odd pairs, in order.

    >>> rows_of(Document("a -b\nc\nd- e"), " -", "- ")
    [0, 2]
    """
    odd = document.view(pairs)
    return sorted({document.line_at(place) for name in names for place in odd.get(name, ())})


@cache
def _tables() -> _Tables:
    import numpy as np

    classes = np.array([_CLASSES.index(_class_of(chr(point))) for point in range(TABLE_SIZE)], np.uint16)
    names = ("", *_PAIRS, *_SINGLE)
    kinds = np.zeros((len(_CLASSES), len(_CLASSES)), np.uint8)
    for kind, name in enumerate(names[1:], 1):
        first = [_CLASSES.index(c) for c in _members(name[0])]
        second = [_CLASSES.index(c) for c in (_members(name[1]) if len(name) > 1 else _CLASSES)]
        kinds[np.ix_(first, second)] = kind
    return _Tables(classes, kinds.ravel(), names)


def _members(name: str) -> str:
    return "aA" if name == "a" else name


def _class_of(character: str) -> str:
    if character in _MARKS:
        return character
    if character.isdecimal():
        return "0"
    if character.isalnum():
        return "A" if character.isupper() else "a"
    if character in CONTROLS:
        return CONTROL
    if character in INVISIBLES:
        return INVISIBLE
    return FULLWIDTH if character in FULLWIDTHS else "x"
