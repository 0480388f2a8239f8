"""Tables: the rows of Arrow tables as records, for all formats that hold tables.

Between processes rows travel as an Arrow stream, with the types, the metadata
and the dictionaries of their columns. Only the column of the text is made
anew, and only where a text has changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from seedclean.document import Document
from seedclean.formats.base import (
    ASK,
    BadFileError,
    BadRecordError,
    Chunk,
    Facts,
    Fields,
    Raw,
    Record,
    Value,
    Written,
    describe_decode_error,
    encode_text,
    host_of,
    require,
    split_header,
)
from seedclean.formats.format import Format

MOST_GROUPED = 64 << 20
"""A group of rows in a file is as large as in the original, unless it is larger than this in memory."""

_GROUP = b"seedclean:group"  # in the metadata of a chunk: the group of the file that its rows belong to
_ADDED = {b"seedclean": b"added"}  # in the metadata of a column that was not in the original
_TEXT_AS_BYTES = {"string": "binary", "large_string": "large_binary", "string_view": "binary_view"}


class Row(NamedTuple):
    """A row of a batch.

    Attributes:
        batch: The batch.
        place: Its place there.
        group: The number of the group of rows in the file, if it is known.
        values: The values of the columns that have a meaning here, or the errors of reading them.
    """

    batch: Any
    place: int
    group: int | None
    values: dict[str, list[Any]]


class TableFormat(Format):
    """The base of the formats that hold tables; they compress inside."""

    compressions = ()

    def check(self) -> None:
        """Raise `MissingError` if Arrow is not installed."""
        require("pyarrow", "reading and writing Parquet and Arrow files", "arrow")

    def split(self, data: bytes, first: int, fields: Fields) -> Iterator[tuple[int, Row]]:
        """Take the rows with a text out of a chunk; where it is null there is nothing to clean."""
        (batch,), group = receive(data)
        yield from iterate_rows(batch, first, fields, group)

    def parse(self, raw: Row, name: str, fields: Fields) -> Record:
        """Parse a row.

        Args:
            raw: The row.
            name: The name of a document without an id.
            fields: The names of its fields.

        Raises:
            BadRecordError: Its text is not text.
        """
        text = raw.values[fields.text][raw.place]
        if isinstance(text, UnicodeDecodeError):
            raise BadRecordError(f"its field {fields.text!r} {describe_decode_error(text)}")
        id_ = _value(raw, fields.id)
        known = str(id_) if isinstance(id_, str | int) and not isinstance(id_, bool) and id_ != "" else name
        site = _value(raw, fields.site)
        url = _value(raw, "url")
        if not (isinstance(site, str) and site):
            site = host_of(url) if isinstance(url, str) and url else None
        return Record(Document(text, known, site), "utf-8", frozenset(raw.batch.schema.names))

    def write(self, record: Record, text: str, fields: Fields, facts: Facts) -> Written:  # noqa: ARG002
        """Give the cleaned text and the fields to add."""
        header, text, added = split_header(dict.fromkeys(record.state), text, facts)
        encode_text(text, "the cleaned text")
        return Written((text, added), text, {"header": header} if header else {})

    def read_text(self, raw: Row, fields: Fields) -> str:
        """Read the text of a row that was cleaned.

        Raises:
            BadRecordError: Somebody has written something else since.
        """
        text = raw.values[fields.text][raw.place]
        if isinstance(text, UnicodeDecodeError):
            raise BadRecordError(describe_decode_error(text))
        return str(text)

    def restore(self, raw: Row, text: str, fields: Fields, kept: dict[str, Any]) -> Raw:  # noqa: ARG002
        """Give the original text of a row; `render` removes the added fields from all rows at once."""
        return text, {}

    def render(
        self,
        chunk: Chunk,
        fields: Fields,
        written: Mapping[int, tuple[str, dict[str, Value]]],
        added: Mapping[str, type] | None,
        cuts: Iterable[int] = (),
        *,
        only: bool = False,
    ) -> list[bytes]:
        """Encode the rows of a chunk with their cleaned texts, cut before the rows of these numbers."""
        (batch,), group = receive(chunk.data)
        bounds = [0, *(cut - chunk.first for cut in cuts), batch.num_rows]
        runs, schema = replace_texts(batch, chunk.first, fields, written, added, only=only)
        if group is not None:
            schema = schema.with_metadata({**(schema.metadata or {}), _GROUP: str(group).encode()})
        starts = [start for start, _ in runs]
        made = []
        for low, high in pairwise(bounds):
            inside = []
            for start, run in runs[max(0, bisect_left(starts, low) - 1) :]:
                begin, end = max(low, start), min(high, start + run.num_rows)
                if begin < end:
                    inside.append(run.slice(begin - start, end - begin))
            made.append(_encode_stream(inside, schema, "lz4"))
        return made

    def compress(self, piece: bytes, compression: str) -> bytes:  # noqa: ARG002
        """Give the piece back; tables compress inside."""
        return piece

    def quarantine(self, raw: Row) -> bytes:
        """Encode a row for the quarantine: an Arrow stream of one row."""
        return send(raw.batch.slice(raw.place, 1), raw.group)


def check_schema(schema: Any, fields: Fields) -> None:  # noqa: ANN401 - pyarrow has no types
    """Raise `BadFileError` if a table has no column of texts."""
    import pyarrow as pa

    names = schema.names
    if names.count(fields.text) != 1:
        has = ", ".join(map(repr, names)) if names else "none at all"
        how = "two columns" if fields.text in names else "no column"
        raise BadFileError(f"has {how} {fields.text!r}; its columns: {has:.200}; {ASK}")
    type_ = schema.field(fields.text).type
    inner = type_.value_type if pa.types.is_dictionary(type_) else type_
    if inner not in {pa.string(), pa.large_string(), pa.string_view()}:
        raise BadFileError(f"has {type_} in its column {fields.text!r}, not a string")


def validate(batch: Any) -> None:  # noqa: ANN401
    """Check every value of a batch that comes from outside; damaged offsets would crash the process.

    Bytes that are not UTF-8 in a column of texts are no damage: they make one
    bad row.

    Raises:
        pyarrow.ArrowInvalid: The batch is damaged.
    """
    import pyarrow as pa

    for column in batch.columns:
        other = _TEXT_AS_BYTES.get(str(column.type))
        try:
            column.validate(full=other is None)
            if other is not None:
                column.view(other).validate(full=True)
        except pa.ArrowInvalid as error:
            if "UTF8" not in str(error):
                raise


def first_line(error: Exception) -> str:
    """The first line of an error of Arrow; it may add pages."""
    return (str(error).splitlines() or [type(error).__name__])[0]


def send(batch: Any, group: int | None) -> bytes:  # noqa: ANN401
    """Encode rows for another process, with the number of the group of rows that they belong to."""
    metadata = {key: value for key, value in (batch.schema.metadata or {}).items() if key != _GROUP}
    if group is not None:
        metadata[_GROUP] = str(group).encode()
    return _encode_stream([batch], batch.schema.with_metadata(metadata or None), None)


def receive(data: bytes) -> tuple[list[Any], int | None]:
    """Decode rows: their batches, at least one, and the number of their group if they have one."""
    import pyarrow as pa

    with pa.ipc.open_stream(pa.py_buffer(data)) as reader:
        schema = reader.schema
        batches = list(reader)
    metadata = schema.metadata or {}
    group = metadata.get(_GROUP)
    rest = {key: value for key, value in metadata.items() if key != _GROUP}
    batches = [batch.replace_schema_metadata(rest or None) for batch in batches]
    return batches or [empty_batch(schema.with_metadata(rest or None))], int(
        group
    ) if group is not None else None


def iterate_rows(
    batch: Any,  # noqa: ANN401
    first: int,
    fields: Fields,
    group: int | None = None,
) -> Iterator[tuple[int, Row]]:
    """Iterate over the rows of a batch that have a text, with their numbers."""
    present = set(batch.schema.names)
    wanted = [name for name in (fields.text, fields.id, fields.site, "url") if name in present]
    values = {name: _values(batch.column(name)) for name in wanted if batch.schema.names.count(name) == 1}
    for index, text in enumerate(values[fields.text]):
        if text is not None:
            yield first + index, Row(batch, index, group, values)


def replace_texts(
    batch: Any,  # noqa: ANN401
    first: int,
    fields: Fields,
    written: Mapping[int, tuple[str, dict[str, Value]]],
    added: Mapping[str, type] | None,
    *,
    only: bool = False,
) -> tuple[list[tuple[int, Any]], Any]:
    """Make a batch with its cleaned texts and its added columns.

    Args:
        batch: The rows.
        first: The number of the first.
        fields: The names of their fields.
        written: The texts and the values to add, by the number of the row. A
            row with a text that is not among them is left out.
        added: The names and types of the columns to add unless they are there;
            `None` takes away those that were added.
        only: Whether rows without a text are left out, too.

    Returns:
        The runs of rows that stay together, each with the place where it begins; and their schema.
    """
    texts = _values(batch.column(fields.text))
    done = [written.get(number) for number in range(first, first + len(texts))]
    new = [_readable(old) if one is None else one[0] for old, one in zip(texts, done, strict=True)]
    schema = batch.schema
    columns = list(batch.columns)
    if new != texts:
        place = schema.get_field_index(fields.text)
        columns[place] = _column(new, schema.field(place).type)
    whole = _without_added(columns, schema) if added is None else _with_added(columns, schema, added, done)
    left_out = [place for place, one in enumerate(done) if one is None and (only or texts[place] is not None)]
    bounds = [-1, *left_out, len(texts)]
    runs = [
        (start + 1, whole.slice(start + 1, end - start - 1))
        for start, end in pairwise(bounds)
        if end - start > 1
    ]
    return runs, whole.schema


def _without_added(columns: list[Any], schema: Any) -> Any:  # noqa: ANN401
    """Make a batch without the columns that a run added."""
    import pyarrow as pa

    kept = [place for place, field in enumerate(schema) if not _was_added(field)]
    schema = pa.schema([schema.field(place) for place in kept], schema.metadata)
    return pa.RecordBatch.from_arrays([columns[place] for place in kept], schema=schema)


def _with_added(
    columns: list[Any],
    schema: Any,  # noqa: ANN401
    added: Mapping[str, type],
    done: list[tuple[str, dict[str, Value]] | None],
) -> Any:  # noqa: ANN401
    """Make a batch with columns of the values that were found for its rows."""
    import pyarrow as pa

    # The mark of an earlier run goes: what it added is a field like others now.
    fields = [field.remove_metadata() if _was_added(field) else field for field in schema]
    types = {
        name: pa.float64() if type_ is float else pa.string()
        for name, type_ in added.items()
        if name not in schema.names
    }
    fields += [pa.field(name, type_, metadata=_ADDED) for name, type_ in types.items()]
    new = [
        pa.array([None if one is None else one[1].get(name) for one in done], type_)
        for name, type_ in types.items()
    ]
    return pa.RecordBatch.from_arrays([*columns, *new], schema=pa.schema(fields, schema.metadata))


def gather_groups(pieces: Iterable[bytes]) -> Iterator[Any]:
    """Gather pieces into tables, each a group of rows of the file; at least one, if only for its schema."""
    import pyarrow as pa

    held: list[Any] = []
    schema = None
    size = 0
    current: int | None = None
    for piece in pieces:
        batches, group = receive(piece)
        if schema is None:
            schema = batches[0].schema
        batches = [batch for batch in batches if batch.num_rows]
        if not batches:
            continue
        if held and (group != current or size >= MOST_GROUPED):
            yield pa.Table.from_batches(held, schema)
            held, size = [], 0
        current = group
        held += (pa.RecordBatch.from_arrays(batch.columns, schema=schema) for batch in batches)
        size += sum(batch.nbytes for batch in batches)
    if schema is not None:
        yield pa.Table.from_batches(held, schema)


def empty_batch(schema: Any) -> Any:  # noqa: ANN401
    """Make a batch without rows."""
    import pyarrow as pa

    return pa.RecordBatch.from_arrays([pa.nulls(0, field.type) for field in schema], schema=schema)


def _encode_stream(batches: Iterable[Any], schema: Any, compression: str | None) -> bytes:  # noqa: ANN401
    import pyarrow as pa

    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, schema, options=pa.ipc.IpcWriteOptions(compression=compression)) as writer:
        for batch in batches:
            writer.write_batch(batch)
    data: bytes = out.getvalue().to_pybytes()
    return data


def _values(column: Any) -> list[Any]:  # noqa: ANN401
    """The values of a column; bytes that are not text in a column of texts become the error."""
    try:
        values: list[Any] = column.to_pylist()
    except UnicodeDecodeError:
        return [_one(value) for value in column]
    return values


def _one(value: Any) -> Any:  # noqa: ANN401
    try:
        return value.as_py()
    except UnicodeDecodeError as error:
        return error


def _readable(text: Any) -> str | None:  # noqa: ANN401
    return "" if isinstance(text, UnicodeDecodeError) else text  # its row is left out


def _value(row: Row, name: str) -> Any:  # noqa: ANN401
    return row.values[name][row.place] if name in row.values else None


def _column(texts: list[Any], type_: Any) -> Any:  # noqa: ANN401
    import pyarrow as pa

    if not pa.types.is_dictionary(type_):
        return pa.array(texts, type_)
    column = pa.array(texts, type_.value_type).dictionary_encode()
    indices = column.indices.cast(type_.index_type)
    return pa.DictionaryArray.from_arrays(indices, column.dictionary, ordered=type_.ordered)


def _was_added(field: Any) -> bool:  # noqa: ANN401
    return bool(field.metadata) and _ADDED.items() <= field.metadata.items()
