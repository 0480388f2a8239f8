"""The figures of an audit: what was done, by rule, cleaner, site and language, and what documents lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from seedclean.registry import RULES
from seedclean.report.escape import escape

UNSURE = 0.7
"""Below this certainty a page counts as unsure: on pages nobody has fitted to, most faults are there."""

MOST_ROWS = 20
"""So many sites, languages and documents are named."""

BINS = (
    "nothing",
    "to 10 %",
    "to 20 %",
    "to 30 %",
    "to 40 %",
    "to 50 %",
    "to 60 %",
    "to 70 %",
    "to 80 %",
    "to 90 %",
    "to 100 %",
)

Work = Mapping[str, tuple[int, int]]
"""By rule: the edits, and the words that they took."""


class Routed(NamedTuple):
    """The documents that a run put elsewhere as they were.

    Attributes:
        documents: The number of them, in the whole run.
        below: The certainty below which a document was routed.
    """

    documents: int
    below: float


class Seen(NamedTuple):
    """The figures of a document.

    Attributes:
        name: Its name.
        site: Its site, if that is known.
        language: Its language, if that can be recognised.
        characters: Its characters before and after.
        words: The words that it had.
        lost: The words that are gone.
        empty: Whether nothing is left of it.
        certainty: That of the line model; `None` where it is no page.
        work: What the rules did.
        other: What the rules of the other configuration did; `None` where none is compared.
        other_lost: The words that are gone with the other configuration.
        apart: The edits that one configuration made alone, by the strata of the findings.
        tokens: Its tokens before and after; `None` where no tokenizer counts them.
    """

    name: str
    site: str | None
    language: str | None
    characters: tuple[int, int]
    words: int
    lost: int
    empty: bool
    certainty: float | None
    work: Work
    other: Work | None = None
    other_lost: int = 0
    apart: Work = MappingProxyType({})
    tokens: tuple[int, int] | None = None

    @property
    def share(self) -> float:
        """The share of its words that are gone."""
        return self.lost / self.words if self.words else 0.0


def totals(seen: Sequence[Seen], quarantined: int) -> dict[str, int]:
    """The totals of all documents."""
    words, lost = sum(one.words for one in seen), sum(one.lost for one in seen)
    tokens = [one.tokens for one in seen if one.tokens is not None]
    return {
        "documents": len(seen),
        "changed": sum(bool(one.work) for one in seen),
        "characters before": sum(one.characters[0] for one in seen),
        "characters after": sum(one.characters[1] for one in seen),
        "words before": words,
        "words after": words - lost,
        **(
            {
                "tokens before": sum(map(itemgetter(0), tokens)),
                "tokens after": sum(map(itemgetter(1), tokens)),
            }
            if tokens
            else {}
        ),
        "emptied": sum(one.empty for one in seen),
        "quarantined": quarantined,
        "unsure": sum(one.certainty is not None and one.certainty < UNSURE for one in seen),
    }


def by_rule(works: Iterable[Work]) -> list[list[Any]]:
    """For each rule: its name, cleaner, documents, edits and words taken; what took most comes first."""
    documents: Counter[str] = Counter()
    edits: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for work in works:
        for name, (number, taken) in work.items():
            documents[name] += 1
            edits[name] += number
            words[name] += taken
    names = sorted(edits, key=lambda name: (-words[name], -edits[name], name))
    return [[name, cleaner_of(name), documents[name], edits[name], words[name]] for name in names]


def by_cleaner(rules: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """For each cleaner: its name, edits and words taken, from the rows of the rules."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for _, cleaner, _, edits, words in rules:
        sums[cleaner][0] += edits
        sums[cleaner][1] += words
    return [[name, *sums[name]] for name in sorted(sums, key=lambda name: (-sums[name][1], name))]


def by_key(seen: Iterable[Seen], key: Callable[[Seen], str | None]) -> list[list[Any]]:
    """For each site, or language: its name, documents, words and lost words; the largest ones."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in seen:
        row = sums[escape(key(one) or "unknown")]
        row[0] += 1
        row[1] += one.words
        row[2] += one.lost
    names = sorted(sums, key=lambda name: (-sums[name][0], name))[:MOST_ROWS]
    return [[name, *sums[name]] for name in names]


def loss_bins(seen: Iterable[Seen]) -> list[int]:
    """Count the documents by the tenths of their words that they lost; the first have lost none.

    >>> loss_bins([Seen("a", None, None, (9, 8), 100, 11, False, None, {})])
    [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    """
    bins = [0] * len(BINS)
    for one in seen:
        bins[-(-10 * one.lost // one.words) if one.words else 0] += 1
    return bins


def worst(seen: Iterable[Seen]) -> list[list[Any]]:
    """Of the documents that lost the greatest shares: name, words, lost words, certainty."""
    some = sorted((one for one in seen if one.lost), key=lambda one: (-one.share, -one.lost, one.name))
    return [[escape(one.name), one.words, one.lost, one.certainty] for one in some[:MOST_ROWS]]


def least_sure(seen: Iterable[Seen]) -> list[list[Any]]:
    """The same of the pages that the model was least sure of."""
    some = sorted((one.certainty, one.name, one) for one in seen if one.certainty is not None)
    return [
        [escape(name), one.words, one.lost, sure] for sure, name, one in some[:MOST_ROWS] if sure < UNSURE
    ]


def compare(seen: Sequence[Seen]) -> dict[str, Any] | None:
    """The counts of two configurations side by side, and the documents that differ most."""
    if not any(one.other is not None for one in seen):
        return None
    first = {row[0]: row for row in by_rule(one.work for one in seen)}
    second = {row[0]: row for row in by_rule(one.other or {} for one in seen)}
    none = ["", "", 0, 0, 0]
    rows = [
        [name, *first.get(name, none)[3:], *second.get(name, none)[3:]]
        for name in dict.fromkeys([*first, *second])
    ]
    differing = sorted((one for one in seen if one.lost != one.other_lost), key=_difference)
    documents = [[escape(one.name), one.words, one.lost, one.other_lost] for one in differing[:MOST_ROWS]]
    return {"rules": rows, "documents": documents, "differ": len(differing)}


def cleaner_of(names: str) -> str:
    """The cleaner of a rule, or of the first of some that worked together."""
    rule = RULES.get(names.split("+")[0])
    return rule.cleaner if rule else "other"


def _difference(one: Seen) -> tuple[int, str]:
    return -abs(one.lost - one.other_lost), one.name
