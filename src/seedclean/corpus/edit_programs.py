"""The edits of other tools: read from files, checked against the texts, and made before the rules run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

from seedclean.edits import Edit
from seedclean.errors import RunError
from seedclean.formats import BadRecordError, strip_suffix
from seedclean.formats.compression import read_blocks
from seedclean.patterns import Pattern

_FIELDS = itemgetter(*Edit._fields)
_NAME = Pattern(r"[\w./:-]{1,100}")

Program = Sequence[tuple[int, int, str | None, str, str]]
"""The edits of a document: start, end, old text if the tool says it, new text, name."""


def find_edits(path: Path, id_: str | None, text: str) -> list[Edit]:
    """Find the edits of a document, and check them against its text.

    Args:
        path: The file of the edits, or a folder of such files.
        id_: The name of the document.
        text: Its text.

    Raises:
        BadRecordError: They do not belong to this text.
        RunError: The file cannot be read, or holds something else.
    """
    program = load_programs(path).get(id_ or "")
    if program is None:
        return []
    edits = []
    for start, end, old, new, name in sorted(program, key=lambda one: one[:2]):
        if not 0 <= start <= end <= len(text):
            raise BadRecordError(f"the edit of {name} from {start} to {end} is outside of the text")
        if old is not None and text[start:end] != old:
            raise BadRecordError(f"the edit of {name} at {start} is of another text: {old!r:.40}")
        edits.append(Edit(start, text[start:end], new, name))
    for one, other in pairwise(edits):
        if other.start < one.end or (other.start == one.start and not one.old and not other.old):
            raise BadRecordError(f"the edits of {one.rule} and {other.rule} at {other.start} overlap")
    return [edit for edit in edits if edit.old != edit.new]


@lru_cache(maxsize=2)
def load_programs(path: Path) -> Mapping[str, Program]:
    """Load the edits of all documents, by their names; they are held in memory.

    Raises:
        RunError: A file cannot be read, or holds something else.
    """
    programs: dict[str, list[tuple[int, int, str | None, str, str]]] = {}
    for file in _files(path):
        for number, line in enumerate(_lines(file), start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                if row["id"] is not None:
                    programs.setdefault(str(row["id"]), []).extend(_parse(row))
            except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
                reason = f"{type(error).__name__}: {error}"
                raise RunError(f"{file}, line {number}, has no edits of a document ({reason:.120})") from None
    return programs


def _parse(row: Mapping[str, Any]) -> Iterator[tuple[int, int, str | None, str, str]]:
    """The edits of a row: with their texts, or as spans to take out."""
    for edit in row.get("edits", ()):
        start, old, new, name = _FIELDS(edit) if isinstance(edit, dict) else edit
        yield int(start), int(start) + len(old), str(old), str(new), _check_name(name)
    for name, spans in row.get("attributes", {}).items():
        for start, end, *_ in spans:
            yield int(start), int(end), None, "", _check_name(name)
    if "edits" not in row and "attributes" not in row:
        raise LookupError("it has neither edits nor attributes")


def _check_name(name: str) -> str:
    if _NAME.fullmatch(name) is None:
        raise ValueError(f"{name!r:.40} is no name; letters, digits and ._/:- make one")
    return name


def _files(path: Path) -> list[Path]:
    files = sorted(path.rglob("*.jsonl*")) if path.is_dir() else [path]
    if not files:
        raise RunError(f"{path} has no files of JSON lines")
    return files


def _lines(path: Path) -> Iterator[bytes]:
    _, compression = strip_suffix(path.name)
    try:
        with path.open("rb") as file:
            data = b"".join(read_blocks(file, compression))
    except (OSError, ValueError) as error:  # a damaged file is a `BadFileError`
        raise RunError(f"{path} cannot be read: {error}") from None
    yield from data.split(b"\n")
