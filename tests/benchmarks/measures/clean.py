"""What a clean text has lost, word by word, and whether a page still has its headline."""

import html
import re
import unicodedata
from collections import Counter
from typing import NamedTuple

OWN_WORDS = 8
"""Words of a stamp that has become the date of its document, which are then no loss."""

_WORD = re.compile(r"\w+")
_NO_WORD = re.compile(r"\W+")
_UNSEEN = str.maketrans("", "", "\u00ad\u200b")
_ESCAPED = 3
"""Times that a source may have escaped its entities."""


class Harm(NamedTuple):
    """What became of a clean text.

    Attributes:
        words: Its words.
        lost: Those that are gone.
        changed: Whether anything is another text now.
        dated: Whether it was given a date.
    """

    words: int
    lost: int
    changed: bool
    dated: bool

    @property
    def hurt(self) -> bool:
        """More than one word in a hundred is gone, and more than three."""
        return self.lost > max(3, self.words / 100)

    @property
    def ruined(self) -> bool:
        """More than one word in ten is gone, and more than five."""
        return self.lost > max(5, self.words / 10)


def harm(before: str, after: str, *, dated: bool = False) -> Harm:
    """Compare a text with what is left of it: a word is lost where it comes less often than before."""
    had, has = _words(before), _words(after)
    lost = (had - has).total()
    return Harm(had.total(), max(0, lost - OWN_WORDS) if dated else lost, before != after, dated)


def holds_headline(page: str, headline: str, cleaned: str) -> bool:
    """Whether a headline is still there. The first line is the title of the window, which does not count."""
    title, wanted = _folded(page.partition("\n")[0]), _folded(headline)
    first, _, rest = cleaned.lstrip().partition("\n")
    if _folded(first) == title != wanted:
        cleaned = rest
    return wanted in _folded(cleaned)


def _words(text: str) -> Counter[str]:
    for _ in range(_ESCAPED):
        text = html.unescape(text)
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text.translate(_UNSEEN))))


def _folded(text: str) -> str:
    return _NO_WORD.sub(" ", text).casefold().strip()
