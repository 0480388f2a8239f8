"""Zstandard: from the standard library where Python has it (3.14), else from the package `zstandard`."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, BinaryIO

from seedclean.formats.base import require

LEVEL = 3
"""The library's own choice."""

_PIECE_LEVEL = 1  # a piece is compressed again when the file is assembled
_LARGEST_WINDOW = 31  # what `zstd --long=31` writes; others are smaller
_FED = 1 << 12  # the packages that know no limit decompress at most so many blocks of 128 kB at a time


def check() -> None:
    """Raise `MissingError` if neither library is installed."""
    if not _is_in_python():
        require("zstandard", "reading and writing .zst", "zstd")


def compress_piece(piece: bytes) -> bytes:
    """Compress a piece quickly."""
    compressor = _make_compressor(_PIECE_LEVEL)
    return bytes(compressor.compress(piece) + compressor.flush())


def assemble(pieces: Iterable[bytes], like: BinaryIO, out: BinaryIO) -> None:  # noqa: ARG001
    """Write a file of compressed pieces: one frame, for many readers silently stop behind the first."""
    compressor = _make_compressor(LEVEL)
    out.writelines(compressor.compress(make_decompressor().decompress(piece)) for piece in pieces)
    out.write(compressor.flush())


def make_decompressor() -> Any:  # noqa: ANN401 - one of two libraries
    """Make an object that decompresses a frame, with `decompress`, `eof` and `unused_data`."""
    if _is_in_python():
        zstd = import_module("compression.zstd")
        options = {zstd.DecompressionParameter.window_log_max: _LARGEST_WINDOW}
        return zstd.ZstdDecompressor(options=options)
    return import_module("zstandard").ZstdDecompressor(max_window_size=1 << _LARGEST_WINDOW).decompressobj()


def feed(frame: Any, data: bytes) -> Generator[bytes, None, bytes]:  # noqa: ANN401
    """Decompress a few bytes of a frame in blocks of bounded size.

    Returns:
        The bytes behind the end of the frame.
    """
    for end in range(_FED, len(data) + _FED, _FED):
        yield frame.decompress(data[end - _FED : end])
        if frame.eof:
            rest: bytes = frame.unused_data + data[end:]
            return rest
    return b""


def _make_compressor(level: int) -> Any:  # noqa: ANN401
    """Make an object that compresses a frame, with `compress` and `flush`."""
    if _is_in_python():
        zstd = import_module("compression.zstd")
        parameter = zstd.CompressionParameter
        options = {parameter.compression_level: level, parameter.checksum_flag: 1}
        return zstd.ZstdCompressor(options=options)
    return import_module("zstandard").ZstdCompressor(level=level, write_checksum=True).compressobj()


@cache
def _is_in_python() -> bool:
    try:
        return find_spec("compression.zstd") is not None
    except ModuleNotFoundError:  # there is no `compression` before 3.14
        return False
