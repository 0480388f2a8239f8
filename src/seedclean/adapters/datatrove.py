"""Steps of datatrove: one cleans the documents of a pipeline, one counts the lines of their sites.

Site counts need two passes, so they need two pipelines:

    [JsonlReader("pages"), CountLines("counts")]
    [JsonlReader("pages"), Clean(counts="counts"), JsonlWriter("cleaned")]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from datatrove.pipeline.base import PipelineStep

from seedclean.cleaned import Cleaned
from seedclean.corpus.batches import configure
from seedclean.corpus.clean_records import RecordCleaner, describe_failure
from seedclean.corpus.loss import measure_loss
from seedclean.counts import LineCounts
from seedclean.document import Document
from seedclean.formats import BadRecordError
from seedclean.formats.base import host_of

_COUNTS = "*.counts.jsonl"


class Clean(PipelineStep):  # type: ignore[misc]  # datatrove has no types
    """Clean the documents of a pipeline.

    The text is replaced. The metadata get `date` and, with `edits`, the edits,
    unless they have a key of that name. A document that cannot be cleaned, or
    that is cleaned with too little certainty, goes to `exclusion_writer`
    as it is; without one, such a document stays in the pipeline as it is, with the
    reason in `metadata["seedclean"]`.

    Args:
        counts: A folder that `CountLines` filled, or a file of `--save-counts`.
        edits: The key of the metadata for the edits, as dictionaries with the fields of `Edit`.
        route_below: The certainty below which a document is excluded.
        exclusion_writer: A writer of datatrove.
        options: Options of the command, as `clean_batch` takes them.
    """

    name = "seedclean"
    type = "CLEAN"

    def __init__(
        self,
        *,
        counts: str | Path | None = None,
        edits: str | None = None,
        route_below: float = 0.0,
        exclusion_writer: Any = None,  # noqa: ANN401 - a DiskWriter
        **options: Any,  # noqa: ANN401 - as `clean_batch`
    ) -> None:
        super().__init__()
        self._config = configure(options)
        self._counts = counts
        self._edits = edits
        self._route_below = route_below
        self._writer = exclusion_writer

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:  # noqa: ARG002
        """Clean documents as they come."""
        counts = None if self._counts is None else load_counts(self._counts)
        cleaner = RecordCleaner(self._config, counts)
        with self._writer or nullcontext() as writer:
            for document in data:
                self.stat_update("total")
                with self.track_time():
                    reason = self._clean(document, cleaner)
                if not reason:
                    self.stat_update("forwarded")
                    self.update_doc_stats(document)
                elif writer is not None:
                    document.metadata["filter_reason"] = reason
                    writer.write(document, rank)
                    continue
                else:
                    document.metadata["seedclean"] = reason
                yield document

    def _clean(self, document: Any, cleaner: RecordCleaner) -> str:  # noqa: ANN401 - a document of datatrove
        """Clean a document in its place; give the reason where it was not cleaned."""
        before = Document(document.text, document.id, _site(document, self._config.site_field))
        try:
            cleaned = cleaner.clean(before)
        except BadRecordError as error:
            self.stat_update("failed")
            return str(error)
        except Exception as error:  # a rule may raise anything
            self.stat_update("failed")
            return describe_failure(error)
        if self._route_below and cleaned.certainty is not None and cleaned.certainty < self._route_below:
            self.stat_update("unsure")
            return f"certainty {cleaned.certainty:.4f}"
        self._count(before, cleaned)
        facts = cleaner.find_facts(cleaned, before)
        found: dict[str, Any] = {**facts.fields, **facts.figures}
        if self._edits is not None:
            found[self._edits] = [edit._asdict() for edit in cleaned.edits]
        for name, value in found.items():
            document.metadata.setdefault(name, value)
        document.text = cleaned.text
        return ""

    def _count(self, before: Document, cleaned: Cleaned) -> None:
        loss = measure_loss(before.text, cleaned)
        self.stat_update("changed" if cleaned.edits else "unchanged")
        self.stat_update("words_removed", value=loss.lost)
        self.stat_update("characters_removed", value=len(before.text) - len(cleaned.text))
        rules = Counter(rule for edit in cleaned.edits for rule in edit.rule.split("+"))
        for rule, number in rules.items():
            self.stat_update(f"edits_{rule}", value=number)


class CountLines(PipelineStep):  # type: ignore[misc]
    """Count on how many pages of its site each line is; documents pass through.

    Args:
        folder: The folder for the counts: a file for each task.
        site_field: The key of the metadata that holds the site. Where it is missing, the host of
            `url` is taken.
    """

    name = "seedclean line counts"
    type = "COUNT"

    def __init__(self, folder: str | Path, *, site_field: str = "site") -> None:
        super().__init__()
        self._folder = Path(folder)
        self._site_field = site_field

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:  # noqa: ARG002
        """Count documents as they come."""
        counts = LineCounts()
        for document in data:
            self.stat_update("total")
            with self.track_time():
                counts.add(Document(document.text, document.id, _site(document, self._site_field)))
            yield document
        self._folder.mkdir(parents=True, exist_ok=True)
        counts.save(self._folder / _COUNTS.replace("*", f"{rank:05d}"))


def load_counts(path: str | Path) -> LineCounts:
    """Load line counts: a file, or all files of a folder.

    Raises:
        OSError: They cannot be read.
        ValueError: A file holds something else, or the folder has none.
    """
    path = Path(path)
    if not path.is_dir():
        return LineCounts.load(path).settle()
    counts = LineCounts()
    files = sorted(path.glob(_COUNTS))
    if not files:
        raise ValueError(f"{path} has no line counts; run a pipeline with CountLines({str(path)!r}) first")
    for file in files:
        counts.merge(LineCounts.load(file))
    return counts.settle()


def _site(document: Any, field: str) -> str | None:  # noqa: ANN401
    site, url = document.metadata.get(field), document.metadata.get("url")
    if isinstance(site, str) and site:
        return site
    return host_of(url) if isinstance(url, str) and url else None
