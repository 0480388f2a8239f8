"""The line model at work: a small network over the lines of a page.

Each line becomes a handful of numbers (a layer of weights over its features
and its words). Then a few layers mix in what stands around: the lines a few
rows up and down, the mean of all lines above and the mean of all below. All is
plain arithmetic between arrays; the weights are read from a JSON file.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from reference.characters import characters_of
from reference.features import Lines, features
from reference.lexicon import Lexicon, lexicon
from reference.measures import log_of
from seedclean.cleaners.boilerplate.line_model.features import LIMITS, NAMES
from seedclean.cleaners.boilerplate.line_model.weights import WEIGHTS, Calibration, calibration_of, read

if TYPE_CHECKING:
    from reference.characters import Array

_PARTS = 5


class Mixing(NamedTuple):
    """A layer that mixes in what stands around a line.

    Attributes:
        reach: How many rows up and down it looks.
        weights: For each voice a row a number that is made, a column a number that it is made
            from: those of the line itself, of the line above, of the line below, of the mean above
            and of the mean below, one after the other.
        bias: For each voice what each number is without any of that.
    """

    reach: int
    weights: Array
    bias: Array


class Network(NamedTuple):
    """The weights of the line model.

    Several small networks, the voices, see the same features and words; the score is
    the mean of theirs, which is right more often than any of them.

    Attributes:
        mean: The mean of each feature in the pages the model was fitted on.
        scale: How far each feature strays from that.
        words: The row of each known word in `word_weights`; row 0 is of all others.
        word_weights: What each word says.
        entry: The first layer, a column a feature and after them a column for each number of a
            word; the rows of one voice after those of the other.
        entry_bias: Its bias.
        mixing: The layers after it.
        last: For each voice how the numbers of a line make its score.
        direct: How features and words go into the score by themselves, a row a voice.
        last_bias: For each voice the score of a line of which nothing is known.
        calibration: How a score becomes a probability.
    """

    mean: Array
    scale: Array
    words: dict[str, int]
    word_weights: Array
    entry: Array
    entry_bias: Array
    mixing: tuple[Mixing, ...]
    last: Array
    direct: Array
    last_bias: Array
    calibration: Calibration


class Trace(NamedTuple):
    """What the layers gave on the way, for the explanation and for fitting.

    Attributes:
        sizes: The weight of each line in the means.
        above: One over the weight of all lines above.
        below: One over the weight of all lines below.
        states: The numbers of all lines, after each layer.
        active: Which numbers each mixing layer let through.
    """

    sizes: Array
    above: Array
    below: Array
    states: list[Array]
    active: list[Array]


@cache
def load(path: Path = WEIGHTS) -> Network:
    """Read the weights from their file."""
    stored = read(path)
    by_feature = stored["features"]
    features = [by_feature[name] for name in NAMES]
    words = stored["words"]
    numbers = len(stored["word-numbers"])
    return Network(
        _array([feature["mean"] for feature in features]),
        _array([feature["scale"] for feature in features]),
        {word: row for row, word in enumerate(words, start=1)},
        _array([[0.0] * numbers, *words.values()]),
        _columns(
            [*(feature["weights"] for feature in features), *(n["weights"] for n in stored["word-numbers"])]
        ),
        _array(stored["bias"]),
        tuple(Mixing(m["reach"], _array(m["weights"]), _array(m["bias"])) for m in stored["mixing"]),
        _array(stored["score"]["weights"]),
        _columns(
            [*(feature["direct"] for feature in features), *(n["direct"] for n in stored["word-numbers"])]
        ),
        _array(stored["score"]["bias"]),
        calibration_of(stored),
    )


def dump(network: Network) -> str:
    """The weights as a text that `load` reads: sorted keys, rounded numbers."""
    count = len(NAMES)
    stored = {
        "bias": _rounded(network.entry_bias),
        "calibration": network.calibration._asdict(),
        "features": {
            name: {
                "direct": _rounded(network.direct[:, row]),
                "mean": _rounded(network.mean[row]),
                "scale": _rounded(network.scale[row]),
                "weights": _rounded(network.entry[:, row]),
            }
            for row, name in enumerate(NAMES)
        },
        "mixing": [
            {"bias": _rounded(layer.bias), "reach": layer.reach, "weights": _rounded(layer.weights)}
            for layer in network.mixing
        ],
        "score": {"bias": _rounded(network.last_bias), "weights": _rounded(network.last)},
        "word-numbers": [
            {"direct": _rounded(direct), "weights": _rounded(weights)}
            for direct, weights in zip(network.direct.T[count:], network.entry.T[count:], strict=True)
        ],
        "words": {
            word: _rounded(network.word_weights[network.words[word]]) for word in sorted(network.words)
        },
    }
    return _laid_out(stored)


def _array(numbers: list[Any]) -> Array:
    return np.array(numbers, np.float32)


def _columns(numbers: list[Any]) -> Array:
    return np.ascontiguousarray(_array(numbers).T)


def _rounded(numbers: Any) -> Any:
    return np.round(np.asarray(numbers, np.float64), 3).tolist()


def _laid_out(stored: dict[str, Any]) -> str:
    """JSON with one feature, word or row of weights a line, so that a diff of two fits can be read."""
    parts = []
    for key in sorted(stored):
        value = stored[key]
        if isinstance(value, dict):
            lines = [f"{_json(name)}:{_json(value[name])}" for name in sorted(value)]
            parts.append(f"{_json(key)}:{{\n" + ",\n".join(lines) + "\n}")
        else:
            parts.append(f"{_json(key)}:{_json(value)}".replace("],[", "],\n["))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def lexicon_of(network: Network) -> Lexicon:
    """What is looked up of each word."""
    weights = network.word_weights.tolist()
    return lexicon({word: weights[row] for word, row in network.words.items()}, len(weights[0]))


def score(network: Network, page: Lines) -> Array:
    """The score of each line with text, above 0 for main text."""
    voices, _ = layers(network, inputs_of(network, page), page.lengths)
    scores: Array = voices.mean(axis=0)
    return scores


def inputs_of(network: Network, page: Lines) -> Array:
    """What goes into the first layer: the features, scaled, and what the words say; a column a line."""
    inputs = np.empty((network.entry.shape[1], len(page.columns)), np.float32)
    inputs[: len(NAMES)] = scaled(network, features(page))
    np.take(page.measures.said, page.columns, axis=1, out=inputs[len(NAMES) :])
    return inputs


def scaled(network: Network, figures: Array) -> Array:
    """Features as distances from their means; changes the array that it is given."""
    figures -= network.mean[:, None]
    figures /= network.scale[:, None]
    np.maximum(figures, -np.float32(LIMITS.most_distance), out=figures)
    return np.minimum(figures, np.float32(LIMITS.most_distance), out=figures)


def layers(network: Network, inputs: Array, lengths: Array) -> tuple[Array, Trace]:
    """The score that each voice gives each line, from inputs that are made already."""
    sizes = log_of(lengths) + np.float32(LIMITS.least_size)
    upto = np.cumsum(sizes)
    above = 1 / (upto - sizes + 1)
    below = 1 / (upto[-1] - upto + 1)
    # A product a voice, as each is too small for a linear algebra library to wake its threads for it.
    entry = network.entry.reshape(*network.last.shape, -1)
    state = entry @ inputs  # voice, number, line
    state += network.entry_bias.reshape(*network.last.shape, 1)
    np.maximum(state, 0, out=state)
    trace = Trace(sizes, above, below, [state], [])
    mixed = np.empty((len(state), _PARTS * state.shape[1], state.shape[2]), np.float32)
    for layer in network.mixing:
        fresh = layer.weights @ surroundings(state, layer.reach, trace, mixed)
        fresh += layer.bias[:, :, None]
        trace.active.append(fresh > 0)
        np.maximum(fresh, 0, out=fresh)
        fresh += state
        state = fresh
        trace.states.append(state)
    voices = (network.last[:, None] @ state)[:, 0] + network.direct @ inputs
    voices += network.last_bias[:, None]
    return voices, trace


def surroundings(state: Array, reach: int, trace: Trace, out: Array) -> Array:
    """For each line its numbers, those a few rows up and down, and the means above and below."""
    width = state.shape[1]
    own, higher, lower, above, below = (out[:, part * width : (part + 1) * width] for part in range(_PARTS))
    own[:] = state
    higher[:, :, :reach] = 0
    higher[:, :, reach:] = state[:, :, :-reach]
    lower[:, :, -reach:] = 0
    lower[:, :, :-reach] = state[:, :, reach:]
    weighed = state * trace.sizes
    sums = np.cumsum(weighed, axis=2)
    np.subtract(sums, weighed, out=above)
    np.subtract(sums[:, :, -1:], sums, out=below)
    above *= trace.above
    below *= trace.below
    return out


def backwards(network: Network, trace: Trace, change: Array) -> tuple[Array, list[Array], Array]:
    """How a change of the voices' scores comes from the inputs, and what each layer had to do with it.

    Returns:
        The slope to each input, to what each mixing layer makes and to what the first layer makes.
    """
    state = change[:, None] * network.last[:, :, None]
    voices, width, count = state.shape
    passed = []
    for layer, active in zip(network.mixing[::-1], trace.active[::-1], strict=True):
        fresh = state * active
        passed.append(fresh)
        reach = layer.reach
        mixed = layer.weights.transpose(0, 2, 1) @ fresh
        own, higher, lower, above, below = mixed.reshape(voices, _PARTS, width, count).transpose(1, 0, 2, 3)
        state = state + own
        state[:, :, :-reach] += higher[:, :, reach:]
        state[:, :, reach:] += lower[:, :, :-reach]
        up = np.cumsum(above * trace.above, axis=2)
        down = below * trace.below
        state += (up[:, :, -1:] - up + np.cumsum(down, axis=2) - down) * trace.sizes
    entry = (state * (trace.states[0] > 0)).reshape(voices * width, count)
    return network.entry.T @ entry + network.direct.T @ change, passed[::-1], entry


def contributions(
    network: Network, page: Lines, line: int, text: str
) -> tuple[list[float], list[float], dict[str, float], float]:
    """What the score of one line is made of.

    Args:
        network: The model.
        page: The page.
        line: Which of its lines with text.
        text: What that line says.

    Returns:
        What each feature of the line gives, what each feature of the lines
        around it gives and last what their words give, what each word of the
        line gives, and the rest. All of them together are the score.
    """
    inputs = inputs_of(network, page)
    voices, trace = layers(network, inputs, page.lengths)
    change = np.zeros_like(voices)
    change[:, line] = 1 / len(voices)
    to_inputs = backwards(network, trace, change)[0]
    parts = (to_inputs * inputs).astype(np.float64)
    count = len(NAMES)
    own = parts[:count, line]
    around = parts.sum(axis=1) - parts[:, line]
    found = [word for word in characters_of([text]).words if word in network.words]
    slope = to_inputs[count:, line] / np.sqrt(max(len(found), 1))
    gives: dict[str, float] = {}
    for word in found:
        gives[word] = gives.get(word, 0.0) + float(network.word_weights[network.words[word]] @ slope)
    known = own.sum() + around.sum() + sum(gives.values())
    return (
        own.tolist(),
        [*around[:count].tolist(), float(around[count:].sum())],
        gives,
        float(voices[:, line].mean()) - float(known),
    )
