"""Formats: how documents are stored in files. A format is one module with a class."""

from __future__ import annotations

from seedclean.formats.arrow import Arrow
from seedclean.formats.base import (
    Assembly,
    BadFileError,
    BadRecordError,
    Chunk,
    Facts,
    FieldError,
    Fields,
    Limits,
    MissingError,
    Position,
    Raw,
    Record,
    Written,
)
from seedclean.formats.compression import check_compression, concatenate, strip_suffix
from seedclean.formats.format import Format
from seedclean.formats.jsonl import JsonLines
from seedclean.formats.parquet import Parquet
from seedclean.formats.txt import PlainText
from seedclean.formats.wet import Wet

__all__ = [
    "FORMATS",
    "Assembly",
    "BadFileError",
    "BadRecordError",
    "Chunk",
    "Facts",
    "FieldError",
    "Fields",
    "Format",
    "Limits",
    "MissingError",
    "Position",
    "Raw",
    "Record",
    "Written",
    "check_format",
    "concatenate",
    "format_of",
    "strip_suffix",
]

FORMATS: dict[str, Format] = {
    "txt": PlainText(),
    "jsonl": JsonLines(),
    "parquet": Parquet(),
    "arrow": Arrow(),
    "wet": Wet(),
}
"""The formats by name."""


def format_of(name: str) -> str | None:
    """Name the format that a file's ending tells, or `None` where it tells none.

    >>> format_of("pages.jsonl.gz"), format_of("photo.png")
    ('jsonl', None)
    """
    inside, compression = strip_suffix(name)
    for known, one in FORMATS.items():
        if inside.lower().endswith(one.suffixes) and (not compression or compression in one.compressions):
            return known
    return None


def check_format(name: str, compression: str) -> None:
    """Check that a format can be read and written here.

    Raises:
        MissingError: A package is missing; the message names it.
    """
    FORMATS[name].check()
    check_compression(compression)
