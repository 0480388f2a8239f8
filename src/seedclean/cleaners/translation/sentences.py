"""What kind of line a place is in: whether it is prose, and in which language."""

from __future__ import annotations

from seedclean.document import Document
from seedclean.evidence import language, language_of

FEWEST_WORDS = 5
_CODE = (
    "{",
    "}",
    "==",
    "!=",
    "\\",
    "`",
    "|",
    ");",
    "()",
    "</",
    "/>",
    "=>",
    "->",
    "$(",
    "::",
    "#!",
    "\t",
    "&&",
    " = ",
)
_LAST_MARKS = ".!?:;,\"'”’»)]…。）"


def is_prose(document: Document, row: int) -> bool:
    """Whether a line is a sentence rather than a heading, a table row or code."""
    known = document.view(_prose)
    if row not in known:
        known[row] = looks_prose(document.lines[row])
    return known[row]


def is_text(document: Document, row: int) -> bool:
    """Whether a line is words at all, a heading or a list too, and no code nor among code."""
    known = document.view(_text)
    if row not in known:
        known[row] = looks_text(document.lines[row]) and not document.view(holds_code)
    return known[row]


def holds_code(document: Document) -> bool:
    r"""Whether a document has a few lines that end as only code does.

    >>> holds_code(Document("type Mill {\n  bread: Loaf;\n}\ntype Loaf {\n}"))
    True
    """
    text = document.text
    return (
        text.count("}") + text.count(";\n") + (text.count("{\n") + text.count("}\n") if "}" in text else 0)
        > 2
    )


def looks_text(line: str) -> bool:
    """Whether a line has some words and nothing that only code has.

    >>> looks_text('" Red Hen " by the Old Mill')
    True
    >>> looks_text('if (name == " x ") return;')
    False
    """
    return len(line.split()) >= FEWEST_WORDS - 1 and not any(mark in line for mark in _CODE)


def language_at(document: Document, row: int) -> str:
    """The language of a line, or of its document where the line alone does not tell."""
    known = document.view(_languages)
    if row not in known:
        known[row] = language_of(document.lines[row]) or document.view(language)
    return known[row]


def looks_prose(line: str) -> bool:
    """Whether a line has some words, many of them in small letters, and ends like a sentence or is long.

    >>> looks_prose("The council met on Tuesday to talk.")
    True
    >>> looks_prose("Home News Sport Weather Contact")
    False
    """
    words = line.split()
    if len(words) < FEWEST_WORDS:
        return False
    small = sum(word[0].islower() for word in words)
    if words[-1][-1] not in _LAST_MARKS:  # a long row of tags has no small words between
        return len(words) > 15 and small * 5 >= len(words) * 2 and language_of(line) != ""
    return small * 5 >= len(words) * (1 if len(words) > 15 else 2)


# Filled when a rule asks for a line: few lines have anything that makes a rule ask.


def _prose(_document: Document) -> dict[int, bool]:
    return {}


def _text(_document: Document) -> dict[int, bool]:
    return {}


def _languages(_document: Document) -> dict[int, str]:
    return {}
