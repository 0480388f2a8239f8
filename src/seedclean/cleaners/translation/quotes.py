"""Blanks inside quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.cleaners.translation.sentences import is_text, language_at
from seedclean.document import Change, Document
from seedclean.patterns import Pattern
from seedclean.registry import rule

_BEFORE_OPENING = frozenset(" \t([{-–—/:‘“")
_BEHIND_CLOSING = frozenset(" \t)]}-–—/.,;:!?’”'…")
_CURLY_OPEN = Pattern(r"(?:(?<=\s)|^|(?<=[(]))“( )(?=\w)")
_CURLY_CLOSE = Pattern(r"(?<=[\w.,!?…)])( )”(?=[\s.,;:!?)]|$)")

Blank = tuple[int, int]


@rule
def blank_in_quotes(document: Document) -> Iterator[Change]:
    r"""Take out the blank behind an opening quotation mark and before a closing one.

    Why: tokenizers set quotation marks apart from words, and nobody can see later which way they point.

    Leaves alone: French quotation marks; lines in which the marks do not pair up, or one of them
    touches words on both sides; inches and minutes (`6" wide`); quotations without a word in them.

    >>> from seedclean import show
    >>> print(show(blank_in_quotes, 'They opened a shop named " The Red Hen " in May.\n'))
    - They opened a shop named " The Red Hen " in May.
    + They opened a shop named "The Red Hen" in May.
    """
    text = document.text
    if '" ' in text or ' "' in text:
        for row, blanks in enumerate(document.rows(blanks_in_straight_quotes)):
            if blanks and is_text(document, row) and language_at(document, row) != "fr":
                start = document.starts[row]
                for low, high in blanks:
                    yield start + low, start + high, ""
    if "“ " in text or " ”" in text:
        for pattern in (_CURLY_OPEN, _CURLY_CLOSE):
            for match in pattern.finditer(text):
                if language_at(document, document.line_at(match.start())) == "en":
                    yield match.start(1), match.end(1), ""


def blanks_in_straight_quotes(line: str) -> tuple[Blank, ...]:
    """Where blanks stand inside the straight quotation marks of a line.

    >>> blanks_in_straight_quotes('a " b" c')
    ((3, 4),)
    """
    if '"' not in line or ('" ' not in line and ' "' not in line):
        return ()
    parts = line.split('"')
    if len(parts) % 2 == 0:
        return ()
    inside = parts[1::2]
    if not any(part[:1] == " " or part[-1:] == " " for part in inside):
        return ()
    outside = parts[::2]
    for before, after in zip(outside, outside[1:], strict=False):
        if (before and before[-1] not in _BEFORE_OPENING) or (after and after[0] not in _BEHIND_CLOSING):
            return ()
    blanks = []
    place = 0
    for i, part in enumerate(parts):
        if i % 2 and any(map(str.isalpha, part)):
            words = part.strip(" ")
            head = len(part) - len(part.lstrip(" "))
            tail = len(part) - len(part.rstrip(" "))
            if words and head:
                blanks.append((place, place + head))
            if words and tail:
                blanks.append((place + len(part) - tail, place + len(part)))
        place += len(part) + 1
    return tuple(blanks)
