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
from seedclean.formats.jsonline import Line, kind, parsed
from seedclean.formats.record import BadRecordError, Facts, Fields, Record, Written, encoded

SUFFIXES: tuple[str, ...] = (".jsonl", ".ndjson")
MANY: bool = True


def split(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    r"""The records of a file, unread, with the line that each stands on. Blank lines are left out.

    >>> import io
    >>> list(split(io.BytesIO(b'{"text": "a"}\n\n{"text": "b"}')))
    [(1, b'{"text": "a"}'), (3, b'{"text": "b"}')]
    """
    for number, line in enumerate(stream, start=1):
        record = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if not record.isspace() and record:
            yield number, record.removesuffix(b"\n")


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
    """Put the cleaned text in its place and new fields behind the last one.

    A field that the record has already is left alone. Where the date becomes
    a field, its header leaves the text; where the record has a date of its
    own, the header stays.
    """
    line: Line = record.state
    original = record.document.text
    added = {name: value for name, value in facts.fields.items() if name not in line.fields}
    header = facts.header if "date" in added else ""
    text = text[len(header) :]
    encoded(text, "the cleaned text")
    literal = line.literal(fields.text)
    escaped = literal.isascii() and not original.isascii()
    if text != original:
        literal = dumps(text, ensure_ascii=escaped)
    colon, comma = (":", ",") if line.tight else (": ", ", ")
    new = "".join(f"{comma}{dumps(name)}{colon}{dumps(value)}" for name, value in added.items())
    _, start, end = line.fields[fields.text]
    whole = line.line[:start] + literal + line.line[end : line.end] + new + line.line[line.end :]
    kept = {"header": header, "added": list(added), "escaped": escaped}
    return Written(f"{whole}\n".encode(), text, {key: value for key, value in kept.items() if value})


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
            pieces += [line.line[position : field.start], dumps(text, ensure_ascii="escaped" in kept)]
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
        raise BadRecordError(f"has no field {name!r}; its fields: {has:.200}")
    text = line.string(name)
    if text is None:
        raise BadRecordError(f"has {kind(line.literal(name))} in its field {name!r}, not a string")
    encoded(text, f"its field {name!r}")
    return text


def _id(line: Line, fields: Fields) -> str | None:
    id_ = line.fields[fields.id].value if fields.id in line.fields else None
    return id_ if isinstance(id_, str) else None  # numbers are read as strings


def _site(line: Line, fields: Fields) -> str | None:
    site = line.string(fields.site)
    return site or _host(line.string("url") or "")


def _host(url: str) -> str | None:
    """The host of a URL, or of what stands in its place.

    >>> _host("https://News.Example.org:8080/a?b")
    'news.example.org'
    """
    from urllib.parse import urlsplit

    try:
        return urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:  # `http://[half an address`
        return None
