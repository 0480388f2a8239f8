"""Marks of Markdown that go by themselves, with the lines that hold nothing else."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from seedclean.markdown.blocks import PROTECTED
from seedclean.markdown.view import parse_document
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from re import Match

    from seedclean.document import Change, Document
    from seedclean.markdown.parse import Parsed

_REST = Pattern(r"[^\S\n]*+(?:\n|\Z)")


def delete_marks(document: Document, matches: Iterable[Match[str]]) -> Iterator[Change]:
    r"""Yield the changes that delete marks outside what is protected, with the lines that hold nothing else.

    Args:
        document: The document.
        matches: What goes.

    >>> import re
    >>> from seedclean.document import Document
    >>> document = Document("# Ferry\n![](/a.png)\nIt was late.\n")
    >>> list(delete_marks(document, re.finditer(r"!\[\]\(/a.png\)", document.text)))
    [(8, 20, '')]
    """
    found = sorted(match.span() for match in matches)
    if not found:
        return
    parsed = document.view(parse_document)
    position = 0
    for start, end in found:
        if start < position or _is_protected(document, parsed, start):
            continue
        low = document.starts[document.line_at(start)]
        high = document.starts[document.line_at(end - 1) + 1]
        if not document.text[max(low, position) : start].strip(" \t*+->") and _REST.match(document.text, end):
            start, end = max(low, position), min(high, len(document.text))
        yield start, end, ""
        position = end


def _is_protected(document: Document, parsed: Parsed, place: int) -> bool:
    if parsed.blocks[document.line_at(place)] == PROTECTED:
        return True
    last = bisect_right(parsed.fixed, (place, len(parsed.text))) - 1
    return last >= 0 and place < parsed.fixed[last][1]
