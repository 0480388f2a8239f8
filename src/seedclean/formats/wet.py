"""WET: the text records of a WARC file are documents; its other records are carried through as they are.

Heads are parsed here, not by a library: one that gets a damaged head may
reserve as much memory as the head says the record has, and none could write a
head again byte for byte. Only the fields that change are written anew, in the
head as it was.
"""

from __future__ import annotations

import hashlib
import io
from base64 import b32encode
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from seedclean.document import Document
from seedclean.formats import compression as compressions
from seedclean.formats import gzip_pieces
from seedclean.formats.base import (
    CHUNK,
    Assembly,
    BadFileError,
    BadRecordError,
    Chunk,
    Facts,
    FieldError,
    Fields,
    Limits,
    Position,
    Record,
    Written,
    bytes_read,
    describe_decode_error,
    encode_text,
    host_of,
    join_records,
)
from seedclean.formats.format import Format
from seedclean.patterns import Pattern

MOST_HEAD = 1 << 20
"""A record whose head is longer is damaged."""

_DIGITS = 18  # of a length; no file has more
_TEXTS = {"conversion", "resource"}
_BEGINNING = b"WARC/"
_END = b"\r\n\r\n"  # of a head, and again of a record
_VERSION = Pattern(r"WARC/[0-9]+\.[0-9]+\r?")
_TOKEN = Pattern(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CHANGING = Pattern(r"(?im)^(content-length|warc-block-digest|warc-payload-digest):([^\r\n]*)")


class WarcRecord(NamedTuple):
    """A record.

    Attributes:
        headers: The fields of its head, by their names in small letters.
        head: The head.
        whole: The whole record.
    """

    headers: dict[str, str]
    head: bytes
    whole: bytes

    def is_text(self) -> bool:
        """Tell whether it is a document."""
        kind = self.headers.get("content-type", "text/plain").partition(";")[0]
        return self.headers.get("warc-type", "").lower() in _TEXTS and kind.strip().lower() == "text/plain"


class Wet(Format):
    """WET files, as Common Crawl publishes them."""

    suffixes = (".wet",)

    def read_chunks(
        self,
        stream: BinaryIO,
        compression: str,
        fields: Fields,  # noqa: ARG002
        start: Position = None,
        limits: Limits = Limits(),  # noqa: B008 - a tuple
    ) -> Iterator[Chunk]:
        """Read whole records."""
        offset, first = start or (0, 1)
        held: list[bytes] = []
        size = 0
        left = None if compression else _bytes_left(stream, offset)

        def chunk() -> Chunk:
            nonlocal offset, first, held, size
            data, begin = b"".join(held), first
            offset, first = offset + size, first + len(held)
            held, size = [], 0
            return Chunk(data, begin, first, [offset, first], bytes_read(stream))

        try:
            blocks = compressions.read_blocks(stream, compression, offset, limits)
            for record in split_records(blocks, first, left, limits):
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

    def split(self, data: bytes, first: int, fields: Fields) -> Iterator[tuple[int, WarcRecord]]:  # noqa: ARG002
        """Take the text records out of a chunk, undecoded, with their numbers among all records."""
        for number, record in enumerate(split_records([data], first), start=first):
            if record.is_text():
                yield number, record

    def parse(self, raw: WarcRecord, name: str, fields: Fields) -> Record:
        """Decode a text record.

        Raises:
            BadRecordError: It is not UTF-8.
        """
        url = raw.headers.get("warc-target-uri", "").strip("<>")  # some writers of WARC 1.0 add brackets
        id_ = raw.headers.get("warc-record-id") or name
        return Record(Document(self.read_text(raw, fields), id_, host_of(url) if url else None), "utf-8", raw)

    def check_figures(self, names: Iterable[str]) -> None:
        """Raise `FieldError` for a name that the head of a record cannot have."""
        for name in names:
            if _TOKEN.fullmatch(name) is None:
                raise FieldError(
                    f"the head of a WET record has no field {name!r}; give a name of letters, digits and -"
                )

    def write(self, record: Record, text: str, fields: Fields, facts: Facts) -> Written:  # noqa: ARG002
        """Make a record with its cleaned text, its length and its digests; a date stays the first line.

        Figures become fields of the head; one that is unknown does not, nor one that the head has already.
        """
        raw: WarcRecord = record.state
        added = {
            name: value
            for name, value in facts.figures.items()
            if value is not None and name.lower() not in raw.headers
        }
        kept: dict[str, Any] = {"added": list(added)} if added else {}
        head = raw.head
        body = raw.whole[len(head) : -len(_END)]
        if text != record.document.text:
            body = encode_text(text, "the cleaned text")
            head, kept["head"] = _remeasure(head.decode("latin-1"), body)
        return Written(_with_figures(head, added) + body + _END, text, kept)

    def read_text(self, raw: WarcRecord, fields: Fields) -> str:  # noqa: ARG002
        """Decode the text of a record.

        Raises:
            BadRecordError: It is not UTF-8.
        """
        try:
            return raw.whole[len(raw.head) : -len(_END)].decode()
        except UnicodeDecodeError as error:
            raise BadRecordError(describe_decode_error(error)) from None

    def restore(self, raw: WarcRecord, text: str, fields: Fields, kept: dict[str, Any]) -> bytes:  # noqa: ARG002
        """Make the original record, byte for byte."""
        head = _without_figures(raw.head, kept.get("added", ()))
        if "head" not in kept:
            return head + raw.whole[len(raw.head) :]
        return _replace_fields(head.decode("latin-1"), kept["head"]) + text.encode() + _END

    def render(
        self,
        chunk: Chunk,
        fields: Fields,  # noqa: ARG002
        written: Mapping[int, bytes],
        added: Mapping[str, type] | None,  # noqa: ARG002 - each head says its own fields
        cuts: Iterable[int] = (),
        *,
        only: bool = False,
    ) -> list[bytes]:
        """Join the records of a chunk, the texts among them cleaned, cut before the given numbers."""
        there = {}
        for number, record in enumerate(split_records([chunk.data], chunk.first), start=chunk.first):
            if number in written:
                there[number] = written[number]
            elif not (only or record.is_text()):
                there[number] = record.whole
        return join_records(there, cuts)

    def compress(self, piece: bytes, compression: str) -> bytes:
        """Compress a piece; gzip has a member for each record, so that readers can go to any of them."""
        if compression != ".gz":
            return compressions.compress(piece, compression)
        records = split_records([piece], 1)
        return b"".join(gzip_pieces.compress_member(one.whole, compressions.LEVEL) for one in records)

    def assembly(self, compression: str) -> Assembly | None:
        """The way from compressed pieces to a file."""
        return None if compression == ".gz" else compressions.assembly(compression)

    def quarantine(self, raw: WarcRecord) -> bytes:
        """Encode a record for the quarantine, with its head."""
        return raw.whole


def split_records(
    blocks: Iterable[bytes],
    first: int,
    left: int | None = None,
    limits: Limits = Limits(),  # noqa: B008 - a tuple
) -> Iterator[WarcRecord]:
    """Cut bytes into whole records.

    Args:
        blocks: The bytes, in pieces of any size.
        first: The number of the first record.
        left: The bytes that are left of the file, where that is known.
        limits: The largest record.

    Raises:
        BadFileError: There is something other than a record, or the last one is not whole.
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
        while head := _find_head(held, start, number):
            headers = _parse_head(head, number)
            length = len(head) + _content_length(headers, number) + len(_END)
            if left is not None and length > left:
                raise BadFileError(f"ends inside of record {number}", sound=True)
            compressions.check_record_size(length, number, limits)
            if start + length > len(held):
                break
            record = held[start : start + length]
            if not record.endswith(_END):
                raise BadFileError(f"is damaged: record {number} is not as long as it says", sound=True)
            yield WarcRecord(headers, head, record)
            start += length
            left = None if left is None else left - length
            length = 0
            number += 1
        parts, size = [held[start:]], len(held) - start
        wanted = length or size + 1
    if size:
        raise BadFileError(f"ends inside of record {number}", sound=True)


def _bytes_left(stream: BinaryIO, offset: int) -> int | None:
    if not stream.seekable():
        return None
    end = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return end - offset


def _find_head(held: bytes, start: int, number: int) -> bytes:
    """The head of the record that begins at a place; empty if it is not there yet."""
    if not held.startswith(_BEGINNING[: len(held) - start], start):
        raise BadFileError(
            f"is damaged, or not a WARC file: record {number} does not begin as one", sound=True
        )
    end = held.find(_END, start, start + MOST_HEAD)
    if end < 0 and len(held) - start >= MOST_HEAD:
        raise BadFileError(f"is damaged: the head of record {number} does not end", sound=True)
    return held[start : end + len(_END)] if end >= 0 else b""


def _parse_head(head: bytes, number: int) -> dict[str, str]:
    """The fields of a head; of those that come twice the first, and folded lines joined."""
    version, *lines = head.decode("utf-8", "replace").split("\n")
    if _VERSION.fullmatch(version) is None:
        raise BadFileError(f"is damaged: the head of record {number} has no version", sound=True)
    fields: dict[str, str] = {}
    name = ""
    for line in lines:
        if line[:1] in {" ", "\t"} and name:
            fields[name] += f" {line.strip()}"
            continue
        before, colon, value = line.partition(":")
        name = before.strip().lower() if colon else ""
        if name:
            fields.setdefault(name, value.strip())
    return fields


def _content_length(headers: Mapping[str, str], number: int) -> int:
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) <= _DIGITS):
        raise BadFileError(f"is damaged: record {number} does not say how long it is", sound=True)
    return int(length)


def _replace_fields(head: str, values: Mapping[str, str]) -> bytes:
    """Replace the values of some fields of a head; their places and the spelling of their names stay."""
    pieces = []
    end = 0
    for found in _CHANGING.finditer(head):
        pieces += [head[end : found.start(2)], values[found[1].lower()]]
        end = found.end()
    return "".join([*pieces, head[end:]]).encode("latin-1")


def _remeasure(head: str, body: bytes) -> tuple[bytes, dict[str, str]]:
    """A head with the length and the digests of another text, and the values that it had."""
    changing = [(found[1].lower(), found[2]) for found in _CHANGING.finditer(head)]
    before = dict(changing)
    if len(before) < len(changing):
        names = ", ".join(name for name, _ in changing)
        raise BadRecordError(f"its head says something twice: {names}")
    after = {name: f" {_measure(name, value, body)}" for name, value in before.items()}
    return _replace_fields(head, after), before


def _with_figures(head: bytes, figures: Mapping[str, float]) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in figures.items())
    return head[:-2] + lines.encode() + head[-2:] if lines else head


def _without_figures(head: bytes, names: Collection[str]) -> bytes:
    lines = head[: -len(_END)].split(b"\r\n")
    figures = lines[len(lines) - len(names) :] if names else []
    if [line.partition(b": ")[0].decode("latin-1") for line in figures] != list(names):
        raise ValueError(f"the head has not the fields {', '.join(names)!r:.80} at its end")
    return b"\r\n".join(lines[: len(lines) - len(figures)]) + _END


def _measure(name: str, before: str, body: bytes) -> str:
    """The length or the digest of a text, written like the one before."""
    if name == "content-length":
        return str(len(body))
    algorithm, _, value = before.strip().partition(":")
    try:
        digest = hashlib.new(algorithm, body, usedforsecurity=False)
    except ValueError:
        raise BadRecordError(f"has a digest of an unknown kind: {algorithm!r:.40}") from None
    if len(value) == 2 * digest.digest_size:
        return f"{algorithm}:{digest.hexdigest()}"
    return f"{algorithm}:{b32encode(digest.digest()).decode()}"
