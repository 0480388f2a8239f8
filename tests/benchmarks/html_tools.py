"""Tools that read the HTML of a page, beside seedclean on its flat text: main text found, and speed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import peers
from benchmarks.data import Row, rows
from benchmarks.measures import shingles as measure
from benchmarks.ours import Cleaner
from benchmarks.tables import Table, fraction, table
from benchmarks.timing import each, paired, warn_of_load

PEERS = peers.HTML
FASTEST = "resiliparse, main content"
"""The tool whose speed is the unit of the table."""

ROUNDS = 5


class Method(NamedTuple):
    """A way from a page to its main text.

    Attributes:
        reads: The input: "HTML" or "flat text".
        extract: A function of that input.
    """

    reads: str
    extract: Callable[[str], str]


def tables(folder: Path, *, sample: int | None, say: Callable[[str], object]) -> Iterator[Table]:
    """Measure on `html/pages*`, and `boilerplate/fundus*` for flat and main text of the same pages."""
    warn_of_load(say)
    pages = _pages(folder, sample)
    cleaner = Cleaner()
    methods = {name: Method("HTML", tool) for name, tool in peers.installed(PEERS, say).items()}
    methods["no cleaning"] = Method("flat text", str)
    methods["seedclean"] = Method("flat text", lambda text: cleaner(text).text)
    inputs = {
        "HTML": [page["html"] for page in pages],
        "flat text": [page["text"] for page in pages],
    }
    yield table(
        "html-methods",
        f"Main text and speed on {len(pages)} news pages",
        ("tool", "reads", "P", "R", "F1", "±", "ms a page", f"times the speed of {FASTEST}"),
        (
            (name, method.reads, *_found(method, inputs, pages), *_speed(method, methods, inputs))
            for name, method in methods.items()
        ),
    )


def _pages(folder: Path, sample: int | None) -> list[Row]:
    """The pages that are there as HTML and as flat text."""
    known = {row["id"]: row for row in rows(folder, "boilerplate/fundus_")}
    return [row | known[row["id"]] for row in rows(folder, "html/pages", sample) if row["id"] in known]


def _found(method: Method, inputs: dict[str, list[str]], pages: list[Row]) -> Iterator[str]:
    shares = [
        measure.compared(measure.shingles(method.extract(given)), measure.shingles(page["gold"]))
        for given, page in zip(inputs[method.reads], pages, strict=True)
    ]
    score = measure.score(shares)
    return map(fraction, (score.precision, score.recall, score.f1, measure.spread(shares)))


def _speed(method: Method, methods: dict[str, Method], inputs: dict[str, list[str]]) -> tuple[str, str]:
    if method.extract is str:
        return "–", "–"
    own = each(method.extract, inputs[method.reads])
    fastest = methods.get(FASTEST)
    if fastest is None:
        return _milliseconds(median(own() for _ in range(ROUNDS)), inputs), "–"
    measured = paired(own, each(fastest.extract, inputs[fastest.reads]), ROUNDS)
    return _milliseconds(measured.seconds, inputs), f"{measured.ratio:.2f}"


def _milliseconds(seconds: float, inputs: dict[str, list[str]]) -> str:
    return f"{1000 * seconds / len(inputs['HTML']):.1f}"
