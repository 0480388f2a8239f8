"""The summary at the end of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import Any, NamedTuple

from seedclean.report.loss import Worst, distribution, loss_lines, worst_of

MOST_PROBLEMS = 10
"""So many bad records are named, unless all are asked for."""


class Tally(NamedTuple):
    """The numbers of what was done to some documents.

    >>> Tally(documents=1, before=10).plus(Tally(documents=2, before=5)).before
    15

    Attributes:
        documents: Documents that were cleaned.
        changed: Those in which something was found.
        before: Their characters before.
        after: Their characters after.
        rules: Edits by rule.
        encodings: Documents by the encoding they were read in.
        bad: Records, or whole files, that could not be read or cleaned.
        losses: Documents by the hundredths of their words that they lost, rounded up.
        empty: Documents of which nothing is left.
        worst: Those that lost most, if that is a great part of them.
        routed: Documents that were routed, and are in none of these numbers.
    """

    documents: int = 0
    changed: int = 0
    before: int = 0
    after: int = 0
    rules: dict[str, int] = {}  # noqa: RUF012 - never changed, as nothing here is
    encodings: dict[str, int] = {}  # noqa: RUF012
    bad: int = 0
    losses: dict[str, int] = {}  # noqa: RUF012
    empty: int = 0
    worst: tuple[Worst, ...] = ()
    routed: int = 0

    def as_json(self) -> dict[str, Any]:
        """Give the numbers as JSON values, under the names of the manifest."""
        return {
            "documents": self.documents,
            "changed": self.changed,
            "characters": {"before": self.before, "after": self.after},
            "edits": dict(sorted(self.rules.items())),
            "encodings": dict(sorted(self.encodings.items())),
            "quarantined": self.bad,
            "routed": self.routed,
            "words lost": distribution(self.losses, self.empty, self.worst),
        }

    def plus(self, other: Tally) -> Tally:
        """Add two tallies."""
        return Tally(
            self.documents + other.documents,
            self.changed + other.changed,
            self.before + other.before,
            self.after + other.after,
            Counter(self.rules) + Counter(other.rules),
            Counter(self.encodings) + Counter(other.encodings),
            self.bad + other.bad,
            Counter(self.losses) + Counter(other.losses),
            self.empty + other.empty,
            worst_of((*self.worst, *other.worst)),
            self.routed + other.routed,
        )

    @classmethod
    def total(cls, tallies: Iterable[Tally]) -> Tally:
        """Add up tallies."""
        return reduce(cls.plus, tallies, cls())

    @property
    def seen(self) -> int:
        """The documents that were cleaned or routed."""
        return self.documents + self.routed

    @property
    def in_vain(self) -> bool:
        """True where there were records, and all were bad."""
        return self.bad > 0 and self.seen == 0


class Sampled(NamedTuple):
    """The size of a sample.

    Attributes:
        taken: The records that were taken.
        records: All records.
        files: The files that they were taken from.
        all_files: All files.
        damaged: Files that could not be read and have no record in the sample, each with its reason.
    """

    taken: int
    records: int
    files: int
    all_files: int
    damaged: tuple[tuple[str, str], ...] = ()


class Summary(NamedTuple):
    """The report at the end of a run.

    Attributes:
        tally: The numbers, of this run and of the earlier runs that it went on from.
        earlier: Files that an earlier run had finished.
        skipped: Files that were skipped, each with its reason.
        problems: Bad records of this run, each with its reason, up to a number.
        unnamed: The number of the others.
        quarantine: The folder that they were moved to.
        routed: The certainty below which documents were routed, and the folder; empty where none are.
        changed: Files that changed while they were read, and have no output.
        sampled: The sample, if not all was cleaned.
    """

    tally: Tally = Tally()
    earlier: int = 0
    skipped: tuple[tuple[str, str], ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    unnamed: int = 0
    quarantine: str = ""
    routed: str = ""
    changed: tuple[str, ...] = ()
    sampled: Sampled | None = None

    def with_others(
        self, skipped: Sequence[tuple[str, str]], unreadable: Sequence[tuple[str, str]], done: Sequence[Tally]
    ) -> Summary:
        """The summary with the files that this run did not clean.

        Args:
            skipped: Files that were skipped, each with its reason.
            unreadable: Folders that could not be read, each with its reason.
            done: The tallies of files that earlier runs have finished.
        """
        tally = Tally.total([self.tally, Tally(bad=len(unreadable)), *done])
        problems = (*unreadable, *self.problems)
        return self._replace(tally=tally, earlier=len(done), skipped=tuple(skipped), problems=problems)

    def lines(self, *, everything: bool = False) -> Iterator[str]:
        """Yield the summary, line by line.

        Args:
            everything: Whether to name all skipped files, not only to count them.
        """
        tally = self.tally
        if self.sampled is not None:
            taken, records, files, all_files = self.sampled[:4]
            yield (
                f"a sample of {_number(taken, 'record')} of {records:,}, "
                f"from {_number(files, 'file')} of {all_files:,}"
            )
        share = f" ({(tally.after - tally.before) / tally.before:+.1%})" if tally.before else ""
        yield (
            f"{_number(tally.documents, 'document')}, {tally.changed:,} changed: "
            f"{tally.before:,} characters in, {tally.after:,} out{share}"
        )
        if tally.rules:
            yield "edits by rule:"
            width = max(map(len, tally.rules))
            for name, count in sorted(tally.rules.items(), key=lambda item: (-item[1], item[0])):
                yield f"  {name:<{width}}  {count:>9,}"
        if tally.routed:
            yield f"{_number(tally.routed, 'document')} routed, as they were{self.routed}"
        yield from loss_lines(tally.losses, tally.empty, tally.worst)
        for encoding, count in sorted(tally.encodings.items()):
            if encoding != "utf-8":
                yield f"{_number(count, 'document')} read as {encoding}, written as UTF-8"
        if self.earlier:
            yield f"{_number(self.earlier, 'file')} finished by an earlier run; --force does them again"
        if self.skipped:
            yield f"{_number(len(self.skipped), 'file')} skipped" + (":" if everything else "; -v names them")
            if everything:
                yield from (f"  {name}: {reason}" for name, reason in self.skipped)

    def as_json(self) -> dict[str, Any]:
        """The summary as JSON values; those of the documents are named as in the manifest of a run."""
        return {
            **self.tally.as_json(),
            "files finished before": self.earlier,
            "files changed while read": list(self.changed),
            "skipped": [{"file": name, "reason": reason} for name, reason in self.skipped],
            "problems": [{"record": name, "reason": reason} for name, reason in self.problems],
            "sample": None if self.sampled is None else self.sampled._asdict(),
        }

    def warnings(self, *, everything: bool = False) -> Iterator[str]:
        """Yield the problems, line by line.

        Args:
            everything: Whether to name all bad records, not only the first ten.
        """
        if not self.tally.bad:
            return
        was = "was" if self.tally.bad == 1 else "were"
        where = f" and {was} moved to {self.quarantine}" if self.quarantine else ""
        which = f"{_number(self.tally.bad, 'record')} failed{where}"
        yield f"NOTHING WAS CLEANED: {which}" if self.tally.in_vain else which
        shown = self.problems if everything else self.problems[:MOST_PROBLEMS]
        yield from (f"  {name}: {reason}" for name, reason in shown)
        left = len(self.problems) - len(shown) + self.unnamed
        if left:
            yield f"  and {left:,} more" + ("" if everything else "; -v names them")


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
