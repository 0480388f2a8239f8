"""Lines that are known to be furniture of a site, by their words, marks or counts; no model says so.

There are two measures. Most furniture has words that texts have, too (`Sport`, `Tags: …`): it
is known, and a page is one that has some. Other lines hardly any text has (`About us`, `©`):
these are sure, and where there are several, doubtful lines around them are a site's as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.bars import is_bar, is_trail
from seedclean.cleaners.boilerplate.flag_bits import (
    AD,
    BUTTON,
    COMMENTS,
    COOKIE,
    CREDIT,
    JUMP,
    LABELS,
    LICENCE,
    MAY_MATCH,
    NOTICES,
    PART,
    PROMPT,
    PROSE,
    RIGHTS,
    TAGGED,
)
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.cleaners.boilerplate.lines import fold, words_in
from seedclean.cleaners.boilerplate.matchers import MATCHERS, is_comments_heading
from seedclean.cleaners.boilerplate.notice_forms import (
    is_cookie_notice,
    is_copyright,
    is_credit,
    is_licence,
    is_prompt,
)
from seedclean.cleaners.boilerplate.pages import rows_with
from seedclean.cleaners.boilerplate.share_buttons import buttons_in
from seedclean.words import labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from seedclean.document import Document

_LEAST_OF_SITE = 0.5  # of the pages of a site, on which a line of its furniture is
_FEWEST_OF_SITE = 4  # pages
_MOST_RIGHTS_WORDS = 12
_FEWEST_HOLDERS = 3
_OWNS = ("copyright", "©", "(c)")
_SURE = JUMP | AD | PART | BUTTON | RIGHTS
_WHOLE = LABELS | TAGGED

_NOTICES: tuple[tuple[int, Callable[[str], object]], ...] = (
    (RIGHTS, is_copyright),
    (LICENCE, is_licence),
    (COOKIE, is_cookie_notice),
    (PROMPT, is_prompt),
    (BUTTON, buttons_in),
    (CREDIT, is_credit),
    (COMMENTS, is_comments_heading),
)


def find_known_rows(document: Document) -> Iterator[int]:
    """The rows that are known to be furniture, the cheapest to find first."""
    lines, flags = document.stripped, flags_of(document)
    yield from rows_with(document, _WHOLE)
    counts = document.counts
    if counts is not None and counts.pages >= _FEWEST_OF_SITE:
        for row, share in enumerate(counts.shares(lines)):
            if lines[row] and share >= _LEAST_OF_SITE and not flags[row] & _WHOLE:
                yield row
    for row in rows_with(document, NOTICES):
        if flags[row] & _WHOLE or (flags[row] & RIGHTS and lists_holders(lines, row)):
            continue
        if is_notice(lines[row], flags[row]):
            yield row


def lists_holders(lines: list[str], row: int) -> bool:
    """Check whether a notice is one of three lines in a row that begin as one: a list of what is whose."""
    beside = range(max(0, row - 2), min(len(lines), row + 3))
    run = 0
    for near in beside:
        run = run + 1 if lines[near].lower().startswith(_OWNS) else 0
        if run == _FEWEST_HOLDERS and near >= row:
            return True
    return False


def is_notice(line: str, flags: int) -> bool:
    """Check whether a line is a notice, a credit, a row of buttons or a heading over comments.

    Args:
        line: The line, stripped.
        flags: Its flags.
    """
    return flags & NOTICES > 0 and any(flags & asked and is_such(line) for asked, is_such in _NOTICES)


def is_known(line: str, flags: int) -> bool:
    """Check whether a line has the words or the form of furniture; the widest test, for predicted lines.

    Args:
        line: The line, stripped.
        flags: Its flags.
    """
    if flags & _WHOLE or is_notice(line, flags) or is_bar(line) or is_trail(line):
        return True
    if not flags & MAY_MATCH or line[-1] in ":：":  # something of the text follows a colon
        return False
    small = line.lower()
    return any(matches(small) for matches in MATCHERS)


def find_rows_with_known_words(document: Document, rows: Iterable[int]) -> set[int]:
    """The rows, of some, whose lines are known as `is_known` says; each line is looked at once.

    Args:
        document: The page.
        rows: Rows with text.
    """
    known: dict[str, bool] = document.memo.setdefault(is_known, {})
    lines, flags = document.stripped, flags_of(document)
    found = set()
    for row in rows:
        line = lines[row]
        said = known.get(line)
        if said is None:
            said = known[line] = is_known(line, flags[row])
        if said:
            found.add(row)
    return found


def count_sure_lines(document: Document) -> int:
    r"""Count the lines that hardly any text has: `About us`, share buttons, `©`.

    >>> from seedclean.document import Document
    >>> count_sure_lines(Document("About us\nThe ferry was late.\n© 2024 Harbour News"))
    2
    """
    return document.view(_count)


def has_sure_lines_but_rights(document: Document) -> bool:
    """Check whether a page has such a line that is no copyright notice."""
    lines, flags = document.stripped, flags_of(document)
    rows = rows_with(document, _SURE & ~RIGHTS)
    return any(not flags[row] & (PROSE | RIGHTS) and _is_sure(lines[row], flags[row]) for row in rows)


def _count(document: Document) -> int:
    lines, flags = document.stripped, flags_of(document)
    rows = rows_with(document, _SURE)
    return sum(not flags[row] & PROSE and _is_sure(lines[row], flags[row]) for row in rows)


def _is_sure(line: str, flags: int) -> bool:
    if flags & (JUMP | AD) or (flags & PART and fold(line) in labels("site")):
        return True
    if flags & BUTTON and buttons_in(line) > 1:
        return True
    return flags & RIGHTS > 0 and "©" in line and words_in(line) <= _MOST_RIGHTS_WORDS
