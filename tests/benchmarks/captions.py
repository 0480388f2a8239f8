"""Repeated captions: each should stand exactly once, and texts that repeat on purpose should stay."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import peers
from benchmarks.data import Row, rows
from benchmarks.measures.captions import copies, letters, lines_kept
from benchmarks.ours import Cleaner, rules_of
from benchmarks.tables import Table, fraction, table
from seedclean import RULES

PEERS = peers.CAPTIONS
DEFAULT = "seedclean, all rules"


def tables(folder: Path, *, sample: int | None, say: Callable[[str], object]) -> Iterator[Table]:
    """Measure on `boilerplate/captions*` and `boilerplate/negatives*`."""
    pages = rows(folder, "boilerplate/captions", sample)
    negatives = rows(folder, "boilerplate/negatives", sample)
    methods: dict[str, Callable[[str], str]] = {"no cleaning": lambda text: text}
    methods |= peers.installed(PEERS, say)
    methods["seedclean, repair and captions"] = lambda text: Cleaner("repair,captions")(text).text
    methods[DEFAULT] = lambda text: Cleaner()(text).text
    yield table(
        "captions-methods",
        "Repeated captions and texts in which nothing may go",
        (
            "method",
            "captions",
            "exactly once",
            "still repeated",
            "lost",
            "wanted kept",
            "negatives",
            "untouched",
            "lines kept",
        ),
        (
            (name, *_captions(pages, method), *_negatives(negatives, method))
            for name, method in methods.items()
        ),
    )
    yield _by_kind(negatives, methods[DEFAULT])
    yield _by_rule(pages, negatives)


def _captions(pages: list[Row], method: Callable[[str], str]) -> Iterator[object]:
    left: list[int] = []
    kept: list[bool] = []
    for page in pages:
        text = method(page["text"])
        left += [copies(caption["text"], text) for caption in page["captions"]]
        squeezed = letters(text)
        kept += [letters(wanted) in squeezed for wanted in page.get("must_keep", ())]
    yield len(left)
    yield sum(number == 1 for number in left)
    yield sum(number > 1 for number in left)
    yield left.count(0)
    yield fraction(sum(kept) / len(kept) if kept else None)


def _negatives(negatives: list[Row], method: Callable[[str], str]) -> Iterator[object]:
    results = [lines_kept(row["text"], method(row["text"])) for row in negatives]
    yield len(results)
    yield sum(same for same, _, _ in results)
    yield fraction(sum(kept for _, kept, _ in results) / sum(lines for _, _, lines in results))


def _by_kind(negatives: list[Row], method: Callable[[str], str]) -> Table:
    same: dict[str, list[bool]] = defaultdict(list)
    for row in negatives:
        same[row["kind"]].append(lines_kept(row["text"], method(row["text"]))[0])
    return table(
        "captions-negatives",
        "Texts in which nothing may go, by kind (seedclean, all rules)",
        ("kind", "texts", "untouched"),
        ((kind, len(found), sum(found)) for kind, found in same.items()),
    )


def _by_rule(pages: list[Row], negatives: list[Row]) -> Table:
    fired = [
        Counter(rule for row in some for edit in Cleaner()(row["text"]).edits for rule in rules_of(edit))
        for some in (pages, negatives)
    ]
    return table(
        "captions-rules",
        "Edits, by rule (seedclean, all rules)",
        ("rule", "on pages with captions", "on texts in which nothing may go"),
        ((rule, *(counter[rule] for counter in fired)) for rule in RULES if any(c[rule] for c in fired)),
    )
