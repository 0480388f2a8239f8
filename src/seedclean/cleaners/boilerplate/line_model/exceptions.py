"""The lines that the line model condemns, for the rules that say of what kind they are.

The rules run in their order, and each takes the condemned lines that it knows;
what none of them knows goes as `page-furniture`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.headline import confirmed_rows, headline_rows, last_above
from seedclean.cleaners.boilerplate.line_flags import PROSE
from seedclean.cleaners.boilerplate.line_model import model
from seedclean.cleaners.boilerplate.line_model.belonging import belonging
from seedclean.cleaners.boilerplate.line_model.blocks import unexplained
from seedclean.cleaners.boilerplate.line_model.gate import is_page
from seedclean.cleaners.boilerplate.line_model.runs import torn, worn
from seedclean.cleaners.boilerplate.line_model.text_forms import of_form
from seedclean.cleaners.boilerplate.matchers import SHORTEST_CAPTION, is_caption
from seedclean.cleaners.boilerplate.pages import rows_with

if TYPE_CHECKING:
    from seedclean.document import Document

_ABOVE_TEXT = 40  # lines above the first paragraph, blank ones too, that may have the captions of a picture
_COPY_REACH = 8  # lines to either side of a caption, blank ones too, among which its copy is


def condemned_rows(document: Document) -> list[int]:
    """The rows that the model condemns, but for those that the lines around them spare.

    Nothing is condemned in a text that does not show that it is a page of a site.
    """
    if not model.may_be_page(document) or not is_page(document):
        return []
    confirmed = confirmed_rows(document)
    headlines = headline_rows(document) | confirmed

    def spared(rows: list[int]) -> set[int]:
        condemned = set(rows)
        kept = {*captions(document, condemned), *headlines, *last_above(document, condemned, confirmed)}
        kept |= belonging(document, condemned - kept, headlines)
        kept |= unexplained(document, condemned - kept)
        kept |= of_form(document, condemned - kept)
        return kept | torn(document, condemned - kept)

    condemned = set(model.condemned(document, spared))
    more = worn(document, condemned) - headlines
    return sorted(condemned | (more - captions(document, condemned | more)))


def captions(document: Document, condemned: set[int]) -> set[int]:
    """The condemned captions: those with a credit beside the text or printed again, and equal lines close by.

    They are left for the rules that keep one copy.

    Args:
        document: The page.
        condemned: The condemned rows.
    """
    lines = document.stripped
    prose = [row for row in rows_with(document, PROSE) if row not in condemned]
    first, last = (prose[0] - _ABOVE_TEXT, prose[-1]) if prose else (0, 0)
    kept = set()
    for row in condemned:
        line = lines[row]
        if len(line) < SHORTEST_CAPTION:
            continue
        beside = first < row < last
        if is_caption(line):
            if beside or lines.count(line) > 1:
                kept.add(row)
        elif beside and line in (
            *lines[max(0, row - _COPY_REACH) : row],
            *lines[row + 1 : row + 1 + _COPY_REACH],
        ):
            kept.add(row)
    return kept
