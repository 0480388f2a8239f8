"""Numbers and times that were cut in two."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.cleaners.translation.sentences import is_prose, is_text
from seedclean.cleaners.translation.words import words
from seedclean.document import Change, Document
from seedclean.patterns import Pattern
from seedclean.registry import rule

_TIME = Pattern(r"(?<![\w:.,/])(\d{1,2}):( )([0-5]\d)(?![\w:]|[.,]\d)")
_THOUSANDS = Pattern(r"(?<![\w:.,/])([$€£¥₦₹]?)(\d{1,3}),( )(\d{3})(?![\w:]|[.,] ?\d)")
_BEFORE_TIME = words(
    "at from to until till by around about before after since between and of um von bis ab gegen seit nach "
    "vor las a à de der kl v ve od do od i y e entre hasta desde"
)
_BEHIND_TIME = words("am pm a.m p.m uhr gmt utc cest cet est hrs hours local o'clock h clock")


@rule
def split_number(document: Document) -> Iterator[Change]:
    r"""Take out the blank inside a time or a number.

    Why: tokenizers cut numbers at their marks.

    Leaves alone: verses and other places in books (`Luke 15: 11`), ratios, lists of numbers
    (`rooms 4, 404 and 12`), and lines that are no sentences.

    >>> from seedclean import show
    >>> print(show(split_number, "The market opened at 11: 30 and took in $14, 500 by noon.\n"))
    - The market opened at 11: 30 and took in $14, 500 by noon.
    + The market opened at 11:30 and took in $14,500 by noon.
    """
    text = document.text
    if ": " in text:
        for match in _TIME.finditer(text):
            if is_text(document, document.line_at(match.start())) and _at_time(text, match.start(), match.end()):
                yield match.start(2), match.end(2), ""
    if ", " in text:
        for match in _THOUSANDS.finditer(text):
            if is_prose(document, document.line_at(match.start())) and (match.group(1) or _counts(text, match.start(), match.end())):
                yield match.start(3), match.end(3), ""


def _at_time(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 30) : start].split("\n")[-1]
    behind = text[end : end + 12].split("\n")[0].lower().split()
    if behind and behind[0].rstrip(".,;)") in _BEHIND_TIME:
        return True
    word = (before.split() or [""])[-1].lower().lstrip("(“\"")
    return word in _BEFORE_TIME or (word in ("-", "–") and before.rstrip(" -–")[-1:].isdigit())


def _counts(text: str, start: int, end: int) -> bool:
    """Whether a number counts things: small letters follow, and no list of numbers goes on around it."""
    before = text[max(0, start - 20) : start].split()
    behind = text[end : end + 20].split()
    if not behind or not text.startswith(" ", end) or not behind[0][0].islower() or behind[0] in ("and", "or"):
        return False
    return not before or not before[-1][0].isdigit()
