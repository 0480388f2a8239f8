"""Lines that may be a caption or a lead, by their own form and by the lines around them."""

from __future__ import annotations

from collections import Counter
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.captions.labels import bare, is_credit
from seedclean.cleaners.captions.words import CJK, words
from seedclean.document import HEADER
from seedclean.patterns import Pattern, find_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedclean.document import Document

SHORTEST = 25
"""Characters of a line that may be a caption."""

LONG = 60
"""Characters from which on a line is no line of verse, of a list or of a menu."""

_PARAGRAPH = 90  # characters; where lines are that long they are not wrapped, so the text has real paragraphs
_PARAGRAPH_CJK = 45
_LONG_CJK = 30
_FEWEST_PARAGRAPHS = 2
_NEIGHBOURS = 3  # lines to either side of a caption among which a paragraph must be
_MOST_OTHERS = 2  # other lines in a row with a long caption; lists and scripts have more, verse has one
_REFRAIN = 24  # characters at the end of a line, which the next line of a litany has, too
_REACH = 12  # lines to either side among which those are looked for
_LARGEST_RATIO = 2  # of the lengths of two lines that are of one run
_LONGEST_NAME = 40
_MOST_OF_TITLE = 400  # characters
_LONGEST_TITLE = 18  # words of a first line that ends in a full stop
_LONGEST_SOURCE = 60  # characters
_SAME_SPEAKER = 3  # lines, unlike each other, in front of which one name makes a script

_LIST_ITEM = Pattern(
    r"[^\w\s\"'“”„‘’«»‹›(\[¿¡「『《【+@]|\(?\d{1,4}[.):\]]|\d+(?:\.\d+)+\.?\s|\(?[^\W\d_][.)]\s|\(?[ivxlcdm]{1,5}[.)]\s"
    r"|\[?\(?\d{1,2}[:.]\d\d\b|\[|<|§|https?://|www\."
)
_CODE = Pattern(r"[{}\t|\\<>]|://|\(\)|==|\s=\s|;$|\s\s\s")
_CODE_SIGNS = (*"{}\t|\\<>=;", "://", "()")
_SHORT_CODE = Pattern(r"[=_$;~]|\w\(\w|->|\s--?[a-zA-Z]|[a-z]\.[a-z]|/\w+/|\s\s|\d{5}")
_QUOTED = Pattern(r"[\"“”„‘’«»‹›「『].*[\"“”’«»‹›」』][.,!?]?")
_WITH_SOURCE = Pattern(r"\w[\"”’»]?[.。] ?\([^()]{3,50}\)$")  # `… in the harbour. (ferries.example)`
_SEPARATORS = (*(f" {mark} " for mark in "-|–—·:»«•/_~‹›"), ": ", "_", "｜")


def is_paragraph(line: str) -> bool:
    """Check whether a line is as long as a paragraph that is not wrapped."""
    if len(line) >= _PARAGRAPH:
        return True
    return len(line) >= _PARAGRAPH_CJK and not line.isascii() and len(CJK.findall(line)) >= _PARAGRAPH_CJK


def is_long(line: str) -> bool:
    """Check whether a line is too long for one of verse, of a list or of a menu."""
    line = line.strip()
    return len(line) >= LONG or (not line.isascii() and len(CJK.findall(line)) >= _LONG_CJK)


def has_paragraphs(document: Document) -> bool:
    """Check whether the text has long lines at all, and others: verse, plays and wrapped texts have none."""
    if document.text.count("\n") < _FEWEST_PARAGRAPHS:
        return False
    return (
        len(list(islice(filter(is_paragraph, document.stripped), _FEWEST_PARAGRAPHS))) == _FEWEST_PARAGRAPHS
    )


def bare_line(line: str) -> str:
    """The caption in a line without its label and its credit; empty where the line cannot be a caption."""
    rest = without_additions(line)
    return rest if rest and is_prose(rest) else ""


def without_additions(line: str) -> str:
    """A line without its label and its credit; empty where it is too short for a caption."""
    line = line.strip()
    return bare(line) if len(line) >= SHORTEST else ""


def is_prose(line: str) -> bool:
    """Check whether a line is no item of a list, row of a table, line of code, of a log or of a dialogue."""
    if len(line) < LONG and _SHORT_CODE.search(line):
        return False
    return not (_LIST_ITEM.match(line) or _is_code(line) or _QUOTED.fullmatch(line))


def _is_code(line: str) -> bool:
    """Check whether a line has signs or gaps that only code and tables have; most lines have neither."""
    if any(map(line.__contains__, _CODE_SIGNS)) or len(" ".join(line.split())) < len(line):
        return _CODE.search(line) is not None
    return False


class Title(NamedTuple):
    """The row of the window title, the first line of a page, and the words of what it may name."""

    row: int
    named: frozenset[tuple[str, ...]]

    def is_headline(self, row: int, line: str) -> bool:
        """Check whether a row with text, of which the line is given, is a headline that the title names."""
        return row != self.row and bool(self.named) and words(line) in self.named


