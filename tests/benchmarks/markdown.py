"""Markdown as crawlers give it: the main text found, beside the flat text of the same pages."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks import peers
from benchmarks.data import Row, rows
from benchmarks.measures import shingles as measure
from benchmarks.ours import Cleaner
from benchmarks.tables import Table, fraction, table

PEERS: tuple[peers.Peer, ...] = ()

_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(?m)^\s*(?:#{1,6}|[*+-]|\d+\.|>)\s+|[*_`]{1,3}|^\s*\|?[-:| ]+\|?$")


def tables(folder: Path, *, sample: int | None, say: Callable[[str], object]) -> Iterator[Table]:
    """Measure on `boilerplate/markdown*`; only the words of both texts are compared."""
    pages = rows(folder, "boilerplate/markdown", sample)
    flat = {
        row["id"]: row for name in ("boilerplate", "fundus_") for row in rows(folder, f"boilerplate/{name}")
    }
    cleaner = Cleaner()
    renderers = sorted({page["renderer"] for page in pages})
    yield table(
        "markdown-renderers",
        f"Main text of {len(pages)} pages in Markdown",
        ("renderer", "pages", "text", "P", "R", "F1"),
        (
            (renderer, str(len(those)), name, *_found(those, texts))
            for renderer in renderers
            for those in [[page for page in pages if page["renderer"] == renderer]]
            for name, texts in _ways(those, flat, cleaner)
        ),
    )


def _ways(pages: list[Row], flat: dict[str, Row], cleaner: Cleaner) -> Iterator[tuple[str, Iterable[str]]]:
    """The text of pages in several ways: uncleaned, cleaned, and their flat text cleaned."""
    yield "no cleaning", (without_marks(page["text"]) for page in pages)
    yield "seedclean", (without_marks(cleaner(page["text"]).text) for page in pages)
    if all(page["id"] in flat for page in pages):
        yield "seedclean, flat text", (cleaner(flat[page["id"]]["text"]).text for page in pages)


def without_marks(text: str) -> str:
    """The words of a text in Markdown."""
    return _MARKS.sub("", _LINK.sub(r"\1", _IMAGE.sub(r" \1 ", text)))


def _found(pages: list[Row], texts: Iterable[str]) -> Iterator[str]:
    shares = [
        measure.compared(measure.shingles(text), measure.shingles(page["gold"]))
        for text, page in zip(texts, pages, strict=True)
    ]
    score = measure.score(shares)
    return map(fraction, (score.precision, score.recall, score.f1))
