"""Translation noise: labelled fixes made, and clean text spoilt, by method, kind, rule and language."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks import peers
from benchmarks.data import Row, rows
from benchmarks.measures.translation import Fix, changes, fixes_of, made
from benchmarks.ours import Cleaner, rules_of
from benchmarks.tables import Table, fraction, table
from seedclean import RULES, Edit

PEERS = peers.TRANSLATION
SAFE = "seedclean"
GUESSES = "seedclean with guesses"
RULE_NAMES = "repair,translation"


def tables(folder: Path, *, sample: int | None, say: Callable[[str], object]) -> Iterator[Table]:
    """Measure on `mt/mt_noise*` and `mt/mt_clean*`."""
    noise = rows(folder, "mt/mt_noise", sample)
    clean = rows(folder, "mt/mt_clean", sample)
    methods: dict[str, Callable[[str], str]] = dict(peers.installed(PEERS, say))
    methods[SAFE] = lambda text: Cleaner(RULE_NAMES)(text).text
    methods[GUESSES] = lambda text: Cleaner(RULE_NAMES, unsafe=True)(text).text

    hits = {name: _hits(noise, method) for name, method in methods.items()}
    spoilt = {
        name: [len(changes(row["text"], method(row["text"]))) for row in clean]
        for name, method in methods.items()
    }
    total = Counter(fix.kind for row in noise for fix in fixes_of(row))
    yield table(
        "translation-methods",
        "Labelled fixes made, and edits in clean text",
        (
            "method",
            "fixes made",
            "of",
            "recall",
            "edits a million characters, English",
            "all languages",
            "clean texts changed",
        ),
        (
            (
                name,
                hits[name].total(),
                total.total(),
                fraction(hits[name].total() / max(1, total.total())),
                _a_million(clean, spoilt[name], "en"),
                _a_million(clean, spoilt[name]),
                f"{100 * sum(map(bool, spoilt[name])) / max(1, len(clean)):.1f} %",
            )
            for name in methods
        ),
    )
    yield table(
        "translation-kinds",
        "Labelled fixes made, by kind",
        ("kind", "fixes", *methods),
        ((kind, number, *(hits[name][kind] for name in methods)) for kind, number in total.most_common()),
    )
    yield _by_rule(noise, clean)
    yield _by_language(clean, spoilt)


def _hits(noise: Iterable[Row], method: Callable[[str], str]) -> Counter[str]:
    """How many fixes of each kind a method makes."""
    found: Counter[str] = Counter()
    for row in noise:
        fixes = fixes_of(row)
        cleaned = method(row["text"])
        found.update(fix.kind for fix in fixes if made(fix, fixes, row["text"], cleaned))
    return found


def _a_million(clean: list[Row], edits: list[int], language: str | None = None) -> str:
    chosen = [
        (len(row["text"]), n) for row, n in zip(clean, edits, strict=True) if language in (None, row["lang"])
    ]
    characters = sum(length for length, _ in chosen)
    return f"{1e6 * sum(number for _, number in chosen) / characters:.1f}" if characters else "–"


def _by_rule(noise: Iterable[Row], clean: Iterable[Row]) -> Table:
    """Where the edits of each rule fell, guesses included."""
    cleaner = Cleaner(RULE_NAMES, unsafe=True)
    where: dict[str, Counter[str]] = {
        name: Counter() for name in ("right", "not quite", "elsewhere", "clean")
    }
    for row in noise:
        fixes = fixes_of(row)
        output = cleaner(row["text"])
        done = [fix for fix in fixes if made(fix, fixes, row["text"], output.text)]
        for edit in output.edits:
            fell = "right" if _touches(edit, done) else "not quite" if _touches(edit, fixes) else "elsewhere"
            where[fell].update(rules_of(edit))
    for row in clean:
        for edit in cleaner(row["text"]).edits:
            where["clean"].update(rules_of(edit))
    return table(
        "translation-rules",
        "Where the edits of each rule fell (guesses switched on)",
        ("rule", "guess", "in noisy text", "a fix made", "a fix not made", "no fix there", "in clean text"),
        (
            (
                name,
                "" if rule.safe else "yes",
                sum(where[fell][name] for fell in ("right", "not quite", "elsewhere")),
                *(counter[name] for counter in where.values()),
            )
            for name, rule in RULES.items()
            if any(counter[name] for counter in where.values())
        ),
    )


def _touches(edit: Edit, fixes: Iterable[Fix]) -> bool:
    return any(edit.start <= fix.end and fix.start <= edit.end for fix in fixes)


def _by_language(clean: list[Row], spoilt: dict[str, list[int]]) -> Table:
    sizes: Counter[str] = Counter()
    for row in clean:
        sizes[row["lang"]] += len(row["text"])
    return table(
        "translation-languages",
        "Edits a million characters of clean text, by language",
        ("language", "characters", *spoilt),
        (
            (language, size, *(_a_million(clean, edits, language) for edits in spoilt.values()))
            for language, size in sizes.most_common()
        ),
    )
