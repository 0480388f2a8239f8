"""Spans of a text in the layout of dolma's attributes: what cleaning takes out, without the text.

A file of attributes has a row for each row of the file of documents, in the same order: its `id`, and
lists of `[start, end, score]` by name, in code points.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from seedclean.cleaned import Cleaned
from seedclean.formats import BadRecordError
from seedclean.formats.json_object import parse_line

PREFIX = "seedclean__"
REMOVED = f"{PREFIX}removed"
"""The spans that cleaning takes out, of all rules: what a mixer replaces by nothing."""

REPLACED = f"{PREFIX}replaced"
"""The spans in whose place cleaning puts something else, which these files do not hold."""

CERTAINTY = f"{PREFIX}certainty"
"""The whole text, with the certainty of the page as its score."""

_SCORE = 1.0


def attribute_row(raw: bytes, field: str, text: str, cleaned: Cleaned) -> bytes:
    """Make the row of a document.

    Args:
        raw: Its line.
        field: The field that holds its name.
        text: Its text.
        cleaned: What came of it.
    """
    spans: dict[str, list[list[Any]]] = defaultdict(list)
    for edit in cleaned.edits:
        if not edit.old:
            continue
        span = [edit.start, edit.end, _SCORE]
        spans[REPLACED if edit.new else REMOVED].append(span)
        for rule in edit.rule.split("+"):
            spans[f"{PREFIX}{rule}"].append(span)
    if cleaned.certainty is not None:
        spans[CERTAINTY].append([0, len(text), round(cleaned.certainty, 4)])
    return _row(raw, field, dict(spans))


def empty_row(raw: bytes, field: str) -> bytes:
    """Make the row of a document that could not be cleaned: the rows of the two files lie side by side."""
    return _row(raw, field, {})


def _row(raw: bytes, field: str, spans: dict[str, list[list[Any]]]) -> bytes:
    """A row with the name as the line has it, be it a number: dolma compares the two."""
    try:
        line = parse_line(raw)
        id_ = line.literal(field) if field in line.fields else "null"
    except BadRecordError:
        id_ = "null"
    return f'{{"id": {id_}, "attributes": {json.dumps(spans)}}}\n'.encode()
