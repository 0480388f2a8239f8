"""Marks of Markdown that a page leaves around its text: breaks that part nothing, headings of nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.page_images import shows_page, text_span
from seedclean.markdown.delete import delete_marks
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Match

    from seedclean.document import Change, Document

_EMPTY_HEADING = Pattern(r"^ {0,3}#{2,6}[ \t]*$", re.MULTILINE)
_BREAK = Pattern(r"^[ \t]*(?:(?:\*[ \t]*){3,99}|(?:-[ \t]*){3,99}|(?:_[ \t]*){3,99})$", re.MULTILINE)


@rule(needs="\n", cleaner="markdown")
def stray_mark(document: Document) -> Iterator[Change]:
    r"""Delete empty headings of a page, and breaks above and below all of its text or behind another.

    Why: a page parts its menus and its footer from the text by lines, and these stay when the others go; a
    heading of a picture is empty once the picture is left out.

    Leaves alone: texts that show no furniture of a site (notes, manuals, READMEs); breaks between two
    paragraphs, lines of hyphens right below a line, which make it a heading, front matter, a single `#`,
    and code in fences.
    `clean` runs it on Markdown only, when all other rules have run.

    >>> from seedclean import show
    >>> page = '''---
    ... # Ferries were late
    ... Nobody was hurt.
    ...
    ... ###
    ... © 2024 Harbour News
    ... '''
    >>> print(show(stray_mark, page))
    - ---
      # Ferries were late
      Nobody was hurt.
    - ###
      © 2024 Harbour News
    """
    text = document.text
    if "##" not in text and _BREAK.search(text) is None:
        return iter(())
    if not document.view(shows_page):
        return iter(())
    return delete_marks(document, [*_EMPTY_HEADING.finditer(text), *_breaks_of_nothing(document)])


def _breaks_of_nothing(document: Document) -> Iterator[Match[str]]:
    """Yield the breaks above and below all text, and those with nothing but empty headings up to another."""
    text = document.text
    first, last = text_span(text)
    end = -1
    for match in _BREAK.finditer(text):
        if _underlines(text, match):
            continue
        is_behind = end >= 0 and not _EMPTY_HEADING.sub("", text[end : match.start()]).strip()
        if is_behind or not first <= match.start() < last:
            yield match
        end = match.end()


def _underlines(text: str, match: Match[str]) -> bool:
    """Check whether hyphens are right below a line, which is a heading by them."""
    above = text[text.rfind("\n", 0, max(0, match.start() - 1)) + 1 : match.start()]
    return "-" in match[0] and above.strip() != ""
