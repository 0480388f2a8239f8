"""Arrow IPC, as files (Feather) and as streams: a row of the table is a document, read batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from seedclean.formats import tables
from seedclean.formats.base import CHUNK, Assembly, BadFileError, Chunk, Fields, Limits, Position, bytes_read

_FILE = b"ARROW1\0\0"  # before the batches; a stream has nothing before them
_FEATHER_1 = b"FEA1"
_CODECS = ("lz4", "zstd")


class Arrow(tables.TableFormat):
    """Arrow IPC files and streams; a chunk is never of two batches."""

    suffixes = (".arrow", ".arrows", ".feather", ".ipc")

    def read_chunks(
        self,
        stream: BinaryIO,
        compression: str,  # noqa: ARG002
        fields: Fields,
        start: Position = None,
        limits: Limits = Limits(),  # noqa: ARG002, B008 - a batch is as large as its writer chose
    ) -> Iterator[Chunk]:
        """Read the rows of a file, each batch in parts."""
        import pyarrow as pa

        begin, row = start or (0, 0)
        first = 1
        number = -1
        is_file = _is_file(stream)
        try:
            schema, batches = _open(stream, is_file=is_file)
            tables.check_schema(schema, fields)
            for number, batch in enumerate(batches):
                tables.validate(batch)
                if number < begin:
                    first += batch.num_rows
                    continue
                for chunk in _slice(batch, number, first, row if number == begin else 0):
                    yield chunk._replace(passed=bytes_read(stream))
                first += batch.num_rows
            if first == 1 and start is None:
                empty = tables.send(tables.empty_batch(schema), 0)
                yield Chunk(empty, 1, 1, [number + 1, 0], bytes_read(stream))
        except (pa.ArrowException, OSError, EOFError) as error:
            # The batches of a stream are sound, as far as it came.
            cut = not is_file and number >= 0
            raise BadFileError(
                f"is damaged, cut, or not Arrow data: {tables.first_line(error)}", sound=cut
            ) from None

    def assembly(self, compression: str) -> Assembly:  # noqa: ARG002
        """The way from rows to a file."""
        return _assemble


def _is_file(stream: BinaryIO) -> bool:
    """Tell whether this is a file; else it is a stream."""
    magic = stream.read(len(_FILE))
    stream.seek(0)
    if magic.startswith(_FEATHER_1):
        raise BadFileError(
            "is Feather of version 1, which nobody writes any more; write it again as version 2"
        )
    return magic == _FILE


def _open(stream: BinaryIO, *, is_file: bool) -> tuple[Any, Iterator[Any]]:
    import pyarrow as pa

    if not is_file:
        reader = pa.ipc.open_stream(stream)
        return reader.schema, iter(reader)
    file = pa.ipc.open_file(stream)
    return file.schema, (file.get_batch(place) for place in range(file.num_record_batches))


def _slice(batch: Any, number: int, first: int, begin: int) -> Iterator[Chunk]:  # noqa: ANN401 - pyarrow has no types
    """Cut a batch into chunks, at places that only the batch decides."""
    count = batch.num_rows
    at_a_time = max(1, CHUNK * count // max(1, batch.nbytes))
    for start in range(begin, count, at_a_time):
        end = min(count, start + at_a_time)
        position = [number, end] if end < count else [number + 1, 0]
        data = tables.send(batch.slice(start, end - start), number)
        yield Chunk(data, first + start, first + end, position, 0)


def _assemble(pieces: Iterable[bytes], like: BinaryIO, out: BinaryIO) -> None:
    """Write a file with the batches of another, compressed as that one is."""
    import pyarrow as pa

    is_file = _is_file(like)
    options = pa.ipc.IpcWriteOptions(
        compression=_find_codec(like, is_file=is_file), emit_dictionary_deltas=is_file
    )
    begin = pa.ipc.new_file if is_file else pa.ipc.new_stream
    writer = None
    grown: dict[str, Any] = {}
    try:
        for table in tables.gather_groups(pieces):
            if writer is None:
                writer = begin(out, table.schema, options=options)
            for batch in table.combine_chunks().to_batches():
                writer.write_batch(_extend_dictionaries(batch, grown) if is_file else batch)
    finally:
        if writer is not None:
            writer.close()


def _extend_dictionaries(batch: Any, grown: dict[str, Any]) -> Any:  # noqa: ANN401
    """Extend the dictionaries that were written before by those of a batch: a file cannot replace them."""
    import pyarrow as pa

    columns = list(batch.columns)
    for place, field in enumerate(batch.schema):
        if not pa.types.is_dictionary(field.type):
            continue
        column = columns[place]
        before = grown.get(field.name)
        if before is None or column.dictionary.equals(before):
            grown[field.name] = column.dictionary
            continue
        import pyarrow.compute as pc

        new = column.dictionary.filter(pc.invert(pc.is_in(column.dictionary, before)))
        values = pa.concat_arrays([before, new]) if len(new) else before
        indices = pc.index_in(column.dictionary, values).take(column.indices).cast(field.type.index_type)
        columns[place] = pa.DictionaryArray.from_arrays(indices, values, ordered=field.type.ordered)
        grown[field.name] = values
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def _find_codec(like: BinaryIO, *, is_file: bool) -> str | None:
    """Find the codec of the first batch of a file, which only the message itself says.

    A message is a FlatBuffer (the schema is `Message.fbs` in the format's
    description): a table begins with the way back to a list of places, which
    gives the place of each of its fields.
    """
    import pyarrow as pa

    like.seek(len(_FILE) if is_file else 0)
    try:
        messages = pa.ipc.MessageReader.open_stream(like)
        message = messages.read_next_message()
        while message.type != "record batch":
            message = messages.read_next_message()
    except (StopIteration, EOFError, pa.ArrowInvalid):  # it has none
        return None
    data = message.metadata.to_pybytes()
    header = _find_field(data, int.from_bytes(data[:4], "little"), 2)
    compression = _find_field(data, _follow(data, header), 3) if header else 0
    if not compression:
        return None
    codec = _find_field(data, _follow(data, compression), 0)
    return _CODECS[data[codec] if codec else 0]


def _find_field(data: bytes, table: int, number: int) -> int:
    """The place of a field in a table; 0 if it has its default."""
    places = table - int.from_bytes(data[table : table + 4], "little", signed=True)
    size = int.from_bytes(data[places : places + 2], "little")
    place = 4 + 2 * number
    if place >= size:
        return 0
    offset = int.from_bytes(data[places + place : places + place + 2], "little")
    return table + offset if offset else 0


def _follow(data: bytes, place: int) -> int:
    return place + int.from_bytes(data[place : place + 4], "little")
