"""seedclean as the benchmarks run it: a text and what is known of it in, what a record would hold out."""

from collections.abc import Iterable
from typing import NamedTuple

from seedclean import Document, Edit, clean, select
from seedclean.counts import LineCounts


class Output(NamedTuple):
    """What a record holds after cleaning.

    Attributes:
        text: The cleaned text, without the header line that became the field `date`.
        date: The date in ISO 8601, or `None`.
        edits: The edits that led to the text, header line and all.
    """

    text: str
    date: str | None
    edits: list[Edit]


class Cleaner(NamedTuple):
    """A choice of rules, by the names that the command takes."""

    names: str = "default"
    unsafe: bool = False

    def __call__(self, text: str, site: str | None = None, counts: LineCounts | None = None) -> Output:
        document = Document(text, site=site, counts=counts.for_site(site) if counts else None)
        cleaned = clean(document, select(self.names, unsafe=self.unsafe))
        header = cleaned.header
        date = header.strip().removeprefix("date: ") or None
        return Output(cleaned.text.removeprefix(header), date, cleaned.edits)


def site_of(row: dict) -> str | None:
    """The pages of one site belong to one group where the data says so."""
    return row.get("group") or row.get("site")


def counted(rows: Iterable[dict]) -> LineCounts:
    """The first pass over a corpus, as the command makes it."""
    counts = LineCounts()
    for row in rows:
        counts.add(Document(row["text"], site=site_of(row)))
    return counts


def rules_of(edit: Edit) -> list[str]:
    """The rules that made an edit; more than one where their changes melted."""
    return edit.rule.split("+")
