"""The lines that the line model condemns, for the rules that say of what kind they are.

The rules run in their order, and each takes the condemned lines that it knows;
what none of them knows goes as `page-furniture`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate import model
from seedclean.cleaners.boilerplate.belonging import belonging
from seedclean.cleaners.boilerplate.blocks import unexplained
from seedclean.cleaners.boilerplate.gate import is_page
from seedclean.cleaners.boilerplate.headline import confirmed_rows, headline_rows, last_above
from seedclean.cleaners.boilerplate.looks import SHORTEST_CAPTION, is_caption
from seedclean.cleaners.boilerplate.runs import torn, worn

if TYPE_CHECKING:
    from seedclean.document import Document


def condemned_rows(document: Document) -> list[int]:
    """The rows that the model condemns, but for those that the lines around them spare.

    Nothing is condemned in a text that does not show that it is a page of a site.
    """
    if not model.may_be_page(document) or not is_page(document):
        return []
    lines = document.stripped
    confirmed = confirmed_rows(document)
    headlines = headline_rows(document) | confirmed

    def spared(rows: list[int]) -> set[int]:
        condemned = set(rows)
        kept = {*_captions(lines, rows), *headlines, *last_above(document, condemned, confirmed)}
        kept |= belonging(document, condemned - kept, headlines)
        kept |= unexplained(document, condemned - kept)
        return kept | torn(document, condemned - kept)

    condemned = set(model.condemned(document, spared))
    return sorted(condemned | (worn(document, condemned) - headlines))


def _captions(lines: list[str], rows: list[int]) -> list[int]:
    """The condemned captions that the page prints again: they are left for the rules that keep one copy."""
    long = [row for row in rows if len(lines[row]) >= SHORTEST_CAPTION]
    copies = Counter(lines[row] for row in long)
    return [row for row in long if copies[lines[row]] > 1 and is_caption(lines[row])]
