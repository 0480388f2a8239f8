"""The blocks of a page: what is between the lines whose words say that they are a site's.

The line model looks at single lines, and a text of short lines looks like furniture to it. The
blocks of a page show what it cannot see: where words explain what is furniture, and in how many
pieces the text is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.known import may_be_furniture
from seedclean.cleaners.boilerplate.line_flags import signs
from seedclean.cleaners.boilerplate.pages import first_kept

if TYPE_CHECKING:
    from seedclean.document import Document

_MOST_UNEXPLAINED = 0.25
"""Of the condemned lines outside the text, this part may have no known words."""


def unexplained(document: Document, condemned: set[int]) -> set[int]:
    """The condemned lines that stay, since known words explain the furniture of the page without them.

    On a page without any paragraph that stays nothing else tells a text from furniture. On others
    what stays has to be in one block, and nearly all furniture around it known.

    Args:
        document: The page.
        condemned: The condemned rows.
    """
    lines, shown = document.stripped, signs(document)
    known = {row for row in condemned if may_be_furniture(lines[row], shown[row])}
    if first_kept(document, condemned) < 0:
        return condemned - known
    blocks = _blocks(document, known)
    own = [block for block in blocks if not condemned.issuperset(block)]
    if len(own) != 1:
        return set()
    others = sum(map(len, blocks)) - len(own[0])
    if others > _MOST_UNEXPLAINED * (others + len(known)):
        return set()
    return condemned.intersection(own[0])


def _blocks(document: Document, known: set[int]) -> list[list[int]]:
    """The rows with text between known ones."""
    found: list[list[int]] = [[]]
    for row, line in enumerate(document.stripped):
        if row in known:
            found.append([])
        elif line:
            found[-1].append(row)
    return [block for block in found if block]
