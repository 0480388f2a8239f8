"""Lines of an older encoding that were read as Latin-1."""

from __future__ import annotations

from seedclean.patterns import Pattern

FEWEST_BYTES = 10
"""Characters above ASCII: fewer are accents, or damage that ftfy knows."""

_HIGH = Pattern("[\x80-\x9f\xa1-\xac\xae-\xff]+")


def holds_legacy_bytes(line: str) -> bool:
    """Check whether most characters of a line are those that Latin-1 has above ASCII.

    No language writes so: the line is in KOI8, GBK or another encoding of two
    scripts, and each of its characters is a byte that a decoder will need.

    >>> holds_legacy_bytes("Ãîðîäñêîé ñîâåò îäîáðèë ñòðîèòåëüñòâî")
    True
    >>> holds_legacy_bytes("Été à la plage, où l'on a déjà goûté.")
    False
    """
    if line.isascii():
        return False
    high = sum(map(len, _HIGH.findall(line)))
    return high >= FEWEST_BYTES and high * 2 > len(line) - line.count(" ")
