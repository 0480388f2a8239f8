"""Where marks and blanks stand oddly: found once, for all rules."""

from __future__ import annotations

from seedclean.document import Document
from seedclean.patterns import Pattern

_BEHIND_BLANKS = ",.;:?!)]”’'\"-"
# One class first: the engine then skips to the next such character at full speed.
_ODD = Pattern(
    r"[()\[\"'’“”\-,;.?!:]"
    r"(?:(?<=[”),;.?!:])(?=\w|[,.;])|(?<=[:.,])(?= \d)|(?<=[(\[\"'’“-])(?= )|(?<=\w\()(?=\w))"
)


def spots(document: Document) -> dict[str, list[int]]:
    """The places of each odd pair of characters, by the pair; `w` stands for any letter or digit.

    A pair is a blank before a mark, a mark with a blank behind it that seldom has one, or a mark
    that runs into a letter, a digit or another mark.

    >>> document = Document("He said , no.Then a b -c")
    >>> document.view(spots)
    {' ,': [7], ' -': [21], '.w': [12]}
    """
    text = document.text
    found: dict[str, list[int]] = {}
    for mark in _BEHIND_BLANKS:
        if mark in text:
            place = text.find(" " + mark)  # a pattern would try every blank, and a text is full of them
            while place >= 0:
                found.setdefault(" " + mark, []).append(place)
                place = text.find(" " + mark, place + 1)
    for match in _ODD.finditer(text):
        place = match.start()
        pair = text[place : place + 2]
        if pair[1].isalnum() or pair[1] == "_":
            pair = pair[0] + "w"
        found.setdefault(pair, []).append(place)
    return found


def rows_of(document: Document, *pairs: str) -> list[int]:
    r"""The lines that hold one of some pairs, in order.

    >>> rows_of(Document("a -b\nc\nd- e"), " -", "- ")
    [0, 2]
    """
    odd = document.view(spots)
    return sorted({document.line_at(place) for pair in pairs for place in odd.get(pair, ())})
