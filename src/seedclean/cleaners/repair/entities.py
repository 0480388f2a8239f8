"""Entities of HTML that were left in the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from seedclean.document import Change, Document
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from re import Match

_ENTITY = Pattern(
    # An ampersand that was escaped several times goes at once: a round for each would not be linear.
    r"&((?:(?: ?amp|AMP|#0{0,20}38|#[xX]0{0,20}26);| (?:amp|# 38) ;)*)"
    r"(?:( ?)(#?[0-9A-Za-z]{1,24};|nbsp(?![\w;=])|(?:#0?39|#8217|rsquo)(?=s\b)|"
    r"(?<= )(?:# \d{2,5}|(?:amp|quot|apos|nbsp|lt|gt)) ;))?"
)
# What can make an entity of what is before it: `&&#97;mp;` would be another `&amp;`.
_PARTS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#; ")
_BEGUN = Pattern(r"&(?: ?amp;|#38;){0,9} ?#? ?[0-9A-Za-z]{0,24}$")
_TAG = Pattern(r"<[A-Za-z/!?]")
_SPEAKS_OF_MARKUP = Pattern(
    r"(?i)\b(?:x?html|xml|sgml|entit(?:y|ies|ät|äten|é|és|ad|ades)|escap(?:e|es|ed|ing)|markup|ampersand|unescap\w*)\b"
)
# `converts ' to &#39; in the title`, `the symbol &nbsp; is shown`
_NAMED = Pattern(
    r"(?i)\b(?:to|into|as|of|with|like|write|type|use|symbols?|characters?|signs?|code|zeichen|durch|als|zu"
    r") $"
)
_FEWEST_SHOWN = 3  # entities of a lesson about them
_LONGEST_GAP = 12  # characters between two columns
_ALONE = frozenset(("#39;", "#039;", "#34;", "apos;", "lt;", "gt;", "nbsp;", "quot;"))
_SPACED = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;", "nbsp;"))
_QUOTES = frozenset("`'\"‘’“”")


@rule(needs="&")
def html_entity(document: Document) -> Iterator[Change]:
    r"""Replace HTML entities by the characters that they name.

    Why: text that was escaped twice, or cut from a page without being decoded, keeps them.

    Leaves alone: lines with a tag, which are code; text about entities: lines that speak of HTML,
    entities in quotes, named (`the symbol &nbsp; is shown`) or beside their character (`&lt;  <`), and all
    of a text that names three; names that are no entity, and `&` alone.

    >>> from seedclean import show
    >>> print(show(html_entity, "Fish &amp; chips &#8211; today only 5 &pound;\n"))
    - Fish &amp; chips &#8211; today only 5 &pound;
    + Fish & chips – today only 5 £
    """
    text = document.text
    place = text.find("&")
    shown = 0
    changes: list[Change] = []
    while place >= 0:
        row = document.line_at(place)
        line = document.lines[row]
        place = text.find("&", document.starts[row + 1])
        if _TAG.search(line) or _SPEAKS_OF_MARKUP.search(line):
            continue
        for match in _ENTITY.finditer(line):
            shown += match.group(3) in _ALONE and _is_named(line, *match.span())
            change = _decode(line, match)
            if change:
                start, end, new = change
                if _is_explained(line, start, end, new):
                    shown += 1
                    continue
                changes.append((document.starts[row] + start, document.starts[row] + end, new))
    if shown < _FEWEST_SHOWN:
        yield from changes


def _decode(line: str, match: Match[str]) -> Change | None:
    """The change that decodes an entity with the ampersands that it was escaped to, or only those."""
    start, end = match.span()
    ampersands, blank, name = match.groups()
    if not (ampersands or name) or (line[start - 1 : start] in _QUOTES and line[end : end + 1] in _QUOTES):
        return None
    if name in _ALONE and _is_named(line, start, end):
        return None
    new = _character_of(name, blank) if name else ""
    if new in _PARTS and _BEGUN.search(line[max(0, start - 28) : start]):
        return None
    if new:
        return start, end, new
    return (start, match.end(1), "&") if ampersands else None


def _character_of(name: str, blank: str) -> str:
    """The character of an entity, `""` where there is none, or where a blank keeps it from being one."""
    spread = name.endswith(" ;")
    name = name.replace(" ", "")
    name = name if name.endswith(";") or name == "nbsp" else name + ";"
    return _character(name) if not blank or spread or name in _SPACED else ""


def _is_named(line: str, start: int, end: int) -> bool:
    """Check whether an entity is a word of its sentence, and not a character of it."""
    return not line[end : end + 1].isalnum() and _NAMED.search(line[max(0, start - 16) : start]) is not None


def _is_explained(line: str, start: int, end: int, character: str) -> bool:
    """Check whether an entity has its character beside it, as in a table of entities: `&quot;  "`."""
    before, behind = line[max(0, start - _LONGEST_GAP) : start], line[end : end + _LONGEST_GAP]
    return (behind[:1].isspace() and behind.split()[:1] == [character]) or (
        before[-1:].isspace() and before.split()[-1:] == [character]
    )


@lru_cache(256)
def _character(name: str) -> str:
    """The character of an entity, `""` where there is none of this name."""
    from html import unescape
    from html.entities import html5

    if name.startswith("#"):
        character = unescape("&" + name)
        return "" if character in ("\ufffd", "&" + name) else character
    return html5.get(name, "")
