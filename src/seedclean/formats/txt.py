"""Plain text: a file is a document."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, NamedTuple

from seedclean.document import Document
from seedclean.formats import compression as compressions
from seedclean.formats.base import (
    BadRecordError,
    Chunk,
    Facts,
    FieldError,
    Fields,
    Limits,
    Position,
    Record,
    Written,
    bytes_read,
    describe_decode_error,
    encode_text,
)
from seedclean.formats.format import Format
from seedclean.patterns import Pattern

MOST_CONTROLS = 0.05
"""A file with a larger share of control characters is not text."""

_FEWEST_CONTROLS = 8  # in a very short text two or three stray ones say nothing
_CONTROLS = Pattern(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

# Windows-1252 as the web means it: the five bytes that it leaves undefined
# become the control characters of that number, so that every file can be
# read, and written again byte for byte.
_WINDOWS_1252 = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))


class _Encoding(NamedTuple):
    name: str
    mark: bytes


class PlainText(Format):
    """Text files, in UTF-8, UTF-16 with a mark, or Windows-1252."""

    suffixes = (".txt", ".text")
    many = False
    has_fields = False

    def read_chunks(
        self,
        stream: BinaryIO,
        compression: str,
        fields: Fields,  # noqa: ARG002
        start: Position = None,
        limits: Limits = Limits(),  # noqa: B008 - a tuple
    ) -> Iterator[Chunk]:
        """Read the whole file."""
        if start is not None:
            return
        blocks = []
        size = 0
        for block in compressions.read_blocks(stream, compression, limits=limits):
            size += len(block)
            compressions.check_record_size(size, 1, limits)
            blocks.append(block)
        yield Chunk(b"".join(blocks), 1, 2, 2, bytes_read(stream))

    def split(self, data: bytes, first: int, fields: Fields) -> Iterator[tuple[int, bytes]]:  # noqa: ARG002
        """Yield the one record of a file."""
        yield first, data

    def parse(self, raw: bytes, name: str, fields: Fields) -> Record:  # noqa: ARG002 - a text has no fields
        r"""Decode a text: as UTF-8, as UTF-16 if a mark says so, else as Windows-1252.

        Line ends stay as they are.

        Args:
            raw: The whole file.
            name: The name of the file in the corpus, which becomes the id.
            fields: Ignored.

        Raises:
            BadRecordError: The file holds something other than text.

        >>> PlainText().parse(b"\xef\xbb\xbfCaf\xc3\xa9\r\n", "menu.txt", Fields()).document.text
        'Café\r\n'
        >>> PlainText().parse(b"Caf\xe9", "menu.txt", Fields()).encoding
        'windows-1252'
        """
        text, encoding = _decode(raw)
        if "\0" in text:
            raise BadRecordError(f"is not text: it holds a NUL byte (character {text.index(chr(0))})")
        controls = len(_CONTROLS.findall(text))
        if controls > max(_FEWEST_CONTROLS, MOST_CONTROLS * len(text)):
            raise BadRecordError(
                f"is not text: {controls} of its {len(text)} characters are control characters"
            )
        shown = "utf-8-sig" if encoding.name == "utf-8" and encoding.mark else encoding.name
        return Record(Document(text, name, folder_of(name)), shown, encoding)

    def check_figures(self, names: Iterable[str]) -> None:
        """Raise `FieldError` if figures are wanted: a text has no fields."""
        for name in names:
            raise FieldError(
                f"a text file has no field for {name!r}; give JSON lines or a table, or leave the option out"
            )

    def write(self, record: Record, text: str, fields: Fields, facts: Facts) -> Written:  # noqa: ARG002
        """Encode a cleaned text as UTF-8, without a mark; the date header stays its first line."""
        name, mark = record.state
        kept = {}
        if name != "utf-8":
            kept["encoding"] = name
        if mark:
            kept["mark"] = mark.hex()
        return Written(encode_text(text, "the cleaned text"), text, kept)

    def read_text(self, raw: bytes, fields: Fields) -> str:  # noqa: ARG002
        """Decode a record that `write` wrote.

        Raises:
            BadRecordError: Somebody has written something else since.
        """
        try:
            return raw.decode()
        except UnicodeDecodeError as error:
            raise BadRecordError(describe_decode_error(error)) from None

    def restore(self, raw: bytes, text: str, fields: Fields, kept: dict[str, Any]) -> bytes:  # noqa: ARG002
        """Encode the original text as it was."""
        name = kept.get("encoding", "utf-8")
        mark = bytes.fromhex(kept.get("mark", ""))
        if name == "windows-1252":
            return mark + codecs.charmap_encode(text, "strict", codecs.charmap_build(_WINDOWS_1252))[0]
        if name != "utf-8" and name not in _UTF_16.values():
            raise ValueError(f"encoding {name!r:.40} is none that a text is read in")
        return mark + text.encode(name)


def folder_of(name: str) -> str:
    """The folder of a text file, which serves as its site; it ends in `/`, as no host does.

    >>> folder_of("harbour/2024/ferry.txt"), folder_of("ferry.txt")
    ('harbour/2024/', './')
    """
    return f"{name.rpartition('/')[0] or '.'}/"


def _decode(data: bytes) -> tuple[str, _Encoding]:
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        return data[len(mark) :].decode(), _Encoding("utf-8", mark)
    except UnicodeDecodeError as error:
        if mark:
            raise BadRecordError(f"has the mark of UTF-8, but {describe_decode_error(error)}") from None
    mark = data[:2]
    if mark not in _UTF_16:
        text = codecs.charmap_decode(data, "strict", _WINDOWS_1252)[0]
        return text, _Encoding("windows-1252", b"")
    name = _UTF_16[mark]
    try:
        return data[2:].decode(name), _Encoding(name, mark)
    except UnicodeDecodeError as error:
        raise BadRecordError(
            f"has the mark of UTF-16, but is not: {error.reason} at byte {error.start + 2}"
        ) from None
