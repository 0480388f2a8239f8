"""Properties of the near characters, those below 0x10000, from which tables for the C files are made."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from itertools import pairwise

from seedclean.once import once, prepared
from seedclean.patterns import Pattern

NEAR = 0x10000

_SURROGATES = range(0xD800, 0xE000)
_BLOCKS = ((0, 0x3400), (0xA000, 0xAC00), (0xF900, NEAR))
"""From where to where a character may have a case or be a blank: between are Chinese, Korean, surrogates, and
private characters."""

_MEMBER = Pattern(r"(\\[ux][0-9a-f]+|[^\\])(?:-(\\[ux][0-9a-f]+|[^\\]))?")
DOTTED_CAPITAL = "İ"  # its small letter is two characters; that of every other is one


@once
def _points() -> array[int]:
    """The number of each near character, in order."""
    low = bytes(range(256))
    pairs = bytearray(2 * NEAR)
    pairs[::2] = low * 256
    pairs[1::2] = b"".join(bytes((high,)) * 256 for high in low)
    points = array("H")
    points.frombytes(pairs)
    if points[1] != 1:
        points.byteswap()
    return points


@once
def near() -> str:
    """Each near character once, in order."""
    points = _points()
    ends = points[: _SURROGATES.start], points[_SURROGATES.stop :]
    below, above = (part.tobytes().decode(f"utf-16-{sys.byteorder[0]}e") for part in ends)
    return below + "".join(map(chr, _SURROGATES)) + above


@once
def near_with_case() -> str:
    """The near characters that may have a case or be a blank."""
    return "".join(near()[start:end] for start, end in _BLOCKS)


@once
def letters() -> str:
    """All near letters, and numbers that are no decimal digits."""
    return "".join(Pattern(r"[^\W\d_]+").findall(near()))


def alphabetic() -> Iterable[str]:
    """All near letters."""
    yield from filter(str.isalpha, near_with_case())
    for (_, start), (end, _) in pairwise(_BLOCKS):
        yield from Pattern(r"[^\W\d_]+").findall(near()[start:end])


def between(*ends: tuple[str, str]) -> str:
    """The near characters from some to others, both included.

    >>> between(("a", "c"), ("x", "x"))
    'abcx'
    """
    return "".join(near()[ord(first) : ord(last) + 1] for first, last in ends)


def of_class(source: str) -> str:
    r"""The near characters of a class of a pattern, without the brackets around it; a pattern takes longer.

    >>> of_class("a-c\x80"), of_class("½")
    ('abc\x80', '½')
    """
    found = []
    for match in _MEMBER.finditer(source):
        low, high = map(_point, (match[1], match[2] or match[1]))
        found.append(near()[low : high + 1])
    return "".join(found)


def _point(said: str) -> int:
    r"""The number of a character that is said by itself or as `\x80`."""
    return ord(said) if len(said) == 1 else int(f"0x{said[2:]}", 0)


def small() -> array[int]:
    """The small letter of each; `İ` stays as it is.

    >>> chr(small()[ord("É")])
    'é'
    """
    table = _points()[:]
    for start, end in _BLOCKS:
        here = near()[start:end].replace(DOTTED_CAPITAL, "\0").lower()
        table[start:end] = array("H", here.encode(f"utf-16-{sys.byteorder[0]}e"))
    table[ord(DOTTED_CAPITAL)] = ord(DOTTED_CAPITAL)
    return table


@prepared
def small_letters() -> bytes:
    """The table of `small`, as C reads it."""
    return small().tobytes()


def masks(members: Iterable[tuple[int, Iterable[str]]], start: int = 0, kind: str = "Q") -> array[int]:
    """For each near character the bits of all groups that it is in.

    Args:
        members: The bits of each group, and its characters.
        start: The bits of characters in no group.
        kind: The type code of the numbers: `Q`, or `H` for few bits.

    >>> found = masks([(1, "ab"), (4, "b")])
    >>> found[ord("a")], found[ord("b")], found[ord("c")]
    (1, 5, 0)
    """
    from seedclean.native.binding import add_bits

    table = array(kind, [start]) * NEAR
    for bits, characters in members:
        said = characters if isinstance(characters, str) else "".join(characters)
        add_bits(table, said, bits)
    return table
