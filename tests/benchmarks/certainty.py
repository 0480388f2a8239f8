"""Certainty: how well it ranks pages by how well they were cleaned, and what routing by it would leave."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import peers
from benchmarks.curves import Curve, Picture
from benchmarks.data import rows
from benchmarks.heldout import FITTED
from benchmarks.measures.shingles import Shares, compared, f1, score, shingles
from benchmarks.tables import Table, fraction, percent, table
from seedclean import clean

PEERS: tuple[peers.Peer, ...] = ()
PARTS = 4
LIMITS = (0.5, 0.6, 0.7, 0.8, 0.9)
WISHED = 0.9
"""The F1 that a crawl is to have without a slower tool."""

STEPS = 50
FIRST_STEP = 2
"""The curve begins where a few pages are kept, for the first ones decide by chance."""

LOWEST = 0.8


class Page(NamedTuple):
    """How certain the cleaning of a page is, and how good."""

    certainty: float
    shares: Shares


def tables(folder: Path, *, sample: int | None, say: Callable[[str], object]) -> Iterator[Table | Picture]:
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
    yield table(
        "certainty-share",
        f"What can go without a slower tool: the largest share, surest first, with an F1 of {WISHED} or more",
        ("pages", "number", "F1 of all", "share, %", "limit of certainty", "F1 of the rest"),
        ((name, len(pages), _f1(pages), *_share(pages)) for name, pages in named.items()),
    )
    yield Picture(
        "certainty-curve",
        "F1 of the pages that are kept, by the share that is kept, the surest first",
        "share of the pages that is kept",
        "F1 of these pages",
        LOWEST,
        WISHED,
        [
            Curve(name, _curve(named[name]))
            for name in ("sources never fitted to", "sources fitted to")
            if named[name]
        ],
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
    return fraction(f1(page.shares for page in pages))


def _ranked(pages: list[Page]) -> list[Page]:
    return sorted(pages, key=lambda page: -page.certainty)


def _curve(pages: list[Page]) -> list[tuple[float, float]]:
    """The share that is kept and the F1 of what is kept, step by step."""
    ranked = _ranked(pages)
    counts = [max(1, len(ranked) * step // STEPS) for step in range(FIRST_STEP, STEPS + 1)]
    return [(count / len(ranked), score(page.shares for page in ranked[:count]).f1) for count in counts]


def _share(pages: list[Page]) -> Iterator[str]:
    """The share that can be kept, the certainty of its last page, and the F1 of the rest."""
    ranked = _ranked(pages)
    good = (n for n in range(len(ranked), 0, -1) if score(page.shares for page in ranked[:n]).f1 >= WISHED)
    count = next(good, 0)
    yield percent(count, len(ranked))
    yield fraction(ranked[count - 1].certainty if count else None)
    yield _f1(ranked[count:])


def _quarters(pages: list[Page]) -> Iterator[str]:
    ranked = _ranked(pages)
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
