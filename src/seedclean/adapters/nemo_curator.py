"""A stage of NeMo Curator that cleans the documents of a batch."""

from __future__ import annotations

from copy import copy
from typing import Any

from nemo_curator.stages.base import ProcessingStage

from seedclean.corpus.batches import clean_batch
from seedclean.counts import LineCounts


class Clean(ProcessingStage):  # type: ignore[misc]  # NeMo Curator is not installed where types are checked
    """Clean the texts of a `DocumentBatch`, and add the share of the words that went as a column.

    A batch of a pandas frame stays one, and so does a batch of an Arrow table. A row that cannot be cleaned
    keeps its text, and the column `reasons` says why.

    Args:
        removed: The name of the column for the removed share.
        counts: A file of `--save-counts`.
        reasons: The name of the column that says why a row could not be cleaned.
        options: Options of the command, as `clean_batch` takes them.
    """

    name = "seedclean"

    def __init__(
        self,
        *,
        removed: str = "removed",
        counts: str | None = None,
        reasons: str = "seedclean_reason",
        **options: Any,  # noqa: ANN401 - as `clean_batch`
    ) -> None:
        self._options = {"reasons": reasons, "removed": removed, **options}
        self._counts_file = counts
        self._counts: LineCounts | None = None

    def inputs(self) -> tuple[list[str], list[str]]:
        """Say what a task needs: its data. The column of texts is looked for by `process`."""
        return ["data"], []

    def outputs(self) -> tuple[list[str], list[str]]:
        """Say which columns a task has then."""
        columns = [str(self._options.get("text_field", "text")), "date"]
        return ["data"], [*columns, str(self._options["removed"]), str(self._options["reasons"])]

    def setup(self, worker_metadata: Any = None) -> None:  # noqa: ANN401, ARG002 - as NeMo Curator's own
        """Load the line counts, once for each worker."""
        if self._counts_file is not None:
            self._counts = LineCounts.load(self._counts_file).settle()

    def process(self, task: Any) -> Any:  # noqa: ANN401 - a DocumentBatch
        """Clean the documents of a batch."""
        import pyarrow as pa

        is_table = isinstance(task.data, pa.Table)
        table = task.data if is_table else task.to_pyarrow()
        cleaned = clean_batch(table, counts=self._counts, **self._options)
        done = copy(task)
        done.data = cleaned if is_table else cleaned.to_pandas()
        return done
