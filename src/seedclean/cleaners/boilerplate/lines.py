"""What a line looks like, and where the text of a page begins and ends."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.boilerplate.vocabulary import MENU
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.document import Document

MOST_LABEL_WORDS = 6
"""A label in a menu is seldom longer."""

_MOST_LABEL_CHARACTERS = 60
_AROUND = " \t\xa0\u3000|/»›>«‹<·•–—-:：+*#▼▾▲→←↑↓…()[]【】"
_SENTENCE_END = ".!?。！？…।؟։"
_MARKS = ".,;:!?…\"'()[]“”‘’„«»|·•*"
_CLOSING = "\"'”’»«)]）】」』›\u201c"
_CJK = Pattern("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FEWEST_PROSE_WORDS = 10
_LONGEST_ROW = 400
_LEAST_CAPITALISED = 0.9
_CHARACTERS_A_WORD = 2  # of Chinese, Japanese and Korean, which set no blanks between words


_REMEMBERED = 16_384  # lines; menus come again on every page of a site


class Shape(NamedTuple):
    """What a line looks like.

    Attributes:
        words: Its words; two characters of Chinese, Japanese or Korean count as one.
        prose: It reads as part of a text: sentences, and enough words.
        label: It is short and no sentence, as the entries of menus are.
        menu: It is a label that sites give to their own parts.
    """

    words: int
    prose: bool
    label: bool
    menu: bool


_BLANK = Shape(0, prose=False, label=False, menu=False)


@lru_cache(_REMEMBERED)
def shape(line: str) -> Shape:
    """Look at a line.

    >>> shape("The council met on Monday to talk about the new bridge.").prose
    True
    >>> shape("About us").menu
    True
    """
    line = line.strip()
    if not line:
        return _BLANK
    words = line.count(" ") + 1
    if not line.isascii():
        words += line.count("\xa0") + len(_CJK.findall(line)) // _CHARACTERS_A_WORD
    ends = line.rstrip(_CLOSING)[-1:] in _SENTENCE_END
    if words >= _FEWEST_PROSE_WORDS and (ends or words >= 2.5 * _FEWEST_PROSE_WORDS) and "|" not in line:
        return Shape(words, prose=True, label=False, menu=False)
    short = words <= MOST_LABEL_WORDS and len(line) <= _MOST_LABEL_CHARACTERS
    menu = short and folded(line) in MENU
    label = menu or (not ends and (short or _is_row_of_labels(line)))
    return Shape(words, prose=False, label=label, menu=menu)


def _is_row_of_labels(line: str) -> bool:
    """Whether a line may be a submenu set in one line: capitalised words and nothing else."""
    words = line[:_LONGEST_ROW].split()
    return sum(word[:1].isupper() for word in words) >= _LEAST_CAPITALISED * len(words)


def folded(line: str) -> str:
    """A label as the vocabulary has it.

    >>> folded("» About   Us (3)")
    'about us'
    """
    return " ".join(line.strip(_AROUND + "0123456789").replace("’", "'").casefold().split())


_THOUSANDS = ("k", "m")


def first_word(line: str) -> str:
    """The first word of a line, folded, past figures and signs; `""` only where the line is blank.

    >>> first_word("  12  Shares!")
    'shares'
    """
    for word in line[:_LONGEST_ROW].split(None, 3)[:3]:
        bare = word.strip(_AROUND + _MARKS + "0123456789").casefold()
        if bare and bare not in _THOUSANDS:
            return bare
    return "#" if line and not line.isspace() else ""


class Body(NamedTuple):
    """From which row to which the text of a page reaches; both -1 where there is no prose at all."""

    first: int
    last: int


def body(document: Document) -> Body:
    """Where the first and the last line of prose stand."""
    shapes = document.rows(shape)
    rows = [row for row, line in enumerate(shapes) if line.prose]
    return Body(rows[0], rows[-1]) if rows else Body(-1, -1)


def rows_with(document: Document, words: frozenset[str], parts: tuple[str, ...] = ()) -> list[int]:
    """The rows that hold one of some words, in any case: the cheap question before a pattern.

    The words of a page are collected once, for all rules; where none of a
    rule's words is among them the rule is done.

    Args:
        document: The document.
        words: Whole words, in lower case, without marks around them.
        parts: What else to look for, in lower case: signs, and words of
            languages that set no blanks.
    """
    text = document.view(_small)
    needles = [*(words & document.view(_vocabulary)), *(part for part in parts if part in text)]
    rows = set()
    for needle in needles:
        place = text.find(needle)
        while place >= 0:
            row = document.line_at(place)
            rows.add(row)
            place = text.find(needle, document.starts[row + 1])
    return sorted(rows)


def _vocabulary(document: Document) -> frozenset[str]:
    return frozenset(word.strip(_MARKS) for word in set(document.view(_small).split()))


def _small(document: Document) -> str:
    """The text in lower case, every character at its place."""
    small = document.text.lower()
    if len(small) == len(document.text):
        return small
    # A few letters have lower cases of two characters, such as the Turkish capital I with a dot.
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in document.text)
