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
from typing import Any, NamedTuple

import numpy as np

from seedclean.cleaners.boilerplate.characters import Array, per_line, rows_of
from seedclean.cleaners.boilerplate.features import NAMES, Features

WEIGHTS = Path(__file__).with_name("line_model.json")
_FAR = 4.0  # a figure so many deviations from its mean is as odd as it gets


class Mixing(NamedTuple):
    """A layer that mixes in what stands around a line.

    Attributes:
        reach: How many rows up and down it looks.
        weights: For each voice one row a number of the line itself, of the line above,
            of the line below, of the mean above and of the mean below.
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
        entry: The first layer, a row a feature and after them a row for each number of a
            word; the columns of one voice after those of the other.
        entry_bias: Its bias.
        mixing: The layers after it.
        last: For each voice how the numbers of a line make its score.
        direct: How features and words go into the score by themselves, a column a voice.
        last_bias: For each voice the score of a line of which nothing is known.
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


class Trace(NamedTuple):
    """What the layers gave on the way, for the explanation and for fitting.

    Attributes:
        inputs: The features, scaled, and the sums over the words.
        word_rows: The row in `word_weights` of each known word.
        word_lines: The line that each stands in.
        word_scale: What the sum over the words of a line was multiplied with.
        sizes: The weight of each line in the means.
        above: One over the weight of all lines above.
        below: One over the weight of all lines below.
        states: The numbers of all lines, after each layer.
        mixed: What went into each mixing layer.
        active: Which numbers each mixing layer let through.
    """

    inputs: Array
    word_rows: Array
    word_lines: Array
    word_scale: Array
    sizes: Array
    above: Array
    below: Array
    states: list[Array]
    mixed: list[Array]
    active: list[Array]


@cache
def load(path: Path = WEIGHTS) -> Network:
    """Read the weights from their file."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    by_feature = stored["features"]
    if sorted(by_feature) != sorted(NAMES):
        raise ValueError(f"{path} was made for other features; run tests/tools/fit_line_model.py again")
    features = [by_feature[name] for name in NAMES]
    words = stored["words"]
    numbers = len(stored["word-numbers"])
    return Network(
        _array([feature["mean"] for feature in features]),
        _array([feature["scale"] for feature in features]),
        {word: row for row, word in enumerate(words, start=1)},
        _array([[0.0] * numbers, *words.values()]),
        _array(
            [*(feature["weights"] for feature in features), *(n["weights"] for n in stored["word-numbers"])]
        ),
        _array(stored["bias"]),
        tuple(Mixing(m["reach"], _array(m["weights"]), _array(m["bias"])) for m in stored["mixing"]),
        _array(stored["score"]["weights"]),
        _array(
            [*(feature["direct"] for feature in features), *(n["direct"] for n in stored["word-numbers"])]
        ),
        _array(stored["score"]["bias"]),
    )


