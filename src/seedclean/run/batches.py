"""Cleaning tables: an Arrow batch in, an Arrow batch out, for whatever maps functions over batches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from seedclean.edits import Edit, compose
from seedclean.formats import BadFileError, BadRecordError, Fields, tables
from seedclean.languages import checked_languages, warn_of_unrecognisable
from seedclean.registry import select
from seedclean.run.loss import MAX_LOSS
from seedclean.run.worker import Settings, Worker, told

if TYPE_CHECKING:
    from seedclean.counts import LineCounts
    from seedclean.registry import Rule

Rows = TypeVar("Rows")
"""A `pyarrow.RecordBatch` or a `pyarrow.Table`."""

TO_FIELD = "date-to-field"
"""What edits call the step that takes the date from the head of the text into its field."""


def clean_batch(
    batch: Rows,
    *,
    cleaner: Iterable[Rule] | None = None,
    languages: Iterable[str] = (),
    text_field: str = "text",
    id_field: str = "id",
    site_field: str = "site",
    counts: LineCounts | None = None,
    max_loss: float = MAX_LOSS,
    edits: str | None = None,
    reasons: str | None = None,
) -> Rows:
    r"""Clean the texts of an Arrow batch.

    Each row is a record, and the command would make the same of it: the text
    is replaced, `date` (and `language`, where languages are named) is added
    unless a column of that name is there, and all other columns stay as they
    are, with their types. A text that is null stays null.

    It is a plain function of its arguments. To fix some of them for an engine
    that gives it nothing but the batch, use `functools.partial`, which can be
    pickled as the function can.

    Args:
        batch: The rows; a `pyarrow.RecordBatch` or a `pyarrow.Table`.
        cleaner: The rules, as for `clean`; all that are safe by default.
        languages: The languages to keep, as for `clean`; all by default.
        text_field: The column that holds the text.
        id_field: The column that holds the name of the document, if there is one.
        site_field: The column that holds the site. Where it is missing, the
            host of the column `url` is taken.
        counts: The line counts of a first pass over the corpus.
        max_loss: The share of its words above which a text is not cleaned if it
            would lose it; it must have 50 words for that. 1 allows any loss.
        edits: The name of a column to add with the edits of each row, as a
            list of structs with the fields of `Edit`. `revert` gives the
            original text back.
        reasons: The name of a column to add that says why a row could not be
            cleaned; it is null where it could. Such a row keeps its text.

    Returns:
        The cleaned rows, as many and in the same order, of the same kind.

    Raises:
        TypeError: `batch` is no Arrow batch.
        ValueError: It has no column of texts, or has the column that is to be
            added; a language is not known; or a row could not be cleaned, and
            no `reasons` are wanted.

    Warns:
        UserWarning: In one of the languages no text can be recognised, so none
            is deleted for its language.

    >>> import pyarrow as pa
    >>> batch = pa.RecordBatch.from_pydict({"text": ["A high -level visit.", None], "n": [1, 2]})
    >>> clean_batch(batch).to_pylist()
    [{'text': 'A high-level visit.', 'n': 1, 'date': None}, {'text': None, 'n': 2, 'date': None}]
    """
    import pyarrow as pa

    if isinstance(batch, pa.Table):
        batches = batch.to_batches() or [tables.empty(batch.schema)]
    elif isinstance(batch, pa.RecordBatch):
        batches = [batch]
    else:
        raise TypeError(f"wanted a pyarrow.RecordBatch or a pyarrow.Table, got {type(batch).__name__}")
    fields = Fields(text_field, id_field, site_field)
    _check(batches[0].schema, fields, [name for name in (edits, reasons) if name is not None])
    rules = select() if cleaner is None else tuple(cleaner)
    wanted = checked_languages(languages)
    warn_of_unrecognisable(wanted, level=2)
    worker = Worker(Settings(rules, wanted, fields, max_loss=max_loss), counts)
    done = [_cleaned(one, worker, edits, reasons) for one in batches]
    whole: Any = pa.Table.from_batches(done) if isinstance(batch, pa.Table) else done[0]
    cleaned: Rows = whole
    return cleaned


def _check(schema: Any, fields: Fields, wanted: list[str]) -> None:  # noqa: ANN401 - pyarrow tells no types
    try:
        tables.check_schema(schema, fields)
    except BadFileError as error:
        raise ValueError(f"the batch {error}") from None
    for place, name in enumerate(wanted):
        if name in schema.names or name in wanted[:place]:
            raise ValueError(f"there is a column {name!r} already; give the new one another name")


def _cleaned(batch: Any, worker: Worker, edits: str | None, reasons: str | None) -> Any:  # noqa: ANN401
    import pyarrow as pa

    fields = worker.settings.fields
    written: dict[int, Any] = {}
    made: list[list[Edit] | None] = [None] * batch.num_rows
    why: list[str | None] = [None] * batch.num_rows
    for number, row in tables.rows(batch, 0, fields):
        try:
            record = tables.read(row, f"row {number}", fields)
            cleaned = worker.clean(record.document)
            one = tables.write(record, cleaned.text, fields, worker.facts(cleaned, record.document))
        except Exception as error:  # a rule may raise anything
            reason = str(error) if isinstance(error, BadRecordError) else told(error)
            if reasons is None:
                raise BadRecordError(f"row {number}: {reason}") from error
            why[number] = reason
            text = row.values[fields.text][number]
            written[number] = (text if isinstance(text, str) else None, {})  # None if it is no text at all
            continue
        written[number] = one.data
        made[number] = _with_step(cleaned.edits, one.kept.get("header", ""), cleaned.text)
    runs, schema = tables.cleaned(batch, 0, fields, written, worker.added())
    whole = runs[0][1] if runs else tables.empty(schema)
    columns = list(whole.columns)
    if edits is not None:
        schema = schema.append(pa.field(edits, _edits_type()))
        columns.append(pa.array([_plain(some) for some in made], _edits_type()))
    if reasons is not None:
        schema = schema.append(pa.field(reasons, pa.string()))
        columns.append(pa.array(why, pa.string()))
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _with_step(edits: list[Edit], header: str, text: str) -> list[Edit]:
    """The edits with one more if the header of the cleaned text went into a field."""
    return compose(edits, [Edit(0, header, "", TO_FIELD)], text) if header else edits


def _plain(edits: list[Edit] | None) -> list[dict[str, Any]] | None:
    return None if edits is None else [edit._asdict() for edit in edits]


def _edits_type() -> Any:  # noqa: ANN401
    import pyarrow as pa

    text = pa.string()
    return pa.list_(pa.struct([("start", pa.int64()), ("old", text), ("new", text), ("rule", text)]))
