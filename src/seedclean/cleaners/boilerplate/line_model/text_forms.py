"""Lines of one form: the entries of a list, the rows of a table, what people say in turn.

A menu has no such forms, or all of it has. So a line is judged with the others of its form:
where most of these stay, it stays, too.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.known_furniture import find_rows_with_known_words
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.document import Document

_LONGEST = 200  # characters of a line that may have a form
_FEWEST_STAYING = 2
_LONGEST_CUE = 40  # characters of a name and what is said of it: `MILLER (off)`

_BEFORE_COLUMNS = (
    r"(?P<clock>[\[(<]?(?:\d{1,4}[-/.]\d\d?[-/.]\d{1,4}[ T,]{1,2})?\d{1,2}:\d\d)"
    r"|(?P<item>[(\[]?(?:[a-zA-Z]|\d{1,3}|[ivxIVX]{1,5})[.)\]](?=\s))"
    r"|(?P<mark>[-*•–+·#>$]{1,4}(?=\s))"
    r"|(?P<bracket>[\[(][^\[\]()\n]{1,100}[\])][.!?]?$)"
    r"|(?P<name><[^<>\s]{1,30}>)"
)
_COLUMNS = r"|(?P<columns>\S.{0,80}?\S(?:\s{3,}|\t)\S)"
_BEHIND_COLUMNS = (
    r"|(?P<setting>[\w.\"-]{1,30} ?= ?\S)"
    r"|(?P<counted>[^\W\d_]{3,12} \d{1,3}[.:]?$)"
    r"|(?P<label>[^\W\d_][^:.!?\n]{0,30}:\s)"
)
_FORM = Pattern(_BEFORE_COLUMNS + _BEHIND_COLUMNS)
_FORM_WITH_GAPS = Pattern(_BEFORE_COLUMNS + _COLUMNS + _BEHIND_COLUMNS)
"""For lines with wide gaps, of which most have none: columns are sought at each place."""

_ENDS_OF_ITEMS = frozenset(".)]")
_OF_ONE_LABEL = ("counted", "label")


def find_form_rows(document: Document, predicted: set[int]) -> set[int]:
    """The predicted lines that stay, since as many lines of the same form stay.

    Lines with the words of furniture, or that a matcher matches, are left out.

    Args:
        document: The page.
        predicted: The rows predicted as boilerplate.
    """
    lines = document.stripped
    gone = defaultdict(set)
    for row in predicted - find_rows_with_known_words(document, predicted):
        form = _form(lines[row])
        if form:
            gone[form].add(row)
    kept = _find_directions(document, predicted)
    if not gone:
        return kept
    return kept | _find_with_form(document, predicted, gone)


def _find_with_form(document: Document, predicted: set[int], gone: dict[str, set[int]]) -> set[int]:
    lines = document.stripped
    staying = dict.fromkeys(gone, 0)
    for row, line in enumerate(lines):
        if line and row not in predicted:
            form = _form(line)
            if form in staying:
                staying[form] += 1
    return {
        row for form, rows in gone.items() if staying[form] >= max(_FEWEST_STAYING, len(rows)) for row in rows
    }


def _find_directions(document: Document, predicted: set[int]) -> set[int]:
    """The predicted lines in capitals that are set in, in a script: who speaks, and where the scene goes."""
    found = {row for row in predicted if document.stripped[row].isupper() and _indent(document, row)}
    if found and any(_is_cue(document, row) for row in range(len(document.lines) - 1)):
        return found
    return set()


def _is_cue(document: Document, row: int) -> bool:
    """Check whether a short line in capitals is set in above a longer one that is set in less."""
    name, speech = document.stripped[row : row + 2]
    return (
        name.isupper()
        and len(name) < min(_LONGEST_CUE, len(speech))
        and 0 < _indent(document, row + 1) < _indent(document, row)
    )


def _indent(document: Document, row: int) -> int:
    line = document.lines[row]
    return len(line) - len(line.lstrip())


def _has_sign_of_form(line: str) -> bool:
    """Check whether a line that begins with a letter may have a form: the cheap question."""
    if ":" in line or "=" in line or not _ENDS_OF_ITEMS.isdisjoint(line[1:6]):
        return True
    return line[-1].isdigit() or (line[-1] == "." and line[-2:-1].isdigit())


def _has_gaps(line: str) -> bool:
    """Check whether a line has two blanks of any kind side by side."""
    if line.isascii() and line.isprintable():
        return "  " in line
    return len(" ".join(line.split())) < len(line)


def _form(line: str) -> str:
    """The form of a line, as a key; empty where it has none."""
    if len(line) > _LONGEST:
        return ""
    has_gaps = "\t" in line or _has_gaps(line)
    if not has_gaps and line[0].isalpha() and not _has_sign_of_form(line):
        return ""
    found = (_FORM_WITH_GAPS if has_gaps else _FORM).match(line)
    if found is None:
        return ""
    form = found.lastgroup or ""
    said = found[0]
    if form == "mark":
        return said
    if form in _OF_ONE_LABEL:
        return form + "".join(letter for letter in said.casefold() if not letter.isdigit())
    if form == "item":
        return form + ("a" if said.strip("([")[0].isalpha() else "0") + said[-1]
    return form
