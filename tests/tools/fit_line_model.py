"""Fit the weights of the line model to pages whose main text is known.

    python tests/tools/fit_line_model.py DATA [--output FILE] [--folds N] [--calibrate TABLE] [--without HALF]

DATA holds `*.jsonl.gz` files, in folders too, with rows of `id, source, site, text, gold` (pages) and of
`id, genre, lang, licence, text` (texts that are no pages, in which every line stays). Only sources and
licences that allow it are fitted to; figures for the others are those of sources never seen. With
`--folds` figures for the former come from models fitted without the sites that they are measured on.
On these pages the probabilities are calibrated, too (`line_model_calibration`). With `--calibrate` nothing
else is done to the weights in FILE, and the errors of the probabilities are written into TABLE. With
`--without` 0 or 1 one half of the genres is left out, to see what the model takes from the others. The same
data give the same weights.

A line's answer is the share of its words that the gold text has, in order: the two texts are aligned word by
word, and matches of fewer than four words count only where they are a whole line. A line weighs as much as it
does in the score of its page, so that a long page weighs no more than a short one.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import line_model_calibration as calibration
import numpy as np
from line_model_pages import (  # puts `tests` on the path
    Page,
    read,
    read_texts,
    shingles,
    texts_varied,
    varied,
)

from reference.characters import per_line
from reference.features import features
from reference.network import Mixing, Network, backwards, dump, layers, load, scaled, surroundings
from seedclean.cleaners.boilerplate.line_model.features import NAMES
from seedclean.cleaners.boilerplate.line_model.weights import WEIGHTS, Calibration

if TYPE_CHECKING:
    from collections.abc import Iterator

FEWEST_SITES = 12
"""A word that stands on fewer sites could be one of theirs; it is not learnt."""

MOST_WORDS = 1500
"""Of these so many, those on most sites."""

WORD_NUMBERS = 2
VOICES = 3
WIDTH = 20
REACHES = (1, 2, 4, 8)
ROUNDS = 20
PAGES_A_STEP = 8
RATE = 3e-3
DECAY = 1e-3
DROPPED = 0.2
DROPPED_WORDS = 0.3
SILENT = 0.3
"""How often a page is shown without what its words say, as one in a language with other words."""

MOST_LINES = 1200
KEEP_ABOVE = 0.33
"""A line stays that is main text with a chance of more than this."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    parser.add_argument("--folds", type=int, default=0, help="also predict each site from the others")
    parser.add_argument("--calibrate", type=Path, help="only calibrate the weights that are there")
    parser.add_argument("--without", type=int, choices=(0, 1), help="leave a half of the genres out")
    given = parser.parse_args()
    pages = read(given.data)
    ours = [page for page in pages if page.fitted]
    others = [page for page in pages if not page.fitted]
    texts = read_texts(given.data, np.random.default_rng(0))
    if given.without is not None:
        texts = [text for text in texts if fold_of(text.kind, 2) != given.without]
    if not given.calibrate:
        given.output.write_text(dump(fit(ours, texts)), encoding="utf-8")
    network = load(given.output)
    held_out = list(predicted(ours, texts, given.folds))
    never = [(page, -1, scores(network, page)) for page in others]
    if held_out:
        say("sites held out", held_out)
        unseen = [
            one for one in (calibration.judged(*of, network.words) for of in (*held_out, *never)) if one
        ]
        found = calibration.fit(one for one in unseen if one.fold >= 0)
        given.output.write_text(dump(network._replace(calibration=found)), encoding="utf-8")
        if given.calibrate:
            given.calibrate.write_text(calibration.table(unseen), encoding="utf-8")
    say("sources never seen", never)
    say("pages fitted to", [(page, -1, scores(network, page)) for page in ours])


def predicted(pages: list[Page], texts: list[Page], folds: int) -> Iterator[tuple[Page, int, np.ndarray]]:
    """Each page with its fold, and the scores by the network that is fitted to the other folds."""
    of = [fold_of(page.site, folds) if folds else 0 for page in pages]
    for fold in range(folds):
        network = fit([page for page, its in zip(pages, of, strict=True) if its != fold], texts)
        for page, its in zip(pages, of, strict=True):
            if its == fold:
                yield page, fold, scores(network, page)


def say(title: str, scored: list[tuple[Page, int, np.ndarray]]) -> None:
    if scored:
        sys.stdout.write(f"{title}{report(scored)}\n")


def fold_of(site: str, folds: int) -> int:
    """A fold for each site that depends on nothing but its name."""
    return sum(place * ord(letter) for place, letter in enumerate(site, start=7)) % 9973 % folds


def scores(network: Network, page: Page) -> np.ndarray:
    given = example(network, page)
    return layers(network, inputs_of(network, given), given.lengths)[0].mean(axis=0)


