"""Menus, section lists and breadcrumbs around the text of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.bars import is_bar, is_trail
from seedclean.cleaners.boilerplate.line_model.categories import PREDICTED, rows_of_category
from seedclean.cleaners.boilerplate.pages import body, rows_holding
from seedclean.document import Change, Document, drop_lines
from seedclean.facts import characters
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_BAR_MARKS = "|·•"
_TRAIL_MARKS = "/>»›→"


@rule(needs=PREDICTED)
def menu(document: Document) -> Iterator[Change]:
    r"""Drop runs of menu entries above and below the text.

    Why: tags stripped, a menu is dozens of short lines. They are no
    text, and on every page of the site they are the same.

    Leaves alone: runs of fewer than four short lines; runs in which fewer than
    two entries are labels that sites give to their own parts, such as poems,
    tables and ingredients, or none is a label that only sites have (`About us`,
    `Privacy Policy`), such as lists of subjects (`Politics`, `Economy`); a list
    below the text that a line with a colon announces; everything between the
    first and the last line of prose; a page without any prose; a file of settings; entries of another
    kind, which are left to their rules.
    Above the text, what follows the last known label stays, since
    headlines and bylines are there; below it, what precedes the first,
    since signatures do, unless a notice or a credit is above. On a whole page the line model may
    predict more labels, anywhere.

    >>> from seedclean import show
    >>> print(show(menu, '''Home
    ... News
    ... Harbour
    ... About us
    ... The ferry was late again
    ... The night ferry reached the harbour two hours late on Friday, its captain said.
    ... '''))
    - Home
    - News
    - Harbour
    - About us
      The ferry was late again
      The night ferry reached the harbour two hours late on Friday, its captain said.
    """
    return drop_lines(document, rows_of_category(document, "menu"))


@rule(needs=characters(_BAR_MARKS))
def menu_bar(document: Document) -> Iterator[Change]:
    r"""Drop a line that holds a whole menu: `Home | About us | Contact`.

    Why: it is a menu, set in one line.

    Leaves alone: lines in which fewer than two parts, or fewer than half of
    them, are labels that sites give to their own parts, or none is one that only
    sites have; table rows.

    >>> from seedclean import show
    >>> print(show(menu_bar, "About us  |  Contact  |  Privacy Policy\nThe ferry was late.\n"))
    - About us  |  Contact  |  Privacy Policy
      The ferry was late.
    """
    rows = rows_holding(document, _BAR_MARKS, len(document.text))
    yield from drop_lines(document, (row for row in rows if is_bar(document.stripped[row])))


@rule(needs=characters(_TRAIL_MARKS))
def breadcrumb(document: Document) -> Iterator[Change]:
    r"""Drop the trail that says where in the site a page is: `News / Nation`.

    Why: it names sections of the site, not what the page says.

    Leaves alone: a line whose first step is no label that only sites have, nor
    their `News`; steps of more than five words; lines in or below the text.

    >>> from seedclean import show
    >>> print(show(breadcrumb, '''Home » Town » Harbour
    ... The night ferry reached the harbour two hours late on Friday, its captain said.
    ... '''))
    - Home » Town » Harbour
      The night ferry reached the harbour two hours late on Friday, its captain said.
    """
    first = body(document).first
    if first > 0:
        rows = rows_holding(document, _TRAIL_MARKS, document.starts[first])
        yield from drop_lines(document, (row for row in rows if is_trail(document.stripped[row])))
