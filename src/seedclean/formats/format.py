"""The base of all formats: what one must say of itself, with defaults for the rest."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from seedclean.formats import compression as compressions
from seedclean.formats.base import (
    Assembly,
    Chunk,
    Facts,
    Fields,
    Limits,
    Position,
    Raw,
    Record,
    Written,
    join_records,
)


class Format(ABC):
    """A way in which documents are stored in files.

    A format gives `suffixes` and the six abstract methods. The other names have defaults that suit a
    format whose records are bytes and whose files are their concatenation.

    Attributes:
        suffixes: The endings of its files' names.
        compressions: The endings that may follow them.
        many: Whether a file can hold several documents.
        has_fields: Whether a document has fields beside its text.
        gaps: Whether the numbers of records leave gaps that the output does not have.
    """

    suffixes: tuple[str, ...]
    compressions: tuple[str, ...] = compressions.SUFFIXES
    many: bool = True
    has_fields: bool = True
    gaps: bool = False

    @abstractmethod
    def read_chunks(
        self,
        stream: BinaryIO,
        compression: str,
        fields: Fields,
        start: Position = None,
        limits: Limits = Limits(),  # noqa: B008 - a tuple
    ) -> Iterator[Chunk]:
        """Cut a file into chunks, at least one, from its beginning or from the position of a chunk.

        `BadFileError` says why it cannot be read to its end.
        """

    @abstractmethod
    def split(self, data: bytes, first: int, fields: Fields) -> Iterator[tuple[int, Raw]]:
        """Take the documents out of a chunk, unparsed, with their numbers."""

    @abstractmethod
    def parse(self, raw: Raw, name: str, fields: Fields) -> Record:
        """Parse a record; `BadRecordError` says why it cannot be."""

    @abstractmethod
    def write(self, record: Record, text: str, fields: Fields, facts: Facts) -> Written:
        """Make a record with its cleaned text."""

    @abstractmethod
    def read_text(self, raw: Raw, fields: Fields) -> str:
        """Read the text in a record that `write` wrote."""

    @abstractmethod
    def restore(self, raw: Raw, text: str, fields: Fields, kept: dict[str, Any]) -> Raw:
        """Make the original record from the cleaned one and the original text, for `render`."""

    def check_figures(self, names: Iterable[str]) -> None:  # noqa: B027 - most formats have fields of any name
        """Raise `FieldError` if records cannot have figures of these names."""

    def check(self) -> None:  # noqa: B027 - most formats need nothing
        """Raise `MissingError` if an optional dependency of this format is not installed."""

    def render(
        self,
        chunk: Chunk,  # noqa: ARG002
        fields: Fields,  # noqa: ARG002
        written: Mapping[int, Any],
        added: Mapping[str, type] | None,  # noqa: ARG002
        cuts: Iterable[int] = (),
        *,
        only: bool = False,  # noqa: ARG002
    ) -> list[bytes]:
        """Encode a chunk with its documents as `write` or `restore` gave them; missing ones are left out.

        Everything else in the chunk stays as it is. Where all records of a file have
        the same fields, `added` has the names and types of those to add, and `None`
        removes those that were added. The chunk is cut before the records of the numbers in
        `cuts`, so there is one piece more than there are cuts. With `only`, whatever
        is no document is left out, too.
        """
        return join_records(written, cuts)

    def compress(self, piece: bytes, compression: str) -> bytes:
        """Compress a piece of a file."""
        return compressions.compress(piece, compression)

    def assembly(self, compression: str) -> Assembly | None:
        """The way from compressed pieces to a file; `None` where concatenating them is enough."""
        return compressions.assembly(compression)

    def quarantine(self, raw: Raw) -> bytes:
        """Encode a record for the quarantine."""
        data: bytes = raw
        return data

    def replay(self, data: bytes) -> bytes:
        """Make a piece of a file from a record in the quarantine."""
        return data
