"""Menus, section lists and breadcrumbs around the text of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.kinds import rows_of_kind
from seedclean.cleaners.boilerplate.lines import Shape, body, folded, rows_with, shape
from seedclean.cleaners.boilerplate.signs import BAR, LONGEST_BAR, TRAIL
from seedclean.cleaners.boilerplate.vocabulary import MENU
from seedclean.document import Change, Document, dropped
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

FEWEST_LABELS = 4
"""A menu has at least so many entries."""

FEWEST_KNOWN = 2
"""And so many of them, at least, say what sites call their own parts."""

_BAR = Pattern(r"\s*[|·•»›>/]\s*|\s{2,}|(?: \xa0|\xa0 |\xa0\xa0)\s*")
_TRAIL = Pattern(r"\s*[/>»›→]\s*")
_MOST_TRAIL_STEPS = 7
_MOST_STEP_WORDS = 5


@rule
def menu(document: Document) -> Iterator[Change]:
    r"""Drop runs of menu entries above and below the text.

    Why: tags stripped, a menu stands as dozens of short lines. They are no
    text, and on every page of the site they are the same.

    Leaves alone: runs of fewer than four short lines; runs in which fewer than
    two entries are labels that sites give to their own parts (`About us`,
    `Privacy Policy`), such as poems, tables and ingredients; everything
    between the first and the last line of prose; a page without any prose.
    Above the text, what stands after the last known label stays, since
    headlines and bylines stand there. On a whole page the line model may
    condemn more labels, wherever they stand.

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
    first, last = document.view(body)
    shapes = document.rows(shape)
    gone = rows_of_kind(document, "menu")
    for run in _runs(shapes, 0, first):
        known = _known(shapes, run)
        if known:
            gone += range(run.start, known[-1] + 1)
    for run in _runs(shapes, last + 1, len(shapes) if first >= 0 else 0):
        if _known(shapes, run):
            gone += run
    yield from dropped(document, (row for row in gone if shapes[row].words))


@rule
def menu_bar(document: Document) -> Iterator[Change]:
    r"""Drop a line that holds a whole menu: `Home | About us | Contact`.

    Why: it is a menu, set in one line.

    Leaves alone: lines in which fewer than two parts, or fewer than half of
    them, are labels that sites give to their own parts; table rows.

    >>> from seedclean import show
    >>> print(show(menu_bar, "About us  |  Contact  |  Privacy Policy\nThe ferry was late.\n"))
    - About us  |  Contact  |  Privacy Policy
      The ferry was late.
    """
    lines = document.stripped
    rows = rows_with(document, BAR)
    yield from dropped(
        document, (row for row in rows if len(lines[row]) < LONGEST_BAR and _is_bar(lines[row]))
    )


@rule
def breadcrumb(document: Document) -> Iterator[Change]:
    r"""Drop the trail that says where in the site a page stands: `News / Nation`.

    Why: it names sections of the site, not what the page says.

    Leaves alone: a line whose first step is no label that sites give to their
    own parts; steps of more than five words; lines in or below the text.

    >>> from seedclean import show
    >>> print(show(breadcrumb, '''Home » Town » Harbour
    ... The night ferry reached the harbour two hours late on Friday, its captain said.
    ... '''))
    - Home » Town » Harbour
      The night ferry reached the harbour two hours late on Friday, its captain said.
    """
    first, lines = document.view(body).first, document.stripped
    rows = [row for row in rows_with(document, TRAIL) if row < first]
    yield from dropped(
        document, (row for row in rows if len(lines[row]) < LONGEST_BAR and _is_trail(lines[row]))
    )


def _runs(shapes: list[Shape], start: int, end: int) -> Iterator[range]:
    """Stretches of labels, with the blank lines among them."""
    begin = start
    for row in range(start, end + 1):
        if row == end or (shapes[row].words and not shapes[row].label):
            if row > begin:
                yield range(begin, row)
            begin = row + 1


def _known(shapes: list[Shape], run: range) -> list[int]:
    """The rows of a run that hold labels of the site's own parts; none where the run is no menu."""
    known = [row for row in run if shapes[row].menu]
    labels = sum(shapes[row].label for row in run)
    return known if labels >= FEWEST_LABELS and len(known) >= FEWEST_KNOWN else []


def _is_bar(line: str) -> bool:
    parts = [part for part in _BAR.split(line) if part]
    known = sum(folded(part) in MENU for part in parts)
    return known >= FEWEST_KNOWN and 2 * known >= len(parts)


def _is_trail(line: str) -> bool:
    steps = _TRAIL.split(line)
    if not 2 <= len(steps) <= _MOST_TRAIL_STEPS or folded(steps[0]) not in MENU:
        return False
    return all(step and step.count(" ") < _MOST_STEP_WORDS for step in steps)
