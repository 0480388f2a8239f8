"""What is left of HTML."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from seedclean.document import Change, Document
from seedclean.patterns import Pattern
from seedclean.registry import rule

_ENTITY = Pattern(r"&(?:amp;|#0?38;){0,9}( ?)(#?[0-9A-Za-z]{1,24};|nbsp(?![\w;=]))")
_SPACED = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;", "nbsp;"))
_QUOTES = frozenset("`'\"‘’“”")


@rule(needs="&")
def html_entity(document: Document) -> Iterator[Change]:
    r"""Replace HTML entities by the characters that they stand for.

    Why: text that was escaped twice, or cut from a page without being decoded, keeps them.

    Leaves alone: lines with a `<`, which are code; entities in quotes, which are being talked about;
    names that are no entity, and `&` alone.

    >>> from seedclean import show
    >>> print(show(html_entity, "Fish &amp; chips &#8211; today only 5 &pound;\n"))
    - Fish &amp; chips &#8211; today only 5 &pound;
    + Fish & chips – today only 5 £
    """
    text = document.text
    place = text.find("&")
    while place >= 0:
        row = document.line_at(place)
        line = document.lines[row]
        place = text.find("&", document.starts[row + 1])
        if (";" not in line and "&nbsp" not in line) or "<" in line:
            continue
        for match in _ENTITY.finditer(line):
            start, end = match.span()
            if line[start - 1 : start] in _QUOTES and line[end : end + 1] in _QUOTES:
                continue
            blank, name = match.groups()
            new = _character(name) if not blank or name in _SPACED else ""
            if new:
                yield document.starts[row] + start, document.starts[row] + end, new


@lru_cache(256)
def _character(name: str) -> str:
    """The character of an entity, `""` where there is none of this name."""
    from html import unescape
    from html.entities import html5

    if name.startswith("#"):
        character = unescape("&" + name)
        return "" if character in ("\ufffd", "&" + name) else character
    return html5.get(name, "")
