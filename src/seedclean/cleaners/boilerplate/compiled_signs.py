"""The signs of lines compiled: what `sign_words` says, for all lines of a text in one go.

Words, marks and limits are those of `sign_words` and `lines`, laid out here for the
kernel. Of a line with strange characters it says nothing, and `sign_words` is asked.
This module loads numpy, so it is imported when first used.
"""

from __future__ import annotations

import ctypes
from array import array
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedclean.cleaners.boilerplate import lines, sign_words
from seedclean.cleaners.boilerplate.sign_words import signs_of
from seedclean.cleaners.boilerplate.signs import (
    FEW_CHARACTERS,
    LONGEST_COOKIE_NOTICE,
    LONGEST_LICENCE,
    LONGEST_RIGHTS,
    LOOK,
)
from seedclean.kernel import COUNT, POINTER, code_points_of, library, pointer, points_of, slots_of
from seedclean.kernel.characters import LONGER_WHEN_SMALL, NEAR, OTHER_WHEN_LAST, near, points, small, those

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seedclean.document import Document
    from seedclean.kernel import Array

_MOST_SMALL, _PAIRS = 1024, 4096  # as in signs.c
_ASK = -1
_PASSED_OVER = 1 << 17


class _Texts(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_void_p) for name in ("pairs", "keys", "signs")),
        *((name, ctypes.c_int64) for name in ("slots", "longest")),
        ("seed", ctypes.c_uint64),
    )


class _Parts(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_void_p) for name in ("points", "starts", "signs", "pairs")),
        ("count", ctypes.c_int64),
    )


_LIMITS = (
    *(FEW_CHARACTERS, LONGEST_RIGHTS, LONGEST_LICENCE, LONGEST_COOKIE_NOTICE),
    *(lines.FEWEST_PROSE_WORDS, lines.MANY_WORDS, lines.MOST_LABEL_WORDS, lines.MOST_LABEL_CHARACTERS),
    *(ord(lines.FIRST_UNSPACED), lines.LONGEST_WORD, lines.CHARACTERS_A_WORD),
)


class _Tables(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_void_p) for name in ("traits", "lower")),
        *((name, _Texts) for name in ("words", "openings", "labels", "roles")),
        *((name, _Parts) for name in ("page_words", "dense", "plain", "foreign", "cookies")),
        ("limits", ctypes.c_int32 * len(_LIMITS)),
    )


class Signs(NamedTuple):
    """What looks at lines, with what it looks up.

    Attributes:
        library: The library.
        tables: Where the words and marks stand.
        kept: What they point to.
    """

    library: ctypes.CDLL
    tables: _Tables
    kept: list[Array]


@cache
def compiled() -> Signs | None:
    """What looks at lines; nothing where there is no kernel."""
    kernel = library()
    if kernel is None:
        return None
    if max(FEW_CHARACTERS, LONGEST_RIGHTS, LONGEST_LICENCE) > _MOST_SMALL:
        raise ValueError(f"signs.c has room for lines of {_MOST_SMALL} characters; change its constant")
    kernel.signs.argtypes = (POINTER, ctypes.c_char_p, COUNT, COUNT, POINTER)
    kernel.signs.restype = COUNT
    kept: list[Array] = []
    traits, lower = _characters()
    openings = sign_words.OPENINGS | {
        word: sign_words.OPENINGS.get(word, 0) | _PASSED_OVER for word in sign_words.THOUSANDS
    }
    tables = _Tables(
        pointer(traits, np.uint16, kept),
        pointer(lower, np.uint16, kept),
        _texts(kernel, sign_words.SIGNS_OF, kept),
        _texts(kernel, openings, kept),
        _texts(kernel, sign_words.LABELS, kept),
        _texts(kernel, sign_words.ANNOUNCED, kept),
        _parts(((word, LOOK) for word in sign_words.PAGE_WORDS), kept),
        _parts(sign_words.DENSE_PARTS, kept),
        _parts(sign_words.LONG_PARTS, kept),
        _parts(sign_words.LONG_FOREIGN_PARTS, kept),
        _parts(sign_words.COOKIE_PARTS, kept),
        _LIMITS,
    )
    return Signs(kernel, tables, kept)


def _characters() -> tuple[Array, Array]:
    """For each near code point what is said of it, and its lower case."""
    asked = (str.isspace, str.isalpha, str.islower, str.isupper)
    marks = (
        *(lines.UNSPACED.findall(near()), lines.CLOSING, lines.SENTENCE_END),
        *(sign_words.GOING_ON, sign_words.OF_RIGHTS),
        *(lines.AROUND, sign_words.AROUND_WORD, sign_words.AROUND_ROLE),
        LONGER_WHEN_SMALL + OTHER_WHEN_LAST,
    )
    traits = np.zeros(NEAR, np.uint16)
    for bit, having in enumerate((*map(those, asked), *map(points, marks))):  # in the order of signs.c
        traits[having] |= 1 << bit
    return traits, small()


def _texts(kernel: ctypes.CDLL, said: Mapping[str, int], kept: list[Array]) -> _Texts:
    slots = slots_of(kernel, list(said))
    signs = np.array([0, *said.values()], np.int32)[slots.numbers]
    return _Texts(
        pointer(_pairs(said), np.uint8, kept),
        pointer(slots.keys, np.uint64, kept),
        pointer(signs, np.int32, kept),
        len(slots.keys),
        max(map(len, said)),
        slots.seed,
    )


def _parts(said: Iterable[tuple[str, int]], kept: list[Array]) -> _Parts:
    signs = dict(said)
    points, starts = points_of(list(signs))
    return _Parts(
        pointer(points, np.uint32, kept),
        pointer(starts, np.int32, kept),
        pointer(list(signs.values()), np.int32, kept),
        pointer(_pairs(signs), np.uint8, kept),
        len(signs),
    )


def _pairs(texts: Iterable[str]) -> Array:
    """For each pair of characters whether a text begins with it."""
    pairs = np.zeros(_PAIRS, np.uint8)
    for text in texts:
        first, second = ord(text[0]), ord(text[1]) if len(text) > 1 else 0
        pairs[(first ^ (second << 6)) % _PAIRS] = 1
    return pairs


def signs_of_all(signs: Signs, document: Document) -> list[int]:
    """The signs that each line shows.

    Args:
        signs: What looks at lines.
        document: The page.
    """
    count = len(document.lines)
    shown = array("i", bytes(4 * count))
    asked = signs.library.signs(
        ctypes.byref(signs.tables),
        code_points_of(document.text),
        len(document.text),
        count,
        shown.buffer_info()[0],
    )
    rows = shown.tolist()
    if asked:
        for row, said in enumerate(rows):
            if said == _ASK:
                rows[row] = signs_of(document.lines[row].strip())
    return rows
