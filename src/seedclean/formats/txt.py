"""Plain text: a file is a document."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from seedclean.document import Document
from seedclean.formats import compression
from seedclean.formats.record import (
    BadRecordError,
    Chunk,
    Facts,
    Fields,
    Position,
    Record,
    Written,
    as_it_stands,
    encoded,
    joined,
    no_utf_8,
    passed,
)
from seedclean.patterns import Pattern

SUFFIXES: tuple[str, ...] = (".txt", ".text")
PACKINGS: tuple[str, ...] = compression.PACKINGS
MANY: bool = False
GAPS: bool = False

packed = compression.packed
assembly = compression.assembly
pieces = joined
aside = as_it_stands
again = as_it_stands

MOST_CONTROLS = 0.05
"""A file with a larger share of control characters is no text."""

_FEWEST_CONTROLS = 8  # in a very short text two or three stray ones say nothing
_CONTROLS = Pattern(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

# Windows-1252 as the web means it: the five bytes that it leaves undefined
# stand for the control characters of that number, so that every file can be
# read, and written again byte for byte.
_WINDOWS_1252 = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))


class _Encoding(NamedTuple):
    name: str
    mark: bytes


def check() -> None:
    """Nothing is needed."""


def chunks(stream: BinaryIO, packing: str, fields: Fields, start: Position = None) -> Iterator[Chunk]:  # noqa: ARG001
    """The whole file."""
    if start is None:
        data = b"".join(compression.blocks(stream, packing))
        yield Chunk(data, 1, 2, 2, passed(stream))


def records(data: bytes, first: int, fields: Fields) -> Iterator[tuple[int, bytes]]:  # noqa: ARG001
    """The one record of a file."""
    yield first, data


def read(data: bytes, name: str, fields: Fields) -> Record:  # noqa: ARG001 - a text has no fields
    r"""Decode a text: as UTF-8, as UTF-16 if a mark says so, else as Windows-1252.

    Line ends stay as they are.

    Args:
        data: The whole file.
        name: What the corpus calls the file, which becomes the id.
        fields: Not looked at.

    Raises:
        BadRecordError: The file holds something else than text.

    >>> read(b"\xef\xbb\xbfCaf\xc3\xa9\r\n", "menu.txt", Fields()).document.text
    'Café\r\n'
    >>> read(b"Caf\xe9", "menu.txt", Fields()).encoding
    'windows-1252'
    """
    text, encoding = _decoded(data)
    if "\0" in text:
        raise BadRecordError(f"is no text: it holds a NUL byte (character {text.index(chr(0))})")
    controls = len(_CONTROLS.findall(text))
    if controls > max(_FEWEST_CONTROLS, MOST_CONTROLS * len(text)):
        raise BadRecordError(f"is no text: {controls} of its {len(text)} characters are control characters")
    shown = "utf-8-sig" if encoding.name == "utf-8" and encoding.mark else encoding.name
    return Record(Document(text, name, folder_of(name)), shown, encoding)


def write(record: Record, text: str, fields: Fields, facts: Facts) -> Written:  # noqa: ARG001
    """Encode a cleaned text as UTF-8, without a mark; the date header stays its first line."""
    name, mark = record.state
    kept = {}
    if name != "utf-8":
        kept["encoding"] = name
    if mark:
        kept["mark"] = mark.hex()
    return Written(encoded(text, "the cleaned text"), text, kept)


def reread(data: bytes, fields: Fields) -> str:  # noqa: ARG001
    """The text of a record that `write` wrote.

    Raises:
        BadRecordError: Somebody has written something else since.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise BadRecordError(no_utf_8(error)) from None


def restore(data: bytes, text: str, fields: Fields, kept: dict[str, Any]) -> bytes:  # noqa: ARG001
    """The bytes that `read` once got, from the original text and what `write` kept."""
    name = kept.get("encoding", "utf-8")
    mark = bytes.fromhex(kept.get("mark", ""))
    if name == "windows-1252":
        return mark + codecs.charmap_encode(text, "strict", codecs.charmap_build(_WINDOWS_1252))[0]
    return mark + text.encode(name)


def folder_of(name: str) -> str:
    """The folder of a text file, which stands for its site; it ends in `/`, as no host does.

    >>> folder_of("harbour/2024/ferry.txt"), folder_of("ferry.txt")
    ('harbour/2024/', './')
    """
    return f"{name.rpartition('/')[0] or '.'}/"


def _decoded(data: bytes) -> tuple[str, _Encoding]:
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        return data[len(mark) :].decode(), _Encoding("utf-8", mark)
    except UnicodeDecodeError as error:
        if mark:
            raise BadRecordError(f"has the mark of UTF-8, but {no_utf_8(error)}") from None
    mark = data[:2]
    if mark not in _UTF_16:
        text = codecs.charmap_decode(data, "strict", _WINDOWS_1252)[0]
        return text, _Encoding("windows-1252", b"")
    name = _UTF_16[mark]
    try:
        return data[2:].decode(name), _Encoding(name, mark)
    except UnicodeDecodeError as error:
        raise BadRecordError(
            f"has the mark of UTF-16, but is none: {error.reason} at byte {error.start + 2}"
        ) from None
