"""The words with which notices begin within a text: the cheap question before sentences are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import BUTTON, COOKIE, JUMP, PROMPT, RIGHTS
from seedclean.cleaners.boilerplate.notice_words import notice_words
from seedclean.cleaners.boilerplate.pages import rows_with
from seedclean.facts import find_opening_rows
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.document import Document

_OPENINGS = {
    RIGHTS: notice_words("rights-openings"),
    COOKIE: rf"(?:{notice_words('cookie-openings')})\b|{notice_words('unspaced-cookie-openings')}",
    PROMPT: rf"(?:{notice_words('prompt-openings')})\b|{notice_words('unspaced-prompt-openings')}",
    BUTTON: rf"(?:{notice_words('button-openings')})\b",
    JUMP: rf"(?:{notice_words('jump-openings')})\b",
}
FIRST_OF_OPENINGS = notice_words("first-of-openings").split("|")
"""The first four characters of each opening, or two, or one: the question of the native code."""

_NAMES = {f"k{number}": flag for number, flag in enumerate(_OPENINGS)}
_GLUED = Pattern(
    r"[\n.!?…。！？\"”»)\]|•·][ \t\xa0]{0,3}(?:"
    + "|".join(f"(?P<{name}>{_OPENINGS[flag]})" for name, flag in _NAMES.items())
    + ")"
)
"""For text in small letters: to ignore case would cost ten times as much."""


def flag_openings(text: str) -> int:
    """Collect the flags of the notices as which the sentences of a text, or of a line, begin."""
    flags = 0
    for match in _GLUED.finditer(f"\n{text.lower()}"):
        flags |= _NAMES[match.lastgroup or ""]
    return flags


def rows_of(document: Document, flag: int) -> list[int]:
    r"""The rows that have a flag by their words, or in which a sentence begins as notices of this kind do.

    >>> from seedclean.document import Document
    >>> rows_of(Document("The river rose again. Skip to content"), JUMP)
    [0]
    """
    opening = [row for row, here in document.view(_opening_rows) if here & flag]
    return sorted({*rows_with(document, flag), *opening}) if opening else rows_with(document, flag)


def _opening_rows(document: Document) -> list[tuple[int, int]]:
    """The rows in which sentences begin as notices do, with the flags of these."""
    shown = document.rows(flag_openings, _flag_all_openings)
    return [(row, flags) for row, flags in enumerate(shown) if flags]


def _flag_all_openings(document: Document) -> list[int]:
    """Collect the same for all lines, of which the native code finds those in question."""
    found = [0] * len(document.lines)
    for row in find_opening_rows(document):
        found[row] = flag_openings(document.lines[row])
    return found
