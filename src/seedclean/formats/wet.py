"""WET: the text records of a WARC file are documents; its other records are carried through as they are."""

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
    cut_before,
    encoded,
    host,
    no_utf_8,
    passed,
)
from seedclean.patterns import Pattern

SUFFIXES: tuple[str, ...] = (".wet",)
PACKINGS: tuple[str, ...] = compression.PACKINGS
MANY: bool = True
GAPS: bool = False

MOST_HEAD = 1 << 20
"""A record whose head is longer is none."""

_END = b"\r\n\r\n"  # of a head, and again of a record
_LENGTH = Pattern(r"(?im)^content-length:[ \t]*([0-9]{1,18})[ \t]*\r$")
_CHANGING = Pattern(r"(?im)^(content-length|warc-block-digest|warc-payload-digest):([^\r\n]*)")
_TEXTS = {"conversion", "resource"}


class _Text(NamedTuple):
    head: bytes
    whole: bytes


def check() -> None:
    """Nothing is needed: what WARC has around a record is simple, and is to be kept byte for byte."""


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
            held.append(record)
            size += len(record)
            if size >= CHUNK:
                yield chunk()
    except BadFileError as error:
        if error.sound:
            yield chunk()
        raise
    if held or (start is None and not offset):
        yield chunk()


def records(data: bytes, first: int, fields: Fields) -> Iterator[tuple[int, _Text]]:  # noqa: ARG001
    """The text records of a chunk, undecoded, with their numbers among all records."""
    for number, record in enumerate(_records([data], first), start=first):
        text = _text(record)
        if text is not None:
            yield number, text


def read(raw: _Text, name: str, fields: Fields) -> Record:
    """Decode a text record.

    Raises:
        BadRecordError: It is no UTF-8.
    """
    head = _named(raw.head)
    url = head.get("warc-target-uri", "").strip("<>")  # some writers of WARC 1.0 put it into brackets
    return Record(
        Document(reread(raw, fields), head.get("warc-record-id") or name, host(url) if url else None),
        "utf-8",
        raw,
    )


def write(record: Record, text: str, fields: Fields, facts: Facts) -> Written:  # noqa: ARG001
    """A record with its cleaned text, its length and its digests; a date stays the first line of the text."""
    raw: _Text = record.state
    if text == record.document.text:
        return Written(raw.whole, text, {})
    body = encoded(text, "the cleaned text")
    head = raw.head.decode("latin-1")
    before = {found[1].lower(): found[2] for found in _CHANGING.finditer(head)}
    after = {name: f" {_measured(name, value, body)}" for name, value in before.items()}
    return Written(_with(head, after) + body + _END, text, {"head": before})


def reread(raw: _Text, fields: Fields) -> str:  # noqa: ARG001
    """The text of a record.

    Raises:
        BadRecordError: It is no UTF-8.
    """
    try:
        return raw.whole[len(raw.head) : -len(_END)].decode()
    except UnicodeDecodeError as error:
        raise BadRecordError(no_utf_8(error)) from None


def restore(raw: _Text, text: str, fields: Fields, kept: dict[str, Any]) -> bytes:  # noqa: ARG001
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
        elif _text(record) is None:
            there[number] = record
    return cut_before(there, cuts)


def packed(piece: bytes, packing: str) -> bytes:
    """Pack a piece; gzip has a member for each record, so that readers can go to any of them."""
    if packing != ".gz":
        return compression.packed(piece, packing)
    return b"".join(gzipped.member(record, compression.LEVEL) for record in _records([piece], 1))


def assembly(packing: str) -> Assembly | None:
    """How packed pieces become a file."""
    return None if packing == ".gz" else compression.assembly(packing)


def aside(raw: _Text) -> bytes:
    """A record as the quarantine keeps it, with its head."""
    return raw.whole


def again(data: bytes) -> bytes:
    """A record from the quarantine as a piece of a file."""
    return data


def _records(blocks: Iterable[bytes], first: int) -> Iterator[bytes]:
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
        start = 0
        while (length := _length(held, start, number)) and start + length <= len(held):
            record = held[start : start + length]
            if not record.endswith(_END):
                raise BadFileError(f"is damaged: record {number} is not as long as it says", sound=True)
            yield record
            start += length
            number += 1
        parts, size = [held[start:]], len(held) - start
        wanted = length or size + 1
    if size:
        raise BadFileError(f"ends inside of record {number}", sound=True)


def _length(held: bytes, start: int, number: int) -> int:
    """How long the record is that begins at a place; 0 if its head is not there yet."""
    if not held.startswith(b"WARC/"[: len(held) - start], start):
        raise BadFileError(f"is damaged, or no WARC file: record {number} does not begin as one", sound=True)
    end = held.find(_END, start, start + MOST_HEAD) + len(_END)
    if end < len(_END):
        if len(held) - start >= MOST_HEAD:
            raise BadFileError(f"is damaged: the head of record {number} does not end", sound=True)
        return 0
    told = _LENGTH.search(held[start:end].decode("latin-1"))
    if told is None:
        raise BadFileError(f"is damaged: record {number} does not say how long it is", sound=True)
    return end - start + int(told[1]) + len(_END)


def _text(record: bytes) -> _Text | None:
    """The record as a text, if it is one."""
    head = record[: record.find(_END) + len(_END)]
    named = _named(head)
    if named.get("warc-type", "").lower() not in _TEXTS:
        return None
    kind = named.get("content-type", "text/plain").partition(";")[0].strip().lower()
    return _Text(head, record) if kind == "text/plain" else None


def _named(head: bytes) -> dict[str, str]:
    """The fields of a head, their names in small letters."""
    lines = (line.partition(":") for line in head.decode("utf-8", "replace").split("\r\n")[1:])
    return {name.strip().lower(): value.strip() for name, _, value in lines}


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
