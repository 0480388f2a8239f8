"""Parquet: a row of the table is a document. A part of a row group is read at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from seedclean.formats import tables
from seedclean.formats.base import CHUNK, Assembly, BadFileError, Chunk, Fields, Limits, Position

MOST_ROWS = 4096
"""A chunk has no more rows, however little a column says that they take."""

_BUFFER = 1 << 20  # read at a time, of each column
_CODECS = {"UNCOMPRESSED": "NONE"}  # where the library reads another word than it writes


class Parquet(tables.TableFormat):
    """Parquet files; a chunk is never of two row groups."""

    suffixes = (".parquet", ".parq", ".pq")

    def read_chunks(
        self,
        stream: BinaryIO,
        compression: str,  # noqa: ARG002
        fields: Fields,
        start: Position = None,
        limits: Limits = Limits(),  # noqa: ARG002, B008 - rows come in small batches
    ) -> Iterator[Chunk]:
        """Read the rows of a file, each row group in parts."""
        import pyarrow as pa

        try:
            yield from _read_rows(stream, fields, *(start or (0, 0)))
        except (pa.ArrowException, OSError) as error:
            raise BadFileError(f"is damaged, or not a Parquet file: {tables.first_line(error)}") from None

    def assembly(self, compression: str) -> Assembly:  # noqa: ARG002
        """The way from rows to a file."""
        return _assemble


def _read_rows(stream: BinaryIO, fields: Fields, group: int, row: int) -> Iterator[Chunk]:
    import pyarrow.parquet as pq

    file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=_BUFFER, page_checksum_verification=True)
    tables.check_schema(file.schema_arrow, fields)
    count = file.num_row_groups
    sizes = [file.metadata.row_group(number) for number in range(count)]
    if not sum(size.num_rows for size in sizes):
        yield Chunk(tables.send(tables.empty_batch(file.schema_arrow), 0), 1, 1, [count, 0], 0)
        return
    first = 1 + sum(size.num_rows for size in sizes[:group]) + row
    passed = sum(map(_measure_compressed, sizes[:group]))
    for number in range(group, count):
        size = sizes[number]
        begin = row if number == group else 0
        at_a_time = max(1, min(MOST_ROWS, CHUNK * size.num_rows // max(1, size.total_byte_size)))
        end = 0
        for batch in file.iter_batches(at_a_time, row_groups=[number], use_threads=False):
            tables.validate(batch)
            end += batch.num_rows
            if end <= begin:
                continue
            following = first + batch.num_rows
            position = [number, end] if end < size.num_rows else [number + 1, 0]
            done = passed + _measure_compressed(size) * end // size.num_rows
            yield Chunk(tables.send(batch, number), first, following, position, done)
            first = following
        if end != size.num_rows:
            raise BadFileError(
                f"is damaged: row group {number} has {end} rows and says that it has {size.num_rows}"
            )
        passed += _measure_compressed(size)


def _assemble(pieces: Iterable[bytes], like: BinaryIO, out: BinaryIO) -> None:
    """Write a file with the row groups of another, compressed as that one is."""
    import pyarrow.parquet as pq

    model = pq.ParquetFile(like)
    writer = None
    try:
        for table in tables.gather_groups(pieces):
            if writer is None:
                new = [name for name in table.schema.names if name not in model.schema_arrow.names]
                writer = pq.ParquetWriter(out, table.schema, **_options(model, new))
            if table.num_rows:
                writer.write_table(table, row_group_size=table.num_rows)
    finally:
        if writer is not None:
            writer.close()


def _options(model: Any, new: Iterable[str]) -> dict[str, Any]:  # noqa: ANN401 - pyarrow tells no types
    """The options of a file, as far as its footer tells; new columns are written as most of the others."""
    if not model.num_row_groups:
        return {}
    group = model.metadata.row_group(0)
    columns = [group.column(place) for place in range(group.num_columns)]
    codecs = {column.path_in_schema: column.compression for column in columns}
    usual = Counter(codecs.values()).most_common(1)[0][0]
    codecs |= dict.fromkeys(new, usual)
    repeating = [column.path_in_schema for column in columns if _has_dictionary(column)]
    counted = [column.path_in_schema for column in columns if column.is_stats_set]
    return {
        "compression": {path: _CODECS.get(codec, codec) for path, codec in codecs.items()},
        "use_dictionary": [*repeating, *new] if repeating else False,
        "write_statistics": [*counted, *new] if counted else False,
        "use_deprecated_int96_timestamps": any(column.physical_type == "INT96" for column in columns),
        "use_compliant_nested_type": not any(".list.item" in path for path in codecs),
        "write_page_index": any(column.has_column_index for column in columns),
    }


def _has_dictionary(column: Any) -> bool:  # noqa: ANN401
    return any("DICTIONARY" in encoding for encoding in column.encodings)


def _measure_compressed(group: Any) -> int:  # noqa: ANN401
    return sum(group.column(place).total_compressed_size for place in range(group.num_columns))
