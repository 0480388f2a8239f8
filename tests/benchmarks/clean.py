"""Clean texts, in which nothing is to be cleaned, by genre; and the headlines of pages, which must stay."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import peers
from benchmarks.data import Row, rows
from benchmarks.measures.clean import Harm, harm, holds_headline
from benchmarks.ours import Cleaner, Output, rules_of
from benchmarks.tables import Table, fraction, percent, table
from seedclean import RULES

PEERS = (*peers.BOILERPLATE, *(peer for peer in peers.TRANSLATION if peer.package == "ftfy"))
OURS = "seedclean, all rules"
NOTHING = Output("", None, [])
JUDGED = Path(__file__).with_name("judged.toml")
"""How many edits of each rule in clean texts were read by eye, and how many of these were right."""

Method = Callable[[str], str]


class Sums(NamedTuple):
    """What happened to some clean texts, as a row of a table has it."""

    documents: int
    words: int
    changed: int
    hurt: int
    ruined: int
    lost: int
    dated: int

    def cells(self) -> Iterator[object]:
        yield self.documents
        yield percent(self.changed, self.documents)
        yield self.hurt
        yield self.ruined
        yield per_million(self.lost, self.words)
        yield self.dated


COLUMNS = (
    "texts",
    "changed, %",
    "losing more than 1 %",
    "more than 10 %",
    "words lost per million",
    "given a date",
)


def tables(folder: Path, *, sample: int | None, say: Callable[[str], object]) -> Iterator[Table]:
    """Measure on `clean/clean*` and `pages/headlines*`."""
    texts = rows(folder, "clean/clean", sample)
    pages = rows(folder, "pages/headlines", sample)
    ours = [_cleaned(row["text"]) for row in texts]
    methods = peers.installed(PEERS, say)
    yield table(
        "clean-methods",
        "Clean texts of many genres",
        ("method", *COLUMNS),
        [
            *((name, *_sums(texts, _outputs(method, texts)).cells()) for name, method in methods.items()),
            (OURS, *_sums(texts, ours).cells()),
        ],
    )
    yield _by_genre(texts, ours)
    yield _by_rule(texts, ours)
    yield _headlines(pages, methods)


def per_million(part: float, whole: float) -> str:
    """`1,204`; a dash where there is nothing to count."""
    return f"{1e6 * part / whole:,.0f}" if whole else "–"


def _cleaned(text: str) -> Output:
    """What a record holds; nothing where the text is refused, which is the worst loss of all."""
    try:
        return Cleaner()(text)
    except ValueError:
        return NOTHING


def _outputs(method: Method, texts: list[Row]) -> Iterator[Output]:
    return (Output(method(row["text"]), None, []) for row in texts)


def _sums(texts: list[Row], outputs: Iterable[Output]) -> Sums:
    harms = [_harm(row, output) for row, output in zip(texts, outputs, strict=True)]
    return Sums(
        len(harms),
        sum(one.words for one in harms),
        sum(one.changed for one in harms),
        sum(one.hurt for one in harms),
        sum(one.ruined for one in harms),
        sum(one.lost for one in harms),
        sum(one.dated for one in harms),
    )


def _harm(row: Row, output: Output) -> Harm:
    return harm(row["text"], output.text, dated=output.date is not None)


def _by_genre(texts: list[Row], ours: list[Output]) -> Table:
    places: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(texts):
        places[row["genre"]].append(place)
    found = {
        genre: _sums([texts[place] for place in some], [ours[place] for place in some])
        for genre, some in places.items()
    }
    return table(
        "clean-genres",
        f"Clean texts, by genre ({OURS})",
        ("genre", *COLUMNS),
        ((genre.replace("_", " "), *found[genre].cells()) for genre in sorted(found)),
    )


def _by_rule(texts: list[Row], ours: list[Output]) -> Table:
    """Every edit in a clean text costs something; few are right."""
    words = _sums(texts, ours).words
    edits: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    judged = tomllib.loads(JUDGED.read_text(encoding="utf-8"))["rules"]
    for output in ours:
        for edit in output.edits:
            for rule in rules_of(edit):
                edits[rule] += 1
                lost[rule] += harm(edit.old, edit.new).lost
        documents.update({rule for edit in output.edits for rule in rules_of(edit)})
    return table(
        "clean-rules",
        f"Edits of clean texts, by rule ({OURS})",
        (
            "rule",
            "edits",
            "texts",
            "edits per million words",
            "words lost per million",
            "read by eye",
            "right",
        ),
        (
            (
                rule,
                edits[rule],
                documents[rule],
                per_million(edits[rule], words),
                per_million(lost[rule], words),
                *judged.get(rule, ("–", "–")),
            )
            for rule, known in RULES.items()
            if known.safe and known.__module__.startswith("seedclean.")
        ),
    )


def _headlines(pages: list[Row], methods: dict[str, Method]) -> Table:
    named = {**methods, OURS: lambda text: _cleaned(text).text}
    found = {
        name: [holds_headline(row["text"], row["headline"], method(row["text"])) for row in pages]
        for name, method in named.items()
    }
    return table(
        "clean-headlines",
        "Headlines that are still there, below the title of the window",
        ("method", "pages", "headlines kept", "share"),
        ((name, len(kept), sum(kept), fraction(sum(kept) / len(kept))) for name, kept in found.items()),
    )
