"""Whether a document looks machine-translated."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.document import Document
from seedclean.evidence.pairs import pairs
from seedclean.patterns import Pattern

ENOUGH_SIGNS = 3
"""So many different signs, at least, make a document look machine-translated."""

_HYPHEN = Pattern(r"(?<![\w-])[a-z]{2,20} -[a-z]{3,20}\b")
_SHOUTED_POSSESSIVE = Pattern(r"\b[A-Z]{2,12}S's\b")
_POSSESSIVE = Pattern(r"\b[A-Z][a-z]{1,20}s' [a-z]{3,20}\b")
_LOOP = Pattern(r"-(?=([^\W\d_]{3,20})-\1\b)")


def translation_signs(document: Document) -> int:
    """How many different signs of machine translation the document shows.

    Signs are what people hardly ever write and translation systems often do:
    a hyphen with a blank before it, a word that loops across hyphens, a
    possessive of a plural in capitals. The same words twice count once.

    >>> Document("A high -level visit to a first -class farm.").view(translation_signs)
    2
    """
    return len(set(_signs(document)))


def machine_translated(document: Document) -> bool:
    """Whether the document as a whole looks machine-translated.

    >>> machine_translated(Document("A high -level visit to a first -class, on -site bakery."))
    True
    >>> machine_translated(Document("A high-level visit to a first-class, on-site bakery."))
    False
    """
    return document.view(translation_signs) >= ENOUGH_SIGNS


def _signs(document: Document) -> Iterator[str]:
    text, odd = document.text, document.view(pairs)
    if " -" in odd:
        hyphens = (place for place in odd[" -"] if text[place + 2 : place + 3].islower())
        for row in _rows(document, hyphens):
            yield from (match.group() for match in _HYPHEN.finditer(document.lines[row]))
    if "' " in odd:
        apostrophes = (place for place in odd["' "] if text[place - 1] == "s")
        for row in _rows(document, apostrophes):
            yield from (match.group() for match in _POSSESSIVE.finditer(document.lines[row]))
    if "'" in text and "S's" in text:
        yield from (match.group() for match in _SHOUTED_POSSESSIVE.finditer(text))
    if "-" in text:
        yield from (match.group(1) for match in _LOOP.finditer(text))


def _rows(document: Document, places: Iterator[int]) -> set[int]:
    return {document.line_at(place) for place in places}
