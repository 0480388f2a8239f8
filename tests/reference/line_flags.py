"""The signs of lines, word by word: what C code finds for all lines of a text."""

from __future__ import annotations

from seedclean.cleaners.boilerplate.flag_bits import (
    FEW_CHARACTERS,
    FIGURE,
    GOES_ON,
    LONGEST_COOKIE_NOTICE,
    LONGEST_LICENCE,
    LONGEST_RIGHTS,
    MAY_MATCH,
    PROSE,
    RIGHTS,
)
from seedclean.cleaners.boilerplate.flag_keywords import (
    ANNOUNCED,
    AROUND_ROLE,
    AROUND_WORD,
    COOKIE_PARTS,
    DENSE_PARTS,
    GOING_ON,
    LABELS,
    LONG_FOREIGN_PARTS,
    LONG_PARTS,
    MAY_BE_LABEL,
    OF_RIGHTS,
    OPENINGS,
    PAGE_WORDS,
    SIGNS_OF,
    THOUSANDS,
)
from seedclean.cleaners.boilerplate.lines import (
    FEWEST_PROSE_WORDS,
    MOST_LABEL_CHARACTERS,
    MOST_LABEL_WORDS,
    bare,
    is_prose,
    words_beyond_ascii,
)

_SIGNS = MAY_BE_LABEL - 1
_FIRST_SMALL = "a"  # the capitals of ASCII come before it
_FIRST_WORDS = 3
_FAR_LETTER, _FAR_MARK = "\ua000", "\ufe0f"  # a letter without blanks or cases, and a mark


def _folded(said: dict[str, int]) -> dict[str, int]:
    return {text.replace("ς", "σ").replace("i\u0307", "i"): signs for text, signs in said.items()}


_OPENINGS, _LABELS, _SIGNS_OF = map(_folded, (OPENINGS, LABELS, SIGNS_OF))
_KNOWN = frozenset(_SIGNS_OF)


def as_near(line: str) -> str:
    """The line with its far characters as what C code takes them for."""
    return "".join(letter if letter < "\U00010000" else _near(ord(letter)) for letter in line)


def _near(point: int) -> str:
    return _FAR_LETTER if point < 0x1F000 or 0x20000 <= point < 0xE0000 else _FAR_MARK


def small_of(line: str) -> str:
    """The line in small letters, one for each."""
    return "".join("i" if letter == "İ" else letter.lower() for letter in line).replace("ς", "σ")


def signs_of(line: str) -> int:
    """The signs that a line shows, stripped; it may be empty.

    >>> signs_of("All rights reserved") == RIGHTS
    True
    """
    line = as_near(line)
    return _of_short(line) if len(line) <= FEW_CHARACTERS else _of_long(line)


def _of_short(line: str) -> int:
    if not line:
        return 0
    small = small_of(line)
    words = small.split()
    first = words[0]
    if first.isalpha():
        found = _OPENINGS.get(first, 0)
        if line >= _FIRST_SMALL and line[0].islower():
            found |= GOES_ON
    else:
        found = MAY_MATCH | _of_first(line[0]) | _OPENINGS.get(_first_word(words), 0)
    if not _KNOWN.isdisjoint(words):
        for word in _KNOWN.intersection(words):
            found |= _SIGNS_OF[word]
    if ":" in line:
        found |= MAY_MATCH | _labelled(small)
    if line.isascii():
        count = line.count(" ") + 1
    else:
        count, dense = words_beyond_ascii(line)
        found |= _beyond_ascii(line, small, dense=dense)
    if count >= FEWEST_PROSE_WORDS and is_prose(line, count):
        return found & _SIGNS | PROSE
    if len(line) <= MOST_LABEL_CHARACTERS:
        if found & MAY_BE_LABEL and (count <= MOST_LABEL_WORDS or not line.isascii()):
            found |= _LABELS.get(bare(words), 0)
        elif count == 1 and first.startswith(PAGE_WORDS):
            found |= MAY_MATCH
    return found & _SIGNS


def _of_long(line: str) -> int:
    plain = line.isascii()
    words, dense = (line.count(" ") + 1, False) if plain else words_beyond_ascii(line)
    found = PROSE if is_prose(line, words) else 0
    if not line[0].isupper():
        found |= _of_first(line[0])
    if len(line) <= LONGEST_COOKIE_NOTICE:
        for part, sign in COOKIE_PARTS:
            if part in line:
                found |= sign
    if len(line) <= LONGEST_RIGHTS:
        if ":" in line:
            found |= MAY_MATCH
        small = small_of(line)
        for part, sign in LONG_PARTS if plain else LONG_FOREIGN_PARTS:
            if part in small:
                found |= sign
        if not plain:
            found |= _beyond_ascii(line, small, dense=dense)
    elif dense and len(line) <= LONGEST_LICENCE:
        found |= _beyond_ascii(line, small_of(line), dense=True)
    return found


def _of_first(character: str) -> int:
    """What the first character of a line says."""
    if character in GOING_ON or character.islower():
        return GOES_ON
    return 0 if character.isalpha() else FIGURE


def _beyond_ascii(line: str, small: str, *, dense: bool) -> int:
    """What marks and words beyond ASCII say."""
    found = RIGHTS if any(mark in line for mark in OF_RIGHTS) else 0
    if "：" in line:
        found |= MAY_MATCH | _labelled(small)
    if dense:
        found |= MAY_MATCH
        for part, sign in DENSE_PARTS:
            if part in small:
                found |= sign
    return found


def _first_word(words: list[str]) -> str:
    """The first word, past figures and signs: `shares` of `12 k Shares!`."""
    for word in words[:_FIRST_WORDS]:
        bare = word.partition("：")[0].strip(AROUND_WORD)
        if bare and bare not in THOUSANDS:
            return bare
    return ""


def _labelled(small: str) -> int:
    """What the words before the first colon announce."""
    end = min(place for place in (small.find(":"), small.find("：")) if place >= 0)
    return ANNOUNCED.get(small[:end].strip(AROUND_ROLE), 0)
