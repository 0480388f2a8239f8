"""Compression: what a file's last ending says about how its bytes are packed.

Files are unpacked in one stream. They are packed in pieces, by the processes
that made the pieces, and put together at the end.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, BinaryIO

from seedclean.formats import gzipped, zstandard
from seedclean.formats.record import Assembly, BadFileError

PACKINGS: tuple[str, ...] = (".gz", ".zst", ".bz2", ".xz")
"""The endings that are known."""

LEVEL = 6
"""Of bzip2, where more costs no time, 9 is taken; of xz its own default."""

READ = 1 << 18
"""So many bytes are read from a file at a time."""

_BLOCK = 1 << 20  # unpacked at a time, however much a few packed bytes hold
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


def stem(name: str) -> tuple[str, str]:
    """Split a name into the name of what is inside, and the ending that says how it is packed.

    >>> stem("pages.jsonl.GZ"), stem("page.txt")
    (('pages.jsonl', '.gz'), ('page.txt', ''))
    """
    packing = next((known for known in PACKINGS if name.lower().endswith(known)), "")
    return name[: len(name) - len(packing)], packing


def check_packing(packing: str) -> None:
    """See to it that what a packing needs is installed.

    Raises:
        MissingError: It is not.
    """
    if packing == ".zst":
        zstandard.check()


def blocks(stream: BinaryIO, packing: str, start: int = 0) -> Iterator[bytes]:
    """What is inside a file, block by block.

    Args:
        stream: The file.
        packing: How it is packed.
        start: How many bytes of what is inside to leave out.

    Raises:
        BadFileError: The file is damaged, or its name says something else than its first bytes.
    """
    unpacked = _unpacked(stream, packing) if packing else _plain(stream, start)
    skip = start if packing else 0
    for block in unpacked:
        if skip < len(block):
            yield block[skip:] if skip else block
        skip = max(0, skip - len(block))


def packed(piece: bytes, packing: str) -> bytes:
    """Pack a piece of a file.

    The pieces, put together by what `assembly` says, are the file. Neither
    names nor times go into it: the same bytes in give the same bytes out.
    """
    if packing == ".gz":
        return gzipped.packed(piece, LEVEL)
    if packing == ".zst":
        return zstandard.compressed(piece)
    if packing == ".bz2":
        import bz2

        return bz2.compress(piece)
    if packing == ".xz":
        import lzma

        return lzma.compress(piece)
    return piece


def assembly(packing: str) -> Assembly | None:
    """How packed pieces become a file; `None` where it is enough to write one after the other."""
    if packing == ".gz":
        return gzipped.assembled
    if packing == ".zst":
        return zstandard.assembled
    return None


def check_plain(data: bytes) -> None:
    """See to it that a file whose name speaks of no packing is not packed.

    Raises:
        BadFileError: It is.
    """
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind is not None:
        raise BadFileError(f"holds {kind} data, which its name does not say; rename it")


def _plain(stream: BinaryIO, start: int) -> Iterator[bytes]:
    if start:
        stream.seek(start)
    first = True
    # `read1` gives what there is: a pipe is not waited for until a block is full.
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    while block := read(READ):
        if first and not start:
            check_plain(block)
        first = False
        yield block


def _unpacked(stream: BinaryIO, packing: str) -> Iterator[bytes]:
    member: Any = None
    anything = False
    while data := stream.read(READ):
        while data:
            if member is None:
                if anything and not data.strip(b"\0"):  # padding behind the last one
                    break
                member, anything = _decompressor(packing), True
            try:
                rest = yield from _fed(member, data, packing)
            except Exception as error:  # each library has its own, and EOFError besides
                if isinstance(error, MemoryError):
                    raise
                raise BadFileError(f"is damaged, or no {_NAMES[packing]} file at all: {error}") from None
            data = rest
            member = None if member.eof else member
    if member is not None:
        raise BadFileError(f"is packed with {_NAMES[packing]}, and its end is missing", sound=True)


def _decompressor(packing: str) -> Any:  # noqa: ANN401 - four libraries, four types, one manner
    if packing == ".gz":
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    if packing == ".zst":
        return zstandard.decompressor()
    if packing == ".bz2":
        import bz2

        return bz2.BZ2Decompressor()
    import lzma

    return lzma.LZMADecompressor(lzma.FORMAT_XZ)


def _fed(member: Any, data: bytes, packing: str) -> Generator[bytes, None, bytes]:  # noqa: ANN401
    """Unpack a few bytes into blocks of bounded size, for they may hold gigabytes of the same letter.

    Returns:
        What stands behind the end of the member.
    """
    if packing == ".zst":
        return (yield from zstandard.fed(member, data))
    if packing == ".gz":
        while data and not member.eof:
            yield member.decompress(data, _BLOCK)
            data = member.unconsumed_tail
    else:
        yield member.decompress(data, _BLOCK)
        while not member.eof and not member.needs_input:
            yield member.decompress(b"", _BLOCK)
    rest: bytes = member.unused_data
    return rest


def whole(pieces: Iterable[bytes], assemble: Assembly | None, like: BinaryIO, out: BinaryIO) -> None:
    """Write the file that pieces make."""
    if assemble is not None:
        assemble(pieces, like, out)
        return
    out.writelines(pieces)
