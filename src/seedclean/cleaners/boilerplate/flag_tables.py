"""The tables by which C code finds the flags of lines."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from seedclean.characters import DOTTED_CAPITAL, alphabetic, between, masks, near_with_case, small
from seedclean.native.binding import LineFlags, trait_bits
from seedclean.once import once, prepared

_Words = dict[str, int]


@once
def line_flags() -> LineFlags:
    """The search for flags, with its tables."""
    return LineFlags(*flag_tables())


@prepared
def flag_tables() -> tuple[bytes, bytes, list[_Words], list[_Words], list[int]]:
    """The tables of `LineFlags`; the order of all is that of `Tables` in line_flags.c."""
    from seedclean.cleaners.boilerplate import flag_bits, flag_keywords, lines

    passed_over = flag_keywords.MAY_BE_LABEL << 1
    openings = dict(flag_keywords.OPENINGS)
    for word in flag_keywords.THOUSANDS:
        openings[word] = openings.get(word, 0) | passed_over
    texts = (flag_keywords.SIGNS_OF, openings, flag_keywords.LABELS, flag_keywords.ANNOUNCED)
    parts = [
        dict.fromkeys(flag_keywords.PAGE_WORDS, flag_bits.MAY_MATCH),
        *map(
            dict,
            (
                flag_keywords.DENSE_PARTS,
                flag_keywords.LONG_PARTS,
                flag_keywords.LONG_FOREIGN_PARTS,
                flag_keywords.COOKIE_PARTS,
            ),
        ),
    ]
    limits = [
        *(flag_bits.FEW_CHARACTERS, flag_bits.LONGEST_RIGHTS, flag_bits.LONGEST_LICENCE),
        *(flag_bits.LONGEST_COOKIE_NOTICE, lines.FEWEST_PROSE_WORDS, lines.MANY_WORDS),
        *(lines.MOST_LABEL_WORDS, lines.MOST_LABEL_CHARACTERS),
        *(ord(lines.FIRST_UNSPACED), lines.LONGEST_WORD, lines.CHARACTERS_A_WORD),
        *(flag_bits.FIGURE, flag_bits.MAY_MATCH, flag_bits.RIGHTS, flag_bits.PROSE, flag_bits.GOES_ON),
        *(flag_keywords.MAY_BE_LABEL, passed_over),
    ]
    words = list(map(_without_last_forms, texts))
    return _traits(trait_bits()).tobytes(), _small().tobytes(), words, parts, limits


def _traits(bits: Mapping[str, int]) -> array[int]:
    """The traits of each near character, from the bit of each trait."""
    from seedclean.cleaners.boilerplate import flag_keywords, lines

    members = {
        "BLANK": filter(str.isspace, near_with_case()),
        "ALPHA": alphabetic(),
        "LOWER": filter(str.islower, near_with_case()),
        "UPPER": filter(str.isupper, near_with_case()),
        "UNSPACED": between(*lines.UNSPACED_RANGES),
        "CLOSING": lines.CLOSING,
        "END": lines.SENTENCE_END,
        "GOING_ON": flag_keywords.GOING_ON,
        "OF_RIGHTS": flag_keywords.OF_RIGHTS,
        "AROUND": lines.AROUND,
        "AROUND_WORD": flag_keywords.AROUND_WORD,
        "AROUND_ROLE": flag_keywords.AROUND_ROLE,
    }
    return masks(((bits[name], characters) for name, characters in members.items()), kind="H")


_LAST, _OTHER = "ς", "σ"
"""A small letter that another replaces at the end of a word: the capital does not say which of them it is."""


def _small() -> array[int]:
    """The small letter of each near character."""
    table = small()
    table[ord(_LAST)] = ord(_OTHER)
    table[ord(DOTTED_CAPITAL)] = ord("i")
    return table


def _without_last_forms(said: Mapping[str, int]) -> dict[str, int]:
    from seedclean.words import DOTTED_SMALL

    return {text.replace(_LAST, _OTHER).replace(DOTTED_SMALL, "i"): flags for text, flags in said.items()}
