"""Formats: how documents stand in files. A format is one module with the names of `Format`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, Protocol

from seedclean.formats import arrow, jsonl, parquet, txt, wet
from seedclean.formats.compression import check_packing, stem, whole
from seedclean.formats.record import (
    Assembly,
    BadFileError,
    BadRecordError,
    Chunk,
    Facts,
    Fields,
    MissingError,
    Position,
    Raw,
    Record,
    Written,
)

__all__ = [
    "FORMATS",
    "Assembly",
    "BadFileError",
    "BadRecordError",
    "Chunk",
    "Facts",
    "Fields",
    "Format",
    "MissingError",
    "Position",
    "Raw",
    "Record",
    "Written",
    "check_format",
    "format_of",
    "stem",
    "whole",
]


class Format(Protocol):
    """What a module must offer to be a format.

    The first process cuts a file into chunks. Other processes take the
    records out of a chunk, read, clean and write each, and make a piece of
    them. The pieces are put together in the first process.

    Attributes:
        SUFFIXES: The endings of its files' names.
        PACKINGS: The endings that may stand behind these.
        MANY: Whether a file can hold several documents.
        GAPS: Whether the numbers of records leave gaps that the output does not have.
    """

    SUFFIXES: tuple[str, ...]
    PACKINGS: tuple[str, ...]
    MANY: bool
    GAPS: bool

    def check(self) -> None:
        """See to it that what the format needs is installed; `MissingError` says what is not."""

    def chunks(
        self, stream: BinaryIO, packing: str, fields: Fields, start: Position = None
    ) -> Iterator[Chunk]:
        """Cut a file into chunks, at least one, from the start or from where an earlier chunk says.

        `BadFileError` says why it cannot be read to its end.
        """

    def records(self, data: bytes, first: int, fields: Fields) -> Iterator[tuple[int, Raw]]:
        """The documents in a chunk, unread, with their numbers."""

    def read(self, raw: Raw, name: str, fields: Fields) -> Record:
        """Read a record; `BadRecordError` says why it cannot be."""

    def write(self, record: Record, text: str, fields: Fields, facts: Facts) -> Written:
        """A record with its cleaned text."""

    def pieces(
        self,
        chunk: Chunk,
        fields: Fields,
        written: Mapping[int, Any],
        added: Iterable[str] | None,
        cuts: Iterable[int] = (),
    ) -> list[bytes]:
        """A chunk with its documents as `write` or `restore` gave them; those that are missing are left out.

        What is no document stays as it is. Where all records of a file have
        the same fields, `added` names those that are to be there, and `None`
        takes away those that were added. The chunk is cut before the records
        of these numbers, so there is one piece more than there are cuts.
        """

    def packed(self, piece: bytes, packing: str) -> bytes:
        """Pack a piece."""

    def assembly(self, packing: str) -> Assembly | None:
        """How packed pieces become a file; `None` where it is enough to write one after the other."""

    def aside(self, raw: Raw) -> bytes:
        """A record as the quarantine keeps it."""

    def again(self, data: bytes) -> bytes:
        """A piece of a file, from what the quarantine kept of a record."""

    def reread(self, raw: Raw, fields: Fields) -> str:
        """The text in a record that `write` wrote."""

    def restore(self, raw: Raw, text: str, fields: Fields, kept: dict[str, Any]) -> Raw:
        """A record as it was, from the cleaned record and its original text; `pieces` takes it."""


FORMATS: dict[str, Format] = {
    "txt": txt,
    "jsonl": jsonl,
    "parquet": parquet,
    "arrow": arrow,
    "wet": wet,
}
"""The formats by name."""


def format_of(name: str) -> str | None:
    """The format that a file's name tells, or `None` where it tells none.

    >>> format_of("pages.jsonl.gz"), format_of("photo.png")
    ('jsonl', None)
    """
    inside, packing = stem(name)
    for known, one in FORMATS.items():
        if inside.lower().endswith(one.SUFFIXES) and (not packing or packing in one.PACKINGS):
            return known
    return None


def check_format(name: str, packing: str) -> None:
    """See to it that a format can be read and written here.

    Raises:
        MissingError: A package is missing; the message says which.
    """
    FORMATS[name].check()
    check_packing(packing)
