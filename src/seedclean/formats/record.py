"""What all formats share: a record, the names of its fields, and what makes it a bad one."""

from __future__ import annotations

from typing import Any, NamedTuple

from seedclean.document import Document


class Fields(NamedTuple):
    """The names of the fields that mean something to us.

    Attributes:
        text: Holds the text. A record without it is a bad one.
        id: Holds the name of the document, if there is one.
        site: Holds the site; where it is missing, the host of `url` is taken.
    """

    text: str = "text"
    id: str = "id"
    site: str = "site"


class Record(NamedTuple):
    """A document as its file holds it.

    Attributes:
        document: The text and what the record says about it.
        encoding: How the text was written, `"utf-8"` unless it was not.
        state: What the format itself needs to write the record again.
    """

    document: Document
    encoding: str
    state: Any


class Facts(NamedTuple):
    """What was found out about a document and may become fields of its record.

    Attributes:
        header: The canonical date header that the cleaned text begins with,
            with the blank line below it; empty where there is none.
        fields: The values to add, by the name of their field.
    """

    header: str
    fields: dict[str, str | None]


class Written(NamedTuple):
    """A cleaned record as bytes.

    Attributes:
        data: What goes into the output file.
        text: The text as it stands there, without a header that became a field.
        kept: What `restore` needs, apart from the edits; plain JSON values.
    """

    data: bytes
    text: str
    kept: dict[str, Any]


class BadRecordError(ValueError):
    """A record that cannot be read; the message is the reason, for people."""


def encoded(text: str, whose: str) -> bytes:
    r"""The text as UTF-8.

    Raises:
        BadRecordError: It holds half of a surrogate pair, which no UTF-8 can hold.

    >>> encoded("Café", "its text")
    b'Caf\xc3\xa9'
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        half = f"U+{ord(text[error.start]):04X}"
        raise BadRecordError(
            f"{whose} holds half of a surrogate pair, {half}, at character {error.start}"
        ) from None
