"""Formats: how documents stand in files. A format is one module with the functions of `Format`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Protocol

from seedclean.formats import jsonl, txt
from seedclean.formats.compression import stem
from seedclean.formats.record import BadRecordError, Facts, Fields, Record, Written

__all__ = ["FORMATS", "BadRecordError", "Facts", "Fields", "Format", "Record", "Written", "format_of", "stem"]


class Format(Protocol):
    """What a module must offer to be a format.

    Attributes:
        SUFFIXES: The endings of its files' names.
        MANY: Whether a file can hold several documents.
    """

    SUFFIXES: tuple[str, ...]
    MANY: bool

    def split(self, stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
        """The records of a file, unread, with the line that each begins on."""

    def read(self, data: bytes, name: str, fields: Fields) -> Record:
        """Read a record; `BadRecordError` says why it cannot be."""

    def write(self, record: Record, text: str, fields: Fields, facts: Facts) -> Written:
        """The bytes of a record with its cleaned text."""

    def reread(self, data: bytes, fields: Fields) -> str:
        """The text in a record that `write` wrote."""

    def restore(self, data: bytes, text: str, fields: Fields, kept: dict[str, Any]) -> bytes:
        """The bytes of a record as it was, from its cleaned bytes and its original text."""


FORMATS: dict[str, Format] = {"txt": txt, "jsonl": jsonl}
"""The formats by name."""


def format_of(name: str) -> str | None:
    """The format that a file's name tells, or `None` where it tells none.

    >>> format_of("pages.jsonl.gz"), format_of("photo.png")
    ('jsonl', None)
    """
    inside = stem(name)[0].lower()
    return next((known for known, one in FORMATS.items() if inside.endswith(one.SUFFIXES)), None)
