"""The types that all formats share: chunks, records, the names of their fields, errors."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO, NamedTuple

from seedclean.document import Document

CHUNK = 1 << 19
"""A chunk ends with the record that fills it up to this many bytes."""

ASK = "say which one holds the text: --text-field, in Python text_field"
"""The advice for a record without a text under the expected name."""

Raw = Any
"""An unparsed record, as its format takes it out of a chunk."""

Position = Any
"""The place where reading resumes, as JSON values."""

Value = str | float | None
"""The value of a field that a record gets."""

Assembly = Callable[[Iterable[bytes], BinaryIO, BinaryIO], None]
"""Writes a file from its pieces: takes them, the original file as a model, and the output stream."""


class Fields(NamedTuple):
    """The names of the fields that have a meaning here.

    Attributes:
        text: Holds the text. A record without it is bad.
        id: Holds the name of the document, if there is one.
        site: Holds the site; where it is missing, the host of `url` is taken.
    """

    text: str = "text"
    id: str = "id"
    site: str = "site"


class Limits(NamedTuple):
    """The bounds of what is read into memory.

    Attributes:
        record: The most bytes of a record.
        ratio: The most bytes that come out of one compressed byte, in files that unpack to more than 64 MB.
    """

    record: int = 100_000_000
    ratio: int = 1_000


class Chunk(NamedTuple):
    """Some whole records of a file, unparsed: the unit of work of a process.

    The end of a chunk depends on the file alone, so that the output is the
    same for any number of processes and wherever a run was stopped.

    Attributes:
        data: The records, as their format encodes them.
        first: The number of the first one, from 1; in JSON lines that of its line.
        following: The number of the record behind the last one.
        position: Where reading resumes behind the chunk, as JSON values for `read_chunks`.
        passed: The bytes of the file that are read by then.
    """

    data: bytes
    first: int
    following: int
    position: Position
    passed: int


class Record(NamedTuple):
    """A parsed record.

    Attributes:
        document: The text and what the record says about it.
        encoding: The encoding of the text in the file.
        state: The format's own data for writing the record again.
    """

    document: Document
    encoding: str
    state: Any


class Facts(NamedTuple):
    """The findings about a document that may become fields of its record.

    Attributes:
        header: The canonical date header at the head of the cleaned text, with
            the blank line below it; empty where there is none.
        fields: The values to add, by the name of their field.
        figures: The figures to add, by the name of their field; WET files have room for these only.
    """

    header: str
    fields: dict[str, str | None]
    figures: dict[str, float | None] = {}  # noqa: RUF012 - never changed, as nothing here is


class Written(NamedTuple):
    """A cleaned record.

    Attributes:
        data: The record, for the format's `render`.
        text: The text in it, without a header that became a field.
        kept: The data that `restore` needs beside the edits; plain JSON values.
    """

    data: Any
    text: str
    kept: dict[str, Any]


class BadRecordError(ValueError):
    """A record that cannot be read; the message is the reason."""


class BadFileError(ValueError):
    """A file that cannot be read to its end; the message is the reason.

    Args:
        reason: The reason, for people.
        sound: Whether the records before the damage can be trusted.
    """

    def __init__(self, reason: str, *, sound: bool = False) -> None:
        super().__init__(reason)
        self.sound = sound

    def __reduce__(self) -> tuple[Any, ...]:
        return _bad_file, (str(self), self.sound)


def _bad_file(reason: str, sound: bool) -> BadFileError:
    return BadFileError(reason, sound=sound)


class FieldError(ValueError):
    """A format has no place for a field; the message says which, and the way out."""


class MissingError(ImportError):
    """A package is not installed; the message names it and the way to get it."""


def require(package: str, what: str, extra: str) -> None:
    """Check that an optional package is installed.

    Args:
        package: The package to import.
        what: The task that needs it.
        extra: The extra of seedclean that brings it.

    Raises:
        MissingError: It is not installed.
    """
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise MissingError(
            f"{what} needs {package}, which is not installed: pip install 'seedclean[{extra}]'"
        )


def encode_text(text: str, whose: str) -> bytes:
    r"""Encode a text as UTF-8.

    Raises:
        BadRecordError: It holds half of a surrogate pair, which UTF-8 cannot hold.

    >>> encode_text("Café", "its text")
    b'Caf\xc3\xa9'
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        half = f"U+{ord(text[error.start]):04X}"
        raise BadRecordError(
            f"{whose} holds half of a surrogate pair, {half}, at character {error.start}"
        ) from None


def describe_decode_error(error: UnicodeDecodeError) -> str:
    """Say where bytes are not UTF-8."""
    return f"is not UTF-8: byte 0x{error.object[error.start]:02x} at {error.start}"


def split_header(record: Mapping[str, Any], text: str, facts: Facts) -> tuple[str, str, dict[str, Value]]:
    """Decide which part of a cleaned text becomes fields of its record.

    A field that the record has already is left alone. Where the date becomes
    a field, its header leaves the text; where the record has a date of its
    own, the header stays.

    Args:
        record: The fields of the record.
        text: The cleaned text.
        facts: The findings about it.

    Returns:
        The header that left the text, the text, and the fields to add.
    """
    found: dict[str, Value] = {**facts.fields, **facts.figures}
    added = {name: value for name, value in found.items() if name not in record}
    header = facts.header if "date" in added else ""
    return header, text[len(header) :], added


def join_records(written: Mapping[int, bytes], cuts: Iterable[int]) -> list[bytes]:
    """Join records in order, cut before those of the given numbers.

    >>> join_records({1: b"a", 4: b"b", 5: b"c"}, [4])
    [b'a', b'bc']
    """
    numbers = sorted(written)
    ends = [bisect_left(numbers, cut) for cut in cuts]
    bounds = zip([0, *ends], [*ends, len(numbers)], strict=True)
    return [b"".join(written[number] for number in numbers[start:end]) for start, end in bounds]


def bytes_read(stream: BinaryIO) -> int:
    """The bytes of a file that are read; 0 where that is unknown, as of a pipe."""
    return stream.tell() if stream.seekable() else 0


def host_of(url: str) -> str | None:
    """The host of a URL.

    >>> host_of("https://News.Example.org:8080/a?b")
    'news.example.org'
    """
    from urllib.parse import urlsplit

    try:
        return urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:  # `http://[half an address`
        return None
