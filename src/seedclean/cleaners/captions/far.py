"""Leads, captions and blocks that a page prints again, however far below."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from seedclean.cleaners.captions.blocks import blocks
from seedclean.cleaners.captions.near import is_credited
from seedclean.cleaners.captions.pairs import are_copies, candidates, is_fuller, lacks_only_a_credit
from seedclean.cleaners.captions.places import has_paragraphs, title
from seedclean.document import Change, Document, drop_lines
from seedclean.facts import COPIES
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedclean.cleaners.captions.pairs import Candidates

_MOST_COPIES = 3  # of a caption; what comes more often is part of how the text is built


@rule(needs=COPIES)
def repeated_paragraph(document: Document) -> Iterator[Change]:
    r"""Drop a lead, a caption with its credit, or a whole block that the page has printed before.

    Why: leads are printed as a summary and again at the head of the text,
    captions again in the gallery below it, and whole articles once for small
    screens and once for large ones. Repeats are what language models learn by
    heart.

    Leaves alone: paragraphs that come again one by one, as clauses of a law,
    steps, forms, refrains, responses and quoted posts do; blocks that a line
    with a colon announces, as the steps of a second task; headings, which a
    table of contents has, too; blocks under another heading, name or number
    than their first copy, as licences and letters are; captions without a
    credit, a label or an ellipsis; captions that come more than three times;
    texts without long lines.

    Wrong when: a text in which two parts have the same heading and the same
    paragraphs, one part right below the other.

    >>> from seedclean import show
    >>> lead = "The night ferry reached the harbour two hours late, because a storm had closed the strait."
    >>> body = "The mayor thanked the crew on Monday, and the crew thanked the passengers for their patience."
    >>> print(show(repeated_paragraph, f"{lead}\nBy Ann Field\nHarbour\nFriday\n{lead}\n{body}\n"))
      The night ferry reached the harbour two hours late, because a storm had closed the strait.
      By Ann Field
      Harbour
      Friday
    - The night ferry reached the harbour two hours late, because a storm had closed the strait.
      The mayor thanked the crew on Monday, and the crew thanked the passengers for their patience.
    """
    if not document.view(has_paragraphs):
        return
    gone = {*_captions(document, document.view(candidates)), *blocks(document)}
    if gone:
        yield from drop_lines(document, gone)


def _captions(document: Document, found: Candidates) -> set[int]:
    """The rows of captions that the page has elsewhere, too; of copies the fuller stays."""
    lines = document.stripped
    times = Counter(found.captions.values())
    first_line = document.view(title).row
    by_edge: dict[str, list[int]] = {}
    gone: set[int] = set()
    for row, edges in found.edges.items():
        if row == first_line or times[found.captions[row]] > _MOST_COPIES:
            continue
        for edge in edges:
            before = by_edge.setdefault(edge, [])
            for earlier in before[-_MOST_COPIES:]:
                if row not in gone and earlier not in gone and _is_caption(document, found, earlier, row):
                    gone.add(row if is_fuller(lines[earlier], lines[row]) else earlier)
            before.append(row)
    return gone


def _is_caption(document: Document, found: Candidates, first: int, last: int) -> bool:
    lines = document.stripped
    one, other, ours, theirs = lines[first], lines[last], found.captions[first], found.captions[last]
    if lacks_only_a_credit(one, other):
        return True
    return are_copies(ours, theirs) and (ours != one or theirs != other or is_credited(document, first))
