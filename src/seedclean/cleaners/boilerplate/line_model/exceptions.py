"""The lines that the line model predicts as boilerplate, for the rules that say of what kind they are.

The rules run in their order, and each takes the predicted lines that it knows;
what none of them knows goes as `page-furniture`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import PROSE
from seedclean.cleaners.boilerplate.headline import find_confirmed_rows, find_headline_rows, last_above
from seedclean.cleaners.boilerplate.line_model import model
from seedclean.cleaners.boilerplate.line_model.belonging import find_text_rows
from seedclean.cleaners.boilerplate.line_model.blocks import find_unexplained
from seedclean.cleaners.boilerplate.line_model.gate import is_page
from seedclean.cleaners.boilerplate.line_model.runs import extend_runs, keep_runs
from seedclean.cleaners.boilerplate.line_model.text_forms import find_form_rows
from seedclean.cleaners.boilerplate.matchers import SHORTEST_CAPTION, is_caption
from seedclean.cleaners.boilerplate.pages import rows_with

if TYPE_CHECKING:
    from seedclean.document import Document

_ABOVE_TEXT = 40  # lines above the first paragraph, blank ones too, that may have the captions of a picture
_SHORTEST_COPY = 32  # characters of a line with an equal one close by; buttons and labels are shorter
_COPY_REACH = 8  # lines to either side of a caption, blank ones too, among which its copy is


def predict_rows(document: Document) -> list[int]:
    """Predict the rows that are boilerplate, without those that the lines around them keep.

    Nothing is predicted in a text that does not show that it is a page of a site.
    """
    if not model.may_be_page(document) or not is_page(document):
        return []
    confirmed = find_confirmed_rows(document)
    headlines = find_headline_rows(document) | confirmed
    sure = frozenset(row for row, score in enumerate(model.line_scores(document)) if score >= model.SURE)

    def find_kept(rows: list[int]) -> set[int]:
        predicted = set(rows)
        kept = {*find_captions(document, predicted), *headlines, *last_above(document, predicted, confirmed)}
        kept |= find_text_rows(document, predicted - kept, headlines, sure)
        kept |= find_unexplained(document, predicted - kept, headlines)
        kept |= find_form_rows(document, predicted - kept)
        return kept | keep_runs(document, predicted - kept)

    predicted = set(model.predict(document, find_kept))
    more = extend_runs(document, predicted) - headlines
    predicted |= more - find_captions(document, predicted | more)
    if len(predicted) == len(document.lines) - document.stripped.count(""):
        return []  # the model has found no text on the page
    return sorted(predicted)


def find_captions(document: Document, predicted: set[int]) -> set[int]:
    """The predicted captions: those with a credit beside the text or printed again, and equal lines close by.

    They are left for the rules that keep one copy.

    Args:
        document: The page.
        predicted: The rows predicted as boilerplate.
    """
    lines = document.stripped
    prose = [row for row in rows_with(document, PROSE) if row not in predicted]
    first, last = (prose[0] - _ABOVE_TEXT, prose[-1]) if prose else (0, 0)
    kept = set()
    for row in predicted:
        line = lines[row]
        if len(line) < _SHORTEST_COPY:
            continue
        beside = first < row < last
        if len(line) >= SHORTEST_CAPTION and is_caption(line):
            if beside or document.view(_count_copies)[line] > 1:
                kept.add(row)
        elif beside and line in (
            *lines[max(0, row - _COPY_REACH) : row],
            *lines[row + 1 : row + 1 + _COPY_REACH],
        ):
            kept.add(row)
    return kept


def _count_copies(document: Document) -> Counter[str]:
    """Count how often each line is on the page: once, since a hostile page is nothing but captions."""
    return Counter(document.stripped)
