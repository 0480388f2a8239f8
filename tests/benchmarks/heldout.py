"""Boilerplate on sites that the line model has not seen: it is fitted anew without them, a fold at a time.

The figures of `boilerplate` are those of pages that the rules were developed on; these say what to expect
elsewhere.
"""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from benchmarks import peers
from benchmarks.data import Row, rows
from benchmarks.measures.shingles import Shares, compared, score, shingles, spread
from benchmarks.ours import Cleaner, counted, site_of
from benchmarks.tables import Table, fraction, table
from seedclean.counts import LineCounts

PEERS: tuple[peers.Peer, ...] = ()
FITTING = Path(__file__).parents[1] / "tools" / "fit_line_model.py"
FITTED = ("aeb", "wcxb-", "readability", "newspaper4k", "zh-news")
"""How the sources are called that the model may be fitted to."""

FITTED_TOO = ("boilerplate/fundus", "boilerplate/teacher", "boilerplate/extracted", "clean/clean")
"""Files with more that it may be fitted to, where the folder has them: pages, and texts that are none."""

FOLDS = 5


def tables(folder: Path, *, sample: int | None, say: Callable[[str], object]) -> Iterator[Table]:
    """Measure on `boilerplate/boilerplate*`. Most of the time goes into fitting."""
    every_page = rows(folder, "boilerplate/boilerplate")
    counts = counted(every_page)
    pages = rows(folder, "boilerplate/boilerplate", sample)
    fitted = [row for row in pages if row["source"].startswith(FITTED)]
    others = [row for row in pages if not row["source"].startswith(FITTED)]
    measured = {
        "sources fitted to, each site held out": list(
            _held_out(fitted, every_page, _more(folder), counts, say)
        ),
        "sources never fitted to": [_shares(row, counts) for row in others],
        "sources fitted to, with their sites": [_shares(row, counts) for row in fitted],
    }
    yield table(
        "heldout-methods",
        "What to expect of pages that the line model has not seen (all default rules)",
        (
            "pages",
            "number",
            *("P", "R", "F1", "±"),
            *(f"{figure}, site rules" for figure in ("P", "R", "F1", "±")),
        ),
        ((name, len(shares), *_figures(shares)) for name, shares in measured.items() if shares),
    )


def _held_out(
    measured: list[Row],
    every_page: list[Row],
    more: list[Row],
    counts: LineCounts,
    say: Callable[[str], object],
) -> Iterator[tuple[Shares, Shares]]:
    from seedclean.cleaners.boilerplate.line_model import weights as line_weights

    for fold in range(FOLDS):
        inside = [row for row in measured if fold_of(row["site"]) == fold]
        if inside:
            say(f"fitting without fold {fold + 1} of {FOLDS}: {len(inside)} pages")
            with TemporaryDirectory() as place:
                others = [
                    row
                    for row in (*every_page, *more)
                    if fold_of(row.get("site", "")) != fold or "genre" in row
                ]
                weights = _fit(others, Path(place))
                fitted = line_weights.model_of(line_weights.read(weights))
            with patch.object(line_weights, "line_model", lambda fitted=fitted: fitted):
                yield from [_shares(row, counts) for row in inside]


def _more(folder: Path) -> list[Row]:
    names = [name for name in FITTED_TOO if any((folder / name).parent.glob(f"{Path(name).name}*.jsonl*"))]
    return [row for name in names for row in rows(folder, name)]


def fold_of(site: str) -> int:
    """All pages of a site are in one fold; which one depends on its name only."""
    return int.from_bytes(blake2b(site.encode(), digest_size=8).digest()) % FOLDS


def _fit(some: list[Row], place: Path) -> Path:
    """Weights fitted to those of these pages that may be fitted to, by the script that made the package's."""
    with gzip.open(place / "pages.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in some)
    weights = place / "weights.json"
    subprocess.run(
        [sys.executable, FITTING, place, "--output", weights], check=True, stdout=subprocess.DEVNULL
    )
    return weights


def _shares(row: Row, counts: LineCounts) -> tuple[Shares, Shares]:
    """How well a page is cleaned alone, and how well with the counts of its site."""
    gold = shingles(row["gold"])
    alone = Cleaner()(row["text"]).text
    sited = Cleaner()(row["text"], site_of(row), counts).text
    return compared(shingles(alone), gold), compared(shingles(sited), gold)


def _figures(shares: list[tuple[Shares, Shares]]) -> Iterator[str]:
    for column in zip(*shares, strict=True):
        yield from map(fraction, score(column)[1:])
        yield fraction(spread(list(column)))
