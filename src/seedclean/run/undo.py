"""Undo: from a cleaned corpus and its edits back to the originals."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from seedclean.edits import Edit, revert
from seedclean.formats import FORMATS, BadRecordError, Fields, Format, format_of, stem
from seedclean.formats.compression import DAMAGE, unpacked
from seedclean.run.errors import RunError
from seedclean.run.inputs import OURS, check_apart
from seedclean.run.output import Folder, Unfinished
from seedclean.run.worker import digest

Entry = dict[str, Any]


class Undone(NamedTuple):
    """What an undo has done.

    Attributes:
        files: The number of files that are as they were.
        problems: Files that were left out, each with its reason.
    """

    files: int
    problems: list[tuple[str, str]]


class ChangedError(Exception):
    """A cleaned file is not as it was written."""


def undo(cleaned: Path, target: Path, *, force: bool = False) -> Undone:
    """Turn a cleaned corpus back into the originals.

    Text files come back byte for byte, records value for value; bad records
    come back from the quarantine. A file that was changed since it was
    cleaned is left out as a whole.

    Args:
        cleaned: The output of a run that kept the edits.
        target: Where the originals go.
        force: Whether files that stand there are overwritten.

    Raises:
        RunError: There are no edits, or something stands in the way.
    """
    ours = cleaned / OURS
    if not (ours / "edits").is_dir():
        raise RunError(f"{cleaned} has no {OURS}/edits to undo; only a run with --edits keeps them")
    check_apart([cleaned], target)
    names = sorted({*_names(ours / "edits"), *_names(ours / "quarantine")})
    if not force:
        for name in names:
            if (target / name).exists():
                raise RunError(f"{target / name} exists; give another folder, or --force to overwrite it")
    folder = Folder(target, (cleaned,))
    problems = []
    for name in names:
        try:
            _restore(cleaned, name, folder)
        except (ChangedError, BadRecordError, *DAMAGE) as error:
            problems.append((name, str(error)))
    return Undone(len(names) - len(problems), problems)


def _restore(cleaned: Path, name: str, folder: Folder) -> None:
    quarantine = cleaned / OURS / "quarantine"
    file: Unfinished | None = None
    try:
        whole = next(
            (entry for entry in _entries(quarantine / f"{name}.jsonl") if entry["line"] is None), None
        )
        if whole is not None:
            chunks = _whole(whole, quarantine / f"{name}.copy")
            file = folder.begin(name)
        else:
            chunks = _originals(cleaned, name)
            file = folder.begin(name, stem(name)[1])
        for chunk in chunks:
            file.write(chunk)
        file.finish()
    except (KeyError, TypeError, ValueError) as error:
        raise ChangedError(f"what was kept of it is damaged ({error!r})") from None
    finally:
        if file is not None:
            file.drop()


def _whole(entry: Entry, copy: Path) -> Iterator[bytes]:
    """A file that could not be read to its end, as it stood on the disk."""
    if entry.get("copied"):
        with copy.open("rb") as file:
            while chunk := file.read(1 << 20):
                yield chunk
    elif entry["bytes"] is None:
        raise ChangedError("could not be read when it was cleaned, so nothing is kept of it")
    else:
        yield b64decode(entry["bytes"])


def _originals(cleaned: Path, name: str) -> Iterator[bytes]:
    """The records of a file, the bad ones among the others at their places."""
    kept = _entries(cleaned / OURS / "edits" / f"{name}.jsonl")
    about = next(kept, None)
    format_name = about["format"] if about else format_of(name) or "txt"
    end = b"\n" if FORMATS[format_name].MANY else b""
    bad = (
        (entry["line"], b64decode(entry["bytes"]) + end)
        for entry in _entries(cleaned / OURS / "quarantine" / f"{name}.jsonl")
    )
    good = _good(cleaned / name, FORMATS[format_name], Fields(**about["fields"]), kept) if about else ()
    for _, data in merge(good, bad, key=itemgetter(0)):
        yield data


def _good(path: Path, format_: Format, fields: Fields, kept: Iterator[Entry]) -> Iterator[tuple[int, bytes]]:
    entry = next(kept, None)
    if not path.is_file():
        raise ChangedError("is missing")
    with path.open("rb") as stream:
        for line, data in format_.split(unpacked(stream, stem(path.name)[1])):
            if entry is None:
                raise ChangedError(f"line {line}: is none of the records that were cleaned")
            text = format_.reread(data, fields)
            if digest(text) != entry["after"]:
                raise ChangedError(f"line {line}: the text is another one than was written")
            edits = [Edit(*edit) for edit in entry["edits"]]
            original = revert(entry.get("header", "") + text, edits)
            yield entry["line"], format_.restore(data, original, fields, entry)
            entry = next(kept, None)
    if entry is not None:
        raise ChangedError(f"record {entry['id']!r} and what came after it are missing")


def _names(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.jsonl"):
        yield path.relative_to(folder).as_posix().removesuffix(".jsonl")


def _entries(path: Path) -> Iterator[Entry]:
    if path.is_file():
        with path.open("rb") as file:
            yield from map(json.loads, file)
