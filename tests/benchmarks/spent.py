"""Where the time of cleaning goes: each rule's own share, in the time of ftfy."""

from collections import Counter
from collections.abc import Callable, Iterator
from statistics import median
from time import process_time

from benchmarks.tables import Table, table
from benchmarks.timing import Clock
from seedclean import Document, cleaners
from seedclean.clean import clean
from seedclean.edits import Edit
from seedclean.registry import Rule

SHOWN = 16
"""So many rules have a line of their own."""


class Timed(Rule):
    """A rule that adds up what it takes."""

    def __init__(self, rule: Rule, spent: Counter) -> None:
        self.__dict__.update(rule.__dict__)
        self._spent = spent

    def edits(self, document: Document) -> list[Edit]:
        started = process_time()
        found = super().edits(document)
        self._spent[self.name] += process_time() - started
        return found


def profile(texts: list[str], ftfy: Clock, rounds: int) -> Table:
    """The rules that take most, then all others together, then what making the edits takes."""
    shares: list[dict[str, float]] = []
    for _ in range(rounds):
        spent: Counter = Counter()
        rules = [Timed(rule, spent) for rule in cleaners.DEFAULT]
        unit = ftfy()
        started = process_time()
        for text in texts:
            clean(text, rules)
        whole = process_time() - started
        shares.append({**{name: time / unit for name, time in spent.items()}, "": whole / unit})
    return table(
        "throughput-profile",
        f"Where the time goes: {len(texts)} flat pages, medians of {rounds} rounds; ftfy.fix_text takes 1",
        ("rule", "time"),
        _cells(lambda name: median(share.get(name, 0.0) for share in shares)),
    )


def _cells(share: Callable[[str], float]) -> Iterator[tuple[str, ...]]:
    dearest = sorted((rule.name for rule in cleaners.DEFAULT), key=share, reverse=True)
    for name in dearest[:SHOWN]:
        yield name, f"{share(name):.3f}"
    yield f"the other {len(dearest) - SHOWN} rules", f"{sum(map(share, dearest[SHOWN:])):.3f}"
    yield "edits made and composed, rounds", f"{share('') - sum(map(share, dearest)):.3f}"
    yield "all default rules", f"{share(''):.3f}"