def title(document: Document) -> Title:
    """The window title and what it names; nothing where the first line is a sentence too long for a title."""
    lines = document.stripped
    first = next((row for row, line in enumerate(lines) if line and not HEADER.fullmatch(line)), -1)
    if first < 0 or len(lines[first]) > _MOST_OF_TITLE or _is_no_title(lines[first]):
        return Title(-1, frozenset())
    return Title(first, frozenset(map(words, _parts(lines[first]))))


def _is_no_title(line: str) -> bool:
    if bare(line) != line or _WITH_SOURCE.search(line[-_LONGEST_SOURCE:]):
        return True
    return line[-1] in ".。" and len(words(line)) >= _LONGEST_TITLE


def _parts(title: str) -> Iterator[str]:
    """The title, and what is in front of and behind each separator in it."""
    yield title
    for separator in _SEPARATORS:
        for start in find_all(title, separator):
            yield title[:start]
            yield title[start + len(separator) :]


def speakers(document: Document) -> frozenset[str]:
    """The names in front of several lines, unlike each other, of a script or a chat: `Anna: …`."""
    said = {words(line): speaker(line) for line in document.stripped if ":" in line[:_LONGEST_NAME]}
    return frozenset(
        name for name, times in Counter(said.values()).items() if name and times >= _SAME_SPEAKER
    )


def speaker(line: str) -> str:
    """Return the words before the first colon of a line, if they may be a name."""
    name, colon, _ = line[:_LONGEST_NAME].partition(":")
    return name if colon and len(name.split()) <= 3 else ""


def beside(document: Document, row: int, step: int) -> int:
    """The row of the next line with text, above (-1) or below (1), or -1."""
    lines = document.stripped
    row += step
    while 0 <= row < len(lines) and not lines[row]:
        row += step
    return row if row < len(lines) else -1


def is_on_its_own(document: Document, first: int, last: int) -> bool:
    """Check whether two rows are outside runs of lines of their length, such as verse, lists and logs."""
    lines = document.stripped
    if last > first + 1 and not all(lines[first:last]):  # a blank line between them
        return any(_others_in_run(lines, row, row) <= 1 for row in (first, last))
    above = lines[first - 1] if first else ""
    is_sure = is_long(lines[last]) or bare(above) != above  # another caption, with its credit
    return _others_in_run(lines, first, last) <= (_MOST_OTHERS if is_sure else 0)


def is_among_copies(document: Document, first: int, last: int) -> bool:
    """Check whether a line beside two rows, or between them, is a copy, too, as in a log."""
    lines = document.stripped
    near = {*lines[max(0, first - 1) : first], *lines[first + 1 : last], *lines[last + 1 : last + 2]}
    return not near.isdisjoint((lines[first], lines[last]))


def is_sung(line: str) -> bool:
    """Check whether a line says the end of a clause again behind a comma, as songs do.

    >>> is_sung("He has lost, he has lost his hat."), is_sung("He lost his hat, and his dog.")
    (False, False)
    >>> is_sung("The miller he has lost, he has lost, he has lost his hat.")
    True
    """
    clauses = line.split(", ")
    return any(" " in then and first.endswith(then) for first, then in pairwise(clauses))


def is_of_litany(document: Document, first: int, last: int) -> bool:
    """Check whether the line with text above two rows, or that below them, ends as they do."""
    lines = document.stripped
    copies = {lines[first], lines[last]}
    others = {lines[row] for row in (beside(document, first, -1), beside(document, last, 1)) if row >= 0}
    return any(line.endswith(lines[last][-_REFRAIN:]) for line in others - copies)


def is_beside_prose(document: Document, first: int, last: int) -> bool:
    """Check whether a paragraph is among the lines around two rows; doubled captions between are skipped."""
    lines = document.stripped
    return any(is_paragraph(lines[row]) for row in (*_around(lines, first, -1), *_around(lines, last, 1)))


def _around(lines: list[str], row: int, step: int) -> list[int]:
    near = range(row + step, len(lines) if step > 0 else -1, step)
    return list(islice((at for at in near if lines[at]), _NEIGHBOURS))


def _others_in_run(lines: list[str], first: int, last: int) -> int:
    """Count other lines of about the length of a row that are beside it without a blank line between."""
    width = len(lines[first])
    words_of_it = words(lines[first])
    others = 0
    for start, step in ((first, -1), (last, 1)):
        row = start + step
        while 0 <= row < len(lines) and lines[row] and others <= _MOST_OTHERS and abs(row - start) <= _REACH:
            line = lines[row]
            if len(line) > _LARGEST_RATIO * width or is_paragraph(line):
                break
            if width <= _LARGEST_RATIO * len(line) and words(line) != words_of_it and not is_credit(line):
                others += line not in (*lines[row - 2 : row], *lines[row + 1 : row + 3])
            row += step
    return others
