"""Zstandard: from the standard library where Python has it (3.14), else from the package `zstandard`."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, BinaryIO

from seedclean.formats.record import needed

LEVEL = 3
"""The library's own choice."""

_PIECE_LEVEL = 1  # a piece is packed again when the file is put together
_LARGEST_WINDOW = 31  # what `zstd --long=31` writes; others are smaller
_FED = 1 << 12  # the packages that know no limit unpack at most so many blocks of 128 kB at a time


def check() -> None:
    """See to it that one of the two is there.

    Raises:
        MissingError: None is.
    """
    if not _in_python():
        needed("zstandard", "reading and writing .zst", "zstd")


def compressed(piece: bytes) -> bytes:
    """A piece, packed quickly."""
    packer = _compressor(_PIECE_LEVEL)
    return bytes(packer.compress(piece) + packer.flush())


def assembled(pieces: Iterable[bytes], like: BinaryIO, out: BinaryIO) -> None:  # noqa: ARG001
    """Write a file of packed pieces: one frame, for many readers stop behind the first and say nothing."""
    packer = _compressor(LEVEL)
    out.writelines(packer.compress(decompressor().decompress(piece)) for piece in pieces)
    out.write(packer.flush())


def decompressor() -> Any:  # noqa: ANN401 - one of two libraries
    """What unpacks a frame: it has `decompress`, `eof` and `unused_data`."""
    if _in_python():
        zstd = import_module("compression.zstd")
        options = {zstd.DecompressionParameter.window_log_max: _LARGEST_WINDOW}
        return zstd.ZstdDecompressor(options=options)
    return import_module("zstandard").ZstdDecompressor(max_window_size=1 << _LARGEST_WINDOW).decompressobj()


def fed(frame: Any, data: bytes) -> Generator[bytes, None, bytes]:  # noqa: ANN401
    """Unpack a few bytes of a frame in blocks of bounded size.

    Returns:
        What stands behind the end of the frame.
    """
    for end in range(_FED, len(data) + _FED, _FED):
        yield frame.decompress(data[end - _FED : end])
        if frame.eof:
            rest: bytes = frame.unused_data + data[end:]
            return rest
    return b""


def _compressor(level: int) -> Any:  # noqa: ANN401
    """What packs a frame: it has `compress` and `flush`."""
    if _in_python():
        zstd = import_module("compression.zstd")
        parameter = zstd.CompressionParameter
        options = {parameter.compression_level: level, parameter.checksum_flag: 1}
        return zstd.ZstdCompressor(options=options)
    return import_module("zstandard").ZstdCompressor(level=level, write_checksum=True).compressobj()


@cache
def _in_python() -> bool:
    try:
        return find_spec("compression.zstd") is not None
    except ModuleNotFoundError:  # there is no `compression` before 3.14
        return False
