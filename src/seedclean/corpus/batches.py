"""The cleaning of Arrow batches, for engines that map functions over batches."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from seedclean.config import RunConfig, options
from seedclean.corpus.clean_records import RecordCleaner, describe_failure
from seedclean.edits import Edit, compose
from seedclean.formats import FORMATS, BadFileError, BadRecordError, Fields, tables
from seedclean.languages import warn_of_unrecognisable
from seedclean.option import Kind

if TYPE_CHECKING:
    from seedclean.counts import LineCounts

Rows = TypeVar("Rows")
"""A `pyarrow.RecordBatch` or a `pyarrow.Table`."""

TO_FIELD = "date-to-field"
"""The rule name in edits for the step that moves the date from the head of the text into its field."""


def clean_batch(
    batch: Rows,
    *,
    counts: LineCounts | None = None,
    edits: str | None = None,
    reasons: str | None = None,
    **config: Any,  # noqa: ANN401 - the options of `RunConfig`
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
        counts: The line counts of a first pass over the corpus.
        edits: The name of a column to add with the edits of each row, as a
            list of structs with the fields of `Edit`. `revert` gives the
            original text back.
        reasons: The name of a column to add that says why a row could not be
            cleaned; it is null where it could. Such a row keeps its text.
        config: Options of the command, by the names of their fields in
            `RunConfig`: `cleaner` (the rules, as for `clean`; all safe ones by
            default), `languages`, `date_header`, `keep_date_headers`, `date_raw`,
            `certainty`, `removed` (the names of columns to add), `max_loss`,
            `text_field`, `id_field` and `site_field`.

    Returns:
        The cleaned rows, as many and in the same order, of the same kind.

    Raises:
        TypeError: `batch` is not an Arrow batch, or there is no such option.
        seedclean.errors.RunError: The edits of another tool, for the option `apply`, cannot be loaded.
        ValueError: It has no column of texts, or has the column that is to be
            added; a language is not known; or a row could not be cleaned, and
            no `reasons` are wanted.

    Warns:
        UserWarning: No text can be recognised as one of the languages, so none
            is deleted for its language.

    >>> import pyarrow as pa
    >>> batch = pa.RecordBatch.from_pydict({"text": ["A high -level visit.", None], "n": [1, 2]})
    >>> clean_batch(batch).to_pylist()
    [{'text': 'A high-level visit.', 'n': 1, 'date': None}, {'text': None, 'n': 2, 'date': None}]
    """
    import pyarrow as pa

    if isinstance(batch, pa.Table):
        batches = batch.to_batches() or [tables.empty_batch(batch.schema)]
    elif isinstance(batch, pa.RecordBatch):
        batches = [batch]
    else:
        raise TypeError(f"wanted a pyarrow.RecordBatch or a pyarrow.Table, got {type(batch).__name__}")
    cleaner = RecordCleaner(configure(config), counts)
    warn_of_unrecognisable(cleaner.config.languages, level=2)
    wanted = [name for name in (edits, reasons) if name is not None]
    _check(batches[0].schema, cleaner.config.fields, wanted)
    done = [_clean(one, cleaner, edits, reasons) for one in batches]
    whole: Any = pa.Table.from_batches(done) if isinstance(batch, pa.Table) else done[0]
    cleaned: Rows = whole
    return cleaned


def configure(config: Mapping[str, Any]) -> RunConfig:
    """Make the options of a run from those that `clean_batch` and the adapters take.

    Raises:
        TypeError: There is no such option.
    """
    known = [name for name, option in options().items() if option.batch]
    for name in config:
        if name not in known:
            raise TypeError(f"there is no option {name!r}; there are {', '.join(known)}")
    arguments: dict[str, Any] = {}
    for name, value in config.items():
        kind = options()[name].kind
        several = kind is Kind.NAMES and value is not None
        arguments[name] = tuple(value) if several else Path(value) if kind is Kind.FILE else value
    return RunConfig(**arguments)


def _check(schema: Any, fields: Fields, wanted: list[str]) -> None:  # noqa: ANN401 - pyarrow has no types
    try:
        tables.check_schema(schema, fields)
    except BadFileError as error:
        raise ValueError(f"the batch {error}") from None
    for place, name in enumerate(wanted):
        if name in schema.names or name in wanted[:place]:
            raise ValueError(f"there is a column {name!r} already; give the new one another name")


def _clean(batch: Any, cleaner: RecordCleaner, edits: str | None, reasons: str | None) -> Any:  # noqa: ANN401
    import pyarrow as pa

    fields = cleaner.config.fields
    rows = FORMATS["arrow"]
    written: dict[int, Any] = {}
    made: list[list[Edit] | None] = [None] * batch.num_rows
    why: list[str | None] = [None] * batch.num_rows
    for number, row in tables.iterate_rows(batch, 0, fields):
        try:
            record = rows.parse(row, f"row {number}", fields)
            cleaned = cleaner.clean(record.document)
            one = cleaner.write(rows, record, cleaned)
        except Exception as error:  # a rule may raise anything
            reason = str(error) if isinstance(error, BadRecordError) else describe_failure(error)
            if reasons is None:
                raise BadRecordError(f"row {number}: {reason}") from error
            why[number] = reason
            text = row.values[fields.text][number]
            written[number] = (text if isinstance(text, str) else None, {})  # None if it is no text at all
            continue
        written[number] = one.data
        made[number] = _with_step(cleaned.edits, one.kept.get("header", ""), cleaned.text)
    runs, schema = tables.replace_texts(batch, 0, fields, written, cleaner.list_added_fields())
    whole = runs[0][1] if runs else tables.empty_batch(schema)
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
