"""What a line looks like, and where the text of a page begins and ends."""

from __future__ import annotations

from functools import lru_cache
from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.boilerplate.signs import AD, FEW_CHARACTERS, JUMP, signs_of
from seedclean.cleaners.boilerplate.vocabulary import ADS, JUMPS, MENU, RELATED
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.document import Document

MOST_LABEL_WORDS = 6
"""A label in a menu is seldom longer."""

_MOST_LABEL_CHARACTERS = 60
_AROUND = " \t\xa0\u3000|/»›>«‹<·•–—-:：+*#▼▾▲→←↑↓…()[]【】0123456789"
_SENTENCE_END = ".!?。！？…।؟։"
_CLOSING = "\"'”’»«)]）】」』›\u201c"
_CJK = Pattern("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FIRST_CJK = "\u2e80"
_FEWEST_PROSE_WORDS = 10
_MANY_WORDS = 25  # a line of so many is prose without a mark at its end, too
_FEWEST_PARAGRAPHS = 3
_LONGEST_ROW = 400
_MOST_SMALL = 0.1  # of the words of a row of labels may begin with a small letter
_CHARACTERS_A_WORD = 2  # of Chinese, Japanese and Korean, which set no blanks between words
_LONGEST_WORD = 12  # characters a word, blanks counted; a line with more may be set without blanks

_REMEMBERED = 16_384  # lines of 160 characters at most; menus come again on every page of a site


class Shape(NamedTuple):
    """What a line looks like.

    Attributes:
        words: Its words; two characters of Chinese, Japanese or Korean count as one.
        prose: It reads as part of a text: sentences, and enough words.
        label: It is short and no sentence, as the entries of menus are.
        menu: It is a label that sites give to their own parts.
        others: It is a heading that sites set over lists of other pages.
        signs: What else it could be, by its words; see `signs`.
    """

    words: int
    prose: bool
    label: bool
    menu: bool
    others: bool
    signs: int


_BLANK = Shape(0, prose=False, label=False, menu=False, others=False, signs=0)
_PROSE_OF = attrgetter("prose")
_SIGNS_OF = attrgetter("signs")


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
    return _short_shape(line) if len(line) <= FEW_CHARACTERS else _long_shape(line)


@lru_cache(_REMEMBERED)
def _short_shape(line: str) -> Shape:
    small = line.lower()
    tokens = small.split()
    words, dense = _words(line)
    ends = _ends(line)
    signs = signs_of(line, small, tokens, dense=dense)
    if _is_prose(line, words, ends=ends):
        return Shape._make((words, True, False, False, False, signs))
    if words > MOST_LABEL_WORDS or len(line) > _MOST_LABEL_CHARACTERS:
        return Shape._make((words, False, not ends and _is_row_of_labels(line), False, False, signs))
    bare = _bare(tokens)
    if bare in JUMPS:
        signs |= JUMP
    if bare in ADS:
        signs |= AD
    menu = bare in MENU
    return Shape._make((words, False, menu or not ends, menu, bare in RELATED, signs))


def _long_shape(line: str) -> Shape:
    words, dense = _words(line)
    ends = _ends(line)
    signs = signs_of(line, line.lower(), [], dense=dense)
    prose = _is_prose(line, words, ends=ends)
    label = not prose and not ends and _is_row_of_labels(line)
    return Shape._make((words, prose, label, False, False, signs))


def _words(line: str) -> tuple[int, bool]:
    """How many words, and whether there may be some without blanks between them."""
    words = line.count(" ") + 1
    if line.isascii():
        return words, False
    words += line.count("\xa0")
    if line[0] < _FIRST_CJK and line[-1] < _FIRST_CJK and len(line) <= _LONGEST_WORD * words:
        return words, False
    return words + len(_CJK.findall(line)) // _CHARACTERS_A_WORD, True


def _ends(line: str) -> bool:
    """Whether a line ends as sentences do, quotation marks and brackets aside."""
    last = line[-1]
    if last in _CLOSING:
        last = line.rstrip(_CLOSING)[-1:]
    return last in _SENTENCE_END


def _is_prose(line: str, words: int, *, ends: bool) -> bool:
    return words >= _FEWEST_PROSE_WORDS and (ends or words >= _MANY_WORDS) and "|" not in line


def _is_row_of_labels(line: str) -> bool:
    """Whether a line may be a submenu set in one line: capitalised words and nothing else."""
    words = line[:_LONGEST_ROW].split()
    small, most = 0, _MOST_SMALL * len(words)
    for word in words:
        if not word[0].isupper():
            small += 1
            if small > most:
                return False
    return True


def folded(line: str) -> str:
    """A label as the vocabulary has it.

    >>> folded("» About   Us (3)")
    'about us'
    """
    return _bare(line.lower().split())


def _bare(words: list[str]) -> str:
    return " ".join(words).strip(_AROUND).replace("’", "'")


class Body(NamedTuple):
    """From which row to which the text of a page reaches; both -1 where there is no prose at all."""

    first: int
    last: int


def body(document: Document) -> Body:
    """Where the first and the last line of prose stand."""
    prose = list(map(_PROSE_OF, document.rows(shape)))
    if True not in prose:
        return Body(-1, -1)
    return Body(prose.index(True), len(prose) - 1 - prose[::-1].index(True))


def is_page(document: Document) -> bool:
    """Whether there are enough paragraphs for a text with furniture around and between them."""
    return list(map(_PROSE_OF, document.rows(shape))).count(True) >= _FEWEST_PARAGRAPHS


def rows_with(document: Document, sign: int) -> list[int]:
    r"""The rows that show a sign, by their words: the only ones that a rule has to look at.

    >>> from seedclean.cleaners.boilerplate.signs import COOKIE
    >>> from seedclean.document import Document
    >>> rows_with(Document("The ferry was late.\nWe use cookies."), COOKIE)
    [1]
    """
    signs = list(map(_SIGNS_OF, document.rows(shape)))
    return [row for row in compress(range(len(signs)), signs) if signs[row] & sign]
