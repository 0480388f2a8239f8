"""What is looked up of each word: of which kinds it is a signal, and what it says to the line model."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedclean.cleaners.boilerplate.line_model.features import KINDS
from seedclean.cleaners.boilerplate.signal_words import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reference.characters import Array


class Lexicon(NamedTuple):
    """The words that are known, and a row of figures for each; the row 0 is of all others.

    Attributes:
        rows: The row of each word, in lower case.
        figures: For each word 1 for each of `KINDS` that it is a signal of, then 1 where the
            model has weights for it, then these.
        signals: Which of the words are signals.
    """

    rows: dict[str, int]
    figures: Array
    signals: Array


def lexicon(weights: Mapping[str, Sequence[float]], numbers: int) -> Lexicon:
    """The words of `SIGNALS` together with those of a model.

    Args:
        weights: For each word that the model knows as many weights as `numbers` says.
        numbers: How many weights a word has.

    >>> words = lexicon({"bridge": [0.5]}, 1)
    >>> words.figures[words.rows["bridge"]].nonzero()[0].tolist() == [len(KINDS), len(KINDS) + 1]
    True
    """
    kinds: dict[str, set[int]] = {}
    for kind, words in enumerate(SIGNALS.values()):
        for word in words.split():
            kinds.setdefault(word, set()).add(kind)
    rows = {word: row for row, word in enumerate(dict.fromkeys((*kinds, *weights)), start=1)}
    figures = np.zeros((len(rows) + 1, len(KINDS) + 1 + numbers), np.float32)
    for word, of_word in kinds.items():
        figures[rows[word], list(of_word)] = 1
    for word, said in weights.items():
        figures[rows[word], len(KINDS) :] = 1, *said
    return Lexicon(rows, figures, figures[:, : len(KINDS)].sum(axis=1) > 0)
