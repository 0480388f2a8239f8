"""Gzip in pieces: processes deflate them, and together they are one member.

Some readers silently stop behind the first member of a file, so a file of many
members would lose most of its text there.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from functools import cache
from typing import BinaryIO

_HEADER = b"\x1f\x8b\x08" + bytes(6) + b"\xff"  # no name, no time, no system
_LAST = b"\x03\0"  # an empty block that says that it is the last one
_SUM = struct.Struct("<LQ")
_POLYNOMIAL = 0xEDB88320


def compress_piece(piece: bytes, level: int) -> bytes:
    """Deflate a piece, and put its checksum and its length before it."""
    deflate = zlib.compressobj(level, wbits=-zlib.MAX_WBITS)
    # A full byte at the end, so that the next piece can follow.
    data = deflate.compress(piece) + deflate.flush(zlib.Z_SYNC_FLUSH)
    return _SUM.pack(zlib.crc32(piece), len(piece)) + data


def compress_member(data: bytes, level: int) -> bytes:
    """Compress data as a whole member, for a format that has one for each record."""
    deflate = zlib.compressobj(level, wbits=-zlib.MAX_WBITS)
    compressed = deflate.compress(data) + deflate.flush()
    return _HEADER + compressed + struct.pack("<LL", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def assemble(pieces: Iterable[bytes], like: BinaryIO, out: BinaryIO) -> None:  # noqa: ARG001
    """Write a file of compressed pieces."""
    out.write(_HEADER)
    checksum = length = 0
    for piece in pieces:
        one, size = _SUM.unpack_from(piece)
        checksum = _combine(checksum, one, size)
        length += size
        out.write(memoryview(piece)[_SUM.size :])
    out.write(_LAST + struct.pack("<LL", checksum, length & 0xFFFFFFFF))


def _combine(first: int, second: int, length: int) -> int:
    """Combine the CRC-32 of two texts, given the length of the second.

    A CRC is a remainder of polynomials over the field of two elements. To append
    bytes to a text is to multiply its polynomial by a power of x, which
    squaring finds in a few steps (RFC 1952 has the polynomial).

    >>> _combine(zlib.crc32(b"Hello "), zlib.crc32(b"there"), 5) == zlib.crc32(b"Hello there")
    True
    """
    bits = length * 8
    power = 0
    shifted = first
    while bits:
        if bits & 1:
            shifted = _multiply(_square(power), shifted)
        bits >>= 1
        power += 1
    return shifted ^ second


@cache
def _square(power: int) -> int:
    """The polynomial x to the 2 to the `power`, reduced; the highest bit is the constant term."""
    return 1 << 30 if power == 0 else _multiply(_square(power - 1), _square(power - 1))


def _multiply(one: int, other: int) -> int:
    product = 0
    bit = 1 << 31
    while bit:
        if one & bit:
            product ^= other
        other = (other >> 1) ^ _POLYNOMIAL if other & 1 else other >> 1
        bit >>= 1
    return product
