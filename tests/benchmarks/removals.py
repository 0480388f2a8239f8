"""What each rule took out of pages whose main text is known."""

from collections import Counter
from collections.abc import Iterator

from benchmarks.measures import shingles as measure
from benchmarks.ours import Output, rules_of
from benchmarks.tables import Table, fraction, table
from seedclean import RULES


class Removals:
    """What each rule took out of pages, and how many of those words were main text."""

    def __init__(self) -> None:
        self.edits: Counter[str] = Counter()
        self.pages: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        self.main: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()

    def add(self, output: Output, missing: dict[int, bool]) -> None:
        """Count the edits of a page, where the words that begin at these places are missing main text."""
        on_page = set()
        for edit in output.edits:
            removed = len(measure.WORD.findall(edit.old)) - len(measure.WORD.findall(edit.new))
            main = (
                [lost for start, lost in missing.items() if edit.start <= start < edit.end]
                if removed > 0
                else []
            )
            for rule in rules_of(edit):
                on_page.add(rule)
                self.edits[rule] += 1
                self.words[rule] += max(0, removed)
                self.main[rule] += len(main)
                self.lost[rule] += sum(main)
        self.pages.update(on_page)

    def table(self, name: str) -> Table:
        """All rules that fired, in the order in which they run."""
        return table(
            name,
            "What each rule took out, and how much of it was main text",
            (
                *("rule", "edits", "pages", "words removed"),
                *("of them main text", "with no copy left", "share of main text"),
            ),
            ((f"{RULES[rule].cleaner}: {rule}", *self._figures(rule)) for rule in RULES if self.edits[rule]),
        )

    def _figures(self, rule: str) -> Iterator[object]:
        yield from (counter[rule] for counter in (self.edits, self.pages, self.words, self.main, self.lost))
        yield fraction(self.main[rule] / self.words[rule] if self.words[rule] else None)
