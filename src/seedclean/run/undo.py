"""Undo: from a cleaned corpus and its edits back to the originals."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from seedclean.edits import Edit, revert
from seedclean.formats import (
    FORMATS,
    Assembly,
    BadFileError,
    BadRecordError,
    Fields,
    Format,
    MissingError,
    Raw,
    check_format,
    format_of,
    stem,
)
from seedclean.run.errors import RunError
from seedclean.run.inputs import OURS, check_apart
from seedclean.run.journal import RUN
from seedclean.run.output import Assembled, Folder, Unfinished
from seedclean.run.places import Place, Remote
from seedclean.run.upload import put_into
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


def undo(cleaned: Place, target: Place, *, force: bool = False) -> Undone:
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
    check_apart([cleaned], target)
    if not _keeps_edits(cleaned):
        raise RunError(f"{cleaned} has no {OURS}/edits to undo; only a run with --edits keeps them")
    ours = cleaned / OURS
    names = sorted({*_names(ours / "edits"), *_names(ours / "quarantine")})
    if not force:
        for name in names:
            if (target / name).exists():
                raise RunError(f"{target / name} exists; give another folder, or --force to overwrite it")
    problems = []
    with put_into(target, (cleaned,) if isinstance(cleaned, Path) else ()) as folder:
        for name in names:
            try:
                _restore(cleaned, name, folder)
            except (ChangedError, BadFileError, BadRecordError) as error:
                problems.append((name, str(error)))
    return Undone(len(names) - len(problems), problems)


def _keeps_edits(cleaned: Place) -> bool:
    """Whether the edits were kept, even if there were none."""
    try:
        return json.loads((cleaned / RUN).read_bytes())["edits"] is True
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return False


def _restore(cleaned: Place, name: str, folder: Folder) -> None:
    quarantine = cleaned / OURS / "quarantine"
    file: Unfinished | None = None
    try:
        whole = next(
            (entry for entry in _entries(quarantine / f"{name}.jsonl") if entry["line"] is None), None
        )
        if whole is not None:
            pieces = _whole(whole, quarantine / f"{name}.copy")
            file = folder.begin(name)
        else:
            kept = _entries(cleaned / OURS / "edits" / f"{name}.jsonl")
            about = next(kept, None)
            known = about["format"] if about else format_of(name) or "txt"
            packing = stem(name)[1]
            check_format(known, packing)
            format_ = FORMATS[known]
            bad = _Bad(format_, _entries(quarantine / f"{name}.jsonl"))
            fields = Fields(**about["fields"]) if about else Fields()
            pieces = _originals(cleaned / name, format_, fields, kept, bad) if about else bad.rest()
            pieces = (format_.packed(piece, packing) for piece in pieces)
            file = folder.begin(name, _assembly(format_.assembly(packing), cleaned / name))
        for piece in pieces:
            file.write(piece)
        file.finish()
    except MissingError as error:
        raise RunError(f"{name}: {error}") from None
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, BadFileError | BadRecordError):
            raise
        raise ChangedError(f"what was kept of it is damaged ({error!r})") from None
    finally:
        if file is not None:
            file.drop()


def _assembly(assemble: Assembly | None, like: Place) -> Assembled | None:
    if assemble is None:
        return None

    def assembled(pieces: Iterable[bytes], out: BinaryIO) -> None:
        with like.open("rb") if like.is_file() else BytesIO() as model:
            assemble(pieces, model, out)

    return assembled


def _whole(entry: Entry, copy: Place) -> Iterator[bytes]:
    """A file that could not be read to its end, as it stood on the disk."""
    if entry.get("copied"):
        with copy.open("rb") as file:
            while chunk := file.read(1 << 20):
                yield chunk
    elif entry["bytes"] is None:
        raise ChangedError("could not be read when it was cleaned, so nothing is kept of it")
    else:
        yield b64decode(entry["bytes"])


class _Bad:
    """The bad records of a file, in order."""

    def __init__(self, format_: Format, entries: Iterator[Entry]) -> None:
        self._format = format_
        self._entries = entries
        self._next = next(entries, None)
        self._taken = 0

    def place(self, numbers: list[tuple[int, int]]) -> int | None:
        """Before which record of the output the next one stood; `None` if that is none of them.

        Args:
            numbers: Of some records of the output: their numbers in the original, and there.
        """
        if self._next is None:
            return None
        number: int = self._next["line"]
        if not self._format.GAPS:
            return number - self._taken
        return next((there for original, there in numbers if original > number), None)

    def piece(self) -> bytes:
        """The next one."""
        entry = self._next
        if entry is None:
            raise ChangedError("has lost a part of its quarantine")
        self._next = next(self._entries, None)
        self._taken += 1
        return self._format.again(b64decode(entry["bytes"]))

    def rest(self) -> Iterator[bytes]:
        """All that are left."""
        while self._next is not None:
            yield self.piece()


def _originals(
    path: Place, format_: Format, fields: Fields, kept: Iterator[Entry], bad: _Bad
) -> Iterator[bytes]:
    """The pieces of a file as it was, the bad records among the others at their places."""
    entry = next(kept, None)
    if not path.is_file():
        if entry is not None or format_.MANY:
            raise ChangedError("is missing")
        yield from bad.rest()
        return
    with path.open("rb") as stream:
        for chunk in format_.chunks(stream, stem(path.name)[1], fields):
            restored: dict[int, Raw] = {}
            numbers: list[tuple[int, int]] = []  # of each record: in the original, in the output
            for number, raw in format_.records(chunk.data, chunk.first, fields):
                if entry is None:
                    raise ChangedError(f"line {number}: is none of the records that were cleaned")
                restored[number] = _original(format_, raw, fields, entry, number)
                numbers.append((entry["line"], number))
                entry = next(kept, None)
            cuts: list[int] = []
            aside: list[bytes] = []
            while (place := bad.place(numbers)) is not None and place < chunk.following:
                cuts.append(place)
                aside.append(bad.piece())
            first, *others = format_.pieces(chunk, fields, restored, None, cuts)
            yield first
            yield from chain.from_iterable(zip(aside, others, strict=True))
    if entry is not None:
        raise ChangedError(f"record {entry['id']!r} and what came after it are missing")
    yield from bad.rest()


def _original(format_: Format, raw: Raw, fields: Fields, entry: Entry, number: int) -> Raw:
    text = format_.reread(raw, fields)
    if digest(text) != entry["after"]:
        raise ChangedError(f"line {number}: the text is another one than was written")
    edits = [Edit(*edit) for edit in entry["edits"]]
    return format_.restore(raw, revert(entry.get("header", "") + text, edits), fields, entry)


def _names(folder: Place) -> Iterator[str]:
    found: list[str] = []
    if isinstance(folder, Remote):
        with suppress(FileNotFoundError):
            found += (name for name, _ in folder.files())
    else:
        found += (path.relative_to(folder).as_posix() for path in folder.rglob("*.jsonl"))
    yield from (name.removesuffix(".jsonl") for name in found if name.endswith(".jsonl"))


def _entries(path: Place) -> Iterator[Entry]:
    if path.is_file():
        with path.open("rb") as file:
            yield from map(json.loads, file)
