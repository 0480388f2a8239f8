"""Fit what the marks of Markdown add to the score of a line, and print the weights.

    python tests/tools/fit_mark_evidence.py DATA

DATA is the folder with the rows of `markdown*.jsonl.gz`: the Markdown of a page (`text`), its main text
(`gold`), its `renderer`, `source` and `site`. Only pages of sources whose licences allow it are fitted to.

A regression of the lines on their marks does not know that a page is looked at again when its first
furniture is gone, nor that paragraphs keep what is beside them. So the weights are sought where they act.
From no weights at all each is moved up and down, by smaller and smaller steps, as long as the lines that
stay on all pages come nearer to the main text: their F1 by words, each page the same. It takes half an hour.
What two halves of the sites come to, each with the weights of the other, is printed beside.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np
from line_model_pages import may_be_fitted, page_of, rows_in

from seedclean import cleaners
from seedclean.agenda import LEFTOVERS
from seedclean.cleaners.boilerplate.line_model.exceptions import predict_rows
from seedclean.cleaners.boilerplate.line_model.mark_evidence import WEIGHTS
from seedclean.cleaners.boilerplate.line_model.model import may_be_page
from seedclean.document import Document
from seedclean.markdown.marks import LineMarks, marks_of, no_marks
from seedclean.markdown.view import view_of

STEPS = (0.8, 0.4, 0.2, 0.1)
LEAST = {"item without a link": 0.0, "subheading": 0.4, "share of links around": -0.8}
"""No weight is less than this. The data are pages of sites, where headings and items are often furniture;
in manuals and lists, of which it has none, they are the text. And what links are around tells little of a
paragraph: the last one of a short text is right above them."""

MOST = {"share of links beside": 0.0}
"""No weight is more than this: links beside a line never speak for it."""

LEAST_GAIN = 0.0001
"""A move that brings less is chance."""

Weights = dict[str, float]


class Marked(NamedTuple):
    """A page of Markdown.

    Attributes:
        site: Its site.
        text: Its plain text.
        marks: The marks of each line.
        rows: The numbers of the lines with text.
        answers: The share of main text of each of these.
        sizes: Their words.
    """

    site: str
    text: str
    marks: list[LineMarks]
    rows: list[int]
    answers: np.ndarray
    sizes: np.ndarray


def read(folder: Path) -> list[Marked]:
    """Read the pages that may be fitted to."""
    rows = (row for row in rows_in(folder) if "renderer" in row and row.get("gold") is not None)
    return [page for row in rows if may_be_fitted(row) for page in marked(row)]


def marked(row: dict) -> list[Marked]:
    """Read a page as the model sees it; nothing where it has too few lines."""
    document = Document(row["text"])
    for rule in cleaners.markdown:
        if rule.name not in LEFTOVERS:
            document = document.edited(rule(document))
    plain = view_of(document).plain
    if not may_be_page(plain):
        return []
    page = page_of({**row, "text": plain.text})
    return [Marked(row["site"], plain.text, marks_of(plain), page.rows, page.answers, page.measured.lengths)]


def f1(pages: list[Marked], weights: Weights) -> float:
    """The F1 of the lines that stay with some weights."""
    WEIGHTS.update(weights)
    sums = np.zeros(3)
    for page in pages:
        document = Document(page.text)
        document.know_rows(no_marks, page.marks)
        stays = ~np.isin(page.rows, predict_rows(document))
        main, rest = page.sizes * page.answers, page.sizes * (1 - page.answers)
        counts = np.array((main[stays].sum(), rest[stays].sum(), main[~stays].sum()))
        sums += counts / max(counts.sum(), 1.0)
    right, wrong, missed = sums
    return float(2 * right / (2 * right + wrong + missed))


def fit(pages: list[Marked]) -> Weights:
    """Seek the weights with the best F1."""
    weights = {name: max(0.0, LEAST.get(name, 0.0)) for name in WEIGHTS}
    best = f1(pages, weights)
    for step in STEPS:
        moved = True
        while moved:
            moved = False
            for name in weights:
                for change in (step, -step):
                    tried = {**weights, name: round(weights[name] + change, 2)}
                    if not LEAST.get(name, tried[name]) <= tried[name] <= MOST.get(name, tried[name]):
                        continue
                    found = f1(pages, tried)
                    if found > best + LEAST_GAIN:
                        weights, best, moved = tried, found, True
                        break
    return weights


@click.command(help=__doc__)
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(data: Path) -> None:
    """Print the weights, and how well they do on sites that they were not fitted to."""
    pages = read(data)
    if not pages:
        sys.exit(f"{data} has no pages of Markdown that may be fitted to")
    shipped = dict(WEIGHTS)
    halves: tuple[list[Marked], list[Marked]] = ([], [])
    for page in pages:
        halves[zlib.crc32(page.site.encode()) % 2].append(page)
    click.echo(f"{len(pages)} pages, F1 without marks {f1(pages, dict.fromkeys(WEIGHTS, 0.0)):.4f}")
    click.echo(f"with the weights that are shipped {f1(pages, shipped):.4f}")
    for half, other in (halves, halves[::-1]):
        weights = fit(half)
        click.echo(
            f"on the half of the sites that was not fitted {f1(other, weights):.4f}, "
            f"with the weights that are shipped {f1(other, shipped):.4f}",
        )
    for name, weight in fit(pages).items():
        click.echo(f"{name:24s} {weight:+.2f}")


if __name__ == "__main__":
    main()
