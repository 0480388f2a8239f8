"""Marks of Markdown that go by themselves, with the lines that hold nothing else."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from seedclean.document import drop_lines
from seedclean.markdown.blocks import PROTECTED
from seedclean.markdown.view import parse_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from re import Match

    from seedclean.document import Change, Document
    from seedclean.markdown.parse import Parsed

_Span = tuple[int, int]


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
    parts: list[Change] = []
    rows: set[int] = set()
    for lines, spans in _by_lines(document, matches):
        if _are_all_of(document, lines, spans):
            rows.update(lines)
        else:
            parts += [(start, end, "") for start, end in spans]
    yield from sorted([*parts, *drop_lines(document, rows)])


def _by_lines(document: Document, matches: Iterable[Match[str]]) -> Iterator[tuple[range, list[_Span]]]:
    """Group the marks that are not protected, those in the same lines together, without overlaps."""
    found = sorted(match.span() for match in matches)
    if not found:
        return
    parsed = document.view(parse_document)
    lines, spans = range(0), list[_Span]()
    for start, end in found:
        if (spans and start < spans[-1][1]) or _is_protected(parsed, start):
            continue
        first, last = document.line_at(start), document.line_at(end - 1)
        if spans and first >= lines.stop:
            yield lines, spans
            spans = []
        lines = range(lines.start if spans else first, last + 1)
        spans.append((start, end))
    if spans:
        yield lines, spans


def _are_all_of(document: Document, lines: range, spans: list[_Span]) -> bool:
    """Check whether lines hold nothing but some spans, behind the marks of an item or a quotation."""
    text = document.text
    ends = (end for _, end in spans)
    starts = (*(start for start, _ in spans[1:]), document.starts[lines.stop] - 1)
    between = (text[end:start] for end, start in zip(ends, starts, strict=True))
    before = text[document.starts[lines.start] : spans[0][0]]
    return not before.strip(" \t*+->") and not "".join(between).strip()


def _is_protected(parsed: Parsed, place: int) -> bool:
    if parsed.blocks[bisect_right(parsed.starts, place) - 1] == PROTECTED:
        return True
    last = bisect_right(parsed.fixed, (place, len(parsed.text))) - 1
    return last >= 0 and place < parsed.fixed[last][1]