def dump(network: Network) -> str:
    """The weights as a text that `load` reads: sorted keys, rounded numbers."""
    count = len(NAMES)
    stored = {
        "bias": _rounded(network.entry_bias),
        "features": {
            name: {
                "direct": _rounded(network.direct[row]),
                "mean": _rounded(network.mean[row]),
                "scale": _rounded(network.scale[row]),
                "weights": _rounded(network.entry[row]),
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
            for direct, weights in zip(network.direct[count:], network.entry[count:], strict=True)
        ],
        "words": {
            word: _rounded(network.word_weights[network.words[word]]) for word in sorted(network.words)
        },
    }
    return _laid_out(stored)


def _array(numbers: list[Any]) -> Array:
    return np.array(numbers, np.float32)


def _rounded(numbers: Any) -> Any:  # noqa: ANN401 - a number, or lists of them
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


def _json(value: Any) -> str:  # noqa: ANN401
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def run(network: Network, page: Features) -> tuple[Array, Trace]:
    """The score of each line with text, above 0 for main text, and how it came about."""
    count = len(page.values)
    rows = rows_of(page.words, network.words)
    known = np.flatnonzero(rows)
    word_rows, word_lines = rows[known], page.words.lines[known]
    word_scale = 1 / np.sqrt(np.maximum(np.bincount(word_lines, minlength=count), 1))
    said = per_line(network.word_weights[word_rows], word_lines, count) * word_scale[:, None]
    scaled = np.clip((page.values - network.mean) / network.scale, -_FAR, _FAR)
    inputs = np.hstack((scaled, said)).astype(np.float32)
    voices, trace = layers(network, inputs, page.lengths, (word_rows, word_lines, word_scale))
    return voices.mean(axis=1), trace


def layers(
    network: Network, inputs: Array, lengths: Array, words: tuple[Array, Array, Array]
) -> tuple[Array, Trace]:
    """The score that each voice gives each line, from inputs that are made already."""
    sizes = (np.log1p(lengths) + 0.1).astype(np.float32)[:, None]
    upto = np.cumsum(sizes, axis=0)
    above = 1 / (upto - sizes + 1)
    below = 1 / (upto[-1] - upto + 1)
    count = len(inputs)
    state = np.maximum(inputs @ network.entry + network.entry_bias, 0)
    state = state.reshape(count, len(network.last), -1).transpose(1, 0, 2)  # voice, line, number
    trace = Trace(inputs, *words, sizes, above, below, [state], [], [])
    for layer in network.mixing:
        mixed = surroundings(state, layer.reach, trace)
        fresh = mixed @ layer.weights + layer.bias[:, None]
        active = fresh > 0
        state = state + fresh * active
        trace.mixed.append(mixed)
        trace.active.append(active)
        trace.states.append(state)
    voices = (state @ network.last[:, :, None])[:, :, 0].T + inputs @ network.direct + network.last_bias
    return voices, trace


def surroundings(state: Array, reach: int, trace: Trace) -> Array:
    """For each line its numbers, those a few rows up and down, and the means above and below."""
    voices, count, width = state.shape
    mixed = np.zeros((voices, count, 5 * width), np.float32)
    mixed[:, :, :width] = state
    mixed[:, reach:, width : 2 * width] = state[:, :-reach]
    mixed[:, :-reach, 2 * width : 3 * width] = state[:, reach:]
    weighed = state * trace.sizes
    sums = np.cumsum(weighed, axis=1)
    mixed[:, :, 3 * width : 4 * width] = (sums - weighed) * trace.above
    mixed[:, :, 4 * width :] = (sums[:, -1:] - sums) * trace.below
    return mixed


def backwards(network: Network, trace: Trace, change: Array) -> tuple[Array, list[Array]]:
    """How a change of the voices' scores comes from the inputs, and what each layer had to do with it."""
    state = change.T[:, :, None] * network.last[:, None]
    width = state.shape[2]
    passed = []
    for number in range(len(network.mixing) - 1, -1, -1):
        layer = network.mixing[number]
        fresh = state * trace.active[number]
        passed.append(fresh)
        mixed = fresh @ layer.weights.transpose(0, 2, 1)
        reach = layer.reach
        state = state + mixed[:, :, :width]
        state[:, :-reach] += mixed[:, reach:, width : 2 * width]
        state[:, reach:] += mixed[:, :-reach, 2 * width : 3 * width]
        up = mixed[:, :, 3 * width : 4 * width] * trace.above
        down = mixed[:, :, 4 * width :] * trace.below
        above = np.cumsum(up[:, ::-1], axis=1)[:, ::-1] - up
        state += (above + np.cumsum(down, axis=1) - down) * trace.sizes
    entry = (state * (trace.states[0] > 0)).transpose(1, 0, 2).reshape(len(change), -1)
    passed.append(entry)
    return entry @ network.entry.T + change @ network.direct.T, passed[::-1]


def contributions(
    network: Network, page: Features, line: int
) -> tuple[list[float], list[float], dict[str, float], float]:
    """What the score of one line is made of.

    Returns:
        What each feature of the line gives, what each feature of the lines
        around it gives and last what their words give, what each word of the
        line gives, and the rest. All of them together are the score.
    """
    scores, trace = run(network, page)
    voices = len(network.last)
    change = np.zeros((len(page.values), voices), np.float32)
    change[line] = 1 / voices
    to_inputs = backwards(network, trace, change)[0]
    parts = (to_inputs * trace.inputs).astype(np.float64)
    count = len(NAMES)
    own = parts[line, :count]
    around = parts.sum(axis=0) - parts[line]
    here = np.flatnonzero(trace.word_lines == line)
    texts = list(network.words)
    words: dict[str, float] = {}
    for row in trace.word_rows[here].tolist():
        said = float(network.word_weights[row] @ to_inputs[line, count:] * trace.word_scale[line])
        words[texts[row - 1]] = words.get(texts[row - 1], 0.0) + said
    known = own.sum() + around.sum() + sum(words.values())
    return (
        own.tolist(),
        [*around[:count].tolist(), float(around[count:].sum())],
        words,
        float(scores[line]) - float(known),
    )
