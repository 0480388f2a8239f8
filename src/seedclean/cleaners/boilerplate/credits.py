"""Credits: who wrote, edited and supplied what stands above or below the text."""

from __future__ import annotations

from collections import Counter
from re import IGNORECASE, escape
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.pages import body, is_page, rows_with
from seedclean.cleaners.boilerplate.passages import is_of_facts
from seedclean.cleaners.boilerplate.signs import CREDIT
from seedclean.cleaners.boilerplate.vocabulary import EDITORS, ROLES
from seedclean.document import Change, Document, dropped
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_ALIKE = 2
"""More lines that name the same role are the records of a list: books, games, charts."""

_BRACKETS = "([（【"
_BETWEEN = r"[\s|/·()（）【】\[\]]"
_ROLE = "|".join(escape(role) for role in sorted(ROLES, key=len, reverse=True))
_NAMED_ROLE = Pattern(rf"(?:^|{_BETWEEN})({_ROLE})\s?[:：]", IGNORECASE)
_NAME = r"(?:[^\W\d_][^\s,;:：?？!！…]{0,24})"
_CREDITED = Pattern(
    rf"(?:(?:^|{_BETWEEN}+)(?:{_ROLE})\s?[:：]\s{{0,6}}"
    rf"{_NAME}(?:\s{{1,3}}(?:and |und |et |y |& )?{_NAME}){{0,4}}"
    r"[\s,.;)）】\]]{0,8}){1,4}",
    IGNORECASE,
)


@rule
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
    role, which are records of a list; lines of more than 160 characters.

    >>> from seedclean import show
    >>> print(show(credit_line, '''The ferry was late.
    ... Source: Harbour Agency   Editor: Ann Field
    ... '''))
      The ferry was late.
    - Source: Harbour Agency   Editor: Ann Field
    """
    rows = rows_with(document, CREDIT)
    if not rows:
        return
    lines = document.stripped
    roles = {row: _roles(lines[row]) for row in rows if is_credit(lines[row])}
    times = Counter(named[0] for named in roles.values())
    first, last = document.view(body)
    gone = []
    for row, named in roles.items():
        if times[named[0]] > _MOST_ALIKE or is_of_facts(document, row) or _NAMED_ROLE.sub("", lines[row]).strip()[:1].islower():
            continue
        above, below = 0 <= row < first and is_page(document), row > last >= 0
        if above or below or len(named) > 1 or (named[0] in EDITORS and lines[row][0] in _BRACKETS):
            gone.append(row)
    yield from dropped(document, gone)


def is_credit(line: str) -> bool:
    """Whether a line holds roles with names, and nothing else."""
    return _CREDITED.fullmatch(line.strip(" \t\xa0\u3000()（）[]【】")) is not None


def _roles(line: str) -> list[str]:
    return [match.group(1).lower() for match in _NAMED_ROLE.finditer(line)]
