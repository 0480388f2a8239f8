"""The binding of the line model: its tables, and an object that measures and scores lines."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from ctypes import byref, c_float, c_int32, c_int64, c_uint8, c_uint16
from typing import NamedTuple

from seedclean.native.binding import (
    address_of,
    array_of,
    check,
    function_of,
    library,
    points_of,
    slots_of,
    structure_of,
    zeros,
)


class Vocabulary(NamedTuple):
    """The words that the line model looks up.

    Attributes:
        words: The words; their rows count from 1.
        figures: The figures of each row one after the other, those of row 0 first.
        signals: Whether the word of each row is a signal.
        parts: What is searched for in scripts without blanks, and the kind of each.
        kinds: The numbers of the kinds talk, time, comment and share.
    """

    words: list[str]
    figures: list[float]
    signals: list[bool]
    parts: list[tuple[str, int]]
    kinds: tuple[int, ...]


class Weights(NamedTuple):
    """The weights of the line model.

    Attributes:
        shape: How many there are of what, in the order of `SHAPE` in line_features.c.
        numbers: The weights in the order of `Network` in line_model.h.
        reaches: How many rows up and down each layer looks.
    """

    shape: tuple[int, ...]
    numbers: tuple[list[float], ...]
    reaches: list[int]


class Measured(NamedTuple):
    """Lines with text, measured.

    Attributes:
        rows: Their numbers in the document.
        lengths: How many words each has.
        lines: Their figures, as C reads them.
        rare: The numbers of their rare words.
    """

    rows: list[int]
    lengths: list[float]
    lines: array[int]
    rare: array[int]


class LineModel:
    """Measures lines and scores them."""

    def __init__(
        self,
        classes: Callable[[Mapping[str, int]], bytes],
        lower: bytes,
        vocabulary: Vocabulary,
        weights: Weights,
        limits: Sequence[float],
        long_word: int,
    ) -> None:
        """Take limits in the order of `Limits` in line_model.h.

        Args:
            classes: Makes of the number of each class a table of the classes of near characters.
            lower: The small letter of each near character.
            vocabulary: What is looked up of words.
            weights: The weights.
            limits: Limits of what lines show.
            long_word: The fewest characters of words that are compared with those of other lines.

        Raises:
            ValueError: The weights are for a network of another shape.
        """
        if weights.shape != library().shape:
            raise ValueError(f"the weights have the shape {weights.shape}; line_model.h: {library().shape}")
        words = vocabulary.words
        keys, rows, count, seed = slots_of(*points_of(words), range(1, len(words) + 1))
        points, starts = points_of(part for part, _ in vocabulary.parts)
        floats = list(map(c_float, limits))
        self._long_word = long_word
        self._tables = structure_of(
            array_of(c_uint8, classes(library().classes)),
            *(array_of(c_uint16, lower), keys, rows, count),
            *(array_of(c_float, vocabulary.figures), array_of(c_uint8, vocabulary.signals)),
            *(points, starts, array_of(c_int32, [kind for _, kind in vocabulary.parts])),
            *(c_int64(len(vocabulary.parts)), *map(c_int32, vocabulary.kinds), c_int64(long_word), seed),
            *floats,
        )
        *before, mixing_bias, last, direct, last_bias = (
            array_of(c_float, numbers) for numbers in weights.numbers
        )
        reaches = array_of(c_int32, weights.reaches), c_int64(len(weights.reaches))
        self._network = structure_of(*before, mixing_bias, *reaches, last, direct, last_bias, *floats)
        self._measure = function_of("measure", "pbnnpppp")
        self._score = function_of("score", "ppnppnp")
        self._explain = function_of("contributions", "ppnppnnppp")

    def measure(self, points: bytes, lines: int) -> Measured:
        """Measure the lines of a text, of which so many are not blank."""
        count = len(points) // 4
        measured = zeros("B", lines * library().line_size)
        rare, rows = zeros("i", count // (self._long_word + 1) + 1), zeros("i", lines)
        lengths = zeros("f", lines)
        room = map(address_of, (measured, rare, rows, lengths))
        check(self._measure(byref(self._tables), points, count, lines, *room))
        return Measured(rows.tolist(), lengths.tolist(), measured, rare)

    def score(self, page: Measured, columns: Sequence[int]) -> list[float]:
        """The score of some lines, above 0 for main text, as if the page had no others."""
        numbers, scores = array("i", columns), zeros("f", len(columns))
        check(self._score(*self._some(page, numbers), address_of(scores)))
        return scores.tolist()

    def contributions(self, page: Measured, columns: Sequence[int], line: int) -> tuple[list[float], ...]:
        """For each input: the slope of a line's score to it, what it gives, and what it gives elsewhere."""
        numbers, found = array("i", columns), [zeros("f", library().inputs) for _ in range(3)]
        check(self._explain(*self._some(page, numbers), line, *map(address_of, found)))
        return tuple(part.tolist() for part in found)

    def _some(self, page: Measured, numbers: array[int]) -> tuple[object, ...]:
        """What says which lines of a page count: those of some numbers."""
        lines, rare = address_of(page.lines), address_of(page.rare)
        return byref(self._network), lines, len(page.rows), rare, address_of(numbers), len(numbers)
