"""What all formats share: chunks, records, the names of their fields, and what is wrong with the bad ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO, NamedTuple

from seedclean.document import Document

CHUNK = 1 << 19
"""A chunk ends with the record that fills it up to so many bytes, and the next one begins behind it."""

ASK = "say which one holds the text: --text-field, in Python text_field"
"""What helps where a record has no text under the name that is looked for."""

Raw = Any
"""A record, unread, as its format takes it out of a chunk."""

Position = Any
"""Where reading goes on, as JSON values."""

Assembly = Callable[[Iterable[bytes], BinaryIO, BinaryIO], None]
"""Makes a file of pieces: takes them, a file to take after (the original), and where to write."""


class Fields(NamedTuple):
    """The names of the fields that mean something to us.

    Attributes:
        text: Holds the text. A record without it is a bad one.
        id: Holds the name of the document, if there is one.
        site: Holds the site; where it is missing, the host of `url` is taken.
    """

    text: str = "text"
    id: str = "id"
    site: str = "site"


class Chunk(NamedTuple):
    """Some whole records of a file, unread: what goes to a process at a time.

    Where a chunk ends depends on the file and on nothing else, so that the
    output is the same wherever a run was stopped, and however many processes
    there are.

    Attributes:
        data: The records, as their format has them.
        first: The number of the first one, from 1; in JSON lines that of its line.
        following: The number of the record behind it, or what it would be.
        position: Where reading goes on behind it, as JSON values for `chunks`.
        passed: Bytes of the file that are behind it then.
    """

    data: bytes
    first: int
    following: int
    position: Position
    passed: int


class Record(NamedTuple):
    """A document as its file holds it.

    Attributes:
        document: The text and what the record says about it.
        encoding: How the text was written, `"utf-8"` unless it was not.
        state: What the format itself needs to write the record again.
    """

    document: Document
    encoding: str
    state: Any


class Facts(NamedTuple):
    """What was found out about a document and may become fields of its record.

    Attributes:
        header: The canonical date header that the cleaned text begins with,
            with the blank line below it; empty where there is none.
        fields: The values to add, by the name of their field.
    """

    header: str
    fields: dict[str, str | None]


class Written(NamedTuple):
    """A cleaned record.

    Attributes:
        data: What the format's `pieces` takes.
        text: The text as it stands there, without a header that became a field.
        kept: What `restore` needs, apart from the edits; plain JSON values.
    """

    data: Any
    text: str
    kept: dict[str, Any]


class BadRecordError(ValueError):
    """A record that cannot be read; the message is the reason, for people."""


class BadFileError(ValueError):
    """A file that cannot be read to its end; the message is the reason, for people.

    Args:
        reason: What is the matter with it.
        sound: Whether what was read before can be trusted.
    """

    def __init__(self, reason: str, *, sound: bool = False) -> None:
        super().__init__(reason)
        self.sound = sound


class MissingError(ImportError):
    """A package is not installed; the message says which, and how to get it."""


def needed(package: str, what: str, extra: str) -> None:
    """See to it that a package is there before it is needed.

    Args:
        package: The package to import.
        what: What needs it.
        extra: The extra of ours that brings it.

    Raises:
        MissingError: It is not.
    """
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise MissingError(
            f"{what} needs {package}, which is not installed: pip install 'seedclean[{extra}]'"
        )


def encoded(text: str, whose: str) -> bytes:
    r"""The text as UTF-8.

    Raises:
        BadRecordError: It holds half of a surrogate pair, which no UTF-8 can hold.

    >>> encoded("Café", "its text")
    b'Caf\xc3\xa9'
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        half = f"U+{ord(text[error.start]):04X}"
        raise BadRecordError(
            f"{whose} holds half of a surrogate pair, {half}, at character {error.start}"
        ) from None


def no_utf_8(error: UnicodeDecodeError) -> str:
    """The reason why bytes are no text."""
    return f"is no UTF-8: byte 0x{error.object[error.start]:02x} at {error.start}"


def without_header(
    record: Mapping[str, Any], text: str, facts: Facts
) -> tuple[str, str, dict[str, str | None]]:
    """What becomes of a cleaned text in a record with fields.

    A field that the record has already is left alone. Where the date becomes
    a field, its header leaves the text; where the record has a date of its
    own, the header stays.

    Args:
        record: The fields of the record.
        text: The cleaned text.
        facts: What was found out about it.

    Returns:
        The header that left the text, the text, and the fields to add.
    """
    added = {name: value for name, value in facts.fields.items() if name not in record}
    header = facts.header if "date" in added else ""
    return header, text[len(header) :], added


def joined(
    chunk: Chunk,  # noqa: ARG001
    fields: Fields,  # noqa: ARG001
    written: Mapping[int, bytes],
    added: Iterable[str] | None,  # noqa: ARG001
    cuts: Iterable[int] = (),
) -> list[bytes]:
    """The `pieces` of a format where nothing stands round the records, cut before those of these numbers."""
    return cut_before(written, cuts)


def as_it_stands(raw: bytes) -> bytes:
    """The `aside` and `again` of a format whose records are bytes that can be kept."""
    return raw


def cut_before(written: Mapping[int, bytes], cuts: Iterable[int]) -> list[bytes]:
    """Records in order, joined into pieces.

    >>> cut_before({1: b"a", 4: b"b", 5: b"c"}, [4])
    [b'a', b'bc']
    """
    numbers = sorted(written)
    ends = [bisect_left(numbers, cut) for cut in cuts]
    bounds = zip([0, *ends], [*ends, len(numbers)], strict=True)
    return [b"".join(written[number] for number in numbers[start:end]) for start, end in bounds]


def passed(stream: BinaryIO) -> int:
    """How much of a file was read; 0 where nobody can tell, as of a pipe."""
    return stream.tell() if stream.seekable() else 0


def host(url: str) -> str | None:
    """The host of a URL, or of what stands in its place.

    >>> host("https://News.Example.org:8080/a?b")
    'news.example.org'
    """
    from urllib.parse import urlsplit

    try:
        return urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:  # `http://[half an address`
        return None
