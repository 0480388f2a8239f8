"""The score of a line, split by the names of its features and by its words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from seedclean.characters import NEAR, near
from seedclean.cleaners.boilerplate.line_model.features import MARKS, NAMES, WORD_CLASSES, classes
from seedclean.cleaners.boilerplate.line_model.weights import line_model, word_weights
from seedclean.native.scoring import Measured
from seedclean.once import once

Parts = list[tuple[str, float]]

_FIRST_EMOJI, _LAST_EMOJI = "\U0001f000", "\U0001faff"
_IS_PART = dict.fromkeys((*MARKS, "BLANK", "SYMBOL"), 0) | dict.fromkeys(WORD_CLASSES, 1)


def parts_of(page: Measured, columns: Sequence[int], line: int, text: str) -> tuple[Parts, Parts, Parts]:
    """Say what makes the score of one line.

    Args:
        page: The page, measured.
        columns: Which of its lines count.
        line: Which of these is asked about.
        text: Its text.

    Returns:
        What each of its features gives; what each feature of the other lines gives,
        and their words; what each of its own words gives. What is missing to the
        score is what the model says of a line of which nothing is known.
    """
    slopes, own, others = line_model().contributions(page, columns, line)
    around = [*zip(NAMES, others, strict=False), ("words", sum(others[len(NAMES) :]))]
    known = [word for word in _words(text) if word in word_weights()]
    words: dict[str, float] = {}
    for word in known:
        said = zip(word_weights()[word], slopes[len(NAMES) :], strict=True)
        given = sum(number * slope for number, slope in said) / math.sqrt(len(known))
        words[word] = words.get(word, 0.0) + given
    return list(zip(NAMES, own, strict=False)), around, list(words.items())


def _words(text: str) -> list[str]:
    """The words of a line, as the model counts them."""
    return "".join(letter if _is_part(letter) else " " for letter in text).lower().split()


def _is_part(letter: str) -> bool:
    """Check whether a letter is a part of a word; far ones are letters, but for emoji."""
    return letter in _letters() if ord(letter) < NEAR else not _FIRST_EMOJI <= letter <= _LAST_EMOJI


@once
def _letters() -> frozenset[str]:
    """The near characters that words are made of."""
    table = classes(_IS_PART)
    return frozenset(letter for letter, is_part in zip(near(), table, strict=True) if is_part)
