"""Judgements: `labels.jsonl`, the precision of rules with its interval, and the rules to ignore."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from math import sqrt
from typing import NamedTuple

from seedclean.report.audit.findings import ONLY_FIRST, ONLY_OTHER, STAYED

Z = 1.959964
"""The normal quantile of an interval of 95 %."""

FEWEST = 5
"""A rule is proposed for `ignore` only after so many judgements."""

JUDGEMENTS = ("right", "wrong", "unsure")


class Label(NamedTuple):
    """A judgement.

    Attributes:
        rule: The rule, or the stratum.
        judgement: One of `JUDGEMENTS`.
        rule_words: The words that the rule took in the whole audit.
    """

    rule: str
    judgement: str
    rule_words: int


class Precision(NamedTuple):
    """The precision of a rule.

    Attributes:
        rule: The rule, or the stratum.
        right: The judgements that it was right.
        judged: All judgements but the unsure ones.
        unsure: The unsure ones.
        words: The words that the rule took in the whole audit.
    """

    rule: str
    right: int
    judged: int
    unsure: int
    words: int

    @property
    def share(self) -> float:
        """The share that was right; 0 where nothing is judged."""
        return self.right / self.judged if self.judged else 0.0


class LabelError(ValueError):
    """A line of a file of labels means nothing; the message says which and why."""


def wilson(right: int, judged: int) -> tuple[float, float]:
    """The interval that holds a share with 95 % probability, after Wilson.

    >>> wilson(9, 10)
    (0.596, 0.982)
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not judged:
        return 0.0, 1.0
    share, square = right / judged, Z * Z
    middle = share + square / (2 * judged)
    reach = Z * sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    scale = 1 + square / judged
    return round(max(0.0, (middle - reach) / scale), 3), round(min(1.0, (middle + reach) / scale), 3)


def read_labels(lines: Iterable[str]) -> Iterator[Label]:
    """Read labels; of several of one finding the last one counts.

    Raises:
        LabelError: A line is no label.

    >>> list(read_labels(['{"id": "1", "rule": "menu", "judgement": "right", "rule_words": 9}']))
    [Label(rule='menu', judgement='right', rule_words=9)]
    """
    found: dict[str, Label] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            label = Label(entry["rule"], entry["judgement"], entry.get("rule_words", 0))
            key = entry.get("id", f"line {number}")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise LabelError(f"line {number} is no label ({type(error).__name__}: {error!s:.80})") from None
        if not (isinstance(label.rule, str) and isinstance(key, str) and type(label.rule_words) is int):
            raise LabelError(f"line {number} is no label: a value has the wrong type")
        if label.judgement not in JUDGEMENTS:
            raise LabelError(f"line {number}: {label.judgement!r:.80} is none of {', '.join(JUDGEMENTS)}")
        found[key] = label
    yield from found.values()


def precisions(labels: Iterable[Label]) -> list[Precision]:
    """The precision of each rule, that of the least precise one first."""
    found: dict[str, Precision] = {}
    for label in labels:
        old = found.get(label.rule, Precision(label.rule, 0, 0, 0, 0))
        sure = label.judgement != "unsure"
        found[label.rule] = Precision(
            label.rule,
            old.right + (label.judgement == "right"),
            old.judged + sure,
            old.unsure + (not sure),
            max(old.words, label.rule_words),
        )
    return sorted(found.values(), key=lambda one: (one.share, one.rule))


def overall(rows: Iterable[Precision]) -> Iterator[tuple[str, float]]:
    """The precision of all rules, weighted by the words that each took; that of each side of a comparison.

    >>> list(overall([Precision("menu", 1, 1, 0, 300), Precision("teaser", 1, 2, 0, 100)]))
    [('overall', 0.875)]
    >>> list(overall([Precision("only first: menu", 1, 1, 0, 300)]))
    [('only first, overall', 1.0)]
    """
    sides: dict[str, list[Precision]] = {}
    for one in rows:
        if one.judged and one.rule != STAYED:
            sides.setdefault(_side_of(one.rule), []).append(one)
    for side in sorted(sides):
        judged = sides[side]
        words = sum(one.words for one in judged)
        number = sum(one.judged for one in judged)
        right = sum(one.share * one.words for one in judged) if words else sum(one.right for one in judged)
        yield f"{side}overall", right / (words or number)


def _side_of(stratum: str) -> str:
    return _beginning_of(stratum).replace(": ", ", ")


def _beginning_of(stratum: str) -> str:
    """The beginning of a stratum that says which side of a comparison it is of; empty where it is of none."""
    return next((side for side in (ONLY_FIRST, ONLY_OTHER) if stratum.startswith(side)), "")


def find_low(rows: Iterable[Precision], at_least: float) -> dict[str, list[str]]:
    """Find the rules whose precision is below a wish, judged often enough, for each side of a comparison.

    Rules that made an edit together are found, too, as `menu+teaser`; `can_be_ignored` tells them apart.

    Args:
        rows: The precisions.
        at_least: The wish.

    Returns:
        The names by the beginning of their strata, which is empty where nothing was compared.

    >>> find_low([Precision("menu", 1, 6, 0, 9), Precision("teaser", 0, 2, 0, 9)], 0.95)
    {'': ['menu']}
    >>> find_low([Precision("only first: menu", 1, 6, 0, 9), Precision("only other: menu", 6, 6, 0, 9)], 0.95)
    {'only first: ': ['menu']}
    """
    low: dict[str, list[str]] = {}
    for one in sorted(rows, key=lambda one: one.rule):
        if one.judged >= FEWEST and one.share < at_least and one.rule != STAYED:
            beginning = _beginning_of(one.rule)
            low.setdefault(beginning, []).append(one.rule.removeprefix(beginning))
    return low


def can_be_ignored(name: str) -> bool:
    """Check whether a name is that of one rule: an edit that several rules made speaks of none of them.

    >>> can_be_ignored("site-line"), can_be_ignored("menu+teaser")
    (True, False)
    """
    return "+" not in name


def table(rows: Iterable[Precision]) -> Iterator[str]:
    """Show precisions, a line each."""
    rows = list(rows)
    wide = max([4, *(len(one.rule) for one in rows)])
    yield f"{'rule':<{wide}}  precision  95 % interval    judged  unsure    words"
    for one in rows:
        low, high = wilson(one.right, one.judged)
        share = f"{one.share:.1%}" if one.judged else "-"
        yield (
            f"{one.rule:<{wide}}  {share:>9}  {low:>6.1%} to {high:>6.1%}  {one.judged:>6,}  "
            f"{one.unsure:>6,}  {one.words:>7,}"
        )
