"""Markdown as crawlers give it: the main text found, beside the flat text of the same pages."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import peers
from benchmarks.data import Row, rows
from benchmarks.measures import shingles as measure
from benchmarks.ours import Cleaner
from benchmarks.tables import Table, fraction, table

PEERS: tuple[peers.Peer, ...] = ()
CLEANED = "seedclean", "seedclean, flat text"
WAYS = ("no cleaning", "no cleaning, flat text", *CLEANED)
"""What is compared: what nobody has cleaned shows how much of the main text each form has at all."""

_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(?m)^\s*(?:#{1,6}|[*+-]|\d+\.|>)\s+|[*_`]{1,3}|^\s*\|?[-:| ]+\|?$")


class Page(NamedTuple):
    """A page in Markdown.

    Attributes:
        renderer: What wrote the Markdown.
        kind: `forum`, `product` and so on; `article` where the row does not say.
        shares: What its text is made of, in each of the ways.
    """

    renderer: str
    kind: str
    shares: tuple[measure.Shares, ...]


def tables(folder: Path, *, sample: int | None, say: Callable[[str], object]) -> Iterator[Table]:
    """Measure on `boilerplate/markdown*`, and the flat text of these pages; only words are compared."""
    flat = {
        row["id"]: row["text"]
        for name in ("boilerplate", "fundus")
        for row in rows(folder, f"boilerplate/{name}")
    }
    cleaner = Cleaner()
    pages = [
        _page(row, flat[row["id"]], cleaner)
        for row in rows(folder, "boilerplate/markdown", sample)
        if row["id"] in flat
    ]
    yield table(
        "markdown-renderers",
        f"Main text of {len(pages)} pages in Markdown",
        ("renderer", "pages", "text", "P", "R", "F1", "±"),
        (
            (name, len(those), way, *map(fraction, (*measure.score(shares)[1:], measure.spread(shares))))
            for name, those in _by(pages, "renderer")
            for way, shares in _ways(those)
        ),
    )
    yield table(
        "markdown-kinds",
        "F1 by kind of page",
        ("kind", "pages", *(column for way in CLEANED for column in (way, "±"))),
        (
            (
                name,
                len(those),
                *(
                    fraction(figure)
                    for way, shares in _ways(those)
                    if way in CLEANED
                    for figure in (measure.f1(shares), measure.spread(shares))
                ),
            )
            for name, those in _by(pages, "kind")
        ),
    )


def _by(pages: list[Page], field: str) -> Iterator[tuple[str, list[Page]]]:
    """The pages in groups, the largest first."""
    for name, _ in Counter(getattr(page, field) for page in pages).most_common():
        yield name, [page for page in pages if getattr(page, field) == name]


def _ways(pages: list[Page]) -> Iterator[tuple[str, list[measure.Shares]]]:
    for way, shares in zip(WAYS, zip(*(page.shares for page in pages), strict=True), strict=True):
        yield way, list(shares)


def _page(row: Row, flat: str, cleaner: Cleaner) -> Page:
    gold = measure.shingles(row["gold"])
    texts = (
        without_marks(row["text"]),
        flat,
        without_marks(cleaner(row["text"]).text),
        cleaner(flat).text,
    )
    shares = tuple(measure.compared(measure.shingles(text), gold) for text in texts)
    return Page(row["renderer"], row.get("page_type", "article"), shares)


def without_marks(text: str) -> str:
    """The words of a text in Markdown."""
    return _MARKS.sub("", _LINK.sub(r"\1", _IMAGE.sub(r" \1 ", text)))
