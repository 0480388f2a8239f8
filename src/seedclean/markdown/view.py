"""The view of Markdown in which rules look: its plain text, line for line, with the marks beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from seedclean.markdown.blocks import PROTECTED
from seedclean.markdown.lift import lift
from seedclean.markdown.marks import marks_of, no_marks
from seedclean.markdown.parse import Parsed, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedclean.document import Document
    from seedclean.edits import Edit


class MarkdownView(NamedTuple):
    """A document of Markdown, taken apart.

    Attributes:
        parsed: Its marks, and the way back from the plain text.
        plain: Its plain text as a document; `marks_of` gives the marks of its lines.
    """

    parsed: Parsed
    plain: Document

    @property
    def has_front_matter(self) -> bool:
        """True where the text begins with fields of its own, which a line above would break."""
        return self.parsed.blocks[0] == PROTECTED and self.parsed.text[:3] in ("---", "+++")

    def lift(self, edits: Sequence[Edit]) -> list[Edit]:
        """Express edits of the plain text against the Markdown."""
        return lift(self.parsed, edits)

    def shows(self, document: Document) -> bool:
        """Check whether a document is the plain one of this view, with the same marks."""
        return self.plain.text == document.text and self.parsed.marks == marks_of(document)


def parse_document(document: Document) -> Parsed:
    """The marks of a document of Markdown, and its plain text; ask for it by `document.view`."""
    return parse(document.text)


def view_of(document: Document) -> MarkdownView:
    r"""Take a document of Markdown apart.

    Args:
        document: The document.

    >>> from seedclean.document import Document
    >>> view_of(Document("# [Ferry](/) late\n")).plain.text
    'Ferry late\n'
    """
    parsed = document.view(parse_document)
    plain = document._replace(text=parsed.plain)
    plain.know_rows(no_marks, parsed.marks)
    return MarkdownView(parsed, plain)
