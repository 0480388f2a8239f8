"""Text that an extractor made of a page: main text before and after cleaning, and what each rule took."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import peers
from benchmarks.data import rows
from benchmarks.measures import shingles as measure
from benchmarks.ours import Cleaner
from benchmarks.removals import Removals
from benchmarks.tables import Table, fraction, table

PEERS: tuple[peers.Peer, ...] = ()


class Text(NamedTuple):
    """An extracted text.

    Attributes:
        held_out: Whether the line model was not fitted to its page.
        before: What it is made of.
        after: What is left of it is made of.
    """

    held_out: bool
    before: measure.Shares
    after: measure.Shares


def tables(folder: Path, *, sample: int | None, say: Callable[[str], object]) -> Iterator[Table]:
    """Measure on `boilerplate/extracted*`, each text alone."""
    cleaner = Cleaner()
    removals = Removals()
    texts: dict[str, list[Text]] = defaultdict(list)
    for row in rows(folder, "boilerplate/extracted", sample):
        gold = measure.shingles(row["gold"])
        output = cleaner(row["text"])
        found = measure.shingles(output.text)
        before, after = measure.compared(measure.shingles(row["text"]), gold), measure.compared(found, gold)
        texts[row["extractor"]].append(Text(bool(row.get("heldout_elsewhere")), before, after))
        removals.add(output, measure.missing_words(row["text"], found, gold))

    yield table(
        "extracted-methods",
        "Main text of what extractors give",
        ("method", "texts", "P", "R", "F1", "±", "F1, pages not fitted to", "better", "worse"),
        (line for extractor in sorted(texts) for line in _lines(extractor, texts[extractor])),
    )
    yield removals.table("extracted-rules")


def _lines(extractor: str, texts: list[Text]) -> Iterator[tuple[object, ...]]:
    """The output of an extractor as it is, and cleaned: how many texts are better for it, how many worse."""
    figures = [_figures(texts, moment) for moment in ("before", "after")]
    yield extractor, len(texts), *figures[0], "–", "–"
    gains = [text.after.right - text.before.right for text in texts]
    better, worse = sum(gain > 0 for gain in gains), sum(gain < 0 for gain in gains)
    yield f"{extractor}, then seedclean", len(texts), *figures[1], better, worse


def _figures(texts: list[Text], moment: str) -> list[str]:
    shares = [getattr(text, moment) for text in texts]
    held_out = [getattr(text, moment) for text in texts if text.held_out]
    _, precision, recall, f1 = measure.score(shares)
    return list(map(fraction, (precision, recall, f1, measure.spread(shares), measure.f1(held_out))))
