"""Line ends."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.document import Change, Document
from seedclean.patterns import find_all
from seedclean.registry import rule


@rule(needs="\r")
def line_end(document: Document) -> Iterator[Change]:
    r"""Replace the line ends of Windows and of old Macs by `"\n"`.

    Why: a `"\r"` that nobody sees makes equal lines differ and sticks to the last word of each.

    Leaves alone: `"\n"` itself, and all other white space, form feeds and line separators too.

    >>> from seedclean import clean
    >>> clean("One.\r\nTwo.\rThree.\n", (line_end,)).text
    'One.\nTwo.\nThree.\n'
    """
    text = document.text
    for place in find_all(text, "\r"):
        end = place + 1
        if text.startswith("\n", end):
            yield place, end, ""
        else:
            yield place, end, "\n"
