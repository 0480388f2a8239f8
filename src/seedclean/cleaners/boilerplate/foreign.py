"""Notices above and below the text in another language than the text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from seedclean.analysis.language_guess import count_votes, guess_language, guess_language_of
from seedclean.cleaners.boilerplate.flag_bits import PROSE
from seedclean.cleaners.boilerplate.lines import words_in
from seedclean.cleaners.boilerplate.pages import rows_with
from seedclean.document import Change, Document, drop_lines
from seedclean.facts import LANGUAGES, flag
from seedclean.languages import recognisable
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FEWEST_WORDS = 12
"""Of a line whose language can be recognised; titles and names are shorter."""

_FEWEST_OWN = 4
"""Lines of the text, at least, without which nobody knows what its language is."""

_MOST_FOREIGN = 3
"""Lines in the other language, at most; more may be a translation."""

_LEAST_OWN = 0.6
"""Of the paragraphs, this part must be in the language of the text beyond doubt."""

_MOST_SAID = 0.25  # of the words of all paragraphs are in the other language
_BEGINNING = 300  # characters of a paragraph
_FEWEST_VOTES = 5  # small words of the other language in a line
_MOST_OWN = 0.2  # of them may be words of the language of the text, too
_BY_SCRIPT = ("zh", "ja", "ko")
_CYRILLIC = ("ru", "uk")
_QUOTES = '"“”„«»‹›「」『』'
_OTHER_LETTER = Pattern(r"[^\W\d_a-zA-Z\u00aa-\u024f\u1e00-\u1eff]")
_LEAST_OTHER = 0.5  # of the letters of a line are of another script


@rule(needs=LANGUAGES & flag(PROSE))
def foreign_line(document: Document) -> Iterator[Change]:
    r"""Drop a paragraph above or below the text that is in another language than the text.

    Why: sites set notices in the language of their makers above and below pages
    in other languages.

    Leaves alone: everything, unless languages are named that can all be
    recognised; a paragraph in a
    language that is named, or one that cannot be recognised by script or small words;
    everything between the first and the last paragraph in the language of the
    text; lines of fewer than 12 words, lines with quotation marks; more than
    three paragraphs in other languages, which may be a translation; texts of
    fewer than four paragraphs.

    >>> from seedclean import Document, show
    >>> from seedclean.cleaners.boilerplate.example_page import page
    >>> note = "Dieser Text ist auch auf Deutsch zu lesen, und zwar auf der Seite der Stadt."
    >>> text = Document(page(below=note), languages=("en",))
    >>> print(show(foreign_line, text))  # doctest: +ELLIPSIS
      Home
      ...
    - Dieser Text ist auch auf Deutsch zu lesen, und zwar auf der Seite der Stadt.
      ...
    """
    wanted = recognisable(document.languages)
    paragraphs = rows_with(document, PROSE) if wanted else []
    lines = document.stripped
    if not _may_have_foreign(paragraphs, lines):
        return
    own = document.view(guess_language)
    if not own:
        return
    gone = {*_foreign(paragraphs, lines, own), *_foreign(reversed(paragraphs), lines, own)}
    gone = {row for row in gone if guess_language_of(lines[row]) not in ("", *wanted)}
    if not gone or len(gone) > _MOST_FOREIGN:
        return
    sure = sum(guess_language_of(lines[row]) == own for row in paragraphs)
    said = sum(words_in(lines[row]) for row in gone) / sum(words_in(lines[row]) for row in paragraphs)
    if sure >= max(_FEWEST_OWN, _LEAST_OWN * len(paragraphs)) and said <= _MOST_SAID:
        yield from drop_lines(document, gone)


def _may_have_foreign(paragraphs: list[int], lines: list[str]) -> bool:
    """Answer cheaply for most texts: whether their first or last paragraph may be in another language."""
    if len(paragraphs) <= _FEWEST_OWN or _sound_alike(paragraphs, lines):
        return False
    return any(_may_be_foreign(lines[end]) for end in (paragraphs[0], paragraphs[-1]))


def _sound_alike(paragraphs: list[int], lines: list[str]) -> bool:
    """The cheap question: whether the first and the last paragraph are in the middle one's language."""
    own = _language_of(lines[paragraphs[len(paragraphs) // 2]][:_BEGINNING])
    if not own:
        return True
    for end in (lines[paragraphs[0]][:_BEGINNING], lines[paragraphs[-1]][:_BEGINNING]):
        found = _language_of(end)
        if found != own and (found or not end.isascii()):
            return False
    return True


_language_of = lru_cache(256)(guess_language_of)  # the next round asks for the same paragraphs


def _foreign(paragraphs: Iterable[int], lines: list[str], own: str) -> list[int]:
    """The paragraphs from one end on up to the first that may be in the language of the text."""
    found: list[int] = []
    for row in paragraphs:
        line = lines[row]
        if words_in(line) < _FEWEST_WORDS or not _is_foreign(line, own) or len(found) > _MOST_FOREIGN:
            break
        found.append(row)
    return [row for row in found if not any(mark in lines[row] for mark in _QUOTES)]


def _may_be_foreign(line: str) -> bool:
    """Check whether a line can be foreign to a text of some language."""
    return words_in(line) >= _FEWEST_WORDS and (bool(guess_language_of(line)) or _is_of_other_script(line))


def _is_foreign(line: str, own: str) -> bool:
    language = guess_language_of(line)
    if language in _BY_SCRIPT or own in _BY_SCRIPT:
        return language not in ("", own)
    spoken = count_votes(line)
    if language and spoken[language] >= _FEWEST_VOTES and spoken[own] <= _MOST_OWN * spoken[language]:
        return True
    return own not in _CYRILLIC and _is_of_other_script(line)


def _is_of_other_script(line: str) -> bool:
    """Check whether the letters of a line are those of no Latin alphabet."""
    if line.isascii():
        return False
    letters = sum(map(str.isalpha, line))
    return len(_OTHER_LETTER.findall(line)) > _LEAST_OTHER * letters
