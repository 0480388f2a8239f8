"""Compression: what a file's last ending says about how its bytes are packed."""

from __future__ import annotations

import gzip
import zlib
from typing import BinaryIO, cast

LEVEL = 6
"""Half the time of gzip's highest level, for a percent or two of size."""

DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile)
"""What reading a damaged file raises."""

_GZIP = ".gz"


def stem(name: str) -> tuple[str, str]:
    """Split a name into the name of what is inside, and the ending that says how it is packed.

    >>> stem("pages.jsonl.GZ"), stem("page.txt")
    (('pages.jsonl', '.gz'), ('page.txt', ''))
    """
    if name.lower().endswith(_GZIP):
        return name[: -len(_GZIP)], _GZIP
    return name, ""


def unpacked(stream: BinaryIO, packing: str) -> BinaryIO:
    """A stream of what is inside. Reading it raises one of `DAMAGE` where the file is damaged."""
    if packing == _GZIP:
        # No other buffer round this one: filling it would lose what stands before the damage.
        return cast("BinaryIO", gzip.GzipFile(fileobj=stream))
    return stream


def packed(stream: BinaryIO, packing: str) -> BinaryIO:
    """A stream that packs what is written into it.

    Neither name nor time go into the file: the same bytes in give the same bytes out.
    """
    if packing == _GZIP:
        return cast("BinaryIO", gzip.GzipFile("", "wb", LEVEL, stream, mtime=0))
    return stream


def is_cut(error: Exception) -> bool:
    """Whether a damaged file only ends too early: then what came before is sound."""
    return isinstance(error, EOFError)
