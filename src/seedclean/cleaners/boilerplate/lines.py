"""What a line looks like: how many words it has, how it ends, whether it is prose or a label."""

from __future__ import annotations

from seedclean.patterns import Pattern

MOST_LABEL_WORDS = 6
"""A label in a menu is seldom longer."""

MOST_LABEL_CHARACTERS = 60

FEWEST_PROSE_WORDS = 10
"""A line of fewer words is no prose, however it ends."""

_AROUND = " \t\xa0\u3000|/»›>«‹<·•–—-:：+*#▼▾▲→←↑↓…()[]【】0123456789"
_SENTENCE_END = ".!?。！？…।؟։"
_CLOSING = "\"'”’»«)]）】」』›\u201c"
_CJK = Pattern("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FIRST_CJK = "\u2e80"
_MANY_WORDS = 25  # a line of so many is prose without a mark at its end, too
_LONGEST_ROW = 400
_MOST_SMALL = 0.1  # of the words of a row of labels may begin with a small letter
_CHARACTERS_A_WORD = 2  # of Chinese, Japanese and Korean, which set no blanks between words
_LONGEST_WORD = 12  # characters a word, blanks counted; a line with more may be set without blanks


def words_in(line: str) -> int:
    """How many words a line has; two characters of Chinese, Japanese or Korean count as one.

    Args:
        line: The line, stripped; not empty.

    >>> words_in("The ferry was late.")
    4
    """
    return line.count(" ") + 1 if line.isascii() else words_beyond_ascii(line)[0]


def words_beyond_ascii(line: str) -> tuple[int, bool]:
    """How many words a line has that is not ASCII, and whether some may stand without blanks between."""
    words = line.count(" ") + line.count("\xa0") + 1
    if line[0] < _FIRST_CJK and line[-1] < _FIRST_CJK and len(line) <= _LONGEST_WORD * words:
        return words, False
    return words + len(_CJK.findall(line)) // _CHARACTERS_A_WORD, True


def is_prose(line: str, words: int) -> bool:
    """Whether a line of so many words reads as part of a text: sentences, and enough words.

    >>> is_prose("The council met on Monday to talk about the new bridge.", 11)
    True
    """
    if "|" in line or words < FEWEST_PROSE_WORDS:
        return False
    return words >= _MANY_WORDS or _ends(line)


def is_label(line: str) -> bool:
    """Whether a line that is no prose is no sentence either, as the entries of menus are.

    A longer line may be a submenu set in one line: capitalised words and nothing else.

    >>> is_label("About us"), is_label("We met."), is_label("World News Local News Sports News Weather")
    (True, False, True)
    """
    if _ends(line):
        return False
    short = len(line) <= MOST_LABEL_CHARACTERS and words_in(line) <= MOST_LABEL_WORDS
    return short or _is_row_of_labels(line)


def _ends(line: str) -> bool:
    """Whether a line ends as sentences do, quotation marks and brackets aside."""
    last = line[-1]
    if last.isalpha():
        return False
    if last in _CLOSING:
        last = line.rstrip(_CLOSING)[-1:]
    return last in _SENTENCE_END


def _is_row_of_labels(line: str) -> bool:
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
    return bare(line.lower().split()).replace("’", "'")


def bare(words: list[str]) -> str:
    """Words with one blank between them and no marks or figures around."""
    return " ".join(words).strip(_AROUND)
