"""JSON lines: an object a line is a document.

A record is not parsed and dumped again. The text is replaced in its place
in the line and new fields are put behind the last one, so all other fields
keep their order, their types and their very digits.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from json import dumps
from typing import Any, BinaryIO

from seedclean.document import Document
from seedclean.formats import compression as compressions
from seedclean.formats.base import (
    ASK,
    CHUNK,
    BadFileError,
    BadRecordError,
    Chunk,
    Facts,
    Fields,
    Limits,
    Position,
    Record,
    Written,
    bytes_read,
    encode_text,
    host_of,
    split_header,
)
from seedclean.formats.format import Format
from seedclean.formats.json_object import Line, kind_of, parse_line, quote


class JsonLines(Format):
    """JSON lines, in UTF-8."""

    suffixes = (".jsonl", ".ndjson")
    gaps = True  # records are numbered by their lines, and blank lines are not written

    def read_chunks(
        self,
        stream: BinaryIO,
        compression: str,
        fields: Fields,  # noqa: ARG002
        start: Position = None,
        limits: Limits = Limits(),  # noqa: B008 - a tuple
    ) -> Iterator[Chunk]:
        """Read whole lines. A line that is longer than a chunk is a chunk by itself.

        A line that is too large for the memory is left out, and the end of the
        file says so: what follows it is read all the same.
        """
        offset, first, *larger = start or (0, 1)
        parts: list[bytes] = []
        size = 0
        skipping = False

        def chunk(data: bytes) -> Chunk:
            nonlocal offset, first, parts, size
            number = first
            offset += len(data)
            first += data.count(b"\n")
            parts, size = [], 0
            position = [offset, first, *larger]
            return Chunk(data, number, max(first, number + 1), position, bytes_read(stream))

        try:
            for block in compressions.read_blocks(stream, compression, offset, limits):
                rest = block
                if skipping:
                    skipped, rest, skipping = _skip_line(block)
                    offset, first = offset + skipped, first + (not skipping)
                # A chunk ends with the first line that ends behind CHUNK bytes, wherever the blocks end.
                while (cut := rest.find(b"\n", max(0, CHUNK - 1 - size)) + 1) > 0:
                    yield chunk(b"".join([*parts, rest[:cut]]))
                    rest = rest[cut:]
                parts.append(rest)
                size += len(rest)
                if size - CHUNK > limits.record:
                    data = b"".join(parts)
                    cut = data.rfind(b"\n") + 1
                    if cut:
                        yield chunk(data[:cut])
                    parts, size, skipping = [], 0, True
                    offset += len(data) - cut
                    larger = larger or [first]
        except BadFileError as error:
            data = b"".join(parts)
            lines = data[: data.rfind(b"\n") + 1]
            if error.sound:
                yield chunk(lines)
            raise
        if size or (start is None and not offset):
            yield chunk(b"".join(parts))
        if larger:
            raise compressions.TooLargeError(larger[0], limits)

    def split(self, data: bytes, first: int, fields: Fields) -> Iterator[tuple[int, bytes]]:  # noqa: ARG002
        r"""Split a chunk into lines, with their numbers. Blank lines are left out.

        >>> list(JsonLines().split(b'{"text": "a"}\n\n{"text": "b"}', 1, Fields()))
        [(1, b'{"text": "a"}'), (3, b'{"text": "b"}')]
        """
        if first == 1:
            data = data.removeprefix(codecs.BOM_UTF8)
        for number, line in enumerate(data.split(b"\n"), start=first):
            if line and not line.isspace():
                yield number, line

    def parse(self, raw: bytes, name: str, fields: Fields) -> Record:
        """Parse a line.

        Args:
            raw: The line, without its line end.
            name: The name of a document without an id.
            fields: The names of its fields.

        Raises:
            BadRecordError: The line is not a JSON object with a text.

        >>> line = b'{"url": "https://example.org/a", "text": "Hello"}'
        >>> JsonLines().parse(line, "pages:1", Fields()).document[:3]
        ('Hello', 'pages:1', 'example.org')
        """
        line = parse_line(raw)
        text = _text(line, fields)
        return Record(Document(text, _id(line, fields) or name, _site(line, fields)), "utf-8", line)

    def write(self, record: Record, text: str, fields: Fields, facts: Facts) -> Written:
        """Put the cleaned text in its place and new fields behind the last one."""
        line: Line = record.state
        original = record.document.text
        header, text, added = split_header(line.fields, text, facts)
        literal = line.literal(fields.text)
        # Where the text was written in ASCII though it is not ASCII, it is written so again.
        escaped = literal.isascii() and not original.isascii()
        data = literal.encode() if text == original else _quote(text, escaped=escaped)
        colon, comma = (":", ",") if line.tight else (": ", ", ")
        new = "".join(f"{comma}{dumps(name)}{colon}{dumps(value)}" for name, value in added.items())
        _, start, end = line.fields[fields.text]
        before, after = line.line[:start], line.line[end : line.end] + new + line.line[line.end :]
        kept = {"header": header, "added": list(added), "escaped": escaped}
        whole = b"".join([before.encode(), data, after.encode(), b"\n"])
        return Written(whole, text, {key: value for key, value in kept.items() if value})

    def read_text(self, raw: bytes, fields: Fields) -> str:
        """Read the text of a record that `write` wrote.

        Raises:
            BadRecordError: Somebody has written something else since.
        """
        return _text(parse_line(raw), fields)

    def restore(self, raw: bytes, text: str, fields: Fields, kept: dict[str, Any]) -> bytes:
        """Make the original line from the cleaned line, the original text and what `write` kept."""
        line = parse_line(raw)
        pieces = []
        position = end = 0
        for name, field in line.fields.items():
            if name == fields.text and field.value != text:
                pieces += [
                    line.line[position : field.start],
                    _quote(text, escaped="escaped" in kept).decode(),
                ]
                position = field.end
            elif name in kept.get("added", ()):
                pieces.append(line.line[position:end])
                position = field.end
            end = field.end
        return f"{''.join(pieces)}{line.line[position:]}\n".encode()

    def replay(self, data: bytes) -> bytes:
        """End a line from the quarantine."""
        return data + b"\n"


def _skip_line(block: bytes) -> tuple[int, bytes, bool]:
    """Skip the rest of a line: the bytes that it has here, what follows, and whether it goes on."""
    cut = block.find(b"\n") + 1
    return (cut, block[cut:], False) if cut else (len(block), b"", True)


def _text(line: Line, fields: Fields) -> str:
    name = fields.text
    if name not in line.fields:
        has = ", ".join(map(repr, line.fields)) if line.fields else "none at all"
        raise BadRecordError(f"has no field {name!r}; its fields: {has:.200}; {ASK}")
    text = line.string(name)
    if text is None:
        raise BadRecordError(f"has {kind_of(line.literal(name))} in its field {name!r}, not a string")
    if line.has_escapes(name):
        encode_text(text, f"its field {name!r}")
    return text


def _quote(text: str, *, escaped: bool) -> bytes:
    if escaped:
        encode_text(text, "the cleaned text")
        return dumps(text).encode()
    try:
        return quote(text)
    except UnicodeEncodeError:
        return encode_text(text, "the cleaned text")


def _id(line: Line, fields: Fields) -> str | None:
    id_ = line.fields[fields.id].value if fields.id in line.fields else None
    return id_ if isinstance(id_, str) else None  # numbers are read as strings


def _site(line: Line, fields: Fields) -> str | None:
    site = line.string(fields.site)
    return site or host_of(line.string("url") or "")
