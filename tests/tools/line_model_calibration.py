"""From the scores of the line model to probabilities, and how far these are from the truth.

A score is made to decide by: a line stays that is main text with a chance of a third. The probability that a
line is furniture is another figure. The logarithm of its odds is a sum of six terms (Platt, with the length
of the line, the share of words that the model knows, and the length of the page), fitted to pages that the
model has not seen.

The error is the expected calibration error: the words are put into ten bins by the probability of their
line, and the distance between the mean probability of a bin and the share of furniture in it is weighed by
the words of the bin. Each page weighs the same.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedclean.cleaners.boilerplate.line_model.certainty import measure_known
from seedclean.cleaners.boilerplate.line_model.weights import Calibration
from seedclean.third_party import identify

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from line_model_pages import Page

BINS = 10
FEWEST_PAGES = 50
"""A group of fewer pages has no error worth a name."""

DRAWS = 200
UNCALIBRATED = Calibration(1.0, 0.0)

_STEPS = 50
_LARGEST = 40.0


class Judged(NamedTuple):
    """The lines of a page that has not been fitted to.

    Attributes:
        page: The page.
        fold: The fold that it was held out in; -1 where its source is never fitted to.
        inputs: For each line the terms of its odds, in the order of `Calibration`.
        answers: For each line the share of it that is furniture.
        weights: For each line its share of the words of the page.
    """

    page: Page
    fold: int
    inputs: np.ndarray
    answers: np.ndarray
    weights: np.ndarray


def judged(page: Page, fold: int, scores: np.ndarray, words: Container[str]) -> Judged | None:
    """A page beside its answers, without the lines whose answer is not known; nothing where none is left.

    Args:
        page: The page.
        fold: The fold that it was held out in.
        scores: The scores of its lines.
        words: The words that the model knows.
    """
    known = (page.weights > 0) & (page.measured.lengths > 0)
    if not known.any():
        return None
    odds, lengths = -scores[known].astype(np.float64), page.measured.lengths[known].astype(np.float64)
    weights = lengths / lengths.sum()
    share = measure_known("\n".join(page.text), words)
    one, length = np.ones_like(odds), np.log1p(lengths)
    lines = np.log((page.measured.lengths > 0).sum())
    inputs = np.stack((odds, one, length, share * one, share * length, lines * one))
    return Judged(page, fold, inputs, 1 - page.answers[known].astype(np.float64), weights)


def fit(pages: Iterable[Judged]) -> Calibration:
    """The factors of the terms with the least logarithmic loss, by Newton's method."""
    parts = [(one.inputs, one.answers, one.weights) for one in pages]
    inputs, answers, weights = (np.concatenate(column, axis=-1) for column in zip(*parts, strict=True))
    found = np.array(UNCALIBRATED)
    for _ in range(_STEPS):
        chance = probability(found @ inputs)
        slope = inputs @ (weights * (chance - answers))
        curve = (inputs * (weights * chance * (1 - chance))) @ inputs.T
        step = np.linalg.solve(curve + 1e-9 * np.eye(len(found)), slope)
        found -= step / max(1.0, np.abs(step).max())  # a whole step from afar may lead away
    return Calibration(*np.round(found, 3).tolist())


def without_their_own(pages: list[Judged]) -> dict[int, Calibration]:
    """For each fold the calibration by the other folds; that by all folds for sources never fitted to."""
    folds = sorted({one.fold for one in pages if one.fold >= 0})
    held_out = [one for one in pages if one.fold >= 0]
    found = {fold: fit(one for one in held_out if one.fold != fold) for fold in folds}
    return {**found, -1: fit(held_out)}


def error(pages: Iterable[Judged], calibrations: dict[int, Calibration]) -> tuple[float, float]:
    """The expected calibration error, and its standard deviation when the pages are drawn anew.

    Each page is judged by the calibration of its fold.
    """
    sums = np.stack([_binned(one, calibrations[one.fold]) for one in pages])
    random = np.random.default_rng(0)
    drawn = random.multinomial(len(sums), np.full(len(sums), 1 / len(sums)), DRAWS)
    errors = [_distance(np.tensordot(times, sums, 1)) for times in drawn]
    return _distance(sums.sum(axis=0)), float(np.std(errors))


def _binned(one: Judged, calibration: Calibration) -> np.ndarray:
    """For each bin the words of a page, and how many of them are furniture by the model and in truth."""
    chance = probability(np.array(calibration) @ one.inputs)
    bins = np.minimum((chance * BINS).astype(int), BINS - 1)
    return np.stack(
        [np.bincount(bins, one.weights * figures, BINS) for figures in (np.ones(1), chance, one.answers)]
    )


def _distance(sums: np.ndarray) -> float:
    words, said, true = sums
    return float(np.abs(said - true).sum() / words.sum())


def table(pages: list[Judged]) -> str:
    """The error overall and for each language, kind and source with enough pages, as Markdown."""
    calibrations = without_their_own(pages)
    uncalibrated = dict.fromkeys(calibrations, UNCALIBRATED)
    lines = [
        "| pages | number | error of the scores | error of the probabilities | ± |",
        "|-------|-------:|--------------------:|--------------------------:|--:|",
    ]
    for name, group in groups(pages):
        (before, _), (after, spread) = error(group, uncalibrated), error(group, calibrations)
        lines.append(f"| {name} | {len(group)} | {before:.3f} | {after:.3f} | {spread:.3f} |")
    return "\n".join(lines) + "\n"


def groups(pages: list[Judged]) -> Iterator[tuple[str, list[Judged]]]:
    """All pages, then those of each language, kind and collection, the largest group first."""
    yield "all", pages
    for names_of in (_languages, _kinds, _collections):
        found = defaultdict(list)
        for one in pages:
            for name in names_of(one.page):
                found[name].append(one)
        for name in sorted(found, key=lambda name: (-len(found[name]), name)):
            if len(found[name]) >= FEWEST_PAGES:
                yield name, found[name]


def _languages(page: Page) -> Iterator[str]:
    language = page.lang or identify("\n".join(page.text))
    if language:
        yield f"language: {language}"


def _kinds(page: Page) -> Iterator[str]:
    if page.extracted:
        yield "kind: output of an extractor"
    elif page.kind:
        yield f"kind: {page.kind}"
    elif page.source.startswith("fundus"):
        yield "kind: news page"


def _collections(page: Page) -> Iterator[str]:
    yield f"collection: {page.source}"


def probability(odds: np.ndarray) -> np.ndarray:
    """The probability of a logarithm of odds."""
    return 1 / (1 + np.exp(-np.clip(odds, -_LARGEST, _LARGEST)))
