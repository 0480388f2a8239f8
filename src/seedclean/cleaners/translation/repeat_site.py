"""A repeat and where it is, and what may hold for a repeat of any kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from seedclean.cleaners.translation.repeats import Repeat, find_repeats
from seedclean.cleaners.translation.sentences import (
    certain_language_at,
    holds_code,
    is_spoken,
    is_text,
    language_at,
)
from seedclean.cleaners.translation.subjects import GRAMMAR, MISPRINTS
from seedclean.cleaners.translation.words import FUNCTION_WORDS, GERMAN_FUNCTION_WORDS, NUMERALS
from seedclean.document import Document

SENTENCE_END = frozenset(".!?")
SMALL_WORDS = FUNCTION_WORDS | GERMAN_FUNCTION_WORDS

_MOST_WRITTEN = 5  # copies
_OF_LATIN_LETTERS = frozenset("en de fr es it pt nl cs pl sv da no fi tr hu ro id vi".split())
_FIRST_GREEK, _FIRST_VIETNAMESE, _FIRST_OLD_GREEK = "\u0370", "\u1e00", "\u1f00"
_AROUND = 10_000  # characters to either side in which a refrain comes again
_NEAR = 60  # characters before a repeat that can be of its clause
_QUOTES = ("'", '"', "‘", "’", "“", "”", "„", "«", "»", "`")


class Site(NamedTuple):
    """A repeat and where it is."""

    document: Document
    row: int
    found: Repeat

    @property
    def line(self) -> str:
        """The line that holds the repeat."""
        return self.document.lines[self.row]

    @property
    def first(self) -> str:
        """The first copy, as it is written."""
        return self.line[self.found.start : self.found.kept]

    @property
    def last(self) -> str:
        """The last word of the last copy, as it is written."""
        return self.line[max(self.found.start, self.found.end - len(self.found.words[-1])) : self.found.end]

    @property
    def before(self) -> str:
        """A few words before the repeat."""
        return self.line[max(0, self.found.start - _NEAR) : self.found.start]

    @property
    def behind(self) -> str:
        """A few words behind the repeat."""
        return self.line[self.found.end : self.found.end + _NEAR]


Test = Callable[[Site], bool]


def language_of(site: Site) -> str:
    """The language of the line; where few of its words are small, that of which they leave no doubt."""
    return language_at(site.document, site.row) or certain_language_at(site.document, site.row)


def is_long(site: Site) -> bool:
    """Check whether a repeat is as long as a sentence that nobody says twice in a breath."""
    found = site.found
    return len(found.words) > 5 or (len(found.words) > 4 and found.kept - found.start > 24)


def is_set_off(site: Site) -> bool:
    """Check whether marks hold the copies: `[pound pound pound]`, `Nkqo nkqo!`, `"the the"`."""
    if "(" in site.found.gap:
        return False  # `(Reporter Ann Field) (Reporter Ann Field)`
    if site.before[-1:] in _QUOTES and site.behind[:1] in _QUOTES:
        return True
    return site.before[-1:] in ("[", "(", "*", "_") or site.behind[:1] in ("]", ")", "*", "_", "!")


def is_of_unknown_language(site: Site) -> bool:
    """Check whether the line is in a language that may double words by its grammar: Turkish, Mizo, Xhosa.

    Or the copies are: Greek words in an English line.
    """
    speaks = certain_language_at(site.document, site.row)
    letter = site.first[0]
    return not speaks or (
        letter >= _FIRST_GREEK
        and not _FIRST_VIETNAMESE <= letter < _FIRST_OLD_GREEK
        and speaks in _OF_LATIN_LETTERS
    )


def is_in_speech(site: Site) -> bool:
    """Check whether the document is verse, a script or a chat."""
    return site.document.view(is_spoken)


def is_code(site: Site) -> bool:
    """Check whether the line is code: `"baz baz baz"`."""
    if site.found.gap == "，":  # a line of Chinese has no words for `is_text`
        return site.document.view(holds_code)
    return not is_text(site.document, site.row)


def is_in_capitals(site: Site) -> bool:
    """Check whether every letter is a capital: `GAT GAT GAT`."""
    return site.first.isupper()


def is_counting(site: Site) -> bool:
    """Check whether numbers are read out: `zero one one one`."""
    return NUMERALS.issuperset(site.found.words)


def is_about_language(site: Site) -> bool:
    """Check whether the text speaks of grammar, of sounds or of misprints, whose examples repeat words."""
    return site.document.view(GRAMMAR) or site.document.view(MISPRINTS)


def is_exercise(site: Site) -> bool:
    """Check whether nothing but a few copies of a sentence is on several lines: a copybook."""
    return _is_all_of_line(site.line, site.found) and site.document.view(_count_exercises) > 1


def _count_exercises(document: Document) -> int:
    found = document.view(find_repeats)
    return sum(_is_all_of_line(document.lines[row], one) for row, copies in found.items() for one in copies)


def _is_all_of_line(line: str, found: Repeat) -> bool:
    is_sentence = not SENTENCE_END.isdisjoint(found.gap)
    return is_sentence and found.copies <= _MOST_WRITTEN and found.end - found.start >= len(line.strip()) - 1


def count_near(site: Site) -> int:
    """Count how often the text says the same near a repeat: all of it would be searched for each."""
    place = site.document.starts[site.row] + site.found.start
    return site.document.text.count(site.first, max(0, place - _AROUND), place + _AROUND)


def is_said_again(site: Site) -> bool:
    """Check whether the text says the same again near the copies, as a refrain."""
    return count_near(site) > site.found.copies


def is_among_cries(site: Site) -> bool:
    """Check whether cries come twice elsewhere in the text, as with a town crier: `Hear! Hear!`."""
    return site.document.view(_count_cries) > 1


def _count_cries(document: Document) -> int:
    return sum("!" in one.gap for copies in document.view(find_repeats).values() for one in copies)


def is_cry(site: Site) -> bool:
    """Check whether the copies are cries: `Come in! Come in!`."""
    return "!" in site.found.gap or site.behind[:1] == "!"
