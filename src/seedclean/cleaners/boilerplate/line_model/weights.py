"""The weights of the line model, read from their file, and the words that it looks up."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from seedclean.characters import small_letters
from seedclean.cleaners.boilerplate.line_model.features import (
    KINDS,
    LIMITS,
    LONG_WORD,
    MARK_NAMES,
    NAMES,
    OWN_NAMES,
    classes,
)
from seedclean.cleaners.boilerplate.signal_words import SIGNALS, UNSPACED_SIGNALS
from seedclean.native.scoring import LineModel, Vocabulary, Weights
from seedclean.once import once

WEIGHTS = Path(__file__).with_name("weights.json")
_PARTS = 5  # what each layer mixes: the line, the lines above and below, the means above and below
_LEAST_SLOPE = 0.1  # a higher score never means a lower probability
_KINDS_ASKED = ("talk", "time", "comment", "share")


class Calibration(NamedTuple):
    """How scores become probabilities: fitted to pages that the model has not seen.

    A score is made to decide by and leans to one side. On a page in doubt it says less than elsewhere, and
    long lines are main text more often than their scores say.

    Attributes:
        slope: What the logarithm of the odds by the score is multiplied by.
        offset: What is added to it.
        doubt_slope: What is added to the slope, times the doubt about the page: 1 less its certainty.
        doubt_offset: What is added to the offset, times the doubt.
        length: What is added, times the logarithm of the words of the line and one.
    """

    slope: float
    offset: float
    doubt_slope: float = 0.0
    doubt_offset: float = 0.0
    length: float = 0.0

    def probability(self, score: float, doubt: float, words: float) -> float:
        """The probability that a line is boilerplate.

        >>> Calibration(1.0, 0.0).probability(0.25, 0.5, 10.0)
        0.25

        Args:
            score: Its score, from 0 for main text to 1 for boilerplate.
            doubt: The doubt about its page.
            words: Its number of words.
        """
        if score in (0.0, 1.0):
            return score
        slope = max(_LEAST_SLOPE, self.slope + self.doubt_slope * doubt)
        offset = self.offset + self.doubt_offset * doubt + self.length * math.log1p(words)
        return 1 / (1 + math.exp(min(700.0, -slope * math.log(score / (1 - score)) - offset)))


def read(path: Path = WEIGHTS) -> dict[str, Any]:
    """Read the weights as they are stored.

    Raises:
        ValueError: They are weights of other features.
    """
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if sorted(stored["features"]) != sorted(NAMES):
        raise ValueError(f"{path} was made for other features; run tests/tools/fit_line_model.py again")
    return stored


@once
def word_weights() -> dict[str, list[float]]:
    """The numbers of each word that the model knows."""
    words: dict[str, list[float]] = read()["words"]
    return words


@once
def calibration() -> Calibration:
    """The calibration of the model."""
    return calibration_of(read())


def calibration_of(stored: dict[str, Any]) -> Calibration:
    """The calibration that is kept with weights."""
    return Calibration(**stored["calibration"])


@once
def line_model() -> LineModel:
    """The model, ready for use."""
    return model_of(read())


def model_of(stored: dict[str, Any]) -> LineModel:
    """The model that weights make."""
    return LineModel(
        classes, small_letters(), vocabulary(stored["words"]), _weights(stored), LIMITS, LONG_WORD
    )


def vocabulary(weights: dict[str, list[float]]) -> Vocabulary:
    """The words of `SIGNALS` together with those of the model.

    >>> vocabulary({"bridge": [0.5, 1.5]}).words[-1]
    'bridge'
    """
    kinds: dict[str, set[int]] = {}
    for kind, words in enumerate(SIGNALS.values()):
        for word in words.split():
            kinds.setdefault(word, set()).add(kind)
    known = list(dict.fromkeys((*kinds, *weights)))
    unknown = [0.0] * len(next(iter(weights.values())))
    figures = [0.0] * (len(KINDS) + 1) + unknown
    for word in known:
        figures += [float(kind in kinds.get(word, ())) for kind in range(len(KINDS))]
        figures += [float(word in weights), *weights.get(word, unknown)]
    parts = [(part, KINDS.index(kind)) for kind, said in UNSPACED_SIGNALS.items() for part in said.split()]
    signals = [False, *(word in kinds for word in known)]
    return Vocabulary(known, figures, signals, parts, tuple(map(KINDS.index, _KINDS_ASKED)))


def _weights(stored: dict[str, Any]) -> Weights:
    features, words = [stored["features"][name] for name in NAMES], stored["word-numbers"]
    last, mixing = stored["score"]["weights"], stored["mixing"]
    reaches = [layer["reach"] for layer in mixing]
    shape = (
        *(len(OWN_NAMES), len(MARK_NAMES), len(NAMES), len(KINDS), len(words)),
        *(len(last), len(last[0]), _PARTS, max(reaches)),
    )
    numbers = (
        [feature["mean"] for feature in features],
        [feature["scale"] for feature in features],
        _flat(one["weights"] for one in (*features, *words)),
        stored["bias"],
        _flat(
            column for layer in mixing for voice in layer["weights"] for column in zip(*voice, strict=True)
        ),
        _flat(voice for layer in mixing for voice in layer["bias"]),
        _flat(last),
        _flat(zip(*(one["direct"] for one in (*features, *words)), strict=True)),
        stored["score"]["bias"],
    )
    return Weights(shape, numbers, reaches)


def _flat(rows: Iterable[Iterable[float]]) -> list[float]:
    return [number for row in rows for number in row]
