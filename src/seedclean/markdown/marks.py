"""The marks of a line of Markdown: evidence beside its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from seedclean.document import Document


ALL_LINK = 0.9
"""The share of a line from which on it is all link: a mark or a number may be beside it."""


class LineMarks(NamedTuple):
    """The marks of a line.

    Attributes:
        heading: The level of a heading, from 1; 0 where the line is none.
        item: Whether it is an item of a list.
        quote: Whether it is quoted.
        image: Whether it has an image.
        links: The number of links to elsewhere; those to a place on the same page are no evidence.
        link_share: The share of its characters, blanks aside, that are text of such links.
        written: Whether an author wrote it, and no program that turns pages into Markdown: a tag of HTML,
            a definition of a link, or a link to another file of Markdown.
    """

    heading: int = 0
    item: bool = False
    quote: bool = False
    image: bool = False
    links: int = 0
    link_share: float = 0.0
    written: bool = False


NO_MARKS = LineMarks()


def no_marks(_line: str) -> LineMarks:
    """Return no marks: a line of plain text has none."""
    return NO_MARKS


def marks_of(document: Document) -> list[LineMarks]:
    """The marks of each line; of a text that is not read as Markdown, none.

    >>> from seedclean.document import Document
    >>> marks_of(Document("The ferry was late."))[0].heading
    0
    """
    return document.rows(no_marks)
