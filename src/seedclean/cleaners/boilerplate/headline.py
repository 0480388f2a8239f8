"""The headline of a page: the line that no rule takes, whatever it is like.

Pages print their headline as the title of the window, too, mostly with the name
of the site behind it. So the first line of a text often names the headline; so do
the address of the page and the first paragraph below it.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.boilerplate.bars import is_trail
from seedclean.cleaners.boilerplate.flag_bits import LABELS, MAY_MATCH, NOTICES, PROSE
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.cleaners.boilerplate.lines import words_in
from seedclean.cleaners.boilerplate.matchers import MATCHERS, is_caption
from seedclean.cleaners.boilerplate.pages import first_kept, rare_words, row_beside, rows_with
from seedclean.cleaners.boilerplate.phrases import kind_of
from seedclean.document import HEADER, Change, Document, drop_lines
from seedclean.markdown.marks import marks_of
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FEWEST_WORDS = 4
_MOST_WORDS = 25
_LINES_ABOVE = 15  # lines with text above the first line of prose, one of which may be the headline
_LINES_NEAR = 6  # and one of which is taken for it where nothing confirms it
_LONGEST = 300  # characters of a headline, and of a title of the window
_FEWEST_SHARED = 2  # words of a title and a headline; of Chinese and Japanese twice as many characters
_FEWEST_SHARED_UNSPACED = 4
_LEAST_OF_LINE = 0.75  # of the words of a headline, that the title has
_LEAST_OF_PART = 0.6  # of the words of the longest part of a title, that the headline has
_LEAST_OF_LENGTH = 0.4  # of the characters of that part
_WORDS_ASKED = 4  # the longest words of a title, of which a headline has one
_FEWEST_IN_ADDRESS = 3
_SHORTEST_IN_ADDRESS = 3  # characters of a word in an address

_OTHER, _TITLE, _CONFIRMED, _LIKELY = range(4)

_PARTING = Pattern(r"\s+[-–—|:·•»«›‹/~]+\s+|[|｜»›_]|--+|\s*[–—]\s*")
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
_WORD = Pattern(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")


class _Witness(NamedTuple):
    """A text that names the headline.

    Attributes:
        words: Its words.
        least: How many of them a headline has at least.
        shortest: How many characters it has at least, about, which is asked first.
        longest: How many at most.
    """

    words: frozenset[str]
    least: float
    shortest: int
    longest: int


def find_headline_rows(document: Document) -> frozenset[int]:
    r"""The rows of the headline that no rule may take.

    It is the line that the title of the window or the address of the page
    confirms, or else the last line above the first paragraph, and the first of
    all, that has the length and the end of a headline.

    Args:
        document: The page. Its `id` may be its address.

    >>> from seedclean.document import Document
    >>> page = "Ferry two hours late - Harbour News\nHome\nFerry two hours late\nBy Ann Field\n"
    >>> sorted(find_headline_rows(Document(page)))
    [2]
    """
    return _rows_of(document, _CONFIRMED, _LIKELY)


def find_confirmed_rows(document: Document) -> frozenset[int]:
    """The row of the headline that another line or the address confirms, and that of the line which does."""
    return _rows_of(document, _CONFIRMED, _TITLE)


def _rows_of(document: Document, *wanted: int) -> frozenset[int]:
    parts = document.verdicts(_parts)
    known = document.memo.get(_rows_of)
    if known is None or known[0] is not parts:
        known = document.memo[_rows_of] = parts, [row for row, part in enumerate(parts) if part]
    return frozenset(row for row in known[1] if parts[row] in wanted)


def drop_but_headline(document: Document, rows: Iterable[int]) -> Iterator[Change]:
    """As `drop_lines`, but the headline stays, and the title of the window that confirms it.

    Args:
        document: The page.
        rows: The numbers of the lines to drop, in any order.

    Yields:
        `(start, end, "")` for each run of dropped lines, in code points.
    """
    gone = set(rows)
    if gone:
        yield from drop_lines(document, gone - find_headline_rows(document) - find_confirmed_rows(document))


def _parts(document: Document) -> list[int]:
    """For each line whether it is the headline, or confirms it."""
    parts = [_OTHER] * len(document.lines)
    title, headline = _find_confirmed(document)
    if headline < 0:
        headline = _find_marked_row(document)
    if title >= 0:
        parts[title] = _TITLE
    if headline >= 0:
        parts[headline] = _CONFIRMED
    else:
        for row in (*_first_above(document), *last_above(document, set())):
            parts[row] = _LIKELY
    return parts


def _find_confirmed(document: Document) -> tuple[int, int]:
    """The rows of the title of the window and of the headline that it confirms; -1 where there is none."""
    first = _first_row(document)
    if first < 0:
        return -1, -1
    title = document.stripped[first]
    if len(title) <= _LONGEST:
        row = _best(document, _witness(title), first + 1)
        if row >= 0:
            return first, row
    address = _address(document)
    return -1, _best(document, address, first) if address else -1


def _find_marked_row(document: Document) -> int:
    """The row of the one heading of the first level in Markdown; -1 where there is none, or several."""
    lines, flags = document.stripped, flags_of(document)
    rows = [
        row
        for row, mark in enumerate(marks_of(document))
        if mark.heading == 1 and lines[row] and not flags[row] & LABELS and words_in(lines[row]) > 1
    ]
    return rows[0] if len(rows) == 1 else -1


def _first_row(document: Document) -> int:
    """The first row with text below the canonical header."""
    lines = document.stripped
    first = row_beside(lines, -1, 1)
    return row_beside(lines, first, 1) if first >= 0 and HEADER.fullmatch(lines[first]) else first


def _witness(title: str) -> _Witness:
    texts = _PARTING.sub("\n", title.casefold()).split("\n")
    parts = [_words(part) for part in texts]
    words = frozenset().union(*parts)
    shortest = int(_LEAST_OF_LENGTH * max(map(len, texts)))
    return _Witness(
        words,
        max(_LEAST_OF_PART * max(map(len, parts)), _fewest(words)),
        shortest,
        min(_LONGEST, int(len(title) / _LEAST_OF_LENGTH)),
    )


def _address(document: Document) -> _Witness | None:
    if not document.id or "/" not in document.id:
        return None
    words = frozenset(word for word in _words(document.id.casefold()) if len(word) >= _SHORTEST_IN_ADDRESS)
    return _Witness(words, _FEWEST_IN_ADDRESS, _FEWEST_IN_ADDRESS, _LONGEST)


def _fewest(words: frozenset[str]) -> int:
    unspaced = sum(len(word) == 1 and word >= "\u0e00" for word in words)
    return _FEWEST_SHARED_UNSPACED if 2 * unspaced > len(words) else _FEWEST_SHARED


def _words(text: str) -> frozenset[str]:
    """The words of a text in small letters."""
    return frozenset(_WORD.findall(text))


def _best(document: Document, witness: _Witness, first: int) -> int:
    """The row of the line that has most words of a witness; of equal ones that closest above a paragraph."""
    lines, flags = document.stripped, flags_of(document)
    most = 0
    shared_rows: list[int] = []
    if len(witness.words) < witness.least:
        return -1
    shortest, longest = max(1, witness.shortest), witness.longest
    asked = sorted(witness.words, key=lambda word: (-len(word), word))[:_WORDS_ASKED]
    for row in range(first, len(lines)):
        line = lines[row]
        if not shortest <= len(line) <= longest or line[-1] in ",;" or flags[row] & LABELS:
            continue
        small = line.casefold()
        if not any(map(small.__contains__, asked)):
            continue
        words = _words(small)
        shared = len(words & witness.words)
        if shared < max(witness.least, _LEAST_OF_LINE * len(words)):
            continue
        if shared > most:
            most, shared_rows = shared, []
        if shared == most:
            shared_rows.append(row)
    if not shared_rows:
        return -1
    prose = rows_with(document, PROSE)
    return min(shared_rows, key=lambda row: (_distance(row, prose), -row))


def _distance(row: int, prose: list[int]) -> int:
    """Return the distance from a row down to the next paragraph; very far where there is none."""
    return next((other - row for other in prose if other > row), 1 << 30)


def _first_above(document: Document) -> list[int]:
    """The first row of all, where it has the shape of a headline and a paragraph is near below it."""
    first = _first_row(document)
    lines, flags = document.stripped, flags_of(document)
    if (
        first < 0
        or flags[first] & PROSE
        or not is_of_headline(lines[first])
        or is_other(lines[first], flags[first])
    ):
        return []
    below = _distance(first, rows_with(document, PROSE))
    return [first] if below <= _LINES_NEAR else []


def last_above(document: Document, predicted: set[int], confirmed: frozenset[int] = frozenset()) -> list[int]:
    """The last line of headline shape above the first paragraph that stays, if one is near.

    It is the one that the page has twice (pages print their headline again as the
    title of the window or above a second lead), or else of those close to the text
    the last one whose words the paragraph has, or the last one.

    Args:
        document: The page.
        predicted: Rows of which no paragraph counts.
        confirmed: The rows of a headline that is known; where one is near, no other is sought.
    """
    lines, flags = document.stripped, flags_of(document)
    first = first_kept(document, predicted)
    near = []
    for above, row in enumerate(islice(_rows_above(lines, first), _LINES_ABOVE)):
        if row in confirmed:
            return []
        if flags[row] & PROSE or not is_of_headline(lines[row]) or is_other(lines[row], flags[row]):
            continue
        if lines.count(lines[row]) > 1:
            return [lines.index(lines[row])]
        if above < _LINES_NEAR:
            near.append(row)
    if len(near) > 1:
        about = rare_words(lines[first])
        near = [row for row in near if len(rare_words(lines[row]) & about) >= _FEWEST_SHARED] or near
    return near[:1]


def _rows_above(lines: list[str], row: int) -> Iterator[int]:
    """The rows with text above a row, from the nearest on."""
    while (row := row_beside(lines, row, -1)) >= 0:
        yield row


def is_of_headline(line: str) -> bool:
    """Check whether a line has the length and the end of a headline."""
    return line[-1] not in ".,;:|]" and _FEWEST_WORDS <= words_in(line) <= _MOST_WORDS


def is_other(line: str, flags: int) -> bool:
    """Check whether a line is something else that pages have above their text."""
    if is_caption(line) or flags & (NOTICES | LABELS) or is_trail(line) or kind_of(line):
        return True
    small = line.lower()
    return flags & MAY_MATCH > 0 and any(matches(small) for matches in MATCHERS)
