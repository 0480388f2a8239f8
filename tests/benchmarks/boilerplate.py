"""Boilerplate on flat pages: how much main text is kept and how much else, by method, source and rule."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import peers
from benchmarks.data import Row, rows
from benchmarks.measures import shingles as measure
from benchmarks.ours import Cleaner, counted, site_of
from benchmarks.removals import Removals
from benchmarks.tables import Table, fraction, table

PEERS = peers.BOILERPLATE
NO_CLEANING = "no cleaning"
ALONE = "seedclean, each page alone"
WITH_SITES = "seedclean, with site rules"


class Page(NamedTuple):
    source: str
    grouped: bool
    shares: measure.Shares


def tables(folder: Path, *, sample: int | None, say: Callable[[str], object]) -> Iterator[Table]:
    """Measure on `boilerplate/boilerplate*` and `boilerplate/snippets*`."""
    every_page = rows(folder, "boilerplate/boilerplate")
    counts = counted(every_page)
    cleaner = Cleaner()
    others = peers.installed(PEERS, say)
    methods: dict[str, Callable[[Row], str]] = {NO_CLEANING: lambda row: row["text"]}
    methods |= {name: lambda row, tool=tool: tool(row["text"]) for name, tool in others.items()}
    methods[ALONE] = lambda row: cleaner(row["text"]).text

    pages: dict[str, list[Page]] = defaultdict(list)
    removals = Removals()
    for row in rows(folder, "boilerplate/boilerplate", sample):
        gold = measure.shingles(row["gold"])
        for name, method in methods.items():
            pages[name].append(_page(row, measure.shingles(method(row)), gold))
        output = cleaner(row["text"], site_of(row), counts)
        found = measure.shingles(output.text)
        pages[WITH_SITES].append(_page(row, found, gold))
        removals.add(output, measure.missing_words(row["text"], found, gold))
    snippets = rows(folder, "boilerplate/snippets", sample)
    kept = {name: _snippets(snippets, method) for name, method in methods.items()}

    yield table(
        "boilerplate-methods",
        "Main text, by method",
        (
            "method",
            "P",
            "R",
            "F1",
            "±",
            "F1, sites of many pages",
            "F1, other pages",
            "wanted kept",
            "unwanted gone",
        ),
        (_method(name, pages[name], kept.get(name, ("–", "–"))) for name in [*methods, WITH_SITES]),
    )
    yield _by_source(pages)
    yield removals.table("boilerplate-rules")


def _page(row: Row, found: Counter, gold: Counter) -> Page:
    return Page(row["source"], bool(row.get("group")), measure.compared(found, gold))


def _method(name: str, pages: list[Page], kept: tuple[str, str]) -> Iterator[str]:
    whole = [page.shares for page in pages]
    _, precision, recall, f1 = measure.score(whole)
    yield name
    yield from map(fraction, (precision, recall, f1, measure.spread(whole)))
    for grouped in (True, False):
        yield fraction(measure.f1(page.shares for page in pages if page.grouped == grouped))
    yield from kept


def _by_source(pages: dict[str, list[Page]]) -> Table:
    sources = Counter(page.source for page in pages[NO_CLEANING]).most_common()

    def cells(name: str) -> Iterator[str]:
        for source, _ in sources:
            yield fraction(measure.f1(page.shares for page in pages[name] if page.source == source))

    return table(
        "boilerplate-sources",
        "F1, by source (and its pages)",
        ("method", *(f"{source} ({number})" for source, number in sources)),
        ((name, *cells(name)) for name in pages),
    )


def _snippets(snippets: Iterable[Row], method: Callable[[Row], str]) -> tuple[str, str]:
    wanted: list[bool] = []
    unwanted: list[bool] = []
    for row in snippets:
        text = measure.squeezed(method(row))
        wanted += [measure.squeezed(piece) in text for piece in row["with"]]
        unwanted += [measure.squeezed(piece) not in text for piece in row["without"]]
    return fraction(_share(wanted)), fraction(_share(unwanted))


def _share(found: list[bool]) -> float | None:
    return sum(found) / len(found) if found else None
