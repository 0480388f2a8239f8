"""dates"""
from collections.abc import Iterator
from datetime import date, datetime
from seedclean.document import Change, Document
from seedclean.registry import rule

def canonical_date(text: str) -> date | datetime | None:
    return None

@rule
def date_header(document: Document) -> Iterator[Change]:
    """x"""
    yield from ()
