"""Credits: who wrote, edited and supplied the text above or below."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import CREDIT
from seedclean.cleaners.boilerplate.line_model.categories import PREDICTED, rows_of_category
from seedclean.cleaners.boilerplate.notice_forms import is_credit, role_pattern
from seedclean.cleaners.boilerplate.pages import body, is_page, rows_with
from seedclean.cleaners.boilerplate.text_lists import is_of_facts
from seedclean.document import Change, Document, drop_lines
from seedclean.facts import flag
from seedclean.registry import rule
from seedclean.words import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_ALIKE = 2
"""More lines that name the same role are the records of a list: books, games, charts."""

_BRACKETS = "([（【"


@rule(needs=flag(CREDIT) | PREDICTED)
def credit_line(document: Document) -> Iterator[Change]:
    r"""Drop a line that only names sources, editors and authors.

    Why: `Source: Harbour Agency   Editor: Ann Field` describes the page; it is
    the same furniture under every article of the site.

    Leaves alone: a line that says more than roles and names; names without a
    role (`By Ann Field` stays, as does `Photo: Ann Field` under a picture); a
    lone role between two paragraphs, where it belongs to a chart, a quotation or
    an interview, above a text of fewer than three paragraphs, or on a page
    without any; names in small letters and questions; a line among other
    labelled facts, which stay together; the third line and more with the same
    role, which are records of a list; lines of more than 160 characters; unless
    the line model predicts it.

    >>> from seedclean import show
    >>> print(show(credit_line, '''The ferry was late.
    ... Source: Harbour Agency   Editor: Ann Field
    ... '''))
      The ferry was late.
    - Source: Harbour Agency   Editor: Ann Field
    """
    rows = rows_with(document, CREDIT)
    lines = document.stripped
    roles = {row: _roles(lines[row]) for row in rows if is_credit(lines[row])}
    times = Counter(named[0] for named in roles.values())
    gone = [
        row
        for row, named in roles.items()
        if times[named[0]] <= _MOST_ALIKE and _is_of_page(document, row, named)
    ]
    yield from drop_lines(document, gone + rows_of_category(document, "credit-line"))


def _is_of_page(document: Document, row: int, named: list[str]) -> bool:
    """Check whether a credit is where a page has its own, and not a part of the text."""
    line = document.stripped[row]
    if is_of_facts(document, row) or role_pattern().sub("", line).strip()[:1].islower():
        return False
    first, last = document.view(body)
    if row > last >= 0 or (row < first and is_page(document)):
        return True
    return len(named) > 1 or (named[0] in labels("editors") and line[0] in _BRACKETS)


def _roles(line: str) -> list[str]:
    return [match.group(1).lower() for match in role_pattern().finditer(line)]
