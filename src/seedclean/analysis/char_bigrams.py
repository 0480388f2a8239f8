"""Pairs of neighbouring characters that are odd, found once for all rules.

The text becomes code points. A table says of each in which kinds of odd pairs
it may come first and in which second, a bit for each kind, and two neighbours
are odd where they have a bit in common. C code goes through a whole page in less time than one
search with a pattern takes; its table is made when the first text comes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

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


class _Kind(NamedTuple):
    """What comes first in a kind of pair, what second, the name of all if they have one, what is before."""

    first: str
    second: str
    name: str = ""
    before: str = _ANYTHING


_KINDS = (
    _Kind(" ", ",.;:?!)]"),
    _Kind(" ", "”’'、。，；）」』】》"),
    _Kind(" ", "-"),
    _Kind("(['’“„«", " "),
    _Kind("-", " "),
    _Kind(",.;:", ",.;"),
    _Kind(",;.?!:”", _LETTERS),
    _Kind(_LETTERS, "(", "a("),
    _Kind(")", _CAPITALS, ")A"),
    _Kind(",", _DIGITS, ",0", before=_LETTERS),
    _Kind(_DIGITS, _CAPITALS, "0A"),
    _Kind(" ", _DIGITS, before=":.,"),  # behind other marks a number is not cut
    _Kind(CONTROL + INVISIBLE, _ANYTHING),
    _Kind(FULLWIDTH, _ANYTHING, FULLWIDTH),
    _Kind("'’S", "'’S"),
    _Kind("[", "U"),
    _Kind('"', _LETTERS, '"a', before=",.!?"),
    _Kind('"', " \t\n)]}-–—/.,;:!?’”'…", '"|', before=" \t\n([{-–—/:‘“"),
)

_SUSPECTS = ((TRIGGERS, BESIDE), (BESIDE, TRIGGERS), (ALONE, _ANYTHING))
"""The same for what may be mojibake, in the letters of a pattern. Such a pair may be of another kind, too."""

_CLASSES = frozenset((TRIGGERS, BESIDE, ALONE))
"""The letters of patterns, which are one class of characters; in other kinds each character is by itself."""


def kinds_of_pairs(*names: str) -> int:
    """The bits of the kinds of pairs that may have these names, as `pairs` gives them.

    >>> kinds_of_pairs(" .") == kinds_of_pairs(" ,"), kinds_of_pairs(" -") == kinds_of_pairs(" ,")
    (True, False)
    """
    bits = 0
    for name in names:
        for bit, kind in enumerate(_KINDS):
            is_cut = 1 << bit == _CUT and name[0] in kind.before and name[1:] == " "
            of_kind = name[0] in kind.first and name[1:] in kind.second
            if is_cut or (name == kind.name if kind.name else of_kind):
                bits |= 1 << bit
    return bits


_OF_FACTS = 4
"""The last kinds of pairs are facts, and no rule asks for their places."""

_ODD = (1 << (len(_KINDS) - _OF_FACTS)) - 1
SUSPECT = ((1 << len(_SUSPECTS)) - 1) << len(_KINDS)
WANTED = (1 << (len(_KINDS) + len(_SUSPECTS))) - 1
_BITS = {kind: 1 << bit for bit, kind in enumerate(_KINDS)}
_NAMES = {bit: kind.name for kind, bit in _BITS.items()}
_CUT, _RUN_IN, _UNSEEN = (
    next(bit for kind, bit in _BITS.items() if kind[:2] == pair)
    for pair in ((" ", _DIGITS), (",;.?!:”", _LETTERS), (CONTROL + INVISIBLE, _ANYTHING))
)


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
        elif kind == _UNSEEN:
            found[CONTROL if text[place] in CONTROLS else INVISIBLE].append(place)
        else:
            found[text[place : place + 2]].append(place)


def _odd(document: Document, wanted: int) -> tuple[list[int], list[int]]:
    """The places at which two neighbours have a wanted kind in common, and the bits of their kinds."""
    return pair_search()(wanted, document.view(code_points))


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

    suspects = (_Kind(*pair) for pair in _SUSPECTS)
    bits: defaultdict[str, int] = defaultdict(int)
    for kind, (first, second, _, before) in enumerate((*_KINDS, *suspects)):
        for names, shift in ((first, FIRST), (second, SECOND), (before, BEFORE)):
            for name in (names,) if names in _CLASSES else names:
                bits[name] |= 1 << (kind + shift)
    of_all = bits.pop(_ANYTHING)
    return masks(_members(bits), of_all).tobytes()


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
