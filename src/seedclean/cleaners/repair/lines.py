"""Line ends and byte-order marks."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.document import Change, Document
from seedclean.registry import rule

BYTE_ORDER_MARK = "\ufeff"


@rule
def line_end(document: Document) -> Iterator[Change]:
    r"""Replace the line ends of Windows and of old Macs by `"\n"`.

    Why: a `"\r"` that nobody sees makes equal lines differ and sticks to the last word of each.

    Leaves alone: `"\n"` itself, and all other white space, form feeds and line separators too.

    >>> from seedclean import clean
    >>> clean("One.\r\nTwo.\rThree.\n", (line_end,)).text
    'One.\nTwo.\nThree.\n'
    """
    text = document.text
    place = text.find("\r")
    while place >= 0:
        end = place + 1
        if text.startswith("\n", end):
            yield place, end, ""
        else:
            yield place, end, "\n"
        place = text.find("\r", end)


@rule
def byte_order_mark(document: Document) -> Iterator[Change]:
    r"""Delete byte-order marks.

    Why: a mark from the start of a file says how its bytes are ordered. In a text it says nothing,
    and where files were joined it stands in the middle of a line and splits a word that looks whole.

    Leaves alone: other invisible characters, which scripts and emoji need.

    >>> from seedclean import clean
    >>> clean("\ufeffThe council met.\n", (byte_order_mark,)).text
    'The council met.\n'
    """
    text = document.text
    place = text.find(BYTE_ORDER_MARK)
    while place >= 0:
        yield place, place + 1, ""
        place = text.find(BYTE_ORDER_MARK, place + 1)
