"""JSON lines: an object a line is a document.

A record is not parsed and dumped again. The text is replaced where it stands
in the line and new fields are put behind the last one, so all other fields
keep their order, their types and their very digits.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from json import dumps
from typing import Any, BinaryIO

from seedclean.document import Document
from seedclean.formats import compression
from seedclean.formats.jsonline import Line, kind, parsed, quoted
from seedclean.formats.record import (
    ASK,
    CHUNK,
    BadFileError,
    BadRecordError,
    Chunk,
    Facts,
    Fields,
    Position,
    Record,
    Written,
    as_it_stands,
    encoded,
    host,
    joined,
    passed,
    without_header,
)

SUFFIXES: tuple[str, ...] = (".jsonl", ".ndjson")
PACKINGS: tuple[str, ...] = compression.PACKINGS
MANY: bool = True
GAPS: bool = True  # records are numbered by their lines, and blank lines do not come out

packed = compression.packed
assembly = compression.assembly
pieces = joined
aside = as_it_stands


def check() -> None:
    """Nothing is needed."""


def chunks(stream: BinaryIO, packing: str, fields: Fields, start: Position = None) -> Iterator[Chunk]:  # noqa: ARG001
    """Whole lines of a file.

    A line that is longer than a chunk is a chunk by itself.
    """
    offset, first = start or (0, 1)
    parts: list[bytes] = []
    size = 0

    def chunk(data: bytes) -> Chunk:
        nonlocal offset, first, parts, size
        number = first
        offset += len(data)
        first += data.count(b"\n")
        parts, size = [], 0
        return Chunk(data, number, max(first, number + 1), [offset, first], passed(stream))

    try:
        for block in compression.blocks(stream, packing, offset):
            rest = block
            # A chunk ends with the first line that ends behind so many bytes, wherever the blocks end.
            while (cut := rest.find(b"\n", max(0, CHUNK - 1 - size)) + 1) > 0:
                yield chunk(b"".join([*parts, rest[:cut]]))
                rest = rest[cut:]
            parts.append(rest)
            size += len(rest)
    except BadFileError as error:
        data = b"".join(parts)
        lines = data[: data.rfind(b"\n") + 1]
        if error.sound:
            yield chunk(lines)
        raise
    if size or (start is None and not offset):
        yield chunk(b"".join(parts))


def records(data: bytes, first: int, fields: Fields) -> Iterator[tuple[int, bytes]]:  # noqa: ARG001
    r"""The lines of a chunk, unread, with their numbers. Blank lines are left out.

    >>> list(records(b'{"text": "a"}\n\n{"text": "b"}', 1, Fields()))
    [(1, b'{"text": "a"}'), (3, b'{"text": "b"}')]
    """
    if first == 1:
        data = data.removeprefix(codecs.BOM_UTF8)
    for number, line in enumerate(data.split(b"\n"), start=first):
        if line and not line.isspace():
            yield number, line


def read(data: bytes, name: str, fields: Fields) -> Record:
    """Read a line.

    Args:
        data: The line, without its line end.
        name: What to call the document if it has no id.
        fields: The names of its fields.

    Raises:
        BadRecordError: The line is no JSON object, or one without a text.

    >>> read(b'{"url": "https://example.org/a", "text": "Hello"}', "pages:1", Fields()).document[:3]
    ('Hello', 'pages:1', 'example.org')
    """
    line = parsed(data)
    text = _text(line, fields)
    return Record(Document(text, _id(line, fields) or name, _site(line, fields)), "utf-8", line)


def write(record: Record, text: str, fields: Fields, facts: Facts) -> Written:
    """Put the cleaned text in its place and new fields behind the last one."""
    line: Line = record.state
    original = record.document.text
    header, text, added = without_header(line.fields, text, facts)
    literal = line.literal(fields.text)
    # Where the text was written in ASCII though it is not, it is written so again.
    escaped = literal.isascii() and not original.isascii()
    data = literal.encode() if text == original else _quoted(text, escaped=escaped)
    colon, comma = (":", ",") if line.tight else (": ", ", ")
    new = "".join(f"{comma}{dumps(name)}{colon}{dumps(value)}" for name, value in added.items())
    _, start, end = line.fields[fields.text]
    before, after = line.line[:start], line.line[end : line.end] + new + line.line[line.end :]
    kept = {"header": header, "added": list(added), "escaped": escaped}
    whole = b"".join([before.encode(), data, after.encode(), b"\n"])
    return Written(whole, text, {key: value for key, value in kept.items() if value})


def again(data: bytes) -> bytes:
    """A line from the quarantine as a piece of a file."""
    return data + b"\n"


def reread(data: bytes, fields: Fields) -> str:
    """The text of a record that `write` wrote, as it stands there.

    Raises:
        BadRecordError: Somebody has written something else since.
    """
    return _text(parsed(data), fields)


def restore(data: bytes, text: str, fields: Fields, kept: dict[str, Any]) -> bytes:
    """The line that `read` once got, from the cleaned line, the original text and what `write` kept."""
    line = parsed(data)
    pieces = []
    position = end = 0
    for name, field in line.fields.items():
        if name == fields.text and field.value != text:
            pieces += [line.line[position : field.start], _quoted(text, escaped="escaped" in kept).decode()]
            position = field.end
        elif name in kept.get("added", ()):
            pieces.append(line.line[position:end])
            position = field.end
        end = field.end
    return f"{''.join(pieces)}{line.line[position:]}\n".encode()


def _text(line: Line, fields: Fields) -> str:
    name = fields.text
    if name not in line.fields:
        has = ", ".join(map(repr, line.fields)) if line.fields else "none at all"
        raise BadRecordError(f"has no field {name!r}; its fields: {has:.200}; {ASK}")
    text = line.string(name)
    if text is None:
        raise BadRecordError(f"has {kind(line.literal(name))} in its field {name!r}, not a string")
    if line.has_escapes(name):
        encoded(text, f"its field {name!r}")
    return text


def _quoted(text: str, *, escaped: bool) -> bytes:
    if escaped:
        encoded(text, "the cleaned text")
        return dumps(text).encode()
    try:
        return quoted(text)
    except UnicodeEncodeError:
        return encoded(text, "the cleaned text")


def _id(line: Line, fields: Fields) -> str | None:
    id_ = line.fields[fields.id].value if fields.id in line.fields else None
    return id_ if isinstance(id_, str) else None  # numbers are read as strings


def _site(line: Line, fields: Fields) -> str | None:
    site = line.string(fields.site)
    return site or host(line.string("url") or "")