def vocabulary(pages: list[Page]) -> dict[str, int]:
    """The words that many sites have; texts that are no pages have none."""
    sites = defaultdict(set)
    for page in pages:
        for word in set(page.words) if page.source else ():
            sites[word].add(page.site)
    words = [
        word for word, of in sites.items() if len(of) >= FEWEST_SITES and not any(map(str.isdigit, word))
    ]
    words.sort(key=lambda word: (-len(sites[word]), word))
    return {word: row for row, word in enumerate(sorted(words[:MOST_WORDS]), start=1)}


def fit(pages: list[Page], texts: list[Page], seed: int = 0) -> Network:
    """The network that predicts the answers best, by Adam."""
    random = np.random.default_rng(seed)
    pages = pages + varied(pages, random) + texts + texts_varied(texts, pages, random)
    network = first_guess(pages, random)
    examples = [example(network, page) for page in pages]
    weights = parameters(network)
    mean = [np.zeros_like(weight) for weight in weights]
    square = [np.zeros_like(weight) for weight in weights]
    steps = ROUNDS * (len(pages) // PAGES_A_STEP)
    step = 0
    for _ in range(ROUNDS):
        order = random.permutation(len(pages))
        for start in range(0, len(pages) - PAGES_A_STEP + 1, PAGES_A_STEP):
            slope = [np.zeros_like(weight) for weight in weights]
            for number in order[start : start + PAGES_A_STEP]:
                add_slope(slope, network, examples[number], random)
            step += 1
            rate = (
                RATE
                * min(1, 20 * step / steps)
                * (0.01 + 0.5 * (1 + np.cos(np.pi * max(0, step / steps - 0.3) / 0.7)))
            )
            for i, weight in enumerate(weights):
                now = slope[i] / PAGES_A_STEP
                mean[i] = 0.9 * mean[i] + 0.1 * now
                square[i] = 0.99 * square[i] + 0.01 * now**2
                mean[i][np.abs(mean[i]) < 1e-15] = 0  # numbers near the smallest possible are slow
                move = mean[i] / (1 - 0.9**step) / (np.sqrt(square[i] / (1 - 0.99**step)) + 1e-8)
                decay = DECAY * (10 if i == 0 else 1) * (weight.ndim > 1)
                weights[i] = (weight - rate * (move + decay * weight)).astype(np.float32)
            network = with_parameters(network, weights)
    threshold = np.log(KEEP_ABOVE / (1 - KEEP_ABOVE))
    return network._replace(
        last_bias=network.last_bias - np.float32(threshold),
        calibration=Calibration(1.0, round(-float(threshold), 3)),  # which takes the threshold back
    )


def first_guess(pages: list[Page], random: np.random.Generator) -> Network:
    values = np.hstack([features(page.measured) for page in pages])
    inputs = len(NAMES) + WORD_NUMBERS
    words = vocabulary(pages)

    def any_weights(scale: float, *shape: int) -> np.ndarray:
        return (random.normal(size=shape) * scale).astype(np.float32)

    return Network(
        values.mean(axis=1),
        values.std(axis=1) + 1e-3,
        words,
        any_weights(0.05, len(words) + 1, WORD_NUMBERS),
        any_weights(np.sqrt(1.5 / inputs), VOICES * WIDTH, inputs),
        np.zeros(VOICES * WIDTH, np.float32),
        tuple(
            Mixing(
                reach,
                any_weights(np.sqrt(0.2 / WIDTH), VOICES, WIDTH, 5 * WIDTH),
                np.zeros((VOICES, WIDTH), np.float32),
            )
            for reach in REACHES
        ),
        np.zeros((VOICES, WIDTH), np.float32),
        np.zeros((VOICES, inputs), np.float32),
        np.zeros(VOICES, np.float32),
        Calibration(1.0, 0.0),
    )


def parameters(network: Network) -> list[np.ndarray]:
    """What is fitted: the numbers of the words first."""
    mixing = [part for layer in network.mixing for part in (layer.weights, layer.bias)]
    return [
        network.word_weights,
        network.entry,
        network.entry_bias,
        *mixing,
        network.last,
        network.direct,
        network.last_bias,
    ]


def with_parameters(network: Network, weights: list[np.ndarray]) -> Network:
    words, entry, entry_bias, *mixing, last, direct, last_bias = weights
    layers_of = zip(network.mixing, mixing[::2], mixing[1::2], strict=True)
    return network._replace(
        word_weights=words,
        entry=entry,
        entry_bias=entry_bias,
        mixing=tuple(Mixing(layer.reach, weight, bias) for layer, weight, bias in layers_of),
        last=last,
        direct=direct,
        last_bias=last_bias,
    )


class Example(NamedTuple):
    """A page made ready: its scaled features, and the rows and lines of its known words."""

    scaled: np.ndarray
    lengths: np.ndarray
    word_rows: np.ndarray
    word_lines: np.ndarray
    answers: np.ndarray
    weights: np.ndarray


def example(network: Network, page: Page) -> Example:
    rows = np.array([network.words.get(word, 0) for word in page.words], np.int64)
    word_rows = rows if not page.foreign else np.zeros_like(rows)
    known = np.flatnonzero(word_rows)
    return Example(
        scaled(network, features(page.measured)),
        page.measured.lengths,
        word_rows[known],
        page.word_lines[known],
        page.answers,
        page.weights,
    )


def inputs_of(network: Network, given: Example) -> np.ndarray:
    """What goes into the first layer: the features, and what the words say; a column a line."""
    counts = np.bincount(given.word_lines, minlength=len(given.lengths))
    said = per_line(network.word_weights[given.word_rows], counts)
    said /= np.sqrt(np.maximum(counts, 1))[:, None]
    return np.vstack((given.scaled, said.T)).astype(np.float32)


def part_of(given: Example, random: np.random.Generator) -> Example:
    """A part of a page that is too long to learn from as a whole; of others all of it."""
    count = len(given.lengths)
    if count <= MOST_LINES:
        return given
    first = int(random.integers(count - MOST_LINES))
    lines = slice(first, first + MOST_LINES)
    inside = (given.word_lines >= first) & (given.word_lines < first + MOST_LINES)
    return Example(
        given.scaled[:, lines],
        given.lengths[lines],
        given.word_rows[inside],
        given.word_lines[inside] - first,
        given.answers[lines],
        given.weights[lines],
    )


def add_slope(slope: list[np.ndarray], network: Network, given: Example, random: np.random.Generator) -> None:
    """Add how the loss on one page changes with each weight; some inputs are left out at random."""
    given = part_of(given, random)
    silent = random.random() < SILENT
    kept_words = random.random(len(given.word_rows)) >= (1 if silent else DROPPED_WORDS)
    given = given._replace(word_rows=given.word_rows[kept_words], word_lines=given.word_lines[kept_words])
    kept = kept_of(random, VOICES, network.entry.shape[1])
    kept_entry = np.repeat(kept, WIDTH, axis=0)
    kept_numbers = [kept_of(random, VOICES, WIDTH) for _ in network.mixing]
    thinned = network._replace(
        entry=network.entry * kept_entry,
        direct=network.direct * kept,
        mixing=tuple(
            Mixing(layer.reach, layer.weights * numbers[:, :, None], layer.bias * numbers)
            for layer, numbers in zip(network.mixing, kept_numbers, strict=True)
        ),
    )
    inputs = inputs_of(network, given)
    voices, trace = layers(thinned, inputs, given.lengths)
    chance = 1 / (1 + np.exp(-np.clip(voices, -30, 30)))
    change = ((chance - given.answers) * given.weights).astype(np.float32)
    change[np.abs(change) < 1e-12] = 0
    to_inputs, passed, entry = backwards(thinned, trace, change)
    counts = np.bincount(given.word_lines, minlength=len(given.lengths))
    said_change = to_inputs[len(NAMES) :] / np.sqrt(np.maximum(counts, 1))
    np.add.at(slope[0], given.word_rows, said_change[:, given.word_lines].T.astype(np.float32))
    slope[1] += (entry @ inputs.T) * kept_entry
    slope[2] += entry.sum(axis=1)
    for number, (layer, fresh, numbers) in enumerate(zip(network.mixing, passed, kept_numbers, strict=True)):
        mixed = np.empty((VOICES, 5 * WIDTH, len(given.lengths)), inputs.dtype)
        surroundings(trace.states[number], layer.reach, trace, mixed)
        slope[3 + 2 * number] += (fresh @ mixed.transpose(0, 2, 1)) * numbers[:, :, None]
        slope[4 + 2 * number] += fresh.sum(axis=2) * numbers
    slope[-3] += (trace.states[-1] @ change[:, :, None])[:, :, 0]
    slope[-2] += (change @ inputs.T) * kept
    slope[-1] += change.sum(axis=1)


def kept_of(random: np.random.Generator, *shape: int) -> np.ndarray:
    """A mask that drops some of so many numbers and makes up for it in the others."""
    return ((random.random(shape) >= DROPPED) / (1 - DROPPED)).astype(np.float32)


def report(scored: list[tuple[Page, int, np.ndarray]]) -> str:
    """Precision, recall and F1 over pages of which each weighs the same, overall and by source."""
    sums: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(3))
    for page, _, score in scored:
        kept = page.tokens[(score > 0)[page.lines]] if len(page.lines) else page.tokens
        found = shingles(kept.tolist())
        common = (found & page.gold).total()
        parts = np.array([common, found.total() - common, page.gold.total() - common], float)
        parts = parts / parts.sum() if parts.any() else np.array([1.0, 0.0, 0.0])
        sums[page.source] += parts
        sums["all"] += parts
    lines = []
    for name in sorted(sums, key=lambda name: (name != "all", name)):
        right, wrong, missed = sums[name]
        figures = right / (right + wrong), right / (right + missed), 2 * right / (2 * right + wrong + missed)
        lines.append(f"{name:<14} P {figures[0]:.3f}  R {figures[1]:.3f}  F1 {figures[2]:.4f}")
    return "\n  " + "\n  ".join(lines)


if __name__ == "__main__":
    main()
