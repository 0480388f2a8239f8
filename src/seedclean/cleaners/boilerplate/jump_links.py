"""Links around the page: to its content, to its top, back to the list that it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import JUMP
from seedclean.cleaners.boilerplate.lines import fold
from seedclean.cleaners.boilerplate.notice_openings import rows_of
from seedclean.cleaners.boilerplate.pages import rows_with
from seedclean.cleaners.boilerplate.passages import NOTICE, OTHER, drop_notices, ends, sentences
from seedclean.cleaners.boilerplate.text_lists import is_of_list
from seedclean.document import Change, Document, drop_lines
from seedclean.facts import flag, opening
from seedclean.registry import rule
from seedclean.words import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_JUMP = 60  # characters
_FIRST_SENTENCES = 2


@rule(needs=flag(JUMP) | opening(JUMP))
def jump_link(document: Document) -> Iterator[Change]:
    r"""Drop links that lead around the page: `Skip to content`, `Back to top`.

    Why: they are for hands on a screen and say nothing.

    Leaves alone: what the line says beside it; `Back` and `Top` alone, which
    may be headings; items of a list of other things; `Read more` where it is
    not behind a sentence; a text that is nothing else.

    >>> from seedclean import show
    >>> print(show(jump_link, '''Skip to content
    ... The ferry was late.
    ... Back to top
    ... '''))
    - Skip to content
      The ferry was late.
    - Back to top
    """
    rows = rows_with(document, JUMP)
    if rows and len(rows) == sum(map(bool, document.stripped)):
        return
    whole = {row for row in rows if not is_of_list(document, row, row)}
    known = set(rows)
    glued = [row for row in rows_of(document, JUMP) if row not in known]
    yield from sorted([*drop_lines(document, whole), *drop_notices(document, glued, judge_jump, _is_of_text)])


def judge_jump(sentence: str) -> int:
    """Check whether a sentence is a link around the page, or to the rest of it.

    >>> judge_jump("Read more »"), judge_jump("Read more books.")
    (3, 0)
    """
    if len(sentence) > _LONGEST_JUMP:
        return OTHER
    label = fold(ends(sentence))
    return NOTICE if label in labels("jumps") or label in labels("on") else OTHER


def _is_of_text(document: Document, row: int, *, whole: bool) -> bool:
    """Check whether the whole line is a link, which is judged elsewhere, or it begins with `Read more.`."""
    if whole:
        return True
    line = document.stripped[row][: 2 * _LONGEST_JUMP]
    first = (line[start:end].strip() for start, end in sentences(line)[:_FIRST_SENTENCES])
    return any(sentence.endswith(".") and fold(ends(sentence)) in labels("on") for sentence in first)
