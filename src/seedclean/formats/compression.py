"""Compression, as a file's last ending names it.

Files are decompressed in one stream. They are compressed in pieces, by the
processes that made the pieces, and put together at the end.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, BinaryIO

from seedclean.formats import gzip_pieces, zstd
from seedclean.formats.base import Assembly, BadFileError, Limits

SUFFIXES: tuple[str, ...] = (".gz", ".zst", ".bz2", ".xz")
"""The known endings."""

LEVEL = 6
"""Of bzip2, where more costs no time, 9 is taken; of xz its own default."""

READ = 1 << 18
"""Bytes that are read from a file at a time."""

_TRUSTED = 64 << 20  # bytes that any file may unpack to, however small it is

_BLOCK = 1 << 20  # decompressed at a time, however much a few compressed bytes hold
_MAGIC = {
    b"\x1f\x8b\x08": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"PK\x03\x04": "zip",
    b"PAR1": "Parquet",
    b"ARROW1\0\0": "Arrow",
}
_NAMES = {".gz": "gzip", ".zst": "zstd", ".bz2": "bzip2", ".xz": "xz"}


def strip_suffix(name: str) -> tuple[str, str]:
    """Split a name into the name of the content and the ending of its compression.

    >>> strip_suffix("pages.jsonl.GZ"), strip_suffix("page.txt")
    (('pages.jsonl', '.gz'), ('page.txt', ''))
    """
    compression = next((known for known in SUFFIXES if name.lower().endswith(known)), "")
    return name[: len(name) - len(compression)], compression


def check_compression(compression: str) -> None:
    """Raise `MissingError` if the library of a compression is not installed."""
    if compression == ".zst":
        zstd.check()


def read_blocks(
    stream: BinaryIO,
    compression: str,
    start: int = 0,
    limits: Limits = Limits(),  # noqa: B008 - a tuple
) -> Iterator[bytes]:
    """Read the content of a file, block by block.

    Args:
        stream: The file.
        compression: The ending that names its compression, or an empty string.
        start: The bytes of the content to leave out.
        limits: The largest ratio between content and file.

    Raises:
        BadFileError: The file is damaged, its name contradicts its first bytes, or it
            unpacks to far more than its size.
    """
    if not compression:
        yield from _read_plain(stream, start)
        return
    skip = start
    size = 0
    for block in _decompress(stream, compression):
        size += len(block)
        if size > _TRUSTED and stream.seekable() and size > limits.ratio * max(1, stream.tell()):
            raise BadFileError(
                f"unpacks to more than {limits.ratio} times its size; --max-ratio allows more", sound=True
            )
        if skip < len(block):
            yield block[skip:] if skip else block
        skip = max(0, skip - len(block))


class TooLargeError(BadFileError):
    """A record that is larger than the memory that it may take.

    Args:
        number: The number of the record.
        limits: The largest record.
    """

    def __init__(self, number: int, limits: Limits) -> None:
        super().__init__(
            f"record {number} is larger than {limits.record:,} bytes; --max-record allows more", sound=True
        )


def check_record_size(size: int, number: int, limits: Limits) -> None:
    """Raise `TooLargeError` if a record that is being read has grown too large for the memory."""
    if size > limits.record:
        raise TooLargeError(number, limits)


def compress(piece: bytes, compression: str) -> bytes:
    """Compress a piece of a file.

    `assembly` tells how the pieces become the file. Neither names nor times
    go into it: the same bytes in give the same bytes out.
    """
    if compression == ".gz":
        return gzip_pieces.compress_piece(piece, LEVEL)
    if compression == ".zst":
        return zstd.compress_piece(piece)
    if compression == ".bz2":
        import bz2

        return bz2.compress(piece)
    if compression == ".xz":
        import lzma

        return lzma.compress(piece)
    return piece


def assembly(compression: str) -> Assembly | None:
    """The way from compressed pieces to a file; `None` where concatenating them is enough."""
    if compression == ".gz":
        return gzip_pieces.assemble
    if compression == ".zst":
        return zstd.assemble
    return None


def _check_plain(data: bytes) -> None:
    """Raise `BadFileError` if a file is compressed and its name does not say so."""
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind is not None:
        raise BadFileError(f"holds {kind} data, which its name does not say; rename it")


def _read_plain(stream: BinaryIO, start: int) -> Iterator[bytes]:
    if start:
        stream.seek(start)
    first = True
    # `read1` gives what there is: a pipe is not waited for until a block is full.
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    while block := read(READ):
        if first and not start:
            _check_plain(block)
        first = False
        yield block


def _decompress(stream: BinaryIO, compression: str) -> Iterator[bytes]:
    member: Any = None
    anything = False
    while data := stream.read(READ):
        while data:
            if member is None:
                if anything and not data.strip(b"\0"):  # padding behind the last one
                    break
                member, anything = _make_decompressor(compression), True
            try:
                rest = yield from _feed(member, data, compression)
            except Exception as error:  # each library has its own, and EOFError besides
                if isinstance(error, MemoryError | BadFileError):
                    raise
                raise BadFileError(f"is damaged, or not a {_NAMES[compression]} file: {error}") from None
            data = rest
            member = None if member.eof else member
    if member is not None:
        raise BadFileError(f"is compressed with {_NAMES[compression]}, and its end is missing", sound=True)


def _make_decompressor(compression: str) -> Any:  # noqa: ANN401 - four libraries with a type each
    if compression == ".gz":
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    if compression == ".zst":
        return zstd.make_decompressor()
    if compression == ".bz2":
        import bz2

        return bz2.BZ2Decompressor()
    import lzma

    return lzma.LZMADecompressor(lzma.FORMAT_XZ)


def _feed(member: Any, data: bytes, compression: str) -> Generator[bytes, None, bytes]:  # noqa: ANN401
    """Decompress a few bytes into blocks of bounded size, for they may hold gigabytes of the same letter.

    Returns:
        The bytes behind the end of the member.
    """
    if compression == ".zst":
        return (yield from zstd.feed(member, data))
    if compression == ".gz":
        while data and not member.eof:
            yield member.decompress(data, _BLOCK)
            data = member.unconsumed_tail
    else:
        yield member.decompress(data, _BLOCK)
        while not member.eof and not member.needs_input:
            yield member.decompress(b"", _BLOCK)
    rest: bytes = member.unused_data
    return rest


def concatenate(pieces: Iterable[bytes], assemble: Assembly | None, like: BinaryIO, out: BinaryIO) -> None:
    """Write the file that pieces make."""
    if assemble is not None:
        assemble(pieces, like, out)
        return
    out.writelines(pieces)
