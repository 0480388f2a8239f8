"""Dates of one form: three of them are a diary, a chronology or a list of events, and none is a stamp."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.dates.candidates import Candidate, candidates
from seedclean.cleaners.dates.main_text import body, count_filled_above
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from datetime import date

    from seedclean.cleaners.dates.grammar import Stamp
    from seedclean.document import Document

_ENTRY = Pattern(r"[^\W\d_]{1,20} (?=\d{1,4}[,.:)] )(\d+)")
_NUMBER, _WORD = Pattern(r"\d+"), Pattern(r"[^\W\d_]+")

_LIST, _SHORT_LIST = 3, 2
"""So many lines with dates of one form are a list; fewer below the main text, or with text behind them."""

_SMALL = 40
"""A text with fewer lines is no page with comments and teasers below its main text."""

_MARGIN = 200
"""Characters before and behind a stamp that are read: a long line is not read anew for each stamp."""


class Form(NamedTuple):
    """The form of a stamp, with `0` for each number and `a` for each word, and where it is.

    Attributes:
        form: The form.
        first: Whether it begins its line.
        last: Whether it ends its line.
        below: Whether it is below the main text.
    """

    form: str
    first: bool
    last: bool
    below: bool

    @property
    def goes_on(self) -> bool:
        """Check whether a line begins with the stamp and says more, as the lines of a log do."""
        return self.first and not self.last


def find_repeated_forms(document: Document) -> frozenset[Form]:
    """The forms that dates of three and more days have: of a diary, a chronology, a list of events, a thread.

    Comments and teasers below the main text of a page say nothing of the stamp above it, and two of them
    show that none of them is the stamp of the text. Two lines with text behind their dates are a log.
    """
    said: dict[Form, dict[date, int]] = {}  # a `datetime` is a `date`, too
    for c in document.view(candidates):
        form = form_of(document, c)
        said.setdefault(form, {})[c.value if form.goes_on else c.day] = c.row
    rows = {form: len(set(moments.values())) for form, moments in said.items()}
    small = document.view(count_filled_above)[-1] <= _SMALL
    forms = frozenset(form for form in rows if _is_of_list(form, rows, small))
    forms |= {form._replace(below=True) for form in forms}  # a list goes on below what looks like its text
    return forms | _find_forms_of_entries(document) if len(said) > 1 else forms


def _find_forms_of_entries(document: Document) -> frozenset[Form]:
    """The forms of dates in lines that count: `Comment 1, Ann, 3 June 2019`."""
    found: dict[str, set[Form]] = {}
    for c in document.view(candidates):
        entry = _ENTRY.match(document.lines[c.row])
        if entry and entry.end() <= c.stamp.low:
            found.setdefault(entry[1], set()).add(form_of(document, c))
    return frozenset().union(*found.values()) if len(found) >= _LIST else frozenset()


def _is_of_list(form: Form, rows: dict[Form, int], small: bool) -> bool:
    """Check whether a form is one of a list, given how many lines have each.

    Args:
        form: The form.
        rows: How many lines with dates of their own have it.
        small: Whether the text is too small for a page with comments and teasers below its main text.
    """
    if small and rows[form] + rows.get(form._replace(below=not form.below), 0) >= _LIST:
        return True
    return rows[form] >= (_SHORT_LIST if form.below or form.goes_on else _LIST)


def form_of(document: Document, c: Candidate) -> Form:
    """The form of a stamp and where in its line it is."""
    line, stamp = document.lines[c.row], c.stamp
    form = _NUMBER.sub("0", _WORD.sub("a", line[stamp.start : stamp.high]))
    label = document.lines[c.first] if c.first < c.row else line[stamp.low : stamp.start]
    last = not line[stamp.high : stamp.high + _MARGIN].strip()
    return Form(label + form, begins_line(line, stamp), last, c.row > document.view(body).last)


def begins_line(line: str, stamp: Stamp) -> bool:
    """Check whether nothing but a few blanks are before a stamp in its line."""
    return stamp.low <= _MARGIN and not line[: stamp.low].strip()
