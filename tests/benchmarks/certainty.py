"""Certainty: how well it ranks pages by how well they were cleaned, and what routing by it would leave."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import peers
from benchmarks.data import rows
from benchmarks.heldout import FITTED
from benchmarks.measures.shingles import Shares, compared, score, shingles
from benchmarks.tables import Table, fraction, percent, table
from seedclean import clean

PEERS: tuple[peers.Peer, ...] = ()
PARTS = 4
LIMITS = (0.5, 0.6, 0.7, 0.8, 0.9)


class Page(NamedTuple):
    """How certain the cleaning of a page is, and how good."""

    certainty: float
    shares: Shares


def tables(folder: Path, *, sample: int | None, say: Callable[[str], object]) -> Iterator[Table]:
    """Measure on `boilerplate/boilerplate*`, each page by itself, without counts of its site."""
    seen: dict[bool, list[Page]] = {True: [], False: []}
    for row in rows(folder, "boilerplate/boilerplate", sample):
        page = _page(row["text"], row["gold"])
        if page is not None:
            seen[row["source"].startswith(FITTED)].append(page)
    named = {
        "sources fitted to": seen[True],
        "sources never fitted to": seen[False],
        "all": [*seen[True], *seen[False]],
    }
    yield table(
        "certainty-quarters",
        "F1 of pages by quarters of certainty, the surest first",
        ("pages", "number", *(f"quarter {part}" for part in range(1, PARTS + 1)), "rank correlation"),
        (
            (name, len(pages), *_quarters(pages), fraction(_correlation(pages)))
            for name, pages in named.items()
        ),
    )
    yield table(
        "certainty-limits",
        "What a limit of certainty would keep and route (all sources)",
        ("limit", "kept, %", "F1 of kept", "F1 of routed"),
        (_limit(limit, named["all"]) for limit in LIMITS),
    )


def _page(text: str, gold: str) -> Page | None:
    try:
        cleaned = clean(text)
    except ValueError:  # HTML
        return None
    if cleaned.certainty is None:
        return None
    return Page(
        cleaned.certainty, compared(shingles(cleaned.text.removeprefix(cleaned.header)), shingles(gold))
    )


def _f1(pages: list[Page]) -> str:
    return fraction(score(page.shares for page in pages).f1 if pages else None)


def _quarters(pages: list[Page]) -> Iterator[str]:
    ranked = sorted(pages, key=lambda page: -page.certainty)
    for part in range(PARTS):
        yield _f1(ranked[part * len(ranked) // PARTS : (part + 1) * len(ranked) // PARTS])


def _limit(limit: float, pages: list[Page]) -> tuple[str, ...]:
    kept = [page for page in pages if page.certainty >= limit]
    routed = [page for page in pages if page.certainty < limit]
    return f"{limit:.1f}", percent(len(kept), len(pages)), _f1(kept), _f1(routed)


def _correlation(pages: list[Page]) -> float | None:
    """The rank correlation (Spearman) of certainty and F1 of the pages."""
    if len(pages) < 2:
        return None
    ranks = [_ranks([page.certainty for page in pages]), _ranks([score([page.shares]).f1 for page in pages])]
    middle = (len(pages) + 1) / 2
    pairs = [(one - middle, other - middle) for one, other in zip(*ranks, strict=True)]
    spread = [sum(pair[side] ** 2 for pair in pairs) for side in (0, 1)]
    if not spread[0] * spread[1]:
        return None
    return sum(one * other for one, other in pairs) / (spread[0] * spread[1]) ** 0.5


def _ranks(values: list[float]) -> list[float]:
    """The rank of each value; equal ones share the middle of theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            ranks[place] = (start + end + 1) / 2
        start = end
    return ranks
