"""Flags of lines, raised by their words: the cheap check before the patterns.

Most lines hold no word that any rule asks for. One look at the words of a line
says for all rules together which of them have to look closer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedclean.document import Document


def flags_of(document: Document) -> list[int]:
    r"""The flags of each line, as one number a line.

    >>> from seedclean.cleaners.boilerplate.flag_bits import RIGHTS
    >>> from seedclean.document import Document
    >>> flags_of(Document("The ferry was late.\nAll rights reserved")) == [0, RIGHTS]
    True
    """
    return document.rows(_flags_of, _flags_of_all)


def _flags_of(line: str) -> int:
    from seedclean.cleaners.boilerplate.flag_tables import line_flags  # makes its tables when first called
    from seedclean.native.binding import code_points_of

    return line_flags()(code_points_of(line), 1)[0]


def _flags_of_all(document: Document) -> list[int]:
    from seedclean.cleaners.boilerplate.flag_tables import line_flags
    from seedclean.native.binding import code_points_of

    return line_flags()(code_points_of(document.text), len(document.lines))
