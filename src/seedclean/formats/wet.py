"""WET: the text records of a WARC file are documents; its other records are carried through as they are.

FastWARC reads the heads of the records. Where a record ends is looked at here:
the library is silent about a file that is cut, and about what stands between
two records. It also writes a head in a manner of its own, so only the fields
that change are written anew, in the head as it stands.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from seedclean.document import Document
from seedclean.formats import compression, gzipped
from seedclean.formats.record import (
    CHUNK,
    Assembly,
    BadFileError,
    BadRecordError,
    Chunk,
    Facts,
    Fields,
    Position,
    Record,
    Written,
    as_it_stands,
    cut_before,
    encoded,
    host,
    needed,
    no_utf_8,
    passed,
)
from seedclean.patterns import Pattern

SUFFIXES: tuple[str, ...] = (".wet",)
PACKINGS: tuple[str, ...] = compression.PACKINGS
MANY: bool = True
GAPS: bool = False

again = as_it_stands

MOST_HEAD = 1 << 20
"""A record whose head is longer is none."""

_DIGITS = 18  # of a length; more is no file
_TEXTS = {"conversion", "resource"}
_BEGINNING = b"WARC/"
_END = b"\r\n\r\n"  # of a head, and again of a record
_CHANGING = Pattern(r"(?im)^(content-length|warc-block-digest|warc-payload-digest):([^\r\n]*)")


class _Found(NamedTuple):
    """A record: what its head says, the head as it stands there, and the whole of it."""

    headers: Any
    head: bytes
    whole: bytes

    def is_text(self) -> bool:
        """Whether it is a document."""
        kind = self.headers.get("Content-Type", "text/plain").partition(";")[0]
        return self.headers.get("WARC-Type", "").lower() in _TEXTS and kind.strip().lower() == "text/plain"


def check() -> None:
    """See to it that FastWARC is installed.

    Raises:
        MissingError: It is not.
    """
    needed("fastwarc", "reading and writing WET files", "warc")


def chunks(stream: BinaryIO, packing: str, fields: Fields, start: Position = None) -> Iterator[Chunk]:  # noqa: ARG001
    """Whole records of a file."""
    offset, first = start or (0, 1)
    held: list[bytes] = []
    size = 0

    def chunk() -> Chunk:
        nonlocal offset, first, held, size
        data, begin = b"".join(held), first
        offset, first = offset + size, first + len(held)
        held, size = [], 0
        return Chunk(data, begin, first, [offset, first], passed(stream))

    try:
        for record in _records(compression.blocks(stream, packing, offset), first):
            held.append(record.whole)
            size += len(record.whole)
            if size >= CHUNK:
                yield chunk()
    except BadFileError as error:
        if error.sound:
            yield chunk()
        raise
    if held or (start is None and not offset):
        yield chunk()


def records(data: bytes, first: int, fields: Fields) -> Iterator[tuple[int, _Found]]:  # noqa: ARG001
    """The text records of a chunk, undecoded, with their numbers among all records."""
    for number, record in enumerate(_records([data], first), start=first):
        if record.is_text():
            yield number, record


def read(raw: _Found, name: str, fields: Fields) -> Record:
    """Decode a text record.

    Raises:
        BadRecordError: It is no UTF-8.
    """
    head = raw.headers
    url = head.get("WARC-Target-URI", "").strip("<>")  # some writers of WARC 1.0 put it into brackets
    id_ = head.get("WARC-Record-ID") or name
    return Record(Document(reread(raw, fields), id_, host(url) if url else None), "utf-8", raw)


def write(record: Record, text: str, fields: Fields, facts: Facts) -> Written:  # noqa: ARG001
    """A record with its cleaned text, its length and its digests; a date stays the first line of the text."""
    raw: _Found = record.state
    if text == record.document.text:
        return Written(raw.whole, text, {})
    body = encoded(text, "the cleaned text")
    head = raw.head.decode("latin-1")
    changing = [(found[1].lower(), found[2]) for found in _CHANGING.finditer(head)]
    before = dict(changing)
    if len(before) < len(changing):
        names = ", ".join(name for name, _ in changing)
        raise BadRecordError(f"its head says something twice: {names}")
    after = {name: f" {_measured(name, value, body)}" for name, value in before.items()}
    return Written(_with(head, after) + body + _END, text, {"head": before})


def reread(raw: _Found, fields: Fields) -> str:  # noqa: ARG001
    """The text of a record.

    Raises:
        BadRecordError: It is no UTF-8.
    """
    try:
        return raw.whole[len(raw.head) : -len(_END)].decode()
    except UnicodeDecodeError as error:
        raise BadRecordError(no_utf_8(error)) from None


def restore(raw: _Found, text: str, fields: Fields, kept: dict[str, Any]) -> bytes:  # noqa: ARG001
    """The record that `read` once got, byte for byte."""
    if "head" not in kept:
        return raw.whole
    return _with(raw.head.decode("latin-1"), kept["head"]) + text.encode() + _END


def pieces(
    chunk: Chunk,
    fields: Fields,  # noqa: ARG001
    written: Mapping[int, bytes],
    added: Iterable[str] | None,  # noqa: ARG001 - nothing is added to the head of a record
    cuts: Iterable[int] = (),
) -> list[bytes]:
    """The records of a chunk, the texts among them cleaned, cut before the records of these numbers."""
    there = {}
    for number, record in enumerate(_records([chunk.data], chunk.first), start=chunk.first):
        if number in written:
            there[number] = written[number]
        elif not record.is_text():
            there[number] = record.whole
    return cut_before(there, cuts)


def packed(piece: bytes, packing: str) -> bytes:
    """Pack a piece; gzip has a member for each record, so that readers can go to any of them."""
    if packing != ".gz":
        return compression.packed(piece, packing)
    return b"".join(gzipped.member(record.whole, compression.LEVEL) for record in _records([piece], 1))


def assembly(packing: str) -> Assembly | None:
    """How packed pieces become a file."""
    return None if packing == ".gz" else compression.assembly(packing)


def aside(raw: _Found) -> bytes:
    """A record as the quarantine keeps it, with its head."""
    return raw.whole


def _records(blocks: Iterable[bytes], first: int) -> Iterator[_Found]:
    """Cut bytes into whole records.

    Raises:
        BadFileError: Something else stands between them, or the last one is not whole.
    """
    number = first
    parts: list[bytes] = []
    size = 0
    wanted = 1  # as long as less has come, the next record cannot be whole
    for block in blocks:
        parts.append(block)
        size += len(block)
        if size < wanted:
            continue
        held = b"".join(parts)
        start = length = 0
        while head := _head(held, start, number):
            headers = _read(head, number)
            length = len(head) + _length(headers, number) + len(_END)
            if start + length > len(held):
                break
            record = held[start : start + length]
            if not record.endswith(_END):
                raise BadFileError(f"is damaged: record {number} is not as long as it says", sound=True)
            yield _Found(headers, head, record)
            start += length
            length = 0
            number += 1
        parts, size = [held[start:]], len(held) - start
        wanted = length or size + 1
    if size:
        raise BadFileError(f"ends inside of record {number}", sound=True)


def _head(held: bytes, start: int, number: int) -> bytes:
    """The head of the record that begins at a place; empty if it is not there yet."""
    if not held.startswith(_BEGINNING[: len(held) - start], start):
        raise BadFileError(f"is damaged, or no WARC file: record {number} does not begin as one", sound=True)
    end = held.find(_END, start, start + MOST_HEAD)
    if end < 0 and len(held) - start >= MOST_HEAD:
        raise BadFileError(f"is damaged: the head of record {number} does not end", sound=True)
    return held[start : end + len(_END)] if end >= 0 else b""


def _read(head: bytes, number: int) -> Any:  # noqa: ANN401 - a map that does not mind how a name is spelled
    from fastwarc.warc import WarcRecord

    try:
        return WarcRecord.from_bytes(head).headers
    except OSError as error:
        raise BadFileError(
            f"is damaged: the head of record {number} says nothing: {error}", sound=True
        ) from None


def _length(headers: Any, number: int) -> int:  # noqa: ANN401
    """How long the body of a record is; the library itself knows only one spelling of the name."""
    told = headers.get("Content-Length")
    if told is None or not (told.isascii() and told.isdigit() and len(told) <= _DIGITS):
        raise BadFileError(f"is damaged: record {number} does not say how long it is", sound=True)
    return int(told)


def _with(head: str, values: Mapping[str, str]) -> bytes:
    """A head with other values in some of its fields; their places and the spelling of their names stay."""
    pieces = []
    end = 0
    for found in _CHANGING.finditer(head):
        pieces += [head[end : found.start(2)], values[found[1].lower()]]
        end = found.end()
    return "".join([*pieces, head[end:]]).encode("latin-1")


def _measured(name: str, before: str, body: bytes) -> str:
    """The length or the digest of a text, written in the manner of the one that stood there."""
    if name == "content-length":
        return str(len(body))
    algorithm, _, value = before.strip().partition(":")
    try:
        digest = hashlib.new(algorithm, body, usedforsecurity=False)
    except ValueError:
        raise BadRecordError(f"has a digest of a kind that is not known here: {algorithm!r:.40}") from None
    if len(value) == 2 * digest.digest_size:
        return f"{algorithm}:{digest.hexdigest()}"
    return f"{algorithm}:{b32encode(digest.digest()).decode()}"
