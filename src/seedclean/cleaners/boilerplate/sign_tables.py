"""The tables by which C code finds the signs of lines."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from seedclean.characters import near, small
from seedclean.cleaners.boilerplate import lines, sign_bits, sign_words
from seedclean.native.binding import LineFlags
from seedclean.once import once

_PASSED_OVER = sign_words.MAY_BE_LABEL << 1


@once
def line_flags() -> LineFlags:
    """The search for signs, with its tables; the order of all is that of `Tables` in line_flags.c."""
    openings = dict(sign_words.OPENINGS)
    for word in sign_words.THOUSANDS:
        openings[word] = openings.get(word, 0) | _PASSED_OVER
    texts = (sign_words.SIGNS_OF, openings, sign_words.LABELS, sign_words.ANNOUNCED)
    parts = (
        dict.fromkeys(sign_words.PAGE_WORDS, sign_bits.LOOK),
        *map(
            dict,
            (
                sign_words.DENSE_PARTS,
                sign_words.LONG_PARTS,
                sign_words.LONG_FOREIGN_PARTS,
                sign_words.COOKIE_PARTS,
            ),
        ),
    )
    limits = (
        *(sign_bits.FEW_CHARACTERS, sign_bits.LONGEST_RIGHTS, sign_bits.LONGEST_LICENCE),
        *(sign_bits.LONGEST_COOKIE_NOTICE, lines.FEWEST_PROSE_WORDS, lines.MANY_WORDS),
        *(lines.MOST_LABEL_WORDS, lines.MOST_LABEL_CHARACTERS),
        *(ord(lines.FIRST_UNSPACED), lines.LONGEST_WORD, lines.CHARACTERS_A_WORD),
        *(sign_bits.FIGURE, sign_bits.LOOK, sign_bits.RIGHTS, sign_bits.PROSE, sign_bits.GOES_ON),
        *(sign_words.MAY_BE_LABEL, _PASSED_OVER),
    )
    return LineFlags(_traits, _small(), map(_without_last_forms, texts), parts, limits)


def _traits(bits: Mapping[str, int]) -> array[int]:
    """The traits of each near character, from the bit of each trait."""
    letters = near()
    asked = {"BLANK": str.isspace, "ALPHA": str.isalpha, "LOWER": str.islower, "UPPER": str.isupper}
    marks = {
        "UNSPACED": lines.UNSPACED.findall(letters),
        "CLOSING": lines.CLOSING,
        "END": lines.SENTENCE_END,
        "GOING_ON": sign_words.GOING_ON,
        "OF_RIGHTS": sign_words.OF_RIGHTS,
        "AROUND": lines.AROUND,
        "AROUND_WORD": sign_words.AROUND_WORD,
        "AROUND_ROLE": sign_words.AROUND_ROLE,
    }
    blank, alpha, lower, upper = (
        [bits[name] if said else 0 for said in map(has, letters)] for name, has in asked.items()
    )
    table = array("H", map(sum, zip(blank, alpha, lower, upper, strict=True)))
    for name, characters in marks.items():
        for character in characters:
            table[ord(character)] |= bits[name]
    return table


_LAST, _OTHER = "ς", "σ"
"""A small letter that another replaces at the end of a word: the capital does not say which of them it is."""


def _small() -> array[int]:
    """The small letter of each near character."""
    table = small()
    table[ord(_LAST)] = ord(_OTHER)
    return table


def _without_last_forms(said: Mapping[str, int]) -> dict[str, int]:
    return {text.replace(_LAST, _OTHER): flags for text, flags in said.items()}
