"""Results for a line of a document, found when a rule asks for that line."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from seedclean.document import Document

T = TypeVar("T")
Key = TypeVar("Key")


def find_once(find: Callable[[Document, Key], T]) -> Callable[[Document, Key], T]:
    r"""Make a function of a document and one of its rows run once for each row that is asked for.

    Few lines have anything that makes a rule ask; `Document.rows` serves functions of all lines.

    Args:
        find: A function of a document and a row, or another key.

    >>> @find_once
    ... def count_words(document, row):
    ...     return len(document.lines[row].split())
    >>> count_words(Document("The mill turns.\nIt rained."), 1)
    2
    """

    def results(_document: Document) -> dict[Key, T]:
        return {}

    @wraps(find)
    def find_or_remember(document: Document, key: Key) -> T:
        known = document.view(results)
        if key not in known:
            known[key] = find(document, key)
        return known[key]

    return find_or_remember
