"""Escaping of everything that is shown to people, since texts and names may hold anything."""

from __future__ import annotations

from collections.abc import Iterable

from seedclean.patterns import Pattern

_HARMFUL = Pattern(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def escape(text: str, hidden: Iterable[str] = (), kept: str = "") -> str:
    r"""Escape the characters that would move the cursor, turn a line round or command the terminal.

    Args:
        text: A text of any origin.
        hidden: More characters to escape.
        kept: Characters to leave alone.

    >>> print(escape("a\x1b[2Jb\nc"))
    a\x1b[2Jb\nc
    """
    found = {*hidden, *_HARMFUL.findall(text)} - set(kept)
    if not found:
        return text
    return text.translate({ord(one): one.encode("unicode_escape").decode() for one in found})
