"""Markdown: a view of a text without its marks, in which the rules look, and the way back to the text."""

from seedclean.markdown.blocks import PROTECTED
from seedclean.markdown.delete import delete_marks
from seedclean.markdown.marks import ALL_LINK, NO_MARKS, LineMarks, marks_of
from seedclean.markdown.parse import Parsed, parse
from seedclean.markdown.recognise import is_markdown
from seedclean.markdown.view import MarkdownView, parsed_of, view_of

__all__ = [
    "ALL_LINK",
    "NO_MARKS",
    "PROTECTED",
    "LineMarks",
    "MarkdownView",
    "Parsed",
    "delete_marks",
    "is_markdown",
    "marks_of",
    "parse",
    "parsed_of",
    "view_of",
]
