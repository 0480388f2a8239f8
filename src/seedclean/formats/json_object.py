"""A line that holds a JSON object, read so that parts of it can be replaced and the rest stays as it is."""

from __future__ import annotations

import json
from json import JSONDecodeError, JSONDecoder
from typing import Any, NamedTuple

from seedclean.formats.base import BadRecordError, describe_decode_error
from seedclean.patterns import Pattern

# Nobody calculates here, and Python refuses to read numbers of many thousand digits.
_DECODER = JSONDecoder(parse_int=str, parse_float=str)
_COMMON = bytes({*range(256)} - {*range(32)} | {*b"\t\n\r"})  # all but rare control characters
_BLANKS = Pattern(r"[ \t\r\n]+")
_KINDS = {"{": "an object", "[": "a list", "t": "true", "f": "false", "n": "null", "N": "NaN"}


class Field(NamedTuple):
    """A value of an object, with its place in the line."""

    value: Any
    start: int
    end: int


class Line(NamedTuple):
    """An object and the places of its fields.

    Attributes:
        line: The line.
        fields: The fields, in order.
        end: The place behind the last value.
        tight: Whether no blank follows the colons.
    """

    line: str
    fields: dict[str, Field]
    end: int
    tight: bool

    def literal(self, name: str) -> str:
        """The text of a value in the line."""
        field = self.fields[name]
        return self.line[field.start : field.end]

    def string(self, name: str) -> str | None:
        """The value of a field if it is a string."""
        field = self.fields.get(name)
        return str(field.value) if field is not None and self.line.startswith('"', field.start) else None

    def has_escapes(self, name: str) -> bool:
        r"""Tell whether a value may be written with `\u` escapes, some of which are half a character."""
        _, start, end = self.fields[name]
        return self.line.find("\\u", start, end) >= 0


def parse_line(data: bytes) -> Line:
    """Read a line.

    Raises:
        BadRecordError: It is not a JSON object, or two of its fields have one name.

    >>> parse_line(b'{"id": 7, "text": "Hello"}').fields["text"]
    Field(value='Hello', start=18, end=25)
    """
    try:
        line = data.decode()
    except UnicodeDecodeError as error:
        raise BadRecordError(describe_decode_error(error)) from None
    try:
        return _walk(line)
    except JSONDecodeError as error:
        raise BadRecordError(f"is not JSON: {error.msg}, at character {error.pos}") from None
    except RecursionError:
        raise BadRecordError("is JSON nested too deeply to read") from None


def quote(text: str) -> bytes:
    r"""Quote a text for JSON, in UTF-8: what `json.dumps` gives, in less than half the time.

    Raises:
        UnicodeEncodeError: It holds half of a surrogate pair.

    >>> quote('She said "a\\b".\n')
    b'"She said \\"a\\\\b\\".\\n"'
    """
    data = text.encode()
    if data.translate(None, _COMMON):
        return json.dumps(text, ensure_ascii=False).encode()
    data = data.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"' + data.replace(b"\r", b"\\r").replace(b"\t", b"\\t") + b'"'


def kind_of(literal: str) -> str:
    """Name the kind of a value, for messages.

    >>> kind_of("null"), kind_of("3.14")
    ('null', 'a number')
    """
    return _KINDS.get(literal[0], "a number")


def _walk(line: str) -> Line:
    place = _skip_blanks(line, 0)
    if not line.startswith("{", place):
        _DECODER.raw_decode(line, place)  # no JSON at all is another reason, and it knows which
        raise BadRecordError(f"is not a JSON object, but begins {line[place : place + 20]!r}")
    fields: dict[str, Field] = {}
    end = place + 1
    tight = False
    place = _skip_blanks(line, end)
    while fields or not line.startswith("}", place):
        if not line.startswith('"', place):
            raise JSONDecodeError("Expecting a name in double quotes", line, place)
        name, place = _DECODER.raw_decode(line, place)
        colon = _skip_blanks(line, place)
        if not line.startswith(":", colon):
            raise JSONDecodeError("Expecting ':'", line, colon)
        if name in fields:
            raise BadRecordError(f"has two fields {name!r}")
        start = _skip_blanks(line, colon + 1)
        tight = start == colon + 1
        value, end = _DECODER.raw_decode(line, start)
        fields[name] = Field(value, start, end)
        place = _skip_blanks(line, end)
        if line.startswith("}", place):
            break
        if not line.startswith(",", place):
            raise JSONDecodeError("Expecting ',' or '}'", line, place)
        place = _skip_blanks(line, place + 1)
    rest = _skip_blanks(line, place + 1)
    if rest < len(line):
        raise JSONDecodeError("Something follows the object", line, rest)
    return Line(line, fields, end, tight)


def _skip_blanks(line: str, place: int) -> int:
    found = _BLANKS.match(line, place)
    return found.end() if found else place
