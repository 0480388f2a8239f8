"""Properties of a line: its number of words, its end, whether it is prose or a label."""

from __future__ import annotations

from seedclean.patterns import Pattern
from seedclean.words import DOTTED_SMALL

MOST_LABEL_WORDS = 6
"""A label in a menu is seldom longer."""

MOST_LABEL_CHARACTERS = 60

FEWEST_PROSE_WORDS = 10
"""A line of fewer words is no prose, however it ends."""

AROUND = " \t\xa0\u3000|/»›>«‹<·•–—-:：+*#▼▾▲→←↑↓…()[]【】0123456789"
"""Characters that may be around a label and are no part of it."""

SENTENCE_END = ".!?。！？…؟།։"
CLOSING = "\"'”’»«)]）】」』›\u201c"
"""Characters that may follow the end of a sentence."""

UNSPACED_RANGES = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))
UNSPACED = Pattern(f"[{''.join('-'.join(ends) for ends in UNSPACED_RANGES)}]")
"""Chinese, Japanese and Korean, which set no blanks between words."""

FIRST_UNSPACED = "\u2e80"
CHARACTERS_A_WORD = 2
LONGEST_WORD = 12
"""Characters a word, blanks counted; a line with more may be set without blanks."""

MANY_WORDS = 25
"""A line of so many words is prose without a mark at its end, too."""

_FEWEST_OF_SENTENCE = 4  # words
_LONGEST_ROW = 400
_MOST_SMALL = 0.1  # of the words of a row of labels may begin with a small letter


def words_in(line: str) -> int:
    """Count the words of a line; two characters of Chinese, Japanese or Korean count as one.

    Args:
        line: The line, stripped; not empty.

    >>> words_in("The ferry was late.")
    4
    """
    return line.count(" ") + 1 if line.isascii() else words_beyond_ascii(line)[0]


def words_beyond_ascii(line: str) -> tuple[int, bool]:
    """Count the words of a line beyond ASCII, and say whether some may have no blanks between them."""
    words = line.count(" ") + line.count("\xa0") + 1
    if line[0] < FIRST_UNSPACED and line[-1] < FIRST_UNSPACED and len(line) <= LONGEST_WORD * words:
        return words, False
    return words + len(UNSPACED.findall(line)) // CHARACTERS_A_WORD, True


def is_prose(line: str, words: int) -> bool:
    """Check whether a line of so many words reads as part of a text: sentences, and enough words.

    >>> is_prose("The council met on Monday to talk about the new bridge.", 11)
    True
    """
    if "|" in line or words < FEWEST_PROSE_WORDS:
        return False
    return words >= MANY_WORDS or _ends(line)


def is_label(line: str) -> bool:
    """Check whether a line that is no prose is no sentence either, as the entries of menus are.

    A longer line may be a submenu set in one line: capitalised words and nothing else.

    >>> is_label("About us"), is_label("We met."), is_label("World News Local News Sports News Weather")
    (True, False, True)
    """
    if _ends(line):
        return False
    short = len(line) <= MOST_LABEL_CHARACTERS and words_in(line) <= MOST_LABEL_WORDS
    return short or _is_row_of_labels(line)


def _ends(line: str) -> bool:
    """Check whether a line ends as sentences do, quotation marks and brackets aside."""
    last = line[-1]
    if last.isalpha():
        return False
    if last in CLOSING:
        last = line.rstrip(CLOSING)[-1:]
    return last in SENTENCE_END


def _is_row_of_labels(line: str) -> bool:
    words = line[:_LONGEST_ROW].split()
    small, most = 0, _MOST_SMALL * len(words)
    for word in words:
        if not word[0].isupper():
            small += 1
            if small > most:
                return False
    return True


def fold(line: str) -> str:
    """A label as the vocabulary has it.

    >>> fold("» About   Us (3)")
    'about us'
    """
    return bare(line.lower().split()).replace("’", "'").replace(DOTTED_SMALL, "i")


def bare(words: list[str]) -> str:
    """Words with one blank between them and no marks or figures around."""
    return " ".join(words).strip(AROUND)


def is_sentence(line: str) -> bool:
    """Check whether a line has four words at least, and ends as a sentence.

    >>> is_sentence("The ferry was late."), is_sentence("Late.")
    (True, False)
    """
    return words_in(line) >= _FEWEST_OF_SENTENCE and _ends(line)
