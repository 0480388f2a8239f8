"""Blanks inside quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.analysis import guess_language
from seedclean.cleaners.translation.sentences import is_text, language_at
from seedclean.cleaners.translation.subjects import is_about_marks
from seedclean.document import Change, Document
from seedclean.facts import characters, pair
from seedclean.patterns import Pattern
from seedclean.registry import rule

_BEFORE_OPENING = frozenset(" \t([{-–—/:‘“")
_BEHIND_CLOSING = frozenset(" \t)]}-–—/.,;:!?’”'…")
# The marks that open and close a quotation, and the languages that write no blanks inside them. French does,
# and unknown languages may.
_PAIRED = (
    (
        "“",
        "”",
        Pattern(r"(?<![^\s(])“( )[^“”\n]{1,400}( )”"),
        ("en", "es", "it", "pt", "nl", "pl", "ru", "uk"),
    ),
    (
        "„",
        "“”",
        Pattern(r"(?<![^\s(])„( )[^“”„\n]{1,400}( )[“”](?!\w)"),
        ("de", "cs", "pl", "nl", "ru", "uk"),
    ),
    ("«", "»", Pattern(r"(?<![^\s(])«( )[^«»\n]{1,400}( )»"), ("ru", "uk", "es", "it", "pt")),
)

# No language writes a blank behind `„`, and none of Greek or Cyrillic letters behind `«`.
_FIRST_OTHER, _LAST_OTHER = "\u0370", "\u0530"

_DOUBLED = Pattern(r"(?<![\w\"=])(\"\")(?=[^\W\d_])[^\"\n]{1,300}(?<=[\w.,!?])(\"\")(?![\w\"])")

Blank = tuple[int, int]


@rule(needs=characters('"“„«') & pair('"|', "“ "))
def blank_in_quotes(document: Document) -> Iterator[Change]:
    r"""Take out the blank behind an opening quotation mark and before a closing one.

    Why: tokenizers set quotation marks apart from words, and nobody can see later which way they point.

    Leaves alone: a document with a single such blank; quotation marks in French; lines in which the marks
    do not pair up, are doubled, or touch words on both sides; inches (`6" wide`); quotations without
    a word in them; strings that end in a colon (`"Label: "`).

    >>> from seedclean import show
    >>> print(show(blank_in_quotes, 'They opened a shop named " The Red Hen " in May.\n'))
    - They opened a shop named " The Red Hen " in May.
    + They opened a shop named "The Red Hen" in May.
    """
    blanks = [*_in_straight_quotes(document), *_in_curly_quotes(document)]
    if len(blanks) > 1:  # one alone is a slip of the finger, and where it belongs is a guess
        for start, end in blanks:
            yield start, end, ""


@rule(needs='""')
def doubled_quote(document: Document) -> Iterator[Change]:
    r"""Take one of two quotation marks on each side of a quotation.

    Why: a system adds its own marks to those that are there already.

    Leaves alone: lines with a single mark beside them, as in the fields of a table (`"a ""b"" c"`), empty
    strings, code, lines of a few words, and texts that speak of quotation marks.

    >>> from seedclean import show
    >>> print(show(doubled_quote, 'He called the shop ""The Red Hen"" in his letter.\n'))
    - He called the shop ""The Red Hen"" in his letter.
    + He called the shop "The Red Hen" in his letter.
    """
    if is_about_marks(document):
        return
    rows = {document.line_at(match.start()) for match in _DOUBLED.finditer(document.text)}
    for row in sorted(rows):
        line, start = document.lines[row], document.starts[row]
        found = list(_DOUBLED.finditer(line))
        if line.count('"') == 4 * len(found) and is_text(document, row):
            for match in found:
                yield start + match.start(1), start + match.end(1), '"'
                yield start + match.start(2), start + match.end(2), '"'


def _in_straight_quotes(document: Document) -> Iterator[Blank]:
    if '"' not in document.text:
        return
    for row, line in enumerate(document.lines):
        blanks = blanks_in_straight_quotes(line)
        if blanks and is_text(document, row) and language_at(document, row) != "fr":
            start = document.starts[row]
            for low, high in blanks:
                yield start + low, start + high


def _in_curly_quotes(document: Document) -> Iterator[Blank]:
    text = document.text
    for opening, closings, pattern, languages in _PAIRED:
        if opening + " " not in text or not any(" " + closing in text for closing in closings):
            continue
        for match in pattern.finditer(text):
            inner = text[match.end(1) : match.end(1) + 1]
            if opening == "«" and document.view(guess_language) == "fr":
                break
            sure = opening == "„" or (opening == "«" and _FIRST_OTHER <= inner < _LAST_OTHER)
            if sure or language_at(document, document.line_at(match.start())) in languages:
                yield match.span(1)
                yield match.span(2)


def blanks_in_straight_quotes(line: str) -> tuple[Blank, ...]:
    """Find the blanks inside the straight quotation marks of a line.

    >>> blanks_in_straight_quotes('a " b" c')
    ((3, 4),)
    """
    if '"' not in line or '""' in line or ('" ' not in line and ' "' not in line):
        return ()  # `"She said ""no"" to me"`: between the marks may be no quotation
    parts = line.split('"')
    if len(parts) % 2 == 0:
        return ()
    inside = parts[1::2]
    if not any(part[:1] == " " or part[-1:] == " " for part in inside):
        return ()
    outside = parts[::2]
    if not all(map(_are_quotes, outside, inside, outside[1:])):
        return ()
    blanks: list[Blank] = []
    place = 0
    for before, part in zip(outside, inside, strict=False):
        place += len(before) + 1
        blanks += _blanks_at_ends(part, place)
        place += len(part) + 1
    return tuple(blanks)


def _are_quotes(before: str, part: str, after: str) -> bool:
    """Check whether the marks around a part of a line are those of a quotation, and not inches or code."""
    if (before and before[-1] not in _BEFORE_OPENING) or (after and after[0] not in _BEHIND_CLOSING):
        return False
    return not (before.rstrip()[-1:].isdigit() and part.rstrip()[-1:].isdigit())  # `7 ' 6 " x 9 ' 6 "`


def _blanks_at_ends(part: str, place: int) -> Iterator[Blank]:
    """Yield the blanks at the ends of a quotation that starts at a place."""
    words = part.strip(" ")
    if not any(map(str.isalpha, words)):
        return
    head = len(part) - len(part.lstrip(" "))
    tail = len(part) - len(part.rstrip(" "))
    if head:
        yield place, place + head
    if tail and words[-1] not in ":=":  # `"Label: "` is a string that goes on
        yield place + len(part) - tail, place + len(part)
