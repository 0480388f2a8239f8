"""Languages: the main text of news pages, and furniture that is a single line."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import peers
from benchmarks.data import Row, rows
from benchmarks.measures import shingles as measure
from benchmarks.measures.cases import VERDICTS, verdict
from benchmarks.ours import Cleaner
from benchmarks.tables import Table, fraction, percent, table

PEERS: tuple[peers.Peer, ...] = ()
FEWEST = 5
"""Pages of a language that has a row of its own."""

OTHERS = "others"
ALL = "all"


class Page(NamedTuple):
    """What a page is made of.

    Attributes:
        held_out: Whether the line model was not fitted to it.
        before: As it is.
        after: Cleaned.
    """

    held_out: bool
    before: measure.Shares
    after: measure.Shares


class Line(NamedTuple):
    """A line of furniture beside a text, and what came of it: one of the verdicts."""

    language: str
    kind: str
    came: str


def tables(folder: Path, *, sample: int | None, say: Callable[[str], object]) -> Iterator[Table]:
    """Measure on `boilerplate/fundus*`, each page once and alone, and `cases/cases*`."""
    yield _main_text([row for row in rows(folder, "boilerplate/fundus", sample) if "@" not in row["id"]])
    lines = list(_lines(rows(folder, "cases/cases", sample)))
    languages = sorted({line.language for line in lines})
    yield table(
        "languages-lines",
        "Furniture that is a single line, by language",
        ("language", "lines", *VERDICTS, "right, %"),
        (
            *((name, *_verdicts(line for line in lines if line.language == name)) for name in languages),
            (ALL, *_verdicts(lines)),
        ),
    )
    yield table(
        "languages-kinds",
        "Furniture that is a single line, by kind",
        ("kind", "lines", *VERDICTS, "right, %", "not right in"),
        (
            (kind, *_verdicts(those), ", ".join(line.language for line in those if line.came != VERDICTS[0]))
            for kind in sorted({line.kind for line in lines})
            for those in [[line for line in lines if line.kind == kind]]
        ),
    )


def _lines(cases: list[Row]) -> Iterator[Line]:
    """The cases of a single line: their kind begins and ends so, and their name ends in the language."""
    cleaner = Cleaner()
    for row in cases:
        match row["kind"].split("/"):
            case ["boilerplate", kind, "single"]:
                came = verdict(row["input"], row["expected"], cleaner(row["input"]).text)
                yield Line(row["id"].rpartition("-")[2], kind, came)


def _verdicts(lines: Iterable[Line]) -> Iterator[object]:
    found = Counter(line.came for line in lines)
    yield found.total()
    yield from (found[name] for name in VERDICTS)
    yield percent(found[VERDICTS[0]], found.total())


def _main_text(rows_of_pages: list[Row]) -> Table:
    cleaner = Cleaner()
    number = Counter(row["lang"] for row in rows_of_pages)
    pages: dict[str, list[Page]] = defaultdict(list)
    for row in rows_of_pages:
        gold = measure.shingles(row["gold"])
        before, after = (
            measure.compared(measure.shingles(text), gold)
            for text in (row["text"], cleaner(row["text"]).text)
        )
        page = Page(bool(row.get("heldout_elsewhere")), before, after)
        pages[row["lang"] if number[row["lang"]] >= FEWEST else OTHERS].append(page)
        pages[ALL].append(page)
    named = [language for language, _ in number.most_common() if language in pages]
    return table(
        "languages-pages",
        "Main text of news pages, by language",
        (
            *("language", "pages", "P, no cleaning", "R, no cleaning", "F1, no cleaning"),
            *("P", "R", "F1", "±", "pages not fitted to", "F1, pages not fitted to"),
        ),
        ((name, len(pages[name]), *_shares(pages[name])) for name in [*named, OTHERS, ALL] if pages[name]),
    )


def _shares(pages: list[Page]) -> Iterator[object]:
    after = [page.after for page in pages]
    held_out = [page.after for page in pages if page.held_out]
    for shares in ([page.before for page in pages], after):
        yield from map(fraction, measure.score(shares)[1:])
    yield fraction(measure.spread(after))
    yield len(held_out)
    yield fraction(measure.f1(held_out))
